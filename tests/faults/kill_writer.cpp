// Kills a process that writes to a register at random moments, and looks at what is left: the file
// opens, verifies, and holds every recording that was acknowledged, and at most one more.
//   kill_writer ROUNDS [SEED]
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <libcase/register/audit.hpp>
#include <libcase/register/register.hpp>

#include "support/builders.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace fs = std::filesystem;

namespace {

/// What the writer says once a recording is durable.
struct Acknowledged {
  std::int64_t number;
  Digest digest;
};

Register open_for_writing(const fs::path& path) {
  return Register::open(path, {.actor = "a writer"});
}

/// Small recordings and, now and then, one of many rows, for as long as it is left alive.
[[noreturn]] void write_on(const fs::path& path, int pipe) {
  const Date day{2011, 9, 1};
  const std::vector<AnyRecord> group{
      AnyRecord{a_person()}, AnyRecord{Case{day}},
      AnyRecord{UnitMember{CaseId{-2}, PersonId{-1}, Role::principal, day}},
      AnyRecord{a_departure(CaseId{-2}, PersonId{-1}, day)}};
  Register reg = open_for_writing(path);
  for (std::int64_t count = reg.info().recording_count;; ++count) {
    Recording writing =
        reg.recording({.why = std::string(static_cast<std::size_t>(count % 50), 'x')});
    if (count % 16 == 15) {
      writing.record_copies(group, 100);
    } else {
      const CaseId id = writing.record(Case{day});
      const PersonId person = writing.record(a_person());
      const auto member = writing.record(UnitMember{id, person, Role::principal, day});
      writing.refer(record_kind<Case>(), "case " + std::to_string(count), {id.value});
      writing.replace_any({person.value}, AnyRecord{born("1979")}, person.value);
      writing.withdraw_any({member.value}, "a mistake");
    }
    const RecordingHeader header = writing.commit();
    const Acknowledged acknowledged{header.number, header.digest};
    if (write(pipe, &acknowledged, sizeof acknowledged) != sizeof acknowledged) {
      throw std::runtime_error("the pipe is closed");
    }
  }
}

/// Lets a writer run for a while, kills it, and returns what it had acknowledged.
std::vector<Acknowledged> killed_after(std::chrono::microseconds delay, const fs::path& path) {
  int ends[2];
  if (pipe(ends) != 0) {
    throw std::runtime_error("no pipe");
  }
  std::fflush(stdout);
  const pid_t writer = fork();
  if (writer == 0) {
    close(ends[0]);
    try {
      write_on(path, ends[1]);
    } catch (const std::exception& error) {
      std::fprintf(stderr, "writer: %s\n", error.what());
    }
    _exit(EXIT_FAILURE);
  }
  close(ends[1]);
  std::vector<Acknowledged> acknowledged;
  const auto read_one = [&] {
    Acknowledged next{};
    const bool is_read = read(ends[0], &next, sizeof next) == sizeof next;
    if (is_read) {
      acknowledged.push_back(next);
    }
    return is_read;
  };
  const auto deadline = std::chrono::steady_clock::now() + delay;
  for (auto left = delay; left.count() > 0;
       left = std::chrono::duration_cast<std::chrono::microseconds>(
           deadline - std::chrono::steady_clock::now())) {
    pollfd readable{.fd = ends[0], .events = POLLIN, .revents = 0};
    const timespec timeout{.tv_sec = left.count() / 1'000'000,
                           .tv_nsec = left.count() % 1'000'000 * 1'000};
    if (ppoll(&readable, 1, &timeout, nullptr) == 1 && !read_one()) {
      break;
    }
  }
  kill(writer, SIGKILL);
  while (read_one()) {
  }
  close(ends[0]);
  int status = 0;
  waitpid(writer, &status, 0);
  if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL) {
    throw std::runtime_error("the writer ended by itself");
  }
  return acknowledged;
}

void require(bool holds, const std::string& sentence) {
  if (!holds) {
    throw std::runtime_error(sentence);
  }
}

/// Returns the number of recordings in the file.
std::int64_t checked(const fs::path& path, std::int64_t count_before,
                     const std::vector<Acknowledged>& acknowledged) {
  const Register reg = open_for_writing(path);
  const Verification verification = verify(reg);
  require(verification.is_sound(),
          "tampering seen: " + (verification.found.empty() ? "" : verification.found.front().what));
  const auto problems = reg.integrity_problems();
  require(problems.empty(), "integrity: " + (problems.empty() ? "" : problems.front()));
  for (const Acknowledged& kept : acknowledged) {
    require(reg.recording_header(kept.number).digest == kept.digest,
            "recording " + std::to_string(kept.number) + " is not what was acknowledged");
  }
  const std::int64_t count = reg.info().recording_count;
  const auto least = count_before + static_cast<std::int64_t>(acknowledged.size());
  require(count == least || count == least + 1, "expected " + std::to_string(least) +
                                                    " recordings or one more, found " +
                                                    std::to_string(count));
  return count;
}

} // namespace

int main(int argument_count, char** arguments) {
  const int rounds = argument_count > 1 ? std::atoi(arguments[1]) : 20;
  const auto seed = argument_count > 2
                        ? static_cast<std::uint32_t>(std::strtoul(arguments[2], nullptr, 10))
                        : std::random_device{}();
  std::printf("seed %u\n", seed);
  std::mt19937 random{seed};
  const TempFolder folder;
  fs::path path;
  std::int64_t count = 0;
  std::size_t acknowledged_count = 0;
  int killed_in_making = 0;
  int round = 0;
  try {
    for (; round < rounds; ++round) {
      const bool is_new = round % 4 == 0;
      if (is_new) {
        path = folder.path() / (std::to_string(round) + ".db");
        count = 0;
      }
      const unsigned longest = is_new && round % 8 == 0 ? 40'000 : 250'000;
      const auto acknowledged = killed_after(std::chrono::microseconds{random() % longest}, path);
      killed_in_making += is_new && acknowledged.empty() ? 1 : 0;
      acknowledged_count += acknowledged.size();
      count = checked(path, count, acknowledged);
    }
    require(acknowledged_count > 0, "no writer lived long enough to acknowledge anything");
  } catch (const std::exception& error) {
    std::printf("round %d of seed %u: %s\n", round + 1, seed, error.what());
    return EXIT_FAILURE;
  }
  std::printf("%d kills, %d of them before the first commit: all of %zu acknowledged recordings "
              "are there\n",
              rounds, killed_in_making, acknowledged_count);
  return EXIT_SUCCESS;
}

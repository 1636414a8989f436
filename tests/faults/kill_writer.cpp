// Kills a process that writes to a register at random moments, and looks at what is left: the file
// opens, verifies, and holds every recording that was acknowledged, and at most one more. Payments
// that were acknowledged are there, each once, and their budget tells what they come to.
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
#include <libcase/register/budget.hpp>
#include <libcase/register/record_scan.hpp>
#include <libcase/register/register.hpp>

#include "support/builders.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t payments_at_a_time = 30;
const Money paid_each = Money::euro_cents(10'000);
const Date day{2011, 9, 1};

/// What the writer says once a recording is durable.
struct Acknowledged {
  std::int64_t number;
  Digest digest;
  std::int64_t payments; ///< so far
};

Register open_for_writing(const fs::path& path) {
  return Register::open(path, {.actor = "a writer"});
}

std::int64_t count_of(const Register& reg, std::string_view table) {
  for (const auto& [name, rows] : reg.info().rows_by_table) {
    if (name == table) {
      return rows;
    }
  }
  throw std::logic_error("no such table");
}

BudgetLineId the_budget(const Register& reg, Recording& writing) {
  const auto accounts = budget_accounts(reg);
  return !accounts.empty() ? accounts.front().budget_line_id
                           : writing.record(BudgetLine{.code = "6-2011",
                                                       .from = Date{2011, 1, 1},
                                                       .until = Date{2012, 1, 1},
                                                       .amount = paid_each * 1'000'000,
                                                       .source = "made up"});
}

/// The next payments of a list, on an award of their own.
void pay_some(const Register& reg, Recording& writing, std::int64_t first) {
  const BudgetLineId budget = the_budget(reg, writing);
  const CaseId id = writing.record(Case{day});
  const PersonId person = writing.record(a_person());
  writing.record(UnitMember{id, person, Role::principal, day});
  const AwardId award = writing.record(Award{.case_id = id, .on = day});
  const AwardLineId line = writing.record(AwardLine{.award_id = award,
                                                    .programme = ProgrammeCode{"HRT"},
                                                    .support = Support::cash,
                                                    .amount = paid_each * payments_at_a_time,
                                                    .budget_line_id = budget});
  for (std::int64_t next = first; next < first + payments_at_a_time; ++next) {
    const CashPaymentId payment =
        writing.record(CashPayment{.award_line_id = line,
                                   .person_id = person,
                                   .amount = paid_each,
                                   .paid_on = day.plus_days(static_cast<int>(next - first))});
    writing.refer(record_kind<CashPayment>(), "payment " + std::to_string(next), {payment.value});
  }
}

/// Small recordings and, now and then, one of many rows, for as long as it is left alive.
[[noreturn]] void write_on(const fs::path& path, int pipe) {
  const std::vector<AnyRecord> group{
      AnyRecord{a_person()}, AnyRecord{Case{day}},
      AnyRecord{UnitMember{CaseId{-2}, PersonId{-1}, Role::principal, day}},
      AnyRecord{a_departure(CaseId{-2}, PersonId{-1}, day)}};
  Register reg = open_for_writing(path);
  std::int64_t payments = count_of(reg, "cash_payments");
  for (std::int64_t count = reg.info().recording_count;; ++count) {
    Recording writing =
        reg.recording({.why = std::string(static_cast<std::size_t>(count % 50), 'x')});
    if (count % 16 == 15) {
      writing.record_copies(group, 100);
    } else if (count % 4 == 1) {
      pay_some(reg, writing, payments);
      payments += payments_at_a_time;
    } else {
      const CaseId id = writing.record(Case{day});
      const PersonId person = writing.record(a_person());
      const auto member = writing.record(UnitMember{id, person, Role::principal, day});
      writing.refer(record_kind<Case>(), "case " + std::to_string(count), {id.value});
      writing.replace_any({person.value}, AnyRecord{born("1979")}, person.value);
      writing.withdraw_any({member.value}, "a mistake");
    }
    const RecordingHeader header = writing.commit();
    const Acknowledged acknowledged{header.number, header.digest, payments};
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

/// What was acknowledged is paid, nothing twice, and the budget knows of it.
void check_payments(const Register& reg, std::int64_t least) {
  const std::int64_t paid = count_of(reg, "cash_payments");
  require(paid == least || paid == least + payments_at_a_time,
          "expected " + std::to_string(least) + " payments or those of one recording more, found " +
              std::to_string(paid));
  RecordScan scan{reg, record_kind<CashPayment>(), {}, true};
  for (std::int64_t next = 0; next < paid; ++next) {
    const auto payment = scan.next();
    require(payment && payment->reference == "payment " + std::to_string(next),
            "payment " + std::to_string(next) + " is not there, or there twice");
  }
  for (const BudgetAccount& account : budget_accounts(reg)) {
    require(account.spent == paid_each * paid && account.committed.cents() == 0,
            "the budget tells of " + account.spent.to_string());
  }
}

struct Left {
  std::int64_t recordings = 0;
  std::int64_t payments = 0;
};

Left checked(const fs::path& path, const Left& before,
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
  check_payments(reg, acknowledged.empty() ? before.payments : acknowledged.back().payments);
  const std::int64_t count = reg.info().recording_count;
  const auto least = before.recordings + static_cast<std::int64_t>(acknowledged.size());
  require(count == least || count == least + 1, "expected " + std::to_string(least) +
                                                    " recordings or one more, found " +
                                                    std::to_string(count));
  return {count, count_of(reg, "cash_payments")};
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
  Left left;
  std::size_t acknowledged_count = 0;
  int killed_in_making = 0;
  int round = 0;
  try {
    for (; round < rounds; ++round) {
      const bool is_new = round % 4 == 0;
      if (is_new) {
        path = folder.path() / (std::to_string(round) + ".db");
        left = {};
      }
      const unsigned longest = is_new && round % 8 == 0 ? 40'000 : 250'000;
      const auto acknowledged = killed_after(std::chrono::microseconds{random() % longest}, path);
      killed_in_making += is_new && acknowledged.empty() ? 1 : 0;
      acknowledged_count += acknowledged.size();
      left = checked(path, left, acknowledged);
    }
    require(acknowledged_count > 0, "no writer lived long enough to acknowledge anything");
  } catch (const std::exception& error) {
    std::printf("round %d of seed %u: %s\n", round + 1, seed, error.what());
    return EXIT_FAILURE;
  }
  std::printf("%d kills, %d of them before the first commit: all of %zu acknowledged recordings "
              "are there, and what they paid once\n",
              rounds, killed_in_making, acknowledged_count);
  return EXIT_SUCCESS;
}

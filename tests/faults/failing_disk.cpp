// Writes to a register on a disk that fails, and looks at what is left: the file opens, verifies,
// holds every recording that was confirmed and each of the others whole or not at all, and can be
// written to.
//   failing_disk STEP [KIBIBYTES]
// Every STEP-th write, sync, truncation and lock fails in turn, once and from then on, in a new
// register and in one that is there; and the disk of an import is full after each so many KiB.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <libcase/register/audit.hpp>
#include <libcase/register/import.hpp>
#include <libcase/register/register.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "failing_vfs.hpp"
#include "support/builders.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace fs = std::filesystem;

namespace {

constexpr int recordings = 4;
constexpr int imported_cases = 1000;

void require(bool holds, const std::string& sentence) {
  if (!holds) {
    throw std::runtime_error(sentence);
  }
}

Register open_for_writing(const fs::path& path) {
  return Register::open(path, {.actor = "a writer", .busy_timeout = std::chrono::milliseconds{1}});
}

RecordingHeader write_one(Register& reg) {
  const Date day{2011, 9, 1};
  Recording writing = reg.recording({.why = std::string(3000, 'x')});
  const CaseId id = writing.record(Case{day});
  const PersonId person = writing.record(a_person());
  writing.record(UnitMember{id, person, Role::principal, day});
  writing.record(a_departure(id, person, day));
  writing.replace_any({person.value}, AnyRecord{born("1979")}, person.value);
  writing.record(Stay{person, PlaceKind::vbl, day});
  return writing.commit();
}

/// Runs what may fail, which is told as a fault of the disk and as nothing else.
template <class Action>
void trying(Action&& action) {
  try {
    action();
  } catch (const StorageError& error) {
    require(current_faults().has_failed, std::string{"without a fault: "} + error.what());
    require(current_faults().capacity == 0 || error.code() == "disk_full",
            "expected disk_full, found " + error.code() + ": " + error.what());
  }
}

/// What was confirmed.
std::vector<RecordingHeader> write_on_bad_disk(const fs::path& path) {
  std::vector<RecordingHeader> confirmed;
  trying([&] {
    Register reg = open_for_writing(path);
    for (int count = 0; count < recordings; ++count) {
      trying([&] { confirmed.push_back(write_one(reg)); });
    }
    fs::path copy = path;
    copy += ".copy";
    trying([&] {
      reg.backup(copy);
      const Register backup = Register::open(copy, {.read_only = true});
      require(verify(backup).is_sound(), "the copy is not sound");
    });
    fs::remove(copy);
  });
  return confirmed;
}

void require_sound(const Register& reg) {
  const Verification verification = verify(reg);
  require(verification.is_sound(),
          "not sound: " + (verification.found.empty() ? "" : verification.found.front().what));
  const auto problems = reg.integrity_problems();
  require(problems.empty(), "integrity: " + (problems.empty() ? "" : problems.front()));
}

void check_what_is_left(const fs::path& path, const std::vector<RecordingHeader>& confirmed,
                        std::int64_t recordings_before) {
  Register reg = open_for_writing(path);
  require_sound(reg);
  for (const RecordingHeader& header : confirmed) {
    require(reg.recording_header(header.number).digest == header.digest,
            "recording " + std::to_string(header.number) + " is not what was confirmed");
  }
  const RegisterInfo info = reg.info();
  const auto least = recordings_before + static_cast<std::int64_t>(confirmed.size());
  require(info.recording_count >= least && info.recording_count <= recordings_before + recordings,
          "expected " + std::to_string(least) + " recordings, found " +
              std::to_string(info.recording_count));
  require(info.row_count == info.recording_count * 6, "a recording is there in part");
  write_one(reg);
  require_sound(reg);
}

/// Returns whether the fault came about.
bool survives(const Faults& faults, const fs::path& path, const std::optional<fs::path>& original) {
  if (original) {
    fs::copy_file(*original, path);
  }
  set_faults(faults);
  const auto confirmed = write_on_bad_disk(path);
  const bool has_failed = current_faults().has_failed;
  set_faults({});
  check_what_is_left(path, confirmed, original ? recordings : 0);
  for (const char* ending : {"", "-wal", "-shm", "-journal", "-lock"}) {
    fs::remove(path.string() + ending);
  }
  return has_failed;
}

int every_operation_fails(std::int64_t step, const fs::path& folder) {
  const fs::path original = folder / "original.db";
  {
    Register reg = open_for_writing(original);
    for (int count = 0; count < recordings; ++count) {
      write_one(reg);
    }
  }
  int tried = 0;
  const auto all_of = [&](Faults faults, const char* name, const std::optional<fs::path>& from) {
    for (faults.nth = 1;; faults.nth += step) {
      try {
        if (!survives(faults, folder / "cases.db", from)) {
          return;
        }
      } catch (const std::exception& error) {
        throw std::runtime_error(std::string{name} + " " + std::to_string(faults.nth) +
                                 (faults.is_lasting ? " and all later" : "") +
                                 (from ? "" : " of a new register") + ": " + error.what());
      }
      ++tried;
    }
  };
  for (const auto& [operation, name] : {std::pair{Operation::write, "write"},
                                        {Operation::short_write, "short write"},
                                        {Operation::sync, "sync"},
                                        {Operation::truncate, "truncation"},
                                        {Operation::lock, "lock"}}) {
    for (const bool is_lasting : {false, true}) {
      all_of({.operation = operation, .is_lasting = is_lasting}, name, original);
      all_of({.operation = operation, .is_lasting = is_lasting}, name, std::nullopt);
    }
  }
  return tried;
}

int every_import_fills_the_disk(std::int64_t bytes, const fs::path& folder) {
  const fs::path input = folder / "cases.csv";
  {
    std::ofstream file{input};
    file << "reference,opened_on\n";
    for (int number = 0; number < imported_cases; ++number) {
      file << "invented-" << number << ",2011-09-01\n";
    }
  }
  int tried = 0;
  for (std::int64_t capacity = bytes;; capacity += bytes) {
    const fs::path path = folder / (std::to_string(capacity) + ".db");
    try {
      set_faults({.capacity = capacity});
      trying([&] {
        Register reg = open_for_writing(path);
        trying([&] { import_records(reg, std::vector{input}); });
      });
      const bool was_full = current_faults().has_failed;
      set_faults({});
      Register reg = open_for_writing(path);
      require_sound(reg);
      const auto before = reg.info().row_count;
      import_records(reg, std::vector{input});
      require_sound(reg);
      require(before == 0 || before == reg.info().row_count || was_full, "a part was kept");
      require(reg.info().rows_by_table.at(1).second == imported_cases ||
                  reg.info().row_count == imported_cases * 2,
              "the second import did not add what the first could not");
      if (!was_full) {
        return tried;
      }
    } catch (const std::exception& error) {
      throw std::runtime_error("disk full after " + std::to_string(capacity) +
                               " bytes: " + error.what());
    }
    ++tried;
  }
}

} // namespace

int main(int argument_count, char** arguments) {
  const std::int64_t step = argument_count > 1 ? std::max(std::atoi(arguments[1]), 1) : 1;
  const std::int64_t kibibytes = argument_count > 2 ? std::max(std::atoi(arguments[2]), 1) : 64;
  const TempFolder folder;
  try {
    use_failing_vfs();
    const int failed = every_operation_fails(step, folder.path());
    const int full = every_import_fills_the_disk(kibibytes * 1024, folder.path());
    require(failed > 0 && full > 0, "nothing failed");
    std::printf("%d operations failed and %d disks were full: nothing that was confirmed is lost\n",
                failed, full);
  } catch (const std::exception& error) {
    std::printf("%s\n", error.what());
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}

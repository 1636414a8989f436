// Writes to a register on a disk that fails, and looks at what is left: the file opens, verifies,
// holds every recording that was confirmed and each of the others whole or not at all, and can be
// written to. Budgets tell what was paid, and nothing is paid twice.
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
#include <libcase/register/budget.hpp>
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
constexpr int payments_each = 8;
constexpr int rows_each = 8 + payments_each;
constexpr int imported_cases = 60;
constexpr int imported_payments = 3 * imported_cases;
const Date day{2011, 9, 1};
const Money paid_each = Money::euro_cents(10'000);

void require(bool holds, const std::string& sentence) {
  if (!holds) {
    throw std::runtime_error(sentence);
  }
}

Register open_for_writing(const fs::path& path) {
  return Register::open(path, {.actor = "a writer", .busy_timeout = std::chrono::milliseconds{1}});
}

/// A case with many payments, and what is corrected in it.
RecordingHeader write_one(Register& reg) {
  const auto accounts = budget_accounts(reg);
  Recording writing = reg.recording({.why = std::string(3000, 'x')});
  const BudgetLineId budget = !accounts.empty()
                                  ? accounts.front().budget_line_id
                                  : writing.record(BudgetLine{.code = "6-2011",
                                                              .from = Date{2011, 1, 1},
                                                              .until = Date{2012, 1, 1},
                                                              .amount = paid_each * 1'000'000,
                                                              .source = "made up"});
  const CaseId id = writing.record(Case{day});
  const PersonId person = writing.record(a_person());
  writing.record(UnitMember{id, person, Role::principal, day});
  writing.record(a_departure(id, person, day));
  writing.replace_any({person.value}, AnyRecord{born("1979")}, person.value);
  const AwardId award = writing.record(Award{.case_id = id, .on = day});
  const AwardLineId line = writing.record(AwardLine{.award_id = award,
                                                    .programme = ProgrammeCode{"HRT"},
                                                    .support = Support::cash,
                                                    .amount = paid_each * payments_each,
                                                    .budget_line_id = budget});
  for (int payment = 0; payment < payments_each; ++payment) {
    writing.record(CashPayment{.award_line_id = line,
                               .person_id = person,
                               .amount = paid_each,
                               .paid_on = day.plus_days(payment)});
  }
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

/// The budget tells what all payments come to.
void require_paid(const Register& reg, std::int64_t payments) {
  const auto accounts = budget_accounts(reg);
  const Money spent = accounts.empty() ? Money::euro_cents(0) : accounts.front().spent;
  require(spent == paid_each * payments, "expected " + std::to_string(payments) +
                                             " payments, and the budget tells of " +
                                             spent.to_string());
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
  require(info.row_count == info.recording_count * rows_each + (info.row_count > 0 ? 1 : 0),
          "a recording is there in part");
  require_paid(reg, info.recording_count * payments_each);
  write_one(reg);
  require_sound(reg);
  require_paid(reg, (info.recording_count + 1) * payments_each);
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

/// Cases with an award and payments on it, of which the rows have no reference.
fs::path written_files(const fs::path& folder) {
  fs::create_directory(folder);
  const auto open = [&](const char* name, const char* header) {
    std::ofstream file{folder / name};
    file << header << "\n";
    return file;
  };
  open("budget_lines.csv", "reference,code,from,until,amount,amount_currency,source")
      << "B,6-2011,2011-01-01,2012-01-01,1000000.00,EUR,made up\n";
  std::ofstream cases = open("cases.csv", "reference,opened_on");
  std::ofstream persons = open("persons.csv", "reference,sex");
  std::ofstream members = open("unit_members.csv", "case,person,role,from");
  std::ofstream awards = open("awards.csv", "reference,case,on");
  std::ofstream lines =
      open("award_lines.csv",
           "reference,award,person,programme,support,amount,amount_currency,budget_line");
  std::ofstream payments =
      open("cash_payments.csv", "award_line,person,amount,amount_currency,paid_on");
  for (int number = 0; number < imported_cases; ++number) {
    cases << "C" << number << ",2011-09-01\n";
    persons << "P" << number << ",female\n";
    members << "C" << number << ",P" << number << ",principal,2011-09-01\n";
    awards << "A" << number << ",C" << number << ",2011-09-01\n";
    lines << "L" << number << ",A" << number << ",P" << number << ",HRT,cash,300.00,EUR,B\n";
    for (const char* on : {"2011-09-02", "2011-10-02", "2011-11-02"}) {
      payments << "L" << number << ",P" << number << ",100.00,EUR," << on << "\n";
    }
  }
  return folder;
}

int every_import_fills_the_disk(std::int64_t bytes, const fs::path& folder) {
  const fs::path input = written_files(folder / "files");
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
      require(reg.info().rows_by_table.at(1).second == imported_cases,
              "the second import did not add what the first could not");
      require_paid(reg, imported_payments);
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

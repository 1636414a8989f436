// What other programs do to a register's file while it is open, and files that are none.
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include <doctest/doctest.h>
#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libcase/register/audit.hpp>
#include <libcase/register/import.hpp>
#include <libcase/register/import_table.hpp>
#include <libcase/register/record_scan.hpp>
#include <libcase/register/register.hpp>
#include <libcase/register/template.hpp>
#include <libcase/rules/catalogue.hpp>
#include <libcase/rules/programme_check.hpp>

#include "register/connection.hpp"
#include "register/register_access.hpp"
#include "support/builders.hpp"
#include "support/errors.hpp"
#include "support/files.hpp"
#include "support/other_process.hpp"
#include "support/sql.hpp"
#include "text/files.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace fs = std::filesystem;

namespace {

std::optional<Register> closed_last; // after the function statics of the library

/// What a program does that reads the file by itself: SQLite's locks of this process are gone.
void open_and_close(const fs::path& path) {
  for (const char* ending : {"", "-wal", "-shm"}) {
    const std::ifstream file{path.string() + ending};
  }
}

mode_t rights_of(const fs::path& path) {
  struct stat found {};
  REQUIRE(::stat(path.c_str(), &found) == 0);
  return found.st_mode & 0777;
}

template <class Call>
std::string code_or_ok(Call&& call) {
  try {
    call();
    return "done";
  } catch (const Error& error) {
    return error.code();
  }
}

} // namespace

TEST_CASE("register: a write to a file that was moved is not confirmed") {
  const RegisterFile file = a_register_file();
  Register reg = file.open();
  a_case(reg);
  const fs::path aside = file.folder.path() / "aside.db";
  const fs::path copy = file.folder.path() / "copy.db";
  reg.backup(copy);
  SUBCASE("renamed") {
    fs::rename(file.path, aside);
  }
  SUBCASE("removed") {
    fs::remove(file.path);
  }
  SUBCASE("replaced by a copy") {
    fs::rename(copy, file.path);
  }
  SUBCASE("renamed in the middle of a recording") {
    Recording writing = reg.recording();
    writing.record(Case{opened_on});
    fs::rename(file.path, aside);
    CHECK(code_of<StorageError>([&] { writing.commit(); }) == "moved");
  }
  CHECK(code_of<StorageError>([&] { reg.open_case("2011-0900", opened_on); }) == "moved");
  CHECK(code_of<StorageError>([&] { reg.add_person(a_person()); }) == "moved");
}

TEST_CASE("register: a process that was forked leaves its parent's register alone") {
  const RegisterFile file = a_register_file();
  Register reg = file.open();
  const ACase known = a_case(reg);
  Recording writing = reg.recording();
  writing.record(Case{opened_on});
  RecordScan scan{reg, record_kind<Case>()};
  OtherProcess child{[&] {
    std::string codes = code_or_ok([&] { reg.file(known.id); });
    codes += " " + code_or_ok([&] { reg.info(); });
    codes += " " + code_or_ok([&] { writing.record(Case{opened_on}); });
    codes += " " + code_or_ok([&] { writing.commit(); });
    codes += " " + code_or_ok([&] { scan.next(); });
    codes += " " + code_or_ok([&] { const Register own = std::move(reg); });
    codes += " " + code_or_ok([&] { file.open(); });
    codes += " " + code_or_ok([&] { file.open_read_only(); });
    return codes;
  }};
  CHECK(child.run() == "other_process other_process other_process other_process other_process done "
                       "other_process other_process");
  writing.record(Case{opened_on});
  CHECK(writing.commit().number == 4);
  CHECK(verify(file.open_read_only()).is_sound());
}

TEST_CASE("register: a process that was forked opens what its parent has closed") {
  const RegisterFile file = a_register_file();
  file.open().open_case("2011-0899", opened_on);
  OtherProcess child{
      [&] { return code_or_ok([&] { file.open().open_case("2011-0900", opened_on); }); }};
  CHECK(child.run() == "done");
  CHECK(verify(file.open_read_only()).is_sound());
}

TEST_CASE("register: a file in place of an open one is opened anew, the old connection refused") {
  const RegisterFile file = a_register_file();
  Register old = file.open();
  old.open_case("2011-0899", opened_on);
  const Folder elsewhere;
  const fs::path copy = elsewhere.path() / "copy.db";
  old.backup(copy);
  for (const char* ending : {"", "-wal", "-shm"}) {
    const fs::path there = file.path.string() + ending;
    if (fs::exists(there)) {
      fs::rename(there, elsewhere.path() / ("old" + std::string{ending}));
    }
  }
  fs::rename(copy, file.path);
  Register anew = file.open();
  anew.open_case("2011-0900", opened_on);
  CHECK(code_of<StorageError>([&] { old.open_case("2011-0901", opened_on); }) == "moved");
  anew.open_case("2011-0901", opened_on);
  CHECK(verify(anew).is_sound());
}

TEST_CASE("register: who opens the file in the same process lets no second writer in") {
  const RegisterFile file = a_register_file();
  file.open();
  const auto open_a_case = [&] {
    return code_or_ok([&] { file.open().open_case("2011-0901", opened_on); });
  };
  OtherProcess clerk{open_a_case};
  OtherProcess later{open_a_case};
  Register reg = file.open();
  reg.open_case("2011-0899", opened_on);
  Recording writing = reg.recording();
  writing.record(Case{opened_on});
  open_and_close(file.path);
  CHECK(clerk.run() == "busy");
  // That clerk has opened and closed the register as if nobody had it open: its log is gone.
  CHECK(code_of<StorageError>([&] { writing.commit(); }) == "lock_lost");
  CHECK(code_of<StorageError>([&] { reg.open_case("2011-0900", opened_on); }) == "lock_lost");
  { const Register lost = std::move(reg); } // closed before the file is opened again
  reg = file.open();
  CHECK(code_or_ok([&] { reg.open_case("2011-0900", opened_on); }) == "done");
  CHECK(later.run() == "done");
  CHECK(reg.info().recording_count == 3);
  CHECK(verify(reg).is_sound());
}

TEST_CASE("register: a recording during which another program wrote is not confirmed") {
  const RegisterFile file = a_register_file();
  file.open();
  OtherProcess foreign{
      [&] { return Sql{file.path}.problem_of(R"(UPDATE "recordings" SET "why" = "why")"); }};
  Register reg = file.open();
  reg.open_case("2011-0899", opened_on);
  Recording writing = reg.recording();
  writing.record(Case{opened_on});
  open_and_close(file.path);
  REQUIRE(foreign.run() == "");
  CHECK(code_of<StorageError>([&] { writing.commit(); }) == "lock_lost");
}

TEST_CASE("register: SQLite beginning its log anew is no write of another program") {
  const RegisterFile file = a_register_file();
  Register reg = file.open();
  const BudgetLine long_line{.code = "B",
                             .from = opened_on,
                             .until = opened_on.plus_days(1),
                             .amount = Money::euro_cents(0),
                             .source = std::string(1'000'000, 'x')};
  for (int round = 0; round < 4; ++round) { // each of them fills SQLite's cache, and its log
    Recording recording = reg.recording();
    for (int line = 0; line < 5; ++line) {
      recording.record(long_line);
    }
    REQUIRE(code_or_ok([&] { recording.commit(); }) == "done");
  }
}

TEST_CASE("register: a lock that was taken away is noticed before a write is confirmed") {
  const RegisterFile file = a_register_file();
  Register reg = file.open();
  Recording writing = reg.recording();
  writing.record(Case{opened_on});
  fs::remove(file.path.string() + "-lock");
  CHECK(code_of<StorageError>([&] { writing.commit(); }) == "lock_lost");
  CHECK(code_or_ok([&] { reg.open_case("2011-0900", opened_on); }) == "done");
}

TEST_CASE("register: the lock beside it goes with the last writer") {
  const RegisterFile file = a_register_file();
  const fs::path lock = file.path.string() + "-lock";
  {
    Register first = file.open();
    first.open_case("2011-0900", opened_on);
    CHECK(fs::exists(lock));
    {
      Register second = file.open();
      second.open_case("2011-0901", opened_on);
    }
    first.open_case("2011-0902", opened_on);
    CHECK(fs::exists(lock));
  }
  CHECK_FALSE(fs::exists(lock));
}

TEST_CASE("register: registers, copies and lists of rejected rows are their owner's alone") {
  const mode_t before = ::umask(022);
  const RegisterFile file = a_register_file();
  Register reg = file.open();
  const fs::path copy = file.folder.path() / "copy.db";
  reg.backup(copy);
  const fs::path input = file.folder.path() / "persons.csv";
  std::ofstream{input} << "sex,born\nnone,1980\n";
  import_records(reg, std::vector{input});
  ::umask(before);
  CHECK(rights_of(file.path) == 0600);
  CHECK(rights_of(copy) == 0600);
  CHECK(rights_of(file.folder.path() / "cases-rejects.csv") == 0600);
}

TEST_CASE("register: one made through links to nothing is its owner's alone") {
  const mode_t before = ::umask(022);
  const TempFolder folder;
  const fs::path kept = folder.path() / "kept";
  fs::create_directory(kept);
  fs::create_symlink("kept/cases.db", folder.path() / "relative.db");
  fs::create_symlink(folder.path() / "relative.db", folder.path() / "absolute.db");
  Register::open(folder.path() / "absolute.db", {.actor = "a clerk"});
  ::umask(before);
  CHECK(rights_of(kept / "cases.db") == 0600);
  fs::create_symlink("round.db", folder.path() / "round.db");
  CHECK(code_of<StorageError>([&] {
          Register::open(folder.path() / "round.db", {.actor = "a clerk"});
        }) == "cannot_open");
}

TEST_CASE("register: a statement that SQLite does not take is damage where the schema is damaged") {
  const RegisterFile file = a_register_file();
  file.open();
  const auto code_and_message = [](const Register& reg, const char* sql) {
    try {
      connection_of(reg).prepare(sql);
    } catch (const Error& error) {
      return error.code() + ": " + error.what();
    }
    return std::string{"done"};
  };
  {
    const Register sound = file.open_read_only();
    CHECK(code_and_message(sound, "SELECT no_such_function()").starts_with("storage: "));
  }
  Sql{file.path}.execute("PRAGMA writable_schema = ON; "
                         "UPDATE sqlite_master SET name = 'stays' || char(27) || '[2J', "
                         "sql = replace(sql, '\"stays\"', '\"stays' || char(27) || '[2J\"'), "
                         "tbl_name = 'stays' || char(27) || '[2J' WHERE name = 'stays'");
  std::string message;
  try {
    const Register damaged = file.open_read_only();
    message = code_and_message(damaged, R"(SELECT "on\x1b[2J" FROM "stays")");
  } catch (const Error& error) {
    message = error.code() + ": " + error.what();
  }
  CHECK(message.starts_with("damaged: the file is damaged: "));
  CHECK(message.find('\x1b') == std::string::npos);
}

TEST_CASE("register: whoever may write to it may lock it") {
  const mode_t before = ::umask(022);
  const RegisterFile file = a_register_file();
  file.open();
  fs::permissions(file.path, fs::perms{0660});
  Register reg = file.open();
  reg.open_case("2011-0900", opened_on);
  ::umask(before);
  CHECK(rights_of(file.path.string() + "-lock") == 0660);
}

TEST_CASE("register: a lock file that went with another writer is made again at once") {
  const RegisterFile file = a_register_file();
  const OpenOptions at_once{.actor = "a clerk", .busy_timeout = std::chrono::milliseconds{0}};
  Register first = Register::open(file.path, at_once);
  first.open_case("2011-0900", opened_on);
  {
    Register second = Register::open(file.path, at_once);
    second.open_case("2011-0901", opened_on);
    const Recording writing = second.recording();
    CHECK(code_of<StorageError>([&] { first.open_case("2011-0902", opened_on); }) == "busy");
  }
  CHECK(code_or_ok([&] { first.open_case("2011-0902", opened_on); }) == "done");
}

TEST_CASE("register: a path that no system takes is a sentence") {
  CHECK(code_of<StorageError>([] { Register::open(std::string(300, 'x'), {.read_only = true}); }) ==
        "cannot_open");
}

TEST_CASE("files: a rename never overwrites") {
  const TempFolder folder;
  const fs::path from = folder.path() / "from";
  const fs::path to = folder.path() / "to";
  std::ofstream{from} << "new";
  std::ofstream{to} << "precious";
  CHECK(code_of<StorageError>([&] { rename_to_new(from, to); }) == "exists");
  CHECK(bytes_of(to) == "precious");
  CHECK(bytes_of(from) == "new");
  fs::remove(to);
  rename_to_new(from, to);
  CHECK(bytes_of(to) == "new");
  CHECK_FALSE(fs::exists(from));
}

TEST_CASE("register: what an open journal has half written is not read as figures") {
  const RegisterFile file = a_register_file();
  {
    Register reg = file.open();
    a_case(reg);
  }
  Sql{file.path}.execute("PRAGMA journal_mode = DELETE");
  const auto killed = [&] { // in the middle of a transaction that has reached the file
    Sql sql{file.path};
    sql.execute("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE;"
                "UPDATE \"persons\" SET \"sex\" = 'male'; CREATE TABLE \"large\" (\"bytes\");"
                "INSERT INTO \"large\" VALUES (zeroblob(1000000))");
    ::_exit(0);
    return std::string{};
  };
  OtherProcess{killed}.run();
  REQUIRE(fs::file_size(file.path.string() + "-journal") > 0);
  OtherProcess reader{[&] { // root may write to any folder
    if (::geteuid() == 0 &&
        (::setgroups(0, nullptr) != 0 || ::setgid(65534) != 0 || ::setuid(65534) != 0)) {
      return std::string{"still root"};
    }
    return code_or_ok([&] { file.open_read_only().info(); });
  }};
  fs::permissions(file.path, fs::perms{0644});
  fs::permissions(file.path.string() + "-journal", fs::perms{0644});
  fs::permissions(file.folder.path(), fs::perms{0555});
  const std::string code = reader.run();
  fs::permissions(file.folder.path(), fs::perms{0755});
  CHECK_MESSAGE((code == "read_only" || code == "cannot_open"), code);
}

TEST_CASE("files: a pipe is refused wherever a path is taken") {
  const TempFolder folder;
  const fs::path pipe = folder.path() / "pipe.json";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  Register reg = a_register();
  const FixedClock clock;
  const auto code = [](auto&& call) { return code_of<StorageError>(call); };
  CHECK(code([&] { Register::open(pipe, options_with(clock)); }) == "no_plain_file");
  CHECK(code([&] { Register::open(pipe, {.read_only = true}); }) == "no_plain_file");
  const fs::path table = folder.path() / "table.csv";
  std::ofstream{table} << "sex\n";
  CHECK(code([&] { import_table(reg, table, pipe); }) == "no_plain_file");
  CHECK(code([&] { import_table(reg, pipe, pipe); }) == "no_plain_file");
  CHECK(code([&] { import_records(reg, std::vector{table}, {.rejects = pipe}); }) ==
        "no_plain_file");
  Catalogue catalogue;
  CHECK(code([&] { catalogue.load(pipe); }) == "no_plain_file");
  CHECK(code([&] { check_programmes(pipe); }) == "no_plain_file");
}

TEST_CASE("files: one that is read at once is refused where it is larger than any of its kind") {
  const TempFolder folder;
  const fs::path large = folder.path() / "large.json";
  std::ofstream{large} << "{}";
  fs::resize_file(large, 1ULL << 40U); // takes no room
  Register reg = a_register();
  const fs::path table = folder.path() / "table.csv";
  std::ofstream{table} << "sex\n";
  const auto code = [](auto&& call) { return code_of<InvalidValue>(call); };
  CHECK(code([&] { import_table(reg, table, large); }) == "file_too_large");
  Catalogue catalogue;
  CHECK(code([&] { catalogue.load(large); }) == "file_too_large");
  CHECK(code([&] { check_programmes(large); }) == "file_too_large");
}

TEST_CASE("register: a NUL character is refused in every text") {
  using namespace std::string_literals;
  const RegisterFile file = a_register_file();
  const std::string text = "in\0vented"s;
  Register reg = file.open();
  const ACase known = a_case(reg);
  CHECK(code_of([&] { Register::open(file.path.string() + "\0x"s, {.actor = "a clerk"}); }) ==
        "nul_byte");
  CHECK(code_of([&] { Register::open(file.path, {.actor = text}); }) == "nul_byte");
  CHECK(code_of([&] { reg.backup(file.path.string() + "\0x"s); }) == "nul_byte");
  CHECK(code_of([&] { reg.open_case(text, opened_on); }) == "nul_byte");
  CHECK(code_of([&] { reg.add_person(a_person(), text); }) == "nul_byte");
  CHECK(code_of([&] { reg.recording({.why = text}); }) == "nul_byte");
  CHECK(code_of([&] { reg.withdraw(known.membership, text); }) == "nul_byte");
  Catalogue catalogue;
  CHECK(code_of([&] { catalogue.load(text); }) == "nul_byte");
  CHECK(code_of([&] { import_table(reg, text, text); }) == "nul_byte");
  CHECK(code_of([&] { write_template(text); }) == "nul_byte");
  CHECK(code_of([&] { import_records(reg, std::vector{fs::path{text}}); }) == "nul_byte");
  CHECK(reg.info().recording_count == 3);
}

TEST_CASE(
    "register: bytes that are no UTF-8 are refused as texts, and damage where they are found") {
  const std::string latin1 = "caf\xe9";
  const RegisterFile file = a_register_file();
  Register reg = file.open();
  const ACase known = a_case(reg);
  CHECK(code_of([&] { Register::open(file.path, {.actor = latin1}); }) == "invalid_utf8");
  CHECK(code_of([&] { reg.open_case(latin1, opened_on); }) == "invalid_utf8");
  CHECK(code_of([&] { reg.recording({.why = latin1}); }) == "invalid_utf8");
  CHECK(code_of([&] { reg.withdraw(known.membership, latin1); }) == "invalid_utf8");
  reg.withdraw(known.membership, "entered twice");
  const auto damaged_after = [&](const std::string& sql, auto&& read) {
    const fs::path copy = file.folder.path() / "copy.db";
    reg.backup(copy);
    Sql{copy}.execute(sql);
    CHECK(code_of<FormatError>([&] { read(Register::open(copy, {.read_only = true})); }) ==
          "damaged");
    fs::remove(copy);
  };
  damaged_after(R"(UPDATE "external_references" SET "reference" = CAST(x'636166e9' AS TEXT))",
                [&](const Register& damaged) { damaged.reference_of({known.id.value}); });
  damaged_after(R"(UPDATE "recordings" SET "why" = CAST(x'636166e9' AS TEXT))",
                [&](const Register& damaged) { damaged.recording_header(1); });
  damaged_after(R"(UPDATE "withdrawals" SET "why" = CAST(x'636166e9' AS TEXT))",
                [&](const Register& damaged) {
                  RecordScan scan{damaged, record_kind<Withdrawal>()};
                  while (scan.next()) {
                  }
                });
}

TEST_CASE("register: the log of a damaged register is not merged into its file") {
  for (const std::string damage : {
           R"(DELETE FROM "unit_members")",
           R"(UPDATE "recordings" SET "by" = CAST(x'ff' AS TEXT))",
           R"(UPDATE "recordings" SET "at" = 'x')",
           R"(DROP TABLE "record_shapes")",
           R"(ALTER TABLE "recordings" RENAME TO "r2")",
       }) {
    CAPTURE(damage);
    const RegisterFile file = a_register_file();
    {
      Register reg = file.open();
      a_case(reg);
    }
    const fs::path damaged = file.folder.path() / "damaged.db";
    {
      Sql sql{file.path};
      sql.execute("PRAGMA wal_autocheckpoint = 0; PRAGMA foreign_keys = OFF; "
                  "PRAGMA legacy_alter_table = ON; " +
                  damage);
      fs::copy_file(file.path, damaged); // as a process that was killed leaves it
      fs::copy_file(file.path.string() + "-wal", damaged.string() + "-wal");
    }
    const std::string before = bytes_of(damaged);
    CHECK_THROWS_AS(Register::open(damaged, {.actor = "a clerk"}), FormatError);
    CHECK((bytes_of(damaged) == before));
    CHECK(fs::file_size(damaged.string() + "-wal") > 0);
  }
}

TEST_CASE("register: what was taken out is in no byte of the file, its log or a copy") {
  const RegisterFile file = a_register_file();
  const fs::path copy = file.folder.path() / "copy.db";
  const std::string reference = "an-invented-reference-0815";
  Register reg = file.open();
  reg.open_case(reference, opened_on);
  const auto holds = [&](const fs::path& path) {
    return bytes_of(path).find(reference) != std::string::npos;
  };
  REQUIRE((holds(file.path) || holds(file.path.string() + "-wal")));
  Connection& connection = connection_of(reg);
  connection.execute(R"(UPDATE "external_references" SET "reference" = NULL, "salt" = NULL)");
  {
    Statement merged = connection.prepare("PRAGMA wal_checkpoint(TRUNCATE)");
    REQUIRE(merged.step());
    REQUIRE(merged.integer(0) == 0); // nobody kept it from the end
  }
  reg.backup(copy);
  CHECK_FALSE(holds(file.path));
  CHECK_FALSE(holds(file.path.string() + "-wal"));
  CHECK_FALSE(holds(copy));
}

TEST_CASE("register: one that lives to the end of the program is closed last of all") {
  const RegisterFile file = a_register_file();
  closed_last.emplace(file.open());
  CHECK(closed_last->info().recording_count == 0);
}

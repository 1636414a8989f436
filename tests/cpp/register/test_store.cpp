#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <unistd.h>

#include <libcase/register/audit.hpp>
#include <libcase/register/register.hpp>

#include "register/connection.hpp"
#include "register/register_access.hpp"
#include "register/schema.hpp"
#include "support/builders.hpp"
#include "support/errors.hpp"
#include "support/printing_records.hpp"
#include "support/sql.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, const std::string& bytes) {
  std::ofstream{path, std::ios::binary} << bytes;
}

std::vector<std::string> files_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator{folder}) {
    names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

std::string pragma(Register& reg, const std::string& name) {
  Statement statement = connection_of(reg).prepare("PRAGMA " + name);
  statement.step();
  return std::string{statement.text(0)};
}

} // namespace

TEST_CASE("register: a new file says whose it is and in which layout") {
  const RegisterFile file = a_register_file();
  file.open();
  Sql sql{file.path};
  CHECK(sql.value("PRAGMA application_id") == std::to_string(0x4C434153));
  CHECK(sql.value("PRAGMA user_version") == "3");
  CHECK(sql.value("PRAGMA journal_mode") == "wal");
  const Register reg = file.open_read_only();
  CHECK(reg.info().schema_version == 3);
  CHECK(reg.info().path == file.path.string());
  CHECK(reg.info().recording_count == 0);
  CHECK(reg.info().row_count == 0);
  CHECK_FALSE(reg.info().last_recorded_at.has_value());
}

TEST_CASE("register: the connection syncs every commit and holds links") {
  const RegisterFile file = a_register_file();
  Register reg = file.open();
  CHECK(pragma(reg, "journal_mode") == "wal");
  CHECK(pragma(reg, "synchronous") == "2");
  CHECK(pragma(reg, "foreign_keys") == "1");
  CHECK(pragma(reg, "secure_delete") == "1");
  CHECK(pragma(reg, "ignore_check_constraints") == "0");
  SUBCASE("also after a recording that expands a published table") {
    Recording writing = reg.recording({.source = Digest{1}});
    CHECK(pragma(reg, "synchronous") == "2");
    writing.commit();
    CHECK(pragma(reg, "foreign_keys") == "1");
    CHECK(pragma(reg, "ignore_check_constraints") == "0");
  }
  SUBCASE("also after one that was refused") {
    reg.recording({.source = Digest{1}}).commit();
    CHECK(code_of<Conflict>([&] { reg.recording({.source = Digest{1}}); }) == "already_imported");
    CHECK(pragma(reg, "foreign_keys") == "1");
    CHECK(pragma(reg, "ignore_check_constraints") == "0");
  }
}

TEST_CASE("register: a file that is not ours is refused and left as it is") {
  const RegisterFile file = a_register_file();
  std::string code = "not_a_register";
  SUBCASE("junk") {
    write(file.path, std::string(5000, 'x'));
  }
  SUBCASE("a few bytes") {
    write(file.path, "SQLite");
  }
  SUBCASE("the first words of an SQLite file and no more") {
    write(file.path, std::string{"SQLite format 3\0", 16});
  }
  SUBCASE("somebody else's SQLite file") {
    Sql{file.path}.execute("PRAGMA user_version = 1; CREATE TABLE cases (id INTEGER)");
  }
  SUBCASE("somebody else's SQLite file in WAL mode") {
    Sql{file.path}.execute("PRAGMA journal_mode = WAL; CREATE TABLE cases (id INTEGER)");
  }
  SUBCASE("a register of a later layout") {
    file.open();
    Sql{file.path}.execute("PRAGMA user_version = 4");
    code = "newer_schema";
  }
  const std::string before = bytes_of(file.path);
  CHECK(code_of<FormatError>([&] { file.open(); }) == code);
  CHECK(code_of<FormatError>([&] { file.open_read_only(); }) == code);
  CHECK(bytes_of(file.path) == before);
  CHECK(files_in(file.folder.path()) == std::vector<std::string>{"cases.db"});
}

TEST_CASE("register: a folder and a place that does not exist get their sentence") {
  const RegisterFile file = a_register_file();
  CHECK(code_of<FormatError>([&] {
          Register::open(file.folder.path(), options_with(file.clock));
        }) == "not_a_register");
  CHECK(code_of<StorageError>([&] {
          Register::open(file.folder.path() / "none" / "cases.db", options_with(file.clock));
        }) == "cannot_open");
  CHECK(code_of<StorageError>([&] { Register::open("", options_with(file.clock)); }) ==
        "cannot_open");
  CHECK(files_in(file.folder.path()).empty());
}

TEST_CASE("register: an empty file becomes a register") {
  const RegisterFile file = a_register_file();
  write(file.path, "");
  CHECK(code_of<StorageError>([&] { file.open_read_only(); }) == "cannot_open");
  CHECK(fs::file_size(file.path) == 0);
  file.open().open_case("2011-0815", opened_on);
  CHECK(file.open().find_case("2011-0815").has_value());
}

TEST_CASE("register: who writes must be told before a file is made") {
  const RegisterFile file = a_register_file();
  CHECK(code_of([&] { Register::open(file.path); }) == "actor_missing");
  CHECK(files_in(file.folder.path()).empty());
}

TEST_CASE("register: a damaged file is said to be damaged") {
  const RegisterFile file = a_register_file();
  {
    Register reg = file.open();
    record_one_of_each(reg, Fill::all_members);
  }
  std::string bytes = bytes_of(file.path);
  std::fill(bytes.begin() + 100, bytes.end(), '\x5A');
  write(file.path, bytes);
  CHECK(code_of<FormatError>([&] { file.open(); }) == "damaged");
}

TEST_CASE("register: an altered time of recording is damage, not a wrong value") {
  const RegisterFile file = a_register_file();
  file.open().add_person(a_person());
  Sql{file.path}.execute("UPDATE recordings SET \"at\" = 'yesterday'");
  CHECK(code_of<FormatError>([&] { file.open_read_only().info(); }) == "damaged");
  CHECK(code_of<FormatError>([&] { file.open().add_person(a_person()); }) == "damaged");
  CHECK_FALSE(verify(file.open_read_only()).is_sound());
}

TEST_CASE("register: read-only reads and does not write") {
  const RegisterFile file = a_register_file();
  CHECK(code_of<StorageError>([&] { file.open_read_only(); }) == "cannot_open");
  CHECK(files_in(file.folder.path()).empty());
  const CaseId id = file.open().open_case("2011-0815", opened_on);
  const std::string before = bytes_of(file.path);
  {
    Register reg = file.open_read_only();
    CHECK(reg.find_case("2011-0815") == id);
    CHECK(reg.file(id).all<Case>().size() == 1);
    CHECK(code_of<NotPermitted>([&] { reg.add_person(a_person()); }) == "read_only");
    CHECK(reg.info().recording_count == 1);
  }
  CHECK(bytes_of(file.path) == before);
}

TEST_CASE("register: memory holds a register that no file knows") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  CHECK(reg.file(one.id).all<UnitMember>().size() == 1);
  CHECK(a_register().info().recording_count == 0);
  CHECK_FALSE(fs::exists(":memory:"));
}

TEST_CASE("register: a second writer waits and is then told that the register is busy") {
  const RegisterFile file = a_register_file();
  Register first = file.open();
  Register second = file.open();
  {
    Recording writing = first.recording();
    writing.record(a_person());
    CHECK(code_of<StorageError>([&] { second.add_person(a_person()); }) == "busy");
    writing.commit();
  }
  second.add_person(a_person());
  CHECK(first.info().row_count == 2);
  CHECK(verify(first).is_sound());
}

TEST_CASE("register: a busy timeout may be long but not negative") {
  const RegisterFile file = a_register_file();
  const auto timeout_for = [&](std::chrono::milliseconds asked) {
    Register reg = Register::open(file.path, {.actor = "a clerk", .busy_timeout = asked});
    return pragma(reg, "busy_timeout");
  };
  CHECK(timeout_for(std::chrono::milliseconds::zero()) == "0");
  CHECK(timeout_for(std::chrono::hours{24 * 25}) == "2147483647");
  CHECK(timeout_for(std::chrono::milliseconds::max()) == "2147483647");
  CHECK(code_of([&] { timeout_for(std::chrono::milliseconds{-1}); }) == "invalid_timeout");
}

TEST_CASE("register: readers see the last commit while somebody writes") {
  const RegisterFile file = a_register_file();
  Register writer = file.open();
  const ACase one = a_case(writer);
  const Register reader = file.open_read_only();
  Recording writing = writer.recording();
  writing.record(Closure{one.id, Date{2011, 9, 1}, ClosureReason::other});
  CHECK(reader.file(one.id).all<Closure>().empty());
  CHECK(reader.info().recording_count == 3);
  CHECK(reader.cases_open_on(Date{2011, 9, 2}).size() == 1);
  writing.commit();
  CHECK(reader.file(one.id).all<Closure>().size() == 1);
  CHECK(reader.info().recording_count == 4);
  CHECK(reader.cases_open_on(Date{2011, 9, 2}).empty());
}

TEST_CASE("register: two threads with a register each write in turn" *
          doctest::test_suite("threads")) {
  const RegisterFile file = a_register_file();
  file.open();
  const auto write_some = [&] {
    OpenOptions options = options_with(file.clock);
    options.busy_timeout = std::chrono::seconds{20};
    Register reg = Register::open(file.path, options);
    for (int count = 0; count < 20; ++count) {
      reg.add_person(a_person());
    }
  };
  std::thread other{write_some};
  write_some();
  other.join();
  const Register reg = file.open();
  CHECK(reg.info().row_count == 40);
  CHECK(verify(reg).is_sound());
}

TEST_CASE("register: a backup is a register of its own") {
  const RegisterFile file = a_register_file();
  const fs::path copy = file.folder.path() / "copy.db";
  Register reg = file.open();
  record_one_of_each(reg, Fill::all_members);
  const std::string head = reg.info().head_digest;
  SUBCASE("taken while nobody writes") {
    reg.backup(copy);
  }
  SUBCASE("taken while another connection has written half of something") {
    Register writer = file.open();
    Recording writing = writer.recording();
    writing.record(a_person());
    reg.backup(copy);
    writing.commit();
    CHECK(reg.info().row_count > Register::open(copy, {.read_only = true}).info().row_count);
  }
  SUBCASE("taken through a connection that only reads") {
    file.open_read_only().backup(copy);
  }
  for (const bool read_only : {true, false}) {
    OpenOptions options = options_with(file.clock);
    options.read_only = read_only;
    const Register restored = Register::open(copy, options);
    CHECK(restored.info().head_digest == head);
    CHECK(verify(restored).is_sound());
    CHECK(restored.integrity_problems().empty());
  }
  const auto names = files_in(file.folder.path());
  CHECK(std::ranges::none_of(
      names, [](const auto& name) { return name.find(".part") != std::string::npos; }));
}

TEST_CASE("register: a backup needs no other file beside it") {
  const RegisterFile file = a_register_file();
  const fs::path copy = file.folder.path() / "copy.db";
  Register reg = file.open();
  reg.add_person(a_person());
  reg.backup(copy);
  const auto journal_mode = [&] { return bytes_of(copy).substr(18, 2); };
  CHECK(journal_mode() == "\x01\x01");
  CHECK(Register::open(copy, {.read_only = true}).info().row_count == 1);
  CHECK_FALSE(fs::exists(copy.string() + "-wal"));
  Register::open(copy, options_with(file.clock)).add_person(a_person());
  CHECK(journal_mode() == "\x02\x02");
}

TEST_CASE("register: it can be read in a folder that one may not write to") {
  const RegisterFile file = a_register_file();
  const fs::path folder = file.folder.path() / "a #1?50%";
  const fs::path path = folder / "cases.db";
  fs::create_directory(folder);
  const auto open = [&] { return Register::open(path, options_with(file.clock)); };
  open().add_person(a_person());
  fs::permissions(path, fs::perms{0644}); // its owner lets others read it
  REQUIRE(bytes_of(path).substr(18, 2) == "\x02\x02");
  const auto rows = [&] { return Register::open(path, {.read_only = true}).info().row_count; };
  const auto protected_from_us = [&](auto&& action) {
    fs::permissions(file.folder.path(), fs::perms{0555});
    fs::permissions(folder, fs::perms{0555});
    const uid_t us = geteuid();
    REQUIRE((us != 0 || seteuid(65534) == 0)); // root may write anywhere
    if (euidaccess(folder.c_str(), X_OK) == 0) {
      action();
    } else {
      MESSAGE("nobody but root gets to the temporary folder here");
    }
    REQUIRE(seteuid(us) == 0);
    fs::permissions(file.folder.path(), fs::perms{0755});
    fs::permissions(folder, fs::perms{0755});
  };
  SUBCASE("nobody has it open") {
    REQUIRE_FALSE(fs::exists(path.string() + "-wal"));
    protected_from_us([&] { CHECK(rows() == 1); });
  }
  SUBCASE("an empty log was left") {
    write(path.string() + "-wal", "");
    protected_from_us([&] { CHECK(rows() == 1); });
  }
  SUBCASE("somebody is writing") {
    Register writer = open();
    writer.add_person(a_person());
    REQUIRE(fs::file_size(path.string() + "-wal") > 0);
    protected_from_us([&] { CHECK(rows() == 2); });
  }
  SUBCASE("a log was left whose content only SQLite can tell") {
    write(path.string() + "-wal", "something");
    protected_from_us([&] { CHECK(code_of<StorageError>(rows) == "cannot_open"); });
  }
}

TEST_CASE("register: a backup out of the middle of one's own recording is refused") {
  const RegisterFile file = a_register_file();
  const fs::path copy = file.folder.path() / "copy.db";
  Register reg = file.open();
  Recording writing = reg.recording();
  writing.record(a_person());
  CHECK(code_of<WrongState>([&] { reg.backup(copy); }) == "recording_under_way");
  CHECK_FALSE(fs::exists(copy));
}

TEST_CASE("register: a backup overwrites nothing and needs a folder") {
  const RegisterFile file = a_register_file();
  const Register reg = file.open();
  write(file.folder.path() / "copy.db", "mine");
  CHECK(code_of<StorageError>([&] { reg.backup(file.folder.path() / "copy.db"); }) == "exists");
  CHECK(bytes_of(file.folder.path() / "copy.db") == "mine");
  write(file.folder.path() / "other.db.part", "mine");
  CHECK(code_of<StorageError>([&] { reg.backup(file.folder.path() / "other.db"); }) == "exists");
  CHECK(bytes_of(file.folder.path() / "other.db.part") == "mine");
  CHECK(code_of<StorageError>([&] { reg.backup(file.folder.path() / "none" / "copy.db"); }) ==
        "cannot_open");
}

TEST_CASE("register: integrity names a link that leads nowhere") {
  const RegisterFile file = a_register_file();
  {
    Register reg = file.open();
    a_case(reg);
    CHECK(reg.integrity_problems().empty());
  }
  Sql{file.path}.execute("UPDATE unit_members SET person_id = 999");
  const auto problems = file.open().integrity_problems();
  REQUIRE(problems.size() == 1);
  CHECK(problems.front() == "row 4 of unit_members links to a missing row of persons");
}

TEST_CASE("register: a bad row is refused by the tables themselves") {
  const RegisterFile file = a_register_file();
  {
    Register reg = file.open();
    record_one_of_each(reg, Fill::all_members);
  }
  Sql sql{file.path};
  sql.execute("PRAGMA foreign_keys = ON");
  const auto refused = [&](const std::string& table, const std::string& column,
                           const std::string& value) {
    return sql.problem_of("UPDATE " + table + " SET \"" + column + "\" = " + value);
  };
  CHECK(refused("departures", "on", "'2024-02-29'").empty());
  for (const char* day : {"'2024-02-30'", "'2023-02-29'", "'2024-2-9'", "'2024-02-09T00:00'",
                          "'tomorrow'", "''", "'2024-13-01'", "'20240209'"}) {
    CAPTURE(day);
    CHECK(refused("departures", "on", day).starts_with("CHECK constraint failed"));
    CHECK(refused("persons", "born_latest", day).starts_with("CHECK constraint failed"));
    CHECK(refused("unit_members", "until", day).starts_with("CHECK constraint failed"));
  }
  CHECK(refused("departures", "mode", "'strolled'").starts_with("CHECK constraint failed"));
  CHECK(refused("departures", "mode", "NULL").starts_with("NOT NULL constraint failed"));
  CHECK(refused("departures", "destination", "'Iraq'").starts_with("CHECK constraint failed"));
  CHECK(refused("departures", "destination", "NULL").empty());
  CHECK(refused("departures", "person_id", "999").starts_with("FOREIGN KEY constraint failed"));
  CHECK(refused("departures", "recording", "999").starts_with("FOREIGN KEY constraint failed"));
  CHECK(refused("departures", "superseded_by", "999").starts_with("FOREIGN KEY"));
  CHECK(refused("departures", "digest", "NULL").starts_with("NOT NULL constraint failed"));
  CHECK(
      refused("departures", "person_id", "'x'").starts_with("cannot store TEXT value in INTEGER"));
  CHECK(refused("cash_payments", "amount_currency", "'EURO'").starts_with("CHECK constraint"));
  CHECK(refused("cash_payments", "amount_cents", "17.5").starts_with("cannot store REAL value"));
  CHECK(refused("recordings", "is_historical", "2").starts_with("CHECK constraint failed"));
  CHECK(sql.problem_of("DELETE FROM cases").starts_with("FOREIGN KEY constraint failed"));
}

TEST_CASE("register: every table is strict and every required member is not null") {
  const RegisterFile file = a_register_file();
  file.open();
  Sql sql{file.path};
  CHECK(sql.value("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
                  "AND strict = 0 AND name NOT LIKE 'sqlite%'") == "0");
  for (const RecordKind* kind : record_kinds()) {
    for (const StoredColumn& stored : stored_columns(*kind)) {
      CAPTURE(kind->table);
      CAPTURE(stored.name);
      CHECK(sql.value("SELECT \"notnull\" FROM pragma_table_info('" + std::string{kind->table} +
                      "') WHERE name = '" + stored.name + "'") ==
            (stored.column->required ? "1" : "0"));
    }
  }
}

TEST_CASE("register: what a bulk recording wrote without SQLite's checks passes them afterwards") {
  const RegisterFile file = a_register_file();
  Register reg = file.open();
  const std::vector<AnyRecord> group{
      AnyRecord{Person{}}, AnyRecord{Case{opened_on}},
      AnyRecord{UnitMember{CaseId{-2}, PersonId{-1}, Role::principal, opened_on}},
      AnyRecord{a_departure(CaseId{-2}, PersonId{-1}, Date{2011, 9, 30})}};
  Recording writing = reg.recording({.source = Digest{7}});
  writing.record_copies(group, 500);
  writing.commit();
  CHECK(reg.info().row_count == 2000);
  CHECK(reg.integrity_problems().empty());
  CHECK(verify(reg).is_sound());
  CHECK(reg.file(CaseId{1998}).all<Departure>().size() == 1);
  CHECK(reg.file(CaseId{1998}).all<Departure>().front()->person_id == PersonId{1997});
}

TEST_CASE("register: a group of copies keeps to itself and is judged") {
  Register reg = a_register();
  const PersonId outsider = reg.add_person(a_person());
  const auto copies_of = [&](std::vector<AnyRecord> group) {
    Recording writing = reg.recording();
    writing.record_copies(group, 3);
    writing.commit();
  };
  const AnyRecord a_new_case{Case{opened_on}};
  CHECK(code_of([&] {
          copies_of(
              {a_new_case, AnyRecord{UnitMember{CaseId{-1}, outsider, Role::child, opened_on}}});
        }) == "link_out_of_group");
  CHECK(code_of([&] {
          copies_of({a_new_case, AnyRecord{Reappearance{PersonId{-1}, opened_on}}});
        }) == "link_out_of_group");
  CHECK(code_of([&] {
          copies_of({a_new_case, AnyRecord{Reappearance{PersonId{-3}, opened_on}}});
        }) == "link_out_of_group");
  CHECK(code_of([&] { copies_of({AnyRecord{Withdrawal{{-1}, "why"}}}); }) == "link_out_of_group");
  CHECK(code_of([&] {
          copies_of({a_new_case, AnyRecord{Person{}}, AnyRecord{Case{}}});
        }) == "field_missing");
  CHECK(code_of<Refused>([&] {
          copies_of({a_new_case, AnyRecord{a_person()},
                     AnyRecord{a_departure(CaseId{-1}, PersonId{-2}, Date{2011, 9, 30})}});
        }) == "departed_outside_unit");
  CHECK(reg.info().row_count == 1);
}

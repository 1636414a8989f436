#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/register/audit.hpp>
#include <libcase/register/register.hpp>

#include "register/schema.hpp"
#include "support/builders.hpp"
#include "support/errors.hpp"
#include "support/printing_records.hpp"
#include "support/sql.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string quoted(const std::string& text) {
  std::string quoted{"'"};
  for (const char letter : text) {
    quoted += letter == '\'' ? "''" : std::string{letter};
  }
  return quoted + "'";
}

/// Edits the table of a kind and what the file says of its shape, as if an older version of the
/// library had written it.
void make_older(const RegisterFile& file, const std::string& table, const std::string& ddl_from,
                const std::string& ddl_to, const std::string& shape_from,
                const std::string& shape_to) {
  const RecordKind& kind = *find_record_kind(table);
  const std::string ddl = replaced(table_ddl(kind, table + "_older"), ddl_from, ddl_to);
  const std::string shape = replaced(shape_of(kind), shape_from, shape_to);
  Sql sql{file.path};
  sql.execute(
      "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; BEGIN; DROP VIEW current_" +
      table);
  sql.execute(ddl);
  const std::string columns = sql.value(
      "SELECT group_concat('\"' || name || '\"') FROM pragma_table_info('" + table + "_older')");
  sql.execute("INSERT INTO " + table + "_older SELECT " + columns + " FROM " + table +
              "; DROP TABLE " + table + "; ALTER TABLE " + table + "_older RENAME TO " + table +
              "; UPDATE record_shapes SET shape = " + quoted(shape) + " WHERE \"table\" = '" +
              table + "'; COMMIT");
}

void drop_stays_until(const RegisterFile& file) {
  make_older(
      file, "stays",
      ",\n  \"until\" TEXT CHECK (\"until\" IS NULL OR \"until\" IS date(\"until\", '+0 days'))",
      "", "until date optional -\n", "");
}

void drop_contact_lost(const RegisterFile& file) {
  make_older(file, "closures", " OR \"reason\" = 'contact_lost'", "", ",contact_lost", "");
}

std::string table_sql(const RegisterFile& file, const std::string& table) {
  return Sql{file.path}.value("SELECT sql FROM sqlite_schema WHERE name = '" + table + "'");
}

struct Complaint {
  std::string code;
  std::string sentence;
};

Complaint complaint_at(const RegisterFile& file) {
  try {
    file.open();
  } catch (const FormatError& error) {
    return {error.code(), error.what()};
  }
  return {};
}

} // namespace

TEST_CASE("migration: a member added since may be empty in what was written before") {
  const RegisterFile file = a_register_file();
  file.open();
  const std::string fresh = table_sql(file, "stays");
  ACase one;
  Id<Stay> stay;
  {
    Register reg = file.open();
    one = a_case(reg);
    stay = reg.record(Stay{one.person, PlaceKind::vbl, opened_on});
    reg.replace(stay, Stay{one.person, PlaceKind::detention, opened_on}, stay.value);
  }
  drop_stays_until(file);
  CHECK(table_sql(file, "stays") != fresh);
  {
    Register reg = file.open();
    CHECK(verify(reg).is_sound());
    CHECK(reg.integrity_problems().empty());
    REQUIRE(reg.history(stay).size() == 2);
    CHECK_FALSE(std::get<Stay>(reg.history(stay)[1].record).until.has_value());
    reg.record(Stay{one.person, PlaceKind::vbl, opened_on, Date{2011, 9, 1}});
    CHECK(reg.file(one.id).all<Stay>().back()->until == Date{2011, 9, 1});
    CHECK(verify(reg).is_sound());
  }
  CHECK(table_sql(file, "stays") == fresh);
  CHECK(Sql{file.path}.value("SELECT count(*) FROM sqlite_schema WHERE tbl_name = 'stays' AND "
                             "type = 'index'") == "2");
  CHECK(Sql{file.path}.problem_of("PRAGMA foreign_keys = ON; UPDATE stays SET person_id = 99") ==
        "FOREIGN KEY constraint failed");
  CHECK(file.open_read_only().info().row_count == 7);
}

TEST_CASE("migration: what is known now can be counted with an SQL tool") {
  const RegisterFile file = a_register_file();
  {
    Register reg = file.open();
    const ACase one = a_case(reg);
    const auto stay = reg.record(Stay{one.person, PlaceKind::vbl, opened_on});
    reg.replace(stay, Stay{one.person, PlaceKind::detention, opened_on}, stay.value);
    reg.withdraw(reg.record(Stay{one.person, PlaceKind::vbl, opened_on}), "a mistake");
  }
  Sql sql{file.path};
  CHECK(sql.value("SELECT count(*) FROM stays") == "3");
  CHECK(sql.value("SELECT count(*) FROM current_stays") == "1");
  CHECK(sql.value("SELECT place FROM current_stays") == "detention");
  for (const RecordKind* kind : record_kinds()) {
    CHECK(sql.problem_of("SELECT * FROM current_" + std::string{kind->table}).empty());
  }
}

TEST_CASE("migration: a register without views is reported, and gets them when it is written to") {
  const RegisterFile file = a_register_file();
  CaseId id;
  {
    Register reg = file.open();
    id = a_case(reg).id;
  }
  for (const RecordKind* kind : record_kinds()) {
    Sql{file.path}.execute("DROP VIEW current_" + std::string{kind->table});
  }
  {
    const Register reg = file.open_read_only();
    CHECK(reg.file(id).all<Person>().size() == 1);
    CHECK(verify(reg).found.size() == record_kinds().size());
    CHECK(verify(reg).found.front().table == "current_age_assessments");
    CHECK(reg.integrity_problems().size() == record_kinds().size());
  }
  CHECK(verify(file.open()).is_sound());
  CHECK(Sql{file.path}.value("SELECT count(*) FROM current_persons") == "1");
}

TEST_CASE("migration: a view that was removed or tells something else is found, and made anew") {
  const RegisterFile file = a_register_file();
  file.open();
  Sql{file.path}.execute("DROP VIEW current_cases; DROP VIEW current_stays; "
                         "CREATE VIEW current_stays AS SELECT * FROM stays");
  const auto found = verify(file.open_read_only()).found;
  REQUIRE(found.size() == 2);
  CHECK(found[0].table == "current_cases");
  CHECK(found[0].what == "removed: the view is missing");
  CHECK(found[1].table == "current_stays");
  CHECK(found[1].what == "changed: the view is not the library's");
  CHECK(file.open_read_only().integrity_problems().size() == 2);
  CHECK(verify(file.open()).is_sound());
  CHECK(Sql{file.path}.value("SELECT sql FROM sqlite_schema WHERE name = 'current_stays'") ==
        view_ddl(record_kind<Stay>()));
}

TEST_CASE("migration: an index that somebody removed or changed is damage, and not made anew") {
  const RegisterFile file = a_register_file();
  {
    Register reg = file.open();
    a_case(reg);
  }
  std::string edit;
  SUBCASE("removed") {
    edit = "DROP INDEX stays_person_id";
  }
  SUBCASE("changed") {
    edit = "DROP INDEX stays_person_id; CREATE INDEX stays_person_id ON stays (person_id)";
  }
  Sql{file.path}.execute(edit);
  const std::string before = bytes_of(file.path);
  CHECK(code_of<FormatError>([&] { file.open(); }) == "damaged");
  CHECK(bytes_of(file.path) == before);
  CHECK_FALSE(verify(file.open_read_only()).is_sound());
}

TEST_CASE("migration: a register of the first version gets the indexes of this one") {
  const RegisterFile file = a_register_file();
  {
    Register reg = file.open();
    a_case(reg);
  }
  Sql{file.path}.execute("DROP INDEX stays_versions; DROP INDEX stays_person_id; "
                         "CREATE INDEX stays_person_id ON stays (person_id); "
                         "PRAGMA user_version = 1");
  CHECK(code_of<FormatError>([&] { file.open_read_only(); }) == "schema_mismatch");
  CHECK(verify(file.open()).is_sound());
  CHECK(Sql{file.path}.value("PRAGMA user_version") == std::to_string(schema_version));
}

TEST_CASE("migration: views and triggers of the office's own stay") {
  const RegisterFile file = a_register_file();
  {
    Register reg = file.open();
    reg.record(Stay{a_case(reg).person, PlaceKind::vbl, opened_on});
  }
  Sql{file.path}.execute("CREATE VIEW mine AS SELECT count(*) FROM current_stays; "
                         "CREATE VIEW all_versions AS SELECT * FROM stays; "
                         "CREATE TABLE notes (row INTEGER); "
                         "CREATE TRIGGER noted AFTER INSERT ON notes BEGIN "
                         "UPDATE notes SET row = (SELECT max(row) FROM stays); END");
  drop_stays_until(file);
  file.open();
  Sql sql{file.path};
  CHECK(sql.value("SELECT * FROM mine") == "1");
  CHECK(sql.value("SELECT count(until IS NULL) FROM all_versions") == "1");
  sql.execute("INSERT INTO notes VALUES (0)");
  CHECK(sql.value("SELECT row FROM notes") == sql.value("SELECT max(row) FROM stays"));
}

TEST_CASE("migration: a table that others link to is rebuilt under them") {
  const RegisterFile file = a_register_file();
  ACase one;
  {
    Register reg = file.open();
    one = a_case(reg);
    record_one_of_each(reg, Fill::all_members);
  }
  make_older(file, "persons", " OR \"sex\" = 'male'", "", "female,male,", "female,");
  Register reg = file.open();
  CHECK(reg.integrity_problems().empty());
  CHECK(verify(reg).is_sound());
  CHECK(reg.file(one.id).all<Person>().size() == 1);
  reg.add_person({.sex = Sex::male});
  CHECK(Sql{file.path}.problem_of("PRAGMA foreign_keys = ON; DELETE FROM persons") ==
        "FOREIGN KEY constraint failed");
}

TEST_CASE("migration: an enumerator added since can be written") {
  const RegisterFile file = a_register_file();
  CaseId id;
  {
    Register reg = file.open();
    id = reg.open_case("1", opened_on);
    reg.record(Closure{id, opened_on, ClosureReason::departed});
  }
  drop_contact_lost(file);
  CHECK_FALSE(Sql{file.path}.problem_of("UPDATE closures SET reason = 'contact_lost'").empty());
  Register reg = file.open();
  reg.record(Closure{id, opened_on, ClosureReason::contact_lost});
  CHECK(reg.file(id).all<Closure>().size() == 2);
  CHECK(verify(reg).is_sound());
}

TEST_CASE("migration: several tables are migrated at once, and a missing kind is added") {
  const RegisterFile file = a_register_file();
  CaseId id;
  {
    Register reg = file.open();
    id = reg.open_case("1", opened_on);
  }
  drop_stays_until(file);
  drop_contact_lost(file);
  Sql{file.path}.execute("DROP TABLE refusals; DELETE FROM record_shapes WHERE \"table\" = "
                         "'refusals'");
  Register reg = file.open();
  const auto application = reg.record(Application{id, ProgrammeCode{"HRT"}, opened_on});
  reg.record(Refusal{application, opened_on, "not eligible"});
  reg.record(Closure{id, opened_on, ClosureReason::contact_lost});
  CHECK(reg.file(id).all<Refusal>().size() == 1);
  CHECK(verify(reg).is_sound());
}

TEST_CASE("migration: a register made before the facts that rules ask for keeps its digests") {
  const RegisterFile file = a_register_file();
  ACase one;
  Id<Application> application;
  std::string head;
  {
    Register reg = file.open();
    one = a_case(reg);
    application = reg.record(Application{one.id, ProgrammeCode{"HRT"}, opened_on});
    reg.replace(application, Application{one.id, ProgrammeCode{"AVR-FC"}, opened_on},
                application.value);
    reg.record(Refusal{application, opened_on, "not eligible"});
    head = reg.info().head_digest;
  }
  make_older(file, "applications",
             ",\n  \"destination\" TEXT CHECK (\"destination\" IS NULL OR "
             "length(\"destination\") = 3)",
             "", "destination country optional -\n", "");
  const std::vector<std::string> newer_kinds{
      "participations", "projects",      "return_decisions", "entry_bans",        "convictions",
      "consents",       "dublin_claims", "travel_documents", "residence_permits", "permissions",
      "means"};
  for (const auto& table : newer_kinds) {
    Sql{file.path}.execute("DROP TABLE " + table +
                           "; DELETE FROM record_shapes WHERE \"table\" = '" + table + "'");
  }
  CHECK(code_of<FormatError>([&] { file.open_read_only(); }) == "schema_mismatch");
  {
    Register reg = file.open();
    CHECK(reg.info().head_digest == head);
    CHECK(verify(reg, digest_from_hex(head)).is_sound());
    CHECK(reg.integrity_problems().empty());
    REQUIRE(reg.history(application).size() == 2);
    for (const Version& version : reg.history(application)) {
      CHECK_FALSE(std::get<Application>(version.record).destination.has_value());
    }
    reg.record(Application{one.id, ProgrammeCode{"HRT"}, opened_on, Country{"IRQ"}});
    record_one_of_each(reg, Fill::all_members);
    CHECK(verify(reg).is_sound());
  }
  const Register reg = file.open_read_only();
  CHECK(reg.file(one.id).all<Application>().back()->destination == Country{"IRQ"});
  CHECK(verify(reg).is_sound());
  const RegisterFile fresh = a_register_file();
  fresh.open();
  CHECK(table_sql(file, "applications") == table_sql(fresh, "applications"));
  for (const auto& table : newer_kinds) {
    CAPTURE(table);
    CHECK(table_sql(file, table) == table_sql(fresh, table));
  }
}

TEST_CASE("migration: another process that holds the register makes it busy") {
  const RegisterFile file = a_register_file();
  file.open();
  drop_stays_until(file);
  Sql other{file.path};
  other.execute("BEGIN IMMEDIATE");
  CHECK(code_of<StorageError>([&] { file.open(); }) == "busy");
  other.execute("ROLLBACK");
  CHECK(file.open().info().recording_count == 0);
}

TEST_CASE("migration: reading only, an older register is refused as it is") {
  const RegisterFile file = a_register_file();
  file.open();
  drop_stays_until(file);
  const std::string before = bytes_of(file.path);
  CHECK(code_of<FormatError>([&] { file.open_read_only(); }) == "schema_mismatch");
  CHECK(bytes_of(file.path) == before);
  file.open();
  CHECK(file.open_read_only().info().recording_count == 0);
}

TEST_CASE("migration: what does not fit is refused by name and left as it is") {
  const RegisterFile file = a_register_file();
  {
    Register reg = file.open();
    record_one_of_each(reg, Fill::all_members);
  }
  std::string table = "stays";
  std::string column;
  const auto shape = [&](const std::string& from, const std::string& to) {
    const std::string text = replaced(shape_of(*find_record_kind(table)), from, to);
    Sql{file.path}.execute("ALTER TABLE " + table + " ADD COLUMN of_another_version TEXT; " +
                           "UPDATE record_shapes SET shape = " + quoted(text) +
                           " WHERE \"table\" = '" + table + "'");
  };
  SUBCASE("a required member was added") {
    shape("place code required", "spot code required");
    column = "spot";
  }
  SUBCASE("a required member was added and nothing removed") {
    table = "applications";
    shape("programme programme required -\n", "");
    column = "programme";
  }
  SUBCASE("a member was removed") {
    shape("until date optional -\n", "until date optional -\nroom text optional -\n");
    column = "room";
  }
  SUBCASE("a member is of another kind now") {
    shape("until date", "until text");
    column = "until";
  }
  SUBCASE("a member may no longer be empty") {
    shape("from date required", "from date optional");
    column = "from";
  }
  SUBCASE("an enumerator was removed") {
    shape("vbl", "vbl,ship");
    column = "place";
  }
  SUBCASE("a link leads elsewhere now") {
    shape("persons", "cases");
    column = "person_id";
  }
  SUBCASE("beside a table that could be migrated") {
    drop_contact_lost(file);
    shape("until date", "until text");
    column = "until";
  }
  const std::string before = bytes_of(file.path);
  const Complaint complaint = complaint_at(file);
  CHECK(complaint.code == "schema_mismatch");
  CHECK(complaint.sentence.find(table) != std::string::npos);
  CHECK(complaint.sentence.find("'" + column + "'") != std::string::npos);
  CHECK(bytes_of(file.path) == before);
  CHECK(code_of<FormatError>([&] { file.open_read_only(); }) == "schema_mismatch");
}

TEST_CASE("migration: a table of a kind that this version does not know is refused") {
  const RegisterFile file = a_register_file();
  file.open();
  Sql{file.path}.execute("CREATE TABLE surveys (x); INSERT INTO record_shapes VALUES ('surveys', "
                         "'score integer required -')");
  const std::string before = bytes_of(file.path);
  const Complaint complaint = complaint_at(file);
  CHECK(complaint.code == "schema_mismatch");
  CHECK(complaint.sentence.find("surveys") != std::string::npos);
  CHECK(bytes_of(file.path) == before);
}

TEST_CASE("migration: shapes that do not tell of the tables that are there are damage") {
  const RegisterFile file = a_register_file();
  file.open();
  std::string damage;
  SUBCASE("one is missing") {
    damage = R"(DELETE FROM record_shapes WHERE "table" = 'departures')";
  }
  SUBCASE("one is of no table") {
    damage = "INSERT INTO record_shapes VALUES ('departures of others', '')";
  }
  SUBCASE("one is not of the table as it is") {
    damage = R"(UPDATE record_shapes SET shape = '' WHERE "table" = 'departures')";
  }
  SUBCASE("one is called otherwise") {
    damage = R"(UPDATE record_shapes SET "table" = 'departures_' WHERE "table" = 'departures')";
  }
  Sql{file.path}.execute(damage);
  const std::string before = bytes_of(file.path);
  const Complaint complaint = complaint_at(file);
  CHECK(complaint.code == "damaged");
  CHECK(complaint.sentence.find("departures") != std::string::npos);
  CHECK(bytes_of(file.path) == before);
  CHECK(code_of<FormatError>([&] { file.open_read_only(); }) == "damaged");
}

TEST_CASE("migration: a required member may become optional") {
  const RegisterFile file = a_register_file();
  ACase one;
  {
    Register reg = file.open();
    one = a_case(reg);
    reg.record(Stay{one.person, PlaceKind::vbl, opened_on, Date{2011, 9, 1}});
  }
  make_older(file, "stays", "\"until\" TEXT CHECK (\"until\" IS NULL OR ",
             "\"until\" TEXT NOT NULL CHECK (", "until date optional", "until date required");
  Register reg = file.open();
  CHECK(reg.file(one.id).all<Stay>().front()->until == Date{2011, 9, 1});
  reg.record(Stay{one.person, PlaceKind::vbl, opened_on});
  CHECK(verify(reg).is_sound());
}

TEST_CASE("migration: a register whose making was interrupted is made in full") {
  const RegisterFile file = a_register_file();
  Sql{file.path}.execute("PRAGMA application_id = " + std::to_string(application_id) +
                         "; PRAGMA user_version = " + std::to_string(schema_version) + "; " +
                         std::string{register_ddl()});
  Register reg = file.open();
  record_one_of_each(reg, Fill::all_members);
  CHECK(verify(reg).is_sound());
}

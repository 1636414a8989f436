#include <algorithm>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/register/audit.hpp>
#include <libcase/register/register.hpp>

#include "register/digest.hpp"
#include "support/builders.hpp"
#include "support/errors.hpp"
#include "support/printing_records.hpp"
#include "support/sql.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace fs = std::filesystem;

namespace {

/// A register in which every table has rows of several recordings, corrected and withdrawn ones
/// among them, and which is copied afresh for each tampering.
class Original {
public:
  Original() {
    Register reg = file_.open();
    record_one_of_each(reg, Fill::all_members);
    a_gated_departure(reg);
    reg.open_case("2011-0816", opened_on);
    const PersonId anna = reg.add_person(a_person(), "V-1");
    reg.replace(anna, born("1979"), anna.value);
    const std::vector<AnyRecord> stays{AnyRecord{Stay{anna, PlaceKind::vbl, opened_on}},
                                       AnyRecord{Stay{anna, PlaceKind::detention, opened_on}}};
    const auto ids = reg.record_all(stays);
    reg.withdraw_any(ids.front(), "twice");
    head_ = digest_from_hex(reg.info().head_digest);
    last_recording_ = reg.info().recording_count;
    last_row_ = reg.info().row_count;
  }

  const Digest& head() const { return head_; }
  std::int64_t last_recording() const { return last_recording_; }
  std::int64_t last_row() const { return last_row_; }

  std::string value(const std::string& sql) const { return Sql{file_.path}.value(sql); }

  Verification verified_after(const std::string& sql, std::optional<Digest> head = {}) const {
    return verified_after_each({sql}, head);
  }
  /// Each on a connection of its own: the schema is read anew.
  Verification verified_after_each(const std::vector<std::string>& steps,
                                   std::optional<Digest> head = {}) const {
    const TempFolder folder;
    const fs::path copy = folder.path() / "tampered.db";
    fs::copy_file(file_.path, copy);
    for (const std::string& sql : steps) {
      Sql{copy}.execute(sql);
    }
    return verify(Register::open(copy, {.read_only = true}), head);
  }

private:
  RegisterFile file_;
  Digest head_{};
  std::int64_t last_recording_ = 0;
  std::int64_t last_row_ = 0;
};

std::string text_of(const Verification& verification) {
  std::string text;
  for (const Tampering& tampering : verification.found) {
    text += tampering.table + " " + std::to_string(tampering.row) + " " + tampering.what + "\n";
  }
  return text;
}

/// "TABLE ROW WHAT" of all that was found, WHAT being its first word.
std::vector<std::string> names_in(const Verification& verification) {
  std::vector<std::string> names;
  for (const Tampering& tampering : verification.found) {
    names.push_back(tampering.table + " " + std::to_string(tampering.row) + " " +
                    tampering.what.substr(0, tampering.what.find_first_of(": ,")));
  }
  return names;
}

using Names = std::vector<std::string>;

std::vector<std::string> tables_of_rows() {
  std::vector<std::string> tables{"external_references"};
  for (const RecordKind* kind : record_kinds()) {
    tables.emplace_back(kind->table);
  }
  return tables;
}

/// Another value for a column of the table, and what to set it to.
std::string changed_value_of(const std::string& table) {
  if (table == "external_references") {
    return "\"reference\" = 'V-2'";
  }
  const RecordKind& kind = *find_record_kind(table);
  for (const StoredColumn& stored : stored_columns(kind)) {
    const std::string name = "\"" + stored.name + "\"";
    switch (stored.column->kind) {
    case ColumnKind::date:
      return name + " = date(" + name + ", '+1 day')";
    case ColumnKind::code:
      return name + " = CASE " + name + " WHEN '" + std::string{stored.column->codes[0]} +
             "' THEN '" + std::string{stored.column->codes[1]} + "' ELSE '" +
             std::string{stored.column->codes[0]} + "' END";
    case ColumnKind::text:
    case ColumnKind::programme:
      return name + " = " + name + " || 'X'";
    default:
      break;
    }
  }
  FAIL("no column to change in " << table);
  return {};
}

std::string first_row_in(const std::string& table) {
  return "(SELECT min(\"row\") FROM " + table + ")";
}

} // namespace

TEST_CASE("audit: a register that nobody touched is sound") {
  const Original original;
  const Verification verification = original.verified_after("SELECT 1", original.head());
  CHECK(text_of(verification).empty());
  CHECK(verification.is_sound());
  CHECK(verification.row_count == original.last_row());
  CHECK(verification.recording_count == original.last_recording());
  CHECK(verification.head_digest == to_hex(original.head()));
  auto tables = tables_of_rows();
  tables.emplace_back("recordings");
  tables.emplace_back("budget_totals");
  CHECK(std::ranges::is_permutation(verification.tables, tables));
  CHECK(verify(a_register()).is_sound());
}

TEST_CASE("audit: tampering with any table is found and the row named") {
  const Original original;
  for (const std::string& table : tables_of_rows()) {
    CAPTURE(table);
    const auto after = [&](const std::string& sql) { return original.verified_after(sql); };
    const std::string at_first = " WHERE \"row\" = " + first_row_in(table);
    const std::string update = "UPDATE " + table + " SET ";
    const bool is_record = table != "external_references";

    const Verification changed = after(update + changed_value_of(table) + at_first);
    REQUIRE(changed.found.size() == 1);
    const std::string row = std::to_string(changed.found.front().row);
    CHECK(names_in(changed) == Names{table + " " + row + " changed"});

    CHECK(names_in(after(update + "\"digest\" = zeroblob(16)" + at_first)) ==
          Names{table + " " + row + " changed"});
    CHECK(names_in(after(update + "\"digest\" = x''" + at_first)) ==
          Names{table + " " + row + " changed"});

    const auto moved_recording =
        names_in(after(update + "\"recording\" = \"recording\" + 1" + at_first));
    CHECK(std::ranges::count(moved_recording, table + " " + row + " changed") == 1);

    const auto removed =
        names_in(after("PRAGMA foreign_keys = OFF; DELETE FROM " + table + at_first));
    CHECK(std::ranges::count(removed, " " + row + " removed") == 1);

    const std::string beyond = std::to_string(original.last_row() + 1);
    const auto renumbered =
        names_in(after("PRAGMA foreign_keys = OFF; " + update + "\"row\" = " + beyond + at_first));
    CHECK(std::ranges::count(renumbered, " " + row + " removed") == 1);
    CHECK(std::ranges::count(renumbered, table + " " + beyond + " inserted") == 1);

    for (const std::int64_t number : {original.last_row() + 1, original.last_row() + 99,
                                      std::int64_t{-1}, std::int64_t{0}, INT64_MAX}) {
      CAPTURE(number);
      const std::string copied = std::to_string(number);
      const auto inserted =
          names_in(after("CREATE TEMP TABLE taken AS SELECT * FROM " + table + at_first +
                         (is_record ? "" : "; UPDATE taken SET \"reference\" = 'V-9'") +
                         "; UPDATE taken SET \"row\" = " + copied + "; INSERT INTO " + table +
                         " SELECT * FROM taken"));
      CHECK(inserted.size() <= 2);
      CHECK(std::ranges::count(inserted, table + " " + copied + " inserted") == 1);
    }

    if (is_record) {
      for (const char* by : {"(SELECT max(number) FROM recordings)", "1", "0"}) {
        CAPTURE(by);
        CHECK(names_in(after("PRAGMA foreign_keys = OFF; " + update + "\"superseded_by\" = " + by +
                             at_first + " AND \"superseded_by\" IS NULL")) ==
              (table == "persons" ? Names{} : Names{table + " " + row + " changed"}));
      }
    }
  }
}

TEST_CASE("audit: a row under the number of a row of another table is found") {
  const Original original;
  for (const std::string& table : tables_of_rows()) {
    CAPTURE(table);
    for (const std::string other :
         {"persons", "unit_members", "withdrawals", "external_references"}) {
      if (table == other) {
        continue;
      }
      CAPTURE(other);
      const auto found = names_in(original.verified_after(
          "PRAGMA foreign_keys = OFF; CREATE TEMP TABLE taken AS SELECT * FROM " + table +
          " WHERE \"row\" = " + first_row_in(table) +
          "; UPDATE taken SET \"row\" = (SELECT max(\"row\") FROM " + other + ")" +
          (table == "external_references" ? ", \"reference\" = 'V-9'" : "") + "; INSERT INTO " +
          table + " SELECT * FROM taken"));
      REQUIRE(found.size() == 1);
      CHECK(found.front().starts_with(table + " "));
      CHECK(found.front().ends_with(" inserted"));
    }
  }
}

TEST_CASE("audit: superseded_by that was cleared or led astray is found") {
  const Original original;
  const std::string corrected = R"((SELECT min("row") FROM persons WHERE "row" IN
                                    (SELECT "id" FROM persons WHERE "id" <> "row")))";
  for (const char* to : {"NULL", "1", "0", "superseded_by - 1", "superseded_by + 1"}) {
    CAPTURE(to);
    const Verification changed = original.verified_after(
        "PRAGMA foreign_keys = OFF; UPDATE persons SET superseded_by = " + std::string{to} +
        " WHERE \"row\" = " + corrected);
    REQUIRE(changed.found.size() == 1);
    CHECK(changed.found.front().table == "persons");
    CHECK(changed.found.front().what.find("superseded_by") != std::string::npos);
    const Verification withdrawn = original.verified_after(
        "PRAGMA foreign_keys = OFF; UPDATE stays SET superseded_by = " + std::string{to} +
        " WHERE superseded_by IS NOT NULL");
    REQUIRE(withdrawn.found.size() == 1);
    CHECK(withdrawn.found.front().table == "stays");
  }
}

TEST_CASE("audit: an index that lacks entries is found") {
  const Original original;
  const Verification verification = original.verified_after(
      "DROP INDEX stays_person_id; CREATE INDEX stays_person_id ON stays(person_id, superseded_by) "
      "WHERE row < 0; "
      "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = 'CREATE INDEX "
      "\"stays_person_id\" ON \"stays\"(\"person_id\", \"superseded_by\")' WHERE name = "
      "'stays_person_id'");
  REQUIRE_FALSE(verification.is_sound());
  CHECK(verification.found.front().table == "file");
  CHECK(verification.found.front().what.find("stays_person_id") != std::string::npos);
}

TEST_CASE("audit: values of another storage type are found, and the row named") {
  const Original original;
  struct Smuggled {
    std::string table;
    std::string column; ///< as it is declared
    std::string sql;
    std::string row; ///< of the finding
  };
  for (const Smuggled& smuggled : {
           Smuggled{"persons", R"("superseded_by" INTEGER)",
                    "UPDATE persons SET superseded_by = superseded_by + 0.5 WHERE superseded_by IS "
                    "NOT NULL",
                    "SELECT min(row) FROM persons WHERE superseded_by IS NOT NULL"},
           Smuggled{"external_references", R"("reference" TEXT)",
                    "UPDATE external_references SET reference = cast(reference AS BLOB)",
                    "SELECT min(row) FROM external_references"},
           Smuggled{"cases", R"("id" INTEGER)", "UPDATE cases SET id = id + 0.5",
                    "SELECT min(row) FROM cases"},
       }) {
    const std::string& table = smuggled.table;
    const std::string& column = smuggled.column;
    CAPTURE(table);
    const std::string loose = column.substr(0, column.find(' ')) + " BLOB";
    const std::string put = "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = "
                            "replace(replace(sql, '" +
                            column + "', '" + loose + "'), ') STRICT', ')') WHERE name = '" +
                            table + "' AND type = 'table'";
    const std::string back = "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = "
                             "replace(sql, '" +
                             loose + "', '" + column + "') || ' STRICT' WHERE name = '" + table +
                             "' AND type = 'table'";
    const auto found =
        original.verified_after_each({put, "PRAGMA foreign_keys = OFF; " + smuggled.sql, back});
    const auto is_of_row = [&](const Tampering& tampering) {
      return tampering.table == table &&
             std::to_string(tampering.row) == original.value(smuggled.row);
    };
    CHECK(std::ranges::any_of(found.found, is_of_row));
  }
}

TEST_CASE("audit: what stands on the tables and is not the library's is found") {
  const Original original;
  const auto found_after = [&](const std::string& sql) {
    std::string found;
    for (const Tampering& tampering : original.verified_after(sql).found) {
      found += tampering.table + ": " + tampering.what + "\n";
    }
    return found;
  };
  CHECK(found_after("CREATE TRIGGER quiet AFTER INSERT ON stays BEGIN SELECT 1; END") ==
        "quiet: inserted: the trigger is not the library's\n");
  CHECK(found_after("CREATE UNIQUE INDEX one_place ON stays(place, row)") ==
        "one_place: inserted: the index is not the library's\n");
  CHECK(found_after("DROP INDEX stays_versions") ==
        "stays_versions: removed: the index is missing\n");
  CHECK(found_after("CREATE TABLE notes (a); CREATE VIEW mine AS SELECT * FROM notes").empty());
}

TEST_CASE("audit: a register that is damaged is never written to") {
  const RegisterFile file = a_register_file();
  {
    Register reg = file.open();
    reg.record(Stay{a_case(reg).person, PlaceKind::vbl, opened_on});
  }
  SUBCASE("a trigger") {
    Sql{file.path}.execute("CREATE TRIGGER quiet AFTER INSERT ON stays BEGIN SELECT 1; END");
  }
  SUBCASE("rows that are not there") {
    Sql{file.path}.execute("UPDATE recordings SET row_count = 1000000000 WHERE number = "
                           "(SELECT max(number) FROM recordings)");
  }
  SUBCASE("a table in place of a view") {
    Sql{file.path}.execute("DROP VIEW current_stays; CREATE TABLE current_stays (a)");
  }
  SUBCASE("a table of another make") {
    Sql{file.path}.execute(
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, "
        "') STRICT', ')') WHERE name = 'stays'");
  }
  CHECK(code_of<FormatError>([&] { file.open(); }) == "damaged");
  CHECK_FALSE(verify(file.open_read_only()).is_sound());
}

TEST_CASE("audit: a view in place of a table is neither written to nor called sound") {
  const RegisterFile file = a_register_file();
  file.open();
  Sql{file.path}.execute("DROP VIEW current_stays; ALTER TABLE stays RENAME TO hidden; "
                         "CREATE VIEW stays AS SELECT * FROM hidden");
  CHECK(code_of<FormatError>([&] { file.open(); }) == "damaged");
  CHECK(code_of<FormatError>([&] { verify(file.open_read_only()); }) == "damaged");
}

TEST_CASE("audit: rows that changed places are found") {
  const Original original;
  const auto found = names_in(original.verified_after(
      "PRAGMA foreign_keys = OFF; CREATE TEMP TABLE two AS SELECT min(\"row\") AS low, "
      "max(\"row\") AS high FROM stays; UPDATE stays SET \"row\" = -7 WHERE \"row\" = (SELECT low "
      "FROM two); UPDATE stays SET \"row\" = (SELECT low FROM two) WHERE \"row\" = (SELECT high "
      "FROM two); UPDATE stays SET \"row\" = (SELECT high FROM two) WHERE \"row\" = -7"));
  REQUIRE(found.size() == 2);
  CHECK(found[0].starts_with("stays "));
  CHECK(found[0].ends_with(" changed"));
  CHECK(found[1].starts_with("stays "));
  CHECK(found[1].ends_with(" changed"));
}

TEST_CASE("audit: tampering with a recording is found and it is named") {
  const Original original;
  const std::string last = std::to_string(original.last_recording());
  for (const std::string& number : {std::string{"1"}, std::string{"2"}, std::string{"9"}, last}) {
    CAPTURE(number);
    for (const char* change :
         {"\"at\" = '2011-01-01T00:00:00.000000Z'", "\"at\" = 'yesterday'", "\"by\" = 'nobody'",
          "\"why\" = 'because'", "\"is_historical\" = 1", "\"source\" = zeroblob(16)",
          "\"digest\" = zeroblob(16)", "\"digest\" = x''", "\"first_row\" = \"first_row\" + 1",
          "\"first_row\" = \"first_row\" - 1", "\"first_row\" = 9000000000000000000",
          "\"first_row\" = -9000000000000000000", "\"row_count\" = \"row_count\" + 1",
          "\"row_count\" = \"row_count\" - 1", "\"row_count\" = 9000000000000000000",
          "\"row_count\" = -9000000000000000000"}) {
      CAPTURE(change);
      const Verification verification = original.verified_after(
          "UPDATE recordings SET " + std::string{change} + " WHERE number = " + number);
      const auto names = names_in(verification);
      CAPTURE(names);
      CHECK(std::ranges::count(names, "recordings " + number + " changed") == 1);
      CHECK(names.size() == 1);
    }
    const auto removed = names_in(original.verified_after(
        "PRAGMA foreign_keys = OFF; DELETE FROM recordings WHERE number = " + number));
    CHECK(std::ranges::count(removed, "recordings " + number + " removed") == 1);
    const auto renumbered = names_in(original.verified_after(
        "PRAGMA foreign_keys = OFF; UPDATE recordings SET number = 9000000000000000000 WHERE "
        "number = " +
        number));
    CHECK(std::ranges::count(renumbered, "recordings " + number + " removed") == 1);
  }
}

TEST_CASE("audit: a recording stored otherwise than it is written is changed") {
  for (const char* change :
       {"\"digest\" = CAST(\"digest\" || x'00' AS BLOB)",
        "\"source\" = CAST(\"source\" || x'00' AS BLOB)", "\"is_historical\" = 7"}) {
    CAPTURE(change);
    const RegisterFile file = a_register_file();
    {
      Register reg = file.open();
      Recording recording = reg.recording(
          {.why = "a table", .at = start_of(Date{2011, 1, 1}), .source = Digest{1, 2, 3}});
      recording.record(a_person());
      recording.commit();
    }
    CHECK(verify(file.open_read_only()).is_sound());
    Sql{file.path}.execute("PRAGMA ignore_check_constraints = ON; UPDATE recordings SET " +
                           std::string{change});
    CHECK(names_in(verify(file.open_read_only())) == Names{"recordings 1 changed"});
  }
}

TEST_CASE("audit: a recording that was put in is found") {
  const Original original;
  const auto after_insert_of = [&](const std::string& number) {
    return names_in(original.verified_after(
        "INSERT INTO recordings SELECT " + number + ", \"at\", \"by\", \"why\", 0, NULL, " +
        "\"first_row\" + \"row_count\", 0, \"digest\" FROM recordings ORDER BY number DESC LIMIT "
        "1"));
  };
  CHECK(after_insert_of("0") == Names{"recordings 0 inserted"});
  CHECK(after_insert_of("-5") == Names{"recordings -5 inserted"});
  const std::string next = std::to_string(original.last_recording() + 1);
  CHECK(after_insert_of(next) == Names{"recordings " + next + " changed"});
}

TEST_CASE("audit: a row changed together with its digest is found by its recording") {
  const RegisterFile file = a_register_file();
  std::int64_t id = 0;
  {
    Register reg = file.open();
    id = reg.add_person(a_person(), "V-1").value;
  }
  const std::int64_t reference_row = id + 1;
  const Digest seal = seal_of(Digest{}, "V-2");
  const Digest digest = reference_digest(reference_row, id, 1, "persons", seal);
  Sql{file.path}.execute("UPDATE external_references SET reference = 'V-2', salt = zeroblob(16), "
                         "seal = x'" +
                         to_hex(seal) + "', digest = x'" + to_hex(digest) + "'");
  const Verification verification = verify(file.open_read_only());
  CHECK(names_in(verification) == Names{"recordings 1 changed"});
  CHECK(text_of(verification).find("rows 1 to 2") != std::string::npos);
}

TEST_CASE("audit: a row beyond what the digests cover cannot be added to a recording") {
  const RegisterFile file = a_register_file();
  file.open().add_person(a_person());
  const Digest seal = seal_of(Digest{}, "V-2");
  const Digest digest = reference_digest(2, 1, 1, "persons", seal);
  Sql sql{file.path};
  sql.execute("INSERT INTO external_references VALUES (2, 1, 1, 'persons', NULL, NULL, x'" +
              to_hex(seal) + "', x'" + to_hex(digest) + "')");
  CHECK(names_in(verify(file.open_read_only())) == Names{"external_references 2 inserted"});
  sql.execute("UPDATE recordings SET row_count = 2");
  CHECK(names_in(verify(file.open_read_only())) == Names{"recordings 1 changed"});
}

TEST_CASE("audit: an end that was cut off is found only by the head that was kept") {
  const Original original;
  std::string cut = "PRAGMA foreign_keys = OFF; ";
  const std::string last = std::to_string(original.last_recording());
  for (const std::string& table : tables_of_rows()) {
    cut += "DELETE FROM " + table + " WHERE \"recording\" = " + last + "; ";
    if (table != "external_references") {
      cut += "UPDATE " + table + " SET \"superseded_by\" = NULL WHERE \"superseded_by\" = " + last +
             "; ";
    }
  }
  cut += "DELETE FROM recordings WHERE number = " + last;
  CHECK(original.verified_after(cut).is_sound());
  const Verification verification = original.verified_after(cut, original.head());
  REQUIRE(verification.found.size() == 1);
  CHECK(verification.found.front().table == "recordings");
  CHECK(verification.found.front().what.find("cut off") != std::string::npos);
}

TEST_CASE("audit: an older head that was kept is found in the chain as it grew") {
  Register reg = a_register();
  reg.add_person(a_person());
  const Digest early = digest_from_hex(reg.info().head_digest);
  reg.add_person(a_person());
  CHECK(verify(reg, early).is_sound());
  CHECK_FALSE(verify(a_register(), early).is_sound());
}

TEST_CASE("audit: the head of an empty register is the beginning of every chain") {
  Register reg = a_register();
  const Digest empty = digest_from_hex(reg.info().head_digest);
  CHECK(verify(reg, empty).is_sound());
  reg.add_person(a_person());
  CHECK(verify(reg, empty).is_sound());
}

TEST_CASE("audit: a chain that was made anew is found by the head that was kept") {
  const auto a_chain_about = [](Sex sex) {
    Register reg = a_register();
    reg.add_person({.sex = sex});
    reg.add_person(a_person());
    return reg;
  };
  const Register genuine = a_chain_about(Sex::female);
  const Register forged = a_chain_about(Sex::male);
  const Digest head = digest_from_hex(genuine.info().head_digest);
  CHECK(verify(genuine, head).is_sound());
  CHECK(verify(forged).is_sound());
  CHECK_FALSE(verify(forged, head).is_sound());
}

TEST_CASE("audit: an erased reference leaves the register sound, and is counted") {
  const Original original;
  const auto erased = original.verified_after(
      "UPDATE external_references SET reference = NULL, salt = NULL", original.head());
  CHECK(erased.is_sound());
  CHECK(erased.erased_reference_count == 3);
  CHECK(original.verified_after("SELECT 1").erased_reference_count == 0);
  for (const char* half : {"reference = NULL", "salt = NULL", "salt = x''", "reference = ''",
                           "reference = NULL, salt = NULL, seal = zeroblob(16)"}) {
    CAPTURE(half);
    const auto names = names_in(
        original.verified_after("UPDATE external_references SET " + std::string{half} +
                                " WHERE \"row\" = " + first_row_in("external_references")));
    REQUIRE(names.size() == 1);
    CHECK(names.front().starts_with("external_references "));
  }
}

TEST_CASE("audit: a register is verified as it stood when the audit began") {
  const RegisterFile file = a_register_file();
  Register writer = file.open();
  a_case(writer);
  const Register reader = file.open_read_only();
  Recording writing = writer.recording();
  writing.record(a_person());
  const Verification before = verify(reader);
  CHECK(before.is_sound());
  CHECK(before.recording_count == 3);
  writing.commit();
  const Verification after = verify(reader);
  CHECK(after.is_sound());
  CHECK(after.recording_count == 4);
}

TEST_CASE("audit: an empty optional member is not part of a digest") {
  const Stay with_end{PersonId{1}, PlaceKind::vbl, opened_on, opened_on};
  const Stay without_end{PersonId{1}, PlaceKind::vbl, opened_on};
  const auto digest = [](const Stay& stay) {
    RowDigester digester{record_kind<Stay>()};
    std::vector<StoredValue> values(stored_columns(record_kind<Stay>()).size());
    for (std::size_t index = 0; index < values.size(); ++index) {
      read_stored(stored_columns(record_kind<Stay>())[index], &stay, values[index]);
    }
    return to_hex(digester.digest(7, 7, 3, values));
  };
  CHECK(digest(with_end) != digest(without_end));
  CHECK(digest(with_end) == "1b75c52cf0d68b135ff439ea7188dcf9");
  CHECK(digest(without_end) == "016f43fb11fec7220678167d510d072e");
}

TEST_CASE("audit: a digest is read from its text and written back") {
  const Digest digest{0, 1, 0xAB, 0xFF};
  CHECK(to_hex(digest) == "0001abff000000000000000000000000");
  CHECK(digest_from_hex("0001abff000000000000000000000000") == digest);
  CHECK(digest_from_hex("0001ABFF000000000000000000000000") == digest);
  for (const char* junk :
       {"", "00", "0001abff00000000000000000000000", "g001abff000000000000000000000000",
        "0001abff0000000000000000000000000"}) {
    CHECK(code_of([&] { digest_from_hex(junk); }) == "invalid_digest");
  }
}

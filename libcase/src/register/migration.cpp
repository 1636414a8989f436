#include "register/migration.hpp"

#include <algorithm>
#include <map>

#include "register/file_check.hpp"
#include "register/schema.hpp"
#include "register/transaction.hpp"
#include "text/utf8.hpp"

namespace libcase {

namespace {

/// A kind whose table is missing, or is of an older shape that the kind's can grow from.
struct OutdatedKind {
  const RecordKind* kind;
  bool is_in_file;
};

std::vector<OutdatedKind> outdated_kinds(const Connection& connection) {
  std::map<std::string, std::string, std::less<>> tables;
  std::map<std::string, std::string, std::less<>> stored;
  Statement rows = connection.prepare( // one statement: another process may make tables meanwhile
      R"(SELECT "name", "sql", TRUE FROM "sqlite_master" WHERE "type" = 'table' UNION ALL
         SELECT "table", "shape", FALSE FROM "record_shapes")");
  while (rows.step()) {
    (rows.integer(2) != 0 ? tables : stored).emplace(rows.utf8(0), rows.utf8(1));
  }
  std::vector<OutdatedKind> outdated;
  for (const auto& [table, shape] : stored) {
    if (!tables.contains(table)) {
      throw FormatError("damaged", "the file is damaged: record_shapes tells of a table " +
                                       without_controls(table) + ", which is not there");
    }
    if (find_record_kind(table) == nullptr) {
      throw FormatError("schema_mismatch",
                        "table " + without_controls(table) +
                            " is in the file, but no kind of record of this version");
    }
  }
  for (const RecordKind* kind : record_kinds()) {
    const auto found = stored.find(kind->table);
    if (found == stored.end() && tables.contains(kind->table)) {
      throw FormatError("damaged", "the file is damaged: it has a table " +
                                       std::string{kind->table} +
                                       ", but no row of record_shapes says what shape that is of");
    }
    if (found == stored.end()) {
      outdated.push_back({kind, false});
    } else if (found->second != shape_of(*kind)) {
      if (tables.at(found->first) == generated_schema().at(found->first).sql) {
        throw FormatError("damaged", "the file is damaged: table " + found->first +
                                         " is of this version, but its row of record_shapes is "
                                         "not");
      }
      if (const std::string reason = why_not_migratable(found->second, *kind); !reason.empty()) {
        throw FormatError("schema_mismatch",
                          "table " + std::string{kind->table} +
                              " does not fit this version: " + without_controls(reason));
      }
      outdated.push_back({kind, true});
    }
  }
  return outdated;
}

void rebuild(Connection& connection, const OutdatedKind& outdated) {
  const RecordKind& kind = *outdated.kind;
  const std::string table = sql_name(kind.table);
  if (!outdated.is_in_file) {
    connection.execute(table_ddl(kind, kind.table));
  } else {
    const std::string rebuilt = std::string{kind.table} + "_rebuilt";
    std::string names = R"("row", "id", "recording", "superseded_by", "digest")";
    Statement columns =
        connection.prepare("SELECT name FROM pragma_table_info('" + std::string{kind.table} +
                           "') WHERE cid >= " + std::to_string(header_size));
    while (columns.step()) {
      names += ", " + sql_name(columns.text(0));
    }
    columns = {};
    connection.execute(table_ddl(kind, rebuilt));
    connection.execute("INSERT INTO " + sql_name(rebuilt) + " (" + names + ") SELECT " + names +
                       " FROM " + table);
    connection.execute("DROP TABLE " + table);
    connection.execute("PRAGMA legacy_alter_table = ON"); // or a view of the office's own stops it
    connection.execute("ALTER TABLE " + sql_name(rebuilt) + " RENAME TO " + table);
    connection.execute("PRAGMA legacy_alter_table = OFF");
  }
  for (const std::string& index : index_ddl(kind)) {
    connection.execute(index);
  }
  Statement shape = connection.prepare(R"(INSERT INTO "record_shapes" VALUES (?, ?)
                               ON CONFLICT ("table") DO UPDATE SET "shape" = excluded."shape")");
  shape.bind(1, kind.table);
  const std::string text = shape_of(kind);
  shape.bind(2, text);
  shape.run();
}

bool is_of_older_version(const Connection& connection) {
  Statement version = connection.prepare("PRAGMA user_version");
  return version.step() && version.integer(0) < schema_version;
}

/// Those that are missing or not as this version makes them; none where more than these is wrong,
/// which nobody but its owner can mend. An index is only made anew where the tables are older too:
/// in a file of this version it was changed by somebody, and rows may have been let in past it.
std::vector<SchemaDifference> outdated_indexes_and_views(const Connection& connection,
                                                         bool are_tables_older) {
  auto differences = schema_differences(connection.handle());
  const bool is_damaged = std::ranges::any_of(differences, [&](const SchemaDifference& difference) {
    return difference.type == "table" || difference.what == SchemaDifference::What::foreign ||
           (difference.type == "index" && !are_tables_older);
  });
  if (is_damaged) {
    differences.clear();
  }
  return differences;
}

} // namespace

void migrate(Connection& connection) {
  const bool are_tables_older =
      is_of_older_version(connection) || !outdated_kinds(connection).empty();
  const bool is_outdated =
      are_tables_older || (!connection.options().read_only &&
                           !outdated_indexes_and_views(connection, are_tables_older).empty());
  if (!is_outdated) {
    return;
  }
  if (connection.options().read_only) {
    throw FormatError("schema_mismatch", "the register is of an older shape and must be opened "
                                         "once for writing");
  }
  // A wrong clock is known by the file's own times, which change from here on.
  connection.question_clock(connection.now());
  connection.execute("PRAGMA foreign_keys = OFF");
  Transaction transaction{connection};
  make_schema_objects(connection); // another process may be done
  transaction.commit();
  connection.execute("PRAGMA foreign_keys = ON");
}

void make_schema_objects(Connection& connection) {
  const auto kinds = outdated_kinds(connection);
  const bool are_tables_older = is_of_older_version(connection) || !kinds.empty();
  if (!kinds.empty()) { // a view without its table would stop the change of that one
    for (const RecordKind* kind : record_kinds()) {
      connection.execute("DROP VIEW IF EXISTS " + sql_name(view_name(*kind)));
    }
  }
  for (const OutdatedKind& outdated : kinds) {
    rebuild(connection, outdated);
  }
  connection.execute(budget_totals_ddl());
  for (const auto& [name, type, what] : outdated_indexes_and_views(connection, are_tables_older)) {
    if (what == SchemaDifference::What::changed) {
      connection.execute("DROP " + type + " " + sql_name(name));
    }
    connection.execute(generated_schema().at(name).sql);
  }
  connection.execute("PRAGMA user_version = " + std::to_string(schema_version));
}

} // namespace libcase

#include "register/file_check.hpp"

#include <algorithm>

#include "register/schema.hpp"
#include "register/transaction.hpp"
#include "text/utf8.hpp"

namespace libcase {

namespace {

using Schema = std::map<std::string, SchemaObject>;

/// Of the list of what is in the file, which is there in every file of SQLite.
[[noreturn]] void refuse_schema(sqlite3* database) {
  throw FormatError("damaged", "the file is damaged: the list of its tables cannot be read: " +
                                   without_controls(sqlite3_errmsg(database)));
}

/// Without what SQLite makes by itself: an index of a primary key, tables of statistics.
Schema schema_of(sqlite3* database) {
  Schema schema;
  Statement objects{database, R"(SELECT "name", "type", "tbl_name", "sql" FROM sqlite_master
                                 WHERE "sql" IS NOT NULL AND NOT ("type" = 'table' AND
                                 "name" IN ('sqlite_stat1', 'sqlite_stat4', 'sqlite_sequence')))",
                    refuse_schema};
  while (objects.step()) {
    schema.emplace(without_controls(objects.text(0)),
                   SchemaObject{.type = without_controls(objects.text(1)),
                                .table = std::string{objects.text(2)},
                                .sql = std::string{objects.text(3)}});
  }
  return schema;
}

Schema make_schema() {
  SQLite::Database database{":memory:", SQLite::OPEN_READWRITE};
  database.exec(std::string{register_ddl()});
  database.exec(std::string{budget_totals_ddl()});
  for (const RecordKind* kind : record_kinds()) {
    database.exec(table_ddl(*kind, kind->table));
    for (const std::string& index : index_ddl(*kind)) {
      database.exec(index);
    }
    database.exec(view_ddl(*kind));
  }
  return schema_of(database.getHandle());
}

bool is_own_table(const std::string& name) {
  const auto found = generated_schema().find(name);
  return found != generated_schema().end() && found->second.type == "table";
}

} // namespace

const Schema& generated_schema() {
  static const Schema schema = translated(make_schema);
  return schema;
}

std::vector<SchemaDifference> schema_differences(sqlite3* database) {
  using What = SchemaDifference::What;
  const Schema stored = schema_of(database);
  std::vector<SchemaDifference> differences;
  for (const auto& [name, object] : generated_schema()) {
    const auto found = stored.find(name);
    if (found == stored.end()) {
      differences.push_back({name, object.type, What::missing});
    } else if (found->second.type != object.type) { // a table in place of a view, or the reverse
      differences.push_back({name, found->second.type, What::foreign});
    } else if (found->second != object) {
      differences.push_back({name, object.type, What::changed});
    }
  }
  for (const auto& [name, object] : stored) {
    const bool is_on_a_table = object.type == "index" || object.type == "trigger";
    if (is_on_a_table && !generated_schema().contains(name) && is_own_table(object.table)) {
      differences.push_back({name, object.type, What::foreign});
    }
  }
  return differences;
}

std::string sentence_of(const SchemaDifference& difference) {
  using What = SchemaDifference::What;
  return "the " + difference.type +
         (difference.what == What::missing ? " is missing" : " is not the library's");
}

std::vector<std::string> file_problems(const Connection& connection) {
  std::vector<std::string> problems;
  Statement check = connection.prepare("PRAGMA integrity_check");
  while (check.step()) {
    if (check.text(0) != "ok") {
      problems.push_back(without_controls(check.text(0)));
    }
  }
  return problems;
}

void refuse_statement(sqlite3* database) {
  const std::string reason = sqlite3_errmsg(database); // before the next statement
  const auto differences = schema_differences(database);
  if (differences.empty()) {
    throw_sqlite_error(SQLITE_ERROR, reason.c_str());
  }
  const auto table = std::ranges::find(differences, "table", &SchemaDifference::type);
  const SchemaDifference& shown = table == differences.end() ? differences.front() : *table;
  throw FormatError("damaged", "the file is damaged: " + shown.name + ": " + sentence_of(shown) +
                                   " (" + without_controls(reason) + ")");
}

void require_undamaged(Connection& connection) {
  const ReadTransaction one_view{connection}; // whoever writes meanwhile
  std::string problem;
  if (const auto differences = schema_differences(connection.handle()); !differences.empty()) {
    problem = differences.front().name + ": " + sentence_of(differences.front());
  } else if (connection.head().next_row - 1 != connection.greatest_row()) {
    problem = "the last recording counts other rows than there are";
  }
  if (!problem.empty()) {
    throw FormatError("damaged", "the file is damaged: " + problem +
                                     "; open it for reading, verify it, and go on with a backup "
                                     "that is sound");
  }
}

} // namespace libcase

// What SQLite says of a register's file, and its tables, indexes and views beside those that the
// library makes.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "register/connection.hpp"

namespace libcase {

/// One row of SQLite's list of what is in a file.
struct SchemaObject {
  std::string type; ///< "table", "index", "view" or "trigger"
  std::string table;
  std::string sql;
  bool operator==(const SchemaObject&) const = default;
};

/// An object that is not as the library makes it.
struct SchemaDifference {
  enum class What { missing, changed, foreign };
  std::string name;
  std::string type;
  What what;
};

/// What is missing or changed, then indexes and triggers on the library's tables that it has not
/// made. Tables and views of the office's own are no difference: no answer comes from them.
std::vector<SchemaDifference> schema_differences(sqlite3* database);
/// "the index is missing"
std::string sentence_of(const SchemaDifference& difference);
/// What can be told at once before anything is written: an own schema, and as many rows as were
/// counted. Throws FormatError (`damaged`).
void require_undamaged(Connection& connection);

/// What SQLite finds wrong: values of other types than their columns', entries that an index lacks.
/// Names tables and rows, never values.
std::vector<std::string> file_problems(const Connection& connection);

/// Every object that the library makes, by name.
const std::map<std::string, SchemaObject>& generated_schema();

} // namespace libcase

#include "register/schema.hpp"

#include <algorithm>
#include <map>

#include <boost/algorithm/string/classification.hpp>
#include <boost/algorithm/string/split.hpp>

#include <libcase/describe/stored.hpp>

#include "text/joined.hpp"

namespace libcase {

namespace {

constexpr std::string_view header_columns = R"(
  "row" INTEGER PRIMARY KEY,
  "id" INTEGER NOT NULL,
  "recording" INTEGER NOT NULL REFERENCES "recordings"("number"),
  "superseded_by" INTEGER REFERENCES "recordings"("number"),
  "digest" BLOB NOT NULL)";

std::string check_of(const StoredColumn& stored) {
  const std::string name = sql_name(stored.name);
  switch (stored.column->kind) {
  case ColumnKind::boolean:
    return name + " = 0 OR " + name + " = 1";
  case ColumnKind::date:
  case ColumnKind::birth_date: // the modifier makes SQLite refuse days that do not exist
    return name + " IS date(" + name + ", '+0 days')";
  case ColumnKind::code: { // an OR of equalities is checked twice as fast as IN
    std::string check;
    for (const std::string_view code : stored.column->codes) {
      check += (check.empty() ? "" : " OR ") + name + " = '" + std::string{code} + "'";
    }
    return check;
  }
  case ColumnKind::country:
    return "length(" + name + ") = 3";
  case ColumnKind::money:
    return stored.is_integer ? "" : "length(" + name + ") = 3";
  default:
    return "";
  }
}

std::string column_ddl(const StoredColumn& stored) {
  const Column& column = *stored.column;
  std::string ddl = ",\n  " + sql_name(stored.name) + (stored.is_integer ? " INTEGER" : " TEXT");
  ddl += column.required ? " NOT NULL" : "";
  if (const std::string check = check_of(stored); !check.empty()) {
    ddl += column.required ? " CHECK (" + check + ")"
                           : " CHECK (" + sql_name(stored.name) + " IS NULL OR " + check + ")";
  }
  if (!column.links_to.empty()) {
    ddl += " REFERENCES " + sql_name(column.links_to) + "(\"row\")";
  }
  return ddl;
}

struct Shape {
  std::string kind;
  bool is_required;
  std::vector<std::string> codes;
};

std::vector<std::string> split(std::string_view text, const char* separator) {
  std::vector<std::string> parts;
  if (!text.empty()) {
    boost::algorithm::split(parts, text, boost::algorithm::is_any_of(separator));
  }
  return parts;
}

std::map<std::string, Shape> parse_shape(std::string_view text) {
  std::map<std::string, Shape> columns;
  for (const std::string& line : split(text, "\n")) {
    const auto parts = split(line, " ");
    if (parts.size() == 4) {
      columns[parts[0]] = {parts[1], parts[2] == "required", split(parts[3], ",")};
    }
  }
  return columns;
}

std::string_view name_of(ColumnKind kind) {
  constexpr std::array<std::string_view, 10> names = {"boolean",    "integer", "text",      "code",
                                                      "date",       "country", "programme", "money",
                                                      "birth_date", "link"};
  return names[static_cast<std::size_t>(kind)];
}

} // namespace

std::string sql_name(std::string_view name) {
  return '"' + std::string{name} + '"';
}

std::string_view register_ddl() {
  return R"(
CREATE TABLE "recordings" (
  "number" INTEGER PRIMARY KEY,
  "at" TEXT NOT NULL,
  "by" TEXT NOT NULL,
  "why" TEXT NOT NULL,
  "is_historical" INTEGER NOT NULL CHECK ("is_historical" = 0 OR "is_historical" = 1),
  "source" BLOB,
  "first_row" INTEGER NOT NULL,
  "row_count" INTEGER NOT NULL,
  "digest" BLOB NOT NULL
) STRICT;
CREATE INDEX "recordings_at" ON "recordings"("at");
CREATE UNIQUE INDEX "recordings_source" ON "recordings"("source") WHERE "source" IS NOT NULL;
CREATE TABLE "external_references" (
  "row" INTEGER PRIMARY KEY,
  "id" INTEGER NOT NULL,
  "recording" INTEGER NOT NULL REFERENCES "recordings"("number"),
  "kind" TEXT NOT NULL,
  "reference" TEXT,
  "salt" BLOB,
  "seal" BLOB NOT NULL,
  "digest" BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX "external_references_reference" ON "external_references"("kind", "reference")
  WHERE "reference" IS NOT NULL;
CREATE INDEX "external_references_id" ON "external_references"("id");
CREATE TABLE "record_shapes" ("table" TEXT PRIMARY KEY, "shape" TEXT NOT NULL) STRICT;
)";
}

std::string_view budget_totals_ddl() {
  return R"(CREATE TABLE IF NOT EXISTS "budget_totals" (
  "budget_line" INTEGER NOT NULL REFERENCES "budget_lines"("row"),
  "recording" INTEGER NOT NULL REFERENCES "recordings"("number"),
  "committed_cents" INTEGER NOT NULL,
  "spent_cents" INTEGER NOT NULL,
  "irregular_cents" INTEGER NOT NULL,
  PRIMARY KEY ("budget_line", "recording")
) STRICT, WITHOUT ROWID)";
}

std::string table_ddl(const RecordKind& kind, std::string_view table) {
  std::string ddl = "CREATE TABLE " + sql_name(table) + " (" + std::string{header_columns};
  for (const StoredColumn& stored : stored_columns(kind)) {
    ddl += column_ddl(stored);
  }
  return ddl + "\n) STRICT";
}

std::vector<std::string> index_ddl(const RecordKind& kind) {
  const std::string table{kind.table};
  std::vector<std::string> ddl;
  ddl.push_back("CREATE INDEX " + sql_name(table + "_versions") + " ON " + sql_name(table) +
                R"(("id", "superseded_by") WHERE "id" <> "row")");
  for (const Column& column : kind.columns) {
    if (column.kind == ColumnKind::link) {
      ddl.push_back("CREATE INDEX " + sql_name(table + "_" + std::string{column.name}) + " ON " +
                    sql_name(table) + "(" + sql_name(column.name) + R"(, "superseded_by"))");
    }
  }
  return ddl;
}

std::string view_name(const RecordKind& kind) {
  return "current_" + std::string{kind.table};
}

std::string view_ddl(const RecordKind& kind) {
  std::string ddl =
      "CREATE VIEW " + sql_name(view_name(kind)) + R"( AS SELECT "id", "row", "recording")";
  for (const StoredColumn& stored : stored_columns(kind)) {
    ddl += ", " + sql_name(stored.name);
  }
  return ddl + " FROM " + sql_name(kind.table) + R"( WHERE "superseded_by" IS NULL)";
}

std::string shape_of(const RecordKind& kind) {
  std::string shape;
  for (const Column& column : kind.columns) {
    shape += std::string{column.name} + " " + std::string{name_of(column.kind)} +
             (column.required ? " required " : " optional ") + joined(column.codes, {}, ",") +
             std::string{column.links_to} +
             (column.codes.empty() && column.links_to.empty() ? "-" : "") + "\n";
  }
  return shape;
}

std::string why_not_migratable(std::string_view stored_shape, const RecordKind& kind) {
  const auto stored = parse_shape(stored_shape);
  const auto wanted = parse_shape(shape_of(kind));
  for (const auto& [name, old_column] : stored) {
    const auto found = wanted.find(name);
    if (found == wanted.end()) {
      return "column '" + name + "' is in the file but no longer in the record";
    }
    const Shape& column = found->second;
    if (column.kind != old_column.kind) {
      return "column '" + name + "' is of kind " + old_column.kind + " in the file and " +
             column.kind + " in the record";
    }
    if (column.is_required && !old_column.is_required) {
      return "column '" + name + "' may be empty in the file and is required in the record";
    }
    for (const std::string& code : old_column.codes) {
      if (std::ranges::find(column.codes, code) == column.codes.end()) {
        return "column '" + name + "' has '" + code + "' in the file but not in the record";
      }
    }
  }
  for (const auto& [name, column] : wanted) {
    if (column.is_required && !stored.contains(name)) {
      return "column '" + name + "' is required in the record and not in the file";
    }
  }
  return {};
}

} // namespace libcase

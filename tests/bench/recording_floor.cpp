// The floor of a recording: the rows that the last recording of a register wrote, bound again
// through plain SQLiteCpp prepared statements into a copy of the register as it was before, with
// the same tables, indexes and checks, in one transaction; without guards, links and digests to
// compute. Prints the number of rows and the seconds that took.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iostream>
#include <string>
#include <variant>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

namespace {

using Blob = std::vector<std::uint8_t>;
using Value = std::variant<std::monostate, std::int64_t, std::string, Blob>;

struct Row {
  std::int64_t number; ///< in the order of writing
  std::size_t table;
  std::vector<Value> values;
};

struct Table {
  std::string name;
  std::string recording; ///< the column that says by which one a row was written
};

Value value_of(const SQLite::Column& column) {
  if (column.isNull()) {
    return {};
  }
  if (column.isInteger()) {
    return column.getInt64();
  }
  if (column.isBlob()) {
    const auto* bytes = static_cast<const std::uint8_t*>(column.getBlob());
    return Blob(bytes, bytes + column.getBytes());
  }
  return column.getString();
}

std::vector<Table> tables_of(SQLite::Database& source) {
  std::vector<Table> tables{{"recordings", "number"}};
  SQLite::Statement names{source, R"(SELECT "table" FROM "record_shapes" ORDER BY rowid)"};
  while (names.executeStep()) {
    tables.push_back({names.getColumn(0).getString(), "recording"});
  }
  tables.push_back({"budget_totals", "recording"});
  return tables;
}

std::vector<Row> rows_of_last_recording(SQLite::Database& source,
                                        const std::vector<Table>& tables) {
  std::vector<Row> rows;
  for (std::size_t index = 0; index < tables.size(); ++index) {
    const auto& [name, recording] = tables[index];
    SQLite::Statement select{source, "SELECT * FROM \"" + name + "\" WHERE \"" + recording +
                                         "\" = (SELECT max(\"number\") FROM \"recordings\")"};
    while (select.executeStep()) {
      Row row{.number = select.getColumn(0).getInt64(), .table = index, .values = {}};
      for (int column = 0; column < select.getColumnCount(); ++column) {
        row.values.push_back(value_of(select.getColumn(column)));
      }
      rows.push_back(std::move(row));
    }
  }
  std::sort(rows.begin(), rows.end(),
            [](const Row& left, const Row& right) { return left.number < right.number; });
  return rows;
}

SQLite::Statement insert_into(SQLite::Database& target, const Table& table) {
  const int columns =
      SQLite::Statement{target, "SELECT * FROM \"" + table.name + "\""}.getColumnCount();
  std::string marks = "?";
  for (int column = 1; column < columns; ++column) {
    marks += ", ?";
  }
  return {target, "INSERT INTO \"" + table.name + "\" VALUES (" + marks + ")"};
}

void bind(SQLite::Statement& insert, int position, const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    insert.bind(position, *integer);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    insert.bindNoCopy(position, *text);
  } else if (const auto* blob = std::get_if<Blob>(&value)) {
    insert.bindNoCopy(position, blob->data(), static_cast<int>(blob->size()));
  } else {
    insert.bind(position);
  }
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: recording_floor REGISTER COPY\n";
    return 2;
  }
  SQLite::Database source{argv[1], SQLite::OPEN_READONLY};
  SQLite::Database target{argv[2], SQLite::OPEN_READWRITE};
  target.exec("PRAGMA journal_mode = WAL");
  target.exec("PRAGMA synchronous = FULL");
  const auto tables = tables_of(source);
  const auto rows = rows_of_last_recording(source, tables);

  const auto start = std::chrono::steady_clock::now();
  SQLite::Transaction transaction{target};
  std::vector<SQLite::Statement> inserts;
  for (const Table& table : tables) {
    inserts.push_back(insert_into(target, table));
  }
  for (const Row& row : rows) {
    SQLite::Statement& insert = inserts[row.table];
    for (std::size_t index = 0; index < row.values.size(); ++index) {
      bind(insert, static_cast<int>(index) + 1, row.values[index]);
    }
    insert.exec();
    insert.reset();
  }
  transaction.commit();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::cout << rows.size() << " " << seconds.count() << "\n";
}

// The floor of an import: the rows of a register, bound again through plain SQLiteCpp prepared
// statements into the same tables with the same indexes, in one transaction; without checks,
// foreign keys and digests. Prints the number of rows and the seconds that took.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <string>
#include <variant>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

namespace {

using Value = std::variant<std::monostate, std::int64_t, std::string>;

struct Table {
  std::string name;
  std::string columns;
  int column_count = 0;
};

struct Row {
  std::int64_t number;
  std::size_t table;
  std::vector<Value> values;
};

std::vector<Table> filled_tables(SQLite::Database& source) {
  std::vector<Table> tables;
  SQLite::Statement names{source, R"(SELECT "table" FROM "record_shapes" ORDER BY rowid)"};
  while (names.executeStep()) {
    Table table{.name = names.getColumn(0).getString(), .columns = {}};
    if (source.execAndGet("SELECT count(*) FROM \"" + table.name + "\"").getInt64() == 0) {
      continue;
    }
    SQLite::Statement columns{source, "SELECT name FROM pragma_table_info('" + table.name + "')"};
    while (columns.executeStep()) {
      if (const std::string name = columns.getColumn(0).getString(); name != "digest") {
        table.columns += (table.columns.empty() ? "\"" : ", \"") + name + "\"";
        ++table.column_count;
      }
    }
    tables.push_back(table);
  }
  return tables;
}

std::vector<Row> rows_in_order_of_writing(SQLite::Database& source,
                                          const std::vector<Table>& tables) {
  std::vector<Row> rows;
  for (std::size_t index = 0; index < tables.size(); ++index) {
    SQLite::Statement select{source, "SELECT " + tables[index].columns + " FROM \"" +
                                         tables[index].name + "\" ORDER BY \"row\""};
    while (select.executeStep()) {
      Row row{.number = select.getColumn(0).getInt64(), .table = index, .values = {}};
      for (int column = 0; column < tables[index].column_count; ++column) {
        const SQLite::Column value = select.getColumn(column);
        row.values.push_back(value.isNull()      ? Value{}
                             : value.isInteger() ? Value{value.getInt64()}
                                                 : Value{value.getString()});
      }
      rows.push_back(std::move(row));
    }
  }
  std::sort(rows.begin(), rows.end(),
            [](const Row& left, const Row& right) { return left.number < right.number; });
  return rows;
}

void copy_schema(SQLite::Database& source, SQLite::Database& target) {
  SQLite::Statement schema{source, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name "
                                   "NOT LIKE 'sqlite_%' ORDER BY type DESC, rowid"};
  while (schema.executeStep()) {
    target.exec(schema.getColumn(0).getString());
  }
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: import_floor REGISTER TARGET\n";
    return 2;
  }
  SQLite::Database source{argv[1], SQLite::OPEN_READONLY};
  std::filesystem::remove(argv[2]);
  SQLite::Database target{argv[2], SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
  copy_schema(source, target);
  target.exec("PRAGMA journal_mode = WAL");
  target.exec("PRAGMA synchronous = FULL");
  target.exec("PRAGMA foreign_keys = OFF");
  target.exec("PRAGMA ignore_check_constraints = ON");
  const auto tables = filled_tables(source);
  const auto rows = rows_in_order_of_writing(source, tables);

  const auto start = std::chrono::steady_clock::now();
  SQLite::Transaction transaction{target};
  std::vector<SQLite::Statement> inserts;
  for (const Table& table : tables) {
    std::string marks = "x''";
    for (int column = 0; column < table.column_count; ++column) {
      marks += ", ?";
    }
    inserts.emplace_back(target, "INSERT INTO \"" + table.name + "\" (\"digest\", " +
                                     table.columns + ") VALUES (" + marks + ")");
  }
  for (const Row& row : rows) {
    SQLite::Statement& insert = inserts[row.table];
    for (std::size_t index = 0; index < row.values.size(); ++index) {
      const int position = static_cast<int>(index) + 1;
      if (const auto* integer = std::get_if<std::int64_t>(&row.values[index])) {
        insert.bind(position, *integer);
      } else if (const auto* text = std::get_if<std::string>(&row.values[index])) {
        insert.bindNoCopy(position, *text);
      } else {
        insert.bind(position);
      }
    }
    insert.exec();
    insert.reset();
  }
  transaction.commit();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::cout << rows.size() << " " << seconds.count() << "\n";
}

// The floor of a work list: all current rows of some tables of a register, every column read once
// through plain SQLiteCpp. Prints the number of rows and the seconds that took.
#include <chrono>
#include <cstdint>
#include <iostream>
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>

namespace {

/// What is read is added up, so that it is not left out.
std::uint64_t read(const SQLite::Column& value) {
  if (value.isInteger()) {
    return static_cast<std::uint64_t>(value.getInt64());
  }
  return std::string{static_cast<const char*>(value.getBlob()),
                     static_cast<std::size_t>(value.getBytes())}
      .size();
}

} // namespace

int main(int argc, char** argv) {
  const auto start = std::chrono::steady_clock::now();
  SQLite::Database source{argv[1], SQLite::OPEN_READONLY};
  std::uint64_t rows = 0;
  std::uint64_t sum = 0;
  for (int table = 2; table < argc; ++table) {
    SQLite::Statement scan{source, "SELECT * FROM \"" + std::string{argv[table]} +
                                       "\" WHERE \"superseded_by\" IS NULL"};
    while (scan.executeStep()) {
      ++rows;
      for (int column = 0; column < scan.getColumnCount(); ++column) {
        sum += read(scan.getColumn(column));
      }
    }
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::cout << rows << " " << seconds.count() << " " << sum << "\n";
}

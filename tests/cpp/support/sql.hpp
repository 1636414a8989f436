// The file of a register as somebody with an SQL tool sees it: no library between.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

#include <sqlite3.h>

namespace libcase::testing {

class Sql {
public:
  explicit Sql(const std::filesystem::path& path) {
    if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) {
      throw std::runtime_error("cannot open " + path.string());
    }
  }
  Sql(const Sql&) = delete;
  Sql& operator=(const Sql&) = delete;
  ~Sql() { sqlite3_close(database_); }

  /// What SQLite says against it; empty where it was done.
  std::string problem_of(const std::string& sql) {
    char* message = nullptr;
    sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, &message);
    std::string problem = message == nullptr ? "" : message;
    sqlite3_free(message);
    return problem;
  }
  void execute(const std::string& sql) {
    if (const std::string problem = problem_of(sql); !problem.empty()) {
      throw std::runtime_error(problem + " in: " + sql);
    }
  }
  /// The first column of the first row; empty where there is none.
  std::string value(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sqlite3_errmsg(database_) + (" in: " + sql));
    }
    std::string value;
    if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_bytes(statement, 0) > 0) {
      value = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
    }
    sqlite3_finalize(statement);
    return value;
  }
  sqlite3* handle() { return database_; }

private:
  sqlite3* database_ = nullptr;
};

} // namespace libcase::testing

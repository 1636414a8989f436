// Tells whether somebody else wrote to a register while a transaction of ours was open.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include <SQLiteCpp/Database.h>

#include "register/statement.hpp"

namespace libcase {

/// A second connection that only looks: SQLite tells it when the file was committed to. Our own
/// transaction cannot see that, its view stands still.
class WriteWatch {
public:
  WriteWatch(const std::string& path, std::chrono::milliseconds busy_timeout);

  /// From now on nobody else should write.
  void begin() { version_ = version_now(); }
  bool has_seen_write() { return version_now() != version_; }

private:
  std::int64_t version_now();

  SQLite::Database database_;
  Statement data_version_;
  std::int64_t version_ = 0;
};

} // namespace libcase

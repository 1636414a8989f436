#include "register/write_watch.hpp"

#include "register/connection.hpp"

namespace libcase {

WriteWatch::WriteWatch(const std::string& path, std::chrono::milliseconds busy_timeout)
    : database_(translated([&] {
        return SQLite::Database{path, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX,
                                static_cast<int>(busy_timeout.count())};
      })),
      data_version_(database_.getHandle(), "PRAGMA data_version") {}

std::int64_t WriteWatch::version_now() {
  Rows rows{data_version_};
  rows.next();
  return data_version_.integer(0);
}

} // namespace libcase

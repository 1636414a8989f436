// Several connections that read one register at once.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include <libcase/register/register.hpp>

#include "compute/parallel.hpp"
#include "register/connection.hpp"

namespace libcase {

/// A register's own connection, and read-only ones beside it, opened when they are first used.
class ReadingConnections {
public:
  /// A register in memory has one connection alone.
  ReadingConnections(Connection& connection, int threads)
      : connection_(connection),
        others_(threads > 1 && !connection.is_in_memory() ? static_cast<std::size_t>(threads) - 1
                                                          : 0) {}

  std::size_t size() const noexcept { return others_.size() + 1; }

  /// Calls `work(part, connection, from, until)` for equal ranges of numbers up to `end`, each in a
  /// thread of its own.
  template <class Work>
  void read(std::size_t end, const Work& work) {
    in_parallel(size(), end, [&](std::size_t part, std::size_t from, std::size_t until) {
      work(part, connection(part), static_cast<std::int64_t>(from),
           static_cast<std::int64_t>(until));
    });
  }

private:
  /// The last part is read in the calling thread, and by the register's own connection.
  Connection& connection(std::size_t part) {
    if (part == others_.size()) {
      return connection_;
    }
    auto& other = others_[part];
    if (!other) {
      OpenOptions options;
      options.read_only = true;
      const char* path = sqlite3_db_filename(connection_.handle(), "main"); // absolute
      other = std::make_unique<Connection>(path, std::move(options));
    }
    return *other;
  }

  Connection& connection_;
  std::vector<std::unique_ptr<Connection>> others_;
};

} // namespace libcase

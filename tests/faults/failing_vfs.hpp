// A disk that fails: SQLite's own access to files, with a fault where the test wants one.
#pragma once

#include <cstdint>

#include <sqlite3.h>

namespace libcase::testing {

enum class Operation { write, short_write, sync, truncate, lock };

/// What fails from now on, on all files that SQLite has open.
struct Faults {
  Operation operation = Operation::write;
  std::int64_t nth = 0;      ///< counted from 1; 0: none
  bool is_lasting = false;   ///< all that follow fail too
  std::int64_t capacity = 0; ///< in bytes of all that files grow by; 0: no limit

  std::int64_t seen = 0; ///< operations of that kind so far
  std::int64_t used = 0; ///< bytes by which files have grown
  bool has_failed = false;
};

/// Makes it SQLite's default, under which the library opens its files. To be called once.
void use_failing_vfs();
/// The disk is a good one where `faults` are `{}`.
void set_faults(const Faults& faults);
const Faults& current_faults();

} // namespace libcase::testing

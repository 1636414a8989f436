// What a run of an import shares among its parts: the rows, and what is known of their subjects.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "register/connection.hpp"
#include "register/import_rows.hpp"
#include "register/register_access.hpp"

namespace libcase {

inline constexpr std::size_t withdrawal_kind = boost::mp11::mp_find<AllRecords, Withdrawal>::value;

/// Days since 1970, with a number before all of them and one after.
inline constexpr std::int32_t known_before = INT32_MIN;
inline constexpr std::int32_t undated = INT32_MAX;

inline std::int32_t day_number(Date day) {
  return day.is_set() ? day.days_since_epoch() : undated;
}

/// Whether two records say the same, their links included.
bool same_content(const AnyRecord& left, const AnyRecord& right);
/// Whether two records say the same, wherever they link to.
bool same_but_for_links(const AnyRecord& left, const AnyRecord& right);

/// A version of a record that the register holds.
struct KnownVersion {
  const AnyRecord* record;
  std::int64_t row;
  Instant at;
  bool by_import;
};

/// When a row of a subject was reported, and when it can be written at the earliest.
struct DatedVersion {
  std::int32_t reported_on;
  std::int32_t earliest;
};

/// What is known of a subject while importing.
struct SubjectState {
  std::int64_t id = 0;    ///< 0 until it is in the register
  bool was_known = false; ///< it was there before this import
  std::int32_t first_known = undated;
  bool is_defined = false; ///< known, or a good row of the import says it
  bool is_loaded = false;
  std::vector<DatedVersion> versions_reported; ///< its good rows, oldest first
  int depth = 0; ///< how many records of its kind its first row rests on, one through the other
  std::vector<KnownVersion> versions;
  std::ptrdiff_t cursor = -1; ///< the version that the rows so far have come to
};

/// A row that is to be written with its group, and what the last attempt to do so gave.
struct PendingWrite {
  std::uint32_t row;
  std::optional<CsvFinding> refusal{}; ///< why it is left out of the group
  std::optional<CsvFinding> problem{}; ///< why the last attempt left it out
  std::int64_t id = 0;                 ///< in the last attempt
  std::int64_t version = 0;            ///< its row, in the last attempt
};

struct ImportState {
  ImportState(Register& into, ImportRows& rows)
      : reg(into), connection(connection_of(into)), input(rows), subjects(rows.subjects.size()),
        last_before(into.last_recording_at({})) {}

  ImportRow& row_of(const PendingWrite& write) const { return input.rows[write.row]; }
  /// Sets the links of a row; false where one leads to what is not in the register. Such a link
  /// gets a number that no record has.
  bool set_links(ImportRow& row, bool stops_at_missing) const;

  Register& reg;
  Connection& connection;
  ImportRows& input;
  std::vector<SubjectState> subjects;
  std::int64_t last_before; ///< the last recording before this run
};

} // namespace libcase

// The rows that columns of departures are made of, read by ranges, on several connections at once.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libcase/describe/described.hpp>
#include <libcase/register/departure_columns.hpp>

#include "register/connection.hpp"

namespace libcase {

/// Days since 1970-01-01 of a well-formed "YYYY-MM-DD". The register's own checks have made sure
/// of the form; what is read here a million times needs no second look.
std::int32_t days_of(std::string_view text);

/// The index of a code among its names. Throws FormatError (`damaged`).
template <DescribedEnum E>
std::uint8_t code_of(std::string_view text) {
  const auto found = std::ranges::find(code_names<E>, text);
  if (found == code_names<E>.end()) {
    throw FormatError("damaged", "a code in the register is none that this version knows");
  }
  return static_cast<std::uint8_t>(found - code_names<E>.begin());
}

/// The other way round.
template <DescribedEnum E>
constexpr std::uint8_t code_number(E code) {
  return static_cast<std::uint8_t>(code);
}

BirthDate birth_date(std::int32_t earliest, std::int32_t latest);

/// Rows that the expansion of a published table wrote.
struct ExpandedRows {
  std::int64_t from;
  std::int64_t until;
};
/// Those of all published tables that were known at the end of a recording, in order of writing.
std::vector<ExpandedRows> read_expansions(Connection& connection, std::int64_t known_at);
/// Whether a row is one of them.
bool is_expanded(std::span<const ExpandedRows> expansions, std::int64_t row);

struct PersonRow {
  std::uint16_t nationality;
  std::uint8_t sex;
  bool is_expanded;           // the row that is known: nobody corrected it
  std::int32_t born_earliest; // after born_latest: unknown
  std::int32_t born_latest;

  bool has_birth() const noexcept { return born_earliest <= born_latest; }
};

inline constexpr PersonRow unknown_person{.nationality = 0,
                                          .sex = static_cast<std::uint8_t>(Sex::unknown),
                                          .is_expanded = false,
                                          .born_earliest = 0,
                                          .born_latest = -1};

/// An id as an index. Throws FormatError (`damaged`) where no row can have it: the file may have
/// been written to by others.
std::size_t index_of_id(std::int64_t id, std::size_t end);

/// Throws InvalidValue (`too_many_rows`) for a register of more than `most_rows_in_columns` rows.
void require_room_in_columns(std::int64_t row_count);

/// Rows of all kinds, numbered in order of writing, as known at a recording.
struct KnownRows {
  std::int64_t from;
  std::int64_t until;
  std::int64_t known_at;
};

/// The rows of a kind as known at a recording, with `rest` after the condition.
Statement select_known(const Connection& connection, const RecordKind& kind,
                       const std::string& columns, std::int64_t known_at, const std::string& rest);

/// Writes each person to the index that is its id: no two rows that are known have the same.
void read_persons(const Connection& connection, const KnownRows& rows,
                  std::span<const ExpandedRows> expansions, std::span<PersonRow> persons);

/// The departures of a range of rows: the columns named after a field of a departure, and those of
/// the person. All others are empty.
DepartureColumns read_departure_rows(const Connection& connection, const KnownRows& rows,
                                     std::span<const PersonRow> persons);

} // namespace libcase

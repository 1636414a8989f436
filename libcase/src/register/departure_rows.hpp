// The rows that columns of departures are made of, read by ranges, on several connections at once.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <libcase/describe/described.hpp>
#include <libcase/register/departure_columns.hpp>

#include "register/store.hpp"

namespace libcase {

/// Days since 1970-01-01 of a well-formed "YYYY-MM-DD". The register's own checks have made sure
/// of the form; what is read here a million times needs no second look.
std::int32_t days_of(std::string_view text);

/// The place of a code among its names. Throws FormatError (`damaged`).
template <DescribedEnum E>
std::uint8_t code_of(std::string_view text) {
  const auto found = std::ranges::find(code_names<E>, text);
  if (found == code_names<E>.end()) {
    throw FormatError("damaged", "a code in the register is none that this version knows");
  }
  return static_cast<std::uint8_t>(found - code_names<E>.begin());
}

/// Numbers the birth intervals in order of appearance; 0 is unknown.
class BirthDictionary {
public:
  BirthDictionary() { slots_.resize(1U << 12U, 0); }

  std::uint32_t number(std::int32_t earliest, std::int32_t latest) {
    if (births_.size() * 2 >= slots_.size()) {
      grow();
    }
    for (std::size_t slot = slot_of(earliest, latest);; slot = (slot + 1) % slots_.size()) {
      if (slots_[slot] == 0) {
        births_.emplace_back(earliest, latest);
        return slots_[slot] = static_cast<std::uint32_t>(births_.size());
      }
      if (births_[slots_[slot] - 1] == std::pair{earliest, latest}) {
        return slots_[slot];
      }
    }
  }
  const std::vector<std::pair<std::int32_t, std::int32_t>>& births() const { return births_; }

private:
  std::size_t slot_of(std::int32_t earliest, std::int32_t latest) const {
    const auto key = static_cast<std::uint64_t>(static_cast<std::uint32_t>(earliest)) << 32U |
                     static_cast<std::uint32_t>(latest);
    return static_cast<std::size_t>(key * 0x9E3779B97F4A7C15ULL >> 20U) % slots_.size();
  }
  void grow() {
    slots_.assign(slots_.size() * 4, 0);
    for (std::size_t index = 0; index < births_.size(); ++index) {
      std::size_t slot = slot_of(births_[index].first, births_[index].second);
      while (slots_[slot] != 0) {
        slot = (slot + 1) % slots_.size();
      }
      slots_[slot] = static_cast<std::uint32_t>(index + 1);
    }
  }
  std::vector<std::pair<std::int32_t, std::int32_t>> births_;
  std::vector<std::uint32_t> slots_;
};

BirthDate birth_date(std::int32_t earliest, std::int32_t latest);

struct PersonRow {
  std::uint16_t nationality;
  std::uint8_t sex;
  std::int32_t born_earliest; // after born_latest: unknown
  std::int32_t born_latest;

  bool has_birth() const noexcept { return born_earliest <= born_latest; }
};

inline constexpr PersonRow unknown_person{.nationality = 0,
                                          .sex = static_cast<std::uint8_t>(Sex::unknown),
                                          .born_earliest = 0,
                                          .born_latest = -1};

/// An id as an index. Throws FormatError (`damaged`) where no row can have it: the file may have
/// been written to by others.
std::size_t place_of(std::int64_t id, std::size_t end);

/// What a departure links to.
struct DepartureRow {
  std::int64_t case_id;
  std::int64_t person_id;
};

/// The departures of a range of rows: the columns that stand in the table itself, and the ids.
struct DeparturePart {
  DepartureColumns columns; // `birth` by the numbers of `births`
  BirthDictionary births;
  std::vector<DepartureRow> ids;
};

/// Rows of all kinds, numbered in order of writing, as known at a recording.
struct KnownRows {
  std::int64_t from;
  std::int64_t until;
  std::int64_t known_at;
};

/// The rows of a kind as known at a recording, with `rest` after the condition.
Statement select_known(const Store& store, const RecordKind& kind, const std::string& columns,
                       std::int64_t known_at, const std::string& rest);

/// Writes each person to its place, the id: no two rows that are known have the same.
void read_persons(const Store& store, const KnownRows& rows, std::span<PersonRow> persons);

DeparturePart read_departure_rows(const Store& store, const KnownRows& rows,
                                  std::span<const PersonRow> persons);

} // namespace libcase

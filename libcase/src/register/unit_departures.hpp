// Which units have left, when, and what they were.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "register/departure_rows.hpp"

namespace libcase {

/// Days on which persons were found here again, by the person's id.
using ReappearanceDays = std::unordered_map<std::int64_t, std::vector<std::int32_t>>;

/// What columns of departures do not keep.
struct DepartureSource {
  std::span<const DepartureRow> ids;  ///< of the rows of the columns
  std::span<const PersonRow> persons; ///< by id
  const ReappearanceDays& reappearances;
};

/// The last day on which a departure may have happened.
Date last_day_of(const DepartureColumns& columns, std::size_t row);

/// Fills in the compositions and the departures of units, from the memberships of the cases.
void read_units(Store& store, std::int64_t known_at, const DepartureSource& source,
                DepartureColumns& columns);

} // namespace libcase

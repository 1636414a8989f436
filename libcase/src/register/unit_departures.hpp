// The departures of units: when the last of the members that are present has left.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include <libcase/records/departure.hpp>
#include <libcase/records/reappearance.hpp>
#include <libcase/register/departure_columns.hpp>

#include "register/departure_rows.hpp"

namespace libcase {

struct FoundHere {
  std::int32_t on;
  ReappearanceCause cause;
};

/// When persons were found here again, by their ids, in order of days.
using Reappearances = std::unordered_map<std::int64_t, std::vector<FoundHere>>;

/// What columns of departures do not keep.
struct DepartureSource {
  std::span<const PersonRow> persons; ///< by id
  const Reappearances& reappearances;
  std::span<const ExpandedRows> expansions;
};

/// Fills in the compositions and the departures of units, from the memberships of the cases.
/// Cases out of published tables are left as they are: their persons are no units.
void read_unit_departures(Connection& connection, std::int64_t known_at,
                          const DepartureSource& source, DepartureColumns& columns);

} // namespace libcase

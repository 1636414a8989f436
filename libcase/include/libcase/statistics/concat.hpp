// The departures of several registers as one set of columns, so that offices can be compared or
// taken together.
#pragma once

#include <span>

#include <libcase/register/departure_columns.hpp>

namespace libcase {

/// The departures of several registers, one after the other.
///
/// Persons and units are told apart within each register only: who is in two of them counts
/// twice. They are lost where any of the registers is expanded from published tables. The vintage
/// is the youngest of them, without the number of a recording.
DepartureColumns concat(std::span<const DepartureColumns* const> registers);

} // namespace libcase

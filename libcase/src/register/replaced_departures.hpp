// Departures that a later finding took the place of.
#pragma once

#include <vector>

#include "register/present_units.hpp"

namespace libcase {

/// Marks the unsupervised departures that count no more: a proven departure of the same person
/// takes their place, unless they were found here between the two.
std::vector<bool> find_replaced(const DepartureColumns& columns,
                                const Reappearances& reappearances);

} // namespace libcase

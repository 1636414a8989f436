// Reads facts of a unit, whichever they are.
#pragma once

#include "rules/facts/unit_on_day.hpp"

namespace libcase {

/// Puts the value of a fact, or one for each member, behind those of its column.
void read_fact(const UnitOnDay& unit, FactName name, FactColumns& columns);

} // namespace libcase

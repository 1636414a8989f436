// What a unit would get by other readings of amounts that sources dispute.
#pragma once

#include <vector>

#include <libcase/rules/assessment.hpp>

#include "rules/judged_unit.hpp"

namespace libcase {

/// The readings by which the sums of an entitlement are others: of one dispute at a time, by its
/// name, and not those that are left out as inferred.
std::vector<OtherReading> other_readings_of(const JudgedUnit& unit, const Entitlement& entitlement);

} // namespace libcase

// What follows from the amounts of an entitlement: once they are known, and again once a cap bit.
#pragma once

#include <libcase/rules/assessment.hpp>

namespace libcase {

/// Sets what the amount of a line is to be spent on where, and paid when. Of halves of a cent the
/// stricter.
void limit(const Benefit& benefit, const RuleOptions& options, EntitlementLine& line);

/// Sets the sums, the counts and the package from the lines.
void sum_up(Entitlement& entitlement);

} // namespace libcase

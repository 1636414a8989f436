// What a unit gets, line by line, and what follows from the amounts of the lines.
#pragma once

#include <vector>

#include <libcase/rules/assessment.hpp>

#include "rules/judged_unit.hpp"

namespace libcase {

/// No lines, and sums of nothing in a currency.
Entitlement nothing_in(const Currency& currency);

/// What the persons of a unit get under the benefits of its version, after the caps of persons and
/// of the family.
Entitlement entitlement_of(const JudgedUnit& unit);

/// The lines of it, person by person, by the values that count under these options.
std::vector<EntitlementLine> lines_of(const JudgedUnit& unit, const RuleOptions& options);

/// Sets how much of the amount of a line is to be spent where, and which parts of it are paid at
/// once: when the amount is known, and again when a cap reduced it. Half a cent: the stricter.
void set_spending_and_instalments(const Benefit& benefit, const RuleOptions& options,
                                  EntitlementLine& line);

/// Sets the sums, in the currency that they have, the counts and the package from the lines.
void sum_up(Entitlement& entitlement);

} // namespace libcase

// Lines of a budget that were corrected away from the awards that draw on them.
#pragma once

#include <vector>

#include <libcase/records/all.hpp>
#include <libcase/rules/guards.hpp>

#include "register/connection.hpp"

namespace libcase {

/// What the correction of a budget line makes wrong with the awards on it, as they stand now:
/// `award_outside_budget_period`, `budget_of_other_programme`. They are of too many cases to judge
/// each, and are counted.
std::vector<Violation> violations_of_moved(Connection& connection, BudgetLineId id,
                                           const BudgetLine& before, const BudgetLine& after);

} // namespace libcase

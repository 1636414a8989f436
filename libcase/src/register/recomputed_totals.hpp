// The running totals of budget lines, worked out anew from the files of cases.
#pragma once

#include <cstdint>
#include <map>
#include <utility>

#include "register/budget_totals.hpp"

namespace libcase {

/// A budget line, and a recording that moved it.
using MovedBy = std::pair<BudgetLineId, std::int64_t>;

/// The total of each budget line after each recording that moved it.
///
/// Each case that ever drew on a budget is read as it stood after each recording that wrote a
/// record of it or put an end to one: about as much as the guards read while it was recorded.
std::map<MovedBy, BudgetTotal> recomputed_totals(Connection& connection);

} // namespace libcase

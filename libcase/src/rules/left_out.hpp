// Members of a unit who get nothing, and why.
#pragma once

#include <span>
#include <vector>

#include <libcase/rules/assessment.hpp>

#include "rules/judged_unit.hpp"

namespace libcase {

/// The persons without a line, in the order of the unit. Of rules that have no benefits: only those
/// who do not meet what is asked of each.
std::vector<LeftOut> left_out_of(const JudgedUnit& unit, std::span<const EntitlementLine> lines);

} // namespace libcase

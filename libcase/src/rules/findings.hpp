// What each criterion says of a case, in sentences.
#pragma once

#include <vector>

#include <libcase/rules/assessment.hpp>

#include "rules/judged_unit.hpp"

namespace libcase {

/// Whether the version is in force, then the criteria in their order.
std::vector<Finding> findings_of(const JudgedUnit& unit);

/// The only finding where no version applies, or nobody knows which.
Finding no_version_finding(const Programme& programme, const FactColumns& facts,
                           const ChosenVersion& chosen);

} // namespace libcase

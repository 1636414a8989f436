// What each criterion says of a case, in sentences.
#pragma once

#include <string>
#include <vector>

#include <libcase/rules/assessment.hpp>

#include "rules/judged_unit.hpp"

namespace libcase {

/// Whether the version is in force, then the criteria in their order.
std::vector<Finding> findings_of(const JudgedUnit& unit);

/// "Met: it is so (values). Met by person 1. A record would settle it. Remark." The verdict and the
/// values may be those of one person; `persons` is said behind them.
LocalizedText finding_in_words(const Finding& finding, Verdict verdict, const LocalizedText& values,
                               const LocalizedText& persons,
                               const std::vector<std::string>& tables);

/// The only finding where no version applies, or nobody knows which.
Finding no_version_finding(const Programme& programme, const FactColumns& facts,
                           const ChosenVersion& chosen);

} // namespace libcase

// What each criterion says of a case, in sentences.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <libcase/rules/assessment.hpp>

#include "rules/judged_unit.hpp"

namespace libcase {

/// Whether the version is in force, then the criteria in their order.
std::vector<Finding> findings_of(const JudgedUnit& unit);

/// How sentences name a person.
using PersonNames = std::function<LocalizedText(PersonId)>;

/// Writes the sentence of a finding, and which tables would settle it, for those persons whom it
/// has. Its remark goes where nothing of it is unknown.
void put_in_words(Finding& finding, const PersonNames& name_of);

/// Whether the answer takes something to be so of persons of whom it is not asked.
bool holds_provided(const Finding& finding);
/// What the outcome takes to be so, by the findings; nothing where nobody is eligible.
std::vector<LocalizedText> provisos_of(const Assessment& assessment);

/// Says of a version whether it is in force without the day that counts for it.
void leave_out_day(Finding& in_force, const std::string& version);

/// That the rules are those of a day which was taken for another one.
LocalizedText assumed_day(FactName taken_for, Date day);

/// The only finding where no version applies, or nobody knows which.
Finding no_version_finding(const Programme& programme, const FactColumns& facts,
                           const ChosenVersion& chosen);

} // namespace libcase

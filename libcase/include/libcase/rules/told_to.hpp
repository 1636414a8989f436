// An assessment as some of its members may read it.
//
// A case worker reads all of an assessment. What goes out to an adult tells of nobody else's
// conviction, health, claim or refusal; who else of the unit is told of is for the sender to
// decide, such as the children whom the reader answers for.
#ifndef LIBCASE_RULES_TOLD_TO_HPP
#define LIBCASE_RULES_TOLD_TO_HPP

#include <vector>

#include <libcase/rules/assessment.hpp>

namespace libcase {

/// What an assessment says of the unit and of these members, to be explained or handed over.
///
/// The outcome is the unit's; `rests_on_others` says where a finding decides it that is not told.
/// Nothing else depends on what was found of others but amounts that the members share: their
/// verdicts, lines and reasons are left out, and so is what any member may meet and none of these
/// does. A verdict is that of these members. Sums are of the lines that stay. A note says so. With
/// all members it is the whole. Throws InvalidValue (`no_persons`) and, for somebody who is no
/// member, NotFound (`no_such_person`).
Assessment told_to(const Assessment& assessment, const std::vector<PersonId>& persons);

} // namespace libcase

#endif // LIBCASE_RULES_TOLD_TO_HPP

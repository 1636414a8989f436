// Readings that are asked for, by the disputes that a programme has.
#pragma once

#include <libcase/rules/evaluation.hpp>

namespace libcase {

/// The options without readings of disputes that the programme does not have.
RuleOptions options_for(const Programme& programme, RuleOptions options);

} // namespace libcase

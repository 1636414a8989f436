// How the values of a rule file go together, which their descriptions cannot say.
#pragma once

#include <libcase/rules/programme.hpp>

#include "rules/rule_file_problems.hpp"

namespace libcase {

/// Adds what does not go together. What has a problem already is left alone.
void check_consistency(const JsonNode& root, const Programme& programme,
                       RuleFileProblems& problems);

} // namespace libcase

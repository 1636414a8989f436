// Rule files, with all that is wrong in them.
#pragma once

#include <string_view>
#include <vector>

#include <libcase/rules/programme_check.hpp>

#include "rules/rule_values.hpp"

namespace libcase {

/// What a rule file says. Where there are problems, what they are about is left at its default.
struct RuleFile {
  Programme programme;
  std::vector<NamedProgramme> named;     ///< its own code, and those in combinations and conditions
  std::vector<RuleFileFinding> problems; ///< errors, in the order in which they are found
};

/// Reads the text of a rule file; `file` names it in the problems.
RuleFile read_rule_file(std::string_view text, std::string_view file);

} // namespace libcase

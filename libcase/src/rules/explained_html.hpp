// The parts of an explanation as HTML, for the page and the letter.
#pragma once

#include <string>

#include "rules/explained.hpp"

namespace libcase {

/// A list of findings with their sources.
std::string findings_html(const std::vector<ExplainedItem>& findings);
/// Lines and totals; nothing where there is no entitlement.
std::string entitlement_html(const Explained& told);
/// Nothing where there are no notes.
std::string notes_html(const Explained& told);

} // namespace libcase

// An assessment as a person reads it, in a language for which there are words.
#pragma once

#include <string>

#include <libcase/rules/assessment.hpp>

namespace libcase {

/// An assessment as text that could go with a decision: outcome, each finding with its source,
/// what it comes to, and that it is an indication. Inferred values are marked.
std::string explain(const Assessment& assessment, Language language = Language::en);
/// The same as an HTML page that stands alone.
std::string explain_html(const Assessment& assessment, Language language = Language::en);

/// An amount as a language writes it: "€1,750.00", "€ 1.750,00".
std::string in_words(const Money& money, Language language);

} // namespace libcase

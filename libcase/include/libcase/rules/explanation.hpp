// An assessment as a person reads it, in a language for which there are words.
#ifndef LIBCASE_RULES_EXPLANATION_HPP
#define LIBCASE_RULES_EXPLANATION_HPP

#include <string>
#include <string_view>
#include <vector>

#include <libcase/rules/assessment.hpp>

namespace libcase {

/// An assessment as text that could go with a decision: outcome, each finding with its source,
/// what it comes to, and that it is an indication. Inferred values are marked.
std::string explain(const Assessment& assessment, Language language = Language::en);
/// The same as an HTML page that stands alone, and prints on A4.
std::string explain_html(const Assessment& assessment, Language language = Language::en);

/// A letter with the grounds of the decision, as an HTML page that stands alone and prints on A4:
/// to one adult, the first of these members, and of the others, such as the children whom the
/// reader answers for. Of a minor who is alone it goes to the guardian. It tells what `told_to`
/// does, names nobody, and has a place to sign. The office's reference of the case stands in it
/// where it is given. Throws what `told_to` does, and InvalidValue (`reader_is_minor`).
std::string letter(const Assessment& assessment, const std::vector<PersonId>& persons,
                   Language language = Language::en, const std::string& case_reference = {});

/// A page that stands alone and prints on A4, as those above: `body` is HTML, the title is not.
std::string page_of(Language language, std::string_view title, std::string_view body);

/// An amount as a language writes it: "€1,750.00", "€ 1.750,00".
std::string in_words(const Money& money, Language language);

} // namespace libcase

#endif // LIBCASE_RULES_EXPLANATION_HPP

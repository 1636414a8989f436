// Conditions and periods of rules in words.
#ifndef LIBCASE_RULES_WORDS_HPP
#define LIBCASE_RULES_WORDS_HPP

#include <libcase/rules/programme.hpp>

namespace libcase {

/// A condition in words: "child in the family and age under 16".
LocalizedText in_words(const Condition& condition);
/// A period in words: "16 weeks from participation approved on, in the host country".
LocalizedText in_words(const PeriodRule& period);

} // namespace libcase

#endif // LIBCASE_RULES_WORDS_HPP

// Facts, their codes and their values in words.
#ifndef LIBCASE_RULES_FACT_WORDS_HPP
#define LIBCASE_RULES_FACT_WORDS_HPP

#include <cstddef>

#include <libcase/rules/fact_columns.hpp>
#include <libcase/vocabulary/localized_text.hpp>

namespace libcase {

/// What a fact is called: "place of stay", "verblijfplaats".
LocalizedText label(FactName name);

/// What is asked by it, to stand in a sentence: "the place of stay", "whether the person is of
/// age".
LocalizedText noun(FactName name);

/// A code of a fact: "own address", "eigen adres".
LocalizedText code_in_words(const Fact& fact, std::size_t code);

/// The value in words: "12 March 2006", "none", "unknown", "refused".
LocalizedText value_in_words(const FactColumns& columns, FactName name, std::size_t row);

} // namespace libcase

#endif // LIBCASE_RULES_FACT_WORDS_HPP

// Facts, their codes and their values in words, English and Dutch.
#pragma once

#include <cstddef>
#include <string>

#include <libcase/rules/fact_columns.hpp>
#include <libcase/vocabulary/localized_text.hpp>

namespace libcase {

/// What a fact is called: "place of stay", "verblijfplaats".
const LocalizedText& label(FactName name);

/// A code of a fact: "own address", "eigen adres".
const LocalizedText& code_in_words(const Fact& fact, std::size_t code);

/// The value in words, in English or Dutch: "2006-03-12", "none", "unknown", "refused".
std::string value_in_words(const FactColumns& columns, FactName name, std::size_t row,
                           bool in_dutch);

} // namespace libcase

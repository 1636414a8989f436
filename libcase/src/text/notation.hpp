// Amounts and days as each language writes them.
#pragma once

#include <string>
#include <string_view>

#include <libcase/vocabulary/date.hpp>
#include <libcase/vocabulary/localized_text.hpp>
#include <libcase/vocabulary/money.hpp>

namespace libcase {

/// Where a language stands in a text: `&LocalizedText::nl`.
using LanguageMember = std::string LocalizedText::*;

/// "€1,750.00" in English and "€ 1.750,00" in Dutch; "CHF 1,750.00" where the words have no sign,
/// "JPY 1,750" of a currency without a smaller unit.
std::string written(const Money& money, LanguageMember language);
/// "20 March 2011", "20 maart 2011".
std::string written(Date day, LanguageMember language);

/// A text with another one in place of a placeholder such as "{records}".
LocalizedText filled(LocalizedText text, std::string_view placeholder, const LocalizedText& with);

/// A value as every language writes it.
template <class T>
LocalizedText written(const T& value) {
  return {written(value, &LocalizedText::en), written(value, &LocalizedText::nl)};
}

} // namespace libcase

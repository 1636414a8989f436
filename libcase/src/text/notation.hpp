// Amounts and days as each language writes them.
#pragma once

#include <string>

#include <libcase/vocabulary/date.hpp>
#include <libcase/vocabulary/language.hpp>
#include <libcase/vocabulary/money.hpp>

namespace libcase {

/// "€1,750.00" in English and "€ 1.750,00" in Dutch; "CHF 1,750.00" where the words have no sign,
/// "JPY 1,750" of a currency without a smaller unit.
std::string written(const Money& money, Language language);
/// "20 March 2011", "20 maart 2011".
std::string written(Date day, Language language);

} // namespace libcase

// The currencies that there are and were.
#pragma once

#include <string_view>

namespace libcase {

/// Whether ISO 4217 has the code for money that is, or was, in use.
bool is_currency(std::string_view code);
/// Whether the currency is divided: the yen and the CFA francs are not.
bool is_divided(std::string_view code);

} // namespace libcase

// Letters as codes are made of, whatever the locale.
#pragma once

namespace libcase {

constexpr bool is_capital(char letter) {
  return letter >= 'A' && letter <= 'Z';
}

} // namespace libcase

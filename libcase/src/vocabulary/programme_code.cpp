#include <algorithm>

#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>
#include <libcase/vocabulary/programme_code.hpp>

#include "vocabulary/letters.hpp"

namespace libcase {

ProgrammeCode::ProgrammeCode(std::string_view code) : code_(code) {
  constexpr std::size_t longest = 24;
  const auto is_allowed = [](char letter) {
    return is_capital(letter) || (letter >= '0' && letter <= '9') || letter == '-';
  };
  if (code.empty() || code.size() > longest || !is_capital(code.front()) ||
      !std::all_of(code.begin(), code.end(), is_allowed)) {
    throw InvalidValue("invalid_programme",
                       "expected a programme code of capital letters, digits and hyphens, for "
                       "instance AVR-FC, found " +
                           kind_and_length(code));
  }
}

} // namespace libcase

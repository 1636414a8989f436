#include "text/kind_and_length.hpp"

#include <algorithm>

#include <libcase/vocabulary/date.hpp>
#include <libcase/vocabulary/errors.hpp>

namespace libcase {

namespace {

bool is_date(std::string_view text) {
  try {
    static_cast<void>(Date::parse(text));
    return true;
  } catch (const InvalidValue&) {
    return false;
  }
}

bool is_number(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

/// Of UTF-8: bytes that do not continue a letter.
std::ptrdiff_t letter_count(std::string_view text) {
  return std::ranges::count_if(
      text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; });
}

} // namespace

std::string kind_and_length(std::string_view text) {
  if (is_date(text)) {
    return "a date";
  }
  const std::string length = std::to_string(letter_count(text));
  if (is_number(text)) {
    return "a number of " + length + (length == "1" ? " digit" : " digits");
  }
  return "a text of " + length + (length == "1" ? " letter" : " letters");
}

} // namespace libcase

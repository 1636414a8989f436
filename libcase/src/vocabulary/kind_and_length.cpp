#include <algorithm>

#include <libcase/vocabulary/date.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>

namespace libcase {

namespace {

bool is_number(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

bool is_written_as_date(std::string_view text) {
  return text.size() == 10 && text[4] == '-' && text[7] == '-' && is_number(text.substr(0, 4)) &&
         is_number(text.substr(5, 2)) && is_number(text.substr(8));
}

/// Of UTF-8: bytes that do not continue a letter.
std::ptrdiff_t letter_count(std::string_view text) {
  return std::ranges::count_if(
      text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; });
}

} // namespace

std::string kind_and_length(std::string_view text) {
  if (is_written_as_date(text)) {
    return Date::find(text) ? "a date"
           : text < "1400"  ? "a date before 1400"
                            : "a date that does not exist";
  }
  const std::string length = std::to_string(letter_count(text));
  if (is_number(text)) {
    return "a number of " + length + (length == "1" ? " digit" : " digits");
  }
  return "a text of " + length + (length == "1" ? " letter" : " letters");
}

} // namespace libcase

#include "text/notation.hpp"

#include <algorithm>
#include <array>

#include "text/all_words.hpp"

namespace libcase {

namespace {

/// The numbers of the months, as the words name them.
constexpr std::array<std::string_view, 12> months{"1", "2", "3", "4",  "5",  "6",
                                                  "7", "8", "9", "10", "11", "12"};

void fill(std::string& text, std::string_view placeholder, std::string_view value) {
  if (const auto at = text.find(placeholder); at != std::string::npos) {
    text.replace(at, placeholder.size(), value);
  }
}

/// "1.750,00", from "1750.00" or "1750".
std::string grouped(std::string decimal, const Words& words) {
  const std::size_t point = std::min(decimal.find('.'), decimal.size());
  if (point < decimal.size()) {
    decimal.replace(point, 1, words.at("notation", "decimal"));
  }
  for (std::size_t at = point; at > 3; at -= 3) {
    decimal.insert(at - 3, words.at("notation", "thousands"));
  }
  return decimal;
}

} // namespace

std::string written(const Money& money, Language language) {
  const Words& words = words_in(language);
  std::string decimal = money.decimal();
  const bool is_negative = decimal.starts_with('-');
  decimal.erase(0, is_negative ? 1 : 0);
  if (!money.currency().has_smaller_unit()) {
    decimal.erase(decimal.find('.'));
  }
  const std::string_view code = money.currency().code();
  const std::string* sign = words.find("currencies", code);
  std::string text = words.at("notation", sign != nullptr ? "money" : "money_by_code");
  fill(text, "{sign}", sign != nullptr ? std::string_view{*sign} : code);
  fill(text, "{amount}", grouped(std::move(decimal), words));
  return (is_negative ? "-" : "") + text;
}

std::string written(Date day, Language language) {
  const Words& words = words_in(language);
  std::string text = words.at("notation", "day");
  fill(text, "{day}", std::to_string(day.day()));
  fill(text, "{month}", words.at("months", months[static_cast<std::size_t>(day.month()) - 1]));
  fill(text, "{year}", std::to_string(day.year()));
  return text;
}

} // namespace libcase

#include "text/notation.hpp"

#include <algorithm>
#include <array>

#include "text/words.hpp"

namespace libcase {

namespace {

/// How a language writes amounts and days, looked up once.
struct Notation {
  explicit Notation(LanguageMember language)
      : day(word("day", language)), money(word("money", language)),
        money_by_code(word("money_by_code", language)), thousands(word("thousands", language)),
        decimal(word("decimal", language)) {
    for (std::size_t month = 0; month < months.size(); ++month) {
      months[month] = words("months", std::to_string(month + 1)).*language;
    }
  }

  std::string day, money, money_by_code, thousands, decimal;
  std::array<std::string, 12> months;

private:
  static std::string word(std::string_view key, LanguageMember language) {
    return words("notation", key).*language;
  }
};

const Notation& notation_of(LanguageMember language) {
  static const Notation english{&LocalizedText::en};
  static const Notation dutch{&LocalizedText::nl};
  return language == &LocalizedText::en ? english : dutch;
}

void fill(std::string& text, std::string_view placeholder, std::string_view value) {
  if (const auto at = text.find(placeholder); at != std::string::npos) {
    text.replace(at, placeholder.size(), value);
  }
}

/// "1.750,00", from "1750.00" or "1750".
std::string grouped(std::string decimal, const Notation& notation) {
  const std::size_t point = std::min(decimal.find('.'), decimal.size());
  if (point < decimal.size()) {
    decimal.replace(point, 1, notation.decimal);
  }
  for (std::size_t at = point; at > 3; at -= 3) {
    decimal.insert(at - 3, notation.thousands);
  }
  return decimal;
}

} // namespace

LocalizedText filled(LocalizedText text, std::string_view placeholder, const LocalizedText& with) {
  fill(text.en, placeholder, with.en);
  fill(text.nl, placeholder, with.nl);
  return text;
}

std::string written(const Money& money, LanguageMember language) {
  const Notation& notation = notation_of(language);
  std::string decimal = money.decimal();
  const bool is_negative = decimal.starts_with('-');
  decimal.erase(0, is_negative ? 1 : 0);
  if (!money.currency().has_smaller_unit()) {
    decimal.erase(decimal.find('.'));
  }
  const std::string_view code = money.currency().code();
  const LocalizedText* sign = words().find("currencies." + std::string{code});
  std::string text = sign != nullptr ? notation.money : notation.money_by_code;
  fill(text, "{sign}", sign != nullptr ? std::string_view{sign->*language} : code);
  fill(text, "{amount}", grouped(std::move(decimal), notation));
  return (is_negative ? "-" : "") + text;
}

std::string written(Date day, LanguageMember language) {
  const Notation& notation = notation_of(language);
  std::string text = notation.day;
  fill(text, "{day}", std::to_string(day.day()));
  fill(text, "{month}", notation.months[static_cast<std::size_t>(day.month()) - 1]);
  fill(text, "{year}", std::to_string(day.year()));
  return text;
}

} // namespace libcase

#include <algorithm>

#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>
#include <libcase/vocabulary/money.hpp>

#include "vocabulary/currencies.hpp"

namespace libcase {

namespace {

[[noreturn]] void overflow() {
  throw InvalidValue("money_overflow",
                     "expected an amount of at most 92,233,720,368,547,758.07, found a larger one");
}

void require_same(Currency left, Currency right) {
  if (left != right) {
    throw InvalidValue("mixed_currencies", "expected amounts of one currency, found '" +
                                               std::string{left.code()} + "' and '" +
                                               std::string{right.code()} + "'");
  }
}

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

} // namespace

Currency::Currency(std::string_view code) {
  if (!is_currency(code)) {
    throw InvalidValue("invalid_currency",
                       "expected a currency by its code in ISO 4217, for instance EUR, found " +
                           kind_and_length(code));
  }
  std::copy(code.begin(), code.end(), letters_.begin());
}

bool Currency::has_smaller_unit() const noexcept {
  return is_divided(code());
}

Money Money::euro_cents(std::int64_t cents) {
  return {cents, Currency{"EUR"}};
}

Money Money::parse(std::string_view decimal, Currency currency) {
  std::string_view rest = decimal;
  const bool is_negative = rest.starts_with('-');
  rest.remove_prefix(is_negative ? 1 : 0);
  const auto point = std::min(rest.find('.'), rest.size());
  const std::string_view whole = rest.substr(0, point);
  const std::string_view fraction = rest.substr(std::min(point + 1, rest.size()));
  const bool is_well_formed = !whole.empty() && std::all_of(whole.begin(), whole.end(), is_digit) &&
                              std::all_of(fraction.begin(), fraction.end(), is_digit) &&
                              fraction.size() <= 2 && (point == rest.size() || !fraction.empty());
  if (!is_well_formed) {
    throw InvalidValue("invalid_amount",
                       "expected an amount in digits with at most two decimals after a point, for "
                       "instance 1750.00, found " +
                           kind_and_length(decimal));
  }
  if (fraction.find_first_not_of('0') < fraction.size() && !currency.has_smaller_unit()) {
    throw InvalidValue("invalid_amount",
                       "expected a whole amount, for " + std::string{currency.code()} +
                           " has no smaller unit, found " + kind_and_length(decimal));
  }
  std::string digits{whole};
  digits += fraction;
  digits.append(2 - fraction.size(), '0');
  std::int64_t cents = 0;
  for (const char digit : digits) {
    if (__builtin_mul_overflow(cents, 10, &cents) ||
        __builtin_sub_overflow(cents, digit - '0', &cents)) {
      overflow();
    }
  }
  if (!is_negative && __builtin_sub_overflow(std::int64_t{0}, cents, &cents)) {
    overflow();
  }
  return {cents, currency};
}

std::string Money::decimal() const {
  const bool is_negative = cents_ < 0;
  const auto magnitude =
      is_negative ? 0 - static_cast<std::uint64_t>(cents_) : static_cast<std::uint64_t>(cents_);
  std::string digits = std::to_string(magnitude);
  digits.insert(0, digits.size() < 3 ? 3 - digits.size() : 0, '0');
  digits.insert(digits.size() - 2, ".");
  return (is_negative ? "-" : "") + digits;
}

std::string Money::to_string() const {
  return decimal() + " " + std::string{currency_.code()};
}

Money operator+(Money left, Money right) {
  require_same(left.currency_, right.currency_);
  std::int64_t cents = 0;
  if (__builtin_add_overflow(left.cents_, right.cents_, &cents)) {
    overflow();
  }
  return {cents, left.currency_};
}

Money operator-(Money left, Money right) {
  require_same(left.currency_, right.currency_);
  std::int64_t cents = 0;
  if (__builtin_sub_overflow(left.cents_, right.cents_, &cents)) {
    overflow();
  }
  return {cents, left.currency_};
}

Money operator*(Money amount, std::int64_t times) {
  std::int64_t cents = 0;
  if (__builtin_mul_overflow(amount.cents_, times, &cents)) {
    overflow();
  }
  return {cents, amount.currency_};
}

std::strong_ordering operator<=>(Money left, Money right) {
  require_same(left.currency_, right.currency_);
  return left.cents_ <=> right.cents_;
}

} // namespace libcase

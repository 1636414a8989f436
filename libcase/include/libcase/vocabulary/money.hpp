// An amount of money: whole cents and a currency, never a fraction of a cent.
#ifndef LIBCASE_VOCABULARY_MONEY_HPP
#define LIBCASE_VOCABULARY_MONEY_HPP

#include <array>
#include <compare>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace libcase {

/// A currency by its code of three capital letters in ISO 4217: EUR. Withdrawn ones count too, for
/// payments were made in them: NLG.
class Currency {
public:
  constexpr Currency() noexcept = default;
  /// Throws InvalidValue (`invalid_currency`) unless ISO 4217 has, or had, it for money.
  explicit Currency(std::string_view code);

  /// Empty when not set.
  std::string_view code() const noexcept {
    return {letters_.data(), letters_[0] == '\0' ? 0U : 3U};
  }
  /// Whether it is divided: the yen and the CFA francs are not.
  bool has_smaller_unit() const noexcept;

  friend constexpr bool operator==(const Currency&, const Currency&) = default;
  friend constexpr std::strong_ordering operator<=>(const Currency&, const Currency&) = default;

private:
  std::array<char, 3> letters_{};
};

/// An amount in hundredths of its currency.
///
/// Arithmetic throws InvalidValue: `mixed_currencies` for two currencies in one sum,
/// `money_overflow` for a result that 64 bits cannot hold.
class Money {
public:
  constexpr Money() noexcept = default;
  constexpr Money(std::int64_t cents, Currency currency) noexcept
      : cents_(cents), currency_(currency) {}
  /// Whole cents of euro.
  static Money euro_cents(std::int64_t cents);
  /// From decimal text with at most two decimals, for instance "1750", "-12.5", "880.00"; of a
  /// currency without smaller unit (JPY), these are zeros. Throws InvalidValue (`invalid_amount`).
  static Money parse(std::string_view decimal, Currency currency);

  bool is_set() const noexcept { return !currency_.code().empty(); }
  std::int64_t cents() const noexcept { return cents_; }
  const Currency& currency() const noexcept { return currency_; }
  /// With two decimals and without the currency: "1750.00".
  std::string decimal() const;
  /// "1750.00 EUR".
  std::string to_string() const;

  friend Money operator+(Money left, Money right);
  friend Money operator-(Money left, Money right);
  friend Money operator*(Money amount, std::int64_t times);
  template <std::floating_point F>
  friend Money operator*(Money, F) = delete; // a fraction of an amount is somebody's rounding
  Money& operator+=(Money other) { return *this = *this + other; }
  Money& operator-=(Money other) { return *this = *this - other; }
  /// Compares amounts of one currency; throws `mixed_currencies` otherwise.
  friend std::strong_ordering operator<=>(Money left, Money right);
  friend constexpr bool operator==(const Money&, const Money&) = default;

private:
  std::int64_t cents_ = 0;
  Currency currency_{};
};

} // namespace libcase

#endif // LIBCASE_VOCABULARY_MONEY_HPP

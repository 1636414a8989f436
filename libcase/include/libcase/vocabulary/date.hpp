// A calendar date, the only measure of when something was so in a person's life.
//
// Births, departures and decisions happen on days, without a time zone. Instants (when the
// office came to know something) are a different type: see instant.hpp.
#ifndef LIBCASE_VOCABULARY_DATE_HPP
#define LIBCASE_VOCABULARY_DATE_HPP

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/date_time/gregorian/gregorian_types.hpp>

namespace libcase {

/// A day between 1400-01-01 and 9999-12-31, or not set.
///
/// A Date that was never given a value is "not set"; it is refused wherever a date is required.
class Date {
public:
  /// Not set.
  constexpr Date() noexcept = default;
  /// Throws InvalidValue (`invalid_date`) for a day that does not exist, or outside the years 1400
  /// to 9999.
  Date(int year, int month, int day);
  /// Throws InvalidValue (`invalid_date`) for not-a-date and the infinities.
  explicit Date(const boost::gregorian::date& date);

  /// From "YYYY-MM-DD" and nothing else. Throws InvalidValue (`invalid_date`), which repeats no
  /// part of the text.
  static Date parse(std::string_view text);
  /// The day that `parse` reads; empty for any other text.
  static std::optional<Date> find(std::string_view text) noexcept;
  /// The day that is `days` days after 1970-01-01.
  static Date from_days_since_epoch(std::int32_t days);

  bool is_set() const noexcept { return days_ != unset; }
  // What follows throws InvalidValue (`invalid_date`) where the date is not set, or where the
  // result would lie outside the years 1400 to 9999.
  int year() const;
  int month() const;
  int day() const;
  /// Days since 1970-01-01; what an Arrow date32 holds. The smallest integer when not set.
  std::int32_t days_since_epoch() const noexcept { return days_; }
  /// Not-a-date-time when not set.
  boost::gregorian::date to_boost() const;
  /// "YYYY-MM-DD", or "not set".
  std::string to_string() const;
  /// Writes the ten characters of "YYYY-MM-DD".
  void write(char* ten_characters) const;

  Date plus_days(int days) const;
  /// The same day `months` later; where that month is shorter, its last day.
  Date plus_months(int months) const;
  /// The same day `years` later; 29 February becomes 1 March in a common year, the day on which
  /// somebody born on a leap day comes of age.
  Date anniversary(int years) const;

  friend constexpr bool operator==(const Date&, const Date&) = default;
  friend constexpr std::strong_ordering operator<=>(const Date&, const Date&) = default;

private:
  static constexpr std::int32_t unset = INT32_MIN;
  std::int32_t days_ = unset;
};

} // namespace libcase

#endif // LIBCASE_VOCABULARY_DATE_HPP

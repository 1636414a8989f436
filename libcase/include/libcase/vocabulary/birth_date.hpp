// When somebody was born, as far as it is known: an interval of days.
//
// Documents often say only a year, or estimate. Every question about age is answered for the
// whole interval, so that a child is never made an adult by a missing month.
#ifndef LIBCASE_VOCABULARY_BIRTH_DATE_HPP
#define LIBCASE_VOCABULARY_BIRTH_DATE_HPP

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include <libcase/vocabulary/date.hpp>

namespace libcase {

/// So many completed years somebody may have, in an age band without an upper end too.
inline constexpr int longest_life_years = 120;

/// The earliest and the latest day on which a person may have been born.
class BirthDate {
public:
  /// Not set.
  constexpr BirthDate() noexcept = default;
  /// Throws InvalidValue (`invalid_birth_date`) where latest is before earliest, or one of
  /// them is not set.
  BirthDate(Date earliest, Date latest);
  /// A day known exactly. Throws InvalidValue (`invalid_birth_date`) where it is not set.
  static BirthDate exact(Date day) { return {day, day}; }
  /// Of whoever has completed at least and at most so many years on a day.
  /// Throws InvalidValue: `invalid_birth_date` unless the ages go up, from 0 to 120 at most;
  /// `invalid_date` where the day is not set, or so many years before it lie before 1400.
  static BirthDate aged(int youngest, int eldest, Date on);
  /// From "1995", "1995-06", "1995-06-30" or "1993-01-01/1995-12-31"; or from an age or an age band
  /// as of a day: "aged 17 on 2011-08-01", "aged 18-34 on 2011-08-01", and without an upper end, up
  /// to 120 years, "aged 35- on 2011-08-01".
  /// Throws InvalidValue (`invalid_birth_date`), which repeats no text.
  static BirthDate parse(std::string_view text);

  bool is_set() const noexcept { return earliest_.is_set(); }
  Date earliest() const noexcept { return earliest_; }
  Date latest() const noexcept { return latest_; }
  /// A year, a month or a day where the interval is one, its two ends otherwise; `parse` reads it
  /// back.
  std::string to_string() const;

  friend constexpr bool operator==(const BirthDate&, const BirthDate&) = default;
  friend constexpr std::strong_ordering operator<=>(const BirthDate&, const BirthDate&) = default;

private:
  Date earliest_{};
  Date latest_{};
};

/// From this age on nobody is a minor.
inline constexpr int age_of_majority = 18;

/// Completed years of life on a day for somebody born on `born`.
/// Born on 29 February: a year older on 1 March in common years. Negative before the birth.
/// Throws InvalidValue (`invalid_date`) where one of the dates is not set.
int age_on(Date born, Date on);

/// Whether the person may still be under 18 on that day, by the youngest reading of the interval.
/// Age alone: marriage and declared majority are facts of a case file, not of a birth date.
/// Throws InvalidValue (`invalid_date`) where the birth date or the day is not set.
bool is_under_18(BirthDate born, Date on);

} // namespace libcase

#endif // LIBCASE_VOCABULARY_BIRTH_DATE_HPP

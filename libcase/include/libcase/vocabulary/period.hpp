// A stretch of calendar time that figures are given for: a day, a month, a quarter, a year, or
// several.
#ifndef LIBCASE_VOCABULARY_PERIOD_HPP
#define LIBCASE_VOCABULARY_PERIOD_HPP

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/enum.hpp>

#include <libcase/vocabulary/codes.hpp>
#include <libcase/vocabulary/date.hpp>

namespace libcase {

/// How finely a period is cut.
enum class Frequency { day, month, quarter, year };
BOOST_DESCRIBE_ENUM(Frequency, day, month, quarter, year)

/// How exactly a date must be known to say on which day, or in which month, quarter or year it
/// lies.
DatePrecision precision_of(Frequency frequency) noexcept;

/// The first day that a date known so exactly may mean: that of its month, quarter or year, or the
/// day itself. Throws InvalidValue (`invalid_date`) where the day is not set.
Date first_day_of(DatePrecision precision, Date day);
/// The last day that a date known so exactly may mean. Throws as `first_day_of` does.
Date last_day_of(DatePrecision precision, Date day);

/// From `from` up to, not including, `until`.
class Period {
public:
  /// Throws InvalidValue (`invalid_period`) unless from is before until.
  Period(Date from, Date until);
  /// The day, month, quarter or year that holds a day. Throws InvalidValue (`invalid_date`) where
  /// the day is not set, or its unit ends after 9999-12-30: a period needs a day after its last.
  static Period of(Frequency frequency, Date day);
  /// From "2011", "2011-Q4", "2011-11" or a single day, "2011-11-30", or from a range of two of
  /// these that includes both, as "2004..2023", "2011-08..2012-03" or "2011-08-15..2011-09-02".
  /// Years run from 1400 to 9998. Throws InvalidValue (`invalid_period`).
  static Period parse(std::string_view text);

  Date from() const noexcept { return from_; }
  Date until() const noexcept { return until_; }
  bool contains(Date day) const noexcept { return from_ <= day && day < until_; }
  /// The way `parse` reads it; "2011-08-15..2011-09-02" where it is not made of whole months.
  std::string to_string() const;
  /// The days, months, quarters or years it is made of, in order. Throws InvalidValue
  /// (`invalid_period`) where it does not begin and end with one.
  std::vector<Period> split(Frequency frequency) const;

  friend bool operator==(const Period&, const Period&) = default;

private:
  Date from_;
  Date until_;
};

/// The days from `from` up to, not including, `until`, each end of which may be open: what records
/// say of how long something was so. An `until` that is not after `from` leaves no day.
struct OpenPeriod {
  std::optional<Date> from{};
  std::optional<Date> until{};

  /// Whether the day is one of them.
  bool contains(Date day) const;
  /// Whether both have a day in common.
  bool overlaps(const OpenPeriod& other) const;
};

} // namespace libcase

#endif // LIBCASE_VOCABULARY_PERIOD_HPP

#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>
#include <libcase/vocabulary/period.hpp>

namespace libcase {

namespace {

/// 0 for a day.
int months_in(DatePrecision precision) {
  switch (precision) {
  case DatePrecision::day:
    return 0;
  case DatePrecision::month:
    return 1;
  case DatePrecision::quarter:
    return 3;
  case DatePrecision::year:
    return 12;
  }
  return 0;
}

int months_in(Frequency frequency) {
  return months_in(precision_of(frequency));
}

Date start_of_unit(Frequency frequency, Date day) {
  return first_day_of(precision_of(frequency), day);
}

[[noreturn]] void refuse(std::string_view text) {
  throw InvalidValue("invalid_period",
                     "expected a period in the years 1400 to 9998 as 2011, 2011-Q4, 2011-11 or "
                     "2011-11-30, or a range such as 2004..2023 or 2011-08..2012-03, found " +
                         kind_and_length(text));
}

Period parse_one(std::string_view text, std::string_view whole) {
  try {
    const std::string year{text.substr(0, 4)};
    if (text.size() == 4) {
      return Period::of(Frequency::year, Date::parse(year + "-01-01"));
    }
    if (text.size() == 7 && text.substr(4, 2) == "-Q" && text[6] >= '1' && text[6] <= '4') {
      const int first_month = (text[6] - '1') * 3 + 1;
      return Period::of(Frequency::quarter,
                        Date{Date::parse(year + "-01-01").year(), first_month, 1});
    }
    if (text.size() == 7) {
      return Period::of(Frequency::month, Date::parse(std::string{text} + "-01"));
    }
    if (text.size() == 10) {
      const Date day = Date::parse(text);
      return {day, day.plus_days(1)};
    }
  } catch (const InvalidValue&) { // told below, with the whole text
  }
  refuse(whole);
}

std::string name_of(Frequency frequency, Date start) {
  const std::string day = start.to_string();
  switch (frequency) {
  case Frequency::day:
    return day;
  case Frequency::month:
    return day.substr(0, 7);
  case Frequency::quarter:
    return day.substr(0, 4) + "-Q" + std::to_string((start.month() - 1) / 3 + 1);
  case Frequency::year:
    return day.substr(0, 4);
  }
  return day;
}

constexpr Frequency coarse_to_fine[] = {Frequency::year, Frequency::quarter, Frequency::month};

} // namespace

DatePrecision precision_of(Frequency frequency) noexcept {
  switch (frequency) {
  case Frequency::day:
    return DatePrecision::day;
  case Frequency::month:
    return DatePrecision::month;
  case Frequency::quarter:
    return DatePrecision::quarter;
  case Frequency::year:
    return DatePrecision::year;
  }
  return DatePrecision::month;
}

Date first_day_of(DatePrecision precision, Date day) {
  const int month = day.month();
  const int months = months_in(precision);
  return months == 0 ? day : Date{day.year(), (month - 1) / months * months + 1, 1};
}

Date last_day_of(DatePrecision precision, Date day) {
  const Date first = first_day_of(precision, day);
  const int months = months_in(precision);
  return months == 0 ? day : Date{first.year(), 1, 31}.plus_months(first.month() + months - 2);
}

Period::Period(Date from, Date until) : from_(from), until_(until) {
  if (!from.is_set() || !until.is_set() || until <= from) {
    throw InvalidValue("invalid_period",
                       "expected a period that begins before it ends, found one that does not");
  }
}

Period Period::of(Frequency frequency, Date day) {
  const Date start = start_of_unit(frequency, day);
  return {start, frequency == Frequency::day ? start.plus_days(1)
                                             : start.plus_months(months_in(frequency))};
}

Period Period::parse(std::string_view text) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) {
    return parse_one(text, text);
  }
  const Period first = parse_one(text.substr(0, dots), text);
  const Period last = parse_one(text.substr(dots + 2), text);
  if (last.until() <= first.from()) {
    refuse(text);
  }
  return {first.from(), last.until()};
}

std::string Period::to_string() const {
  for (const auto frequency : coarse_to_fine) {
    if (from_ == start_of_unit(frequency, from_) && until_ == start_of_unit(frequency, until_)) {
      const Date last = until_.plus_months(-months_in(frequency));
      const std::string first_name = name_of(frequency, from_);
      return last == from_ ? first_name : first_name + ".." + name_of(frequency, last);
    }
  }
  const Date last = until_.plus_days(-1);
  return last == from_ ? from_.to_string() : from_.to_string() + ".." + last.to_string();
}

std::vector<Period> Period::split(Frequency frequency) const {
  std::vector<Period> parts;
  for (Date start = from_; start < until_;) {
    parts.push_back(of(frequency, start));
    start = parts.back().until();
  }
  if (parts.front().from() != from_ || parts.back().until() != until_) {
    throw InvalidValue("invalid_period",
                       "expected a period made of whole units of the frequency, found " +
                           to_string());
  }
  return parts;
}

bool OpenPeriod::contains(Date day) const {
  return (!from || *from <= day) && (!until || day < *until);
}

bool OpenPeriod::overlaps(const OpenPeriod& other) const {
  const bool ends_before = until && other.from && *until <= *other.from;
  const bool begins_after = from && other.until && *other.until <= *from;
  return !ends_before && !begins_after;
}

} // namespace libcase

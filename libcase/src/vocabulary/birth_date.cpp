#include <charconv>

#include <libcase/vocabulary/birth_date.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>

namespace libcase {

namespace {

[[noreturn]] void refuse(const std::string& found = {}) {
  throw InvalidValue("invalid_birth_date",
                     "expected a birth date as YYYY, YYYY-MM, YYYY-MM-DD, EARLIEST/LATEST, each a "
                     "date, the earliest first, or aged YOUNGEST-OLDEST on YYYY-MM-DD, each from 0 "
                     "to 120" +
                         found);
}

int years_of(std::string_view digits) {
  int years = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), years);
  if (error != std::errc{} || end != digits.data() + digits.size()) {
    refuse();
  }
  return years;
}

constexpr std::string_view aged_prefix = "aged ";
constexpr std::string_view before_day = " on ";

/// What stands after "aged ".
BirthDate parse_aged(std::string_view text) {
  const auto end = text.find(before_day);
  if (end == std::string_view::npos) {
    refuse();
  }
  const Date on = Date::parse(text.substr(end + before_day.size()));
  const std::string_view ages = text.substr(0, end);
  const auto dash = ages.find('-');
  const int youngest = years_of(ages.substr(0, dash));
  if (dash == std::string_view::npos) {
    return BirthDate::aged(youngest, youngest, on);
  }
  const std::string_view eldest = ages.substr(dash + 1);
  return BirthDate::aged(youngest, eldest.empty() ? longest_life_years : years_of(eldest), on);
}

Date last_of_month(Date day) {
  return Date{day.year(), 1, 31}.plus_months(day.month() - 1);
}
Date last_of_year(Date day) {
  return Date{day.year(), 12, 31};
}

} // namespace

BirthDate::BirthDate(Date earliest, Date latest) : earliest_(earliest), latest_(latest) {
  if (!earliest.is_set() || !latest.is_set() || latest < earliest) {
    refuse();
  }
}

BirthDate BirthDate::aged(int youngest, int eldest, Date on) {
  if (youngest < 0 || eldest < youngest || eldest > longest_life_years) {
    refuse();
  }
  return {on.plus_months(-12 * (eldest + 1)).plus_days(1), on.plus_months(-12 * youngest)};
}

BirthDate BirthDate::parse(std::string_view text) {
  try {
    if (text.starts_with(aged_prefix)) {
      return parse_aged(text.substr(aged_prefix.size()));
    }
    if (const auto slash = text.find('/'); slash != std::string_view::npos) {
      return {Date::parse(text.substr(0, slash)), Date::parse(text.substr(slash + 1))};
    }
    if (text.size() == 10) {
      return exact(Date::parse(text));
    }
    if (text.size() == 7) {
      const Date first = Date::parse(std::string{text} + "-01");
      return {first, last_of_month(first)};
    }
    if (text.size() == 4) {
      const Date first = Date::parse(std::string{text} + "-01-01");
      return {first, last_of_year(first)};
    }
  } catch (const InvalidValue&) { // its message would repeat a personal value
  }
  refuse(", found " + kind_and_length(text));
}

std::string BirthDate::to_string() const {
  if (!is_set()) {
    return "not set";
  }
  const std::string first = earliest_.to_string();
  if (earliest_ == latest_) {
    return first;
  }
  if (first.ends_with("-01-01") && latest_ == last_of_year(earliest_)) {
    return first.substr(0, 4);
  }
  if (first.ends_with("-01") && latest_ == last_of_month(earliest_)) {
    return first.substr(0, 7);
  }
  return first + "/" + latest_.to_string();
}

int age_on(Date born, Date on) {
  const int years = on.year() - born.year();
  return on < born.anniversary(years) ? years - 1 : years;
}

bool is_under_18(BirthDate born, Date on) {
  return age_on(born.latest(), on) < age_of_majority;
}

} // namespace libcase

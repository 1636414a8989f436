#include <libcase/vocabulary/birth_date.hpp>
#include <libcase/vocabulary/errors.hpp>

namespace libcase {

namespace {

[[noreturn]] void refuse() {
  throw InvalidValue("invalid_birth_date", "expected a birth date as YYYY, YYYY-MM, YYYY-MM-DD or "
                                           "EARLIEST/LATEST, each a date, the earliest first");
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

BirthDate BirthDate::parse(std::string_view text) {
  try {
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
  refuse();
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

#include <libcase/vocabulary/birth_date.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/period.hpp>

namespace libcase {

namespace {

constexpr int age_of_majority = 18;

[[noreturn]] void refuse() {
  throw InvalidValue("invalid_birth_date", "expected a birth date as YYYY, YYYY-MM, YYYY-MM-DD or "
                                           "EARLIEST/LATEST, each a date, the earliest first");
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
    if (text.size() == 4 || (text.size() == 7 && text[5] != 'Q')) {
      const Period period = Period::parse(text);
      return {period.from(), period.until().plus_days(-1)};
    }
  } catch (const InvalidValue&) { // its message would repeat a personal value
  }
  refuse();
}

std::string BirthDate::to_string() const {
  if (!is_set()) {
    return "not set";
  }
  if (earliest_ == latest_) {
    return earliest_.to_string();
  }
  for (const auto frequency : {Frequency::month, Frequency::year}) {
    const Period period = Period::of(frequency, earliest_);
    if (period.from() == earliest_ && period.until().plus_days(-1) == latest_) {
      return period.to_string();
    }
  }
  return earliest_.to_string() + "/" + latest_.to_string();
}

int age_on(Date born, Date on) {
  const int years = on.year() - born.year();
  return on < born.anniversary(years) ? years - 1 : years;
}

bool is_under_18(BirthDate born, Date on) {
  return on < born.latest().anniversary(age_of_majority);
}

} // namespace libcase

#include <algorithm>
#include <limits>

#include <libcase/vocabulary/date.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>

namespace libcase {

namespace {

using Calendar = boost::gregorian::gregorian_calendar;

const boost::gregorian::date epoch{1970, 1, 1};
constexpr int first_year = 1400; // what boost::gregorian can hold
constexpr int last_year = 9999;

[[noreturn]] void refuse(std::string_view what) {
  throw InvalidValue("invalid_date", "expected a date as YYYY-MM-DD between 1400-01-01 and "
                                     "9999-12-31, found " +
                                         std::string{what});
}

bool exists(int year, int month, int day) {
  return year >= first_year && year <= last_year && month >= 1 && month <= 12 && day >= 1 &&
         day <= Calendar::end_of_month_day(static_cast<unsigned short>(year),
                                           static_cast<unsigned short>(month));
}

std::int32_t days_of(int year, int month, int day) {
  return static_cast<std::int32_t>(
      Calendar::day_number({static_cast<unsigned short>(year), static_cast<unsigned short>(month),
                            static_cast<unsigned short>(day)}) -
      epoch.day_number());
}

Calendar::ymd_type parts_of(const Date& date) {
  if (!date.is_set()) {
    refuse("no date");
  }
  return Calendar::from_day_number(static_cast<Calendar::date_int_type>(
      static_cast<std::int64_t>(epoch.day_number()) + date.days_since_epoch()));
}

/// `count` after `start`, or a number beyond every calendar.
int sum(int start, int count) {
  int result = 0;
  return __builtin_add_overflow(start, count, &result) ? std::numeric_limits<int>::max() : result;
}

bool digits(std::string_view text, int& value) {
  value = 0;
  return std::all_of(text.begin(), text.end(), [&](char letter) {
    value = value * 10 + (letter - '0');
    return letter >= '0' && letter <= '9';
  });
}

} // namespace

Date::Date(int year, int month, int day) {
  if (!exists(year, month, day)) {
    refuse(year < first_year || year > last_year ? "a day outside these years"
                                                 : "a day that does not exist");
  }
  days_ = days_of(year, month, day);
}

Date::Date(const boost::gregorian::date& date) {
  if (date.is_special()) {
    refuse("no date");
  }
  days_ =
      static_cast<std::int32_t>(date.day_number()) - static_cast<std::int32_t>(epoch.day_number());
}

std::optional<Date> Date::find(std::string_view text) noexcept {
  int year = 0;
  int month = 0;
  int day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !digits(text.substr(0, 4), year) ||
      !digits(text.substr(5, 2), month) || !digits(text.substr(8, 2), day) ||
      !exists(year, month, day)) {
    return std::nullopt;
  }
  Date date;
  date.days_ = days_of(year, month, day);
  return date;
}

Date Date::parse(std::string_view text) {
  const auto date = find(text);
  if (!date) {
    refuse(kind_and_length(text));
  }
  return *date;
}

Date Date::from_days_since_epoch(std::int32_t days) {
  static const std::int32_t first = days_of(first_year, 1, 1);
  static const std::int32_t last = days_of(last_year, 12, 31);
  if (days < first || days > last) {
    refuse("a day outside these years");
  }
  Date date;
  date.days_ = days;
  return date;
}

int Date::year() const {
  return parts_of(*this).year;
}
int Date::month() const {
  return parts_of(*this).month;
}
int Date::day() const {
  return parts_of(*this).day;
}

boost::gregorian::date Date::to_boost() const {
  return is_set() ? epoch + boost::gregorian::days{days_}
                  : boost::gregorian::date{boost::gregorian::not_a_date_time};
}

void Date::write(char* ten_characters) const {
  const auto parts = parts_of(*this);
  const auto put = [&](int at, int width, int value) {
    for (int digit = width - 1; digit >= 0; --digit, value /= 10) {
      ten_characters[at + digit] = static_cast<char>('0' + value % 10);
    }
  };
  put(0, 4, parts.year);
  put(5, 2, parts.month);
  put(8, 2, parts.day);
  ten_characters[4] = ten_characters[7] = '-';
}

std::string Date::to_string() const {
  if (!is_set()) {
    return "not set";
  }
  std::string text(10, ' ');
  write(text.data());
  return text;
}

Date Date::plus_days(int days) const {
  if (!is_set()) {
    refuse("no date");
  }
  return from_days_since_epoch(sum(days_, days));
}

Date Date::plus_months(int months) const {
  const auto parts = parts_of(*this);
  const int month_count = sum(parts.year * 12 + (parts.month - 1), months);
  const int year = month_count / 12;
  const int month = month_count % 12 + 1;
  if (year < first_year || year > last_year) {
    refuse("a month outside these years");
  }
  const int last_day = Calendar::end_of_month_day(static_cast<unsigned short>(year),
                                                  static_cast<unsigned short>(month));
  return Date{year, month, std::min<int>(parts.day, last_day)};
}

Date Date::anniversary(int years) const {
  const auto parts = parts_of(*this);
  const int year = sum(parts.year, years);
  const bool is_leap_day = parts.month == 2 && parts.day == 29;
  return is_leap_day && !exists(year, 2, 29) ? Date{year, 3, 1}
                                             : Date{year, parts.month, parts.day};
}

} // namespace libcase

#include <array>
#include <cstdio>

#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/instant.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>

namespace libcase {

namespace {

constexpr std::size_t text_size = std::string_view{"2011-08-15T10:11:12.123456Z"}.size();

std::int32_t day_number_of(Instant instant) {
  return static_cast<std::int32_t>(
      std::chrono::floor<std::chrono::days>(instant).time_since_epoch().count());
}

[[noreturn]] void refuse(std::string_view text) {
  throw InvalidValue("invalid_instant",
                     "expected a moment in UTC as YYYY-MM-DDTHH:MM:SS.ffffffZ, found " +
                         kind_and_length(text));
}

} // namespace

std::string to_text(Instant instant) {
  const auto of_day = instant - std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss time{of_day};
  std::array<char, 32> rest{};
  std::snprintf(rest.data(), rest.size(), "T%02d:%02d:%02d.%06dZ",
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()),
                static_cast<int>(time.subseconds().count()));
  return day_of(instant).to_string() + rest.data();
}

Instant instant_from_text(std::string_view text) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  int micro = 0;
  const std::string rest{text.size() == text_size ? text.substr(10) : ""};
  if (std::sscanf(rest.c_str(), "T%2d:%2d:%2d.%6d", &hour, &minute, &second, &micro) != 4) {
    refuse(text);
  }
  try {
    const Instant instant = start_of(Date::parse(text.substr(0, 10))) + std::chrono::hours{hour} +
                            std::chrono::minutes{minute} + std::chrono::seconds{second} +
                            std::chrono::microseconds{micro};
    if (to_text(instant) == text) { // sscanf takes signs and spaces too
      return instant;
    }
  } catch (const InvalidValue&) { // no such day, told below with the whole text
  }
  refuse(text);
}

Instant start_of(Date day) {
  const Date set_day = day.plus_days(0); // refuses a date that is not set
  return Instant{std::chrono::days{set_day.days_since_epoch()}};
}

Instant end_of(Date day) {
  return start_of(day) + std::chrono::days{1} - std::chrono::microseconds{1};
}

Date day_of(Instant instant) {
  return Date::from_days_since_epoch(day_number_of(instant));
}

} // namespace libcase

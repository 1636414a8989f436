// A moment in UTC: when the office came to know something.
#ifndef LIBCASE_VOCABULARY_INSTANT_HPP
#define LIBCASE_VOCABULARY_INSTANT_HPP

#include <chrono>
#include <string>
#include <string_view>

#include <libcase/vocabulary/date.hpp>

namespace libcase {

/// A moment in UTC, to the microsecond. Never local time.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

/// "YYYY-MM-DDTHH:MM:SS.ffffffZ".
std::string to_text(Instant instant);
/// From what `to_text` writes. Throws InvalidValue (`invalid_instant`).
Instant instant_from_text(std::string_view text);
/// The first moment of a day, UTC. Throws InvalidValue (`invalid_date`) where it is not set.
Instant start_of(Date day);
/// The last moment of a day, UTC: "as known at a date" means through that day's end.
/// Throws InvalidValue (`invalid_date`) where it is not set.
Instant end_of(Date day);
/// The day, in UTC, on which the moment lies. Throws InvalidValue (`invalid_date`) outside the
/// years 1400 to 9999; so does `to_text`.
Date day_of(Instant instant);

} // namespace libcase

#endif // LIBCASE_VOCABULARY_INSTANT_HPP

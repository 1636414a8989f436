#include "register/clock_check.hpp"

#include <algorithm>
#include <chrono>
#include <string>

#include <libcase/vocabulary/errors.hpp>

namespace libcase {

namespace {

constexpr std::chrono::days questionable{2 * 365};

constexpr const char* what_to_do =
    ": set the clock right, or say that it is (trusts_clock, or --trusts-clock)";

} // namespace

void require_plausible_clock(Instant now, std::optional<Instant> last_recording,
                             Instant file_changed) {
  if (now > std::max(last_recording.value_or(file_changed), file_changed) + questionable) {
    throw WrongState("clock_ahead", "expected a clock within two years of " +
                                        (last_recording ? "the last recording, " +
                                                              to_text(*last_recording) + ", or "
                                                        : std::string{}) +
                                        "the file's last change, " + to_text(file_changed) +
                                        ", found " + to_text(now) + what_to_do);
  }
  if (last_recording && now < *last_recording - questionable) {
    throw WrongState("clock_behind", "expected a clock at most two years behind the last "
                                     "recording, " +
                                         to_text(*last_recording) + ", found " + to_text(now) +
                                         ", which would stamp what is recorded with the time of "
                                         "the last one" +
                                         what_to_do);
  }
}

} // namespace libcase

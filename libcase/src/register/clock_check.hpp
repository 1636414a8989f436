// Whether the clock may stamp a recording.
#pragma once

#include <optional>

#include <libcase/vocabulary/instant.hpp>

namespace libcase {

/// Every later recording is stamped no earlier than this one, so a clock that is years off is
/// questioned first: one that is more than two years ahead of both the last recording (none yet:
/// empty) and the last change of the file, or more than two years behind the last recording. Throws
/// WrongState (`clock_ahead`, `clock_behind`).
void require_plausible_clock(Instant now, std::optional<Instant> last_recording,
                             Instant file_changed);

} // namespace libcase

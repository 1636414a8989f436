// When a line of an award grants nothing more.
#pragma once

#include <algorithm>
#include <optional>

#include <libcase/records/all.hpp>

namespace libcase {

/// Whether a line was granted until a day that has come; without a day, none has.
inline bool has_run_out(const AwardLine& line, std::optional<Date> on) {
  return line.until && on && *line.until <= *on;
}

/// Whether an award has ended by the end of a day, or by all that is recorded.
template <class File>
bool award_has_ended(const File& file, AwardId award, std::optional<Date> on) {
  return std::ranges::any_of(file.template all<AwardEnd>(), [&](const auto& end) {
    return end->award_id == award && (!on || end->on <= *on);
  });
}

/// Whether a line has ended: its award has, or it has run out.
template <class File>
bool line_has_ended(const File& file, const AwardLine& line, std::optional<Date> on) {
  return award_has_ended(file, line.award_id, on) || has_run_out(line, on);
}

} // namespace libcase

// The last days of award and of departure are asked like any other criterion.
#pragma once

#include <string_view>

#include <libcase/rules/programme.hpp>

namespace libcase {

inline constexpr std::string_view last_award_criterion = "last_award";
inline constexpr std::string_view last_departure_criterion = "last_departure";

/// Adds the criteria that follow from the last days of a version, behind its own.
void ask_for_last_days(ProgrammeVersion& version);

/// Lets them be met or not as on that day, for all days.
void freeze_last_days(ProgrammeVersion& version, Date day);

} // namespace libcase

// What a version excludes is asked like any other criterion: no award, and no project, under it.
#pragma once

#include <string_view>

#include <libcase/rules/programme.hpp>

namespace libcase {

inline constexpr std::string_view excluded_prefix = "not_with_";

/// The criterion that asks for an exclusion, on the days of assessment on which it counts.
Criterion asks_for_excluded(const Combination& excluded);

/// The same criterion for an exclusion that does not count: met, whatever the case.
Criterion always_met(const Combination& excluded);

} // namespace libcase

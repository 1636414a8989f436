// What a version excludes is asked like any other criterion: no award, and no project, under it.
#pragma once

#include <string_view>

#include <libcase/rules/programme.hpp>

namespace libcase {

inline constexpr std::string_view excluded_prefix = "not_with_";

/// The criterion that follows from an exclusion, for the days of assessment to which it applies.
Criterion exclusion_criterion(const Combination& excluded);

/// The same criterion for an exclusion that does not apply: met, whatever the case.
Criterion always_met(const Combination& excluded);

} // namespace libcase

// The caps on what programmes give together.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <libcase/rules/assessment.hpp>

namespace libcase {

/// The caps of a package that these versions set. A version is nullptr where it is not known which
/// applies.
std::vector<const Cap*> package_caps(std::span<const ProgrammeVersion* const> versions);

/// The most, in cents, that a package with this version comes to by caps on cash and kind together.
std::int64_t most_of_package(const ProgrammeVersion* version, const RuleOptions& options);

/// Takes from the last lines of a package what is above its caps, with all that follows from the
/// amounts. `versions` has that of each assessment.
void cap_package(std::span<const ProgrammeVersion* const> versions, const RuleOptions& options,
                 std::span<Assessment> assessments);

} // namespace libcase

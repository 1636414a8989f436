// The rules that a line of an award rests on.
#pragma once

#include <vector>

#include <libcase/rules/catalogue.hpp>

#include "rules/work_items.hpp"

namespace libcase {

/// The version of a programme under which a line was awarded, and the benefits that it may be.
struct LineRules {
  const ProgrammeVersion* version = nullptr; ///< nullptr where there is none
  std::vector<const Benefit*> benefits{};
};

/// The version is the one that was recorded with the award, or else the one that the facts of the
/// day of the award choose. The benefits are those of the line's form of support for whom it is: an
/// award was made, so nothing else is asked.
LineRules rules_of(const Programme& programme, const CaseFile& file, const AwardedLine& awarded);

} // namespace libcase

// The caps of the rules that bound all that somebody may get.
#pragma once

#include <vector>

#include <libcase/rules/assessment.hpp>

#include "rules/judged_unit.hpp"

namespace libcase {

/// The caps of persons and of the family that count all which those they are put on get, or may
/// get, in their forms of support; in the order of the rules.
std::vector<Ceiling> ceilings_of(const JudgedUnit& unit);

} // namespace libcase

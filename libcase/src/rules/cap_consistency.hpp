// Caps and minimums of a rule file that can have no effect.
#pragma once

#include <libcase/rules/programme.hpp>

#include "text/json_node.hpp"

namespace libcase {

/// Refuses a cap of a version that lessens nothing: no benefit that it is put on, no more than all
/// that one person may get, or nothing that another cap leaves.
void check_cap(const JsonNode& node, const Cap& cap, const ProgrammeVersion& version);
/// Refuses a minimum of a version that raises nothing: no benefit that it is put on, or none that
/// may be less.
void check_minimum(const JsonNode& node, const Minimum& minimum, const ProgrammeVersion& version);

} // namespace libcase

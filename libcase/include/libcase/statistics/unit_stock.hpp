// How many return units are here on a day, and who is in them.
#pragma once

#include <optional>

#include <libcase/register/unit_columns.hpp>
#include <libcase/statistics/table.hpp>

namespace libcase {

/// The units of the open cases that are here on a day, or may be, by `composition` and in total, as
/// known at a moment (now where empty). Measures: `units`, each once; `members`, by head, where a
/// member of two open cases counts in each; `minors`, those of them who are surely minors by that
/// definition.
Table unit_stock(const Register& reg, Date on,
                 MinorityDefinition definition = MinorityDefinition::national,
                 std::optional<Instant> as_known_at = {});

} // namespace libcase

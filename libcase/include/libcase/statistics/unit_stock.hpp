// How many return units are here on a day, and who is in them.
#ifndef LIBCASE_STATISTICS_UNIT_STOCK_HPP
#define LIBCASE_STATISTICS_UNIT_STOCK_HPP

#include <optional>

#include <libcase/register/unit_columns.hpp>
#include <libcase/statistics/table.hpp>

namespace libcase {

/// The units of the open cases that are here on a day, or may be, by `composition` and in total, as
/// known at a moment (now where empty). Measures: `units`, each once; `members`, who are here in
/// them or may be, by head, where a member of two open cases counts in each; `minors`, members who
/// are surely minors by that definition. Who left is told by the departures of the case itself.
Table unit_stock(const Register& reg, Date on,
                 MinorityDefinition definition = MinorityDefinition::national,
                 std::optional<Instant> as_known_at = {});

} // namespace libcase

#endif // LIBCASE_STATISTICS_UNIT_STOCK_HPP

// How full the facilities for minors are, as a table by day.
#ifndef LIBCASE_STATISTICS_FACILITY_OCCUPANCY_HPP
#define LIBCASE_STATISTICS_FACILITY_OCCUPANCY_HPP

#include <optional>

#include <libcase/register/facility_days.hpp>
#include <libcase/statistics/table.hpp>

namespace libcase {

/// Each facility of the rules on each day of a period, with the measures `present`, `reserved` and
/// `places` of `FacilityDay`, as known at a moment (now where empty). Days are not summed.
Table facility_occupancy(const Register& reg, Period period,
                         const SafeguardRules& rules = *SafeguardRules::shipped(),
                         std::optional<Instant> as_known_at = {});

} // namespace libcase

#endif // LIBCASE_STATISTICS_FACILITY_OCCUPANCY_HPP

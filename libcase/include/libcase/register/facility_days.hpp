// How full the facilities for minors are, day by day.
#ifndef LIBCASE_REGISTER_FACILITY_DAYS_HPP
#define LIBCASE_REGISTER_FACILITY_DAYS_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include <libcase/register/register.hpp>
#include <libcase/rules/safeguard_rules.hpp>
#include <libcase/vocabulary/period.hpp>

namespace libcase {

/// One facility on one day.
struct FacilityDay {
  std::string facility; ///< its code in the rules
  Date day;
  std::int64_t places = 0;   ///< that it has, by the rules
  std::int64_t present = 0;  ///< minors who stay there
  std::int64_t reserved = 0; ///< minors for whom a place is kept and who do not stay there
};
BOOST_DESCRIBE_STRUCT(FacilityDay, (), (facility, day, places, present, reserved))

/// Each day of a period in each facility of the rules, by facility and day, as known at a moment
/// (now where empty).
std::vector<FacilityDay> facility_days(const Register& reg, Period period,
                                       const SafeguardRules& rules = *SafeguardRules::shipped(),
                                       std::optional<Instant> as_known_at = {});

} // namespace libcase

#endif // LIBCASE_REGISTER_FACILITY_DAYS_HPP

// That a child may leave without one of their parents.
#ifndef LIBCASE_RECORDS_PARENTAL_PERMISSION_HPP
#define LIBCASE_RECORDS_PARENTAL_PERMISSION_HPP

#include <cstdint>
#include <optional>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/person.hpp>
#include <libcase/vocabulary/period.hpp>

namespace libcase {

/// By what a child may leave without a parent.
enum class PermissionGround : std::uint8_t {
  consent,      ///< that parent agrees
  sole_custody, ///< that parent has no custody
  court,        ///< a court gave leave
  unset = 255,
};
BOOST_DESCRIBE_ENUM(PermissionGround, consent, sole_custody, court)

/// A child may leave with one parent though there is another one, who stays. No source was found
/// that asks for it at a departure: it follows from the custody that parents share.
struct ParentalPermission {
  PersonId person_id;                  ///< the child
  std::optional<PersonId> parent_id{}; ///< the parent who stays; empty: the only one, or by a court
  Date on;                             ///< the day it was given
  PermissionGround ground = PermissionGround::unset;
  std::optional<Date> until{}; ///< the first day it no longer holds, as when it is taken back
};
BOOST_DESCRIBE_STRUCT(ParentalPermission, (), (person_id, parent_id, on, ground, until))

/// The days on which it holds.
inline OpenPeriod period_of(const ParentalPermission& permission) {
  return {.from = permission.on, .until = permission.until};
}

} // namespace libcase

#endif // LIBCASE_RECORDS_PARENTAL_PERMISSION_HPP

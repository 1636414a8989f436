// Who belongs to the return unit of a case, in which role, from when until when.
#ifndef LIBCASE_RECORDS_UNIT_MEMBER_HPP
#define LIBCASE_RECORDS_UNIT_MEMBER_HPP

#include <cstdint>
#include <optional>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/case.hpp>
#include <libcase/records/person.hpp>

namespace libcase {

/// What somebody is in the unit.
enum class Role : std::uint8_t { principal, partner, child, other_relative, unset = 255 };
BOOST_DESCRIBE_ENUM(Role, principal, partner, child, other_relative)

/// A person's membership of the return unit of a case.
struct UnitMember {
  CaseId case_id;
  PersonId person_id;
  Role role = Role::unset;
  Date from;
  std::optional<Date> until{}; ///< the first day it no longer holds; empty while it lasts
};
BOOST_DESCRIBE_STRUCT(UnitMember, (), (case_id, person_id, role, from, until))

} // namespace libcase

#endif // LIBCASE_RECORDS_UNIT_MEMBER_HPP

// That somebody's age is contested.
#ifndef LIBCASE_RECORDS_AGE_DISPUTE_HPP
#define LIBCASE_RECORDS_AGE_DISPUTE_HPP

#include <optional>

#include <boost/describe/class.hpp>

#include <libcase/records/person.hpp>

namespace libcase {

/// A dispute about somebody's age, and how it ended. What was accepted then takes the place of all
/// assessments of before; where it says nothing, the birth date of the person stands.
struct AgeDispute {
  PersonId person_id;
  Date on;                           ///< the day it was raised
  std::optional<Date> resolved_on{}; ///< empty while it is open
  std::optional<BirthDate> born{};   ///< what was accepted in the end
};
BOOST_DESCRIBE_STRUCT(AgeDispute, (), (person_id, on, resolved_on, born))

template <>
inline constexpr ColumnOptions column_options<&AgeDispute::born>{.personal = true};

} // namespace libcase

#endif // LIBCASE_RECORDS_AGE_DISPUTE_HPP

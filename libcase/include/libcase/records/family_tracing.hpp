// The search for the family of a minor.
#ifndef LIBCASE_RECORDS_FAMILY_TRACING_HPP
#define LIBCASE_RECORDS_FAMILY_TRACING_HPP

#include <cstdint>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/person.hpp>

namespace libcase {

/// Through whom a family is searched.
enum class TracingChannel : std::uint8_t {
  red_cross,      ///< the Red Cross or Red Crescent
  social_service, ///< International Social Service and the like
  iom,
  embassy,   ///< the representation here or there
  authority, ///< another authority of the country of origin
  guardian,
  other,
  unset = 255,
};
BOOST_DESCRIBE_ENUM(TracingChannel, red_cross, social_service, iom, embassy, authority, guardian,
                    other)

/// A request to find the family of a minor. What becomes of it is a `TracingStep`.
struct FamilyTracing {
  PersonId person_id;
  Date on; ///< the day it was asked for
  TracingChannel channel = TracingChannel::unset;
};
BOOST_DESCRIBE_STRUCT(FamilyTracing, (), (person_id, on, channel))

/// The id of a request: its steps and what they find link to it.
using FamilyTracingId = Id<FamilyTracing>;

} // namespace libcase

#endif // LIBCASE_RECORDS_FAMILY_TRACING_HPP

// A relative of a minor who may receive them.
#ifndef LIBCASE_RECORDS_FOUND_RELATIVE_HPP
#define LIBCASE_RECORDS_FOUND_RELATIVE_HPP

#include <cstdint>
#include <optional>

#include <boost/describe/class.hpp>

#include <libcase/records/family_tracing.hpp>

namespace libcase {

/// A relative who was found. Up to the fourth degree they are adequate reception.
/// Source: Vreemdelingencirculaire 2000 (B), B14/2.2.4 (text of 1 April 2011).
struct FoundRelative {
  PersonId person_id;                                 ///< the minor
  std::optional<FamilyTracingId> family_tracing_id{}; ///< the search that found them
  Date on;                                            ///< the day they were found
  std::int64_t degree;              ///< 1 a parent, 2 a sibling or grandparent, 3 an aunt or uncle
  std::optional<Country> country{}; ///< where they live
};
BOOST_DESCRIBE_STRUCT(FoundRelative, (), (person_id, family_tracing_id, on, degree, country))

} // namespace libcase

#endif // LIBCASE_RECORDS_FOUND_RELATIVE_HPP

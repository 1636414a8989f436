// Where a person stays, from when until when.
#ifndef LIBCASE_RECORDS_STAY_HPP
#define LIBCASE_RECORDS_STAY_HPP

#include <optional>

#include <boost/describe/class.hpp>

#include <libcase/records/person.hpp>

namespace libcase {

/// A person's stay in a kind of place. Addresses are kept apart and stand in no record.
struct Stay {
  PersonId person_id;
  PlaceKind place = PlaceKind::unset;
  Date from;
  std::optional<Date> until{}; ///< the first day it no longer holds; empty while it lasts
};
BOOST_DESCRIBE_STRUCT(Stay, (), (person_id, place, from, until))

} // namespace libcase

#endif // LIBCASE_RECORDS_STAY_HPP

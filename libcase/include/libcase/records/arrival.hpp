// A person who returned has arrived.
#ifndef LIBCASE_RECORDS_ARRIVAL_HPP
#define LIBCASE_RECORDS_ARRIVAL_HPP

#include <optional>

#include <boost/describe/class.hpp>

#include <libcase/records/case.hpp>
#include <libcase/records/person.hpp>

namespace libcase {

/// The arrival of a person where they returned to, as reported from there.
struct Arrival {
  CaseId case_id;
  PersonId person_id;
  Date on;
  std::optional<Country> country{};
};
BOOST_DESCRIBE_STRUCT(Arrival, (), (case_id, person_id, on, country))

} // namespace libcase

#endif // LIBCASE_RECORDS_ARRIVAL_HPP

// A person's part in a subsidised project.
#ifndef LIBCASE_RECORDS_PARTICIPATION_HPP
#define LIBCASE_RECORDS_PARTICIPATION_HPP

#include <optional>

#include <boost/describe/class.hpp>

#include <libcase/records/person.hpp>
#include <libcase/records/project.hpp>

namespace libcase {

/// The participation of a person in a project. The Repatriation and Departure Service (DT&V)
/// verifies each. Source: BWBR0034118 (2014), annex II.
struct Participation {
  PersonId person_id;
  ProjectId project_id;
  Date submitted_on;                 ///< the day it was submitted for verification
  std::optional<Date> approved_on{}; ///< empty while it is not
  std::optional<Date> ended_on{};    ///< completed, broken off or not approved
};
BOOST_DESCRIBE_STRUCT(Participation, (),
                      (person_id, project_id, submitted_on, approved_on, ended_on))

} // namespace libcase

#endif // LIBCASE_RECORDS_PARTICIPATION_HPP

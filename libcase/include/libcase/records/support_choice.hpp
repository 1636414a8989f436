// Cash or support in kind, where a programme leaves that to the person.
#ifndef LIBCASE_RECORDS_SUPPORT_CHOICE_HPP
#define LIBCASE_RECORDS_SUPPORT_CHOICE_HPP

#include <boost/describe/class.hpp>

#include <libcase/records/application.hpp>
#include <libcase/records/person.hpp>
#include <libcase/vocabulary/codes.hpp>

namespace libcase {

/// The form of support that a person chose within a programme; a later choice takes the place of an
/// earlier one. What is then granted stands in award lines.
struct SupportChoice {
  ApplicationId application_id; ///< for the programme that leaves the choice
  PersonId person_id;
  Date on;                          ///< the day of the choice
  Support support = Support::unset; ///< cash or in kind; a service is given to all
};
BOOST_DESCRIBE_STRUCT(SupportChoice, (), (application_id, person_id, on, support))

} // namespace libcase

#endif // LIBCASE_RECORDS_SUPPORT_CHOICE_HPP

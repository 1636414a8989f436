// Whether the immigration service lets the implementer arrange the departure.
#ifndef LIBCASE_RECORDS_PERMISSION_HPP
#define LIBCASE_RECORDS_PERMISSION_HPP

#include <boost/describe/class.hpp>

#include <libcase/records/case.hpp>

namespace libcase {

/// The immigration service's answer to the implementer; a later one takes the place of an earlier
/// one. Source: Vreemdelingencirculaire 2000 (A), A4/5.2.
struct Permission {
  CaseId case_id;
  Date on;         ///< the day of the answer
  bool is_granted; ///< false where it was withheld
};
BOOST_DESCRIBE_STRUCT(Permission, (), (case_id, on, is_granted))

} // namespace libcase

#endif // LIBCASE_RECORDS_PERMISSION_HPP

// That a guardian was told of a return.
#ifndef LIBCASE_RECORDS_GUARDIAN_NOTICE_HPP
#define LIBCASE_RECORDS_GUARDIAN_NOTICE_HPP

#include <boost/describe/class.hpp>

#include <libcase/records/guardianship.hpp>

namespace libcase {

/// What the guardian of a minor was told before the minor leaves.
/// Source: Vreemdelingencirculaire 2000 (A), A4/6.1 (text of 1 April 2011).
struct GuardianNotice {
  GuardianshipId guardianship_id; ///< of whom, and who was told
  Date on;                        ///< the day they were told
  bool tells_decision;            ///< that the minor is to leave
  bool tells_manner;              ///< how the minor is to leave
};
BOOST_DESCRIBE_STRUCT(GuardianNotice, (), (guardianship_id, on, tells_decision, tells_manner))

} // namespace libcase

#endif // LIBCASE_RECORDS_GUARDIAN_NOTICE_HPP

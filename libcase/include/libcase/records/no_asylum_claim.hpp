// That somebody never asked for asylum, where it was looked up.
#ifndef LIBCASE_RECORDS_NO_ASYLUM_CLAIM_HPP
#define LIBCASE_RECORDS_NO_ASYLUM_CLAIM_HPP

#include <boost/describe/class.hpp>

#include <libcase/records/person.hpp>

namespace libcase {

/// A person has never asked for asylum here, as was looked up that day. Without it, and without an
/// `AsylumProcedure`, it is not known. Who had asked by then is refused.
struct NoAsylumClaim {
  PersonId person_id;
  Date on; ///< the day it was looked up
};
BOOST_DESCRIBE_STRUCT(NoAsylumClaim, (), (person_id, on))

} // namespace libcase

#endif // LIBCASE_RECORDS_NO_ASYLUM_CLAIM_HPP

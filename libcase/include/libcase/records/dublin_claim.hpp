// Whether another state is responsible for a person's asylum claim.
#ifndef LIBCASE_RECORDS_DUBLIN_CLAIM_HPP
#define LIBCASE_RECORDS_DUBLIN_CLAIM_HPP

#include <boost/describe/class.hpp>

#include <libcase/records/person.hpp>

namespace libcase {

/// What was found about a claim under the Dublin regulation.
struct DublinClaim {
  PersonId person_id;
  Date on;          ///< the day it was established
  bool is_claimant; ///< false: it was looked up, and no other state is responsible
};
BOOST_DESCRIBE_STRUCT(DublinClaim, (), (person_id, on, is_claimant))

} // namespace libcase

#endif // LIBCASE_RECORDS_DUBLIN_CLAIM_HPP

// Money paid back on a claim.
#ifndef LIBCASE_RECORDS_REPAYMENT_HPP
#define LIBCASE_RECORDS_REPAYMENT_HPP

#include <boost/describe/class.hpp>

#include <libcase/records/claim.hpp>

namespace libcase {

/// A repayment.
struct Repayment {
  ClaimId claim_id;
  Date on;
  Money amount;
};
BOOST_DESCRIBE_STRUCT(Repayment, (), (claim_id, on, amount))

} // namespace libcase

#endif // LIBCASE_RECORDS_REPAYMENT_HPP

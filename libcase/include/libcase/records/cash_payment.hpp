// Money handed to a person under an award.
#pragma once

#include <boost/describe/class.hpp>

#include <libcase/records/award.hpp>
#include <libcase/records/person.hpp>

namespace libcase {

/// A payment in cash.
struct CashPayment {
  AwardId award_id;
  PersonId person_id;
  Date on; ///< the day the money was handed over
  Money amount;
};
BOOST_DESCRIBE_STRUCT(CashPayment, (), (award_id, person_id, on, amount))

} // namespace libcase

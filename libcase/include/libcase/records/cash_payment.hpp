// Money for a person under a line of an award.
#ifndef LIBCASE_RECORDS_CASH_PAYMENT_HPP
#define LIBCASE_RECORDS_CASH_PAYMENT_HPP

#include <optional>

#include <boost/describe/class.hpp>

#include <libcase/records/award_line.hpp>
#include <libcase/records/instalment.hpp>
#include <libcase/records/person.hpp>

namespace libcase {

/// A payment in cash: ordered, then paid or not (see PaymentOutcome). Until an outcome says
/// otherwise it is ordered, and what it takes of the award is committed.
struct CashPayment {
  AwardLineId award_line_id;
  PersonId person_id; ///< who receives it: the principal for a family only where that is recorded
  Money amount;
  std::optional<Date> ordered_on{}; ///< empty where only the day it was paid is known
  std::optional<Date> paid_on{};    ///< where it was paid as ordered, without a record of its own
  std::optional<InstalmentId> instalment_id{};    ///< what it pays, where the line has instalments
  std::optional<Id<CashPayment>> reissue_of_id{}; ///< the one that failed and that it replaces
};
BOOST_DESCRIBE_STRUCT(CashPayment, (),
                      (award_line_id, person_id, amount, ordered_on, paid_on, instalment_id,
                       reissue_of_id))

/// The id of a payment: its outcomes link to it.
using CashPaymentId = Id<CashPayment>;

} // namespace libcase

#endif // LIBCASE_RECORDS_CASH_PAYMENT_HPP

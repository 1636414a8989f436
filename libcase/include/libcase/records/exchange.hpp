// What was handed over in another currency than it is booked in.
#ifndef LIBCASE_RECORDS_EXCHANGE_HPP
#define LIBCASE_RECORDS_EXCHANGE_HPP

#include <cstdint>
#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/case.hpp>

namespace libcase {

/// The amount abroad behind a payment, a delivery or a service. Guards judge what is booked; what
/// the rate makes of the amount abroad may differ from it, and that difference is kept apart. Of
/// one record there is one, in another currency than is booked.
struct Exchange {
  CaseId case_id;
  RecordId record_id;           ///< the payment, delivery or service, with the amount booked
  Money paid;                   ///< what was handed over
  std::int64_t rate_millionths; ///< of the currency paid for one of the currency booked
  Date rate_on;
  std::string rate_source;
};
BOOST_DESCRIBE_STRUCT(Exchange, (),
                      (case_id, record_id, paid, rate_millionths, rate_on, rate_source))

} // namespace libcase

#endif // LIBCASE_RECORDS_EXCHANGE_HPP

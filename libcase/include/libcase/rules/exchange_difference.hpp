// What amounts abroad come to at their rates, beside what was booked for them.
#ifndef LIBCASE_RULES_EXCHANGE_DIFFERENCE_HPP
#define LIBCASE_RULES_EXCHANGE_DIFFERENCE_HPP

#include <vector>

#include <boost/describe/class.hpp>

#include <libcase/describe/shown_members.hpp>
#include <libcase/records/case_file.hpp>

namespace libcase {

/// The difference that an exchange makes: guards and lines count what was booked, and what the rate
/// makes of the amount abroad may be another sum.
struct ExchangeDifference {
  Id<Exchange> exchange_id; ///< the record that tells the rate
  RecordId record_id;       ///< the payment, delivery or service
  Money paid;               ///< in the currency abroad
  Money booked;             ///< in the currency of its line
  Money at_rate;            ///< what was paid, by its rate, to the nearest cent, and half a cent up

  /// How much more was booked than the rate makes of it; below zero where less was.
  Money difference() const { return booked - at_rate; }
};
BOOST_DESCRIBE_STRUCT(ExchangeDifference, (),
                      (exchange_id, record_id, paid, booked, at_rate, difference))
template <>
inline constexpr MemberNames shown_members<ExchangeDifference>{"record_id", "paid", "booked",
                                                               "difference"};

/// The differences of all exchanges of a case, in the order of recording. Payments that failed,
/// came back or were called off make none. Throws InvalidValue (`money_overflow`) for a paid amount
/// of more than nine trillion cents.
std::vector<ExchangeDifference> exchange_differences(const CaseFile& file);

} // namespace libcase

#endif // LIBCASE_RULES_EXCHANGE_DIFFERENCE_HPP

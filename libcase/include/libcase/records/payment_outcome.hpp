// What became of a payment that was ordered.
#ifndef LIBCASE_RECORDS_PAYMENT_OUTCOME_HPP
#define LIBCASE_RECORDS_PAYMENT_OUTCOME_HPP

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/cash_payment.hpp>

namespace libcase {

/// What became of a payment.
enum class PaymentResult : std::uint8_t {
  paid,
  failed,    ///< it never reached the receiver
  returned,  ///< it was paid and came back, as from who did not board
  cancelled, ///< it was called off before it was paid
  unset = 255,
};
BOOST_DESCRIBE_ENUM(PaymentResult, paid, failed, returned, cancelled)

/// An outcome of a payment; the last one by its day counts.
struct PaymentOutcome {
  CashPaymentId cash_payment_id;
  Date on;
  PaymentResult result = PaymentResult::unset;
  std::optional<std::string> ground{};             ///< why it failed, came back or was called off
  std::optional<std::string> provider_reference{}; ///< by which bank or partner know it
};
BOOST_DESCRIBE_STRUCT(PaymentOutcome, (), (cash_payment_id, on, result, ground, provider_reference))

template <>
inline constexpr ColumnOptions column_options<&PaymentOutcome::ground>{.personal = true};
template <>
inline constexpr ColumnOptions column_options<&PaymentOutcome::provider_reference>{.personal =
                                                                                       true};

} // namespace libcase

#endif // LIBCASE_RECORDS_PAYMENT_OUTCOME_HPP

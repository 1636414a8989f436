// What a provider asks for a delivery or a service.
#ifndef LIBCASE_RECORDS_INVOICE_HPP
#define LIBCASE_RECORDS_INVOICE_HPP

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include <libcase/records/delivery.hpp>
#include <libcase/records/service.hpp>

namespace libcase {

/// An invoice, or the provider's credit note, for one delivery or one service.
struct Invoice {
  CaseId case_id;
  std::optional<DeliveryId> delivery_id{};
  std::optional<ServiceId> service_id{};
  Date on;                              ///< the day it bears
  Money amount;                         ///< above zero, of a credit note too
  std::optional<bool> is_credit_note{}; ///< true where it takes back what was invoiced
  std::optional<std::string> number{};  ///< the provider's
};
BOOST_DESCRIBE_STRUCT(Invoice, (),
                      (case_id, delivery_id, service_id, on, amount, is_credit_note, number))

template <>
inline constexpr ColumnOptions column_options<&Invoice::number>{.personal = true};

/// The id of an invoice: its payments link to it.
using InvoiceId = Id<Invoice>;

} // namespace libcase

#endif // LIBCASE_RECORDS_INVOICE_HPP

// Money to a provider for an invoice.
#ifndef LIBCASE_RECORDS_INVOICE_PAYMENT_HPP
#define LIBCASE_RECORDS_INVOICE_PAYMENT_HPP

#include <boost/describe/class.hpp>

#include <libcase/records/invoice.hpp>

namespace libcase {

/// The payment of an invoice, or of a part of it; of a credit note what the provider paid back.
struct InvoicePayment {
  InvoiceId invoice_id;
  Date on;
  Money amount;
};
BOOST_DESCRIBE_STRUCT(InvoicePayment, (), (invoice_id, on, amount))

} // namespace libcase

#endif // LIBCASE_RECORDS_INVOICE_PAYMENT_HPP

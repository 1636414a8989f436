// What was asked and paid for a delivery or a service.
#pragma once

#include <algorithm>

#include <libcase/records/case_file.hpp>

#include "rules/find_record.hpp"

namespace libcase {

/// Whether an invoice is for what another one is for.
inline bool is_for_the_same(const Invoice& one, const Invoice& other) {
  return one.delivery_id == other.delivery_id && one.service_id == other.service_id;
}

/// The sums of the invoices for one delivery or service, less those of its credit notes.
struct Invoiced {
  Money asked;
  Money paid; ///< less what the provider paid back
  Date last;  ///< the last day of any of them
};

/// Of what an invoice is for, by the end of a day; what is in another currency is left out.
inline Invoiced invoiced_by(const CaseFile& file, const Invoice& of, Currency currency, Date on) {
  Invoiced sums{.asked = Money{0, currency}, .paid = Money{0, currency}, .last = {}};
  const auto add = [&](Money& sum, const Invoice& invoice, const Money& amount, Date day) {
    if (on < day || amount.currency() != currency) {
      return;
    }
    sum = invoice.is_credit_note.value_or(false) ? sum - amount : sum + amount;
    sums.last = std::max(sums.last, day);
  };
  for (const auto& invoice : file.all<Invoice>()) {
    if (is_for_the_same(invoice.record, of)) {
      add(sums.asked, invoice.record, invoice->amount, invoice->on);
    }
  }
  for (const auto& payment : file.all<InvoicePayment>()) {
    const auto* invoice = find_record(file, payment->invoice_id);
    if (invoice != nullptr && is_for_the_same(invoice->record, of)) {
      add(sums.paid, invoice->record, payment->amount, payment->on);
    }
  }
  return sums;
}

} // namespace libcase

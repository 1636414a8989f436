#include <algorithm>
#include <cstdint>

#include <boost/multiprecision/cpp_int.hpp>

#include <libcase/rules/award_use.hpp>

#include "rules/award_uses.hpp"
#include "rules/find_record.hpp"
#include "rules/line_end.hpp"

namespace libcase {

namespace {

bool is_by(Date day, std::optional<Date> on) {
  return !on || day <= *on;
}

Date ordered_on(const CashPayment& payment) {
  return record_kind<CashPayment>().valid_on(&payment);
}

Money no_less(const Money& one, const Money& other) {
  return one < other ? other : one;
}

} // namespace

std::optional<PaymentResult> result_of(const CaseFile& file, const Recorded<CashPayment>& payment,
                                       std::optional<Date> on) {
  const auto* outcome = last_of<PaymentOutcome>(file, [&](const PaymentOutcome& told) {
    return told.cash_payment_id == payment.id && is_by(told.on, on);
  });
  const bool is_paid = payment->paid_on && is_by(*payment->paid_on, on);
  if (outcome != nullptr && (!is_paid || *payment->paid_on <= (*outcome)->on)) {
    return (*outcome)->result;
  }
  return is_paid ? std::optional{PaymentResult::paid} : std::nullopt;
}

bool takes_from_line(const CaseFile& file, const Recorded<CashPayment>& payment,
                     std::optional<Date> on) {
  return result_of(file, payment, on).value_or(PaymentResult::paid) == PaymentResult::paid;
}

std::optional<Money> granted_on(const CaseFile& file, const Recorded<AwardLine>& line,
                                std::optional<Date> on) {
  const auto* award = find_record(file, line->award_id);
  if (award != nullptr && !is_by((*award)->on, on)) {
    return {};
  }
  const auto* amended = last_of<Amendment>(file, [&](const Amendment& amendment) {
    return amendment.award_line_id == line.id && is_by(amendment.on, on);
  });
  return amended != nullptr ? std::optional{(*amended)->amount} : line->amount;
}

std::optional<Money> amount_of(const CaseFile& file, const Recorded<Instalment>& instalment,
                               std::optional<Date> on) {
  if (instalment->amount) {
    return instalment->amount;
  }
  const auto* line = find_record(file, instalment->award_line_id);
  const auto granted = line == nullptr ? std::nullopt : granted_on(file, *line, on);
  if (!granted || !instalment->share || !instalment->share_of) {
    return std::nullopt;
  }
  using Fraction = boost::multiprecision::cpp_rational; // of any size: it never overflows
  Fraction begin = 0;
  for (const auto& other : file.all<Instalment>()) {
    if (other.id == instalment.id) {
      break;
    }
    if (other->award_line_id == instalment->award_line_id && other->share && other->share_of) {
      begin += Fraction{*other->share, *other->share_of};
    }
  }
  const auto cents_until = [&](const Fraction& part) {
    const Fraction cents = part * granted->cents();
    return static_cast<std::int64_t>(numerator(cents) / denominator(cents));
  };
  const Fraction end = begin + Fraction{*instalment->share, *instalment->share_of};
  return Money{cents_until(end) - cents_until(begin), granted->currency()};
}

Money allowed_by(const CaseFile& file, const Recorded<Limit>& limit) {
  const Recorded<Deviation>* last = nullptr;
  for (const auto& deviation : file.all<Deviation>()) {
    if (deviation->limit_id == limit.id &&
        is_confirmed(file, {deviation.id.value}, deviation.recording) &&
        (last == nullptr || (*last)->on <= deviation->on)) {
      last = &deviation;
    }
  }
  return last != nullptr ? (*last)->at_most : limit->at_most;
}

const Recorded<Confirmation>* confirmation_of(const CaseFile& file, RecordId id,
                                              std::int64_t recording, std::optional<Date> on) {
  const auto& all = file.all<Confirmation>();
  const auto found = std::ranges::find_if(all, [&](const auto& confirmation) {
    const bool is_told = confirmation->decided_by && confirmation->confirmed_by;
    return confirmation->record_id == id && is_by(confirmation->on, on) &&
           (is_told ? confirmation.recording >= recording : confirmation.recording > recording);
  });
  return found == all.end() ? nullptr : &*found;
}

bool is_confirmed(const CaseFile& file, RecordId id, std::int64_t recording,
                  std::optional<Date> on) {
  return confirmation_of(file, id, recording, on) != nullptr;
}

bool is_plan_in_force(const CaseFile& file, const Recorded<ReintegrationPlan>& plan,
                      std::optional<Date> on) {
  const auto is_approved = [&](ReintegrationPlanId id) {
    return std::ranges::any_of(file.all<PlanApproval>(), [&](const auto& approval) {
      return approval->reintegration_plan_id == id && is_by(approval->on, on);
    });
  };
  const bool is_replaced =
      std::ranges::any_of(file.all<ReintegrationPlan>(), [&](const auto& later) {
        return later->replaces_id == plan.id && is_approved(later.id);
      });
  return !is_replaced && (!plan->replaces_id || is_approved(plan.id));
}

bool is_item_approved(const CaseFile& file, const PlanItem& item, Date by) {
  return std::ranges::any_of(file.all<PlanApproval>(), [&](const auto& approval) {
    return approval->reintegration_plan_id == item.reintegration_plan_id &&
           item.on <= approval->on && approval->on <= by;
  });
}

Money LineAccount::spent() const {
  return paid + delivered + services;
}

Money LineAccount::used() const {
  return ordered + paid + no_less(planned, delivered) + services;
}

Money LineAccount::committed() const {
  const Money held = has_ended || !granted ? used() : no_less(used(), *granted);
  return held - spent();
}

std::optional<Money> LineAccount::left() const {
  return granted ? std::optional{*granted - used()} : std::nullopt;
}

LineAccount account_of(const CaseFile& file, const Recorded<AwardLine>& line,
                       std::optional<Date> on) {
  LineAccount account{.award_line_id = line.id, .granted = granted_on(file, line, on)};
  account.is_uncapped = !account.granted && line->is_uncapped.value_or(false);
  account.has_ended = line_has_ended(file, line.record, on);
  const Currency currency = books_of(file, line);
  for (Money* sum :
       {&account.ordered, &account.paid, &account.planned, &account.delivered, &account.services}) {
    *sum = Money{0, currency};
  }
  const auto add = [&](Money& sum, const Money& amount) {
    if (amount.currency() == currency) {
      sum += amount;
    }
  };
  for (const auto& payment : file.all<CashPayment>()) {
    if (payment->award_line_id == line.id && is_by(ordered_on(payment.record), on)) {
      if (takes_from_line(file, payment, on)) {
        add(result_of(file, payment, on) ? account.paid : account.ordered, payment->amount);
      }
    }
  }
  for (const auto& item : file.all<PlanItem>()) {
    if (item->award_line_id != line.id) {
      continue;
    }
    const auto* plan = find_record(file, item->reintegration_plan_id);
    if (plan != nullptr && is_by(item->on, on) && is_plan_in_force(file, *plan, on)) {
      add(account.planned, item->budgeted);
    }
    for (const auto& delivery : file.all<Delivery>()) {
      if (delivery->plan_item_id == item.id && is_by(delivery->on, on)) {
        add(account.delivered, delivery->cost);
      }
    }
  }
  if (account.has_ended) { // what is not delivered by then never will be
    account.planned = std::min(account.planned, account.delivered);
  }
  for (const auto& service : file.all<Service>()) {
    if (service->award_line_id == line.id && is_by(service->on, on)) {
      add(account.services, service->cost);
    }
  }
  return account;
}

std::vector<LineAccount> line_accounts(const CaseFile& file, std::optional<Date> on) {
  std::vector<LineAccount> accounts;
  for (const auto& line : file.all<AwardLine>()) {
    accounts.push_back(account_of(file, line, on));
  }
  return accounts;
}

} // namespace libcase

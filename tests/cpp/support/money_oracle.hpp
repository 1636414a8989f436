// What the awards of a case come to, worked out from its records alone: none of it asks the rules
// or the register that are under test. Amounts are cents of euro.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <libcase/records/case_file.hpp>

namespace libcase::testing {

/// What a case takes of a budget line.
struct Taken {
  std::int64_t committed = 0;
  std::int64_t spent = 0;
  std::int64_t irregular = 0;

  Taken& operator+=(const Taken& other) {
    committed += other.committed;
    spent += other.spent;
    irregular += other.irregular;
    return *this;
  }
  friend bool operator==(const Taken&, const Taken&) = default;
};

class MoneyOracle {
public:
  /// `actors` are who made the recordings, by number.
  MoneyOracle(const CaseFile& file, const std::vector<std::string>& actors)
      : file_(file), actors_(actors) {
    for (const auto& payment : file.all<CashPayment>()) {
      if (is_alive(payment)) {
        add(payment, payment->award_line_id, cents(payment->amount), Support::cash);
      }
    }
    for (const auto& item : file.all<PlanItem>()) {
      if (is_in_force(item->reintegration_plan_id)) {
        const std::int64_t held =
            has_ended(found(item->award_line_id)->award_id) ? 0 : cents(item->budgeted);
        planned_[item->award_line_id] += held;
        planned_there_[{item->award_line_id, item->place}] += held;
        add(item, item->award_line_id, held, Support::in_kind, item->place);
      }
    }
    const auto beyond = [](std::int64_t planned, std::int64_t& delivered, std::int64_t cost) {
      const std::int64_t held = std::max(planned, delivered);
      delivered += cost;
      return std::max<std::int64_t>(0, delivered - held);
    };
    for (const auto& delivery : file.all<Delivery>()) { // of which the plan holds a part already
      const auto& item = found(delivery->plan_item_id);
      const AwardLineId line = item->award_line_id;
      const std::pair there{line, item->place};
      const std::int64_t cost = cents(delivery->cost);
      add(delivery, line, beyond(planned_[line], delivered_[line], cost), Support::in_kind,
          item->place);
      uses_.back().cents_there = beyond(planned_there_[there], delivered_there_[there], cost);
    }
    for (const auto& service : file.all<Service>()) {
      add(service, service->award_line_id, cents(service->cost), Support::service);
    }
  }

  /// The sentences of what must not be.
  std::vector<std::string> broken() {
    std::ranges::for_each(file_.all<AwardLine>(), [&](const auto& line) {
      check(line);
      std::ranges::for_each(file_.all<AwardLine>(),
                            [&](const auto& other) { check_awarded_again(line, other); });
    });
    std::ranges::for_each(file_.all<Limit>(), [&](const auto& limit) { check(limit); });
    std::ranges::for_each(uses_, [&](const Use& use) { check(use); });
    const auto& payments = file_.all<CashPayment>();
    for (auto payment = payments.begin(); payment != payments.end(); ++payment) {
      if (is_alive(*payment)) {
        check(*payment);
        std::for_each(payments.begin(), payment,
                      [&](const auto& other) { check_again(*payment, other); });
      }
    }
    std::ranges::for_each(file_.all<Claim>(), [&](const auto& claim) {
      check(claim);
      check_given(claim);
    });
    return broken_;
  }

  std::map<BudgetLineId, Taken> taken() const {
    std::map<BudgetLineId, Taken> all;
    for (const auto& line : file_.all<AwardLine>()) {
      if (!line->budget_line_id) {
        continue;
      }
      std::int64_t used = 0;
      std::int64_t spent = 0;
      for (const Use& use : uses_) {
        used += use.line == line.id ? use.cents : 0;
        spent += use.line == line.id && use.form == Support::service ? use.cents : 0;
      }
      for (const auto& payment : file_.all<CashPayment>()) {
        const bool is_paid =
            payment->award_line_id == line.id && is_alive(payment) &&
            state_of(payment).value_or(PaymentResult::failed) == PaymentResult::paid;
        spent += is_paid ? payment->amount.cents() : 0;
      }
      const auto delivered = delivered_.find(line.id);
      spent += delivered == delivered_.end() ? 0 : delivered->second;
      const std::int64_t held =
          has_ended(line->award_id) ? used : std::max(used, granted(line).value_or(0));
      all[*line->budget_line_id] +=
          {.committed = held - spent, .spent = spent, .irregular = irregular_on(line)};
    }
    return all;
  }

private:
  /// What takes from a line.
  struct Use {
    AwardLineId line;
    RecordId record;
    Date on;
    std::int64_t cents;
    Support form;
    std::optional<SpendingPlace> place;
    std::int64_t cents_there; ///< what it takes of what may be spent in its place
  };

  template <class R>
  void add(const Recorded<R>& recorded, AwardLineId line, std::int64_t cents, Support form,
           std::optional<SpendingPlace> place = {}) {
    uses_.push_back(
        {line, {recorded.id.value}, day_of_record(recorded.record), cents, form, place, cents});
  }

  static Date day_of_record(const CashPayment& payment) {
    return payment.ordered_on ? *payment.ordered_on : *payment.paid_on;
  }
  template <class R>
  static Date day_of_record(const R& record) {
    return record.on;
  }

  std::int64_t cents(const Money& amount) {
    if (amount.currency() != Currency{"EUR"}) {
      say("an amount is not in the currency of the books: " + amount.to_string());
    }
    return amount.cents();
  }

  void say(std::string sentence) { broken_.push_back(std::move(sentence)); }

  template <class R>
  const Recorded<R>& found(Id<R> id) const {
    for (const auto& recorded : file_.all<R>()) {
      if (recorded.id == id) {
        return recorded;
      }
    }
    throw std::logic_error("the file does not hold what it links to");
  }

  /// Of several told for a day the last one counts.
  template <class R, class Holds>
  const Recorded<R>* last(Holds&& holds) const {
    const Recorded<R>* best = nullptr;
    for (const auto& recorded : file_.all<R>()) {
      if (holds(recorded.record) && (best == nullptr || !(recorded->on < (*best)->on))) {
        best = &recorded;
      }
    }
    return best;
  }

  /// What became of a payment; empty while it is only ordered.
  std::optional<PaymentResult> state_of(const Recorded<CashPayment>& payment) const {
    const auto* outcome = last<PaymentOutcome>(
        [&](const PaymentOutcome& one) { return one.cash_payment_id == payment.id; });
    if (outcome != nullptr && !(payment->paid_on && (*outcome)->on < *payment->paid_on)) {
      return (*outcome)->result;
    }
    return payment->paid_on ? std::optional{PaymentResult::paid} : std::nullopt;
  }
  bool is_alive(const Recorded<CashPayment>& payment) const {
    const auto state = state_of(payment);
    return !state || *state == PaymentResult::paid;
  }

  bool has_ended(AwardId award) const {
    return std::ranges::any_of(file_.all<AwardEnd>(),
                               [&](const auto& end) { return end->award_id == award; });
  }

  bool is_approved(ReintegrationPlanId plan) const {
    return std::ranges::any_of(file_.all<PlanApproval>(), [&](const auto& approval) {
      return approval->reintegration_plan_id == plan;
    });
  }
  bool is_in_force(ReintegrationPlanId id) const {
    const bool is_replaced =
        std::ranges::any_of(file_.all<ReintegrationPlan>(), [&](const auto& plan) {
          return plan->replaces_id == id && is_approved(plan.id);
        });
    return !is_replaced && (!found(id)->replaces_id || is_approved(id));
  }

  std::optional<std::int64_t> granted(const Recorded<AwardLine>& line) const {
    const auto* amendment =
        last<Amendment>([&](const Amendment& one) { return one.award_line_id == line.id; });
    return amendment != nullptr ? std::optional{(*amendment)->amount.cents()}
           : line->amount       ? std::optional{line->amount->cents()}
                                : std::nullopt;
  }

  /// An irregularity marks the version that stood when it was recorded, or came with it.
  bool is_marked(RecordId record, std::string_view guard) const {
    std::int64_t written_in = 0;
    file_.for_each([&](const auto& recorded) {
      written_in = recorded.id.value == record.value ? recorded.recording : written_in;
    });
    return std::ranges::any_of(file_.all<Irregularity>(), [&](const auto& irregularity) {
      return irregularity->record_id == record && irregularity->guard == guard &&
             written_in <= irregularity.recording;
    });
  }
  bool is_amended_irregularly(AwardLineId line, std::string_view guard) const {
    return std::ranges::any_of(file_.all<Amendment>(), [&](const auto& amendment) {
      return amendment->award_line_id == line && is_marked({amendment.id.value}, guard);
    });
  }

  /// Whether somebody else confirmed it, later than it was last changed.
  template <class R>
  bool is_confirmed(const Recorded<R>& recorded) const {
    const auto actor = [&](std::int64_t recording) {
      return actors_.at(static_cast<std::size_t>(recording));
    };
    return std::ranges::any_of(file_.all<Confirmation>(), [&](const auto& confirmation) {
      return confirmation->record_id.value == recorded.id.value &&
             confirmation.recording > recorded.recording &&
             actor(confirmation.recording) != actor(recorded.recording);
    });
  }

  bool is_member(PersonId person, Date on) const {
    return std::ranges::any_of(file_.all<UnitMember>(), [&](const auto& member) {
      return member->person_id == person && member->from <= on &&
             (!member->until || on < *member->until);
    });
  }

  void check(const Recorded<AwardLine>& line) {
    std::int64_t used = 0;
    std::int64_t irregular = 0;
    const auto may_use = granted(line);
    for (const Use& use : uses_) {
      if (use.line == line.id) {
        used += use.cents;
        irregular +=
            is_marked(use.record, may_use ? "above_line" : "line_without_amount") ? use.cents : 0;
      }
    }
    if (may_use && used - irregular > *may_use && !is_amended_irregularly(line.id, "above_line")) {
      say("a line of " + std::to_string(*may_use) + " gave " + std::to_string(used));
    }
    if (!may_use && !line->is_uncapped.value_or(false) && used != irregular) {
      say("a line without an amount gave " + std::to_string(used));
    }
  }

  /// Whether a line grants something on a day.
  bool grants_on(const Recorded<AwardLine>& line, Date day) const {
    const bool has_ended = std::ranges::any_of(file_.all<AwardEnd>(), [&](const auto& end) {
      return end->award_id == line->award_id && end->on <= day;
    });
    return found(line->award_id)->on <= day && !has_ended && (!line->until || day < *line->until);
  }

  /// Two awards that meet on a day do so on the first day of one of them.
  void check_awarded_again(const Recorded<AwardLine>& line, const Recorded<AwardLine>& other) {
    const bool is_same = line->award_id != other->award_id && line->person_id == other->person_id &&
                         line->programme == other->programme && line->support == other->support;
    const Date first = found(line->award_id)->on;
    if (is_same && grants_on(line, first) && grants_on(other, first) &&
        !is_marked({line.id.value}, "awarded_again") &&
        !is_marked({other.id.value}, "awarded_again")) {
      say("the same was awarded twice");
    }
  }

  void check(const Recorded<Limit>& limit) {
    const auto* deviation = static_cast<const Recorded<Deviation>*>(nullptr);
    for (const auto& one : file_.all<Deviation>()) {
      if (one->limit_id == limit.id && is_confirmed(one) &&
          (deviation == nullptr || !(one->on < (*deviation)->on))) {
        deviation = &one;
      }
    }
    const std::int64_t bound =
        deviation != nullptr ? (*deviation)->at_most.cents() : limit->at_most.cents();
    const auto is_within = [&](const AwardLine& line, Support form) {
      return line.award_id == limit->award_id &&
             (!limit->programme || *limit->programme == line.programme) &&
             (!limit->person_id || limit->person_id == line.person_id) &&
             (limit->support ? form == *limit->support : form != Support::service);
    };
    std::int64_t used = 0;
    std::int64_t irregular = 0;
    for (const Use& use : uses_) {
      if (!is_within(found(use.line).record, use.form) ||
          (limit->place && use.form != Support::in_kind)) {
        continue;
      }
      if (limit->place && !use.place) {
        say("nobody knows where something is spent that a limit asks of");
      } else if (!limit->place || limit->place == use.place) {
        const std::int64_t taken = limit->place ? use.cents_there : use.cents;
        used += taken;
        irregular += is_marked(use.record, "above_limit") ? taken : 0;
      }
    }
    if (used - irregular > bound) {
      say("within a limit of " + std::to_string(bound) + " were given " + std::to_string(used));
    }
    std::int64_t delivered = 0; // there, whatever is planned
    for (const auto& delivery : file_.all<Delivery>()) {
      const auto& item = found(delivery->plan_item_id);
      if (limit->place && limit->place == item->place &&
          is_within(found(item->award_line_id).record, Support::in_kind) &&
          !is_marked({delivery.id.value}, "above_limit")) {
        delivered += delivery->cost.cents();
      }
    }
    if (delivered > bound) {
      say("within a limit of " + std::to_string(bound) + " were delivered " +
          std::to_string(delivered));
    }
    std::int64_t promised = 0;
    bool is_irregular = limit->place.has_value(); // which says nothing of what is granted
    for (const auto& line : file_.all<AwardLine>()) {
      if (is_within(line.record, line->support)) {
        promised += granted(line).value_or(0);
        is_irregular = is_irregular || is_marked({line.id.value}, "award_above_limit") ||
                       is_amended_irregularly(line.id, "award_above_limit");
      }
    }
    if (promised > bound && !is_irregular) {
      say("within a limit of " + std::to_string(bound) + " were granted " +
          std::to_string(promised));
    }
  }

  void check(const Use& use) {
    const auto& line = found(use.line);
    if (use.form != line->support) {
      say("something is of another form than its line");
    }
    if (use.cents < 0) {
      say("something gives to its line instead of taking from it");
    }
    const bool is_before = use.on < found(line->award_id)->on;
    const bool is_excused = is_marked(use.record, "payment_before_award") ||
                            is_marked(use.record, "item_before_award") ||
                            is_marked(use.record, "delivery_before_award") ||
                            is_marked(use.record, "service_before_award");
    if (is_before && !is_excused) {
      say("something was given before its award");
    }
  }

  void check(const Recorded<CashPayment>& payment) {
    if (payment->amount.cents() <= 0) {
      say("a payment of nothing");
    }
    if (!is_member(payment->person_id, day_of_record(payment.record)) &&
        !is_marked({payment.id.value}, "paid_outside_unit")) {
      say("somebody was paid who is not of the unit");
    }
    const auto& bound = found(found(payment->award_line_id)->award_id)->confirm_above;
    if (bound && payment->amount.cents() > bound->cents() &&
        state_of(payment) == PaymentResult::paid && !is_confirmed(payment) &&
        !is_marked({payment.id.value}, "not_confirmed")) {
      say("one actor alone paid more than the bound");
    }
  }

  void check_again(const Recorded<CashPayment>& one, const Recorded<CashPayment>& other) {
    const bool is_same = one->award_line_id == other->award_line_id &&
                         one->person_id == other->person_id && one->amount == other->amount &&
                         (day_of_record(one.record) == day_of_record(other.record) ||
                          was_paid_again(one, other) || was_paid_again(other, one)) &&
                         (!one->instalment_id || !other->instalment_id ||
                          *one->instalment_id == *other->instalment_id);
    if (is_same && is_alive(other) && !is_marked({one.id.value}, "payment_again") &&
        !is_marked({other.id.value}, "payment_again")) {
      say("the same was paid twice");
    }
  }

  /// Whether one says itself that it was paid on the day on which another was.
  bool was_paid_again(const Recorded<CashPayment>& one, const Recorded<CashPayment>& other) const {
    return one->paid_on && one->paid_on == paid_on(other);
  }
  std::optional<Date> paid_on(const Recorded<CashPayment>& payment) const {
    const auto* outcome = last<PaymentOutcome>([&](const PaymentOutcome& told) {
      return told.cash_payment_id == payment.id && told.result == PaymentResult::paid;
    });
    return payment->paid_on || outcome == nullptr ? payment->paid_on
                                                  : std::optional{(*outcome)->on};
  }

  /// All that was asked back of a line by the day of a claim was given on it once by then.
  void check_given(const Recorded<Claim>& claim) {
    const AwardLineId line = claim->award_line_id;
    std::int64_t asked = 0;
    for (const auto& other : file_.all<Claim>()) {
      asked += other->award_line_id == line && !(claim->on < other->on) ? cents(other->amount) : 0;
    }
    std::int64_t given = 0;
    const auto add = [&](AwardLineId of, std::optional<Date> on, const Money& amount) {
      given += of == line && on && !(claim->on < *on) ? amount.cents() : 0;
    };
    for (const auto& payment : file_.all<CashPayment>()) {
      add(payment->award_line_id, paid_on(payment), payment->amount);
    }
    for (const auto& delivery : file_.all<Delivery>()) {
      add(found(delivery->plan_item_id)->award_line_id, delivery->on, delivery->cost);
    }
    for (const auto& service : file_.all<Service>()) {
      add(service->award_line_id, service->on, service->cost);
    }
    if (asked > given) {
      say("of a line that gave " + std::to_string(given) + " were asked back " +
          std::to_string(asked));
    }
    if (claim->on < found(found(line)->award_id)->on) {
      say("something was asked back before its award");
    }
  }

  void check(const Recorded<Claim>& claim) {
    std::int64_t settled = 0;
    for (const auto& repayment : file_.all<Repayment>()) {
      settled += repayment->claim_id == claim.id ? repayment->amount.cents() : 0;
    }
    for (const auto& write_off : file_.all<WriteOff>()) {
      settled += write_off->claim_id == claim.id && is_confirmed(write_off)
                     ? write_off->amount.cents()
                     : 0;
    }
    if (settled > claim->amount.cents()) {
      say("more was paid back or written off than was asked back");
    }
  }

  /// By how much irregularities let what is given on a line exceed its budget.
  std::int64_t irregular_on(const Recorded<AwardLine>& line) const {
    std::int64_t sum = 0;
    for (const auto& irregularity : file_.all<Irregularity>()) {
      if (irregularity->guard == "above_budget" && irregularity->amount &&
          line_of(irregularity->record_id) == line.id) {
        sum += irregularity->amount->cents();
      }
    }
    return sum;
  }

  std::optional<AwardLineId> line_of(RecordId id) const {
    std::optional<AwardLineId> line;
    const auto look_in = [&]<class R>(const std::vector<Recorded<R>>& all) {
      for (const auto& recorded : all) {
        if (recorded.id.value != id.value) {
          continue;
        }
        if constexpr (std::is_same_v<R, AwardLine>) {
          line = recorded.id;
        } else if constexpr (std::is_same_v<R, Delivery>) {
          line = found(recorded->plan_item_id)->award_line_id;
        } else {
          line = recorded->award_line_id;
        }
      }
    };
    look_in(file_.all<AwardLine>());
    look_in(file_.all<Amendment>());
    look_in(file_.all<CashPayment>());
    look_in(file_.all<PlanItem>());
    look_in(file_.all<Delivery>());
    look_in(file_.all<Service>());
    return line;
  }

  const CaseFile& file_;
  const std::vector<std::string>& actors_;
  std::vector<Use> uses_;
  std::map<AwardLineId, std::int64_t> planned_;
  std::map<AwardLineId, std::int64_t> delivered_;
  std::map<std::pair<AwardLineId, std::optional<SpendingPlace>>, std::int64_t> planned_there_;
  std::map<std::pair<AwardLineId, std::optional<SpendingPlace>>, std::int64_t> delivered_there_;
  std::vector<std::string> broken_;
};

} // namespace libcase::testing

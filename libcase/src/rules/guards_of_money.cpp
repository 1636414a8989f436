#include "rules/guards_of_money.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <libcase/rules/award_use.hpp>
#include <libcase/vocabulary/period.hpp>

#include "rules/award_uses.hpp"
#include "rules/find_record.hpp"
#include "rules/line_end.hpp"
#include "rules/plan_versions.hpp"
#include "rules/violation.hpp"

namespace libcase {

namespace {

bool is_member_on(const CaseFile& file, PersonId person, Date day) {
  const auto members = file.members_on(day);
  return std::ranges::find(members, person, &Member::person_id) != members.end();
}

/// With by how much a sum exceeds its bound, which a record sets.
template <class R>
Violation exceeding(Violation violation, const Money& sum, const Money& bound, Id<R> set_by) {
  violation.excess = (sum - bound).cents();
  violation.other = set_by.value;
  return violation;
}

/// "in kind for this person, spent in the host country".
std::string scope_of(const Limit& limit) {
  std::string scope = !limit.support                       ? "in cash and kind"
                      : *limit.support == Support::cash    ? "in cash"
                      : *limit.support == Support::in_kind ? "in kind"
                                                           : "in services";
  scope += limit.person_id ? " for this person" : " for all persons together";
  if (limit.programme) {
    scope += " under " + std::string{limit.programme->code()};
  }
  if (limit.place) {
    scope += *limit.place == SpendingPlace::host_country ? ", spent in the host country"
                                                         : ", spent in the country of origin";
  }
  return scope;
}

bool is_within(const Limit& limit, const AwardLine& line, Support form) {
  return limit.award_id == line.award_id &&
         (!limit.programme || *limit.programme == line.programme) &&
         (!limit.person_id || limit.person_id == line.person_id) &&
         (limit.support ? *limit.support == form : form != Support::service);
}

class MoneyGuards {
public:
  explicit MoneyGuards(const CaseFile& file) : file_(file), uses_(award_uses(file)) {}

  std::vector<Violation> run() {
    check_awards();
    check_awarded_again();
    check_lines();
    check_limits();
    check_uses();
    check_payments();
    check_instalments();
    check_paid_of_instalments();
    check_plans();
    check_invoices();
    check_costs();
    check_claims();
    check_claimed();
    check_claim_instalments();
    return std::move(found_);
  }

private:
  void say(Violation violation) { found_.push_back(std::move(violation)); }

  void check_awards() {
    for (const auto& award : file_.all<Award>()) {
      const auto* application =
          award->application_id ? find_record(file_, *award->application_id) : nullptr;
      if (application != nullptr && award->on < (*application)->on) {
        say(violation(award, *application, "award_before_application",
                      "an award of " + award->on.to_string() + " cannot answer an application of " +
                          (*application)->on.to_string()));
      }
      check_answered(award);
      check_opened(award);
      for (const auto& end : file_.all<AwardEnd>()) {
        if (end->award_id == award.id && end->on < award->on) {
          say(violation(end, award, "award_ends_first",
                        "an award of " + award->on.to_string() + " cannot have ended on " +
                            end->on.to_string()));
        }
      }
    }
  }

  /// An award answers an application of its own case that was not refused.
  void check_answered(const Recorded<Award>& award) {
    if (!award->application_id) {
      return;
    }
    if (find_record(file_, *award->application_id) == nullptr) {
      say(violation(award, "award_of_other_case",
                    "expected in application_id an application of the award's own case, found one "
                    "of another"));
    }
    for (const auto& refusal : file_.all<Refusal>()) {
      if (refusal->application_id == *award->application_id && refusal->on <= award->on) {
        say(violation(award, refusal, "award_on_refused_application",
                      "an award of " + award->on.to_string() +
                          " cannot answer an application that was refused on " +
                          refusal->on.to_string()));
      }
    }
  }

  void check_opened(const Recorded<Award>& award) {
    for (const auto& opened : file_.all<Case>()) {
      if (award->on < opened->opened_on) {
        say(violation(award, opened, "award_before_opening",
                      "a case that was opened on " + opened->opened_on.to_string() +
                          " cannot have an award of " + award->on.to_string()));
      }
    }
  }

  /// Of two lines that grant the same of two awards, blames the one that was recorded later.
  void check_awarded_again() {
    const auto& lines = file_.all<AwardLine>();
    for (auto line = lines.begin(); line != lines.end(); ++line) {
      for (auto other = lines.begin(); other != line; ++other) {
        if (grants_again(*line, *other)) {
          const bool is_other_later = other->recording > line->recording;
          const auto& again = is_other_later ? *other : *line;
          const auto& first = is_other_later ? *line : *other;
          const auto* award = find_record(file_, first->award_id);
          say(violation(again, first, "awarded_again",
                        std::string{again->person_id ? "the person" : "the unit"} +
                            " has support " + in_form(again->support) + " under " +
                            std::string{again->programme.code()} + " by an award of " +
                            (*award)->on.to_string() +
                            " that is in force then: expected an amendment of its line, or its "
                            "end first"));
        }
      }
    }
  }

  /// Whether the same person, or the unit, is granted the same form of support under one programme
  /// by two awards, on one day.
  bool grants_again(const Recorded<AwardLine>& line, const Recorded<AwardLine>& other) const {
    if (line->award_id == other->award_id || line->person_id != other->person_id ||
        line->programme != other->programme || line->support != other->support) {
      return false;
    }
    const auto one = in_force(line.record);
    const auto two = in_force(other.record);
    return one && two && std::max(one->from, two->from) < std::min(one->until, two->until);
  }

  struct InForce {
    Date from;
    Date until;
  };
  /// The days on which a line grants something; empty where its award is not in the file.
  std::optional<InForce> in_force(const AwardLine& line) const {
    const auto* award = find_record(file_, line.award_id);
    if (award == nullptr) {
      return std::nullopt;
    }
    InForce days{.from = (*award)->on, .until = line.until.value_or(Date{9999, 12, 31})};
    for (const auto& end : file_.all<AwardEnd>()) {
      if (end->award_id == line.award_id) {
        days.until = std::min(days.until, end->on);
      }
    }
    return days;
  }

  void check_lines() {
    for (const auto& line : file_.all<AwardLine>()) {
      const auto* award = find_record(file_, line->award_id);
      if (award == nullptr) {
        continue;
      }
      if (line->person_id && !is_member_on(file_, *line->person_id, (*award)->on)) {
        say(violation(line, *award, "line_outside_unit",
                      "the person of the line is not in the unit on " + (*award)->on.to_string() +
                          ", the day of the award: a membership that covers it must be recorded "
                          "first"));
      }
      if (line->until && *line->until < (*award)->on) {
        say(violation(line, *award, "line_ends_first",
                      "expected in until the day of the award, " + (*award)->on.to_string() +
                          ", or later, found an earlier one"));
      }
      const auto& bound = (*award)->confirm_above;
      if (const Currency books = books_of(file_, line); bound && bound->currency() != books) {
        say(in_other_currency(later(later(Blamed{line}, amended(line)), Blamed{*award}),
                              "the bound above which a second actor confirms", *bound,
                              books.code()));
      }
      check_budget_line(line, *award);
      check_programme_of_budget(line);
      check_amendments(line);
    }
  }

  void check_budget_line(const Recorded<AwardLine>& line, const Recorded<Award>& award) {
    const auto* budget = line->budget_line_id ? find_record(file_, *line->budget_line_id) : nullptr;
    if (budget == nullptr) {
      return;
    }
    if (award->on < (*budget)->from || (*budget)->until <= award->on) {
      say(violation(line, award, "award_outside_budget_period",
                    "the budget line is for awards from " + (*budget)->from.to_string() +
                        " to before " + (*budget)->until.to_string() + ", found one of " +
                        award->on.to_string()));
    }
    const auto granted = granted_on(file_, line);
    if (granted && granted->currency() != (*budget)->amount.currency()) {
      say(violation(line, "other_currency",
                    "expected the currency of the budget line, " +
                        std::string{(*budget)->amount.currency().code()} + ", found " +
                        std::string{granted->currency().code()}));
    }
  }

  void check_programme_of_budget(const Recorded<AwardLine>& line) {
    const auto* budget = line->budget_line_id ? find_record(file_, *line->budget_line_id) : nullptr;
    if (budget != nullptr && (*budget)->programme && *(*budget)->programme != line->programme) {
      say(violation(line, "budget_of_other_programme",
                    "expected a budget line for " + line->programme.code() + ", found one for " +
                        (*budget)->programme->code()));
    }
  }

  void check_amendments(const Recorded<AwardLine>& line) {
    for (const auto& amendment : file_.all<Amendment>()) {
      if (amendment->award_line_id == line.id && line->amount &&
          line->amount->currency() != amendment->amount.currency()) {
        say(violation(amendment, line, "other_currency",
                      "expected the currency of the line, " +
                          std::string{line->amount->currency().code()} + ", found " +
                          std::string{amendment->amount.currency().code()}));
      }
    }
  }

  static Violation in_other_currency(const std::optional<Blamed>& blamed, const std::string& of,
                                     const Money& expected, std::string_view found) {
    return blamed->violation("other_currency", "expected the currency of " + of + ", " +
                                                   std::string{expected.currency().code()} +
                                                   ", found " + std::string{found});
  }

  /// What an award grants stays within its limits; a deviation from them is a record of its own.
  void check_limits() {
    for (const auto& deviation : file_.all<Deviation>()) {
      const auto* limit = find_record(file_, deviation->limit_id);
      if (limit != nullptr && (*limit)->at_most.currency() != deviation->at_most.currency()) {
        say(in_other_currency(later(Blamed{deviation}, Blamed{*limit}), "the limit",
                              (*limit)->at_most, deviation->at_most.to_string()));
      }
    }
    for (const auto& limit : file_.all<Limit>()) {
      const Money bound = allowed_by(file_, limit);
      Money granted{0, bound.currency()};
      std::optional<Blamed> last;
      for (const auto& line : file_.all<AwardLine>()) {
        const auto amount = granted_on(file_, line);
        if (!amount || !is_within(limit.record, line.record, line->support)) {
          continue;
        }
        if (amount->currency() != bound.currency()) {
          say(in_other_currency(later(later(Blamed{line}, amended(line)), Blamed{limit}),
                                "the limit", bound, amount->to_string()));
        } else if (!limit->place) {
          granted += *amount;
          last = later(later(last, Blamed{line}), amended(line));
        }
      }
      if (last && granted > bound) {
        say(exceeding(
            last->violation("award_above_limit",
                            "expected at most " + bound.to_string() + " " + scope_of(limit.record) +
                                ", as the rules gave when it was awarded, found " +
                                granted.to_string() +
                                ": more needs a deviation that a second actor has confirmed"),
            granted, bound, limit.id));
      }
    }
  }

  /// The last amendment of a line.
  std::optional<Blamed> amended(const Recorded<AwardLine>& line) const {
    std::optional<Blamed> last;
    for (const auto& amendment : file_.all<Amendment>()) {
      if (amendment->award_line_id == line.id) {
        last = later(last, Blamed{amendment});
      }
    }
    return last;
  }

  void check_uses() {
    std::map<AwardLineId, Money> of_line;
    std::map<LimitId, Money> of_limit;
    for (const AwardUse& use : uses_) {
      check_stage(use);
      if (use.form != use.line->record.support) {
        say(use.record.violation("other_support", "expected a " + std::string{use.what} +
                                                      " on a line " + in_form(use.form) +
                                                      ", found one on a line " +
                                                      in_form(use.line->record.support)));
      }
      const auto granted = granted_on(file_, *use.line);
      if (const Currency books = books_of(file_, *use.line); books != use.amount.currency()) {
        say(use.record.violation("other_currency", "expected the currency of the line, " +
                                                       std::string{books.code()} + ", found " +
                                                       use.amount.to_string()));
        continue;
      }
      check_line(use, granted, of_line);
      for (const auto& limit : file_.all<Limit>()) {
        check_limit(use, limit, of_limit);
      }
    }
  }

  static std::string in_form(Support form) {
    return form == Support::cash ? "in cash" : form == Support::in_kind ? "in kind" : "of services";
  }

  void check_line(const AwardUse& use, const std::optional<Money>& granted,
                  std::map<AwardLineId, Money>& of_line) {
    if (!granted) {
      if (!use.line->record.is_uncapped.value_or(false)) {
        say(use.record.violation("line_without_amount", "the line has no amount: it takes no " +
                                                            std::string{use.what} +
                                                            " before an amendment estimates it"));
      }
      return;
    }
    Money& sum = of_line.try_emplace(use.line->id, Money{0, granted->currency()}).first->second;
    sum += use.amount;
    if (sum > *granted && use.amount.cents() > 0) {
      const auto blamed = later(Blamed{use.record}, amended(*use.line));
      say(exceeding(blamed->violation("above_line", "expected at most " + granted->to_string() +
                                                        " on this line of the award, found " +
                                                        sum.to_string() + " with this " +
                                                        std::string{use.what} + " of " +
                                                        use.amount.to_string()),
                    sum, *granted, use.line->id));
    }
  }

  void check_limit(const AwardUse& use, const Recorded<Limit>& limit,
                   std::map<LimitId, Money>& of_limit) {
    const Money bound = allowed_by(file_, limit);
    if (!is_within(limit.record, use.line->record, use.form)) {
      return;
    }
    if (bound.currency() != use.amount.currency()) {
      say(in_other_currency(later(Blamed{use.record}, Blamed{limit}), "the limit", bound,
                            use.amount.to_string()));
      return;
    }
    if (limit->place) {
      if (use.form != Support::in_kind) {
        return;
      }
      if (!use.place) {
        say(use.record.violation("place_not_told", "expected where it is spent: at most " +
                                                       bound.to_string() + " " +
                                                       scope_of(limit.record) + " is allowed"));
        return;
      }
      if (*use.place != *limit->place) {
        return;
      }
    }
    const Money taken = limit->place ? use.at_place : use.amount;
    Money& sum = of_limit.try_emplace(limit.id, Money{0, bound.currency()}).first->second;
    sum += taken;
    if (sum > bound && taken.cents() > 0) {
      say(exceeding(use.record.violation("above_limit", "expected at most " + bound.to_string() +
                                                            " " + scope_of(limit.record) +
                                                            ", found " + sum.to_string() +
                                                            " with this " + std::string{use.what} +
                                                            " of " + taken.to_string()),
                    sum, bound, limit.id));
    }
  }

  /// Nothing is given before its award, nor after the end of that or of its line.
  void check_stage(const AwardUse& use) {
    const auto* award = find_record(file_, use.line->record.award_id);
    if (award == nullptr) {
      return;
    }
    if (use.on < (*award)->on) {
      say(use.record.violation(std::string{use.what} + "_before_award",
                               "a " + std::string{use.what} + " of " + use.on.to_string() +
                                   " comes before its award of " + (*award)->on.to_string()));
    }
    if (has_run_out(use.line->record, use.on)) {
      say(use.record.violation(std::string{use.what} + "_after_until",
                               "expected a " + std::string{use.what} +
                                   " of a day before the until of its line, found one of " +
                                   use.on.to_string()));
    }
    for (const auto& end : file_.all<AwardEnd>()) {
      const bool is_new = end.recording <= use.record.recording || use.record.table == "services";
      if (end->award_id == award->id && is_new && end->on <= use.on) {
        say(use.record.violation(std::string{use.what} + "_after_award",
                                 "the award ended on " + end->on.to_string() + ": no " +
                                     std::string{use.what} + " of that day or later, as of " +
                                     use.on.to_string()));
      }
    }
  }

  void check_payments() {
    const auto& payments = file_.all<CashPayment>();
    for (auto payment = payments.begin(); payment != payments.end(); ++payment) {
      const CashPayment& record = payment->record;
      const Date on = record_kind<CashPayment>().valid_on(&record);
      if (!is_member_on(file_, record.person_id, on)) {
        say(violation(*payment, "paid_outside_unit",
                      "the receiver is not in the unit on " + on.to_string() +
                          ": expected a person with a membership that covers it"));
      }
      check_order_of_days(*payment);
      check_confirmed(*payment);
      if (record.reissue_of_id) {
        check_reissue(*payment);
      }
      for (auto earlier = payments.begin(); earlier != payment; ++earlier) {
        check_again(*payment, *earlier);
      }
    }
  }

  void check_order_of_days(const Recorded<CashPayment>& payment) {
    for (const auto& outcome : file_.all<PaymentOutcome>()) {
      const auto ordered = payment->ordered_on ? payment->ordered_on : payment->paid_on;
      if (outcome->cash_payment_id == payment.id && ordered && outcome->on < *ordered) {
        say(violation(outcome, payment, "outcome_before_order",
                      "a payment of " + ordered->to_string() + " cannot have had its outcome on " +
                          outcome->on.to_string()));
      }
    }
  }

  void check_confirmed(const Recorded<CashPayment>& payment) {
    const auto* line = find_record(file_, payment->award_line_id);
    const auto* award = line != nullptr ? find_record(file_, (*line)->award_id) : nullptr;
    if (award == nullptr || !(*award)->confirm_above ||
        (*award)->confirm_above->currency() != payment->amount.currency() ||
        payment->amount <= *(*award)->confirm_above ||
        result_of(file_, payment) != PaymentResult::paid ||
        is_confirmed(file_, {payment.id.value}, payment.recording)) {
      return;
    }
    say(violation(payment, "not_confirmed",
                  "expected a second actor's confirmation of a payment above " +
                      (*award)->confirm_above->to_string() + ", found one of " +
                      payment->amount.to_string() + " that was paid without"));
  }

  void check_reissue(const Recorded<CashPayment>& payment) {
    const auto* old = find_record(file_, *payment->reissue_of_id);
    if (old != nullptr && takes_from_line(file_, *old)) {
      say(violation(payment, *old, "reissue_of_good_payment",
                    "expected a payment that failed, came back or was called off to be issued "
                    "again, found one that was not"));
    }
  }

  /// The day on which a payment was paid; empty where it was not.
  std::optional<Date> paid_day(const Recorded<CashPayment>& payment) const {
    if (payment->paid_on) {
      return payment->paid_on;
    }
    const auto* outcome = last_of<PaymentOutcome>(file_, [&](const PaymentOutcome& told) {
      return told.cash_payment_id == payment.id && told.result == PaymentResult::paid;
    });
    return outcome == nullptr ? std::nullopt : std::optional{(*outcome)->on};
  }

  /// Whether both were ordered, or paid, on one day. Of orders alone that of the order counts: a
  /// bank may carry out those of several days on one.
  bool is_same_day(const Recorded<CashPayment>& one, const Recorded<CashPayment>& other) const {
    const RecordKind& kind = record_kind<CashPayment>();
    if (kind.valid_on(&one.record) == kind.valid_on(&other.record)) {
      return true;
    }
    const auto paid = one->paid_on || other->paid_on ? paid_day(one) : std::nullopt;
    return paid && paid == paid_day(other);
  }

  void check_again(const Recorded<CashPayment>& payment, const Recorded<CashPayment>& earlier) {
    const auto& one = payment.record;
    const auto& other = earlier.record;
    const bool is_other_instalment =
        one.instalment_id && other.instalment_id && *one.instalment_id != *other.instalment_id;
    if (one.award_line_id == other.award_line_id && one.person_id == other.person_id &&
        one.amount == other.amount && !is_other_instalment && takes_from_line(file_, earlier) &&
        takes_from_line(file_, payment) && is_same_day(payment, earlier)) {
      say(violation(payment, earlier, "payment_again",
                    "the same amount was paid to this person on this line that day already: "
                    "expected another instalment, or another day"));
    }
  }

  /// What an instalment came to on the day of a payment, or comes to by all that is recorded, where
  /// that is more.
  std::optional<Money> most_of(const Recorded<Instalment>& instalment, Date on) const {
    const auto then = amount_of(file_, instalment, on);
    const auto now = amount_of(file_, instalment);
    return then && now && then->currency() == now->currency() && *now < *then ? then : now;
  }

  void check_paid_of_instalments() {
    for (const auto& instalment : file_.all<Instalment>()) {
      std::optional<Money> sum;
      for (const auto& payment : file_.all<CashPayment>()) {
        if (payment->instalment_id != instalment.id || !takes_from_line(file_, payment)) {
          continue;
        }
        const auto bound =
            most_of(instalment, record_kind<CashPayment>().valid_on(&payment.record));
        if (!bound || bound->currency() != payment->amount.currency()) {
          continue; // its line says so
        }
        sum = sum ? *sum + payment->amount : payment->amount;
        if (*sum > *bound) {
          say(exceeding(violation(payment, instalment, "above_instalment",
                                  "expected payments of at most " + bound->to_string() +
                                      " for the instalment, found " + sum->to_string() +
                                      " with this one of " + payment->amount.to_string()),
                        *sum, *bound, instalment.id));
        }
      }
    }
  }

  void check_instalments() {
    std::map<AwardLineId, Money> of_line;
    for (const auto& instalment : file_.all<Instalment>()) {
      const auto* line = find_record(file_, instalment->award_line_id);
      const auto granted = line != nullptr ? granted_on(file_, *line) : std::nullopt;
      const auto amount = amount_of(file_, instalment);
      if (!granted || !amount) {
        continue;
      }
      if (amount->currency() != granted->currency()) {
        say(violation(instalment, *line, "other_currency",
                      "expected the currency of the line, " +
                          std::string{granted->currency().code()} + ", found " +
                          amount->to_string()));
        continue;
      }
      Money& sum = of_line.try_emplace(line->id, Money{0, granted->currency()}).first->second;
      sum += *amount;
      if (sum > *granted) {
        say(exceeding(violation(instalment, "instalments_above_line",
                                "expected instalments of at most " + granted->to_string() +
                                    " together, found " + sum.to_string()),
                      sum, *granted, line->id));
      }
    }
    for (const auto& payment : file_.all<CashPayment>()) {
      const auto* instalment =
          payment->instalment_id ? find_record(file_, *payment->instalment_id) : nullptr;
      if (instalment != nullptr && (*instalment)->award_line_id != payment->award_line_id) {
        say(violation(payment, *instalment, "instalment_of_other_line",
                      "expected an instalment of the line that is paid from, found one of another "
                      "line"));
      }
    }
  }

  void check_plans() {
    for (const auto& approval : file_.all<PlanApproval>()) {
      const auto* plan = find_record(file_, approval->reintegration_plan_id);
      if (plan != nullptr && approval->on < (*plan)->on) {
        say(violation(approval, *plan, "approval_before_plan",
                      "a plan of " + (*plan)->on.to_string() + " cannot have been approved on " +
                          approval->on.to_string()));
      }
    }
    for (const auto& delivery : file_.all<Delivery>()) {
      if (const auto* item = find_record(file_, delivery->plan_item_id)) {
        check_approved(delivery, *item);
      }
    }
    for (const auto& plan : file_.all<ReintegrationPlan>()) {
      check_delivered(plan);
    }
  }

  /// What was added to a plan since its approval needs another.
  void check_approved(const Recorded<Delivery>& delivery, const Recorded<PlanItem>& item) {
    if (is_item_approved(file_, item.record, delivery->on)) {
      return;
    }
    const bool has_approval =
        std::ranges::any_of(file_.all<PlanApproval>(), [&](const auto& approval) {
          return approval->reintegration_plan_id == item->reintegration_plan_id &&
                 approval->on <= delivery->on;
        });
    say(violation(delivery, item, "delivery_before_approval",
                  has_approval
                      ? "expected an approval of the plan from " + item->on.to_string() +
                            ", the day of the item, to that of the delivery, " +
                            delivery->on.to_string() + ": an earlier one does not cover the item"
                      : "expected a plan that was approved by the day of the delivery, " +
                            delivery->on.to_string()));
  }

  /// A delivery may cost more than its item where the plan has room. The items of a version are all
  /// of them: what was delivered under the versions before takes from it too, once something is
  /// delivered under the version itself.
  void check_delivered(const Recorded<ReintegrationPlan>& plan) {
    std::map<Currency, Money> sums;
    bool is_begun = false;
    for (const auto& delivery : file_.all<Delivery>()) {
      const auto* item = find_record(file_, delivery->plan_item_id);
      const Currency currency = delivery->cost.currency();
      if (item == nullptr || (*item)->budgeted.currency() != currency) {
        continue; // its line says so
      }
      const bool is_of_plan = (*item)->reintegration_plan_id == plan.id;
      if (!is_of_plan && !is_before(file_, (*item)->reintegration_plan_id, plan)) {
        continue;
      }
      is_begun = is_begun || is_of_plan;
      Money& sum = sums.try_emplace(currency, Money{0, currency}).first->second;
      sum += delivery->cost;
      const Money budgeted = budgeted_in(plan.id, currency);
      if (is_begun && sum > budgeted) {
        say(exceeding(
            violation(delivery, *item, "above_plan",
                      "expected deliveries of at most " + budgeted.to_string() +
                          (plan->replaces_id ? " under the plan and the versions before it"
                                             : " under the whole plan") +
                          ", found " + sum.to_string() + " with this one of " +
                          delivery->cost.to_string()),
            sum, budgeted, plan.id));
      }
    }
  }

  Money budgeted_in(ReintegrationPlanId plan, Currency currency) const {
    Money budgeted{0, currency};
    for (const auto& item : file_.all<PlanItem>()) {
      if (item->reintegration_plan_id == plan && item->budgeted.currency() == currency) {
        budgeted += item->budgeted;
      }
    }
    return budgeted;
  }

  void check_invoices() {
    for (const auto& invoice : file_.all<Invoice>()) {
      Money paid{0, invoice->amount.currency()};
      for (const auto& payment : file_.all<InvoicePayment>()) {
        if (payment->invoice_id != invoice.id) {
          continue;
        }
        if (payment->amount.currency() != paid.currency()) {
          say(violation(payment, invoice, "other_currency",
                        "expected the currency of the invoice, " +
                            std::string{paid.currency().code()} + ", found " +
                            payment->amount.to_string()));
          continue;
        }
        if (payment->on < invoice->on) {
          say(violation(payment, invoice, "payment_before_invoice",
                        "a payment of " + payment->on.to_string() +
                            " comes before its invoice of " + invoice->on.to_string()));
        }
        paid += payment->amount;
        if (paid > invoice->amount) {
          say(exceeding(violation(payment, invoice, "above_invoice",
                                  "expected payments of at most " + invoice->amount.to_string() +
                                      " for the invoice, found " + paid.to_string()),
                        paid, invoice->amount, invoice.id));
        }
      }
    }
  }

  void check_costs() {
    for (const auto& delivery : file_.all<Delivery>()) {
      check_cost(delivery,
                 [&](const Invoice& invoice) { return invoice.delivery_id == delivery.id; });
    }
    for (const auto& service : file_.all<Service>()) {
      check_cost(service, [&](const Invoice& invoice) { return invoice.service_id == service.id; });
    }
  }

  /// All invoices for one delivery or service are paid up to its cost, beside what the provider
  /// paid back on credit notes.
  template <class R, class IsFor>
  void check_cost(const Recorded<R>& given, IsFor&& is_for) {
    const Money cost = given->cost;
    Money paid{0, cost.currency()};
    std::vector<std::pair<const Recorded<Invoice>*, const Recorded<InvoicePayment>*>> payments;
    for (const auto& invoice : file_.all<Invoice>()) {
      if (is_for(invoice.record) && invoice->amount.currency() != cost.currency()) {
        say(violation(invoice, given, "other_currency",
                      "expected the currency of the cost, " + std::string{cost.currency().code()} +
                          ", found " + invoice->amount.to_string()));
      }
    }
    for (const auto& payment : file_.all<InvoicePayment>()) {
      const auto* invoice = find_record(file_, payment->invoice_id);
      if (invoice == nullptr || !is_for(invoice->record) ||
          payment->amount.currency() != cost.currency()) {
        continue;
      }
      if ((*invoice)->is_credit_note.value_or(false)) {
        paid -= payment->amount;
      } else {
        payments.emplace_back(invoice, &payment);
      }
    }
    for (const auto& [invoice, payment] : payments) {
      paid += (*payment)->amount;
      if (paid > cost) {
        const auto blamed = later(later(Blamed{*payment}, Blamed{*invoice}), Blamed{given});
        say(exceeding(blamed->violation("above_cost", "expected payments of at most the cost, " +
                                                          cost.to_string() +
                                                          ", on its invoices, found " +
                                                          paid.to_string() + " with this one of " +
                                                          (*payment)->amount.to_string()),
                      paid, cost, given.id));
      }
    }
  }

  /// What is written off counts once a second actor has confirmed it.
  void check_claims() {
    for (const auto& claim : file_.all<Claim>()) {
      Settled settled{.sum = Money{0, claim->amount.currency()}};
      for (const auto& repayment : file_.all<Repayment>()) {
        settle(claim, repayment, Blamed{repayment}, settled);
      }
      for (const auto& write_off : file_.all<WriteOff>()) {
        const auto* confirmation =
            confirmation_of(file_, {write_off.id.value}, write_off.recording);
        settle(claim, write_off,
               confirmation == nullptr ? std::nullopt
                                       : later(Blamed{write_off}, Blamed{*confirmation}),
               settled);
      }
    }
  }

  /// What was paid back on a claim and written off, and the newest record of it.
  struct Settled {
    Money sum;
    std::optional<Blamed> newest{};
  };

  /// Adds what was paid back or written off; `counts_by` is empty where it does not count.
  template <class R>
  void settle(const Recorded<Claim>& claim, const Recorded<R>& recorded,
              const std::optional<Blamed>& counts_by, Settled& settled) {
    if (recorded->claim_id != claim.id) {
      return;
    }
    if (recorded->amount.currency() != settled.sum.currency()) {
      say(violation(recorded, claim, "other_currency",
                    "expected the currency of the claim, " +
                        std::string{settled.sum.currency().code()} + ", found " +
                        recorded->amount.to_string()));
      return;
    }
    if (recorded->on < claim->on) {
      say(violation(recorded, claim, "before_claim",
                    "what is of " + recorded->on.to_string() + " comes before its claim of " +
                        claim->on.to_string()));
    }
    if (!counts_by) {
      return;
    }
    settled.sum += recorded->amount;
    settled.newest = later(settled.newest, counts_by);
    if (settled.sum > claim->amount) {
      const bool is_marked = is_irregular(file_, {settled.newest->id}, "above_claim");
      say(exceeding((is_marked ? settled.newest : later(settled.newest, Blamed{claim}))
                        ->violation("above_claim", "expected at most " + claim->amount.to_string() +
                                                       " paid back and written off, found " +
                                                       settled.sum.to_string()),
                    settled.sum, claim->amount, claim.id));
    }
  }

  /// What is asked back was given, on that line and by then.
  void check_claimed() {
    for (const auto& claim : file_.all<Claim>()) {
      const auto* line = find_record(file_, claim->award_line_id);
      const auto* award = line != nullptr ? find_record(file_, (*line)->award_id) : nullptr;
      if (award == nullptr) {
        continue;
      }
      if (claim->on < (*award)->on) {
        say(violation(claim, *award, "claim_before_award",
                      "a claim of " + claim->on.to_string() + " comes before the award of " +
                          (*award)->on.to_string() + " of which it asks something back"));
      }
      if (!was_of_unit(claim.record)) {
        say(violation(claim, "claim_outside_unit",
                      "expected a claim on somebody who is or was of the unit by " +
                          claim->on.to_string() + ", or was paid on the line"));
      }
      if (const Currency books = books_of(file_, *line); books != claim->amount.currency()) {
        say(in_other_currency(later(Blamed{claim}, amended(*line)), "the line", Money{0, books},
                              claim->amount.to_string()));
      } else {
        check_claimed(claim);
      }
    }
  }

  bool was_of_unit(const Claim& claim) const {
    return std::ranges::any_of(file_.all<UnitMember>(),
                               [&](const auto& member) {
                                 return member->person_id == claim.person_id &&
                                        member->from <= claim.on;
                               }) ||
           std::ranges::any_of(file_.all<CashPayment>(), [&](const auto& payment) {
             return payment->person_id == claim.person_id &&
                    payment->award_line_id == claim.award_line_id;
           });
  }

  /// All claims on a line by the day of this one, once for a day.
  void check_claimed(const Recorded<Claim>& claim) {
    Money asked{0, claim->amount.currency()};
    std::optional<Blamed> newest;
    bool is_before = true; // the claim itself
    for (const auto& other : file_.all<Claim>()) {
      if (other->award_line_id != claim->award_line_id || other->on > claim->on ||
          other->amount.currency() != asked.currency()) {
        continue;
      }
      if (other->on == claim->on && is_before) {
        if (other.id != claim.id) {
          return;
        }
        is_before = false;
      }
      asked += other->amount;
      newest = later(newest, Blamed{other});
    }
    const Money given = given_by(claim);
    if (asked > given) {
      say(exceeding(newest->violation("claim_above_given",
                                      "expected claims of at most " + given.to_string() +
                                          ", which were given on the line by " +
                                          claim->on.to_string() + ", found " + asked.to_string()),
                    asked, given, claim->award_line_id));
    }
  }

  /// What was paid, delivered and arranged on the line of a claim by its day. A payment that only
  /// afterwards turned out to have come back was given when it was asked back.
  Money given_by(const Recorded<Claim>& claim) const {
    Money given{0, claim->amount.currency()};
    const auto add = [&](AwardLineId line, Date on, const Money& amount) {
      if (line == claim->award_line_id && on <= claim->on &&
          amount.currency() == given.currency()) {
        given += amount;
      }
    };
    for (const auto& payment : file_.all<CashPayment>()) {
      const auto paid = paid_day(payment);
      const bool was_told_later =
          std::ranges::any_of(file_.all<PaymentOutcome>(), [&](const auto& outcome) {
            return outcome->cash_payment_id == payment.id &&
                   (outcome.id.value > claim.id.value || outcome.recording > claim.recording);
          });
      if (paid && (was_told_later || result_of(file_, payment, claim->on) == PaymentResult::paid)) {
        add(payment->award_line_id, *paid, payment->amount);
      }
    }
    for (const auto& delivery : file_.all<Delivery>()) {
      if (const auto* item = find_record(file_, delivery->plan_item_id)) {
        add((*item)->award_line_id, delivery->on, delivery->cost);
      }
    }
    for (const auto& service : file_.all<Service>()) {
      add(service->award_line_id, service->on, service->cost);
    }
    return given;
  }

  void check_claim_instalments() {
    for (const auto& claim : file_.all<Claim>()) {
      Money sum{0, claim->amount.currency()};
      for (const auto& instalment : file_.all<ClaimInstalment>()) {
        if (instalment->claim_id != claim.id) {
          continue;
        }
        if (instalment->amount.currency() != sum.currency()) {
          say(in_other_currency(later(Blamed{instalment}, Blamed{claim}), "the claim", sum,
                                instalment->amount.to_string()));
          continue;
        }
        sum += instalment->amount;
        if (sum > claim->amount) {
          say(exceeding(violation(instalment, claim, "instalments_above_claim",
                                  "expected instalments of at most " + claim->amount.to_string() +
                                      " together, found " + sum.to_string()),
                        sum, claim->amount, claim.id));
        }
      }
    }
  }

  const CaseFile& file_;
  std::vector<AwardUse> uses_;
  std::vector<Violation> found_;
};

/// The guards that an irregularity opens: limits, budgets, membership, the order of stages, the
/// closure of the case, and the safeguards of minors.
constexpr auto openable = std::to_array<std::string_view>({"above_line",
                                                           "above_limit",
                                                           "above_plan",
                                                           "above_invoice",
                                                           "above_cost",
                                                           "above_instalment",
                                                           "above_claim",
                                                           "above_budget",
                                                           "line_without_amount",
                                                           "award_above_limit",
                                                           "instalments_above_line",
                                                           "award_outside_budget_period",
                                                           "line_outside_unit",
                                                           "paid_outside_unit",
                                                           "departed_outside_unit",
                                                           "payment_before_award",
                                                           "item_before_award",
                                                           "delivery_before_award",
                                                           "service_before_award",
                                                           "payment_after_award",
                                                           "item_after_award",
                                                           "delivery_after_award",
                                                           "service_after_award",
                                                           "payment_after_until",
                                                           "item_after_until",
                                                           "delivery_after_until",
                                                           "service_after_until",
                                                           "line_ends_first",
                                                           "award_before_application",
                                                           "awarded_again",
                                                           "delivery_before_approval",
                                                           "dated_after_closure",
                                                           "payment_again",
                                                           "not_confirmed",
                                                           "payment_before_invoice",
                                                           "guardian_not_informed",
                                                           "guardian_not_agreed",
                                                           "minor_not_heard",
                                                           "best_interests_not_decided",
                                                           "reception_not_arranged",
                                                           "split_not_reviewed",
                                                           "facility_full"});

bool is_openable(std::string_view guard) {
  return std::ranges::find(openable, guard) != openable.end();
}

/// Whether a record tells of what has happened, rather than of what was decided.
bool has_happened(const CaseFile& file, const Violation& violation) {
  static const std::array happens{
      &record_kind<PaymentOutcome>(), &record_kind<Delivery>(),       &record_kind<Service>(),
      &record_kind<Invoice>(),        &record_kind<InvoicePayment>(), &record_kind<Repayment>(),
      &record_kind<Departure>(),      &record_kind<BookingOutcome>(), &record_kind<Arrival>(),
      &record_kind<Visit>(),          &record_kind<HandOver>()};
  if (violation.table == record_kind<CashPayment>().table) {
    const auto* payment = find_record(file, CashPaymentId{violation.id});
    return payment != nullptr && result_of(file, *payment).has_value(); // more than ordered
  }
  return std::ranges::find(happens, violation.table, &RecordKind::table) != happens.end();
}

/// Whether an irregularity opens what a guard says; of an instalment, of a claim or in a closed
/// case only for what has happened: what is still to be decided stays refused.
bool is_openable(const CaseFile& file, const Violation& violation) {
  const bool is_of_events = violation.code == "above_claim" ||
                            violation.code == "above_instalment" ||
                            violation.code == "dated_after_closure";
  return is_openable(violation.code) && (!is_of_events || has_happened(file, violation));
}

/// The currency in which a payment, a delivery or a service is booked; empty of anything else.
std::optional<Currency> booked_in(const CaseFile& file, RecordId id) {
  if (const auto* payment = find_record(file, CashPaymentId{id.value})) {
    return (*payment)->amount.currency();
  }
  if (const auto* delivery = find_record(file, DeliveryId{id.value})) {
    return (*delivery)->cost.currency();
  }
  const auto* service = find_record(file, ServiceId{id.value});
  return service == nullptr ? std::nullopt : std::optional{(*service)->cost.currency()};
}

/// An amount abroad is in another currency than what is booked of it, and of one record there is
/// one.
void check_exchanges(const CaseFile& file, std::vector<Violation>& found) {
  const auto& exchanges = file.all<Exchange>();
  for (auto exchange = exchanges.begin(); exchange != exchanges.end(); ++exchange) {
    const auto booked = booked_in(file, (*exchange)->record_id);
    if (booked == (*exchange)->paid.currency()) {
      found.push_back(violation(*exchange, "exchange_of_one_currency",
                                "expected another currency than that of what is booked, found " +
                                    (*exchange)->paid.to_string()));
    }
    for (auto other = exchanges.begin(); other != exchange; ++other) {
      if ((*other)->record_id == (*exchange)->record_id) {
        found.push_back(violation(*exchange, *other, "exchange_again",
                                  "expected one amount abroad of what was booked, found a second: "
                                  "correct the first"));
      }
    }
  }
}

bool has_record(const CaseFile& file, RecordId id, std::span<const RecordKind* const> kinds) {
  bool is_found = false;
  file.for_each([&]<class R>(const Recorded<R>& recorded) {
    is_found =
        is_found || (recorded.id.value == id.value &&
                     (kinds.empty() || std::ranges::find(kinds, &record_kind<R>()) != kinds.end()));
  });
  return is_found;
}

/// Whether a version of a record stood when an irregularity was recorded, or came with it.
bool covers(const Recorded<Irregularity>& irregularity, const Blamed& version) {
  return irregularity.is_first_version() ? version.recording <= irregularity.recording
                                         : version.row < irregularity.id.value;
}

/// The version of a record that a violation blames; empty where the file does not hold it.
std::optional<Blamed> blamed_in(const CaseFile& file, const Violation& violation) {
  std::optional<Blamed> blamed;
  file.for_each([&](const auto& recorded) {
    if (recorded.id.value == violation.id) {
      blamed.emplace(recorded);
    }
  });
  return blamed;
}

} // namespace

std::vector<Violation> violations_of_money(const CaseFile& file) {
  if (file.all<Award>().empty()) {
    return {};
  }
  return MoneyGuards{file}.run();
}

std::vector<Violation> violations_of_marks(const CaseFile& file) {
  static const std::array confirmed{&record_kind<Deviation>(), &record_kind<WriteOff>(),
                                    &record_kind<Irregularity>(), &record_kind<CashPayment>()};
  static const std::array exchanged{&record_kind<CashPayment>(), &record_kind<Delivery>(),
                                    &record_kind<Service>()};
  std::vector<Violation> found;
  const auto check = [&](const auto& marked, std::span<const RecordKind* const> kinds,
                         const std::string& expected) {
    if (!has_record(file, marked->record_id, kinds)) {
      found.push_back(violation(marked, "names_no_such_record",
                                "expected in record_id " + expected + " of this case, found none"));
    }
  };
  for (const auto& confirmation : file.all<Confirmation>()) {
    check(confirmation, confirmed,
          "a deviation, a write-off, an irregularity or a payment in cash");
  }
  for (const auto& exchange : file.all<Exchange>()) {
    check(exchange, exchanged, "a payment in cash, a delivery or a service");
  }
  check_exchanges(file, found);
  for (const auto& irregularity : file.all<Irregularity>()) {
    check(irregularity, {}, "a record");
    if (!is_openable(irregularity->guard)) {
      found.push_back(violation(irregularity, "guard_stays",
                                "expected the code of a guard of limits, budgets, membership, "
                                "the order of stages, a closed case or the safeguards of minors: "
                                "no other is opened by an irregularity"));
    }
  }
  return found;
}

bool is_irregular(const CaseFile& file, RecordId id, std::string_view guard) {
  return std::ranges::any_of(file.all<Irregularity>(), [&](const auto& irregularity) {
    return irregularity->record_id == id && irregularity->guard == guard;
  });
}

std::vector<Violation> without_irregular(const CaseFile& file, std::vector<Violation> found) {
  const auto& irregularities = file.all<Irregularity>();
  if (irregularities.empty()) {
    return found;
  }
  std::erase_if(found, [&](const Violation& violation) {
    return is_openable(file, violation) &&
           std::ranges::any_of(irregularities, [&](const auto& irregularity) {
             const auto blamed = blamed_in(file, violation);
             return irregularity->record_id.value == violation.id &&
                    irregularity->guard == violation.code &&
                    (!blamed || covers(irregularity, *blamed));
           });
  });
  return found;
}

} // namespace libcase

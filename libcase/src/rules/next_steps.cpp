#include <array>
#include <cstdint>
#include <set>
#include <span>

#include <libcase/rules/award_use.hpp>
#include <libcase/rules/status.hpp>
#include <libcase/rules/timeline.hpp>

#include "rules/invoiced.hpp"
#include "rules/line_end.hpp"
#include "rules/plan_versions.hpp"
#include "rules/work_items.hpp"

namespace libcase {

namespace {

class NextSteps {
public:
  NextSteps(const CaseFile& file, Date on) : file_(file), on_(on) {}

  std::vector<WorkItem> find() {
    const auto status = status_of(file_, on_);
    if (!status) {
      return {};
    }
    if (status->status == ReturnStatus::closed) {
      add_repayments();
      return items_.take();
    }
    lines_ = awarded_lines(file_, on_);
    add_beginning(*status);
    add_decisions();
    add_lines();
    add_plans();
    add_payments();
    add_invoices();
    add_confirmations();
    for (const PersonStatus& person : status->persons) {
      add_journey(person);
      add_return(person.person_id);
    }
    add_repayments();
    add_closure(*status);
    return items_.take();
  }

private:
  template <class R>
  WorkItem& add(std::string_view code, Date since, const Named& named = {}) {
    WorkItem& item = items_.add(code, since, named);
    item.settled_by = record_kind<R>().table;
    return item;
  }
  template <class R, class Of>
  WorkItem& add(std::string_view code, Date since, const Recorded<Of>& of, const Named& named) {
    WorkItem& item = add<R>(code, since, named);
    item.record_id = RecordId{of.id.value};
    return item;
  }

  /// Whether one of a kind that stands by the day holds.
  template <class R, class Holds>
  bool any(Holds&& holds) const {
    return std::ranges::any_of(
        file_.all<R>(), [&](const Recorded<R>& it) { return it->on <= on_ && holds(it.record); });
  }
  template <class R, class Visit>
  void each(Visit&& visit) const {
    for (const Recorded<R>& it : file_.all<R>()) {
      if (it->on <= on_) {
        visit(it);
      }
    }
  }

  void add_beginning(const CaseStatus& status) {
    if (status.persons.empty()) {
      add<UnitMember>("no_member", status.since);
    } else if (status.status == ReturnStatus::registered && !has_asked()) {
      add<Application>("no_application", status.since);
    }
  }

  /// Whether there is an application, or an award, that counts for a member.
  bool has_asked() const {
    return any<Application>(
               [&](const Application& it) { return counts_for(file_, {}, it.on, on_); }) ||
           any<Award>([&](const Award& it) { return counts_for(file_, {}, it.on, on_); });
  }

  void add_decisions() {
    for (const auto* application : undecided(file_, on_)) {
      add<Award>("decision", (*application)->on, *application,
                 {.programme = (*application)->programme});
    }
  }

  void add_lines() {
    for (const AwardedLine& awarded : lines_) {
      if (!awarded.is_in_force) {
        continue;
      }
      const Named named{.person = awarded.line->person_id, .programme = awarded.line->programme};
      if (!counts_for(file_, awarded.line->person_id, awarded.award->on, on_)) {
        add<AwardEnd>("award_end", awarded.award->on, awarded.line, named);
      } else if (awarded.line->support != Support::service &&
                 account_of(file_, awarded.line, on_).is_open()) {
        add<Amendment>("estimate", awarded.award->on, awarded.line, named);
      }
    }
    const auto in_kind = std::ranges::find_if(lines_, [&](const AwardedLine& awarded) {
      return awarded.is_in_force && awarded.line->support == Support::in_kind &&
             counts_for(file_, awarded.line->person_id, awarded.award->on, on_);
    });
    const bool has_plan = any<ReintegrationPlan>(
        [&](const ReintegrationPlan& plan) { return counts_for(file_, {}, plan.on, on_); });
    if (in_kind != lines_.end() && !has_plan) {
      add<ReintegrationPlan>("plan", in_kind->award->on, in_kind->award,
                             {.programme = in_kind->line->programme});
    }
  }

  /// The programme of a line; none where the file does not hold it.
  std::optional<ProgrammeCode> programme_of(AwardLineId id) const {
    const auto* line = find_record(file_, id);
    return line == nullptr ? std::nullopt : std::optional{(*line)->programme};
  }
  /// Whom a line is for, and under which programme.
  Named named_by(AwardLineId id) const {
    const auto* line = find_record(file_, id);
    return line == nullptr ? Named{}
                           : Named{.person = (*line)->person_id, .programme = (*line)->programme};
  }

  void add_plans() {
    const bool is_wanted = std::ranges::any_of(lines_, [](const AwardedLine& awarded) {
      return awarded.is_in_force && awarded.line->support == Support::in_kind;
    });
    each<ReintegrationPlan>([&](const Recorded<ReintegrationPlan>& plan) {
      const bool is_approved = any<PlanApproval>(
          [&](const PlanApproval& it) { return it.reintegration_plan_id == plan.id; });
      const bool is_done = any<PlanCompletion>(
          [&](const PlanCompletion& it) { return it.reintegration_plan_id == plan.id; });
      if (is_done || is_replaced(file_, plan, on_) || !counts_for(file_, {}, plan->on, on_)) {
        return;
      }
      if (is_approved) {
        add_deliveries(plan);
      } else if (is_wanted || !undecided(file_, on_).empty()) {
        add<PlanApproval>("plan_approval", plan->on, plan, {});
      }
    });
  }

  /// Of an approved plan; what was added to it since is to be approved first.
  void add_deliveries(const Recorded<ReintegrationPlan>& plan) {
    Since last;
    Since added;
    bool has_each = true;
    each<PlanItem>([&](const Recorded<PlanItem>& planned) {
      if (planned->reintegration_plan_id != plan.id) {
        return;
      }
      const auto* delivery = last_of<Delivery>(
          file_, [&](const Delivery& it) { return it.plan_item_id == planned.id && it.on <= on_; });
      const auto* line = find_record(file_, planned->award_line_id);
      if (delivery == nullptr && line != nullptr && line_has_ended(file_, line->record, on_)) {
        return; // it comes no more
      }
      const Since before = delivered_before(planned, plan);
      if (delivery == nullptr && before) {
        last = later(last, before);
      } else if (delivery == nullptr && !is_item_approved(file_, planned.record, on_)) {
        has_each = false;
        added = earlier(added, planned->on);
      } else if (delivery == nullptr) {
        has_each = false;
        Named named = named_by(planned->award_line_id);
        named.amount = planned->budgeted;
        add<Delivery>("delivery", planned->on, planned, named);
      } else {
        last = later(last, (*delivery)->on);
      }
    });
    if (added) {
      add<PlanApproval>("plan_approval", *added, plan, {});
    }
    if (last && has_each) {
      add<PlanCompletion>("plan_completion", *last, plan, {});
    }
  }

  /// The last delivery under the versions before a plan, where what was delivered in all leaves no
  /// room for an item: it names again what was.
  Since delivered_before(const Recorded<PlanItem>& planned,
                         const Recorded<ReintegrationPlan>& plan) const {
    const Currency currency = planned->budgeted.currency();
    Since last;
    std::int64_t room = 0;
    each<PlanItem>([&](const Recorded<PlanItem>& item) {
      if (item->reintegration_plan_id == plan.id && item->budgeted.currency() == currency) {
        room += item->budgeted.cents();
      }
    });
    each<Delivery>([&](const Recorded<Delivery>& delivery) {
      const auto* item = find_record(file_, delivery->plan_item_id);
      if (item == nullptr || delivery->cost.currency() != currency) {
        return;
      }
      const bool is_of_plan = (*item)->reintegration_plan_id == plan.id;
      const bool is_earlier = is_before(file_, (*item)->reintegration_plan_id, plan);
      room -= is_of_plan || is_earlier ? delivery->cost.cents() : 0;
      last = is_earlier ? later(last, delivery->on) : last;
    });
    return room < planned->budgeted.cents() ? last : Since{};
  }

  void add_payments() {
    for (const auto& payment : file_.all<CashPayment>()) {
      const Date ordered_on = record_kind<CashPayment>().valid_on(&payment.record);
      if (on_ < ordered_on) {
        continue;
      }
      const Named named{.person = payment->person_id,
                        .programme = programme_of(payment->award_line_id),
                        .amount = payment->amount};
      const auto result = result_of(file_, payment, on_);
      if (!result) {
        add<PaymentOutcome>("payment_outcome", ordered_on, payment, named);
      } else if (is_to_be_paid_anew(payment, *result)) {
        add<CashPayment>("payment_anew", ordered_on, payment, named);
      }
    }
  }

  /// Of a payment that came to nothing, where the line still has as much.
  bool is_to_be_paid_anew(const Recorded<CashPayment>& payment, PaymentResult result) const {
    const bool came_to_nothing =
        result == PaymentResult::failed || result == PaymentResult::returned;
    const bool is_reissued =
        std::ranges::any_of(file_.all<CashPayment>(), [&](const Recorded<CashPayment>& it) {
          return it->reissue_of_id == payment.id &&
                 record_kind<CashPayment>().valid_on(&it.record) <= on_;
        });
    return came_to_nothing && !is_reissued &&
           std::ranges::any_of(lines_, [&](const AwardedLine& awarded) {
             const auto left = account_of(file_, awarded.line, on_).left();
             return awarded.is_in_force && awarded.line.id == payment->award_line_id &&
                    (!left ||
                     (left->currency() == payment->amount.currency() && payment->amount <= *left));
           });
  }

  /// What is open of all invoices for one delivery or service, and those without any.
  void add_invoices() {
    std::set<std::pair<std::optional<DeliveryId>, std::optional<ServiceId>>> invoiced;
    each<Invoice>([&](const Recorded<Invoice>& invoice) {
      if (invoiced.emplace(invoice->delivery_id, invoice->service_id).second) {
        add_open_invoices(invoice);
      }
    });
    each<Delivery>([&](const Recorded<Delivery>& delivery) {
      if (!invoiced.contains({delivery.id, std::nullopt})) {
        const auto* item = find_record(file_, delivery->plan_item_id);
        Named named = item == nullptr ? Named{} : named_by((*item)->award_line_id);
        named.amount = delivery->cost;
        add<Invoice>("invoice", delivery->on, delivery, named);
      }
    });
    each<Service>([&](const Recorded<Service>& service) {
      if (!invoiced.contains({std::nullopt, service.id})) {
        Named named = named_by(service->award_line_id);
        named.amount = service->cost;
        add<Invoice>("invoice_of_service", service->on, service, named).code = "invoice";
      }
    });
  }

  void add_open_invoices(const Recorded<Invoice>& first) {
    const Invoiced sums = invoiced_by(file_, first.record, first->amount.currency(), on_);
    const Money open = sums.asked - sums.paid;
    if (open.cents() > 0) {
      add<InvoicePayment>("invoice_payment", first->on, first, {.amount = open});
    }
  }

  void add_confirmations() {
    const auto ask = [&]<class R>(const Recorded<R>& recorded, Date since) {
      const RecordId id{recorded.id.value};
      if (since <= on_ && !is_confirmed(file_, id, recorded.recording, on_)) {
        add<Confirmation>("confirmation", since, recorded, {.what = name_of(record_kind<R>())});
      }
    };
    const auto ask_each = [&](const auto& all) {
      for (const auto& recorded : all) {
        ask(recorded, recorded->on);
      }
    };
    ask_each(file_.all<Deviation>());
    ask_each(file_.all<WriteOff>());
    ask_each(file_.all<Irregularity>());
    for (const auto& payment : file_.all<CashPayment>()) {
      for (const AwardedLine& awarded : lines_) {
        const auto& bound = awarded.award->confirm_above;
        if (awarded.line.id == payment->award_line_id && bound &&
            bound->currency() == payment->amount.currency() && *bound < payment->amount &&
            takes_from_line(file_, payment, on_)) {
          ask(payment, record_kind<CashPayment>().valid_on(&payment.record));
        }
      }
    }
  }

  void add_journey(const PersonStatus& person) {
    const PersonId id = person.person_id;
    const Standing standing{file_, id, on_};
    if (standing.departed()) {
      return;
    }
    if (!standing.booked()) {
      if (const Since since = standing.awarded()) {
        add<Booking>("booking", *since, {.person = id, .programme = first_programme_of(id)});
      }
      return;
    }
    each<Booking>([&](const Recorded<Booking>& booking) {
      if (booking->person_id != id || on_ <= booking->departs_on || !standing.stands(booking)) {
        return;
      }
      const auto* outcome = last_of<BookingOutcome>(file_, [&](const BookingOutcome& it) {
        return it.booking_id == booking.id && it.on <= on_;
      });
      if (outcome == nullptr) {
        add<BookingOutcome>("booking_outcome", booking->departs_on, booking, {.person = id});
      } else if ((*outcome)->result == BookingResult::boarded) {
        add<Departure>("departure", (*outcome)->on, booking, {.person = id});
      }
    });
  }

  std::optional<ProgrammeCode> first_programme_of(PersonId person) const {
    for (const AwardedLine& awarded : lines_) {
      if (!awarded.line->person_id || *awarded.line->person_id == person) {
        return awarded.line->programme;
      }
    }
    return std::nullopt;
  }

  void add_return(PersonId person) {
    const Since left = left_on(file_, person, on_);
    const bool is_theirs_open = std::ranges::any_of(lines_, [&](const AwardedLine& awarded) {
      return (!awarded.line->person_id || awarded.line->person_id == person) &&
             awarded.line->support == Support::in_kind &&
             account_of(file_, awarded.line, on_).committed().cents() > 0;
    });
    const bool has_arrived = any<Arrival>(
        [&](const Arrival& it) { return it.person_id == person && left && *left <= it.on; });
    if (left && is_theirs_open && !has_arrived) {
      add<Arrival>("arrival", *left, {.person = person});
    }
    add_claim(person);
  }

  /// Of who entered again after support was given to them, or in kind on a line of theirs.
  void add_claim(PersonId person) {
    each<Reappearance>([&](const Recorded<Reappearance>& back) {
      if (back->person_id != person || back->cause == ReappearanceCause::never_left) {
        return;
      }
      const bool was_paid = std::ranges::any_of(file_.all<CashPayment>(), [&](const auto& payment) {
        return payment->person_id == person &&
               result_of(file_, payment, back->on) == PaymentResult::paid;
      });
      const bool was_given = std::ranges::any_of(lines_, [&](const AwardedLine& awarded) {
        return awarded.line->person_id == person && awarded.award->on <= back->on &&
               account_of(file_, awarded.line, back->on).delivered.cents() > 0;
      });
      const bool is_claimed =
          any<Claim>([&](const Claim& it) { return it.person_id == person && back->on <= it.on; });
      if ((was_paid || was_given) && !is_claimed) {
        add<Claim>("claim", back->on, back, {.person = person});
      }
    });
  }

  /// Of what no instalment covers: these have days of their own. What was paid back or written off
  /// counts for the instalments first.
  void add_repayments() {
    each<Claim>([&](const Recorded<Claim>& claim) {
      Money in_parts{0, claim->amount.currency()};
      for (const auto& instalment : file_.all<ClaimInstalment>()) {
        if (instalment->claim_id == claim.id &&
            instalment->amount.currency() == in_parts.currency()) {
          in_parts += instalment->amount;
        }
      }
      const Money open = std::min(open_of(file_, claim, on_), claim->amount - in_parts);
      if (open.cents() > 0) {
        add<Repayment>("repayment", claim->on, claim, {.person = claim->person_id, .amount = open});
      }
    });
  }

  /// Whether more may be given on a line, or is still asked back.
  bool is_anything_left() const {
    const bool has_open_line = std::ranges::any_of(lines_, [&](const AwardedLine& awarded) {
      const LineAccount account = account_of(file_, awarded.line, on_);
      const bool is_without_end = account.is_uncapped && awarded.is_in_force;
      return account.committed().cents() > 0 || is_without_end;
    });
    return has_open_line || std::ranges::any_of(file_.all<Claim>(), [&](const auto& claim) {
             return claim->on <= on_ && open_of(file_, claim, on_).cents() > 0;
           });
  }

  void add_closure(const CaseStatus& status) {
    const bool is_at_its_end =
        status.status == ReturnStatus::refused || status.status >= ReturnStatus::departed;
    if (is_at_its_end && items_.empty() && !is_anything_left()) {
      add<Closure>("closure", status.since);
    }
  }

  const CaseFile& file_;
  Date on_;
  std::vector<AwardedLine> lines_;
  WorkItems items_{file_, WorkKind::step};
};

/// What a step rests on: the first of these deadlines that there is.
struct Rest {
  std::string_view step;
  std::string_view deadline;
};
constexpr std::array<Rest, 7> rests{{{"booking", "departure_term"},
                                     {"booking", "last_departure"},
                                     {"departure", "departure_term"},
                                     {"departure", "last_departure"},
                                     {"decision", "last_award"},
                                     {"plan", "support_period"},
                                     {"delivery", "support_period"}}};

/// Whether both are of one person and one programme, as far as each says.
bool is_of_the_same(const WorkItem& step, const WorkItem& deadline) {
  const auto agree = [](const auto& one, const auto& other) {
    return !one || !other || *one == *other;
  };
  const bool is_of_record = deadline.code != "last_award" || deadline.record_id == step.record_id;
  return is_of_record && agree(step.person_id, deadline.person_id) &&
         agree(step.programme, deadline.programme);
}

std::optional<std::string> source_of(const WorkItem& step, std::span<const WorkItem> deadlines) {
  for (const Rest& rest : rests) {
    if (rest.step != step.code) {
      continue;
    }
    const auto found = std::ranges::find_if(deadlines, [&](const WorkItem& deadline) {
      return deadline.code == rest.deadline && is_of_the_same(step, deadline);
    });
    if (found != deadlines.end()) {
      return found->source;
    }
  }
  return std::nullopt;
}

} // namespace

std::vector<WorkItem> next_steps(const CaseFile& file, Date on) {
  return next_steps(file, on, deadlines(file, Catalogue{}, on));
}

std::vector<WorkItem> next_steps(const CaseFile& file, Date on,
                                 std::span<const WorkItem> deadlines) {
  std::vector<WorkItem> steps = NextSteps{file, on}.find();
  for (WorkItem& step : steps) {
    step.source = source_of(step, deadlines);
  }
  return steps;
}

} // namespace libcase

#include <libcase/rules/award_use.hpp>
#include <libcase/rules/status.hpp>
#include <libcase/rules/timeline.hpp>

#include "rules/work_items.hpp"

namespace libcase {

namespace {

class NextSteps {
public:
  NextSteps(const CaseFile& file, Date on) : file_(file), on_(on) {}

  std::vector<WorkItem> find() {
    const auto status = status_of(file_, on_);
    if (!status || status->status == ReturnStatus::closed) {
      return {};
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
    } else if (status.status == ReturnStatus::registered) {
      add<Application>("no_application", status.since);
    }
  }

  void add_decisions() {
    for (const auto* application : undecided(file_, on_)) {
      add<Award>("decision", (*application)->on, *application,
                 {.programme = (*application)->programme});
    }
  }

  void add_lines() {
    for (const AwardedLine& awarded : lines_) {
      const Named named{.person = awarded.line->person_id, .programme = awarded.line->programme};
      if (awarded.is_in_force && account_of(file_, awarded.line, on_).is_open()) {
        add<Amendment>("estimate", awarded.award->on, awarded.line, named);
      }
    }
    const auto in_kind = std::ranges::find_if(lines_, [](const AwardedLine& awarded) {
      return awarded.is_in_force && awarded.line->support == Support::in_kind;
    });
    const bool has_plan = any<ReintegrationPlan>([](const auto&) { return true; });
    if (in_kind != lines_.end() && !has_plan) {
      add<ReintegrationPlan>("plan", in_kind->award->on, in_kind->award, {});
    }
  }

  void add_plans() {
    each<ReintegrationPlan>([&](const Recorded<ReintegrationPlan>& plan) {
      const bool is_approved = any<PlanApproval>(
          [&](const PlanApproval& it) { return it.reintegration_plan_id == plan.id; });
      const bool is_replaced =
          std::ranges::any_of(file_.all<ReintegrationPlan>(),
                              [&](const auto& it) { return it->replaces_id == plan.id; });
      const bool is_done = any<PlanCompletion>(
          [&](const PlanCompletion& it) { return it.reintegration_plan_id == plan.id; });
      if (!is_approved && !is_replaced) {
        add<PlanApproval>("plan_approval", plan->on, plan, {});
      } else if (is_plan_in_force(file_, plan) && !is_done) {
        add_deliveries(plan);
      }
    });
  }

  void add_deliveries(const Recorded<ReintegrationPlan>& plan) {
    Since last;
    bool is_all_delivered = true;
    each<PlanItem>([&](const Recorded<PlanItem>& planned) {
      if (planned->reintegration_plan_id != plan.id) {
        return;
      }
      const auto* delivery = last_of<Delivery>(
          file_, [&](const Delivery& it) { return it.plan_item_id == planned.id && it.on <= on_; });
      if (delivery == nullptr) {
        is_all_delivered = false;
        add<Delivery>("delivery", planned->on, planned, {.amount = planned->budgeted});
      } else {
        last = std::max(last, Since{(*delivery)->on});
      }
    });
    if (last && is_all_delivered) {
      add<PlanCompletion>("plan_completion", *last, plan, {});
    }
  }

  void add_payments() {
    for (const auto& payment : file_.all<CashPayment>()) {
      const Date ordered_on = record_kind<CashPayment>().valid_on(&payment.record);
      if (on_ < ordered_on) {
        continue;
      }
      const Named named{.person = payment->person_id, .amount = payment->amount};
      const auto result = result_of(file_, payment, on_);
      const bool is_reissued = std::ranges::any_of(file_.all<CashPayment>(), [&](const auto& it) {
        return it->reissue_of_id == payment.id;
      });
      if (!result) {
        add<PaymentOutcome>("payment_outcome", ordered_on, payment, named);
      } else if (!is_reissued && is_to_be_paid_anew(payment, *result)) {
        add<CashPayment>("payment_anew", ordered_on, payment, named);
      }
    }
  }

  bool is_to_be_paid_anew(const Recorded<CashPayment>& payment, PaymentResult result) const {
    const bool came_to_nothing =
        result == PaymentResult::failed || result == PaymentResult::returned;
    return came_to_nothing && std::ranges::any_of(lines_, [&](const AwardedLine& awarded) {
             return awarded.is_in_force && awarded.line.id == payment->award_line_id;
           });
  }

  void add_invoices() {
    each<Invoice>([&](const Recorded<Invoice>& invoice) {
      Money open = invoice->amount;
      each<InvoicePayment>([&](const Recorded<InvoicePayment>& payment) {
        if (payment->invoice_id == invoice.id && payment->amount.currency() == open.currency()) {
          open -= payment->amount;
        }
      });
      if (open.cents() > 0 && !invoice->is_credit_note.value_or(false)) {
        add<InvoicePayment>("invoice_payment", invoice->on, invoice, {.amount = open});
      }
    });
  }

  void add_confirmations() {
    const auto ask = [&]<class R>(const Recorded<R>& recorded, Date since) {
      const RecordId id{recorded.id.value};
      if (since <= on_ && !is_confirmed(file_, id, recorded.recording)) {
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
            bound->currency() == payment->amount.currency() && *bound < payment->amount) {
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
        add<Booking>("booking", *since, {.person = id});
      }
      return;
    }
    each<Booking>([&](const Recorded<Booking>& booking) {
      if (booking->person_id != id || on_ <= booking->departs_on) {
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

  /// Of who entered again after support was given.
  void add_claim(PersonId person) {
    each<Reappearance>([&](const Recorded<Reappearance>& back) {
      const bool was_supported = std::ranges::any_of(lines_, [&](const AwardedLine& awarded) {
        return awarded.line->person_id == person && awarded.award->on <= back->on &&
               account_of(file_, awarded.line, back->on).spent().cents() > 0;
      });
      const bool is_claimed =
          any<Claim>([&](const Claim& it) { return it.person_id == person && back->on <= it.on; });
      if (back->person_id == person && was_supported && !is_claimed) {
        add<Claim>("claim", back->on, back, {.person = person});
      }
    });
  }

  void add_closure(const CaseStatus& status) {
    const bool is_at_its_end =
        status.status == ReturnStatus::refused || status.status >= ReturnStatus::departed;
    const bool has_open_line = std::ranges::any_of(lines_, [&](const AwardedLine& awarded) {
      return account_of(file_, awarded.line, on_).committed().cents() > 0;
    });
    if (is_at_its_end && !has_open_line && items_.empty()) {
      add<Closure>("closure", status.since);
    }
  }

  const CaseFile& file_;
  Date on_;
  std::vector<AwardedLine> lines_;
  WorkItems items_{file_, WorkKind::step};
};

} // namespace

std::vector<WorkItem> next_steps(const CaseFile& file, Date on) {
  return NextSteps{file, on}.find();
}

} // namespace libcase

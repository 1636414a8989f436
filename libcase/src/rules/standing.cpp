#include "rules/standing.hpp"

#include <algorithm>

namespace libcase {

Since Standing::closed() const {
  const auto* closure = last_of<Closure>(file_, [&](const Closure& it) { return it.on <= on_; });
  const bool is_reopened = closure != nullptr && any<Reopening>([&](const Reopening& it) {
                             return (*closure)->on <= it.on && it.on <= on_;
                           });
  return closure == nullptr || is_reopened ? Since{} : Since{(*closure)->on};
}

Since Standing::completed() const {
  const Since used = awarded() ? Since{} : ended(AwardEndKind::used);
  const Since done = earlier(plan_completed(), used);
  return departed_ && done ? std::max(departed_, done) : Since{};
}

Since Standing::reintegrating() const {
  if (!departed_) {
    return {};
  }
  const auto is_after = [&](Date day) { return *departed_ <= day && day <= on_; };
  Since first;
  const auto note = [&](const auto& record) {
    if (is_after(record.on)) {
      first = earlier(first, record.on);
    }
  };
  each<Arrival>(note);
  each<Visit>([&](const Visit& visit) {
    if (visit.was_reached) {
      note(visit);
    }
  });
  for (const auto& delivery : file_.all<Delivery>()) {
    const auto* item = find_record(file_, delivery->plan_item_id);
    const auto* line = item == nullptr ? nullptr : find_record(file_, (*item)->award_line_id);
    if (line != nullptr && is_theirs((*line)->person_id)) {
      note(delivery.record);
    }
  }
  return first;
}

Since Standing::lapsed() const {
  return awarded() || applied_after_awards()
             ? Since{}
             : later(ended(AwardEndKind::lapsed), ended(AwardEndKind::revoked));
}

Since Standing::booked() const {
  Since last;
  for (const auto& booking : file_.all<Booking>()) {
    if (booking->person_id == person_ && counts(booking->on) && stands(booking)) {
      last = later(last, booking->on);
    }
  }
  return last;
}

Since Standing::preparing() const {
  const Since refusal = awarded() ? Since{} : refused();
  Since first;
  each<ReintegrationPlan>([&](const ReintegrationPlan& plan) {
    if (counts(plan.on) && (!refusal || *refusal < plan.on)) {
      first = earlier(first, plan.on);
    }
  });
  return first;
}

Since Standing::awarded() const {
  Since first;
  for_each_award([&](const Recorded<Award>& award) {
    if (!end_of(award.id)) {
      first = earlier(first, award->on);
    }
  });
  return first;
}

Since Standing::refused() const {
  const auto* refusal = refusal_of_last();
  return refusal == nullptr ? Since{} : Since{refusal->on};
}

Since Standing::applied() const {
  const auto* application = last_application();
  return application == nullptr || refusal_of_last() != nullptr ? Since{}
                                                                : Since{(*application)->on};
}

Since Standing::registered() const {
  Since first;
  each<UnitMember>([&](const UnitMember& member) {
    if (member.person_id == person_ && member.from <= on_) {
      first = earlier(first, member.from);
    }
  });
  if (!person_.is_set()) { // a case without members
    each<Case>([&](const Case& opened) { first = opened.opened_on; });
  }
  return first;
}

Since Standing::earlier(Since one, Since other) {
  return !one ? other : !other ? one : std::min(one, other);
}

bool Standing::is_theirs(const std::optional<PersonId>& person) const {
  return !person || *person == person_;
}

void Standing::find_departure() {
  for (const auto& departure : file_.all<Departure>()) {
    const bool is_of_case = departure->person_id == person_ && departure->case_id == file_.id() &&
                            departure->mode != DepartureMode::refused_entry;
    if (is_of_case && departure->on <= on_) {
      departed_ = later(departed_, departure->on);
    }
  }
  const auto* back = last_of<Reappearance>(file_, [&](const Reappearance& it) {
    return departed_ && it.person_id == person_ && *departed_ <= it.on && it.on <= on_;
  });
  if (back != nullptr) {
    if ((*back)->cause != ReappearanceCause::never_left) {
      came_back_from_ = departed_;
    }
    departed_ = {};
  }
}

Since Standing::plan_completed() const {
  const auto* plan =
      last_of<ReintegrationPlan>(file_, [&](const ReintegrationPlan& it) { return counts(it.on); });
  Since found;
  for (const auto& done : file_.all<PlanCompletion>()) {
    if (plan != nullptr && done->reintegration_plan_id == plan->id && counts(done->on)) {
      found = later(found, done->on);
    }
  }
  return found;
}

const AwardEnd* Standing::end_of(AwardId award) const {
  const auto* end = last_of<AwardEnd>(
      file_, [&](const AwardEnd& it) { return it.award_id == award && it.on <= on_; });
  return end == nullptr ? nullptr : &end->record;
}

Since Standing::ended(AwardEndKind kind) const {
  Since last;
  for_each_award([&](const Recorded<Award>& award) {
    const AwardEnd* end = end_of(award.id);
    if (end != nullptr && end->kind == kind) {
      last = later(last, end->on);
    }
  });
  return last;
}

const Recorded<Application>* Standing::last_application() const {
  return last_of<Application>(file_, [&](const Application& it) { return counts(it.on); });
}

const Refusal* Standing::refusal_of_last() const {
  const auto* application = last_application();
  const auto* refusal = last_of<Refusal>(file_, [&](const Refusal& it) {
    return application != nullptr && it.application_id == application->id && it.on <= on_;
  });
  return refusal == nullptr ? nullptr : &refusal->record;
}

bool Standing::applied_after_awards() const {
  const auto* application = last_application();
  Since last_award;
  for_each_award([&](const Recorded<Award>& award) { last_award = later(last_award, award->on); });
  return application != nullptr && last_award && *last_award < (*application)->on;
}

bool Standing::stands(const Recorded<Booking>& booking) const {
  const auto* outcome = last_of<BookingOutcome>(
      file_, [&](const BookingOutcome& it) { return it.booking_id == booking.id && it.on <= on_; });
  return outcome == nullptr || (*outcome)->result == BookingResult::boarded;
}

} // namespace libcase

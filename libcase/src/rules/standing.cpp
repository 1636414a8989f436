#include "rules/standing.hpp"

#include <algorithm>

#include <libcase/rules/case_turn.hpp>
#include <libcase/vocabulary/period.hpp>

#include "rules/line_end.hpp"
#include "rules/work_items.hpp"

namespace libcase {

std::optional<CaseTurn> last_turn(const CaseFile& file, Date on) {
  std::optional<CaseTurn> last;
  const auto look_at = [&](const auto& turn) {
    if (turn->on <= on) {
      last = std::max(last, std::optional{turn_of(turn)}); // none is the least
    }
  };
  std::ranges::for_each(file.all<Closure>(), look_at);
  std::ranges::for_each(file.all<Reopening>(), look_at);
  return last;
}

Since Standing::closed() const {
  const auto turn = last_turn(file_, on_);
  return !turn || turn->opens ? Since{} : Since{turn->on};
}

Since Standing::completed() const {
  const Since done = earlier(plan_completed(), in_force() ? Since{} : ended(AwardEndKind::used));
  return departed_ != nullptr && done ? later(departed(), done) : Since{};
}

Since Standing::reintegrating() const {
  if (departed_ == nullptr) {
    return {};
  }
  const Date gone = last_day_of(departed_->precision, departed_->on);
  Since first;
  const auto note = [&](Date day) {
    if (day <= on_ && (departed_->precision == DatePrecision::day ? gone <= day : gone < day)) {
      first = earlier(first, day);
    }
  };
  each<Arrival>([&](const auto& arrival) { note(arrival->on); });
  each<Visit>([&](const auto& visit) {
    if (visit->was_reached) {
      note(visit->on);
    }
  });
  for (const auto& delivery : file_.all<Delivery>()) {
    const auto* item = find_record(file_, delivery->plan_item_id);
    const auto* line = item == nullptr ? nullptr : find_record(file_, (*item)->award_line_id);
    if (line != nullptr && is_theirs((*line)->person_id)) {
      note(delivery->on);
    }
  }
  return first;
}

Since Standing::lapsed() const {
  const Since end = later(ended(AwardEndKind::lapsed), ended(AwardEndKind::revoked));
  const bool is_over = end && !awarded() && !undecided_since();
  return is_over && later(end, refused()) == end ? end : Since{};
}

Since Standing::booked() const {
  Since last;
  each<Booking>([&](const auto& booking) {
    if (stands(booking)) {
      last = later(last, booking->on);
    }
  });
  return last;
}

Since Standing::preparing() const {
  const Since over =
      awarded()
          ? Since{}
          : later(refused(), later(ended(AwardEndKind::lapsed), ended(AwardEndKind::revoked)));
  Since first;
  for (const auto& plan : file_.all<ReintegrationPlan>()) {
    if (counts(plan->on) && (!over || *over < plan->on)) {
      first = earlier(first, plan->on);
    }
  }
  return first;
}

Since Standing::awarded() const {
  Since first = in_force();
  for_each_award([&](const Recorded<Award>& award, const std::optional<End>& end) {
    if (end && end->kind == AwardEndKind::used && departed_ == nullptr) {
      first = earlier(first, award->on); // all was given, and they have yet to leave
    }
  });
  return first;
}

Since Standing::in_force() const {
  Since first;
  for_each_award([&](const Recorded<Award>& award, const std::optional<End>& end) {
    if (!end) {
      first = earlier(first, award->on);
    }
  });
  return first;
}

Since Standing::refused() const {
  Since last;
  for (const auto& refusal : file_.all<Refusal>()) {
    const auto* application = find_record(file_, refusal->application_id);
    if (application != nullptr && counts((*application)->on) && refusal->on <= on_) {
      last = later(last, refusal->on);
    }
  }
  return undecided_since() ? Since{} : last;
}

Since Standing::applied() const {
  Since last;
  for (const auto& application : file_.all<Application>()) {
    const bool is_refused = std::ranges::any_of(file_.all<Refusal>(), [&](const auto& refusal) {
      return refusal->application_id == application.id && refusal->on <= on_;
    });
    if (counts(application->on) && !is_refused) {
      last = later(last, application->on);
    }
  }
  return last;
}

Since Standing::undecided_since() const {
  Since last;
  for (const auto* application : undecided(file_, on_)) {
    if (counts((*application)->on)) {
      last = later(last, (*application)->on);
    }
  }
  return last;
}

Since Standing::registered() const {
  Since first;
  each<UnitMember>([&](const auto& member) {
    if (member->from <= on_) {
      first = earlier(first, member->from);
    }
  });
  if (!person_.is_set()) { // a case without members
    each<Case>([&](const auto& opened) { first = opened->opened_on; });
  }
  return first;
}

bool Standing::stands(const Recorded<Booking>& booking) const {
  const auto* outcome = last_of<BookingOutcome>(
      file_, [&](const BookingOutcome& it) { return it.booking_id == booking.id && it.on <= on_; });
  const bool is_over = seen_on_ && booking->departs_on <= *seen_on_;
  return counts(booking->on) && !is_over &&
         (outcome == nullptr || (*outcome)->result == BookingResult::boarded);
}

void Standing::find_departure() {
  each<Departure>([&](const auto& departure) {
    if (departure->mode != DepartureMode::refused_entry && departure->on <= on_ &&
        (departed_ == nullptr || departed_->on <= departure->on)) {
      departed_ = &departure.record;
    }
  });
  each<Reappearance>([&](const auto& back) {
    if (back->on <= on_) {
      seen_on_ = later(seen_on_, back->on);
      if (back->cause != ReappearanceCause::never_left) {
        came_back_on_ = later(came_back_on_, back->on);
      }
    }
  });
  if (departed_ != nullptr && seen_on_ && departed_->on <= *seen_on_) {
    departed_ = nullptr;
  }
}

/// Of a plan that no approved one has replaced.
Since Standing::plan_completed() const {
  Since found;
  for (const auto& done : file_.all<PlanCompletion>()) {
    const auto* plan = find_record(file_, done->reintegration_plan_id);
    if (plan != nullptr && counts((*plan)->on) && counts(done->on) &&
        !is_replaced(file_, *plan, on_)) {
      found = later(found, done->on);
    }
  }
  return found;
}

template <class Visit>
void Standing::for_each_award(Visit&& visit) const {
  for (const auto& award : file_.all<Award>()) {
    bool has_lines = false;
    std::vector<const AwardLine*> theirs;
    for (const auto& line : file_.all<AwardLine>()) {
      if (line->award_id == award.id) {
        has_lines = true;
        if (is_theirs(line->person_id)) {
          theirs.push_back(&line.record);
        }
      }
    }
    if (counts(award->on) && (!theirs.empty() || !has_lines)) {
      visit(award, end_of(award.id, theirs));
    }
  }
}

/// Support that ran out after they returned was used; else it was not taken up in time.
std::optional<Standing::End> Standing::end_of(AwardId award,
                                              const std::vector<const AwardLine*>& theirs) const {
  const auto* end = last_of<AwardEnd>(
      file_, [&](const AwardEnd& it) { return it.award_id == award && it.on <= on_; });
  if (end != nullptr) {
    return End{(*end)->on, (*end)->kind};
  }
  Since last;
  for (const AwardLine* line : theirs) {
    if (!has_run_out(*line, on_)) {
      return std::nullopt;
    }
    last = later(last, line->until);
  }
  if (!last) {
    return std::nullopt;
  }
  const bool was_used =
      departed_ != nullptr && is_demonstrable(departed_->mode) && departed_->on < *last;
  return End{*last, was_used ? AwardEndKind::used : AwardEndKind::lapsed};
}

Since Standing::ended(AwardEndKind kind) const {
  Since last;
  for_each_award([&](const Recorded<Award>&, const std::optional<End>& end) {
    if (end && end->kind == kind) {
      last = later(last, end->on);
    }
  });
  return last;
}

} // namespace libcase

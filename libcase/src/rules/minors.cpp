#include <algorithm>
#include <array>
#include <string_view>

#include <libcase/rules/safeguards.hpp>

#include "rules/travelling.hpp"
#include "rules/work_items.hpp"

namespace libcase {

namespace {

class Minors {
public:
  Minors(const CaseFile& file, Date on, const MinorTerms& terms, const SafeguardRules& rules)
      : file_(file), on_(on), terms_(terms), rules_(rules) {}

  std::vector<WorkItem> find() {
    for (const Member& member : file_.members_on(on_)) {
      if (may_be_minor(file_, member.person_id, on_) && !left_on(file_, member.person_id, on_)) {
        look_at(member.person_id);
      }
    }
    for (const auto& tracing : file_.all<FamilyTracing>()) {
      look_at(tracing);
    }
    for (const auto& booking : file_.all<Booking>()) {
      look_at(booking);
    }
    for (const auto* departure : gated_departures(file_, rules_)) {
      if ((*departure)->on <= on_ &&
          left_on(file_, (*departure)->person_id, on_) == (*departure)->on) {
        look_at(*departure);
      }
    }
    return items_.take();
  }

private:
  template <class R, class Of>
  void add(std::string_view code, Date on, const Recorded<Of>& of, PersonId minor) {
    WorkItem& item = items_.add(code, on, {.person = minor});
    item.record_id = RecordId{of.id.value};
    item.settled_by = record_kind<R>().table;
  }

  void look_at(PersonId minor) {
    const bool has_guardian =
        std::ranges::any_of(file_.all<Guardianship>(), [&](const auto& guardianship) {
          return guardianship->person_id == minor && period_of(guardianship.record).contains(on_);
        });
    if (has_guardian || has_carer_here(file_, minor, on_)) {
      return;
    }
    for (const auto& membership : file_.all<UnitMember>()) {
      if (membership->person_id == minor && membership->from <= on_ &&
          (!membership->until || on_ < *membership->until)) {
        add<Guardianship>("minor_without_guardian", membership->from, membership, minor);
        return;
      }
    }
  }

  void look_at(const Recorded<FamilyTracing>& tracing) {
    if (on_ < tracing->on ||
        is_minor_for_safeguards(file_, tracing->person_id, on_) == Verdict::not_met) {
      return;
    }
    Date heard = tracing->on;
    TracingStatus status = TracingStatus::open;
    for (const auto& step : file_.all<TracingStep>()) {
      if (step->family_tracing_id == tracing.id && step->on <= on_ && heard <= step->on) {
        heard = step->on;
        status = step->status;
      }
    }
    if (status != TracingStatus::closed) {
      add<TracingStep>("tracing_silent",
                       heard.plus_days(static_cast<int>(terms_.tracing_silent_days)), tracing,
                       tracing->person_id);
    }
  }

  void look_at(const Recorded<Booking>& booking) {
    if (on_ < booking->on || booking->departs_on < on_ || !is_booked(file_, booking)) {
      return;
    }
    const Safeguards asked = safeguards(file_, booking->person_id, booking->departs_on, rules_,
                                        {.mode = {}, .destination = booking->destination});
    const bool lacks_place =
        std::ranges::any_of(asked.findings, [](const SafeguardFinding& finding) {
          return finding.safeguard == Safeguard::reception && finding.verdict != Verdict::met;
        });
    if (lacks_place) {
      add<ReceptionArrangement>("booked_without_reception", booking->departs_on, booking,
                                booking->person_id);
    }
  }

  void look_at(const Recorded<Departure>& departure) {
    const PersonId minor = departure->person_id;
    const auto is_since = [&](const auto& recorded) {
      return recorded->person_id == minor && departure->on <= recorded->on && recorded->on <= on_;
    };
    const auto is_received = [&](const Recorded<HandOver>& hand_over) {
      return is_since(hand_over) && hand_over->received_by != ReceivedBy::nobody;
    };
    const auto is_seen = [&](const Recorded<Visit>& visit) {
      return is_since(visit) && visit->was_reached;
    };
    if (std::ranges::none_of(file_.all<HandOver>(), is_received)) {
      add<HandOver>("hand_over_missing",
                    departure->on.plus_days(static_cast<int>(terms_.hand_over_days)), departure,
                    minor);
    }
    if (std::ranges::none_of(file_.all<Visit>(), is_seen)) {
      add<Visit>("visit_missing", departure->on.plus_days(static_cast<int>(terms_.visit_days)),
                 departure, minor);
    }
  }

  const CaseFile& file_;
  Date on_;
  MinorTerms terms_;
  const SafeguardRules& rules_;
  WorkItems items_{file_, WorkKind::minors};
};

} // namespace

std::vector<WorkItem> minors_to_see_to(const CaseFile& file, Date on, const MinorTerms& terms,
                                       const SafeguardRules& safeguards) {
  return Minors{file, on, terms, safeguards}.find();
}

bool is_of_minor(const WorkItem& item) {
  constexpr std::array<std::string_view, 13> codes{"majority",
                                                   "minor_left_behind",
                                                   "minor_disappeared",
                                                   "minor_refused_entry",
                                                   "left_without_parent",
                                                   "guardian_not_informed",
                                                   "guardian_not_agreed",
                                                   "minor_not_heard",
                                                   "best_interests_not_decided",
                                                   "reception_not_arranged",
                                                   "split_not_reviewed",
                                                   "other_parent_not_agreed",
                                                   "facility_unknown"};
  return item.kind == WorkKind::minors || std::ranges::find(codes, item.code) != codes.end();
}

bool outlasts_closure(const WorkItem& item) {
  constexpr std::array<std::string_view, 4> codes{"hand_over_missing", "visit_missing",
                                                  "minor_left_behind", "minor_disappeared"};
  return std::ranges::find(codes, item.code) != codes.end();
}

} // namespace libcase

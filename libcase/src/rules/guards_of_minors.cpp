// What may not be recorded of minors who leave, of families that are split and of facilities.
#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <libcase/records/family.hpp>
#include <libcase/rules/safeguards.hpp>
#include <libcase/vocabulary/period.hpp>

#include "rules/find_record.hpp"
#include "rules/travelling.hpp"
#include "rules/violation.hpp"
#include "text/joined.hpp"

namespace libcase {

namespace {

class MinorGuards {
public:
  MinorGuards(const CaseFile& file, const SafeguardRules& rules) : file_(file), rules_(rules) {}

  std::vector<Violation> run() {
    for (const auto& departure : file_.all<Departure>()) {
      if (never_left(file_, departure.record)) {
        continue;
      }
      if (departure->is_dublin_transfer.value_or(false)) {
        check_transfer(departure);
      }
      if (is_demonstrable(departure->mode)) {
        check_safeguards(departure);
      }
      if (departure->mode == DepartureMode::forced) {
        check_split(departure);
      }
    }
    for (const auto& booking : file_.all<Booking>()) {
      check_other_parents(booking);
    }
    check_facilities<FacilityReservation>();
    check_facilities<FacilityStay>();
    return std::move(found_);
  }

private:
  void check_transfer(const Recorded<Departure>& departure) {
    const auto* claim = last_of<DublinClaim>(file_, [&](const DublinClaim& it) {
      return it.person_id == departure->person_id && it.on <= departure->on;
    });
    if (claim == nullptr || !(*claim)->is_claimant) {
      found_.push_back(violation(departure, "transfer_without_claim",
                                 "expected a Dublin claim by the day of a Dublin transfer, found "
                                 "none in dublin_claims, or one that was looked up in vain later"));
    }
  }

  void check_safeguards(const Recorded<Departure>& departure) {
    const Safeguards asked = safeguards(file_, departure, rules_);
    if (asked.may_leave) {
      return;
    }
    std::vector<std::string> missing;
    for (const SafeguardFinding& finding : asked.findings) {
      if (finding.verdict != Verdict::met) {
        std::vector<std::string> tables{finding.settled_by};
        tables.insert(tables.end(), finding.also_settled_by.begin(), finding.also_settled_by.end());
        missing.push_back(std::string{finding.text.in(Language::en)} + " (" +
                          joined(tables, {}, " or ") + ")" +
                          (finding.detail ? ", but " + finding.detail->in(Language::en) : ""));
      }
    }
    const std::string sentence =
        "a minor leaves without an adult parent, or a guardian appointed abroad, on that journey: "
        "expected on record that " +
        joined(missing, {}, "; that ");
    for (const SafeguardFinding& finding : asked.findings) {
      if (finding.verdict != Verdict::met) {
        found_.push_back(violation(departure, finding.code, sentence));
      }
    }
  }

  /// Who is made to leave while a parent or a child of theirs, who may be a minor, stays.
  void check_split(const Recorded<Departure>& departure) {
    const std::vector<Member> members = file_.members_on(departure->on);
    const bool is_split = std::ranges::any_of(members, [&](const Member& other) {
      return other.person_id != departure->person_id &&
             !has_left_by(file_, other.person_id, departure->on) &&
             may_be_parent_and_minor(departure->person_id, other.person_id, departure->on);
    });
    if (is_split && !is_split_allowed(file_, departure->on)) {
      found_.push_back(violation(departure, "split_not_reviewed",
                                 "a forced departure leaves a part of a family behind: expected a "
                                 "review that allows it (split_reviews), or the departures of all "
                                 "of them in one recording"));
    }
  }

  /// Where it is open how old they are, they may be; not where it is open what they are to each
  /// other.
  bool may_be_parent_and_minor(PersonId one, PersonId other, Date on) const {
    const auto may_be = [&](PersonId parent, PersonId child) {
      const Verdict is_parent = is_adult_parent_in_case(file_, parent, child, on);
      const bool is_age_open = is_minor_for_safeguards(file_, parent, on) == Verdict::unknown;
      return may_be_minor(file_, child, on) &&
             (is_parent == Verdict::met || (is_parent == Verdict::unknown && is_age_open));
    };
    return may_be(one, other) || may_be(other, one);
  }

  /// Of journeys to come, by the parents who were on record with the booking: one who is recorded
  /// later makes no booking wrong.
  void check_other_parents(const Recorded<Booking>& booking) {
    const Date on = booking->departs_on;
    const bool is_over = std::ranges::any_of(file_.all<BookingOutcome>(), [&](const auto& outcome) {
      return outcome->booking_id == booking.id;
    });
    if (is_over || !may_be_minor(file_, booking->person_id, on)) {
      return;
    }
    if (parent_who_stays(file_, booking->person_id, on, &booking)) {
      found_.push_back(violation(
          booking, "other_parent_not_agreed",
          "a child is booked without one of the parents on record: expected that parent's consent, "
          "sole custody of the other one or leave of a court (parental_permissions), or a booking "
          "of both on that day in one recording"));
    }
  }

  template <class R>
  void check_facilities() {
    for (const auto& recorded : file_.all<R>()) {
      if (rules_.facility(recorded->facility) == nullptr) {
        std::vector<std::string> codes;
        for (const Facility& facility : rules_.facilities) {
          codes.push_back(facility.code);
        }
        found_.push_back(violation(recorded, "facility_unknown",
                                   "expected a facility of the rules, " + joined(codes) +
                                       ", found another code"));
      }
    }
  }

  const CaseFile& file_;
  const SafeguardRules& rules_;
  std::vector<Violation> found_;
};

/// The guards that an irregularity opens for what is recorded with it, and marks for ever.
bool marks_for_ever(std::string_view guard) {
  static constexpr std::array<std::string_view, 7> guards{
      "guardian_not_informed",  "guardian_not_agreed",
      "minor_not_heard",        "best_interests_not_decided",
      "reception_not_arranged", "split_not_reviewed",
      "facility_full"};
  return std::ranges::find(guards, guard) != guards.end();
}

/// A minor in a facility, or about to be.
struct Occupant {
  PersonId person_id;
  OpenPeriod days;
  Blamed blamed;
};

/// In the order of their recording.
std::vector<Occupant> occupants_of(const Facility& facility, const FacilityUse& use) {
  std::vector<Occupant> occupants;
  const auto add = [&](const auto& recorded) {
    if (recorded->facility == facility.code) {
      occupants.push_back({recorded->person_id, period_of(recorded.record), Blamed{recorded}});
    }
  };
  std::ranges::for_each(use.reservations, add);
  std::ranges::for_each(use.stays, add);
  std::ranges::stable_sort(occupants, {}, [](const Occupant& it) { return it.blamed.row; });
  return occupants;
}

bool is_there(std::span<const Occupant> occupants, PersonId person, Date day) {
  return std::ranges::any_of(occupants, [&](const Occupant& occupant) {
    return occupant.person_id == person && occupant.days.contains(day);
  });
}

} // namespace

std::vector<Violation> violations_of_minors(const CaseFile& file, const SafeguardRules& rules) {
  if (file.all<Departure>().empty() && file.all<Booking>().empty() &&
      file.all<FacilityReservation>().empty() && file.all<FacilityStay>().empty()) {
    return {};
  }
  return MinorGuards{file, rules}.run();
}

std::vector<Violation> made_unsafe(std::span<const Violation> before, std::vector<Violation> after,
                                   const CaseFile& file) {
  std::erase_if(after, [&](const Violation& violation) {
    const bool is_markable = marks_for_ever(violation.code);
    const bool stood = std::ranges::any_of(before, [&](const Violation& other) {
      return other.code == violation.code && other.id == violation.id &&
             (!is_markable || other.row == violation.row);
    });
    return stood || (is_markable && std::ranges::any_of(file.all<Irregularity>(), [&](auto& it) {
                       return it->record_id.value == violation.id && it->guard == violation.code &&
                              it.recording == file.known_at_recording() && it.is_first_version();
                     }));
  });
  return after;
}

std::vector<Violation> lost_irregularities(const CaseFile& before, const CaseFile& after) {
  std::vector<Violation> found;
  for (const auto& lost : before.all<Irregularity>()) {
    const auto* kept = find_record(after, lost.id);
    const bool is_kept =
        kept != nullptr && (*kept)->record_id == lost->record_id && (*kept)->guard == lost->guard;
    const bool stands = find_record(after, DepartureId{lost->record_id.value}) != nullptr ||
                        find_record(after, Id<FacilityStay>{lost->record_id.value}) != nullptr;
    if (!is_kept && stands && marks_for_ever(lost->guard)) {
      found.push_back(violation(lost, "irregularity_stays",
                                "expected an irregularity to stay as long as the departure, or the "
                                "stay in a facility, that it marks: withdraw both together"));
    }
  }
  return found;
}

bool may_stand(const CaseFile& file, const Recorded<Departure>& departure,
               const SafeguardRules& rules) {
  const Safeguards asked = safeguards(file, departure, rules);
  return std::ranges::all_of(asked.findings, [&](const SafeguardFinding& finding) {
    return finding.verdict == Verdict::met ||
           std::ranges::any_of(file.all<Irregularity>(), [&](const auto& irregularity) {
             return irregularity->record_id.value == departure.id.value &&
                    irregularity->guard == finding.code;
           });
  });
}

std::vector<const Recorded<Departure>*> gated_departures(const CaseFile& file,
                                                         const SafeguardRules& rules) {
  std::vector<const Recorded<Departure>*> gated;
  for (const auto& departure : file.all<Departure>()) {
    if (safeguards(file, departure, rules).is_gated) {
      gated.push_back(&departure);
    }
  }
  return gated;
}

std::vector<Violation> violations_of_facility(const Facility& facility, const FacilityUse& after,
                                              const FacilityUse& before) {
  const std::vector<Occupant> occupants = occupants_of(facility, after);
  const std::vector<Occupant> earlier = occupants_of(facility, before);
  std::vector<Violation> found;
  for (std::size_t at = 0; at < occupants.size(); ++at) {
    const Occupant& last = occupants[at];
    std::vector<std::size_t> beside; // those who are there on one of the days
    std::vector<Date> days;          // on which something changes
    for (std::size_t other = 0; other < occupants.size(); ++other) {
      if (occupants[other].days.overlaps(last.days)) {
        beside.push_back(other);
        days.push_back(*occupants[other].days.from);
      }
    }
    for (const Occupant& occupant : earlier) {
      if (occupant.days.until && occupant.days.overlaps(last.days)) {
        days.push_back(*occupant.days.until);
      }
    }
    for (std::size_t text = 0; text < facility.places.size(); ++text) {
      days.push_back(facility.places[text].from);
      if (text + 1 < facility.places.size()) {
        days.push_back(
            facility.places[text].from.plus_days(1)); // from which the next one binds too
      }
    }
    // Whoever was recorded so far, or was there that day before.
    const auto count_on = [&](Date day) {
      std::set<PersonId> present;
      for (const std::size_t other : beside) {
        const Occupant& occupant = occupants[other];
        if (occupant.days.contains(day) &&
            (other <= at || is_there(earlier, occupant.person_id, day))) {
          present.insert(occupant.person_id);
        }
      }
      return std::ssize(present);
    };
    const auto is_over = [&](Date day) {
      return last.days.contains(day) && !is_there(earlier, last.person_id, day) &&
             count_on(day) > places_on(facility, day);
    };
    std::ranges::sort(days);
    const auto first = std::ranges::find_if(days, is_over);
    if (first != days.end()) {
      found.push_back(last.blamed.violation(
          "facility_full", "expected at most the places that the facility has on " +
                               first->to_string() + ", " +
                               std::to_string(places_on(facility, *first)) + ", found " +
                               std::to_string(count_on(*first)) + " minors"));
    }
  }
  return found;
}

} // namespace libcase

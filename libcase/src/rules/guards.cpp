#include <algorithm>
#include <map>

#include <libcase/rules/guards.hpp>
#include <libcase/vocabulary/period.hpp>

namespace libcase {

namespace {

template <class R>
Violation violation(const Recorded<R>& blamed, std::string code, std::string sentence) {
  return {.code = std::move(code),
          .sentence = std::move(sentence),
          .table = std::string{record_kind<R>().table},
          .id = blamed.id.value,
          .row = blamed.row};
}

/// Blames the subject, unless the other one was recorded later.
template <class R, class S>
Violation violation(const Recorded<R>& subject, const Recorded<S>& other, const std::string& code,
                    const std::string& sentence) {
  return other.recording > subject.recording ? violation(other, code, sentence)
                                             : violation(subject, code, sentence);
}

bool overlap(const UnitMember& left, const UnitMember& right) {
  const bool left_ends_first = left.until && *left.until <= right.from;
  const bool right_ends_first = right.until && *right.until <= left.from;
  return !left_ends_first && !right_ends_first;
}

void check_memberships(const CaseFile& file, std::vector<Violation>& found) {
  const auto& members = file.all<UnitMember>();
  for (auto member = members.begin(); member != members.end(); ++member) {
    if ((*member)->until && *(*member)->until < (*member)->from) {
      found.push_back(violation(*member, "membership_ends_first",
                                "a membership from " + (*member)->from.to_string() +
                                    " cannot end on " + (*member)->until->to_string()));
    }
    for (auto other = members.begin(); other != member; ++other) {
      if ((*other)->person_id == (*member)->person_id && overlap(other->record, member->record)) {
        found.push_back(violation(*member, *other, "memberships_overlap",
                                  "the person is already in the unit: two memberships of one "
                                  "person in one case must not share a day, and those from " +
                                      (*other)->from.to_string() + " and " +
                                      (*member)->from.to_string() + " do"));
      }
    }
    for (const auto& person : file.all<Person>()) {
      if (person.id == (*member)->person_id && person->born &&
          person->born->earliest() > (*member)->from) {
        found.push_back(violation(*member, person, "born_after_membership",
                                  "the member was born after the membership starts on " +
                                      (*member)->from.to_string() +
                                      ": a membership begins on the birth date at the earliest"));
      }
    }
  }
}

void check_departures(const CaseFile& file, std::vector<Violation>& found) {
  for (const auto& departure : file.all<Departure>()) {
    if (departure->destination && !departure->destination->is_territory()) {
      found.push_back(violation(departure, "destination_no_territory",
                                "expected a country as destination, found the passport code " +
                                    departure->destination->to_string() +
                                    ": leave the destination empty where it is unknown"));
    }
    const bool is_member = std::ranges::any_of(file.all<UnitMember>(), [&](const auto& member) {
      return member->person_id == departure->person_id &&
             member->from < end_of_departure(departure.record) &&
             (!member->until || departure->on < *member->until);
    });
    if (is_member) {
      continue;
    }
    Violation wrong = violation(departure, "departed_outside_unit",
                                "the departing person is not in the unit of the case on " +
                                    departure->on.to_string() +
                                    ": a membership that covers that day must be recorded first");
    for (const auto& member : file.all<UnitMember>()) {
      if (member->person_id == departure->person_id && member.recording > departure.recording) {
        wrong.table = record_kind<UnitMember>().table;
        wrong.id = member.id.value;
        wrong.row = member.row;
      }
    }
    found.push_back(std::move(wrong));
  }
}

void check_payments(const CaseFile& file, std::vector<Violation>& found) {
  for (const auto& payment : file.all<CashPayment>()) {
    for (const auto& award : file.all<Award>()) {
      if (award.id == payment->award_id && payment->on < award->on) {
        found.push_back(violation(payment, award, "payment_before_award",
                                  "cash paid on " + payment->on.to_string() +
                                      " comes before its award of " + award->on.to_string()));
      }
    }
  }
}

void check_closures(const CaseFile& file, std::vector<Violation>& found) {
  const auto& closures = file.all<Closure>();
  const auto& reopenings = file.all<Reopening>();
  if (closures.empty()) {
    return;
  }
  file.for_each([&]<class R>(const Recorded<R>& recorded) {
    static const RecordKind& kind = record_kind<R>();
    static const bool is_bound = link_towards_case(kind) != nullptr && kind.valid_date() != nullptr;
    if (!is_bound || std::is_same_v<R, Reopening>) {
      return;
    }
    const Cell cell = kind.valid_date()->get(&recorded.record);
    const Date on = is_empty(cell) ? Date{} : std::get<Date>(cell);
    for (const auto& closure : closures) {
      const bool is_reopened = std::ranges::any_of(reopenings, [&](const auto& reopening) {
        return closure->on <= reopening->on && reopening->on <= on;
      });
      if (on > closure->on && !is_reopened) {
        found.push_back(violation(recorded, closure, "dated_after_closure",
                                  "the case was closed on " + closure->on.to_string() +
                                      ": nothing dated later, as this of " + on.to_string() +
                                      ", can be recorded in it before a reopening"));
        return;
      }
    }
  });
}

} // namespace

Date end_of_departure(const Departure& departure) {
  switch (departure.precision) {
  case DatePrecision::day:
    return departure.on.plus_days(1);
  case DatePrecision::month:
    return Period::of(Frequency::month, departure.on).until();
  case DatePrecision::quarter:
    return Period::of(Frequency::quarter, departure.on).until();
  case DatePrecision::year:
    return Period::of(Frequency::year, departure.on).until();
  }
  return departure.on.plus_days(1);
}

std::vector<Violation> violations_in(const CaseFile& file) {
  std::vector<Violation> found;
  check_memberships(file, found);
  check_departures(file, found);
  check_payments(file, found);
  check_closures(file, found);
  return found;
}

std::vector<Violation>
violations_of_departures(std::span<const Recorded<Departure>> departures,
                         std::span<const Recorded<Reappearance>> reappearances) {
  std::vector<const Recorded<Departure>*> demonstrable;
  for (const auto& departure : departures) {
    if (is_demonstrable(departure->mode)) {
      demonstrable.push_back(&departure);
    }
  }
  std::ranges::sort(demonstrable, [](const auto* left, const auto* right) {
    return std::pair{left->record.on, left->row} < std::pair{right->record.on, right->row};
  });
  std::vector<Date> seen_on; // each allows one more departure
  for (const auto& reappearance : reappearances) {
    seen_on.push_back(reappearance->on);
  }
  std::ranges::sort(seen_on);
  auto seen = seen_on.begin();
  std::vector<Violation> found;
  for (std::size_t next = 1; next < demonstrable.size(); ++next) {
    const auto& earlier = *demonstrable[next - 1];
    const auto& later = *demonstrable[next];
    seen = std::lower_bound(seen, seen_on.end(), earlier->on);
    if (seen != seen_on.end() && *seen < end_of_departure(later.record)) {
      ++seen;
    } else {
      found.push_back(violation(later, earlier, "departed_already",
                                "the person left on " + earlier->on.to_string() +
                                    " already: a departure on " + later->on.to_string() +
                                    " needs a reappearance between the two"));
    }
  }
  return found;
}

} // namespace libcase

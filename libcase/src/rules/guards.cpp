#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>

#include <libcase/records/attachment.hpp>
#include <libcase/rules/guards.hpp>
#include <libcase/vocabulary/period.hpp>

#include "rules/violation.hpp"

namespace libcase {

namespace {

/// "on 2011-10-15", or "in 2011-Q4" where no day is known.
std::string when(const Departure& departure) {
  const std::string day = departure.on.to_string();
  switch (departure.precision) {
  case DatePrecision::day:
    return "on " + day;
  case DatePrecision::month:
    return "in " + day.substr(0, 7);
  case DatePrecision::quarter:
    return "in " + day.substr(0, 5) + "Q" + std::to_string((departure.on.month() + 2) / 3);
  case DatePrecision::year:
    return "in " + day.substr(0, 4);
  }
  return day;
}

OpenPeriod period_of(const UnitMember& member) {
  return {.from = member.from, .until = member.until};
}

void check_memberships(const CaseFile& file, std::vector<Violation>& found) {
  const auto& members = file.all<UnitMember>();
  for (auto member = members.begin(); member != members.end(); ++member) {
    if ((*member)->until && *(*member)->until <= (*member)->from) {
      found.push_back(violation(*member, "membership_ends_first",
                                "a membership from " + (*member)->from.to_string() +
                                    " cannot have ended by " + (*member)->until->to_string() +
                                    ": it lasts a day at least, and its end is the day after"));
    }
    for (auto other = members.begin(); other != member; ++other) {
      if ((*other)->person_id == (*member)->person_id &&
          period_of(other->record).overlaps(period_of(member->record))) {
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
    if (const Date first = first_day_of(departure->precision, departure->on);
        departure->on != first) {
      found.push_back(violation(departure, "date_not_first_of_period",
                                "expected the first day of its period, " + first.to_string() +
                                    ", as the date of a departure known to be " +
                                    when(departure.record) + ", found " +
                                    departure->on.to_string()));
    }
    const bool is_member = std::ranges::any_of(file.all<UnitMember>(), [&](const auto& member) {
      return member->person_id == departure->person_id &&
             member->from <= last_day_of(departure.record) &&
             (!member->until || departure->on < *member->until);
    });
    if (is_member) {
      continue;
    }
    Violation wrong = violation(
        departure, "departed_outside_unit",
        "the departing person is not in the unit of the case " + when(departure.record) +
            ": a membership that covers " +
            (departure->precision == DatePrecision::day ? "that day" : "a day of that period") +
            " must be recorded first");
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
  for (const auto& opened : file.all<Case>()) {
    for (const auto& closure : closures) {
      if (closure->on < opened->opened_on) {
        found.push_back(violation(closure, opened, "closed_before_opening",
                                  "a case that was opened on " + opened->opened_on.to_string() +
                                      " cannot have been closed on " + closure->on.to_string()));
      }
    }
  }
  file.for_each([&]<class R>(const Recorded<R>& recorded) {
    static const RecordKind& kind = record_kind<R>();
    static const bool is_bound =
        attachment_of(kind).by == Attachment::cases && kind.valid_date() != nullptr;
    if (!is_bound || std::is_same_v<R, Reopening>) {
      return;
    }
    const Cell cell = kind.valid_date()->get(&recorded.record);
    const Date on = is_empty(cell) ? Date{} : std::get<Date>(cell);
    Date latest = on;
    if constexpr (std::is_same_v<R, Departure>) {
      latest = last_day_of(recorded.record);
    }
    for (const auto& closure : closures) {
      const bool is_reopened = std::ranges::any_of(reopenings, [&](const auto& reopening) {
        return closure->on <= reopening->on && reopening->on <= latest;
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

Violation a_violation(std::string code, std::string sentence) {
  return {.code = std::move(code), .sentence = std::move(sentence), .table = {}};
}

std::vector<Violation> judge(const EntryBan& ban) {
  if (ban.duration_months >= 0) {
    return {};
  }
  return {a_violation("negative_entry_ban",
                      "expected the months of an entry ban, 0 where there is none, found " +
                          std::to_string(ban.duration_months))};
}

std::vector<Violation> judge(const Conviction& conviction) {
  const std::int64_t months = conviction.sentence_months.value_or(0);
  if (months < 0) {
    return {a_violation("negative_sentence", "expected the months of a prison sentence, 0 where "
                                             "none was given, found " +
                                                 std::to_string(months))};
  }
  if (months > 0 && conviction.kind == ConvictionKind::none) {
    return {a_violation("sentence_without_conviction",
                        "expected no sentence of who was never convicted, found one of " +
                            std::to_string(months) + " months")};
  }
  return {};
}

std::vector<Violation> judge(const ReturnDecision& decision) {
  if (decision.departure_term_days.value_or(0) >= 0) {
    return {};
  }
  return {a_violation("negative_departure_term",
                      "expected the days given to leave, 0 where none were, found " +
                          std::to_string(*decision.departure_term_days))};
}

std::vector<Violation> judge(const AsylumProcedure& procedure) {
  std::vector<Violation> found;
  if (procedure.notified_on && procedure.first_decided_on &&
      *procedure.notified_on < *procedure.first_decided_on) {
    found.push_back(a_violation("decision_notified_first",
                                "a decision of " + procedure.first_decided_on->to_string() +
                                    " cannot have been served on " +
                                    procedure.notified_on->to_string() +
                                    ": expected that day or a later one"));
  }
  if (procedure.withdrawn_on && *procedure.withdrawn_on < procedure.applied_on) {
    found.push_back(a_violation(
        "claim_withdrawn_first",
        "a claim of " + procedure.applied_on.to_string() + " cannot have been withdrawn on " +
            procedure.withdrawn_on->to_string() + ": expected that day or a later one"));
  }
  return found;
}

std::vector<Violation> judge(const ResidencePermit& permit) {
  if (!permit.until || *permit.until >= permit.from) {
    return {};
  }
  return {a_violation("permit_ends_first", "a residence permit from " + permit.from.to_string() +
                                               " cannot have ended by " +
                                               permit.until->to_string() +
                                               ": its end is the first day it no longer holds")};
}

std::vector<Violation> judge(const Project& project) {
  if (!project.runs_from || !project.runs_until || *project.runs_until >= *project.runs_from) {
    return {};
  }
  return {a_violation("project_ends_first",
                      "a project that runs from " + project.runs_from->to_string() +
                          " cannot have ended by " + project.runs_until->to_string() +
                          ": its end is the first day it no longer runs")};
}

std::vector<Violation> judge(const Participation& taken) {
  std::vector<Violation> found;
  if (taken.approved_on && *taken.approved_on < taken.submitted_on) {
    found.push_back(
        a_violation("participation_approved_first",
                    "a participation that was submitted on " + taken.submitted_on.to_string() +
                        " cannot have been approved on " + taken.approved_on->to_string() +
                        ": expected an approval on that day or later"));
  }
  const bool ends_before_approval =
      taken.ended_on && taken.approved_on && *taken.ended_on < *taken.approved_on;
  if (taken.ended_on && (*taken.ended_on < taken.submitted_on || ends_before_approval)) {
    const std::string begun = *taken.ended_on < taken.submitted_on
                                  ? "submitted on " + taken.submitted_on.to_string()
                                  : "approved on " + taken.approved_on->to_string();
    found.push_back(a_violation("participation_ended_first",
                                "a participation that was " + begun + " cannot have ended on " +
                                    taken.ended_on->to_string() +
                                    ": expected an end on that day or later"));
  }
  return found;
}

/// "from 2011-08-01 cannot have ended by 2011-07-31"; empty where it lasts a day at least.
std::string ends_first(const OpenPeriod& days) {
  return !days.from || !days.until || *days.from < *days.until
             ? std::string{}
             : "from " + days.from->to_string() + " cannot have ended by " +
                   days.until->to_string() + ": its end is the first day it no longer holds";
}

std::vector<Violation> judge(const Relation& relation) {
  std::vector<Violation> found;
  if (relation.person_id == relation.relative_id) {
    found.push_back(a_violation("relation_to_oneself",
                                "expected a relation between two persons, found one of a person "
                                "to themself"));
  }
  if (const std::string ends = ends_first(period_of(relation)); !ends.empty()) {
    found.push_back(a_violation("relation_ends_first", "a relation " + ends));
  }
  if (relation.kind != RelationKind::partner_of &&
      (relation.partnership || relation.is_recognised)) {
    found.push_back(a_violation("partnership_of_no_partners",
                                "expected partnership and is_recognised of partners alone, found "
                                "them of a relation " +
                                    std::string{to_text(relation.kind)}));
  }
  return found;
}

std::vector<Violation> judge(const Guardianship& guardianship) {
  std::vector<Violation> found;
  if (guardianship.guardian_id == guardianship.person_id) {
    found.push_back(a_violation("own_guardian", "expected another person as guardian, found the "
                                                "minor themself"));
  }
  if (guardianship.guardian_id && guardianship.organisation) {
    found.push_back(a_violation("two_guardians",
                                "expected a person or an organisation as guardian, found both: "
                                "two guardians are two records"));
  }
  if (const std::string ends = ends_first(period_of(guardianship)); !ends.empty()) {
    found.push_back(a_violation("guardianship_ends_first", "a guardianship " + ends));
  }
  return found;
}

std::vector<Violation> judge(const Vulnerability& vulnerability) {
  const std::string ends = ends_first(period_of(vulnerability));
  return ends.empty() ? std::vector<Violation>{}
                      : std::vector{a_violation("vulnerability_ends_first", "what holds " + ends)};
}

std::vector<Violation> judge(const SupportChoice& choice) {
  if (choice.support != Support::service) {
    return {};
  }
  return {a_violation("choice_of_service",
                      "expected a choice of cash or in_kind, found service: what is given to all "
                      "leaves no choice")};
}

std::vector<Violation> judge(const Consent& consent) {
  if (consent.ends_procedures || consent.allows_data_exchange) {
    return {};
  }
  return {a_violation("consent_without_answer",
                      "expected an answer to one question of the consent at least, to the end of "
                      "procedures or to the exchange of data; found none")};
}

/// Whether each departure can have happened, within its period, in a stretch between reappearances
/// of its own: before the first, between two of them, or after the last.
bool can_alternate(std::vector<const Departure*> departures, std::span<const Date> seen_on) {
  std::ranges::sort(departures, {}, [](const auto* departure) { return last_day_of(*departure); });
  std::vector<bool> is_taken(seen_on.size() + 1, false);
  for (const auto* departure : departures) { // the first to end takes the first stretch it can
    const auto first = std::ranges::lower_bound(seen_on, departure->on) - seen_on.begin();
    const auto stretch = std::find(is_taken.begin() + first, is_taken.end(), false);
    const auto before = stretch - is_taken.begin() - 1; // the reappearance that begins it
    const bool is_free =
        stretch != is_taken.end() &&
        (before < 0 || seen_on[static_cast<std::size_t>(before)] <= last_day_of(*departure));
    if (!is_free) {
      return false;
    }
    *stretch = true;
  }
  return true;
}

const Departure& nearest_of(const std::vector<const Departure*>& departures,
                            const Departure& departure) {
  const auto distance = [&](const auto* other) {
    return std::abs(other->on.days_since_epoch() - departure.on.days_since_epoch());
  };
  return **std::ranges::min_element(departures, {}, distance);
}

} // namespace

Date last_day_of(const Departure& departure) {
  return last_day_of(departure.precision, departure.on);
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
  std::vector<const Recorded<Departure>*> in_order;
  for (const auto& departure : departures) {
    if (is_demonstrable(departure->mode)) {
      in_order.push_back(&departure);
    }
  }
  std::ranges::sort(in_order, {}, [](const auto* departure) {
    return std::tuple{departure->recording, last_day_of(departure->record), departure->row};
  });
  std::vector<Date> seen_on;
  for (const auto& reappearance : reappearances) {
    seen_on.push_back(reappearance->on);
  }
  std::ranges::sort(seen_on);

  std::vector<Violation> found;
  std::vector<const Departure*> standing;
  for (const auto* departure : in_order) {
    standing.push_back(&departure->record);
    if (can_alternate(standing, seen_on)) {
      continue;
    }
    standing.pop_back();
    const auto& other = nearest_of(standing, departure->record);
    found.push_back(violation(*departure, "departed_already",
                              "the person left " + when(other) + " already: a departure " +
                                  when(departure->record) +
                                  " needs a reappearance between the two"));
  }
  return found;
}

std::vector<Violation> violations_of_record(const AnyRecord& record, std::int64_t id,
                                            std::int64_t row) {
  std::vector<Violation> found = std::visit(
      []<class R>(const R& alone) {
        if constexpr (requires { judge(alone); }) {
          return judge(alone);
        } else {
          return std::vector<Violation>{};
        }
      },
      record);
  for (Violation& one : found) {
    one.table = kind_of(record).table;
    one.id = id;
    one.row = row;
  }
  return found;
}

bool is_replaced(const Departure& unsupervised, std::span<const Departure> proven,
                 std::span<const Date> seen_on) {
  if (proven.empty()) {
    return false;
  }
  std::vector<const Departure*> departures{&unsupervised};
  for (const Departure& departure : proven) {
    departures.push_back(&departure);
  }
  return !can_alternate(std::move(departures), seen_on);
}

} // namespace libcase

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <map>
#include <tuple>

#include <boost/mp11/algorithm.hpp>

#include <libcase/records/attachment.hpp>
#include <libcase/rules/case_turn.hpp>
#include <libcase/rules/guards.hpp>
#include <libcase/vocabulary/period.hpp>

#include "rules/guards_of_money.hpp"
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

/// What is learned of somebody after their return is no event of the case, nor is what is decided
/// about a record of it.
template <class R>
constexpr bool may_follow_closure =
    boost::mp11::mp_contains<boost::mp11::mp_list<Arrival, HandOver, FacilityStay, Visit, Reopening,
                                                  Exchange, Irregularity, Confirmation>,
                             R>::value;

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
    static const bool is_bound = attachment_of(kind).by == Attachment::cases;
    const Date on = is_bound ? kind.valid_on(&recorded.record) : Date{};
    if (!on.is_set() || may_follow_closure<R>) {
      return;
    }
    Date latest = on;
    if constexpr (std::is_same_v<R, Departure>) {
      latest = last_day_of(recorded.record);
    }
    for (const auto& closure : closures) {
      const bool is_reopened = std::ranges::any_of(reopenings, [&](const auto& reopening) {
        return turn_of(closure) < turn_of(reopening) && reopening->on <= latest;
      });
      if (on > closure->on && !is_reopened) {
        const std::string code = "dated_after_closure";
        const std::string sentence = "the case was closed on " + closure->on.to_string() +
                                     ": nothing dated later, as this of " + on.to_string() +
                                     ", can be recorded in it before a reopening";
        found.push_back(is_irregular(file, {recorded.id.value}, code)
                            ? violation(recorded, code, sentence)
                            : violation(recorded, closure, code, sentence));
        return;
      }
    }
  });
}

/// A birth longer ago than anybody has lived is a slip of the pen.
void check_births(const CaseFile& file, std::vector<Violation>& found) {
  const auto day_of_year = [](Date day) { return std::pair{day.month(), day.day()}; };
  for (const auto& opened : file.all<Case>()) {
    const Date on = opened->opened_on;
    for (const auto& person : file.all<Person>()) {
      const Date born = person->born ? person->born->latest() : on;
      const int years = on.year() - born.year() - (day_of_year(on) < day_of_year(born) ? 1 : 0);
      if (years > longest_life_years ||
          (years == longest_life_years && day_of_year(on) != day_of_year(born))) {
        found.push_back(violation(person, opened, "born_too_long_ago",
                                  "expected a birth at most 120 years before the case was opened "
                                  "on " +
                                      on.to_string()));
      }
    }
  }
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

std::vector<Violation> judge(const TermSuspension& suspension) {
  const std::string ends = ends_first(period_of(suspension));
  return ends.empty() ? std::vector<Violation>{}
                      : std::vector{a_violation("suspension_ends_first", "a suspension " + ends)};
}

std::vector<Violation> judge(const ReceptionArrangement& arrangement) {
  const std::string ends = ends_first(period_of(arrangement));
  return ends.empty() ? std::vector<Violation>{}
                      : std::vector{a_violation("reception_ends_first", "a reception " + ends)};
}

std::vector<Violation> judge(const FacilityReservation& reservation) {
  const std::string ends = ends_first(period_of(reservation));
  return ends.empty() ? std::vector<Violation>{}
                      : std::vector{a_violation("reservation_ends_first", "a reservation " + ends)};
}

std::vector<Violation> judge(const FacilityStay& stay) {
  const std::string ends = ends_first(period_of(stay));
  return ends.empty() ? std::vector<Violation>{}
                      : std::vector{a_violation("facility_stay_ends_first", "a stay " + ends)};
}

std::vector<Violation> judge(const ParentalPermission& permission) {
  std::vector<Violation> found;
  if (permission.parent_id == permission.person_id) {
    found.push_back(a_violation("own_parent", "expected another person as parent, found the child "
                                              "themself"));
  }
  if (const std::string ends = ends_first(period_of(permission)); !ends.empty()) {
    found.push_back(a_violation("permission_ends_first", "a permission " + ends));
  }
  return found;
}

std::vector<Violation> judge(const AgeAssessment& assessment) {
  if (assessment.margin_months.value_or(0) >= 0) {
    return {};
  }
  return {a_violation("negative_margin", "expected a margin of 0 months or more, found " +
                                             std::to_string(*assessment.margin_months))};
}

std::vector<Violation> judge(const AgeDispute& dispute) {
  if (dispute.resolved_on && *dispute.resolved_on < dispute.on) {
    return {a_violation("dispute_resolved_first",
                        "a dispute that was raised on " + dispute.on.to_string() +
                            " cannot have been resolved on " + dispute.resolved_on->to_string() +
                            ": expected that day or a later one")};
  }
  if (dispute.born && !dispute.resolved_on) {
    return {a_violation("accepted_before_resolved",
                        "expected an accepted birth date of a dispute that is resolved alone, "
                        "found one of an open dispute")};
  }
  return {};
}

std::vector<Violation> judge(const FoundRelative& relative) {
  if (relative.degree >= 1) {
    return {};
  }
  return {a_violation("degree_too_low", "expected a degree of 1, a parent, or more, found " +
                                            std::to_string(relative.degree))};
}

std::vector<Violation> judge(const SelfRelianceDecision& decision) {
  if (decision.age.value_or(0) >= 0) {
    return {};
  }
  return {a_violation("negative_age",
                      "expected an age in years, found " + std::to_string(*decision.age))};
}

std::vector<Violation> judge(const Departure& departure) {
  if (!departure.is_dublin_transfer.value_or(false) || departure.mode == DepartureMode::forced) {
    return {};
  }
  return {a_violation("transfer_not_forced",
                      "expected a Dublin transfer among forced departures alone, found one " +
                          std::string{to_text(departure.mode)})};
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

std::vector<Violation> judge(const Invoice& invoice) {
  if (invoice.delivery_id.has_value() != invoice.service_id.has_value()) {
    return {};
  }
  return {a_violation("invoice_of_one", "expected an invoice of one delivery or of one service, "
                                        "found " +
                                            std::string{invoice.delivery_id ? "both" : "neither"})};
}

std::vector<Violation> judge(const Confirmation& confirmation) {
  if (confirmation.decided_by.has_value() != confirmation.confirmed_by.has_value()) {
    return {a_violation("half_confirmed", "expected who decided and who confirmed, or neither: the "
                                          "recordings then tell them")};
  }
  if (confirmation.decided_by && confirmation.decided_by == confirmation.confirmed_by) {
    return {a_violation("confirmed_by_the_same", "expected a second actor, found the one who "
                                                 "decided")};
  }
  return {};
}

std::vector<Violation> judge(const Instalment& instalment) {
  std::vector<Violation> found;
  const bool is_share = instalment.share || instalment.share_of;
  const bool is_whole_share = instalment.share && instalment.share_of && *instalment.share > 0 &&
                              *instalment.share <= *instalment.share_of;
  if (instalment.amount.has_value() == is_share || (is_share && !is_whole_share)) {
    found.push_back(a_violation(
        "share_or_amount", "expected an instalment with an amount, or else a share of its line "
                           "with its parts and of how many"));
  }
  const bool needs_day = instalment.due == InstalmentDue::day;
  const bool needs_months = instalment.due == InstalmentDue::after_departure;
  constexpr std::int64_t most_months = 1'200;
  const std::int64_t months = instalment.due_months.value_or(0);
  if (instalment.due_on.has_value() != needs_day ||
      instalment.due_months.has_value() != needs_months || months < 0 || most_months < months) {
    found.push_back(a_violation(
        "due_not_told", "expected due_on of what is due on a day, due_months from 0 to 1200 of "
                        "what is due after departure, and neither of anything else"));
  }
  return found;
}

std::vector<Violation> judge(const CashPayment& payment) {
  if (!payment.ordered_on && !payment.paid_on) {
    return {a_violation("payment_without_day",
                        "expected the day the payment was ordered, or the day it was paid")};
  }
  if (payment.ordered_on && payment.paid_on && *payment.paid_on < *payment.ordered_on) {
    return {a_violation("outcome_before_order",
                        "a payment that was ordered on " + payment.ordered_on->to_string() +
                            " cannot have been paid on " + payment.paid_on->to_string())};
  }
  return {};
}

std::vector<Violation> judge(const BudgetLine& line) {
  if (line.from < line.until) {
    return {};
  }
  return {a_violation("budget_line_ends_first",
                      "a budget line from " + line.from.to_string() + " cannot have ended by " +
                          line.until.to_string() +
                          ": its end is the first day it is no longer drawn on")};
}

std::vector<Violation> judge(const Exchange& exchange) {
  if (exchange.rate_millionths > 0) {
    return {};
  }
  return {a_violation("rate_not_positive", "expected a rate above zero, found " +
                                               std::to_string(exchange.rate_millionths))};
}

/// The columns of a kind that every record of it is judged by.
struct JudgedColumns {
  std::vector<const Column*> amounts;
  std::vector<const Column*> events; ///< dates of what has happened
};

/// Whether a date tells of what has happened: it is called `on`, or `..._on`, and is no plan.
bool is_event(const Column& column) {
  return column.kind == ColumnKind::date && !column.options.is_plan &&
         (column.name == "on" || column.name.ends_with("_on"));
}

const JudgedColumns& judged_columns(std::size_t kind_index) {
  static const std::vector<JudgedColumns> all = [] {
    std::vector<JudgedColumns> of_kinds;
    for (const RecordKind* kind : record_kinds()) {
      JudgedColumns& of_kind = of_kinds.emplace_back();
      for (const Column& column : kind->columns) {
        if (column.kind == ColumnKind::money && column.options.amount != AmountBound::any) {
          of_kind.amounts.push_back(&column);
        } else if (is_event(column)) {
          of_kind.events.push_back(&column);
        }
      }
    }
    return of_kinds;
  }();
  return all[kind_index];
}

void check_amounts(const AnyRecord& record, std::vector<Violation>& found) {
  for (const Column* column : judged_columns(record.index()).amounts) {
    const Cell cell = column->get(data_of(record));
    const bool may_be_zero = column->options.amount == AmountBound::not_below_zero;
    if (!is_empty(cell) && std::get<Money>(cell).cents() < (may_be_zero ? 0 : 1)) {
      found.push_back(a_violation("amount_not_positive",
                                  "expected in " + std::string{column->name} + " an amount " +
                                      (may_be_zero ? "of zero or more" : "above zero") +
                                      ", found " + std::get<Money>(cell).to_string()));
    }
  }
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
  check_births(file, found);
  for (auto* of : {violations_of_money, violations_of_marks}) {
    std::ranges::move(of(file), std::back_inserter(found));
  }
  check_closures(file, found);
  return without_irregular(file, std::move(found));
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

std::optional<Violation> dated_after(const AnyRecord& record, Date recorded_on) {
  constexpr int grace_days = 1; // where it is recorded the next day may have begun
  for (const Column* column : judged_columns(record.index()).events) {
    const Cell cell = column->get(data_of(record));
    if (!is_empty(cell) &&
        std::get<Date>(cell).days_since_epoch() > recorded_on.days_since_epoch() + grace_days) {
      return a_violation("dated_after_recording", "expected in " + std::string{column->name} +
                                                      " a day by that of the recording, " +
                                                      recorded_on.to_string() + ", found " +
                                                      std::get<Date>(cell).to_string());
    }
  }
  return {};
}

std::vector<Violation> violations_of_record(const AnyRecord& record, std::int64_t id,
                                            std::int64_t row, std::optional<Date> recorded_on) {
  std::vector<Violation> found = std::visit(
      []<class R>(const R& alone) {
        if constexpr (requires { judge(alone); }) {
          return judge(alone);
        } else {
          return std::vector<Violation>{};
        }
      },
      record);
  check_amounts(record, found);
  if (auto late = recorded_on ? dated_after(record, *recorded_on) : std::nullopt) {
    found.push_back(std::move(*late));
  }
  for (Violation& one : found) {
    one.table = kind_of(record).table;
    one.id = id;
    one.row = row;
  }
  return found;
}

namespace {

bool holds(const CaseFile& file, std::int64_t id) {
  bool is_held = false;
  file.for_each([&](const auto& recorded) { is_held = is_held || recorded.id.value == id; });
  return is_held;
}

} // namespace

std::vector<Violation> made_wrong(const CaseFile& before, std::vector<Violation> after) {
  const std::vector<Violation> stood = violations_in(before);
  std::erase_if(after, [&](const Violation& now) {
    return std::ranges::any_of(stood, [&](const Violation& then) {
      const bool is_same = now.id == then.id;
      const bool are_same_two = now.other != 0 && now.other == then.id && now.id == then.other;
      const bool exceeds_same = now.excess > 0 && now.other != 0 && now.other == then.other &&
                                holds(before, now.id) && !is_irregular(before, {now.id}, now.code);
      return now.code == then.code && now.excess <= then.excess &&
             (is_same || are_same_two || exceeds_same);
    });
  });
  return after;
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

#include <set>

#include <libcase/rules/award_use.hpp>
#include <libcase/rules/case_facts.hpp>
#include <libcase/rules/departure_term.hpp>
#include <libcase/rules/status.hpp>

#include "rules/line_rules.hpp"
#include "rules/support_period.hpp"
#include "rules/work_items.hpp"

namespace libcase {

namespace {

constexpr int weeks_in_vbl = 12;

class Deadlines {
public:
  Deadlines(const CaseFile& file, const Catalogue& catalogue, Date on)
      : file_(file), catalogue_(catalogue), on_(on) {}

  std::vector<WorkItem> find() {
    const auto status = status_of(file_, on_);
    if (!status) {
      return {};
    }
    add_claims();
    if (status->status == ReturnStatus::closed) {
      return items_.take();
    }
    for (const PersonStatus& person : status->persons) {
      add_majority(person.person_id);
      if (!left_on(file_, person.person_id, on_)) {
        add_departure_term(person.person_id);
        add_stay(person.person_id);
      }
    }
    add_journeys();
    add_instalments();
    for (const AwardedLine& awarded : awarded_lines(file_, on_)) {
      const Programme* programme = catalogue_.find(awarded.line->programme.code());
      if (awarded.is_in_force && programme != nullptr && has_days(*programme)) {
        const LineRules rules = rules_of(*programme, file_, awarded);
        add_last_departure(awarded, rules);
        add_periods(awarded, rules);
      }
    }
    add_last_awards();
    return items_.take();
  }

private:
  void add_departure_term(PersonId person) {
    const Standing standing{file_, person, on_};
    const auto* decision = last_of<ReturnDecision>(file_, [&](const ReturnDecision& it) {
      return it.person_id == person && standing.counts(it.on);
    });
    if (decision == nullptr || has_permit(person)) {
      return;
    }
    if (const auto last = last_day_to_leave(decision->record, file_.all<TermSuspension>(), on_)) {
      WorkItem& item = items_.add("departure_term", *last, {.person = person});
      item.record_id = RecordId{decision->id.value};
      item.settled_by = record_kind<Departure>().table;
      item.source = "Aliens Act 2000, article 62";
    }
  }

  bool has_permit(PersonId person) const {
    return std::ranges::any_of(file_.all<ResidencePermit>(), [&](const auto& permit) {
      return permit->person_id == person && permit->kind != PermitKind::none &&
             permit->from <= on_ && (!permit->until || on_ < *permit->until);
    });
  }

  void add_stay(PersonId person) {
    for (const auto& stay : file_.all<Stay>()) {
      const bool lasts = stay->from <= on_ && (!stay->until || on_ < *stay->until);
      if (stay->person_id == person && stay->place == PlaceKind::vbl && lasts) {
        WorkItem& item = items_.add(
            "vbl_stay", began_on(stay.record).plus_days(7 * weeks_in_vbl - 1), {.person = person});
        item.record_id = RecordId{stay.id.value};
        item.settled_by = record_kind<Stay>().table;
        item.source = "Vreemdelingencirculaire 2000 (A), A6/4.3.5";
        item.is_in_principle = true;
      }
    }
  }

  /// When a stay began, with those in places of the kind that it follows without a break.
  Date began_on(const Stay& stay) const {
    Date from = stay.from;
    bool is_longer = true;
    while (is_longer) {
      is_longer = false;
      for (const auto& before : file_.all<Stay>()) {
        if (before->person_id == stay.person_id && before->place == stay.place &&
            before->until == from && before->from < from) {
          from = before->from;
          is_longer = true;
        }
      }
    }
    return from;
  }

  /// From the earliest reading of the birth date on they may be of age, by the latest one they are.
  void add_majority(PersonId id) {
    const Person* person = file_.person(id);
    if (person == nullptr || !person->born ||
        person->born->latest().anniversary(age_of_majority) <= on_) {
      return;
    }
    const bool is_exact = person->born->earliest() == person->born->latest();
    WorkItem& item =
        items_.add(is_exact ? "majority" : "majority_from",
                   person->born->earliest().anniversary(age_of_majority), {.person = id});
    item.code = "majority";
    item.record_id = RecordId{id.value};
    item.source = "Civil Code, book 1, article 233";
  }

  void add_journeys() {
    for (const auto& booking : file_.all<Booking>()) {
      const bool has_outcome =
          std::ranges::any_of(file_.all<BookingOutcome>(), [&](const auto& outcome) {
            return outcome->booking_id == booking.id && outcome->on <= on_;
          });
      if (booking->on <= on_ && on_ <= booking->departs_on && !has_outcome) {
        WorkItem& item = items_.add("journey", booking->departs_on, {.person = booking->person_id});
        item.record_id = RecordId{booking.id.value};
        item.settled_by = record_kind<BookingOutcome>().table;
      }
    }
  }

  void add_instalments() {
    for (const AwardedLine& awarded : awarded_lines(file_, on_)) {
      if (!awarded.is_in_force) {
        continue;
      }
      std::vector<std::pair<Date, const Recorded<Instalment>*>> due;
      for (const auto& instalment : file_.all<Instalment>()) {
        const auto day = due_on(instalment.record, awarded.line->person_id);
        if (instalment->award_line_id == awarded.line.id && day) {
          due.emplace_back(*day, &instalment);
        }
      }
      std::ranges::stable_sort(due, {}, &std::pair<Date, const Recorded<Instalment>*>::first);
      add_instalments_of(awarded, due);
    }
  }

  /// Payments that name no instalment count for the first that is open.
  void add_instalments_of(const AwardedLine& awarded,
                          const std::vector<std::pair<Date, const Recorded<Instalment>*>>& due) {
    std::optional<Money> unnamed;
    for (const auto& [day, instalment] : due) {
      const auto amount = amount_of(file_, *instalment, on_);
      if (!amount) {
        continue;
      }
      Money open = *amount - paid_of(awarded.line.id, instalment->id, amount->currency());
      unnamed = unnamed.value_or(paid_of(awarded.line.id, std::nullopt, amount->currency()));
      const Money taken = std::min(std::max(open, Money{0, open.currency()}), *unnamed);
      open -= taken;
      unnamed = *unnamed - taken;
      if (open.cents() > 0) {
        WorkItem& item = items_.add("instalment", day,
                                    {.person = awarded.line->person_id,
                                     .programme = awarded.line->programme,
                                     .amount = open});
        item.record_id = RecordId{instalment->id.value};
        item.settled_by = record_kind<CashPayment>().table;
      }
    }
  }

  /// Empty until the day from which it counts is known to the day.
  Since due_on(const Instalment& instalment, const std::optional<PersonId>& person) const {
    if (instalment.due == InstalmentDue::day) {
      return instalment.due_on;
    }
    const Since left = exactly_left_on(person);
    if (!left || instalment.due == InstalmentDue::departure) {
      return left;
    }
    return instalment.due == InstalmentDue::arrival
               ? arrived_on(person)
               : Since{left->plus_months(static_cast<int>(instalment.due_months.value_or(0)))};
  }

  /// The first of a unit; none who is known to have left by month, quarter or year alone.
  Since exactly_left_on(const std::optional<PersonId>& person) const {
    Since first;
    for (const auto& member : file_.all<UnitMember>()) {
      if (!person || member->person_id == *person) {
        const Departure* left = Standing{file_, member->person_id, on_}.departure();
        if (left != nullptr && left->precision == DatePrecision::day) {
          first = earlier(first, left->on);
        }
      }
    }
    return first;
  }

  Since arrived_on(const std::optional<PersonId>& person) const {
    const auto* arrival = last_of<Arrival>(file_, [&](const Arrival& it) {
      return (!person || it.person_id == *person) && it.on <= on_;
    });
    return arrival == nullptr ? Since{} : Since{(*arrival)->on};
  }

  /// What was paid or ordered on a line for an instalment, or for none in particular.
  Money paid_of(AwardLineId line, std::optional<InstalmentId> instalment, Currency currency) const {
    Money paid{0, currency};
    for (const auto& payment : file_.all<CashPayment>()) {
      if (payment->award_line_id == line && payment->instalment_id == instalment &&
          takes_from_line(file_, payment, on_) &&
          record_kind<CashPayment>().valid_on(&payment.record) <= on_ &&
          payment->amount.currency() == currency) {
        paid += payment->amount;
      }
    }
    return paid;
  }

  void add_claims() {
    for (const auto& claim : file_.all<Claim>()) {
      if (claim->on <= on_) {
        add_claim_instalments(claim, claim->amount - open_of(file_, claim, on_));
      }
    }
  }

  /// By day; what was settled counts for the first of them.
  void add_claim_instalments(const Recorded<Claim>& claim, Money settled) {
    std::vector<const Recorded<ClaimInstalment>*> due;
    for (const auto& instalment : file_.all<ClaimInstalment>()) {
      if (instalment->claim_id == claim.id && instalment->amount.currency() == settled.currency()) {
        due.push_back(&instalment);
      }
    }
    std::ranges::stable_sort(due, {}, [](const auto* it) { return (*it)->due_on; });
    for (const auto* instalment : due) {
      const Money open = (*instalment)->amount - settled;
      settled -= std::min(settled, (*instalment)->amount);
      if (open.cents() > 0) {
        WorkItem& item = items_.add("claim_instalment", (*instalment)->due_on,
                                    {.person = claim->person_id, .amount = open});
        item.record_id = RecordId{instalment->id.value};
        item.settled_by = record_kind<Repayment>().table;
      }
    }
  }

  /// Whether some version of a programme has a last day of departure, or periods of support.
  static bool has_days(const Programme& programme) {
    return std::ranges::any_of(programme.versions, [](const ProgrammeVersion& version) {
      return version.last_departure ||
             std::ranges::any_of(version.benefits,
                                 [](const Benefit& benefit) { return !benefit.periods.empty(); });
    });
  }

  void add_last_departure(const AwardedLine& awarded, const LineRules& rules) {
    if (rules.version == nullptr || !rules.version->last_departure ||
        !rules.version->last_departure->date || all_left_on(file_, awarded.line->person_id, on_) ||
        !known_.emplace(awarded.line->person_id, awarded.line->programme).second) {
      return;
    }
    const LastDay& last = *rules.version->last_departure;
    WorkItem& item =
        items_.add("last_departure", *last.date,
                   {.person = awarded.line->person_id, .programme = awarded.line->programme});
    item.record_id = RecordId{awarded.award.id.value};
    item.settled_by = record_kind<Departure>().table;
    item.source = last.source;
  }

  void add_last_awards() {
    for (const auto* application : undecided(file_, on_)) {
      const Programme* programme = catalogue_.find((*application)->programme.code());
      const ProgrammeVersion* version =
          programme == nullptr ? nullptr : version_on(*programme, (*application)->on);
      if (version != nullptr && version->last_award && version->last_award->date) {
        WorkItem& item = items_.add("last_award", *version->last_award->date,
                                    {.programme = (*application)->programme});
        item.record_id = RecordId{application->id.value};
        item.settled_by = record_kind<Award>().table;
        item.source = version->last_award->source;
      }
    }
  }

  void add_periods(const AwardedLine& awarded, const LineRules& rules) {
    const LineAccount account = account_of(file_, awarded.line, on_);
    if (account.granted && account.committed().cents() <= 0) {
      return; // all of it is given
    }
    std::set<std::pair<std::optional<SpendingPlace>, Date>> known;
    for (const Benefit* benefit : rules.benefits) {
      for (const PeriodRule& rule : benefit->periods) {
        const SupportPeriod period = period_on(rule, awarded.line.record);
        if (!period.until || !known.emplace(period.place, *period.until).second) {
          continue;
        }
        WorkItem& item = items_.add("support_period", period.until->plus_days(-1),
                                    {.person = awarded.line->person_id,
                                     .programme = awarded.line->programme,
                                     .what = period.text});
        item.record_id = RecordId{awarded.line.id.value};
        item.source = period.source;
      }
    }
  }

  /// Until an age it is as long as it was granted.
  SupportPeriod period_on(const PeriodRule& rule, const AwardLine& line) const {
    std::vector<FactName> wanted{FactName::own_departure_on, FactName::born_on};
    if (rule.after) {
      wanted.push_back(*rule.after);
    }
    FactCollector collector{line.programme, wanted};
    collector.add(file_, on_);
    const FactColumns facts = collector.take();
    for (std::size_t person = 0; person < facts.persons.size(); ++person) {
      if (!line.person_id || facts.persons[person] == line.person_id->value) {
        SupportPeriod period = period_of(rule, facts, person);
        if (rule.until_age && line.until) {
          period.until = line.until;
        }
        return period;
      }
    }
    return {};
  }

  const CaseFile& file_;
  const Catalogue& catalogue_;
  Date on_;
  WorkItems items_{file_, WorkKind::deadline};
  std::set<std::pair<std::optional<PersonId>, ProgrammeCode>> known_;
};

} // namespace

std::vector<WorkItem> deadlines(const CaseFile& file, const Catalogue& catalogue, Date on) {
  return Deadlines{file, catalogue, on}.find();
}

} // namespace libcase

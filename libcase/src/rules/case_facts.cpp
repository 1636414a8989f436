#include <algorithm>

#include <libcase/rules/case_facts.hpp>
#include <libcase/rules/guards.hpp>
#include <libcase/vocabulary/birth_date.hpp>

namespace libcase {

namespace {

std::uint64_t bit(auto code) {
  return std::uint64_t{1} << static_cast<unsigned>(code);
}

/// The latest of the records that were so by the day, by their date; nullptr where there is none.
template <class R, class DateOf, class Counts>
const R* latest(const std::vector<Recorded<R>>& records, Date on, const DateOf& date_of,
                const Counts& counts) {
  const R* found = nullptr;
  for (const auto& recorded : records) {
    const Date date = date_of(recorded.record);
    if (date <= on && counts(recorded.record) && (found == nullptr || date_of(*found) <= date)) {
      found = &recorded.record;
    }
  }
  return found;
}

template <class R, class DateOf>
const R* latest_of(const CaseFile& file, PersonId person, Date on, const DateOf& date_of) {
  return latest(file.all<R>(), on, date_of,
                [&](const R& record) { return record.person_id == person; });
}

template <class R>
bool has_any(const CaseFile& file, PersonId person, Date on, Date R::*date) {
  return std::ranges::any_of(file.all<R>(), [&](const auto& recorded) {
    return recorded->person_id == person && recorded.record.*date <= on;
  });
}

bool is_in_force(const Award& award, Date on) {
  return award.on <= on && (!award.until || on < *award.until);
}

Days days_of(const Departure& departure) {
  return {departure.on.days_since_epoch(), last_day_of(departure).days_since_epoch()};
}

/// A value of any kind of fact.
using Value = std::variant<Verdict, std::uint8_t, std::uint16_t, std::int32_t, std::uint64_t, Days>;

/// The facts of one unit on one day.
class Unit {
public:
  Unit(const ProgrammeCode& programme, const CaseFile& file, Date on, const History& history)
      : programme_(programme), file_(file), on_(on), history_(history),
        members_(file.members_on(on)) {
    std::ranges::stable_sort(members_, {}, &Member::role);
    composition_ = composition_of(file, members_, on);
    application_ = latest(
        file.all<Application>(), on, [](const Application& made) { return made.on; },
        [&](const Application& made) { return made.programme == programme; });
    applied_on_ = application_ == nullptr ? on : application_->on;
    for (const Member& member : members_) {
      minors_.push_back(minority(member.person_id));
    }
  }

  std::span<const Member> members() const { return members_; }

  Value of_unit(FactName name, FactColumns& columns) const {
    switch (name) {
    case FactName::assessed_on:
      return Days::on(on_);
    case FactName::application_on:
      return Days::on(applied_on_);
    case FactName::award_on:
      return Days::on(awarded_on());
    case FactName::departure_on:
      return departed_on();
    case FactName::grant_on:
      return granted_on();
    case FactName::composition:
      return composition_ == Composition::unknown ? unknown_code
                                                  : static_cast<std::uint8_t>(composition_);
    case FactName::permission: {
      const auto* answer = latest(
          file_.all<Permission>(), on_, [](const Permission& given) { return given.on; },
          [](const Permission&) { return true; });
      return answer == nullptr ? Verdict::unknown : verdict_of(answer->is_granted);
    }
    case FactName::can_pay_journey: {
      const auto* means = latest(
          file_.all<Means>(), on_, [](const Means& found) { return found.on; },
          [](const Means&) { return true; });
      return means == nullptr ? Verdict::unknown : verdict_of(means->can_pay_journey);
    }
    case FactName::destination:
      return destination();
    case FactName::other_programmes:
      return other_programmes(columns);
    case FactName::has_left_before:
      return has_left_before();
    default:
      return Verdict::unknown;
    }
  }

  Value of_person(FactName name, std::size_t place) const {
    const Member& member = members_[place];
    const PersonId id = member.person_id;
    const Verdict minor = minors_[place];
    switch (name) {
    case FactName::role:
      return static_cast<std::uint8_t>(member.role);
    case FactName::principal:
      return verdict_of(is_principal(member));
    case FactName::adult:
      return !minor;
    case FactName::minor:
      return minor;
    case FactName::further_adult:
      return !minor && verdict_of(!is_principal(member));
    case FactName::child_in_family:
      return is_child(place);
    case FactName::unaccompanied_minor:
      return minor && is_composition(Composition::unaccompanied_minors);
    case FactName::age:
      return age(id);
    case FactName::child_rank:
      return child_rank(place);
    case FactName::adult_rank:
      return adult_rank(place);
    case FactName::born_on: {
      const Person* person = file_.person(id);
      return person == nullptr || !person->born ? Days::unknown()
                                                : Days{person->born->earliest().days_since_epoch(),
                                                       person->born->latest().days_since_epoch()};
    }
    case FactName::nationality: {
      const Person* person = file_.person(id);
      return person == nullptr || !person->nationality ? std::uint16_t{0}
                                                       : person->nationality->index();
    }
    case FactName::first_claim_on:
    case FactName::first_decision:
    case FactName::first_negative_decision_on:
    case FactName::procedure_withdrawn:
      return of_asylum(name, id);
    case FactName::return_decision_on: {
      const auto* decision = latest_of<ReturnDecision>(
          file_, id, on_, [](const ReturnDecision& taken) { return taken.on; });
      return decision == nullptr ? Days::unknown() : Days::on(decision->on);
    }
    case FactName::permit:
    case FactName::accepts_permit_withdrawal:
      return of_permit(name, id);
    case FactName::entry_ban_months:
      return entry_ban_months(id);
    case FactName::convictions:
      return convictions(id);
    case FactName::dublin_claimant: {
      const auto* claim =
          latest_of<DublinClaim>(file_, id, on_, [](const DublinClaim& found) { return found.on; });
      return claim == nullptr ? Verdict::unknown : verdict_of(claim->is_claimant);
    }
    case FactName::travel_document: {
      const auto* document = latest_of<TravelDocument>(
          file_, id, on_, [](const TravelDocument& found) { return found.on; });
      return document == nullptr ? unknown_code : static_cast<std::uint8_t>(document->status);
    }
    case FactName::ends_procedures:
      return consent(id, &Consent::ends_procedures);
    case FactName::allows_data_exchange:
      return consent(id, &Consent::allows_data_exchange);
    case FactName::place: {
      const auto* stay = latest(
          file_.all<Stay>(), on_, [](const Stay& made) { return made.from; },
          [&](const Stay& made) {
            return made.person_id == id && (!made.until || on_ < *made.until);
          });
      return stay == nullptr || stay->place == PlaceKind::unknown
                 ? unknown_code
                 : static_cast<std::uint8_t>(stay->place);
    }
    case FactName::places:
      return places(id);
    case FactName::last_assisted_departure_on:
      return last_assisted_departure(id);
    case FactName::other_in_kind:
      return other_in_kind(id);
    case FactName::participation_on: {
      const Participation* taken = participation(id);
      return taken == nullptr ? Days::unknown() : Days::on(taken->submitted_on);
    }
    case FactName::participation_approved: {
      const Participation* taken = participation(id);
      if (taken == nullptr) {
        return Verdict::unknown;
      }
      const bool has_ended = taken->ended_on && *taken->ended_on <= on_;
      return is_approved(*taken) ? Verdict::met : has_ended ? Verdict::not_met : Verdict::unknown;
    }
    case FactName::participation_approved_on: {
      const Participation* taken = participation(id);
      return taken != nullptr && is_approved(*taken) ? Days::on(*taken->approved_on)
                                                     : Days::unknown();
    }
    default:
      return Verdict::unknown;
    }
  }

private:
  static bool is_principal(const Member& member) { return member.role == Role::principal; }

  Verdict minority(PersonId id) const {
    const Person* person = file_.person(id);
    return person == nullptr || !person->born ? Verdict::unknown
                                              : verdict_of(is_under_18(*person->born, on_));
  }

  Verdict is_composition(Composition composition) const {
    return composition_ == Composition::unknown ? Verdict::unknown
                                                : verdict_of(composition_ == composition);
  }

  Verdict is_child(std::size_t place) const {
    const Role role = members_[place].role;
    const bool is_head = role == Role::principal || role == Role::partner;
    return minors_[place] && verdict_of(!is_head) &&
           is_composition(Composition::family_with_children);
  }

  std::int32_t age(PersonId id) const {
    const Person* person = file_.person(id);
    return person == nullptr || !person->born ? unknown_count
                                              : std::max(0, age_on(person->born->latest(), on_));
  }

  std::int32_t child_rank(std::size_t place) const {
    const Verdict child = is_child(place);
    if (child != Verdict::met) {
      return child == Verdict::unknown ? unknown_count : 0;
    }
    const auto born = [&](std::size_t at) { return *file_.person(members_[at].person_id)->born; };
    std::int32_t rank = 1;
    for (std::size_t other = 0; other < members_.size(); ++other) {
      if (other == place || is_child(other) == Verdict::not_met) {
        continue;
      }
      if (is_child(other) == Verdict::unknown) {
        return unknown_count;
      }
      if (born(other) == born(place)) { // one of them comes first: they are alike to the rules
        rank += other < place ? 1 : 0;
      } else if (born(other).latest() < born(place).earliest()) {
        ++rank;
      } else if (born(place).latest() >= born(other).earliest()) {
        return unknown_count;
      }
    }
    return rank;
  }

  std::int32_t adult_rank(std::size_t place) const {
    if (minors_[place] != Verdict::not_met) {
      return minors_[place] == Verdict::unknown ? unknown_count : 0;
    }
    std::int32_t rank = 1;
    for (std::size_t other = 0; other < place; ++other) { // the principal comes first
      if (minors_[other] == Verdict::unknown) {
        return unknown_count;
      }
      rank += minors_[other] == Verdict::not_met ? 1 : 0;
    }
    return rank;
  }

  Date awarded_on() const {
    std::optional<Date> first;
    for (const auto& line : file_.all<AwardLine>()) {
      if (line->programme != programme_) {
        continue;
      }
      for (const auto& award : file_.all<Award>()) {
        if (award.id == line->award_id && award->on <= on_ && (!first || award->on < *first)) {
          first = award->on;
        }
      }
    }
    return first.value_or(on_);
  }

  /// Whether a departure belongs to the return that is assessed: none before the application, or
  /// none that somebody came back from where none is recorded.
  bool is_of_this_return(const Departure& departure) const {
    if (departure.on > on_) {
      return false;
    }
    return application_ != nullptr ? last_day_of(departure) >= applied_on_
                                   : !was_back(departure.person_id, departure.on);
  }

  Days departed_on() const {
    const Departure* first = nullptr;
    for (const auto& departure : file_.all<Departure>()) {
      if (is_of_this_return(departure.record) && (first == nullptr || departure->on < first->on)) {
        first = &departure.record;
      }
    }
    return first != nullptr ? days_of(*first)
                            : Days{on_.days_since_epoch(), Days::unknown().latest};
  }

  /// Unknown where members left to different countries.
  std::uint16_t destination() const {
    std::optional<Country> left_to;
    for (const auto& departure : file_.all<Departure>()) {
      if (!is_of_this_return(departure.record) || !departure->destination) {
        continue;
      }
      if (left_to && *left_to != *departure->destination) {
        return 0;
      }
      left_to = departure->destination;
    }
    if (left_to) {
      return left_to->index();
    }
    const auto* made = latest(
        file_.all<Application>(), on_,
        [](const Application& application) { return application.on; },
        [](const Application& application) { return application.destination.has_value(); });
    return made == nullptr ? std::uint16_t{0} : made->destination->index();
  }

  const Project* project_of(const Participation& taken) const {
    for (const auto& project : file_.all<Project>()) {
      if (project.id == taken.project_id) {
        return &project.record;
      }
    }
    return nullptr;
  }

  /// Whether a project stands under the programme; unknown where the file does not hold it.
  Verdict is_under_programme(const Participation& taken) const {
    const Project* project = project_of(taken);
    return project == nullptr ? Verdict::unknown : verdict_of(project->framework == programme_);
  }

  const Participation* participation(PersonId id) const {
    return latest(
        file_.all<Participation>(), on_,
        [](const Participation& taken) { return taken.submitted_on; },
        [&](const Participation& taken) {
          return taken.person_id == id && is_under_programme(taken) == Verdict::met;
        });
  }

  bool is_approved(const Participation& taken) const {
    return taken.approved_on && *taken.approved_on <= on_;
  }

  bool has_ended_in_this_case(const Participation& taken) const {
    return std::ranges::none_of(file_.all<Case>(), [&](const auto& opened) {
      return taken.ended_on && *taken.ended_on < opened->opened_on;
    });
  }

  Days granted_on() const {
    for (const Member& member : members_) {
      if (const Participation* taken = participation(member.person_id)) {
        return Days::on(project_of(*taken)->granted_on);
      }
    }
    return Days::unknown();
  }

  std::uint64_t other_programmes(FactColumns& columns) const {
    std::uint64_t found = 0;
    for (const auto& award : file_.all<Award>()) {
      if (!is_in_force(award.record, on_)) {
        continue;
      }
      for (const auto& line : file_.all<AwardLine>()) {
        if (line->award_id == award.id && line->programme != programme_) {
          found |= columns.programme_bit(line->programme);
        }
      }
    }
    for (const auto& taken : file_.all<Participation>()) {
      const bool is_current = taken->submitted_on <= on_ &&
                              (!taken->ended_on || on_ < *taken->ended_on ||
                               (is_approved(taken.record) && has_ended_in_this_case(taken.record)));
      const Project* project = project_of(taken.record);
      if (is_current && project != nullptr && project->framework != programme_ &&
          std::ranges::find(members_, taken->person_id, &Member::person_id) != members_.end()) {
        found |= columns.programme_bit(project->framework);
      }
    }
    return found;
  }

  bool was_back(PersonId id, Date left_on) const {
    return std::ranges::any_of(file_.all<Reappearance>(), [&](const auto& seen) {
      return seen->person_id == id && left_on <= seen->on && seen->on <= applied_on_;
    });
  }

  /// Unknown where nothing tells a departure of this return from an earlier one.
  Verdict has_left_before() const {
    Verdict found = Verdict::not_met;
    for (const auto& departure : file_.all<Departure>()) {
      if (was_back(departure->person_id, departure->on)) {
        continue;
      }
      if (application_ == nullptr && departure->on <= on_) {
        found = found || Verdict::unknown;
      } else if (last_day_of(departure.record) < applied_on_) {
        found = Verdict::met;
      }
    }
    return found;
  }

  Value of_asylum(FactName name, PersonId id) const {
    const AsylumProcedure* first = nullptr;
    for (const auto& procedure : file_.all<AsylumProcedure>()) {
      if (procedure->person_id == id && procedure->applied_on <= on_ &&
          (first == nullptr || procedure->applied_on < first->applied_on)) {
        first = &procedure.record;
      }
    }
    const bool is_decided =
        first != nullptr && (first->first_decided_on ? *first->first_decided_on <= on_
                                                     : first->first_decision.has_value());
    switch (name) {
    case FactName::first_claim_on:
      return first == nullptr ? Days::unknown() : Days::on(first->applied_on);
    case FactName::first_decision:
      return is_decided && first->first_decision ? static_cast<std::uint8_t>(*first->first_decision)
                                                 : unknown_code;
    case FactName::procedure_withdrawn:
      return first == nullptr
                 ? Verdict::unknown
                 : verdict_of(!is_decided && first->ended_on && *first->ended_on <= on_);
    default:
      break;
    }
    if (first == nullptr || (is_decided && !first->first_decision)) {
      return Days::unknown();
    }
    if (!is_decided || first->first_decision == AsylumDecision::granted) {
      return Days::none();
    }
    return first->first_decided_on
               ? Days::on(*first->first_decided_on)
               : Days{first->applied_on.days_since_epoch(), on_.days_since_epoch()};
  }

  Value of_permit(FactName name, PersonId id) const {
    const auto* held = latest(
        file_.all<ResidencePermit>(), on_,
        [](const ResidencePermit& permit) { return permit.from; },
        [&](const ResidencePermit& permit) {
          return permit.person_id == id && (!permit.until || on_ < *permit.until);
        });
    const bool is_known = held != nullptr || has_any(file_, id, on_, &ResidencePermit::from);
    if (name == FactName::permit) {
      return !is_known         ? unknown_code
             : held == nullptr ? static_cast<std::uint8_t>(PermitKind::none)
                               : static_cast<std::uint8_t>(held->kind);
    }
    if (is_known && (held == nullptr || held->kind == PermitKind::none)) {
      return Verdict::not_met;
    }
    return held == nullptr || !held->accepts_withdrawal ? Verdict::unknown
                                                        : verdict_of(*held->accepts_withdrawal);
  }

  std::int32_t entry_ban_months(PersonId id) const {
    std::int64_t longest = unknown_count;
    for (const auto& ban : file_.all<EntryBan>()) {
      if (ban->person_id != id || ban->from > on_) {
        continue;
      }
      const std::int64_t months = std::clamp<std::int64_t>(ban->duration_months, 0, 12'000);
      const bool lasts = ban->from.year() + months / 12 >= 9998 ||
                         on_ < ban->from.plus_months(static_cast<int>(months));
      longest = std::max(longest, lasts ? months : 0);
    }
    return static_cast<std::int32_t>(longest);
  }

  std::uint64_t convictions(PersonId id) const {
    std::uint64_t found = unknown_more;
    for (const auto& conviction : file_.all<Conviction>()) {
      if (conviction->person_id == id && conviction->on <= on_) {
        found &= ~unknown_more;
        found |= conviction->kind == ConvictionKind::none ? 0 : bit(conviction->kind);
      }
    }
    return found;
  }

  Verdict consent(PersonId id, std::optional<bool> Consent::*to) const {
    const auto* given = latest(
        file_.all<Consent>(), on_, [](const Consent& signed_one) { return signed_one.on; },
        [&](const Consent& signed_one) {
          return signed_one.person_id == id && (signed_one.*to).has_value();
        });
    return given == nullptr ? Verdict::unknown : verdict_of(*(given->*to));
  }

  /// The day of assessment, or of the person's departure before it.
  Date last_day_here(PersonId id) const {
    Date last = on_;
    for (const auto& departure : file_.all<Departure>()) {
      if (departure->person_id == id && is_of_this_return(departure.record)) {
        last = std::min(last, departure->on);
      }
    }
    return last;
  }

  /// All of them are known where stays follow each other without a gap until that day.
  std::uint64_t places(PersonId id) const {
    std::vector<const Stay*> stays;
    for (const auto& stay : file_.all<Stay>()) {
      if (stay->person_id == id && stay->from <= on_) {
        stays.push_back(&stay.record);
      }
    }
    std::ranges::stable_sort(stays, {}, &Stay::from);
    std::uint64_t found = 0;
    std::optional<Date> known_until; // the first day of which no stay was seen yet
    for (const Stay* stay : stays) {
      const bool has_gap = known_until && *known_until < stay->from;
      found |= stay->place == PlaceKind::unknown || has_gap ? unknown_more : 0;
      found |= stay->place == PlaceKind::unknown ? 0 : bit(stay->place);
      const Date end = stay->until.value_or(on_.plus_days(1));
      known_until = known_until ? std::max(*known_until, end) : end;
    }
    const bool is_seen_to_the_end = known_until && last_day_here(id) <= *known_until;
    return is_seen_to_the_end ? found : found | unknown_more;
  }

  Days last_assisted_departure(PersonId id) const {
    Days certain = Days::none();
    std::int32_t possibly_latest = Days::none().latest;
    const auto look_into = [&](const CaseFile& file) {
      for (const auto& departure : file.all<Departure>()) {
        if (departure->person_id != id || departure->on >= applied_on_) {
          continue;
        }
        const bool is_run = departure->mode == DepartureMode::forced ||
                            (departure->mode == DepartureMode::voluntary &&
                             (departure->assisted_by == AssistedBy::iom ||
                              departure->assisted_by == AssistedBy::dtv));
        const Days days = days_of(departure.record);
        const bool is_perhaps_of_this_return = application_ == nullptr && file.id() == file_.id() &&
                                               !was_back(departure->person_id, departure->on);
        if (is_run && is_perhaps_of_this_return) {
          possibly_latest = std::max(possibly_latest, days.latest);
        } else if (is_run && (certain.is_none() || days.latest > certain.latest)) {
          certain = days;
        } else if (departure->mode == DepartureMode::voluntary &&
                   departure->assisted_by == AssistedBy::unknown) {
          possibly_latest = std::max(possibly_latest, days.latest);
        }
      }
    };
    look_into(file_);
    if (history_) {
      for (const CaseFile& earlier : *history_) {
        if (earlier.id() != file_.id()) {
          look_into(earlier);
        }
      }
    } else {
      possibly_latest = applied_on_.days_since_epoch() - 1;
    }
    if (possibly_latest == Days::none().latest ||
        (!certain.is_none() && possibly_latest <= certain.latest)) {
      return certain;
    }
    return {certain.is_none() ? Days::unknown().earliest : certain.earliest, possibly_latest};
  }

  Verdict other_in_kind(PersonId id) const {
    const Participation* current = participation(id);
    Verdict found = verdict_of(false);
    for (const auto& taken : file_.all<Participation>()) {
      if (taken->person_id == id && taken->submitted_on <= on_ &&
          (current == nullptr || taken->project_id != current->project_id)) {
        const bool was_refused =
            taken->ended_on && *taken->ended_on <= on_ && !is_approved(taken.record);
        found = found || (was_refused ? Verdict::not_met : Verdict::met);
      }
    }
    const auto look_into = [&](const CaseFile& file) {
      for (const auto& line : file.all<AwardLine>()) {
        const bool is_another = file.id() != file_.id() || line->programme != programme_;
        if (line->person_id != id || line->support != Support::in_kind || !is_another) {
          continue;
        }
        for (const auto& award : file.all<Award>()) {
          if (award.id == line->award_id && award->on <= on_) {
            found = Verdict::met;
          }
        }
      }
    };
    look_into(file_);
    if (!history_) {
      return found || Verdict::unknown;
    }
    for (const CaseFile& earlier : *history_) {
      if (earlier.id() != file_.id()) {
        look_into(earlier);
      }
    }
    return found;
  }

  const ProgrammeCode& programme_;
  const CaseFile& file_;
  Date on_;
  const History& history_;
  std::vector<Member> members_;
  std::vector<Verdict> minors_; ///< one a member
  Composition composition_{};
  const Application* application_ = nullptr;
  Date applied_on_;
};

void append(FactColumn& column, const Value& value) {
  std::visit(
      [&]<class V>(V single) {
        if constexpr (std::is_same_v<V, Days>) {
          if (!std::holds_alternative<DateColumn>(column)) {
            column.emplace<DateColumn>();
          }
          auto& dates = std::get<DateColumn>(column);
          dates.earliest.push_back(single.earliest);
          dates.latest.push_back(single.latest);
        } else {
          if (!std::holds_alternative<std::vector<V>>(column)) {
            column.emplace<std::vector<V>>();
          }
          std::get<std::vector<V>>(column).push_back(single);
        }
      },
      value);
}

} // namespace

FactCollector::FactCollector(ProgrammeCode programme, std::vector<FactName> wanted)
    : programme_(std::move(programme)), wanted_(std::move(wanted)) {
  // What may throw comes first, before any column is longer than another.
  std::partition(wanted_.begin(), wanted_.end(),
                 [](FactName name) { return name == FactName::other_programmes; });
}

void FactCollector::add(const CaseFile& file, Date on, const History& history) {
  on.year(); // throws where it is not set
  const Unit unit{programme_, file, on, history};
  for (const FactName name : wanted_) {
    FactColumn& column = columns_.column(name);
    if (fact(name).of == FactOf::unit) {
      append(column, unit.of_unit(name, columns_));
      continue;
    }
    for (std::size_t place = 0; place < unit.members().size(); ++place) {
      append(column, unit.of_person(name, place));
    }
  }
  columns_.cases.push_back(file.id().value);
  for (const Member& member : unit.members()) {
    columns_.persons.push_back(member.person_id.value);
  }
  columns_.first_person.push_back(static_cast<std::uint32_t>(columns_.persons.size()));
}

FactColumns FactCollector::take() {
  return std::exchange(columns_, FactColumns{});
}

} // namespace libcase

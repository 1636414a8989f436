#include "rules/facts/unit_on_day.hpp"

#include <algorithm>

#include <libcase/rules/guards.hpp>
#include <libcase/vocabulary/birth_date.hpp>

namespace libcase {

namespace {

Verdict minority_of(BirthDate born, Date on) {
  if (!is_under_18(born, on)) {
    return Verdict::not_met;
  }
  return is_under_18(BirthDate::exact(born.earliest()), on) ? Verdict::met : Verdict::unknown;
}

} // namespace

UnitOnDay::UnitOnDay(const ProgrammeCode& programme, const CaseFile& file, Date on,
                     const History& history)
    : programme_(programme), file_(file, looked_at_), on_(on), history_(history),
      members_(file.members_on(on)) {
  std::ranges::stable_sort(members_, {}, &Member::role);
  application_ = latest(*this, &Application::on,
                        [&](const Application& made) { return made.programme == programme; });
  for (const Member& member : members_) {
    const Person* person = file.person(member.person_id);
    minorities_.push_back(person == nullptr || !person->born ? Verdict::unknown
                                                             : minority_of(*person->born, on));
  }
  composition_ = composed();
}

/// As `composition_of` says, but for births that leave it open who is a minor.
Composition UnitOnDay::composed() const {
  Verdict has_carer = Verdict::not_met;
  Verdict has_dependant = Verdict::not_met;
  Verdict are_minors = verdict_of(!members_.empty());
  Verdict are_adults = are_minors;
  for (std::size_t at = 0; at < members_.size(); ++at) {
    const Role role = members_[at].role;
    const bool is_head = role == Role::principal || role == Role::partner;
    has_carer = has_carer || (!minorities_[at] && verdict_of(is_head));
    has_dependant = has_dependant || (minorities_[at] && verdict_of(!is_head));
    are_minors = are_minors && minorities_[at];
    are_adults = are_adults && !minorities_[at];
  }
  if ((has_carer && has_dependant) == Verdict::met) {
    return Composition::family_with_children;
  }
  if (are_minors == Verdict::met) {
    return Composition::unaccompanied_minors;
  }
  if (are_adults != Verdict::met) {
    return Composition::unknown;
  }
  return members_.size() == 1 ? Composition::single_adult : Composition::adults;
}

Verdict UnitOnDay::is_composition(Composition composition) const {
  return composition_ == Composition::unknown ? Verdict::unknown
                                              : verdict_of(composition_ == composition);
}

bool UnitOnDay::was_back(PersonId person, Date left_on) const {
  return std::ranges::any_of(file_.all<Reappearance>(), [&](const auto& seen) {
    return seen->person_id == person && left_on <= seen->on && seen->on <= applied_on();
  });
}

bool UnitOnDay::is_of_this_return(const Departure& departure) const {
  if (departure.on > on_) {
    return false;
  }
  return application() != nullptr ? last_day_of(departure) >= applied_on()
                                  : !was_back(departure.person_id, departure.on);
}

Days days_of(const Departure& departure) {
  return {departure.on.days_since_epoch(), last_day_of(departure).days_since_epoch()};
}

} // namespace libcase

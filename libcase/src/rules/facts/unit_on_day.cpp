#include "rules/facts/unit_on_day.hpp"

#include <algorithm>

#include <libcase/rules/guards.hpp>
#include <libcase/vocabulary/birth_date.hpp>

namespace libcase {

UnitOnDay::UnitOnDay(const ProgrammeCode& programme, const CaseFile& file, Date on,
                     const History& history)
    : programme_(programme), file_(file, looked_at_), on_(on), history_(history),
      members_(file.members_on(on)) {
  std::ranges::stable_sort(members_, {}, &Member::role);
  composition_ = composition_of(file, members_, on);
  application_ = latest(*this, &Application::on,
                        [&](const Application& made) { return made.programme == programme; });
  for (const Member& member : members_) {
    const Person* person = file.person(member.person_id);
    minorities_.push_back(person == nullptr || !person->born
                              ? Verdict::unknown
                              : verdict_of(is_under_18(*person->born, on)));
  }
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

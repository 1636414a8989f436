#include "rules/facts/unit_on_day.hpp"

#include <algorithm>

#include <libcase/rules/guards.hpp>

namespace libcase {

namespace {

/// The principal first.
std::vector<Member> by_role(std::vector<Member> members) {
  std::ranges::stable_sort(members, {}, &Member::role);
  return members;
}

} // namespace

UnitOnDay::UnitOnDay(const ProgrammeCode& programme, const CaseFile& file, Date on,
                     const History& history)
    : programme_(programme), file_(file, looked_at_), on_(on), history_(history),
      members_(by_role(file.members_on(on))),
      application_(latest(*this, &Application::on,
                          [&](const Application& made) { return made.programme == programme; })),
      family_(file, members_, on, BirthReading::interval,
              application_ == nullptr ? std::nullopt : std::optional{application_->on}) {}

bool UnitOnDay::was_seen(PersonId person, Date from, Date by) const {
  return std::ranges::any_of(file_.all<Reappearance>(), [&](const auto& seen) {
    return seen->person_id == person && from <= seen->on && seen->on <= by;
  });
}

bool UnitOnDay::is_of_this_return(const Departure& departure) const {
  if (departure.on > on_) {
    return false;
  }
  return application() != nullptr ? last_day_of(departure) >= applied_on()
                                  : !was_back(departure.person_id, departure.on);
}

bool UnitOnDay::is_of_member(const Departure& departure) const {
  const auto was_member = [&](const auto& membership) {
    return membership->person_id == departure.person_id &&
           membership->from <= last_day_of(departure) &&
           (!membership->until || departure.on <= *membership->until);
  };
  return std::ranges::find(members_, departure.person_id, &Member::person_id) != members_.end() ||
         std::ranges::any_of(file_.all<UnitMember>(), was_member);
}

Days days_of(const Departure& departure) {
  return {departure.on.days_since_epoch(), last_day_of(departure).days_since_epoch()};
}

} // namespace libcase

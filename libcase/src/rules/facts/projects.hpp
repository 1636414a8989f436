// Facts of projects: the part that somebody takes in them, and support in kind from others.
#pragma once

#include <algorithm>
#include <array>

#include "rules/facts/fact_row.hpp"

namespace libcase::readers {

inline const Project* project_of(const UnitOnDay& unit, const Participation& taken) {
  for (const auto& project : unit.file().all<Project>()) {
    if (project.id == taken.project_id) {
      return &project.record;
    }
  }
  return nullptr;
}

/// The latest in a project under the programme; nullptr where there is none.
inline const Participation* participation(const MemberOnDay& member) {
  return latest(member, &Participation::submitted_on, [&](const Participation& taken) {
    const Project* project = project_of(member.unit, taken);
    return project != nullptr && project->framework == member.unit.programme();
  });
}

inline bool is_approved(const UnitOnDay& unit, const Participation& taken) {
  return taken.approved_on && *taken.approved_on <= unit.on();
}
inline bool has_ended(const UnitOnDay& unit, const Participation& taken) {
  return taken.ended_on && *taken.ended_on <= unit.on();
}

/// Whether somebody takes part in it, or took part since the case was opened.
inline bool is_under_way(const UnitOnDay& unit, const Participation& taken) {
  if (taken.submitted_on > unit.on()) {
    return false;
  }
  const auto ended_before = [&](const auto& opened) { return *taken.ended_on < opened->opened_on; };
  return !has_ended(unit, taken) ||
         (is_approved(unit, taken) && std::ranges::none_of(unit.file().all<Case>(), ended_before));
}

inline Days grant_on(const UnitOnDay& unit) {
  for (std::size_t member = 0; member < unit.members().size(); ++member) {
    if (const Participation* taken = participation({unit, member})) {
      return Days::on(project_of(unit, *taken)->granted_on);
    }
  }
  return Days::unknown();
}

inline Days participation_on(const MemberOnDay& member) {
  const Participation* taken = participation(member);
  return taken == nullptr ? Days::unknown() : Days::on(taken->submitted_on);
}

inline Verdict participation_approved(const MemberOnDay& member) {
  const Participation* taken = participation(member);
  if (taken == nullptr) {
    return Verdict::unknown;
  }
  return is_approved(member.unit, *taken) ? Verdict::met
         : has_ended(member.unit, *taken) ? Verdict::not_met
                                          : Verdict::unknown;
}

inline Days participation_approved_on(const MemberOnDay& member) {
  const Participation* taken = participation(member);
  return taken != nullptr && is_approved(member.unit, *taken) ? Days::on(*taken->approved_on)
                                                              : Days::unknown();
}

/// Whether a file holds an award in kind for a person, other than under the programme in the case.
inline bool has_award_in_kind(const NotingFile& file, const MemberOnDay& member) {
  const UnitOnDay& unit = member.unit;
  return std::ranges::any_of(file.all<AwardLine>(), [&](const auto& line) {
    const bool is_another = file.id() != unit.file().id() || line->programme != unit.programme();
    const bool is_theirs = !line->person_id || *line->person_id == member.id();
    return is_another && is_theirs && line->support == Support::in_kind &&
           std::ranges::any_of(file.all<Award>(), [&](const auto& award) {
             return award.id == line->award_id && award->on <= unit.on();
           });
  });
}

/// Nobody looked into earlier cases without a history: there may be more.
inline Verdict other_in_kind(const MemberOnDay& member) {
  const UnitOnDay& unit = member.unit;
  const Participation* current = participation(member);
  Verdict found = unit.has_history() ? Verdict::not_met : Verdict::unknown;
  for (const auto& taken : unit.file().all<Participation>()) {
    const bool is_another = current == nullptr || taken->project_id != current->project_id;
    const bool was_refused = has_ended(unit, taken.record) && !is_approved(unit, taken.record);
    if (taken->person_id == member.id() && taken->submitted_on <= unit.on() && is_another &&
        !was_refused) {
      found = Verdict::met;
    }
  }
  unit.each_file([&](const NotingFile& file) {
    found = has_award_in_kind(file, member) ? Verdict::met : found;
  });
  return found;
}

inline constexpr std::array project_facts{
    fact_row<grant_on>(FactName::grant_on, evidence<Participation, Project>),
    fact_row<other_in_kind>(FactName::other_in_kind,
                            evidence<Participation, Project, Award, AwardLine>),
    fact_row<participation_on>(FactName::participation_on, evidence<Participation, Project>),
    fact_row<participation_approved>(FactName::participation_approved,
                                     evidence<Participation, Project>),
    fact_row<participation_approved_on>(FactName::participation_approved_on,
                                        evidence<Participation, Project>),
};

} // namespace libcase::readers

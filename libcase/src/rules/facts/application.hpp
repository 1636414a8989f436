// Facts of what was applied for and granted: days, permission, means, other programmes.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "rules/facts/fact_row.hpp"
#include "rules/facts/projects.hpp"
#include "rules/line_end.hpp"

namespace libcase::readers {

inline Days assessed_on(const UnitOnDay& unit) {
  return Days::on(unit.on());
}

/// Without an application the day of assessment is taken for it.
inline Dated<Days> application_on(const UnitOnDay& unit) {
  const bool has_applied = unit.application() != nullptr;
  return {Days::on(unit.applied_on()),
          has_applied ? std::optional{unit.applied_on()} : std::nullopt};
}

/// Whether an award may answer the application: not one of before, nor one that answers another.
inline bool is_for_this_application(const UnitOnDay& unit, const Award& award) {
  if (unit.application() == nullptr) {
    return true;
  }
  return award.on >= unit.applied_on() &&
         std::ranges::none_of(unit.file().all<Application>(), [&](const auto& application) {
           return award.application_id == application.id &&
                  application->programme == unit.programme() &&
                  &application.record != unit.application();
         });
}

/// Without an award the day of assessment is taken for it.
inline Dated<Days> award_on(const UnitOnDay& unit) {
  std::optional<Date> first;
  for (const auto& line : unit.file().all<AwardLine>()) {
    if (line->programme != unit.programme()) {
      continue;
    }
    for (const auto& award : unit.file().all<Award>()) {
      if (award.id == line->award_id && award->on <= unit.on() && (!first || award->on < *first) &&
          is_for_this_application(unit, award.record)) {
        first = award->on;
      }
    }
  }
  return {Days::on(first.value_or(unit.on())), first};
}

inline Dated<Verdict> permission(const UnitOnDay& unit) {
  return told_by(latest(unit, &Permission::on), &Permission::is_granted);
}

inline Dated<Verdict> can_pay_journey(const UnitOnDay& unit) {
  return told_by(latest(unit, &Means::on), &Means::can_pay_journey);
}

inline std::set<ProgrammeCode> other_programmes(const UnitOnDay& unit) {
  std::set<ProgrammeCode> found;
  const auto add = [&](const ProgrammeCode& code) {
    if (code != unit.programme()) {
      found.insert(code);
    }
  };
  for (const auto& award : unit.file().all<Award>()) {
    const bool is_granted = award->on <= unit.on();
    for (const auto& line : unit.file().all<AwardLine>()) {
      if (is_granted && line->award_id == award.id &&
          !line_has_ended(unit.file(), line.record, unit.on())) {
        add(line->programme);
      }
    }
  }
  for (const auto& taken : unit.file().all<Participation>()) {
    const Project* project = project_of(unit, taken.record);
    if (project != nullptr && is_under_way(unit, taken.record) &&
        std::ranges::find(unit.members(), taken->person_id, &Member::person_id) !=
            unit.members().end()) {
      add(project->framework);
    }
  }
  return found;
}

/// What a person chose with the application.
inline std::optional<Support> chosen_support(const MemberOnDay& member) {
  const UnitOnDay& unit = member.unit;
  const auto* choice = latest(member, &SupportChoice::on, [&](const SupportChoice& made) {
    return std::ranges::any_of(unit.file().all<Application>(), [&](const auto& application) {
      return application.id == made.application_id && &application.record == unit.application();
    });
  });
  return choice == nullptr ? std::nullopt : std::optional{choice->support};
}

inline constexpr std::array application_facts{
    unshown(fact_row<assessed_on>(FactName::assessed_on, no_evidence)),
    fact_row<application_on>(FactName::application_on, evidence<Application>),
    fact_row<award_on>(FactName::award_on, evidence<Award, AwardLine, Application>),
    fact_row<chosen_support>(FactName::chosen_support, evidence<SupportChoice, Application>),
    fact_row<permission>(FactName::permission, evidence<Permission>),
    fact_row<can_pay_journey>(FactName::can_pay_journey, evidence<Means>),
    fact_row<other_programmes>(FactName::other_programmes,
                               evidence<Award, AwardLine, AwardEnd, Participation, Project>),
};

} // namespace libcase::readers

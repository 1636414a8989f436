// Facts of the unit as a family: who its members are to each other, their age and nationality.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include <libcase/vocabulary/birth_date.hpp>

#include "rules/facts/application.hpp"
#include "rules/facts/departures.hpp"
#include "rules/facts/fact_row.hpp"

namespace libcase::readers {

inline std::optional<Composition> composition(const UnitOnDay& unit) {
  return unit.composition();
}

/// How many members something is met by, and how many it may be met by besides.
CountRange count_members(const UnitOnDay& unit, const auto& is_met) {
  CountRange found;
  for (std::size_t index = 0; index < unit.members().size(); ++index) {
    const Verdict verdict = is_met(MemberOnDay{unit, index});
    found.least += verdict == Verdict::met ? 1 : 0;
    found.most += verdict == Verdict::not_met ? 0 : 1;
  }
  return unit.members().empty() ? unknown_count : found;
}

inline CountRange household_size(const UnitOnDay& unit) {
  return count_members(unit, [](const MemberOnDay& member) { return !member.is_gone(); });
}

inline Verdict single_parent(const UnitOnDay& unit) {
  return unit.is_of_single_parent();
}

inline std::optional<Role> role(const MemberOnDay& member) {
  return member.role();
}

inline Verdict principal(const MemberOnDay& member) {
  return verdict_of(member.is_principal());
}

inline Verdict adult(const MemberOnDay& member) {
  return !member.minority();
}

inline Verdict minor(const MemberOnDay& member) {
  return member.minority();
}

inline Verdict further_adult(const MemberOnDay& member) {
  return !member.minority() && verdict_of(!member.is_principal());
}

inline Verdict child_in_family(const MemberOnDay& member) {
  const Verdict minority = member.minority();
  return minority == Verdict::not_met ? minority
                                      : minority && member.unit.has_carer_along(member.index);
}

/// Whether a member is such a child, and is with the others.
inline Verdict child_along(const MemberOnDay& member) {
  const Verdict is_child = child_in_family(member);
  return is_child == Verdict::not_met ? is_child : is_child && !member.is_gone();
}

inline CountRange child_count(const UnitOnDay& unit) {
  return count_members(unit, child_along);
}

inline Verdict unaccompanied_minor(const MemberOnDay& member) {
  const Verdict minority = member.minority();
  return minority == Verdict::not_met ? minority
                                      : minority && !member.unit.has_carer_here(member.index);
}

inline std::optional<MemberCategory> member_category(const MemberOnDay& member) {
  return member.unit.category(member.index);
}

inline std::optional<BirthDate> born(const MemberOnDay& member) {
  const Person* person = member.person();
  return person == nullptr ? std::nullopt : person->born;
}

/// Unknown where the birth or the day leaves it open.
inline std::optional<std::int32_t> age_on_day(const MemberOnDay& member, Days days) {
  const auto known = born(member);
  if (!known || days.is_none() || days.earliest == Days::unknown().earliest ||
      days.latest == Days::unknown().latest) {
    return std::nullopt;
  }
  const int youngest =
      std::max(0, age_on(known->latest(), Date::from_days_since_epoch(days.earliest)));
  const int eldest =
      std::max(0, age_on(known->earliest(), Date::from_days_since_epoch(days.latest)));
  return youngest == eldest ? std::optional{youngest} : std::nullopt;
}

inline std::optional<std::int32_t> age(const MemberOnDay& member) {
  return age_on_day(member, Days::on(member.unit.on()));
}

inline std::optional<std::int32_t> age_at_application(const MemberOnDay& member) {
  return age_on_day(member, application_on(member.unit).value);
}

inline std::optional<std::int32_t> age_at_award(const MemberOnDay& member) {
  return age_on_day(member, award_on(member.unit).value);
}

inline std::optional<std::int32_t> age_at_departure(const MemberOnDay& member) {
  return age_on_day(member, own_departure_on(member));
}

inline std::optional<std::int32_t> child_rank(const MemberOnDay& member) {
  const Verdict is_child = child_along(member);
  if (is_child != Verdict::met) {
    return is_child == Verdict::unknown ? std::nullopt : std::optional{0};
  }
  const BirthDate own = *born(member);
  std::int32_t rank = 1;
  for (std::size_t index = 0; index < member.unit.members().size(); ++index) {
    const MemberOnDay other{member.unit, index};
    if (index == member.index || child_along(other) == Verdict::not_met) {
      continue;
    }
    if (child_along(other) == Verdict::unknown) {
      return std::nullopt;
    }
    const BirthDate others = *born(other);
    if (others == own) { // one of them comes first: they are alike to the rules
      rank += index < member.index ? 1 : 0;
    } else if (others.latest() < own.earliest()) {
      ++rank;
    } else if (own.latest() >= others.earliest()) {
      return std::nullopt;
    }
  }
  return rank;
}

/// Whether a member is an adult, and is with the others.
inline Verdict adult_along(const MemberOnDay& member) {
  return !member.minority() && !member.is_gone();
}

inline std::optional<std::int32_t> adult_rank(const MemberOnDay& member) {
  const Verdict is_adult = adult_along(member);
  if (is_adult != Verdict::met) {
    return is_adult == Verdict::unknown ? std::nullopt : std::optional{0};
  }
  std::int32_t rank = 1;
  for (std::size_t index = 0; index < member.index; ++index) { // the principal comes first
    const Verdict is_other = adult_along({member.unit, index});
    if (is_other == Verdict::unknown) {
      return std::nullopt;
    }
    rank += is_other == Verdict::met ? 1 : 0;
  }
  return rank;
}

inline Days born_on(const MemberOnDay& member) {
  const auto known = born(member);
  return known ? Days{known->earliest().days_since_epoch(), known->latest().days_since_epoch()}
               : Days::unknown();
}

inline std::optional<Country> nationality(const MemberOnDay& member) {
  const Person* person = member.person();
  return person == nullptr ? std::nullopt : person->nationality;
}

inline std::optional<Sex> sex(const MemberOnDay& member) {
  const Person* person = member.person();
  return person == nullptr ? std::nullopt : std::optional{person->sex};
}

/// There may be others unless somebody looked.
inline CodeSet<VulnerabilityGround> vulnerabilities(const MemberOnDay& member) {
  CodeSet<VulnerabilityGround> found;
  bool has_looked = false;
  for (const auto& recorded : member.unit.file().all<Vulnerability>()) {
    if (recorded->person_id == member.id() && recorded->from <= member.unit.on() &&
        (!recorded->until || member.unit.on() < *recorded->until)) {
      found.add(recorded->ground);
      has_looked = has_looked || recorded->ground == VulnerabilityGround::none;
    }
  }
  if (!has_looked) {
    found.add_unknown();
  }
  return found;
}

/// Who is with a member depends on who left before the application.
template <class... R>
inline constexpr Evidence family_evidence =
    evidence<R..., Relation, Guardianship, Departure, Reappearance, Application>;

inline constexpr std::array family_facts{
    once_known(FactName::minor, fact_row<composition>(FactName::composition, family_evidence<>)),
    fact_row<household_size>(FactName::household_size,
                             evidence<UnitMember, Departure, Reappearance, Application>),
    fact_row<child_count>(FactName::child_count, family_evidence<Person>),
    fact_row<single_parent>(FactName::single_parent, family_evidence<Person>),
    fact_row<role>(FactName::role, evidence<UnitMember>),
    fact_row<principal>(FactName::principal, evidence<UnitMember>),
    fact_row<adult>(FactName::adult, evidence<Person, Relation>),
    fact_row<minor>(FactName::minor, evidence<Person, Relation>),
    fact_row<further_adult>(FactName::further_adult, evidence<Person, Relation>),
    once_known(FactName::minor,
               fact_row<child_in_family>(FactName::child_in_family, family_evidence<>)),
    once_known(FactName::child_in_family, // then a stay tells of who does not travel along
               fact_row<unaccompanied_minor>(
                   FactName::unaccompanied_minor,
                   evidence<Stay, Relation, Guardianship, Departure, Reappearance, Application>)),
    once_known(FactName::minor,
               fact_row<member_category>(FactName::member_category, family_evidence<>)),
    fact_row<age>(FactName::age, evidence<Person>),
    fact_row<age_at_application>(FactName::age_at_application, evidence<Person, Application>),
    fact_row<age_at_award>(FactName::age_at_award, evidence<Person, Award, AwardLine, Application>),
    fact_row<age_at_departure>(FactName::age_at_departure,
                               evidence<Person, Departure, Application, Reappearance>),
    once_known(FactName::minor, fact_row<child_rank>(FactName::child_rank, family_evidence<>)),
    fact_row<adult_rank>(FactName::adult_rank,
                         evidence<Person, Relation, Departure, Reappearance, Application>),
    unshown(fact_row<born_on>(FactName::born_on, evidence<Person>)),
    fact_row<nationality>(FactName::nationality, evidence<Person>),
    fact_row<sex>(FactName::sex, evidence<Person>),
    sensitive(fact_row<vulnerabilities>(FactName::vulnerabilities, evidence<Vulnerability>)),
};

} // namespace libcase::readers

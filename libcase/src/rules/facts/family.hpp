// Facts of the unit as a family: who its members are to each other, their age and nationality.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include <libcase/vocabulary/birth_date.hpp>

#include "rules/facts/fact_row.hpp"

namespace libcase::readers {

inline std::optional<Composition> composition(const UnitOnDay& unit) {
  return unit.composition();
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

inline Verdict unaccompanied_minor(const MemberOnDay& member) {
  const Verdict minority = member.minority();
  return minority == Verdict::not_met ? minority
                                      : minority && !member.unit.has_carer_here(member.index);
}

inline std::optional<BirthDate> born(const MemberOnDay& member) {
  const Person* person = member.person();
  return person == nullptr ? std::nullopt : person->born;
}

inline std::optional<std::int32_t> age(const MemberOnDay& member) {
  const auto known = born(member);
  if (!known) {
    return std::nullopt;
  }
  const int youngest = std::max(0, age_on(known->latest(), member.unit.on()));
  const int eldest = std::max(0, age_on(known->earliest(), member.unit.on()));
  return youngest == eldest ? std::optional{youngest} : std::nullopt;
}

inline std::optional<std::int32_t> child_rank(const MemberOnDay& member) {
  const Verdict is_child = child_in_family(member);
  if (is_child != Verdict::met) {
    return is_child == Verdict::unknown ? std::nullopt : std::optional{0};
  }
  const BirthDate own = *born(member);
  std::int32_t rank = 1;
  for (std::size_t index = 0; index < member.unit.members().size(); ++index) {
    const MemberOnDay other{member.unit, index};
    if (index == member.index || child_in_family(other) == Verdict::not_met) {
      continue;
    }
    if (child_in_family(other) == Verdict::unknown) {
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

inline std::optional<std::int32_t> adult_rank(const MemberOnDay& member) {
  if (member.minority() != Verdict::not_met) {
    return member.minority() == Verdict::unknown ? std::nullopt : std::optional{0};
  }
  std::int32_t rank = 1;
  for (std::size_t other = 0; other < member.index; ++other) { // the principal comes first
    if (member.unit.minority(other) == Verdict::unknown) {
      return std::nullopt;
    }
    rank += member.unit.minority(other) == Verdict::not_met ? 1 : 0;
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

inline constexpr std::array family_facts{
    once_known(FactName::minor,
               fact_row<composition>(FactName::composition, evidence<Relation, Guardianship>)),
    fact_row<role>(FactName::role, evidence<UnitMember>),
    fact_row<principal>(FactName::principal, evidence<UnitMember>),
    fact_row<adult>(FactName::adult, evidence<Person, Relation>),
    fact_row<minor>(FactName::minor, evidence<Person, Relation>),
    fact_row<further_adult>(FactName::further_adult, evidence<Person, Relation>),
    once_known(FactName::minor, fact_row<child_in_family>(FactName::child_in_family,
                                                          evidence<Relation, Guardianship>)),
    once_known(FactName::minor,
               fact_row<unaccompanied_minor>(
                   FactName::unaccompanied_minor,
                   evidence<Relation, Guardianship, Stay, Departure, Reappearance>)),
    fact_row<age>(FactName::age, evidence<Person>),
    once_known(FactName::minor,
               fact_row<child_rank>(FactName::child_rank, evidence<Relation, Guardianship>)),
    fact_row<adult_rank>(FactName::adult_rank, evidence<Person, Relation>),
    unshown(fact_row<born_on>(FactName::born_on, evidence<Person>)),
    fact_row<nationality>(FactName::nationality, evidence<Person>),
};

} // namespace libcase::readers

// Facts of the asylum procedure: the first claim, the decision on it, which state it is for.
#pragma once

#include <array>
#include <optional>

#include "rules/facts/fact_row.hpp"

namespace libcase::readers {

/// The first claim; nullptr where none is recorded.
inline const AsylumProcedure* first_claim(const MemberOnDay& member) {
  const AsylumProcedure* first = nullptr;
  for (const auto& procedure : member.unit.file().all<AsylumProcedure>()) {
    if (procedure->person_id == member.id() && procedure->applied_on <= member.unit.on() &&
        (first == nullptr || procedure->applied_on < first->applied_on)) {
      first = &procedure.record;
    }
  }
  return first;
}

inline bool is_decided(const AsylumProcedure& claim, Date on) {
  return claim.first_decided_on ? *claim.first_decided_on <= on : claim.first_decision.has_value();
}

inline Days first_claim_on(const MemberOnDay& member) {
  const AsylumProcedure* claim = first_claim(member);
  return claim == nullptr ? Days::unknown() : Days::on(claim->applied_on);
}

inline std::optional<AsylumDecision> first_decision(const MemberOnDay& member) {
  const AsylumProcedure* claim = first_claim(member);
  return claim != nullptr && is_decided(*claim, member.unit.on()) ? claim->first_decision
                                                                  : std::nullopt;
}

inline Days first_negative_decision_on(const MemberOnDay& member) {
  const AsylumProcedure* claim = first_claim(member);
  const Date on = member.unit.on();
  if (claim == nullptr || (is_decided(*claim, on) && !claim->first_decision)) {
    return Days::unknown();
  }
  if (!is_decided(*claim, on) || claim->first_decision == AsylumDecision::granted) {
    return Days::none();
  }
  return claim->first_decided_on
             ? Days::on(*claim->first_decided_on)
             : Days{claim->applied_on.days_since_epoch(), on.days_since_epoch()};
}

inline Verdict procedure_withdrawn(const MemberOnDay& member) {
  const AsylumProcedure* claim = first_claim(member);
  const Date on = member.unit.on();
  return claim == nullptr
             ? Verdict::unknown
             : verdict_of(!is_decided(*claim, on) && claim->ended_on && *claim->ended_on <= on);
}

inline Verdict dublin_claimant(const MemberOnDay& member) {
  const auto* claim = latest(member, &DublinClaim::on);
  return claim == nullptr ? Verdict::unknown : verdict_of(claim->is_claimant);
}

inline constexpr std::array asylum_facts{
    fact_row<first_claim_on>(FactName::first_claim_on, evidence<AsylumProcedure>),
    fact_row<first_decision>(FactName::first_decision, evidence<AsylumProcedure>),
    fact_row<first_negative_decision_on>(FactName::first_negative_decision_on,
                                         evidence<AsylumProcedure>),
    fact_row<procedure_withdrawn>(FactName::procedure_withdrawn, evidence<AsylumProcedure>),
    fact_row<dublin_claimant>(FactName::dublin_claimant, evidence<DublinClaim>),
};

} // namespace libcase::readers

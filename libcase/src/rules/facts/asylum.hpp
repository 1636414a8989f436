// Facts of the asylum procedure: whether there is one, the decision on the first claim, the clocks
// of the latest one, which state it is for.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
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

/// The latest claim; nullptr where none is recorded.
inline const AsylumProcedure* latest_claim(const MemberOnDay& member) {
  return latest(member, &AsylumProcedure::applied_on);
}

/// The day of who has no claim on record: none where it was looked up that there is none.
inline Days day_without_claim(const MemberOnDay& member) {
  return latest(member, &NoAsylumClaim::on) == nullptr ? Days::unknown() : Days::none();
}

inline Verdict never_claimed(const MemberOnDay& member) {
  if (first_claim(member) != nullptr) {
    return Verdict::not_met;
  }
  return day_without_claim(member).is_none() ? Verdict::met : Verdict::unknown;
}

inline std::optional<std::int32_t> claim_count(const MemberOnDay& member) {
  const auto is_own = [&](const auto& procedure) {
    return procedure->person_id == member.id() && procedure->applied_on <= member.unit.on();
  };
  const auto count = std::ranges::count_if(member.unit.file().all<AsylumProcedure>(), is_own);
  return count > 0 || day_without_claim(member).is_none()
             ? std::optional{static_cast<std::int32_t>(count)}
             : std::nullopt;
}

inline bool is_decided(const AsylumProcedure& claim, Date on) {
  return claim.first_decided_on ? *claim.first_decided_on <= on : claim.first_decision.has_value();
}

inline Days first_claim_on(const MemberOnDay& member) {
  const AsylumProcedure* claim = first_claim(member);
  return claim == nullptr ? day_without_claim(member) : Days::on(claim->applied_on);
}

inline std::optional<AsylumDecision> first_decision(const MemberOnDay& member) {
  const AsylumProcedure* claim = first_claim(member);
  return claim != nullptr && is_decided(*claim, member.unit.on()) ? claim->first_decision
                                                                  : std::nullopt;
}

/// None while nothing was decided.
inline Days first_decision_on(const MemberOnDay& member) {
  const AsylumProcedure* claim = first_claim(member);
  const Date on = member.unit.on();
  if (claim == nullptr || !is_decided(*claim, on)) {
    return claim == nullptr ? day_without_claim(member) : Days::none();
  }
  return claim->first_decided_on
             ? Days::on(*claim->first_decided_on)
             : Days{claim->applied_on.days_since_epoch(), on.days_since_epoch()};
}

inline Days first_negative_decision_on(const MemberOnDay& member) {
  const AsylumProcedure* claim = first_claim(member);
  if (claim != nullptr && is_decided(*claim, member.unit.on())) {
    if (!claim->first_decision) {
      return Days::unknown();
    }
    if (claim->first_decision == AsylumDecision::granted) {
      return Days::none();
    }
  }
  return first_decision_on(member);
}

/// Of the latest claim: none while it is undecided. A decision that is not known to have been
/// served may yet be.
inline Days decision_notified_on(const MemberOnDay& member) {
  const AsylumProcedure* claim = latest_claim(member);
  if (claim == nullptr || !is_decided(*claim, member.unit.on())) {
    return claim == nullptr ? day_without_claim(member) : Days::none();
  }
  return claim->notified_on && *claim->notified_on <= member.unit.on()
             ? Days::on(*claim->notified_on)
             : Days::unknown();
}

/// The day on which a claim was given up: that of its end, where it ended without a decision.
inline std::optional<Date> withdrawal_of(const AsylumProcedure& claim, Date on) {
  const std::optional<Date> withdrawn =
      claim.withdrawn_on || is_decided(claim, on) ? claim.withdrawn_on : claim.ended_on;
  return withdrawn && *withdrawn <= on ? withdrawn : std::nullopt;
}

/// Of the first claim, which this way or by a decision against it makes an asylum past.
inline Verdict procedure_withdrawn(const MemberOnDay& member) {
  const AsylumProcedure* claim = first_claim(member);
  const Date on = member.unit.on();
  return claim == nullptr
             ? day_without_claim(member).is_none() ? Verdict::not_met : Verdict::unknown
             : verdict_of(!is_decided(*claim, on) && withdrawal_of(*claim, on).has_value());
}

/// Of the latest claim: none unless it was given up.
inline Days claim_withdrawn_on(const MemberOnDay& member) {
  const AsylumProcedure* claim = latest_claim(member);
  if (claim == nullptr) {
    return day_without_claim(member);
  }
  const std::optional<Date> withdrawn = withdrawal_of(*claim, member.unit.on());
  return withdrawn ? Days::on(*withdrawn) : Days::none();
}

/// Of the latest claim: none while it is open, and where it was given up instead.
inline Days final_decision_on(const MemberOnDay& member) {
  const AsylumProcedure* claim = latest_claim(member);
  const Date on = member.unit.on();
  if (claim == nullptr) {
    return day_without_claim(member);
  }
  const bool is_final = is_decided(*claim, on) && !withdrawal_of(*claim, on) && claim->ended_on &&
                        *claim->ended_on <= on;
  return is_final ? Days::on(*claim->ended_on) : Days::none();
}

inline Dated<Verdict> dublin_claimant(const MemberOnDay& member) {
  return told_by(latest(member, &DublinClaim::on), &DublinClaim::is_claimant);
}

inline constexpr std::array asylum_facts{
    fact_row<never_claimed>(FactName::never_claimed, evidence<NoAsylumClaim, AsylumProcedure>),
    fact_row<claim_count>(FactName::claim_count, evidence<AsylumProcedure, NoAsylumClaim>),
    fact_row<first_claim_on>(FactName::first_claim_on, evidence<AsylumProcedure, NoAsylumClaim>),
    fact_row<first_decision>(FactName::first_decision, evidence<AsylumProcedure>),
    fact_row<first_decision_on>(FactName::first_decision_on,
                                evidence<AsylumProcedure, NoAsylumClaim>),
    fact_row<decision_notified_on>(FactName::decision_notified_on,
                                   evidence<AsylumProcedure, NoAsylumClaim>),
    fact_row<first_negative_decision_on>(FactName::first_negative_decision_on,
                                         evidence<AsylumProcedure, NoAsylumClaim>),
    fact_row<procedure_withdrawn>(FactName::procedure_withdrawn,
                                  evidence<AsylumProcedure, NoAsylumClaim>),
    fact_row<claim_withdrawn_on>(FactName::claim_withdrawn_on,
                                 evidence<AsylumProcedure, NoAsylumClaim>),
    fact_row<final_decision_on>(FactName::final_decision_on,
                                evidence<AsylumProcedure, NoAsylumClaim>),
    fact_row<dublin_claimant>(FactName::dublin_claimant, evidence<DublinClaim>),
};

} // namespace libcase::readers

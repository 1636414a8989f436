// Facts of what a return takes: a travel document, and who agrees to what.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "rules/facts/fact_row.hpp"
#include "rules/facts/family.hpp"

namespace libcase::readers {

inline Dated<std::optional<DocumentStatus>> travel_document(const MemberOnDay& member) {
  return told_by(latest(member, &TravelDocument::on), &TravelDocument::status);
}

inline Dated<Verdict> consent(const MemberOnDay& member, std::optional<bool> Consent::*to) {
  const auto* given =
      latest(member, &Consent::on, [&](const Consent& one) { return (one.*to).has_value(); });
  if (given == nullptr) {
    return {Verdict::unknown};
  }
  return {verdict_of(*(given->*to)), given->on};
}

inline Dated<Verdict> ends_procedures(const MemberOnDay& member) {
  return consent(member, &Consent::ends_procedures);
}

inline Dated<Verdict> allows_data_exchange(const MemberOnDay& member) {
  return consent(member, &Consent::allows_data_exchange);
}

/// The last answer of whoever is guardian of a minor that day.
inline Dated<Verdict> guardian_consent(const MemberOnDay& member, ConsentSubject subject) {
  const UnitOnDay& unit = member.unit;
  const auto is_of_guardian = [&](const GuardianConsent& answer) {
    return std::ranges::any_of(unit.file().all<Guardianship>(), [&](const auto& guardianship) {
      return guardianship.id == answer.guardianship_id && guardianship->person_id == member.id() &&
             period_of(guardianship.record).contains(unit.on());
    });
  };
  const auto* answer = latest(unit, &GuardianConsent::on, [&](const GuardianConsent& one) {
    return one.subject == subject && is_of_guardian(one);
  });
  if (answer == nullptr) {
    return {Verdict::unknown};
  }
  return {verdict_of(answer->answer == ConsentAnswer::given), answer->on};
}

inline Dated<Verdict> guardian_agrees_to_return(const MemberOnDay& member) {
  return guardian_consent(member, ConsentSubject::returning);
}

inline Dated<Verdict> guardian_ends_procedures(const MemberOnDay& member) {
  return guardian_consent(member, ConsentSubject::end_of_procedures);
}

inline Dated<Verdict> guardian_allows_data_exchange(const MemberOnDay& member) {
  return guardian_consent(member, ConsentSubject::data_exchange);
}

inline Dated<std::optional<ViewOfReturn>> view_of_return(const MemberOnDay& member) {
  return told_by(latest(member, &MinorView::on), &MinorView::view);
}

inline const SelfRelianceDecision* self_reliance_decision(const MemberOnDay& member) {
  return latest(member, &SelfRelianceDecision::on);
}

inline Verdict self_reliant(const MemberOnDay& member) {
  const auto* decision = self_reliance_decision(member);
  return decision == nullptr ? Verdict::unknown : verdict_of(decision->is_self_reliant);
}

inline std::optional<std::int32_t> age_at_self_reliance(const MemberOnDay& member) {
  const auto* decision = self_reliance_decision(member);
  if (decision == nullptr) {
    return std::nullopt;
  }
  const auto by_birth = age_on_day(member, Days::on(decision->on));
  if (!decision->age) {
    return by_birth;
  }
  const auto told = static_cast<std::int32_t>(*decision->age);
  return by_birth ? std::min(*by_birth, told) : told;
}

/// Met where an arrangement stands, was confirmed, and is of nobody who is known not to be willing
/// or able; not met where all that are on record have ended or are of such people.
inline Verdict reception_arranged(const MemberOnDay& member) {
  const Date on = member.unit.on();
  Verdict found = Verdict::unknown;
  bool is_first = true;
  for (const auto& arrangement : member.unit.file().all<ReceptionArrangement>()) {
    if (arrangement->person_id != member.id() || on < arrangement->on) {
      continue;
    }
    const bool has_failed = (arrangement->until && *arrangement->until <= on) ||
                            arrangement->carer_is_willing == false ||
                            arrangement->carer_is_able == false;
    const bool is_confirmed = arrangement->confirmed_on && *arrangement->confirmed_on <= on;
    const Verdict stands = has_failed     ? Verdict::not_met
                           : is_confirmed ? Verdict::met
                                          : Verdict::unknown;
    found = is_first ? stands : found || stands;
    is_first = false;
  }
  return found;
}

inline constexpr std::array preparation_facts{
    fact_row<travel_document>(FactName::travel_document, evidence<TravelDocument>),
    fact_row<ends_procedures>(FactName::ends_procedures, evidence<Consent>),
    fact_row<allows_data_exchange>(FactName::allows_data_exchange, evidence<Consent>),
    fact_row<guardian_agrees_to_return>(FactName::guardian_agrees_to_return,
                                        evidence<GuardianConsent, Guardianship>),
    fact_row<guardian_ends_procedures>(FactName::guardian_ends_procedures,
                                       evidence<GuardianConsent, Guardianship>),
    fact_row<guardian_allows_data_exchange>(FactName::guardian_allows_data_exchange,
                                            evidence<GuardianConsent, Guardianship>),
    fact_row<view_of_return>(FactName::view_of_return, evidence<MinorView>),
    fact_row<self_reliant>(FactName::self_reliant, evidence<SelfRelianceDecision>),
    fact_row<age_at_self_reliance>(FactName::age_at_self_reliance,
                                   evidence<SelfRelianceDecision, Person>),
    fact_row<reception_arranged>(FactName::reception_arranged, evidence<ReceptionArrangement>),
};

} // namespace libcase::readers

// Facts of the right to stay: decisions, permits, bans, and what else stands against somebody.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include <libcase/rules/departure_term.hpp>

#include "rules/facts/asylum.hpp"
#include "rules/facts/fact_row.hpp"

namespace libcase::readers {

inline Days return_decision_on(const MemberOnDay& member) {
  const auto* decision = latest(member, &ReturnDecision::on);
  return decision == nullptr ? Days::unknown() : Days::on(decision->on);
}

/// Unknown where no term is recorded of it, and while the term is suspended.
inline Days departure_due_on(const MemberOnDay& member) {
  const auto* decision = latest(member, &ReturnDecision::on);
  const auto last = decision == nullptr
                        ? std::nullopt
                        : last_day_to_leave(*decision, member.unit.file().all<TermSuspension>(),
                                            member.unit.on());
  return last ? Days::on(*last) : Days::unknown();
}

/// The permit held on the day; nullptr where there is none.
inline const ResidencePermit* held_permit(const MemberOnDay& member) {
  return latest(member, &ResidencePermit::from, [&](const ResidencePermit& permit) {
    return !permit.until || member.unit.on() < *permit.until;
  });
}

/// Whether a permit record tells what became of a granted claim: a permit that began with the claim
/// or since and outlasted the grant, or that there was none after it.
inline bool tells_of(const ResidencePermit& permit, const AsylumProcedure& granted, Date on) {
  if (permit.kind == PermitKind::none) {
    return permit.from >= granted.first_decided_on.value_or(on);
  }
  const bool ended_before =
      permit.until && granted.first_decided_on && *permit.until <= *granted.first_decided_on;
  return permit.from >= granted.applied_on && !ended_before;
}

/// Whether a claim was granted, and no permit on record tells what became of it.
inline bool has_untold_grant(const MemberOnDay& member) {
  const Date on = member.unit.on();
  return std::ranges::any_of(member.unit.file().all<AsylumProcedure>(), [&](const auto& claim) {
    return claim->person_id == member.id() && claim->applied_on <= on &&
           claim->first_decision == AsylumDecision::granted && is_decided(claim.record, on) &&
           latest(member, &ResidencePermit::from, [&](const ResidencePermit& permit) {
             return tells_of(permit, claim.record, on);
           }) == nullptr;
  });
}

inline std::optional<PermitKind> permit(const MemberOnDay& member) {
  const ResidencePermit* held = held_permit(member);
  if (held != nullptr && held->kind != PermitKind::none) {
    return held->kind;
  }
  const bool is_known =
      latest(member, &ResidencePermit::from) != nullptr && !has_untold_grant(member);
  return is_known ? std::optional{PermitKind::none} : std::nullopt;
}

/// A permit that nobody recorded does not count, unless a claim was granted.
inline Verdict has_permit(const MemberOnDay& member) {
  if (const auto known = permit(member)) {
    return verdict_of(*known != PermitKind::none);
  }
  return has_untold_grant(member) ? Verdict::unknown : Verdict::not_met;
}

inline Verdict accepts_permit_withdrawal(const MemberOnDay& member) {
  const auto known = permit(member);
  if (!known || *known == PermitKind::none) {
    return known ? Verdict::not_met : Verdict::unknown;
  }
  const auto accepts = held_permit(member)->accepts_withdrawal;
  return accepts ? verdict_of(*accepts) : Verdict::unknown;
}

inline std::optional<std::int32_t> entry_ban_months(const MemberOnDay& member) {
  std::optional<std::int32_t> longest;
  const Date on = member.unit.on();
  for (const auto& ban : member.unit.file().all<EntryBan>()) {
    if (ban->person_id != member.id() || ban->from > on) {
      continue;
    }
    constexpr int last_year = 9998;
    const int months = static_cast<int>(std::clamp<std::int64_t>(ban->duration_months, 0, 12'000));
    const bool lasts =
        ban->from.year() + months / 12 >= last_year || on < ban->from.plus_months(months);
    longest = std::max(longest.value_or(0), lasts ? months : 0);
  }
  return longest;
}

inline CodeSet<ConvictionKind> convictions(const MemberOnDay& member) {
  CodeSet<ConvictionKind> found;
  bool is_recorded = false;
  for (const auto& conviction : member.unit.file().all<Conviction>()) {
    if (conviction->person_id == member.id() && conviction->on <= member.unit.on()) {
      found.add(conviction->kind);
      is_recorded = true;
    }
  }
  return is_recorded ? found : CodeSet<ConvictionKind>::unknown();
}

/// Unknown where one of the sentences is.
inline std::optional<std::int32_t> longest_sentence_months(const MemberOnDay& member) {
  std::optional<std::int32_t> longest;
  for (const auto& conviction : member.unit.file().all<Conviction>()) {
    if (conviction->person_id != member.id() || conviction->on > member.unit.on()) {
      continue;
    }
    if (conviction->kind != ConvictionKind::none && !conviction->sentence_months) {
      return std::nullopt;
    }
    const auto months = static_cast<std::int32_t>(conviction->sentence_months.value_or(0));
    longest = std::max(longest.value_or(0), months);
  }
  return longest;
}

inline constexpr std::array residence_facts{
    fact_row<return_decision_on>(FactName::return_decision_on, evidence<ReturnDecision>),
    fact_row<departure_due_on>(FactName::departure_due_on,
                               evidence<ReturnDecision, TermSuspension>),
    fact_row<permit>(FactName::permit, evidence<ResidencePermit, AsylumProcedure>),
    fact_row<has_permit>(FactName::has_permit, evidence<ResidencePermit, AsylumProcedure>),
    fact_row<accepts_permit_withdrawal>(FactName::accepts_permit_withdrawal,
                                        evidence<ResidencePermit, AsylumProcedure>),
    fact_row<entry_ban_months>(FactName::entry_ban_months, evidence<EntryBan>),
    fact_row<convictions>(FactName::convictions, evidence<Conviction>),
    fact_row<longest_sentence_months>(FactName::longest_sentence_months, evidence<Conviction>),
};

} // namespace libcase::readers

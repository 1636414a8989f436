// Facts of the right to stay: decisions, permits, bans, and what else stands against somebody.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include <libcase/rules/departure_term.hpp>

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

inline std::optional<PermitKind> permit(const MemberOnDay& member) {
  const ResidencePermit* held = held_permit(member);
  if (held != nullptr) {
    return held->kind;
  }
  const bool had_one = latest(member, &ResidencePermit::from) != nullptr;
  return had_one ? std::optional{PermitKind::none} : std::nullopt;
}

/// Never unknown: a permit that nobody recorded does not count.
inline Verdict has_permit(const MemberOnDay& member) {
  const ResidencePermit* held = held_permit(member);
  return verdict_of(held != nullptr && held->kind != PermitKind::none);
}

inline Verdict accepts_permit_withdrawal(const MemberOnDay& member) {
  if (permit(member) == PermitKind::none) {
    return Verdict::not_met;
  }
  const ResidencePermit* held = held_permit(member);
  return held == nullptr || !held->accepts_withdrawal ? Verdict::unknown
                                                      : verdict_of(*held->accepts_withdrawal);
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
    fact_row<permit>(FactName::permit, evidence<ResidencePermit>),
    fact_row<has_permit>(FactName::has_permit, evidence<ResidencePermit>),
    fact_row<accepts_permit_withdrawal>(FactName::accepts_permit_withdrawal,
                                        evidence<ResidencePermit>),
    fact_row<entry_ban_months>(FactName::entry_ban_months, evidence<EntryBan>),
    fact_row<convictions>(FactName::convictions, evidence<Conviction>),
    fact_row<longest_sentence_months>(FactName::longest_sentence_months, evidence<Conviction>),
};

} // namespace libcase::readers

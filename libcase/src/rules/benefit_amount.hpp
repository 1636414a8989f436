// What a benefit comes to for one person, or one unit, before minimums and caps.
#pragma once

#include <cstdint>
#include <optional>

#include <libcase/rules/evaluation.hpp>

namespace libcase {

/// The amount of a benefit, split into cash and kind.
struct BenefitAmount {
  const Reading* whole = nullptr;     ///< nullptr where the amount, or its split, is unknown
  const Reading* cash_part = nullptr; ///< the most of an amount in kind that may be cash, if told
  std::int64_t cash_cents = 0;        ///< 0 of a service, like the next
  std::int64_t in_kind_cents = 0;
  bool is_uncapped = false; ///< it has no ceiling, rather than an amount

  bool is_known() const { return whole != nullptr; }
  /// What it comes to for so many months; unknown where these are.
  BenefitAmount times(std::optional<std::int64_t> months) const;
};

/// What somebody gets under a benefit, by the values that count under the options; of a monthly one
/// for a month. Points into the benefit.
BenefitAmount amount_of(const Benefit& benefit, const RuleOptions& options);

/// Whether somebody who knows that the unit gets a benefit, and how much of it, may tell from it
/// what no sentence tells of a member.
bool is_sensitive(const Benefit& benefit, const ProgrammeVersion& version);
/// Whether a limit is put on a benefit where something holds that no sentence tells.
bool is_sensitive(const Benefit& benefit, const Cap& limit);

/// The day from which something is reckoned for a person, or for the unit: of a departure that is
/// the person's own, as far as columns have it.
Days day_for(FactName name, const FactColumns& facts, std::size_t unit,
             std::optional<std::size_t> person);

/// For how many months a unit or a person gets a monthly amount; empty where that is unknown.
/// Of the unit, what is a person's counts of `first_person`.
std::optional<std::int64_t> months_of(const MonthlyRule& rule, const FactColumns& facts,
                                      std::size_t unit, std::size_t first_person,
                                      std::optional<std::size_t> person);

} // namespace libcase

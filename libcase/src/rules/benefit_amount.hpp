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

/// For how many months a unit or a person gets a monthly amount; empty where that is unknown.
/// `person` is not read where both days are of the unit.
std::optional<std::int64_t> months_of(const MonthlyRule& rule, const FactColumns& facts,
                                      std::size_t unit, std::size_t person);

} // namespace libcase

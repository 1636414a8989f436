// What a benefit comes to for one person, before caps.
#pragma once

#include <cstdint>

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
};

/// What somebody gets under a benefit, by the values that count under the options. Points into
/// the benefit.
BenefitAmount amount_of(const Benefit& benefit, const RuleOptions& options);

} // namespace libcase

#include "rules/benefit_amount.hpp"

#include <algorithm>

#include "rules/caps.hpp"

namespace libcase {

BenefitAmount amount_of(const Benefit& benefit, const RuleOptions& options) {
  BenefitAmount amount;
  if (options.leaves_out(benefit)) {
    return amount;
  }
  amount.is_uncapped = benefit.uncapped_until_age.has_value();
  amount.cash_part = benefit.cash_at_most ? reading_of(*benefit.cash_at_most, options) : nullptr;
  const bool is_split_known = !benefit.cash_at_most || amount.cash_part != nullptr;
  amount.whole = benefit.amount && is_split_known ? reading_of(*benefit.amount, options) : nullptr;
  if (!amount.is_known() || benefit.support == Support::service) {
    return amount;
  }
  const std::int64_t cents = amount.whole->amount.cents();
  if (benefit.support == Support::cash) {
    amount.cash_cents = cents;
  } else if (amount.cash_part != nullptr) {
    amount.cash_cents = std::min(cents, amount.cash_part->amount.cents());
  }
  amount.in_kind_cents = cents - amount.cash_cents;
  return amount;
}

} // namespace libcase

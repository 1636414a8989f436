#include "rules/support_period.hpp"

#include <libcase/rules/words.hpp>

#include "rules/benefit_amount.hpp"

namespace libcase {

std::optional<Date> birthday(const FactColumns& facts, std::size_t person, std::int64_t age) {
  const Days born = facts.days(FactName::born_on, person);
  if (!born.is_exact()) {
    return std::nullopt;
  }
  return Date::from_days_since_epoch(born.earliest).anniversary(static_cast<int>(age));
}

SupportPeriod period_of(const PeriodRule& rule, const FactColumns& facts, std::size_t person) {
  SupportPeriod period{.place = rule.place,
                       .text = in_words(rule),
                       .source = rule.source,
                       .certainty = rule.certainty};
  if (rule.until_age) {
    period.until = birthday(facts, person, *rule.until_age);
    return period;
  }
  const Days after = day_for(*rule.after, facts, 0, person);
  if (after.is_exact() && !facts.is_assumed(*rule.after, 0)) {
    period.from = Date::from_days_since_epoch(after.earliest);
    period.until = rule.weeks ? period.from->plus_days(static_cast<int>(*rule.weeks) * 7)
                              : period.from->plus_months(static_cast<int>(*rule.months));
  }
  return period;
}

} // namespace libcase

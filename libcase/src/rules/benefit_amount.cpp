#include "rules/benefit_amount.hpp"

#include <algorithm>

#include "rules/caps.hpp"

namespace libcase {

namespace {

bool asks_what_is_sensitive(const Condition& condition) {
  return std::ranges::any_of(facts_of(condition),
                             [](FactName name) { return fact(name).is_sensitive; });
}

/// As many as no amount is multiplied by: longer than any life.
constexpr std::int64_t most_months = 12'000;

/// The months between two days; those of no time where the second comes first.
std::int64_t months_between(std::int32_t from, std::int32_t until, MonthsCounted counted) {
  if (from >= until) {
    return 0;
  }
  const Date first = Date::from_days_since_epoch(from);
  const Date last = Date::from_days_since_epoch(until);
  int months = (last.year() - first.year()) * 12 + static_cast<int>(last.month()) -
               static_cast<int>(first.month());
  months -= last < first.plus_months(months) ? 1 : 0;
  const bool has_part = counted == MonthsCounted::begun && first.plus_months(months) < last;
  return months + (has_part ? 1 : 0);
}

} // namespace

BenefitAmount BenefitAmount::times(std::optional<std::int64_t> months) const {
  BenefitAmount amount = *this;
  if (!months) {
    amount.whole = nullptr;
  }
  amount.cash_cents *= months.value_or(0);
  amount.in_kind_cents *= months.value_or(0);
  return amount;
}

BenefitAmount amount_of(const Benefit& benefit, const RuleOptions& options) {
  BenefitAmount amount;
  if (options.leaves_out(benefit) || (benefit.monthly && options.leaves_out(*benefit.monthly))) {
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

bool is_sensitive(const Benefit& benefit, const Cap& limit) {
  return limit.when && limit.covers(benefit.name) && asks_what_is_sensitive(*limit.when);
}

bool is_sensitive(const Benefit& benefit, const ProgrammeVersion& version) {
  const auto limits = [&](const Cap& limit) { return is_sensitive(benefit, limit); };
  return asks_what_is_sensitive(benefit.who) || std::ranges::any_of(version.minimums, limits) ||
         std::ranges::any_of(version.caps, limits);
}

Days day_for(FactName name, const FactColumns& facts, std::size_t unit,
             std::optional<std::size_t> person) {
  const bool is_own =
      name == FactName::departure_on && person &&
      !std::holds_alternative<std::monostate>(facts.column(FactName::own_departure_on));
  const FactName read = is_own ? FactName::own_departure_on : name;
  return facts.days(read, fact(read).of == FactOf::unit ? unit : person.value_or(0));
}

std::optional<std::int64_t> months_of(const MonthlyRule& rule, const FactColumns& facts,
                                      std::size_t unit, std::size_t first_person,
                                      std::optional<std::size_t> person) {
  const auto days = [&](FactName name) {
    return fact(name).of == FactOf::unit ? day_for(name, facts, unit, person)
                                         : facts.days(name, person.value_or(first_person));
  };
  const Days from = days(rule.from);
  const Days until = days(rule.until);
  if (from.is_none() || until.is_none()) {
    return 0;
  }
  const std::int64_t limit = rule.at_most.value_or(most_months);
  const auto months = [&](std::int32_t first, std::int32_t last, std::int64_t where_unknown) {
    return first == Days::unknown().earliest || last == Days::unknown().latest
               ? where_unknown
               : std::min(limit, months_between(first, last, rule.counted));
  };
  // The least are those between the latest beginning and the earliest end.
  const bool has_least =
      from.latest != Days::unknown().latest && until.earliest != Days::unknown().earliest;
  const std::int64_t least = has_least ? months(from.latest, until.earliest, 0) : 0;
  const std::int64_t most = months(from.earliest, until.latest, limit);
  return least == most ? std::optional{most} : std::nullopt;
}

} // namespace libcase

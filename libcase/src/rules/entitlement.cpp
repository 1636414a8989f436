#include "rules/entitlement.hpp"

#include <algorithm>

#include "rules/ceilings.hpp"
#include "rules/left_out.hpp"
#include "rules/other_readings.hpp"

namespace libcase {

namespace {

/// Whether an amount is what it is by something that no source says in so many words.
bool rests_on_inferred(const EntitlementLine& line) {
  return line.certainty == Certainty::inferred ||
         std::ranges::find(line.limits, Certainty::inferred, &LineLimit::certainty) !=
             line.limits.end();
}

} // namespace

std::optional<Money> EntitlementLine::before_cap() const {
  const auto first = std::ranges::find(limits, false, &LineLimit::is_minimum);
  return first == limits.end() ? std::nullopt : std::optional{first->before};
}

std::optional<CapOf> EntitlementLine::cap() const {
  std::optional<CapOf> last;
  for (const LineLimit& limit : limits) {
    last = limit.is_minimum ? last : limit.of;
  }
  return last;
}

Certainty EntitlementLine::cap_certainty() const {
  Certainty weakest = Certainty::stated;
  for (const LineLimit& limit : limits) {
    weakest = limit.is_minimum ? weakest : std::max(weakest, limit.certainty);
  }
  return weakest;
}

bool EntitlementLine::is_open() const {
  return std::ranges::any_of(limits, &LineLimit::is_open);
}

Entitlement nothing_in(const Currency& currency) {
  const Money nothing{0, currency};
  return {.cash = nothing,
          .in_kind = nothing,
          .total = nothing,
          .stated = nothing,
          .inferred = nothing};
}

Entitlement entitlement_of(const JudgedUnit& unit) {
  Entitlement entitlement = nothing_in(unit.programme.currency);
  entitlement.lines = lines_of(unit, unit.options);
  sum_up(entitlement);
  entitlement.other_readings = other_readings_of(unit, entitlement);
  entitlement.left_out = left_out_of(unit, entitlement.lines);
  entitlement.ceilings = ceilings_of(unit);
  return entitlement;
}

void set_spending_and_instalments(const Benefit& benefit, const RuleOptions& options,
                                  EntitlementLine& line) {
  const std::int64_t cents = line.amount->cents();
  // No less than one of its coins: of a currency without smaller unit, a whole one.
  const std::int64_t coin = line.amount->currency().has_smaller_unit() ? 1 : 100;
  const auto part = [&](const Share& share, bool rounds_up) {
    const std::int64_t parts = cents * share.part;
    const std::int64_t whole = share.whole * coin;
    const std::int64_t coins = parts / whole + (rounds_up && parts % whole != 0 ? 1 : 0);
    return Money{coins * coin, line.amount->currency()};
  };
  line.spending.clear();
  for (const SpendingRule& rule : benefit.spending) {
    if (options.leaves_out(rule)) {
      continue;
    }
    SpendingLimit limit{.place = rule.place, .source = rule.source, .certainty = rule.certainty};
    if (rule.at_least) {
      limit.at_least = part(*rule.at_least, true);
    }
    if (rule.at_most) {
      limit.at_most = part(*rule.at_most, false);
    }
    if (limit.at_least && limit.at_most && *limit.at_most < *limit.at_least) {
      limit.at_least = limit.at_most; // of the same share, which no coins make
    }
    line.spending.push_back(std::move(limit));
  }
  line.instalments.clear();
  Money paid{0, line.amount->currency()};
  for (std::size_t at = 0; at < benefit.instalments.size(); ++at) {
    const InstalmentRule& instalment = benefit.instalments[at];
    const bool is_last = at + 1 == benefit.instalments.size();
    const Money amount = is_last ? *line.amount - paid : part(instalment.share, false);
    paid += amount;
    line.instalments.push_back({amount, instalment.when});
  }
}

void sum_up(Entitlement& all) {
  bool has_cash = false;
  bool has_kind = false;
  all.cash = all.in_kind = all.stated = all.inferred = Money{0, all.total.currency()};
  all.unknown_lines = all.uncapped_lines = 0;
  for (const EntitlementLine& line : all.lines) {
    if (line.support == Support::service) {
      continue;
    }
    (line.support == Support::cash ? has_cash : has_kind) = true;
    if (line.amount) {
      (line.support == Support::cash ? all.cash : all.in_kind) += *line.amount;
      (rests_on_inferred(line) ? all.inferred : all.stated) += *line.amount;
    }
    all.unknown_lines += line.is_unknown() || line.is_open() ? 1 : 0;
    all.uncapped_lines += line.is_uncapped ? 1 : 0;
  }
  all.total = all.cash + all.in_kind;
  all.package = has_cash && has_kind ? Package::combined
                : has_cash           ? Package::cash
                : has_kind           ? Package::in_kind
                                     : Package::none;
}

} // namespace libcase

#include "rules/other_readings.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "rules/entitlement.hpp"

namespace libcase {

namespace {

/// The amounts of a version by the names of their disputes.
std::map<std::string, std::vector<const Amount*>>
disputed_amounts(const ProgrammeVersion& version) {
  std::map<std::string, std::vector<const Amount*>> disputed;
  const auto add = [&](const Amount& amount) {
    if (!amount.dispute.empty()) {
      disputed[amount.dispute].push_back(&amount);
    }
  };
  for (const Benefit& benefit : version.benefits) {
    for (const std::optional<Amount>* amount : {&benefit.amount, &benefit.cash_at_most}) {
      if (*amount) {
        add(**amount);
      }
    }
  }
  for (const Minimum& minimum : version.minimums) {
    add(minimum.amount);
  }
  for (const Cap& cap : version.caps) {
    add(cap.amount);
  }
  return disputed;
}

/// Whether each of the amounts has a reading of that name, and none of these is left out.
bool all_have(const std::vector<const Amount*>& amounts, const std::string& name,
              const RuleOptions& options) {
  return std::ranges::all_of(amounts, [&](const Amount* amount) {
    const auto found = std::ranges::find(amount->readings, name, &Reading::name);
    return found != amount->readings.end() && !options.leaves_out(*found);
  });
}

} // namespace

std::vector<OtherReading> other_readings_of(const JudgedUnit& unit,
                                            const Entitlement& entitlement) {
  std::vector<OtherReading> others;
  for (const auto& [dispute, amounts] : disputed_amounts(unit.version)) {
    for (const Reading& reading : amounts.front()->readings) {
      if (!all_have(amounts, reading.name, unit.options)) {
        continue;
      }
      RuleOptions options = unit.options;
      options.readings[dispute] = reading.name;
      Entitlement other = nothing_in(unit.programme.currency);
      other.lines = lines_of(unit, options);
      sum_up(other);
      if (other.cash != entitlement.cash || other.in_kind != entitlement.in_kind) {
        others.push_back({.dispute = dispute,
                          .reading = reading.name,
                          .text = reading.text.value_or(LocalizedText{}),
                          .cash = other.cash,
                          .in_kind = other.in_kind,
                          .total = other.total});
      }
    }
  }
  return others;
}

} // namespace libcase

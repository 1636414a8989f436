#include "rules/cap_consistency.hpp"

#include <algorithm>
#include <optional>

#include <libcase/vocabulary/shortened.hpp>

#include "text/joined.hpp"

namespace libcase {

namespace {

Money most_of(const Amount& amount) {
  return std::ranges::max_element(amount.readings, {}, &Reading::amount)->amount;
}
Money least_of(const Amount& amount) {
  return std::ranges::min_element(amount.readings, {}, &Reading::amount)->amount;
}

bool is_put_on(const Cap& cap, const Benefit& benefit) {
  return cap.covers(benefit.name) && !(cap.of == CapOf::person && benefit.per == Per::unit) &&
         benefit.support != Support::service && !benefit.uncapped_until_age &&
         (!cap.support || benefit.support == *cap.support ||
          (*cap.support == Support::cash && benefit.cash_at_most));
}

/// The most that one person may get of what a cap is put on; empty where that is not known.
std::optional<Money> most_of_person(const Cap& cap, const ProgrammeVersion& version) {
  Money sum{0, most_of(cap.amount).currency()};
  for (const Benefit& benefit : version.benefits) {
    if (!is_put_on(cap, benefit)) {
      continue;
    }
    const bool is_part = cap.support && benefit.support != *cap.support; // the cash of one in kind
    const std::optional<Amount>& amount = is_part ? benefit.cash_at_most : benefit.amount;
    if (!amount || (benefit.monthly && !benefit.monthly->at_most)) {
      return std::nullopt;
    }
    sum += most_of(*amount) * (benefit.monthly ? *benefit.monthly->at_most : 1);
  }
  return sum;
}

/// Whether nothing above the second cap is left where the first one holds, whichever readings
/// count.
bool lessens_as_much(const Cap& one, const Cap& other) {
  const bool holds_always =
      !one.when && std::ranges::none_of(one.amount.readings, [](const Reading& reading) {
        return reading.certainty == Certainty::inferred;
      });
  const bool is_on_all =
      one.benefits.empty() || std::ranges::all_of(other.benefits, [&](const std::string& benefit) {
        return one.covers(benefit);
      });
  return holds_always && one.of == other.of && (!one.support || one.support == other.support) &&
         is_on_all && (one.benefits.empty() || !other.benefits.empty()) &&
         most_of(one.amount) <= least_of(other.amount);
}

/// What is wrong with a cap or a minimum by itself.
void check_limit(const JsonNode& node, const Cap& cap, const ProgrammeVersion& version) {
  if (cap.support == Support::service) {
    node.at("support").expected("cash or in_kind, as no cap is put on services");
  }
  if (!cap.benefits.empty() && cap.of == CapOf::package) {
    node.at("benefits")
        .refuse("expected no names of benefits in a cap of a package, which is put on "
                "other programmes too");
  }
  if (cap.when && cap.of == CapOf::package) {
    node.at("when").refuse("expected no condition in a cap of a package, which is put on other "
                           "programmes too");
  }
  for (const std::string& name : cap.benefits) {
    if (std::ranges::find(version.benefits, name, &Benefit::name) == version.benefits.end()) {
      node.at("benefits")
          .refuse("expected names of benefits of the version, " +
                  joined(version.benefits, &Benefit::name) + ", found '" + shortened(name) + "'");
    }
  }
}

/// Whether no line that a minimum is put on can be less.
bool is_reached_by_all(const Minimum& minimum, const ProgrammeVersion& version) {
  return std::ranges::all_of(version.benefits, [&](const Benefit& benefit) {
    return !is_put_on(minimum, benefit) ||
           (benefit.amount && !benefit.monthly && !benefit.cash_at_most &&
            least_of(*benefit.amount) >= most_of(minimum.amount));
  });
}

} // namespace

void check_minimum(const JsonNode& node, const Minimum& minimum, const ProgrammeVersion& version) {
  check_limit(node, minimum, version);
  if (minimum.of == CapOf::package) {
    node.at("of").expected("person or family");
  }
  if (std::ranges::none_of(version.benefits,
                           [&](const Benefit& benefit) { return is_put_on(minimum, benefit); })) {
    node.refuse("expected a benefit of the version that the minimum is put on, found none");
  }
  if (is_reached_by_all(minimum, version)) {
    node.at("amount").refuse("expected more than the least that somebody may get, found " +
                             least_of(minimum.amount).to_string());
  }
}

void check_cap(const JsonNode& node, const Cap& cap, const ProgrammeVersion& version) {
  check_limit(node, cap, version);
  for (const Cap& other : version.caps) {
    const bool is_the_same = lessens_as_much(other, cap) && lessens_as_much(cap, other);
    if (&other != &cap && lessens_as_much(other, cap) && (!is_the_same || &other < &cap)) {
      node.refuse("expected a cap that takes something from what another one leaves, found one "
                  "that takes nothing");
    }
  }
  if (cap.of == CapOf::package) { // it is put on other programmes too
    return;
  }
  if (std::ranges::none_of(version.benefits,
                           [&](const Benefit& benefit) { return is_put_on(cap, benefit); })) {
    node.refuse("expected a benefit of the version that the cap is put on, found none");
  }
  const std::optional<Money> most = most_of_person(cap, version);
  if (cap.of == CapOf::person && version.minimums.empty() && most &&
      *most <= least_of(cap.amount)) {
    node.at("amount").refuse("expected less than all that one person may get, " +
                             most->to_string() + ", found " + least_of(cap.amount).to_string());
  }
}

} // namespace libcase

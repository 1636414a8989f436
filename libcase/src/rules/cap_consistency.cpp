#include "rules/cap_consistency.hpp"

#include <algorithm>
#include <optional>

#include <libcase/rules/words.hpp>
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

/// Whether two conditions ask the same: they read the same.
bool are_alike(const Condition& one, const Condition& other) {
  return in_words(one) == in_words(other);
}

/// Whether one condition plainly holds of nobody of whom the other does.
bool are_opposite(const Condition& one, const Condition& other) {
  if (const auto* all = std::get_if<AllOf>(&one.form())) {
    return std::ranges::any_of(all->parts,
                               [&](const Condition& part) { return are_opposite(part, other); });
  }
  if (const auto* any = std::get_if<AnyOf>(&one.form())) {
    return std::ranges::all_of(any->parts,
                               [&](const Condition& part) { return are_opposite(part, other); });
  }
  if (std::holds_alternative<AllOf>(other.form()) || std::holds_alternative<AnyOf>(other.form())) {
    return are_opposite(other, one);
  }
  const auto negates = [](const Condition& negation, const Condition& what) {
    const auto* negated = std::get_if<Not>(&negation.form());
    return negated != nullptr && are_alike(*negated->part, what);
  };
  const auto is_fact = [](const Condition& condition, FactName name) {
    const auto* asked = std::get_if<IsSo>(&condition.form());
    return asked != nullptr && asked->fact == name;
  };
  const auto* code = std::get_if<CodeIn>(&one.form());
  const auto* other_code = std::get_if<CodeIn>(&other.form());
  const bool are_other_codes =
      code != nullptr && other_code != nullptr && code->fact == other_code->fact &&
      fact(code->fact).kind == FactKind::code && (code->codes & other_code->codes) == 0;
  return negates(one, other) || negates(other, one) || are_other_codes ||
         (is_fact(one, FactName::adult) && is_fact(other, FactName::minor)) ||
         (is_fact(one, FactName::minor) && is_fact(other, FactName::adult));
}

/// Whether a limit may count what is given by a benefit.
bool may_count(const Cap& cap, const Benefit& benefit) {
  return is_put_on(cap, benefit) &&
         !(cap.when && benefit.per == Per::person && are_opposite(*cap.when, benefit.who));
}

/// Whether a benefit is given once in a unit, and not to each of several persons.
bool is_given_once(const Benefit& benefit) {
  const Condition another{Not{Condition{IsSo{FactName::principal}}}};
  return benefit.per == Per::unit || are_opposite(benefit.who, another);
}

/// The most that one person may get of what a cap is put on; empty where that is not known. Of a
/// cap of the family, what all get where each benefit is given once.
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
  const auto is_inferred = [](const Reading& reading) {
    return reading.certainty == Certainty::inferred;
  };
  const bool holds_always = (!one.when || (other.when && are_alike(*one.when, *other.when))) &&
                            (std::ranges::none_of(one.amount.readings, is_inferred) ||
                             std::ranges::all_of(other.amount.readings, is_inferred));
  const bool is_of_same =
      one.of == other.of || (one.of == CapOf::family && !one.when && other.of == CapOf::person);
  const bool is_on_all =
      one.benefits.empty() || std::ranges::all_of(other.benefits, [&](const std::string& benefit) {
        return one.covers(benefit);
      });
  return holds_always && is_of_same && (!one.support || one.support == other.support) &&
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
  if (node.has("benefits") && cap.benefits.empty()) {
    node.at("benefits").expected("at least one name, or no such key for a limit on all benefits");
  }
  for (const std::string& name : cap.benefits) {
    if (std::ranges::count(cap.benefits, name) > 1) {
      node.at("benefits").refuse("expected each name once, found '" + shortened(name) + "' again");
    }
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
                           [&](const Benefit& benefit) { return may_count(minimum, benefit); })) {
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
                           [&](const Benefit& benefit) { return may_count(cap, benefit); })) {
    node.refuse("expected a benefit of the version that the cap is put on, found none");
  }
  const std::optional<Money> most = most_of_person(cap, version);
  const bool is_of_one =
      cap.of == CapOf::person || std::ranges::all_of(version.benefits, [&](const Benefit& benefit) {
        return !is_put_on(cap, benefit) || is_given_once(benefit);
      });
  if (is_of_one && version.minimums.empty() && most && *most <= least_of(cap.amount)) {
    node.at("amount").refuse((cap.of == CapOf::person
                                  ? "expected less than all that one person may get, "
                                  : "expected less than all that is given once, ") +
                             most->to_string() + ", found " + least_of(cap.amount).to_string());
  }
}

} // namespace libcase

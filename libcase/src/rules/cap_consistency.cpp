#include "rules/cap_consistency.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include <libcase/rules/words.hpp>
#include <libcase/vocabulary/shortened.hpp>

#include "rules/cliques.hpp"
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

/// The values of a count, or the days of a date, of which a condition holds.
struct Range {
  FactName fact;
  std::int64_t least = std::numeric_limits<std::int64_t>::min();
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
};

std::optional<Range> range_of(const Condition& condition) {
  if (const auto* count = std::get_if<CountBetween>(&condition.form())) {
    Range range{.fact = count->fact};
    range.least = count->at_least.value_or(range.least);
    range.most = count->at_most.value_or(range.most);
    return range;
  }
  const auto* compared = std::get_if<DateCompared>(&condition.form());
  const Date* day = compared == nullptr ? nullptr : std::get_if<Date>(&compared->other);
  if (day == nullptr) {
    return std::nullopt;
  }
  Range range{.fact = compared->fact};
  switch (compared->relation) {
  case DateRelation::before:
    range.most = day->days_since_epoch() - 1;
    break;
  case DateRelation::by:
    range.most = day->days_since_epoch();
    break;
  case DateRelation::from:
    range.least = day->days_since_epoch();
    break;
  case DateRelation::after:
    range.least = day->days_since_epoch() + 1;
    break;
  }
  return range;
}

/// Calls `compare` with two conditions as one form, where both have it and ask of the same fact.
template <class Form>
bool of_same_fact(const Condition& one, const Condition& other, const auto& compare) {
  const auto* form = std::get_if<Form>(&one.form());
  const auto* other_form = std::get_if<Form>(&other.form());
  return form != nullptr && other_form != nullptr && form->fact == other_form->fact &&
         compare(*form, *other_form);
}

bool has(const CountryIn& condition, Country country) {
  return std::ranges::find(condition.countries, country) != condition.countries.end();
}

/// Whether one condition plainly holds only of those of whom the other does.
bool holds_within(const Condition& one, const Condition& other) {
  const auto range = range_of(one);
  const auto other_range = range_of(other);
  return are_alike(one, other) ||
         (range && other_range && range->fact == other_range->fact &&
          range->least >= other_range->least && range->most <= other_range->most) ||
         of_same_fact<CodeIn>(one, other,
                              [](const CodeIn& codes, const CodeIn& others) {
                                return (codes.codes & ~others.codes) == 0;
                              }) ||
         of_same_fact<CountryIn>(one, other, [](const CountryIn& in, const CountryIn& others) {
           return std::ranges::all_of(in.countries,
                                      [&](Country country) { return has(others, country); });
         });
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
    return negated != nullptr && holds_within(what, *negated->part);
  };
  const auto is_fact = [](const Condition& condition, FactName name) {
    const auto* asked = std::get_if<IsSo>(&condition.form());
    return asked != nullptr && asked->fact == name;
  };
  const auto range = range_of(one);
  const auto other_range = range_of(other);
  const bool are_apart = range && other_range && range->fact == other_range->fact &&
                         (range->most < other_range->least || other_range->most < range->least);
  const bool are_other_codes =
      of_same_fact<CodeIn>(one, other, [](const CodeIn& codes, const CodeIn& others) {
        return fact(codes.fact).kind == FactKind::code && (codes.codes & others.codes) == 0;
      });
  const bool are_other_countries =
      of_same_fact<CountryIn>(one, other, [](const CountryIn& in, const CountryIn& others) {
        return std::ranges::none_of(in.countries,
                                    [&](Country country) { return has(others, country); });
      });
  return negates(one, other) || negates(other, one) || are_apart || are_other_codes ||
         are_other_countries ||
         (is_fact(one, FactName::adult) && is_fact(other, FactName::minor)) ||
         (is_fact(one, FactName::minor) && is_fact(other, FactName::adult));
}

/// Whether two conditions are asked of the same: of one person, or both of the unit. Of a benefit
/// of the unit they may hold of different members.
bool ask_of_same(const Condition& one, const Condition& other, bool is_of_one_person) {
  return is_of_one_person || (one.of() == FactOf::unit && other.of() == FactOf::unit);
}

/// Whether a limit may count what is given by a benefit.
bool may_count(const Cap& cap, const Benefit& benefit) {
  return is_put_on(cap, benefit) &&
         !(cap.when && ask_of_same(*cap.when, benefit.who, benefit.per == Per::person) &&
           are_opposite(*cap.when, benefit.who));
}

/// Whether one person, or one unit, may get both of two benefits.
bool go_together(const Benefit& one, const Benefit& other) {
  const bool is_of_one_person = one.per == Per::person && other.per == Per::person;
  return !ask_of_same(one.who, other.who, is_of_one_person) || !are_opposite(one.who, other.who);
}

/// Whether a benefit is given once in a unit, and not to each of several persons.
bool is_given_once(const Benefit& benefit) {
  const Condition another{Not{Condition{IsSo{FactName::principal}}}};
  return benefit.per == Per::unit || are_opposite(benefit.who, another);
}

/// The most that a benefit comes to, of what a cap is put on; empty where that is not known.
std::optional<Money> most_of(const Benefit& benefit, const Cap& cap) {
  const bool is_part = cap.support && benefit.support != *cap.support; // the cash of one in kind
  const std::optional<Amount>& amount = is_part ? benefit.cash_at_most : benefit.amount;
  if (!amount || (benefit.monthly && !benefit.monthly->at_most)) {
    return std::nullopt;
  }
  return most_of(*amount) * (benefit.monthly ? *benefit.monthly->at_most : 1);
}

/// The most that one person may get of what a cap is put on; empty where that is not known. Of a
/// cap of the family, what all get where each benefit is given once.
std::optional<Money> most_of_person(const Cap& cap, const ProgrammeVersion& version) {
  std::vector<const Benefit*> counted;
  for (const Benefit& benefit : version.benefits) {
    if (may_count(cap, benefit)) {
      counted.push_back(&benefit);
    }
  }
  constexpr std::size_t most_groups = 10'000;
  const auto groups = maximal_cliques(
      counted.size(),
      [&](std::size_t one, std::size_t other) {
        return go_together(*counted[one], *counted[other]);
      },
      most_groups);
  if (groups.size() >= most_groups) {
    return std::nullopt;
  }
  Money most{0, most_of(cap.amount).currency()};
  for (const auto& group : groups) {
    Money sum{0, most.currency()};
    for (const std::size_t at : group) {
      const std::optional<Money> of_benefit = most_of(*counted[at], cap);
      if (!of_benefit) {
        return std::nullopt;
      }
      sum += *of_benefit;
    }
    most = std::max(most, sum);
  }
  return most;
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

#include "rules/unattested.hpp"

#include <algorithm>
#include <type_traits>

namespace libcase {

namespace {

bool asks_what_no_record_holds(const Condition& condition) {
  bool does = false;
  each_form(condition,
            [&]<class Form>(const Form&) { does = does || std::is_same_v<Form, NotRecorded>; });
  return does;
}

/// `is_negated` where the condition stands within an odd number of negations, `is_one_way` where
/// the whole may hold without it.
Condition facts_alone(const Condition& condition, bool is_negated, bool is_one_way) {
  const auto alone = [&](const std::vector<Condition>& parts, bool are_ways) {
    std::vector<Condition> made;
    for (const Condition& part : parts) {
      made.push_back(facts_alone(part, is_negated, is_one_way || are_ways));
    }
    return made;
  };
  return std::visit(
      Overloaded{
          [&](const AllOf& all) { return Condition{AllOf{alone(all.parts, is_negated)}}; },
          [&](const AnyOf& any) { return Condition{AnyOf{alone(any.parts, !is_negated)}}; },
          [&](const Not& negation) {
            return Condition{Not{facts_alone(*negation.part, !is_negated, is_one_way)}};
          },
          [&](const NotRecorded&) {
            const Condition always{};
            const Condition never{AnyOf{}};
            return !is_one_way ? condition : is_negated ? always : never;
          },
          [&](const auto&) { return condition; },
      },
      condition.form());
}

/// Whether columns leave out a fact; of age and birth date one will do, and of a person's own
/// departure the unit's.
bool is_left_out(const FactColumns& facts, FactName name) {
  const auto is_empty = [&](FactName one) {
    return std::holds_alternative<std::monostate>(facts.column(one));
  };
  return name == FactName::age || name == FactName::born_on
             ? is_empty(FactName::age) && is_empty(FactName::born_on)
             : is_empty(name) &&
                   (name != FactName::own_departure_on || is_empty(FactName::departure_on));
}

/// Which verdicts are possible beside unknown.
struct Possible {
  bool met;
  bool not_met;
};

Possible possible(const Condition& condition, const FactColumns& facts) {
  const auto of_parts = [&](const std::vector<Condition>& parts, bool Possible::*by_one,
                            bool Possible::*by_all) {
    Possible found{};
    found.*by_one = std::ranges::any_of(
        parts, [&](const Condition& part) { return possible(part, facts).*by_one; });
    found.*by_all = std::ranges::all_of(
        parts, [&](const Condition& part) { return possible(part, facts).*by_all; });
    return found;
  };
  return std::visit(
      Overloaded{
          [&](const AllOf& all) { return of_parts(all.parts, &Possible::not_met, &Possible::met); },
          [&](const AnyOf& any) { return of_parts(any.parts, &Possible::met, &Possible::not_met); },
          [&](const Not& negation) {
            const auto [met, not_met] = possible(*negation.part, facts);
            return Possible{.met = not_met, .not_met = met};
          },
          [&](const NotRecorded&) { return Possible{}; },
          [&](const auto&) {
            const bool are_given = std::ranges::all_of(
                facts_of(condition), [&](FactName name) { return !is_left_out(facts, name); });
            return Possible{.met = are_given, .not_met = are_given};
          },
      },
      condition.form());
}

} // namespace

bool is_unattested(const Criterion& criterion, std::int32_t version_date) {
  return criterion.attested_from && version_date < criterion.attested_from->days_since_epoch();
}

std::optional<Condition> by_facts_alone(const Condition& condition) {
  return asks_what_no_record_holds(condition) ? std::optional{facts_alone(condition, false, false)}
                                              : std::nullopt;
}

bool may_fail(const Criterion& criterion, const FactColumns& facts) {
  const Condition when = by_facts_alone(criterion.when).value_or(criterion.when);
  const bool needs_one = criterion.scope == Scope::any && criterion.among.has_value();
  return possible(when, facts).not_met || (needs_one && possible(*criterion.among, facts).not_met);
}

} // namespace libcase

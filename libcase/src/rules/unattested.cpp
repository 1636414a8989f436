#include "rules/unattested.hpp"

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

} // namespace

std::optional<Condition> by_facts_alone(const Condition& condition) {
  return asks_what_no_record_holds(condition) ? std::optional{facts_alone(condition, false, false)}
                                              : std::nullopt;
}

} // namespace libcase

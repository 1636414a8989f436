#include <array>

#include <libcase/rules/condition.hpp>

namespace libcase {

namespace {

void collect(const Condition& condition, std::array<bool, fact_count>& asked) {
  const auto ask = [&](FactName name) { asked[static_cast<std::size_t>(name)] = true; };
  switch (condition.form) {
  case ConditionForm::all:
  case ConditionForm::any:
  case ConditionForm::negation:
  case ConditionForm::not_recorded:
    break;
  default:
    ask(condition.fact);
    if (condition.other) {
      ask(*condition.other);
    }
  }
  for (const Condition& part : condition.parts) {
    collect(part, asked);
  }
}

} // namespace

std::vector<FactName> facts_of(const Condition& condition) {
  std::array<bool, fact_count> asked{};
  collect(condition, asked);
  std::vector<FactName> names;
  for (std::size_t at = 0; at < fact_count; ++at) {
    if (asked[at]) {
      names.push_back(static_cast<FactName>(at));
    }
  }
  return names;
}

} // namespace libcase

#include "rules/left_out.hpp"

#include <algorithm>
#include <optional>

#include "rules/evidence.hpp"

namespace libcase {

namespace {

/// A person with the criteria, asked of each, that they do not meet.
LeftOut without_line(const JudgedUnit& unit, std::size_t person) {
  LeftOut left_out{.person_id = person_id(unit.facts, person), .why = {}};
  std::vector<LocalizedText> texts;
  for (std::size_t index = 0; index < unit.version.criteria.size(); ++index) {
    const Criterion& criterion = unit.version.criteria[index];
    if (criterion.scope == Scope::each &&
        unit.persons.criteria[index][person] == Verdict::not_met) {
      left_out.criteria.push_back(criterion.name);
      texts.push_back(criterion.text);
    }
  }
  const bool is_nothing =
      std::ranges::any_of(unit.persons.benefits, [&](const std::vector<Verdict>& gets) {
        return gets[person] == Verdict::met;
      });
  left_out.why = !left_out.criteria.empty()
                     ? said("left_out", "not_met",
                            {{"criteria", LocalizedText::listed("semicolon", std::move(texts))}})
                     : said("left_out", is_nothing ? "comes_to_nothing" : "no_benefit");
  return left_out;
}

} // namespace

std::vector<LeftOut> left_out_of(const JudgedUnit& unit, std::span<const EntitlementLine> lines) {
  std::vector<LeftOut> all;
  const bool unit_gets = std::ranges::any_of(
      lines, [](const EntitlementLine& line) { return !line.person_id.has_value(); });
  for (std::size_t person = 0; person < unit.facts.person_count(); ++person) {
    if (std::ranges::find(lines, std::optional{person_id(unit.facts, person)},
                          &EntitlementLine::person_id) != lines.end()) {
      continue;
    }
    LeftOut left_out = without_line(unit, person);
    if (!left_out.criteria.empty() || !(unit_gets || unit.version.benefits.empty())) {
      all.push_back(std::move(left_out));
    }
  }
  return all;
}

} // namespace libcase

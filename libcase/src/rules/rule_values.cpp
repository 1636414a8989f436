#include "rules/rule_values.hpp"

namespace libcase {

Date date_at(const JsonNode& node) {
  return at_node(node, [&] { return Date::parse(node.text()); });
}

Country country_at(const JsonNode& node) {
  return at_node(node, [&] { return Country{node.text()}; });
}

ProgrammeCode programme_code_at(const JsonNode& node) {
  return at_node(node, [&] { return ProgrammeCode{node.text()}; });
}

FactName fact_at(const JsonNode& node) {
  const auto found = code_from_text<FactName>(node.text());
  if (!found) {
    node.expected("the name of a fact", code_names<FactName>);
  }
  return *found;
}

FactName fact_at(const JsonNode& node, FactKind kind, const std::string& what) {
  const FactName name = fact_at(node);
  if (fact(name).kind != kind) {
    node.expected(what);
  }
  return name;
}

int small_number_at(const JsonNode& node) {
  constexpr std::int64_t limit = 100'000;
  const std::int64_t number = node.whole_number();
  if (number < -limit || number > limit) {
    node.expected("a number of at most 100,000");
  }
  return static_cast<int>(number);
}

} // namespace libcase

#include "rules/condition_reader.hpp"

#include <array>

#include "rules/rule_values.hpp"

namespace libcase {

namespace {

constexpr int deepest_condition = 16;

NotRecorded not_recorded(const JsonNode& node) {
  return {texts_at(node)};
}

IsSo is_so(const JsonNode& node) {
  return {
      fact_at(node, FactKind::yes_no, "a yes_no fact, or an object that says what is asked of it")};
}

CountBetween count_between(const JsonNode& node, FactName name) {
  node.allow_only({"fact", "at_least", "at_most", "under", "over"});
  CountBetween condition{name};
  for (const auto& [one, other] : {std::pair{"at_least", "over"}, std::pair{"at_most", "under"}}) {
    if (node.has(one) && node.has(other)) {
      node.at(other).refuse(std::string{"expected "} + one + " or " + other + ", found both");
    }
  }
  const auto read_end = [&](const char* key, std::optional<std::int64_t>& end, int plus) {
    if (node.has(key)) {
      end = small_number_at(node.at(key)) + plus;
      if (*end < 0) {
        node.at(key).expected(plus < 0 ? "a number of at least 1" : "a number of at least 0");
      }
    }
  };
  read_end("at_least", condition.at_least, 0);
  read_end("over", condition.at_least, 1);
  read_end("at_most", condition.at_most, 0);
  read_end("under", condition.at_most, -1);
  if (!condition.at_least && !condition.at_most) {
    node.expected("one of the keys at_least, at_most, under, over");
  }
  if (condition.at_least && condition.at_most && *condition.at_most < *condition.at_least) {
    node.refuse("expected limits with a number between them, found " +
                std::to_string(*condition.at_least) + " and " + std::to_string(*condition.at_most));
  }
  return condition;
}

ShiftedDate shifted_date(const JsonNode& node) {
  node.allow_only({"fact", "plus_months", "plus_days"});
  const auto number = [&](const char* key) {
    return node.has(key) ? small_number_at(node.at(key)) : 0;
  };
  return {fact_at(node.at("fact"), FactKind::date, "a fact that is a date"), number("plus_months"),
          number("plus_days")};
}

DateCompared date_compared(const JsonNode& node, FactName name) {
  node.allow_only({"fact", "before", "by", "from", "after"});
  if (node.object().size() != 2) {
    node.expected("one of the keys before, by, from, after");
  }
  DateCompared condition{name, {}, {}};
  for (std::size_t relation = 0; relation < code_names<DateRelation>.size(); ++relation) {
    const std::string_view key = code_names<DateRelation>[relation];
    if (node.has(key)) {
      const JsonNode other = node.at(key);
      condition.relation = static_cast<DateRelation>(relation);
      if (other.value().is_string()) {
        condition.other = date_at(other);
      } else {
        condition.other = shifted_date(other);
      }
    }
  }
  return condition;
}

} // namespace

Condition ConditionReader::read(const JsonNode& node, int depth) const {
  if (depth > deepest_condition) {
    node.refuse("expected conditions nested at most " + std::to_string(deepest_condition) +
                " deep, found more");
  }
  if (node.value().is_string()) {
    return Condition{is_so(node)};
  }
  if (node.has("all")) {
    node.allow_only({"all"});
    return Condition{AllOf{read_parts(node.at("all"), depth)}};
  }
  if (node.has("any")) {
    node.allow_only({"any"});
    return Condition{AnyOf{read_parts(node.at("any"), depth)}};
  }
  if (node.has("not")) {
    node.allow_only({"not"});
    return Condition{Not{read(node.at("not"), depth + 1)}};
  }
  if (node.has("not_recorded")) {
    node.allow_only({"not_recorded"});
    return Condition{not_recorded(node.at("not_recorded"))};
  }
  if (!node.has("fact")) {
    constexpr std::array<std::string_view, 5> keys{"fact", "all", "any", "not", "not_recorded"};
    node.expected("the name of a yes_no fact, or an object with one of the keys fact, all, any, "
                  "not, not_recorded",
                  keys);
  }
  return Condition{about_fact(node)};
}

std::vector<Condition> ConditionReader::read_parts(const JsonNode& node, int depth) const {
  std::vector<Condition> parts;
  node.each_element([&](const JsonNode& part) {
    problems_.attempt([&] { parts.push_back(read(part, depth + 1)); });
  });
  if (node.value().get_array().empty()) {
    node.expected("at least one condition");
  }
  return parts;
}

Condition::Form ConditionReader::about_fact(const JsonNode& node) const {
  const FactName name = fact_at(node.at("fact"));
  const Fact& asked = fact(name);
  switch (asked.kind) {
  case FactKind::yes_no:
    node.allow_only({"fact"});
    break;
  case FactKind::code:
  case FactKind::codes:
    return codes(node, asked);
  case FactKind::programmes:
    return programmes(node, name);
  case FactKind::country:
    return country(node, name);
  case FactKind::count:
    return count_between(node, name);
  case FactKind::date:
    return date_compared(node, name);
  }
  return IsSo{name};
}

template <class Read>
void ConditionReader::each_of_any(const JsonNode& node, const Read& read) const {
  node.allow_only({"fact", "any_of"});
  const JsonNode values = node.at("any_of");
  values.each_element([&](const JsonNode& value) { problems_.attempt([&] { read(value); }); });
  if (values.value().get_array().empty()) {
    values.expected("at least one value");
  }
}

CodeIn ConditionReader::codes(const JsonNode& node, const Fact& asked) const {
  CodeIn condition{asked.name, 0};
  const auto add = [&](const JsonNode& code) {
    const auto found = detail::index_of(asked.codes, code.text());
    if (!found) {
      code.expected_one_of(asked.codes);
    }
    if (!is_askable(asked, *found)) {
      code.expected("a code that can be known to hold; ask for the others with not");
    }
    condition.codes |= std::uint64_t{1} << *found;
  };
  if (asked.kind == FactKind::code && node.has("is")) {
    node.allow_only({"fact", "is"});
    add(node.at("is"));
    return condition;
  }
  if (asked.kind == FactKind::code) {
    node.allow_only({"fact", "is", "any_of"});
  }
  each_of_any(node, add);
  return condition;
}

ProgrammeIn ConditionReader::programmes(const JsonNode& node, FactName name) const {
  ProgrammeIn condition{name, {}};
  each_of_any(node, [&](const JsonNode& code) {
    condition.programmes.push_back(programme_code_at(code, file_.named));
  });
  return condition;
}

Condition::Form ConditionReader::country(const JsonNode& node, FactName name) const {
  if (node.has("on_list")) {
    return on_list(node, name);
  }
  if (node.has("same_as")) {
    node.allow_only({"fact", "same_as"});
    return SameCountry{name,
                       fact_at(node.at("same_as"), FactKind::country, "a fact that is a country")};
  }
  node.allow_only({"fact", "any_of", "on_list", "same_as"});
  CountryIn condition{name, {}};
  each_of_any(node,
              [&](const JsonNode& country) { condition.countries.push_back(country_at(country)); });
  return condition;
}

CountryOnList ConditionReader::on_list(const JsonNode& node, FactName name) const {
  node.allow_only({"fact", "on_list"});
  const JsonNode list = node.at("on_list");
  const auto& lists = file_.programme.lists;
  const auto found = lists.find(std::string{list.text()});
  if (found == lists.end()) {
    std::vector<std::string_view> known;
    for (const auto& [other, countries] : lists) {
      known.push_back(other);
    }
    list.expected("the name of a list of the programme", known);
  }
  return {name, found->first, found->second.text};
}

} // namespace libcase

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <libcase/exchange/csv.hpp>
#include <libcase/statistics/compare.hpp>

#include "statistics/comparison_tallies.hpp"

namespace libcase {

namespace {

namespace json = boost::json;

std::string in_euro(std::int64_t cents) {
  return Money::euro_cents(cents).decimal();
}

json::array codes_json(const std::vector<std::string>& texts) {
  return json::array(texts.begin(), texts.end());
}

json::object object_of(const RuleCosts& costs) {
  json::object object;
  for (const Figure& figure : figures) {
    if (figure.is_money) {
      object.emplace(figure.name, in_euro(costs.*figure.value));
    } else {
      object.emplace(figure.name, costs.*figure.value);
    }
  }
  return object;
}

json::object object_of(const ComparedRules& rules) {
  json::array own;
  for (const OwnProgramme& programme : rules.own) {
    json::object& made =
        own.emplace_back(json::object{{"code", programme.code.code()}}).as_object();
    made["file"] = programme.file.empty() ? json::value(nullptr) : json::value(programme.file);
  }
  return {
      {"on", rules.frozen_on ? json::value(rules.frozen_on->to_string()) : json::value(nullptr)},
      {"own_programmes", std::move(own)}};
}

json::object definition_of(const Comparison& comparison) {
  const ComparisonOptions& options = comparison.options;
  json::object readings;
  for (const auto& [dispute, reading] : options.rules.readings) {
    readings.emplace(dispute, reading);
  }
  const json::value known_at =
      options.as_known_at ? json::value(to_text(*options.as_known_at)) : json::value(nullptr);
  return {{"period", comparison.cohort.period.to_string()},
          {"by", to_text(comparison.cohort.by)},
          {"programmes_a", codes_json(options.programmes_a)},
          {"programmes_b", codes_json(options.programmes_b)},
          {"rules_a", object_of(comparison.rules_a)},
          {"rules_b", object_of(comparison.rules_b)},
          {"keeps_recorded_choice", options.keeps_recorded_choice},
          {"readings", std::move(readings)},
          {"stated_only", options.rules.stated_only},
          {"vintage", json::object{{"recording", comparison.recording}, {"as_known_at", known_at}}},
          {"library_version", comparison.library_version}};
}

} // namespace

std::string definition_to_json(const Comparison& comparison) {
  return json::serialize(definition_of(comparison));
}

std::string to_csv(const Comparison& comparison) {
  std::vector<std::string> fields{"by", "label", "cases"};
  for (const char* side : {"a_", "b_"}) {
    for (const Figure& figure : figures) {
      fields.push_back(side + std::string{figure.name});
    }
  }
  for (const Change& change : changes) {
    fields.emplace_back(change.name);
  }
  fields.emplace_back("comparable_difference");
  std::string text;
  write_csv_row(text, fields);
  for (const ComparisonRow& row : comparison.rows) {
    fields = {row.by, row.label, std::to_string(row.cases)};
    for (const RuleCosts* costs : {&row.a, &row.b}) {
      for (const Figure& figure : figures) {
        const std::int64_t value = costs->*figure.value;
        fields.push_back(figure.is_money ? in_euro(value) : std::to_string(value));
      }
    }
    for (const Change& change : changes) {
      fields.push_back(std::to_string(row.*change.value));
    }
    fields.push_back(in_euro(row.comparable_difference_cents));
    write_csv_row(text, fields);
  }
  return text;
}

std::string to_json(const Comparison& comparison) {
  json::array rows;
  for (const ComparisonRow& row : comparison.rows) {
    json::object made{{"by", row.by},
                      {"label", row.label},
                      {"cases", row.cases},
                      {"a", object_of(row.a)},
                      {"b", object_of(row.b)}};
    for (const Change& change : changes) {
      made.emplace(change.name, row.*change.value);
    }
    made.emplace("comparable_difference", in_euro(row.comparable_difference_cents));
    rows.push_back(std::move(made));
  }
  return json::serialize(
      json::object{{"definition", definition_of(comparison)}, {"rows", std::move(rows)}});
}

} // namespace libcase

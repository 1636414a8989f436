#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <libcase/describe/described.hpp>
#include <libcase/statistics/table.hpp>

namespace libcase {

namespace {

namespace json = boost::json;

json::array array_of(const std::vector<std::string>& texts) {
  return json::array(texts.begin(), texts.end());
}

/// What a measure does not have is left out.
json::object object_of(const Measure& measure) {
  json::object object{{"name", measure.name}, {"kind", to_text(measure.kind)}};
  const auto add = [&](std::string_view name, const std::string& text) {
    if (!text.empty()) {
      object.emplace(name, text);
    }
  };
  add("meaning", measure.meaning);
  add("currency", measure.currency);
  add("numerator", measure.numerator);
  add("denominator", measure.denominator);
  return object;
}

json::value value_of(const Measure& measure, const CellFigure& figure) {
  if (figure.status == CellStatus::unknown) {
    return nullptr;
  }
  return measure.kind == MeasureKind::rate ? json::value(fraction_of(figure))
                                           : json::value(figure.value);
}

json::object object_of(const Definition& definition) {
  json::array filters;
  for (const DefinedFilter& filter : definition.filters) {
    filters.push_back(
        json::object{{"dimension", filter.dimension}, {"labels", array_of(filter.labels)}});
  }
  json::value recording;
  if (definition.recording != 0) {
    recording = definition.recording;
  }
  json::value known_at;
  if (definition.known_at) {
    known_at = to_text(*definition.known_at);
  }
  json::array measures;
  for (const Measure& measure : definition.measures) {
    measures.push_back(object_of(measure));
  }
  return {
      {"measures", std::move(measures)},
      {"population", definition.population},
      {"period", definition.period.to_string()},
      {"frequency", to_text(definition.frequency)},
      {"dimensions", array_of(definition.dimensions)},
      {"filters", std::move(filters)},
      {"modes", array_of(definition.modes)},
      {"vintage", json::object{{"recording", std::move(recording)}, {"at", std::move(known_at)}}},
      {"library_version", definition.library_version},
      {"protection", definition.protection},
      {"rows_add", definition.rows_add},
      {"notes", array_of(definition.notes)},
  };
}

} // namespace

std::string definition_to_json(const Definition& definition) {
  return json::serialize(object_of(definition));
}

std::string to_json(const Table& table) {
  const auto& measures = table.definition.measures;
  json::array rows;
  rows.reserve(table.row_count());
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    json::object object;
    for (const LabelColumn& column : table.labels) {
      object.emplace(column.name, column.label(row));
    }
    for (std::size_t at = 0; at < measures.size(); ++at) {
      object.emplace(field_name(measures[at]), value_of(measures[at], table.figure(at, row)));
    }
    rows.push_back(std::move(object));
  }
  return json::serialize(
      json::object{{"definition", object_of(table.definition)}, {"rows", std::move(rows)}});
}

} // namespace libcase

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
  return {
      {"count", to_text(definition.count)},
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

std::string to_json(const DepartureTable& table) {
  json::array rows;
  rows.reserve(table.row_count());
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    json::object object{{table.period.name, table.period.label(row)}};
    for (const LabelColumn& dimension : table.dimensions) {
      object.emplace(dimension.name, dimension.label(row));
    }
    object.emplace(to_text(table.definition.count), table.counts[row]);
    rows.push_back(std::move(object));
  }
  return json::serialize(
      json::object{{"definition", object_of(table.definition)}, {"rows", std::move(rows)}});
}

} // namespace libcase

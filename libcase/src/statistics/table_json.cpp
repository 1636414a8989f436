#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <libcase/describe/described.hpp>
#include <libcase/exchange/answers.hpp>
#include <libcase/statistics/table.hpp>

namespace libcase {

namespace json = boost::json;

namespace {

json::value value_of(const Measure& measure, const CellFigure& figure) {
  if (figure.status == CellStatus::unknown) {
    return nullptr;
  }
  return measure.kind == MeasureKind::rate ? json::value(fraction_of(figure))
                                           : json::value(figure.value);
}

} // namespace

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
  return R"({"definition":)" + answer_to_json(table.definition) + R"(,"rows":)" +
         json::serialize(rows) + "}";
}

} // namespace libcase

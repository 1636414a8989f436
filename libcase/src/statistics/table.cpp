#include <algorithm>

#include <libcase/statistics/table.hpp>
#include <libcase/vocabulary/errors.hpp>

namespace libcase {

namespace {

/// The index of a measure that a rate is made of.
std::size_t index_of_part(const std::vector<Measure>& measures, const Measure& rate,
                          const std::string& part) {
  const auto found = std::ranges::find(measures, part, &Measure::name);
  if (found == measures.end() || found->kind == MeasureKind::rate) {
    throw InvalidValue("unknown_measure",
                       "expected both parts of the rate '" + rate.name +
                           "' among the other measures of the table, found no '" + part + "'");
  }
  return static_cast<std::size_t>(found - measures.begin());
}

} // namespace

std::string field_name(const Measure& measure) {
  return measure.name + (measure.kind == MeasureKind::cents ? "_cents" : "");
}

double fraction_of(const CellFigure& figure) {
  return static_cast<double>(figure.value) / static_cast<double>(figure.of);
}

bool Table::is_total(std::size_t row) const {
  return std::ranges::any_of(labels,
                             [&](const LabelColumn& column) { return column.is_total(row); });
}

CellFigure Table::figure(std::size_t measure, std::size_t row) const {
  const Measure& asked = definition.measures[measure];
  if (asked.kind == MeasureKind::rate) {
    const auto part = [&](const std::string& name) {
      return figure(index_of_part(definition.measures, asked, name), row);
    };
    const CellFigure numerator = part(asked.numerator);
    const CellFigure denominator = part(asked.denominator);
    if (numerator.status == CellStatus::unknown || denominator.status != CellStatus::value) {
      return {.status = CellStatus::unknown};
    }
    return {.status = numerator.status, .value = numerator.value, .of = denominator.value};
  }
  const FigureColumn& column = figures[measure];
  if (!column.is_unknown.empty() && column.is_unknown[row]) {
    return {.status = CellStatus::unknown};
  }
  const std::int64_t value = column.values[row];
  return {.status = value == 0 ? CellStatus::nil : CellStatus::value, .value = value};
}

} // namespace libcase

#include <tuple>

#include <libcase/exchange/answers.hpp>
#include <libcase/statistics/table_arrow.hpp>

namespace libcase {

namespace {

ArrowBuffer values_of(const std::shared_ptr<const Table>& table, std::size_t measure) {
  if (table->definition.measures[measure].kind != MeasureKind::rate) {
    return arrow_buffer(table->figures[measure].values, table);
  }
  std::vector<double> fractions;
  for (std::size_t row = 0; row < table->row_count(); ++row) {
    fractions.push_back(fraction_of(table->figure(measure, row)));
  }
  return arrow_buffer(std::move(fractions));
}

} // namespace

ArrowStream arrow_stream(std::shared_ptr<const Table> table) {
  std::vector<ArrowField> fields;
  ArrowBatch batch{.row_count = static_cast<std::int64_t>(table->row_count()), .columns = {}};
  for (const LabelColumn& column : table->labels) {
    fields.push_back({.name = column.name,
                      .type = ArrowType::uint16,
                      .is_nullable = false,
                      .labels = {table, &column.labels},
                      .is_ordered = column.name == period_name});
    batch.columns.push_back({.values = arrow_buffer(column.codes, table)});
  }
  const auto& measures = table->definition.measures;
  for (std::size_t at = 0; at < measures.size(); ++at) {
    ArrowColumn column{.values = values_of(table, at)};
    std::tie(column.validity, column.null_count) =
        arrow_validity(table->row_count(), [&](std::size_t row) {
          return table->figure(at, row).status == CellStatus::unknown;
        });
    fields.push_back(
        {.name = field_name(measures[at]),
         .type = measures[at].kind == MeasureKind::rate ? ArrowType::float64 : ArrowType::int64,
         .is_nullable = column.null_count > 0});
    batch.columns.push_back(std::move(column));
  }
  return {std::move(fields),
          {{"libcase.definition", answer_to_json(table->definition)}},
          std::move(batch)};
}

} // namespace libcase

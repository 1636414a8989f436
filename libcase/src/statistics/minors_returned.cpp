#include <libcase/statistics/minors_returned.hpp>

namespace libcase {

namespace {

/// By whom those are received who are no Dublin transfers.
std::vector<std::string> all_but_transfers() {
  std::vector<std::string> labels;
  for (const std::string_view label : code_names<Reception>) {
    if (label != to_text(Reception::responsible_state)) {
      labels.emplace_back(label);
    }
  }
  return labels;
}

} // namespace

Table unaccompanied_minors_returned(const DepartureColumns& columns, const Period& period,
                                    const std::vector<AgeBand>& age_bands) {
  DepartureQuery query{
      .period = period,
      .frequency = Frequency::quarter,
      .count = Count::persons,
      .by = {"mode", "assisted_by", "nationality", "destination", "age_band", "sex"},
      .where = {{"accompaniment", {"unaccompanied"}},
                {"mode", {"voluntary", "forced"}},
                {"reception", all_but_transfers()}},
      .age_bands = age_bands};
  query.totals = {{.by_period = true, .by = {}}};
  Table table = departures(columns, query);
  table.definition.notes.emplace_back(
      "As Regulation (EC) 862/2007, Article 7, asks for unaccompanied minors who were returned: "
      "without Dublin transfers. It leaves out citizens of the Union too, who are counted here.");
  table.definition.notes.emplace_back(
      "Who may be a minor, or may be unaccompanied, is not counted: a table of departures by "
      "accompaniment tells how many are unknown.");
  return table;
}

} // namespace libcase

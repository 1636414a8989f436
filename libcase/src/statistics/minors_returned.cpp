#include <libcase/statistics/minors_returned.hpp>

namespace libcase {

Table unaccompanied_minors_returned(const DepartureColumns& columns, const Period& period,
                                    const std::vector<AgeBand>& age_bands) {
  DepartureQuery query{
      .period = period,
      .frequency = Frequency::quarter,
      .count = Count::persons,
      .by = {"mode", "assisted_by", "nationality", "destination", "age_band", "sex"},
      .where = {{"accompaniment", {"unaccompanied"}},
                {"mode", {"voluntary", "forced"}},
                {"reception", {"family", "guardian_abroad", "facility", "none", "unknown"}}},
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

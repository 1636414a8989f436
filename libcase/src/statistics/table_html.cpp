#include <cctype>

#include <libcase/describe/described.hpp>
#include <libcase/statistics/table.hpp>

#include "statistics/chart.hpp"
#include "statistics/grid.hpp"
#include "text/html.hpp"
#include "text/joined.hpp"

namespace libcase {

namespace {

std::string title_of(const Definition& definition) {
  std::string title = joined(definition.measures, &Measure::name);
  title.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(title.front())));
  title += " by " + std::string{to_text(definition.frequency)};
  for (const std::string& dimension : definition.dimensions) {
    title += ", " + dimension;
  }
  return title + ": " + definition.period.to_string();
}

} // namespace

std::string to_html(const Table& table) {
  std::string chart_or_why;
  const Chart chart = make_chart(table);
  if (!chart.series.empty()) {
    chart_or_why = to_svg(chart);
  } else if (needs_total_for_chart(table)) {
    chart_or_why =
        "<p>No chart: these rows do not add, and the table has no totals by period and " +
        escaped(table.definition.dimensions.front()) + ".</p>\n";
  }
  return page_of(title_of(table.definition), chart_or_why, make_grid(table),
                 parts_of(table.definition));
}

} // namespace libcase

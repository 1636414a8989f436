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
  std::string title = joined(definition.measures, &heading);
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
  } else if (const std::string why = why_without_chart(table); !why.empty()) {
    chart_or_why = "<p>No chart: " + escaped(why) + ".</p>\n";
  }
  return page_of(title_of(table.definition), chart_or_why, make_grid(table),
                 parts_of(table.definition));
}

} // namespace libcase

#include "statistics/chart.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "statistics/grid.hpp"

namespace libcase {

namespace {

constexpr std::size_t most_series = 8;
constexpr std::size_t most_bars = 20;

std::int64_t sum_of(const Series& series) {
  return std::reduce(series.figures.begin(), series.figures.end());
}

/// Whether the row's figure belongs to a bar, and stands for all that is not drawn.
bool is_drawn(const Table& table, std::size_t row) {
  if (table.labels.front().is_total(row)) {
    return false;
  }
  if (table.definition.rows_add) {
    return !table.is_total(row);
  }
  return table.labels.size() == 1 ||
         (!table.labels[1].is_total(row) &&
          std::all_of(table.labels.begin() + 2, table.labels.end(),
                      [&](const LabelColumn& other) { return other.is_total(row); }));
}

void keep_largest_series(Chart& chart) {
  std::ranges::stable_sort(chart.series, std::greater<>{}, sum_of);
  if (chart.series.size() <= most_series) {
    return;
  }
  const auto first_left_out = chart.series.begin() + most_series - 1;
  if (chart.is_stacked) {
    Series rest{.label = "all others",
                .figures = std::vector<std::int64_t>(chart.categories.size())};
    std::for_each(first_left_out, chart.series.end(), [&](const Series& series) {
      std::ranges::transform(series.figures, rest.figures, rest.figures.begin(), std::plus<>{});
    });
    *first_left_out = std::move(rest);
  } else {
    chart.left_out = chart.series.size() - most_series;
  }
  chart.series.resize(most_series);
}

/// The series of a single period become its bars.
void turn_to_labels(Chart& chart, const std::string& name) {
  std::ranges::stable_sort(chart.series, std::greater<>{}, sum_of);
  Series bars{.label = name, .figures = {}};
  chart.categories.clear();
  for (const Series& series : chart.series) {
    chart.categories.push_back(series.label);
    bars.figures.push_back(series.figures.front());
  }
  if (bars.figures.size() > most_bars) {
    chart.left_out = bars.figures.size() - most_bars;
    chart.categories.resize(most_bars);
    bars.figures.resize(most_bars);
  }
  chart.series = {std::move(bars)};
}

} // namespace

Chart make_chart(const Table& table) {
  const LabelColumn& periods = table.labels.front();
  const Measure& measure = table.definition.measures.front();
  Chart chart{.measure = measure,
              .categories = periods.labels,
              .series = {},
              .is_by_label = false,
              .is_stacked = table.definition.rows_add,
              .left_out = 0};
  if (!why_without_chart(table).empty()) {
    return chart;
  }
  std::erase(chart.categories, total_label);
  if (table.labels.size() == 1) {
    chart.series.push_back({heading(measure), {}});
  } else {
    for (const std::string& label : table.labels[1].labels) {
      chart.series.push_back({label, {}});
    }
  }
  for (Series& series : chart.series) {
    series.figures.resize(chart.categories.size());
  }
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (is_drawn(table, row)) {
      const std::size_t at = table.labels.size() == 1 ? 0 : table.labels[1].codes[row];
      chart.series[at].figures[periods.codes[row]] += table.figure(0, row).value;
    }
  }
  std::erase_if(chart.series, [](const Series& series) { return sum_of(series) == 0; });
  chart.is_by_label = chart.categories.size() == 1 && !chart.series.empty();
  if (chart.is_by_label) {
    turn_to_labels(chart, heading(measure));
  } else {
    keep_largest_series(chart);
  }
  return chart;
}

std::string why_without_chart(const Table& table) {
  const Measure& measure = table.definition.measures.front();
  if (measure.kind == MeasureKind::rate) {
    return measure.name + " is a rate, and bars show amounts";
  }
  bool has_figures = false;
  bool is_any_drawn = false;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::int64_t figure = table.figure(0, row).value;
    if (is_drawn(table, row)) {
      is_any_drawn = true;
      if (figure < 0) {
        return "some figures are below zero, and bars show amounts";
      }
    }
    has_figures = has_figures || (figure > 0 && !table.is_total(row));
  }
  return has_figures && !is_any_drawn
             ? "these rows do not add, and the table has no totals by period and " +
                   table.definition.dimensions.front()
             : "";
}

} // namespace libcase

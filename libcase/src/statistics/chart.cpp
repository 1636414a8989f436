#include "statistics/chart.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include <libcase/describe/described.hpp>

#include "text/html.hpp"

namespace libcase {

namespace {

// Told apart with impaired colour vision too: after Okabe and Ito, "Color universal design" (2008).
constexpr std::array<std::string_view, 8> colours{"#0072b2", "#e69f00", "#009e73", "#cc79a7",
                                                  "#56b4e9", "#d55e00", "#f0e442", "#999999"};

constexpr int width = 900;
constexpr int height = 320;
constexpr int left_margin = 60;
constexpr int top_margin = 10;
constexpr int bottom_margin = 30;
constexpr int plot_width = width - left_margin;
constexpr int plot_height = height - top_margin - bottom_margin;

std::int64_t sum_of(const Series& series) {
  return std::reduce(series.figures.begin(), series.figures.end());
}

/// Whether the row's figure belongs to a bar, and stands for all that is not drawn.
bool is_drawn(const DepartureTable& table, std::size_t row) {
  if (table.period.is_total(row)) {
    return false;
  }
  if (table.definition.rows_add) {
    return !table.is_total(row);
  }
  return table.dimensions.empty() ||
         (!table.dimensions.front().is_total(row) &&
          std::all_of(table.dimensions.begin() + 1, table.dimensions.end(),
                      [&](const LabelColumn& other) { return other.is_total(row); }));
}

void shorten(Chart& chart) {
  std::ranges::stable_sort(chart.series, std::greater<>{}, sum_of);
  if (chart.series.size() <= colours.size()) {
    return;
  }
  const auto first_left_out = chart.series.begin() + colours.size() - 1;
  if (chart.is_stacked) {
    Series rest{.label = "all others", .figures = std::vector<std::int64_t>(chart.periods.size())};
    std::for_each(first_left_out, chart.series.end(), [&](const Series& series) {
      std::ranges::transform(series.figures, rest.figures, rest.figures.begin(), std::plus<>{});
    });
    *first_left_out = std::move(rest);
    chart.series.resize(colours.size());
  } else {
    chart.left_out = chart.series.size() - colours.size();
    chart.series.resize(colours.size());
  }
}

/// 1, 2 or 5 times a power of ten, so that four to ten steps reach the top.
std::int64_t step_for(std::int64_t top) {
  for (std::int64_t power = 1;; power *= 10) {
    for (const std::int64_t factor : {1, 2, 5}) {
      if (power * factor * 5 >= top) {
        return power * factor;
      }
    }
  }
}

std::string number(double value) {
  const auto tenths = static_cast<std::int64_t>(value * 10 + 0.5);
  return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10));
}

std::string text_at(double x, double y, std::string_view anchor, std::string_view text) {
  return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" +
         std::string{anchor} + "\">" + escaped(text) + "</text>\n";
}

} // namespace

Chart make_chart(const DepartureTable& table) {
  Chart chart{.periods = table.period.labels,
              .series = {},
              .is_stacked = table.definition.rows_add,
              .left_out = 0};
  std::erase(chart.periods, total_label);
  if (table.dimensions.empty()) {
    chart.series.push_back({std::string{to_text(table.definition.count)}, {}});
  } else {
    for (const std::string& label : table.dimensions.front().labels) {
      chart.series.push_back({label, {}});
    }
  }
  for (Series& series : chart.series) {
    series.figures.resize(chart.periods.size());
  }
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (is_drawn(table, row)) {
      const std::size_t at = table.dimensions.empty() ? 0 : table.dimensions.front().codes[row];
      chart.series[at].figures[table.period.codes[row]] += table.counts[row];
    }
  }
  std::erase_if(chart.series, [](const Series& series) { return sum_of(series) == 0; });
  shorten(chart);
  return chart;
}

bool needs_total_for_chart(const DepartureTable& table) {
  bool has_figures = false;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (is_drawn(table, row)) {
      return false;
    }
    has_figures = has_figures || (table.counts[row] > 0 && !table.is_total(row));
  }
  return has_figures;
}

std::string to_svg(const Chart& chart) {
  const std::size_t period_count = chart.periods.size();
  std::int64_t top = 1;
  for (std::size_t period = 0; period < period_count; ++period) {
    std::int64_t stack = 0;
    for (const Series& series : chart.series) {
      const std::int64_t figure = series.figures[period];
      stack = chart.is_stacked ? stack + figure : std::max(stack, figure);
    }
    top = std::max(top, stack);
  }
  const std::int64_t step = step_for(top);
  top = (top + step - 1) / step * step;
  const auto height_of = [&](std::int64_t figure) {
    return static_cast<double>(figure) * plot_height / static_cast<double>(top);
  };

  std::string svg = "<svg viewBox=\"0 0 " + std::to_string(width) + " " + std::to_string(height) +
                    "\" role=\"img\" aria-label=\"Figures by period\">\n";
  const double bottom = top_margin + plot_height;
  for (std::int64_t tick = 0; tick <= top; tick += step) {
    const std::string y = number(bottom - height_of(tick));
    svg += "<line x1=\"" + std::to_string(left_margin) + "\" x2=\"" + std::to_string(width) +
           "\" y1=\"" + y + "\" y2=\"" + y + "\"/>\n" +
           text_at(left_margin - 8, bottom - height_of(tick) + 4, "end", std::to_string(tick));
  }
  const double slot = static_cast<double>(plot_width) / static_cast<double>(period_count);
  const double room = slot * 0.8;
  const double bar = chart.is_stacked ? room : room / static_cast<double>(chart.series.size());
  constexpr std::size_t most_names = 12;
  const std::size_t name_every = (period_count + most_names - 1) / most_names;
  for (std::size_t period = 0; period < period_count; ++period) {
    const double left = left_margin + slot * static_cast<double>(period) + slot * 0.1;
    double foot = bottom;
    for (std::size_t at = 0; at < chart.series.size(); ++at) {
      const std::int64_t figure = chart.series[at].figures[period];
      if (figure == 0) {
        continue;
      }
      const double x = chart.is_stacked ? left : left + bar * static_cast<double>(at);
      const double head = foot - height_of(figure);
      svg += "<rect x=\"" + number(x) + "\" y=\"" + number(head) + "\" width=\"" + number(bar) +
             "\" height=\"" + number(foot - head) + "\" fill=\"" + std::string{colours[at]} +
             "\"><title>" + escaped(chart.periods[period]) + ", " +
             escaped(chart.series[at].label) + ": " + std::to_string(figure) + "</title></rect>\n";
      foot = chart.is_stacked ? head : foot;
    }
    if (period % name_every == 0) {
      svg += text_at(left + room / 2, bottom + 18, "middle", chart.periods[period]);
    }
  }
  svg += "</svg>\n<p class=\"legend\">";
  for (std::size_t at = 0; at < chart.series.size(); ++at) {
    svg += "<span><i style=\"background:" + std::string{colours[at]} + "\"></i>" +
           escaped(chart.series[at].label) + "</span> ";
  }
  if (chart.left_out > 0) {
    svg += "and " + std::to_string(chart.left_out) + " more in the table";
  }
  return svg + "</p>\n";
}

} // namespace libcase

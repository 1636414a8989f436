#include <algorithm>

#include "statistics/chart.hpp"
#include "statistics/grid.hpp"
#include "text/html.hpp"

namespace libcase {

namespace {

constexpr int width = 900;
constexpr int height = 320;
constexpr int left_margin = 60;
constexpr int top_margin = 10;
constexpr int bottom_margin = 30;
constexpr int plot_width = width - left_margin;
constexpr int plot_height = height - top_margin - bottom_margin;

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

std::string rect(double x, double y, double rect_width, double rect_height,
                 std::string_view coloured_by, std::string_view title) {
  return "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(rect_width) +
         "\" height=\"" + number(rect_height) + "\" fill=\"" + colour_of(coloured_by) +
         "\"><title>" + escaped(title) + "</title></rect>\n";
}

std::string opened_svg(int svg_height, std::string_view what) {
  return "<svg viewBox=\"0 0 " + std::to_string(width) + " " + std::to_string(svg_height) +
         "\" role=\"img\" aria-label=\"" + std::string{what} + "\">\n";
}

std::string shown(const Measure& measure, std::int64_t figure) {
  return figure_text(measure, {.status = CellStatus::value, .value = figure});
}

/// A horizontal bar for each label, its figure at the end.
std::string bars_by_label(const Chart& chart) {
  constexpr int bar_room = 24;
  constexpr int label_width = 220;
  constexpr int figure_width = 80;
  const Series& series = chart.series.front();
  const std::int64_t top = *std::ranges::max_element(series.figures);
  std::string svg =
      opened_svg(bar_room * static_cast<int>(chart.categories.size()), "Figures by label");
  for (std::size_t at = 0; at < chart.categories.size(); ++at) {
    const double y = bar_room * static_cast<double>(at);
    const double bar = static_cast<double>(series.figures[at]) *
                       (width - label_width - figure_width) / static_cast<double>(top);
    const std::string figure = shown(chart.measure, series.figures[at]);
    svg += text_at(label_width - 8, y + bar_room * 0.7, "end", chart.categories[at]) +
           rect(label_width, y + 3, bar, bar_room - 6, chart.categories[at],
                chart.categories[at] + ": " + figure) +
           text_at(label_width + bar + 6, y + bar_room * 0.7, "start", figure);
  }
  return svg + "</svg>\n";
}

/// The greatest height of the bars of a category.
std::int64_t top_of(const Chart& chart) {
  std::int64_t top = 1;
  for (std::size_t at = 0; at < chart.categories.size(); ++at) {
    std::int64_t stack = 0;
    for (const Series& series : chart.series) {
      stack = chart.is_stacked ? stack + series.figures[at] : std::max(stack, series.figures[at]);
    }
    top = std::max(top, stack);
  }
  const std::int64_t step = step_for(top);
  return (top + step - 1) / step * step;
}

double height_of(std::int64_t figure, std::int64_t top) {
  return static_cast<double>(figure) * plot_height / static_cast<double>(top);
}

/// Money in whole units where all of the lines are.
std::string grid_lines(const Measure& measure, std::int64_t top) {
  const double bottom = top_margin + plot_height;
  const std::int64_t step = step_for(top);
  const bool is_whole = measure.kind == MeasureKind::cents && step % 100 == 0;
  std::string svg;
  for (std::int64_t tick = 0; tick <= top; tick += step) {
    const std::string y = number(bottom - height_of(tick, top));
    svg += "<line x1=\"" + std::to_string(left_margin) + "\" x2=\"" + std::to_string(width) +
           "\" y1=\"" + y + "\" y2=\"" + y + "\"/>\n" +
           text_at(left_margin - 8, bottom - height_of(tick, top) + 4, "end",
                   is_whole ? std::to_string(tick / 100) : shown(measure, tick));
  }
  return svg;
}

/// The bars of one period, stacked or side by side.
std::string bars_of_period(const Chart& chart, std::size_t period, double left, double room,
                           std::int64_t top) {
  const double bar = chart.is_stacked ? room : room / static_cast<double>(chart.series.size());
  double foot = top_margin + plot_height;
  std::string svg;
  for (std::size_t at = 0; at < chart.series.size(); ++at) {
    const Series& series = chart.series[at];
    if (series.figures[period] == 0) {
      continue;
    }
    const double x = chart.is_stacked ? left : left + bar * static_cast<double>(at);
    const double bar_height = height_of(series.figures[period], top);
    svg += rect(x, foot - bar_height, bar, bar_height, series.label,
                chart.categories[period] + ", " + series.label + ": " +
                    shown(chart.measure, series.figures[period]));
    foot -= chart.is_stacked ? bar_height : 0;
  }
  return svg;
}

std::string bars_by_period(const Chart& chart) {
  const std::size_t period_count = chart.categories.size();
  const std::int64_t top = top_of(chart);
  const double slot = static_cast<double>(plot_width) / static_cast<double>(period_count);
  const double room = slot * 0.8;
  constexpr std::size_t most_names = 12;
  const std::size_t name_every = (period_count + most_names - 1) / most_names;
  std::string svg = opened_svg(height, "Figures by period") + grid_lines(chart.measure, top);
  for (std::size_t period = 0; period < period_count; ++period) {
    const double left = left_margin + slot * static_cast<double>(period) + slot * 0.1;
    svg += bars_of_period(chart, period, left, room, top);
    if (period % name_every == 0) {
      svg += text_at(left + room / 2, top_margin + plot_height + 18, "middle",
                     chart.categories[period]);
    }
  }
  svg += "</svg>\n<p class=\"legend\">";
  for (const Series& series : chart.series) {
    svg += "<span><i style=\"background:" + colour_of(series.label) + "\"></i>" +
           escaped(series.label) + "</span> ";
  }
  return svg + "</p>\n";
}

} // namespace

std::string to_svg(const Chart& chart) {
  std::string svg = chart.is_by_label ? bars_by_label(chart) : bars_by_period(chart);
  if (chart.left_out > 0) {
    svg += "<p>and " + std::to_string(chart.left_out) + " more in the table</p>\n";
  }
  return svg;
}

} // namespace libcase

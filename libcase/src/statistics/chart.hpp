// The figures of a table as a bar chart.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <libcase/statistics/table.hpp>

namespace libcase {

/// What the bars of one colour show.
struct Series {
  std::string label;
  std::vector<std::int64_t> figures; ///< by category
};

/// The bars of the first measure. Their categories are the periods; where there is one period, the
/// labels of the first dimension, the largest first, or the measure where there is no dimension.
struct Chart {
  Measure measure; ///< what its figures are
  std::vector<std::string> categories;
  std::vector<Series> series; ///< the largest first
  bool is_by_label;           ///< each category is a label, with its own colour
  bool is_stacked;            ///< side by side otherwise: the figures do not add
  std::size_t left_out;       ///< labels that are in the table only
};

/// It has no series where the table holds no figures by period, or only such as bars cannot show.
Chart make_chart(const Table& table);

/// Why bars cannot show the figures: they are rates, some are below zero, or they cannot be taken
/// together and there are no totals in their place. Empty where nothing is in the way.
std::string why_without_chart(const Table& table);

/// The chart as an SVG element.
std::string to_svg(const Chart& chart);

} // namespace libcase

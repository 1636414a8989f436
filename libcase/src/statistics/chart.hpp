// The figures of a table as a bar chart over its periods.
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
  std::vector<std::int64_t> figures; ///< by period
};

struct Chart {
  std::vector<std::string> periods;
  std::vector<Series> series; ///< the largest first
  bool is_stacked;            ///< side by side otherwise: the figures do not add
  std::size_t left_out;       ///< series that are in the table only
};

/// The chart of the first dimension. It has no series where the table holds no figures by period,
/// or only such as cannot be taken together.
Chart make_chart(const DepartureTable& table);

/// Whether the table has figures by period that cannot be taken together, and no totals in their
/// place: then its chart has no series.
bool needs_total_for_chart(const DepartureTable& table);

/// The chart as an SVG element.
std::string to_svg(const Chart& chart);

} // namespace libcase

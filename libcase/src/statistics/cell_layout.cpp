#include "statistics/cell_layout.hpp"

#include <algorithm>

#include <libcase/vocabulary/errors.hpp>

#include "statistics/cell_counts.hpp"

namespace libcase {

namespace {

constexpr std::size_t most_labels = 1U << 16; // of a column of a table

std::vector<std::uint32_t> grouping_sets_of(const DepartureQuery& query) {
  const std::uint32_t all = (2U << query.by.size()) - 1;
  std::vector<std::uint32_t> sets{all};
  for (const Total& total : query.totals) {
    std::uint32_t kept = total.by_period ? 1 : 0;
    for (const Dimension dimension : total.by) {
      const auto found = std::ranges::find(query.by, dimension);
      if (found == query.by.end()) {
        throw InvalidValue("unknown_total", "expected a total by dimensions of the table, found " +
                                                std::string{to_text(dimension)});
      }
      kept |= 2U << static_cast<unsigned>(found - query.by.begin());
    }
    if (std::ranges::find(sets, kept) == sets.end()) {
      sets.push_back(kept);
    }
  }
  return sets;
}

} // namespace

CellLayout lay_out(const DepartureQuery& query, std::size_t period_count,
                   std::span<const DimensionLabels> dimensions) {
  CellLayout layout{.axes = {}, .cell_count = 1, .grouping_sets = grouping_sets_of(query)};
  for (std::size_t at = 0; at <= dimensions.size(); ++at) {
    const bool has_total = std::ranges::any_of(layout.grouping_sets,
                                               [&](std::uint32_t set) { return !keeps(set, at); });
    const std::size_t labels = at == 0 ? period_count : dimensions[at - 1].labels.size();
    const std::uint64_t positions = labels + (has_total ? 1 : 0);
    if (positions > most_labels) {
      refuse_size("at most " + std::to_string(most_labels) + " periods and labels of a dimension");
    }
    layout.axes.push_back({.position_count = positions, .has_total = has_total, .stride = 0});
  }
  for (auto axis = layout.axes.rbegin(); axis != layout.axes.rend(); ++axis) {
    axis->stride = layout.cell_count;
    if (axis->position_count > 0 &&
        layout.cell_count > cells::Space<std::uint64_t>::limit / axis->position_count) {
      refuse_size("fewer possible cells");
    }
    layout.cell_count *= std::max<std::uint64_t>(axis->position_count, 1);
  }
  return layout;
}

void refuse_size(const std::string& expected) {
  throw InvalidValue("table_too_large", "expected a table of " + expected +
                                            "; ask for fewer dimensions or a shorter period");
}

} // namespace libcase

// The counted cells of a table as its rows.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "statistics/cell_counts.hpp"
#include "statistics/cell_decoder.hpp"
#include "statistics/cell_layout.hpp"

namespace libcase {

/// The labels along one axis, by position, and whether each is to be shown.
struct AxisLabels {
  std::string name;
  std::vector<std::string> labels;
  std::vector<bool> is_shown; ///< with the position of the total, which is the last
};

/// Puts in the cells that were asked for and hold nothing: for each grouping set every combination
/// of the positions to be shown.
template <class Key>
void add_zeros(const CellLayout& layout, const std::vector<AxisLabels>& axis_labels,
               cells::CellCounts<Key>& counted) {
  constexpr std::uint64_t most_rows = 1U << 24;
  std::vector<Key> wanted;
  for (const std::uint32_t set : layout.grouping_sets) {
    std::vector<Key> combinations{0};
    for (std::size_t at = 0; at < layout.axes.size(); ++at) {
      const TableAxis& axis = layout.axes[at];
      const std::size_t shown_end = axis.position_count - (axis.has_total ? 1 : 0);
      std::vector<Key> longer;
      for (const Key start : combinations) {
        if (!keeps(set, at)) {
          longer.push_back(static_cast<Key>(start + axis.total()));
          continue;
        }
        for (std::size_t position = 0; position < shown_end; ++position) {
          if (axis_labels[at].is_shown[position]) {
            longer.push_back(static_cast<Key>(start + position * axis.stride));
          }
        }
        if (longer.size() + wanted.size() > most_rows) {
          refuse_size("at most " + std::to_string(most_rows) + " rows with its zero cells");
        }
      }
      combinations = std::move(longer);
    }
    wanted.insert(wanted.end(), combinations.begin(), combinations.end());
  }
  std::ranges::sort(wanted);
  cells::CellCounts<Key> filled{.cells = std::move(wanted), .counts = {}};
  std::size_t next = 0;
  for (const Key cell : filled.cells) {
    const bool is_counted = next < counted.cells.size() && counted.cells[next] == cell;
    filled.counts.push_back(is_counted ? counted.counts[next] : 0);
    next += is_counted ? 1 : 0;
  }
  counted = std::move(filled);
}

/// A grand total is there when nothing else is: it is the last of all cells.
template <class Key>
void add_grand_total(const CellLayout& layout, cells::CellCounts<Key>& counted) {
  const bool is_wanted = std::ranges::find(layout.grouping_sets, 0U) != layout.grouping_sets.end();
  if (is_wanted && counted.cells.empty()) {
    counted.cells.push_back(static_cast<Key>(layout.cell_count - 1));
    counted.counts.push_back(0);
  }
}

/// Every period; of the dimensions the labels that occur and, with zero cells, those that the query
/// names.
template <class Key>
std::vector<AxisLabels> labels_to_show(const DepartureQuery& query, std::span<const Period> periods,
                                       std::span<const DimensionLabels> dimensions,
                                       const CellLayout& layout, const std::vector<Key>& cells) {
  std::vector<AxisLabels> shown{{.name = std::string{period_name}, .labels = {}, .is_shown = {}}};
  std::ranges::transform(periods, std::back_inserter(shown.front().labels), &Period::to_string);
  shown.front().is_shown.assign(layout.axes.front().position_count, true);
  const CellDecoder<Key> decoder{layout, cells};
  for (std::size_t at = 0; at < dimensions.size(); ++at) {
    AxisLabels& axis =
        shown.emplace_back(AxisLabels{.name = std::string{dimensions[at].dimension.name()},
                                      .labels = dimensions[at].labels,
                                      .is_shown = decoder.occurring(at + 1)});
    const auto& is_named = dimensions[at].is_named;
    for (std::size_t label = 0; query.zeros && label < is_named.size(); ++label) {
      axis.is_shown[label] = axis.is_shown[label] || is_named[label];
    }
  }
  return shown;
}

/// The column of one axis, without the labels that are not shown.
template <class Key>
LabelColumn label_column(AxisLabels& axis_labels, const TableAxis& axis, std::size_t at,
                         const CellDecoder<Key>& decoder) {
  LabelColumn column{.name = std::move(axis_labels.name), .labels = {}, .codes = {}};
  std::vector<std::uint16_t> codes(axis.position_count); // by position
  for (std::size_t position = 0; position < axis.position_count; ++position) {
    codes[position] = static_cast<std::uint16_t>(column.labels.size());
    if (axis.has_total && position + 1 == axis.position_count) {
      column.labels.emplace_back(total_label);
    } else if (axis_labels.is_shown[position]) {
      column.labels.push_back(std::move(axis_labels.labels[position]));
    }
  }
  column.codes = decoder.decode(at, codes);
  return column;
}

/// Fills the table with the cells that were counted.
template <class Key>
void fill(Table& table, const DepartureQuery& query, std::span<const Period> periods,
          std::span<const DimensionLabels> dimensions, const CellLayout& layout,
          cells::CellCounts<Key> counted) {
  add_grand_total(layout, counted);
  auto shown = labels_to_show(query, periods, dimensions, layout, counted.cells);
  if (query.zeros) {
    add_zeros(layout, shown, counted);
  }
  const CellDecoder<Key> decoder{layout, counted.cells};
  for (std::size_t at = 0; at < layout.axes.size(); ++at) {
    table.labels.push_back(label_column(shown[at], layout.axes[at], at, decoder));
  }
  table.figures.push_back({.values = std::move(counted.counts)});
}

} // namespace libcase

// The cells of a table of departures, and of its totals.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <libcase/statistics/departures.hpp>

#include "statistics/dimension_labels.hpp"

namespace libcase {

/// One axis of a table's cells: the period, or a dimension.
struct TableAxis {
  std::uint64_t position_count; ///< with that of the total, which is the last
  bool has_total;
  std::uint64_t stride;

  std::uint64_t total() const { return (position_count - 1) * stride; }
};

/// The cells of a table, in mixed radix, the period being the first axis. A grouping set is the
/// axes that it keeps, a bit each; along all others its cells stand at the total.
struct CellLayout {
  std::vector<TableAxis> axes;
  std::uint64_t cell_count;
  std::vector<std::uint32_t> grouping_sets; ///< the first one is the table itself
};

inline bool keeps(std::uint32_t set, std::size_t axis) {
  return (set >> axis & 1U) != 0;
}

/// Throws InvalidValue (`unknown_total`, `table_too_large`).
CellLayout lay_out(const DepartureQuery& query, std::size_t period_count,
                   std::span<const DimensionLabels> dimensions);

/// Throws InvalidValue (`table_too_large`), with what is expected of a table.
[[noreturn]] void refuse_size(const std::string& expected);

} // namespace libcase

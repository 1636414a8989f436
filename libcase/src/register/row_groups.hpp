// Rows by the group that each is in, for many groups of few rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace libcase {

/// Stands where a row is in no group, or links to nothing.
inline constexpr std::uint32_t no_index = std::numeric_limits<std::uint32_t>::max();

/// The indexes of the rows of each group, in their order.
class RowGroups {
public:
  RowGroups() = default;
  /// The rows whose group is `no_index` are in none.
  RowGroups(std::span<const std::uint32_t> group_of_row, std::size_t group_count)
      : first_(group_count + 2) {
    for (const std::uint32_t group : group_of_row) {
      if (group != no_index) {
        ++first_[group + 2];
      }
    }
    for (std::size_t group = 2; group < first_.size(); ++group) {
      first_[group] += first_[group - 1];
    }
    rows_.resize(first_.back());
    for (std::size_t row = 0; row < group_of_row.size(); ++row) {
      if (group_of_row[row] != no_index) {
        rows_[first_[group_of_row[row] + 1]++] = static_cast<std::uint32_t>(row);
      }
    }
    first_.pop_back(); // each end has moved to the next one's beginning
  }
  std::span<const std::uint32_t> operator[](std::size_t group) const {
    return std::span{rows_}.subspan(first_[group], first_[group + 1] - first_[group]);
  }

private:
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> rows_;
};

} // namespace libcase

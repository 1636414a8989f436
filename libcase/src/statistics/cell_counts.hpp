// Counting rows of code columns into the cells of a table, on several cores.
//
// A table is a space of cells, numbered in mixed radix. Each column of a grouping set says what
// each of its codes adds to the number of a row's cell; the sum is the cell. Small spaces are
// counted in an array of all cells, large ones in a hash table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace libcase::cells {

/// uint32_t for spaces of at most `dense_limit` cells, uint64_t for larger ones.
template <class Key>
struct Space;
template <>
struct Space<std::uint32_t> {
  static constexpr std::uint32_t limit = 1U << 24;
  static constexpr std::uint32_t rejected = 1U << 25; ///< summed over at most 64 columns
};
template <>
struct Space<std::uint64_t> {
  static constexpr std::uint64_t limit = std::uint64_t{1} << 56;
  static constexpr std::uint64_t rejected = std::uint64_t{1} << 57;
};

/// What each code of a column adds to the number of a row's cell; `rejected` leaves the row out.
template <class Code, class Key>
struct CodeStep {
  std::span<const Code> codes;
  std::vector<Key> added;
};

/// A column that puts one row into several cells; a code without any leaves the row out.
template <class Key>
struct MultiValueColumn {
  std::span<const std::uint16_t> codes;
  std::vector<std::vector<Key>> added;
};

/// What a table, or one of its totals, is grouped by: into which cell each row goes.
template <class Key>
struct GroupingSet {
  std::vector<Key> added_by_day; ///< by day, counted from Plan::first_day; other days are left out
  std::vector<CodeStep<std::uint8_t, Key>> narrow;
  std::vector<CodeStep<std::uint16_t, Key>> wide;
  std::vector<MultiValueColumn<Key>> multi_value; ///< of several, each combination of their values
};

/// The same rows counted by each grouping set.
template <class Key>
struct Plan {
  std::span<const std::int32_t> days;
  std::int32_t first_day = 0;
  Key cell_count = 0;
  std::span<const std::uint32_t> persons; ///< count these once in a cell; empty to count rows
  /// What each row adds to its cell; empty where that is one. Large spaces have them, and no
  /// persons beside them.
  std::span<const std::uint32_t> weights;
  std::vector<GroupingSet<Key>> sets;
};

/// The cells that hold anything, in ascending order, and what they hold.
template <class Key>
struct CellCounts {
  std::vector<Key> cells;
  std::vector<std::int64_t> counts;
};

template <class Key>
CellCounts<Key> count(const Plan<Key>& plan, int threads);

extern template CellCounts<std::uint32_t> count(const Plan<std::uint32_t>&, int);
extern template CellCounts<std::uint64_t> count(const Plan<std::uint64_t>&, int);

} // namespace libcase::cells

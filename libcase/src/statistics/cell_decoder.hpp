// From the number of a cell back to its labels.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "statistics/cell_layout.hpp"

namespace libcase {

/// Tells the position of each cell along each axis.
///
/// Cells are split into runs, within which the position along the first axes stays the same. So few
/// divisions are needed, and those along the last axes come out of a small table.
template <class Key>
class CellDecoder {
public:
  CellDecoder(const CellLayout& layout, const std::vector<Key>& cells)
      : layout_(layout), cells_(cells) {
    constexpr std::uint64_t longest_run = 1 << 14;
    first_inner_ = layout.axes.size();
    while (first_inner_ > 0 && size_of(layout.axes[first_inner_ - 1]) <= longest_run) {
      run_size_ = size_of(layout.axes[--first_inner_]);
    }
    std::uint64_t end = 0;
    for (std::size_t row = 0; row < cells.size(); ++row) {
      if (cells[row] >= end) {
        const std::uint64_t begin = cells[row] - cells[row] % run_size_;
        end = begin + run_size_;
        runs_.push_back({row, begin});
      }
    }
    runs_.push_back({cells.size(), 0});
  }

  /// Whether each position along an axis occurs.
  std::vector<bool> occurring(std::size_t axis) const {
    std::vector<bool> is_used(layout_.axes[axis].position_count);
    if (cells_.empty()) { // and there may be no positions
      return is_used;
    }
    if (axis < first_inner_) {
      for (std::size_t run = 0; run + 1 < runs_.size(); ++run) {
        is_used[position_in(axis, runs_[run].begin)] = true;
      }
      return is_used;
    }
    std::vector<std::uint8_t> is_seen(run_size_);
    each_inner([seen = is_seen.data()](std::size_t, Key inner) { seen[inner] = 1; });
    for (std::uint64_t inner = 0; inner < run_size_; ++inner) {
      if (is_seen[inner] != 0) {
        is_used[position_in(axis, inner)] = true;
      }
    }
    return is_used;
  }

  /// The code of each cell along an axis, where `codes` holds that of each position.
  std::vector<std::uint16_t> decode(std::size_t axis,
                                    const std::vector<std::uint16_t>& codes) const {
    std::vector<std::uint16_t> decoded(cells_.size());
    if (cells_.empty()) {
      return decoded;
    }
    if (axis < first_inner_) {
      for (std::size_t run = 0; run + 1 < runs_.size(); ++run) {
        std::fill(decoded.data() + runs_[run].row, decoded.data() + runs_[run + 1].row,
                  codes[position_in(axis, runs_[run].begin)]);
      }
      return decoded;
    }
    std::vector<std::uint16_t> code_of(run_size_);
    for (std::uint64_t inner = 0; inner < run_size_; ++inner) {
      code_of[inner] = codes[position_in(axis, inner)];
    }
    each_inner([to = decoded.data(), from = code_of.data()](std::size_t row, Key inner) {
      to[row] = from[inner];
    });
    return decoded;
  }

private:
  struct Run {
    std::size_t row; ///< its first
    std::uint64_t begin;
  };

  static std::uint64_t size_of(const TableAxis& axis) { return axis.stride * axis.position_count; }
  std::size_t position_in(std::size_t axis, std::uint64_t cell) const {
    return cell / layout_.axes[axis].stride % layout_.axes[axis].position_count;
  }
  template <class Visit>
  void each_inner(const Visit& visit) const {
    const Key* cells = cells_.data();
    for (std::size_t run = 0; run + 1 < runs_.size(); ++run) {
      const auto begin = static_cast<Key>(runs_[run].begin);
      const std::size_t end = runs_[run + 1].row;
      for (std::size_t row = runs_[run].row; row < end; ++row) {
        visit(row, cells[row] - begin);
      }
    }
  }

  const CellLayout& layout_;
  const std::vector<Key>& cells_;
  std::size_t first_inner_ = 0;
  std::uint64_t run_size_ = 1;
  std::vector<Run> runs_; ///< and where the last one ends
};

} // namespace libcase

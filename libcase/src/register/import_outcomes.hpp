// What became of the rows of an import.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <libcase/exchange/csv.hpp>

namespace libcase {

enum class RowState : std::uint8_t { pending, added, versioned, skipped, refused, rejected };

/// What became of the rows, in one run or several.
struct RowOutcomes {
  explicit RowOutcomes(std::size_t rows) : states(rows, RowState::pending), refusals(rows) {}

  static bool is_written(RowState state) {
    return state == RowState::added || state == RowState::versioned;
  }
  static bool is_left_out(RowState state) {
    return state != RowState::skipped && !is_written(state);
  }
  bool is_any_left_out() const { return std::ranges::any_of(states, is_left_out); }

  /// Takes over what a later run made of the rows that were left out, and what it wrote.
  void take_over(RowOutcomes later) {
    for (std::size_t row = 0; row < states.size(); ++row) {
      if (is_left_out(states[row]) || (!is_written(states[row]) && is_written(later.states[row]))) {
        states[row] = later.states[row];
        refusals[row] = std::move(later.refusals[row]);
      }
    }
    recordings += later.recordings;
    recorded_later += later.recorded_later;
  }

  std::vector<RowState> states;
  std::vector<std::optional<CsvFinding>> refusals; ///< of the rows that are left out
  std::int64_t recordings = 0;
  std::int64_t recorded_later = 0;
};

/// A row that shares the outcome of another one that says the same.
struct CoupledRow {
  std::uint32_t row;
  std::uint32_t leader;
};

/// What is wrong with a whole row, or with a column of it.
inline CsvFinding about_row(std::string code, std::string reason, std::string column = {}) {
  return {.column = std::move(column),
          .value = {},
          .code = std::move(code),
          .reason = std::move(reason)};
}

} // namespace libcase

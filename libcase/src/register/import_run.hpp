// The rows of an import into a register: what is new is written, what the guards refuse is not.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include <libcase/register/register.hpp>

#include "register/import_rows.hpp"

namespace libcase {

enum class RowState : std::uint8_t { pending, added, versioned, skipped, refused, rejected };

/// What became of the rows, in one run or several.
struct RowFates {
  explicit RowFates(std::size_t rows) : states(rows, RowState::pending), refusals(rows) {}

  static bool is_written(RowState state) {
    return state == RowState::added || state == RowState::versioned;
  }
  static bool is_left_out(RowState state) {
    return state != RowState::skipped && !is_written(state);
  }
  bool is_any_left_out() const { return std::ranges::any_of(states, is_left_out); }

  /// Takes over what a later run made of the rows that were left out, and what it wrote.
  void take_over(RowFates later) {
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

/// Called before each recording: rows so far, rows to write.
using RowProgress = std::function<void(std::size_t, std::size_t)>;

/// Runs until a run writes nothing: what one row brings can let another pass that was refused
/// before it, and the same files a second time must add nothing.
RowFates import_rows(Register& reg, ImportRows& input, const RowProgress& progress);

} // namespace libcase

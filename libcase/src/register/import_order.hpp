// In which order the rows of an import are written, and which of them together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "register/import_state.hpp"

namespace libcase {

/// Rows that are written in one recording, on a day or `undated`.
struct ImportGroup {
  std::int32_t day = undated;
  std::vector<std::uint32_t> rows{};
};

/// A row, and the day on which it can be written at the earliest: not before what it links to, nor
/// before what was reported of its subject before.
struct DatedRow {
  std::uint32_t row;
  std::int32_t earliest;
  /// Among rows of its kind the order that links from one to the other ask for.
  int depth = 0;
};

/// Rows become groups, each a recording. Within a group the order depends on what the rows say,
/// never on where they stand: of two that cannot both be, it decides which one is refused.
std::vector<ImportGroup> groups_of(const ImportRows& input, std::span<const DatedRow> rows);

} // namespace libcase

// One dimension of a table: its labels in order, and which of them each code of its column has.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include <libcase/statistics/departures.hpp>

namespace libcase {

struct DimensionLabels {
  using Codes = std::variant<std::span<const std::uint8_t>, std::span<const std::uint16_t>>;

  Dimension dimension;
  Codes codes{};
  std::vector<std::uint8_t> made_codes{}; ///< where `codes` are of no column
  std::vector<std::string> labels{};      ///< in the order of the table
  /// The index of the label of each code; none where a filter leaves it out, several only where
  /// `is_multi_value`.
  std::vector<std::vector<std::uint32_t>> labels_of_code{};
  std::vector<bool> is_named{}; ///< by label: named by a filter, or an age band
  bool is_filtered = false;
  bool is_multi_value = false;

  bool admits(std::size_t row) const;
  /// Forgets the labels that are not to be kept.
  void keep(const std::vector<bool>& is_kept);
  /// Forgets the labels of codes that do not occur, except named ones.
  void keep_occurring();
};

/// The labels of a dimension, with the filter of the query on it where there is one. They refer to
/// the columns. Throws InvalidValue (`unknown_label`, `no_age_bands`).
DimensionLabels make_labels(const DepartureColumns& columns, const DepartureQuery& query,
                            Dimension dimension);

} // namespace libcase

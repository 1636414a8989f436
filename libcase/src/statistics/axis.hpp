// One dimension of a table: its labels in order, and where each code of its column stands.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include <libcase/register/departure_columns.hpp>
#include <libcase/statistics/departures.hpp>

namespace libcase {

struct Axis {
  using Codes = std::variant<std::span<const std::uint8_t>, std::span<const std::uint16_t>>;

  Dimension dimension{};
  Codes codes;
  std::vector<std::string> labels{}; ///< in the order of the table
  /// The labels of each code, by place; none where a filter leaves it out, several only by
  /// `programme`.
  std::vector<std::vector<std::uint32_t>> places{};
  std::vector<bool> is_named{}; ///< by label: named by a filter, or an age band
  bool is_filtered = false;

  bool admits(std::size_t row) const;
  /// Forgets the labels that are not to be kept.
  void keep(const std::vector<bool>& is_kept);
  /// Forgets the labels of codes that do not occur, except named ones.
  void keep_occurring();
};

/// The age band of each row: the band's number in the query, then `other`, then `unknown`.
std::vector<std::uint8_t> age_band_codes(const DepartureColumns& columns,
                                         const std::vector<AgeBand>& bands, int threads);

/// The axis of a dimension, with the filter on it where there is one. `age_codes` come from
/// `age_band_codes`. Throws InvalidValue (`unknown_label`).
Axis make_axis(const DepartureColumns& columns, const std::vector<std::uint8_t>& age_codes,
               const DepartureQuery& query, Dimension dimension, const Filter* filter);

} // namespace libcase

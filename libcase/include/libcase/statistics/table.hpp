// A table of departures: figures by period and dimension, with the definition of what they say.
//
// The definition travels along into every form the table leaves in. A figure that is not in the
// table is no zero, unless zero cells were asked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/enum.hpp>

#include <libcase/vocabulary/instant.hpp>
#include <libcase/vocabulary/period.hpp>

namespace libcase {

/// What a figure counts.
enum class Count : std::uint8_t {
  departures, ///< events: somebody who left twice counts twice
  persons,    ///< distinct in each cell and in each total
  units,      ///< return units, on the day the last of their present members left
};
BOOST_DESCRIBE_ENUM(Count, departures, persons, units)

/// The label of a period or dimension over which a row is a total.
inline constexpr std::string_view total_label = "total";

/// Which departures a table holds, by one of their properties.
struct DefinedFilter {
  std::string dimension;
  std::vector<std::string> labels; ///< any of them

  friend bool operator==(const DefinedFilter&, const DefinedFilter&) = default;
};

/// What the figures of a table say, and what they do not.
struct Definition {
  Count count;
  std::string population;
  Period period;
  Frequency frequency;
  std::vector<std::string> dimensions;
  std::vector<DefinedFilter> filters;
  std::vector<std::string> modes;  ///< of departure that are counted, where they occur
  std::int64_t recording;          ///< the vintage: the last recording it covers; 0 where none
  std::optional<Instant> known_at; ///< when that was recorded
  std::string library_version;
  std::string protection;
  std::vector<std::string> notes;
  bool rows_add; ///< whether the rows that are no totals add up to the totals

  friend bool operator==(const Definition&, const Definition&) = default;
};

/// A column of labels: each row holds the index of its label.
struct LabelColumn {
  std::string name;                 ///< "nationality"
  std::vector<std::string> labels;  ///< in the order of the rows; `total` comes last
  std::vector<std::uint16_t> codes; ///< one a row

  const std::string& label(std::size_t row) const { return labels[codes[row]]; }
  bool is_total(std::size_t row) const { return label(row) == total_label; }

  friend bool operator==(const LabelColumn&, const LabelColumn&) = default;
};

/// Figures by period and dimension, ordered by these; totals follow what they are the total of.
struct DepartureTable {
  Definition definition;
  LabelColumn period{};
  std::vector<LabelColumn> dimensions{};
  std::vector<std::int64_t> counts{}; ///< one a row

  std::size_t row_count() const noexcept { return counts.size(); }
  /// Whether the row is a total, over the period or a dimension.
  bool is_total(std::size_t row) const;

  friend bool operator==(const DepartureTable&, const DepartureTable&) = default;
};

/// Aligned text for a terminal, and the definition below it.
///
/// The labels of the last dimension stand side by side where they are few; a figure that the
/// table does not hold is a dot.
std::string to_text(const DepartureTable& table);
/// The definition, a line for each of its parts.
std::string to_text(const Definition& definition);
/// CSV (UTF-8, RFC 4180 quoting, lines ended by LF): `period`, the dimensions by their names, and
/// `departures`, `persons` or `units`. The definition goes beside it: `definition_to_json`.
std::string to_csv(const DepartureTable& table);
/// The definition as a JSON object.
std::string definition_to_json(const Definition& definition);
/// A JSON object of `definition` and `rows`, each row an object by column name.
std::string to_json(const DepartureTable& table);
/// A page that stands alone and needs no network: chart, table and definition.
std::string to_html(const DepartureTable& table);

} // namespace libcase

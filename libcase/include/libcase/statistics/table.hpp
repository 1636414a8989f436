// A table of figures: columns of labels, measures, and the definition of what they say.
//
// The definition travels along into every form the table leaves in. Each row has its labels; a
// combination of labels without a row is nil where the table is grouped by them at all, and is not
// in the table otherwise.
#ifndef LIBCASE_STATISTICS_TABLE_HPP
#define LIBCASE_STATISTICS_TABLE_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/vocabulary/instant.hpp>
#include <libcase/vocabulary/period.hpp>

namespace libcase {

/// What the figures of a measure are.
enum class MeasureKind : std::uint8_t {
  count,          ///< events: they add up where rows do
  distinct_count, ///< distinct in each cell and in each total: they do not add up
  cents,          ///< a sum of money, in cents of `Measure::currency`
  rate,           ///< one measure of the table by another, both of them its parts
};
BOOST_DESCRIBE_ENUM(MeasureKind, count, distinct_count, cents, rate)

/// One of the figures of each row.
struct Measure {
  std::string name; ///< "departures"
  MeasureKind kind = MeasureKind::count;
  std::string meaning{};     ///< "events, somebody who left twice counts twice"
  std::string currency{};    ///< of cents: "EUR"
  std::string numerator{};   ///< of a rate: the measure of the table that is the part
  std::string denominator{}; ///< of a rate: the measure of the table that it is a part of

  friend bool operator==(const Measure&, const Measure&) = default;
};
BOOST_DESCRIBE_STRUCT(Measure, (), (name, kind, meaning, currency, numerator, denominator))

/// The name of a measure as a field of CSV, JSON, Arrow and frames: money is in cents.
std::string field_name(const Measure& measure);

/// The label of a column over which a row is a total.
inline constexpr std::string_view total_label = "total";

/// The name of the column of periods.
inline constexpr std::string_view period_name = "period";

/// Which rows a table holds, by one of their properties.
struct DefinedFilter {
  std::string dimension;
  std::vector<std::string> labels; ///< any of them

  friend bool operator==(const DefinedFilter&, const DefinedFilter&) = default;
};
BOOST_DESCRIBE_STRUCT(DefinedFilter, (), (dimension, labels))

/// What the figures of a table say, and what they do not.
struct Definition {
  std::vector<Measure> measures;
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
BOOST_DESCRIBE_STRUCT(Definition, (),
                      (measures, population, period, frequency, dimensions, filters, modes,
                       recording, known_at, library_version, protection, notes, rows_add))

/// A column of labels: each row holds the index of its label.
struct LabelColumn {
  std::string name;                 ///< "nationality"
  std::vector<std::string> labels;  ///< in the order of the rows; `total` comes last
  std::vector<std::uint16_t> codes; ///< one a row

  const std::string& label(std::size_t row) const { return labels[codes[row]]; }
  bool is_total(std::size_t row) const { return label(row) == total_label; }

  friend bool operator==(const LabelColumn&, const LabelColumn&) = default;
};

/// What is known of a cell.
enum class CellStatus : std::uint8_t {
  value,
  nil,       ///< known to be nothing
  unknown,   ///< somewhere in it something is not known, or a rate has nothing to be a part of
  not_given, ///< not in the table: it was not asked for
};
BOOST_DESCRIBE_ENUM(CellStatus, value, nil, unknown, not_given)

/// The figures of a measure, one a row; a rate has none of its own, since its parts tell it.
struct FigureColumn {
  std::vector<std::int64_t> values{};
  std::vector<bool> is_unknown{}; ///< by row; empty where none is

  friend bool operator==(const FigureColumn&, const FigureColumn&) = default;
};

/// A figure of a row.
struct CellFigure {
  CellStatus status = CellStatus::not_given;
  std::int64_t value = 0; ///< of a rate: the numerator
  std::int64_t of = 1;    ///< of a rate: the denominator

  friend bool operator==(const CellFigure&, const CellFigure&) = default;
};

/// The fraction that the figure of a rate is.
double fraction_of(const CellFigure& figure);

/// Figures by label, ordered by the labels; totals follow what they are the total of.
struct Table {
  Definition definition;
  std::vector<LabelColumn> labels{};   ///< `period` first, where there is one
  std::vector<FigureColumn> figures{}; ///< one a measure of the definition

  std::size_t row_count() const noexcept {
    return labels.empty() ? 0 : labels.front().codes.size();
  }
  /// Whether the row is a total, over any of its labels.
  bool is_total(std::size_t row) const;
  /// The figure of a measure in a row. Throws InvalidValue (`unknown_measure`) for a rate of which
  /// a part is no other measure of the table, or a rate too.
  CellFigure figure(std::size_t measure, std::size_t row) const;

  friend bool operator==(const Table&, const Table&) = default;
};

/// Aligned text for a terminal, and the definition below it.
///
/// The labels of the last column stand side by side where they are few and there is one measure. A
/// figure that is not known is `?`, one that the table was not asked for is blank; money is in
/// whole units of its currency with two decimals, a rate is in per cent.
std::string to_text(const Table& table);
/// The definition, a line for each of its parts.
std::string to_text(const Definition& definition);
/// CSV (UTF-8, RFC 4180 quoting, lines ended by LF): the labels, then the measures by their names,
/// money as whole `NAME_cents`, a rate as a fraction. A figure that is not known is empty. The
/// definition goes beside it: `answer_to_json`.
std::string to_csv(const Table& table);
/// A JSON object of `definition` and `rows`, each row an object by the names of the CSV; what is
/// not known is null.
std::string to_json(const Table& table);
/// A page that stands alone and needs no network: chart, table and definition.
std::string to_html(const Table& table);

/// The colour of a label, as "#0072b2": the same in every figure.
std::string colour_of(std::string_view label);

} // namespace libcase

#endif // LIBCASE_STATISTICS_TABLE_HPP

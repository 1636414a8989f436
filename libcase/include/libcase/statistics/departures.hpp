// Counting departures: by day, month, quarter or year, by any of their properties, with totals that
// are counted and never summed.
//
// It works on columns that were read once from a register. What a figure means stands in the
// definition of the table. Nothing here protects a table for publication.
#ifndef LIBCASE_STATISTICS_DEPARTURES_HPP
#define LIBCASE_STATISTICS_DEPARTURES_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/enum.hpp>

#include <libcase/register/departure_columns.hpp>
#include <libcase/statistics/dimension.hpp>
#include <libcase/statistics/table.hpp>

namespace libcase {

/// What a figure counts.
enum class Count : std::uint8_t {
  departures, ///< events: somebody who left twice counts twice
  persons,    ///< distinct in each cell and in each total
  units,      ///< return units, on the day the last of their present members left
};
BOOST_DESCRIBE_ENUM(Count, departures, persons, units)

/// Ages in completed years, both ends included.
struct AgeBand {
  int from = 0;
  std::optional<int> to{}; ///< empty: no upper end

  /// "18-34", or "35-".
  std::string label() const;
  friend bool operator==(const AgeBand&, const AgeBand&) = default;
};

/// From text such as "0-17,18-34,35-". Throws InvalidValue (`invalid_age_bands`) for bands that
/// overlap, are empty, or lie outside 0 to 150 years.
std::vector<AgeBand> parse_age_bands(std::string_view text);

/// The departures that have any of these labels; for `programme`, those with any of them in force.
///
/// Labels are the ones a table shows: stored texts, country codes, `unknown`, `none`.
struct Filter {
  Dimension dimension;
  std::vector<std::string> labels;
};

/// From text such as "mode=voluntary,forced". Throws InvalidValue (`invalid_filter`,
/// `unknown_dimension`); the labels are checked when the filter is used.
Filter parse_filter(std::string_view text);

/// A total: what it is given by. Whatever else the table has is taken together.
struct Total {
  bool by_period = false;
  std::vector<Dimension> by{};
};

/// Which table of departures is wanted.
struct DepartureQuery {
  Period period; ///< whole units of the frequency
  Frequency frequency = Frequency::month;
  Count count = Count::departures;
  std::vector<Dimension> by{};
  std::vector<Filter> where{};      ///< all of them hold
  std::vector<AgeBand> age_bands{}; ///< ages in none of them are `other`, unsure ones `unknown`
  /// Also cells without any departure: for every period, every combination of the labels that
  /// occur, that a filter names, or that are age bands.
  bool zeros = false;
  std::vector<Total> totals{};
  int threads = 2;
};

/// The totals that a table is read with: the grand total, one for each period, one for each label
/// of each dimension, and that of each row over the last dimension. Over a single period every
/// total is that period's, and there is no grand total beside it.
std::vector<Total> usual_totals(const DepartureQuery& query);

/// Counts departures.
///
/// By `programme` a departure counts under each programme in force; with a filter on `programme`
/// under those of the filter. A unit counts under the nationality of its principal, its composition
/// the day before the first of it left, and otherwise as its principal's departure; its date is as
/// precise as the least precise one of its members.
///
/// Throws InvalidValue for a query that makes no sense (`unknown_label`, `no_age_bands`,
/// `invalid_age_bands`, `invalid_period`, `repeated_dimension`, `unknown_total`,
/// `table_too_large`), and Refused: `finer_than_data` for a frequency finer than the date of a
/// departure it would count, `rows_are_events` for persons or units of a register that was expanded
/// from published tables, and `rows_are_weighted` for those of weighted rows: a weight says how
/// many departures a row stands for, not who they are.
Table departures(const DepartureColumns& columns, const DepartureQuery& query);

/// The same, of a register as known at a moment (now where empty).
inline Table departures(const Register& reg, const DepartureQuery& query,
                        std::optional<Instant> as_known_at = {}) {
  return departures(read_departures(reg, as_known_at, query.threads), query);
}

} // namespace libcase

#endif // LIBCASE_STATISTICS_DEPARTURES_HPP

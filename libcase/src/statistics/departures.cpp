#include <algorithm>
#include <iterator>
#include <numeric>

#include <libcase/describe/described.hpp>
#include <libcase/statistics/departures.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "statistics/cell_counts.hpp"
#include "statistics/cell_layout.hpp"
#include "statistics/definition.hpp"
#include "statistics/dimension_labels.hpp"
#include "statistics/query.hpp"
#include "statistics/table_rows.hpp"

namespace libcase {

namespace {

using cells::CellCounts;

/// The column of a dimension adds to the cell of a row the position of its label.
template <class Key>
void add_column(const DimensionLabels& dimension, Key stride, cells::GroupingSet<Key>& set) {
  std::vector<Key> added;
  for (const auto& labels : dimension.labels_of_code) {
    added.push_back(labels.empty() ? cells::Space<Key>::rejected
                                   : static_cast<Key>(labels.front() * stride));
  }
  if (const auto* narrow = std::get_if<std::span<const std::uint8_t>>(&dimension.codes)) {
    set.narrow.push_back({*narrow, std::move(added)});
  } else {
    set.wide.push_back(
        {std::get<std::span<const std::uint16_t>>(dimension.codes), std::move(added)});
  }
}

template <class Key>
cells::MultiValueColumn<Key> multi_value_column(const DimensionLabels& dimension, Key stride) {
  cells::MultiValueColumn<Key> column{
      .codes = std::get<std::span<const std::uint16_t>>(dimension.codes), .added = {}};
  for (const auto& labels : dimension.labels_of_code) {
    auto& added = column.added.emplace_back();
    std::ranges::transform(labels, std::back_inserter(added),
                           [&](std::uint32_t label) { return static_cast<Key>(label * stride); });
  }
  return column;
}

/// What each day of the period adds to the cell of a row.
template <class Key>
std::vector<Key> added_by_day(std::span<const Period> periods, std::uint64_t stride,
                              std::uint64_t totals) {
  std::vector<Key> added;
  for (std::size_t period = 0; period < periods.size(); ++period) {
    const auto days =
        periods[period].until().days_since_epoch() - periods[period].from().days_since_epoch();
    added.resize(added.size() + static_cast<std::size_t>(days),
                 static_cast<Key>(totals + period * stride));
  }
  added.push_back(cells::Space<Key>::rejected);
  return added;
}

/// The dimensions of the table come first; those of filters alone follow.
template <class Key>
cells::GroupingSet<Key> grouping_set(std::uint32_t kept, std::span<const Period> periods,
                                     std::span<const DimensionLabels> dimensions,
                                     const CellLayout& layout) {
  cells::GroupingSet<Key> set;
  std::uint64_t totals = keeps(kept, 0) ? 0 : layout.axes.front().total();
  for (std::size_t at = 0; at < dimensions.size(); ++at) {
    const bool is_in_table = at + 1 < layout.axes.size();
    if (is_in_table && keeps(kept, at + 1)) {
      const auto stride = static_cast<Key>(layout.axes[at + 1].stride);
      if (dimensions[at].is_multi_value) {
        set.multi_value.push_back(multi_value_column<Key>(dimensions[at], stride));
      } else {
        add_column<Key>(dimensions[at], stride, set);
      }
      continue;
    }
    totals += is_in_table ? layout.axes[at + 1].total() : 0;
    if (dimensions[at].is_filtered) {
      add_column<Key>(dimensions[at], 0, set);
    }
  }
  set.added_by_day =
      added_by_day<Key>(periods, keeps(kept, 0) ? layout.axes.front().stride : 0, totals);
  return set;
}

/// A number for each person: the id or, of several registers, the id behind all of those before.
/// Who is in two of them counts twice.
std::vector<std::uint32_t> person_numbers(const DepartureColumns& columns) {
  std::vector<std::uint32_t> numbers{columns.person_id.begin(), columns.person_id.end()};
  std::uint64_t before = 0;
  for (std::size_t at = 0; at < columns.register_begins.size(); ++at) {
    const std::size_t end =
        at + 1 < columns.register_begins.size() ? columns.register_begins[at + 1] : numbers.size();
    std::uint64_t highest = 0;
    for (std::size_t row = columns.register_begins[at]; row < end; ++row) {
      highest = std::max<std::uint64_t>(highest, numbers[row]);
      numbers[row] += static_cast<std::uint32_t>(before);
    }
    before += highest;
    if (before > most_rows_in_columns) {
      throw InvalidValue("too_many_rows", "expected registers of at most " +
                                              std::to_string(most_rows_in_columns) +
                                              " rows in all to count persons of");
    }
  }
  return numbers;
}

template <class Key>
CellCounts<Key> count_cells(const DepartureColumns& columns, const DepartureQuery& query,
                            std::span<const Period> periods,
                            std::span<const DimensionLabels> dimensions, const CellLayout& layout) {
  cells::Plan<Key> plan{.days = columns.on,
                        .first_day = query.period.from().days_since_epoch(),
                        .cell_count = static_cast<Key>(layout.cell_count),
                        .persons = {},
                        .weights = columns.weight,
                        .sets = {}};
  std::vector<std::uint32_t> numbers;
  if (query.count == Count::persons) {
    const bool is_one_register = columns.register_begins.size() == 1;
    numbers = is_one_register ? std::vector<std::uint32_t>{} : person_numbers(columns);
    plan.persons = is_one_register ? std::span<const std::uint32_t>{columns.person_id} : numbers;
  }
  for (const std::uint32_t kept : layout.grouping_sets) {
    plan.sets.push_back(grouping_set<Key>(kept, periods, dimensions, layout));
  }
  return cells::count(plan, query.threads);
}

/// The rows that stand for units: their principals' departures, on the day the last of them left.
DepartureColumns unit_rows(const DepartureColumns& columns) {
  std::vector<std::size_t> rows;
  for (const UnitDeparture& unit : columns.unit_departures) {
    rows.push_back(unit.departure);
  }
  DepartureColumns units = take_rows(columns, rows);
  static_cast<ColumnOrigin&>(units) = columns;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const UnitDeparture& unit = columns.unit_departures[row];
    units.on[row] = unit.on;
    units.precision[row] = static_cast<std::uint8_t>(unit.precision);
    units.composition[row] = static_cast<std::uint8_t>(unit.composition);
    units.nationality[row] = unit.nationality;
  }
  return units;
}

/// The days on which a date of that precision may be written and still mean a day of the period.
Period reach_of(const Period& period, DatePrecision precision) {
  return {first_day_of(precision, period.from()),
          last_day_of(precision, period.until().plus_days(-1)).plus_days(1)};
}

void refuse_finer_than_data(const DepartureColumns& columns, const DepartureQuery& query,
                            std::span<const DimensionLabels> dimensions) {
  const auto needed = static_cast<std::uint8_t>(precision_of(query.frequency));
  const auto coarsest =
      std::accumulate(columns.precision.begin(), columns.precision.end(), std::uint8_t{UINT8_MAX},
                      [](std::uint8_t one, std::uint8_t other) { return std::min(one, other); });
  for (std::uint8_t precision = coarsest; precision < needed; ++precision) {
    const Period reach = reach_of(query.period, static_cast<DatePrecision>(precision));
    for (std::size_t row = 0; row < columns.size(); ++row) {
      if (columns.precision[row] == precision &&
          reach.from().days_since_epoch() <= columns.on[row] &&
          columns.on[row] < reach.until().days_since_epoch() &&
          std::ranges::all_of(dimensions, [&](const auto& labels) { return labels.admits(row); })) {
        throw Refused("finer_than_data",
                      "a table by " + std::string{to_text(query.frequency)} +
                          " would be finer than its data: of at least one departure in " +
                          query.period.to_string() + " only the " +
                          std::string{to_text(static_cast<DatePrecision>(precision))} + " is known",
                      {.record = "departures", .id = 0, .field = "precision"});
      }
    }
  }
}

/// The dimensions of the table, then those that it is filtered by alone.
std::vector<DimensionLabels> labels_of(const DepartureColumns& columns,
                                       const DepartureQuery& query) {
  std::vector<DimensionLabels> dimensions;
  for (const Dimension dimension : query.by) {
    dimensions.push_back(make_labels(columns, query, dimension));
  }
  for (const Filter& filter : query.where) {
    if (std::ranges::find(query.by, filter.dimension) == query.by.end()) {
      dimensions.push_back(make_labels(columns, query, filter.dimension));
    }
  }
  return dimensions;
}

Table count_table(const DepartureColumns& columns, const DepartureQuery& query) {
  const std::vector<Period> periods = query.period.split(query.frequency);
  std::vector<DimensionLabels> dimensions = labels_of(columns, query);
  refuse_finer_than_data(columns, query, dimensions);

  const std::span<const DimensionLabels> in_table{dimensions.data(), query.by.size()};
  constexpr std::uint64_t small = 1U << 16;
  CellLayout layout = lay_out(query, periods.size(), in_table);
  if (layout.cell_count > std::max<std::uint64_t>(small, columns.size())) {
    for (std::size_t at = 0; at < query.by.size(); ++at) {
      dimensions[at].keep_occurring();
    }
    layout = lay_out(query, periods.size(), in_table);
  }
  const std::uint64_t worth_an_array =
      std::min<std::uint64_t>(cells::Space<std::uint32_t>::limit, small + columns.size() * 4);
  Table table{.definition = define(columns, query)};
  if (layout.cell_count <= worth_an_array && columns.weight.empty()) {
    fill(table, query, periods, in_table, layout,
         count_cells<std::uint32_t>(columns, query, periods, dimensions, layout));
  } else {
    fill(table, query, periods, in_table, layout,
         count_cells<std::uint64_t>(columns, query, periods, dimensions, layout));
  }
  return table;
}

void refuse_unknown_persons(const DepartureColumns& columns) {
  if (columns.from_aggregates) {
    throw Refused("rows_are_events",
                  "this register was expanded from published tables: its rows are departures, and "
                  "which of them are the same person or unit is not known; count departures");
  }
  if (!columns.weight.empty()) {
    throw Refused("rows_are_weighted",
                  "these rows are weighted: a weight says how many departures a row stands for, "
                  "and not which of them are the same person or unit; count departures");
  }
}

} // namespace

Table departures(const DepartureColumns& columns, const DepartureQuery& query) {
  check_query(query);
  if (query.count != Count::departures) {
    refuse_unknown_persons(columns);
  }
  return query.count == Count::units ? count_table(unit_rows(columns), query)
                                     : count_table(columns, query);
}

} // namespace libcase

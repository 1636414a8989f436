#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

#include <libcase/describe/described.hpp>
#include <libcase/statistics/departures.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/shortened.hpp>

#include "statistics/axis.hpp"
#include "statistics/cell_counts.hpp"
#include "statistics/definition.hpp"
#include "statistics/query.hpp"

namespace libcase {

namespace {

using cells::CellCounts;

constexpr std::uint64_t most_rows = 1U << 24; // of a table with its zero cells
constexpr std::size_t most_labels = 1U << 16; // of a column of a table

[[noreturn]] void refuse_size(const std::string& expected) {
  throw InvalidValue("table_too_large", "expected a table of " + expected +
                                            "; ask for fewer dimensions or a shorter period");
}

/// One column of the table's cells: the period, or a dimension.
struct Digit {
  std::uint64_t place_count; ///< with the place of the total, which is the last
  bool has_total;
  std::uint64_t stride;

  std::uint64_t total() const { return (place_count - 1) * stride; }
};

/// The cells of the table, the period being the first digit. A tally is the set of digits that it
/// keeps, a bit each; all others stand at their total.
struct Cells {
  std::vector<Digit> digits;
  std::uint64_t cell_count;
  std::vector<std::uint32_t> tallies; ///< the first one is the table itself
};

bool keeps(std::uint32_t tally, std::size_t digit) {
  return (tally >> digit & 1U) != 0;
}

std::vector<std::uint32_t> tallies_of(const DepartureQuery& query) {
  const std::uint32_t all = (2U << query.by.size()) - 1;
  std::vector<std::uint32_t> tallies{all};
  for (const Total& total : query.totals) {
    std::uint32_t kept = total.by_period ? 1 : 0;
    for (const Dimension dimension : total.by) {
      const auto found = std::ranges::find(query.by, dimension);
      if (found == query.by.end()) {
        throw InvalidValue("unknown_total", "expected a total by dimensions of the table, found " +
                                                std::string{to_text(dimension)});
      }
      kept |= 2U << static_cast<unsigned>(found - query.by.begin());
    }
    if (std::ranges::find(tallies, kept) == tallies.end()) {
      tallies.push_back(kept);
    }
  }
  return tallies;
}

Cells lay_out(const DepartureQuery& query, std::size_t period_count, std::span<const Axis> axes) {
  Cells layout{.digits = {}, .cell_count = 1, .tallies = tallies_of(query)};
  for (std::size_t at = 0; at <= axes.size(); ++at) {
    const bool has_total =
        std::ranges::any_of(layout.tallies, [&](std::uint32_t tally) { return !keeps(tally, at); });
    const std::size_t labels = at == 0 ? period_count : axes[at - 1].labels.size();
    const std::uint64_t places = labels + (has_total ? 1 : 0);
    if (places > most_labels) {
      refuse_size("at most " + std::to_string(most_labels) + " periods and labels of a dimension");
    }
    layout.digits.push_back({.place_count = places, .has_total = has_total, .stride = 0});
  }
  for (auto digit = layout.digits.rbegin(); digit != layout.digits.rend(); ++digit) {
    digit->stride = layout.cell_count;
    if (digit->place_count > 0 &&
        layout.cell_count > cells::Space<std::uint64_t>::limit / digit->place_count) {
      refuse_size("fewer possible cells");
    }
    layout.cell_count *= std::max<std::uint64_t>(digit->place_count, 1);
  }
  return layout;
}

template <class Key>
void add_step(const Axis& axis, Key stride, cells::Tally<Key>& tally) {
  std::vector<Key> added;
  for (const auto& places : axis.places) {
    added.push_back(places.empty() ? cells::Space<Key>::rejected
                                   : static_cast<Key>(places.front() * stride));
  }
  if (const auto* narrow = std::get_if<std::span<const std::uint8_t>>(&axis.codes)) {
    tally.narrow.push_back({*narrow, std::move(added)});
  } else {
    tally.wide.push_back({std::get<std::span<const std::uint16_t>>(axis.codes), std::move(added)});
  }
}

template <class Key>
cells::FanStep<Key> fan_step(const Axis& axis, Key stride) {
  cells::FanStep<Key> step{.codes = std::get<std::span<const std::uint16_t>>(axis.codes),
                           .added = {}};
  for (const auto& places : axis.places) {
    auto& added = step.added.emplace_back();
    std::ranges::transform(places, std::back_inserter(added),
                           [&](std::uint32_t place) { return static_cast<Key>(place * stride); });
  }
  return step;
}

/// The axes of the table come first in `axes`; those of filters alone follow.
template <class Key>
CellCounts<Key> count_cells(const DepartureColumns& columns, const DepartureQuery& query,
                            std::span<const Period> periods, std::span<const Axis> axes,
                            const Cells& layout) {
  cells::Plan<Key> plan{.days = columns.on,
                        .first_day = query.period.from().days_since_epoch(),
                        .cell_count = static_cast<Key>(layout.cell_count),
                        .persons = {},
                        .tallies = {}};
  if (query.count == Count::persons) {
    plan.persons = columns.person;
  }
  for (const std::uint32_t tally : layout.tallies) {
    cells::Tally<Key> to_count;
    std::uint64_t totals = keeps(tally, 0) ? 0 : layout.digits.front().total();
    for (std::size_t at = 0; at < axes.size(); ++at) {
      const bool is_in_table = at + 1 < layout.digits.size();
      if (is_in_table && keeps(tally, at + 1)) {
        const auto stride = static_cast<Key>(layout.digits[at + 1].stride);
        if (axes[at].dimension == Dimension::programme) {
          to_count.fans.push_back(fan_step<Key>(axes[at], stride));
        } else {
          add_step<Key>(axes[at], stride, to_count);
        }
        continue;
      }
      totals += is_in_table ? layout.digits[at + 1].total() : 0;
      if (axes[at].is_filtered) {
        add_step<Key>(axes[at], 0, to_count);
      }
    }
    for (std::size_t place = 0; place < periods.size(); ++place) {
      const std::uint64_t added =
          totals + (keeps(tally, 0) ? place * layout.digits.front().stride : 0);
      to_count.added_by_day.resize(
          to_count.added_by_day.size() +
              static_cast<std::size_t>(periods[place].until().days_since_epoch() -
                                       periods[place].from().days_since_epoch()),
          static_cast<Key>(added));
    }
    to_count.added_by_day.push_back(cells::Space<Key>::rejected);
    plan.tallies.push_back(std::move(to_count));
  }
  return cells::count(plan, query.threads);
}

/// Cells split into runs, within which the first digits stay the same. So few divisions are
/// needed, and the last digits come out of a small table.
template <class Key>
class Decoder {
public:
  Decoder(const Cells& layout, const std::vector<Key>& cells) : layout_(layout), cells_(cells) {
    constexpr std::uint64_t longest_run = 1 << 14;
    first_inner_ = layout.digits.size();
    while (first_inner_ > 0 && size_of(layout.digits[first_inner_ - 1]) <= longest_run) {
      run_size_ = size_of(layout.digits[--first_inner_]);
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

  /// Whether each place of a digit occurs.
  std::vector<bool> occurring(std::size_t digit) const {
    std::vector<bool> is_used(layout_.digits[digit].place_count);
    if (cells_.empty()) { // and there may be no places
      return is_used;
    }
    if (digit < first_inner_) {
      for (std::size_t run = 0; run + 1 < runs_.size(); ++run) {
        is_used[place_in(digit, runs_[run].begin)] = true;
      }
      return is_used;
    }
    std::vector<std::uint8_t> is_seen(run_size_);
    each_inner([seen = is_seen.data()](std::size_t, Key inner) { seen[inner] = 1; });
    for (std::uint64_t inner = 0; inner < run_size_; ++inner) {
      if (is_seen[inner] != 0) {
        is_used[place_in(digit, inner)] = true;
      }
    }
    return is_used;
  }

  /// The code of each row in a digit, where `codes` holds that of each place.
  std::vector<std::uint16_t> decode(std::size_t digit,
                                    const std::vector<std::uint16_t>& codes) const {
    std::vector<std::uint16_t> decoded(cells_.size());
    if (cells_.empty()) {
      return decoded;
    }
    if (digit < first_inner_) {
      for (std::size_t run = 0; run + 1 < runs_.size(); ++run) {
        std::fill(decoded.data() + runs_[run].row, decoded.data() + runs_[run + 1].row,
                  codes[place_in(digit, runs_[run].begin)]);
      }
      return decoded;
    }
    std::vector<std::uint16_t> code_of(run_size_);
    for (std::uint64_t inner = 0; inner < run_size_; ++inner) {
      code_of[inner] = codes[place_in(digit, inner)];
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

  static std::uint64_t size_of(const Digit& digit) { return digit.stride * digit.place_count; }
  std::size_t place_in(std::size_t digit, std::uint64_t cell) const {
    return cell / layout_.digits[digit].stride % layout_.digits[digit].place_count;
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

  const Cells& layout_;
  const std::vector<Key>& cells_;
  std::size_t first_inner_ = 0;
  std::uint64_t run_size_ = 1;
  std::vector<Run> runs_; ///< and where the last one ends
};

/// Adds the cells that were asked for and hold nothing: for each tally every combination of the
/// places to be shown.
template <class Key>
void add_zeros(const Cells& layout, const std::vector<std::vector<bool>>& is_shown,
               CellCounts<Key>& counted) {
  std::vector<Key> wanted;
  for (const std::uint32_t tally : layout.tallies) {
    std::vector<Key> combinations{0};
    for (std::size_t at = 0; at < layout.digits.size(); ++at) {
      const Digit& digit = layout.digits[at];
      std::vector<Key> longer;
      for (const Key start : combinations) {
        if (!keeps(tally, at)) {
          longer.push_back(static_cast<Key>(start + digit.total()));
          continue;
        }
        for (std::uint64_t place = 0; place + (digit.has_total ? 1 : 0) < digit.place_count;
             ++place) {
          if (is_shown[at][place]) {
            longer.push_back(static_cast<Key>(start + place * digit.stride));
          }
        }
        if (longer.size() + wanted.size() > most_rows) {
          refuse_size("at most " + std::to_string(most_rows) + " rows with its zero cells");
        }
      }
      combinations = std::move(longer);
    }
    wanted.insert(wanted.end(), combinations.begin(), combinations.end());
  }
  std::ranges::sort(wanted);
  CellCounts<Key> filled{.cells = std::move(wanted), .counts = {}};
  std::size_t next = 0;
  for (const Key cell : filled.cells) {
    const bool is_counted = next < counted.cells.size() && counted.cells[next] == cell;
    filled.counts.push_back(is_counted ? counted.counts[next] : 0);
    next += is_counted ? 1 : 0;
  }
  counted = std::move(filled);
}

/// The labels to be shown, and the code of each place among them.
LabelColumn label_column(std::string name, const Digit& digit, const std::vector<bool>& is_shown,
                         const std::function<std::string(std::size_t)>& label_of,
                         std::vector<std::uint16_t>& codes) {
  LabelColumn column{.name = std::move(name), .labels = {}, .codes = {}};
  codes.resize(digit.place_count);
  for (std::size_t place = 0; place < digit.place_count; ++place) {
    codes[place] = static_cast<std::uint16_t>(column.labels.size());
    if (digit.has_total && place + 1 == digit.place_count) {
      column.labels.emplace_back(total_label);
    } else if (is_shown[place]) {
      column.labels.push_back(label_of(place));
    }
  }
  return column;
}

template <class Key>
void fill(DepartureTable& table, const DepartureQuery& query, std::span<const Period> periods,
          std::span<const Axis> axes, const Cells& layout, CellCounts<Key> counted) {
  const bool has_grand_total = std::ranges::find(layout.tallies, 0U) != layout.tallies.end();
  if (has_grand_total && counted.cells.empty()) { // it is the last of all cells
    counted.cells.push_back(static_cast<Key>(layout.cell_count - 1));
    counted.counts.push_back(0);
  }
  std::vector<std::vector<bool>> is_shown;
  {
    const Decoder<Key> decoder{layout, counted.cells};
    is_shown.emplace_back(layout.digits.front().place_count, true);
    for (std::size_t at = 1; at < layout.digits.size(); ++at) {
      is_shown.push_back(decoder.occurring(at));
      const auto& is_named = axes[at - 1].is_named;
      for (std::size_t place = 0; query.zeros && place < is_named.size(); ++place) {
        is_shown.back()[place] = is_shown.back()[place] || is_named[place];
      }
    }
  }
  if (query.zeros) {
    add_zeros(layout, is_shown, counted);
  }
  const Decoder<Key> decoder{layout, counted.cells};
  for (std::size_t at = 0; at < layout.digits.size(); ++at) {
    std::vector<std::uint16_t> codes;
    LabelColumn column =
        at == 0 ? label_column(
                      "period", layout.digits[at], is_shown[at],
                      [&](std::size_t place) { return periods[place].to_string(); }, codes)
                : label_column(
                      std::string{to_text(query.by[at - 1])}, layout.digits[at], is_shown[at],
                      [&](std::size_t place) { return axes[at - 1].labels[place]; }, codes);
    column.codes = decoder.decode(at, codes);
    (at == 0 ? table.period : table.dimensions.emplace_back()) = std::move(column);
  }
  table.counts = std::move(counted.counts);
}

/// The rows that stand for units: their principals' departures, on the day the last of them left.
DepartureColumns unit_rows(const DepartureColumns& columns) {
  DepartureColumns units;
  units.programme_sets = columns.programme_sets;
  units.births = columns.births;
  units.register_count = columns.register_count;
  units.known_at_recording = columns.known_at_recording;
  units.known_at = columns.known_at;
  for (const UnitDeparture& unit : columns.unit_departures) {
    const std::size_t row = unit.departure;
    units.on.push_back(unit.on);
    units.precision.push_back(static_cast<std::uint8_t>(unit.precision));
    units.mode.push_back(columns.mode[row]);
    units.assisted_by.push_back(columns.assisted_by[row]);
    units.established_by.push_back(columns.established_by[row]);
    units.left_from.push_back(columns.left_from[row]);
    units.sex.push_back(columns.sex[row]);
    units.composition.push_back(static_cast<std::uint8_t>(unit.composition));
    units.package.push_back(columns.package[row]);
    units.nationality.push_back(unit.nationality);
    units.destination.push_back(columns.destination[row]);
    units.programmes.push_back(columns.programmes[row]);
    units.birth.push_back(columns.birth[row]);
  }
  return units;
}

/// The days on which a date of that precision may be written and still mean a day of the period.
Period reach_of(const Period& period, DatePrecision precision) {
  return {first_day_of(precision, period.from()),
          last_day_of(precision, period.until().plus_days(-1)).plus_days(1)};
}

void refuse_finer_than_data(const DepartureColumns& columns, const DepartureQuery& query,
                            std::span<const Axis> axes) {
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
          std::ranges::all_of(axes, [&](const Axis& axis) { return axis.admits(row); })) {
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

DepartureTable count_table(const DepartureColumns& columns, const DepartureQuery& query) {
  const std::vector<Period> periods = query.period.split(query.frequency);
  std::vector<std::uint8_t> age_codes;
  if (uses(query, Dimension::age_band)) {
    if (query.age_bands.empty()) {
      throw InvalidValue("no_age_bands", "expected age bands, such as 0-17,18-34,35-, beside the "
                                         "dimension age_band");
    }
    age_codes = age_band_codes(columns, query.age_bands, query.threads);
  }
  std::vector<Axis> axes;
  for (const Dimension dimension : query.by) {
    axes.push_back(make_axis(columns, age_codes, query, dimension, find_filter(query, dimension)));
  }
  for (const Filter& filter : query.where) {
    if (std::ranges::find(query.by, filter.dimension) == query.by.end()) {
      axes.push_back(make_axis(columns, age_codes, query, filter.dimension, &filter));
    }
  }
  refuse_finer_than_data(columns, query, axes);

  const std::span<const Axis> in_table{axes.data(), query.by.size()};
  constexpr std::uint64_t small = 1U << 16;
  Cells layout = lay_out(query, periods.size(), in_table);
  if (layout.cell_count > std::max<std::uint64_t>(small, columns.size())) {
    for (std::size_t at = 0; at < query.by.size(); ++at) {
      axes[at].keep_occurring();
    }
    layout = lay_out(query, periods.size(), in_table);
  }
  const std::uint64_t worth_an_array =
      std::min<std::uint64_t>(cells::Space<std::uint32_t>::limit, small + columns.size() * 4);
  DepartureTable table{.definition = define(columns, query)};
  if (layout.cell_count <= worth_an_array) {
    fill(table, query, periods, in_table, layout,
         count_cells<std::uint32_t>(columns, query, periods, axes, layout));
  } else {
    fill(table, query, periods, in_table, layout,
         count_cells<std::uint64_t>(columns, query, periods, axes, layout));
  }
  return table;
}

} // namespace

DepartureTable departures(const DepartureColumns& columns, const DepartureQuery& query) {
  check_query(query);
  if (query.count == Count::departures) {
    return count_table(columns, query);
  }
  if (columns.from_aggregates) {
    throw Refused("rows_are_events",
                  "this register was expanded from published tables: its rows are departures, and "
                  "which of them are the same person or unit is not known; count departures");
  }
  return query.count == Count::units ? count_table(unit_rows(columns), query)
                                     : count_table(columns, query);
}

} // namespace libcase

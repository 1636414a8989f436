#include "statistics/grid.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace libcase {

namespace {

/// Which label columns are totals in a row, a bit each: what the row is grouped by.
class Grouping {
public:
  explicit Grouping(const Table& table) : table_(table) {
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      known_.insert(of(row));
    }
  }

  std::uint64_t of(std::size_t row) const {
    std::uint64_t bits = 0;
    for (std::size_t at = 0; at < table_.labels.size(); ++at) {
      bits |= std::uint64_t{table_.labels[at].is_total(row) ? 1U : 0U} << at;
    }
    return bits;
  }

  /// What a cell is that has no row: that of another one, but for the label of the last column.
  CellStatus without_row(std::size_t other_row, bool is_total) const {
    const std::uint64_t last = std::uint64_t{1} << (table_.labels.size() - 1);
    const std::uint64_t bits = (of(other_row) & ~last) | (is_total ? last : 0);
    return known_.contains(bits) ? CellStatus::nil : CellStatus::not_given;
  }

private:
  const Table& table_;
  std::set<std::uint64_t> known_;
};

/// A number of hundredths or tenths with its decimals, rounded already.
std::string decimal(std::int64_t value, std::int64_t unit) {
  const std::string rest = std::to_string(std::abs(value % unit) + unit).substr(1);
  return (value < 0 ? "-" : "") + std::to_string(std::abs(value / unit)) + "." + rest;
}

/// In per cent, with halves of the last decimal rounded away from zero.
std::string per_cent(const CellFigure& figure) {
  const std::int64_t twice = std::abs(figure.value) * 2000 / std::abs(figure.of);
  const bool is_negative = (figure.value < 0) != (figure.of < 0);
  const std::int64_t tenths = (twice + 1) / 2;
  return decimal(is_negative ? -tenths : tenths, 10) + "%";
}

/// A line for each row.
Grid make_long_grid(const Table& table) {
  Grid grid{.label_count = table.labels.size(), .header = {}, .rows = {}};
  for (const LabelColumn& column : table.labels) {
    grid.header.push_back(column.name);
  }
  const auto& measures = table.definition.measures;
  std::ranges::transform(measures, std::back_inserter(grid.header), &heading);
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    auto& cells = grid.rows.emplace_back(Grid::Row{{}, table.is_total(row)}).cells;
    for (const LabelColumn& column : table.labels) {
      cells.push_back(column.label(row));
    }
    for (std::size_t at = 0; at < measures.size(); ++at) {
      cells.push_back(figure_text(measures[at], table.figure(at, row)));
    }
  }
  return grid;
}

bool is_same_line(const Table& table, std::size_t one, std::size_t other) {
  return std::all_of(table.labels.begin(), table.labels.end() - 1, [&](const LabelColumn& column) {
    return column.codes[one] == column.codes[other];
  });
}

/// The labels of the last column stand side by side.
Grid make_wide_grid(const Table& table) {
  const LabelColumn& across = table.labels.back();
  const Measure& measure = table.definition.measures.front();
  const Grouping grouping{table};
  Grid grid{.label_count = table.labels.size() - 1, .header = {}, .rows = {}};
  for (std::size_t at = 0; at < grid.label_count; ++at) {
    grid.header.push_back(table.labels[at].name);
  }
  grid.header.insert(grid.header.end(), across.labels.begin(), across.labels.end());
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (row == 0 || !is_same_line(table, row - 1, row)) {
      auto& line = grid.rows.emplace_back(Grid::Row{{}, false});
      for (std::size_t at = 0; at < grid.label_count; ++at) {
        line.cells.push_back(table.labels[at].label(row));
        line.is_total = line.is_total || table.labels[at].is_total(row);
      }
      for (const std::string& label : across.labels) {
        const CellStatus status = grouping.without_row(row, label == total_label);
        line.cells.push_back(figure_text(measure, {.status = status}));
      }
    }
    grid.rows.back().cells[grid.label_count + across.codes[row]] =
        figure_text(measure, table.figure(0, row));
  }
  return grid;
}

} // namespace

std::string figure_text(const Measure& measure, const CellFigure& figure) {
  if (figure.status == CellStatus::not_given) {
    return "";
  }
  if (figure.status == CellStatus::unknown) {
    return "?";
  }
  switch (measure.kind) {
  case MeasureKind::cents:
    return decimal(figure.value, 100);
  case MeasureKind::rate:
    return per_cent(figure);
  case MeasureKind::count:
  case MeasureKind::distinct_count:
    break;
  }
  return std::to_string(figure.value);
}

std::string heading(const Measure& measure) {
  return measure.name + (measure.kind == MeasureKind::cents ? " (" + measure.currency + ")" : "");
}

Grid make_grid(const Table& table) {
  constexpr std::size_t most_across = 8;
  const bool is_wide = table.labels.size() > 1 && table.definition.measures.size() == 1 &&
                       table.labels.back().labels.size() <= most_across;
  return is_wide ? make_wide_grid(table) : make_long_grid(table);
}

} // namespace libcase

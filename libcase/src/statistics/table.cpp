#include <algorithm>
#include <array>
#include <charconv>

#include <libcase/describe/described.hpp>
#include <libcase/statistics/table.hpp>

#include "statistics/grid.hpp"

namespace libcase {

namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) {
    text += (text.empty() ? "" : std::string{separator}) + part;
  }
  return text;
}

std::string_view meaning_of(Count count) {
  switch (count) {
  case Count::departures:
    return "departures: events, somebody who left twice counts twice";
  case Count::persons:
    return "persons: distinct in each cell and in each total";
  case Count::units:
    return "units: once, on the day the last of their present members left";
  }
  return "";
}

void append_number(std::int64_t number, std::string& text) {
  std::array<char, 24> digits;
  text.append(digits.data(),
              std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

std::string quoted_csv(const std::string& field) {
  if (field.find_first_of(",\"\r\n") == std::string::npos) {
    return field;
  }
  std::string quoted = "\"";
  for (const char letter : field) {
    quoted += letter == '"' ? "\"\"" : std::string{letter};
  }
  return quoted + '"';
}

std::vector<std::string> quoted_csv(const std::vector<std::string>& labels) {
  std::vector<std::string> quoted;
  std::ranges::transform(labels, std::back_inserter(quoted),
                         [](const std::string& label) { return quoted_csv(label); });
  return quoted;
}

std::vector<const LabelColumn*> label_columns(const DepartureTable& table) {
  std::vector<const LabelColumn*> columns{&table.period};
  for (const LabelColumn& dimension : table.dimensions) {
    columns.push_back(&dimension);
  }
  return columns;
}

/// A row for each figure.
Grid make_long_grid(const DepartureTable& table) {
  const auto columns = label_columns(table);
  Grid grid{.label_count = columns.size(), .header = {}, .rows = {}};
  for (const LabelColumn* column : columns) {
    grid.header.push_back(column->name);
  }
  grid.header.emplace_back(to_text(table.definition.count));
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    auto& cells = grid.rows.emplace_back(Grid::Row{{}, table.is_total(row)}).cells;
    for (const LabelColumn* column : columns) {
      cells.push_back(column->label(row));
    }
    cells.push_back(std::to_string(table.counts[row]));
  }
  return grid;
}

/// The labels of the last dimension become columns.
Grid make_wide_grid(const DepartureTable& table) {
  auto columns = label_columns(table);
  const LabelColumn& across = *columns.back();
  columns.pop_back();
  Grid grid{.label_count = columns.size(), .header = {}, .rows = {}};
  for (const LabelColumn* column : columns) {
    grid.header.push_back(column->name);
  }
  grid.header.insert(grid.header.end(), across.labels.begin(), across.labels.end());
  const auto is_same_line = [&](std::size_t one, std::size_t other) {
    return std::ranges::all_of(columns, [&](const LabelColumn* column) {
      return column->codes[one] == column->codes[other];
    });
  };
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (row == 0 || !is_same_line(row - 1, row)) {
      auto& line = grid.rows.emplace_back(Grid::Row{{}, false});
      for (const LabelColumn* column : columns) {
        line.cells.push_back(column->label(row));
        line.is_total = line.is_total || column->is_total(row);
      }
      line.cells.resize(grid.header.size(), ".");
    }
    grid.rows.back().cells[columns.size() + across.codes[row]] = std::to_string(table.counts[row]);
  }
  return grid;
}

} // namespace

bool DepartureTable::is_total(std::size_t row) const {
  return period.is_total(row) || std::ranges::any_of(dimensions, [&](const LabelColumn& dimension) {
           return dimension.is_total(row);
         });
}

Grid make_grid(const DepartureTable& table) {
  constexpr std::size_t most_across = 8;
  const bool is_wide =
      !table.dimensions.empty() && table.dimensions.back().labels.size() <= most_across;
  return is_wide ? make_wide_grid(table) : make_long_grid(table);
}

std::vector<std::pair<std::string, std::string>> parts_of(const Definition& definition) {
  std::vector<std::pair<std::string, std::string>> parts{
      {"counts", std::string{meaning_of(definition.count)}},
      {"population", definition.population},
      {"period",
       definition.period.to_string() + ", by " + std::string{to_text(definition.frequency)}},
      {"modes", joined(definition.modes, ", ")},
  };
  for (const DefinedFilter& filter : definition.filters) {
    if (filter.dimension != "mode") { // said already
      parts.emplace_back("only", filter.dimension + " " + joined(filter.labels, " or "));
    }
  }
  parts.emplace_back("vintage",
                     definition.known_at
                         ? "as known at " + to_text(*definition.known_at) +
                               (definition.recording == 0
                                    ? std::string{}
                                    : ", recording " + std::to_string(definition.recording))
                         : "nothing recorded");
  parts.emplace_back("made by", "libcase " + definition.library_version);
  parts.emplace_back("protection", definition.protection);
  for (const std::string& note : definition.notes) {
    parts.emplace_back("note", note);
  }
  return parts;
}

std::string to_text(const Definition& definition) {
  constexpr std::size_t width = 12;
  std::string text;
  for (auto [name, part] : parts_of(definition)) {
    name.resize(width, ' ');
    text += name + part + "\n";
  }
  return text;
}

std::string to_text(const DepartureTable& table) {
  const Grid grid = make_grid(table);
  std::vector<std::size_t> widths;
  std::ranges::transform(grid.header, std::back_inserter(widths), &std::string::size);
  for (const Grid::Row& row : grid.rows) {
    for (std::size_t at = 0; at < widths.size(); ++at) {
      widths[at] = std::max(widths[at], row.cells[at].size());
    }
  }
  std::string text;
  const auto append_line = [&](const std::vector<std::string>& cells) {
    for (std::size_t at = 0; at < cells.size(); ++at) {
      const std::string blank(widths[at] - cells[at].size(), ' ');
      text += at == 0 ? "" : "  ";
      text += at < grid.label_count ? cells[at] + blank : blank + cells[at];
    }
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
  };
  append_line(grid.header);
  for (const Grid::Row& row : grid.rows) {
    append_line(row.cells);
  }
  return text + "\n" + to_text(table.definition);
}

std::string to_csv(const DepartureTable& table) {
  std::string text;
  std::vector<std::pair<const LabelColumn*, std::vector<std::string>>> columns;
  for (const LabelColumn* column : label_columns(table)) {
    text += column->name + ",";
    columns.emplace_back(column, quoted_csv(column->labels));
  }
  text += std::string{to_text(table.definition.count)} + "\n";
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    for (const auto& [column, labels] : columns) {
      text += labels[column->codes[row]];
      text += ',';
    }
    append_number(table.counts[row], text);
    text += '\n';
  }
  return text;
}

} // namespace libcase

#include <algorithm>
#include <iterator>

#include <libcase/statistics/table.hpp>

#include "statistics/grid.hpp"

namespace libcase {

std::string to_text(const Table& table) {
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

} // namespace libcase

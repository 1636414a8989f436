#include "statistics/grid.hpp"
#include "text/aligned.hpp"

namespace libcase {

std::string to_text(const Grid& grid) {
  std::vector<std::vector<std::string>> rows{grid.header};
  for (const Grid::Row& row : grid.rows) {
    rows.push_back(row.cells);
  }
  return aligned(rows, grid.label_count);
}

std::string to_text(const Table& table) {
  return to_text(make_grid(table)) + "\n" + to_text(table.definition);
}

} // namespace libcase

// A table as people read it: one row of text a line, the last dimension side by side where short.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <libcase/statistics/table.hpp>

namespace libcase {

struct Grid {
  struct Row {
    std::vector<std::string> cells;
    bool is_total;
  };
  std::size_t label_count; ///< the first columns hold labels, the others figures
  std::vector<std::string> header;
  std::vector<Row> rows;
};

Grid make_grid(const Table& table);

/// What a definition says, as name and text, in the order in which it is read.
std::vector<std::pair<std::string, std::string>> parts_of(const Definition& definition);

} // namespace libcase

// Figures as people read them: rows of text under a header, and what they say.
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

/// One row of text a line of the table, the last dimension side by side where short.
Grid make_grid(const Table& table);

/// Aligned text for a terminal.
std::string to_text(const Grid& grid);

/// A figure as people read it: "12", "1750.00", "12.5%", "?" for what is not known.
std::string figure_text(const Measure& measure, const CellFigure& figure);
/// What a measure is called, and the currency of money: "granted (EUR)".
std::string heading(const Measure& measure);

/// What a definition says, as name and text, in the order in which it is read.
using DefinitionParts = std::vector<std::pair<std::string, std::string>>;
DefinitionParts parts_of(const Definition& definition);

/// A page that stands alone: `before`, which is HTML, then the figures and what they say.
std::string page_of(const std::string& title, const std::string& before, const Grid& grid,
                    const DefinitionParts& parts);

} // namespace libcase

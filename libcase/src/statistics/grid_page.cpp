#include "statistics/grid.hpp"
#include "text/html.hpp"

namespace libcase {

namespace {

constexpr std::string_view style = R"(
body { font: 15px/1.4 system-ui, sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; }
svg { width: 100%; font-size: 12px; }
svg line { stroke: #ddd; }
svg rect { stroke: #fff; stroke-width: .5; }
.legend span { margin-right: 1em; white-space: nowrap; }
.legend i { display: inline-block; width: .8em; height: .8em; margin-right: .3em; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .2em .8em; text-align: right; border-bottom: 1px solid #ddd; }
th.label, td.label { text-align: left; }
tr.total { font-weight: bold; }
dt { font-weight: bold; float: left; clear: left; width: 8em; }
dd { margin-left: 8em; }
)";

std::string cell(std::string_view tag, bool is_label, const std::string& text) {
  const std::string name{tag};
  return "<" + name + (is_label ? " class=\"label\">" : ">") + escaped(text) + "</" + name + ">";
}

} // namespace

std::string page_of(const std::string& title, const std::string& before, const Grid& grid,
                    const DefinitionParts& parts) {
  std::string page =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
      escaped(title) + "</title>\n<style>" + std::string{style} +
      "</style>\n</head>\n<body>\n<h1>" + escaped(title) + "</h1>\n" + before + "<table>\n<tr>";
  for (std::size_t at = 0; at < grid.header.size(); ++at) {
    page += cell("th", at < grid.label_count, grid.header[at]);
  }
  page += "</tr>\n";
  for (const Grid::Row& row : grid.rows) {
    page += row.is_total ? "<tr class=\"total\">" : "<tr>";
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
      page += cell("td", at < grid.label_count, row.cells[at]);
    }
    page += "</tr>\n";
  }
  page += "</table>\n<h2>What the figures say</h2>\n<dl>\n";
  for (const auto& [name, part] : parts) {
    page += "<dt>" + escaped(name) + "</dt><dd>" + escaped(part) + "</dd>\n";
  }
  return page + "</dl>\n</body>\n</html>\n";
}

} // namespace libcase

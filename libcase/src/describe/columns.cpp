#include <algorithm>
#include <vector>

#include <libcase/describe/columns.hpp>

#include "text/column_name.hpp"

namespace libcase {

std::optional<CodeIndex> Column::find_code(std::string_view text) const {
  const auto index = detail::index_of(codes, text);
  return index ? std::optional{CodeIndex{static_cast<std::uint8_t>(*index)}} : std::nullopt;
}

const Column* RecordKind::find(std::string_view column) const {
  const auto found = std::ranges::find(columns, column, &Column::name);
  return found == columns.end() ? nullptr : &*found;
}

std::string RecordKind::shown_unknown(std::string_view word) const {
  std::vector<std::string_view> names;
  for (const Column& column : columns) {
    names.push_back(column.name);
  }
  return libcase::shown_unknown(word, names);
}

const Column* RecordKind::valid_date() const {
  const auto found = std::ranges::find_if(columns, [](const Column& column) {
    return column.kind == ColumnKind::date && column.required;
  });
  return found == columns.end() ? nullptr : &*found;
}

} // namespace libcase

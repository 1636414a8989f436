#include <algorithm>
#include <vector>

#include <libcase/describe/columns.hpp>

#include "text/column_name.hpp"

namespace libcase {

namespace {

bool is_of_what_was(const Column& column) {
  return column.kind == ColumnKind::date && !column.options.is_plan;
}

} // namespace

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
  const auto found = std::ranges::find_if(
      columns, [](const Column& column) { return is_of_what_was(column) && column.required; });
  return found == columns.end() ? nullptr : &*found;
}

Date RecordKind::valid_on(const void* record) const {
  if (const Column* always = valid_date()) {
    const Cell cell = always->get(record);
    return is_empty(cell) ? Date{} : std::get<Date>(cell);
  }
  for (const Column& column : columns) {
    if (is_of_what_was(column)) {
      if (const Cell cell = column.get(record); !is_empty(cell)) {
        return std::get<Date>(cell);
      }
    }
  }
  return {};
}

} // namespace libcase

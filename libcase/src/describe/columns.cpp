#include <algorithm>

#include <libcase/describe/columns.hpp>

namespace libcase {

const Column* RecordKind::find(std::string_view column) const {
  const auto found = std::ranges::find(columns, column, &Column::name);
  return found == columns.end() ? nullptr : &*found;
}

const Column* RecordKind::valid_date() const {
  const auto found = std::ranges::find_if(columns, [](const Column& column) {
    return column.kind == ColumnKind::date && column.required;
  });
  return found == columns.end() ? nullptr : &*found;
}

} // namespace libcase

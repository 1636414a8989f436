#include <algorithm>

#include <libcase/describe/columns.hpp>

namespace libcase {

std::optional<CodeIndex> Column::find_code(std::string_view text) const {
  const auto index = detail::index_of(codes, text);
  return index ? std::optional{CodeIndex{static_cast<std::uint8_t>(*index)}} : std::nullopt;
}

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

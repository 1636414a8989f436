#include "register/import_state.hpp"

#include <algorithm>

namespace libcase {

bool same_content(const AnyRecord& left, const AnyRecord& right) {
  return left.index() == right.index() &&
         std::ranges::all_of(kind_of(left).columns, [&](const Column& column) {
           return column.get(data_of(left)) == column.get(data_of(right));
         });
}

bool same_but_for_links(const AnyRecord& left, const AnyRecord& right) {
  return left.index() == right.index() &&
         std::ranges::all_of(kind_of(left).columns, [&](const Column& column) {
           return column.kind == ColumnKind::link ||
                  column.get(data_of(left)) == column.get(data_of(right));
         });
}

bool ImportState::set_links(ImportRow& row, bool stops_at_missing) const {
  for (const auto& link : input.links_of(row)) {
    const std::int64_t id = subjects[link.subject].id;
    if (id == 0 && stops_at_missing) {
      return false;
    }
    link.column->set(data_of(row.record), Cell{id != 0 ? id : -1 - std::int64_t{link.subject}});
  }
  return true;
}

} // namespace libcase

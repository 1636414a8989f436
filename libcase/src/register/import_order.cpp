#include "register/import_order.hpp"

#include <algorithm>
#include <tuple>

#include <libcase/exchange/csv.hpp>

namespace libcase {

namespace {

bool stands_before(const ImportRows& input, const DatedRow& left_row, const DatedRow& right_row) {
  const ImportRow& left = input.rows[left_row.row];
  const ImportRow& right = input.rows[right_row.row];
  if (left.record.index() != right.record.index()) {
    return left.record.index() < right.record.index();
  }
  if (left.record.index() == withdrawal_kind) { // what rests on others is withdrawn before them
    const auto target = [&](const ImportRow& row) {
      return input.subjects[input.links_of(row).front().subject].kind;
    };
    if (target(left) != target(right)) {
      return target(left) > target(right);
    }
  }
  if (left_row.depth != right_row.depth) {
    return left_row.depth < right_row.depth;
  }
  const auto day = [](const ImportRow& row) {
    return kind_of(row.record).valid_on(data_of(row.record));
  };
  if (day(left) != day(right)) {
    return day(left) < day(right);
  }
  if ((left.subject == no_subject) != (right.subject == no_subject)) {
    return right.subject == no_subject;
  }
  const auto reference = [&](std::uint32_t subject) {
    return subject == no_subject ? std::string_view{} : input.subjects[subject].reference;
  };
  if (left.subject != right.subject) {
    return reference(left.subject) < reference(right.subject);
  }
  const auto left_links = input.links_of(left);
  const auto right_links = input.links_of(right);
  for (std::size_t at = 0; at < std::min(left_links.size(), right_links.size()); ++at) {
    if (left_links[at].subject != right_links[at].subject) {
      return reference(left_links[at].subject) < reference(right_links[at].subject);
    }
  }
  return csv_row(left.record) < csv_row(right.record);
}

} // namespace

std::vector<ImportGroup> groups_of(const ImportRows& input, std::span<const DatedRow> rows) {
  struct Turn {
    DatedRow dated;
    std::uint32_t turn; ///< among the rows of its subject that are written that day
  };
  std::vector<Turn> order;
  order.reserve(rows.size());
  for (const DatedRow& dated : rows) {
    order.push_back({dated, 0});
  }
  const auto key = [&](const Turn& at) {
    const ImportRow& row = input.rows[at.dated.row];
    return std::tuple{row.subject, at.dated.earliest, day_number(row.recorded_on)};
  };
  std::ranges::sort(order, {}, key);
  for (std::size_t at = 1; at < order.size(); ++at) {
    const std::uint32_t subject = input.rows[order[at].dated.row].subject;
    const bool is_next = subject != no_subject &&
                         subject == input.rows[order[at - 1].dated.row].subject &&
                         order[at].dated.earliest == order[at - 1].dated.earliest;
    order[at].turn = is_next ? order[at - 1].turn + 1 : 0;
  }
  for (Turn& at : order) { // a withdrawal comes with the last version reported before it
    const ImportRow& row = input.rows[at.dated.row];
    if (row.record.index() != withdrawal_kind) {
      continue;
    }
    const std::uint32_t target = input.links_of(row).front().subject;
    const auto after = std::ranges::upper_bound(
        order, std::tuple{target, at.dated.earliest, day_number(row.recorded_on)}, {}, key);
    if (after != order.begin() && input.rows[after[-1].dated.row].subject == target &&
        after[-1].dated.earliest == at.dated.earliest) {
      at.turn = std::max(at.turn, after[-1].turn);
    }
  }
  std::ranges::sort(order, [&](const Turn& left, const Turn& right) {
    const auto when =
        std::pair{left.dated.earliest, left.turn} <=> std::pair{right.dated.earliest, right.turn};
    return when != 0 ? when < 0 : stands_before(input, left.dated, right.dated);
  });
  std::vector<ImportGroup> groups;
  for (std::size_t at = 0; at < order.size(); ++at) {
    if (at == 0 || order[at].dated.earliest != order[at - 1].dated.earliest ||
        order[at].turn != order[at - 1].turn) {
      groups.push_back({.day = order[at].dated.earliest});
    }
    groups.back().rows.push_back(order[at].dated.row);
  }
  return groups;
}

} // namespace libcase

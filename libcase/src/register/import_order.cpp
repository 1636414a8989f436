#include "register/import_order.hpp"

#include <algorithm>
#include <tuple>

#include <libcase/exchange/csv.hpp>

namespace libcase {

namespace {

bool stands_before(const ImportRows& input, const ImportRow& left, const ImportRow& right) {
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
  if (const Column* date = kind_of(left.record).valid_date()) {
    const auto day = [&](const ImportRow& row) {
      return std::get<Date>(date->get(data_of(row.record)));
    };
    if (day(left) != day(right)) {
      return day(left) < day(right);
    }
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
  struct Place {
    std::uint32_t row;
    std::int32_t earliest;
    std::uint32_t turn; ///< among the rows of its subject that are written that day
  };
  std::vector<Place> places;
  places.reserve(rows.size());
  for (const DatedRow& dated : rows) {
    places.push_back({dated.row, dated.earliest, 0});
  }
  const auto key = [&](const Place& place) {
    const ImportRow& row = input.rows[place.row];
    return std::tuple{row.subject, place.earliest, day_number(row.recorded_on)};
  };
  std::ranges::sort(places, {}, key);
  for (std::size_t at = 1; at < places.size(); ++at) {
    const std::uint32_t subject = input.rows[places[at].row].subject;
    const bool is_next = subject != no_subject &&
                         subject == input.rows[places[at - 1].row].subject &&
                         places[at].earliest == places[at - 1].earliest;
    places[at].turn = is_next ? places[at - 1].turn + 1 : 0;
  }
  for (Place& place : places) { // a withdrawal comes with the last version told before it
    const ImportRow& row = input.rows[place.row];
    if (row.record.index() != withdrawal_kind) {
      continue;
    }
    const std::uint32_t target = input.links_of(row).front().subject;
    const auto after = std::ranges::upper_bound(
        places, std::tuple{target, place.earliest, day_number(row.recorded_on)}, {}, key);
    if (after != places.begin() && input.rows[after[-1].row].subject == target &&
        after[-1].earliest == place.earliest) {
      place.turn = std::max(place.turn, after[-1].turn);
    }
  }
  std::ranges::sort(places, [&](const Place& left, const Place& right) {
    const auto when = std::pair{left.earliest, left.turn} <=> std::pair{right.earliest, right.turn};
    return when != 0 ? when < 0 : stands_before(input, input.rows[left.row], input.rows[right.row]);
  });
  std::vector<ImportGroup> groups;
  for (std::size_t at = 0; at < places.size(); ++at) {
    if (at == 0 || places[at].earliest != places[at - 1].earliest ||
        places[at].turn != places[at - 1].turn) {
      groups.push_back({.day = places[at].earliest});
    }
    groups.back().rows.push_back(places[at].row);
  }
  return groups;
}

} // namespace libcase

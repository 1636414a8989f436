// What the list of all kinds must keep to, so that each record finds the cases it belongs to.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <libcase/records/all.hpp>

namespace libcase {

/// How near a link leads to cases. A kind is attached by those of its links that lead nearest.
enum class Nearness : std::uint8_t { none, record_of_person, person, record_of_case, itself };

constexpr bool is_link_to_kind(const Column& column) {
  return column.kind == ColumnKind::link && !column.links_to.empty();
}

/// The index of the kind kept in that table; that of the end where there is none.
constexpr std::size_t index_of_table(std::span<const RecordKind* const> kinds,
                                     std::string_view table) {
  std::size_t index = 0;
  while (index < kinds.size() && kinds[index]->table != table) {
    ++index;
  }
  return index;
}

/// How near the nearest of a kind's links leads.
constexpr Nearness nearest_link(std::span<const RecordKind* const> kinds, std::size_t kind);

/// How near a link to that kind leads.
constexpr Nearness nearness_of(std::span<const RecordKind* const> kinds, std::size_t target) {
  if (kinds[target] == &record_kind<Case>()) {
    return Nearness::itself;
  }
  if (kinds[target] == &record_kind<Person>()) {
    return Nearness::person;
  }
  const Nearness nearest = nearest_link(kinds, target);
  return nearest == Nearness::none             ? Nearness::none
         : nearest >= Nearness::record_of_case ? Nearness::record_of_case
                                               : Nearness::record_of_person;
}

constexpr Nearness nearest_link(std::span<const RecordKind* const> kinds, std::size_t kind) {
  Nearness nearest = Nearness::none;
  for (const Column& column : kinds[kind]->columns) {
    if (is_link_to_kind(column)) {
      const std::size_t target = index_of_table(kinds, column.links_to);
      nearest = target < kind ? std::max(nearest, nearness_of(kinds, target)) : nearest;
    }
  }
  return nearest;
}

/// Whether each kind stands after those that it links to.
constexpr bool links_lead_back(std::span<const RecordKind* const> kinds) {
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
    for (const Column& column : kinds[kind]->columns) {
      if (is_link_to_kind(column) && index_of_table(kinds, column.links_to) > kind) {
        return false;
      }
    }
  }
  return true;
}

/// Whether no person links to a person. Such a link would hold on all days: it could not be ended.
constexpr bool persons_link_to_no_person(std::span<const RecordKind* const> kinds) {
  const RecordKind& persons = record_kind<Person>();
  return std::ranges::none_of(kinds, [&](const RecordKind* kind) {
    return kind == &persons && std::ranges::any_of(kind->columns, [&](const Column& column) {
             return is_link_to_kind(column) && column.links_to == persons.table;
           });
  });
}

/// Whether each record of a kind that is attached to cases has a link by which it is.
constexpr bool attaching_links_are_required(std::span<const RecordKind* const> kinds) {
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
    const Nearness nearest = nearest_link(kinds, kind);
    bool is_attached = nearest == Nearness::none || kinds[kind] == &record_kind<Case>();
    for (const Column& column : kinds[kind]->columns) {
      if (is_link_to_kind(column)) {
        const std::size_t target = index_of_table(kinds, column.links_to);
        is_attached = is_attached ||
                      (target < kind && column.required && nearness_of(kinds, target) == nearest);
      }
    }
    if (!is_attached) {
      return false;
    }
  }
  return true;
}

} // namespace libcase

#include "register/replaced_departures.hpp"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

#include <libcase/rules/guards.hpp>

namespace libcase {

namespace {

constexpr auto unsupervised = static_cast<std::uint8_t>(DepartureMode::unsupervised);

using RowsOfPersons = std::unordered_map<std::uint32_t, std::vector<std::size_t>>;

/// The departures of each person who has an unsupervised one.
RowsOfPersons rows_of_unsupervised(const DepartureColumns& columns) {
  RowsOfPersons rows_of_persons;
  for (std::size_t row = 0; row < columns.size(); ++row) {
    if (columns.mode[row] == unsupervised) {
      rows_of_persons.try_emplace(columns.person_id[row]);
    }
  }
  for (std::size_t row = 0; row < columns.size() && !rows_of_persons.empty(); ++row) {
    if (const auto found = rows_of_persons.find(columns.person_id[row]);
        found != rows_of_persons.end()) {
      found->second.push_back(row);
    }
  }
  return rows_of_persons;
}

} // namespace

std::vector<bool> find_replaced(const DepartureColumns& columns,
                                const Reappearances& reappearances) {
  std::vector<bool> is_replaced_row(columns.size(), false);
  for (const auto& [person, rows] : rows_of_unsupervised(columns)) {
    std::vector<Date> found_on;
    if (const auto found = reappearances.find(person); found != reappearances.end()) {
      std::ranges::transform(
          found->second, std::back_inserter(found_on),
          [](const FoundHere& here) { return Date::from_days_since_epoch(here.on); });
    }
    std::vector<Departure> proven;
    for (const std::size_t row : rows) {
      if (is_demonstrable(static_cast<DepartureMode>(columns.mode[row]))) {
        proven.push_back(dated_departure(columns, row));
      }
    }
    for (const std::size_t row : rows) {
      is_replaced_row[row] = columns.mode[row] == unsupervised &&
                             is_replaced(dated_departure(columns, row), proven, found_on);
    }
  }
  return is_replaced_row;
}

} // namespace libcase

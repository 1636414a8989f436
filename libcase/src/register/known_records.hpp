// All records of a kind, as known at the end of a recording.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <libcase/records/case_file.hpp>

#include "register/connection.hpp"
#include "register/recorded_row.hpp"

namespace libcase {

/// Those that meet an SQL condition, of which ?2 and on are the values.
template <class R, class... Values>
std::vector<Recorded<R>> known_records(Connection& connection, std::int64_t known_at,
                                       const std::string& condition = "TRUE",
                                       const Values&... values) {
  std::vector<Recorded<R>> found;
  RecordTable& table = connection.table(record_kind<R>());
  Statement rows = table.select("WHERE " + known_at_condition(1) + " AND " + condition);
  int parameter = 1;
  rows.bind(parameter, known_at);
  (rows.bind(++parameter, values), ...);
  while (rows.step()) {
    found.push_back(recorded_row<R>(table, rows));
  }
  return found;
}

template <class R>
using ByPerson = std::multimap<PersonId, Recorded<R>>;

template <class R>
ByPerson<R> by_person(const std::vector<Recorded<R>>& records) {
  ByPerson<R> sorted;
  for (const auto& recorded : records) {
    sorted.emplace(recorded->person_id, recorded);
  }
  return sorted;
}

} // namespace libcase

// All records of a kind, as known at the end of a recording.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include <libcase/records/case_file.hpp>

#include "register/connection.hpp"

namespace libcase {

/// Those that meet an SQL condition, where there is one.
template <class R>
std::vector<Recorded<R>> known_records(Connection& connection, std::int64_t known_at,
                                       const std::string& condition = "TRUE") {
  std::vector<Recorded<R>> found;
  RecordTable& table = connection.table(record_kind<R>());
  Statement rows = table.select("WHERE " + known_at_condition(1) + " AND " + condition);
  rows.bind(1, known_at);
  while (rows.step()) {
    const RowHeader header = table.header(rows);
    found.push_back({.id = {header.id},
                     .row = header.row,
                     .recording = header.recording,
                     .record = std::get<R>(table.record(rows))});
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

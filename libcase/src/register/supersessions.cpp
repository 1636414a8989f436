#include "register/supersessions.hpp"

#include <algorithm>

namespace libcase {

namespace {

std::optional<std::int64_t> find(const std::unordered_map<std::int64_t, std::int64_t>& superseded,
                                 std::int64_t row) {
  const auto found = superseded.find(row);
  return found == superseded.end() ? std::nullopt : std::optional{found->second};
}

} // namespace

Supersessions::Supersessions(Connection& connection) {
  std::vector<Step> steps;
  for (const RecordKind* kind : record_kinds()) {
    read_steps(connection.table(*kind), R"(WHERE "id" <> "row")", steps);
  }
  read_steps(connection.table(record_kind<Withdrawal>()), R"(WHERE "id" = "row")", steps);
  std::ranges::sort(steps);
  by_all_ = follow(steps);
  std::erase_if(steps, [](const Step& step) { return !step.is_intact; });
  by_intact_ = follow(steps);
}

bool Supersessions::allow(const AuditedRow& row) const {
  return row.superseded_by == find(by_all_, row.row) ||
         row.superseded_by == find(by_intact_, row.row);
}

void Supersessions::read_steps(RecordTable& table, const char* condition,
                               std::vector<Step>& steps) {
  Statement rows = table.select(condition);
  while (rows.step()) {
    if (!table.has_own_types(rows)) {
      continue; // reported with its row
    }
    const RowHeader header = table.header(rows);
    Step step{.id = header.id,
              .row = header.row,
              .recording = header.recording,
              .is_version = header.id != header.row,
              .is_intact = equal(table.recomputed_digest(rows), table.stored_digest(rows))};
    if (!step.is_version) {
      step.id = std::get<Withdrawal>(table.record(rows)).record_id.value;
    }
    steps.push_back(step);
  }
}

Supersessions::ByRow Supersessions::follow(const std::vector<Step>& steps) {
  ByRow superseded;
  std::int64_t id = 0;
  std::int64_t version = 0;
  for (const Step& step : steps) {
    version = step.id == id ? version : step.id;
    id = step.id;
    superseded.emplace(version, step.recording);
    version = step.is_version ? step.row : version;
  }
  return superseded;
}

} // namespace libcase

#include "register/known_rows.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "register/reading_connections.hpp"

namespace libcase {

namespace {

/// A range of rows of all kinds.
struct RowRange {
  std::int64_t from;
  std::int64_t until;
};

/// The known rows of a kind in a range of rows of all kinds. No later recording wrote to the range:
/// a row of it is known unless something took its place.
template <std::size_t Kind>
auto read_rows(Connection& connection, const RowRange& range, std::int64_t known_at) {
  using R = boost::mp11::mp_at_c<AllRecords, Kind>;
  RecordTable& table = connection.table(Kind);
  Statement statement = table.select(R"(NOT INDEXED WHERE "row" >= ?1 AND "row" < ?2
                      AND ("superseded_by" IS NULL OR "superseded_by" > ?3) ORDER BY "row")");
  statement.bind(1, range.from);
  statement.bind(2, range.until);
  statement.bind(3, known_at);
  RecordsOf<R> rows;
  while (statement.step()) {
    const RowHeader header = table.header(statement);
    rows.push_back({.id = {header.id},
                    .row = header.row,
                    .recording = header.recording,
                    .record = std::get<R>(table.record(statement))});
  }
  return rows;
}

/// The rows of all parts, one after the other, in the order of their ids. The parts give theirs up.
template <std::size_t Kind>
auto joined(std::span<RecordsByKind> parts) {
  auto rows = std::move(std::get<Kind>(parts.front()));
  std::size_t size = 0;
  for (const RecordsByKind& part : parts) {
    size += std::get<Kind>(part).size();
  }
  rows.reserve(rows.size() + size);
  for (RecordsByKind& part : parts.subspan(1)) {
    auto more = std::exchange(std::get<Kind>(part), {});
    rows.insert(rows.end(), std::make_move_iterator(more.begin()),
                std::make_move_iterator(more.end()));
  }
  const auto id = [](const auto& recorded) { return recorded.id.value; };
  if (!std::ranges::is_sorted(rows, {}, id)) {
    std::ranges::sort(rows, {}, id);
  }
  return rows;
}

} // namespace

std::int64_t last_row_of(Connection& connection, std::int64_t recording) {
  Statement rows = connection.prepare(
      R"(SELECT "first_row" + "row_count" - 1 FROM "recordings" WHERE "number" = ?)");
  rows.bind(1, recording);
  const std::int64_t last = rows.step() ? rows.integer(0) : 0;
  if (last < 0 || last > connection.greatest_row()) {
    throw FormatError("damaged", "the file is damaged: recording " + std::to_string(recording) +
                                     " counts more rows than there are: verify it");
  }
  return last;
}

RecordsByKind read_known_records(Connection& connection, const std::vector<bool>& is_read,
                                 std::int64_t known_at, int threads) {
  std::vector<bool> has_rows(is_read.size());
  for (std::size_t kind = 0; kind < is_read.size(); ++kind) {
    has_rows[kind] = is_read[kind] && connection.has_rows(kind, known_at);
  }
  ReadingConnections connections{connection, threads};
  std::vector<RecordsByKind> read(connections.size());
  const auto end = static_cast<std::size_t>(last_row_of(connection, known_at)) + 1;
  connections.read(
      end, [&](std::size_t part, Connection& reader, std::int64_t from, std::int64_t until) {
        for_each_kind([&](auto kind) {
          if (has_rows[kind]) {
            std::get<kind>(read[part]) =
                read_rows<kind>(reader, {.from = from, .until = until}, known_at);
          }
        });
      });
  RecordsByKind rows;
  for_each_kind([&](auto kind) { std::get<kind>(rows) = joined<kind>(read); });
  return rows;
}

} // namespace libcase

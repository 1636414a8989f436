#include <algorithm>
#include <memory>
#include <span>
#include <utility>

#include <libcase/register/departure_columns.hpp>

#include "register/connection.hpp"
#include "register/departure_rows.hpp"
#include "register/known_rows.hpp"
#include "register/programmes_at_departure.hpp"
#include "register/reading_connections.hpp"
#include "register/register_access.hpp"
#include "register/replaced_departures.hpp"
#include "register/schema.hpp"
#include "register/unit_departures.hpp"

namespace libcase {

namespace {

Reappearances read_reappearances(Connection& connection, std::int64_t known_at) {
  Reappearances reappearances;
  Statement rows = select_known(connection, record_kind<Reappearance>(),
                                R"("person_id", "on", "cause")", known_at, R"( ORDER BY "on")");
  while (rows.step()) {
    reappearances[rows.integer(0)].push_back(
        {days_of(rows.text(1)),
         static_cast<ReappearanceCause>(code_of<ReappearanceCause>(rows.text(2)))});
  }
  return reappearances;
}

/// All parts, one after another. Each part gives its memory up when it has been taken over.
DepartureColumns gather(std::vector<DepartureColumns> parts) {
  if (parts.size() == 1) {
    return std::move(parts.front());
  }
  DepartureColumns all;
  std::size_t size = 0;
  for (const DepartureColumns& part : parts) {
    size += part.size();
  }
  each_column<DepartureColumns>([&](auto column) {
    auto& gathered = all.*decltype(column)::pointer;
    if (!(parts.front().*decltype(column)::pointer).empty()) {
      gathered.reserve(size);
    }
    for (DepartureColumns& part : parts) {
      const auto rows = std::exchange(part.*decltype(column)::pointer, {});
      append_rows(gathered, gathered.size(), rows, rows.size());
    }
  });
  return all;
}

/// The persons of a register, by id.
class PersonRows {
public:
  explicit PersonRows(std::size_t end)
      : rows_(std::make_unique_for_overwrite<PersonRow[]>(end)), end_(end) {}

  std::span<PersonRow> all() const { return {rows_.get(), end_}; }

private:
  std::unique_ptr<PersonRow[]> rows_;
  std::size_t end_;
};

template <DescribedEnum E>
void assign_unknown(columns::Codes<E>& column, std::size_t size) {
  column.assign(size, static_cast<std::uint8_t>(E::unknown));
}

/// The columns that stand in the tables themselves; what follows from other records has its
/// value for nothing.
DepartureColumns read_rows(ReadingConnections& connections, std::int64_t known_at,
                           std::span<const ExpandedRows> expansions, std::span<PersonRow> persons) {
  connections.read(persons.size(),
                   [&](std::size_t, const Connection&, std::int64_t from, std::int64_t until) {
                     std::fill(persons.data() + from, persons.data() + until, unknown_person);
                   });
  connections.read(persons.size(), [&](std::size_t, const Connection& connection, std::int64_t from,
                                       std::int64_t until) {
    read_persons(connection, {.from = from, .until = until, .known_at = known_at}, expansions,
                 persons);
  });
  std::vector<DepartureColumns> parts(connections.size());
  connections.read(persons.size(), [&](std::size_t part, const Connection& connection,
                                       std::int64_t from, std::int64_t until) {
    parts[part] = read_departure_rows(
        connection, {.from = from, .until = until, .known_at = known_at}, persons);
  });
  DepartureColumns columns = gather(std::move(parts));
  assign_unknown(columns.composition, columns.size());
  assign_unknown(columns.member_category, columns.size());
  assign_unknown(columns.member_category_at_application, columns.size());
  assign_unknown(columns.accompaniment, columns.size());
  assign_unknown(columns.accompaniment_at_application, columns.size());
  assign_unknown(columns.reception, columns.size());
  assign_unknown(columns.reception_at_application, columns.size());
  columns.package.assign(columns.size(), static_cast<std::uint8_t>(Package::none));
  columns.programmes.assign(columns.size(), 0);
  return columns;
}

} // namespace

DepartureColumns read_departures(const Register& reg, std::optional<Instant> as_known_at,
                                 int threads) {
  Connection& connection = connection_of(reg);
  connection.require_no_recording();
  const std::int64_t known_at = reg.last_recording_at(as_known_at);
  const std::int64_t row_count = last_row_of(connection, known_at);
  require_room_in_columns(row_count);
  const PersonRows persons{static_cast<std::size_t>(row_count) + 1};
  ReadingConnections connections{connection, threads};
  const std::vector<ExpandedRows> expansions = read_expansions(connection, known_at);
  DepartureColumns columns = read_rows(connections, known_at, expansions, persons.all());
  columns.known_at_recording = known_at;
  if (known_at > 0) {
    columns.known_at = reg.recording_header(known_at).at;
  }
  const Reappearances reappearances = read_reappearances(connection, known_at);
  if (const auto is_replaced_row = find_replaced(columns, reappearances);
      std::ranges::find(is_replaced_row, true) != is_replaced_row.end()) {
    drop_rows(columns, is_replaced_row);
  }
  read_programmes(connection, known_at, columns);
  read_unit_departures(
      connection, known_at,
      {.persons = persons.all(), .reappearances = reappearances, .expansions = expansions},
      columns);
  columns.from_aggregates = !expansions.empty();
  if (columns.from_aggregates) {
    columns.person_id = {};
    columns.case_id = {};
    columns.unit_departures.clear();
  }
  return columns;
}

} // namespace libcase

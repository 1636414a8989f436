#include <algorithm>
#include <map>
#include <set>

#include <libcase/register/recording.hpp>

#include "register/case_reader.hpp"
#include "register/schema.hpp"
#include "register/store.hpp"

namespace libcase {

namespace {

ErrorPlace place_of(const RecordKind& kind, const Column& column, std::int64_t id = 0) {
  return {.record = std::string{kind.table}, .id = id, .field = std::string{column.name}};
}

ErrorPlace place_of(const RecordKind& kind, std::int64_t id) {
  return {.record = std::string{kind.table}, .id = id, .field = {}};
}

std::string name_of(const RecordKind& kind, const Column& column) {
  return std::string{kind.table} + "." + std::string{column.name};
}

void require_filled(const RecordKind& kind, const void* record) {
  for (const Column& column : kind.columns) {
    const Cell cell = column.get(record);
    if (column.required && is_empty(cell)) {
      throw InvalidValue("field_missing", "expected a value in " + name_of(kind, column),
                         place_of(kind, column));
    }
    if (const auto* code = std::get_if<CodeIndex>(&cell);
        code != nullptr && code->value >= column.codes.size()) {
      throw InvalidValue("invalid_code", "expected one of its codes in " + name_of(kind, column),
                         place_of(kind, column));
    }
  }
}

void require_linked(Store& store, const RecordKind& kind, const void* record) {
  for (const Column& column : kind.columns) {
    const Cell cell = column.get(record);
    if (column.kind != ColumnKind::link || is_empty(cell) || column.links_to.empty()) {
      continue;
    }
    const RecordKind& target = *find_record_kind(column.links_to);
    if (!store.table(target).current(std::get<std::int64_t>(cell))) {
      throw InvalidValue("link_to_nothing",
                         "expected in " + name_of(kind, column) + " the id of a record of " +
                             std::string{target.table} + ", and there is none with that id",
                         place_of(kind, column));
    }
  }
}

[[noreturn]] void refuse(const Violation& violation) {
  throw Refused(violation.code, violation.sentence,
                {.record = violation.table, .id = violation.id, .field = {}});
}

/// A recording that expands a published table writes rows made from typed values only; there the
/// checks of SQLite would say again what is known. Must be set outside of a transaction.
class RelaxedChecks {
public:
  explicit RelaxedChecks(Store& store) : store_(store) {
    store_.execute("PRAGMA foreign_keys = OFF");
    store_.execute("PRAGMA ignore_check_constraints = ON");
  }
  RelaxedChecks(const RelaxedChecks&) = delete;
  RelaxedChecks& operator=(const RelaxedChecks&) = delete;
  ~RelaxedChecks() {
    sqlite3_exec(store_.handle(), "PRAGMA ignore_check_constraints = OFF; PRAGMA foreign_keys = ON",
                 nullptr, nullptr, nullptr);
  }

private:
  Store& store_;
};

/// Marks the connection as recording, for as long as it lives.
class RecordingMark {
public:
  explicit RecordingMark(Store& store) : store_(store) {
    store.require_no_recording();
    store.is_recording = true;
  }
  RecordingMark(const RecordingMark&) = delete;
  RecordingMark& operator=(const RecordingMark&) = delete;
  ~RecordingMark() { store_.is_recording = false; }

private:
  Store& store_;
};

/// The links of a group of new records to each other: -1 is the first of them.
struct Group {
  /// Throws InvalidValue where a link leads out of the group.
  explicit Group(std::span<const AnyRecord> group_records)
      : records(group_records.begin(), group_records.end()) {
    for (const AnyRecord& record : records) {
      require_filled(kind_of(record), data_of(record));
      for (const Column& column : kind_of(record).columns) {
        if (column.kind != ColumnKind::link) {
          continue;
        }
        const Cell cell = column.get(data_of(record));
        const std::int64_t local = is_empty(cell) ? 0 : -std::get<std::int64_t>(cell);
        if (!is_empty(cell) &&
            (local < 1 || local > static_cast<std::int64_t>(records.size()) ||
             kind_of(records[static_cast<std::size_t>(local - 1)]).table != column.links_to)) {
          throw InvalidValue("link_out_of_group",
                             "expected in " + name_of(kind_of(record), column) +
                                 " a link to a record of the same group",
                             place_of(kind_of(record), column));
        }
      }
    }
  }

  CaseFile as_file(std::int64_t recording) const {
    std::int64_t case_id = 0;
    for (std::size_t index = 0; index < records.size(); ++index) {
      if (std::holds_alternative<Case>(records[index])) {
        case_id = static_cast<std::int64_t>(index) + 1;
      }
    }
    CaseFile file{CaseId{case_id}, recording};
    for (std::size_t index = 0; index < records.size(); ++index) {
      AnyRecord record = records[index];
      for (const Column& column : kind_of(record).columns) {
        const Cell cell = column.get(data_of(record));
        if (column.kind == ColumnKind::link && !is_empty(cell)) {
          column.set(data_of(record), Cell{-std::get<std::int64_t>(cell)});
        }
      }
      const auto id = static_cast<std::int64_t>(index) + 1;
      file.add(id, id, recording, std::move(record));
    }
    return file;
  }

  std::vector<AnyRecord> records;
};

} // namespace

struct Recording::State {
  State(Store& register_store, const RecordingOptions& options)
      : mark(register_store), store(register_store) {
    if (options.source) {
      relaxed.emplace(store);
    }
    transaction.emplace(store);
    const Store::Head head = store.head();
    const Instant now = std::max(store.now(), head.header.at);
    Instant at = options.at.value_or(now);
    if (options.waits_for_last) {
      at = std::max(at, head.header.at);
    }
    if (at < head.header.at || at > now) {
      throw InvalidValue("time_goes_back", "expected a time of recording between the last one, " +
                                               to_text(head.header.at) + ", and now, found " +
                                               to_text(at));
    }
    header = {.number = head.header.number + 1,
              .at = at,
              .by = store.options().actor,
              .why = options.why,
              .is_historical = options.at.has_value(),
              .source = options.source};
    previous = head.header;
    first_row = next_row = head.next_row;
    digester.emplace(previous.digest, header, first_row);
    insert_header();
  }

  void insert_header() {
    if (header.source) {
      Statement& known = store.statement(R"(SELECT 1 FROM "recordings" WHERE "source" = ?)");
      Rows rows{known};
      known.bind_blob(1, *header.source);
      if (rows.next()) {
        throw Conflict("already_imported",
                       "a table with the same content was imported into this register before");
      }
    }
    Statement& insert = store.statement(
        R"(INSERT INTO "recordings" ("number", "at", "by", "why", "is_historical", "source",
           "first_row", "row_count", "digest") VALUES (?, ?, ?, ?, ?, ?, ?, 0, x''))");
    const std::string at = to_text(header.at);
    insert.bind(1, header.number);
    insert.bind(2, at);
    insert.bind(3, header.by);
    insert.bind(4, header.why);
    insert.bind(5, std::int64_t{header.is_historical ? 1 : 0});
    insert.bind_null(6);
    if (header.source) {
      insert.bind_blob(6, *header.source);
    }
    insert.bind(7, first_row);
    insert.run();
  }

  RecordId write(const AnyRecord& record, std::int64_t id = 0) {
    const std::int64_t row = next_row++;
    const std::int64_t record_id = id == 0 ? row : id;
    digester->add_row(
        store.table(record.index()).insert(row, record_id, header.number, data_of(record)));
    touch(record, record_id);
    if (auto found = violations_of_record(record, record_id, row); !found.empty()) {
      of_records[record_id] = std::move(found);
    }
    return {record_id};
  }

  void touch(const AnyRecord& record, std::int64_t id) {
    cases.merge(cases_of(store, record, id));
    if (const auto* departure = std::get_if<Departure>(&record)) {
      persons.insert(departure->person_id.value);
    }
    if (const auto* reappearance = std::get_if<Reappearance>(&record)) {
      persons.insert(reappearance->person_id.value);
    }
  }

  AnyRecord version(RowTable& table, std::int64_t row) {
    Statement statement = table.select(R"(WHERE "row" = ?)");
    statement.bind(1, row);
    statement.step();
    return table.record(statement);
  }

  /// Marks the current version of a record as superseded by this recording.
  void supersede(RowTable& table, const RowHeader& current) {
    touch(version(table, current.row), current.id);
    table.supersede(current.row, header.number);
    of_records.erase(current.id);
  }

  RowHeader require_current(RowTable& table, RecordId id) {
    const auto current = table.current(id.value);
    if (!current) {
      throw WrongState("withdrawn_already", "the record was withdrawn",
                       place_of(table.kind(), id.value));
    }
    return *current;
  }

  RowTable& require_table(RecordId id) {
    RowTable* table = store.table_of(id.value);
    if (table == nullptr) {
      throw NotFound("no_such_record", "there is no record with the id " + std::to_string(id.value),
                     {.record = {}, .id = id.value, .field = {}});
    }
    return *table;
  }

  void require_correctable(const RecordKind& kind, std::int64_t id) const {
    if (&kind == &record_kind<Withdrawal>()) {
      throw WrongState("withdrawal_stays",
                       "a withdrawal can be neither corrected nor withdrawn: "
                       "record the fact anew",
                       place_of(kind, id));
    }
  }

  void require_unlinked(const RecordKind& target, std::int64_t id) {
    for (const RecordKind* kind : record_kinds()) {
      for (const Column& column : kind->columns) {
        if (column.kind != ColumnKind::link || column.links_to != target.table) {
          continue;
        }
        Statement& linked =
            store.statement("SELECT 1 FROM " + sql_name(kind->table) + " WHERE " +
                            sql_name(column.name) + R"( = ? AND "superseded_by" IS NULL LIMIT 1)");
        Rows rows{linked};
        linked.bind(1, id);
        if (rows.next()) {
          throw WrongState("still_linked",
                           "records of " + std::string{kind->table} +
                               " rest on this one: withdraw them first",
                           place_of(target, id));
        }
      }
    }
  }

  RecordId record(const AnyRecord& record) {
    require_filled(kind_of(record), data_of(record));
    if (const auto* withdrawal = std::get_if<Withdrawal>(&record)) {
      return withdraw(*withdrawal);
    }
    require_linked(store, kind_of(record), data_of(record));
    return write(record);
  }

  void record_copies(const Group& local, std::int64_t copies);
  void replace(RecordId id, const AnyRecord& record, std::int64_t expected_version);
  void refer(const RecordKind& kind, std::string_view reference, RecordId id);

  RecordId withdraw(const Withdrawal& withdrawal) {
    RowTable& table = require_table(withdrawal.record_id);
    require_correctable(table.kind(), withdrawal.record_id.value);
    const RowHeader current = require_current(table, withdrawal.record_id);
    require_unlinked(table.kind(), current.id);
    supersede(table, current);
    return write(AnyRecord{withdrawal});
  }

  std::vector<Violation> violations() {
    std::vector<Violation> found;
    for (const std::int64_t id : cases) {
      const auto in_case = violations_in(read_case_file(store, CaseId{id}, header.number));
      found.insert(found.end(), in_case.begin(), in_case.end());
    }
    for (const std::int64_t id : persons) {
      const auto departures = current_of_person<Departure>(id);
      const auto reappearances = current_of_person<Reappearance>(id);
      const auto of_person = violations_of_departures(departures, reappearances);
      found.insert(found.end(), of_person.begin(), of_person.end());
    }
    for (const auto& [id, of_record] : of_records) {
      found.insert(found.end(), of_record.begin(), of_record.end());
    }
    return found;
  }

  template <class R>
  std::vector<Recorded<R>> current_of_person(std::int64_t person) {
    RowTable& table = store.table(record_kind<R>());
    Statement statement =
        table.select(R"(WHERE "person_id" = ? AND "superseded_by" IS NULL ORDER BY "row")");
    statement.bind(1, person);
    std::vector<Recorded<R>> rows;
    while (statement.step()) {
      const RowHeader row = table.header(statement);
      rows.push_back({.id = {row.id},
                      .row = row.row,
                      .recording = row.recording,
                      .record = std::get<R>(table.record(statement))});
    }
    return rows;
  }

  void commit() {
    if (const auto found = violations(); !found.empty()) {
      refuse(found.front());
    }
    if (next_row == first_row && !header.source) {
      header = previous; // nothing was written: no recording
      return;
    }
    header.digest = digester->finish();
    Statement& finish = store.statement(
        R"(UPDATE "recordings" SET "row_count" = ?2, "digest" = ?3 WHERE "number" = ?1)");
    finish.bind(1, header.number);
    finish.bind(2, next_row - first_row);
    finish.bind_blob(3, header.digest);
    finish.run();
    transaction->commit();
  }

  RecordingMark mark;
  Store& store;
  std::optional<RelaxedChecks> relaxed; // outlives the transaction: declared before it
  std::optional<WriteTransaction> transaction;
  RecordingHeader header;
  RecordingHeader previous;
  std::int64_t first_row = 0;
  std::int64_t next_row = 0;
  std::optional<RecordingDigester> digester;
  std::set<std::int64_t> cases;   // whose files the guards must judge
  std::set<std::int64_t> persons; // whose departures the guards must judge
  std::map<std::int64_t, std::vector<Violation>> of_records; // of those that stand, by id
};

namespace {

template <class State>
State& require_open(const std::unique_ptr<State>& state) {
  if (!state) {
    throw WrongState("recording_over", "the recording was committed or has failed: begin another");
  }
  return *state;
}

/// A failure that may have left half of a write behind ends the recording.
template <class State, class Action>
auto within(std::unique_ptr<State>& state, Action&& action) {
  try {
    return action(require_open(state));
  } catch (const Error& error) {
    switch (error.category()) {
    case Category::invalid_value:
    case Category::not_found:
    case Category::conflict:
    case Category::wrong_state:
      break;
    default:
      state.reset();
    }
    throw;
  } catch (...) {
    state.reset();
    throw;
  }
}

} // namespace

Recording::Recording(std::unique_ptr<State> state) : state_(std::move(state)) {}
Recording::Recording(Recording&&) noexcept = default;
Recording::~Recording() = default;

RecordId Recording::record_any(const AnyRecord& record) {
  return within(state_, [&](State& state) { return state.record(record); });
}

void Recording::record_copies(std::span<const AnyRecord> group, std::int64_t copies) {
  within(state_, [&](State& state) { state.record_copies(Group{group}, copies); });
}

void Recording::State::record_copies(const Group& local, std::int64_t copies) {
  const CaseFile file = local.as_file(header.number);
  auto found = violations_in(file);
  const auto of_departures =
      violations_of_departures(file.all<Departure>(), file.all<Reappearance>());
  found.insert(found.end(), of_departures.begin(), of_departures.end());
  for (const AnyRecord& record : local.records) {
    const auto of_record = violations_of_record(record, 0, 0);
    found.insert(found.end(), of_record.begin(), of_record.end());
  }
  if (!found.empty()) {
    refuse(found.front());
  }

  struct Part {
    RowTable* table;
    std::vector<StoredValue> values;
    std::vector<std::pair<std::size_t, std::int64_t>> links; // stored column, place in the group
  };
  std::vector<Part> parts;
  for (const AnyRecord& record : local.records) {
    const auto& stored = stored_columns(kind_of(record));
    Part& part = parts.emplace_back();
    part.table = &store.table(record.index());
    part.values.resize(stored.size());
    part.table->read_values(data_of(record), part.values);
    for (std::size_t index = 0; index < stored.size(); ++index) {
      if (stored[index].column->kind == ColumnKind::link &&
          part.values[index].type == StoredValue::Type::integer) {
        part.links.emplace_back(index, -part.values[index].integer - 1);
      }
    }
  }
  std::set<const RowTable*> tables;
  for (const Part& part : parts) {
    tables.insert(part.table);
  }
  const bool is_one_a_table = tables.size() == parts.size();
  for (std::int64_t copy = 0; copy < copies; ++copy) {
    const std::int64_t first = next_row;
    for (Part& part : parts) {
      for (const auto& [index, place] : part.links) {
        part.values[index].integer = first + place;
      }
      const std::int64_t row = next_row++;
      digester->add_row(part.table->insert_values(row, row, header.number, part.values,
                                                  copy > 0 && is_one_a_table));
    }
  }
}

void Recording::replace_any(RecordId id, const AnyRecord& record, std::int64_t expected_version) {
  within(state_, [&](State& state) { state.replace(id, record, expected_version); });
}

void Recording::State::replace(RecordId id, const AnyRecord& record,
                               std::int64_t expected_version) {
  const RecordKind& kind = kind_of(record);
  RowTable& table = require_table(id);
  require_correctable(table.kind(), id.value);
  if (&table.kind() != &kind) {
    throw InvalidValue("other_kind",
                       "expected a record of " + std::string{table.kind().table} +
                           ", found one of " + std::string{kind.table},
                       place_of(table.kind(), id.value));
  }
  require_filled(kind, data_of(record));
  require_linked(store, kind, data_of(record));
  const RowHeader current = require_current(table, id);
  if (current.row != expected_version) {
    throw Conflict("newer_version",
                   "expected to correct version " + std::to_string(expected_version) +
                       ", but the current one is " + std::to_string(current.row),
                   place_of(kind, id.value));
  }
  supersede(table, current);
  write(record, id.value);
}

void Recording::withdraw_any(RecordId id, std::string why) {
  record_any(AnyRecord{Withdrawal{.record_id = id, .why = std::move(why)}});
}

void Recording::refer(const RecordKind& kind, std::string_view reference, RecordId id) {
  within(state_, [&](State& state) { state.refer(kind, reference, id); });
}

void Recording::State::refer(const RecordKind& kind, std::string_view reference, RecordId id) {
  if (reference.empty()) {
    throw InvalidValue("reference_missing", "expected a reference, found an empty text",
                       place_of(kind, id.value));
  }
  if (!store.table(kind).current(id.value)) {
    throw InvalidValue("link_to_nothing",
                       "expected the id of a record of " + std::string{kind.table} +
                           ", and there is none with that id",
                       place_of(kind, id.value));
  }
  if (store.owner_of(kind, reference)) {
    throw Conflict("reference_taken",
                   "a record of " + std::string{kind.table} +
                       " has that reference already, or had it until it was withdrawn",
                   place_of(kind, id.value));
  }
  Digest salt{};
  randombytes_buf(salt.data(), salt.size());
  const Digest seal = seal_of(salt, reference);
  const std::int64_t row = next_row++;
  const Digest digest = reference_digest(row, id.value, header.number, kind.table, seal);
  Statement& insert = store.statement(
      R"(INSERT INTO "external_references" ("row", "id", "recording", "kind", "reference", "salt",
         "seal", "digest") VALUES (?, ?, ?, ?, ?, ?, ?, ?))");
  insert.bind(1, row);
  insert.bind(2, id.value);
  insert.bind(3, header.number);
  insert.bind(4, kind.table);
  insert.bind(5, reference);
  insert.bind_blob(6, salt);
  insert.bind_blob(7, seal);
  insert.bind_blob(8, digest);
  insert.run();
  digester->add_row(digest);
}

std::vector<Violation> Recording::violations() const {
  return require_open(state_).violations();
}

RecordingHeader Recording::commit() {
  std::unique_ptr<State> state = std::move(state_);
  return within(state, [](State& open) {
    open.commit();
    return open.header;
  });
}

Recording Register::recording(RecordingOptions options) {
  return Recording{std::make_unique<Recording::State>(store(), options)};
}

} // namespace libcase

#include <algorithm>
#include <optional>

#include <libcase/register/recording.hpp>
#include <libcase/rules/budget_use.hpp>
#include <libcase/rules/safeguards.hpp>

#include "register/connection.hpp"
#include "register/guarded.hpp"
#include "register/record_group.hpp"
#include "register/recording_checks.hpp"
#include "register/register_access.hpp"
#include "register/schema.hpp"
#include "register/transaction.hpp"

namespace libcase {

namespace {

/// A recording that expands a published table writes rows made from typed values only; there the
/// checks of SQLite would say again what is known. Must be set outside of a transaction.
class RelaxedChecks {
public:
  explicit RelaxedChecks(Connection& connection) : connection_(connection) {
    connection_.execute("PRAGMA foreign_keys = OFF");
    connection_.execute("PRAGMA ignore_check_constraints = ON");
  }
  RelaxedChecks(const RelaxedChecks&) = delete;
  RelaxedChecks& operator=(const RelaxedChecks&) = delete;
  ~RelaxedChecks() {
    sqlite3_exec(connection_.handle(),
                 "PRAGMA ignore_check_constraints = OFF; PRAGMA foreign_keys = ON", nullptr,
                 nullptr, nullptr);
  }

private:
  Connection& connection_;
};

/// Marks the connection as recording, for as long as it lives.
class RecordingMark {
public:
  explicit RecordingMark(Connection& connection) : connection_(connection) {
    connection.require_no_recording();
    connection.is_recording = true;
  }
  RecordingMark(const RecordingMark&) = delete;
  RecordingMark& operator=(const RecordingMark&) = delete;
  ~RecordingMark() {
    connection_.is_recording = false;
    connection_.forget_empty_kinds();
  }

private:
  Connection& connection_;
};

/// Has SQLite write to its log what was written so far. If it must begin that anew, it does so now:
/// others take that for a write, and otherwise it would come whenever SQLite's cache is full.
void begin_log(Connection& connection) {
  connection.require_sole_writer();
  if (const int result = sqlite3_db_cacheflush(connection.handle()); result != SQLITE_OK) {
    throw_sqlite_error(result, sqlite3_errmsg(connection.handle()));
  }
  connection.watch_others();
}

} // namespace

struct Recording::State {
  State(Connection& register_store, const RecordingOptions& options)
      : mark(register_store), connection(register_store) {
    require_text(options.why, "the reason of a recording");
    if (options.source) {
      relaxed.emplace(connection);
    }
    transaction.emplace(connection);
    const Connection::Head head = connection.head();
    const Instant clock = connection.now();
    connection.question_clock(clock);
    const Instant now = std::max(clock, head.header.at);
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
              .by = connection.options().actor,
              .why = options.why,
              .is_historical = options.at.has_value(),
              .source = options.source};
    is_of_past = options.at && day_of(*options.at) < day_of(clock);
    previous = head.header;
    first_row = next_row = head.next_row;
    digester.emplace(previous.digest, header, first_row);
    insert_header();
    begin_log(connection);
  }

  void insert_header() {
    if (header.source) {
      Statement& known = connection.statement(R"(SELECT 1 FROM "recordings" WHERE "source" = ?)");
      Rows rows{known};
      known.bind_blob(1, *header.source);
      if (rows.next()) {
        throw Conflict("already_imported",
                       "a table with the same content was imported into this register before");
      }
    }
    Statement& insert = connection.statement(
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
        connection.table(record.index()).insert(row, record_id, header.number, data_of(record)));
    guarded.add_written(record, record_id, row, day_of(header.at));
    return {record_id};
  }

  AnyRecord version(RecordTable& table, std::int64_t row) {
    Statement statement = table.select(R"(WHERE "row" = ?)");
    statement.bind(1, row);
    statement.step();
    return table.record(statement);
  }

  /// Marks the current version of a record as superseded by this recording.
  void supersede(RecordTable& table, const RowHeader& current) {
    guarded.add_superseded(version(table, current.row), current.id);
    table.supersede(current.row, header.number);
  }

  RecordId record(const AnyRecord& record) {
    require_filled(kind_of(record), data_of(record));
    if (const auto* withdrawal = std::get_if<Withdrawal>(&record)) {
      require_of_callers(require_table(connection, withdrawal->record_id).kind(),
                         withdrawal->record_id.value);
      return withdraw(*withdrawal);
    }
    require_of_callers(kind_of(record));
    require_linked(connection, kind_of(record), data_of(record));
    return write(record);
  }

  void record_copies(const RecordGroup& local, std::int64_t copies);
  void require_no_minors(const CaseFile& file) const;
  void replace(RecordId id, const AnyRecord& record, std::int64_t expected_version);
  void refer(const RecordKind& kind, std::string_view reference, RecordId id);

  RecordId withdraw(const Withdrawal& withdrawal) {
    RecordTable& table = require_table(connection, withdrawal.record_id);
    require_correctable(table.kind(), withdrawal.record_id.value);
    const RowHeader current = require_current(table, withdrawal.record_id);
    if (&table.kind() == &record_kind<Departure>()) {
      withdraw_gates(current.id, withdrawal.why);
    }
    require_unlinked(connection, table.kind(), current.id);
    supersede(table, current);
    return write(AnyRecord{withdrawal});
  }

  /// What the register wrote of a departure goes with it.
  void withdraw_gates(std::int64_t departure, const std::string& why) {
    std::vector<RecordId> gates;
    {
      Statement& of_departure = connection.statement(
          R"(SELECT "id" FROM "departure_gates" WHERE "departure_id" = ?
             AND "superseded_by" IS NULL)");
      Rows rows{of_departure};
      of_departure.bind(1, departure);
      while (rows.next()) {
        gates.push_back({of_departure.integer(0)});
      }
    }
    for (const RecordId gate : gates) {
      withdraw({.record_id = gate, .why = why});
    }
  }

  std::vector<Violation> violations() { return guarded.violations(header, is_of_past); }

  void commit() {
    if (const auto found = violations(); !found.empty()) {
      refuse(found.front());
    }
    if (next_row == first_row && !header.source) {
      header = previous; // nothing was written: no recording
      return;
    }
    guarded.write_budget_totals(header.number);
    for (const DepartureGate& gate : std::vector{guarded.gates()}) { // writing is judged anew
      write(AnyRecord{gate});
    }
    header.digest = digester->finish();
    Statement& finish = connection.statement(
        R"(UPDATE "recordings" SET "row_count" = ?2, "digest" = ?3 WHERE "number" = ?1)");
    finish.bind(1, header.number);
    finish.bind(2, next_row - first_row);
    finish.bind_blob(3, header.digest);
    finish.run();
    transaction->commit();
  }

  RecordingMark mark;
  Connection& connection;
  std::optional<RelaxedChecks> relaxed; // outlives the transaction: declared before it
  std::optional<WriteScope> transaction;
  RecordingHeader header;
  RecordingHeader previous;
  std::int64_t first_row = 0;
  std::int64_t next_row = 0;
  std::optional<RecordingDigester> digester;
  Guarded guarded{connection};
  bool is_of_past = false; ///< its records were known before today
};

namespace {

template <class State>
State& require_open(const std::unique_ptr<State>& state) {
  if (!state) {
    throw WrongState("recording_over", "the recording was committed or has failed: begin another");
  }
  state->connection.require_own_process();
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
Recording::~Recording() {
  if (state_ && state_->connection.is_of_other_process()) {
    static_cast<void>(state_.release()); // rolling back would touch what the parent works with
  }
}

RecordId Recording::record_any(const AnyRecord& record) {
  return within(state_, [&](State& state) { return state.record(record); });
}

void Recording::record_copies(std::span<const AnyRecord> group, std::int64_t copies) {
  within(state_, [&](State& state) { state.record_copies(RecordGroup{group}, copies); });
}

void Recording::State::record_copies(const RecordGroup& local, std::int64_t copies) {
  const CaseFile file = local.as_file(header.number);
  std::vector<Violation> found;
  const auto append = [&found](const std::vector<Violation>& more) {
    found.insert(found.end(), more.begin(), more.end());
  };
  append(violations_in(file));
  append(violations_of_departures(file.all<Departure>(), file.all<Reappearance>()));
  append(violations_of_relations(file.all<Relation>(), file.all<Person>()));
  append(violations_of_claims(file.all<AsylumProcedure>(), file.all<NoAsylumClaim>()));
  for (const auto& guardianship : file.all<Guardianship>()) {
    append(violations_of_consents(guardianship, file.all<GuardianConsent>()));
  }
  for (const AnyRecord& record : local.records()) {
    require_of_callers(kind_of(record));
    append(violations_of_record(record, 0, 0, day_of(header.at)));
  }
  if (!found.empty()) {
    refuse(found.front());
  }
  if (!header.source) {
    require_no_minors(file);
  }
  if (!budget_uses(file).empty()) {
    throw InvalidValue("copies_on_budget", "expected copies of a case that draws on no budget: "
                                           "awards on a budget line are recorded one by one");
  }

  next_row = local.write_copies(connection, *digester, header.number, next_row, copies);
}

/// The safeguards, the split of families and the places of facilities are judged one by one.
void Recording::State::require_no_minors(const CaseFile& file) const {
  const SafeguardRules& rules = *connection.options().safeguards;
  if (!gated_departures(file, rules).empty() || !violations_of_minors(file, rules).empty() ||
      !file.all<FacilityReservation>().empty() || !file.all<FacilityStay>().empty()) {
    throw InvalidValue("copies_of_minors",
                       "expected copies of a case in which no minor leaves alone, no family is "
                       "split and nobody is in a facility: those are recorded one by one");
  }
}

void Recording::replace_any(RecordId id, const AnyRecord& record, std::int64_t expected_version) {
  within(state_, [&](State& state) { state.replace(id, record, expected_version); });
}

void Recording::State::replace(RecordId id, const AnyRecord& record,
                               std::int64_t expected_version) {
  const RecordKind& kind = kind_of(record);
  RecordTable& table = require_table(connection, id);
  require_correctable(table.kind(), id.value);
  require_of_callers(table.kind(), id.value);
  if (&table.kind() != &kind) {
    throw InvalidValue("other_kind",
                       "expected a record of " + std::string{table.kind().table} +
                           ", found one of " + std::string{kind.table},
                       error_place(table.kind(), id.value));
  }
  require_filled(kind, data_of(record));
  require_linked(connection, kind, data_of(record));
  const RowHeader current = require_current(table, id);
  if (current.row != expected_version) {
    throw Conflict("newer_version",
                   "expected to correct version " + std::to_string(expected_version) +
                       ", but the current one is " + std::to_string(current.row),
                   error_place(kind, id.value));
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
                       error_place(kind, id.value));
  }
  require_text(reference, "a reference", error_place(kind, id.value));
  if (!connection.table(kind).current(id.value)) {
    throw InvalidValue("link_to_nothing",
                       "expected the id of a record of " + std::string{kind.table} +
                           ", and there is none with that id",
                       error_place(kind, id.value));
  }
  if (connection.owner_of(kind, reference)) {
    throw Conflict("reference_taken",
                   "a record of " + std::string{kind.table} +
                       " has that reference already, or had it until it was withdrawn",
                   error_place(kind, id.value));
  }
  Digest salt{};
  randombytes_buf(salt.data(), salt.size());
  const Digest seal = seal_of(salt, reference);
  const std::int64_t row = next_row++;
  const Digest digest = reference_digest(row, id.value, header.number, kind.table, seal);
  Statement& insert = connection.statement(
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
  require_open(state_);
  std::unique_ptr<State> state = std::move(state_);
  return within(state, [](State& open) {
    open.commit();
    return open.header;
  });
}

Recording Register::recording(RecordingOptions options) {
  return Recording{std::make_unique<Recording::State>(connection_of(*this), options)};
}

} // namespace libcase

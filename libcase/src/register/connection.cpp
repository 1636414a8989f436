#include "register/connection.hpp"

#include <algorithm>

#include "register/clock_check.hpp"
#include "register/file_check.hpp"
#include "register/migration.hpp"
#include "register/open_database.hpp"
#include "register/schema.hpp"
#include "register/transaction.hpp"
#include "text/files.hpp"
#include "text/joined.hpp"

namespace libcase {

std::string select_recordings(std::string_view rest) {
  return "SELECT \"number\", \"at\", \"by\", \"why\", \"is_historical\", \"source\", \"digest\", "
         "\"first_row\", \"row_count\" FROM \"recordings\" " +
         std::string{rest};
}

Connection::Connection(const std::filesystem::path& path, OpenOptions options)
    : path_(path.string()), options_(std::move(options)),
      file_changed_(is_in_memory() ? std::nullopt : last_change_of(path_)), database_(opened()),
      handle_(database_.getHandle()), tables_(record_kinds().size()),
      has_rows_(record_kinds().size()) {
  if (!options_.safeguards) {
    options_.safeguards = SafeguardRules::shipped();
  }
  options_.busy_timeout = std::min(options_.busy_timeout, longest_timeout);
  sqlite3_extended_result_codes(handle_, 1);
  merge_log_on_close(false); // of a register that turns out damaged, or a log of another file
  // or a column that is not there would be read as its name, a string
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  execute("PRAGMA foreign_keys = ON");
  execute("PRAGMA synchronous = FULL");
  execute("PRAGMA temp_store = MEMORY");
  execute("PRAGMA secure_delete = ON");
  if (!options_.read_only && !is_in_memory()) {
    lock_.emplace(sqlite3_db_filename(handle_, "main"));
  }
  if (Statement version = prepare("PRAGMA user_version");
      version.step() && version.integer(0) == 0) {
    version = {};
    create();
  }
  migrate(*this);
  if (!options_.read_only && !is_in_memory()) {
    execute("PRAGMA journal_mode = WAL");
    head(); // opens the log
    log_ = identity_of(log_file());
    require_undamaged(*this);
  }
  merge_log_on_close(true);
}

SQLite::Database Connection::opened() {
  const OpeningFile opening;
  SQLite::Database database = open_database(path_, options_, opening);
  if (const auto file = is_in_memory() ? std::nullopt : identity_of(path_)) {
    file_.emplace(*file, opening);
    file_changed_ = file_changed_ ? file_changed_ : last_change_of(path_); // or made a moment ago
  }
  return database;
}

void Connection::question_clock(Instant now) {
  if (!file_changed_ || options_.trusts_clock) {
    return;
  }
  const Head last = head();
  try {
    require_plausible_clock(
        now, last.header.number > 0 ? std::optional{last.header.at} : std::nullopt, *file_changed_);
  } catch (const WrongState&) {
    merge_log_on_close(false); // which would give the file the time of this clock
    throw;
  }
}

void Connection::merge_log_on_close(bool is_merged) {
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, is_merged ? 0 : 1, nullptr);
}

void Connection::execute(std::string_view sql) {
  translated([&] { database_.exec(std::string{sql}); });
}

void Connection::lock_for_writing() {
  if (lock_) {
    lock_->acquire(options_.busy_timeout);
  }
}

void Connection::watch_others() {
  require_in_place();
  if (log_) {
    if (!watch_) {
      watch_.emplace(sqlite3_db_filename(handle_, "main"), options_.busy_timeout);
    }
    watch_->begin();
  }
}

void Connection::require_sole_writer() {
  require_in_place();
  if (lock_) {
    lock_->require_held();
  }
  if (watch_ && watch_->has_seen_write()) {
    throw_lock_lost("wrote meanwhile");
  }
}

void Connection::unlock() noexcept {
  if (lock_) {
    lock_->release();
  }
}

std::string Connection::log_file() const {
  return sqlite3_db_filename(handle_, "main") + std::string{"-wal"};
}

void Connection::throw_lock_lost(const std::string& what) {
  throw StorageError(
      "lock_lost", "expected to write alone, found that another program " + what +
                       ": something in this process has opened and closed the register's file, "
                       "which drops the locks of SQLite; close the register, open it anew, verify "
                       "it, and record again what was not confirmed");
}

void Connection::require_in_place() const {
  int has_moved = 0;
  const int result = sqlite3_file_control(handle_, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
  if (result == SQLITE_OK && has_moved != 0) {
    throw StorageError("moved", "the register's file was moved, removed or replaced since it was "
                                "opened: what was to be recorded is not in the file of that "
                                "name, open the register anew");
  }
  if (log_ && log_ != identity_of(log_file())) {
    throw_lock_lost("removed SQLite's log of the register");
  }
}

void throw_other_process() {
  throw WrongState("other_process", "the register was opened by the process that this one was "
                                    "forked from, whose locks this one would disturb: open it in "
                                    "a process of its own (spawn)");
}

RecordTable& Connection::table(std::size_t kind_index) {
  auto& table = tables_[kind_index];
  if (!table) {
    table.emplace(handle_, kind_index);
  }
  return *table;
}

RecordTable& Connection::table(const RecordKind& kind) {
  const auto kinds = record_kinds();
  return table(static_cast<std::size_t>(std::ranges::find(kinds, &kind) - kinds.begin()));
}

RecordTable* Connection::table_of(std::int64_t id) {
  for (const RecordKind* kind : record_kinds()) {
    Statement& statement = this->statement("SELECT 1 FROM " + sql_name(kind->table) +
                                           R"( WHERE "row" = ? AND "id" = "row")");
    Rows rows{statement};
    statement.bind(1, id);
    if (rows.next()) {
      return &table(*kind);
    }
  }
  return nullptr;
}

bool Connection::has_rows(std::size_t kind_index, std::int64_t recording) {
  const auto& table = tables_[kind_index];
  if (has_rows_[kind_index] || (table && table->was_written())) {
    return true;
  }
  if (recording > looked_at_) {
    Statement& any = statement("SELECT " + joined(record_kinds(), [](const RecordKind* kind) {
                                 return "EXISTS (SELECT 1 FROM " + sql_name(kind->table) + ")";
                               }));
    Rows rows{any};
    rows.next();
    for (std::size_t kind = 0; kind < has_rows_.size(); ++kind) {
      has_rows_[kind] = any.integer(static_cast<int>(kind)) != 0;
    }
    looked_at_ = recording;
  }
  return has_rows_[kind_index];
}

std::optional<RecordId> Connection::owner_of(const RecordKind& kind, std::string_view reference) {
  Statement& statement = this->statement(
      R"(SELECT "id" FROM "external_references" WHERE "kind" = ? AND "reference" = ?)");
  Rows rows{statement};
  statement.bind(1, kind.table);
  statement.bind(2, reference);
  return rows.next() ? std::optional{RecordId{statement.integer(0)}} : std::nullopt;
}

std::optional<std::string> Connection::reference_of(RecordId id, std::int64_t known_at) {
  Statement& statement = this->statement(
      R"(SELECT "reference" FROM "external_references" WHERE "id" = ? AND "recording" <= ?
         AND "reference" IS NOT NULL ORDER BY "row" LIMIT 1)");
  Rows rows{statement};
  statement.bind(1, id.value);
  statement.bind(2, known_at);
  return rows.next() ? std::optional{statement.utf8(0)} : std::nullopt;
}

void Connection::require_no_recording() const {
  if (is_recording) {
    throw WrongState("recording_under_way",
                     "a recording is under way on this register: commit or drop it first");
  }
}

Statement& Connection::statement(const std::string& sql) {
  const auto found = statements_.find(sql);
  return found != statements_.end() ? found->second
                                    : statements_.emplace(sql, prepare(sql)).first->second;
}

Instant Connection::now() const {
  return options_.clock ? options_.clock()
                        : std::chrono::time_point_cast<std::chrono::microseconds>(
                              std::chrono::system_clock::now());
}

RecordingHeader Connection::header_of(const Statement& statement) const {
  const auto moment = [&] {
    try {
      return instant_from_text(statement.text(1));
    } catch (const InvalidValue&) { // somebody wrote it
      throw FormatError("damaged", "the file is damaged: the time of recording " +
                                       std::to_string(statement.integer(0)) + " is none");
    }
  };
  RecordingHeader header{.number = statement.integer(0),
                         .at = moment(),
                         .by = statement.utf8(2),
                         .why = statement.utf8(3),
                         .is_historical = statement.integer(4) != 0};
  const auto copy = [](std::span<const std::uint8_t> blob) {
    Digest digest{};
    std::copy_n(blob.begin(), std::min(blob.size(), digest.size()), digest.begin());
    return digest;
  };
  if (!statement.is_null(5)) {
    header.source = copy(statement.blob(5));
  }
  header.digest = copy(statement.blob(6));
  return header;
}

std::int64_t Connection::greatest_row() {
  std::string sql = R"(SELECT max("row") FROM "external_references")";
  for (const RecordKind* kind : record_kinds()) {
    sql += R"( UNION ALL SELECT max("row") FROM )" + sql_name(kind->table);
  }
  Statement& each = statement(sql);
  Rows rows{each};
  std::int64_t greatest = 0;
  while (rows.next()) {
    greatest = std::max(greatest, each.integer(0));
  }
  return greatest;
}

Connection::Head Connection::head() {
  return head_before(0);
}

Connection::Head Connection::committed_head() {
  return head_before(is_recording ? 1 : 0);
}

Connection::Head Connection::head_before(std::int64_t skipped) {
  Statement& statement =
      this->statement(select_recordings("ORDER BY \"number\" DESC LIMIT 1 OFFSET ?"));
  Rows rows{statement};
  statement.bind(1, skipped);
  if (!rows.next()) {
    return {};
  }
  return {header_of(statement), statement.integer(7) + statement.integer(8)};
}

void Connection::create() {
  // Still in rollback-journal mode: the header in the main file tells at once whose it is, even
  // where the process is killed before the first checkpoint.
  Transaction transaction{*this};
  translated([&] {
    if (database_.execAndGet("PRAGMA user_version").getInt() != 0) {
      return; // another process was quicker
    }
    database_.exec("PRAGMA application_id = " + std::to_string(application_id));
    database_.exec(std::string{register_ddl()});
    make_schema_objects(*this);
    transaction.commit();
  });
}

} // namespace libcase

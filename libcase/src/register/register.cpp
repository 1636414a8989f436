#include <algorithm>
#include <map>

#include <SQLiteCpp/Backup.h>

#include <libcase/register/register.hpp>
#include <libcase/rules/case_turn.hpp>

#include "register/case_reader.hpp"
#include "register/connection.hpp"
#include "register/departure_rows.hpp"
#include "register/file_check.hpp"
#include "register/register_access.hpp"
#include "register/schema.hpp"
#include "text/files.hpp"
#include "text/utf8.hpp"

namespace libcase {

namespace {

[[noreturn]] void no_such_record(std::int64_t id) {
  throw NotFound("no_such_record", "there is no record with the id " + std::to_string(id),
                 {.record = {}, .id = id, .field = {}});
}

/// Into an empty file, which is then whole without a log beside it.
void copy_pages(Connection& connection, const std::filesystem::path& file) {
  translated([&] {
    SQLite::Database target{file.string(), SQLite::OPEN_READWRITE};
    SQLite::Backup backup{target, connection.database()};
    // One step holds one reader's view: writers go on. SQLiteCpp reports a lock by its result.
    if (const int result = backup.executeStep(-1); result != SQLITE_DONE) {
      throw_sqlite_error(result, nullptr);
    }
  });
  translated([&] {
    SQLite::Database target{file.string(), SQLite::OPEN_READWRITE};
    target.exec("PRAGMA journal_mode = DELETE");
  });
}

} // namespace

Register::Register(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Register::Register(Register&&) noexcept = default;
Register& Register::operator=(Register&& other) noexcept {
  std::swap(connection_, other.connection_);
  return *this;
}
Register::~Register() {
  if (connection_ && connection_->is_of_other_process()) {
    static_cast<void>(connection_.release()); // closing it would touch what the parent works with
  }
}

Register Register::open(const std::filesystem::path& path, OpenOptions options) {
  if (sodium_init() < 0) {
    throw StorageError("storage", "libsodium could not be initialised");
  }
  return Register{std::make_unique<Connection>(path, std::move(options))};
}

CaseId Register::open_case(std::string_view reference, Date on) {
  Recording writing = recording();
  const CaseId id = writing.record(Case{on});
  writing.refer(record_kind<Case>(), reference, {id.value});
  writing.commit();
  return id;
}

PersonId Register::add_person(const Person& person, std::string_view reference) {
  Recording writing = recording();
  const PersonId id = writing.record(person);
  if (!reference.empty()) {
    writing.refer(record_kind<Person>(), reference, {id.value});
  }
  writing.commit();
  return id;
}

std::vector<RecordId> Register::record_all(std::span<const AnyRecord> records, std::string why) {
  Recording writing = recording({.why = std::move(why)});
  std::vector<RecordId> ids;
  for (const AnyRecord& record : records) {
    ids.push_back(writing.record_any(record));
  }
  writing.commit();
  return ids;
}

void Register::replace_any(RecordId id, const AnyRecord& record, std::int64_t expected_version,
                           std::string why) {
  Recording writing = recording({.why = std::move(why)});
  writing.replace_any(id, record, expected_version);
  writing.commit();
}

void Register::withdraw_any(RecordId id, std::string why) {
  Recording writing = recording();
  writing.withdraw_any(id, std::move(why));
  writing.commit();
}

CaseFile Register::file(CaseId id, std::optional<Instant> as_known_at,
                        std::span<const RecordKind* const> kinds) const {
  CaseFile file = read_case_file(connection_of(*this), id, last_recording_at(as_known_at), kinds);
  if (file.all<Case>().empty()) {
    throw NotFound("no_such_case",
                   "there is no case with the id " + std::to_string(id.value) +
                       (as_known_at ? " as known at " + to_text(*as_known_at) : ""),
                   {.record = std::string{record_kind<Case>().table}, .id = id.value, .field = {}});
  }
  return file;
}

std::vector<Version> Register::history(RecordId id) const {
  RecordTable* table = connection_of(*this).table_of(id.value);
  if (table == nullptr) {
    no_such_record(id.value);
  }
  std::vector<Version> versions;
  for (const char* condition :
       {R"(WHERE "row" = ?)", R"(WHERE "id" = ? AND "id" <> "row" ORDER BY "row")"}) {
    Statement statement = table->select(condition);
    statement.bind(1, id.value);
    while (statement.step()) {
      const RowHeader header = table->header(statement);
      versions.push_back({.row = header.row,
                          .recording = recording_header(header.recording),
                          .superseded_by = header.superseded_by,
                          .record = table->record(statement)});
    }
  }
  return versions;
}

std::optional<RecordId> Register::find(const RecordKind& kind, std::string_view reference,
                                       std::optional<Instant> as_known_at) const {
  const std::string exists = "EXISTS (SELECT 1 FROM " + sql_name(kind.table) + " WHERE ";
  std::string sql = R"(SELECT "id" FROM "external_references" AS "found"
                       WHERE "kind" = ?1 AND "reference" = ?2 AND "recording" <= ?3 AND ()" +
                    exists + R"("row" = "found"."id" AND )" + known_at_condition(3) + ")";
  for (const std::string& half : known_at_halves(3)) {
    sql += " OR " + exists + R"("id" = "found"."id" AND "id" <> "row" AND )" + half + ")";
  }
  Statement& statement = connection_of(*this).statement(sql + ")");
  const std::int64_t known_at = last_recording_at(as_known_at);
  Rows rows{statement};
  statement.bind(1, kind.table);
  statement.bind(2, reference);
  statement.bind(3, known_at);
  return rows.next() ? std::optional{RecordId{statement.integer(0)}} : std::nullopt;
}

std::optional<CaseId> Register::find_case(std::string_view reference,
                                          std::optional<Instant> as_known_at) const {
  const auto found = find(record_kind<Case>(), reference, as_known_at);
  return found ? std::optional{CaseId{found->value}} : std::nullopt;
}

std::optional<PersonId> Register::find_person(std::string_view reference,
                                              std::optional<Instant> as_known_at) const {
  const auto found = find(record_kind<Person>(), reference, as_known_at);
  return found ? std::optional{PersonId{found->value}} : std::nullopt;
}

std::optional<std::string> Register::reference_of(RecordId id,
                                                  std::optional<Instant> as_known_at) const {
  return connection_of(*this).reference_of(id, last_recording_at(as_known_at));
}

std::vector<CaseId> Register::cases_open_on(Date day, std::optional<Instant> as_known_at) const {
  const std::int64_t known_at = last_recording_at(as_known_at);
  const std::string on_day = day.to_string();
  const auto each = [&](const std::string& columns, const RecordKind& kind, auto&& visit) {
    Statement statement = connection_of(*this).prepare(
        "SELECT " + columns + " FROM " + sql_name(kind.table) + " WHERE " +
        sql_name(kind.valid_date()->name) + " <= ?2 AND " + known_at_condition(1));
    statement.bind(1, known_at);
    statement.bind(2, on_day);
    while (statement.step()) {
      visit(statement);
    }
  };
  std::map<std::int64_t, CaseTurn> last_turns;
  const auto turn = [&](bool opens) {
    return [&, opens](const Statement& statement) {
      const CaseTurn found{Date::from_days_since_epoch(days_of(statement.text(1))),
                           statement.integer(2), opens};
      const auto [last, is_first] = last_turns.try_emplace(statement.integer(0), found);
      last->second = std::max(last->second, found);
    };
  };
  each(R"("case_id", "on", "id")", record_kind<Closure>(), turn(false));
  each(R"("case_id", "on", "id")", record_kind<Reopening>(), turn(true));
  std::vector<CaseId> open;
  each(R"("id")", record_kind<Case>(), [&](const Statement& statement) {
    const auto last = last_turns.find(statement.integer(0));
    if (last == last_turns.end() || last->second.opens) {
      open.push_back(CaseId{statement.integer(0)});
    }
  });
  std::ranges::sort(open);
  return open;
}

std::int64_t Register::last_recording_at(std::optional<Instant> as_known_at) const {
  if (!as_known_at) {
    return connection_of(*this).head().header.number;
  }
  Statement& statement = connection_of(*this).statement(
      R"(SELECT "number" FROM "recordings" WHERE "at" <= ?
         ORDER BY "at" DESC, "number" DESC LIMIT 1)");
  Rows rows{statement};
  const std::string at = to_text(*as_known_at);
  statement.bind(1, at);
  return rows.next() ? statement.integer(0) : 0;
}

RecordingHeader Register::recording_header(std::int64_t number) const {
  Statement& statement = connection_of(*this).statement(select_recordings(R"(WHERE "number" = ?)"));
  Rows rows{statement};
  statement.bind(1, number);
  if (!rows.next()) {
    throw NotFound("no_such_recording",
                   "there is no recording with the number " + std::to_string(number));
  }
  return connection_of(*this).header_of(statement);
}

RegisterInfo Register::info() const {
  const Connection::Head head = connection_of(*this).committed_head();
  const std::string committed =
      connection_of(*this).is_recording
          ? R"( WHERE "recording" <= )" + std::to_string(head.header.number)
          : "";
  RegisterInfo info{.path = connection_of(*this).path(),
                    .schema_version = schema_version,
                    .recording_count = head.header.number,
                    .row_count = head.next_row - 1,
                    .head_digest = to_hex(head.header.digest)};
  if (head.header.number > 0) {
    info.last_recorded_at = head.header.at;
  }
  for (const RecordKind* kind : record_kinds()) {
    Statement count =
        connection_of(*this).prepare("SELECT count(*) FROM " + sql_name(kind->table) + committed);
    count.step();
    info.rows_by_table.emplace_back(kind->table, count.integer(0));
  }
  return info;
}

void Register::backup(const std::filesystem::path& copy) const {
  connection_of(*this).require_no_recording();
  require_whole_path(copy);
  std::error_code error;
  if (std::filesystem::exists(copy, error)) {
    throw StorageError("exists", copy.filename().string() +
                                     " exists already: a backup never overwrites a file");
  }
  std::filesystem::path part = copy;
  part += ".part";
  if (std::filesystem::exists(part, error)) {
    throw StorageError("exists",
                       part.filename().string() +
                           " exists already: a backup is written there until it is whole");
  }
  make_private_file(part, "cannot_open");
  try {
    copy_pages(connection_of(*this), part);
    rename_to_new(part, copy);
  } catch (...) {
    for (const char* ending : {"", "-journal", "-wal", "-shm"}) {
      std::filesystem::remove(part.string() + ending, error);
    }
    throw;
  }
}

std::vector<std::string> Register::integrity_problems() const {
  std::vector<std::string> problems = file_problems(connection_of(*this));
  Statement links = connection_of(*this).prepare("PRAGMA foreign_key_check");
  while (links.step()) {
    problems.push_back("row " + std::to_string(links.integer(1)) + " of " +
                       without_controls(links.text(0)) + " links to a missing row of " +
                       without_controls(links.text(2)));
  }
  for (const SchemaDifference& difference : schema_differences(connection_of(*this).handle())) {
    problems.push_back(difference.name + ": " + sentence_of(difference));
  }
  return problems;
}

} // namespace libcase

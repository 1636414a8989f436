#include "register/store.hpp"

#include <algorithm>
#include <fstream>
#include <limits>
#include <set>

#include <fcntl.h>
#include <unistd.h>

#include "register/schema.hpp"

namespace libcase {

namespace {

constexpr int header_size = 5; // row, id, recording, superseded_by, digest

std::string file_name(const std::filesystem::path& path) {
  return path.filename().string();
}

std::int32_t big_endian(const char* bytes) {
  std::uint32_t value = 0;
  for (int index = 0; index < 4; ++index) {
    value = value << 8U | static_cast<unsigned char>(bytes[index]);
  }
  return static_cast<std::int32_t>(value);
}

/// Looks at the header of an SQLite file without letting SQLite touch it.
/// Returns whether there is a register; false for a file that is empty or not there.
bool is_register(const std::filesystem::path& path) {
  std::error_code error;
  if (path.empty()) { // SQLite would write to a file that it deletes
    throw StorageError("cannot_open", "expected the path of a register, found an empty one");
  }
  if (std::filesystem::is_directory(path, error)) {
    throw FormatError("not_a_register", file_name(path) + " is a folder, expected a register");
  }
  if (!std::filesystem::exists(path, error) || std::filesystem::file_size(path, error) == 0) {
    return false;
  }
  std::array<char, 100> header{};
  std::ifstream file{path, std::ios::binary};
  if (!file) {
    throw StorageError("cannot_open", file_name(path) + " cannot be opened for reading");
  }
  file.read(header.data(), header.size());
  constexpr std::string_view magic{"SQLite format 3\0", 16};
  if (!std::string_view{header.data(), header.size()}.starts_with(magic) ||
      big_endian(&header[68]) != application_id) {
    throw FormatError("not_a_register",
                      file_name(path) + " is no register of libcase: it was left untouched");
  }
  if (const std::int32_t version = big_endian(&header[60]); version > schema_version) {
    throw FormatError("newer_schema", file_name(path) + " has schema version " +
                                          std::to_string(version) + ", this library knows up to " +
                                          std::to_string(schema_version));
  }
  return true;
}

int open_flags(bool exists, const OpenOptions& options) {
  const int of_one_thread = SQLite::OPEN_NOMUTEX; // a Register is used by one at a time
  if (options.is_read_only) {
    return SQLite::OPEN_READONLY | of_one_thread;
  }
  return SQLite::OPEN_READWRITE | of_one_thread | (exists ? 0 : SQLite::OPEN_CREATE);
}

bool is_writable(const std::filesystem::path& folder) {
  return faccessat(AT_FDCWD, folder.c_str(), W_OK, AT_EACCESS) == 0;
}

/// SQLite reads a file in WAL mode through two more beside it, and makes them where they are not
/// there. Where it cannot, and nothing waits in a log, the file alone is the whole register.
bool needs_no_log(const std::filesystem::path& file) {
  const auto beside = [&](const char* suffix) {
    std::filesystem::path path = file;
    return path += suffix;
  };
  std::error_code error;
  const bool has_log = std::filesystem::exists(beside("-wal"), error);
  const bool is_empty = has_log && std::filesystem::file_size(beside("-wal"), error) == 0;
  const bool is_in_use = has_log && std::filesystem::exists(beside("-shm"), error);
  return !is_in_use && (!has_log || is_empty) && !is_writable(file.parent_path());
}

/// The file as SQLite's URI, to be read as one that nobody changes.
std::string immutable_uri(const std::filesystem::path& file) {
  std::string uri = "file:";
  for (const char letter : file.string()) {
    switch (letter) {
    case '%':
      uri += "%25";
      break;
    case '?':
      uri += "%3f";
      break;
    case '#':
      uri += "%23";
      break;
    default:
      uri += letter;
    }
  }
  return uri + "?immutable=1";
}

/// In milliseconds, as SQLite takes them. Throws InvalidValue (`invalid_timeout`).
int timeout_of(const OpenOptions& options) {
  using Milliseconds = std::chrono::milliseconds;
  if (options.busy_timeout < Milliseconds::zero()) {
    throw InvalidValue("invalid_timeout", "expected a busy timeout of 0 or more, found less");
  }
  return static_cast<int>(
      std::min(options.busy_timeout, Milliseconds{std::numeric_limits<int>::max()}).count());
}

SQLite::Database open_database(const std::string& path, const OpenOptions& options) {
  const bool exists = path != ":memory:" && is_register(path);
  if (!exists && options.is_read_only) {
    throw StorageError("cannot_open", file_name(path) + " does not exist or is empty");
  }
  if (!options.is_read_only && options.actor.empty()) {
    throw InvalidValue("actor_missing", "expected an actor: who writes stands in every recording");
  }
  const int timeout = timeout_of(options);
  std::string name = path;
  int flags = open_flags(exists, options);
  if (options.is_read_only) {
    std::error_code error;
    const auto file = std::filesystem::canonical(path, error);
    if (!error && needs_no_log(file)) {
      name = immutable_uri(file);
      flags |= SQLite::OPEN_URI;
    }
  }
  return translated([&] { return SQLite::Database{name, flags, timeout}; });
}

} // namespace

std::string select_recordings(std::string_view rest) {
  return "SELECT \"number\", \"at\", \"by\", \"why\", \"is_historical\", \"source\", \"digest\", "
         "\"first_row\", \"row_count\" FROM \"recordings\" " +
         std::string{rest};
}

RowTable::RowTable(sqlite3* database, std::size_t kind_index)
    : database_(database), kind_index_(kind_index), kind_(record_kinds()[kind_index]),
      stored_(&stored_columns(*kind_)), digester_(*kind_), values_(stored_->size()) {
  const std::string table = sql_name(kind_->table);
  std::string names;
  std::string marks;
  for (const StoredColumn& stored : *stored_) {
    names += ", " + sql_name(stored.name);
    marks += ", ?";
  }
  select_ = R"(SELECT "row", "id", "recording", "superseded_by", "digest")" + names + " FROM " +
            table + " ";
  insert_ = Statement{database, "INSERT INTO " + table + R"( ("row", "id", "recording", "digest")" +
                                    names + ") VALUES (?, ?, ?, ?" + marks + ")"};
  const std::string current =
      R"(SELECT "row", "id", "recording" FROM )" + table + R"( WHERE "superseded_by" IS NULL AND )";
  current_ = Statement{database, current + R"("row" = ?1 AND "id" = ?1 UNION ALL )" + current +
                                     R"("id" = ?1 AND "id" <> "row")"};
  supersede_ =
      Statement{database, "UPDATE " + table + R"( SET "superseded_by" = ?2 WHERE "row" = ?1)"};
}

Digest RowTable::insert(std::int64_t row, std::int64_t id, std::int64_t recording,
                        const void* record) {
  read_values(record, values_);
  return insert_values(row, id, recording, values_, false);
}

void RowTable::read_values(const void* record, std::span<StoredValue> values) const {
  for (std::size_t index = 0; index < values.size(); ++index) {
    read_stored((*stored_)[index], record, values[index]);
  }
}

Digest RowTable::insert_values(std::int64_t row, std::int64_t id, std::int64_t recording,
                               std::span<const StoredValue> values, bool only_links) {
  const Digest digest = digester_.digest(row, id, recording, values);
  insert_.bind(1, row);
  insert_.bind(2, id);
  insert_.bind(3, recording);
  insert_.bind_blob(4, digest);
  for (std::size_t index = 0; index < values.size(); ++index) {
    if (!only_links || (*stored_)[index].column->kind == ColumnKind::link) {
      insert_.bind(static_cast<int>(index) + header_size, values[index]);
    }
  }
  insert_.run();
  return digest;
}

RowHeader RowTable::header(const Statement& statement) const {
  RowHeader header{
      .row = statement.integer(0), .id = statement.integer(1), .recording = statement.integer(2)};
  if (!statement.is_null(3)) {
    header.superseded_by = statement.integer(3);
  }
  return header;
}

AnyRecord RowTable::record(const Statement& statement) const {
  AnyRecord record = make_record(kind_index_);
  void* body = data_of(record);
  int position = header_size;
  StoredValue first;
  StoredValue second;
  for (const Column& column : kind_->columns) {
    statement.read(position++, first);
    if (column.kind == ColumnKind::money || column.kind == ColumnKind::birth_date) {
      statement.read(position++, second);
    }
    column.set(body, cell_from_stored(column, first, second));
  }
  return record;
}

Digest RowTable::recomputed_digest(const Statement& statement) {
  for (std::size_t index = 0; index < values_.size(); ++index) {
    statement.read(header_size + static_cast<int>(index), values_[index]);
  }
  return digester_.digest(statement.integer(0), statement.integer(1), statement.integer(2),
                          values_);
}

std::span<const std::uint8_t> RowTable::stored_digest(const Statement& statement) const {
  return statement.blob(4);
}

std::optional<RowHeader> RowTable::current(std::int64_t id) {
  Rows rows{current_};
  current_.bind(1, id);
  if (!rows.next()) {
    return std::nullopt;
  }
  return RowHeader{
      .row = current_.integer(0), .id = current_.integer(1), .recording = current_.integer(2)};
}

void RowTable::supersede(std::int64_t row, std::int64_t by_recording) {
  supersede_.bind(1, row);
  supersede_.bind(2, by_recording);
  supersede_.run();
}

Store::Store(const std::filesystem::path& path, OpenOptions options)
    : path_(path.string()), options_(std::move(options)), database_(open_database(path_, options_)),
      handle_(database_.getHandle()), tables_(record_kinds().size()) {
  sqlite3_extended_result_codes(handle_, 1);
  execute("PRAGMA foreign_keys = ON");
  execute("PRAGMA synchronous = FULL");
  execute("PRAGMA temp_store = MEMORY");
  if (Statement version = prepare("PRAGMA user_version");
      version.step() && version.integer(0) == 0) {
    version = {};
    create();
  }
  migrate();
  if (!options_.is_read_only && !is_in_memory()) {
    execute("PRAGMA journal_mode = WAL");
  }
}

void Store::execute(std::string_view sql) {
  translated([&] { database_.exec(std::string{sql}); });
}

RowTable& Store::table(std::size_t kind_index) {
  auto& table = tables_[kind_index];
  if (!table) {
    table.emplace(handle_, kind_index);
  }
  return *table;
}

RowTable& Store::table(const RecordKind& kind) {
  const auto kinds = record_kinds();
  return table(static_cast<std::size_t>(std::ranges::find(kinds, &kind) - kinds.begin()));
}

RowTable* Store::table_of(std::int64_t id) {
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

std::optional<RecordId> Store::owner_of(const RecordKind& kind, std::string_view reference) {
  Statement& statement = this->statement(
      R"(SELECT "id" FROM "external_references" WHERE "kind" = ? AND "reference" = ?)");
  Rows rows{statement};
  statement.bind(1, kind.table);
  statement.bind(2, reference);
  return rows.next() ? std::optional{RecordId{statement.integer(0)}} : std::nullopt;
}

void Store::require_no_recording() const {
  if (is_recording) {
    throw WrongState("recording_under_way",
                     "a recording is under way on this register: commit or drop it first");
  }
}

Statement& Store::statement(const std::string& sql) {
  const auto found = statements_.find(sql);
  return found != statements_.end() ? found->second
                                    : statements_.emplace(sql, prepare(sql)).first->second;
}

Instant Store::now() const {
  return options_.clock ? options_.clock()
                        : std::chrono::time_point_cast<std::chrono::microseconds>(
                              std::chrono::system_clock::now());
}

RecordingHeader Store::header_of(const Statement& statement) const {
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
                         .by = std::string{statement.text(2)},
                         .why = std::string{statement.text(3)},
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

Store::Head Store::head() {
  return head_before(0);
}

Store::Head Store::committed_head() {
  return head_before(is_recording ? 1 : 0);
}

Store::Head Store::head_before(std::int64_t skipped) {
  Statement& statement =
      this->statement(select_recordings("ORDER BY \"number\" DESC LIMIT 1 OFFSET ?"));
  Rows rows{statement};
  statement.bind(1, skipped);
  if (!rows.next()) {
    return {};
  }
  return {header_of(statement), statement.integer(7) + statement.integer(8)};
}

void Store::create() {
  // Still in rollback-journal mode: the header in the main file tells at once whose it is, even
  // where the process is killed before the first checkpoint.
  WriteTransaction transaction{*this};
  translated([&] {
    if (database_.execAndGet("PRAGMA user_version").getInt() != 0) {
      return; // another process was quicker
    }
    database_.exec("PRAGMA application_id = " + std::to_string(application_id));
    database_.exec("PRAGMA user_version = " + std::to_string(schema_version));
    database_.exec(std::string{register_ddl()});
    transaction.commit();
  });
}

void Store::migrate() {
  if (outdated_kinds().empty()) {
    return;
  }
  if (options_.is_read_only) {
    throw FormatError("schema_mismatch", "the register is of an older shape and must be opened "
                                         "once for writing");
  }
  execute("PRAGMA foreign_keys = OFF");
  translated([&] {
    WriteTransaction transaction{*this};
    for (const OutdatedKind& outdated : outdated_kinds()) { // again: another process may be done
      rebuild(outdated);
    }
    transaction.commit();
  });
  execute("PRAGMA foreign_keys = ON");
}

WriteTransaction::WriteTransaction(Store& store)
    : store_(store), is_part_(sqlite3_get_autocommit(store.handle()) == 0) {
  if (store.options().is_read_only) {
    throw NotPermitted("read_only", "the register was opened for reading only");
  }
  store_.execute(is_part_ ? "SAVEPOINT part" : "BEGIN IMMEDIATE");
}

WriteTransaction::~WriteTransaction() {
  if (is_open_) { // an error of SQLite may have rolled back already
    sqlite3_exec(store_.handle(), is_part_ ? "ROLLBACK TO part; RELEASE part" : "ROLLBACK", nullptr,
                 nullptr, nullptr);
  }
}

void WriteTransaction::commit() {
  store_.execute(is_part_ ? "RELEASE part" : "COMMIT");
  is_open_ = false;
}

std::vector<Store::OutdatedKind> Store::outdated_kinds() const {
  std::set<std::string, std::less<>> tables; // read first: a table and its shape come together
  Statement names = prepare("SELECT name FROM sqlite_master WHERE type = 'table'");
  while (names.step()) {
    tables.emplace(names.text(0));
  }
  std::map<std::string, std::string, std::less<>> stored;
  Statement shapes = prepare(R"(SELECT "table", "shape" FROM "record_shapes")");
  while (shapes.step()) {
    stored.emplace(shapes.text(0), shapes.text(1));
  }
  std::vector<OutdatedKind> outdated;
  for (const auto& [table, shape] : stored) {
    if (find_record_kind(table) == nullptr) {
      throw FormatError("schema_mismatch",
                        "table " + table +
                            " is in the file, but no kind of record of this version");
    }
  }
  for (const RecordKind* kind : record_kinds()) {
    const auto found = stored.find(kind->table);
    if (found == stored.end() && tables.contains(kind->table)) {
      throw FormatError("damaged", "the file is damaged: it has a table " +
                                       std::string{kind->table} +
                                       ", but no row of record_shapes says what shape that is of");
    }
    if (found == stored.end()) {
      outdated.push_back({kind, false});
    } else if (found->second != shape_of(*kind)) {
      if (const std::string reason = why_not_migratable(found->second, *kind); !reason.empty()) {
        throw FormatError("schema_mismatch", "table " + std::string{kind->table} +
                                                 " does not fit this version: " + reason);
      }
      outdated.push_back({kind, true});
    }
  }
  return outdated;
}

void Store::rebuild(const OutdatedKind& outdated) {
  const RecordKind& kind = *outdated.kind;
  const std::string table = sql_name(kind.table);
  if (!outdated.is_in_file) {
    database_.exec(table_ddl(kind, kind.table));
  } else {
    const std::string rebuilt = std::string{kind.table} + "_rebuilt";
    std::string names = R"("row", "id", "recording", "superseded_by", "digest")";
    Statement columns = prepare("SELECT name FROM pragma_table_info('" + std::string{kind.table} +
                                "') WHERE cid >= " + std::to_string(header_size));
    while (columns.step()) {
      names += ", " + sql_name(columns.text(0));
    }
    columns = {};
    database_.exec(table_ddl(kind, rebuilt));
    database_.exec("INSERT INTO " + sql_name(rebuilt) + " (" + names + ") SELECT " + names +
                   " FROM " + table);
    database_.exec("DROP TABLE " + table);
    database_.exec("ALTER TABLE " + sql_name(rebuilt) + " RENAME TO " + table);
  }
  for (const std::string& index : index_ddl(kind)) {
    database_.exec(index);
  }
  Statement shape = prepare(R"(INSERT INTO "record_shapes" VALUES (?, ?)
                               ON CONFLICT ("table") DO UPDATE SET "shape" = excluded."shape")");
  shape.bind(1, kind.table);
  const std::string text = shape_of(kind);
  shape.bind(2, text);
  shape.run();
}

} // namespace libcase

// One connection to a register's file: its tables, its statements, its transactions.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <SQLiteCpp/Database.h>

#include <libcase/records/all.hpp>
#include <libcase/register/register.hpp>

#include "register/digest.hpp"
#include "register/statement.hpp"

namespace libcase {

/// The header of a row.
struct RowHeader {
  std::int64_t row = 0;
  std::int64_t id = 0;
  std::int64_t recording = 0;
  std::optional<std::int64_t> superseded_by{};
};

/// Writes and reads the rows of one kind of record.
class RowTable {
public:
  RowTable(sqlite3* database, std::size_t kind_index);

  /// Returns the row's digest.
  Digest insert(std::int64_t row, std::int64_t id, std::int64_t recording, const void* record);
  /// The stored values of a record. They point into it and into themselves: neither may move.
  void read_values(const void* record, std::span<StoredValue> values) const;
  /// Inserts stored values. Where `only_links`, all but the links are those of the last call.
  Digest insert_values(std::int64_t row, std::int64_t id, std::int64_t recording,
                       std::span<const StoredValue> values, bool only_links);
  /// "SELECT" with the header and all stored columns, followed by `rest`.
  Statement select(std::string_view rest) const { return {database_, select_text(rest)}; }
  std::string select_text(std::string_view rest) const { return select_ + std::string{rest}; }
  /// The row that a statement of `select` stands on.
  RowHeader header(const Statement& statement) const;
  AnyRecord record(const Statement& statement) const;
  /// The digest that the row should have, and the one it says it has.
  Digest recomputed_digest(const Statement& statement);
  std::span<const std::uint8_t> stored_digest(const Statement& statement) const;

  /// The newest version that is neither corrected nor withdrawn; empty where there is none.
  std::optional<RowHeader> current(std::int64_t id);
  void supersede(std::int64_t row, std::int64_t by_recording);
  const RecordKind& kind() const noexcept { return *kind_; }
  /// The statement that reads this kind's part of a case file, made once of what `make_sql` says;
  /// nullptr where it says nothing.
  template <class MakeSql>
  Statement* case_statement(MakeSql&& make_sql) {
    if (!case_statement_) {
      const std::string sql = make_sql();
      case_statement_ = sql.empty() ? Statement{} : Statement{database_, sql};
      has_case_statement_ = !sql.empty();
    }
    return has_case_statement_ ? &*case_statement_ : nullptr;
  }

private:
  sqlite3* database_;
  std::size_t kind_index_;
  const RecordKind* kind_;
  const std::vector<StoredColumn>* stored_;
  RowDigester digester_;
  std::vector<StoredValue> values_;
  std::string select_;
  Statement insert_;
  Statement current_;
  Statement supersede_;
  std::optional<Statement> case_statement_;
  bool has_case_statement_ = false;
};

class Store {
public:
  Store(const std::filesystem::path& path, OpenOptions options);

  sqlite3* handle() const noexcept { return handle_; }
  SQLite::Database& database() noexcept { return database_; }
  const OpenOptions& options() const noexcept { return options_; }
  const std::string& path() const noexcept { return path_; }
  bool is_in_memory() const noexcept { return path_ == ":memory:"; }

  RowTable& table(std::size_t kind_index);
  RowTable& table(const RecordKind& kind);
  /// The table that holds a record, by its id; empty where none does.
  RowTable* table_of(std::int64_t id);
  /// The id that an office's own reference was given to, withdrawn since or not.
  std::optional<RecordId> owner_of(const RecordKind& kind, std::string_view reference);
  /// A statement that is prepared once.
  Statement& statement(const std::string& sql);
  Statement prepare(std::string_view sql) const { return Statement{handle_, sql}; }
  void execute(std::string_view sql);

  Instant now() const;
  /// The last recording: its header, and the first row after it.
  struct Head {
    RecordingHeader header;
    std::int64_t next_row = 1;
  };
  Head head();
  /// The last recording that was committed, whatever is under way on this connection.
  Head committed_head();
  RecordingHeader header_of(const Statement& statement) const;

  /// Whether a Recording is under way on this connection.
  bool is_recording = false;
  /// Throws WrongState (`recording_under_way`) where one is.
  void require_no_recording() const;

private:
  Head head_before(std::int64_t skipped);
  void create();
  void migrate();
  /// A kind whose table is missing, or is of an older shape that the kind's can grow from.
  struct OutdatedKind {
    const RecordKind* kind;
    bool is_in_file;
  };
  std::vector<OutdatedKind> outdated_kinds() const;
  void rebuild(const OutdatedKind& outdated);

  std::string path_;
  OpenOptions options_;
  SQLite::Database database_;
  sqlite3* handle_;
  std::vector<std::optional<RowTable>> tables_;
  std::map<std::string, Statement> statements_;
};

/// Writes that are kept together or not at all: a transaction, or, within one, a part of it.
/// Rolled back unless committed.
class WriteTransaction {
public:
  /// Throws NotPermitted (`read_only`), and StorageError (`busy`) where another program writes.
  explicit WriteTransaction(Store& store);
  WriteTransaction(const WriteTransaction&) = delete;
  WriteTransaction& operator=(const WriteTransaction&) = delete;
  ~WriteTransaction();

  void commit();

private:
  Store& store_;
  bool is_part_;
  bool is_open_ = true;
};

/// "SELECT" of the columns that `Store::header_of` reads, followed by `rest`.
std::string select_recordings(std::string_view rest);

/// Runs something of SQLiteCpp; its exceptions become ours.
template <class Action>
decltype(auto) translated(Action&& action) {
  try {
    return action();
  } catch (const SQLite::Exception& error) {
    throw_sqlite_error(error.getExtendedErrorCode(), error.what());
  }
}

} // namespace libcase

// One connection to a register's file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <sys/types.h>
#include <unistd.h>

#include <libcase/records/all.hpp>
#include <libcase/register/register.hpp>

#include "register/open_files.hpp"
#include "register/record_table.hpp"
#include "register/statement.hpp"
#include "register/write_watch.hpp"
#include "register/writer_lock.hpp"
#include "text/files.hpp"

namespace libcase {

/// Throws WrongState (`other_process`).
[[noreturn]] void throw_other_process();

/// One connection to a register's file: its tables, its statements, the head of its chain.
class Connection {
public:
  Connection(const std::filesystem::path& path, OpenOptions options);

  sqlite3* handle() const noexcept { return handle_; }
  SQLite::Database& database() noexcept { return database_; }
  const OpenOptions& options() const noexcept { return options_; }
  const std::string& path() const noexcept { return path_; }
  bool is_in_memory() const noexcept { return path_ == ":memory:"; }

  RecordTable& table(std::size_t kind_index);
  RecordTable& table(const RecordKind& kind);
  /// The table that holds a record, by its id; empty where none does.
  RecordTable* table_of(std::int64_t id);
  /// Whether a kind has a row that was written in a recording up to that one, known since or not.
  bool has_rows(std::size_t kind_index, std::int64_t recording);
  /// To be called when a recording is over: one that was not kept leaves its number to another.
  void forget_empty_kinds() noexcept { looked_at_ = -1; }
  /// The id that an office's own reference was given to, withdrawn since or not.
  std::optional<RecordId> owner_of(const RecordKind& kind, std::string_view reference);
  /// The office's own reference to a record, the first it was given up to that recording.
  std::optional<std::string> reference_of(RecordId id, std::int64_t known_at);
  /// A statement that is prepared once.
  Statement& statement(const std::string& sql);
  Statement prepare(std::string_view sql) const { return Statement{handle_, sql}; }
  void execute(std::string_view sql);

  Instant now() const;
  /// Throws WrongState (`clock_ahead`, `clock_behind`) where the clock is years from the last
  /// recording and from the file's times, and nobody said that it is right.
  void question_clock(Instant now);
  /// The last recording: its header, and the first row after it.
  struct Head {
    RecordingHeader header;
    std::int64_t next_row = 1;
  };
  Head head();
  /// The last recording that was committed, whatever is under way on this connection.
  Head committed_head();
  /// The greatest number of any row; 0 without rows. What the recordings count may be damaged.
  std::int64_t greatest_row();
  RecordingHeader header_of(const Statement& statement) const;

  /// Before the first write of a transaction: takes the lock. Throws what
  /// `WriterLock::acquire` does.
  void lock_for_writing();
  /// Once SQLite lets the transaction write: nobody else should from now on. Throws StorageError
  /// (`moved`, `lock_lost`).
  void watch_others();
  /// Before what was written is confirmed. Throws StorageError: `moved` where the file is
  /// no longer where it was opened, `lock_lost` where somebody else could write or has written.
  void require_sole_writer();
  void unlock() noexcept;
  /// Throws StorageError (`moved`, `lock_lost`).
  void require_in_place() const;

  /// Whether this process is a child of the one that opened the register: SQLite's locks are not
  /// inherited, so that it may neither read nor write nor close it.
  bool is_of_other_process() const noexcept { return ::getpid() != process_; }
  /// Throws WrongState (`other_process`).
  void require_own_process() const {
    if (is_of_other_process()) {
      throw_other_process();
    }
  }

  /// Whether a Recording is under way on this connection.
  bool is_recording = false;
  /// Throws WrongState (`recording_under_way`) where one is.
  void require_no_recording() const;

private:
  SQLite::Database opened();
  Head head_before(std::int64_t skipped);
  void create();
  void merge_log_on_close(bool is_merged);
  std::string log_file() const;
  [[noreturn]] static void throw_lock_lost(const std::string& what);

  pid_t process_ = ::getpid();
  std::string path_;
  OpenOptions options_;
  std::optional<Instant> file_changed_; ///< before it was opened; empty in memory
  std::optional<OpenFile> file_;        ///< empty in memory
  SQLite::Database database_;
  sqlite3* handle_;
  std::optional<WriterLock> lock_;  ///< empty in memory, and where one only reads
  std::optional<WriteWatch> watch_; ///< made with the first recording
  std::optional<FileIdentity> log_; ///< SQLite's write-ahead log, where one is in use
  std::vector<std::optional<RecordTable>> tables_;
  std::map<std::string, Statement> statements_;
  std::vector<bool> has_rows_;
  std::int64_t looked_at_ = -1; ///< the recording up to which kinds without rows are known
};

/// "SELECT" of the columns that `Connection::header_of` reads, followed by `rest`.
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

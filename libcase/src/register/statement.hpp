// A prepared statement with exact types, and the one place where SQLite's errors become ours.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include <libcase/describe/stored.hpp>
#include <libcase/vocabulary/errors.hpp>

namespace libcase {

/// Throws StorageError (`busy`, `disk_full`, `read_only`, `storage`) or FormatError
/// (`not_a_register`, `damaged`) for a result code of SQLite. The text is SQLite's own and holds no
/// values; names in it may be damaged, and are told `without_controls`.
[[noreturn]] void throw_sqlite_error(int result_code, const char* message);
/// Of a statement that SQLite does not take. Throws FormatError (`damaged`) where what the library
/// makes is not there or not as it makes it, and StorageError (`storage`) where that is no reason.
[[noreturn]] void refuse_statement(sqlite3* database);

/// Text and blobs are bound without a copy: they must live until the statement was run.
class Statement {
public:
  Statement() = default;
  Statement(sqlite3* database, std::string_view sql,
            void (*refuse)(sqlite3* database) = refuse_statement);

  void bind(int position, std::int64_t value) {
    check(sqlite3_bind_int64(handle_.get(), position, value));
  }
  void bind(int position, std::string_view text) {
    check(sqlite3_bind_text(handle_.get(), position, text.data() == nullptr ? "" : text.data(),
                            static_cast<int>(text.size()), SQLITE_STATIC));
  }
  void bind_blob(int position, std::span<const std::uint8_t> blob) {
    check(sqlite3_bind_blob(handle_.get(), position, blob.data(), static_cast<int>(blob.size()),
                            SQLITE_STATIC));
  }
  void bind_null(int position) { check(sqlite3_bind_null(handle_.get(), position)); }
  void bind(int position, const StoredValue& value) {
    switch (value.type) {
    case StoredValue::Type::null:
      return bind_null(position);
    case StoredValue::Type::integer:
      return bind(position, value.integer);
    case StoredValue::Type::text:
      return bind(position, value.text);
    }
  }

  /// Whether there is a row.
  bool step() {
    const int result = sqlite3_step(handle_.get());
    if (result == SQLITE_ROW) {
      return true;
    }
    if (result != SQLITE_DONE) {
      fail(result);
    }
    return false;
  }
  /// Runs a statement that gives no rows, and makes it ready to run again.
  void run() {
    step();
    reset();
  }
  void reset() noexcept { sqlite3_reset(handle_.get()); }

  bool is_null(int column) const {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
  }
  std::int64_t integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
  std::string_view text(int column) const {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
    return {text == nullptr ? "" : text,
            static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
  }
  /// A text that somebody wrote, for people to read. Throws FormatError (`damaged`) where it is no
  /// UTF-8.
  std::string utf8(int column) const;
  std::span<const std::uint8_t> blob(int column) const {
    const auto* bytes =
        static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_.get(), column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
  }
  /// Throws FormatError (`damaged`) for a value that is neither an integer nor a text.
  void read(int column, StoredValue& value) const {
    switch (sqlite3_column_type(handle_.get(), column)) {
    case SQLITE_INTEGER:
      value.type = StoredValue::Type::integer;
      value.integer = integer(column);
      break;
    case SQLITE_NULL:
      value.type = StoredValue::Type::null;
      break;
    case SQLITE_TEXT:
      value.type = StoredValue::Type::text;
      value.text = text(column);
      break;
    default:
      throw FormatError("damaged", "the file is damaged: expected integers and texts in its "
                                   "records, found a value of another type: verify it");
    }
  }
  /// Whether the values of a row are stored as these letters say, one a column: I an integer, T a
  /// text, B a blob; i, t, b the same or nothing.
  bool has_types(std::string_view types) const;

private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
  };
  void check(int result) const {
    if (result != SQLITE_OK) {
      fail(result);
    }
  }
  [[noreturn]] void fail(int result) const;

  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

/// Resets a statement that gives rows when its reader is done or has thrown.
class Rows {
public:
  explicit Rows(Statement& statement) : statement_(statement) {}
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows() { statement_.reset(); }
  bool next() { return statement_.step(); }

private:
  Statement& statement_;
};

} // namespace libcase

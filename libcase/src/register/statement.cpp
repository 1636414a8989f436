#include "register/statement.hpp"

#include "text/utf8.hpp"

namespace libcase {

void throw_sqlite_error(int result_code, const char* message) {
  const std::string text =
      without_controls(message == nullptr ? sqlite3_errstr(result_code) : message);
  switch (result_code & 0xFF) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    throw StorageError("busy", "another process is writing to the register: " + text);
  case SQLITE_FULL:
    throw StorageError("disk_full", "the disk is full: " + text);
  case SQLITE_READONLY:
    throw StorageError("read_only", "the register cannot be written to: " + text);
  case SQLITE_CANTOPEN:
    throw StorageError("cannot_open", "the file cannot be opened: " + text);
  case SQLITE_NOTADB:
    throw FormatError("not_a_register", "the file is no register: " + text);
  case SQLITE_CORRUPT:
    throw FormatError("damaged", "the file is damaged: " + text);
  default:
    throw StorageError("storage", "the register could not be read or written: " + text);
  }
}

Statement::Statement(sqlite3* database, std::string_view sql, void (*refuse)(sqlite3*)) {
  sqlite3_stmt* statement = nullptr;
  const int result = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  handle_.reset(statement);
  if ((result & 0xFF) == SQLITE_ERROR) {
    refuse(database);
  }
  if (result != SQLITE_OK) {
    throw_sqlite_error(result, sqlite3_errmsg(database));
  }
}

std::string Statement::utf8(int column) const {
  const std::string_view found = text(column);
  if (!is_utf8(found)) {
    throw FormatError("damaged", "the file is damaged: expected a text in UTF-8, found bytes that "
                                 "are none: verify it");
  }
  return std::string{found};
}

bool Statement::has_types(std::string_view types) const {
  for (std::size_t column = 0; column < types.size(); ++column) {
    const bool may_be_null = types[column] >= 'a';
    switch (sqlite3_column_type(handle_.get(), static_cast<int>(column))) {
    case SQLITE_INTEGER:
      if (types[column] != 'I' && types[column] != 'i') {
        return false;
      }
      break;
    case SQLITE_TEXT:
      if (types[column] != 'T' && types[column] != 't') {
        return false;
      }
      break;
    case SQLITE_BLOB:
      if (types[column] != 'B' && types[column] != 'b') {
        return false;
      }
      break;
    case SQLITE_NULL:
      if (!may_be_null) {
        return false;
      }
      break;
    default:
      return false;
    }
  }
  return true;
}

void Statement::fail(int result) const {
  sqlite3* database = sqlite3_db_handle(handle_.get());
  const int extended = sqlite3_extended_errcode(database);
  const std::string message = sqlite3_errmsg(database);
  sqlite3_reset(handle_.get());
  throw_sqlite_error((extended & 0xFF) == (result & 0xFF) ? extended : result, message.c_str());
}

} // namespace libcase

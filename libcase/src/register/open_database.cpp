#include "register/open_database.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>

#include <fcntl.h>
#include <unistd.h>

#include "register/connection.hpp"
#include "register/open_files.hpp"
#include "register/recording_checks.hpp"
#include "register/schema.hpp"
#include "text/files.hpp"

namespace libcase {

namespace {

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
bool is_register(const std::filesystem::path& path, const OpeningFile& opening) {
  std::error_code error;
  if (path.empty()) { // SQLite would write to a file that it deletes
    throw StorageError("cannot_open", "expected the path of a register, found an empty one");
  }
  require_whole_path(path);
  if (std::filesystem::is_directory(path, error)) {
    throw FormatError("not_a_register", file_name(path) + " is a folder, expected a register");
  }
  require_plain_file(path);
  if (!std::filesystem::exists(path, error) || std::filesystem::file_size(path, error) == 0) {
    return false;
  }
  if (const auto file = identity_of(path); file && opening.was_open_in_parent(*file)) {
    throw_other_process();
  } else if (file && opening.is_open_here(*file)) {
    return true;
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
  const std::int32_t version = big_endian(&header[60]);
  if (version < 1) {
    throw FormatError("damaged", "the file is damaged: " + file_name(path) +
                                     " has schema version " + std::to_string(version) +
                                     ", expected 1 or more");
  }
  if (version > schema_version) {
    throw FormatError("newer_schema", file_name(path) + " has schema version " +
                                          std::to_string(version) + ", this library knows up to " +
                                          std::to_string(schema_version));
  }
  return true;
}

int open_flags(bool exists, const OpenOptions& options) {
  const int of_one_thread = SQLite::OPEN_NOMUTEX; // a Register is used by one at a time
  if (options.read_only) {
    return SQLite::OPEN_READONLY | of_one_thread;
  }
  return SQLite::OPEN_READWRITE | of_one_thread | (exists ? 0 : SQLite::OPEN_CREATE);
}

bool is_writable(const std::filesystem::path& folder) {
  return faccessat(AT_FDCWD, folder.c_str(), W_OK, AT_EACCESS) == 0;
}

/// SQLite reads a file in WAL mode through two more beside it, and makes them where they are not
/// there. Where it cannot, and neither a log nor a journal waits, the file alone is the whole
/// register.
bool needs_no_log(const std::filesystem::path& file) {
  const auto beside = [&](const char* suffix) {
    std::filesystem::path path = file;
    return path += suffix;
  };
  std::error_code error;
  const bool has_log = std::filesystem::exists(beside("-wal"), error);
  const bool is_empty = has_log && std::filesystem::file_size(beside("-wal"), error) == 0;
  const bool is_in_use = has_log && std::filesystem::exists(beside("-shm"), error);
  const bool is_half_written = std::filesystem::exists(beside("-journal"), error);
  return !is_in_use && !is_half_written && (!has_log || is_empty) &&
         !is_writable(file.parent_path());
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
  if (options.busy_timeout < std::chrono::milliseconds::zero()) {
    throw InvalidValue("invalid_timeout", "expected a busy timeout of 0 or more, found less");
  }
  return static_cast<int>(std::min(options.busy_timeout, longest_timeout).count());
}

/// Where a link leads that leads to nothing yet; any other path as it is.
std::filesystem::path followed(std::filesystem::path path) {
  constexpr int most_links = 40; // as many as Linux follows
  std::error_code error;
  for (int link = 0; link < most_links && std::filesystem::is_symlink(path, error); ++link) {
    path = path.parent_path() / std::filesystem::read_symlink(path, error);
  }
  return path;
}

/// Its owner's alone. Another process that was quicker has made one.
void make_new(const std::filesystem::path& path) {
  try {
    make_private_file(followed(path), "cannot_open");
  } catch (const StorageError& error) {
    if (error.code() != "exists") {
      throw;
    }
  }
}

} // namespace

SQLite::Database open_database(const std::string& path, const OpenOptions& options,
                               const OpeningFile& opening) {
  const bool exists = path != ":memory:" && is_register(path, opening);
  if (!exists && options.read_only) {
    std::error_code error;
    const bool is_there = std::filesystem::exists(path, error);
    throw StorageError("cannot_open",
                       file_name(path) + (error      ? " cannot be opened: " + error.message()
                                          : is_there ? " is empty: nothing was ever written to it"
                                                     : " does not exist"));
  }
  if (!options.read_only && options.actor.empty()) {
    throw InvalidValue("actor_missing", "expected an actor: who writes stands in every recording");
  }
  require_text(options.actor, "the actor");
  const int timeout = timeout_of(options);
  if (std::error_code error;
      !exists && path != ":memory:" && !std::filesystem::exists(path, error)) {
    make_new(path);
  }
  std::string name = path;
  int flags = open_flags(exists, options);
  if (options.read_only) {
    std::error_code error;
    const auto file = std::filesystem::canonical(path, error);
    if (!error && needs_no_log(file)) {
      name = immutable_uri(file);
      flags |= SQLite::OPEN_URI;
    }
  }
  return translated([&] { return SQLite::Database{name, flags, timeout}; });
}

} // namespace libcase

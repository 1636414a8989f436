#include "register/rejects.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>

#include <libcase/vocabulary/errors.hpp>

#include "register/connection.hpp"
#include "register/register_access.hpp"
#include "text/files.hpp"

namespace libcase {

namespace {

namespace fs = std::filesystem;

/// The columns of the list.
std::string header_line() {
  std::string line;
  write_csv_row(line,
                std::vector<std::string>{"file", "line", "column", "value", "code", "reason"});
  return line;
}

fs::path place_of(const fs::path& asked, const Register& reg) {
  if (!asked.empty() || connection_of(reg).is_in_memory()) {
    return asked;
  }
  const fs::path file{connection_of(reg).path()};
  return file.parent_path() / (file.stem().string() + "-rejects.csv");
}

/// Whether two paths lead to one file, now or once it is there.
bool is_same_file(const fs::path& left, const fs::path& right) {
  std::error_code error;
  if (fs::equivalent(left, right, error)) {
    return true;
  }
  std::error_code other_error;
  const fs::path whole = fs::weakly_canonical(left, error);
  return whole == fs::weakly_canonical(right, other_error) && !error && !other_error;
}

/// The register's file, and those that SQLite keeps beside it, by its name and behind a link.
std::vector<fs::path> files_of(const Register& reg) {
  std::vector<fs::path> files;
  if (!connection_of(reg).is_in_memory()) {
    std::error_code error;
    const fs::path named{connection_of(reg).path()};
    for (const fs::path& file : {named, fs::weakly_canonical(named, error)}) {
      for (const char* ending : {"", "-wal", "-shm", "-journal"}) {
        files.push_back(file);
        files.back() += ending;
      }
    }
  }
  return files;
}

void require_written(const std::ofstream& out, const fs::path& path) {
  if (!out) {
    throw StorageError("cannot_write", "expected to write the list of rejected rows, found: " +
                                           std::generic_category().message(errno) + ": " +
                                           path.string());
  }
}

} // namespace

fs::path rejects_path(const fs::path& asked, const Register& reg,
                      std::span<const fs::path> inputs) {
  fs::path path = place_of(asked, reg);
  if (path.empty()) {
    return path;
  }
  require_plain_file(path);
  std::error_code error;
  const auto is_path = [&](const fs::path& other) { return is_same_file(path, other); };
  if (std::ranges::any_of(inputs, is_path) || std::ranges::any_of(files_of(reg), is_path)) {
    throw InvalidValue("rejects_over_input",
                       "expected a list of rejected rows that overwrites neither an input nor the "
                       "register, found one of them: " +
                           path.string());
  }
  if (!fs::exists(path, error)) {
    make_private_file(path, "cannot_write");
    fs::remove(path, error);
  } else {
    require_written(std::ofstream{path, std::ios::binary | std::ios::app}, path);
  }
  return path;
}

void write_rejects(const std::filesystem::path& path, std::span<const std::filesystem::path> files,
                   std::span<const RejectedRow> rows, std::span<const UnreadableFile> unreadable) {
  std::error_code error;
  if (!fs::exists(path, error)) {
    make_private_file(path, "cannot_write");
  }
  std::ofstream out{path, std::ios::binary | std::ios::trunc};
  std::string text;
  const auto write_row = [&](std::initializer_list<std::string> fields) {
    std::vector<std::string> row{fields};
    std::ranges::transform(row, row.begin(), escaped_cell);
    text.clear();
    write_csv_row(text, row);
    out << text;
  };
  out << header_line();
  for (const auto& file : unreadable) {
    write_row({file.file.string(), "", "", "", file.code, file.reason});
  }
  for (const auto& row : rows) {
    for (const auto& finding : row.findings) {
      write_row({files[row.file].string(), std::to_string(row.line), finding.column, finding.value,
                 finding.code, finding.reason});
    }
  }
  out.close();
  require_written(out, path);
}

void show_values(const ShowValue& show, std::span<const fs::path> files,
                 std::span<const RejectedRow> rows) {
  if (!show) {
    return;
  }
  for (const auto& row : rows) {
    for (const auto& finding : row.findings) {
      if (!finding.unsafe_value.empty()) {
        show(files[row.file], row.line, finding);
      }
    }
  }
}

void remove_rejects(const std::filesystem::path& path) {
  const std::string expected = header_line();
  std::string found(expected.size(), '\0');
  std::ifstream file{path, std::ios::binary};
  if (file.read(found.data(), static_cast<std::streamsize>(found.size())) && found == expected) {
    file.close();
    std::error_code ignored;
    fs::remove(path, ignored);
  }
}

} // namespace libcase

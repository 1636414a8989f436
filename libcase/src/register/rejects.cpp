#include "register/rejects.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>

#include <libcase/vocabulary/errors.hpp>

#include "register/store.hpp"

namespace libcase {

std::filesystem::path rejects_path(const std::filesystem::path& asked, const Register& reg) {
  if (!asked.empty() || reg.store().is_in_memory()) {
    return asked;
  }
  const std::filesystem::path file{reg.store().path()};
  return file.parent_path() / (file.stem().string() + "-rejects.csv");
}

void write_rejects(const std::filesystem::path& path, std::span<const std::filesystem::path> files,
                   std::span<const RejectedRow> rows, std::span<const UnreadableFile> unreadable) {
  std::ofstream out{path, std::ios::binary | std::ios::trunc};
  std::string text;
  const auto write_row = [&](std::initializer_list<std::string> fields) {
    const std::vector<std::string> row{fields};
    text.clear();
    write_csv_row(text, row);
    out << text;
  };
  write_row({"file", "line", "column", "value", "code", "reason"});
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
  if (!out) {
    throw StorageError("cannot_write", "expected to write the list of rejected rows, found: " +
                                           std::generic_category().message(errno) + ": " +
                                           path.string());
  }
}

} // namespace libcase

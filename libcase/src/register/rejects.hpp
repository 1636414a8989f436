// The list of rows that an import did not take, and why.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include <libcase/exchange/csv.hpp>
#include <libcase/register/import.hpp>

namespace libcase {

/// A row that is not taken. The first finding is what it is counted under.
struct RejectedRow {
  std::uint32_t file = 0; ///< index of the file
  std::int64_t line = 0;
  std::vector<CsvFinding> findings;
};

/// Where rejected rows are listed; empty where there is no place for them. To be asked before
/// anything is read. Throws InvalidValue (`rejects_over_input`) where that is a file in use, and
/// StorageError (`cannot_write`, `no_plain_file`).
std::filesystem::path rejects_path(const std::filesystem::path& asked, const Register& reg,
                                   std::span<const std::filesystem::path> inputs);

/// Writes the list as CSV: file, line, column, value, code, reason; no unsafe value. A new file is
/// its owner's alone: it may hold what is told of persons. Throws StorageError (`cannot_write`).
void write_rejects(const std::filesystem::path& path, std::span<const std::filesystem::path> files,
                   std::span<const RejectedRow> rows, std::span<const UnreadableFile> unreadable);

/// Hands over the unsafe values of the rows, where that was asked.
void show_values(const ShowValue& show, std::span<const std::filesystem::path> files,
                 std::span<const RejectedRow> rows);

/// Removes the list that an import before has left there. A file that does not begin as such a list
/// does stays: it is somebody else's.
void remove_rejects(const std::filesystem::path& path);

} // namespace libcase

// The rows of the files that are to be imported, and what their references stand for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <libcase/records/all.hpp>

#include "register/import_memory.hpp"
#include "register/rejects.hpp"

namespace libcase {

/// What one of the office's references stands for.
struct Subject {
  std::size_t kind = 0; ///< index in `record_kinds()`
  std::string_view reference;
  bool is_rejected = false; ///< a row with this reference was bad
};

/// A link of a row, to what a reference stands for.
struct RowLink {
  const Column* column = nullptr;
  std::uint32_t subject = 0;
};

/// The columns that every file may have beside the members of its records.
inline constexpr std::string_view reference_column = "reference";
inline constexpr std::string_view recorded_on_column = "recorded_on";

inline constexpr std::uint32_t no_subject = UINT32_MAX;

/// One good row of a file.
struct ImportRow {
  AnyRecord record; ///< its links are not set: see `ImportRows::links_of`
  std::int64_t line = 0;
  std::uint32_t file = 0;
  std::uint32_t subject = no_subject; ///< its own reference
  std::uint32_t first_link = 0;
  std::uint32_t link_count = 0;
  Date recorded_on{}; ///< not set where the row does not say
};

/// All rows of an import.
struct ImportRows {
  std::vector<std::filesystem::path> files;
  std::vector<UnreadableFile> unreadable;
  std::vector<ImportRow> rows;
  std::vector<RowLink> links;
  std::deque<Subject> subjects;
  std::vector<RejectedRow> rejected;
  std::int64_t read_count = 0; ///< good and bad rows

  std::span<const RowLink> links_of(const ImportRow& row) const {
    return std::span{links}.subspan(row.first_link, row.link_count);
  }
  /// The subject of a reference, made on first mention.
  std::uint32_t subject_of(std::size_t kind, std::string_view reference);

private:
  std::unordered_map<std::string, std::uint32_t> subject_by_key_;
};

/// Called now and then while reading: rows so far, bytes so far, bytes of all files.
using ReadingProgress = std::function<void(std::int64_t, std::int64_t, std::int64_t)>;

/// The files themselves, and the CSV files of folders that are no lists of rejected rows. Throws
/// InvalidValue (`nothing_to_import`) and StorageError (`cannot_open`).
std::vector<std::filesystem::path>
files_in(std::span<const std::filesystem::path> files_or_folders);

/// Reads files, and the CSV files of folders. Throws InvalidValue (`unknown_table`,
/// `nothing_to_import`, `too_large_to_import`) and StorageError (`cannot_open`).
ImportRows read_import_rows(std::span<const std::filesystem::path> files_or_folders, Date today,
                            ImportMemory memory, const ReadingProgress& progress);

} // namespace libcase

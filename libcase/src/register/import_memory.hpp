// How much memory the rows of an import take, so that no file takes more than was allowed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include <libcase/exchange/csv.hpp>

namespace libcase {

/// Counts what is held of the rows that were read, more rather than less: beside the row itself
/// what the import learns about it, and that a growing list is moved.
///
/// Throws InvalidValue (`too_large_to_import`) as soon as that is more than was allowed.
class ImportMemory {
public:
  /// Throws InvalidValue (`invalid_max_memory`) for less than 1 MiB.
  explicit ImportMemory(std::int64_t most_bytes);

  /// The file whose rows are counted from now on; it must outlive them.
  void begin(const std::filesystem::path& file) { file_ = &file; }
  void hold_row(std::int64_t line, std::span<const std::string_view> fields,
                std::size_t link_count);
  void hold_rejected(std::int64_t line, std::span<const CsvFinding> findings);
  /// A reference of which it is kept what is known of it, though its row is rejected.
  void hold_reference(std::int64_t line, std::string_view reference);

private:
  void hold(std::int64_t line, std::size_t bytes);

  std::int64_t most_;
  std::int64_t held_ = 0;
  const std::filesystem::path* file_ = nullptr;
};

} // namespace libcase

#include "register/import_memory.hpp"

#include <string>

#include <libcase/vocabulary/errors.hpp>

namespace libcase {

namespace {

// Measured while growing lists are moved: at most 1.5 KB a row with a reference.
constexpr std::size_t bytes_a_row = 2048;
constexpr std::size_t bytes_a_reference = 512;
constexpr std::size_t bytes_a_rejected_row = 256;
constexpr std::size_t bytes_a_finding = sizeof(CsvFinding) + 64;
constexpr std::size_t copies_of_text = 4;

constexpr std::int64_t least_memory = 1 << 20;

} // namespace

ImportMemory::ImportMemory(std::int64_t most_bytes) : most_(most_bytes) {
  if (most_bytes < least_memory) {
    throw InvalidValue("invalid_max_memory", "expected a max_memory of at least 1 MiB (" +
                                                 std::to_string(least_memory) + "), found " +
                                                 std::to_string(most_bytes));
  }
}

void ImportMemory::hold(std::int64_t line, std::size_t bytes) {
  held_ += static_cast<std::int64_t>(bytes);
  if (held_ > most_) {
    throw InvalidValue("too_large_to_import",
                       "expected rows that take at most " + std::to_string(most_ >> 20) +
                           " MiB of memory together, found more of them by line " +
                           std::to_string(line) + " of " + file_->string() +
                           "; import them in parts, or allow more (max_memory, --max-memory)");
  }
}

void ImportMemory::hold_row(std::int64_t line, std::span<const std::string_view> fields,
                            std::size_t link_count) {
  std::size_t text = 0;
  for (const std::string_view field : fields) {
    text += field.size();
  }
  hold(line, bytes_a_row + link_count * bytes_a_reference + copies_of_text * text);
}

void ImportMemory::hold_rejected(std::int64_t line, std::span<const CsvFinding> findings) {
  std::size_t bytes = bytes_a_rejected_row;
  for (const CsvFinding& finding : findings) {
    bytes += bytes_a_finding + finding.column.size() + finding.value.size() + finding.code.size() +
             finding.reason.size() + finding.unsafe_value.size();
  }
  hold(line, bytes);
}

void ImportMemory::hold_reference(std::int64_t line, std::string_view reference) {
  hold(line, bytes_a_reference + copies_of_text * reference.size());
}

} // namespace libcase

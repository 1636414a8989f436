// The bytes of a file or of memory, unpacked where they are gzip.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace libcase {

/// Gzip is recognised by its first two bytes. Throws what `require_plain_file` does, StorageError
/// (`cannot_open`, `cannot_read`) and FormatError (`truncated_gzip`, `damaged_gzip`); the name in
/// messages is the file's.
class ByteSource {
public:
  explicit ByteSource(const std::filesystem::path& path);
  explicit ByteSource(std::string_view bytes);
  ByteSource(ByteSource&&) noexcept;
  ByteSource& operator=(ByteSource&&) noexcept;
  ~ByteSource();

  /// Fills at most `size` bytes; 0 at the end.
  std::size_t read(char* buffer, std::size_t size);
  /// Bytes taken from the file or from memory, and how many there are.
  std::int64_t bytes_done() const noexcept;
  std::int64_t bytes_total() const noexcept;

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace libcase

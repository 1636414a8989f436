// What is asked of a path before it is read, and files that only their owner may read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include <libcase/vocabulary/instant.hpp>

namespace libcase {

/// Throws InvalidValue (`nul_byte`): the system would take the path for a shorter one.
void require_whole_path(const std::filesystem::path& path);

/// Throws InvalidValue (`nul_byte`), StorageError (`cannot_open`) for a folder, and
/// (`no_plain_file`) for a pipe or a device, which may never end. What is not there passes.
void require_plain_file(const std::filesystem::path& path);

/// All bytes of a file; `what` says in messages what was expected: "a mapping". Throws what
/// `require_plain_file` does, StorageError (`cannot_open`), and InvalidValue (`file_too_large`)
/// above 16 MiB.
std::string bytes_of_file(const std::filesystem::path& path, std::string_view what);

/// Makes an empty file that its owner alone may read and write. Throws StorageError (`exists`, or
/// `code` where it cannot be made).
void make_private_file(const std::filesystem::path& path, std::string_view code);

/// Which file a path leads to, whatever it is called.
struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  bool operator==(const FileIdentity&) const = default;
};
/// Empty where there is none.
std::optional<FileIdentity> identity_of(const std::filesystem::path& path) noexcept;
/// Of an open file.
std::optional<FileIdentity> identity_of(int descriptor) noexcept;

/// When a file, or what the system knows about it, was last changed; empty where there is none.
std::optional<Instant> last_change_of(const std::filesystem::path& path) noexcept;

/// Renames a file to a name that nothing has. Throws StorageError (`exists`, `cannot_open`).
void rename_to_new(const std::filesystem::path& from, const std::filesystem::path& to);

} // namespace libcase

// The rule files of a folder.
#pragma once

#include <filesystem>
#include <vector>

namespace libcase {

/// The file, or the `.json` files of the folder but `.schema.json`, in order. Throws StorageError
/// (`cannot_open` where there is none, `no_plain_file` for a pipe).
std::vector<std::filesystem::path> rule_files(const std::filesystem::path& file_or_folder);

} // namespace libcase

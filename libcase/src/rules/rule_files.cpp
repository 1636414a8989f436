#include "rules/rule_files.hpp"

#include <algorithm>
#include <string>
#include <system_error>

#include <libcase/vocabulary/errors.hpp>

#include "text/files.hpp"

namespace libcase {

std::vector<std::filesystem::path> rule_files(const std::filesystem::path& file_or_folder) {
  require_whole_path(file_or_folder);
  std::error_code ignored;
  if (std::filesystem::is_regular_file(file_or_folder, ignored)) {
    return {file_or_folder};
  }
  if (!std::filesystem::is_directory(file_or_folder, ignored)) {
    require_plain_file(file_or_folder);
    throw StorageError("cannot_open",
                       "expected a rule file or a folder of them: " + file_or_folder.string());
  }
  std::vector<std::filesystem::path> files;
  std::error_code problem;
  std::filesystem::directory_iterator entry{file_or_folder, problem};
  for (; !problem && entry != std::filesystem::directory_iterator{}; entry.increment(problem)) {
    const std::string name = entry->path().filename().string();
    if (entry->is_regular_file(ignored) && name.ends_with(".json") &&
        !name.ends_with(".schema.json")) {
      files.push_back(entry->path());
    }
  }
  if (problem) {
    throw StorageError("cannot_open", "expected a folder that can be read, found: " +
                                          problem.message() + ": " + file_or_folder.string());
  }
  std::ranges::sort(files);
  if (files.empty()) {
    throw StorageError("cannot_open",
                       "expected rule files, NAME.json, in " + file_or_folder.string());
  }
  return files;
}

} // namespace libcase

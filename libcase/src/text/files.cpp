#include "text/files.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libcase/vocabulary/errors.hpp>

namespace libcase {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t max_text_file = 16 * 1'048'576;

[[noreturn]] void throw_system_error(int error, const fs::path& path,
                                     std::string_view code = "cannot_open") {
  const std::string name = path.filename().string();
  if (error == EEXIST) {
    throw StorageError("exists",
                       "expected a name that nothing has, found that " + name + " exists already");
  }
  throw StorageError(std::string{code}, "expected to make " + name +
                                            ", found: " + std::generic_category().message(error));
}

/// Where the file system cannot rename without overwriting: a second name, then the first goes.
void link_to_new(const fs::path& from, const fs::path& to) {
  if (::link(from.c_str(), to.c_str()) != 0) {
    throw_system_error(errno, to);
  }
  ::unlink(from.c_str());
}

} // namespace

void require_whole_path(const fs::path& path) {
  if (path.native().find('\0') != std::string::npos) {
    throw InvalidValue("nul_byte", "expected a path without a NUL character, found one with it");
  }
}

void require_plain_file(const fs::path& path) {
  require_whole_path(path);
  std::error_code problem;
  const fs::file_status status = fs::status(path, problem);
  if (fs::is_directory(status)) {
    throw StorageError("cannot_open", "expected a file, found a folder: " + path.string());
  }
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    throw StorageError("no_plain_file", "expected a file that can be read more than once, found a "
                                        "pipe or a device: save what it gives first: " +
                                            path.string());
  }
}

std::string bytes_of_file(const fs::path& path, std::string_view what) {
  require_plain_file(path);
  std::error_code problem;
  const std::uintmax_t size = fs::file_size(path, problem);
  if (!problem && size > max_text_file) {
    throw InvalidValue("file_too_large",
                       "expected " + std::string{what} + " of at most 16 MiB, found one of " +
                           std::to_string(size / 1'048'576) + " MiB: " + path.string());
  }
  std::ifstream file{path, std::ios::binary};
  std::string bytes(problem ? 0 : size, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (problem || !file) {
    throw StorageError("cannot_open",
                       "expected " + std::string{what} + " that can be read: " + path.string());
  }
  return bytes;
}

void make_private_file(const fs::path& path, std::string_view code) {
  const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) {
    throw_system_error(errno, path, code);
  }
  ::close(file);
}

std::optional<FileIdentity> identity_of(const fs::path& path) noexcept {
  struct stat found {};
  return ::stat(path.c_str(), &found) == 0
             ? std::optional{FileIdentity{.device = found.st_dev, .inode = found.st_ino}}
             : std::nullopt;
}

std::optional<FileIdentity> identity_of(int descriptor) noexcept {
  struct stat found {};
  return ::fstat(descriptor, &found) == 0
             ? std::optional{FileIdentity{.device = found.st_dev, .inode = found.st_ino}}
             : std::nullopt;
}

std::optional<Instant> last_change_of(const fs::path& path) noexcept {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) {
    return std::nullopt;
  }
  const auto of = [](const timespec& time) {
    constexpr std::int64_t year_9999 = 253'402'300'799;
    return Instant{std::chrono::seconds{std::clamp<std::int64_t>(time.tv_sec, 0, year_9999)} +
                   std::chrono::microseconds{time.tv_nsec / 1000}};
  };
  return std::max(of(found.st_mtim), of(found.st_ctim));
}

void rename_to_new(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
    return;
  }
  if (errno == EINVAL || errno == ENOSYS) {
    link_to_new(from, to);
    return;
  }
  throw_system_error(errno, to);
}

} // namespace libcase

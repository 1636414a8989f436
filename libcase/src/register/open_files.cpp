#include "register/open_files.hpp"

#include <algorithm>
#include <mutex>
#include <vector>

#include <sys/types.h>
#include <unistd.h>

namespace libcase {

namespace {

struct Entry {
  FileIdentity file;
  pid_t process;
  bool operator==(const Entry&) const = default;
};

std::mutex mutex;

/// One for each connection, those of the process that this one was forked from among them.
std::vector<Entry>& entries() {
  static std::vector<Entry> all;
  return all;
}

} // namespace

OpenFile::OpenFile(FileIdentity file) : file_(file) {
  const std::scoped_lock lock{mutex};
  entries().push_back({file, ::getpid()});
}

OpenFile::~OpenFile() {
  const std::scoped_lock lock{mutex};
  const auto found = std::ranges::find(entries(), Entry{file_, ::getpid()});
  if (found != entries().end()) {
    entries().erase(found);
  }
}

bool is_open_here(FileIdentity file) {
  const std::scoped_lock lock{mutex};
  return std::ranges::find(entries(), Entry{file, ::getpid()}) != entries().end();
}

bool was_open_in_parent(FileIdentity file) {
  const std::scoped_lock lock{mutex};
  return std::ranges::any_of(entries(), [&](const Entry& entry) {
    return entry.file == file && entry.process != ::getpid();
  });
}

} // namespace libcase

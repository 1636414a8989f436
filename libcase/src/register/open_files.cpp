#include "register/open_files.hpp"

#include <algorithm>
#include <vector>

#include <pthread.h>
#include <sys/types.h>
#include <unistd.h>

namespace libcase {

namespace {

struct OpenedBy {
  FileIdentity file;
  pid_t process;
  bool operator==(const OpenedBy&) const = default;
};

std::mutex mutex;

/// A child gets the mutex as it is when nobody holds it.
std::mutex& mutex_that_forks_wait_for() {
  [[maybe_unused]] static const int registered =
      pthread_atfork([] { mutex.lock(); }, [] { mutex.unlock(); }, [] { mutex.unlock(); });
  return mutex;
}

/// One for each connection, those of the process that this one was forked from among them. It stays
/// to the end: registers that are closed last of all still leave it.
std::vector<OpenedBy>& entries() {
  static std::vector<OpenedBy>& all = *new std::vector<OpenedBy>;
  return all;
}

} // namespace

OpeningFile::OpeningFile() : lock_(mutex_that_forks_wait_for()) {}

bool OpeningFile::is_open_here(FileIdentity file) const {
  return std::ranges::find(entries(), OpenedBy{file, ::getpid()}) != entries().end();
}

bool OpeningFile::was_open_in_parent(FileIdentity file) const {
  return std::ranges::any_of(entries(), [&](const OpenedBy& entry) {
    return entry.file == file && entry.process != ::getpid();
  });
}

OpenFile::OpenFile(FileIdentity file, const OpeningFile&) : file_(file) {
  entries().push_back({file, ::getpid()});
}

OpenFile::~OpenFile() {
  const std::scoped_lock lock{mutex_that_forks_wait_for()};
  const auto found = std::ranges::find(entries(), OpenedBy{file_, ::getpid()});
  if (found != entries().end()) {
    entries().erase(found);
  }
}

} // namespace libcase

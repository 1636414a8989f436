#include "register/writer_lock.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libcase/vocabulary/errors.hpp>

#include "text/files.hpp"

namespace libcase {

namespace {

/// Of the whole file, for the open file description and not for the process.
bool set_lock(int descriptor, short type) noexcept {
  struct flock lock {};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  return ::fcntl(descriptor, F_OFD_SETLK, &lock) == 0;
}

} // namespace

WriterLock::WriterLock(const std::filesystem::path& register_file)
    : register_file_(register_file), file_(register_file) {
  file_ += "-lock";
}

WriterLock::~WriterLock() {
  if (descriptor_ >= 0 && set_lock(descriptor_, F_WRLCK) && is_in_place()) {
    ::unlink(file_.c_str());
  }
  close();
}

void WriterLock::acquire(std::chrono::milliseconds timeout) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds longest_pause{25};
  const auto deadline = Clock::now() + timeout;
  std::chrono::milliseconds pause{1};
  while (!try_acquire()) {
    if (Clock::now() >= deadline) {
      throw StorageError("busy", "another process is writing to the register");
    }
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, longest_pause);
  }
}

bool WriterLock::try_acquire() {
  if (descriptor_ < 0) {
    open();
  }
  if (!set_lock(descriptor_, F_WRLCK)) {
    return false;
  }
  if (!is_in_place()) { // who closed last has removed it
    close();
    return false;
  }
  return true;
}

/// Whoever may write to the register may lock it.
void WriterLock::open() {
  struct stat of_register {};
  ::stat(register_file_.c_str(), &of_register);
  const mode_t rights =
      of_register.st_mode & (S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH);
  descriptor_ = ::open(file_.c_str(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, rights);
  if (descriptor_ < 0) {
    throw StorageError("cannot_open", "expected to open a lock beside the register, found: " +
                                          std::generic_category().message(errno));
  }
  if (::geteuid() == 0 && ::fchown(descriptor_, of_register.st_uid, of_register.st_gid) != 0) {
    return; // a file system without owners
  }
}

void WriterLock::require_held() const {
  if (!is_in_place()) {
    throw StorageError("lock_lost", "expected to write alone, found that the lock beside the "
                                    "register was removed: nothing of this was kept");
  }
}

void WriterLock::release() noexcept {
  set_lock(descriptor_, F_UNLCK);
}

bool WriterLock::is_in_place() const noexcept {
  const auto held = identity_of(descriptor_);
  return held && held == identity_of(file_);
}

void WriterLock::close() noexcept {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
    descriptor_ = -1;
  }
}

} // namespace libcase

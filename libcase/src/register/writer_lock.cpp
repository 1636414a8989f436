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

[[noreturn]] void cannot_lock() {
  throw StorageError("cannot_open", "expected to lock a file beside the register, found: " +
                                        std::generic_category().message(errno));
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
  int replaced = 0; // at most: a file system on which no file stays the same would keep us for ever
  constexpr int often = 100;
  for (Attempt attempt = try_acquire(); attempt != Attempt::taken; attempt = try_acquire()) {
    if (attempt == Attempt::file_replaced && ++replaced < often) {
      continue;
    }
    if (Clock::now() >= deadline) {
      throw StorageError("busy", "another process is writing to the register");
    }
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, longest_pause);
  }
}

WriterLock::Attempt WriterLock::try_acquire() {
  if (descriptor_ < 0) {
    open();
  }
  if (!set_lock(descriptor_, F_WRLCK)) {
    if (errno == EAGAIN || errno == EACCES) {
      return Attempt::held_by_other;
    }
    cannot_lock();
  }
  if (!is_in_place()) { // who closed last has removed it
    close();
    return Attempt::file_replaced;
  }
  return Attempt::taken;
}

/// Whoever may write to the register may lock it.
void WriterLock::open() {
  struct stat of_register {};
  if (::stat(register_file_.c_str(), &of_register) != 0) {
    throw StorageError("moved", "the register's file was moved or removed since it was opened: "
                                "open the register anew");
  }
  descriptor_ = ::open(file_.c_str(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  if (descriptor_ < 0) {
    cannot_lock();
  }
  // As SQLite does with its files beside the register; these fail where another has made the file,
  // who has done so already.
  const bool is_owned = ::fchown(descriptor_, of_register.st_uid, of_register.st_gid) == 0;
  static_cast<void>(is_owned);
  static_cast<void>(::fchmod(descriptor_, of_register.st_mode & 0666));
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

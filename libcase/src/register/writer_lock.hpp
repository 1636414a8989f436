// One writer at a time among the programs that use libcase.
//
// SQLite's own locks belong to the process: closing any descriptor of the file drops them all, and
// another SQLite in the same process (a database driver of a notebook) does so. This lock belongs
// to one descriptor of a file beside the register, which nobody else opens.
#pragma once

#include <chrono>
#include <filesystem>

namespace libcase {

/// The lock on a register; the file NAME-lock beside it is there while a writer has it open.
class WriterLock {
public:
  explicit WriterLock(const std::filesystem::path& register_file);
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;
  /// Removes the file where nobody else holds the lock.
  ~WriterLock();

  /// Throws StorageError (`busy` where another writer holds it all that time, `moved`,
  /// `cannot_open`).
  void acquire(std::chrono::milliseconds timeout);
  /// Throws StorageError (`lock_lost`) where somebody removed or replaced the file meanwhile.
  void require_held() const;
  void release() noexcept;

private:
  enum class Attempt { taken, held_by_other, file_replaced };
  Attempt try_acquire();
  void open();
  bool is_in_place() const noexcept;
  void close() noexcept;

  std::filesystem::path register_file_;
  std::filesystem::path file_;
  int descriptor_ = -1;
};

} // namespace libcase

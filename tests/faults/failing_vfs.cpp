#include "failing_vfs.hpp"

#include <algorithm>
#include <stdexcept>

namespace libcase::testing {

namespace {

Faults faults;
sqlite3_vfs* good_vfs = nullptr;

/// The good file stands behind it in the same memory, whose size SQLite was told.
struct FailingFile {
  sqlite3_file base;
};

sqlite3_file* good(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<FailingFile*>(file) + 1);
}

bool fails(Operation operation) {
  if (faults.nth == 0 || faults.operation != operation) {
    return false;
  }
  ++faults.seen;
  const bool is_now = faults.seen == faults.nth || (faults.is_lasting && faults.seen > faults.nth);
  faults.has_failed = faults.has_failed || is_now;
  return is_now;
}

/// Whether what is written beyond the end of a file finds no place any more.
bool is_full(sqlite3_file* file, std::int64_t end) {
  sqlite3_int64 size = 0;
  good(file)->pMethods->xFileSize(good(file), &size);
  const std::int64_t growth = std::max<std::int64_t>(end - size, 0);
  if (faults.capacity == 0 || growth == 0) {
    return false;
  }
  if (faults.used + growth > faults.capacity) {
    faults.has_failed = true;
    return true;
  }
  faults.used += growth;
  return false;
}

int close_file(sqlite3_file* file) {
  return good(file)->pMethods->xClose(good(file));
}

int read_file(sqlite3_file* file, void* bytes, int count, sqlite3_int64 at) {
  return good(file)->pMethods->xRead(good(file), bytes, count, at);
}

int write_file(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
  const auto write = [&](int part) {
    return good(file)->pMethods->xWrite(good(file), bytes, part, at);
  };
  if (is_full(file, at + count)) {
    write(count / 2);
    return SQLITE_FULL;
  }
  if (fails(Operation::short_write)) {
    write(count / 2);
    return SQLITE_IOERR_WRITE;
  }
  return fails(Operation::write) ? SQLITE_IOERR_WRITE : write(count);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  return fails(Operation::truncate) ? SQLITE_IOERR_TRUNCATE
                                    : good(file)->pMethods->xTruncate(good(file), size);
}

int sync_file(sqlite3_file* file, int flags) {
  return fails(Operation::sync) ? SQLITE_IOERR_FSYNC
                                : good(file)->pMethods->xSync(good(file), flags);
}

int size_of_file(sqlite3_file* file, sqlite3_int64* size) {
  return good(file)->pMethods->xFileSize(good(file), size);
}

int lock_file(sqlite3_file* file, int level) {
  return fails(Operation::lock) ? SQLITE_IOERR_LOCK
                                : good(file)->pMethods->xLock(good(file), level);
}

int unlock_file(sqlite3_file* file, int level) {
  return good(file)->pMethods->xUnlock(good(file), level);
}

int check_reserved_lock(sqlite3_file* file, int* result) {
  return good(file)->pMethods->xCheckReservedLock(good(file), result);
}

int control_file(sqlite3_file* file, int operation, void* argument) {
  return good(file)->pMethods->xFileControl(good(file), operation, argument);
}

int sector_size(sqlite3_file* file) {
  return good(file)->pMethods->xSectorSize(good(file));
}

int characteristics(sqlite3_file* file) {
  return good(file)->pMethods->xDeviceCharacteristics(good(file));
}

int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
  return good(file)->pMethods->xShmMap(good(file), page, size, extend, memory);
}

int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
  const bool is_taken = (flags & SQLITE_SHM_LOCK) != 0;
  return is_taken && fails(Operation::lock)
             ? SQLITE_IOERR_SHMLOCK
             : good(file)->pMethods->xShmLock(good(file), offset, count, flags);
}

void fence_shared(sqlite3_file* file) {
  good(file)->pMethods->xShmBarrier(good(file));
}

int unmap_shared(sqlite3_file* file, int is_deleted) {
  return good(file)->pMethods->xShmUnmap(good(file), is_deleted);
}

constexpr sqlite3_io_methods methods{
    .iVersion = 2, // of shared memory, and not of files that are mapped
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = size_of_file,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = check_reserved_lock,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = map_shared,
    .xShmLock = lock_shared,
    .xShmBarrier = fence_shared,
    .xShmUnmap = unmap_shared,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  const int result = good_vfs->xOpen(good_vfs, name, good(file), flags, out_flags);
  file->pMethods = good(file)->pMethods == nullptr ? nullptr : &methods;
  return result;
}

} // namespace

void use_failing_vfs() {
  static sqlite3_vfs vfs;
  good_vfs = sqlite3_vfs_find(nullptr);
  vfs = *good_vfs;
  vfs.zName = "failing";
  vfs.szOsFile = static_cast<int>(sizeof(FailingFile)) + good_vfs->szOsFile;
  vfs.xOpen = open_file;
  if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK) {
    throw std::runtime_error("SQLite takes no other access to files");
  }
}

void set_faults(const Faults& next) {
  faults = next;
}

const Faults& current_faults() {
  return faults;
}

} // namespace libcase::testing

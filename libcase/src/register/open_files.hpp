// Which registers are open in this process: what SQLite knows of a file, it knows for the process.
#pragma once

#include <mutex>

#include "text/files.hpp"

namespace libcase {

/// Held from the first look at a file until its connection stands among those that are open: who
/// looks at it meanwhile would drop the locks of that connection. No process is forked meanwhile.
class OpeningFile {
public:
  OpeningFile();

  /// Whether this process has the file open: to open and close it once more would drop its locks.
  bool is_open_here(FileIdentity file) const;
  /// Whether the process had it open that this one was forked from, whose locks SQLite takes here
  /// for its own.
  bool was_open_in_parent(FileIdentity file) const;

private:
  std::scoped_lock<std::mutex> lock_;
};

/// Says that a connection has a register's file open, for as long as it lives.
class OpenFile {
public:
  OpenFile(FileIdentity file, const OpeningFile& opening);
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile();

private:
  FileIdentity file_;
};

} // namespace libcase

// Which registers are open in this process: what SQLite knows of a file, it knows for the process.
#pragma once

#include "text/files.hpp"

namespace libcase {

/// Says that a connection has a register's file open, for as long as it lives.
class OpenFile {
public:
  explicit OpenFile(FileIdentity file);
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile();

private:
  FileIdentity file_;
};

/// Whether this process has the file open: to open and close it once more would drop its locks.
bool is_open_here(FileIdentity file);
/// Whether the process had it open that this one was forked from, whose locks SQLite takes here for
/// its own.
bool was_open_in_parent(FileIdentity file);

} // namespace libcase

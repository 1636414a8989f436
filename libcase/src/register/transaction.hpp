// Writes that are kept together or not at all, and reads of one view.
#pragma once

#include <optional>

#include "register/connection.hpp"

namespace libcase {

/// A transaction that writes. Rolled back unless committed.
class Transaction {
public:
  /// Throws NotPermitted (`read_only`) and StorageError (`busy` where another program writes,
  /// `moved`, `lock_lost`).
  explicit Transaction(Connection& connection);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  /// Throws StorageError (`moved`, `lock_lost`): nothing is confirmed that is not in the file.
  void commit();

private:
  /// The lock, from before SQLite's transaction until after it.
  class Lock {
  public:
    explicit Lock(Connection& connection);
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock();

  private:
    Connection& connection_;
  };

  Connection& connection_;
  Lock lock_;
  bool is_open_ = true;
};

/// A savepoint within a transaction. What was written since is rolled back unless released.
class Savepoint {
public:
  explicit Savepoint(Connection& connection);
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  ~Savepoint();

  void release();

private:
  Connection& connection_;
  bool is_open_ = true;
};

/// A transaction of its own, or a savepoint where one is open: an import that keeps all or nothing.
class WriteScope {
public:
  /// Throws what a Transaction does.
  explicit WriteScope(Connection& connection);

  void commit();

private:
  std::optional<Transaction> transaction_;
  std::optional<Savepoint> savepoint_;
};

/// One view of the file for several statements, whoever writes meanwhile: SQLite locks the file
/// once in place of once a statement. Within a transaction it is that one's view.
class ReadTransaction {
public:
  explicit ReadTransaction(Connection& connection);
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;
  ~ReadTransaction();

private:
  Statement* end_ = nullptr; ///< where this one began it
};

} // namespace libcase

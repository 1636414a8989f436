#include "register/transaction.hpp"

namespace libcase {

namespace {

void require_writable(const Connection& connection) {
  if (connection.options().read_only) {
    throw NotPermitted("read_only", "the register was opened for reading only");
  }
}

/// In a destructor: an error of SQLite may have rolled back already.
void roll_back(const Connection& connection, const char* sql) {
  sqlite3_exec(connection.handle(), sql, nullptr, nullptr, nullptr);
}

} // namespace

Transaction::Lock::Lock(Connection& connection) : connection_(connection) {
  require_writable(connection);
  connection.lock_for_writing();
}

Transaction::Lock::~Lock() {
  connection_.unlock();
}

Transaction::Transaction(Connection& connection) : connection_(connection), lock_(connection) {
  connection_.execute("BEGIN IMMEDIATE");
  try {
    connection_.watch_others();
  } catch (...) {
    roll_back(connection_, "ROLLBACK");
    throw;
  }
}

Transaction::~Transaction() {
  if (is_open_) {
    roll_back(connection_, "ROLLBACK");
  }
}

void Transaction::commit() {
  connection_.require_sole_writer();
  connection_.execute("COMMIT");
  is_open_ = false;
  connection_.require_in_place();
}

Savepoint::Savepoint(Connection& connection) : connection_(connection) {
  require_writable(connection);
  connection_.execute("SAVEPOINT part");
}

Savepoint::~Savepoint() {
  if (is_open_) {
    roll_back(connection_, "ROLLBACK TO part; RELEASE part");
  }
}

void Savepoint::release() {
  connection_.execute("RELEASE part");
  is_open_ = false;
}

WriteScope::WriteScope(Connection& connection) {
  if (sqlite3_get_autocommit(connection.handle()) == 0) {
    savepoint_.emplace(connection);
  } else {
    transaction_.emplace(connection);
  }
}

ReadTransaction::ReadTransaction(Connection& connection) {
  if (sqlite3_get_autocommit(connection.handle()) != 0) {
    Statement& end = connection.statement("COMMIT");
    connection.statement("BEGIN").run();
    end_ = &end;
  }
}

ReadTransaction::~ReadTransaction() {
  if (end_ != nullptr) {
    try {
      end_->run();
    } catch (const Error&) { // nothing was written: there is nothing to lose
      end_->reset();
    }
  }
}

void WriteScope::commit() {
  savepoint_ ? savepoint_->release() : transaction_->commit();
}

} // namespace libcase

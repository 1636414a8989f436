// The rows of all tables as the audit reads them: one by one, with what their digests should be.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "register/connection.hpp"

namespace libcase {

/// What a row of any table tells the audit.
struct AuditedRow {
  std::int64_t row = 0;
  std::int64_t recording = 0;
  std::optional<std::int64_t> superseded_by{};
  bool is_intact = false; ///< its digest is what its content gives
  Digest digest{};        ///< as stored
  bool is_erased = false; ///< its content was taken out, its seal left in
};

/// A stored digest; filled up with zeros, or cut off, where somebody changed its size.
inline Digest digest_in(std::span<const std::uint8_t> blob) {
  Digest digest{};
  std::copy_n(blob.begin(), std::min(blob.size(), digest.size()), digest.begin());
  return digest;
}

/// Whether a stored digest is that one.
inline bool equal(const Digest& digest, std::span<const std::uint8_t> blob) {
  return std::ranges::equal(digest, blob);
}

/// The rows of one table in order of their numbers.
class TableCursor {
public:
  virtual ~TableCursor() = default;
  virtual std::string_view table() const = 0;
  bool next() {
    has_row_ = statement_.step();
    if (has_row_) {
      row_ = read();
    }
    return has_row_;
  }
  bool has_row() const noexcept { return has_row_; }
  const AuditedRow& row() const noexcept { return row_; }

protected:
  explicit TableCursor(Statement statement) : statement_(std::move(statement)) {}
  virtual AuditedRow read() = 0;
  Statement statement_;

private:
  bool has_row_ = false;
  AuditedRow row_;
};

/// A cursor for the table of each kind, and one for the references.
std::vector<std::unique_ptr<TableCursor>> cursors_of(Connection& connection);

} // namespace libcase

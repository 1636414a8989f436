// The table of one kind of record: its rows written and read.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libcase/records/all.hpp>

#include "register/digest.hpp"
#include "register/statement.hpp"

namespace libcase {

/// The columns of a row before those of its record: row, id, recording, superseded_by, digest.
inline constexpr int header_size = 5;

/// The header of a row.
struct RowHeader {
  std::int64_t row = 0;
  std::int64_t id = 0;
  std::int64_t recording = 0;
  std::optional<std::int64_t> superseded_by{};
};

/// Writes and reads the rows of one kind of record.
class RecordTable {
public:
  RecordTable(sqlite3* database, std::size_t kind_index);

  /// Returns the row's digest.
  Digest insert(std::int64_t row, std::int64_t id, std::int64_t recording, const void* record);
  /// The stored values of a record. They point into it and into themselves: neither may move.
  void read_values(const void* record, std::span<StoredValue> values) const;
  /// Inserts stored values. Where `only_links`, all but the links are those of the last call.
  Digest insert_values(std::int64_t row, std::int64_t id, std::int64_t recording,
                       std::span<const StoredValue> values, bool only_links);
  /// "SELECT" with the header and all stored columns, followed by `rest`.
  Statement select(std::string_view rest) const { return {database_, select_text(rest)}; }
  std::string select_text(std::string_view rest) const { return select_ + std::string{rest}; }
  /// The row that a statement of `select` stands on.
  RowHeader header(const Statement& statement) const;
  AnyRecord record(const Statement& statement) const;
  /// Whether its values are stored as the table's columns say: SQLite compares others otherwise.
  bool has_own_types(const Statement& statement) const { return statement.has_types(types_); }
  /// The digest that the row should have, and the one it says it has. Of own types alone.
  Digest recomputed_digest(const Statement& statement);
  std::span<const std::uint8_t> stored_digest(const Statement& statement) const;

  /// The newest version that is neither corrected nor withdrawn; empty where there is none.
  std::optional<RowHeader> current(std::int64_t id);
  void supersede(std::int64_t row, std::int64_t by_recording);
  const RecordKind& kind() const noexcept { return *kind_; }
  /// Selects the versions of record ?1 written up to recording ?2 that still stood after ?3.
  Statement& by_id();
  /// Selects the versions that link to record ?1, likewise.
  Statement& by_link(const Column& link);
  /// Whether a row was inserted through this table.
  bool was_written() const noexcept { return was_written_; }

private:
  sqlite3* database_;
  std::size_t kind_index_;
  const RecordKind* kind_;
  const std::vector<StoredColumn>* stored_;
  RowDigester digester_;
  std::vector<StoredValue> values_;
  std::string select_;
  std::string types_; ///< as Statement::has_types takes them
  Statement insert_;
  Statement current_;
  Statement supersede_;
  std::optional<Statement> by_id_;
  std::vector<std::optional<Statement>> by_link_; ///< by the index of the member
  bool was_written_ = false;
};

/// A condition on the header: known at the end of recording ?N. For scans of a table.
std::string known_at_condition(int parameter);

/// The same in two halves that exclude each other. Each is a range of an index of the table, which
/// ends in `superseded_by`: of many versions only the current one is looked at for now, and for an
/// earlier time also those that were superseded since.
std::array<std::string, 2> known_at_halves(int parameter);

} // namespace libcase

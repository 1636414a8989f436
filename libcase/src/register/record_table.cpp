#include "register/record_table.hpp"

#include "register/schema.hpp"

namespace libcase {

namespace {

std::string known_at_condition(int written, int superseded) {
  return R"("recording" <= ?)" + std::to_string(written) +
         R"( AND ("superseded_by" IS NULL OR "superseded_by" > ?)" + std::to_string(superseded) +
         ")";
}

std::array<std::string, 2> known_at_halves(int written, int superseded) {
  const std::string by_then = R"("recording" <= ?)" + std::to_string(written);
  return {by_then + R"( AND "superseded_by" IS NULL)",
          by_then + R"( AND "superseded_by" > ?)" + std::to_string(superseded)};
}

} // namespace

std::string known_at_condition(int parameter) {
  return known_at_condition(parameter, parameter);
}

std::array<std::string, 2> known_at_halves(int parameter) {
  return known_at_halves(parameter, parameter);
}

RecordTable::RecordTable(sqlite3* database, std::size_t kind_index)
    : database_(database), kind_index_(kind_index), kind_(record_kinds()[kind_index]),
      stored_(&stored_columns(*kind_)), digester_(*kind_), values_(stored_->size()),
      by_link_(kind_->columns.size()) {
  const std::string table = sql_name(kind_->table);
  std::string names;
  std::string marks;
  types_ = "IIIiB";
  for (const StoredColumn& stored : *stored_) {
    const bool may_be_empty = !stored.column->required;
    types_ += stored.is_integer ? (may_be_empty ? 'i' : 'I') : (may_be_empty ? 't' : 'T');
    names += ", " + sql_name(stored.name);
    marks += ", ?";
  }
  select_ = R"(SELECT "row", "id", "recording", "superseded_by", "digest")" + names + " FROM " +
            table + " ";
  insert_ = Statement{database, "INSERT INTO " + table + R"( ("row", "id", "recording", "digest")" +
                                    names + ") VALUES (?, ?, ?, ?" + marks + ")"};
  const std::string current =
      R"(SELECT "row", "id", "recording" FROM )" + table + R"( WHERE "superseded_by" IS NULL AND )";
  current_ = Statement{database, current + R"("row" = ?1 AND "id" = ?1 UNION ALL )" + current +
                                     R"("id" = ?1 AND "id" <> "row")"};
  supersede_ =
      Statement{database, "UPDATE " + table + R"( SET "superseded_by" = ?2 WHERE "row" = ?1)"};
}

Digest RecordTable::insert(std::int64_t row, std::int64_t id, std::int64_t recording,
                           const void* record) {
  read_values(record, values_);
  return insert_values(row, id, recording, values_, false);
}

void RecordTable::read_values(const void* record, std::span<StoredValue> values) const {
  for (std::size_t index = 0; index < values.size(); ++index) {
    read_stored((*stored_)[index], record, values[index]);
  }
}

Digest RecordTable::insert_values(std::int64_t row, std::int64_t id, std::int64_t recording,
                                  std::span<const StoredValue> values, bool only_links) {
  const Digest digest = digester_.digest(row, id, recording, values);
  insert_.bind(1, row);
  insert_.bind(2, id);
  insert_.bind(3, recording);
  insert_.bind_blob(4, digest);
  for (std::size_t index = 0; index < values.size(); ++index) {
    if (!only_links || (*stored_)[index].column->kind == ColumnKind::link) {
      insert_.bind(static_cast<int>(index) + header_size, values[index]);
    }
  }
  insert_.run();
  was_written_ = true;
  return digest;
}

Statement& RecordTable::by_id() {
  if (!by_id_) {
    std::string rest = R"(WHERE "row" = ?1 AND "id" = ?1 AND )" + known_at_condition(2, 3);
    for (const std::string& half : known_at_halves(2, 3)) {
      rest += " UNION ALL " + select_text(R"(WHERE "id" = ?1 AND "id" <> "row" AND )" + half);
    }
    by_id_ = select(rest);
  }
  return *by_id_;
}

Statement& RecordTable::by_link(const Column& link) {
  auto& statement = by_link_[static_cast<std::size_t>(&link - kind_->columns.data())];
  if (!statement) {
    const std::string linked = "WHERE " + sql_name(link.name) + " = ?1 AND ";
    const auto [current, later] = known_at_halves(2, 3);
    statement = select(linked + current + " UNION ALL " + select_text(linked + later));
  }
  return *statement;
}

RowHeader RecordTable::header(const Statement& statement) const {
  RowHeader header{
      .row = statement.integer(0), .id = statement.integer(1), .recording = statement.integer(2)};
  if (!statement.is_null(3)) {
    header.superseded_by = statement.integer(3);
  }
  return header;
}

AnyRecord RecordTable::record(const Statement& statement) const {
  AnyRecord record = make_record(kind_index_);
  void* body = data_of(record);
  int position = header_size;
  StoredValue first;
  StoredValue second;
  for (const Column& column : kind_->columns) {
    statement.read(position++, first);
    if (column.kind == ColumnKind::money || column.kind == ColumnKind::birth_date) {
      statement.read(position++, second);
    }
    column.set(body, cell_from_stored(column, first, second));
  }
  return record;
}

Digest RecordTable::recomputed_digest(const Statement& statement) {
  for (std::size_t index = 0; index < values_.size(); ++index) {
    statement.read(header_size + static_cast<int>(index), values_[index]);
  }
  return digester_.digest(statement.integer(0), statement.integer(1), statement.integer(2),
                          values_);
}

std::span<const std::uint8_t> RecordTable::stored_digest(const Statement& statement) const {
  return statement.blob(4);
}

std::optional<RowHeader> RecordTable::current(std::int64_t id) {
  Rows rows{current_};
  current_.bind(1, id);
  if (!rows.next()) {
    return std::nullopt;
  }
  return RowHeader{
      .row = current_.integer(0), .id = current_.integer(1), .recording = current_.integer(2)};
}

void RecordTable::supersede(std::int64_t row, std::int64_t by_recording) {
  supersede_.bind(1, row);
  supersede_.bind(2, by_recording);
  supersede_.run();
}

} // namespace libcase

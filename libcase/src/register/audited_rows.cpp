#include "register/audited_rows.hpp"

namespace libcase {

namespace {

constexpr std::string_view references_table = "external_references";

class RecordCursor : public TableCursor {
public:
  explicit RecordCursor(RecordTable& table)
      : TableCursor(table.select(R"(ORDER BY "row")")), table_(table) {}
  std::string_view table() const override { return table_.kind().table; }

private:
  AuditedRow read() override {
    const bool has_own_types = table_.has_own_types(statement_); // first: reading converts
    const RowHeader header = table_.header(statement_);
    const auto stored = table_.stored_digest(statement_);
    return {.row = header.row,
            .recording = header.recording,
            .superseded_by = header.superseded_by,
            .is_intact = has_own_types && equal(table_.recomputed_digest(statement_), stored),
            .digest = digest_in(stored)};
  }
  RecordTable& table_;
};

class ReferenceCursor : public TableCursor {
public:
  explicit ReferenceCursor(const Connection& connection)
      : TableCursor(
            connection.prepare(R"(SELECT "row", "id", "recording", "kind", "reference", "salt",
          "seal", "digest" FROM "external_references" ORDER BY "row")")) {}
  std::string_view table() const override { return references_table; }

private:
  AuditedRow read() override {
    const bool has_own_types = statement_.has_types("IIITtbBB");
    const bool is_erased = statement_.is_null(4) && statement_.is_null(5);
    const bool is_sealed =
        is_erased || (statement_.blob(5).size() == Digest{}.size() &&
                      equal(seal_of(statement_.blob(5), statement_.text(4)), statement_.blob(6)));
    const Digest expected =
        reference_digest(statement_.integer(0), statement_.integer(1), statement_.integer(2),
                         statement_.text(3), statement_.blob(6));
    return {.row = statement_.integer(0),
            .recording = statement_.integer(2),
            .is_intact = has_own_types && is_sealed && equal(expected, statement_.blob(7)),
            .digest = digest_in(statement_.blob(7)),
            .is_erased = is_erased};
  }
};

} // namespace

std::vector<std::unique_ptr<TableCursor>> cursors_of(Connection& connection) {
  std::vector<std::unique_ptr<TableCursor>> cursors;
  for (std::size_t index = 0; index < record_kinds().size(); ++index) {
    cursors.push_back(std::make_unique<RecordCursor>(connection.table(index)));
  }
  cursors.push_back(std::make_unique<ReferenceCursor>(connection));
  return cursors;
}

} // namespace libcase

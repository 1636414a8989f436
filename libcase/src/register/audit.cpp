#include <algorithm>
#include <map>
#include <memory>
#include <unordered_map>

#include <libcase/register/audit.hpp>

#include "register/schema.hpp"
#include "register/store.hpp"

namespace libcase {

namespace {

constexpr std::string_view references_table = "external_references";
constexpr std::string_view recordings_table = "recordings";

/// What a row of any table tells the audit.
struct AuditedRow {
  std::int64_t row = 0;
  std::int64_t recording = 0;
  std::int64_t superseded_by = 0; ///< 0: not
  bool is_intact = false;         ///< its digest is what its content gives
  Digest digest{};                ///< as stored
};

Digest digest_in(std::span<const std::uint8_t> blob) {
  Digest digest{};
  std::copy_n(blob.begin(), std::min(blob.size(), digest.size()), digest.begin());
  return digest;
}

bool equal(const Digest& digest, std::span<const std::uint8_t> blob) {
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

class RecordCursor : public TableCursor {
public:
  explicit RecordCursor(RowTable& table)
      : TableCursor(table.select(R"(ORDER BY "row")")), table_(table) {}
  std::string_view table() const override { return table_.kind().table; }

private:
  AuditedRow read() override {
    const RowHeader header = table_.header(statement_);
    const auto stored = table_.stored_digest(statement_);
    return {.row = header.row,
            .recording = header.recording,
            .superseded_by = header.superseded_by.value_or(0),
            .is_intact = equal(table_.recomputed_digest(statement_), stored),
            .digest = digest_in(stored)};
  }
  RowTable& table_;
};

class ReferenceCursor : public TableCursor {
public:
  explicit ReferenceCursor(const Store& store)
      : TableCursor(store.prepare(R"(SELECT "row", "id", "recording", "kind", "reference", "salt",
          "seal", "digest" FROM "external_references" ORDER BY "row")")) {}
  std::string_view table() const override { return references_table; }

private:
  AuditedRow read() override {
    const bool is_erased = statement_.is_null(4) && statement_.is_null(5);
    const bool is_sealed =
        is_erased || (statement_.blob(5).size() == Digest{}.size() &&
                      equal(seal_of(statement_.blob(5), statement_.text(4)), statement_.blob(6)));
    const Digest expected =
        reference_digest(statement_.integer(0), statement_.integer(1), statement_.integer(2),
                         statement_.text(3), statement_.blob(6));
    return {.row = statement_.integer(0),
            .recording = statement_.integer(2),
            .is_intact = is_sealed && equal(expected, statement_.blob(7)),
            .digest = digest_in(statement_.blob(7))};
  }
};

/// What every `superseded_by` must be, from the later versions and the withdrawals.
std::unordered_map<std::int64_t, std::int64_t> expected_supersessions(Store& store) {
  struct Step {
    std::int64_t row;
    std::int64_t recording;
    bool is_version;
    auto operator<=>(const Step&) const = default;
  };
  std::map<std::int64_t, std::vector<Step>> steps_by_id;
  for (const RecordKind* kind : record_kinds()) {
    Statement versions = store.prepare(R"(SELECT "id", "row", "recording" FROM )" +
                                       sql_name(kind->table) + R"( WHERE "id" <> "row")");
    while (versions.step()) {
      steps_by_id[versions.integer(0)].push_back({versions.integer(1), versions.integer(2), true});
    }
  }
  Statement withdrawals =
      store.prepare(R"(SELECT "record_id", "row", "recording" FROM "withdrawals")");
  while (withdrawals.step()) {
    steps_by_id[withdrawals.integer(0)].push_back(
        {withdrawals.integer(1), withdrawals.integer(2), false});
  }
  std::unordered_map<std::int64_t, std::int64_t> expected;
  for (auto& [id, steps] : steps_by_id) {
    std::ranges::sort(steps);
    std::int64_t version = id;
    for (const Step& step : steps) {
      expected.emplace(version, step.recording);
      version = step.is_version ? step.row : version;
    }
  }
  return expected;
}

class Audit {
public:
  explicit Audit(Store& store) : store_(store), supersessions_(expected_supersessions(store)) {
    for (std::size_t index = 0; index < record_kinds().size(); ++index) {
      cursors_.push_back(std::make_unique<RecordCursor>(store.table(index)));
    }
    cursors_.push_back(std::make_unique<ReferenceCursor>(store));
    for (auto& cursor : cursors_) {
      result_.tables.emplace_back(cursor->table());
      cursor->next();
    }
    result_.tables.emplace_back(recordings_table);
  }

  Verification run(const std::optional<Digest>& head) {
    Statement recordings = store_.prepare(select_recordings(R"(ORDER BY "number")"));
    bool is_head_seen = !head;
    while (recordings.step()) {
      check_recording(recordings);
      is_head_seen = is_head_seen || chain_ == *head;
    }
    while (TableCursor* cursor = lowest()) {
      report(cursor->table(), cursor->row().row, "inserted");
      cursor->next();
    }
    if (!is_head_seen) {
      report(recordings_table, result_.recording_count,
             "the head digest kept elsewhere is not in the chain: its end was cut off, or all of "
             "it was made anew");
    }
    result_.head_digest = to_hex(chain_);
    return std::move(result_);
  }

private:
  void report(std::string_view table, std::int64_t row, std::string what) {
    result_.found.push_back({std::string{table}, row, std::move(what)});
  }

  TableCursor* lowest() const {
    TableCursor* found = nullptr;
    for (const auto& cursor : cursors_) {
      if (cursor->has_row() && (found == nullptr || cursor->row().row < found->row().row)) {
        found = cursor.get();
      }
    }
    return found;
  }

  void check_recording(const Statement& statement) {
    RecordingHeader header;
    try {
      header = store_.header_of(statement);
    } catch (const Error&) { // a time that is none: somebody wrote it
      header.number = statement.integer(0);
    }
    for (++result_.recording_count; result_.recording_count < header.number;
         ++result_.recording_count) {
      report(recordings_table, result_.recording_count, "removed");
    }
    const std::int64_t first_row = statement.integer(7);
    const std::int64_t row_count = statement.integer(8);
    const std::size_t found_before = result_.found.size();
    if (first_row != next_row_) {
      report(recordings_table, header.number, "changed");
    }
    RecordingDigester digester{chain_, header, first_row};
    for (next_row_ = first_row; next_row_ < first_row + row_count; ++next_row_) {
      check_row(header.number, digester);
    }
    const Digest expected = digester.finish();
    if (expected != header.digest && result_.found.size() == found_before) {
      report(recordings_table, header.number,
             "changed: its header, or its rows " + std::to_string(first_row) + " to " +
                 std::to_string(first_row + row_count - 1) + " together with their digests");
    }
    chain_ = header.digest; // what follows was chained to this one, and is judged by itself
  }

  void check_row(std::int64_t recording, RecordingDigester& digester) {
    TableCursor* cursor = lowest();
    for (; cursor != nullptr && cursor->row().row < next_row_; cursor = lowest()) {
      report(cursor->table(), cursor->row().row, "inserted");
      cursor->next();
    }
    if (cursor == nullptr || cursor->row().row > next_row_) {
      report("", next_row_, "removed");
      return;
    }
    const AuditedRow& row = cursor->row();
    ++result_.row_count;
    const auto superseded = supersessions_.find(row.row);
    const std::int64_t expected = superseded == supersessions_.end() ? 0 : superseded->second;
    if (!row.is_intact) {
      report(cursor->table(), row.row, "changed");
    } else if (row.recording != recording) {
      report(cursor->table(), row.row, "moved");
    } else if (row.superseded_by != expected) {
      report(cursor->table(), row.row, "changed: superseded_by does not follow from the records");
    }
    digester.add_row(row.digest);
    cursor->next();
  }

  Store& store_;
  std::unordered_map<std::int64_t, std::int64_t> supersessions_;
  std::vector<std::unique_ptr<TableCursor>> cursors_;
  std::int64_t next_row_ = 1;
  Digest chain_{};
  Verification result_;
};

} // namespace

Verification verify(const Register& reg, std::optional<Digest> head) {
  reg.store().execute("BEGIN"); // one view of the file, whoever writes meanwhile
  struct End {
    Store& store;
    ~End() { sqlite3_exec(store.handle(), "ROLLBACK", nullptr, nullptr, nullptr); }
  } end{reg.store()};
  return Audit{reg.store()}.run(head);
}

} // namespace libcase

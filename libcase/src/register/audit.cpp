#include <algorithm>
#include <memory>
#include <set>

#include <libcase/register/audit.hpp>

#include "register/audited_rows.hpp"
#include "register/file_check.hpp"
#include "register/recomputed_totals.hpp"
#include "register/register_access.hpp"
#include "register/supersessions.hpp"
#include "register/transaction.hpp"

namespace libcase {

namespace {

constexpr std::string_view recordings_table = "recordings";
constexpr std::string_view whole_file = "file";
constexpr std::string_view budget_totals_table = "budget_totals";

class Audit {
public:
  explicit Audit(Connection& connection)
      : connection_(connection), supersessions_(connection), cursors_(cursors_of(connection)) {
    for (auto& cursor : cursors_) {
      result_.tables.emplace_back(cursor->table());
      cursor->next();
    }
    result_.tables.emplace_back(recordings_table);
    result_.tables.emplace_back(budget_totals_table);
  }

  Verification run(const std::optional<Digest>& head) {
    Statement statement = connection_.prepare(select_recordings(R"(ORDER BY "number")"));
    bool is_head_seen = !head || *head == chain_;
    for (auto next = read_link(statement); next;) {
      const Link link = *next;
      next = read_link(statement);
      check_recording(link, next);
      is_head_seen = is_head_seen || chain_ == *head;
    }
    std::set<std::int64_t> without_recording;
    while (TableCursor* cursor = lowest()) {
      if (cursor->row().is_intact && cursor->row().recording > result_.recording_count) {
        without_recording.insert(cursor->row().recording);
      }
      report_inserted(*cursor);
    }
    for (const std::int64_t number : without_recording) {
      report(recordings_table, number, "removed, but not its rows");
    }
    if (!is_head_seen) {
      report(recordings_table, result_.recording_count,
             "the head digest kept elsewhere is not in the chain: its end was cut off, or all of "
             "it was made anew");
    }
    check_file();
    result_.head_digest = to_hex(chain_);
    return std::move(result_);
  }

private:
  using Digesters = std::vector<RecordingDigester>;

  /// A recording as stored.
  struct Link {
    RecordingHeader header{};
    bool is_readable = true;
    std::int64_t first_row = 0;
    std::int64_t row_count = 0;
  };

  std::optional<Link> read_link(Statement& statement) const {
    if (!statement.step()) {
      return std::nullopt;
    }
    const bool has_types = statement.has_types("ITTTIbBII"); // first: reading converts
    Link link{.first_row = statement.integer(7), .row_count = statement.integer(8)};
    try {
      link.header = connection_.header_of(statement);
      link.is_readable = has_types && is_as_written(statement, link.header);
    } catch (const Error&) { // a time that is none: somebody wrote it
      link.is_readable = false;
      link.header.number = statement.integer(0);
      link.header.digest = digest_in(statement.blob(6));
    }
    return link;
  }

  /// Whether it is stored in the one way in which it is written: other ways read the same.
  static bool is_as_written(const Statement& statement, const RecordingHeader& header) {
    const auto is_digest = [&](int column) {
      return statement.blob(column).size() == Digest{}.size();
    };
    const std::int64_t historical = statement.integer(4);
    return statement.text(1) == to_text(header.at) && (historical == 0 || historical == 1) &&
           (statement.is_null(5) || is_digest(5)) && is_digest(6);
  }

  void report(std::string_view table, std::int64_t row, std::string what) {
    result_.found.push_back({std::string{table}, row, std::move(what)});
  }

  /// Names what is missing from one number up to another, one by one while that is of use.
  void report_removed(std::string_view table, std::int64_t from, std::int64_t until) {
    constexpr std::int64_t named_one_by_one = 1000;
    for (; from < until && until - from <= named_one_by_one; ++from) {
      report(table, from, "removed");
    }
    if (from < until) {
      report(table, from, "removed, and all up to " + std::to_string(until - 1));
    }
  }

  /// What answers come from beside the rows: indexes and views, and values as SQL compares them.
  void check_file() {
    for (const SchemaDifference& difference : schema_differences(connection_.handle())) {
      report(difference.name, 0, begin_of(difference.what) + sentence_of(difference));
    }
    for (const std::string& problem : file_problems(connection_)) {
      report(whole_file, 0, "changed: " + problem);
    }
    if (result_.found.empty()) { // else totals may differ for a reason that was told
      check_budget_totals();
    }
  }

  /// The running totals follow from the records, each of them.
  void check_budget_totals() {
    auto expected = recomputed_totals(connection_);
    Statement stored = connection_.prepare(
        R"(SELECT "budget_line", "recording", "committed_cents", "spent_cents", "irregular_cents"
           FROM "budget_totals" ORDER BY "budget_line", "recording")");
    while (stored.step()) {
      const BudgetLineId line{stored.integer(0)};
      const std::int64_t recording = stored.integer(1);
      const BudgetTotal total{.committed = stored.integer(2),
                              .spent = stored.integer(3),
                              .irregular = stored.integer(4)};
      const auto found = expected.find({line, recording});
      if (found == expected.end()) {
        report_total(line, recording, "inserted", ", which moved nothing");
        continue;
      }
      if (found->second != total) {
        report_total(line, recording, "changed", " is not what the records come to");
      }
      expected.erase(found);
    }
    for (const auto& [moved, total] : expected) {
      report_total(moved.first, moved.second, "removed", "");
    }
  }

  void report_total(BudgetLineId line, std::int64_t recording, const std::string& begin,
                    const std::string& end) {
    report(budget_totals_table, line.value,
           begin + ": the total at recording " + std::to_string(recording) + end);
  }

  static std::string begin_of(SchemaDifference::What what) {
    switch (what) {
    case SchemaDifference::What::missing:
      return "removed: ";
    case SchemaDifference::What::foreign:
      return "inserted: ";
    case SchemaDifference::What::changed:
      break;
    }
    return "changed: ";
  }

  static bool is_of_removed_row(const Tampering& tampering) { return tampering.table.empty(); }

  TableCursor* lowest() const {
    TableCursor* found = nullptr;
    for (const auto& cursor : cursors_) {
      if (cursor->has_row() && (found == nullptr || cursor->row().row < found->row().row)) {
        found = cursor.get();
      }
    }
    return found;
  }

  void report_inserted(TableCursor& cursor) {
    report(cursor.table(), cursor.row().row, "inserted");
    cursor.next();
  }
  void report_inserted_before(std::int64_t row) {
    for (TableCursor* cursor = lowest(); cursor != nullptr && cursor->row().row < row;
         cursor = lowest()) {
      report_inserted(*cursor);
    }
  }

  void check_recording(const Link& link, const std::optional<Link>& next) {
    const std::int64_t number = link.header.number;
    const std::int64_t expected_number = result_.recording_count + 1;
    if (number < expected_number) {
      report(recordings_table, number, "inserted");
      return;
    }
    const bool follows = number == expected_number;
    if (!follows) { // what was removed took the link of the chain with it
      report_removed(recordings_table, expected_number, number);
      report_inserted_before(link.first_row);
      next_row_ = std::max(next_row_, std::min(link.first_row, row_limit));
    }
    result_.recording_count = number;

    const std::size_t found_before = result_.found.size();
    const std::int64_t rows_before = result_.row_count;
    Digesters digesters;
    for (const Digest& previous : chained_to_) {
      digesters.emplace_back(previous, link.header, link.first_row);
    }
    const std::int64_t first_row = next_row_;
    const std::int64_t by_count =
        first_row + std::clamp<std::int64_t>(link.row_count, 0, row_limit - first_row);
    const bool is_followed = next && next->header.number == number + 1;
    check_rows(number, is_followed ? std::min(by_count, next->first_row) : by_count, digesters);
    bool is_whole = is_any(digesters, link.header.digest);
    while (!is_whole && is_row_of(number)) { // then one of these limits was wrong
      check_rows(number, next_row_ + 1, digesters);
      is_whole = is_any(digesters, link.header.digest);
    }
    if (is_whole) { // then no row is missing, whatever `row_count` says
      const auto found = result_.found.begin() + static_cast<std::ptrdiff_t>(found_before);
      result_.found.erase(std::remove_if(found, result_.found.end(), is_of_removed_row),
                          result_.found.end());
    }
    const bool is_unexplained = follows && !is_whole && result_.found.size() == found_before;
    const bool is_miscounted = is_whole && link.row_count != result_.row_count - rows_before;
    const bool is_changed = !link.is_readable || link.first_row != first_row || is_unexplained ||
                            is_miscounted || (!is_whole && link.row_count != next_row_ - first_row);
    if (is_changed) {
      report(recordings_table, number,
             "changed: its header, or its rows " + std::to_string(first_row) + " to " +
                 std::to_string(next_row_ - 1) + " together with their digests");
    }
    chain_ = link.header.digest;
    chained_to_ = {chain_};
    if (!is_whole) { // what follows is judged by itself: it may fit what stood here before
      chained_to_.push_back(digesters.front().finish());
    }
  }

  /// Whether the rows so far give that digest.
  static bool is_any(const Digesters& digesters, const Digest& digest) {
    return std::ranges::any_of(digesters, [&](const RecordingDigester& digester) {
      RecordingDigester so_far = digester;
      return so_far.finish() == digest;
    });
  }

  /// Whether the next row says, credibly, that it belongs to that recording.
  bool is_row_of(std::int64_t recording) const {
    const TableCursor* cursor = lowest();
    return cursor != nullptr && cursor->row().row == next_row_ && cursor->row().is_intact &&
           cursor->row().recording == recording;
  }

  /// Checks the rows of a recording from `next_row_` on.
  void check_rows(std::int64_t recording, std::int64_t until, Digesters& digesters) {
    while (next_row_ < until) {
      report_inserted_before(next_row_);
      const TableCursor* first = lowest();
      const std::int64_t present = first == nullptr ? until : std::min(first->row().row, until);
      report_removed("", next_row_, present);
      next_row_ = present;
      if (next_row_ < until) {
        check_row(recording, digesters);
        ++next_row_;
      }
    }
  }

  /// Checks the row `next_row_`, which some table has. Where several have, all but the one that
  /// fits were inserted.
  void check_row(std::int64_t recording, Digesters& digesters) {
    candidates_.clear();
    for (const auto& cursor : cursors_) {
      if (cursor->has_row() && cursor->row().row == next_row_) {
        candidates_.push_back(cursor.get());
      }
    }
    const auto fits = [&](const TableCursor* cursor) {
      return cursor->row().is_intact && cursor->row().recording == recording;
    };
    const bool is_clear = candidates_.size() == 1 || std::ranges::count_if(candidates_, fits) == 1;
    for (TableCursor* cursor : candidates_) {
      const AuditedRow& row = cursor->row();
      if (candidates_.size() > 1 && !(is_clear && fits(cursor))) {
        report(cursor->table(), row.row, "inserted: another table has a row of that number");
      } else if (!row.is_intact) {
        report(cursor->table(), row.row, "changed");
      } else if (row.recording != recording) {
        report(cursor->table(), row.row, "moved");
      } else if (!supersessions_.allow(row)) {
        report(cursor->table(), row.row, "changed: superseded_by does not follow from the records");
      }
      if (candidates_.size() == 1 || (is_clear && fits(cursor))) {
        for (RecordingDigester& digester : digesters) {
          digester.add_row(row.digest);
        }
        ++result_.row_count;
        result_.erased_reference_count += row.is_erased ? 1 : 0;
      }
      cursor->next();
    }
  }

  /// More than any register has; numbers beyond it were written by somebody else.
  static constexpr std::int64_t row_limit = std::int64_t{1} << 48;

  Connection& connection_;
  Supersessions supersessions_;
  std::vector<std::unique_ptr<TableCursor>> cursors_;
  std::vector<TableCursor*> candidates_; // of check_row, kept for its memory
  std::int64_t next_row_ = 1;
  Digest chain_{};                           // of the last recording, as stored
  std::vector<Digest> chained_to_{Digest{}}; // one of these the next recording is chained to
  Verification result_;
};

} // namespace

Verification verify(const Register& reg, std::optional<Digest> head) {
  connection_of(reg).require_no_recording();
  const ReadTransaction one_view{connection_of(reg)}; // whoever writes meanwhile
  return Audit{connection_of(reg)}.run(head);
}

} // namespace libcase

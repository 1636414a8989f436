#include <algorithm>
#include <cstring>
#include <deque>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>

#include <libcase/register/import.hpp>

#include "register/digest.hpp"
#include "register/import_rows.hpp"
#include "register/store.hpp"

namespace libcase {

namespace {

constexpr std::size_t rows_between_reports = 2048;
constexpr std::size_t withdrawal_kind = boost::mp11::mp_find<AllRecords, Withdrawal>::value;

/// Days since 1970, with a place before all of them and one after.
constexpr std::int32_t known_before = INT32_MIN;
constexpr std::int32_t undated = INT32_MAX;

std::int32_t day_number(Date day) {
  return day.is_set() ? day.days_since_epoch() : undated;
}

bool same_content(const AnyRecord& left, const AnyRecord& right) {
  return left.index() == right.index() &&
         std::ranges::all_of(kind_of(left).columns, [&](const Column& column) {
           return column.get(data_of(left)) == column.get(data_of(right));
         });
}

/// What the content of a record comes down to, its links included.
Digest content_digest(const AnyRecord& record) {
  DigestBytes bytes;
  bytes.text(kind_of(record).table);
  StoredValue value;
  std::int64_t number = 0;
  for (const auto& stored : stored_columns(kind_of(record))) {
    ++number;
    read_stored(stored, data_of(record), value);
    if (value.type == StoredValue::Type::null) {
      continue;
    }
    bytes.integer(number);
    value.type == StoredValue::Type::integer ? bytes.integer(value.integer)
                                             : bytes.text(value.text);
  }
  return bytes.digest();
}

struct DigestHash {
  std::size_t operator()(const Digest& digest) const noexcept {
    std::size_t hash = 0;
    std::memcpy(&hash, digest.data(), sizeof hash);
    return hash;
  }
};

using Counts = std::unordered_map<Digest, std::int64_t, DigestHash>;

CsvFinding about_row(std::string code, std::string reason, std::string column = {}) {
  return {.column = std::move(column),
          .value = {},
          .code = std::move(code),
          .reason = std::move(reason)};
}

std::string shown_name(const Column& column) {
  std::string name{column.name};
  if (name.ends_with("_id")) {
    name.resize(name.size() - 3);
  }
  return name;
}

/// Sets of nodes that were joined.
class UnionFind {
public:
  std::size_t add() {
    parents_.push_back(parents_.size());
    return parents_.size() - 1;
  }
  std::size_t find(std::size_t node) {
    while (parents_[node] != node) {
      node = parents_[node] = parents_[parents_[node]];
    }
    return node;
  }
  void join(std::size_t left, std::size_t right) { parents_[find(left)] = find(right); }

private:
  std::vector<std::size_t> parents_;
};

/// A version of a record that the register holds.
struct KnownVersion {
  const AnyRecord* record;
  std::int64_t row;
  Instant at;
  bool by_import;
};

/// What is known of a subject while importing.
struct SubjectState {
  std::int64_t id = 0;    ///< 0 until it is in the register
  bool was_known = false; ///< it was there before this import
  std::int32_t first_known = undated;
  bool is_defined = false; ///< known, or a good row of the import says it
  bool is_loaded = false;
  std::vector<KnownVersion> versions;
  std::ptrdiff_t cursor = -1; ///< the version that the rows so far have come to
};

enum class RowState : std::uint8_t { pending, added, versioned, skipped, refused, rejected };

/// A row that is to be written with its group.
struct Write {
  std::uint32_t row;
  std::optional<CsvFinding> refusal{}; ///< why it is left out of the group
  std::optional<CsvFinding> problem{}; ///< why the last attempt left it out
  std::int64_t id = 0;                 ///< in the last attempt
  std::int64_t version = 0;            ///< its row, in the last attempt
};

using RowProgress = std::function<void(std::size_t, std::size_t)>;

/// What became of the rows, in one run or several.
struct RowFates {
  explicit RowFates(std::size_t rows) : states(rows, RowState::pending), refusals(rows) {}

  static bool is_written(RowState state) {
    return state == RowState::added || state == RowState::versioned;
  }
  static bool is_left_out(RowState state) {
    return state != RowState::skipped && !is_written(state);
  }
  bool is_any_left_out() const { return std::ranges::any_of(states, is_left_out); }

  /// Takes over what a later run made of the rows that were left out, and what it wrote.
  void take_over(RowFates later) {
    for (std::size_t row = 0; row < states.size(); ++row) {
      if (is_left_out(states[row]) || (!is_written(states[row]) && is_written(later.states[row]))) {
        states[row] = later.states[row];
        refusals[row] = std::move(later.refusals[row]);
      }
    }
    recordings += later.recordings;
    recorded_later += later.recorded_later;
  }

  std::vector<RowState> states;
  std::vector<std::optional<CsvFinding>> refusals; ///< of the rows that are left out
  std::int64_t recordings = 0;
  std::int64_t recorded_later = 0;
};

/// One run over the rows of an import: writes what the register does not know and the guards let
/// pass.
class ImportRun {
public:
  /// A thorough run tries each refused row once more with the good ones alone.
  ImportRun(Register& reg, ImportRows& input, bool is_thorough, RowProgress progress)
      : reg_(reg), store_(reg.store()), input_(input), progress_(std::move(progress)),
        is_thorough_(is_thorough), last_before_(reg.last_recording_at({})),
        subjects_(input.subjects.size()), fates_(input.rows.size()) {}

  RowFates run() {
    find_subjects();
    reject_duplicates();
    reject_unlinked();
    order_rows();
    for (const auto& group : groups_) {
      run_group(group.day, std::span{order_}.subspan(group.begin, group.end - group.begin));
      progress_(group.end, order_.size());
    }
    return std::move(fates_);
  }

private:
  const ImportRow& row_of(const Write& write) const { return input_.rows[write.row]; }

  void reject(std::uint32_t index, CsvFinding finding) {
    fates_.states[index] = RowState::rejected;
    fates_.refusals[index] = std::move(finding);
    if (const auto subject = input_.rows[index].subject; subject != no_subject) {
      input_.subjects[subject].is_rejected = true;
    }
  }

  void find_subjects() {
    if (last_before_ == 0) {
      return;
    }
    for (std::uint32_t index = 0; index < subjects_.size(); ++index) {
      const Subject& subject = input_.subjects[index];
      if (const auto id = store_.owner_of(*record_kinds()[subject.kind], subject.reference)) {
        subjects_[index].id = id->value;
        subjects_[index].was_known = subjects_[index].is_defined = true;
        subjects_[index].first_known = known_before;
      }
    }
  }

  bool says_the_same(const ImportRow& left, const ImportRow& right) const {
    return same_content(left.record, right.record) &&
           std::ranges::equal(input_.links_of(left), input_.links_of(right), {}, &RowLink::subject,
                              &RowLink::subject);
  }

  /// Of rows with the same reference and the same day the content must be the same.
  void reject_duplicates() {
    std::vector<std::uint32_t> order;
    for (std::uint32_t index = 0; index < input_.rows.size(); ++index) {
      if (input_.rows[index].subject != no_subject) {
        order.push_back(index);
      }
    }
    const auto key = [&](std::uint32_t index) {
      const ImportRow& row = input_.rows[index];
      return std::tuple{row.subject, day_number(row.recorded_on), row.file, row.line};
    };
    std::ranges::sort(order, {}, key);
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
      const ImportRow& first = input_.rows[order[begin]];
      const auto is_alike = [&](std::uint32_t index) {
        const ImportRow& row = input_.rows[index];
        return row.subject == first.subject && row.recorded_on == first.recorded_on;
      };
      bool is_same = true;
      for (end = begin + 1; end < order.size() && is_alike(order[end]); ++end) {
        is_same = is_same && says_the_same(first, input_.rows[order[end]]);
      }
      for (std::size_t at = is_same ? begin + 1 : begin; at < end; ++at) {
        if (is_same) {
          fates_.states[order[at]] = RowState::skipped;
          continue;
        }
        reject(order[at], about_row("duplicate_reference",
                                    "expected one row of this reference for a day, found several "
                                    "that differ",
                                    "reference"));
      }
    }
  }

  /// Rejects rows that link to nothing, and finds out when each row can be written at the
  /// earliest: not before what it links to.
  void reject_unlinked() {
    earliest_.assign(input_.rows.size(), undated);
    std::vector<std::vector<std::uint32_t>> by_kind(record_kinds().size());
    for (std::uint32_t index = 0; index < input_.rows.size(); ++index) {
      if (fates_.states[index] == RowState::pending) {
        by_kind[input_.rows[index].record.index()].push_back(index);
      }
    }
    for (const auto& rows : by_kind) { // each after the kinds it links to
      for (const std::uint32_t index : rows) {
        const ImportRow& row = input_.rows[index];
        std::int32_t earliest = day_number(row.recorded_on);
        for (const auto& link : input_.links_of(row)) {
          const SubjectState& target = subjects_[link.subject];
          earliest = std::max(earliest, target.first_known);
          if (!target.is_defined) {
            reject(index, not_found(link));
            break;
          }
        }
        earliest_[index] = earliest;
        if (fates_.states[index] == RowState::pending && row.subject != no_subject) {
          SubjectState& own = subjects_[row.subject];
          own.is_defined = true;
          own.first_known = std::min(own.first_known, earliest);
        }
      }
    }
  }

  CsvFinding not_found(const RowLink& link) const {
    const Subject& target = input_.subjects[link.subject];
    if (target.is_rejected) {
      return about_row("rests_on_rejected", "the row that this one links to was rejected",
                       shown_name(*link.column));
    }
    return about_row("unknown_reference",
                     "expected the reference of a record of " +
                         std::string{record_kinds()[target.kind]->table} +
                         ", found one that neither the register nor these files have",
                     shown_name(*link.column));
  }

  /// Rows become groups, each a recording. Within a group the order depends on what the rows say,
  /// never on where they stand: of two that cannot both be, it decides which one is refused.
  void order_rows() {
    struct Place {
      std::uint32_t row;
      std::int32_t earliest;
      std::uint32_t turn; ///< among the rows of its subject that are written that day
    };
    std::vector<Place> places;
    for (std::uint32_t index = 0; index < input_.rows.size(); ++index) {
      if (fates_.states[index] == RowState::pending) {
        places.push_back({index, earliest_[index], 0});
      }
    }
    const auto key = [&](const Place& place) {
      const ImportRow& row = input_.rows[place.row];
      return std::tuple{row.subject, place.earliest, day_number(row.recorded_on)};
    };
    std::ranges::sort(places, {}, key);
    for (std::size_t at = 1; at < places.size(); ++at) {
      const std::uint32_t subject = input_.rows[places[at].row].subject;
      const bool is_next = subject != no_subject &&
                           subject == input_.rows[places[at - 1].row].subject &&
                           places[at].earliest == places[at - 1].earliest;
      places[at].turn = is_next ? places[at - 1].turn + 1 : 0;
    }
    for (Place& place : places) { // a withdrawal comes with the last version told before it
      const ImportRow& row = input_.rows[place.row];
      if (row.record.index() != withdrawal_kind) {
        continue;
      }
      const std::uint32_t target = input_.links_of(row).front().subject;
      const auto after = std::ranges::upper_bound(
          places, std::tuple{target, place.earliest, day_number(row.recorded_on)}, {}, key);
      if (after != places.begin() && input_.rows[after[-1].row].subject == target &&
          after[-1].earliest == place.earliest) {
        place.turn = std::max(place.turn, after[-1].turn);
      }
    }
    std::ranges::sort(places, [&](const Place& left, const Place& right) {
      const auto when =
          std::pair{left.earliest, left.turn} <=> std::pair{right.earliest, right.turn};
      return when != 0 ? when < 0 : stands_before(input_.rows[left.row], input_.rows[right.row]);
    });
    for (std::size_t at = 0; at < places.size(); ++at) {
      if (at == 0 || places[at].earliest != places[at - 1].earliest ||
          places[at].turn != places[at - 1].turn) {
        groups_.push_back({.begin = at, .end = at, .day = places[at].earliest});
      }
      ++groups_.back().end;
      order_.push_back(places[at].row);
    }
  }

  bool stands_before(const ImportRow& left, const ImportRow& right) const {
    if (left.record.index() != right.record.index()) {
      return left.record.index() < right.record.index();
    }
    if (left.record.index() == withdrawal_kind) { // what rests on others is withdrawn before them
      const auto target = [&](const ImportRow& row) {
        return input_.subjects[input_.links_of(row).front().subject].kind;
      };
      if (target(left) != target(right)) {
        return target(left) > target(right);
      }
    }
    if (const Column* date = kind_of(left.record).valid_date()) {
      const auto day = [&](const ImportRow& row) {
        return std::get<Date>(date->get(data_of(row.record)));
      };
      if (day(left) != day(right)) {
        return day(left) < day(right);
      }
    }
    const auto reference = [&](std::uint32_t subject) {
      return subject == no_subject ? std::string_view{} : input_.subjects[subject].reference;
    };
    if (left.subject != right.subject) {
      return reference(left.subject) < reference(right.subject);
    }
    const auto left_links = input_.links_of(left);
    const auto right_links = input_.links_of(right);
    for (std::size_t at = 0; at < std::min(left_links.size(), right_links.size()); ++at) {
      if (left_links[at].subject != right_links[at].subject) {
        return reference(left_links[at].subject) < reference(right_links[at].subject);
      }
    }
    return csv_row(left.record) < csv_row(right.record);
  }

  void run_group(std::int32_t day, std::span<const std::uint32_t> rows) {
    std::vector<Write> writes;
    planned_.clear();
    followers_.clear();
    for (const std::uint32_t row : rows) {
      if (is_known(row)) {
        fates_.states[row] = RowState::skipped;
      } else {
        writes.push_back({.row = row});
      }
    }
    if (writes.empty()) {
      return;
    }
    if (!write_group(day, writes)) {
      leave_out_refused(day, writes);
      if (!write_group(day, writes)) {
        throw WrongState("inconsistent_guards", "expected the rows that the guards let pass one "
                                                "by one to pass together");
      }
    }
    for (const auto& [row, leader] : followers_) {
      if (fates_.states[row] == RowState::skipped && fates_.states[leader] == RowState::refused) {
        fates_.states[row] = RowState::refused;
        fates_.refusals[row] = fates_.refusals[leader];
      }
    }
  }

  /// Whether the register knows what the row says; moves the cursor of its subject.
  bool is_known(std::uint32_t index) {
    ImportRow& row = input_.rows[index];
    if (row.subject == no_subject) {
      const Digest content = stable_content(row);
      return row.record.index() == withdrawal_kind
                 ? is_withdrawn_already(row) || is_planned(index, content, 0)
                 : is_counted(index, content);
    }
    SubjectState& subject = subjects_[row.subject];
    load_versions(row.record.index(), subject);
    set_links(row, false);
    const auto& versions = subject.versions;
    const auto is_equal = [&](std::ptrdiff_t at) {
      return at >= 0 && same_content(*versions[static_cast<std::size_t>(at)].record, row.record);
    };
    const auto count = static_cast<std::ptrdiff_t>(versions.size());
    if (!row.recorded_on.is_set()) {
      const auto last =
          std::ranges::find(versions.rbegin(), versions.rend(), true, &KnownVersion::by_import);
      return is_equal(count - 1) || is_equal(versions.rend() - last - 1);
    }
    const Instant learned = start_of(row.recorded_on);
    std::ptrdiff_t at = subject.cursor;
    while (at + 1 < count && versions[static_cast<std::size_t>(at + 1)].at < learned) {
      ++at;
    }
    while (at < count && !is_equal(at)) {
      ++at;
    }
    if (at < count) {
      subject.cursor = at;
      return true;
    }
    return false;
  }

  /// The content of a row without a reference; it stays the same once what the row links to is
  /// written.
  Digest stable_content(ImportRow& row) {
    for (const auto& link : input_.links_of(row)) {
      const SubjectState& target = subjects_[link.subject];
      link.column->set(data_of(row.record),
                       Cell{target.was_known ? target.id : -1 - std::int64_t{link.subject}});
    }
    return contents_[index_of(row)] = content_digest(row.record);
  }

  /// Without a reference the rows of a file are counted against the records that say the same.
  bool is_counted(std::uint32_t index, const Digest& content) {
    const ImportRow& row = input_.rows[index];
    const std::size_t kind = row.record.index();
    if (std::ranges::all_of(input_.links_of(row), [&](const RowLink& link) {
          return subjects_[link.subject].was_known;
        })) {
      load_counts(kind);
    }
    const std::int64_t seen = ++seen_[{row.file, content}];
    const auto found = counts_[kind].find(content);
    const std::int64_t known = found == counts_[kind].end() ? 0 : found->second;
    return seen <= known || is_planned(index, content, seen - known - 1);
  }

  /// Whether that many rows before it in its group say the same; plans the row where not.
  bool is_planned(std::uint32_t index, const Digest& content, std::int64_t place) {
    auto& planned = planned_[content];
    if (place < static_cast<std::int64_t>(planned.size())) {
      followers_.emplace_back(index, planned[static_cast<std::size_t>(place)]);
      return true;
    }
    planned.push_back(index);
    return false;
  }

  bool is_withdrawn_already(const ImportRow& row) {
    const std::int64_t target = subjects_[input_.links_of(row).front().subject].id;
    Statement& statement =
        store_.statement(R"(SELECT 1 FROM "withdrawals" WHERE "record_id" = ? AND "why" = ?)");
    Rows found{statement};
    statement.bind(1, target);
    statement.bind(2, std::string_view{std::get<Withdrawal>(row.record).why});
    return found.next();
  }

  std::uint32_t index_of(const ImportRow& row) const {
    return static_cast<std::uint32_t>(&row - input_.rows.data());
  }

  void load_versions(std::size_t kind, SubjectState& subject) {
    if (subject.is_loaded) {
      return;
    }
    subject.is_loaded = true;
    if (!subject.was_known) {
      return;
    }
    for (Statement& statement : version_statements(kind)) {
      Rows found{statement};
      statement.bind(1, subject.id);
      while (found.next()) {
        const RowHeader header = store_.table(kind).header(statement);
        loaded_.push_back(store_.table(kind).record(statement));
        subject.versions.push_back({.record = &loaded_.back(),
                                    .row = header.row,
                                    .at = recording_of(header).at,
                                    .by_import = recording_of(header).why == import_reason});
      }
    }
  }

  std::vector<Statement>& version_statements(std::size_t kind) {
    auto& statements = version_statements_[kind];
    if (statements.empty()) {
      statements.push_back(store_.table(kind).select(R"(WHERE "row" = ?)"));
      statements.push_back(
          store_.table(kind).select(R"(WHERE "id" = ? AND "id" <> "row" ORDER BY "row")"));
    }
    return statements;
  }

  const RecordingHeader& recording_of(const RowHeader& header) {
    const auto found = recordings_.find(header.recording);
    return found != recordings_.end()
               ? found->second
               : recordings_.emplace(header.recording, reg_.recording_header(header.recording))
                     .first->second;
  }

  /// Counts the records without a reference that were there before this import, by their contents;
  /// all versions of a record count, each content once.
  void load_counts(std::size_t kind) {
    if (!counted_.insert(kind).second || last_before_ == 0) {
      return;
    }
    RowTable& table = store_.table(kind);
    Statement statement = table.select(
        R"(WHERE "recording" <= ?1 AND "id" NOT IN
           (SELECT "id" FROM "external_references" WHERE "kind" = ?2))");
    statement.bind(1, last_before_);
    statement.bind(2, table.kind().table);
    std::vector<std::pair<Digest, std::int64_t>> contents;
    while (statement.step()) {
      contents.emplace_back(content_digest(table.record(statement)), table.header(statement).id);
    }
    std::ranges::sort(contents);
    contents.erase(std::unique(contents.begin(), contents.end()), contents.end());
    for (const auto& [content, id] : contents) {
      ++counts_[kind][content];
    }
  }

  /// Sets the links of a row; false where one leads to what is not in the register. Such a link
  /// gets a number that no record has.
  bool set_links(ImportRow& row, bool stops_at_missing) {
    for (const auto& link : input_.links_of(row)) {
      const std::int64_t id = subjects_[link.subject].id;
      if (id == 0 && stops_at_missing) {
        return false;
      }
      link.column->set(data_of(row.record), Cell{id != 0 ? id : -1 - std::int64_t{link.subject}});
    }
    return true;
  }

  Recording begin(std::int32_t day) {
    RecordingOptions options{.why = std::string{import_reason}};
    if (day != undated) {
      options.at = std::max(start_of(Date::from_days_since_epoch(day)), store_.head().header.at);
    }
    return reg_.recording(std::move(options));
  }

  /// Writes what is not refused into a recording. What cannot be written gets a problem.
  void apply(Recording& recording, std::span<Write* const> writes) {
    for (Write* write : writes) {
      write->problem = write->refusal;
      write->id = 0;
      if (write->problem) {
        continue;
      }
      ImportRow& row = input_.rows[write->row];
      if (!set_links(row, true)) {
        write->problem =
            about_row("rests_on_rejected", "the row that this one links to was rejected");
        continue;
      }
      SubjectState* subject = row.subject == no_subject ? nullptr : &subjects_[row.subject];
      const bool is_new = subject == nullptr || subject->id == 0;
      try {
        if (is_new) {
          write->id = write->version = recording.record_any(row.record).value;
        } else {
          recording.replace_any(RecordId{subject->id}, row.record, subject->versions.back().row);
          write->id = subject->id;
          write->version = store_.table(row.record.index()).current(subject->id).value().row;
        }
      } catch (const Error& error) {
        if (error.category() == Category::storage || error.category() == Category::format ||
            error.category() == Category::not_permitted) {
          throw;
        }
        write->problem = about_row(error.code(), error.what(), error.place().field);
        continue;
      }
      if (is_new && subject != nullptr) {
        subject->id = write->id;
        recording.refer(kind_of(row.record), input_.subjects[row.subject].reference,
                        RecordId{write->id});
      }
    }
  }

  /// After a recording that was not committed: what was new is not there.
  void forget(std::span<Write* const> writes) {
    for (const Write* write : writes) {
      const ImportRow& row = row_of(*write);
      if (row.subject != no_subject && !write->problem && subjects_[row.subject].versions.empty()) {
        subjects_[row.subject].id = 0;
      }
    }
  }

  /// What the guards say when only these are written; nothing is kept.
  std::vector<Violation> attempt(std::int32_t day, std::span<Write* const> writes) {
    Recording recording = begin(day);
    apply(recording, writes);
    auto violations = recording.violations();
    forget(writes);
    return violations;
  }

  /// Writes and commits; false, with nothing kept, where a guard refuses.
  bool write_group(std::int32_t day, std::vector<Write>& writes) {
    const auto all = pointers(writes);
    const std::int64_t last_number = store_.head().header.number;
    Recording recording = begin(day);
    apply(recording, all);
    RecordingHeader header;
    try {
      header = recording.commit();
    } catch (const Refused&) {
      forget(all);
      return false;
    }
    fates_.recordings += header.number > last_number ? 1 : 0;
    for (const Write& write : writes) {
      keep(write, header);
    }
    return true;
  }

  void keep(const Write& write, const RecordingHeader& header) {
    const ImportRow& row = row_of(write);
    if (write.problem) {
      fates_.states[write.row] = RowState::refused;
      fates_.refusals[write.row] = write.problem;
      return;
    }
    if (row.recorded_on.is_set() && day_of(header.at) > row.recorded_on) {
      ++fates_.recorded_later;
    }
    RowState state = RowState::added;
    if (row.subject == no_subject) {
      if (row.record.index() != withdrawal_kind) {
        ++counts_[row.record.index()][contents_[write.row]];
      }
    } else {
      SubjectState& subject = subjects_[row.subject];
      const bool is_new = subject.versions.empty();
      state = is_new ? RowState::added : RowState::versioned;
      subject.versions.push_back(
          {.record = &row.record, .row = write.version, .at = header.at, .by_import = true});
      subject.cursor = static_cast<std::ptrdiff_t>(subject.versions.size()) - 1;
    }
    fates_.states[write.row] = state;
  }

  static std::vector<Write*> pointers(std::vector<Write>& writes) {
    std::vector<Write*> all;
    for (Write& write : writes) {
      all.push_back(&write);
    }
    return all;
  }

  /// Finds the rows that the guards refuse, and refuses them within what hangs together with them,
  /// so that no other case is taken along.
  void leave_out_refused(std::int32_t day, std::vector<Write>& writes) {
    const auto all = pointers(writes);
    Neighbours neighbours{*this, all};
    for (int round = 0;; ++round) {
      const auto violations = attempt(day, all);
      if (violations.empty()) {
        return;
      }
      const auto parts = neighbours.parts_of(all, violations);
      if (round > 0) { // each part was good by itself
        neighbours.join(parts);
      }
      for (const auto& writes_of_part : neighbours.writes_in(all, parts)) {
        trim(day, writes_of_part);
      }
      if (round > 2) {
        trim(day, all);
      }
    }
  }

  void trim(std::int32_t day, std::span<Write* const> writes) {
    while (true) {
      const auto violations = attempt(day, writes);
      if (violations.empty()) {
        break;
      }
      std::unordered_map<std::int64_t, Write*> by_id;
      Write* last = nullptr;
      for (Write* write : writes) {
        if (!write->problem) {
          by_id.emplace(write->id, write);
          last = write;
        }
      }
      if (last == nullptr) {
        return;
      }
      bool is_any_named = false;
      for (const auto& violation : violations) {
        const auto found = by_id.find(violation.id);
        if (found != by_id.end() && !found->second->refusal) {
          found->second->refusal = about_row(violation.code, violation.sentence);
          is_any_named = true;
        }
      }
      if (!is_any_named) { // they name records that were there before: the last row did it
        last->refusal = about_row(violations.front().code, violations.front().sentence);
      }
    }
    if (is_thorough_) {
      readmit(day, writes);
    }
  }

  /// Tries each refused row again with the good ones alone: it may have been named only because of
  /// another one that was refused with it.
  void readmit(std::int32_t day, std::span<Write* const> writes) {
    const auto is_good = [](const Write* write) { return !write->problem; };
    std::vector<Write*> good;
    std::ranges::copy_if(writes, std::back_inserter(good), is_good);
    for (Write* write : writes) {
      if (!write->refusal) {
        continue;
      }
      auto refusal = std::exchange(write->refusal, std::nullopt);
      const auto place = good.insert(std::ranges::upper_bound(good, write), write);
      if (!attempt(day, good).empty() || !std::ranges::all_of(good, is_good)) {
        write->refusal = std::move(refusal);
        good.erase(place);
      }
    }
  }

  /// Which writes of a group hang together: through a case, a person, or what links to them.
  class Neighbours {
  public:
    Neighbours(ImportRun& run, std::span<Write* const> writes) : run_(run) {
      for (const Write* write : writes) {
        const std::size_t node = sets_.add();
        write_nodes_.push_back(node);
        const ImportRow& row = run.row_of(*write);
        if (row.subject != no_subject) {
          sets_.join(node, node_of_subject(row.subject));
        }
        for (const auto& link : run.input_.links_of(row)) {
          sets_.join(node, node_of_subject(link.subject));
        }
      }
    }

    /// The parts that violations are about; all of them where nothing tells.
    std::set<std::size_t> parts_of(std::span<Write* const> writes,
                                   std::span<const Violation> violations) {
      std::set<std::size_t> all;
      std::unordered_map<std::int64_t, std::size_t> by_id;
      for (std::size_t at = 0; at < writes.size(); ++at) {
        const std::size_t part = sets_.find(write_nodes_[at]);
        all.insert(part);
        if (!writes[at]->problem) {
          by_id.emplace(writes[at]->id, part);
        }
      }
      std::set<std::size_t> parts;
      for (const auto& violation : violations) {
        const auto named = by_id.find(violation.id);
        const std::size_t part =
            named != by_id.end() ? named->second : sets_.find(node_of_id(violation.id));
        if (!all.contains(part)) {
          return all;
        }
        parts.insert(part);
      }
      return parts;
    }

    /// The writes of each of these parts.
    std::vector<std::vector<Write*>> writes_in(std::span<Write* const> writes,
                                               const std::set<std::size_t>& parts) {
      std::map<std::size_t, std::vector<Write*>> found;
      for (const std::size_t part : parts) {
        found[sets_.find(part)];
      }
      for (std::size_t at = 0; at < writes.size(); ++at) {
        if (const auto part = found.find(sets_.find(write_nodes_[at])); part != found.end()) {
          part->second.push_back(writes[at]);
        }
      }
      std::vector<std::vector<Write*>> lists;
      for (auto& [part, list] : found) {
        lists.push_back(std::move(list));
      }
      return lists;
    }

    void join(const std::set<std::size_t>& parts) {
      for (const std::size_t part : parts) {
        sets_.join(part, *parts.begin());
      }
    }

  private:
    std::size_t node_of_subject(std::uint32_t subject) {
      const auto [found, is_new] = subject_nodes_.try_emplace(subject);
      if (is_new) {
        const SubjectState& state = run_.subjects_[subject];
        found->second = state.id == 0 ? sets_.add() : node_of_id(state.id);
      }
      return found->second;
    }

    /// A record of the register hangs together with all it links to.
    std::size_t node_of_id(std::int64_t id) {
      if (const auto found = id_nodes_.find(id); found != id_nodes_.end()) {
        return found->second;
      }
      const std::size_t node = id_nodes_[id] = sets_.add();
      RowTable* table = run_.store_.table_of(id);
      const auto current = table == nullptr ? std::nullopt : table->current(id);
      if (!current) {
        return node;
      }
      Statement statement = table->select(R"(WHERE "row" = ?)");
      statement.bind(1, current->row);
      statement.step();
      const AnyRecord record = table->record(statement);
      for (const Column& column : table->kind().columns) {
        const Cell cell = column.get(data_of(record));
        if (column.kind == ColumnKind::link && !is_empty(cell)) {
          sets_.join(node, node_of_id(std::get<std::int64_t>(cell)));
        }
      }
      return node;
    }

    ImportRun& run_;
    UnionFind sets_;
    std::vector<std::size_t> write_nodes_;
    std::unordered_map<std::uint32_t, std::size_t> subject_nodes_;
    std::unordered_map<std::int64_t, std::size_t> id_nodes_;
  };

  struct Group {
    std::size_t begin;
    std::size_t end;
    std::int32_t day; ///< or `undated`
  };
  struct SeenHash {
    std::size_t operator()(const std::pair<std::uint32_t, Digest>& key) const noexcept {
      return DigestHash{}(key.second) + key.first;
    }
  };

  Register& reg_;
  Store& store_;
  ImportRows& input_;
  RowProgress progress_;
  bool is_thorough_;
  std::int64_t last_before_; ///< the last recording before this run
  std::vector<SubjectState> subjects_;
  std::vector<std::int32_t> earliest_;
  std::vector<std::uint32_t> order_;
  std::vector<Group> groups_;
  std::deque<AnyRecord> loaded_;
  std::map<std::size_t, std::vector<Statement>> version_statements_; ///< by kind
  std::unordered_map<std::int64_t, RecordingHeader> recordings_;
  std::map<std::size_t, Counts> counts_; ///< by kind: records without reference, by content
  std::set<std::size_t> counted_;        ///< the kinds whose older records are in `counts_`
  std::unordered_map<std::uint32_t, Digest> contents_; ///< of rows without a reference
  /// Of the group: rows without a reference that are to be written, by content, and the rows of
  /// other files that say the same, with the row whose fate they share.
  std::unordered_map<Digest, std::vector<std::uint32_t>, DigestHash> planned_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> followers_;
  std::unordered_map<std::pair<std::uint32_t, Digest>, std::int64_t, SeenHash> seen_;
  RowFates fates_;
};

/// Runs until a run writes nothing: what one row brings can let another pass that was refused
/// before it, and the same files a second time must add nothing.
RowFates import_rows(Register& reg, ImportRows& input, const RowProgress& progress) {
  RowFates fates = ImportRun{reg, input, false, progress}.run();
  bool has_written = true;
  while (has_written && fates.is_any_left_out()) {
    RowFates later = ImportRun{reg, input, true, [](std::size_t, std::size_t) {}}.run();
    has_written = later.recordings > 0;
    fates.take_over(std::move(later));
  }
  return fates;
}

/// Adds up what became of the rows. Those left out join the rejected ones of `input`.
ImportSummary summary_of(RowFates fates, ImportRows& input, const Register& reg) {
  ImportSummary summary;
  for (std::size_t index = 0; index < fates.states.size(); ++index) {
    const ImportRow& row = input.rows[index];
    switch (fates.states[index]) {
    case RowState::added:
      ++summary.added[std::string{kind_of(row.record).table}];
      break;
    case RowState::versioned:
      ++summary.new_versions;
      break;
    case RowState::skipped:
      ++summary.skipped;
      break;
    case RowState::pending:
    case RowState::refused:
    case RowState::rejected:
      input.rejected.push_back({row.file, row.line, {std::move(fates.refusals[index]).value()}});
    }
  }
  std::ranges::sort(input.rejected, {}, [](const RejectedRow& row) {
    return std::tuple{row.file, row.line};
  });
  for (const auto& row : input.rejected) {
    ++summary.rejected[row.findings.front().code];
  }
  summary.rows_read = input.read_count;
  summary.unreadable = input.unreadable;
  summary.recordings = fates.recordings;
  summary.recorded_later = fates.recorded_later;
  summary.head_digest = reg.info().head_digest;
  return summary;
}

/// Tells how far an import is: a quarter of the work is reading, the rest writing.
class Reporter {
public:
  explicit Reporter(const ImportProgress& progress) : progress_(progress) {}

  void reading(std::int64_t rows, std::int64_t bytes, std::int64_t total) {
    total_ = total;
    report(rows, bytes / 4);
  }
  void writing(std::size_t rows, std::size_t of) {
    if (rows < last_ + rows_between_reports && rows != of) {
      return;
    }
    last_ = rows;
    const double share = of == 0 ? 1.0 : static_cast<double>(rows) / static_cast<double>(of);
    const std::int64_t bytes = total_ / 4;
    report(static_cast<std::int64_t>(rows),
           bytes + static_cast<std::int64_t>(share * static_cast<double>(total_ - bytes)));
  }

private:
  void report(std::int64_t rows, std::int64_t bytes) const {
    if (progress_) {
      progress_(rows, bytes, total_);
    }
  }

  const ImportProgress& progress_;
  std::int64_t total_ = 0;
  std::size_t last_ = 0;
};

} // namespace

std::int64_t ImportSummary::added_count() const {
  return std::accumulate(added.begin(), added.end(), std::int64_t{0},
                         [](std::int64_t sum, const auto& entry) { return sum + entry.second; });
}

std::int64_t ImportSummary::rejected_count() const {
  return std::accumulate(rejected.begin(), rejected.end(), std::int64_t{0},
                         [](std::int64_t sum, const auto& entry) { return sum + entry.second; });
}

std::string to_text(const ImportSummary& summary) {
  std::string text;
  const auto line = [&](std::string_view name, std::int64_t count) {
    text += std::string{name} + std::string(name.size() < 28 ? 28 - name.size() : 1, ' ') +
            std::to_string(count) + "\n";
  };
  line("rows read", summary.rows_read);
  line("added", summary.added_count());
  for (const auto& [table, count] : summary.added) {
    line("  " + table, count);
  }
  line("new versions", summary.new_versions);
  line("skipped, known already", summary.skipped);
  line("rejected", summary.rejected_count());
  for (const auto& [code, count] : summary.rejected) {
    line("  " + code, count);
  }
  for (const auto& file : summary.unreadable) {
    text += "not read: " + file.file.string() + ": " + file.reason + "\n";
  }
  if (summary.recorded_later > 0) {
    line("recorded later than told", summary.recorded_later);
  }
  line("recordings", summary.recordings);
  if (!summary.is_kept) {
    text += "nothing was kept: all or nothing was asked\n";
  }
  if (!summary.rejects_file.empty()) {
    text += "rejected rows are in " + summary.rejects_file.string() + "\n";
  }
  return text + "head digest " + summary.head_digest + "\n";
}

ImportSummary import_records(Register& reg, std::span<const std::filesystem::path> files_or_folders,
                             const ImportOptions& options) {
  const auto path = rejects_path(options.rejects, reg, files_in(files_or_folders));
  Reporter reporter{options.progress};
  ImportRows rows = read_import_rows(files_or_folders, day_of(reg.store().now()),
                                     [&](std::int64_t read, std::int64_t bytes, std::int64_t of) {
                                       reporter.reading(read, bytes, of);
                                     });
  std::optional<WriteTransaction> whole;
  if (options.all_or_nothing) {
    reg.store().require_no_recording();
    whole.emplace(reg.store());
  }
  RowFates fates = import_rows(
      reg, rows, [&](std::size_t written, std::size_t of) { reporter.writing(written, of); });
  ImportSummary summary = summary_of(std::move(fates), rows, reg);
  const bool is_all = rows.rejected.empty() && rows.unreadable.empty();
  if (whole && is_all) {
    whole->commit();
  } else if (whole) {
    whole.reset();
    summary.is_kept = false;
    summary.added.clear();
    summary.new_versions = summary.recordings = summary.recorded_later = 0;
    summary.head_digest = reg.info().head_digest;
  }
  if (!path.empty() && !is_all) {
    write_rejects(path, rows.files, rows.rejected, rows.unreadable);
    summary.rejects_file = path;
  } else if (options.rejects.empty() && !path.empty()) {
    std::error_code ignored;
    std::filesystem::remove(path, ignored); // the list of an import before
  }
  return summary;
}

} // namespace libcase

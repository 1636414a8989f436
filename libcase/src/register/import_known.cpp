#include "register/import_known.hpp"

#include <algorithm>

#include <libcase/register/import.hpp>

#include "register/digest.hpp"

namespace libcase {

Digest content_digest(const AnyRecord& record, const Column* without) {
  DigestBytes bytes;
  bytes.text(kind_of(record).table);
  StoredValue value;
  std::int64_t number = 0;
  for (const auto& stored : stored_columns(kind_of(record))) {
    ++number;
    if (stored.column == without) {
      bytes.integer(-number);
      continue;
    }
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

void KnownContent::begin_group() {
  planned_.clear();
  coupled_rows_.clear();
}

void KnownContent::count(std::uint32_t index) {
  ++counts_[state_.input.rows[index].record.index()][contents_[index]];
}

bool KnownContent::is_known(std::uint32_t index) {
  ImportRow& row = state_.input.rows[index];
  if (row.subject == no_subject) {
    const Digest content = stable_content(row);
    return row.record.index() == withdrawal_kind
               ? is_withdrawn_already(row) || is_planned(index, content, 0)
               : is_counted(index, content);
  }
  SubjectState& subject = state_.subjects[row.subject];
  load_versions(row.record.index(), subject);
  state_.set_links(row, false);
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

Digest KnownContent::stable_content(ImportRow& row) {
  for (const auto& link : state_.input.links_of(row)) {
    const SubjectState& target = state_.subjects[link.subject];
    link.column->set(data_of(row.record),
                     Cell{target.was_known ? target.id : -1 - std::int64_t{link.subject}});
  }
  return contents_[index_of(row)] = content_digest(row.record);
}

bool KnownContent::is_counted(std::uint32_t index, const Digest& content) {
  const ImportRow& row = state_.input.rows[index];
  const std::size_t kind = row.record.index();
  if (std::ranges::all_of(state_.input.links_of(row), [&](const RowLink& link) {
        return state_.subjects[link.subject].was_known;
      })) {
    load_counts(kind);
  }
  const std::int64_t seen = ++seen_[{row.file, content}];
  const auto found = counts_[kind].find(content);
  const auto named = named_.find({row.file, content});
  const std::int64_t known = (found == counts_[kind].end() ? 0 : found->second) -
                             (named == named_.end() ? 0 : named->second);
  return seen <= known || is_planned(index, content, seen - known - 1);
}

bool KnownContent::is_planned(std::uint32_t index, const Digest& content, std::int64_t position) {
  auto& planned = planned_[content];
  if (position < static_cast<std::int64_t>(planned.size())) {
    coupled_rows_.push_back({.row = index, .leader = planned[static_cast<std::size_t>(position)]});
    return true;
  }
  planned.push_back(index);
  return false;
}

bool KnownContent::is_withdrawn_already(const ImportRow& row) {
  const std::int64_t target = state_.subjects[state_.input.links_of(row).front().subject].id;
  Statement& statement = state_.connection.statement(
      R"(SELECT 1 FROM "withdrawals" WHERE "record_id" = ? AND "why" = ?)");
  Rows found{statement};
  statement.bind(1, target);
  statement.bind(2, std::string_view{std::get<Withdrawal>(row.record).why});
  return found.next();
}

std::uint32_t KnownContent::index_of(const ImportRow& row) const {
  return static_cast<std::uint32_t>(&row - state_.input.rows.data());
}

void KnownContent::load_versions(std::size_t kind, SubjectState& subject) {
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
      const RowHeader header = state_.connection.table(kind).header(statement);
      loaded_.push_back(state_.connection.table(kind).record(statement));
      subject.versions.push_back({.record = &loaded_.back(),
                                  .row = header.row,
                                  .at = recording_of(header).at,
                                  .by_import = recording_of(header).why == import_reason});
    }
  }
}

std::vector<Statement>& KnownContent::version_statements(std::size_t kind) {
  auto& statements = version_statements_[kind];
  if (statements.empty()) {
    statements.push_back(state_.connection.table(kind).select(R"(WHERE "row" = ?)"));
    statements.push_back(
        state_.connection.table(kind).select(R"(WHERE "id" = ? AND "id" <> "row" ORDER BY "row")"));
  }
  return statements;
}

const RecordingHeader& KnownContent::recording_of(const RowHeader& header) {
  const auto found = recordings_.find(header.recording);
  return found != recordings_.end()
             ? found->second
             : recordings_.emplace(header.recording, state_.reg.recording_header(header.recording))
                   .first->second;
}

void KnownContent::load_counts(std::size_t kind) {
  if (!counted_.insert(kind).second || state_.last_before == 0) {
    return;
  }
  RecordTable& table = state_.connection.table(kind);
  Statement statement = table.select(R"(WHERE "recording" <= ?1)");
  statement.bind(1, state_.last_before);
  std::vector<std::pair<Digest, std::int64_t>> contents;
  while (statement.step()) {
    contents.emplace_back(content_digest(table.record(statement)), table.header(statement).id);
  }
  std::ranges::sort(contents);
  contents.erase(std::unique(contents.begin(), contents.end()), contents.end());
  std::set<std::pair<std::int64_t, std::uint32_t>> named; // a record, and a file that names it
  for (const ImportRow& row : state_.input.rows) {
    if (row.record.index() == kind && row.subject != no_subject &&
        state_.subjects[row.subject].was_known) {
      named.emplace(state_.subjects[row.subject].id, row.file);
    }
  }
  for (const auto& [content, id] : contents) {
    ++counts_[kind][content];
    for (auto at = named.lower_bound({id, 0}); at != named.end() && at->first == id; ++at) {
      ++named_[{at->second, content}];
    }
  }
}

} // namespace libcase

#include "register/import_like_known.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace libcase {

namespace {

bool may_be_mended(const Column& column) {
  return column.kind == ColumnKind::money || column.kind == ColumnKind::date;
}

/// What a record says but for a column; empty where it says nothing else.
std::optional<Digest> digest_without(const AnyRecord& record, const Column& column) {
  const bool is_all = std::ranges::none_of(kind_of(record).columns, [&](const Column& other) {
    return &other != &column && !is_empty(other.get(data_of(record)));
  });
  return is_all ? std::nullopt : std::optional{content_digest(record, &column)};
}

/// A version of a record, by its content.
struct Said {
  std::int64_t id;
  std::int64_t row;
  bool is_current;
  Digest content;
};

} // namespace

std::optional<CsvFinding> LikeKnown::finding(std::uint32_t index) {
  const ImportRow& row = state_.input.rows[index];
  const std::size_t kind = row.record.index();
  if (before_ == 0 || row.subject != no_subject || kind == withdrawal_kind ||
      !has_known_links(row)) {
    return {};
  }
  for (const Column& column : kind_of(row.record).columns) {
    const auto without = may_be_mended(column) ? digest_without(row.record, column) : std::nullopt;
    if (!without) {
      continue;
    }
    const Records& records = left_over(kind);
    if (const auto found = records.find(*without); found != records.end()) {
      return corrects(found->second, kind, column);
    }
  }
  return {};
}

bool LikeKnown::has_known_links(const ImportRow& row) const {
  return std::ranges::all_of(state_.input.links_of(row), [&](const RowLink& link) {
    return state_.subjects[link.subject].was_known;
  });
}

std::unordered_map<Digest, std::int64_t, DigestHash>
LikeKnown::rows_by_content(std::size_t kind) const {
  std::map<std::pair<std::uint32_t, Digest>, std::int64_t> by_file;
  for (const ImportRow& row : state_.input.rows) {
    if (row.record.index() != kind || row.subject != no_subject || !has_known_links(row)) {
      continue;
    }
    AnyRecord linked = row.record;
    for (const RowLink& link : state_.input.links_of(row)) {
      link.column->set(data_of(linked), Cell{state_.subjects[link.subject].id});
    }
    ++by_file[{row.file, content_digest(linked)}];
  }
  std::unordered_map<Digest, std::int64_t, DigestHash> most;
  for (const auto& [said, count] : by_file) {
    most[said.second] = std::max(most[said.second], count);
  }
  return most;
}

const LikeKnown::Records& LikeKnown::left_over(std::size_t kind) {
  const auto [entry, is_new] = left_over_.try_emplace(kind);
  Records& records = entry->second;
  if (!is_new) {
    return records;
  }
  std::set<std::int64_t> ids; // whose rows are not found yet
  std::set<std::int64_t> named;
  for (const ImportRow& row : state_.input.rows) {
    if (row.record.index() == kind && row.subject != no_subject) {
      named.insert(state_.subjects[row.subject].id);
    }
  }
  RecordTable& table = state_.connection.table(kind);
  std::vector<Said> versions;
  {
    Statement all = table.select(R"(WHERE "recording" <= ?)");
    all.bind(1, before_);
    while (all.step()) {
      const RowHeader header = table.header(all);
      if (!named.contains(header.id)) {
        versions.push_back(
            {header.id, header.row, !header.superseded_by, content_digest(table.record(all))});
        ids.insert(header.id);
      }
    }
  }
  auto rows = rows_by_content(kind);
  for (const bool is_current : {true, false}) { // first what stands, then what stood before
    for (const Said& version : versions) {
      const auto found = rows.find(version.content);
      if (version.is_current == is_current && ids.contains(version.id) && found != rows.end() &&
          found->second > 0) {
        --found->second;
        ids.erase(version.id);
      }
    }
  }
  Statement one = table.select(R"(WHERE "row" = ?)");
  for (const Said& version : versions) {
    if (!version.is_current || !ids.contains(version.id)) {
      continue;
    }
    Rows found{one};
    one.bind(1, version.row);
    if (!found.next()) {
      continue;
    }
    const AnyRecord record = table.record(one);
    for (const Column& column : kind_of(record).columns) {
      if (const auto without =
              may_be_mended(column) ? digest_without(record, column) : std::nullopt) {
        records.emplace(*without, version.id);
      }
    }
  }
  return records;
}

CsvFinding LikeKnown::corrects(std::int64_t id, std::size_t kind, const Column& column) const {
  const bool has_reference = state_.connection.reference_of(RecordId{id}, before_).has_value();
  return about_row("like_known",
                   "record " + std::to_string(id) + " of " +
                       std::string{record_kinds()[kind]->table} + " says the same but for " +
                       std::string{column.name} +
                       ", and no row of it is left: where this row corrects it, " +
                       (has_reference ? "give the row the reference of that record"
                                      : "correct that record in the register") +
                       "; where it is another one, give it a reference of its own, or import it "
                       "with --new (as_new)",
                   std::string{column.name});
}

} // namespace libcase

#include "register/import_dates.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include <libcase/records/attachment.hpp>

namespace libcase {

namespace {

std::string shown_name(const Column& column) {
  std::string name{column.name};
  if (name.ends_with("_id")) {
    name.resize(name.size() - 3);
  }
  return name;
}

bool leads_within(const RowLink& link, std::size_t kind) {
  return std::ranges::any_of(record_attachments()[kind].within, [&](const AttachingLink& within) {
    return within.column == link.column;
  });
}

} // namespace

bool say_the_same(const ImportRows& input, const ImportRow& left, const ImportRow& right) {
  const auto target = [](const RowLink& link) { return std::pair{link.column, link.subject}; };
  return same_but_for_links(left.record, right.record) &&
         std::ranges::equal(input.links_of(left), input.links_of(right), {}, target, target);
}

void ImportDates::reject(std::uint32_t index, CsvFinding finding) {
  outcomes_.states[index] = RowState::rejected;
  outcomes_.refusals[index] = std::move(finding);
  if (const auto subject = state_.input.rows[index].subject; subject != no_subject) {
    state_.input.subjects[subject].is_rejected = true;
  }
}

void ImportDates::find_subjects() {
  if (state_.last_before == 0) {
    return;
  }
  for (std::uint32_t index = 0; index < state_.subjects.size(); ++index) {
    const Subject& subject = state_.input.subjects[index];
    if (const auto id =
            state_.connection.owner_of(*record_kinds()[subject.kind], subject.reference)) {
      state_.subjects[index].id = id->value;
      state_.subjects[index].was_known = state_.subjects[index].is_defined = true;
      state_.subjects[index].first_known = known_before;
    }
  }
}

std::vector<CoupledRow> ImportDates::reject_duplicates() {
  std::vector<CoupledRow> duplicates;
  std::vector<std::uint32_t> order;
  for (std::uint32_t index = 0; index < state_.input.rows.size(); ++index) {
    if (state_.input.rows[index].subject != no_subject) {
      order.push_back(index);
    }
  }
  const auto key = [&](std::uint32_t index) {
    const ImportRow& row = state_.input.rows[index];
    return std::tuple{row.subject, day_number(row.recorded_on), row.file, row.line};
  };
  std::ranges::sort(order, {}, key);
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    const ImportRow& first = state_.input.rows[order[begin]];
    const auto is_alike = [&](std::uint32_t index) {
      const ImportRow& row = state_.input.rows[index];
      return row.subject == first.subject && row.recorded_on == first.recorded_on;
    };
    bool is_same = true;
    for (end = begin + 1; end < order.size() && is_alike(order[end]); ++end) {
      is_same = is_same && say_the_same(state_.input, first, state_.input.rows[order[end]]);
    }
    for (std::size_t at = is_same ? begin + 1 : begin; at < end; ++at) {
      if (is_same) {
        outcomes_.states[order[at]] = RowState::skipped;
        duplicates.push_back({.row = order[at], .leader = order[begin]});
        continue;
      }
      reject(order[at], about_row("duplicate_reference",
                                  "expected one row of this reference for a day, found several "
                                  "that differ",
                                  "reference"));
    }
  }
  return duplicates;
}

std::vector<DatedRow> ImportDates::reject_unlinked() {
  std::vector<DatedRow> good;
  std::vector<std::vector<std::uint32_t>> by_kind(record_kinds().size());
  for (std::uint32_t index = 0; index < state_.input.rows.size(); ++index) {
    if (outcomes_.states[index] == RowState::pending) {
      by_kind[state_.input.rows[index].record.index()].push_back(index);
    }
  }
  for (std::size_t kind = 0; kind < by_kind.size(); ++kind) { // each after those it links to
    auto& rows = by_kind[kind];
    std::ranges::stable_sort(rows, {}, [&](std::uint32_t index) { return reported_on(index); });
    if (!record_attachments()[kind].within.empty()) {
      date_in_order_of_links(std::move(rows), good);
      continue;
    }
    for (const std::uint32_t index : rows) {
      date(index, good);
    }
  }
  return good;
}

void ImportDates::date_in_order_of_links(std::vector<std::uint32_t> rows,
                                         std::vector<DatedRow>& good) {
  std::unordered_map<std::uint32_t, std::size_t> rows_left; // not dated yet, by subject
  for (const std::uint32_t index : rows) {
    ++rows_left[state_.input.rows[index].subject];
  }
  while (!rows.empty()) {
    std::vector<std::uint32_t> waiting;
    std::set<std::uint32_t> waiting_subjects; // whose later rows wait, too
    for (const std::uint32_t index : rows) {
      const ImportRow& row = state_.input.rows[index];
      const bool waits_for_link =
          std::ranges::any_of(state_.input.links_of(row), [&](const RowLink& link) {
            return leads_within(link, row.record.index()) &&
                   !state_.subjects[link.subject].is_defined && rows_left[link.subject] > 0;
          });
      if (waits_for_link || waiting_subjects.contains(row.subject)) {
        waiting.push_back(index);
        if (row.subject != no_subject) {
          waiting_subjects.insert(row.subject);
        }
        continue;
      }
      date(index, good);
      --rows_left[row.subject];
    }
    if (waiting.size() == rows.size()) {
      for (const std::uint32_t index : waiting) {
        reject(index, about_row("circular_link", "expected a row that links to what stands without "
                                                 "it, found rows that link to each other in a "
                                                 "circle"));
      }
      return;
    }
    rows = std::move(waiting);
  }
}

void ImportDates::date(std::uint32_t index, std::vector<DatedRow>& good) {
  const ImportRow& row = state_.input.rows[index];
  DatedRow dated{.row = index, .earliest = reported_on(index)};
  for (const auto& link : state_.input.links_of(row)) {
    const SubjectState& target = state_.subjects[link.subject];
    dated.earliest =
        std::max({dated.earliest, target.first_known, reported_before(row, link, dated.earliest)});
    if (!target.is_defined) {
      reject(index, not_found(link));
      return;
    }
    if (row.record.index() == withdrawal_kind) {
      dated.depth = -target.depth;
    } else if (leads_within(link, row.record.index())) {
      dated.depth = std::max(dated.depth, target.depth + 1);
    }
  }
  if (row.subject != no_subject) { // no row of a subject overtakes one that was reported before
    SubjectState& own = state_.subjects[row.subject];
    if (!own.versions_reported.empty()) {
      dated.earliest = std::max(dated.earliest, own.versions_reported.back().earliest);
    }
    own.versions_reported.push_back({reported_on(index), dated.earliest});
    own.depth = own.is_defined ? own.depth : dated.depth;
    own.is_defined = true;
    own.first_known = std::min(own.first_known, dated.earliest);
  }
  good.push_back(dated);
}

std::int32_t ImportDates::reported_on(std::uint32_t index) const {
  return day_number(state_.input.rows[index].recorded_on);
}

std::int32_t ImportDates::reported_before(const ImportRow& row, const RowLink& link,
                                          std::int32_t day) const {
  std::int32_t earliest = known_before;
  if (row.record.index() == withdrawal_kind) {
    for (const DatedVersion& version : state_.subjects[link.subject].versions_reported) {
      earliest = version.reported_on <= day ? version.earliest : earliest;
    }
  }
  return earliest;
}

CsvFinding ImportDates::not_found(const RowLink& link) const {
  const Subject& target = state_.input.subjects[link.subject];
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

} // namespace libcase

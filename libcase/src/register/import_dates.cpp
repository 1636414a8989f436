#include "register/import_dates.hpp"

#include <algorithm>
#include <deque>
#include <optional>
#include <span>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <libcase/records/attachment.hpp>

#include "register/link_order.hpp"

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

/// Rows of a kind whose records link to each other. A link waits until what it leads to is defined,
/// or no row is left that would define it.
class ImportDates::RowsOfKind {
public:
  RowsOfKind(ImportDates& dates, const std::vector<std::uint32_t>& rows,
             std::vector<DatedRow>& good)
      : dates_(dates), good_(good) {
    for (const std::uint32_t row : rows) {
      if (const std::uint32_t subject = row_at(row).subject; subject != no_subject) {
        left_[subject].push_back(row);
      }
    }
  }

  bool is_settled(std::uint32_t row) const { return settled_.contains(row); }
  std::size_t link_count(std::uint32_t row) const { return links_of(row).size(); }
  std::optional<std::uint32_t> waits_for(std::uint32_t row, std::size_t link) const {
    const RowLink& leads_to = links_of(row)[link];
    const auto left = left_.find(leads_to.subject);
    if (!leads_within(leads_to, row_at(row).record.index()) || left == left_.end() ||
        left->second.empty() || dates_.state_.subjects[leads_to.subject].is_defined) {
      return std::nullopt;
    }
    return left->second.front();
  }
  void settle(std::uint32_t row) {
    take(row);
    dates_.date(row, good_);
  }
  void settle_circle(std::span<const std::uint32_t> rows) {
    for (const std::uint32_t row : rows) {
      take(row);
      dates_.reject(row, about_row("circular_link",
                                   "expected a row that links to what stands without it, found "
                                   "rows that link to each other in a circle"));
    }
  }

private:
  const ImportRow& row_at(std::uint32_t row) const { return dates_.state_.input.rows[row]; }
  std::span<const RowLink> links_of(std::uint32_t row) const {
    return dates_.state_.input.links_of(row_at(row));
  }
  /// It is the first that is left of its subject: rows before it were settled before.
  void take(std::uint32_t row) {
    settled_.insert(row);
    if (const std::uint32_t subject = row_at(row).subject; subject != no_subject) {
      left_[subject].pop_front();
    }
  }

  ImportDates& dates_;
  std::vector<DatedRow>& good_;
  std::unordered_map<std::uint32_t, std::deque<std::uint32_t>> left_; // not settled, by subject
  std::unordered_set<std::uint32_t> settled_;
};

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
      RowsOfKind of_kind{*this, rows, good};
      LinkOrder{of_kind}.settle(rows);
      continue;
    }
    for (const std::uint32_t index : rows) {
      date(index, good);
    }
  }
  return good;
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
  if (row.record.index() != withdrawal_kind) {
    return known_before;
  }
  const auto& versions = state_.subjects[link.subject].versions_reported;
  const auto after = std::ranges::upper_bound(versions, day, {}, &DatedVersion::reported_on);
  return after == versions.begin() ? known_before : after[-1].earliest;
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

#include "register/import_run.hpp"

#include <tuple>
#include <unordered_map>
#include <utility>

#include <libcase/register/import.hpp>
#include <libcase/register/recording.hpp>

#include "register/import_known.hpp"
#include "register/import_order.hpp"
#include "register/import_parts.hpp"
#include "register/import_state.hpp"

namespace libcase {

namespace {

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

/// Links are compared by what they stand for: in a later run a row that was written has them set,
/// and its twin has not.
bool say_the_same(const ImportRows& input, const ImportRow& left, const ImportRow& right) {
  const auto target = [](const RowLink& link) { return std::pair{link.column, link.subject}; };
  return same_but_for_links(left.record, right.record) &&
         std::ranges::equal(input.links_of(left), input.links_of(right), {}, target, target);
}

/// One run over the rows of an import: writes what the register does not know and the guards let
/// pass.
class ImportRun {
public:
  /// A thorough run tries each refused row once more with the good ones alone.
  ImportRun(Register& reg, ImportRows& input, bool is_thorough, const RowProgress& progress)
      : state_(reg, input), known_(state_), progress_(progress), is_thorough_(is_thorough),
        fates_(input.rows.size()) {}

  RowFates run() {
    find_subjects();
    reject_duplicates();
    const auto rows = reject_unlinked();
    std::size_t done = 0;
    for (const ImportGroup& group : groups_of(state_.input, rows)) {
      progress_(done, rows.size());
      run_group(group);
      done += group.rows.size();
    }
    follow_leaders();
    return std::move(fates_);
  }

private:
  void reject(std::uint32_t index, CsvFinding finding) {
    fates_.states[index] = RowState::rejected;
    fates_.refusals[index] = std::move(finding);
    if (const auto subject = state_.input.rows[index].subject; subject != no_subject) {
      state_.input.subjects[subject].is_rejected = true;
    }
  }

  void find_subjects() {
    if (state_.last_before == 0) {
      return;
    }
    for (std::uint32_t index = 0; index < state_.subjects.size(); ++index) {
      const Subject& subject = state_.input.subjects[index];
      if (const auto id = state_.store.owner_of(*record_kinds()[subject.kind], subject.reference)) {
        state_.subjects[index].id = id->value;
        state_.subjects[index].was_known = state_.subjects[index].is_defined = true;
        state_.subjects[index].first_known = known_before;
      }
    }
  }

  /// Of rows with the same reference and the same day the content must be the same. The first of
  /// them is tried, and the others share its fate.
  void reject_duplicates() {
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
          fates_.states[order[at]] = RowState::skipped;
          twins_.emplace_back(order[at], order[begin]);
          continue;
        }
        reject(order[at], about_row("duplicate_reference",
                                    "expected one row of this reference for a day, found several "
                                    "that differ",
                                    "reference"));
      }
    }
  }

  /// Rejects rows that link to nothing. Returns the others.
  std::vector<DatedRow> reject_unlinked() {
    std::vector<DatedRow> good;
    std::vector<std::vector<std::uint32_t>> by_kind(record_kinds().size());
    for (std::uint32_t index = 0; index < state_.input.rows.size(); ++index) {
      if (fates_.states[index] == RowState::pending) {
        by_kind[state_.input.rows[index].record.index()].push_back(index);
      }
    }
    for (auto& rows : by_kind) { // each after the kinds it links to
      std::ranges::stable_sort(rows, {}, [&](std::uint32_t index) { return told_on(index); });
      for (const std::uint32_t index : rows) {
        const ImportRow& row = state_.input.rows[index];
        std::int32_t earliest = told_on(index);
        for (const auto& link : state_.input.links_of(row)) {
          const SubjectState& target = state_.subjects[link.subject];
          earliest = std::max({earliest, target.first_known, told_before(row, link, earliest)});
          if (!target.is_defined) {
            reject(index, not_found(link));
            break;
          }
        }
        if (fates_.states[index] != RowState::pending) {
          continue;
        }
        if (row.subject != no_subject) { // no row of a subject overtakes one that was told before
          SubjectState& own = state_.subjects[row.subject];
          if (!own.told.empty()) {
            earliest = std::max(earliest, own.told.back().earliest);
          }
          own.told.push_back({told_on(index), earliest});
          own.is_defined = true;
          own.first_known = std::min(own.first_known, earliest);
        }
        good.push_back({index, earliest});
      }
    }
    return good;
  }

  std::int32_t told_on(std::uint32_t index) const {
    return day_number(state_.input.rows[index].recorded_on);
  }

  /// A withdrawal waits for the versions that were told before it: the day of the last of them.
  std::int32_t told_before(const ImportRow& row, const RowLink& link, std::int32_t day) const {
    std::int32_t earliest = known_before;
    if (row.record.index() == withdrawal_kind) {
      for (const ToldRow& version : state_.subjects[link.subject].told) {
        earliest = version.on <= day ? version.earliest : earliest;
      }
    }
    return earliest;
  }

  CsvFinding not_found(const RowLink& link) const {
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

  void run_group(const ImportGroup& group) {
    std::vector<Write> writes;
    known_.begin_group();
    for (const std::uint32_t row : group.rows) {
      if (known_.is_known(row)) {
        fates_.states[row] = RowState::skipped;
      } else {
        writes.push_back({.row = row});
      }
    }
    if (writes.empty()) {
      return;
    }
    if (!write_group(group.day, writes)) {
      leave_out_refused(group.day, writes);
      if (!write_group(group.day, writes)) {
        throw WrongState("inconsistent_guards", "expected the rows that the guards let pass one "
                                                "by one to pass together");
      }
    }
    twins_.insert(twins_.end(), known_.followers().begin(), known_.followers().end());
  }

  /// A row that another one says too is left out where that one is, and for the same reason.
  void follow_leaders() {
    for (const auto& [row, leader] : twins_) {
      if (RowFates::is_left_out(fates_.states[leader])) {
        fates_.states[row] = fates_.states[leader];
        fates_.refusals[row] = fates_.refusals[leader];
      }
    }
  }

  Recording begin(std::int32_t day) {
    RecordingOptions options{.why = std::string{import_reason}, .waits_for_last = true};
    if (day != undated) {
      options.at = start_of(Date::from_days_since_epoch(day));
    }
    return state_.reg.recording(std::move(options));
  }

  /// Writes what is not refused into a recording. What cannot be written gets a problem.
  void apply(Recording& recording, std::span<Write* const> writes) {
    for (Write* write : writes) {
      write->problem = write->refusal;
      write->id = 0;
      if (write->problem) {
        continue;
      }
      ImportRow& row = state_.input.rows[write->row];
      if (!state_.set_links(row, true)) {
        write->problem =
            about_row("rests_on_rejected", "the row that this one links to was rejected");
        continue;
      }
      SubjectState* subject = row.subject == no_subject ? nullptr : &state_.subjects[row.subject];
      const bool is_new = subject == nullptr || subject->id == 0;
      try {
        if (is_new) {
          require_free_reference(row);
          write->id = write->version = recording.record_any(row.record).value;
        } else {
          recording.replace_any(RecordId{subject->id}, row.record, subject->versions.back().row);
          write->id = subject->id;
          write->version = state_.store.table(row.record.index()).current(subject->id).value().row;
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
        recording.refer(kind_of(row.record), state_.input.subjects[row.subject].reference,
                        RecordId{write->id});
      }
    }
  }

  /// Another process may have taken it since the run began; the next run finds its record.
  void require_free_reference(const ImportRow& row) const {
    if (row.subject != no_subject &&
        state_.store.owner_of(kind_of(row.record), state_.input.subjects[row.subject].reference)) {
      throw Conflict("reference_taken", "a record of " + std::string{kind_of(row.record).table} +
                                            " got that reference while this import was at work");
    }
  }

  /// After a recording that was not committed: what was new is not there.
  void forget(std::span<Write* const> writes) {
    for (const Write* write : writes) {
      const ImportRow& row = state_.row_of(*write);
      if (row.subject != no_subject && !write->problem &&
          state_.subjects[row.subject].versions.empty()) {
        state_.subjects[row.subject].id = 0;
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
    Recording recording = begin(day);
    apply(recording, all);
    RecordingHeader header;
    try {
      header = recording.commit();
    } catch (const Refused&) {
      forget(all);
      return false;
    }
    const auto is_written = [](const Write& write) { return !write.problem; };
    fates_.recordings += std::ranges::any_of(writes, is_written) ? 1 : 0;
    for (const Write& write : writes) {
      keep(write, header);
    }
    return true;
  }

  void keep(const Write& write, const RecordingHeader& header) {
    const ImportRow& row = state_.row_of(write);
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
        known_.count(write.row);
      }
    } else {
      SubjectState& subject = state_.subjects[row.subject];
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
    ImportParts whole{state_, all};
    for (int round = 0;; ++round) {
      const auto violations = attempt(day, all);
      if (violations.empty()) {
        return;
      }
      const auto parts = whole.parts_of(all, violations);
      if (round > 0) { // each part was good by itself
        whole.join(parts);
      }
      for (const auto& writes_of_part : whole.writes_in(all, parts)) {
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

  ImportState state_;
  KnownContent known_;
  const RowProgress& progress_;
  bool is_thorough_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> twins_; // a row, and one that says the same
  RowFates fates_;
};

/// Of equal rows without a reference one was refused and another written, and to a later run the
/// first of them is the one that is known: they change places.
void change_places(const ImportRows& input, RowFates& fates, const RowFates& later) {
  const auto has_no_reference = [&](std::size_t row) {
    return input.rows[row].subject == no_subject;
  };
  for (std::size_t refused = 0; refused < later.states.size(); ++refused) {
    if (!has_no_reference(refused) || !RowFates::is_written(fates.states[refused]) ||
        !RowFates::is_left_out(later.states[refused])) {
      continue;
    }
    for (std::size_t known = 0; known < later.states.size(); ++known) {
      if (has_no_reference(known) && RowFates::is_left_out(fates.states[known]) &&
          later.states[known] == RowState::skipped &&
          input.rows[known].file == input.rows[refused].file &&
          say_the_same(input, input.rows[known], input.rows[refused])) {
        std::swap(fates.states[known], fates.states[refused]);
        std::swap(fates.refusals[known], fates.refusals[refused]);
        break;
      }
    }
  }
}

} // namespace

RowFates import_rows(Register& reg, ImportRows& input, const RowProgress& progress) {
  RowFates fates = ImportRun{reg, input, false, progress}.run();
  bool has_written = true;
  while (has_written && fates.is_any_left_out()) {
    RowFates later = ImportRun{reg, input, true, [](std::size_t, std::size_t) {}}.run();
    has_written = later.recordings > 0;
    change_places(input, fates, later);
    fates.take_over(std::move(later));
  }
  return fates;
}

} // namespace libcase

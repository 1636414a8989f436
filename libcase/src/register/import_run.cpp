#include "register/import_run.hpp"

#include <algorithm>
#include <utility>

#include "register/import_dates.hpp"
#include "register/import_known.hpp"
#include "register/import_like_known.hpp"
#include "register/import_order.hpp"
#include "register/import_refusals.hpp"
#include "register/import_writer.hpp"

namespace libcase {

namespace {

/// One run over the rows of an import: writes what the register does not know and the guards let
/// pass.
class ImportRun {
public:
  /// Rows that are like a record of that recording or before are left out.
  ImportRun(Register& reg, ImportRows& input, std::int64_t like_up_to, bool is_thorough,
            const RowProgress& progress)
      : state_(reg, input), outcomes_(input.rows.size()), known_(state_),
        like_known_(state_, like_up_to), writer_(state_, known_, outcomes_),
        refusals_(state_, writer_, is_thorough), progress_(progress) {}

  RowOutcomes run() {
    ImportDates dates{state_, outcomes_};
    dates.find_subjects();
    coupled_ = dates.reject_duplicates();
    const auto rows = dates.reject_unlinked();
    std::size_t done = 0;
    for (const ImportGroup& group : groups_of(state_.input, rows)) {
      progress_(done, rows.size());
      run_group(group);
      done += group.rows.size();
    }
    follow_leaders();
    return std::move(outcomes_);
  }

private:
  void run_group(const ImportGroup& group) {
    std::vector<PendingWrite> writes;
    known_.begin_group();
    for (const std::uint32_t row : group.rows) {
      if (is_of_gate(row) || known_.is_known(row)) {
        outcomes_.states[row] = RowState::skipped;
      } else if (auto finding = like_known_.finding(row)) {
        outcomes_.states[row] = RowState::rejected;
        outcomes_.refusals[row] = std::move(finding);
      } else {
        writes.push_back({.row = row});
      }
    }
    if (!writes.empty()) {
      write(group.day, writes);
    }
    coupled_.insert(coupled_.end(), known_.coupled_rows().begin(), known_.coupled_rows().end());
  }

  /// Whether a row is of what the register writes itself, as it judges the departures.
  bool is_of_gate(std::uint32_t index) const {
    constexpr std::size_t gates = boost::mp11::mp_find<AllRecords, DepartureGate>::value;
    const ImportRow& row = state_.input.rows[index];
    return row.record.index() == gates ||
           (row.record.index() == withdrawal_kind &&
            state_.input.subjects[state_.input.links_of(row).front().subject].kind == gates);
  }

  void write(std::int32_t day, std::vector<PendingWrite>& writes) {
    std::vector<PendingWrite*> all;
    for (PendingWrite& write : writes) {
      all.push_back(&write);
    }
    if (!writer_.write(day, all)) {
      refusals_.leave_out_refused(day, all);
      if (!writer_.write(day, all)) {
        throw WrongState("inconsistent_guards", "expected the rows that the guards let pass one "
                                                "by one to pass together");
      }
    }
  }

  /// A row that another one says too is left out where that one is, and for the same reason.
  void follow_leaders() {
    for (const auto& [row, leader] : coupled_) {
      if (RowOutcomes::is_left_out(outcomes_.states[leader])) {
        outcomes_.states[row] = outcomes_.states[leader];
        outcomes_.refusals[row] = outcomes_.refusals[leader];
      }
    }
  }

  ImportState state_;
  RowOutcomes outcomes_;
  KnownContent known_;
  LikeKnown like_known_;
  ImportWriter writer_;
  ImportRefusals refusals_;
  const RowProgress& progress_;
  std::vector<CoupledRow> coupled_;
};

/// Of equal rows without a reference one was refused and another written, and to a later run the
/// first of them is the one that is known: they swap their outcomes.
void swap_outcomes(const ImportRows& input, RowOutcomes& outcomes, const RowOutcomes& later) {
  const auto has_no_reference = [&](std::size_t row) {
    return input.rows[row].subject == no_subject;
  };
  for (std::size_t refused = 0; refused < later.states.size(); ++refused) {
    if (!has_no_reference(refused) || !RowOutcomes::is_written(outcomes.states[refused]) ||
        !RowOutcomes::is_left_out(later.states[refused])) {
      continue;
    }
    for (std::size_t known = 0; known < later.states.size(); ++known) {
      if (has_no_reference(known) && RowOutcomes::is_left_out(outcomes.states[known]) &&
          later.states[known] == RowState::skipped &&
          input.rows[known].file == input.rows[refused].file &&
          say_the_same(input, input.rows[known], input.rows[refused])) {
        std::swap(outcomes.states[known], outcomes.states[refused]);
        std::swap(outcomes.refusals[known], outcomes.refusals[refused]);
        break;
      }
    }
  }
}

} // namespace

RowOutcomes import_rows(Register& reg, ImportRows& input, bool as_new,
                        const RowProgress& progress) {
  const std::int64_t like_up_to = as_new ? 0 : reg.last_recording_at({});
  RowOutcomes outcomes = ImportRun{reg, input, like_up_to, false, progress}.run();
  bool has_written = true;
  while (has_written && outcomes.is_any_left_out()) {
    RowOutcomes later =
        ImportRun{reg, input, like_up_to, true, [](std::size_t, std::size_t) {}}.run();
    has_written = later.recordings > 0;
    swap_outcomes(input, outcomes, later);
    outcomes.take_over(std::move(later));
  }
  return outcomes;
}

} // namespace libcase

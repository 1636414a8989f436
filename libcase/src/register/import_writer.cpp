#include "register/import_writer.hpp"

#include <algorithm>

#include <libcase/register/import.hpp>

namespace libcase {

Recording ImportWriter::begin(std::int32_t day) {
  RecordingOptions options{.why = std::string{import_reason}, .waits_for_last = true};
  if (day != undated) {
    options.at = start_of(Date::from_days_since_epoch(day));
  }
  return state_.reg.recording(std::move(options));
}

void ImportWriter::apply(Recording& recording, std::span<PendingWrite* const> writes) {
  for (PendingWrite* write : writes) {
    write->problem = write->refusal;
    write->id = 0;
    if (!write->problem) {
      apply(recording, *write);
    }
  }
}

void ImportWriter::apply(Recording& recording, PendingWrite& write) {
  ImportRow& row = state_.input.rows[write.row];
  if (!state_.set_links(row, true)) {
    write.problem = about_row("rests_on_rejected", "the row that this one links to was rejected");
    return;
  }
  SubjectState* subject = row.subject == no_subject ? nullptr : &state_.subjects[row.subject];
  const bool is_new = subject == nullptr || subject->id == 0;
  try {
    if (is_new) {
      require_free_reference(row);
      write.id = write.version = recording.record_any(row.record).value;
    } else {
      recording.replace_any(RecordId{subject->id}, row.record, subject->versions.back().row);
      write.id = subject->id;
      write.version = state_.connection.table(row.record.index()).current(subject->id).value().row;
    }
  } catch (const Error& error) {
    if (error.category() == Category::storage || error.category() == Category::format ||
        error.category() == Category::not_permitted) {
      throw;
    }
    write.problem = about_row(error.code(), error.what(), error.place().field);
    return;
  }
  if (is_new && subject != nullptr) {
    subject->id = write.id;
    recording.refer(kind_of(row.record), state_.input.subjects[row.subject].reference,
                    RecordId{write.id});
  }
}

void ImportWriter::require_free_reference(const ImportRow& row) const {
  if (row.subject != no_subject &&
      state_.connection.owner_of(kind_of(row.record),
                                 state_.input.subjects[row.subject].reference)) {
    throw Conflict("reference_taken", "a record of " + std::string{kind_of(row.record).table} +
                                          " got that reference while this import was at work");
  }
}

void ImportWriter::forget(std::span<PendingWrite* const> writes) {
  for (const PendingWrite* write : writes) {
    const ImportRow& row = state_.row_of(*write);
    if (row.subject != no_subject && !write->problem &&
        state_.subjects[row.subject].versions.empty()) {
      state_.subjects[row.subject].id = 0;
    }
  }
}

std::vector<Violation> ImportWriter::attempt(std::int32_t day,
                                             std::span<PendingWrite* const> writes) {
  Recording recording = begin(day);
  apply(recording, writes);
  auto violations = recording.violations();
  forget(writes);
  return violations;
}

bool ImportWriter::write(std::int32_t day, std::span<PendingWrite* const> writes) {
  Recording recording = begin(day);
  apply(recording, writes);
  RecordingHeader header;
  try {
    header = recording.commit();
  } catch (const Refused&) {
    forget(writes);
    return false;
  }
  const auto is_written = [](const PendingWrite* write) { return !write->problem; };
  outcomes_.recordings += std::ranges::any_of(writes, is_written) ? 1 : 0;
  for (const PendingWrite* write : writes) {
    keep(*write, header);
  }
  return true;
}

void ImportWriter::keep(const PendingWrite& write, const RecordingHeader& header) {
  const ImportRow& row = state_.row_of(write);
  if (write.problem) {
    outcomes_.states[write.row] = RowState::refused;
    outcomes_.refusals[write.row] = write.problem;
    return;
  }
  if (row.recorded_on.is_set() && day_of(header.at) > row.recorded_on) {
    ++outcomes_.recorded_later;
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
  outcomes_.states[write.row] = state;
}

} // namespace libcase

#include <algorithm>
#include <numeric>
#include <tuple>

#include <libcase/register/import.hpp>

#include "register/connection.hpp"
#include "register/import_run.hpp"
#include "register/register_access.hpp"
#include "register/transaction.hpp"
#include "text/aligned.hpp"

namespace libcase {

namespace {

constexpr std::size_t rows_between_reports = 2048;

/// Adds up what became of the rows. Those left out join the rejected ones of `input`.
ImportSummary summary_of(RowOutcomes outcomes, ImportRows& input, const Register& reg) {
  ImportSummary summary;
  for (std::size_t index = 0; index < outcomes.states.size(); ++index) {
    const ImportRow& row = input.rows[index];
    switch (outcomes.states[index]) {
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
      input.rejected.push_back({row.file, row.line, {std::move(outcomes.refusals[index]).value()}});
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
  summary.recordings = outcomes.recordings;
  summary.recorded_later = outcomes.recorded_later;
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
    if (rows < last_ + rows_between_reports) {
      return;
    }
    last_ = rows;
    const double share = static_cast<double>(rows) / static_cast<double>(of);
    const std::int64_t bytes = total_ / 4;
    report(static_cast<std::int64_t>(rows),
           bytes + static_cast<std::int64_t>(share * static_cast<double>(total_ - bytes)));
  }
  void end(std::size_t rows) const { report(static_cast<std::int64_t>(rows), total_); }

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
  std::vector<std::pair<std::string, std::string>> counts;
  const auto line = [&](std::string name, std::int64_t count) {
    counts.emplace_back(std::move(name), std::to_string(count));
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
  if (summary.recorded_later > 0) {
    line("recorded later than reported", summary.recorded_later);
  }
  line("recordings", summary.recordings);
  std::string text = aligned(counts);
  for (const auto& file : summary.unreadable) {
    text += "not read: " + file.file.string() + ": " + file.reason + "\n";
  }
  if (!summary.is_kept) {
    text += "nothing was kept: all or nothing was asked\n";
  }
  if (summary.rejects_file) {
    text += "rejected rows are in " + summary.rejects_file->string() + "\n";
  }
  return text + "head digest " + summary.head_digest + "\n";
}

ImportSummary import_records(Register& reg, std::span<const std::filesystem::path> files_or_folders,
                             const ImportOptions& options) {
  const auto path = rejects_path(options.rejects, reg, files_in(files_or_folders));
  Reporter reporter{options.progress};
  ImportRows rows = read_import_rows(files_or_folders, day_of(connection_of(reg).now()),
                                     ImportMemory{options.max_memory},
                                     [&](std::int64_t read, std::int64_t bytes, std::int64_t of) {
                                       reporter.reading(read, bytes, of);
                                     });
  std::optional<Transaction> whole;
  if (options.all_or_nothing) {
    connection_of(reg).require_no_recording();
    whole.emplace(connection_of(reg));
  }
  RowOutcomes outcomes =
      import_rows(reg, rows, options.as_new,
                  [&](std::size_t written, std::size_t of) { reporter.writing(written, of); });
  ImportSummary summary = summary_of(std::move(outcomes), rows, reg);
  const bool is_all = rows.rejected.empty() && rows.unreadable.empty();
  if (whole && is_all) {
    reporter.end(rows.rows.size()); // which may throw: then nothing is kept
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
    remove_rejects(path);
  }
  show_values(options.show_value, rows.files, rows.rejected);
  if (!options.all_or_nothing) {
    reporter.end(rows.rows.size()); // which may throw: the list of rejected rows is written
  }
  return summary;
}

} // namespace libcase

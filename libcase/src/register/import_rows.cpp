#include "register/import_rows.hpp"

#include <algorithm>
#include <array>

#include <libcase/rules/guards.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>

#include "register/import_outcomes.hpp"
#include "text/files.hpp"
#include "text/joined.hpp"

namespace libcase {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 2> also_columns{reference_column, recorded_on_column};
constexpr int rows_between_reports = 2048;

/// "departures" of "departures.csv.gz"; empty where the name is that of no CSV file.
std::string stem_of(const fs::path& file) {
  std::string name = file.filename().string();
  for (const std::string_view ending : {".csv.gz", ".csv"}) {
    if (name.ends_with(ending)) {
      name.resize(name.size() - ending.size());
      return name;
    }
  }
  return {};
}

} // namespace

std::vector<fs::path> files_in(std::span<const fs::path> files_or_folders) {
  std::vector<fs::path> files;
  for (const auto& path : files_or_folders) {
    require_whole_path(path);
    std::error_code problem;
    if (!fs::exists(path, problem)) {
      throw StorageError("cannot_open",
                         "expected a file or a folder, found none: " + path.string());
    }
    if (!fs::is_directory(path, problem)) {
      files.push_back(path);
      continue;
    }
    fs::directory_iterator folder{path, problem};
    if (problem) {
      throw StorageError("cannot_open", "expected a folder that can be read, found: " +
                                            problem.message() + ": " + path.string());
    }
    std::vector<fs::path> found;
    for (const auto& entry : folder) {
      const std::string stem = stem_of(entry.path());
      if (!stem.empty() && !stem.ends_with("-rejects")) {
        found.push_back(entry.path());
      }
    }
    std::ranges::sort(found);
    files.insert(files.end(), found.begin(), found.end());
  }
  if (files.empty()) {
    throw InvalidValue("nothing_to_import",
                       "expected CSV files named after tables, for instance departures.csv, "
                       "found none");
  }
  return files;
}

namespace {

std::size_t kind_named(const fs::path& file) {
  const std::string stem = stem_of(file);
  const auto kinds = record_kinds();
  const auto found = std::ranges::find(kinds, stem, &RecordKind::table);
  if (found != kinds.end()) {
    return static_cast<std::size_t>(found - kinds.begin());
  }
  throw InvalidValue("unknown_table", "expected a file named after its table, TABLE.csv or "
                                      "TABLE.csv.gz with TABLE one of " +
                                          joined(kinds, &RecordKind::table) + "; found " +
                                          file.filename().string());
}

std::size_t index_of(std::string_view table) {
  const auto kinds = record_kinds();
  return static_cast<std::size_t>(std::ranges::find(kinds, table, &RecordKind::table) -
                                  kinds.begin());
}

/// Reads one file into the rows; takes back all of it when it cannot be read to its end.
class FileReading {
public:
  FileReading(ImportRows& all, std::uint32_t file, Date today, ImportMemory& memory)
      : all_(all), file_(file), today_(today), memory_(memory), kind_(kind_named(all.files[file])),
        row_count_(all.rows.size()), link_count_(all.links.size()),
        rejected_count_(all.rejected.size()), read_count_(all.read_count) {}

  template <class Report>
  void read(Report&& report) {
    try {
      memory_.begin(all_.files[file_]);
      CsvReader reader{all_.files[file_]};
      const CsvForm form{*record_kinds()[kind_], reader.header(), CsvLinks::references,
                         also_columns};
      while (reader.next()) {
        ++all_.read_count;
        read_row(reader, form);
        if (all_.read_count % rows_between_reports == 0) {
          report(reader.bytes_done());
        }
      }
      report(reader.bytes_total());
    } catch (const Error& error) {
      if (error.code() == "too_large_to_import") {
        throw;
      }
      all_.rows.resize(row_count_);
      all_.links.resize(link_count_);
      all_.rejected.resize(rejected_count_);
      all_.read_count = read_count_;
      all_.unreadable.push_back({all_.files[file_], error.code(), error.what()});
    }
  }

private:
  void read_row(const CsvReader& reader, const CsvForm& form) {
    if (reader.problem() != nullptr) {
      reject(reader.line(), {*reader.problem()});
      return;
    }
    ImportRow row{.record = make_record(kind_),
                  .line = reader.line(),
                  .file = file_,
                  .first_link = static_cast<std::uint32_t>(all_.links.size())};
    std::vector<CsvFinding> findings;
    form.read(reader.fields(), data_of(row.record), findings);
    for (const auto& link : form.links()) {
      read_link(link, reader.fields()[link.position], findings);
    }
    if (const auto position = form.position(recorded_on_column)) {
      row.recorded_on = read_recorded_on(reader.fields()[*position], findings);
    }
    if (row.recorded_on.is_set() && findings.empty()) {
      if (const auto late = dated_after(row.record, row.recorded_on)) {
        findings.push_back(about_row(late->code, late->sentence));
      }
    }
    const auto position = form.position(reference_column);
    const bool is_withdrawal = std::holds_alternative<Withdrawal>(row.record);
    if (position && !reader.fields()[*position].empty() && !is_withdrawal) {
      row.subject = all_.subject_of(kind_, reader.fields()[*position]);
    }
    if (!findings.empty()) {
      for (const RowLink& link : std::span{all_.links}.subspan(row.first_link)) {
        memory_.hold_reference(row.line, all_.subjects[link.subject].reference);
      }
      if (row.subject != no_subject) {
        memory_.hold_reference(row.line, all_.subjects[row.subject].reference);
      }
      all_.links.resize(row.first_link);
      reject(reader.line(), std::move(findings));
      if (row.subject != no_subject) {
        all_.subjects[row.subject].is_rejected = true;
      }
      return;
    }
    row.link_count = static_cast<std::uint32_t>(all_.links.size()) - row.first_link;
    memory_.hold_row(row.line, reader.fields(), row.link_count);
    all_.rows.push_back(std::move(row));
  }

  void reject(std::int64_t line, std::vector<CsvFinding> findings) {
    memory_.hold_rejected(line, findings);
    all_.rejected.push_back({file_, line, std::move(findings)});
  }

  void read_link(const CsvForm::Link& link, std::string_view reference,
                 std::vector<CsvFinding>& findings) {
    if (reference.empty()) {
      return;
    }
    std::size_t kind = index_of(link.column->links_to);
    if (link.column->links_to.empty()) {
      const auto slash = reference.find('/');
      kind = index_of(reference.substr(0, slash));
      if (slash == std::string_view::npos || kind == record_kinds().size() ||
          slash + 1 == reference.size()) {
        findings.push_back({.column = link.name,
                            .code = "invalid_link",
                            .reason = "expected TABLE/REFERENCE with the name of a table, for "
                                      "instance departures/..., found something else",
                            .unsafe_value = shortened(reference)});
        return;
      }
      reference.remove_prefix(slash + 1);
    }
    all_.links.push_back({link.column, all_.subject_of(kind, reference)});
  }

  Date read_recorded_on(std::string_view text, std::vector<CsvFinding>& findings) const {
    Date day;
    if (text.empty()) {
      return day;
    }
    const auto find = [&](const char* code, const std::string& sentence) {
      findings.push_back({.column = std::string{recorded_on_column},
                          .value = day.is_set() ? day.to_string() : std::string{},
                          .code = code,
                          .reason = sentence + ", found " +
                                    (day.is_set() ? day.to_string() : kind_and_length(text)),
                          .unsafe_value = shortened(text)});
    };
    try {
      day = Date::parse(text);
    } catch (const InvalidValue&) {
      find("invalid_date", "expected a date as YYYY-MM-DD");
      return day;
    }
    if (day > today_) {
      find("recorded_in_future", "expected a day that has come, today being " + today_.to_string());
    }
    return day;
  }

  ImportRows& all_;
  std::uint32_t file_;
  Date today_;
  ImportMemory& memory_;
  std::size_t kind_;
  std::size_t row_count_;
  std::size_t link_count_;
  std::size_t rejected_count_;
  std::int64_t read_count_;
};

} // namespace

std::uint32_t ImportRows::subject_of(std::size_t kind, std::string_view reference) {
  std::string key{static_cast<char>(kind)};
  key += reference;
  const auto next = static_cast<std::uint32_t>(subjects.size());
  const auto [found, is_new] = subject_by_key_.try_emplace(std::move(key), next);
  if (is_new) {
    subjects.push_back({.kind = kind, .reference = std::string_view{found->first}.substr(1)});
  }
  return found->second;
}

ImportRows read_import_rows(std::span<const fs::path> files_or_folders, Date today,
                            ImportMemory memory, const ReadingProgress& progress) {
  ImportRows all;
  all.files = files_in(files_or_folders);
  std::int64_t bytes_total = 0;
  for (const auto& file : all.files) {
    kind_named(file);
    std::error_code problem;
    const auto size = fs::file_size(file, problem);
    bytes_total += problem ? 0 : static_cast<std::int64_t>(size);
  }
  std::int64_t bytes_before = 0;
  for (std::uint32_t file = 0; file < all.files.size(); ++file) {
    std::int64_t bytes_here = 0;
    FileReading{all, file, today, memory}.read([&](std::int64_t bytes_done) {
      bytes_here = bytes_done;
      progress(all.read_count, bytes_before + bytes_here, bytes_total);
    });
    bytes_before += bytes_here;
  }
  return all;
}

} // namespace libcase

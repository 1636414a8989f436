#include <array>
#include <numeric>
#include <vector>

#include <sodium.h>

#include <libcase/register/import_table.hpp>

#include "register/import_memory.hpp"
#include "register/rejects.hpp"
#include "register/table_mapping.hpp"
#include "text/aligned.hpp"
#include "text/byte_source.hpp"

namespace libcase {

namespace {

constexpr std::int64_t rows_between_reports = 512;

/// BLAKE2b over the content, unpacked: a table and its gzip are the same table.
Digest digest_of_content(const std::filesystem::path& path) {
  ByteSource source{path};
  std::vector<char> block(std::size_t{256} << 10);
  Digest digest{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, digest.size());
  while (const std::size_t size = source.read(block.data(), block.size())) {
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(block.data()), size);
  }
  crypto_generichash_final(&state, digest.data(), digest.size());
  return digest;
}

/// A person, their case, their membership and their departure, linked to each other.
class Group {
public:
  std::span<const AnyRecord> of(const TableRow& row) {
    constexpr PersonId person{-1};
    constexpr CaseId dossier{-2};
    std::get<Person>(records_[0]) = row.person;
    std::get<Case>(records_[1]).opened_on = row.departure.on;
    std::get<UnitMember>(records_[2]) = {
        .case_id = dossier, .person_id = person, .role = Role::principal, .from = row.departure.on};
    auto& departure = std::get<Departure>(records_[3]);
    departure = row.departure;
    departure.case_id = dossier;
    departure.person_id = person;
    return records_;
  }

private:
  std::array<AnyRecord, 4> records_{Person{}, Case{}, UnitMember{}, Departure{}};
};

} // namespace

std::int64_t TableSummary::rejected_count() const {
  return std::accumulate(rejected.begin(), rejected.end(), std::int64_t{0},
                         [](std::int64_t sum, const auto& entry) { return sum + entry.second; });
}

std::string to_text(const TableSummary& summary) {
  std::vector<std::pair<std::string, std::string>> counts;
  const auto line = [&](std::string name, std::int64_t count) {
    counts.emplace_back(std::move(name), std::to_string(count));
  };
  line("rows read", summary.rows_read);
  line("expanded", summary.rows_expanded);
  line("of no persons", summary.zero_rows);
  line("rejected", summary.rejected_count());
  for (const auto& [code, count] : summary.rejected) {
    line("  " + code, count);
  }
  line("persons added", summary.persons);
  line("persons in rejected rows", summary.rejected_persons);
  std::string text = summary.title + "\n" + aligned(counts);
  if (!summary.is_kept) {
    text += "nothing was kept\n";
  } else if (summary.persons == 0) {
    text += "nothing to add: every row says 0 persons\n";
  }
  if (summary.rejects_file) {
    text += "rejected rows are in " + summary.rejects_file->string() + "\n";
  }
  return text + "head digest " + summary.head_digest + "\n";
}

TableSummary import_table(Register& reg, const std::filesystem::path& table,
                          const std::filesystem::path& mapping_path, const ImportOptions& options) {
  ImportMemory memory{options.max_memory};
  const auto path = rejects_path(options.rejects, reg, std::array{table, mapping_path});
  TableMapping mapping = TableMapping::load(mapping_path);
  CsvReader reader{table, mapping.csv()};
  mapping.bind(reader.header());
  TableSummary summary;
  summary.title = mapping.title();
  std::vector<RejectedRow> rejected;
  memory.begin(table);
  Group group;
  {
    Recording recording =
        reg.recording({.why = mapping.title(), .source = digest_of_content(table)});
    TableRow row;
    std::vector<CsvFinding> findings;
    while (reader.next()) {
      ++summary.rows_read;
      findings.clear();
      row.count = 0;
      if (reader.problem() != nullptr) {
        findings.push_back(*reader.problem());
      } else {
        mapping.read(reader.fields(), row, findings);
      }
      if (!findings.empty()) {
        ++summary.rejected[findings.front().code];
        summary.rejected_persons += row.count;
        memory.hold_rejected(reader.line(), findings);
        rejected.push_back({0, reader.line(), std::move(findings)});
      } else if (row.count == 0) {
        ++summary.zero_rows;
      } else {
        recording.record_copies(group.of(row), row.count);
        ++summary.rows_expanded;
        summary.persons += row.count;
      }
      if (options.progress && summary.rows_read % rows_between_reports == 0) {
        options.progress(summary.rows_read, reader.bytes_done(), reader.bytes_total());
      }
    }
    if (options.progress) { // which may throw: once it is committed the list has to follow
      options.progress(summary.rows_read, reader.bytes_total(), reader.bytes_total());
    }
    const bool is_nothing = summary.zero_rows > 0 && summary.zero_rows == summary.rows_read;
    summary.is_kept =
        is_nothing || (summary.persons > 0 && !(options.all_or_nothing && !rejected.empty()));
    if (!summary.is_kept) {
      summary.persons = summary.rows_expanded = 0;
    } else if (!is_nothing) {
      recording.commit();
    }
  }
  if (!path.empty() && !rejected.empty()) {
    write_rejects(path, std::array{table}, rejected, {});
    summary.rejects_file = path;
  } else if (options.rejects.empty() && !path.empty()) {
    remove_rejects(path);
  }
  show_values(options.show_value, std::array{table}, rejected);
  summary.head_digest = reg.info().head_digest;
  return summary;
}

} // namespace libcase

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <libcase/register/record_scan.hpp>
#include <libcase/statistics/irregularities.hpp>

namespace libcase {

namespace {

std::vector<Irregularity> irregularities_of(const Register& reg,
                                            std::optional<Instant> as_known_at) {
  std::vector<Irregularity> found;
  RecordScan scan{reg, record_kind<Irregularity>(), as_known_at};
  while (const auto scanned = scan.next()) {
    found.push_back(std::get<Irregularity>(scanned->record));
  }
  return found;
}

/// From the first year in which one was found to the last; where none was, the year of the last
/// recording.
Period years_of(const std::vector<Irregularity>& found, const Register& reg,
                std::optional<Instant> as_known_at) {
  const std::int64_t recording = reg.last_recording_at(as_known_at);
  if (found.empty()) {
    return recording == 0 ? Period::parse("1400..9998")
                          : Period::of(Frequency::year, day_of(reg.recording_header(recording).at));
  }
  const auto [first, last] = std::ranges::minmax(found, {}, &Irregularity::on);
  return {Period::of(Frequency::year, first.on).from(),
          Period::of(Frequency::year, last.on).until()};
}

Definition define(const Register& reg, Period period, std::optional<Instant> as_known_at) {
  const std::int64_t recording = reg.last_recording_at(as_known_at);
  Definition definition{
      .measures = {{.name = "irregularities",
                    .meaning = "each of one record and one guard, a record may have several"}},
      .population = "irregularities that stand in this register, by the day they were found",
      .period = period,
      .frequency = Frequency::year,
      .dimensions = {"guard", "kind"},
      .filters = {},
      .modes = {},
      .recording = recording,
      .known_at = {},
      .library_version = LIBCASE_VERSION,
      .protection = "internal, for the office itself: not for publication, in no cell",
      .notes = {"What was recorded with an irregularity, a departure among it, counts in tables "
                "for publication like any other; irregularities are no dimension of those."},
      .rows_add = true};
  if (recording > 0) {
    definition.known_at = reg.recording_header(recording).at;
  }
  return definition;
}

using Labels = std::array<std::string, 3>; ///< the year, the guard, the kind

/// The labels that rows have, in their order; those of totals last.
LabelColumn label_column(std::string_view name, const std::map<Labels, std::int64_t>& rows,
                         std::size_t at) {
  LabelColumn column{.name = std::string{name}, .labels = {}, .codes = {}};
  for (const auto& row : rows) {
    column.labels.push_back(row.first[at]);
  }
  std::ranges::sort(column.labels);
  column.labels.erase(std::unique(column.labels.begin(), column.labels.end()), column.labels.end());
  column.labels.emplace_back(total_label);
  return column;
}

void add_row(Table& table, const Labels& labels, std::int64_t figure) {
  for (std::size_t at = 0; at < labels.size(); ++at) {
    LabelColumn& column = table.labels[at];
    const auto found = std::ranges::find(column.labels, labels[at]);
    column.codes.push_back(static_cast<std::uint16_t>(found - column.labels.begin()));
  }
  table.figures.front().values.push_back(figure);
}

} // namespace

Table irregularities(const Register& reg, std::optional<Period> period,
                     std::optional<Instant> as_known_at) {
  const std::vector<Irregularity> found = irregularities_of(reg, as_known_at);
  const Period counted = period ? *period : years_of(found, reg, as_known_at);
  static_cast<void>(counted.split(Frequency::year)); // throws unless of whole years
  std::map<Labels, std::int64_t> rows;
  std::map<std::string, std::int64_t> by_year;
  std::int64_t all = 0;
  for (const Irregularity& one : found) {
    if (counted.contains(one.on)) {
      const std::string year = Period::of(Frequency::year, one.on).to_string();
      const std::string kind{kind_of(reg.history(one.record_id).front().record).table};
      ++rows[{year, one.guard, kind}];
      ++by_year[year];
      ++all;
    }
  }
  Table table{.definition = define(reg, counted, as_known_at)};
  table.labels = {label_column(period_name, rows, 0), label_column("guard", rows, 1),
                  label_column("kind", rows, 2)};
  table.figures.resize(1);
  const std::string total{total_label};
  for (auto row = rows.begin(); row != rows.end();) {
    const std::string& year = row->first.front();
    for (; row != rows.end() && row->first.front() == year; ++row) {
      add_row(table, row->first, row->second);
    }
    add_row(table, {year, total, total}, by_year.at(year));
  }
  add_row(table, {total, total, total}, all);
  return table;
}

} // namespace libcase

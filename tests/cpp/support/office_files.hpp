// Files of records as an office keeps them, with its own references in the place of ids.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <libcase/exchange/csv.hpp>
#include <libcase/records/all.hpp>

namespace libcase::testing {

/// The files of an office, of which an import reads records.
class OfficeFiles {
public:
  /// `references` are those of what rows may link to, by id.
  explicit OfficeFiles(const std::map<std::int64_t, std::string>& references)
      : references_(references) {}

  /// Adds a row for a record without amounts; `learned` is the day, or empty for now.
  void add(const AnyRecord& record, const std::string& reference, const std::string& learned) {
    const RecordKind& kind = kind_of(record);
    std::string& text = texts_[std::string{kind.table} + ".csv"];
    if (text.empty()) {
      std::vector<std::string> header = csv_header(kind);
      header.insert(header.end(), {"reference", "recorded_on"});
      write_csv_row(text, header);
    }
    std::vector<std::string> cells = csv_row(record);
    for (std::size_t at = 0; at < kind.columns.size(); ++at) {
      if (kind.columns[at].kind == ColumnKind::link && !cells[at].empty()) {
        cells[at] = references_.at(std::stoll(cells[at]));
      }
    }
    cells.insert(cells.end(), {reference, learned});
    write_csv_row(text, cells);
  }

  /// What stands in each file, by its name.
  std::map<std::string, std::string>& texts() { return texts_; }

private:
  std::map<std::string, std::string> texts_;
  const std::map<std::int64_t, std::string>& references_;
};

} // namespace libcase::testing

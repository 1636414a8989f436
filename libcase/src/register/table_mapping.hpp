// What the columns of a published table mean: a mapping file, read once and applied to each row.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <libcase/exchange/csv.hpp>
#include <libcase/records/departure.hpp>

namespace libcase {

/// Whether a country in that column is one that somebody travelled to.
inline bool is_destination(const Column& column) {
  return &column == record_kind<Departure>().find("destination");
}

/// So many persons left like this. The links of the departure are not set.
struct TableRow {
  std::int64_t count = 0;
  Person person;
  Departure departure;
};

/// One label of a row, or the part of it before a separator.
struct TableLabel {
  std::string column;
  std::string before{}; ///< empty: all of it
  std::size_t position = 0;

  std::string_view of(std::span<const std::string_view> fields) const;
};

/// What a combination of labels stands for.
struct TableValue {
  Cell cell{};                  ///< empty: not known
  const Column* copy = nullptr; ///< instead: what this column of the person has
};

/// How one member of a person or a departure follows from a row.
struct TableTarget {
  enum class Form : std::uint8_t { constant, values, country, ages };

  const Column* column = nullptr;
  Form form = Form::constant;
  TableValue constant{};
  std::vector<TableLabel> labels{};
  /// By the labels, joined; "*" stands for any label of its column.
  std::map<std::string, TableValue, std::less<>> values{};
  /// By the label: from so many completed years to so many; empty where the age is not known.
  std::map<std::string, std::optional<std::pair<int, int>>, std::less<>> ages{};
  /// What rows have said before, by labels and day.
  std::unordered_map<std::string, std::optional<TableValue>> known{};
};

/// How dates are written.
enum class TableDateFormat : std::uint8_t { iso_date, iso_date_time, month_year };

/// A mapping.
class TableMapping {
public:
  /// Reads a mapping. Throws InvalidValue (`invalid_mapping`), StorageError (`cannot_open`).
  static TableMapping load(const std::filesystem::path& path);
  static TableMapping parse(std::string_view json);

  const std::string& title() const noexcept { return title_; }
  const CsvOptions& csv() const noexcept { return csv_; }
  /// Finds the columns. Throws InvalidValue (`missing_column`).
  void bind(std::span<const std::string> header);
  /// What a row says. Adds a finding for each value that the mapping does not know; the count is
  /// set wherever it can be read.
  void read(std::span<const std::string_view> fields, TableRow& row,
            std::vector<CsvFinding>& findings);

private:
  friend class MappingReader;
  /// What the labels of a row stand for; looked up once for most combinations.
  const std::optional<TableValue>& value_of(TableTarget& target,
                                            std::span<const std::string_view> fields, Date on);
  void apply(TableTarget& target, void* record, std::span<const std::string_view> fields,
             const TableRow& row, std::vector<CsvFinding>& findings);
  std::optional<TableValue> look_up(const TableTarget& target,
                                    std::span<const std::string_view> fields, Date on) const;

  std::string title_;
  CsvOptions csv_{};
  TableLabel count_{};
  TableLabel on_{};
  TableDateFormat on_format_ = TableDateFormat::iso_date;
  DatePrecision precision_ = DatePrecision::day;
  std::vector<TableTarget> person_;
  std::vector<TableTarget> departure_;
  std::optional<TableValue> unkept_; ///< the last value that was looked up and not kept
  std::string key_;                  ///< of the value being looked up; kept to reuse its memory
};

} // namespace libcase

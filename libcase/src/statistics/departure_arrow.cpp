#include <string>
#include <tuple>
#include <vector>

#include <libcase/describe/described.hpp>
#include <libcase/statistics/departure_arrow.hpp>

#include "statistics/column_labels.hpp"

namespace libcase {

namespace {

using Labels = std::shared_ptr<const std::vector<std::string>>;

/// Fields and the values of a single batch, column by column.
struct Content {
  std::vector<ArrowField> fields;
  ArrowBatch batch;

  void add(ArrowField field, ArrowColumn column) {
    fields.push_back(std::move(field));
    batch.columns.push_back(std::move(column));
  }
};

ArrowColumn without_nulls(ArrowBuffer values) {
  return {.values = std::move(values), .text = {}, .validity = {}, .null_count = 0};
}

/// Adds the columns of a set, each by its type. Values that need no other form are not copied.
class ColumnSetContent {
public:
  ColumnSetContent(Content& content, std::shared_ptr<const DepartureColumns> columns)
      : content_(content), columns_(std::move(columns)) {}

  void add(const char* name, const columns::Days& column) {
    add_plain(name, ArrowType::date32, column);
  }

  template <class Column>
  requires Column::has_labels void add(const char* name, const Column& column) {
    const ArrowType type = sizeof(column[0]) == 1 ? ArrowType::uint8 : ArrowType::uint16;
    auto labels = std::make_shared<const std::vector<std::string>>(labels_of(column));
    content_.add({.name = name, .type = type, .is_nullable = false, .labels = std::move(labels)},
                 without_nulls(arrow_buffer(column, columns_)));
  }

  void add(const char* name, const columns::Births& column) {
    add_births(std::string{name} + "_earliest", column, &columns::Birth::earliest);
    add_births(std::string{name} + "_latest", column, &columns::Birth::latest);
  }

  template <class R>
  void add(const char* name, const columns::Ids<R>& column) {
    if (!columns_->from_aggregates) {
      content_.add(
          {.name = name, .type = ArrowType::int64},
          without_nulls(arrow_buffer(std::vector<std::int64_t>(column.begin(), column.end()))));
    }
  }

  void add(const char* name, const columns::Weights& column) {
    if (!column.empty()) {
      add_plain(name, ArrowType::uint32, column);
    }
  }

  /// Which of the registers each row is of, where there are several.
  void add_registers() {
    const auto& begins = columns_->register_begins;
    std::vector<std::uint32_t> numbers;
    for (std::size_t at = 0; at < begins.size(); ++at) {
      numbers.resize(at + 1 < begins.size() ? begins[at + 1] : columns_->size(),
                     static_cast<std::uint32_t>(at));
    }
    if (begins.size() > 1) {
      content_.add({.name = "register", .type = ArrowType::uint32},
                   without_nulls(arrow_buffer(std::move(numbers))));
    }
  }

private:
  template <class T>
  void add_plain(const char* name, ArrowType type, const std::vector<T>& column) {
    content_.add({.name = name, .type = type}, without_nulls(arrow_buffer(column, columns_)));
  }

  void add_births(std::string name, const columns::Births& column,
                  Date (columns::Birth::*day)() const) {
    std::vector<std::int32_t> days;
    days.reserve(column.size());
    for (const std::uint32_t index : column) {
      const columns::Birth& born = column.values[index];
      days.push_back(born.is_set() ? (born.*day)().days_since_epoch() : 0);
    }
    ArrowColumn dates = without_nulls(arrow_buffer(std::move(days)));
    std::tie(dates.validity, dates.null_count) = arrow_validity(
        column.size(), [&](std::size_t row) { return !column.values[column[row]].is_set(); });
    content_.add({.name = std::move(name), .type = ArrowType::date32, .is_nullable = true},
                 std::move(dates));
  }

  Content& content_;
  std::shared_ptr<const DepartureColumns> columns_;
};

} // namespace

ArrowStream arrow_stream(std::shared_ptr<const DepartureColumns> columns) {
  Content content;
  content.batch.row_count = static_cast<std::int64_t>(columns->size());
  ColumnSetContent adding{content, columns};
  each_column<DepartureColumns>(
      [&](auto column) { adding.add(column.name, (*columns).*decltype(column)::pointer); });
  adding.add_registers();

  std::vector<std::pair<std::string, std::string>> metadata{
      {"libcase.recording", std::to_string(columns->known_at_recording)}};
  if (columns->known_at) {
    metadata.emplace_back("libcase.known_at", to_text(*columns->known_at));
  }
  return {std::move(content.fields), std::move(metadata), std::move(content.batch)};
}

} // namespace libcase

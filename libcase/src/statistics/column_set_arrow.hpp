// Columns of a set as the fields and the single batch of an Arrow stream.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <libcase/describe/column_set.hpp>
#include <libcase/exchange/arrow.hpp>
#include <libcase/vocabulary/instant.hpp>

#include "text/column_labels.hpp"

namespace libcase {

/// The columns of a set, each by its type. Values that need no other form are not copied.
template <DescribedStruct Set>
class ColumnSetContent {
public:
  explicit ColumnSetContent(std::shared_ptr<const Set> columns) : columns_(std::move(columns)) {
    batch_.row_count = static_cast<std::int64_t>(columns_->size());
    each_column<Set>(
        [&](auto column) { add(column.name, (*columns_).*decltype(column)::pointer); });
  }

  /// Adds a column of numbers that is none of the set.
  void add_numbers(std::string name, std::vector<std::uint32_t> numbers) {
    add({.name = std::move(name), .type = ArrowType::uint32}, arrow_buffer(std::move(numbers)));
  }

  ArrowStream stream(std::vector<std::pair<std::string, std::string>> metadata) && {
    return {std::move(fields_), std::move(metadata), std::move(batch_)};
  }

private:
  /// Whether the rows come from published tables: of such nobody knows who they are.
  bool is_of_events() const {
    if constexpr (requires { columns_->from_aggregates; }) {
      return columns_->from_aggregates;
    } else {
      return false;
    }
  }

  void add(ArrowField field, ArrowBuffer values) {
    fields_.push_back(std::move(field));
    batch_.columns.push_back(
        {.values = std::move(values), .text = {}, .validity = {}, .null_count = 0});
  }

  template <class T>
  void add_plain(const char* name, ArrowType type, const std::vector<T>& column) {
    add({.name = name, .type = type}, arrow_buffer(column, columns_));
  }

  void add(const char* name, const columns::Days& column) {
    add_plain(name, ArrowType::date32, column);
  }

  void add(const char* name, const columns::Counts& column) {
    add_plain(name, ArrowType::uint32, column);
  }

  template <class Column>
  requires Column::has_labels void add(const char* name, const Column& column) {
    const ArrowType type = sizeof(column[0]) == 1 ? ArrowType::uint8 : ArrowType::uint16;
    auto labels = std::make_shared<const std::vector<std::string>>(labels_of(column));
    add({.name = name, .type = type, .is_nullable = false, .labels = std::move(labels)},
        arrow_buffer(column, columns_));
  }

  void add(const char* name, const columns::Births& column) {
    add_births(std::string{name} + "_earliest", column, &columns::Birth::earliest);
    add_births(std::string{name} + "_latest", column, &columns::Birth::latest);
  }

  template <class R>
  void add(const char* name, const columns::Ids<R>& column) {
    if (!is_of_events()) {
      add({.name = name, .type = ArrowType::int64},
          arrow_buffer(std::vector<std::int64_t>(column.begin(), column.end())));
    }
  }

  void add(const char* name, const columns::Weights& column) {
    if (!column.empty()) {
      add_plain(name, ArrowType::uint32, column);
    }
  }

  void add_births(std::string name, const columns::Births& column,
                  Date (columns::Birth::*day)() const) {
    std::vector<std::int32_t> days;
    days.reserve(column.size());
    for (const std::uint32_t index : column) {
      const columns::Birth& born = column.values[index];
      days.push_back(born.is_set() ? (born.*day)().days_since_epoch() : 0);
    }
    add({.name = std::move(name), .type = ArrowType::date32, .is_nullable = true},
        arrow_buffer(std::move(days)));
    ArrowColumn& dates = batch_.columns.back();
    std::tie(dates.validity, dates.null_count) = arrow_validity(
        column.size(), [&](std::size_t row) { return !column.values[column[row]].is_set(); });
  }

  std::shared_ptr<const Set> columns_;
  std::vector<ArrowField> fields_;
  ArrowBatch batch_;
};

/// What the schema says of the vintage of columns.
inline std::vector<std::pair<std::string, std::string>>
vintage_metadata(std::int64_t recording, const std::optional<Instant>& known_at) {
  std::vector<std::pair<std::string, std::string>> metadata{
      {"libcase.recording", std::to_string(recording)}};
  if (known_at) {
    metadata.emplace_back("libcase.known_at", to_text(*known_at));
  }
  return metadata;
}

} // namespace libcase

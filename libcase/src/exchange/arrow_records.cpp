#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

#include <libcase/describe/stored.hpp>
#include <libcase/exchange/arrow.hpp>

#include "exchange/texts.hpp"
#include "text/country_labels.hpp"

namespace libcase {

namespace {

ArrowType type_of(const StoredColumn& stored) {
  switch (stored.column->kind) {
  case ColumnKind::boolean:
    return ArrowType::boolean;
  case ColumnKind::integer:
  case ColumnKind::link:
    return ArrowType::int64;
  case ColumnKind::code:
    return ArrowType::uint8;
  case ColumnKind::country:
    return ArrowType::uint16;
  case ColumnKind::date:
  case ColumnKind::birth_date:
    return ArrowType::date32;
  case ColumnKind::money:
    return stored.part == 0 ? ArrowType::int64 : ArrowType::utf8;
  case ColumnKind::text:
  case ColumnKind::programme:
    return ArrowType::utf8;
  }
  return ArrowType::utf8;
}

/// The texts that the values of a column stand for; nullptr where they stand for themselves.
std::shared_ptr<const std::vector<std::string>> labels_of(const Column& column) {
  switch (column.kind) {
  case ColumnKind::code:
    return std::make_shared<const std::vector<std::string>>(column.codes.begin(),
                                                            column.codes.end());
  case ColumnKind::country:
    return country_labels();
  default:
    return nullptr;
  }
}

/// The values of one stored column, as they come.
class Builder {
public:
  Builder(ArrowType type, int part) : type_(type), part_(part) {}

  void append(const Cell& cell) {
    // An unknown country is no null: it has a label.
    is_null_.push_back(is_empty(cell) && type_ != ArrowType::uint16 ? 1 : 0);
    switch (type_) {
    case ArrowType::boolean:
      small_.push_back(is_empty(cell) ? 0 : std::uint8_t{std::get<bool>(cell)});
      break;
    case ArrowType::uint8:
      small_.push_back(is_empty(cell) ? 0 : std::get<CodeIndex>(cell).value);
      break;
    case ArrowType::uint16:
      countries_.push_back(is_empty(cell) ? 0 : std::get<Country>(cell).index());
      break;
    case ArrowType::date32:
      days_.push_back(is_empty(cell) ? 0 : day_of(cell).days_since_epoch());
      break;
    case ArrowType::utf8:
      append_text(cell);
      break;
    default:
      integers_.push_back(is_empty(cell) ? 0 : integer_of(cell));
    }
  }
  std::size_t text_size() const { return texts_.letters.size(); }

  ArrowColumn finish() {
    ArrowColumn column;
    switch (type_) {
    case ArrowType::boolean:
      column.values = bits_of(small_);
      break;
    case ArrowType::uint8:
      column.values = arrow_buffer(std::move(small_));
      break;
    case ArrowType::uint16:
      column.values = arrow_buffer(std::move(countries_));
      break;
    case ArrowType::date32:
      column.values = arrow_buffer(std::move(days_));
      break;
    case ArrowType::utf8:
      column = column_of(std::move(texts_));
      break;
    default:
      column.values = arrow_buffer(std::move(integers_));
    }
    std::tie(column.validity, column.null_count) =
        arrow_validity(is_null_.size(), [&](std::size_t row) { return is_null_[row] != 0; });
    return column;
  }

private:
  Date day_of(const Cell& cell) const {
    if (const auto* born = std::get_if<BirthDate>(&cell)) {
      return part_ == 0 ? born->earliest() : born->latest();
    }
    return std::get<Date>(cell);
  }
  static std::int64_t integer_of(const Cell& cell) {
    const auto* money = std::get_if<Money>(&cell);
    return money != nullptr ? money->cents() : std::get<std::int64_t>(cell);
  }
  void append_text(const Cell& cell) {
    if (const auto* money = std::get_if<Money>(&cell)) {
      const Currency currency = money->currency();
      texts_.append(currency.code());
    } else {
      texts_.append(is_empty(cell) ? std::string_view{} : std::get<std::string_view>(cell));
    }
  }
  static ArrowBuffer bits_of(const std::vector<std::uint8_t>& values) {
    std::vector<std::uint8_t> bits((values.size() + 7) / 8);
    for (std::size_t row = 0; row < values.size(); ++row) {
      bits[row / 8] = static_cast<std::uint8_t>(bits[row / 8] | values[row] << row % 8);
    }
    return arrow_buffer(std::move(bits));
  }

  ArrowType type_;
  int part_;
  std::vector<std::uint8_t> is_null_;
  std::vector<std::uint8_t> small_;
  std::vector<std::uint16_t> countries_;
  std::vector<std::int32_t> days_;
  std::vector<std::int64_t> integers_;
  Texts texts_;
};

constexpr std::array<std::string_view, 3> header_names{"id", "row", "recording"};

/// The stored columns of a kind that its stream has.
std::vector<const StoredColumn*> columns_of(const RecordKind& kind, const MoreColumns& more) {
  std::vector<const StoredColumn*> columns;
  for (const StoredColumn& stored : stored_columns(kind)) {
    if (more.sensitive || !stored.column->options.sensitive) {
      columns.push_back(&stored);
    }
  }
  return columns;
}

std::vector<ArrowField> fields_of(const RecordKind& kind, const MoreColumns& more) {
  std::vector<ArrowField> fields;
  for (const std::string_view name : header_names) {
    fields.push_back({.name = std::string{name}, .type = ArrowType::int64});
  }
  if (more.references) {
    fields.push_back({.name = "reference", .type = ArrowType::utf8, .is_nullable = true});
  }
  for (const StoredColumn* stored : columns_of(kind, more)) {
    const bool is_country = stored->column->kind == ColumnKind::country;
    fields.push_back({.name = stored->name,
                      .type = type_of(*stored),
                      .is_nullable = !stored->column->required && !is_country,
                      .labels = labels_of(*stored->column)});
  }
  return fields;
}

std::optional<ArrowBatch> next_batch(const RecordKind& kind,
                                     const std::function<std::optional<ArrowRecord>()>& next,
                                     const ArrowBatchLimits& limits, const MoreColumns& more) {
  const auto stored = columns_of(kind, more);
  std::vector<Builder> header(header_names.size(), Builder{ArrowType::int64, 0});
  if (more.references) {
    header.emplace_back(ArrowType::utf8, 0);
  }
  std::vector<Builder> body;
  for (const StoredColumn* column : stored) {
    body.emplace_back(type_of(*column), column->part);
  }
  std::size_t row_count = 0;
  const auto is_long = [&](const Builder& builder) { return builder.text_size() >= limits.text; };
  const auto is_full = [&] {
    return row_count >= limits.rows || std::ranges::any_of(header, is_long) ||
           std::ranges::any_of(body, is_long);
  };
  while (!is_full()) {
    const std::optional<ArrowRecord> record = next();
    if (!record) {
      break;
    }
    header[0].append(record->id);
    header[1].append(record->row);
    header[2].append(record->recording);
    if (more.references) {
      header[3].append(record->reference ? Cell{*record->reference} : Cell{});
    }
    for (std::size_t at = 0; at < body.size(); ++at) {
      body[at].append(stored[at]->column->get(record->record));
    }
    ++row_count;
  }
  if (row_count == 0) {
    return std::nullopt;
  }
  ArrowBatch batch{.row_count = static_cast<std::int64_t>(row_count), .columns = {}};
  for (auto* builders : {&header, &body}) {
    std::ranges::transform(*builders, std::back_inserter(batch.columns), &Builder::finish);
  }
  return batch;
}

} // namespace

ArrowStream arrow_stream(const RecordKind& kind, std::function<std::optional<ArrowRecord>()> next,
                         ArrowBatchLimits limits, MoreColumns more) {
  return {fields_of(kind, more),
          {{"libcase.table", std::string{kind.table}}},
          [&kind, next = std::move(next), limits, more] {
            return next_batch(kind, next, limits, more);
          }};
}

} // namespace libcase

#include <algorithm>
#include <utility>

#include <libcase/rules/facts_arrow.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/shortened.hpp>

#include "rules/arrow_values.hpp"
#include "rules/facts_arrow_kinds.hpp"

namespace libcase {

namespace {

constexpr std::string_view unit_column = "unit";

/// A structure of the C interface that is released when it goes out of scope.
template <class Node>
struct Owned {
  Node node{};
  Owned() = default;
  explicit Owned(Node taken) : node(taken) {}
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() { release(); }
  void release() noexcept {
    if (node.release != nullptr) {
      node.release(&node);
      node.release = nullptr;
    }
  }
  Node* operator->() noexcept { return &node; }
};

/// What a column of the stream holds: a fact, or the number of the unit.
struct Field {
  ArrowColumnType type;
  const Fact* fact = nullptr; ///< nullptr for `unit`

  bool is_unit() const { return fact == nullptr; }
  /// Whether it tells nothing: a column of nothing but null tells as much as none.
  bool is_left_out(const ArrowSchema& schema) const {
    return fact != nullptr && fact->name != FactName::assessed_on && schema.format != nullptr &&
           std::string_view{schema.format} == "n";
  }
};

void check_kind(const Field& field) {
  const auto expect = [&](bool is_right, std::string_view what) {
    if (!is_right) {
      field.type.refuse("expected " + std::string{what} + ", found values of another type");
    }
  };
  if (field.is_unit()) {
    expect(is_whole_number(field.type.layout), "whole numbers");
    return;
  }
  visit_kind(field.fact->kind, [&]<FactKind Kind>(FactValues<Kind>) {
    using As = ArrowFactValues<Kind>;
    expect(As::takes(field.type.layout), As::expected);
  });
}

class Importer {
public:
  explicit Importer(ArrowArrayStream* stream) {
    if (stream == nullptr || stream->release == nullptr) {
      refuse_columns("expected a stream of columns, found one that was read already");
    }
    stream_.node = std::exchange(*stream, {});
  }

  FactColumns import() {
    read_schema();
    for (;;) {
      Owned<ArrowArray> batch;
      require(stream_->get_next(&stream_.node, &batch.node));
      if (batch->release == nullptr) {
        break;
      }
      read_batch(batch.node);
    }
    facts_.first_person.push_back(static_cast<std::uint32_t>(row_));
    if (units_.empty()) {
      facts_.first_person = {0};
    }
    check_units();
    return std::move(facts_);
  }

private:
  void require(int result) {
    if (result != 0) {
      const char* problem = stream_->get_last_error(&stream_.node);
      refuse_columns("the stream failed" +
                     (problem == nullptr ? std::string{} : ": " + shortened(problem)));
    }
  }

  void read_schema() {
    Owned<ArrowSchema> schema;
    require(stream_->get_schema(&stream_.node, &schema.node));
    if (schema->format == nullptr || std::string_view{schema->format} != "+s") {
      refuse_columns("expected a stream of columns, found one of single values");
    }
    if (!has_all_children(schema.node)) {
      refuse_columns("expected a schema with all the columns it counts, found one without");
    }
    for (std::int64_t at = 0; at < schema->n_children; ++at) {
      const ArrowSchema& child = *schema->children[at];
      const Field& field = fields_.emplace_back(read_field(child));
      const auto same_name = [&](const Field& other) { return other.type.name == field.type.name; };
      if (std::ranges::count_if(fields_, same_name) > 1) {
        field.type.refuse("expected one column of that name, found two");
      }
      if (field.is_left_out(child)) {
        continue;
      }
      order_.push_back(static_cast<std::size_t>(at));
      if (field.fact != nullptr) {
        make_column(*field.fact);
      }
    }
    for (const std::string_view needed : {unit_column, to_text(FactName::assessed_on)}) {
      const auto is_needed = [&](const Field& field) { return field.type.name == needed; };
      if (std::ranges::none_of(fields_, is_needed)) {
        refuse_columns("expected a column " + in_quotes(needed) + ", found none");
      }
    }
    // First, so that it is known where units begin.
    std::stable_partition(order_.begin(), order_.end(),
                          [&](std::size_t at) { return fields_[at].is_unit(); });
  }

  static Field read_field(const ArrowSchema& schema) {
    Field field{.type = {.name = schema.name == nullptr ? "" : schema.name}};
    if (field.type.name != unit_column) {
      const auto name = code_from_text<FactName>(field.type.name);
      if (!name) {
        field.type.refuse("expected " + in_quotes(unit_column) + " or the name of a fact");
      }
      field.fact = &fact(*name);
    }
    if (!field.is_left_out(schema)) {
      field.type.read(schema);
      check_kind(field);
    }
    return field;
  }

  void make_column(const Fact& fact) {
    visit_kind(fact.kind, [&]<FactKind Kind>(FactValues<Kind>) {
      facts_.column(fact.name).emplace<typename FactValues<Kind>::Column>();
    });
  }

  void read_batch(const ArrowArray& batch) {
    if (batch.n_children != static_cast<std::int64_t>(fields_.size())) {
      refuse_columns("expected batches of " + std::to_string(fields_.size()) +
                     " columns, found one of " + std::to_string(batch.n_children));
    }
    if (!has_all_children(batch) || !is_arrow_count(batch.length) ||
        !is_arrow_count(batch.offset)) {
      refuse_columns("expected a batch with a length, an offset and all its columns");
    }
    if (row_ + batch.length > std::int64_t{0xFFFF'FFFF}) {
      refuse_columns("expected fewer than 2^32 persons");
    }
    const auto* validity = batch.n_buffers > 0 && batch.buffers != nullptr && batch.null_count != 0
                               ? static_cast<const std::uint8_t*>(batch.buffers[0])
                               : nullptr;
    for (std::int64_t at = batch.offset; validity != nullptr && at < batch.offset + batch.length;
         ++at) {
      if ((validity[at / 8] >> (at % 8) & 1U) == 0) {
        refuse_columns("expected rows, found one that is null");
      }
    }
    unit_rows_.clear();
    for (const std::size_t at : order_) {
      const Field& field = fields_[at];
      const ArrowBatchColumn column{field.type, *batch.children[at], batch.offset};
      if (column.size() < batch.length) {
        field.type.refuse("expected " + std::to_string(batch.length) +
                          " values in a batch, found " + std::to_string(column.size()));
      }
      if (field.is_unit()) {
        read_units(field, column, batch.length);
      } else {
        read_fact(field, column, batch.length);
      }
    }
    row_ += batch.length;
  }

  /// Finds where units begin.
  void read_units(const Field& field, const ArrowBatchColumn& column, std::int64_t row_count) {
    for (std::int64_t row = 0; row < row_count; ++row) {
      const auto index = column.index_of(row);
      if (!index) {
        field.type.refuse("expected a whole number, found null in row " + number_of(row));
      }
      const std::int64_t unit = column.values().number(*index);
      if (units_.empty() || unit != units_.back()) {
        units_.push_back(unit);
        unit_rows_.push_back(row);
        if (units_.size() > 1) {
          facts_.first_person.push_back(static_cast<std::uint32_t>(row_ + row));
        }
      }
    }
  }

  /// Rows of one unit stand together: no number comes again.
  void check_units() const {
    if (std::ranges::is_sorted(units_, std::ranges::less_equal{})) {
      return;
    }
    std::vector<std::size_t> by_number(units_.size());
    for (std::size_t unit = 0; unit < by_number.size(); ++unit) {
      by_number[unit] = unit;
    }
    const auto number = [&](std::size_t unit) { return units_[unit]; };
    std::ranges::stable_sort(by_number, {}, number);
    const auto again = std::ranges::adjacent_find(by_number, {}, number);
    if (again != by_number.end()) {
      refuse_columns("column 'unit': expected the rows of a unit to stand together, found more of "
                     "one in row " +
                     std::to_string(facts_.first_person[*(again + 1)]) + " (the first is 0)");
    }
  }

  std::string number_of(std::int64_t row) const {
    return std::to_string(row_ + row) + " (the first is 0)";
  }

  void read_fact(const Field& field, const ArrowBatchColumn& column, std::int64_t row_count) {
    visit_values(facts_, *field.fact, [&]<FactKind Kind>(FactValues<Kind>, auto& into) {
      constexpr bool has_texts = requires {
        &ArrowFactValues<Kind>::parse;
      };
      constexpr bool has_numbers = requires {
        &ArrowFactValues<Kind>::read;
      };
      if constexpr (has_texts) {
        if (!has_numbers || is_text(field.type.layout)) {
          read_texts<Kind>(field, column, row_count, into);
          return;
        }
      }
      if constexpr (has_numbers) {
        read_numbers<Kind>(field, column, row_count, into);
      }
    });
  }

  /// Calls `add(index, row)` with each row that counts: of facts of the unit its first.
  template <class Add>
  void each(const Field& field, const ArrowBatchColumn& column, std::int64_t row_count,
            const Add& add) const {
    const auto add_row = [&](std::int64_t row) { add(column.index_of(row), row); };
    if (field.fact->of == FactOf::unit) {
      std::ranges::for_each(unit_rows_, add_row);
      return;
    }
    for (std::int64_t row = 0; row < row_count; ++row) {
      add_row(row);
    }
  }

  static bool is_needed(const Field& field) { return field.fact->name == FactName::assessed_on; }
  [[noreturn]] void refuse_without_day(const Field& field, std::string_view found,
                                       std::int64_t row) const {
    field.type.refuse("expected the day of assessment, found " + std::string{found} + " in row " +
                      number_of(row));
  }

  template <FactKind Kind, class Column>
  void read_numbers(const Field& field, const ArrowBatchColumn& column, std::int64_t row_count,
                    Column& into) const {
    using As = ArrowFactValues<Kind>;
    each(field, column, row_count, [&](std::optional<std::int64_t> index, std::int64_t row) {
      if (!index) {
        if (is_needed(field)) {
          refuse_without_day(field, "null", row);
        }
        push_value(into, FactValues<Kind>::unknown);
        return;
      }
      const auto value = As::read(column.values(), *index);
      if (!value) {
        field.type.refuse("expected " + std::string{As::bounds} + " in row " + number_of(row));
      }
      push_value(into, *value);
    });
  }

  /// Neighbours are mostly equal: the last text is remembered.
  template <FactKind Kind, class Column>
  void read_texts(const Field& field, const ArrowBatchColumn& column, std::int64_t row_count,
                  Column& into) {
    std::string_view last;
    std::optional<typename FactValues<Kind>::Value> last_value;
    each(field, column, row_count, [&](std::optional<std::int64_t> index, std::int64_t row) {
      if (!index) {
        if (is_needed(field)) {
          refuse_without_day(field, "null", row);
        }
        push_value(into, FactValues<Kind>::unknown);
        return;
      }
      const std::string_view text = column.values().text(*index);
      if (!last_value || text != last) {
        try {
          last_value = ArrowFactValues<Kind>::parse(text, *field.fact, facts_);
        } catch (const InvalidValue& error) {
          throw InvalidValue(error.code(), "column " + in_quotes(field.type.name) + ", row " +
                                               number_of(row) + ": " + error.what());
        }
        last = text;
      }
      if constexpr (Kind == FactKind::date) {
        if (is_needed(field) && !last_value->is_exact()) {
          refuse_without_day(field, "none that is known", row);
        }
      }
      push_value(into, *last_value);
    });
  }

  Owned<ArrowArrayStream> stream_;
  std::vector<Field> fields_;
  std::vector<std::size_t> order_; ///< in which the columns of a batch are read
  FactColumns facts_;
  std::vector<std::int64_t> units_;
  std::vector<std::int64_t> unit_rows_; ///< of the batch: where units begin
  std::int64_t row_ = 0;                ///< the batch's first, of all
};

} // namespace

FactColumns facts_from_arrow(ArrowArrayStream* stream) {
  return Importer{stream}.import();
}

} // namespace libcase

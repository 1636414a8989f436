#include <algorithm>
#include <array>
#include <concepts>
#include <cstring>
#include <utility>

#include <libcase/records/case_file.hpp>
#include <libcase/rules/facts_arrow.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/shortened.hpp>

#include "rules/version_choice.hpp"

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

[[noreturn]] void refuse(const std::string& sentence) {
  throw InvalidValue("invalid_columns", sentence);
}

template <class T>
constexpr T unknown_value = 0;
template <>
constexpr std::uint8_t unknown_value<std::uint8_t> = unknown_code;
template <>
constexpr std::uint64_t unknown_value<std::uint64_t> = unknown_more;

std::string in_quotes(std::string_view text) {
  return "'" + shortened(text) + "'";
}

/// How the values of a column lie in memory.
enum class Layout : std::uint8_t {
  bits,
  int8,
  uint8,
  int16,
  uint16,
  int32,
  uint32,
  int64,
  uint64,
  date32,
  text,
  large_text,
  text_view,
};

std::optional<Layout> layout_of(std::string_view format) {
  static constexpr std::array<std::pair<std::string_view, Layout>, 13> formats{{
      {"b", Layout::bits},
      {"c", Layout::int8},
      {"C", Layout::uint8},
      {"s", Layout::int16},
      {"S", Layout::uint16},
      {"i", Layout::int32},
      {"I", Layout::uint32},
      {"l", Layout::int64},
      {"L", Layout::uint64},
      {"tdD", Layout::date32},
      {"u", Layout::text},
      {"U", Layout::large_text},
      {"vu", Layout::text_view},
  }};
  const auto found =
      std::ranges::find(formats, format, &std::pair<std::string_view, Layout>::first);
  return found == formats.end() ? std::nullopt : std::optional{found->second};
}

bool is_whole_number(Layout layout) {
  return layout >= Layout::int8 && layout <= Layout::uint64;
}
bool is_text(Layout layout) {
  return layout >= Layout::text;
}

/// What a column of the stream holds: a fact, or the number of the unit.
struct Field {
  std::string name;
  const Fact* fact = nullptr;    ///< nullptr for `unit`
  Layout layout{};               ///< of the values; of the dictionary's where there is one
  std::optional<Layout> index{}; ///< of a dictionary-coded column

  [[noreturn]] void refuse(const std::string& sentence) const {
    libcase::refuse("column " + in_quotes(name) + ": " + sentence);
  }
};

/// Values of one layout: an array, or the dictionary of one. Places count from the array's offset.
class Values {
public:
  Values(const Field& field, const ArrowArray& array, Layout layout)
      : field_(field), array_(array), layout_(layout) {
    const std::int64_t least_buffers = !is_text(layout) ? 2 : 3;
    if (array.length < 0 || array.offset < 0 || array.n_buffers < least_buffers ||
        array.buffers == nullptr) {
      field.refuse("expected an array with a length, an offset and " +
                   std::to_string(least_buffers) + " buffers");
    }
    // A buffer of no values may be null.
    if (array.length > 0 && array.buffers[1] == nullptr) {
      field.refuse("expected a buffer of values, found none");
    }
  }

  std::int64_t size() const { return array_.length; }

  bool is_null(std::int64_t place) const {
    const auto* validity = static_cast<const std::uint8_t*>(array_.buffers[0]);
    return array_.null_count != 0 && validity != nullptr && !bit(validity, place);
  }
  bool yes(std::int64_t place) const {
    return bit(static_cast<const std::uint8_t*>(array_.buffers[1]), place);
  }
  std::int64_t number(std::int64_t place) const {
    switch (layout_) {
    case Layout::int8:
      return at<std::int8_t>(place);
    case Layout::uint8:
      return at<std::uint8_t>(place);
    case Layout::int16:
      return at<std::int16_t>(place);
    case Layout::uint16:
      return at<std::uint16_t>(place);
    case Layout::int32:
    case Layout::date32:
      return at<std::int32_t>(place);
    case Layout::uint32:
      return at<std::uint32_t>(place);
    case Layout::uint64: {
      const auto number = at<std::uint64_t>(place);
      if (!std::in_range<std::int64_t>(number)) {
        field_.refuse("expected whole numbers below 2^63, found a greater one");
      }
      return static_cast<std::int64_t>(number);
    }
    default:
      return at<std::int64_t>(place);
    }
  }
  std::string_view text(std::int64_t place) const {
    switch (layout_) {
    case Layout::text:
      return between(at<std::int32_t>(place), at<std::int32_t>(place + 1));
    case Layout::large_text:
      return between(at<std::int64_t>(place), at<std::int64_t>(place + 1));
    default:
      return viewed(place);
    }
  }

private:
  bool bit(const std::uint8_t* bits, std::int64_t place) const {
    const std::int64_t at = array_.offset + place;
    return (bits[at / 8] >> (at % 8) & 1U) != 0;
  }
  template <class T>
  T at(std::int64_t place) const {
    return static_cast<const T*>(array_.buffers[1])[array_.offset + place];
  }
  std::string_view between(std::int64_t begin, std::int64_t end) const {
    const auto* letters = static_cast<const char*>(array_.buffers[2]);
    if (begin < 0 || end < begin || (end > begin && letters == nullptr)) {
      field_.refuse("expected texts that end after they begin");
    }
    return end == begin ? std::string_view{}
                        : std::string_view{letters + begin, static_cast<std::size_t>(end - begin)};
  }
  /// Short texts stand in the view itself, others in one of the buffers behind it. The last buffer
  /// holds the sizes of these.
  std::string_view viewed(std::int64_t place) const {
    struct View {
      std::int32_t size;
      std::array<char, 4> prefix;
      std::int32_t buffer;
      std::int32_t offset;
    };
    static_assert(sizeof(View) == 16);
    constexpr std::int32_t longest_inside = 12;
    const auto* view = static_cast<const View*>(array_.buffers[1]) + array_.offset + place;
    if (view->size >= 0 && view->size <= longest_inside) {
      return {view->prefix.data(), static_cast<std::size_t>(view->size)};
    }
    const auto* sizes = static_cast<const std::int64_t*>(array_.buffers[array_.n_buffers - 1]);
    const std::int64_t buffer_count = array_.n_buffers - 3;
    if (view->size < 0 || view->buffer < 0 || view->buffer >= buffer_count || view->offset < 0 ||
        sizes == nullptr || std::int64_t{view->offset} + view->size > sizes[view->buffer]) {
      field_.refuse("expected views of texts that lie in its buffers");
    }
    return {static_cast<const char*>(array_.buffers[2 + view->buffer]) + view->offset,
            static_cast<std::size_t>(view->size)};
  }

  const Field& field_;
  const ArrowArray& array_;
  Layout layout_;
};

/// The values of a column in one batch, plain or dictionary-coded.
class BatchColumn {
public:
  /// `skipped` rows come before those of the batch.
  BatchColumn(const Field& field, const ArrowArray& array, std::int64_t skipped)
      : field_(field), skipped_(skipped), rows_(field, array, field.index.value_or(field.layout)) {
    if (field.index) {
      if (array.dictionary == nullptr) {
        field.refuse("expected a dictionary in each batch, found none");
      }
      dictionary_.emplace(field, *array.dictionary, field.layout);
    }
  }

  std::int64_t size() const { return rows_.size() - skipped_; }
  const Values& values() const { return dictionary_ ? *dictionary_ : rows_; }
  /// Where the value of a row stands among `values()`; empty where it is null.
  std::optional<std::int64_t> place(std::int64_t row) const {
    const std::int64_t at = skipped_ + row;
    if (rows_.is_null(at)) {
      return std::nullopt;
    }
    if (!dictionary_) {
      return at;
    }
    const std::int64_t index = rows_.number(at);
    if (index < 0 || index >= dictionary_->size()) {
      field_.refuse("expected codes of its dictionary, found one that is not in it");
    }
    return dictionary_->is_null(index) ? std::nullopt : std::optional{index};
  }

private:
  const Field& field_;
  std::int64_t skipped_;
  Values rows_;
  std::optional<Values> dictionary_;
};

class Importer {
public:
  explicit Importer(ArrowArrayStream* stream) {
    if (stream == nullptr || stream->release == nullptr) {
      refuse("expected a stream of columns, found one that was read already");
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
      refuse("the stream failed" +
             (problem == nullptr ? std::string{} : ": " + shortened(problem)));
    }
  }

  void read_schema() {
    Owned<ArrowSchema> schema;
    require(stream_->get_schema(&stream_.node, &schema.node));
    if (schema->format == nullptr || std::string_view{schema->format} != "+s") {
      refuse("expected a stream of columns, found one of single values");
    }
    for (std::int64_t at = 0; at < schema->n_children; ++at) {
      fields_.push_back(read_field(*schema->children[at]));
      Field& field = fields_.back();
      const auto same_name = [&](const Field& other) { return other.name == field.name; };
      if (std::ranges::count_if(fields_, same_name) > 1) {
        field.refuse("expected one column of that name, found two");
      }
      if (is_left_out(*schema->children[at], field)) {
        continue;
      }
      order_.push_back(static_cast<std::size_t>(at));
      if (field.fact != nullptr) {
        make_column(*field.fact);
      }
    }
    for (const std::string_view needed : {unit_column, to_text(FactName::assessed_on)}) {
      if (std::ranges::find(fields_, needed, &Field::name) == fields_.end()) {
        refuse("expected a column " + in_quotes(needed) + ", found none");
      }
    }
    // First, so that it is known where units begin.
    std::stable_partition(order_.begin(), order_.end(),
                          [&](std::size_t at) { return is_unit(fields_[at]); });
  }

  static bool is_unit(const Field& field) { return field.fact == nullptr; }

  /// A column of nothing but null tells as much as none.
  static bool is_left_out(const ArrowSchema& schema, const Field& field) {
    const bool is_optional = !is_unit(field) && field.fact->name != FactName::assessed_on;
    return is_optional && has_only_null(schema);
  }
  static bool has_only_null(const ArrowSchema& schema) {
    return schema.format != nullptr && std::string_view{schema.format} == "n";
  }

  Field read_field(const ArrowSchema& schema) {
    Field field{.name = schema.name == nullptr ? "" : schema.name};
    const auto layout_in = [&](const ArrowSchema& of) {
      const std::string_view format = of.format == nullptr ? "" : of.format;
      const auto layout = layout_of(format);
      if (!layout) {
        field.refuse("expected yes or no, whole numbers, days (date32) or texts, found the Arrow "
                     "format " +
                     in_quotes(format));
      }
      return *layout;
    };
    if (field.name != unit_column) {
      const auto name = code_from_text<FactName>(field.name);
      if (!name) {
        field.refuse("expected " + in_quotes(unit_column) + " or the name of a fact");
      }
      field.fact = &fact(*name);
    }
    if (is_left_out(schema, field)) {
      return field;
    }
    field.layout = layout_in(schema);
    if (schema.dictionary != nullptr) {
      field.index = field.layout;
      field.layout = layout_in(*schema.dictionary);
      if (!is_whole_number(*field.index)) {
        field.refuse("expected whole numbers as codes of a dictionary");
      }
    }
    check_kind(field);
    return field;
  }

  static void check_kind(const Field& field) {
    const auto expect = [&](bool is_right, const std::string& what) {
      if (!is_right) {
        field.refuse("expected " + what + ", found values of another type");
      }
    };
    if (field.fact == nullptr) {
      expect(is_whole_number(field.layout), "whole numbers");
      return;
    }
    switch (field.fact->kind) {
    case FactKind::yes_no:
      expect(field.layout == Layout::bits, "yes or no (booleans)");
      return;
    case FactKind::date:
      expect(field.layout == Layout::date32, "days (date32)");
      return;
    case FactKind::count:
      expect(is_whole_number(field.layout), "whole numbers");
      return;
    case FactKind::code:
    case FactKind::codes:
    case FactKind::programmes:
    case FactKind::country:
      expect(is_text(field.layout), "texts");
      return;
    }
  }

  void make_column(const Fact& fact) {
    FactColumn& column = facts_.column(fact.name);
    switch (fact.kind) {
    case FactKind::yes_no:
      column.emplace<VerdictColumn>();
      return;
    case FactKind::code:
      column.emplace<CodeColumn>();
      return;
    case FactKind::codes:
    case FactKind::programmes:
      column.emplace<SetColumn>();
      return;
    case FactKind::country:
      column.emplace<CountryColumn>();
      return;
    case FactKind::count:
      column.emplace<CountColumn>();
      return;
    case FactKind::date:
      column.emplace<DateColumn>();
      return;
    }
  }

  void read_batch(const ArrowArray& batch) {
    if (batch.n_children != static_cast<std::int64_t>(fields_.size()) || batch.length < 0 ||
        batch.offset < 0) {
      refuse("expected batches of " + std::to_string(fields_.size()) + " columns, found one of " +
             std::to_string(batch.n_children));
    }
    const auto* validity = batch.n_buffers > 0 && batch.buffers != nullptr && batch.null_count != 0
                               ? static_cast<const std::uint8_t*>(batch.buffers[0])
                               : nullptr;
    for (std::int64_t at = batch.offset; validity != nullptr && at < batch.offset + batch.length;
         ++at) {
      if ((validity[at / 8] >> (at % 8) & 1U) == 0) {
        refuse("expected rows, found one that is null");
      }
    }
    unit_rows_.clear();
    for (const std::size_t at : order_) {
      const Field& field = fields_[at];
      const BatchColumn column{field, *batch.children[at], batch.offset};
      if (column.size() < batch.length) {
        field.refuse("expected " + std::to_string(batch.length) + " values in a batch, found " +
                     std::to_string(column.size()));
      }
      if (is_unit(field)) {
        read_units(field, column, batch.length);
      } else {
        read_fact(field, column, batch.length);
      }
    }
    row_ += batch.length;
    if (row_ > std::int64_t{0xFFFF'FFFF}) {
      refuse("expected fewer than 2^32 persons");
    }
  }

  /// Finds where units begin.
  void read_units(const Field& field, const BatchColumn& column, std::int64_t row_count) {
    for (std::int64_t row = 0; row < row_count; ++row) {
      const auto place = column.place(row);
      if (!place) {
        field.refuse("expected a whole number, found null in row " + number_of(row));
      }
      const std::int64_t unit = column.values().number(*place);
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
    std::vector<std::size_t> places(units_.size());
    for (std::size_t at = 0; at < places.size(); ++at) {
      places[at] = at;
    }
    std::ranges::stable_sort(places, {}, [&](std::size_t at) { return units_[at]; });
    const auto again =
        std::ranges::adjacent_find(places, {}, [&](std::size_t at) { return units_[at]; });
    if (again != places.end()) {
      refuse("column 'unit': expected the rows of a unit to stand together, found more of one in "
             "row " +
             std::to_string(facts_.first_person[*(again + 1)]) + " (the first is 0)");
    }
  }

  std::string number_of(std::int64_t row) const {
    return std::to_string(row_ + row) + " (the first is 0)";
  }

  void read_fact(const Field& field, const BatchColumn& column, std::int64_t row_count) {
    const FactKind kind = field.fact->kind;
    std::visit(
        [&]<class Column>(Column& into) {
          if constexpr (std::is_same_v<Column, VerdictColumn>) {
            each(field, column, row_count, [&](const std::int64_t* place, std::int64_t) {
              into.push_back(place == nullptr ? Verdict::unknown
                                              : verdict_of(column.values().yes(*place)));
            });
          } else if constexpr (std::is_same_v<Column, DateColumn>) {
            each(field, column, row_count, [&](const std::int64_t* place, std::int64_t row) {
              const Days days = days_at(field, column, place, row);
              into.earliest.push_back(days.earliest);
              into.latest.push_back(days.latest);
            });
          } else if constexpr (std::is_same_v<Column, CountColumn>) {
            each(field, column, row_count, [&](const std::int64_t* place, std::int64_t row) {
              into.push_back(place == nullptr ? unknown_count
                                              : count_at(field, column, *place, row));
            });
          } else if constexpr (!std::is_same_v<Column, std::monostate>) {
            read_texts(field, column, row_count, into, [&](std::string_view text) {
              if constexpr (std::is_same_v<Column, CodeColumn>) {
                return code_of(*field.fact, text);
              } else if constexpr (std::is_same_v<Column, CountryColumn>) {
                return Country{text}.index();
              } else {
                return kind == FactKind::programmes ? programmes_of(text)
                                                    : codes_of(*field.fact, text);
              }
            });
          }
        },
        facts_.column(field.fact->name));
  }

  /// Calls `add(place, row)` with each row that counts: of facts of the unit its first.
  template <class Add>
  void each(const Field& field, const BatchColumn& column, std::int64_t row_count,
            const Add& add) const {
    const auto add_row = [&](std::int64_t row) {
      const auto place = column.place(row);
      add(place ? &*place : nullptr, row);
    };
    if (field.fact->of == FactOf::unit) {
      std::ranges::for_each(unit_rows_, add_row);
      return;
    }
    for (std::int64_t row = 0; row < row_count; ++row) {
      add_row(row);
    }
  }

  Days days_at(const Field& field, const BatchColumn& column, const std::int64_t* place,
               std::int64_t row) const {
    if (place == nullptr) {
      if (field.fact->name == FactName::assessed_on) {
        field.refuse("expected the day of assessment, found null in row " + number_of(row));
      }
      return Days::unknown();
    }
    const auto day = static_cast<std::int32_t>(column.values().number(*place));
    static const std::int32_t first = Date{1400, 1, 1}.days_since_epoch();
    static const std::int32_t last = Date{9999, 12, 31}.days_since_epoch();
    if (day < first || day > last) {
      field.refuse("expected a day between the years 1400 and 9999 in row " + number_of(row));
    }
    return {day, day};
  }

  std::int32_t count_at(const Field& field, const BatchColumn& column, std::int64_t place,
                        std::int64_t row) const {
    const std::int64_t number = column.values().number(place);
    if (number < 0 || !std::in_range<std::int32_t>(number)) {
      field.refuse("expected a whole number from 0 to 2147483647 in row " + number_of(row));
    }
    return static_cast<std::int32_t>(number);
  }

  /// Reads texts; neighbours are mostly equal, and the last one is remembered.
  template <class T, class Read>
  void read_texts(const Field& field, const BatchColumn& column, std::int64_t row_count,
                  std::vector<T>& into, const Read& read) {
    std::string_view last;
    std::optional<T> last_value;
    each(field, column, row_count, [&](const std::int64_t* place, std::int64_t row) {
      if (place == nullptr) {
        into.push_back(unknown_value<T>);
        return;
      }
      const std::string_view text = column.values().text(*place);
      if (!last_value || text != last) {
        try {
          last_value = read(text);
        } catch (const InvalidValue& error) {
          throw InvalidValue(error.code(), "column " + in_quotes(field.name) + ", row " +
                                               number_of(row) + ": " + error.what());
        }
        last = text;
      }
      into.push_back(*last_value);
    });
  }

  static std::size_t number_of_code(const Fact& fact, std::string_view text) {
    const auto found = detail::index_of(fact.codes, text);
    if (!found) {
      std::string known;
      for (const std::string_view code : fact.codes) {
        known += (known.empty() ? "" : ", ") + std::string{code};
      }
      throw InvalidValue("unknown_code", "expected one of " + known + ", found " + in_quotes(text));
    }
    return *found;
  }

  static std::uint8_t code_of(const Fact& fact, std::string_view text) {
    const std::size_t number = number_of_code(fact, text);
    return text == unknown_text ? unknown_code : static_cast<std::uint8_t>(number);
  }

  /// Calls `add` with each part of a text between plus signs.
  template <class Add>
  static void each_part(std::string_view text, const Add& add) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('+'), text.size());
      add(text.substr(0, end));
      if (end + 1 == text.size()) {
        add(""); // refuses: a plus sign has something on either side
      }
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  static std::uint64_t codes_of(const Fact& fact, std::string_view text) {
    std::uint64_t set = 0;
    each_part(text, [&](std::string_view part) {
      const std::size_t number = number_of_code(fact, part);
      set |= part == unknown_text ? unknown_more
             : part == none_text  ? 0
                                  : std::uint64_t{1} << number;
    });
    return set;
  }

  std::uint64_t programmes_of(std::string_view text) {
    std::uint64_t set = 0;
    each_part(text,
              [&](std::string_view part) { set |= facts_.programme_bit(ProgrammeCode{part}); });
    return set;
  }

  // Codes of records that say what a fact says by having no value.
  static constexpr std::string_view unknown_text = "unknown";
  static constexpr std::string_view none_text = "none";

  Owned<ArrowArrayStream> stream_;
  std::vector<Field> fields_;
  std::vector<std::size_t> order_; ///< in which the columns of a batch are read
  FactColumns facts_;
  std::vector<std::int64_t> units_;
  std::vector<std::int64_t> unit_rows_; ///< of the batch: where units begin
  std::int64_t row_ = 0;                ///< the batch's first, of all
};

template <class E>
std::shared_ptr<const std::vector<std::string>> labels_of() {
  return std::make_shared<const std::vector<std::string>>(code_names<E>.begin(),
                                                          code_names<E>.end());
}

/// The criteria of all versions, whichever apply, so that the columns of batches are the same.
std::vector<std::string> criteria_of(const Programme& programme) {
  std::vector<std::string> names{"in_force"};
  for (const ProgrammeVersion& version : programme.versions) {
    for (const Criterion& criterion : version.criteria) {
      if (std::ranges::find(names, criterion.name) == names.end()) {
        names.push_back(criterion.name);
      }
    }
  }
  return names;
}

/// A column of codes, null where a value is `missing`.
template <class T>
ArrowColumn code_column(const LongColumn<T>& codes, T missing,
                        const std::shared_ptr<const Evaluation>& owner) {
  const auto is_missing = [&](T code) { return code == missing; };
  if (std::ranges::none_of(codes, is_missing)) {
    return {.values = arrow_buffer(codes, owner)};
  }
  // Readers look up a code under a null too: it must be one of the dictionary.
  LongColumn<T> known = codes;
  std::ranges::replace_if(known, is_missing, T{});
  auto [validity, null_count] =
      arrow_validity(codes.size(), [&](std::size_t row) { return is_missing(codes[row]); });
  return {.values = arrow_buffer(std::move(known)),
          .validity = std::move(validity),
          .null_count = null_count};
}

} // namespace

FactColumns facts_from_arrow(ArrowArrayStream* stream) {
  return Importer{stream}.import();
}

ArrowStream arrow_stream(const Programme& programme, const FactColumns& facts,
                         std::shared_ptr<const Evaluation> evaluation) {
  std::vector<ArrowField> fields;
  ArrowBatch batch{.row_count = static_cast<std::int64_t>(evaluation->size()), .columns = {}};
  const auto add = [&](ArrowField field, ArrowColumn column) {
    fields.push_back(std::move(field));
    batch.columns.push_back(std::move(column));
  };
  const auto add_numbers = [&](const char* name, ArrowType type, const auto& values) {
    add({.name = name, .type = type}, {.values = arrow_buffer(values, evaluation)});
  };
  if (!facts.cases.empty()) {
    add({.name = "case_id", .type = ArrowType::int64},
        {.values = arrow_buffer(std::vector<std::int64_t>{facts.cases})});
  }
  add({.name = "outcome", .type = ArrowType::uint8, .labels = labels_of<Outcome>()},
      {.values = arrow_buffer(evaluation->outcomes, evaluation)});
  std::vector<std::string> versions;
  std::ranges::transform(programme.versions, std::back_inserter(versions), &ProgrammeVersion::name);
  add({.name = "version",
       .type = ArrowType::uint8,
       .is_nullable = true,
       .labels = std::make_shared<const std::vector<std::string>>(std::move(versions))},
      code_column(evaluation->versions, no_version, evaluation));
  add_numbers("version_date", ArrowType::date32, evaluation->version_date);
  add_numbers("cash_cents", ArrowType::int64, evaluation->cash_cents);
  add_numbers("in_kind_cents", ArrowType::int64, evaluation->in_kind_cents);
  add_numbers("unknown_lines", ArrowType::uint16, evaluation->unknown_lines);
  add_numbers("uncapped_lines", ArrowType::uint16, evaluation->uncapped_lines);
  const auto verdicts = labels_of<Verdict>();
  const auto nobody = std::make_shared<const LongColumn<Verdict>>(evaluation->size(), not_asked);
  for (const std::string& name : criteria_of(programme)) {
    const auto found = std::ranges::find(evaluation->criteria, name, &CriterionColumn::name);
    const bool is_asked = found != evaluation->criteria.end();
    add({.name = name, .type = ArrowType::uint8, .is_nullable = true, .labels = verdicts},
        code_column(is_asked ? found->verdicts : *nobody, not_asked, evaluation));
  }
  return {std::move(fields), {{"libcase.programme", programme.code.code()}}, std::move(batch)};
}

} // namespace libcase

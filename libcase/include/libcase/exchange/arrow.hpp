// Columns handed over without copying: streams of the Arrow C data interface.
//
// Whoever reads Arrow (pandas, polars, DuckDB, R) takes the columns as they lie in memory. Each
// exported structure owns all it points to, so it may outlive the library's own objects.
// Source: https://arrow.apache.org/docs/format/CDataInterface.html and CStreamInterface.html.
#ifndef LIBCASE_EXCHANGE_ARROW_HPP
#define LIBCASE_EXCHANGE_ARROW_HPP

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <libcase/describe/columns.hpp>

extern "C" {

// NOLINTBEGIN: names and layout are those of the specification.
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif // ARROW_C_DATA_INTERFACE

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif // ARROW_C_STREAM_INTERFACE
// NOLINTEND

} // extern "C"

namespace libcase {

/// How the values of a column lie in memory.
enum class ArrowType : std::uint8_t {
  boolean, ///< a bit each
  uint8,
  uint16,
  uint32,
  int32,
  int64,
  float64,
  date32, ///< days since 1970-01-01
  utf8,
};

/// Memory that somebody owns.
struct ArrowBuffer {
  const void* data = nullptr;
  std::shared_ptr<const void> owner{};
};

/// The memory of a vector that is given away.
template <class T, class Allocator>
ArrowBuffer arrow_buffer(std::vector<T, Allocator>&& values) {
  auto owner = std::make_shared<const std::vector<T, Allocator>>(std::move(values));
  return {owner->data(), owner};
}

/// The memory of a vector that stays where it is, as part of what `owner` keeps.
template <class T, class Allocator>
ArrowBuffer arrow_buffer(const std::vector<T, Allocator>& values,
                         std::shared_ptr<const void> owner) {
  return {values.data(), std::move(owner)};
}

/// What a column is.
struct ArrowField {
  std::string name;
  ArrowType type;
  bool is_nullable = false;
  /// Where it is set, the column is dictionary-coded: `type` (an unsigned integer) is that of the
  /// codes, and these are the texts they stand for.
  std::shared_ptr<const std::vector<std::string>> labels{};
  bool is_ordered = false; ///< whether the order of the labels means something
};

/// The values of a column in one batch.
struct ArrowColumn {
  ArrowBuffer values{};   ///< of utf8: where each text begins, and where the last one ends (int32)
  ArrowBuffer text{};     ///< of utf8: the characters
  ArrowBuffer validity{}; ///< a bit each, 0 for null; empty where nothing is null
  std::int64_t null_count = 0;
};

/// The bits of a validity buffer, and how many values are null.
///
/// `is_null(row)` is asked once for each row. The buffer is empty where nothing is null.
template <class IsNull>
std::pair<ArrowBuffer, std::int64_t> arrow_validity(std::size_t row_count, const IsNull& is_null) {
  std::vector<std::uint8_t> bits((row_count + 7) / 8);
  std::int64_t null_count = 0;
  for (std::size_t row = 0; row < row_count; ++row) {
    const bool is_valid = !is_null(row);
    bits[row / 8] = static_cast<std::uint8_t>(bits[row / 8] | (is_valid ? 1U : 0U) << row % 8);
    null_count += is_valid ? 0 : 1;
  }
  return {null_count == 0 ? ArrowBuffer{} : arrow_buffer(std::move(bits)), null_count};
}

/// Some rows of all columns.
struct ArrowBatch {
  std::int64_t row_count = 0;
  std::vector<ArrowColumn> columns; ///< one a field
};

/// A stream of batches that can be given away once.
///
/// It releases what nobody has taken. A consumer reads it from one thread at a time.
class ArrowStream {
public:
  /// The next batch; empty after the last one. What it throws becomes the stream's error.
  using Next = std::function<std::optional<ArrowBatch>()>;

  /// `metadata` are keys and values of the schema.
  ArrowStream(std::vector<ArrowField> fields,
              std::vector<std::pair<std::string, std::string>> metadata, Next next);
  /// A stream of a single batch.
  ArrowStream(std::vector<ArrowField> fields,
              std::vector<std::pair<std::string, std::string>> metadata, ArrowBatch batch);
  ArrowStream(ArrowStream&& other) noexcept;
  ArrowStream& operator=(ArrowStream&& other) noexcept;
  ~ArrowStream();

  /// The C structure. Whoever takes it calls its `release`. A second time it is an empty one,
  /// whose `release` is null.
  ArrowArrayStream take() noexcept;

private:
  ArrowArrayStream stream_{};
};

/// A record that goes into a stream: the header's numbers, and the described struct.
struct ArrowRecord {
  std::int64_t id = 0;
  std::int64_t row = 0;
  std::int64_t recording = 0;
  const void* record = nullptr;                ///< alive until the next record is asked for
  std::optional<std::string_view> reference{}; ///< as long as the record
};

/// Where record streams cut their batches.
struct ArrowBatchLimits {
  std::size_t rows = 1 << 16;
  /// Characters of a column. Text has 32-bit offsets: a batch that has reached this is ended.
  std::size_t text = 1 << 30;
};

/// What a stream of records has where it is asked for.
struct MoreColumns {
  bool references = false; ///< `reference`, the office's own, behind `recording`
  bool sensitive = false;  ///< the members that are `ColumnOptions::sensitive`
};

/// The records of a kind as their stored columns, behind `id`, `row` and `recording`.
///
/// Dates are date32, codes and countries are dictionary-coded, money is `_cents` (int64) and
/// `_currency`, birth dates are `_earliest` and `_latest`. What is empty is null; an unknown
/// country is the label "unknown", so that groups lose no row. `next` gives the next record, empty
/// after the last; it is called only while a consumer reads.
ArrowStream arrow_stream(const RecordKind& kind, std::function<std::optional<ArrowRecord>()> next,
                         ArrowBatchLimits limits = {}, MoreColumns more = {});

} // namespace libcase

#endif // LIBCASE_EXCHANGE_ARROW_HPP

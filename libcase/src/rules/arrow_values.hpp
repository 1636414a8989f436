// The values of a column of an Arrow stream that somebody brings, whatever their layout in memory.
//
// Nothing of what comes in is trusted: what cannot be read is refused with the column's name.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <libcase/exchange/arrow.hpp>

namespace libcase {

/// How the values of a column lie in memory.
enum class ArrowLayout : std::uint8_t {
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

constexpr bool is_whole_number(ArrowLayout layout) {
  return layout >= ArrowLayout::int8 && layout <= ArrowLayout::uint64;
}
constexpr bool is_text(ArrowLayout layout) {
  return layout >= ArrowLayout::text;
}

/// More values than any memory holds. A greater length or offset is none, and would overflow.
inline constexpr std::int64_t most_arrow_values = std::int64_t{1} << 40;

/// Whether a length or an offset can be one.
constexpr bool is_arrow_count(std::int64_t count) {
  return count >= 0 && count <= most_arrow_values;
}
/// Whether a structure has all the children it says it has.
template <class Node>
bool has_all_children(const Node& node) {
  return node.n_children == 0 || (node.n_children > 0 && node.children != nullptr &&
                                  std::all_of(node.children, node.children + node.n_children,
                                              [](const Node* child) { return child != nullptr; }));
}

/// A text of somebody else's in a message.
std::string in_quotes(std::string_view text);
/// Throws InvalidValue (`invalid_columns`).
[[noreturn]] void refuse_columns(const std::string& sentence);

/// What a schema says of a column.
struct ArrowColumnType {
  std::string name;
  ArrowLayout layout{};               ///< of the values; of the dictionary's where there is one
  std::optional<ArrowLayout> index{}; ///< of a dictionary-coded column

  /// Reads the layouts. Throws InvalidValue (`invalid_columns`) for one that is not known.
  void read(const ArrowSchema& schema);
  /// Throws InvalidValue (`invalid_columns`), the name of the column first.
  [[noreturn]] void refuse(const std::string& sentence) const;
};

/// Values of one layout: an array, or the dictionary of one. Indexes count from the array's offset.
class ArrowValues {
public:
  ArrowValues(const ArrowColumnType& type, const ArrowArray& array, ArrowLayout layout);

  std::int64_t size() const { return array_.length; }
  bool is_null(std::int64_t index) const;
  bool yes(std::int64_t index) const;
  std::int64_t number(std::int64_t index) const;
  std::string_view text(std::int64_t index) const;

private:
  bool bit(const void* bits, std::int64_t index) const;
  template <class T>
  T at(std::int64_t index) const {
    return static_cast<const T*>(array_.buffers[1])[array_.offset + index];
  }
  std::string_view between(std::int64_t begin, std::int64_t end) const;
  std::string_view viewed(std::int64_t index) const;

  const ArrowColumnType& type_;
  const ArrowArray& array_;
  ArrowLayout layout_;
};

/// The values of a column in one batch, plain or dictionary-coded.
class ArrowBatchColumn {
public:
  /// `skipped` rows come before those of the batch.
  ArrowBatchColumn(const ArrowColumnType& type, const ArrowArray& array, std::int64_t skipped);

  std::int64_t size() const { return rows_.size() - skipped_; }
  const ArrowValues& values() const { return dictionary_ ? *dictionary_ : rows_; }
  /// Where the value of a row stands among `values()`; empty where it is null.
  std::optional<std::int64_t> index_of(std::int64_t row) const;

private:
  const ArrowColumnType& type_;
  std::int64_t skipped_;
  ArrowValues rows_;
  std::optional<ArrowValues> dictionary_;
};

} // namespace libcase

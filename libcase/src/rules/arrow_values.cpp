#include "rules/arrow_values.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/shortened.hpp>

namespace libcase {

namespace {

std::optional<ArrowLayout> layout_of(std::string_view format) {
  using enum ArrowLayout;
  static constexpr std::array<std::pair<std::string_view, ArrowLayout>, 13> formats{{
      {"b", bits},
      {"c", int8},
      {"C", uint8},
      {"s", int16},
      {"S", uint16},
      {"i", int32},
      {"I", uint32},
      {"l", int64},
      {"L", uint64},
      {"tdD", date32},
      {"u", text},
      {"U", large_text},
      {"vu", text_view},
  }};
  const auto found =
      std::ranges::find(formats, format, &std::pair<std::string_view, ArrowLayout>::first);
  return found == formats.end() ? std::nullopt : std::optional{found->second};
}

ArrowLayout layout_in(const ArrowColumnType& type, const ArrowSchema& schema) {
  const std::string_view format = schema.format == nullptr ? "" : schema.format;
  const auto layout = layout_of(format);
  if (!layout) {
    type.refuse("expected yes or no, whole numbers, days (date32) or texts, found the Arrow "
                "format " +
                in_quotes(format));
  }
  return *layout;
}

} // namespace

std::string in_quotes(std::string_view text) {
  return "'" + shortened(text) + "'";
}

void refuse_columns(const std::string& sentence) {
  throw InvalidValue("invalid_columns", sentence);
}

void ArrowColumnType::read(const ArrowSchema& schema) {
  layout = layout_in(*this, schema);
  if (schema.dictionary != nullptr) {
    index = layout;
    layout = layout_in(*this, *schema.dictionary);
    if (!is_whole_number(*index)) {
      refuse("expected whole numbers as codes of a dictionary");
    }
  }
}

void ArrowColumnType::refuse(const std::string& sentence) const {
  refuse_columns("column " + in_quotes(name) + ": " + sentence);
}

ArrowValues::ArrowValues(const ArrowColumnType& type, const ArrowArray& array, ArrowLayout layout)
    : type_(type), array_(array), layout_(layout) {
  const std::int64_t least_buffers = is_text(layout) ? 3 : 2;
  if (!is_arrow_count(array.length) || !is_arrow_count(array.offset) ||
      array.n_buffers < least_buffers || array.buffers == nullptr) {
    type.refuse("expected an array with a length, an offset and " + std::to_string(least_buffers) +
                " buffers");
  }
  // A buffer of no values may be null.
  if (array.length > 0 && array.buffers[1] == nullptr) {
    type.refuse("expected a buffer of values, found none");
  }
}

bool ArrowValues::bit(const void* bits, std::int64_t index) const {
  const std::int64_t at = array_.offset + index;
  return (static_cast<const std::uint8_t*>(bits)[at / 8] >> (at % 8) & 1U) != 0;
}

bool ArrowValues::is_null(std::int64_t index) const {
  return array_.null_count != 0 && array_.buffers[0] != nullptr && !bit(array_.buffers[0], index);
}

bool ArrowValues::yes(std::int64_t index) const {
  return bit(array_.buffers[1], index);
}

std::int64_t ArrowValues::number(std::int64_t index) const {
  switch (layout_) {
  case ArrowLayout::int8:
    return at<std::int8_t>(index);
  case ArrowLayout::uint8:
    return at<std::uint8_t>(index);
  case ArrowLayout::int16:
    return at<std::int16_t>(index);
  case ArrowLayout::uint16:
    return at<std::uint16_t>(index);
  case ArrowLayout::int32:
  case ArrowLayout::date32:
    return at<std::int32_t>(index);
  case ArrowLayout::uint32:
    return at<std::uint32_t>(index);
  case ArrowLayout::uint64: {
    const auto number = at<std::uint64_t>(index);
    if (!std::in_range<std::int64_t>(number)) {
      type_.refuse("expected whole numbers below 2^63, found a greater one");
    }
    return static_cast<std::int64_t>(number);
  }
  default:
    return at<std::int64_t>(index);
  }
}

std::string_view ArrowValues::text(std::int64_t index) const {
  switch (layout_) {
  case ArrowLayout::text:
    return between(at<std::int32_t>(index), at<std::int32_t>(index + 1));
  case ArrowLayout::large_text:
    return between(at<std::int64_t>(index), at<std::int64_t>(index + 1));
  default:
    return viewed(index);
  }
}

std::string_view ArrowValues::between(std::int64_t begin, std::int64_t end) const {
  const auto* letters = static_cast<const char*>(array_.buffers[2]);
  if (begin < 0 || end < begin || (end > begin && letters == nullptr)) {
    type_.refuse("expected texts that end after they begin");
  }
  return end == begin ? std::string_view{}
                      : std::string_view{letters + begin, static_cast<std::size_t>(end - begin)};
}

/// Short texts stand in the view itself, others in one of the buffers behind it. The last buffer
/// holds the sizes of these.
std::string_view ArrowValues::viewed(std::int64_t index) const {
  struct View {
    std::int32_t size;
    std::array<char, 4> prefix;
    std::int32_t buffer;
    std::int32_t offset;
  };
  static_assert(sizeof(View) == 16);
  constexpr std::int32_t longest_inside = 12;
  const auto* view = static_cast<const View*>(array_.buffers[1]) + array_.offset + index;
  if (view->size >= 0 && view->size <= longest_inside) {
    return {view->prefix.data(), static_cast<std::size_t>(view->size)};
  }
  const auto* sizes = static_cast<const std::int64_t*>(array_.buffers[array_.n_buffers - 1]);
  const std::int64_t buffer_count = array_.n_buffers - 3;
  if (view->size < 0 || view->buffer < 0 || view->buffer >= buffer_count || view->offset < 0 ||
      sizes == nullptr || std::int64_t{view->offset} + view->size > sizes[view->buffer]) {
    type_.refuse("expected views of texts that lie in its buffers");
  }
  return {static_cast<const char*>(array_.buffers[2 + view->buffer]) + view->offset,
          static_cast<std::size_t>(view->size)};
}

ArrowBatchColumn::ArrowBatchColumn(const ArrowColumnType& type, const ArrowArray& array,
                                   std::int64_t skipped)
    : type_(type), skipped_(skipped), rows_(type, array, type.index.value_or(type.layout)) {
  if (type.index) {
    if (array.dictionary == nullptr) {
      type.refuse("expected a dictionary in each batch, found none");
    }
    dictionary_.emplace(type, *array.dictionary, type.layout);
  }
}

std::optional<std::int64_t> ArrowBatchColumn::index_of(std::int64_t row) const {
  const std::int64_t at = skipped_ + row;
  if (rows_.is_null(at)) {
    return std::nullopt;
  }
  if (!dictionary_) {
    return at;
  }
  const std::int64_t index = rows_.number(at);
  if (index < 0 || index >= dictionary_->size()) {
    type_.refuse("expected codes of its dictionary, found one that is not in it");
  }
  return dictionary_->is_null(index) ? std::nullopt : std::optional{index};
}

} // namespace libcase

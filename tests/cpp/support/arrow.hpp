// Reads an Arrow stream the way a consumer does, into texts.
#pragma once

#include <cstring>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <libcase/exchange/arrow.hpp>

namespace libcase::testing {

class ArrowReader {
public:
  explicit ArrowReader(ArrowStream stream) : stream_(stream.take()) {
    if (stream_.get_schema(&stream_, &schema_) != 0) {
      throw std::runtime_error(stream_.get_last_error(&stream_));
    }
  }
  ArrowReader(const ArrowReader&) = delete;
  ArrowReader& operator=(const ArrowReader&) = delete;
  ~ArrowReader() {
    drop_batch();
    schema_.release(&schema_);
    if (stream_.release != nullptr) {
      stream_.release(&stream_);
    }
  }

  /// Moves to the next batch; false after the last one.
  bool next() {
    drop_batch();
    if (stream_.get_next(&stream_, &batch_) != 0) {
      throw std::runtime_error(stream_.get_last_error(&stream_));
    }
    return batch_.release != nullptr;
  }
  /// Ends the stream; the batch stays.
  void release_stream() { stream_.release(&stream_); }

  std::int64_t row_count() const { return batch_.length; }
  const ArrowSchema& schema() const { return schema_; }
  ArrowArray& batch() { return batch_; }
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (std::int64_t at = 0; at < schema_.n_children; ++at) {
      names.emplace_back(schema_.children[at]->name);
    }
    return names;
  }
  const ArrowSchema& field(std::string_view name) const { return *schema_.children[index(name)]; }
  const void* values(std::string_view name) const {
    return batch_.children[index(name)]->buffers[1];
  }
  std::vector<std::string> column(std::string_view name) const {
    const ArrowSchema& field = *schema_.children[index(name)];
    const ArrowArray& array = *batch_.children[index(name)];
    std::vector<std::string> texts;
    std::int64_t null_count = 0;
    for (std::int64_t row = 0; row < array.length; ++row) {
      const auto* validity = static_cast<const std::uint8_t*>(array.buffers[0]);
      if (validity != nullptr && (validity[row / 8] >> row % 8 & 1) == 0) {
        texts.emplace_back("null");
        ++null_count;
      } else if (field.dictionary != nullptr) {
        texts.push_back(
            value(*field.dictionary, *array.dictionary, std::stoll(value(field, array, row))));
      } else {
        texts.push_back(value(field, array, row));
      }
    }
    if (null_count != array.null_count) {
      throw std::runtime_error("the number of nulls is wrong");
    }
    return texts;
  }
  std::string metadata(std::string_view key) const {
    const char* at = schema_.metadata;
    const auto number = [&] {
      std::int32_t value = 0;
      std::memcpy(&value, at, sizeof value);
      at += sizeof value;
      return value;
    };
    const auto text = [&] {
      const auto size = static_cast<std::size_t>(number());
      const std::string value{at, size};
      at += size;
      return value;
    };
    std::map<std::string, std::string, std::less<>> found;
    for (std::int32_t left = number(); left > 0; --left) {
      const std::string name = text();
      found[name] = text();
    }
    return found.at(std::string{key});
  }

private:
  std::size_t index(std::string_view name) const {
    for (std::int64_t at = 0; at < schema_.n_children; ++at) {
      if (schema_.children[at]->name == name) {
        return static_cast<std::size_t>(at);
      }
    }
    throw std::runtime_error("no such column");
  }
  template <class T>
  static std::string number(const ArrowArray& array, std::int64_t row) {
    return std::to_string(static_cast<const T*>(array.buffers[1])[row]);
  }
  static std::string value(const ArrowSchema& field, const ArrowArray& array, std::int64_t row) {
    const std::string_view format = field.format;
    if (format == "u") {
      const auto* offsets = static_cast<const std::int32_t*>(array.buffers[1]);
      return {static_cast<const char*>(array.buffers[2]) + offsets[row],
              static_cast<const char*>(array.buffers[2]) + offsets[row + 1]};
    }
    if (format == "b") {
      const auto* bits = static_cast<const std::uint8_t*>(array.buffers[1]);
      return (bits[row / 8] >> row % 8 & 1) != 0 ? "true" : "false";
    }
    return format == "l"                      ? number<std::int64_t>(array, row)
           : format == "g"                    ? number<double>(array, row)
           : format == "i" || format == "tdD" ? number<std::int32_t>(array, row)
           : format == "I"                    ? number<std::uint32_t>(array, row)
           : format == "S"                    ? number<std::uint16_t>(array, row)
           : format == "C"                    ? number<std::uint8_t>(array, row)
                                              : "format " + std::string{format};
  }
  void drop_batch() {
    if (batch_.release != nullptr) {
      batch_.release(&batch_);
    }
  }

  ArrowArrayStream stream_{};
  ArrowSchema schema_{};
  ArrowArray batch_{};
};

} // namespace libcase::testing

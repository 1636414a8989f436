// Streams of the Arrow C interface made by hand, right or wrong.
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <libcase/exchange/arrow.hpp>

namespace libcase::testing {

using Bytes = std::vector<std::uint8_t>;

template <class T>
Bytes bytes(const std::vector<T>& values) {
  Bytes made(values.size() * sizeof(T));
  if (!made.empty()) {
    std::memcpy(made.data(), values.data(), made.size());
  }
  return made;
}

inline Bytes letters(std::string_view text) {
  return {text.begin(), text.end()};
}

/// An array of the C interface, made by hand.
struct Raw {
  std::string name;
  std::string format;
  std::int64_t length = 0;
  std::vector<Bytes> buffers{};
  std::int64_t null_count = 0;
  std::int64_t offset = 0;
  std::shared_ptr<Raw> dictionary{};
  bool has_validity = false; ///< the first buffer is it, otherwise there is none
};

inline Raw numbers(std::string name, std::string format, std::int64_t length, Bytes values) {
  return {.name = std::move(name),
          .format = std::move(format),
          .length = length,
          .buffers = {{}, std::move(values)}};
}

inline Raw units(const std::vector<std::int64_t>& values) {
  return numbers("unit", "l", static_cast<std::int64_t>(values.size()), bytes(values));
}

inline Raw days(std::string name, const std::vector<std::int32_t>& values) {
  return numbers(std::move(name), "tdD", static_cast<std::int64_t>(values.size()), bytes(values));
}

inline Raw texts(std::string name, const std::vector<std::string>& values,
                 std::string format = "u") {
  std::vector<std::int64_t> ends{0};
  std::string all;
  for (const std::string& value : values) {
    all += value;
    ends.push_back(static_cast<std::int64_t>(all.size()));
  }
  const Bytes offsets =
      format == "U" ? bytes(ends) : bytes(std::vector<std::int32_t>{ends.begin(), ends.end()});
  return {.name = std::move(name),
          .format = std::move(format),
          .length = static_cast<std::int64_t>(values.size()),
          .buffers = {{}, offsets, letters(all)}};
}

inline Raw with_nulls(Raw column, std::uint8_t validity, std::int64_t null_count) {
  column.buffers.front() = {validity};
  column.has_validity = true;
  column.null_count = null_count;
  return column;
}

inline int alive = 0; // structures that nobody has released

template <class Node>
struct Kept {
  Raw raw;
  std::vector<const void*> buffers;
  std::vector<std::unique_ptr<Node>> children;
  std::vector<Node*> pointers;
  std::unique_ptr<Node> dictionary;
};

template <class Node>
void release(Node* node) {
  auto* kept = static_cast<Kept<Node>*>(node->private_data);
  for (const auto& child : kept->children) {
    child->release(child.get());
  }
  if (kept->dictionary) {
    kept->dictionary->release(kept->dictionary.get());
  }
  delete kept;
  node->release = nullptr;
  --alive;
}

template <class Node>
Node node_of(const Raw& raw, const std::vector<Raw>& children = {}) {
  auto* kept =
      new Kept<Node>{.raw = raw, .buffers = {}, .children = {}, .pointers = {}, .dictionary = {}};
  for (const Raw& child : children) {
    kept->children.push_back(std::make_unique<Node>(node_of<Node>(child)));
    kept->pointers.push_back(kept->children.back().get());
  }
  Node node{};
  if (raw.dictionary) {
    kept->dictionary = std::make_unique<Node>(node_of<Node>(*raw.dictionary));
  }
  if constexpr (std::is_same_v<Node, ArrowArray>) {
    for (std::size_t at = 0; at < kept->raw.buffers.size(); ++at) {
      kept->buffers.push_back(at == 0 && !raw.has_validity ? nullptr
                                                           : kept->raw.buffers[at].data());
    }
    node.length = raw.length;
    node.null_count = raw.null_count;
    node.offset = raw.offset;
    node.n_buffers = static_cast<std::int64_t>(kept->buffers.size());
    node.buffers = kept->buffers.data();
  } else {
    node.format = kept->raw.format.c_str();
    node.name = kept->raw.name.c_str();
  }
  node.n_children = static_cast<std::int64_t>(kept->children.size());
  node.children = kept->pointers.data();
  node.dictionary = kept->dictionary.get();
  node.release = &release<Node>;
  node.private_data = kept;
  ++alive;
  return node;
}

/// A stream of batches made by hand, which may fail at its end.
struct RawStream {
  std::vector<std::vector<Raw>> batches;
  Raw row{.name = "", .format = "+s", .length = 0, .buffers = {{}}};
  bool fails = false;
  std::function<void(ArrowSchema&)> spoil_schema = [](ArrowSchema&) {};
  std::function<void(ArrowArray&)> spoil_batch = [](ArrowArray&) {};
  std::size_t given = 0;

  static RawStream& of(ArrowArrayStream* stream) {
    return *static_cast<RawStream*>(stream->private_data);
  }
  ArrowArrayStream start() {
    ++alive;
    return {.get_schema =
                [](ArrowArrayStream* stream, ArrowSchema* out) {
                  *out = node_of<ArrowSchema>(of(stream).row, of(stream).batches.front());
                  of(stream).spoil_schema(*out);
                  return 0;
                },
            .get_next =
                [](ArrowArrayStream* stream, ArrowArray* out) {
                  RawStream& state = of(stream);
                  if (state.given == state.batches.size()) {
                    *out = {};
                    return state.fails ? 5 : 0;
                  }
                  Raw batch = state.row;
                  const auto& columns = state.batches[state.given++];
                  batch.length = batch.length == 0 ? columns.front().length : batch.length;
                  *out = node_of<ArrowArray>(batch, columns);
                  state.spoil_batch(*out);
                  return 0;
                },
            .get_last_error = [](ArrowArrayStream*) { return "the disk is gone"; },
            .release =
                [](ArrowArrayStream* stream) {
                  --alive;
                  stream->release = nullptr;
                },
            .private_data = this};
  }
};

} // namespace libcase::testing

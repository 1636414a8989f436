#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>
#include <new>

#include <libcase/exchange/arrow.hpp>

#include "exchange/texts.hpp"

namespace libcase {

namespace {

const char* format_of(ArrowType type) {
  switch (type) {
  case ArrowType::boolean:
    return "b";
  case ArrowType::uint8:
    return "C";
  case ArrowType::uint16:
    return "S";
  case ArrowType::uint32:
    return "I";
  case ArrowType::int32:
    return "i";
  case ArrowType::int64:
    return "l";
  case ArrowType::float64:
    return "g";
  case ArrowType::date32:
    return "tdD";
  case ArrowType::utf8:
    return "u";
  }
  return "n";
}

// Readers may look at a buffer of no values: it is never null.
alignas(64) constexpr std::array<std::uint8_t, 64> nothing{};

const void* address_of(const ArrowBuffer& buffer) {
  return buffer.data == nullptr ? nothing.data() : buffer.data;
}

/// A node of a schema or of an array with all that it points to.
template <class Node>
struct Owner {
  std::vector<std::unique_ptr<Node>> children;
  std::vector<Node*> child_pointers;
  std::unique_ptr<Node> dictionary;
  // Of a schema:
  std::string name;
  std::string metadata;
  // Of an array:
  ArrowColumn column;
  std::vector<const void*> buffers;
};

template <class Node>
void release_node(Node* node) noexcept {
  auto* owner = static_cast<Owner<Node>*>(node->private_data);
  for (const auto& child : owner->children) {
    if (child->release != nullptr) { // otherwise it was moved out
      child->release(child.get());
    }
  }
  if (owner->dictionary && owner->dictionary->release != nullptr) {
    owner->dictionary->release(owner->dictionary.get());
  }
  node->release = nullptr;
  delete owner;
}

/// Frees a node unless it has been given away.
template <class Node>
struct Guarded {
  Node node{};
  Guarded() = default;
  Guarded(const Guarded&) = delete;
  Guarded& operator=(const Guarded&) = delete;
  ~Guarded() {
    if (node.release != nullptr) {
      node.release(&node);
    }
  }
  Node give() noexcept { return std::exchange(node, Node{}); }
};

/// Hands everything in `owner` over to the node. Nothing can fail afterwards.
template <class Node>
void own(Node& node, std::unique_ptr<Owner<Node>> owner) {
  for (const auto& child : owner->children) {
    owner->child_pointers.push_back(child.get());
  }
  node.n_children = static_cast<std::int64_t>(owner->children.size());
  node.children = owner->children.empty() ? nullptr : owner->child_pointers.data();
  node.dictionary = owner->dictionary.get();
  node.release = &release_node<Node>;
  node.private_data = owner.release();
}

template <class Node>
std::unique_ptr<Node> kept(Guarded<Node>& guarded) {
  auto node = std::make_unique<Node>();
  *node = guarded.give();
  return node;
}

void make_schema(const char* format, std::string name, bool is_nullable,
                 std::unique_ptr<Owner<ArrowSchema>> owner, Guarded<ArrowSchema>& made) {
  owner->name = std::move(name);
  made.node.format = format;
  made.node.flags = is_nullable ? ARROW_FLAG_NULLABLE : 0;
  own(made.node, std::move(owner));
  const auto* kept_owner = static_cast<const Owner<ArrowSchema>*>(made.node.private_data);
  made.node.name = kept_owner->name.c_str();
  made.node.metadata = kept_owner->metadata.empty() ? nullptr : kept_owner->metadata.data();
}

void make_field_schema(const ArrowField& field, Guarded<ArrowSchema>& made) {
  auto owner = std::make_unique<Owner<ArrowSchema>>();
  if (field.labels) {
    Guarded<ArrowSchema> labels;
    make_schema(format_of(ArrowType::utf8), {}, false, std::make_unique<Owner<ArrowSchema>>(),
                labels);
    owner->dictionary = kept(labels);
  }
  make_schema(format_of(field.type), field.name, field.is_nullable, std::move(owner), made);
  made.node.flags |= field.is_ordered ? ARROW_FLAG_DICTIONARY_ORDERED : 0;
}

std::string encode_metadata(const std::vector<std::pair<std::string, std::string>>& metadata) {
  std::string bytes;
  const auto append_size = [&](std::size_t size) {
    const auto number = static_cast<std::int32_t>(size);
    bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
  };
  if (!metadata.empty()) {
    append_size(metadata.size());
  }
  for (const auto& [key, value] : metadata) {
    append_size(key.size());
    bytes += key;
    append_size(value.size());
    bytes += value;
  }
  return bytes;
}

void make_array(std::int64_t length, std::unique_ptr<Owner<ArrowArray>> owner,
                Guarded<ArrowArray>& made) {
  made.node.length = length;
  made.node.null_count = owner->column.null_count;
  made.node.n_buffers = static_cast<std::int64_t>(owner->buffers.size());
  made.node.buffers = owner->buffers.data();
  own(made.node, std::move(owner));
}

/// What a stream needs until it is released.
struct StreamState {
  std::vector<ArrowField> fields;
  std::vector<ArrowColumn> dictionaries; ///< the labels of each field that has some
  std::string metadata;
  ArrowStream::Next next;
  std::string last_error;
};

void make_column_array(const StreamState& state, std::size_t at, std::int64_t length,
                       const ArrowColumn& column, Guarded<ArrowArray>& made) {
  auto owner = std::make_unique<Owner<ArrowArray>>();
  const ArrowField& field = state.fields[at];
  owner->column = column;
  owner->buffers = {column.validity.data, address_of(column.values)};
  if (field.type == ArrowType::utf8) {
    owner->buffers.push_back(address_of(column.text));
  }
  if (field.labels) {
    Guarded<ArrowArray> labels;
    auto label_owner = std::make_unique<Owner<ArrowArray>>();
    label_owner->column = state.dictionaries[at];
    label_owner->buffers = {nullptr, address_of(label_owner->column.values),
                            address_of(label_owner->column.text)};
    make_array(static_cast<std::int64_t>(field.labels->size()), std::move(label_owner), labels);
    owner->dictionary = kept(labels);
  }
  make_array(length, std::move(owner), made);
}

/// Turns what is thrown into the codes of errno and a text.
template <class Work>
int guarded(StreamState& state, const Work& work) noexcept {
  try {
    state.last_error.clear();
    work();
    return 0;
  } catch (const std::bad_alloc&) {
    return ENOMEM; // no memory to say more
  } catch (const std::exception& error) {
    try {
      state.last_error = error.what();
    } catch (const std::bad_alloc&) {
      return ENOMEM;
    }
  } catch (...) {
    return EIO;
  }
  return EIO;
}

StreamState& state_of(ArrowArrayStream* stream) noexcept {
  return *static_cast<StreamState*>(stream->private_data);
}

extern "C" {

static int libcase_get_schema(ArrowArrayStream* stream, ArrowSchema* out) noexcept {
  StreamState& state = state_of(stream);
  return guarded(state, [&] {
    auto owner = std::make_unique<Owner<ArrowSchema>>();
    for (const ArrowField& field : state.fields) {
      Guarded<ArrowSchema> child;
      make_field_schema(field, child);
      owner->children.push_back(kept(child));
    }
    owner->metadata = state.metadata;
    Guarded<ArrowSchema> made;
    make_schema("+s", {}, false, std::move(owner), made);
    *out = made.give();
  });
}

static int libcase_get_next(ArrowArrayStream* stream, ArrowArray* out) noexcept {
  StreamState& state = state_of(stream);
  return guarded(state, [&] {
    const std::optional<ArrowBatch> batch = state.next();
    if (!batch) {
      *out = ArrowArray{};
      return;
    }
    auto owner = std::make_unique<Owner<ArrowArray>>();
    for (std::size_t at = 0; at < state.fields.size(); ++at) {
      Guarded<ArrowArray> child;
      make_column_array(state, at, batch->row_count, batch->columns.at(at), child);
      owner->children.push_back(kept(child));
    }
    owner->buffers = {nullptr};
    Guarded<ArrowArray> made;
    make_array(batch->row_count, std::move(owner), made);
    *out = made.give();
  });
}

static const char* libcase_get_last_error(ArrowArrayStream* stream) noexcept {
  const std::string& error = state_of(stream).last_error;
  return error.empty() ? nullptr : error.c_str();
}

static void libcase_release_stream(ArrowArrayStream* stream) noexcept {
  delete static_cast<StreamState*>(stream->private_data);
  stream->release = nullptr;
  stream->private_data = nullptr;
}

} // extern "C"

ArrowStream::Next once(ArrowBatch batch) {
  return [left = std::optional{std::move(batch)}]() mutable {
    return std::exchange(left, std::nullopt);
  };
}

} // namespace

ArrowStream::ArrowStream(std::vector<ArrowField> fields,
                         std::vector<std::pair<std::string, std::string>> metadata, Next next) {
  auto state = std::make_unique<StreamState>();
  for (const ArrowField& field : fields) {
    Texts labels;
    if (field.labels) {
      std::ranges::for_each(*field.labels, [&](const std::string& label) { labels.append(label); });
    }
    state->dictionaries.push_back(column_of(std::move(labels)));
  }
  state->fields = std::move(fields);
  state->metadata = encode_metadata(metadata);
  state->next = std::move(next);
  stream_ = {.get_schema = &libcase_get_schema,
             .get_next = &libcase_get_next,
             .get_last_error = &libcase_get_last_error,
             .release = &libcase_release_stream,
             .private_data = state.release()};
}

ArrowStream::ArrowStream(std::vector<ArrowField> fields,
                         std::vector<std::pair<std::string, std::string>> metadata,
                         ArrowBatch batch)
    : ArrowStream(std::move(fields), std::move(metadata), once(std::move(batch))) {}

ArrowStream::ArrowStream(ArrowStream&& other) noexcept : stream_(other.take()) {}

ArrowStream& ArrowStream::operator=(ArrowStream&& other) noexcept {
  std::swap(stream_, other.stream_);
  return *this;
}

ArrowStream::~ArrowStream() {
  if (stream_.release != nullptr) {
    stream_.release(&stream_);
  }
}

ArrowArrayStream ArrowStream::take() noexcept {
  return std::exchange(stream_, {});
}

} // namespace libcase

// Whatever structures come through the Arrow interface, they are read as facts or refused with
// InvalidValue. Their buffers are as long as their lengths say, where these are no absurd ones: the
// interface does not tell how long a buffer is.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <libcase/rules/facts_arrow.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "support/raw_arrow.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t letters_size = 20;

/// The bytes that decide; zeros where they are used up.
class Decisions {
public:
  explicit Decisions(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  std::uint8_t next() {
    if (bytes_.empty()) {
      return 0;
    }
    const std::uint8_t byte = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return byte;
  }
  template <class T, std::size_t N>
  T any_of(const std::array<T, N>& values) {
    return values[next() % N];
  }
  Bytes bytes(std::size_t count) {
    Bytes made(count);
    std::ranges::generate(made, [&] { return next(); });
    return made;
  }

private:
  std::span<const std::uint8_t> bytes_;
};

/// Where texts end, some of them before they begin, none behind the letters.
template <class T>
Bytes ends(Decisions& decisions, std::size_t count) {
  std::vector<T> made(count);
  std::ranges::generate(made,
                        [&] { return static_cast<T>(decisions.next() % (letters_size + 2)) - 1; });
  return bytes(made);
}

Raw column(Decisions& decisions, std::int64_t rows, bool may_have_dictionary) {
  constexpr std::array names{"unit", "assessed_on", "place", "nationality", "age", "share", "\xff"};
  constexpr std::array formats{"l", "tdD", "u", "U", "vu", "i", "b", "C", "S", "g", "+s", ""};
  constexpr std::array<std::int64_t, 4> absurd{-1, most, most - 1, most / 2};
  Raw made{.name = decisions.any_of(names), .format = decisions.any_of(formats)};
  made.length = decisions.next() % 8 == 7 ? decisions.next() % 9 : rows;
  made.offset = decisions.next() % 4;
  const auto count = static_cast<std::size_t>(made.length + made.offset + 1);
  made.has_validity = decisions.next() % 2 == 1;
  made.buffers.push_back(decisions.bytes(2));
  if (made.format == "u") {
    made.buffers.push_back(ends<std::int32_t>(decisions, count));
    made.buffers.push_back(decisions.bytes(letters_size));
  } else if (made.format == "U") {
    made.buffers.push_back(ends<std::int64_t>(decisions, count));
    made.buffers.push_back(decisions.bytes(letters_size));
  } else if (made.format == "vu") {
    made.buffers.push_back(decisions.bytes(count * 16));
    made.buffers.push_back(decisions.bytes(letters_size));
    made.buffers.push_back(bytes(std::vector<std::int64_t>{letters_size}));
  } else {
    made.buffers.push_back(decisions.bytes(count * 8));
  }
  made.null_count = decisions.next() % 3 - 1;
  if (may_have_dictionary && decisions.next() % 4 == 1) {
    made.dictionary = std::make_shared<Raw>(column(decisions, 3, decisions.next() % 4 == 1));
  }
  switch (decisions.next()) {
  case 1:
    made.length = decisions.any_of(absurd);
    break;
  case 2:
    made.offset = decisions.any_of(absurd);
    break;
  case 3:
    made.buffers.pop_back();
    break;
  case 4:
    made.buffers.back().clear();
    break;
  default:
    break;
  }
  return made;
}

/// Pointers and counts that lead nowhere.
template <class Node>
void spoil(Node& node, std::uint8_t fault) {
  switch (fault) {
  case 1:
    node.children = nullptr;
    break;
  case 2:
    node.children[0] = nullptr;
    break;
  case 3:
    node.n_children = -1;
    break;
  case 4:
    node.children[0]->dictionary = nullptr;
    break;
  default:
    break;
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Decisions decisions{{data, size}};
  const std::uint8_t schema_fault = decisions.next();
  const std::uint8_t batch_fault = decisions.next();
  const std::int64_t rows = decisions.next() % 9;
  std::vector<Raw> columns;
  if (decisions.next() % 2 == 0) { // what must be there, or no other column is looked at
    const auto count = static_cast<std::size_t>(rows);
    columns = {units(std::vector<std::int64_t>(count, 1)),
               days("assessed_on", std::vector<std::int32_t>(count, 15000))};
  }
  for (int left = 1 + decisions.next() % 4; left > 0; --left) {
    columns.push_back(column(decisions, rows, true));
  }
  RawStream stream{
      .batches = {columns, columns},
      .fails = decisions.next() % 4 == 1,
      .spoil_schema = [&](ArrowSchema& schema) { spoil(schema, schema_fault); },
      .spoil_batch =
          [&](ArrowArray& batch) {
            spoil(batch, batch_fault);
            if (batch_fault == 5 && batch.children[0]->n_buffers > 0) {
              batch.children[0]->buffers = nullptr;
            }
          },
  };
  try {
    ArrowArrayStream started = stream.start();
    facts_from_arrow(&started);
  } catch (const InvalidValue&) {
  }
  if (alive != 0) { // what was given must be released
    __builtin_trap();
  }
  return 0;
}

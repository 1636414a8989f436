// Which rows of a recording hang together, so that a refused one takes no other case along.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

#include <libcase/rules/guards.hpp>

#include "register/import_state.hpp"

namespace libcase {

/// Sets of nodes that were joined.
class UnionFind {
public:
  std::size_t add() {
    parents_.push_back(parents_.size());
    return parents_.size() - 1;
  }
  std::size_t find(std::size_t node) {
    while (parents_[node] != node) {
      node = parents_[node] = parents_[parents_[node]];
    }
    return node;
  }
  void join(std::size_t left, std::size_t right) { parents_[find(left)] = find(right); }

private:
  std::vector<std::size_t> parents_;
};

/// Which writes of a group hang together: through a case, a person, or whatever else they link to,
/// such as the project in which persons of several cases take part.
class ImportParts {
public:
  ImportParts(ImportState& state, std::span<PendingWrite* const> writes);
  /// The parts that violations are about; all of them where nothing tells.
  std::set<std::size_t> parts_of(std::span<PendingWrite* const> writes,
                                 std::span<const Violation> violations);
  /// The writes of each of these parts.
  std::vector<std::vector<PendingWrite*>> writes_in(std::span<PendingWrite* const> writes,
                                                    const std::set<std::size_t>& parts);
  void join(const std::set<std::size_t>& parts);

private:
  std::size_t node_of_subject(std::uint32_t subject);
  /// A record of the register hangs together with all it links to.
  std::size_t node_of_id(std::int64_t id);

  ImportState& state_;
  UnionFind sets_;
  std::vector<std::size_t> write_nodes_;
  std::unordered_map<std::uint32_t, std::size_t> subject_nodes_;
  std::unordered_map<std::int64_t, std::size_t> id_nodes_;
};

} // namespace libcase

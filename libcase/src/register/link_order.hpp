// Rows in the order that links from one to the other ask for.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace libcase {

/// Settles rows, each after those that it waits for, and rows that wait for each other in a circle
/// together. Each row and each link is looked at once (Tarjan's strongly connected components).
///
/// Rows are what has these:
/// `is_settled(row)`;
/// `link_count(row)`, and `waits_for(row, link)`: the row that has to be settled before that link
/// of it leads to something, empty where none has to; it is asked again when that row is settled;
/// `settle(row)`, and `settle_circle(rows)` for those of a circle.
template <class Rows>
class LinkOrder {
public:
  explicit LinkOrder(Rows& rows) : rows_(rows) {}

  /// Settles these rows and all that they wait for.
  void settle(std::span<const std::uint32_t> rows) {
    for (const std::uint32_t row : rows) {
      if (!rows_.is_settled(row)) {
        open(row);
        while (!path_.empty()) {
          go_on();
        }
      }
    }
  }

private:
  /// A row that is under way.
  struct Visit {
    std::uint32_t row;
    std::size_t position; ///< among the open rows
    std::size_t lowest;   ///< the lowest position of a row that it waits for
    std::size_t link = 0;
    bool is_circular = false; ///< it waits for itself
  };

  void open(std::uint32_t row) {
    positions_.emplace(row, open_.size());
    path_.push_back({.row = row, .position = open_.size(), .lowest = open_.size()});
    open_.push_back(row);
  }

  void go_on() {
    Visit& visit = path_.back();
    if (visit.link == rows_.link_count(visit.row)) {
      close();
      return;
    }
    const std::optional<std::uint32_t> target = rows_.waits_for(visit.row, visit.link);
    if (!target) {
      ++visit.link;
      return;
    }
    const auto found = positions_.find(*target);
    if (found == positions_.end()) {
      open(*target);
      return;
    }
    visit.lowest = std::min(visit.lowest, found->second);
    visit.is_circular = visit.is_circular || *target == visit.row;
    ++visit.link;
  }

  void close() {
    const Visit visit = path_.back();
    path_.pop_back();
    if (visit.lowest < visit.position) { // on a circle with a row that came before it
      path_.back().lowest = std::min(path_.back().lowest, visit.lowest);
      return;
    }
    const std::vector<std::uint32_t> together{
        open_.begin() + static_cast<std::ptrdiff_t>(visit.position), open_.end()};
    open_.resize(visit.position);
    for (const std::uint32_t row : together) {
      positions_.erase(row);
    }
    if (together.size() == 1 && !visit.is_circular) {
      rows_.settle(visit.row);
    } else {
      rows_.settle_circle(together);
    }
  }

  Rows& rows_;
  std::vector<Visit> path_;                                  // each waits for the next one
  std::vector<std::uint32_t> open_;                          // those visited and not settled
  std::unordered_map<std::uint32_t, std::size_t> positions_; // of the open rows
};

} // namespace libcase

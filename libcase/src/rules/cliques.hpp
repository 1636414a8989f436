// The largest groups in which everybody goes together with everybody else.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace libcase {

namespace detail {

/// The algorithm of Bron and Kerbosch, for the dozen programmes of a catalogue.
template <class GoTogether>
void extend_clique(std::vector<std::size_t>& clique, std::vector<std::size_t> candidates,
                   std::vector<std::size_t> excluded, const GoTogether& go_together,
                   std::vector<std::vector<std::size_t>>& found) {
  if (candidates.empty() && excluded.empty()) {
    found.push_back(clique);
    return;
  }
  while (!candidates.empty()) {
    const std::size_t next = candidates.front();
    const auto neighbours = [&](const std::vector<std::size_t>& of) {
      std::vector<std::size_t> near;
      std::ranges::copy_if(of, std::back_inserter(near), [&](std::size_t other) {
        return other != next && go_together(next, other);
      });
      return near;
    };
    clique.push_back(next);
    extend_clique(clique, neighbours(candidates), neighbours(excluded), go_together, found);
    clique.pop_back();
    candidates.erase(candidates.begin());
    excluded.push_back(next);
  }
}

} // namespace detail

/// The groups of 0 to `size` - 1 that cannot be made larger; none for a size of 0.
template <class GoTogether>
std::vector<std::vector<std::size_t>> maximal_cliques(std::size_t size,
                                                      const GoTogether& go_together) {
  std::vector<std::vector<std::size_t>> found;
  std::vector<std::size_t> all(size);
  for (std::size_t at = 0; at < size; ++at) {
    all[at] = at;
  }
  std::vector<std::size_t> clique;
  if (size > 0) {
    detail::extend_clique(clique, all, {}, go_together, found);
  }
  for (auto& group : found) {
    std::ranges::sort(group);
  }
  return found;
}

} // namespace libcase

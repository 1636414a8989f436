// The largest groups in which everybody goes together with everybody else.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>
#include <vector>

namespace libcase {

namespace detail {

/// For each member, which others it goes together with.
using Neighbours = std::vector<std::vector<bool>>;

/// The algorithm of Bron and Kerbosch with a pivot (Tomita, Tanaka and Takahashi, 2006): what goes
/// together with the pivot comes into a group with it, or with one that does not. Ends where as
/// many as `most_cliques` are found.
inline void extend_clique(std::vector<std::size_t>& clique, std::vector<std::size_t> candidates,
                          std::vector<std::size_t> excluded, const Neighbours& neighbours,
                          std::size_t most_cliques, std::vector<std::vector<std::size_t>>& found) {
  if (candidates.empty() && excluded.empty()) {
    found.push_back(clique);
    return;
  }
  const auto near = [&](std::size_t to, const std::vector<std::size_t>& of) {
    std::vector<std::size_t> those;
    std::ranges::copy_if(of, std::back_inserter(those),
                         [&](std::size_t other) { return neighbours[to][other]; });
    return those;
  };
  std::size_t pivot = 0;
  std::size_t most = 0;
  for (const auto* members : {&candidates, &excluded}) {
    for (const std::size_t member : *members) {
      if (const std::size_t count = near(member, candidates).size() + 1; count > most) {
        pivot = member;
        most = count;
      }
    }
  }
  for (const std::size_t next : std::vector{candidates}) {
    if (neighbours[pivot][next] || found.size() >= most_cliques) {
      continue;
    }
    clique.push_back(next);
    extend_clique(clique, near(next, candidates), near(next, excluded), neighbours, most_cliques,
                  found);
    clique.pop_back();
    std::erase(candidates, next);
    excluded.push_back(next);
  }
}

} // namespace detail

/// The groups of 0 to `size` - 1 that cannot be made larger, in ascending order; none for a size of
/// 0. There may be three times as many with each three more: at most `most` of them are found.
template <class GoTogether>
std::vector<std::vector<std::size_t>>
maximal_cliques(std::size_t size, const GoTogether& go_together,
                std::size_t most = std::numeric_limits<std::size_t>::max()) {
  detail::Neighbours neighbours(size, std::vector<bool>(size));
  std::vector<std::size_t> all;
  for (std::size_t member = 0; member < size; ++member) {
    all.push_back(member);
    for (std::size_t other = 0; other < member; ++other) {
      neighbours[member][other] = neighbours[other][member] = go_together(member, other);
    }
  }
  std::vector<std::vector<std::size_t>> found;
  std::vector<std::size_t> clique;
  if (size > 0) {
    detail::extend_clique(clique, all, {}, neighbours, most, found);
  }
  for (auto& group : found) {
    std::ranges::sort(group);
  }
  std::ranges::sort(found);
  return found;
}

} // namespace libcase

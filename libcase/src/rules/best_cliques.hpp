// The best of the largest groups in which everybody goes together with everybody else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace libcase {

/// What may be in a group, by what it adds and allows.
struct CliqueMember {
  std::int64_t most = 0; ///< that it adds to what a group is worth; never less than 0
  std::int64_t most_of_group = std::numeric_limits<std::int64_t>::max(); ///< worth, that has it
  bool is_wanted = true; ///< a group needs one that is
};

/// What a search found.
struct BestCliques {
  std::vector<std::vector<std::size_t>> groups{}; ///< in ascending order
  bool is_complete = true; ///< false where the search gave up: others may be better
};

/// So many steps take tenths of a second, and are enough to look at each group of 33 members of
/// whom each excludes two others: 177,147.
inline constexpr std::size_t most_clique_steps = 400'000;

/// Of the groups of members that cannot be made larger and have a wanted one, those that are worth
/// most, `most_groups` at most; which of those worth the same is left open. A group is worth no
/// more than its members add up to, and than each of them allows. Gives up after so many steps.
BestCliques best_cliques(const std::vector<CliqueMember>& members,
                         const std::function<bool(std::size_t, std::size_t)>& go_together,
                         const std::function<std::int64_t(const std::vector<std::size_t>&)>& worth,
                         std::size_t most_groups, std::size_t most_steps = most_clique_steps);

} // namespace libcase

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <vector>

#include <doctest/doctest.h>

#include "rules/best_cliques.hpp"
#include "rules/cliques.hpp"

using namespace libcase;

namespace {

using Group = std::vector<std::size_t>;

std::int64_t worth_of(const std::vector<CliqueMember>& members, const Group& group) {
  std::int64_t sum = 0;
  std::int64_t allowed = CliqueMember{}.most_of_group;
  for (const std::size_t at : group) {
    sum += members[at].most;
    allowed = std::min(allowed, members[at].most_of_group);
  }
  return std::min(sum, allowed);
}

std::vector<std::int64_t> best_first(const std::vector<CliqueMember>& members,
                                     const std::vector<Group>& groups, std::size_t most) {
  std::vector<std::int64_t> worths;
  for (const Group& group : groups) {
    worths.push_back(worth_of(members, group));
  }
  std::ranges::sort(worths, std::ranges::greater{});
  worths.resize(std::min(most, worths.size()));
  return worths;
}

bool is_of_other_three(std::size_t left, std::size_t right) {
  return left / 3 != right / 3;
}

} // namespace

TEST_CASE("best cliques: they are the best of all with a wanted member") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 draw{seed};
    const std::size_t size = draw() % 11;
    const auto density = draw() % 11;
    std::vector<std::vector<bool>> together(size, std::vector<bool>(size));
    std::vector<CliqueMember> members(size);
    for (std::size_t left = 0; left < size; ++left) {
      for (std::size_t right = 0; right < left; ++right) {
        together[left][right] = together[right][left] = draw() % 10 < density;
      }
      members[left].most = static_cast<std::int64_t>(draw() % 5);
      members[left].is_wanted = draw() % 3 != 0;
      if (draw() % 4 == 0) {
        members[left].most_of_group = static_cast<std::int64_t>(draw() % 8);
      }
    }
    const auto go_together = [&](std::size_t left, std::size_t right) -> bool {
      return together[left][right];
    };
    const auto worth = [&](const Group& group) { return worth_of(members, group); };
    std::vector<Group> all = maximal_cliques(size, go_together);
    std::erase_if(all, [&](const Group& group) {
      return std::ranges::none_of(group, [&](std::size_t at) { return members[at].is_wanted; });
    });
    CHECK(best_cliques(members, go_together, worth, 1000).groups == all);
    const BestCliques few = best_cliques(members, go_together, worth, 3);
    CHECK(few.is_complete);
    CHECK(best_first(members, few.groups, 3) == best_first(members, all, 3));
    CHECK(std::ranges::all_of(few.groups, [&](const Group& group) {
      return std::ranges::find(all, group) != all.end();
    }));
  }
}

TEST_CASE("best cliques: the best are found without looking at each") {
  std::vector<CliqueMember> members(60); // 3 to the 20th groups
  for (std::size_t at = 0; at < members.size(); ++at) {
    members[at].most = static_cast<std::int64_t>(at % 3);
  }
  std::size_t looked_at = 0;
  const BestCliques found = best_cliques(
      members, is_of_other_three,
      [&](const Group& group) {
        ++looked_at;
        return worth_of(members, group);
      },
      200);
  CHECK(found.is_complete);
  CHECK(found.groups.size() == 200);
  CHECK(best_first(members, found.groups, 2) == std::vector<std::int64_t>{40, 39});
  CHECK(looked_at < 10'000);
}

TEST_CASE("best cliques: where the search gives up it says so") {
  const std::vector<CliqueMember> members(12, CliqueMember{.most = 5}); // 81 groups
  const auto nothing = [](const Group&) { return std::int64_t{0}; };    // less than bounds say
  CHECK(best_cliques(members, is_of_other_three, nothing, 1).is_complete);
  const BestCliques part = best_cliques(members, is_of_other_three, nothing, 1, 20);
  CHECK_FALSE(part.is_complete);
  CHECK(part.groups.size() == 1);
  CHECK(best_cliques({}, is_of_other_three, nothing, 1).groups.empty());
}

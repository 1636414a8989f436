#include <algorithm>
#include <cstddef>
#include <random>
#include <vector>

#include <doctest/doctest.h>

#include "rules/cliques.hpp"

using namespace libcase;

namespace {

using Groups = std::vector<std::vector<std::size_t>>;
using Matrix = std::vector<std::vector<bool>>;

Groups cliques_of(const Matrix& together) {
  return maximal_cliques(
      together.size(), [&](std::size_t left, std::size_t right) { return together[left][right]; });
}

/// By looking at every set of members.
Groups cliques_by_definition(const Matrix& together) {
  const auto has = [](unsigned set, std::size_t member) { return (set >> member & 1U) != 0; };
  const auto goes_with_all = [&](std::size_t member, unsigned set) {
    for (std::size_t other = 0; other < together.size(); ++other) {
      if (has(set, other) && other != member && !together[member][other]) {
        return false;
      }
    }
    return true;
  };
  Groups found;
  for (unsigned set = 1; set < 1U << together.size(); ++set) {
    std::vector<std::size_t> group;
    bool is_largest = true;
    bool goes_together = true;
    for (std::size_t member = 0; member < together.size(); ++member) {
      if (has(set, member)) {
        group.push_back(member);
        goes_together = goes_together && goes_with_all(member, set);
      } else {
        is_largest = is_largest && !goes_with_all(member, set);
      }
    }
    if (goes_together && is_largest) {
      found.push_back(group);
    }
  }
  std::ranges::sort(found);
  return found;
}

} // namespace

TEST_CASE("cliques: they are those of the definition, in ascending order") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 draw{seed};
    const std::size_t size = draw() % 10;
    const auto density = draw() % 11;
    Matrix together(size, std::vector<bool>(size));
    for (std::size_t left = 0; left < size; ++left) {
      for (std::size_t right = 0; right < left; ++right) {
        together[left][right] = together[right][left] = draw() % 10 < density;
      }
    }
    CHECK(cliques_of(together) == cliques_by_definition(together));
  }
}

TEST_CASE("cliques: as many as go together take no more steps than there are pairs of them") {
  int asked = 0;
  const auto found = maximal_cliques(60, [&](std::size_t, std::size_t) {
    ++asked;
    return true;
  });
  REQUIRE(found.size() == 1); // 2 to the 60th steps, if every part of it were tried
  CHECK(found.front().size() == 60);
  CHECK(asked == 60 * 59 / 2);
}

TEST_CASE("cliques: one of each pair that excludes each other") {
  Matrix together(12, std::vector<bool>(12, true));
  for (std::size_t member = 0; member < together.size(); ++member) {
    together[member][member] = false;
    together[member][member ^ 1U] = false;
  }
  CHECK(cliques_of(together).size() == 64);
  CHECK(cliques_of({}).empty());
  CHECK(cliques_of({{false}}) == Groups{{0}});
}

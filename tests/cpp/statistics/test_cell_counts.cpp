#include <doctest/doctest.h>

#include "statistics/cell_counts.hpp"

using namespace libcase;

TEST_CASE_TEMPLATE("cell_counts: a row with several values of two columns is in each combination",
                   Key, std::uint32_t, std::uint64_t) {
  const std::vector<std::int32_t> days{0, 0, 1};
  const std::vector<std::uint16_t> colours{0, 1, 1};
  const std::vector<std::uint16_t> sizes{0, 1, 2};
  cells::Plan<Key> plan{.days = days, .cell_count = 6, .persons = {}, .weights = {}, .sets = {}};
  plan.sets.push_back({.added_by_day = {0, 0, cells::Space<Key>::rejected},
                       .narrow = {},
                       .wide = {},
                       .multi_value = {{.codes = colours, .added = {{0, 3}, {3}}},
                                       {.codes = sizes, .added = {{0, 1}, {2}, {}}}}});
  auto found = cells::count(plan, 1);
  CHECK(found.cells == std::vector<Key>{0, 1, 3, 4, 5}); // the last row has no size
  CHECK(found.counts == std::vector<std::int64_t>{1, 1, 1, 1, 1});

  const std::vector<std::uint32_t> persons{7, 7, 8};
  plan.sets.front().multi_value.back().added = {{0, 1}, {0}, {2}};
  plan.persons = persons;
  found = cells::count(plan, 1);
  CHECK(found.cells == std::vector<Key>{0, 1, 3, 4, 5});
  CHECK(found.counts == std::vector<std::int64_t>{1, 1, 1, 1, 1}); // cell 3 holds one person twice
}

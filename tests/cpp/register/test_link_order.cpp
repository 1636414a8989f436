#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include <doctest/doctest.h>

#include "register/link_order.hpp"
#include "support/printing.hpp"

using namespace libcase;

namespace {

using Numbers = std::vector<std::uint32_t>;

/// Rows named by numbers, with the rows that each links to.
struct Linked {
  explicit Linked(std::vector<Numbers> all_links) : links(std::move(all_links)) {
    std::vector<std::uint32_t> rows(links.size());
    std::iota(rows.begin(), rows.end(), 0U);
    LinkOrder{*this}.settle(rows);
  }

  bool is_settled(std::uint32_t row) const { return settled.contains(row); }
  std::size_t link_count(std::uint32_t row) const { return links[row].size(); }
  std::optional<std::uint32_t> waits_for(std::uint32_t row, std::size_t link) {
    ++questions;
    const std::uint32_t target = links[row][link];
    return is_settled(target) ? std::nullopt : std::optional{target};
  }
  void settle(std::uint32_t row) {
    settled.insert(row);
    order.push_back(row);
  }
  void settle_circle(std::span<const std::uint32_t> rows) {
    settled.insert(rows.begin(), rows.end());
    circles.emplace_back(rows.begin(), rows.end());
  }

  std::vector<Numbers> links;
  std::set<std::uint32_t> settled;
  Numbers order;
  std::vector<Numbers> circles;
  std::size_t questions = 0;
};

} // namespace

TEST_CASE("link order: each row comes after those that it links to") {
  const Linked rows{{{2, 1}, {3}, {3}, {}, {0}}};
  CHECK(rows.order == Numbers{3, 2, 1, 0, 4});
  CHECK(rows.circles.empty());
}

TEST_CASE("link order: rows on a circle stand apart from those that lead to it or away") {
  // 0 leads to the circle of 1, 2 and 3; 4 is linked to by it; 5 links to itself
  const Linked rows{{{1}, {2, 4}, {3}, {1}, {}, {5}, {5}}};
  CHECK(rows.circles == std::vector{Numbers{1, 2, 3}, Numbers{5}});
  CHECK(rows.order == Numbers{4, 0, 6});
}

TEST_CASE("link order: two circles that share a row are one") {
  const Linked rows{{{1, 2}, {0}, {0}, {2}}};
  CHECK(rows.circles == std::vector<Numbers>{{0, 1, 2}});
  CHECK(rows.order == Numbers{3});
}

TEST_CASE("link order: a long chain against the order of rows is asked about twice a link") {
  constexpr std::uint32_t count = 200'000;
  std::vector<Numbers> links(count);
  for (std::uint32_t row = 0; row + 1 < count; ++row) {
    links[row] = {row + 1};
  }
  const Linked rows{std::move(links)};
  CHECK(rows.order.front() == count - 1);
  CHECK(rows.order.size() == count);
  CHECK(rows.questions < 2 * count);
}

#include <array>

#include <doctest/doctest.h>

#include <libcase/statistics/concat.hpp>

#include "statistics/made_up_columns.hpp"
#include "support/printing.hpp"

using namespace libcase;
using support::columns_of;
using support::figure;

TEST_CASE("concat: codes of both registers keep their meaning") {
  const auto one = columns_of({{.programmes = {"HRT"}, .born = "1980"}, {.programmes = {"REAN"}}});
  const auto other = columns_of({{.programmes = {"REAN"}, .born = "1990"},
                                 {.programmes = {"HRT"}, .born = "1980"},
                                 {.programmes = {"HRT", "REAN"}}});
  const auto all = concat(std::array{&one, &other});
  REQUIRE(all.size() == 5);
  CHECK(all.programme_sets[all.programmes[2]] == other.programme_sets[other.programmes[0]]);
  CHECK(all.programmes[0] == all.programmes[3]);
  CHECK(all.programme_sets.size() == 4);
  CHECK(all.births[all.birth[2]] == BirthDate::parse("1990"));
  CHECK(all.birth[0] == all.birth[3]);
  CHECK_FALSE(all.births[all.birth[4]].is_set());
}

TEST_CASE("concat: persons and units of two registers are told apart") {
  auto one = columns_of({{.person = 0, .unit = 0}, {.person = 3, .unit = 1}});
  one.unit_departures = {{.departure = 1, .on = one.on[1], .nationality = 0, .composition = {}}};
  const auto all = concat(std::array<const DepartureColumns*, 2>{&one, &one});
  CHECK(all.person == std::vector<std::uint32_t>{0, 3, 4, 7});
  CHECK(all.unit == std::vector<std::uint32_t>{0, 1, 2, 3});
  CHECK(all.unit_departures[1].departure == 3);
  const auto table = departures(all, {.period = Period::parse("2011"), .count = Count::persons});
  CHECK(figure(table, {"2011-03"}) == 4);
  CHECK(table.definition.population == "these 2 registers, not the whole chain of return");
}

TEST_CASE("concat: the vintage is the youngest, without the number of a recording") {
  auto one = columns_of({{}});
  const auto other = columns_of({{}});
  one.known_at = *other.known_at + std::chrono::hours{1};
  const auto all = concat(std::array<const DepartureColumns*, 2>{&one, &other});
  CHECK(all.known_at == one.known_at);
  CHECK(all.known_at_recording == 0);
}

TEST_CASE("concat: with a register of events, all rows are events") {
  const auto one = columns_of({{}});
  auto events = columns_of({{}});
  events.from_aggregates = true;
  events.person.clear();
  events.unit.clear();
  const auto all = concat(std::array<const DepartureColumns*, 2>{&one, &events});
  CHECK(all.from_aggregates);
  CHECK(all.person.empty());
  CHECK(all.size() == 2);
}

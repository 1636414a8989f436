#include <array>

#include <doctest/doctest.h>

#include <libcase/statistics/concat.hpp>

#include "statistics/made_up_columns.hpp"
#include "support/errors.hpp"
#include "support/printing.hpp"

using namespace libcase;
using libcase::testing::columns_of;
using libcase::testing::figure;

TEST_CASE("concat: codes of both registers keep their meaning") {
  const auto one = columns_of({{.programmes = {"HRT"}, .born = "1980"}, {.programmes = {"REAN"}}});
  const auto other = columns_of({{.programmes = {"REAN"}, .born = "1990"},
                                 {.programmes = {"HRT"}, .born = "1980"},
                                 {.programmes = {"HRT", "REAN"}}});
  const auto all = concat(std::array{&one, &other});
  REQUIRE(all.size() == 5);
  CHECK(all.programmes.values[all.programmes[2]] == other.programmes.values[other.programmes[0]]);
  CHECK(all.programmes[0] == all.programmes[3]);
  CHECK(all.programmes.values.size() == 4);
  CHECK(all.born.values[all.born[2]].earliest() == Date{1990, 1, 1});
  CHECK(all.born[0] == all.born[3]);
  CHECK_FALSE(all.born.values[all.born[4]].is_set());
}

TEST_CASE("concat: persons and units of two registers are told apart") {
  auto one = columns_of({{.person = 1}, {.person = 3}});
  one.unit_departures = {{.departure = 1, .on = one.on[1], .nationality = 0, .composition = {}}};
  const auto all = concat(std::array<const DepartureColumns*, 2>{&one, &one});
  CHECK(all.person_id == std::vector<std::uint32_t>{1, 3, 1, 3});
  CHECK(all.register_begins == std::vector<std::size_t>{0, 2});
  CHECK(all.unit_departures[1].departure == 3);
  const auto table = departures(all, {.period = Period::parse("2011"), .count = Count::persons});
  CHECK(figure(table, {"2011-03"}) == 4);
  CHECK(table.definition.population == "these 2 registers, not the whole chain of return");
}

TEST_CASE("concat: what is put together can be put together again") {
  const auto one = columns_of({{.person = 1}, {.person = 3}});
  const auto two = concat(std::array<const DepartureColumns*, 2>{&one, &one});
  const auto all = concat(std::array<const DepartureColumns*, 2>{&one, &two});
  CHECK(all.register_begins == std::vector<std::size_t>{0, 2, 4});
  const auto table = departures(all, {.period = Period::parse("2011"), .count = Count::persons});
  CHECK(figure(table, {"2011-03"}) == 6);
}

TEST_CASE("concat: a row without a weight stands for one beside rows with weights") {
  auto weighted = columns_of({{}, {}});
  weighted.weight = {{5, 0}};
  const auto plain = columns_of({{}});
  CHECK(concat(std::array<const DepartureColumns*, 2>{&weighted, &plain}).weight ==
        std::vector<std::uint32_t>{5, 0, 1});
  CHECK(concat(std::array<const DepartureColumns*, 2>{&plain, &weighted}).weight ==
        std::vector<std::uint32_t>{1, 5, 0});
  CHECK(concat(std::array<const DepartureColumns*, 2>{&plain, &plain}).weight.empty());
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
  events.person_id.clear();
  events.case_id.clear();
  const auto all = concat(std::array<const DepartureColumns*, 2>{&one, &events});
  CHECK(all.from_aggregates);
  CHECK(all.person_id.empty());
  CHECK(all.size() == 2);
}

TEST_CASE("concat: of no registers nothing can be said") {
  CHECK(libcase::testing::code_of([] { concat({}); }) == "no_registers");
}

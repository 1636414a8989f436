#include <algorithm>
#include <random>
#include <vector>

#include <doctest/doctest.h>

#include "rules/unit_range.hpp"

using namespace libcase;

TEST_CASE("persons of a range are summed up by unit, however many they are") {
  std::mt19937 engine{4};
  const auto draw = [&](std::uint32_t below) {
    return std::uniform_int_distribution<std::uint32_t>{0, below - 1}(engine);
  };
  FactColumns facts;
  for (std::uint32_t unit = 0; unit < 300; ++unit) {
    facts.first_person.push_back(facts.first_person.back() + draw(unit % 3 == 0 ? 25 : 5));
  }
  const UnitRange range{facts, 40, 290};
  REQUIRE(range.units() == 250);
  std::vector<Verdict> of_persons(range.persons() + persons_at_once, Verdict::met);
  for (std::size_t person = 0; person < range.persons(); ++person) {
    of_persons[person] = static_cast<Verdict>(std::min<std::uint32_t>(draw(12), 2));
  }
  const std::vector<Verdict> as_they_were = of_persons;
  std::vector<Verdict> all(range.units());
  std::vector<Verdict> any(range.units());
  range.all(of_persons.data(), all.data());
  range.any(of_persons.data(), any.data());
  CHECK(of_persons == as_they_were);
  for (std::size_t unit = 0; unit < range.units(); ++unit) {
    CAPTURE(unit);
    const auto begin = of_persons.begin() + static_cast<std::ptrdiff_t>(range.first_of(unit));
    const auto end = of_persons.begin() + static_cast<std::ptrdiff_t>(range.end_of(unit));
    CHECK(all[unit] == (begin == end ? Verdict::unknown : *std::min_element(begin, end)));
    CHECK(any[unit] == (begin == end ? Verdict::unknown : *std::max_element(begin, end)));
  }

  std::vector<std::int32_t> of_units(range.units());
  std::ranges::generate(of_units, [&] { return static_cast<std::int32_t>(draw(1000)); });
  std::vector<std::int32_t> projected(range.persons() + persons_at_once);
  range.project(of_units.data(), projected.data());
  for (std::size_t unit = 0; unit < range.units(); ++unit) {
    for (std::size_t person = range.first_of(unit); person < range.end_of(unit); ++person) {
      CHECK(projected[person] == of_units[unit]);
    }
  }
}

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/statistics/unit_stock.hpp>

#include "support/builders.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

/// Units, members and minors of a composition.
std::vector<std::int64_t> figures(const Table& table, std::string_view composition) {
  std::vector<std::int64_t> found;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.labels[1].label(row) == composition) {
      for (std::size_t measure = 0; measure < 3; ++measure) {
        found.push_back(table.figure(measure, row).value);
      }
    }
  }
  return found;
}

using Figures = std::vector<std::int64_t>;

} // namespace

TEST_CASE("unit_stock: families once as units, by head as members, while open and here") {
  const FixedClock clock;
  Register reg = a_register_without_safeguards(clock);
  const CaseId family = reg.open_case("family", opened_on);
  const PersonId mother = reg.add_person({.born = BirthDate::parse("1970")});
  const PersonId child = reg.add_person({.born = BirthDate::parse("2004-05-01")});
  reg.record(UnitMember{family, mother, Role::principal, opened_on});
  reg.record(UnitMember{family, child, Role::child, opened_on});
  a_case(reg, "adult");
  const ACase closed = a_case(reg, "closed");
  reg.record(Closure{closed.id, Date{2011, 9, 1}, ClosureReason::other});

  CHECK(figures(unit_stock(reg, Date{2011, 7, 31}), "total") == Figures{0, 0, 0});
  const Table august = unit_stock(reg, Date{2011, 8, 31});
  CHECK(figures(august, "family_with_children") == Figures{1, 2, 1});
  CHECK(figures(august, "single_adult") == Figures{2, 2, 0});
  CHECK(figures(august, "total") == Figures{3, 4, 1});
  CHECK(august.is_total(august.row_count() - 1));
  CHECK(figures(unit_stock(reg, Date{2011, 9, 2}), "single_adult") == Figures{1, 1, 0});

  reg.record(a_departure(family, mother, Date{2011, 10, 1}));
  reg.record(a_departure(family, child, Date{2011, 10, 1}));
  CHECK(figures(unit_stock(reg, Date{2011, 10, 2}), "family_with_children") == Figures{0, 0, 0});
  CHECK(figures(unit_stock(reg, Date{2011, 10, 2}), "total") == Figures{1, 1, 0});
  CHECK(to_text(august).find("family_with_children") != std::string::npos);
}

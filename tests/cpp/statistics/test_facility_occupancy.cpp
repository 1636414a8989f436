#include <doctest/doctest.h>

#include <libcase/statistics/facility_occupancy.hpp>

#include "made_up_columns.hpp"
#include "support/builders.hpp"
#include "support/errors.hpp"

using namespace libcase;
using libcase::testing::code_of;

TEST_CASE("facility_occupancy: each day of each facility, with its places") {
  Register reg = testing::a_register();
  const CaseId id = reg.open_case("1", Date{2011, 8, 1});
  const PersonId minor = reg.add_person({.born = BirthDate::parse("1996")});
  reg.record(UnitMember{id, minor, Role::principal, Date{2011, 8, 1}});
  reg.record(FacilityReservation{id, minor, "luanda", Date{2011, 9, 1}, Date{2011, 10, 1}});
  reg.record(FacilityStay{id, minor, "luanda", Date{2011, 10, 2}, Date{2011, 10, 3}});
  const Table table = facility_occupancy(reg, Period::parse("2011-09-30..2011-10-03"));
  REQUIRE(table.row_count() == 4 * SafeguardRules::shipped()->facilities.size());
  const auto in_luanda = [&](std::string_view day) {
    std::vector<std::int64_t> figures;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      if (table.labels[0].label(row) == day && table.labels[1].label(row) == "luanda") {
        for (std::size_t measure = 0; measure < 3; ++measure) {
          figures.push_back(table.figure(measure, row).value);
        }
      }
    }
    return figures; // present, reserved, places
  };
  CHECK(in_luanda("2011-09-30") == std::vector<std::int64_t>{0, 0, 10});
  CHECK(in_luanda("2011-10-01") == std::vector<std::int64_t>{0, 1, 10});
  CHECK(in_luanda("2011-10-02") == std::vector<std::int64_t>{1, 0, 10});
  CHECK(in_luanda("2011-10-03") == std::vector<std::int64_t>{0, 1, 10});
  CHECK(to_html(table).find("<svg") != std::string::npos);
}

TEST_CASE("facility_occupancy: more days than a table has labels for are refused") {
  const Register reg = testing::a_register();
  CHECK(code_of([&] { facility_occupancy(reg, Period::parse("1700..1900")); }) ==
        "table_too_large");
}

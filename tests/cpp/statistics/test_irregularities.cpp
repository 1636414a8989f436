#include <doctest/doctest.h>

#include <libcase/statistics/irregularities.hpp>

#include "made_up_columns.hpp"
#include "support/builders.hpp"
#include "support/errors.hpp"

using namespace libcase;
using namespace libcase::testing;

TEST_CASE("irregularities: those that stand, by year, guard and kind of what they mark") {
  Register reg = a_register();
  a_gated_departure(reg); // with four of them, found on 2011-10-01
  const ACase one = a_case(reg);
  const auto left = reg.record(a_departure(one.id, one.person, Date{2011, 10, 1}));
  const auto mark = [&](RecordId record, const char* guard) {
    return reg.record(Irregularity{one.id, record, guard, Date{2012, 1, 2}, "it was reported"});
  };
  mark({left.value}, "departed_outside_unit");
  mark({one.membership.value}, "dated_after_closure");
  reg.withdraw(mark({one.membership.value}, "departed_outside_unit"), "of another record");

  const Table table = irregularities(reg);
  CHECK(table.row_count() == 4 + 1 + 2 + 1 + 1);
  CHECK(figure(table, {"2011", "minor_not_heard", "departures"}) == 1);
  CHECK(figure(table, {"2011", "total", "total"}) == 4);
  CHECK(figure(table, {"2012", "departed_outside_unit", "departures"}) == 1);
  CHECK(figure(table, {"2012", "dated_after_closure", "unit_members"}) == 1);
  CHECK(figure(table, {"2012", "departed_outside_unit", "unit_members"}) == -1);
  CHECK(figure(table, {"2012", "total", "total"}) == 2);
  CHECK(figure(table, {"total", "total", "total"}) == 6);
  CHECK(table.is_total(table.row_count() - 1));
  CHECK(table.definition.period == Period::parse("2011..2012"));
  CHECK(table.definition.protection.find("not for publication") != std::string::npos);
  CHECK(table.definition.rows_add);

  const Table of_2012 = irregularities(reg, Period::parse("2012"));
  CHECK(figure(of_2012, {"total", "total", "total"}) == 2);
  CHECK(figure(of_2012, {"2011", "total", "total"}) == -1);
}

TEST_CASE("irregularities: none is a table of its total, and a part of a year is refused") {
  const Register reg = a_register();
  const Table table = irregularities(reg);
  CHECK(table.row_count() == 1);
  CHECK(figure(table, {"total", "total", "total"}) == 0);
  CHECK(to_html(table).find("<table") != std::string::npos);
  CHECK(code_of([&] { irregularities(reg, Period::parse("2011-Q4")); }) == "invalid_period");
}

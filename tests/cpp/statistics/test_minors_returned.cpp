#include <doctest/doctest.h>

#include <libcase/statistics/minors_returned.hpp>

#include "made_up_columns.hpp"
#include "support/errors.hpp"

using namespace libcase;
using libcase::testing::code_of;
using libcase::testing::columns_of;
using libcase::testing::figure;

TEST_CASE("minors_returned: who left unaccompanied and provenly, by quarter") {
  constexpr auto alone = Accompaniment::unaccompanied;
  const DepartureColumns columns =
      columns_of({{.on = "2011-02-01", .person = 1, .born = "1996", .accompaniment = alone},
                  {.on = "2011-03-30", .person = 1, .born = "1996", .accompaniment = alone},
                  {.on = "2011-04-01", .person = 2, .born = "2000", .accompaniment = alone},
                  {.on = "2011-04-01", .person = 3, .accompaniment = Accompaniment::unknown},
                  {.on = "2011-04-01", .person = 4, .accompaniment = Accompaniment::accompanied},
                  {.on = "2011-04-01", .person = 5},
                  {.on = "2011-04-01",
                   .person = 6,
                   .mode = DepartureMode::unsupervised,
                   .accompaniment = alone},
                  {.on = "2011-04-01",
                   .person = 7,
                   .mode = DepartureMode::forced,
                   .accompaniment = alone,
                   .reception = Reception::responsible_state}});
  const Table table = unaccompanied_minors_returned(columns, Period::parse("2011"));
  CHECK(figure(table, {"2011-Q1", "voluntary", "iom", "IRQ", "IRQ", "0-17", "female"}) == 1);
  CHECK(figure(table, {"2011-Q2", "voluntary", "iom", "IRQ", "IRQ", "0-17", "female"}) == 1);
  CHECK(figure(table, {"2011-Q2", "total", "total", "total", "total", "total", "total"}) == 1);
  CHECK(to_text(table.definition).find("2007, Article 7") != std::string::npos);
}

TEST_CASE("minors_returned: published tables tell of no persons") {
  DepartureColumns columns = columns_of({{}});
  columns.from_aggregates = true;
  CHECK(code_of<Refused>([&] { unaccompanied_minors_returned(columns, Period::parse("2011")); }) ==
        "rows_are_events");
}

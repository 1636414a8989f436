#include <doctest/doctest.h>

#include <libcase/exchange/answers.hpp>
#include <libcase/statistics/table_arrow.hpp>

#include "statistics/made_up_columns.hpp"
#include "statistics/made_up_table.hpp"
#include "support/arrow.hpp"

using namespace libcase;
using libcase::testing::ArrowReader;
using libcase::testing::columns_of;

TEST_CASE("table_arrow: a table carries its labels, figures and definition") {
  DepartureQuery query{.period = Period::parse("2011"), .by = {"mode"}};
  query.totals = {{}};
  const auto table = std::make_shared<const Table>(
      departures(columns_of({{}, {.mode = DepartureMode::forced}, {}}), query));
  ArrowReader reader{arrow_stream(table)};
  REQUIRE(reader.next());
  CHECK(reader.names() == std::vector<std::string>{"period", "mode", "departures"});
  CHECK(reader.column("period") == std::vector<std::string>{"2011-03", "2011-03", "total"});
  CHECK(reader.column("mode") == std::vector<std::string>{"voluntary", "forced", "total"});
  CHECK(reader.column("departures") == std::vector<std::string>{"2", "1", "3"});
  CHECK((reader.field("period").flags & ARROW_FLAG_DICTIONARY_ORDERED) != 0);
  CHECK((reader.field("mode").flags & ARROW_FLAG_DICTIONARY_ORDERED) == 0);
  CHECK(reader.metadata("libcase.definition") == answer_to_json(table->definition));
}

TEST_CASE("table_arrow: money is cents, a rate is a fraction, what is not known is null") {
  ArrowReader reader{arrow_stream(std::make_shared<const Table>(testing::table_of_money()))};
  REQUIRE(reader.next());
  CHECK(reader.names() == std::vector<std::string>{"period", "programme", "cases", "granted_cents",
                                                   "recovered_cents", "recovery"});
  CHECK(reader.column("granted_cents") == std::vector<std::string>{"175000", "0", "null", "null"});
  CHECK(reader.column("recovered_cents") == std::vector<std::string>{"-21875", "0", "5", "-21870"});
  CHECK(reader.column("recovery") == std::vector<std::string>{"-0.125000", "null", "null", "null"});
}

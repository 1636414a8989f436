#include <doctest/doctest.h>

#include <libcase/statistics/concat.hpp>
#include <libcase/statistics/departure_arrow.hpp>

#include "statistics/made_up_columns.hpp"
#include "support/arrow.hpp"

using namespace libcase;
using libcase::testing::ArrowReader;
using libcase::testing::columns_of;

TEST_CASE("departure_arrow: codes are texts, unknown countries a word, unknown births null") {
  const auto columns = std::make_shared<const DepartureColumns>(columns_of(
      {{.on = "1970-01-03", .person = 4, .nationality = "IRQ", .programmes = {"HRT", "REAN"}},
       {.nationality = "", .mode = DepartureMode::forced, .born = "1980-02-03/1980-02-05"}}));
  ArrowReader reader{arrow_stream(columns)};
  REQUIRE(reader.next());
  CHECK(reader.row_count() == 2);
  CHECK(reader.names() == std::vector<std::string>{"on",
                                                   "precision",
                                                   "mode",
                                                   "assisted_by",
                                                   "established_by",
                                                   "left_from",
                                                   "sex",
                                                   "composition",
                                                   "member_category",
                                                   "member_category_at_application",
                                                   "accompaniment",
                                                   "accompaniment_at_application",
                                                   "reception",
                                                   "reception_at_application",
                                                   "package",
                                                   "nationality",
                                                   "destination",
                                                   "programmes",
                                                   "born_earliest",
                                                   "born_latest",
                                                   "person_id",
                                                   "case_id"});
  CHECK(reader.column("on") == std::vector<std::string>{"2", "15048"});
  CHECK(reader.column("mode") == std::vector<std::string>{"voluntary", "forced"});
  CHECK(reader.column("nationality") == std::vector<std::string>{"IRQ", "unknown"});
  CHECK(reader.column("programmes") == std::vector<std::string>{"HRT+REAN", "none"});
  CHECK(reader.column("born_earliest") == std::vector<std::string>{"null", "3685"});
  CHECK(reader.column("born_latest") == std::vector<std::string>{"null", "3687"});
  CHECK(reader.column("person_id") == std::vector<std::string>{"4", "1"});
  CHECK(reader.column("case_id") == std::vector<std::string>{"2", "2"});
  CHECK(reader.metadata("libcase.recording") == "7");
  CHECK(reader.metadata("libcase.known_at") == "2012-01-05T09:00:00.000000Z");
  CHECK_FALSE(reader.next());
}

TEST_CASE("departure_arrow: codes lie where the columns have them, and keep them alive") {
  auto columns = std::make_shared<const DepartureColumns>(columns_of({{}, {}}));
  const std::weak_ptr<const DepartureColumns> watched = columns;
  const void* days = columns->on.data();
  {
    ArrowReader reader{arrow_stream(std::move(columns))};
    REQUIRE(reader.next());
    CHECK(reader.values("on") == days);
    CHECK_FALSE(watched.expired());
  }
  CHECK(watched.expired());
}

TEST_CASE("departure_arrow: rows of published tables have no persons") {
  auto columns = columns_of({{}});
  columns.from_aggregates = true;
  columns.person_id.clear();
  columns.case_id.clear();
  ArrowReader reader{arrow_stream(std::make_shared<const DepartureColumns>(std::move(columns)))};
  CHECK(reader.names().back() == "born_latest");
  REQUIRE(reader.next());
}

TEST_CASE("departure_arrow: of several registers, each row says which it is of") {
  auto one = columns_of({{}, {}});
  one.weight = {{3, 4}};
  const auto all = std::make_shared<const DepartureColumns>(
      concat(std::vector<const DepartureColumns*>{&one, &one}));
  ArrowReader reader{arrow_stream(all)};
  REQUIRE(reader.next());
  CHECK(reader.column("register") == std::vector<std::string>{"0", "0", "1", "1"});
  CHECK(reader.column("weight") == std::vector<std::string>{"3", "4", "3", "4"});
}

TEST_CASE("departure_arrow: no departures are a batch of no rows") {
  ArrowReader reader{arrow_stream(std::make_shared<const DepartureColumns>(columns_of({})))};
  REQUIRE(reader.next());
  CHECK(reader.row_count() == 0);
  CHECK(reader.column("nationality").empty());
}

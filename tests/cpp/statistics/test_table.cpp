#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <doctest/doctest.h>

#include <libcase/describe/described.hpp>
#include <libcase/statistics/table.hpp>

#include "statistics/made_up_columns.hpp"
#include "support/printing.hpp"

using namespace libcase;
using support::columns_of;

namespace {

DepartureTable small_table() {
  const auto columns = columns_of({{.on = "2011-01-31", .programmes = {"HRT", "REAN"}},
                                   {.on = "2011-01-31", .programmes = {"REAN"}},
                                   {.on = "2011-02-01"},
                                   {.on = "2011-02-01", .mode = DepartureMode::forced}});
  DepartureQuery query{.period = Period::parse("2011-01..2011-03"),
                       .by = {"programme"},
                       .where = {parse_filter("mode=voluntary,forced")}};
  query.totals = usual_totals(query.by);
  auto table = departures(columns, query);
  table.definition.library_version = "9.9.9";
  return table;
}

std::size_t occurrences(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

} // namespace

TEST_CASE("table: text shows few labels side by side, and the definition") {
  CHECK(to_text(small_table()) ==
        R"(period   HRT  REAN  none  total
2011-01    1     2     .      2
2011-02    .     .     2      2
total      1     2     2      4

counts      departures: events, somebody who left twice counts twice
population  this register, not the whole chain of return
period      2011-Q1, by month
modes       voluntary, forced
vintage     as known at 2012-01-05T09:00:00.000000Z, recording 7
made by     libcase 9.9.9
protection  internal, not protected for publication
note        By programme a departure counts under each programme in force that day: rows do not add, totals are distinct.
)");
}

TEST_CASE("table: text shows many labels one below the other") {
  std::vector<support::Row> rows;
  for (const char* nationality : {"AFG", "ARM", "AZE", "CHN", "IRQ", "MNG", "RUS", "SOM", "SYR"}) {
    rows.push_back({.nationality = nationality});
  }
  const auto table =
      departures(columns_of(rows), {.period = Period::parse("2011-03"), .by = {"nationality"}});
  CHECK(to_text(table).starts_with("period   nationality  departures\n"
                                   "2011-03  AFG                   1\n"));
}

TEST_CASE("table: text of a table without rows is its header and definition") {
  const auto table = departures(columns_of({}), {.period = Period::parse("2011")});
  CHECK(to_text(table).starts_with("period  departures\n\ncounts"));
}

TEST_CASE("table: CSV has the period, the dimensions and the figure") {
  CHECK(to_csv(small_table()) == "period,programme,departures\n"
                                 "2011-01,HRT,1\n"
                                 "2011-01,REAN,2\n"
                                 "2011-01,total,2\n"
                                 "2011-02,none,2\n"
                                 "2011-02,total,2\n"
                                 "total,HRT,1\n"
                                 "total,REAN,2\n"
                                 "total,none,2\n"
                                 "total,total,4\n");
}

TEST_CASE("table: CSV quotes what RFC 4180 says must be") {
  auto table = small_table();
  table.dimensions.front().labels = {"a,b", "say \"so\"", "two\nlines", "plain"};
  const std::string csv = to_csv(table);
  CHECK(csv.find("2011-01,\"a,b\",1\n") != std::string::npos);
  CHECK(csv.find("2011-01,\"say \"\"so\"\"\",2\n") != std::string::npos);
  CHECK(csv.find("2011-02,\"two\nlines\",2\n") != std::string::npos);
  CHECK(csv.find("2011-02,plain,2\n") != std::string::npos);
}

TEST_CASE("table: JSON holds the definition and a row for each figure") {
  const auto parsed = boost::json::parse(to_json(small_table()));
  const auto& definition = parsed.at("definition");
  CHECK(definition.at("count") == "departures");
  CHECK(definition.at("period") == "2011-Q1");
  CHECK(definition.at("vintage").at("recording") == 7);
  CHECK(definition.at("vintage").at("at") == "2012-01-05T09:00:00.000000Z");
  CHECK(definition.at("filters").at(0).at("labels").at(1) == "forced");
  CHECK(definition.at("rows_add") == false);
  REQUIRE(parsed.at("rows").as_array().size() == 9);
  CHECK(parsed.at("rows").at(1) ==
        boost::json::value{{"period", "2011-01"}, {"programme", "REAN"}, {"departures", 2}});
  CHECK(definition_to_json(small_table().definition) == boost::json::serialize(definition));
}

TEST_CASE("table: JSON says null where no recording has a number") {
  auto table = small_table();
  table.definition.recording = 0;
  table.definition.known_at = {};
  const auto vintage = boost::json::parse(definition_to_json(table.definition)).at("vintage");
  CHECK(vintage.at("recording").is_null());
  CHECK(vintage.at("at").is_null());
}

TEST_CASE("table: the page stands alone and says what its figures mean") {
  const std::string page = to_html(small_table());
  CHECK(page.starts_with("<!DOCTYPE html>"));
  CHECK(page.ends_with("</html>\n"));
  for (const char* outside : {"http:", "https:", "src=", "href=", "url(", "<script", "@import"}) {
    CHECK(page.find(outside) == std::string::npos);
  }
  CHECK(page.find("<h1>Departures by month, programme: 2011-Q1</h1>") != std::string::npos);
  CHECK(page.find("<tr class=\"total\"><td class=\"label\">total</td><td>1</td>") !=
        std::string::npos);
  CHECK(page.find("internal, not protected for publication") != std::string::npos);
  CHECK(occurrences(page, "<rect ") == 3);
  CHECK(page.find("<title>2011-01, REAN: 2</title>") != std::string::npos);
}

TEST_CASE("table: the page escapes what HTML gives a meaning") {
  auto table = small_table();
  table.dimensions.front().labels.front() = "<b>&\"";
  const std::string page = to_html(table);
  CHECK(page.find("<b>") == std::string::npos);
  CHECK(occurrences(page, "&lt;b&gt;&amp;&quot;") == 3);
}

TEST_CASE("table: the page of figures that add stacks them, smaller labels taken together") {
  const auto columns = support::random_columns(4, 3000);
  DepartureQuery query{.period = Period::parse("2010..2011"),
                       .frequency = Frequency::year,
                       .by = {"nationality", "programmes"}};
  std::string page = to_html(departures(columns, query));
  CHECK(occurrences(page, "<rect ") == 2 * 5);
  CHECK(page.find("all others") == std::string::npos);

  std::vector<support::Row> rows;
  for (const char* nationality :
       {"AFG", "ARM", "AZE", "CHN", "IRQ", "MNG", "RUS", "SOM", "SYR", "SRB"}) {
    rows.push_back({.nationality = nationality});
  }
  query.by = {"nationality"};
  page = to_html(departures(columns_of(rows), query));
  CHECK(page.find("<title>2011, all others: 3</title>") != std::string::npos);

  query.count = Count::persons;
  page = to_html(departures(columns_of(rows), query));
  CHECK(page.find("all others") == std::string::npos);
  CHECK(page.find("and 2 more in the table") != std::string::npos);
}

TEST_CASE("table: the page of persons by two dimensions draws only what was counted together") {
  const auto columns = support::random_columns(4, 3000);
  DepartureQuery query{.period = Period::parse("2010..2011"),
                       .frequency = Frequency::year,
                       .count = Count::persons,
                       .by = {"mode", "sex"}};
  const std::string reason =
      "<p>No chart: these rows do not add, and the table has no totals by period and mode.</p>";
  for (const auto& totals : {std::vector<Total>{}, usual_totals(query.by)}) {
    query.totals = totals;
    const std::string page = to_html(departures(columns, query));
    CHECK(page.find("<svg") == std::string::npos);
    CHECK(occurrences(page, reason) == 1);
  }
  query.totals = {{.by_period = true, .by = {"mode"}}};
  const std::string page = to_html(departures(columns, query));
  CHECK(occurrences(page, "<rect ") == 2 * 4);
  CHECK(page.find("No chart") == std::string::npos);
}

TEST_CASE("table: a page without any figure needs no reason for having no chart") {
  DepartureQuery query{.period = Period::parse("2010..2011"),
                       .frequency = Frequency::year,
                       .count = Count::persons,
                       .by = {"mode", "sex"}};
  CHECK(to_html(departures(columns_of({}), query)).find("No chart") == std::string::npos);
}

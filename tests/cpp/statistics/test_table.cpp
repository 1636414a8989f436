#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <doctest/doctest.h>

#include <libcase/describe/described.hpp>
#include <libcase/exchange/answers.hpp>
#include <libcase/rules/catalogue.hpp>
#include <libcase/statistics/table.hpp>

#include "statistics/made_up_columns.hpp"
#include "statistics/made_up_table.hpp"
#include "support/errors.hpp"
#include "support/printing.hpp"

using namespace libcase;
using libcase::testing::code_of;
using libcase::testing::columns_of;

namespace {

/// The table with the totals that it is usually read with.
Table with_totals(const DepartureColumns& columns, DepartureQuery query) {
  query.totals = usual_totals(query);
  return departures(columns, query);
}

Table small_table() {
  const auto columns = columns_of({{.on = "2011-01-31", .programmes = {"HRT", "REAN"}},
                                   {.on = "2011-01-31", .programmes = {"REAN"}},
                                   {.on = "2011-02-01"},
                                   {.on = "2011-02-01", .mode = DepartureMode::forced}});
  Table table = with_totals(columns, {.period = Period::parse("2011-01..2011-03"),
                                      .by = {"programme"},
                                      .where = {parse_filter("mode=voluntary,forced")}});
  table.definition.library_version = "9.9.9";
  return table;
}

/// One departure of each.
DepartureColumns of_nationalities(std::initializer_list<const char*> nationalities) {
  std::vector<testing::Row> rows;
  for (const char* nationality : nationalities) {
    rows.push_back({.nationality = nationality});
  }
  return columns_of(rows);
}

/// The table of money with one of its measures alone.
Table table_of_one(std::size_t measure) {
  Table table = testing::table_of_money();
  table.definition.measures = {table.definition.measures[measure]};
  table.figures = {table.figures[measure]};
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
2011-01    1     2     0      2
2011-02    0     0     2      2
total      1     2     2      4

counts      departures: events, somebody who left twice counts twice
population  this register, not the whole chain of return
period      2011-Q1, by month
modes       voluntary, forced
vintage     as known at 5 January 2012, 09:00 UTC, recording 7
made by     libcase 9.9.9
protection  internal, not protected for publication
note        By programme a departure counts under each programme in force that day: rows do not add, totals are distinct.
)");
}

TEST_CASE(
    "table: by two dimensions each row shows its own total, and blank is what was not asked") {
  const auto columns = columns_of({{.on = "2011-01-31", .nationality = "RUS"},
                                   {.on = "2011-01-31", .sex = Sex::male},
                                   {.on = "2011-02-01"},
                                   {.on = "2011-02-01", .sex = Sex::male}});
  DepartureQuery query{.period = Period::parse("2011-01..2011-02"), .by = {"nationality", "sex"}};
  CHECK(to_text(with_totals(columns, query))
            .starts_with("period   nationality  female  male  total\n"
                         "2011-01  IRQ               0     1      1\n"
                         "2011-01  RUS               1     0      1\n"
                         "2011-01  total                          2\n"
                         "2011-02  IRQ               1     1      2\n"
                         "2011-02  total                          2\n"
                         "total    IRQ                            3\n"
                         "total    RUS                            1\n"
                         "total    total             2     2      4\n"
                         "\ncounts"));
}

TEST_CASE("table: a single month is not repeated as its own total") {
  const auto columns = columns_of({{.nationality = "RUS"}, {.sex = Sex::male}});
  DepartureQuery query{.period = Period::parse("2011-03"), .by = {"sex"}};
  CHECK(to_csv(with_totals(columns, query)) == "period,sex,departures\n"
                                               "2011-03,female,1\n"
                                               "2011-03,male,1\n"
                                               "2011-03,total,2\n");
  query.by = {"nationality", "sex"};
  CHECK(to_text(with_totals(columns, query))
            .starts_with("period   nationality  female  male  total\n"
                         "2011-03  IRQ               0     1      1\n"
                         "2011-03  RUS               1     0      1\n"
                         "2011-03  total             1     1      2\n"
                         "\ncounts"));
}

TEST_CASE("table: measures of every kind, and what is not known") {
  const Table table = testing::table_of_money();
  CHECK(to_text(table).starts_with(
      "period   programme  cases  granted (EUR)  recovered (EUR)  recovery\n"
      "2011-03  HRT           12        1750.00          -218.75    -12.5%\n"
      "2011-03  REAN           0           0.00             0.00         ?\n"
      "2011-03  SDT            1              ?             0.05         ?\n"
      "2011-03  total         13              ?          -218.70         ?\n"
      "\n"
      "counts      cases: distinct in each cell\n"
      "sums        granted (EUR): by award lines\n"
      "sums        recovered (EUR): asked back\n"
      "rates       recovery: recovered of what was granted\n"
      "population  this register\n"
      "period      2011-03, by month\n"
      "vintage     as known at 5 January 2012, 09:00 UTC, recording 7\n"));
  CHECK(to_csv(table) == "period,programme,cases,granted_cents,recovered_cents,recovery\n"
                         "2011-03,HRT,12,175000,-21875,-0.125\n"
                         "2011-03,REAN,0,0,0,\n"
                         "2011-03,SDT,1,,5,\n"
                         "2011-03,total,13,,-21870,\n");
  const auto rows = boost::json::parse(to_json(table)).at("rows");
  CHECK(rows.at(0).at("recovery") == -0.125);
  CHECK(rows.at(2).at("granted_cents").is_null());
  const auto measures = boost::json::parse(answer_to_json(table.definition)).at("measures");
  CHECK(measures.at(1).at("currency") == "EUR");
  CHECK(measures.at(3).at("denominator") == "granted");
  CHECK(measures.at(3).at("currency") == "");
}

TEST_CASE("table: a single sum of money tells its currency, and is drawn in whole units of it") {
  Table table = table_of_one(1);
  CHECK(to_text(table).starts_with("period       HRT  REAN  SDT  total\n"
                                   "2011-03  1750.00  0.00    ?      ?\n"
                                   "\n"
                                   "sums        granted (EUR): by award lines\n"));
  std::string page = to_html(table);
  CHECK(page.find("<h1>Granted (EUR) by month, programme: 2011-03</h1>") != std::string::npos);
  CHECK(page.find("<title>HRT: 1750.00</title>") != std::string::npos);
  CHECK(page.find("175000") == std::string::npos);

  table.labels[0] = {.name = "period", .labels = {"2011-03", "2011-04"}, .codes = {0, 0, 1, 1}};
  page = to_html(table);
  CHECK(page.find("<title>2011-03, HRT: 1750.00</title>") != std::string::npos);
  CHECK(page.find(">1500</text>") != std::string::npos);
  CHECK(page.find("0000</text>") == std::string::npos);
}

TEST_CASE("table: the page of figures that bars cannot show says why") {
  const std::string below_zero = to_html(table_of_one(2));
  CHECK(below_zero.find("No chart: some figures are below zero") != std::string::npos);
  CHECK(below_zero.find("<svg") == std::string::npos);
  Table rates = testing::table_of_money();
  std::rotate(rates.definition.measures.begin(), rates.definition.measures.begin() + 3,
              rates.definition.measures.end());
  std::rotate(rates.figures.begin(), rates.figures.begin() + 3, rates.figures.end());
  const std::string page = to_html(rates);
  CHECK(page.find("No chart: recovery is a rate") != std::string::npos);
  CHECK(page.find("<svg") == std::string::npos);
}

TEST_CASE("table: a figure is a value, nil or unknown") {
  const Table table = testing::table_of_money();
  CHECK(table.figure(1, 0) == CellFigure{.status = CellStatus::value, .value = 175'000});
  CHECK(table.figure(1, 1) == CellFigure{.status = CellStatus::nil});
  CHECK(table.figure(1, 2) == CellFigure{.status = CellStatus::unknown});
  CHECK(table.figure(3, 0) ==
        CellFigure{.status = CellStatus::value, .value = -21'875, .of = 175'000});
  CHECK(table.figure(3, 1) == CellFigure{.status = CellStatus::unknown}); // of nothing
}

TEST_CASE("table: a rate of what is no other measure of the table is refused with its name") {
  for (const char* part : {"spent", "", "recovery"}) {
    Table table = testing::table_of_money();
    table.definition.measures[3].denominator = part;
    CHECK(code_of([&] { table.figure(3, 0); }) == "unknown_measure");
    CHECK(code_of([&] { to_csv(table); }) == "unknown_measure");
    table = testing::table_of_money();
    table.definition.measures[3].numerator = part;
    const std::string message = "expected both parts of the rate 'recovery' among the other "
                                "measures of the table, found no '" +
                                std::string{part} + "'";
    CHECK_THROWS_WITH_AS(table.figure(3, 0), message.c_str(), InvalidValue);
  }
}

TEST_CASE("table: the page of one month has a bar for each label, the largest first") {
  const auto columns = columns_of({{.nationality = "RUS"}, {.nationality = "RUS"}, {}});
  DepartureQuery query{.period = Period::parse("2011-03"), .by = {"nationality", "sex"}};
  const std::string page = to_html(with_totals(columns, query));
  CHECK(occurrences(page, "<rect ") == 2);
  CHECK(page.find("<title>RUS: 2</title>") < page.find("<title>IRQ: 1</title>"));
}

TEST_CASE("table: the page of one month without a dimension has one bar with its name") {
  const std::string page =
      to_html(departures(columns_of({{}, {}}), {.period = Period::parse("2011-03")}));
  CHECK(occurrences(page, "<rect ") == 1);
  CHECK(occurrences(page, "<title>departures: 2</title>") == 1);
}

TEST_CASE("table: a label has the same colour in every figure") {
  std::vector<testing::Row> rows{{.nationality = "RUS"}, {}, {}};
  DepartureQuery query{
      .period = Period::parse("2010..2011"), .frequency = Frequency::year, .by = {"nationality"}};
  const std::string one = to_html(departures(columns_of(rows), query));
  rows.insert(rows.end(), 5, {.nationality = "RUS"});
  query.period = Period::parse("2011");
  const std::string other = to_html(departures(columns_of(rows), query));
  for (const char* label : {"RUS", "IRQ"}) {
    const std::string colour = "fill=\"" + colour_of(label) + "\"";
    CHECK(occurrences(one, colour) == 1);
    CHECK(occurrences(other, colour) == 1);
  }
  CHECK(colour_of("voluntary") != colour_of("forced"));
  CHECK(colour_of("unknown") == "#999999");
}

TEST_CASE("table: the shipped programmes and their combination are told apart by their colours") {
  std::vector<std::string> labels{"HRT+REAN"};
  const Catalogue shipped = Catalogue::shipped();
  for (const Programme& programme : shipped.programmes()) {
    labels.push_back(programme.code.code());
  }
  const auto channel = [](const std::string& colour, std::size_t at) {
    return std::stoi(colour.substr(1 + 2 * at, 2), nullptr, 16);
  };
  for (const std::string& one : labels) {
    for (const std::string& other : labels) {
      CAPTURE(one);
      CAPTURE(other);
      int difference = 0;
      for (std::size_t at = 0; at < 3; ++at) {
        difference += std::abs(channel(colour_of(one), at) - channel(colour_of(other), at));
      }
      CHECK((one == other || difference >= 30));
    }
  }
}

TEST_CASE("table: text shows many labels one below the other") {
  const auto columns =
      of_nationalities({"AFG", "ARM", "AZE", "CHN", "IRQ", "MNG", "RUS", "SOM", "SYR"});
  const auto table =
      departures(columns, {.period = Period::parse("2011-03"), .by = {"nationality"}});
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
  table.labels[1].labels = {"a,b", "say \"so\"", "two\nlines", "plain"};
  const std::string csv = to_csv(table);
  CHECK(csv.find("2011-01,\"a,b\",1\n") != std::string::npos);
  CHECK(csv.find("2011-01,\"say \"\"so\"\"\",2\n") != std::string::npos);
  CHECK(csv.find("2011-02,\"two\nlines\",2\n") != std::string::npos);
  CHECK(csv.find("2011-02,plain,2\n") != std::string::npos);
}

TEST_CASE("table: JSON holds the definition and a row for each figure") {
  const auto parsed = boost::json::parse(to_json(small_table()));
  const auto& definition = parsed.at("definition");
  CHECK(definition.at("measures").at(0).at("name") == "departures");
  CHECK(definition.at("measures").at(0).at("kind") == "count");
  CHECK(definition.at("period") == "2011-Q1");
  CHECK(definition.at("recording") == 7);
  CHECK(definition.at("known_at") == "2012-01-05T09:00:00.000000Z");
  CHECK(definition.at("filters").at(0).at("labels").at(1) == "forced");
  CHECK(definition.at("rows_add") == false);
  REQUIRE(parsed.at("rows").as_array().size() == 9);
  CHECK(parsed.at("rows").at(1) ==
        boost::json::value{{"period", "2011-01"}, {"programme", "REAN"}, {"departures", 2}});
  CHECK(answer_to_json(small_table().definition) == boost::json::serialize(definition));
}

TEST_CASE("table: JSON says null where no recording has a time") {
  auto table = small_table();
  table.definition.recording = 0;
  table.definition.known_at = {};
  const auto definition = boost::json::parse(answer_to_json(table.definition));
  CHECK(definition.at("recording") == 0);
  CHECK(definition.at("known_at").is_null());
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
  table.labels[1].labels.front() = "<b>&\"";
  const std::string page = to_html(table);
  CHECK(page.find("<b>") == std::string::npos);
  CHECK(occurrences(page, "&lt;b&gt;&amp;&quot;") == 3);
}

TEST_CASE("table: the page of figures that add stacks them, smaller labels taken together") {
  const auto columns = testing::random_columns(4, 3000);
  DepartureQuery query{.period = Period::parse("2010..2011"),
                       .frequency = Frequency::year,
                       .by = {"nationality", "programmes"}};
  std::string page = to_html(departures(columns, query));
  CHECK(occurrences(page, "<rect ") == 2 * 5);
  CHECK(page.find("all others") == std::string::npos);

  const auto ten =
      of_nationalities({"AFG", "ARM", "AZE", "CHN", "IRQ", "MNG", "RUS", "SOM", "SYR", "SRB"});
  query.by = {"nationality"};
  page = to_html(departures(ten, query));
  CHECK(page.find("<title>2011, all others: 3</title>") != std::string::npos);

  query.count = Count::persons;
  page = to_html(departures(ten, query));
  CHECK(page.find("all others") == std::string::npos);
  CHECK(page.find("and 2 more in the table") != std::string::npos);
}

TEST_CASE("table: the page of persons by two dimensions draws only what was counted together") {
  const auto columns = testing::random_columns(4, 3000);
  DepartureQuery query{.period = Period::parse("2010..2011"),
                       .frequency = Frequency::year,
                       .count = Count::persons,
                       .by = {"mode", "sex"}};
  const std::string reason =
      "<p>No chart: these rows do not add, and the table has no totals by period and mode.</p>";
  for (const auto& totals : {std::vector<Total>{}, {{.by_period = true, .by = {}}}}) {
    query.totals = totals;
    const std::string page = to_html(departures(columns, query));
    CHECK(page.find("<svg") == std::string::npos);
    CHECK(occurrences(page, reason) == 1);
  }
  const std::string page = to_html(with_totals(columns, query));
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

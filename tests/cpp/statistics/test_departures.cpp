#include <map>
#include <numeric>
#include <set>

#include <doctest/doctest.h>

#include <libcase/statistics/concat.hpp>
#include <libcase/statistics/departures.hpp>

#include "statistics/made_up_columns.hpp"
#include "support/errors.hpp"
#include "support/printing.hpp"

using namespace libcase;
using libcase::testing::code_of;
using libcase::testing::columns_of;
using libcase::testing::figure;

namespace {

const Period year_2011 = Period::parse("2011");

DepartureQuery by(std::vector<Dimension> dimensions) {
  return {.period = year_2011, .by = std::move(dimensions)};
}

std::int64_t sum(const Table& table) {
  return std::accumulate(table.figures[0].values.begin(), table.figures[0].values.end(),
                         std::int64_t{0});
}

/// Counts row by row, slowly: the labels of each row's cells, and whoever is counted in them.
std::map<std::vector<std::string>, std::set<std::size_t>>
slow_cells(const DepartureColumns& columns, bool is_by_person) {
  std::map<std::vector<std::string>, std::set<std::size_t>> cells;
  for (std::size_t row = 0; row < columns.size(); ++row) {
    const Date on = Date::from_days_since_epoch(columns.on[row]);
    const Country nationality = Country::from_index(columns.nationality[row]);
    std::vector<std::string> programmes;
    for (const ProgrammeCode& code : columns.programmes.values[columns.programmes[row]]) {
      programmes.push_back(code.code());
    }
    if (programmes.empty()) {
      programmes.emplace_back("none");
    }
    for (const std::string& programme : programmes) {
      cells[{Period::of(Frequency::quarter, on).to_string(), programme,
             nationality.is_set() ? std::string{nationality.code()} : "unknown",
             std::string{to_text(static_cast<DepartureMode>(columns.mode[row]))}}]
          .insert(is_by_person ? columns.person_id[row] : row);
    }
  }
  return cells;
}

} // namespace

TEST_CASE("departures: no table is given by what was irregular in a departure") {
  for (const std::string_view name : dimension_names()) {
    CAPTURE(name);
    CHECK(name.find("irregular") == std::string_view::npos);
    CHECK(name.find("gate") == std::string_view::npos);
  }
}

TEST_CASE("departures: a month, a dimension, a figure") {
  const auto columns = columns_of({{.on = "2011-01-31"},
                                   {.on = "2011-02-01"},
                                   {.on = "2011-02-28", .nationality = "RUS"},
                                   {.on = "2011-02-28"},
                                   {.on = "2010-12-31"},
                                   {.on = "2012-01-01"}});
  const auto table = departures(columns, by({"nationality"}));
  CHECK(figure(table, {"2011-01", "IRQ"}) == 1);
  CHECK(figure(table, {"2011-02", "IRQ"}) == 2);
  CHECK(figure(table, {"2011-02", "RUS"}) == 1);
  CHECK(table.row_count() == 3);
  CHECK(table.labels[1].labels == std::vector<std::string>{"IRQ", "RUS"});
}

TEST_CASE("departures: rows come by period, then by the order of the labels, unknown last") {
  const auto columns = columns_of({{.nationality = ""},
                                   {.nationality = "RUS", .mode = DepartureMode::forced},
                                   {.nationality = "RUS"},
                                   {.nationality = "AFG"},
                                   {.on = "2011-01-05", .nationality = "SYR"}});
  const auto table = departures(columns, by({"nationality", "mode"}));
  std::vector<std::string> rows;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    rows.push_back(table.labels[0].label(row) + " " + table.labels[1].label(row) + " " +
                   table.labels[2].label(row));
  }
  CHECK(rows == std::vector<std::string>{"2011-01 SYR voluntary", "2011-03 AFG voluntary",
                                         "2011-03 RUS voluntary", "2011-03 RUS forced",
                                         "2011-03 unknown voluntary"});
}

TEST_CASE("departures: quarters and years") {
  const auto columns =
      columns_of({{.on = "2010-03-31"}, {.on = "2011-04-01"}, {.on = "2011-06-30"}});
  auto query = by({});
  query.frequency = Frequency::quarter;
  CHECK(figure(departures(columns, query), {"2011-Q2"}) == 2);
  query.frequency = Frequency::year;
  query.period = Period::parse("2010..2011");
  CHECK(figure(departures(columns, query), {"2010"}) == 1);
  CHECK(figure(departures(columns, query), {"2011"}) == 2);
}

TEST_CASE("departures: by programme somebody counts under each, and once in the total") {
  const auto columns =
      columns_of({{.programmes = {"HRT", "REAN"}}, {.programmes = {"REAN"}}, {.programmes = {}}});
  auto query = by({"programme"});
  query.totals = usual_totals(query);
  const auto table = departures(columns, query);
  CHECK(figure(table, {"2011-03", "HRT"}) == 1);
  CHECK(figure(table, {"2011-03", "REAN"}) == 2);
  CHECK(figure(table, {"2011-03", "none"}) == 1);
  CHECK(figure(table, {"2011-03", "total"}) == 3);
  CHECK(figure(table, {"total", "REAN"}) == 2);
  CHECK(figure(table, {"total", "total"}) == 3);
  CHECK_FALSE(table.definition.rows_add);
}

TEST_CASE("departures: by combination of programmes rows add") {
  const auto columns = columns_of({{.programmes = {"HRT", "REAN"}},
                                   {.programmes = {"REAN"}},
                                   {.programmes = {}},
                                   {.programmes = {"HRT", "REAN"}}});
  const auto table = departures(columns, by({"programmes"}));
  CHECK(figure(table, {"2011-03", "HRT+REAN"}) == 2);
  CHECK(figure(table, {"2011-03", "REAN"}) == 1);
  CHECK(figure(table, {"2011-03", "none"}) == 1);
  CHECK(table.definition.rows_add);
}

TEST_CASE("departures: a person counts once in a cell and once in each total") {
  const auto columns = columns_of({{.on = "2011-01-10", .person = 1},
                                   {.on = "2011-01-20", .person = 1},
                                   {.on = "2011-02-20", .person = 1, .mode = DepartureMode::forced},
                                   {.on = "2011-02-21", .person = 2}});
  auto query = by({"mode"});
  query.count = Count::persons;
  query.totals = usual_totals(query);
  const auto table = departures(columns, query);
  CHECK(figure(table, {"2011-01", "voluntary"}) == 1);
  CHECK(figure(table, {"2011-02", "total"}) == 2);
  CHECK(figure(table, {"total", "voluntary"}) == 2);
  CHECK(figure(table, {"total", "forced"}) == 1);
  CHECK(figure(table, {"total", "total"}) == 2);
}

TEST_CASE("departures: a unit counts once, as its principal and on the day its last member left") {
  auto columns = columns_of({{.on = "2011-01-10", .nationality = "RUS"},
                             {.on = "2011-01-12", .nationality = "IRQ", .sex = Sex::male},
                             {.on = "2011-03-02", .nationality = "AFG"}});
  columns.unit_departures = {{.departure = 1,
                              .on = Date{2011, 3, 2}.days_since_epoch(),
                              .nationality = Country{"IRQ"}.index(),
                              .composition = Composition::family_with_children}};
  auto query = by({"nationality", "composition", "sex"});
  query.count = Count::units;
  const auto table = departures(columns, query);
  CHECK(table.row_count() == 1);
  CHECK(figure(table, {"2011-03", "IRQ", "family_with_children", "male"}) == 1);
}

TEST_CASE("departures: a unit's date is as precise as the least precise one of its members") {
  auto columns =
      columns_of({{.on = "2011-01-01", .precision = DatePrecision::year}, {.on = "2011-03-02"}});
  columns.unit_departures = {
      {.departure = 1, .on = columns.on[1], .nationality = 0, .composition = Composition::adults}};
  auto query = by({});
  query.count = Count::units;
  CHECK(figure(departures(columns, query), {"2011-03"}) == 1);
  columns.unit_departures.front().precision = DatePrecision::year;
  CHECK(code_of<Refused>([&] { departures(columns, query); }) == "finer_than_data");
}

TEST_CASE("departures: age bands count completed years on the day of departure") {
  const auto columns = columns_of({{.on = "2011-03-01", .born = "1993-03-01"},
                                   {.on = "2011-02-28", .born = "1993-03-01"},
                                   {.on = "2011-02-28", .born = "1976-02-29"},
                                   {.on = "2011-03-01", .born = "1976-02-29"},
                                   {.on = "2011-06-01", .born = "1993"},
                                   {.on = "2011-06-01", .born = "1980"},
                                   {.on = "2011-06-01", .born = "2011"},
                                   {.on = "2011-06-01"},
                                   {.on = "2011-06-01", .born = "1920-01-01"}});
  auto query = by({"age_band"});
  query.frequency = Frequency::year;
  query.age_bands = parse_age_bands("0-17,18-34,35-80");
  const auto table = departures(columns, query);
  CHECK(figure(table, {"2011", "0-17"}) == 2);
  CHECK(figure(table, {"2011", "18-34"}) == 3);
  CHECK(figure(table, {"2011", "35-80"}) == 1);
  CHECK(figure(table, {"2011", "unknown"}) == 2);
  CHECK(figure(table, {"2011", "other"}) == 1);
  query.age_bands = parse_age_bands("0-");
  CHECK(figure(departures(columns, query), {"2011", "0-"}) == 8);
  CHECK(figure(departures(columns, query), {"2011", "unknown"}) == 1);
}

TEST_CASE("departures: of a coarse date the age band is the one of each of its days, or unknown") {
  struct Situation {
    std::string_view on;
    DatePrecision precision;
    std::string_view born;
    std::string_view band;
  };
  using enum DatePrecision;
  const std::vector<Situation> casebook{
      {"2011-01-01", year, "1993-06-15", "unknown"}, // 18 in June
      {"2011-01-01", year, "1992-12-31", "18-"},
      {"2011-01-01", year, "1993-01-01", "18-"},
      {"2011-01-01", year, "1993-01-02", "unknown"},
      {"2011-01-01", year, "1993-12-31", "unknown"},
      {"2011-01-01", year, "1994-01-01", "0-17"},
      {"2011-04-01", quarter, "1993-06-30", "unknown"},
      {"2011-04-01", quarter, "1993-07-01", "0-17"},
      {"2011-02-01", month, "1993-02-28", "unknown"},
      {"2011-02-01", month, "1993-03-01", "0-17"},
      {"2011-02-01", month, "1993-02-01", "18-"},
      {"2011-02-01", month, "1992-02-10/1993-02-01", "18-"},
      {"2011-02-01", month, "1993-03", "0-17"},
      {"2011-02-01", month, "1993", "unknown"},
      {"2011-02-01", day, "1993-02-02", "0-17"},
      {"2011-01-01", year, "1992-01-02/1993-01-01", "18-"},
      {"2011-01-01", year, "1993-01-02/1994-01-01", "unknown"}, // 17 on the first day
      {"2011-01-01", year, "", "unknown"},
  };
  auto query = by({"age_band"});
  query.frequency = Frequency::year;
  query.age_bands = parse_age_bands("0-17,18-");
  for (const Situation& situation : casebook) {
    CAPTURE(situation.on);
    CAPTURE(situation.born);
    const auto columns = columns_of(
        {{.on = situation.on, .born = situation.born, .precision = situation.precision}});
    CHECK(figure(departures(columns, query), {"2011", situation.band}) == 1);
  }
}

TEST_CASE("departures: an age that a published table told is that of the period's first day") {
  using enum DatePrecision;
  auto columns = columns_of({{.on = "2011-04-01",
                              .born = "1993-04-02/1994-04-01",
                              .precision = quarter,
                              .age_reported_in = 4},
                             {.on = "2011-04-01",
                              .born = "1981-04-02/1993-04-01",
                              .precision = quarter,
                              .age_reported_in = 4},
                             {.on = "2011-04-01",
                              .born = "1993-05-02/1994-05-01",
                              .precision = quarter,
                              .age_reported_in = 5},
                             {.on = "2011-07-01",
                              .born = "1993-07-02/1994-07-01",
                              .precision = month,
                              .age_reported_in = 7},
                             {.on = "2011-04-01", .born = "1993-04-02", .precision = quarter}});
  columns.from_aggregates = true;
  auto query = by({"age_band"});
  query.frequency = Frequency::quarter;
  query.age_bands = parse_age_bands("0-17,18-");
  const auto table = departures(columns, query);
  CHECK(figure(table, {"2011-Q2", "0-17"}) == 1);
  CHECK(figure(table, {"2011-Q2", "18-"}) == 1);
  CHECK(figure(table, {"2011-Q2", "unknown"}) == 2);
  CHECK(figure(table, {"2011-Q3", "0-17"}) == 1);
}

TEST_CASE("departures: age bands are read from text") {
  CHECK(parse_age_bands("0-17,35-") ==
        std::vector<AgeBand>{{.from = 0, .to = 17}, {.from = 35, .to = {}}});
  for (const char* bad : {"", "0-17,", "17", "18-17", "0-17,17-20", "30-,40-", "0-151", "-5", "a-b",
                          "0-17 ,18-", "0-1-2", "0001-2"}) {
    CAPTURE(bad);
    CHECK(code_of([&] { parse_age_bands(bad); }) == "invalid_age_bands");
  }
}

TEST_CASE("departures: a filter leaves out what has none of its labels") {
  const auto columns = columns_of({{.nationality = "IRQ", .mode = DepartureMode::forced},
                                   {.nationality = "RUS", .mode = DepartureMode::forced},
                                   {.nationality = "RUS"},
                                   {.nationality = ""}});
  auto query = by({"nationality"});
  query.where = {parse_filter("mode=forced")};
  CHECK(sum(departures(columns, query)) == 2);
  query.where.push_back(parse_filter("nationality=RUS,unknown"));
  CHECK(sum(departures(columns, query)) == 1);
  CHECK(figure(departures(columns, query), {"2011-03", "RUS"}) == 1);
}

TEST_CASE("departures: a filter on programme keeps whoever has one of them, under these alone") {
  const auto columns =
      columns_of({{.programmes = {"HRT", "REAN"}}, {.programmes = {"REAN"}}, {.programmes = {}}});
  auto query = by({"programme"});
  query.where = {parse_filter("programme=HRT,none")};
  query.totals = {{}};
  const auto table = departures(columns, query);
  CHECK(figure(table, {"2011-03", "HRT"}) == 1);
  CHECK(figure(table, {"2011-03", "REAN"}) == -1);
  CHECK(figure(table, {"total", "total"}) == 2);
  query.by = {"mode"};
  query.totals = {};
  CHECK(sum(departures(columns, query)) == 2);
  query.where = {parse_filter("programmes=REAN+HRT")};
  CHECK(sum(departures(columns, query)) == 1);
}

TEST_CASE("departures: an unknown label is refused with what is expected") {
  const auto columns = columns_of({{}});
  for (const char* filter :
       {"mode=voluntry", "nationality=XX", "nationality=irq", "sex=", "programme=hrt",
        "programmes=HRT+", "package=total", "age_band=0-17"}) {
    CAPTURE(filter);
    auto query = by({});
    query.age_bands = parse_age_bands("18-");
    CHECK(code_of([&] {
            query.where = {parse_filter(filter)};
            departures(columns, query);
          }) == (std::string_view{filter}.ends_with('=') ? "invalid_filter" : "unknown_label"));
  }
  CHECK_THROWS_WITH_AS(departures(columns, {.period = year_2011, .where = {parse_filter("sex=x")}}),
                       "expected for sex one of female, male, unknown, found a text of 1 letter",
                       InvalidValue);
}

TEST_CASE("departures: a query that makes no sense is refused") {
  const auto columns = columns_of({{}});
  const auto code = [&](const DepartureQuery& query) {
    return code_of([&] { departures(columns, query); });
  };
  CHECK(code(by({"sex", "sex"})) == "repeated_dimension");
  CHECK(code({.period = year_2011,
              .where = {parse_filter("sex=male"), parse_filter("sex=female")}}) ==
        "repeated_dimension");
  CHECK(code(by({"age_band"})) == "no_age_bands");
  CHECK(code({.period = year_2011, .totals = {{.by_period = true, .by = {"sex"}}}}) ==
        "unknown_total");
  CHECK(code({.period = Period::parse("2011-02..2011-04"), .frequency = Frequency::quarter}) ==
        "invalid_period");
  CHECK(code({.period = Period::parse("1400..9998")}) == "table_too_large");
  CHECK(code_of([] { Dimension::parse("colour"); }) == "unknown_dimension");
}

TEST_CASE("departures: a frequency finer than a date is refused, if it would be counted") {
  const auto columns = columns_of({{.on = "2011-01-01", .precision = DatePrecision::quarter},
                                   {.on = "2009-01-01", .precision = DatePrecision::year},
                                   {.on = "2011-06-01", .mode = DepartureMode::forced}});
  auto query = by({});
  CHECK_THROWS_WITH_AS(departures(columns, query),
                       "a table by month would be finer than its data: of at least one departure "
                       "in 2011 only the quarter is known",
                       Refused);
  query.period = Period::parse("2011-03..2011-06");
  CHECK(code_of<Refused>([&] { departures(columns, query); }) == "finer_than_data");
  query.period = Period::parse("2011-04..2011-06");
  CHECK(sum(departures(columns, query)) == 1);
  query.period = year_2011;
  query.where = {parse_filter("mode=forced")};
  CHECK(sum(departures(columns, query)) == 1);
  query.where = {};
  query.frequency = Frequency::quarter;
  CHECK(sum(departures(columns, query)) == 2);
  query.period = Period::parse("2009..2011");
  CHECK(code_of<Refused>([&] { departures(columns, query); }) == "finer_than_data");
}

TEST_CASE("departures: rows of published tables are events, not persons") {
  auto columns = columns_of({{}});
  columns.from_aggregates = true;
  columns.person_id.clear();
  columns.case_id.clear();
  auto query = by({});
  CHECK(sum(departures(columns, query)) == 1);
  for (const Count count : {Count::persons, Count::units}) {
    query.count = count;
    CHECK(code_of<Refused>([&] { departures(columns, query); }) == "rows_are_events");
  }
}

TEST_CASE("departures: a count of weighted departures is the sum of their weights") {
  auto columns = columns_of({{.on = "2011-01-05", .programmes = {"HRT", "REAN"}},
                             {.on = "2011-01-06", .mode = DepartureMode::forced},
                             {.on = "2011-03-05"},
                             {.on = "2011-04-05", .programmes = {"HRT"}}});
  columns.weight = {{3, 4'000'000'000, 2'000'000'000, 0}};
  auto query = by({"mode"});
  query.totals = usual_totals(query);
  const auto table = departures(columns, query);
  CHECK(figure(table, {"2011-01", "voluntary"}) == 3);
  CHECK(figure(table, {"2011-01", "total"}) == 4'000'000'003);
  CHECK(figure(table, {"2011-04", "voluntary"}) == -1);
  CHECK(figure(table, {"total", "total"}) == 6'000'000'003);
  CHECK(table.definition.notes.back().starts_with("Rows are weighted"));
  CHECK(figure(departures(columns, by({"programme"})), {"2011-01", "REAN"}) == 3);
}

TEST_CASE("departures: a weight does not say who is counted") {
  auto columns = columns_of({{}});
  columns.weight = {{3}};
  auto query = by({});
  for (const Count count : {Count::persons, Count::units}) {
    query.count = count;
    CHECK(code_of<Refused>([&] { departures(columns, query); }) == "rows_are_weighted");
  }
}

TEST_CASE("departures: dimensions are the columns that have labels, and what is made of others") {
  std::vector<std::string_view> names{dimension_names().begin(), dimension_names().end()};
  CHECK(names == std::vector<std::string_view>{
                     "mode", "assisted_by", "established_by", "left_from", "sex", "composition",
                     "member_category", "member_category_at_application", "accompaniment",
                     "accompaniment_at_application", "reception", "reception_at_application",
                     "package", "nationality", "destination", "programme", "programmes",
                     "age_band"});
  CHECK(to_text(Dimension::parse("age_band")) == "age_band");
  CHECK(code_of([] { Dimension::parse("precision"); }) == "unknown_dimension");
}

TEST_CASE("departures: zero cells stand for every period and combination of labels") {
  const auto columns = columns_of({{.on = "2011-01-05", .nationality = "IRQ"},
                                   {.on = "2011-03-05", .nationality = "RUS", .sex = Sex::male}});
  auto query = by({"nationality", "sex"});
  query.period = Period::parse("2011-01..2011-03");
  query.zeros = true;
  const auto table = departures(columns, query);
  CHECK(table.row_count() == 12);
  CHECK(sum(table) == 2);
  CHECK(figure(table, {"2011-02", "RUS", "female"}) == 0);
  CHECK(figure(table, {"2011-03", "RUS", "male"}) == 1);
  query.where = {parse_filter("nationality=IRQ,AFG")};
  CHECK(figure(departures(columns, query), {"2011-01", "AFG", "female"}) == 0);
  query.totals = usual_totals(query);
  CHECK(figure(departures(columns, query), {"2011-03", "total", "total"}) == 0);
  query.where = {};
  query.period = Period::parse("2011");
  query.by = {};
  query.totals = {};
  CHECK(departures(columns, query).row_count() == 12);
}

TEST_CASE("departures: a grand total is there when nothing else is") {
  auto query = by({"sex"});
  query.totals = usual_totals(query);
  const auto table = departures(columns_of({}), query);
  CHECK(table.row_count() == 1);
  CHECK(figure(table, {"total", "total"}) == 0);
}

TEST_CASE("departures: any subset of the dimensions has its total") {
  const auto columns = testing::random_columns(11, 3000);
  auto query = by({"nationality", "mode", "sex"});
  query.totals = {{.by_period = true, .by = {"sex", "nationality"}},
                  {.by_period = true, .by = {"nationality", "sex"}}};
  const auto with_totals = departures(columns, query);
  const auto without_mode = departures(columns, by({"nationality", "sex"}));
  std::size_t totals = 0;
  for (std::size_t row = 0; row < with_totals.row_count(); ++row) {
    if (with_totals.is_total(row)) {
      ++totals;
      CHECK(
          with_totals.figures[0].values[row] ==
          figure(without_mode, {with_totals.labels[0].label(row), with_totals.labels[1].label(row),
                                with_totals.labels[3].label(row)}));
    }
  }
  CHECK(totals == without_mode.row_count());
}

TEST_CASE("departures: the same figures as counting row by row") {
  for (const unsigned seed : {1U, 2U, 3U}) {
    CAPTURE(seed);
    const auto columns = testing::random_columns(seed, 2000);
    DepartureQuery query{.period = Period::parse("2010..2011"),
                         .frequency = Frequency::quarter,
                         .by = {"programme", "nationality", "mode"}};
    for (const Count count : {Count::departures, Count::persons}) {
      query.count = count;
      const auto table = departures(columns, query);
      const auto cells = slow_cells(columns, count == Count::persons);
      REQUIRE(table.row_count() == cells.size());
      for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto& counted = cells.at({table.labels[0].label(row), table.labels[1].label(row),
                                        table.labels[2].label(row), table.labels[3].label(row)});
        CHECK(table.figures[0].values[row] == static_cast<std::int64_t>(counted.size()));
      }
    }
  }
}

TEST_CASE("departures: events add up, persons do not add to more than their rows") {
  const auto columns = testing::random_columns(5, 4000);
  auto query = by({"programmes", "sex", "composition"});
  query.age_bands = parse_age_bands("0-17,18-");
  query.by.push_back("age_band");
  const std::int64_t events = sum(departures(columns, query));
  query.by = {};
  CHECK(sum(departures(columns, query)) == events);

  query.count = Count::persons;
  query.by = {"nationality", "mode"};
  const std::int64_t persons_by_cell = sum(departures(columns, query));
  query.totals = {{}};
  const auto table = departures(columns, query);
  const std::int64_t persons = table.figures[0].values.back();
  CHECK(persons < persons_by_cell);
  std::set<std::uint32_t> distinct;
  for (std::size_t row = 0; row < columns.size(); ++row) {
    if (year_2011.contains(Date::from_days_since_epoch(columns.on[row]))) {
      distinct.insert(columns.person_id[row]);
    }
  }
  CHECK(persons == static_cast<std::int64_t>(distinct.size()));
}

TEST_CASE("departures: filters may come in any order") {
  const auto columns = testing::random_columns(6, 4000);
  auto query = by({"programme", "sex"});
  query.where = {parse_filter("mode=forced,voluntary"), parse_filter("programmes=HRT+REAN,REAN"),
                 parse_filter("nationality=IRQ,unknown")};
  const auto one = departures(columns, query);
  std::ranges::reverse(query.where);
  const auto other = departures(columns, query);
  CHECK(one.row_count() > 10);
  CHECK(one.figures[0].values == other.figures[0].values);
  CHECK(one.labels == other.labels);
}

TEST_SUITE_BEGIN("threads");

TEST_CASE("departures: two threads count what one counts") {
  const auto some = testing::random_columns(7, 4000);
  const auto columns = concat(std::vector<const DepartureColumns*>(33, &some));
  for (const Count count : {Count::departures, Count::persons, Count::units}) {
    for (const bool is_large : {false, true}) {
      auto query = is_large ? by({"nationality", "programme", "age_band", "destination", "mode",
                                  "sex", "composition", "programmes"})
                            : by({"nationality", "programme", "age_band"});
      query.count = count;
      query.age_bands = parse_age_bands("0-17,18-34,35-");
      query.totals = {{}};
      query.threads = 1;
      const auto alone = departures(columns, query);
      query.threads = 2;
      CHECK(departures(columns, query) == alone);
    }
  }
}

TEST_SUITE_END();

TEST_CASE("departures: a table with very many possible cells holds the same figures") {
  const auto columns = testing::random_columns(8, 3000);
  std::vector<Dimension> dimensions{"programme", "nationality", "mode", "sex"};
  auto query = by(dimensions);
  query.totals = {{.by_period = true, .by = dimensions}, {}};
  query.by.insert(query.by.end(), {"destination", "programmes", "composition", "left_from",
                                   "established_by", "assisted_by"});
  for (const Count count : {Count::departures, Count::persons}) {
    query.count = count;
    const auto many = departures(columns, query);
    auto small_query = by(dimensions);
    small_query.count = count;
    small_query.totals = {{}};
    const auto few = departures(columns, small_query);
    std::vector<std::int64_t> totals;
    for (std::size_t row = 0; row < many.row_count(); ++row) {
      if (many.is_total(row)) {
        totals.push_back(many.figures[0].values[row]);
      }
    }
    CHECK(totals == few.figures[0].values);
  }
}

TEST_CASE("departures: the definition says what is counted") {
  auto columns = columns_of({{}});
  auto query = by({"programme", "age_band"});
  query.age_bands = parse_age_bands("0-17,18-");
  query.count = Count::persons;
  query.where = {parse_filter("mode=forced,voluntary")};
  const Definition one = departures(columns, query).definition;
  CHECK(one.population == "this register, not the whole chain of return");
  CHECK(one.modes == std::vector<std::string>{"forced", "voluntary"});
  CHECK(one.filters == std::vector<DefinedFilter>{{"mode", {"forced", "voluntary"}}});
  CHECK(one.dimensions == std::vector<std::string>{"programme", "age_band"});
  CHECK(one.recording == 7);
  CHECK(one.known_at == columns.known_at);
  CHECK(one.notes.size() == 3);
  CHECK(one.protection == "internal, not protected for publication");
  const Definition by_composition = departures(columns, by({"composition"})).definition;
  REQUIRE_FALSE(by_composition.notes.empty());
  CHECK(by_composition.notes.front().starts_with(
      "Compositions and categories of members take as minors who is under 18 by "
      "national law"));

  columns.register_begins = {0, 1};
  const Definition two = departures(columns, by({})).definition;
  CHECK(two.population == "these 2 registers, not the whole chain of return");
  CHECK(two.modes.size() == 4);
  CHECK(two.rows_add);
}

TEST_CASE("departures: without any departure there are no cells, whatever is asked for") {
  for (const Count count : {Count::departures, Count::persons, Count::units}) {
    DepartureQuery query = by({"nationality", "destination"});
    query.count = count;
    CHECK(departures(DepartureColumns{}, query).figures[0].values.empty());
    query.period = Period::parse("1990..2011");
    CHECK(departures(DepartureColumns{}, query).figures[0].values.empty());
    query.zeros = true;
    CHECK(sum(departures(DepartureColumns{}, query)) == 0);
  }
}

TEST_CASE("departures: a filter without labels is refused") {
  DepartureQuery query = by({});
  query.where = {{.dimension = "mode", .labels = {}}};
  CHECK(code_of([&] { departures(DepartureColumns{}, query); }) == "invalid_filter");
}

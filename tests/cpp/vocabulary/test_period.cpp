#include <vector>

#include <doctest/doctest.h>

#include <libcase/vocabulary/period.hpp>

#include "support/errors.hpp"
#include "support/printing.hpp"

using libcase::Date;
using libcase::DatePrecision;
using libcase::Frequency;
using libcase::OpenPeriod;
using libcase::Period;
using libcase::testing::code_of;

TEST_CASE("period: each form of text gives its days") {
  CHECK(Period::parse("2011") == Period{Date{2011, 1, 1}, Date{2012, 1, 1}});
  CHECK(Period::parse("2011-Q1") == Period{Date{2011, 1, 1}, Date{2011, 4, 1}});
  CHECK(Period::parse("2011-Q4") == Period{Date{2011, 10, 1}, Date{2012, 1, 1}});
  CHECK(Period::parse("2012-02") == Period{Date{2012, 2, 1}, Date{2012, 3, 1}});
  CHECK(Period::parse("2011-12") == Period{Date{2011, 12, 1}, Date{2012, 1, 1}});
  CHECK(Period::parse("2011-08-15") == Period{Date{2011, 8, 15}, Date{2011, 8, 16}});
}

TEST_CASE("period: a range includes both its ends") {
  CHECK(Period::parse("2004..2023") == Period{Date{2004, 1, 1}, Date{2024, 1, 1}});
  CHECK(Period::parse("2011-08..2012-03") == Period{Date{2011, 8, 1}, Date{2012, 4, 1}});
  CHECK(Period::parse("2011-Q4..2012-Q1") == Period{Date{2011, 10, 1}, Date{2012, 4, 1}});
  CHECK(Period::parse("2011-08-15..2011-09-02") == Period{Date{2011, 8, 15}, Date{2011, 9, 3}});
  CHECK(Period::parse("2010..2011-06") == Period{Date{2010, 1, 1}, Date{2011, 7, 1}});
}

TEST_CASE("period: it is printed the way it is read") {
  for (const char* text :
       {"2011", "2011-Q1", "2011-Q4", "2011-01", "2011-11", "2012-02", "2004..2023",
        "2011-08..2012-03", "2011-Q2..2012-Q1", "2011-08-15", "2011-08-15..2011-09-02",
        "2011-01-01..2011-01-30", "1400", "9998", "9999-11", "1400..9998"}) {
    CAPTURE(text);
    CHECK(Period::parse(text).to_string() == text);
  }
}

TEST_CASE("period: the coarsest name is printed") {
  CHECK(Period::parse("2011-01..2011-12").to_string() == "2011");
  CHECK(Period::parse("2011-Q1..2012-Q4").to_string() == "2011..2012");
  CHECK(Period::parse("2011-04..2011-06").to_string() == "2011-Q2");
  CHECK(Period::parse("2011-02-01..2011-02-28").to_string() == "2011-02");
  CHECK(Period::parse("2011..2011").to_string() == "2011");
}

TEST_CASE("period: other text is refused") {
  for (const char* junk :
       {"",       "..",      "2011..",    "..2011",     "2011...2012", "2011..2012..2013",
        "11",     "2011-0",  "2011-00",   "2011-13",    "2011-Q0",     "2011-Q5",
        "2011Q4", "2011-q4", "2011-2012", "2011-02-30", "2012..2011",  "2011-08..2011-07",
        "1399",   "9999",    " 2011",     "2011 ",      "november",    "2011-1"}) {
    CAPTURE(junk);
    CHECK(code_of([&] { Period::parse(junk); }) == "invalid_period");
  }
}

TEST_CASE("period: a year outside the calendar is told by its range") {
  for (const char* text : {"9999", "1399", "9999-12-31", "2011..9999"}) {
    CAPTURE(text);
    CHECK_THROWS_WITH_AS(Period::parse(text), doctest::Contains("in the years 1400 to 9998"),
                         libcase::InvalidValue);
  }
  CHECK(code_of([] { Period::of(Frequency::year, Date{9999, 1, 1}); }) == "invalid_date");
  CHECK(code_of([] { Period::of(Frequency::month, Date{}); }) == "invalid_date");
}

TEST_CASE("period: it begins before it ends") {
  CHECK(code_of([] { Period(Date{2011, 1, 1}, Date{2011, 1, 1}); }) == "invalid_period");
  CHECK(code_of([] { Period(Date{2011, 1, 2}, Date{2011, 1, 1}); }) == "invalid_period");
  CHECK(code_of([] { Period(Date{}, Date{2011, 1, 1}); }) == "invalid_period");
  CHECK(code_of([] { Period(Date{2011, 1, 1}, Date{}); }) == "invalid_period");
}

TEST_CASE("period: its first day belongs to it and the day after its last does not") {
  const Period november = Period::parse("2011-11");
  CHECK(november.contains(Date{2011, 11, 1}));
  CHECK(november.contains(Date{2011, 11, 30}));
  CHECK_FALSE(november.contains(Date{2011, 10, 31}));
  CHECK_FALSE(november.contains(Date{2011, 12, 1}));
  CHECK_FALSE(november.contains(Date{}));
}

TEST_CASE("period: a day lies in one month, quarter and year") {
  const Date day{2011, 11, 15};
  CHECK(Period::of(Frequency::month, day) == Period::parse("2011-11"));
  CHECK(Period::of(Frequency::quarter, day) == Period::parse("2011-Q4"));
  CHECK(Period::of(Frequency::year, day) == Period::parse("2011"));
}

TEST_CASE("period: it splits into whole units without gap or overlap") {
  const Period years = Period::parse("2010..2012");
  for (const auto& [frequency, count] : {std::pair{Frequency::year, 3U},
                                         {Frequency::quarter, 12U},
                                         {Frequency::month, 36U},
                                         {Frequency::day, 1096U}}) {
    const auto parts = years.split(frequency);
    REQUIRE(parts.size() == count);
    CHECK(parts.front().from() == years.from());
    CHECK(parts.back().until() == years.until());
    for (std::size_t index = 1; index < parts.size(); ++index) {
      CHECK(parts[index].from() == parts[index - 1].until());
    }
  }
}

TEST_CASE("period: one that is not made of whole units does not split") {
  const Period parts = Period::parse("2011-02..2011-07");
  CHECK(parts.split(Frequency::month).size() == 6);
  CHECK(code_of([&] { parts.split(Frequency::quarter); }) == "invalid_period");
  CHECK(code_of([&] { parts.split(Frequency::year); }) == "invalid_period");
  CHECK(code_of([] { Period::parse("2011-08-15..2011-09-02").split(Frequency::month); }) ==
        "invalid_period");
}

TEST_CASE("period: a coarse date means any day of its month, quarter or year") {
  const auto days = [](DatePrecision precision, Date day) {
    return std::pair{first_day_of(precision, day), last_day_of(precision, day)};
  };
  const Date day{2012, 2, 10};
  CHECK(days(DatePrecision::day, day) == std::pair{day, day});
  CHECK(days(DatePrecision::month, day) == std::pair{Date{2012, 2, 1}, Date{2012, 2, 29}});
  CHECK(days(DatePrecision::quarter, day) == std::pair{Date{2012, 1, 1}, Date{2012, 3, 31}});
  CHECK(days(DatePrecision::quarter, Date{2011, 6, 30}) ==
        std::pair{Date{2011, 4, 1}, Date{2011, 6, 30}});
  CHECK(days(DatePrecision::year, day) == std::pair{Date{2012, 1, 1}, Date{2012, 12, 31}});
  CHECK(last_day_of(DatePrecision::year, Date{9999, 5, 1}) == Date{9999, 12, 31});
  CHECK(code_of([] { first_day_of(DatePrecision::day, Date{}); }) == "invalid_date");
  CHECK(code_of([] { last_day_of(DatePrecision::year, Date{}); }) == "invalid_date");
}

TEST_CASE("period: an end that is open is never reached") {
  const Date day{2011, 9, 1};
  const Date before = day.plus_days(-1);
  CHECK(OpenPeriod{}.contains(day));
  CHECK(OpenPeriod{.from = day}.contains(day));
  CHECK_FALSE(OpenPeriod{.from = day}.contains(before));
  CHECK(OpenPeriod{.until = day}.contains(before));
  CHECK_FALSE(OpenPeriod{.until = day}.contains(day));
  CHECK_FALSE(OpenPeriod{.from = day, .until = day}.contains(day));
}

TEST_CASE("period: two that are open overlap where they have a day in common") {
  const Date first{2011, 9, 1};
  const Date second{2011, 10, 1};
  struct Situation {
    OpenPeriod left;
    OpenPeriod right;
    bool overlap;
  };
  for (const Situation& situation : std::vector<Situation>{
           {{}, {}, true},
           {{.from = first}, {.from = second}, true},
           {{.until = first}, {.until = second}, true},
           {{.until = first}, {.from = second}, false},
           {{.until = first}, {.from = first}, false},
           {{.until = second}, {.from = first}, true},
           {{.from = first, .until = second}, {.from = second}, false},
           {{.from = first, .until = second}, {.until = first}, false},
           {{.from = first, .until = second}, {}, true},
       }) {
    CHECK(situation.left.overlaps(situation.right) == situation.overlap);
    CHECK(situation.right.overlaps(situation.left) == situation.overlap);
  }
}

#include <limits>

#include <boost/date_time/gregorian/gregorian_types.hpp>
#include <doctest/doctest.h>

#include <libcase/vocabulary/date.hpp>

#include "support/errors.hpp"
#include "support/printing.hpp"

using libcase::Date;
using libcase::testing::code_of;

TEST_CASE("date: parts come back as they were given") {
  const Date date{2011, 8, 15};
  CHECK(date.year() == 2011);
  CHECK(date.month() == 8);
  CHECK(date.day() == 15);
  CHECK(date.is_set());
  CHECK(date.to_string() == "2011-08-15");
}

TEST_CASE("date: counts days from 1970") {
  CHECK(Date{1970, 1, 1}.days_since_epoch() == 0);
  CHECK(Date{1969, 12, 31}.days_since_epoch() == -1);
  CHECK(Date{2000, 3, 1}.days_since_epoch() == 11017);
  CHECK(Date::from_days_since_epoch(11017) == Date{2000, 3, 1});
}

TEST_CASE("date: every day of four centuries survives text and number") {
  Date expected{1899, 12, 31};
  for (std::int32_t days = expected.days_since_epoch(); days < 146097; ++days) {
    const Date date = Date::from_days_since_epoch(days);
    REQUIRE(date == expected);
    REQUIRE(Date::parse(date.to_string()) == date);
    REQUIRE(Date{date.year(), date.month(), date.day()} == date);
    expected = expected.plus_days(1);
  }
}

TEST_CASE("date: the first and the last day are those that can be held") {
  const Date first{1400, 1, 1};
  const Date last{9999, 12, 31};
  CHECK(Date::parse("1400-01-01") == first);
  CHECK(Date::parse("9999-12-31") == last);
  CHECK(code_of([&] { first.plus_days(-1); }) == "invalid_date");
  CHECK(code_of([&] { last.plus_days(1); }) == "invalid_date");
  CHECK(code_of([&] { Date::from_days_since_epoch(last.days_since_epoch() + 1); }) ==
        "invalid_date");
  CHECK(code_of([&] { Date::from_days_since_epoch(first.days_since_epoch() - 1); }) ==
        "invalid_date");
}

TEST_CASE("date: days that do not exist, or are out of its years, are refused") {
  for (const auto& parts : {std::array{2011, 2, 29},
                            {1900, 2, 29},
                            {2011, 4, 31},
                            {2011, 0, 1},
                            {2011, 13, 1},
                            {2011, 1, 0},
                            {2011, 1, 32},
                            {1399, 12, 31},
                            {10000, 1, 1},
                            {-1, 1, 1}}) {
    CAPTURE(parts[0]);
    CAPTURE(parts[1]);
    CAPTURE(parts[2]);
    CHECK(code_of([&] { Date(parts[0], parts[1], parts[2]); }) == "invalid_date");
  }
  const auto message = [](int year, int month, int day) {
    std::string text;
    try {
      Date{year, month, day};
    } catch (const libcase::InvalidValue& error) {
      text = error.what();
    }
    return text.substr(text.find(", found "));
  };
  CHECK(message(12000, 1, 1) == ", found a day outside these years");
  CHECK(message(1399, 12, 31) == ", found a day outside these years");
  CHECK(message(2011, 2, 29) == ", found a day that does not exist");
  CHECK(Date{2000, 2, 29}.to_string() == "2000-02-29");
  CHECK(Date{2012, 2, 29}.to_string() == "2012-02-29");
}

TEST_CASE("date: only YYYY-MM-DD is read") {
  for (const char* junk : {"",
                           "2011",
                           "2011-08",
                           "2011-8-15",
                           "2011/08/15",
                           "20110815",
                           "15-08-2011",
                           " 2011-08-15",
                           "2011-08-15 ",
                           "2011-08-15T00:00:00",
                           "2011-Aug-15",
                           "2011-02-30",
                           "2011-13-01",
                           "-011-08-15",
                           "+011-08-15",
                           "2011-08-1x",
                           "0000-00-00",
                           "1399-12-31",
                           "not set",
                           "2011-08-\xC2\xB2"}) {
    CAPTURE(junk);
    CHECK(code_of([&] { Date::parse(junk); }) == "invalid_date");
  }
  CHECK(code_of([] { Date::parse({"2011-08-15\0", 11}); }) == "invalid_date");
}

TEST_CASE("date: a message shows at most forty characters of what was found") {
  try {
    Date::parse(std::string(5000, 'x'));
    FAIL("5000 characters were read as a date");
  } catch (const libcase::InvalidValue& error) {
    CHECK(std::string_view{error.what()}.size() < 200);
  }
}

TEST_CASE("date: one that is not set says so and is refused where a day is needed") {
  const Date unset;
  CHECK_FALSE(unset.is_set());
  CHECK(unset.to_string() == "not set");
  CHECK(unset.to_boost().is_not_a_date());
  CHECK(unset < Date{1400, 1, 1});
  char text[10];
  CHECK(code_of([&] { unset.year(); }) == "invalid_date");
  CHECK(code_of([&] { unset.month(); }) == "invalid_date");
  CHECK(code_of([&] { unset.day(); }) == "invalid_date");
  CHECK(code_of([&] { unset.write(text); }) == "invalid_date");
  CHECK(code_of([&] { unset.plus_days(1); }) == "invalid_date");
  CHECK(code_of([&] { unset.plus_months(1); }) == "invalid_date");
  CHECK(code_of([&] { unset.anniversary(1); }) == "invalid_date");
}

TEST_CASE("date: Boost dates come and go, specials are refused") {
  namespace greg = boost::gregorian;
  CHECK(Date{greg::date{2012, 2, 29}} == Date{2012, 2, 29});
  CHECK(Date{2012, 2, 29}.to_boost() == greg::date{2012, 2, 29});
  for (const auto special : {greg::not_a_date_time, greg::neg_infin, greg::pos_infin}) {
    CHECK(code_of([&] { Date{greg::date{special}}; }) == "invalid_date");
  }
}

TEST_CASE("date: earlier compares less") {
  CHECK(Date{2011, 12, 31} < Date{2012, 1, 1});
  CHECK(Date{2011, 1, 2} > Date{2011, 1, 1});
  CHECK(Date{2011, 1, 2} == Date::parse("2011-01-02"));
}

TEST_CASE("date: adding months keeps the day or takes the month's last") {
  CHECK(Date{2011, 1, 31}.plus_months(1) == Date{2011, 2, 28});
  CHECK(Date{2012, 1, 31}.plus_months(1) == Date{2012, 2, 29});
  CHECK(Date{2012, 2, 29}.plus_months(1) == Date{2012, 3, 29});
  CHECK(Date{2012, 2, 29}.plus_months(12) == Date{2013, 2, 28});
  CHECK(Date{2011, 3, 31}.plus_months(-1) == Date{2011, 2, 28});
  CHECK(Date{2011, 1, 15}.plus_months(-1) == Date{2010, 12, 15});
  CHECK(Date{2011, 12, 15}.plus_months(1) == Date{2012, 1, 15});
  CHECK(Date{2011, 8, 15}.plus_months(0) == Date{2011, 8, 15});
  CHECK(Date{2011, 8, 15}.plus_months(-1200) == Date{1911, 8, 15});
}

TEST_CASE("date: steps that leave the calendar are refused, however long") {
  const Date date{2011, 8, 15};
  constexpr int longest = std::numeric_limits<int>::max();
  for (const int step : {longest, -longest, longest - 20000, 200000 * 365}) {
    CAPTURE(step);
    CHECK(code_of([&] { date.plus_days(step); }) == "invalid_date");
    CHECK(code_of([&] { date.plus_months(step); }) == "invalid_date");
    CHECK(code_of([&] { date.anniversary(step); }) == "invalid_date");
  }
  CHECK(code_of([&] { Date(9999, 12, 1).plus_months(1); }) == "invalid_date");
  CHECK(code_of([&] { Date(1400, 1, 31).plus_months(-1); }) == "invalid_date");
}

TEST_CASE("date: an anniversary of a leap day is 1 March in common years") {
  CHECK(Date{1996, 2, 29}.anniversary(18) == Date{2014, 3, 1});
  CHECK(Date{1996, 2, 29}.anniversary(4) == Date{2000, 2, 29});
  CHECK(Date{1996, 2, 28}.anniversary(18) == Date{2014, 2, 28});
  CHECK(Date{1996, 3, 1}.anniversary(18) == Date{2014, 3, 1});
}

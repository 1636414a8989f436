#include <string>

#include <doctest/doctest.h>

#include <libcase/vocabulary/birth_date.hpp>

#include "support/errors.hpp"
#include "support/printing.hpp"

using libcase::age_on;
using libcase::BirthDate;
using libcase::Date;
using libcase::is_under_18;
using libcase::testing::code_of;

TEST_CASE("birth date: each form of text gives its interval") {
  CHECK(BirthDate::parse("1995") == BirthDate{Date{1995, 1, 1}, Date{1995, 12, 31}});
  CHECK(BirthDate::parse("1995-06") == BirthDate{Date{1995, 6, 1}, Date{1995, 6, 30}});
  CHECK(BirthDate::parse("1996-02") == BirthDate{Date{1996, 2, 1}, Date{1996, 2, 29}});
  CHECK(BirthDate::parse("1995-06-30") == BirthDate::exact(Date{1995, 6, 30}));
  CHECK(BirthDate::parse("1993-01-01/1995-12-31") ==
        BirthDate{Date{1993, 1, 1}, Date{1995, 12, 31}});
}

TEST_CASE("birth date: the shortest text comes back") {
  for (const char* text : {"1995", "1995-06", "1995-12", "1996-02", "1995-06-30", "9999", "9999-12",
                           "9999-12-31", "1400", "1993-01-01/1995-12-31", "1995-06-02/1995-06-30",
                           "9999-12-30/9999-12-31", "1995-01-01/1995-11-30"}) {
    CAPTURE(text);
    CHECK(BirthDate::parse(text).to_string() == text);
  }
  CHECK(BirthDate::parse("1995-01-01/1995-12-31").to_string() == "1995");
  CHECK(BirthDate::parse("1995-06-01/1995-06-30").to_string() == "1995-06");
  CHECK(BirthDate::parse("1995-06-30/1995-06-30").to_string() == "1995-06-30");
  CHECK(BirthDate{}.to_string() == "not set");
}

TEST_CASE("birth date: other text is refused and never repeated") {
  for (const std::string junk :
       {"", "95", "1995-Q2", "1995-13", "1995-00", "1995-02-29", "1995-6", "1995/1996",
        "1995..1996", "about 1995", "1995-06-30/", "/1995-06-30", "1996-01-01/1995-01-01", "1399",
        "1995-06-30/1995-07-01/1995-08-01", "30-06-1995", "not set"}) {
    CAPTURE(junk);
    try {
      BirthDate::parse(junk);
      FAIL_CHECK("read as a birth date");
    } catch (const libcase::InvalidValue& error) {
      CHECK(error.code() == "invalid_birth_date");
      CHECK((junk.size() < 3 || std::string{error.what()}.find(junk) == std::string::npos));
    }
  }
}

TEST_CASE("birth date: the earliest day comes first and both are needed") {
  CHECK(code_of([] { BirthDate(Date{1995, 2, 1}, Date{1995, 1, 31}); }) == "invalid_birth_date");
  CHECK(code_of([] { BirthDate(Date{}, Date{1995, 1, 31}); }) == "invalid_birth_date");
  CHECK(code_of([] { BirthDate(Date{1995, 1, 31}, Date{}); }) == "invalid_birth_date");
  CHECK_FALSE(BirthDate{}.is_set());
}

TEST_CASE("birth date: age counts completed years") {
  const Date born{1980, 3, 1};
  CHECK(age_on(born, Date{2011, 2, 28}) == 30);
  CHECK(age_on(born, Date{2011, 3, 1}) == 31);
  CHECK(age_on(born, born) == 0);
  CHECK(age_on(born, Date{1980, 2, 29}) == -1);
}

TEST_CASE("birth date: born on a leap day is a year older on 1 March of common years") {
  const Date born{1996, 2, 29};
  CHECK(age_on(born, Date{2014, 2, 28}) == 17);
  CHECK(age_on(born, Date{2014, 3, 1}) == 18);
  CHECK(age_on(born, Date{2016, 2, 28}) == 19);
  CHECK(age_on(born, Date{2016, 2, 29}) == 20);
  CHECK(is_under_18(BirthDate::exact(born), Date{2014, 2, 28}));
  CHECK_FALSE(is_under_18(BirthDate::exact(born), Date{2014, 3, 1}));
}

TEST_CASE("birth date: a person is a minor while the youngest reading makes them one") {
  const BirthDate year = BirthDate::parse("1995");
  CHECK(is_under_18(year, Date{2013, 6, 1}));
  CHECK(is_under_18(year, Date{2013, 12, 30}));
  CHECK_FALSE(is_under_18(year, Date{2013, 12, 31}));
  CHECK(is_under_18(year, Date{1990, 1, 1}));
  CHECK(is_under_18(BirthDate::parse("9990"), Date{9999, 12, 31}));
}

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

TEST_CASE("birth date: an age or a band of ages as of a day gives the births that it leaves") {
  const auto born = [](const char* text) { return BirthDate::parse(text); };
  CHECK(born("aged 17 on 2011-08-01") == BirthDate{Date{1993, 8, 2}, Date{1994, 8, 1}});
  CHECK(born("aged 18-34 on 2011-08-01") == BirthDate{Date{1976, 8, 2}, Date{1993, 8, 1}});
  CHECK(born("aged 35- on 2011-08-01") == BirthDate{Date{1890, 8, 2}, Date{1976, 8, 1}});
  CHECK(born("aged 35-120 on 2011-08-01") == born("aged 35- on 2011-08-01"));
  CHECK(born("aged 0 on 2011-08-01") == BirthDate{Date{2010, 8, 2}, Date{2011, 8, 1}});
  CHECK(born("aged 17 on 2011-08-01").to_string() == "1993-08-02/1994-08-01");
  CHECK(born("aged 5 on 2011-12-31").to_string() == "2006");
}

TEST_CASE("birth date: who was born on a leap day is in the band of their age") {
  const auto born = [](const char* text) { return BirthDate::parse(text); };
  CHECK(born("aged 14 on 2011-02-28") == BirthDate{Date{1996, 2, 29}, Date{1997, 2, 28}});
  CHECK(born("aged 15 on 2011-02-28") == BirthDate{Date{1995, 3, 1}, Date{1996, 2, 28}});
  CHECK(born("aged 15 on 2011-03-01") == BirthDate{Date{1995, 3, 2}, Date{1996, 3, 1}});
  CHECK(born("aged 17 on 2012-02-29") == BirthDate{Date{1994, 3, 1}, Date{1995, 2, 28}});
  CHECK(born("aged 16 on 2012-02-29") == BirthDate{Date{1995, 3, 1}, Date{1996, 2, 29}});
}

TEST_CASE("birth date: a band holds each birth of its ages and no other") {
  struct Band {
    const char* text;
    int youngest;
    int eldest;
  };
  const Band bands[] = {{"0", 0, 0},       {"0-17", 0, 17},  {"17", 17, 17},
                        {"18-34", 18, 34}, {"35-", 35, 120}, {"120", 120, 120}};
  for (const Date first : {Date{2011, 2, 26}, Date{2012, 2, 26}, Date{2000, 2, 26},
                           Date{1999, 12, 30}, Date{2011, 7, 30}}) {
    for (int later = 0; later < 6; ++later) {
      const Date on = first.plus_days(later);
      for (const Band& band : bands) {
        const std::string text = std::string{"aged "} + band.text + " on " + on.to_string();
        CAPTURE(text);
        const BirthDate born = BirthDate::parse(text);
        CHECK(born == BirthDate::aged(band.youngest, band.eldest, on));
        int wrong = 0;
        const Date last = on.plus_days(400);
        for (Date day = born.earliest().plus_days(-400); day <= last; day = day.plus_days(1)) {
          const int age = age_on(day, on);
          const bool is_in_band = band.youngest <= age && age <= band.eldest;
          wrong += is_in_band == (born.earliest() <= day && day <= born.latest()) ? 0 : 1;
        }
        CHECK(wrong == 0);
      }
    }
  }
}

TEST_CASE("birth date: ages go up to 120 and their years lie in the calendar") {
  const Date on{2011, 8, 1};
  CHECK(code_of([&] { BirthDate::aged(18, 17, on); }) == "invalid_birth_date");
  CHECK(code_of([&] { BirthDate::aged(-1, 17, on); }) == "invalid_birth_date");
  CHECK(code_of([&] { BirthDate::aged(18, 121, on); }) == "invalid_birth_date");
  CHECK(code_of([] { BirthDate::aged(17, 17, Date{}); }) == "invalid_date");
  CHECK(code_of([] { BirthDate::aged(35, 120, Date{1500, 1, 1}); }) == "invalid_date");
}

TEST_CASE("birth date: the text of the interval comes back") {
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
  for (const std::string junk : {"",
                                 "95",
                                 "1995-Q2",
                                 "1995-13",
                                 "1995-00",
                                 "1995-02-29",
                                 "1995-6",
                                 "1995/1996",
                                 "1995..1996",
                                 "about 1995",
                                 "1995-06-30/",
                                 "/1995-06-30",
                                 "1996-01-01/1995-01-01",
                                 "1399",
                                 "1995-06-30/1995-07-01/1995-08-01",
                                 "30-06-1995",
                                 "not set",
                                 "aged 17",
                                 "aged 17 on",
                                 "aged on 2011-08-01",
                                 "aged  on 2011-08-01",
                                 "aged 34-18 on 2011-08-01",
                                 "aged 17 on 2011",
                                 "aged 17 on 2011-02-30",
                                 "aged 121 on 2011-08-01",
                                 "aged -5 on 2011-08-01",
                                 "aged 18-34-40 on 2011-08-01",
                                 "aged 18-x on 2011-08-01",
                                 "aged 17  on 2011-08-01",
                                 "aged 99999999999 on 2011-08-01",
                                 "aged 35- on 1500-01-01",
                                 "Aged 17 on 2011-08-01",
                                 "aged 17 on 2011-08-01 "}) {
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

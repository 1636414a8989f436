#include <doctest/doctest.h>

#include <libcase/vocabulary/instant.hpp>

#include "support/errors.hpp"
#include "support/printing.hpp"

using libcase::Date;
using libcase::Instant;
using libcase::testing::code_of;
using namespace std::chrono_literals;

TEST_CASE("instant: text carries microseconds and comes back") {
  for (const char* text : {"2011-08-15T10:11:12.123456Z", "1970-01-01T00:00:00.000000Z",
                           "1969-12-31T23:59:59.999999Z", "1400-01-01T00:00:00.000000Z",
                           "9999-12-31T23:59:59.999999Z", "2012-02-29T12:00:00.000001Z"}) {
    CAPTURE(text);
    CHECK(libcase::to_text(libcase::instant_from_text(text)) == text);
  }
  CHECK(libcase::instant_from_text("1970-01-01T00:00:01.000002Z").time_since_epoch() == 1s + 2us);
}

TEST_CASE("instant: other text is refused") {
  for (const char* junk :
       {"", "2011-08-15", "2011-08-15T10:11:12Z", "2011-08-15T10:11:12.123Z",
        "2011-08-15T10:11:12.123456", "2011-08-15 10:11:12.123456Z", "2011-08-15T10:11:12.123456+",
        "2011-02-30T10:11:12.123456Z", "2011-08-15T24:00:00.000000Z", "2011-08-15T10:60:00.000000Z",
        "2011-08-15T10:11:60.000000Z", "2011-08-15T-1:11:12.123456Z", "2011-08-15T 1:11:12.123456Z",
        "9999-12-31T99:11:12.123456Z", "2011-08-15T10:11:12.1234567Z"}) {
    CAPTURE(junk);
    CHECK(code_of([&] { libcase::instant_from_text(junk); }) == "invalid_instant");
  }
}

TEST_CASE("instant: a day ends one microsecond before the next begins") {
  const Date day{2012, 2, 29};
  CHECK(libcase::to_text(libcase::start_of(day)) == "2012-02-29T00:00:00.000000Z");
  CHECK(libcase::to_text(libcase::end_of(day)) == "2012-02-29T23:59:59.999999Z");
  CHECK(libcase::end_of(day) + 1us == libcase::start_of(Date{2012, 3, 1}));
  CHECK(libcase::to_text(libcase::end_of(Date{9999, 12, 31})) == "9999-12-31T23:59:59.999999Z");
}

TEST_CASE("instant: it lies on its day, before 1970 too") {
  for (const Date day : {Date{2012, 2, 29}, Date{1969, 12, 31}, Date{1400, 1, 1}}) {
    CHECK(libcase::day_of(libcase::start_of(day)) == day);
    CHECK(libcase::day_of(libcase::end_of(day)) == day);
  }
}

TEST_CASE("instant: a date that is not set has none") {
  CHECK(code_of([] { libcase::start_of(Date{}); }) == "invalid_date");
  CHECK(code_of([] { libcase::end_of(Date{}); }) == "invalid_date");
}

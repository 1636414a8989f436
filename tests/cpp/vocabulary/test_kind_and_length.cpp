#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/rules/catalogue.hpp>
#include <libcase/statistics/departures.hpp>
#include <libcase/vocabulary/birth_date.hpp>
#include <libcase/vocabulary/country.hpp>
#include <libcase/vocabulary/date.hpp>
#include <libcase/vocabulary/instant.hpp>
#include <libcase/vocabulary/kind_and_length.hpp>
#include <libcase/vocabulary/money.hpp>
#include <libcase/vocabulary/period.hpp>
#include <libcase/vocabulary/programme_code.hpp>

using namespace libcase;

TEST_CASE("kind and length: of a text, a number and a date") {
  CHECK(kind_and_length("Anna al-Invented") == "a text of 16 letters");
  CHECK(kind_and_length("\xC3\x89") == "a text of 1 letter");
  CHECK(kind_and_length("") == "a text of 0 letters");
  CHECK(kind_and_length("2011") == "a number of 4 digits");
  CHECK(kind_and_length("2011-08-15") == "a date");
  CHECK(kind_and_length("2011-02-30") == "a date that does not exist");
  CHECK(kind_and_length("1399-12-31") == "a date before 1400");
  CHECK(kind_and_length("0001-01-01") == "a date before 1400");
  CHECK(kind_and_length("2011-02-3x") == "a text of 10 letters");
}

TEST_CASE("kind and length: whoever reads a text tells no more of one that does not fit") {
  using Read = std::function<void(const std::string&)>;
  const std::vector<Read> readers{
      [](const std::string& text) { Date::parse(text); },
      [](const std::string& text) { BirthDate::parse(text); },
      [](const std::string& text) { instant_from_text(text); },
      [](const std::string& text) { Period::parse(text); },
      [](const std::string& text) { Period::parse("2011.." + text); },
      [](const std::string& text) { Money::parse(text, Currency{"EUR"}); },
      [](const std::string& text) { Currency{text}; },
      [](const std::string& text) { ProgrammeCode{text}; },
      [](const std::string& text) { Country{text}; },
      [](const std::string& text) { Dimension::parse(text); },
      [](const std::string& text) { parse_age_bands(text); },
      [](const std::string& text) { parse_filter(text); },
      [](const std::string& text) { parse_filter(text + "=male"); },
      [](const std::string& text) { Catalogue::shipped()[text]; },
      [](const std::string& text) {
        departures(DepartureColumns{},
                   {.period = Period::parse("2011"), .where = {{Dimension::parse("sex"), {text}}}});
      },
  };
  for (std::size_t at = 0; at < readers.size(); ++at) {
    for (const std::string text : {"Anna al-Invented", "1980-03-01x"}) {
      CAPTURE(at);
      CAPTURE(text);
      std::string message;
      try {
        readers[at](text);
      } catch (const Error& error) {
        message = error.what();
      }
      CHECK(message.starts_with("expected "));
      CHECK(message.find(text.substr(0, 4)) == std::string::npos);
    }
  }
}

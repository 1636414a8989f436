#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/statistics/departures.hpp>
#include <libcase/vocabulary/date.hpp>
#include <libcase/vocabulary/errors.hpp>
#include <libcase/vocabulary/instant.hpp>
#include <libcase/vocabulary/money.hpp>
#include <libcase/vocabulary/period.hpp>
#include <libcase/vocabulary/programme_code.hpp>
#include <libcase/vocabulary/shortened.hpp>

#include "support/printing.hpp"

using namespace libcase;

namespace {

const std::string letter = "\u00E9";

std::string letters(int count) {
  std::string text;
  for (int index = 0; index < count; ++index) {
    text += letter;
  }
  return text;
}

} // namespace

TEST_CASE("shortened: a text of at most 100 bytes stays as it is") {
  CHECK(shortened("") == "");
  CHECK(shortened("short") == "short");
  CHECK(shortened(letters(50)) == letters(50));
}

TEST_CASE("shortened: a longer text is cut between letters and marked") {
  CHECK(shortened(letters(51)) == letters(48) + "\u2026");
  CHECK(shortened("a" + letters(50)) == "a" + letters(48) + "\u2026");
  CHECK(shortened("aa" + letters(50)) == "aa" + letters(47) + "\u2026");
}

TEST_CASE("shortened: no message ends within a letter, wherever the text is refused") {
  using Parse = std::function<void(const std::string&)>;
  const std::vector<Parse> parsers{
      [](const auto& text) { Date::parse(text); },
      [](const auto& text) { Period::parse(text); },
      [](const auto& text) { instant_from_text(text); },
      [](const auto& text) { Currency{text}; },
      [](const auto& text) { Money::parse(text, Currency{"EUR"}); },
      [](const auto& text) { ProgrammeCode{text}; },
      [](const auto& text) { Dimension::parse(text); },
      [](const auto& text) { parse_age_bands(text); },
      [](const auto& text) { parse_filter(text); },
  };
  for (std::size_t index = 0; index < parsers.size(); ++index) {
    CAPTURE(index);
    for (const char* start : {"", "a"}) {
      for (const int count : {30, 60}) {
        const std::string text = start + letters(count);
        std::string message;
        try {
          parsers[index](text);
        } catch (const InvalidValue& error) {
          message = error.what();
        }
        CHECK(message.ends_with("'" + shortened(text) + "'"));
      }
    }
  }
}

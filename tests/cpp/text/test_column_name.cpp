#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "text/column_name.hpp"

using libcase::shown_unknown;

TEST_CASE("column name: one that is not known is shown with the one that was meant") {
  const std::vector<std::string_view> known{"reason", "on"};
  CHECK(shown_unknown("reson", known) == "'reson', did you mean 'reason'?");
  CHECK(shown_unknown("colour", known) == "'colour'");
  CHECK(shown_unknown("Reason", known) == "a text of 6 letters, did you mean 'reason'?");
  CHECK(shown_unknown("Anna al-Invented", known) == "a text of 16 letters");
  CHECK(shown_unknown("1980-03-01", known) == "a date");
  CHECK(shown_unknown(std::string(41, 'a'), known) == "a text of 41 letters");
}

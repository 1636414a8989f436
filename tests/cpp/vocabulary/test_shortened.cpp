#include <string>

#include <doctest/doctest.h>

#include <libcase/vocabulary/shortened.hpp>

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

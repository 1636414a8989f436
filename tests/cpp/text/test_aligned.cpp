#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "text/aligned.hpp"

using namespace libcase;

TEST_CASE("aligned: labels begin on the left, figures end on the right") {
  const std::vector<std::vector<std::string>> rows{
      {"label", "note", "count"}, {"a", "", "1"}, {"the longest", "b", "12345678"}};
  CHECK(aligned(rows, 2) == "label        note     count\n"
                            "a                         1\n"
                            "the longest  b     12345678\n");
}

TEST_CASE("aligned: no line ends in blanks") {
  const std::vector<std::vector<std::string>> rows{{"a", "long"}, {"b", ""}};
  CHECK(aligned(rows, 2) == "a  long\nb\n");
  CHECK(aligned(std::vector<std::vector<std::string>>{}, 1).empty());
}

TEST_CASE("aligned: names stand before what is said of them") {
  const std::vector<std::pair<std::string, std::string>> parts{{"period", "2011"}, {"by", "month"}};
  CHECK(aligned(parts) == "period  2011\nby      month\n");
}

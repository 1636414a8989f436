// What may not be recorded of money and goods, by the casebook: see tests/casebooks/README.md.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/exchange/csv.hpp>
#include <libcase/rules/award_use.hpp>
#include <libcase/rules/guards.hpp>

#include "support/files.hpp"
#include "support/situation.hpp"
#include "support/source_dir.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

/// "CODE NAME" of each violation, sorted and joined.
std::string outcome_of(const Situation& situation) {
  std::multiset<std::string> found;
  const auto add = [&](const Violation& violation) {
    found.insert(violation.code + " " + situation.name_of(violation.id));
    CHECK_FALSE(violation.sentence.empty());
  };
  std::ranges::for_each(violations_in(situation.file()), add);
  situation.file().for_each([&](const auto& recorded) {
    std::ranges::for_each(
        violations_of_record(AnyRecord{recorded.record}, recorded.id.value, recorded.row), add);
  });
  std::string text;
  for (const std::string& one : found) {
    text += (text.empty() ? "" : "; ") + one;
  }
  return text;
}

} // namespace

TEST_CASE("guards of money: the casebook") {
  CsvReader rows{source_dir() / "tests/casebooks/money.csv"};
  REQUIRE(rows.header() == std::vector<std::string>{"case", "steps", "outcome", "source"});
  std::set<std::string> names;
  while (rows.next()) {
    const auto& cells = rows.fields();
    const std::string name{cells[0]};
    CAPTURE(name);
    CHECK(names.insert(name).second);
    if (!name.starts_with("#")) {
      CHECK(outcome_of(Situation{std::string{cells[1]}}) == std::string{cells[2]});
    }
  }
  CHECK(names.size() > 80);
}

TEST_CASE("guards of money: each code is among those of guards") {
  const auto codes = guard_codes();
  CHECK(std::ranges::is_sorted(codes));
  const std::regex code{"\"([a-z]+(_[a-z]+)+)\""};
  for (const char* file : {"guards_of_money.cpp", "guards_of_minors.cpp"}) {
    std::ifstream source{source_dir() / "libcase/src/rules" / file};
    const std::string text{std::istreambuf_iterator<char>{source}, {}};
    REQUIRE_FALSE(text.empty());
    for (std::sregex_iterator found{text.begin(), text.end(), code}, end; found != end; ++found) {
      const std::string name = (*found)[1];
      CAPTURE(name);
      CHECK(std::ranges::find(codes, name) != codes.end());
    }
  }
}

TEST_CASE("guards of money: nothing is held on a line from the day on until which it was granted") {
  const Situation situation{"award 09-01; line l in_kind 1000 child until=10-20; plan b 09-05; "
                            "approve b 09-06; item i b l 600 09-05; deliver d i 200 10-19"};
  const auto account = [&](std::optional<Date> on) {
    return line_accounts(situation.file(), on).front();
  };
  CHECK_FALSE(account(Date{2011, 10, 19}).has_ended);
  CHECK(account(Date{2011, 10, 19}).planned == money("600"));
  CHECK(account(Date{2011, 10, 19}).committed() == money("800"));
  CHECK(account(Date{2011, 10, 20}).has_ended);
  CHECK(account(Date{2011, 10, 20}).planned == money("200"));
  CHECK(account(Date{2011, 10, 20}).committed() == money("0"));
  CHECK(account(Date{2011, 10, 20}).spent() == money("200"));
  CHECK_FALSE(account({}).has_ended); // what is recorded tells no day
}

TEST_CASE("guards of money: what was planned is held until the award has ended") {
  const Situation situation{"award 09-01; line l in_kind 1000 anna; plan b 09-05; approve b 09-06; "
                            "item i b l 1000 09-05; deliver d i 200 09-20; end revoked 10-10"};
  const auto account = [&](std::optional<Date> on) {
    return line_accounts(situation.file(), on).front();
  };
  CHECK(account(Date{2011, 10, 9}).planned == money("1000"));
  CHECK(account(Date{2011, 10, 9}).committed() == money("800"));
  for (const auto on : {std::optional{Date{2011, 10, 10}}, std::optional<Date>{}}) {
    CHECK(account(on).planned == money("200"));
    CHECK(account(on).committed() == money("0"));
    CHECK(account(on).spent() == money("200"));
    CHECK(account(on).left() == money("800"));
  }
}

TEST_CASE("guards of money: a later version of a plan changes nothing of the days before") {
  const Situation situation{"award 09-01; line l in_kind 2000 anna; plan b 09-05; approve b 09-06; "
                            "item i b l 1500 09-05; plan c 11-01 replaces=b; item j c l 800 11-01; "
                            "approve c 11-03"};
  const auto account = [&](std::optional<Date> on) {
    return line_accounts(situation.file(), on).front();
  };
  for (const Date on : {Date{2011, 10, 1}, Date{2011, 11, 2}}) {
    CHECK(account(on).planned == money("1500"));
    CHECK(account(on).left() == money("500"));
  }
  for (const auto on : {std::optional{Date{2011, 11, 3}}, std::optional<Date>{}}) {
    CHECK(account(on).planned == money("800"));
    CHECK(account(on).left() == money("1200"));
  }
}

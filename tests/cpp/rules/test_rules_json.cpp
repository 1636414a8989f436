#include <string>

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <libcase/exchange/answers.hpp>
#include <libcase/rules/assessment.hpp>
#include <libcase/rules/rules_json.hpp>

#include "support/made_up_programmes.hpp"

using namespace libcase;

namespace {

namespace json = boost::json;

/// The rules of a made-up programme on a day, with all that a file may say of money.
json::value rules_on(Date on) {
  const Programme programme = testing::made_up(R"({
    "code": "TEST", "name": {"en": "Test", "nl": "Toets"}, "implementer": "X", "funder": "Y",
    "target_group": {"en": "all", "nl": "allen"},
    "goals": [{"en": "fifty", "nl": "vijftig", @}],
    "version_by": {"date": "departure", @},
    "versions": [{"name": "1", "attested_from": {"date": "2010-01-01", @},
      "attested_until": {"date": "2011-12-31", @},
      "benefits": [{"name": "adult", "text": {"en": "money", "nl": "geld"}, "support": "in_kind",
        "who": "adult", "amount": {"euro": "1800", @},
        "cash_at_most": {"dispute": "part", "default": "B", "readings": [
          {"name": "A", "euro": "200", @}, {"name": "B", "euro": "300", @}]},
        "spending": [{"place": "country_of_origin", "at_least": "1/2", @}],
        "periods": [{"place": "host_country", "after": "departure_on", "weeks": 16, @}],
        "instalments": [
          {"share": "1/3", "when": {"en": "at departure", "nl": "bij vertrek"}, @},
          {"share": "2/3", "when": {"en": "later", "nl": "later"}, @}], @}],
      "caps": [{"of": "family", "support": "cash",
        "amount": {"dispute": "most", "default": "B", "readings": [
          {"name": "A", "euro": "900", @}, {"name": "B", "euro": "950", @}]}}],
      "volumes": [{"kind": "subsidy_ceiling", "text": {"en": "a year", "nl": "per jaar"},
        "amount": {"dispute": "year", "default": "B", "readings": [
          {"name": "A", "euro": "10000", @},
          {"name": "B", "euro": "20000", "source": "X", "certainty": "inferred",
           "reason": {"en": "so it seems", "nl": "zo lijkt het"}}]}}],
      "combines_with": [{"programme": "REAN", "from": "2011-01-01", @}],
      "excludes": [{"programme": "REAN", "until": "2011-01-01", @}]}]})");
  return json::parse(to_json(programme, on));
}

std::string text_at(const json::value& document, const char* pointer) {
  return std::string{document.at_pointer(pointer).as_string()};
}

} // namespace

TEST_CASE("rules as json: a line of which nobody said what it is pays no cash") {
  CHECK(json::parse(answer_to_json(EntitlementLine{})).at_pointer("/support").is_null());
}

TEST_CASE("rules as json: of disputed amounts the default counts, and each reading is told") {
  const json::value rules = rules_on({2011, 6, 1});
  CHECK(text_at(rules, "/amounts/0/cash_at_most") == "300.00");
  CHECK(text_at(rules, "/amounts/0/cash_at_most_readings/0/amount") == "200.00");
  CHECK_FALSE(rules.at_pointer("/amounts/0/cash_at_most_readings/0/is_default").as_bool());
  CHECK(text_at(rules, "/caps/1/amount") == "950.00");
  CHECK(text_at(rules, "/caps/1/dispute") == "most");
  CHECK(rules.at_pointer("/caps/1/is_default").as_bool());
  CHECK(text_at(rules, "/volumes/0/amount") == "20000.00");
  CHECK(text_at(rules, "/volumes/0/reading") == "B");
  CHECK(text_at(rules, "/volumes/0/reason/nl") == "zo lijkt het");
}

TEST_CASE("rules as json: all that a version says is told") {
  const json::value rules = rules_on({2011, 6, 1});
  CHECK(text_at(rules, "/funder") == "Y");
  CHECK(text_at(rules, "/goals/0/text/en") == "fifty");
  CHECK(text_at(rules, "/attested_from") == "2010-01-01");
  CHECK(text_at(rules, "/attested_until") == "2011-12-31");
  CHECK(rules.at_pointer("/from").is_null());
  CHECK_FALSE(rules.at_pointer("/is_open").as_bool());
  CHECK(text_at(rules, "/amounts/0/text/nl") == "geld");
  CHECK(text_at(rules, "/amounts/0/spending/0/at_least") == "1/2");
  CHECK(text_at(rules, "/amounts/0/periods/0/place") == "host_country");
  CHECK(text_at(rules, "/amounts/0/instalments/1/share") == "2/3");
  CHECK(text_at(rules, "/amounts/0/instalments/0/when/nl") == "bij vertrek");
  CHECK(text_at(rules, "/caps/0/support") == "cash");
  CHECK(text_at(rules, "/combines_with/0/from") == "2011-01-01");
  CHECK(rules.at_pointer("/combines_with/0/until").is_null());
  CHECK(text_at(rules, "/excludes/0/until") == "2011-01-01");
}

TEST_CASE("rules as json: of the rules of a day, these, whatever the day that is asked for") {
  const Catalogue of_2012 = Catalogue::shipped().frozen_at({2012, 3, 1});
  const json::value rules = json::parse(to_json(of_2012["HRT"], {2019, 6, 1}));
  CHECK(text_at(rules, "/version") == "2012-17");
  CHECK(text_at(rules, "/is_in_force") == "met");
}

#include <regex>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/exchange/answers.hpp>
#include <libcase/rules/explanation.hpp>
#include <libcase/rules/offers.hpp>
#include <libcase/rules/rules_json.hpp>
#include <libcase/statistics/compare.hpp>

#include "support/builders.hpp"
#include "support/errors.hpp"
#include "support/made_up_programmes.hpp"
#include "support/printing.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

const Date day{2011, 9, 1};

/// A programme that gives an adult so much, and a family as much as its cap leaves.
std::string giving(const std::string& code, const std::string& currency,
                   const std::string& amount_key, const std::string& amount,
                   const std::string& cap = "1500") {
  return R"({"code": ")" + code + R"(", "name": {"en": "Start"}, "implementer": "X",
    "currency": ")" +
         currency + R"(", "target_group": {"en": "all"}, "version_by": {"date": "application", @},
    "versions": [{"name": "1", "from": {"date": "2000-01-01", @}, "is_open": true,
      "benefits": [{"name": "adult", "text": {"en": "start"}, "support": "cash", "who": "adult",
        "amount": {")" +
         amount_key + R"(": ")" + amount + R"(", @},
        "instalments": [{"share": "1/3", "when": {"en": "first"}, @},
                        {"share": "2/3", "when": {"en": "then"}, @}], @}],
      "caps": [{"of": "family", "amount": {"amount": ")" +
         cap + R"(", @}}]}]})";
}

std::string refusal(const std::string& text) {
  try {
    made_up(text);
    return "no error";
  } catch (const InvalidValue& error) {
    return error.what();
  }
}

Money francs(std::int64_t cents) {
  return {cents, Currency{"CHF"}};
}

struct Couple {
  Register reg = a_register();
  ACase one = a_case(reg);
  PersonId other = a_member(reg, one.id, Role::partner, "1981-04-02");
};

} // namespace

TEST_CASE_FIXTURE(Couple, "currency: lines, caps, sums and sentences are in the programme's own") {
  const Programme swiss = made_up(giving("SWISS", "CHF", "amount", "1000.50"));
  CHECK(swiss.currency == Currency{"CHF"});
  const Assessment found = assess(swiss, reg.file(one.id), day);
  REQUIRE(found.entitlement.lines.size() == 2);
  const EntitlementLine& last = found.entitlement.lines[1];
  CHECK(last.before_cap() == francs(100'050));
  CHECK(last.amount == francs(49'950));
  CHECK(last.instalments[0].amount == francs(16'650));
  CHECK(last.instalments[1].amount == francs(33'300));
  CHECK(found.entitlement.total == francs(150'000));
  CHECK(found.entitlement.in_kind == francs(0));
  CHECK(found.entitlement.stated == francs(150'000));
  CHECK(explain(found).find("CHF 1,500.00") != std::string::npos);
  CHECK(explain(found).find("€") == std::string::npos);
  CHECK(answer_to_json(found).find(R"("total":"1500.00 CHF")") != std::string::npos);
}

TEST_CASE_FIXTURE(Couple, "currency: who gets nothing gets nothing in the programme's currency") {
  const Programme swiss = made_up(giving("SWISS", "CHF", "amount", "1000"));
  CHECK(assess(swiss, reg.file(one.id), Date{1999, 1, 1}).entitlement.total == francs(0));
}

TEST_CASE("currency: without one in the file, amounts are in euro, by either key") {
  const std::string in_euro = std::regex_replace(giving("HRT", "EUR", "euro", "10"),
                                                 std::regex{R"("currency": "EUR",)"}, "");
  CHECK(made_up(in_euro).currency == Currency{"EUR"});
  for (const char* key : {"euro", "amount"}) {
    const Programme read = made_up(giving("HRT", "EUR", key, "10.5"));
    CHECK(read.versions[0].benefits[0].amount->readings[0].amount == Money::euro_cents(1'050));
  }
}

TEST_CASE("currency: the loader refuses what a currency does not have") {
  const std::string amount = "made up: $.versions[0].benefits[0].amount";
  CHECK(refusal(giving("A", "XXY", "amount", "1")).starts_with("made up: $.currency: expected a "));
  CHECK(refusal(giving("A", "chf", "amount", "1")).starts_with("made up: $.currency: expected a "));
  CHECK(refusal(giving("A", "CHF", "euro", "1")) ==
        amount +
            ".euro: expected one of the keys source, certainty, reason, name, text, amount, found "
            "'euro'");
  CHECK(refusal(giving("A", "EUR", "amount", R"(1", "euro": "1)")) ==
        amount +
            ".euro: expected one of the keys source, certainty, reason, name, text, amount, found "
            "'euro'");
  CHECK(refusal(giving("A", "CHF", "amount", "1.005")).starts_with(amount + ".amount: expected"));
  CHECK(refusal(giving("A", "JPY", "amount", "1.50")).starts_with(amount + ".amount: expected"));
  CHECK(refusal(giving("A", "JPY", "amount", "15000", "20000")) == "no error");
  CHECK(refusal(giving("A", "KWD", "amount", "1.500")).starts_with(amount + ".amount: expected"));
}

TEST_CASE_FIXTURE(Couple, "currency: batches and JSON name it") {
  const Programme swiss = made_up(giving("SWISS", "CHF", "amount", "1000"));
  FactCollector collector{swiss.code, facts_of(swiss)};
  collector.add(reg.file(one.id), day);
  const FactColumns facts = collector.take();
  CHECK(evaluate(swiss, facts).cash_cents[0] == 150'000);
  Catalogue catalogue;
  catalogue.add(swiss);
  CHECK(to_json(catalogue).find(R"("currency":"CHF")") != std::string::npos);
  CHECK(to_json(swiss, day).find(R"("amount":"1000.00","currency":"CHF")") != std::string::npos);
}

TEST_CASE_FIXTURE(Couple, "currency: what is in two of them is neither added nor compared") {
  Catalogue both;
  both.add(made_up(giving("SWISS", "CHF", "amount", "1000")));
  both.add(made_up(giving("DUTCH", "EUR", "euro", "1000")));
  const CaseFile file = reg.file(one.id);
  CHECK(code_of([&] { allowed_combinations(both, file, day); }) == "mixed_currencies");
  try {
    allowed_combinations(both, file, day);
  } catch (const InvalidValue& error) {
    CHECK(std::string{error.what()} ==
          "expected programmes of one currency, found DUTCH in EUR and SWISS in CHF");
  }
  const Cohort all{Period::parse("2011"), CohortBy::application};
  CHECK(code_of([&] { compare(reg, both, both, all); }) == "mixed_currencies");
  CHECK(code_of([&] {
          compare(reg, both, both, all, {.programmes_a = {"SWISS"}, .programmes_b = {"DUTCH"}});
        }) == "mixed_currencies");
  const Comparison swiss =
      compare(reg, both, both, all, {.programmes_a = {"SWISS"}, .programmes_b = {"SWISS"}});
  CHECK(swiss.definition.currency == "CHF");
  CHECK(to_text(swiss).find("CHF a") != std::string::npos);
}

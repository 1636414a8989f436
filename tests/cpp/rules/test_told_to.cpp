#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/exchange/answers.hpp>
#include <libcase/rules/explanation.hpp>
#include <libcase/rules/told_to.hpp>

#include "support/errors.hpp"
#include "support/printing.hpp"
#include "support/programmes.hpp"
#include "support/units.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

constexpr PersonId anna{1};
constexpr PersonId omar{2};
constexpr PersonId child{3};
constexpr std::uint64_t sex_offence = 1U << 1U;

/// Asked of persons in that scope: no conviction of a sex offence. Money for each adult.
Programme without_conviction(const std::string& scope) {
  return a_programme(
      R"("criteria": [)" +
      a_criterion(R"({"not": {"fact": "convictions", "any_of": ["sex_offence"]}})", scope) +
      R"(], "benefits": [)" + a_benefit(R"("adult")", "1000") + "]");
}

/// Two adults and a child; Omar was convicted.
FactColumns a_family() {
  FactColumns facts = a_unit(3);
  facts.column(FactName::convictions) = SetColumn{0, sex_offence, 0};
  facts.column(FactName::adult) = VerdictColumn{Verdict::met, Verdict::met, Verdict::not_met};
  return facts;
}

Assessment assessed(const std::string& scope) {
  return assess(without_conviction(scope), a_family(), 0);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// All that can be read of an assessment.
std::string all_texts(const Assessment& assessment) {
  return explain(assessment) + explain(assessment, Language::nl) + explain_html(assessment) +
         answer_to_json(assessment);
}

} // namespace

TEST_CASE("told to: nobody reads another member's conviction") {
  for (const char* scope : {"all", "each", "any"}) {
    CAPTURE(scope);
    const Assessment whole = assessed(scope);
    if (std::string{scope} != "any") {
      CHECK(has(all_texts(whole), "sex offence"));
    }
    const std::string told = all_texts(told_to(whole, {anna, child}));
    CHECK_FALSE(has(told, "sex offence"));
    CHECK_FALSE(has(told, "zedendelict"));
    CHECK_FALSE(has(told, "person 2"));
    CHECK_FALSE(has(told, R"("person_id":2)"));
  }
}

TEST_CASE("told to: what another member decides is left out, and counted") {
  const Assessment told = told_to(assessed("all"), {anna});
  CHECK(told.outcome == Outcome::not_eligible);
  REQUIRE(told.findings.size() == 1); // that the rules are in force
  REQUIRE_FALSE(told.notes.empty());
  CHECK(has(told.notes.back().in(Language::en), "person 1; what was found of other members"));
  CHECK(has(told.notes.back().in(Language::en), "Criteria that rest on others: 1."));
  const Assessment his = told_to(assessed("all"), {omar});
  REQUIRE(his.findings.size() == 2);
  CHECK(his.findings[1].verdict == Verdict::not_met);
  CHECK(has(his.findings[1].sentence.in(Language::en), "sex offence"));
  CHECK_FALSE(has(his.notes.back().in(Language::en), "rest on others"));
}

TEST_CASE("told to: of what is asked of each, each reads their own verdict") {
  const Assessment whole = assessed("each");
  CHECK(whole.findings[1].verdict == Verdict::met_by_some);
  const Assessment hers = told_to(whole, {anna});
  REQUIRE(hers.findings.size() == 2);
  CHECK(hers.findings[1].verdict == Verdict::met);
  CHECK(hers.findings[1].by_person.size() == 1);
  CHECK(told_to(whole, {omar}).findings[1].verdict == Verdict::not_met);
  const Assessment both = told_to(whole, {anna, omar});
  CHECK(both.findings[1].verdict == Verdict::met_by_some);
  CHECK(has(both.findings[1].sentence.in(Language::en), "Person 1: Met: "));
  CHECK(has(both.findings[1].sentence.in(Language::en), "Person 2: Not met: "));
}

TEST_CASE("told to: lines, sums and reasons are those of the readers") {
  const Assessment whole = assessed("each");
  const Assessment hers = told_to(whole, {anna});
  CHECK(hers.entitlement.lines.size() == 1);
  CHECK(hers.entitlement.total == Money::euro_cents(100'000));
  CHECK(hers.entitlement.left_out.empty());
  REQUIRE(hers.persons.size() == 1);
  CHECK(hers.persons.front().person_id == anna);
  const Assessment his = told_to(whole, {omar});
  CHECK(his.entitlement.lines.empty());
  CHECK(his.entitlement.total == Money::euro_cents(0));
  REQUIRE(his.entitlement.left_out.size() == 1);
  CHECK(his.outcome == Outcome::eligible);
  CHECK(has(explain(his), "- person 2: not eligible"));
}

TEST_CASE("told to: all members read the whole") {
  const Assessment whole = assessed("each");
  CHECK(answer_to_json(told_to(whole, {child, anna, omar})) == answer_to_json(whole));
}

TEST_CASE("told to: only members can be told, and at least one") {
  const Assessment whole = assessed("each");
  CHECK(code_of<InvalidValue>([&] { told_to(whole, {}); }) == "no_persons");
  CHECK(code_of<NotFound>([&] { told_to(whole, {PersonId{9}}); }) == "no_such_person");
}

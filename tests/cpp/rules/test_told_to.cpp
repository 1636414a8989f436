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

TEST_CASE("told to: where another member decides, that is said, and not by what") {
  const Assessment told = told_to(assessed("all"), {anna});
  CHECK(told.outcome == Outcome::not_eligible);
  REQUIRE(told.findings.size() == 2);
  CHECK(told.findings[1].verdict == Verdict::met); // of her
  CHECK(has(told.notes.back().in(Language::en), "person 1; what was found of other members"));
  const std::string sentence = "A condition that rests on another member of the unit is not met";
  CHECK(has(told.rests_on_others.in(Language::en), sentence));
  CHECK(has(explain(told), "Outcome: not eligible\n" + sentence));
  CHECK(has(letter(assessed("all"), {anna}), "<p>" + sentence));
  const Assessment his = told_to(assessed("all"), {omar});
  REQUIRE(his.findings.size() == 2);
  CHECK(his.findings[1].verdict == Verdict::not_met);
  CHECK(has(his.findings[1].sentence.in(Language::en), "sex offence"));
  CHECK(his.rests_on_others.empty());
}

TEST_CASE("told to: of what is asked of any, only that a reader meets it is told") {
  const Assessment whole = assessed("any"); // the child and Anna meet it, Omar does not
  CHECK(told_to(whole, {anna}).findings.size() == 2);
  CHECK(told_to(whole, {omar}).findings.size() == 1);
  const auto told_to_omar = [](std::uint64_t anna_has) {
    FactColumns facts = a_unit(2);
    facts.column(FactName::convictions) = SetColumn{anna_has, sex_offence};
    return told_to(assess(without_conviction("any"), facts, 0), {omar});
  };
  CHECK(answer_to_json(told_to_omar(0)).find("asked") == std::string::npos);
  CHECK(told_to_omar(sex_offence).findings.size() == told_to_omar(0).findings.size());
  CHECK_FALSE(told_to_omar(sex_offence).rests_on_others.empty());
}

namespace {

/// A home for the unit of a victim of trafficking, and bread for any unit.
Programme with_a_home(const std::string& home = R"({"fact": "vulnerabilities",
    "any_of": ["trafficking"]})",
                      const std::string& more = {}) {
  return a_programme(R"("benefits": [)" + a_benefit(home, "500", "in_kind", R"(, "per": "unit")") +
                     "," + a_benefit(R"("adult")", "20", "in_kind", R"(, "per": "unit")") + "]" +
                     more);
}

Assessment with_a_home(std::uint64_t omar_is, const Programme& programme = with_a_home()) {
  FactColumns facts = a_unit(2);
  facts.column(FactName::vulnerabilities) = SetColumn{0, omar_is};
  facts.column(FactName::adult) = VerdictColumn{Verdict::met, Verdict::unknown};
  return assess(programme, facts, 0);
}

constexpr std::uint64_t trafficked = 1U << 1U;

} // namespace

TEST_CASE("told to: what the unit gets through what is sensitive of another is left out") {
  const Programme capped = with_a_home(R"("adult")", R"(, "caps": [{"of": "family",
    "when": {"fact": "vulnerabilities", "any_of": ["trafficking"]},
    "amount": {"euro": "100", "source": "made up", "certainty": "stated"}}])");
  for (const Programme& programme : {with_a_home(), capped}) {
    const std::string of_nobody = all_texts(told_to(with_a_home(0, programme), {anna}));
    CHECK(all_texts(told_to(with_a_home(trafficked, programme), {anna})) == of_nobody);
    CHECK(all_texts(told_to(with_a_home(unknown_more, programme), {anna})) == of_nobody);
  }
  const Assessment whole = with_a_home(trafficked);
  REQUIRE(whole.entitlement.lines.size() == 2);
  CHECK(whole.entitlement.lines[0].through == std::vector{omar});
  CHECK(told_to(whole, {omar}).entitlement.lines.size() == 2);
  CHECK(told_to(whole, {anna}).entitlement.lines.size() == 1);
}

TEST_CASE("a letter goes to an adult, or to the guardian of a minor who is alone") {
  FactColumns facts = a_family();
  facts.column(FactName::minor) = VerdictColumn{Verdict::not_met, Verdict::not_met, Verdict::met};
  const Programme programme = without_conviction("each");
  const Assessment with_parents = assess(programme, facts, 0);
  CHECK(code_of<InvalidValue>([&] { letter(with_parents, {child, anna}); }) == "reader_is_minor");
  CHECK(has(letter(with_parents, {anna, child}), "You can get support"));
  facts.column(FactName::unaccompanied_minor) =
      VerdictColumn{Verdict::not_met, Verdict::not_met, Verdict::met};
  const std::string page = letter(assess(programme, facts, 0), {child});
  CHECK(has(page, "The guardian of person 3"));
  CHECK(has(page, "The minor whose guardian you are can get support"));
}

TEST_CASE("a letter says what the outcome takes to be so, to whoever reads it") {
  const auto page = [](const std::string& more, Language language) {
    return letter(assess(
                      a_programme(R"("criteria": [)" +
                                  a_criterion(R"("adult")", "each",
                                              R"(, "among": "minor", "provided": {"en":
        "they stay", "nl": "zij blijven"})" + more) +
                                  "]"),
                      [] {
                        FactColumns facts = a_unit(1);
                        facts.column(FactName::minor) = VerdictColumn{Verdict::not_met};
                        return facts;
                      }(),
                      0),
                  {anna}, language);
  };
  const std::string to_reader = R"(, "provided_by_reader": {"en": "you stay", "nl": "u blijft"})";
  CHECK(has(page(to_reader, Language::en), "You can get support under this programme, provided you "
                                           "stay."));
  CHECK(has(page(to_reader, Language::nl), "als u blijft."));
  CHECK(has(page("", Language::en), "provided they stay."));
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
  CHECK(has(both.findings[1].sentence.in(Language::en), "Met by person 1. Not met by person 2 ("));
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
  CHECK_FALSE(has(explain(his), "What it comes to")); // nothing for him
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

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/exchange/answers.hpp>
#include <libcase/rules/assessment.hpp>
#include <libcase/rules/explanation.hpp>

#include "support/printing.hpp"
#include "support/programmes.hpp"
#include "support/units.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

constexpr Verdict yes = Verdict::met;
constexpr Verdict no = Verdict::not_met;
constexpr Verdict unknown = Verdict::unknown;

/// Money for adults, which each person gets who is a Dublin claimant.
Programme for_claimants(const std::string& of_criterion = {}, const std::string& more = {}) {
  return a_programme(R"("criteria": [)" +
                     a_criterion(R"("dublin_claimant")", "each", of_criterion) +
                     R"(], "benefits": [)" + a_benefit(R"("adult")", "1000") + "]" + more);
}

FactColumns adults(const VerdictColumn& claimants) {
  FactColumns facts = a_unit(static_cast<std::uint32_t>(claimants.size()));
  facts.column(FactName::dublin_claimant) = claimants;
  facts.column(FactName::adult) = VerdictColumn(claimants.size(), yes);
  return facts;
}

std::vector<Verdict> verdicts_of(const Finding& finding) {
  std::vector<Verdict> verdicts;
  std::ranges::transform(finding.by_person, std::back_inserter(verdicts), &PersonFinding::verdict);
  return verdicts;
}

std::vector<Outcome> outcomes_of(const Assessment& assessment) {
  std::vector<Outcome> outcomes;
  std::ranges::transform(assessment.persons, std::back_inserter(outcomes), &PersonOutcome::outcome);
  return outcomes;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Money euro(std::int64_t whole) {
  return Money::euro_cents(whole * 100);
}

/// 1,000 in cash that is stated, and 1,000 (A, stated) or 2,500 (B, inferred) in kind.
Programme disputed() {
  return a_programme(R"("benefits": [)" + a_benefit(R"("adult")", "1000") +
                     R"(, {"name": "goods", "text": {"en": "goods", "nl": "goederen"},
      "support": "in_kind", "who": "adult", "source": "made up", "certainty": "stated",
      "amount": {"dispute": "goods", "default": "B", "readings": [
        {"name": "A", "euro": "1000", "source": "made up", "certainty": "stated"},
        {"name": "B", "euro": "2500", "source": "made up", "certainty": "inferred",
         "reason": {"en": "later rules say so", "nl": "latere regels zeggen het"}}]}}])");
}

/// In kind for minors under 16, and for older ones who are not self-reliant, which is not recorded.
Programme for_the_young() {
  return a_programme(R"("benefits": [)" +
                     a_benefit(R"({"all": ["minor", {"any": [{"fact": "age", "under": 16},
      {"not_recorded": {"en": "whether they are self-reliant", "nl": "of zij zelfstandig zijn"}}]}]})",
                               "700", "in_kind") +
                     "]");
}

EntitlementLine line_of_minor(CountRange age) {
  FactColumns facts = a_unit(1);
  facts.column(FactName::minor) = VerdictColumn{yes};
  facts.column(FactName::age) = CountColumn{age};
  const Assessment told = assess(for_the_young(), facts, 0);
  REQUIRE(told.entitlement.lines.size() == 1);
  return told.entitlement.lines.front();
}

} // namespace

TEST_CASE("assessment: what is asked of each says who meets it, who does not, who is unknown") {
  const Programme programme = for_claimants();
  const FactColumns facts = adults({yes, no, unknown});
  const Assessment told = assess(programme, facts, 0);
  REQUIRE(told.findings.size() == 2);
  const Finding& finding = told.findings[1];
  CHECK(finding.verdict == Verdict::met_by_some);
  CHECK(evaluate(programme, facts).criteria.at(1).verdicts.at(0) == Verdict::met_by_some);
  CHECK(finding.scope == Scope::each);
  CHECK(verdicts_of(finding) == std::vector{yes, no, unknown});
  CHECK(finding.by_person[1].person_id == PersonId{2});
  CHECK(finding.by_person[0].values.in(Language::en).empty());
  CHECK(finding.by_person[1].values.in(Language::en) == "Dublin claimant: no");
  CHECK(finding.by_person[1].evidence_tables.empty());
  CHECK(finding.by_person[2].evidence_tables == std::vector<std::string>{"dublin_claims"});
  CHECK(finding.evidence_tables == std::vector<std::string>{"dublin_claims"});
  CHECK(finding.sentence.in(Language::en) ==
        "Met by some: it is so. Met by person 1. Not met by person 2 (Dublin claimant: no). "
        "Not known for person 3 (Dublin claimant: unknown). A record of the Dublin claim would "
        "settle it.");
  CHECK(finding.sentence.in(Language::nl)
            .starts_with(
                "Deels voldaan: het is zo. Voldaan door persoon 1. Niet voldaan door persoon 2 ("));
  CHECK(has(answer_to_json(told), R"("verdict":"met_by_some")"));
}

TEST_CASE("assessment: what each meets, or nobody, is told in one sentence") {
  const auto told = [](const VerdictColumn& claimants) {
    return assess(for_claimants(), adults(claimants), 0).findings.at(1);
  };
  CHECK(told({yes, yes}).verdict == yes);
  CHECK(told({yes, yes}).sentence.in(Language::en) == "Met: it is so.");
  CHECK(told({no, no}).verdict == no);
  CHECK(told({no, no}).sentence.in(Language::en) ==
        "Not met: it is so (person 1: Dublin claimant: no; person 2: Dublin claimant: no).");
  CHECK(told({no, unknown}).verdict == unknown);
  CHECK(has(told({no, unknown}).sentence.in(Language::en),
            "Not met by person 1 (Dublin claimant: no). Not known for"));
  CHECK(told({}).verdict == unknown);
  CHECK(told({}).evidence_tables == std::vector<std::string>{"unit_members"});
}

TEST_CASE("assessment: of whom a criterion is not asked is told as that") {
  FactColumns facts = adults({yes, no});
  facts.column(FactName::principal) = VerdictColumn{yes, no};
  const Finding finding =
      assess(for_claimants(R"(, "among": "principal")"), facts, 0).findings.at(1);
  CHECK(verdicts_of(finding) == std::vector{yes, Verdict::not_applicable});
  CHECK(finding.verdict == yes);
  CHECK(finding.by_person[1].values.in(Language::en).empty());
}

TEST_CASE("assessment: what none of those asked meets is not met by some") {
  const auto asked = [](const VerdictColumn& claimants) {
    FactColumns facts = adults(claimants);
    facts.column(FactName::principal) = VerdictColumn(claimants.size(), yes);
    std::get<VerdictColumn>(facts.column(FactName::principal)).back() = no; // is not asked
    const Programme programme = for_claimants(R"(, "among": "principal")");
    const Finding finding = assess(programme, facts, 0).findings.at(1);
    CHECK(evaluate(programme, facts).criteria.at(1).verdicts.at(0) == finding.verdict);
    return finding.verdict;
  };
  CHECK(asked({unknown, no}) == unknown);
  CHECK(asked({unknown, unknown, no}) == unknown);
  CHECK(asked({no, unknown, no}) == unknown);
  CHECK(asked({no, no}) == no);
  CHECK(asked({yes, no}) == yes);
  CHECK(asked({yes, unknown, yes}) == Verdict::met_by_some);
}

TEST_CASE("assessment: of what may hold in several ways, the way that decides is told") {
  const auto told = [](Verdict claimant, Verdict permission, Verdict adult) {
    const Programme programme = a_programme(
        R"("criteria": [)" +
        a_criterion(R"({"any": ["dublin_claimant", {"all": ["permission", "adult"]}]})", "all") +
        "]");
    FactColumns facts = adults({claimant});
    facts.column(FactName::adult) = VerdictColumn{adult};
    facts.column(FactName::permission) = VerdictColumn{permission};
    return assess(programme, facts, 0).findings.at(1).sentence.in(Language::en);
  };
  CHECK(told(yes, unknown, unknown) == "Met: it is so (Dublin claimant: yes).");
  CHECK(has(told(no, yes, yes), "(permission of the immigration service: yes; adult: yes)"));
  const std::string open = told(no, yes, unknown);
  CHECK(has(open, "Unknown: it is so (adult: unknown)."));
  CHECK_FALSE(has(open, "immigration service"));
  CHECK(has(told(no, no, unknown), "Dublin claimant: no"));
}

TEST_CASE("assessment: where only what no record holds is unknown, what records hold is told") {
  const std::string exception = R"({"not_recorded": {"en": "why", "nl": "waarom"}})";
  const auto told = [&](const std::string& when, Verdict claimant, Verdict adult) {
    const Programme programme = a_programme(R"("criteria": [)" + a_criterion(when, "all") + "]");
    FactColumns facts = adults({claimant});
    facts.column(FactName::adult) = VerdictColumn{adult};
    return assess(programme, facts, 0).findings.at(1).by_person.at(0).values.in(Language::en);
  };
  const std::string saved =
      R"({"any": [{"not": "dublin_claimant"}, {"all": ["adult", )" + exception + "]}]}";
  CHECK(told(saved, yes, yes) == "adult: yes, Dublin claimant: yes");
  CHECK(told(saved, yes, unknown) == "adult: unknown");
  CHECK(told(saved, no, yes) == "Dublin claimant: no");
  const std::string both = R"({"all": ["dublin_claimant", "adult", )" + exception + "]}";
  CHECK(told(both, yes, yes) == "adult: yes, Dublin claimant: yes");
  CHECK(told(both, yes, unknown) == "adult: unknown");
  CHECK(told(both, yes, no) == "adult: no");
}

TEST_CASE("assessment: how months were counted is told") {
  const auto months = [](const std::string& counted, Date left) {
    const std::string monthly = R"(, "monthly": {"from": "application_on",
        "until": "departure_on", "counted": ")" +
                                counted + R"(", "source": "made up", "certainty": "stated"})";
    const Programme programme =
        a_programme(R"("benefits": [)" + a_benefit(R"("adult")", "10", "in_kind", monthly) + "]");
    FactColumns facts = adults({yes});
    const std::int32_t day = left.days_since_epoch();
    facts.column(FactName::departure_on) = DateColumn{{day}, {day}};
    const Assessment told = assess(programme, facts, 0);
    const LocalizedText& text = told.entitlement.lines.at(0).months_text;
    CHECK(has(explain(told), "    " + text.in(Language::en) + "\n"));
    CHECK(has(explain_html(told, Language::nl), text.in(Language::nl)));
    CHECK(has(answer_to_json(told), R"("months_text":{")"));
    return text.in(Language::en) + " | " + text.in(Language::nl);
  };
  CHECK(months("begun", {2012, 8, 5}) == "3 months, counting a begun month as a whole one | "
                                         "3 maanden, een begonnen maand als hele geteld");
  CHECK(months("completed", {2012, 7, 5}) ==
        "1 month, counting full months only | 1 maand, alleen volle maanden geteld");
}

TEST_CASE("assessment: what lasts from a departure lasts from one's own") {
  const std::string lasting = R"(, "periods": [{"after": "departure_on", "months": 12,
      "source": "made up", "certainty": "stated"}])";
  const std::string monthly = R"(, "monthly": {"from": "application_on", "until": "departure_on",
      "counted": "begun", "source": "made up", "certainty": "stated"})";
  const Programme programme =
      a_programme(R"("benefits": [)" + a_benefit(R"("adult")", "1000", "cash", lasting) + "," +
                  a_benefit(R"("adult")", "10", "in_kind", monthly) + "," +
                  a_benefit(R"("adult")", "500", "in_kind", R"(, "per": "unit")" + lasting) + "]");
  FactColumns facts = adults({yes, yes});
  const auto day = [](Date on) { return on.days_since_epoch(); };
  const std::int32_t first = day({2012, 7, 10});
  facts.column(FactName::departure_on) = DateColumn{{first}, {first}};
  const auto lines = [&] { return assess(programme, facts, 0).entitlement.lines; };
  CHECK(lines().at(1).amount == euro(20)); // of all where no more is given
  facts.column(FactName::own_departure_on) =
      DateColumn{{first, day({2012, 9, 1})}, {first, Days::unknown().latest}};
  const auto told = lines();
  REQUIRE(told.size() == 5);
  CHECK(told[0].periods.at(0).until == Date{2013, 7, 10});
  CHECK(told[1].amount == euro(20));
  CHECK_FALSE(told[2].periods.at(0).until);
  CHECK_FALSE(told[3].amount);
  CHECK_FALSE(told[4].periods.at(0).until); // the unit has left in part
  const Evaluation found = evaluate(programme, facts);
  CHECK(found.in_kind_cents[0] == assess(programme, facts, 0).entitlement.in_kind.cents());
}

TEST_CASE("assessment: the outcome of the unit and those of its persons are two things") {
  const auto told = [](const VerdictColumn& claimants) {
    return assess(for_claimants(), adults(claimants), 0);
  };
  const Assessment mixed = told({yes, no, unknown});
  CHECK(mixed.outcome == Outcome::eligible);
  CHECK(outcomes_of(mixed) ==
        std::vector{Outcome::eligible, Outcome::not_eligible, Outcome::undetermined});
  CHECK(has(explain(mixed), "Outcome: eligible\n- person 1: eligible\n- person 2: not eligible\n"));
  CHECK(has(explain_html(mixed), "<br>person 2: not eligible"));
  CHECK(outcomes_of(told({no, no})) == std::vector{Outcome::not_eligible, Outcome::not_eligible});
  CHECK_FALSE(has(explain(told({yes, yes})), "person 1: eligible"));
  FactColumns late = adults({yes, no});
  const std::int32_t day = Date{2019, 6, 1}.days_since_epoch();
  late.column(FactName::application_on) = DateColumn{{day}, {day}};
  CHECK(outcomes_of(assess(for_claimants(), late, 0)) ==
        std::vector{Outcome::not_eligible, Outcome::not_eligible});
}

TEST_CASE("assessment: who gets nothing is listed with the reason") {
  const Assessment told = assess(for_claimants(), adults({yes, no, unknown}), 0);
  REQUIRE(told.entitlement.left_out.size() == 1);
  const LeftOut& left_out = told.entitlement.left_out.front();
  CHECK(left_out.person_id == PersonId{2});
  CHECK(left_out.criteria == std::vector<std::string>{"asked"});
  CHECK(has(explain(told), "- person 2, nothing: this is asked of each, and not met: it is so\n"));
  CHECK(has(explain(told, Language::nl), "- persoon 2, niets: dit wordt van ieder gevraagd"));
  CHECK(has(explain_html(told), "<td>person 2, nothing: this is asked of each"));

  FactColumns facts = adults({yes, yes});
  facts.column(FactName::adult) = VerdictColumn{yes, no};
  const Assessment with_child = assess(for_claimants(), facts, 0);
  REQUIRE(with_child.entitlement.left_out.size() == 1);
  CHECK(with_child.entitlement.left_out.front().criteria.empty());
  CHECK(with_child.entitlement.left_out.front().why.in(Language::en) ==
        "no benefit of these rules is for this person");
}

TEST_CASE("assessment: rules without benefits leave out only who does not meet them") {
  const Programme programme =
      a_programme(R"("criteria": [)" + a_criterion(R"("dublin_claimant")", "each") + "]");
  const Assessment told = assess(programme, adults({yes, no}), 0);
  REQUIRE(told.entitlement.left_out.size() == 1);
  CHECK(told.entitlement.left_out.front().person_id == PersonId{2});
}

TEST_CASE("assessment: a total says what is stated and what is inferred") {
  const auto told = [](const RuleOptions& options) {
    return assess(disputed(), adults({yes}), 0, options);
  };
  const Assessment usual = told({});
  CHECK(usual.entitlement.total == euro(3500));
  CHECK(usual.entitlement.stated == euro(1000));
  CHECK(usual.entitlement.inferred == euro(2500));
  CHECK(has(explain(usual), "Known total: €3,500.00, of which €1,000.00 stated by sources and "
                            "€2,500.00 inferred\n"));
  CHECK(has(explain(usual, Language::nl), "waarvan € 1.000,00 volgens bronnen en € 2.500,00 "));
  const Assessment narrow = told({.readings = {{"goods", "A"}}});
  CHECK(narrow.entitlement.stated == euro(2000));
  CHECK(narrow.entitlement.inferred == euro(0));
  CHECK(has(explain(narrow), "Known total: €2,000.00, all of it stated by sources\n"));
}

TEST_CASE("assessment: a total that an inferred cap reduced is inferred") {
  const Programme programme =
      a_programme(R"("benefits": [)" + a_benefit(R"("adult")", "1000") +
                  R"(], "caps": [{"of": "person", "amount": {"euro": "600", "source": "made up",
         "certainty": "inferred", "reason": {"en": "so", "nl": "zo"}}}])");
  const Entitlement capped = assess(programme, adults({yes}), 0).entitlement;
  CHECK(capped.total == euro(600));
  CHECK(capped.inferred == euro(600));
  CHECK(capped.stated == euro(0));
}

TEST_CASE("assessment: what other readings of a disputed amount give is told beside the total") {
  const auto told = [](const RuleOptions& options) {
    return assess(disputed(), adults({yes, yes}), 0, options);
  };
  const Assessment usual = told({});
  REQUIRE(usual.entitlement.other_readings.size() == 1);
  const OtherReading& other = usual.entitlement.other_readings.front();
  CHECK(other.dispute == "goods");
  CHECK(other.reading == "A");
  CHECK(other.cash == euro(2000));
  CHECK(other.in_kind == euro(2000));
  CHECK(other.total == told({.readings = {{"goods", "A"}}}).entitlement.total);
  CHECK(has(explain(usual), "\nKnown total with reading A of goods: €4,000.00\n"));
  CHECK(has(explain_html(usual), "<p>Known total with reading A of goods: €4,000.00</p>"));

  const Entitlement narrow = told({.readings = {{"goods", "A"}}}).entitlement;
  REQUIRE(narrow.other_readings.size() == 1);
  CHECK(narrow.other_readings.front().reading == "B");
  CHECK(narrow.other_readings.front().total == usual.entitlement.total);

  const Entitlement stated = told({.stated_only = true}).entitlement;
  CHECK(stated.unknown_lines == 2);
  REQUIRE(stated.other_readings.size() == 1);
  CHECK(stated.other_readings.front().reading == "A");

  FactColumns children = adults({yes});
  children.column(FactName::adult) = VerdictColumn{no};
  CHECK(assess(disputed(), children, 0).entitlement.other_readings.empty());
}

TEST_CASE("assessment: one line and more are told in the right number") {
  const auto total = [](const VerdictColumn& claimants, Language language) {
    return explain(assess(for_claimants(), adults(claimants), 0), language);
  };
  CHECK(has(total({unknown}, Language::en), "; 1 line under a condition beside it"));
  CHECK(has(total({unknown, unknown}, Language::en), "; 2 lines under a condition beside it"));
  CHECK(has(total({unknown}, Language::nl), "; 1 regel onder een voorwaarde daarnaast"));
}

TEST_CASE("assessment: an unknown amount says what is asked and what would settle it") {
  const EntitlementLine older = line_of_minor(17);
  CHECK(older.why_unknown.in(Language::en) ==
        "Not known: whether they are self-reliant (no record holds it).");
  CHECK(older.evidence_tables.empty());
  const EntitlementLine ageless = line_of_minor(unknown_count);
  CHECK(ageless.why_unknown.in(Language::en) ==
        "Not known: the age; whether they are self-reliant (no record holds it). A record of the "
        "person's birth date and nationality would settle it.");
  CHECK(ageless.evidence_tables == std::vector<std::string>{"persons"});
  CHECK(line_of_minor(15).amount == euro(700));
}

TEST_CASE("assessment: an amount that is known is told where the right to it is not") {
  const Assessment claimant = assess(for_claimants(), adults({unknown}), 0);
  REQUIRE(claimant.entitlement.lines.size() == 1);
  const EntitlementLine& line = claimant.entitlement.lines.front();
  CHECK(line.is_unknown());
  CHECK(line.conditional_amount == euro(1000));
  CHECK(line.condition.in(Language::en) == "it is so");
  CHECK(line.why_unknown.in(Language::en) == "A record of the Dublin claim would settle it.");
  CHECK(claimant.entitlement.total == euro(0));
  CHECK(claimant.entitlement.unknown_lines == 1);
  CHECK(has(explain(claimant), ": €1,000.00, if: it is so ["));
}

TEST_CASE("assessment: after the rules it is told that the last day of awards was not found") {
  FactColumns facts = a_unit(1);
  const std::int32_t next_year = Date{2024, 3, 1}.days_since_epoch();
  facts.column(FactName::assessed_on) = DateColumn{{next_year}, {next_year}};
  facts.column(FactName::award_on) = DateColumn{{next_year}, {next_year}};
  const Assessment late = assess(
      a_programme(R"("last_award": {"source": "made up", "certainty": "stated"})"), facts, 0);
  CHECK(late.outcome == Outcome::undetermined);
  const auto in_force =
      std::ranges::find(late.findings, std::string{"in_force"}, &Finding::criterion);
  REQUIRE(in_force != late.findings.end());
  CHECK(in_force->verdict == yes); // on the day of the application
  CHECK(has(explain(late), "the award is made by 31 December 2012, the last day on which the rules "
                           "of 2012 are known to hold"));
  CHECK(has(explain(late), "the day of the last award, if it is later"));
  CHECK(has(explain(late, Language::nl), "de dag van de laatste toekenning, als die later is"));
}

TEST_CASE("assessment: a conditional amount is what caps leave of it") {
  const Programme capped = for_claimants("", R"(, "caps": [{"of": "family", "amount":
      {"euro": "1500", "source": "made up", "certainty": "stated"}}])");
  const Assessment told = assess(capped, adults({yes, unknown}), 0);
  REQUIRE(told.entitlement.lines.size() == 2);
  CHECK(told.entitlement.total == euro(1000));
  CHECK(told.entitlement.lines.back().conditional_amount == euro(500));
}

TEST_CASE("assessment: an amount that nobody found is told apart from one that was left out") {
  const Programme unfound = a_programme(
      R"("benefits": [{"name": "goods", "text": {"en": "goods", "nl": "goederen"},
      "support": "in_kind", "who": "adult", "source": "made up", "certainty": "stated"}])");
  const auto why = [](const Programme& programme, const RuleOptions& options) {
    return assess(programme, adults({yes}), 0, options)
        .entitlement.lines.back()
        .why_unknown.in(Language::en);
  };
  CHECK(why(unfound, {}).starts_with("No source that was found names the amount"));
  CHECK(why(disputed(), {.stated_only = true}) ==
        "The amount is inferred, and inferred values were left out.");
}

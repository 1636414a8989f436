#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/rules/explanation.hpp>
#include <libcase/rules/told_to.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "support/case_file_builder.hpp"
#include "support/printing.hpp"
#include "support/programmes.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

const Date day{2012, 4, 1};

/// A couple with a child: persons 1, 2 and 3 of case 1.
CaseFileBuilder a_family() {
  CaseFileBuilder file;
  file.count_on_from(100).with(Case{.opened_on = {2012, 1, 1}});
  file.with_member(1, "1980", Role::principal, {2012, 1, 1});
  file.with_member(2, "1981", Role::partner, {2012, 1, 1});
  file.with_member(3, "2005", Role::child, {2012, 1, 1});
  return file;
}

std::string limit(const std::string& of, const std::string& euro, const std::string& more = {}) {
  return R"({"of": ")" + of + R"(", "amount": {"euro": ")" + euro + R"(", "source": "rule )" +
         euro + R"(", "certainty": "stated"})" + more + "}";
}

/// Adults get 100, children 40 in kind.
std::string rules(const std::string& more) {
  return R"("benefits": [)" + a_benefit(R"("adult")", "100") + "," +
         a_benefit(R"("child_in_family")", "40", "in_kind") + "]," + more;
}

Assessment assessed(const std::string& more) {
  return assess(a_programme(rules(more)), a_family(), day);
}

std::string refusal(const std::string& parts) {
  try {
    a_programme(parts);
    return "no error";
  } catch (const InvalidValue& error) {
    const std::string message = error.what();
    return message.substr(message.find("$.versions[0].") + 14);
  }
}

Money euro(std::int64_t whole) {
  return Money::euro_cents(whole * 100);
}

} // namespace

TEST_CASE("limits: each cap that bites is told, in turn") {
  const Assessment found = assessed(R"("caps": [)" + limit("person", "90") + "," +
                                    limit("family", "150", R"(, "support": "cash")") + "," +
                                    limit("family", "175") + "]");
  const std::vector<EntitlementLine>& lines = found.entitlement.lines;
  REQUIRE(lines.size() == 3);
  REQUIRE(lines[1].limits.size() == 2);
  CHECK(lines[1].limits[0].of == CapOf::person);
  CHECK(lines[1].limits[0].before == euro(100));
  CHECK(lines[1].limits[0].after == euro(90));
  CHECK(lines[1].limits[1].of == CapOf::family);
  CHECK(lines[1].limits[1].before == euro(90));
  CHECK(lines[1].limits[1].after == euro(60));
  CHECK(lines[1].limits[1].source == "rule 150");
  CHECK(lines[1].before_cap() == euro(100));
  CHECK(lines[1].amount == euro(60));
  REQUIRE(lines[2].limits.size() == 1);
  CHECK(lines[2].amount == euro(25));
  CHECK(found.entitlement.total == euro(175));
  CHECK(found.entitlement.unknown_lines == 0);
  const std::string text = explain(found);
  CHECK(text.find("€100.00, less by the most that is given to a person") != std::string::npos);
  CHECK(text.find("€90.00, less by the most that is given to a family") != std::string::npos);
}

TEST_CASE("limits: a cap may count some benefits, of some persons") {
  const Assessment found =
      assessed(R"("caps": [)" + limit("person", "70", R"(, "when": "principal")") + "]");
  CHECK(found.entitlement.lines[0].amount == euro(70));
  CHECK(found.entitlement.lines[1].amount == euro(100));
}

TEST_CASE("limits: where it is unknown whether a cap applies, the least is known, and more open") {
  const Assessment found =
      assessed(R"("caps": [)" + limit("family", "150", R"(, "when": "dublin_claimant")") + "]");
  const std::vector<EntitlementLine>& lines = found.entitlement.lines;
  CHECK(lines[0].amount == euro(100));
  CHECK_FALSE(lines[0].is_open());
  CHECK(lines[1].amount == euro(50));
  CHECK(lines[1].is_open());
  CHECK(lines[2].amount == euro(0));
  CHECK(found.entitlement.total == euro(150));
  CHECK(found.entitlement.unknown_lines == 2);
  CHECK(explain(found).find("whether that applies is not known") != std::string::npos);
}

TEST_CASE("limits: a minimum raises the last line, before the caps") {
  const Assessment raised = assessed(R"("minimums": [)" + limit("family", "300") + "]");
  const EntitlementLine& last = raised.entitlement.lines[2];
  CHECK(last.amount == euro(100));
  REQUIRE(last.limits.size() == 1);
  CHECK(last.limits[0].is_minimum);
  CHECK(last.limits[0].before == euro(40));
  CHECK_FALSE(last.before_cap().has_value());
  CHECK(raised.entitlement.total == euro(300));
  CHECK(explain(raised).find("€40.00, more by the least that is given to a family") !=
        std::string::npos);
  const Assessment capped = assessed(R"("minimums": [)" + limit("person", "120") +
                                     R"(], "caps": [)" + limit("family", "200") + "]");
  CHECK(capped.entitlement.total == euro(200));
  const Assessment perhaps =
      assessed(R"("minimums": [)" + limit("family", "300", R"(, "when": "dublin_claimant")") + "]");
  CHECK(perhaps.entitlement.total == euro(240));
  CHECK(perhaps.entitlement.unknown_lines == 1);
}

TEST_CASE("limits: an amount of the unit is given once, to nobody in particular") {
  const std::string unit =
      a_benefit(R"({"fact": "household_size", "over": 2})", "30", "cash", R"(, "per": "unit")");
  const Assessment found = assess(a_programme(R"("benefits": [)" + unit + "]"), a_family(), day);
  REQUIRE(found.entitlement.lines.size() == 1);
  const EntitlementLine& line = found.entitlement.lines.front();
  CHECK_FALSE(line.person_id.has_value());
  CHECK(line.amount == euro(30));
  CHECK(found.entitlement.total == euro(30));
  CHECK(found.entitlement.left_out.empty());
  CHECK(explain(found).find("the unit together, money") != std::string::npos);
  CHECK(explain(found, Language::nl).find("de eenheid samen, geld") != std::string::npos);
  CHECK(told_to(found, {PersonId{2}}).entitlement.total == euro(30));

  const std::string of_any = a_benefit(R"("dublin_claimant")", "30", "cash", R"(, "per": "unit")");
  const Programme asked = a_programme(R"("benefits": [)" + of_any + "]");
  const Assessment unknown = assess(asked, a_family(), day);
  CHECK(unknown.entitlement.unknown_lines == 1);
  CHECK(unknown.entitlement.lines.front().evidence_tables ==
        std::vector<std::string>{"dublin_claims"});
  CaseFileBuilder one_is = a_family();
  one_is.with(DublinClaim{.person_id = {2}, .on = day, .is_claimant = true});
  CHECK(assess(asked, one_is, day).entitlement.total == euro(30));
}

TEST_CASE("limits: what is unknown counts in a limit, which leaves the lines beside it open") {
  const std::string pregnant = R"({"fact": "vulnerabilities", "any_of": ["pregnancy"]})";
  const auto filled_in = [](std::int64_t person) {
    CaseFileBuilder file = a_family();
    file.with(Vulnerability{
        .person_id = {person}, .ground = VulnerabilityGround::pregnancy, .from = {2012, 1, 1}});
    return file;
  };
  SUBCASE("a minimum") {
    const Programme least =
        a_programme(R"("benefits": [)" + a_benefit(R"("principal")", "40") + "," +
                    a_benefit(R"({"all": ["principal", )" + pregnant + "]}", "80") +
                    R"(], "minimums": [)" + limit("person", "100") + "]");
    const Assessment open = assess(least, a_family(), day);
    CHECK(open.entitlement.lines[0].amount == euro(40));
    CHECK(open.entitlement.lines[0].is_open());
    CHECK(open.entitlement.total == euro(40));
    CHECK(open.entitlement.lines[0].evidence_tables == std::vector<std::string>{"vulnerabilities"});
    CHECK(assess(least, filled_in(1), day).entitlement.total == euro(120));
  }
  SUBCASE("a cap") {
    const Programme most = a_programme(
        R"("benefits": [)" + a_benefit(R"({"all": ["principal", )" + pregnant + "]}", "300") + "," +
        a_benefit(R"({"fact": "role", "is": "partner"})", "400") + R"(], "caps": [)" +
        limit("family", "500") + "]");
    const Assessment open = assess(most, a_family(), day);
    const EntitlementLine& partner = open.entitlement.lines[1];
    CHECK(partner.amount == euro(200));
    CHECK(partner.is_open());
    CHECK(partner.why_unknown.empty()); // what is asked of another, the other's line says
    CHECK(assess(most, filled_in(1), day).entitlement.lines[1].amount == euro(200));
  }
  SUBCASE("an amount that nobody found may be any") {
    const std::string of_unknown_amount =
        R"({"name": "more", "text": {"en": "a", "nl": "b"}, "support": "cash", "who": "principal",
            "source": "made up", "certainty": "stated"})";
    const Programme most = a_programme(R"("benefits": [)" + of_unknown_amount + "," +
                                       a_benefit(R"({"fact": "role", "is": "partner"})", "400") +
                                       R"(], "caps": [)" + limit("family", "500") + "]");
    const Assessment open = assess(most, a_family(), day);
    CHECK(open.entitlement.total == euro(0));
    CHECK(open.entitlement.unknown_lines == 2);
  }
}

TEST_CASE(
    "limits: a cap that counts all that somebody may get is a ceiling, whether it bites or not") {
  const auto ceilings = [](const std::string& more, const std::string& caps) {
    std::vector<std::string> texts;
    const Programme programme = a_programme(
        R"("benefits": [)" + a_benefit(R"("principal")", "100") + "," +
        a_benefit(R"("child_in_family")", "40", "in_kind") + more + R"(], "caps": [)" + caps + "]");
    for (const Ceiling& ceiling : assess(programme, a_family(), day).entitlement.ceilings) {
      texts.push_back(
          (ceiling.person_id ? std::to_string(ceiling.person_id->value) : std::string{"*"}) + " " +
          (ceiling.support ? std::string{to_text(*ceiling.support)} : "*") + " " +
          ceiling.at_most.decimal());
    }
    return texts;
  };
  using Texts = std::vector<std::string>;
  CHECK(ceilings("", limit("family", "500")) == Texts{"* * 500.00"});
  CHECK(ceilings("", limit("person", "90")) == Texts{"1 * 90.00", "3 * 90.00"});
  CHECK(ceilings("", limit("person", "90", R"(, "support": "cash")")) == Texts{"1 cash 90.00"});
  CHECK(ceilings("", limit("person", "90", R"(, "benefits": ["100_cash"])")) == Texts{"1 * 90.00"});
  CHECK(ceilings("", limit("family", "90", R"(, "benefits": ["100_cash"])")).empty());
  CHECK(ceilings("", limit("family", "500", R"(, "when": "principal")")).empty()); // no child
  CHECK(ceilings("", limit("person", "90", R"(, "when": "dublin_claimant")")).empty());
  CHECK(ceilings("", limit("package", "500")).empty());
  const std::string of_unknown_amount =
      R"(,{"name": "more", "text": {"en": "a", "nl": "b"}, "support": "in_kind",
          "who": "principal", "source": "made up", "certainty": "stated"})";
  CHECK(ceilings(of_unknown_amount, limit("family", "500")) == Texts{"* * 500.00"});
  const std::string without_ceiling =
      R"(,{"name": "more", "text": {"en": "a", "nl": "b"}, "support": "in_kind",
          "who": "child_in_family", "uncapped_until_age": 18, "source": "made up",
          "certainty": "stated"})";
  CHECK(ceilings(without_ceiling, limit("family", "500")).empty());
  CHECK(ceilings(without_ceiling, limit("family", "60", R"(, "support": "cash")")) ==
        Texts{"* cash 60.00"});
}

TEST_CASE("limits: an open limit says what is asked, and what would settle it") {
  const Assessment found =
      assessed(R"("caps": [)" + limit("person", "70", R"(, "when": "dublin_claimant")") + "]");
  const EntitlementLine& line = found.entitlement.lines[0];
  CHECK(line.is_open());
  CHECK(line.evidence_tables == std::vector<std::string>{"dublin_claims"});
  CHECK(explain(found).find("Not known: whether another state") != std::string::npos);
}

TEST_CASE("limits: shares are of whole coins, and no share is above itself") {
  const auto line_of = [](const std::string& amount, const std::string& more,
                          const std::string& extra) {
    return assess(a_programme(R"("benefits": [)" +
                                  a_benefit(R"("principal")", amount, "in_kind", more) + "]",
                              extra),
                  a_family(), day)
        .entitlement.lines.at(0);
  };
  const auto instalment = [](const std::string& share) {
    return R"({"share": ")" + share +
           R"(", "when": {"en": "once", "nl": "eens"}, "source": "a", "certainty": "stated"})";
  };
  std::string yen =
      a_benefit(R"("principal")", "1000", "in_kind",
                R"(, "instalments": [)" + instalment("1/3") + "," + instalment("2/3") + "]");
  yen.replace(yen.find("\"euro\""), 6, "\"amount\"");
  const Assessment paid =
      assess(a_programme(R"("benefits": [)" + yen + "]", R"("currency": "JPY",)"), a_family(), day);
  const auto& parts = paid.entitlement.lines.at(0).instalments;
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].amount.cents() == 33'300);
  CHECK(parts[1].amount.cents() == 66'700);
  const EntitlementLine half =
      line_of("1500.01",
              R"(, "spending": [{"place": "country_of_origin", "at_least": "1/2",
                  "at_most": "1/2", "source": "a", "certainty": "stated"}])",
              "");
  CHECK(half.spending.at(0).at_least == Money::euro_cents(750'00));
  CHECK(half.spending.at(0).at_most == Money::euro_cents(750'00));
}

TEST_CASE("limits: an amount by a rule for months that is inferred is inferred") {
  const std::string monthly = a_benefit(
      R"("principal")", "10", "cash",
      R"(, "monthly": {"from": "first_entry_on", "until": "assessed_on", "counted": "begun",
          "source": "made up", "certainty": "inferred", "reason": {"en": "a", "nl": "b"}})");
  CaseFileBuilder file = a_family();
  file.with(Entry{.person_id = {1}, .on = {2012, 1, 31}});
  const Assessment found = assess(a_programme(R"("benefits": [)" + monthly + "]"), file, day);
  CHECK(found.entitlement.inferred == euro(30));
  CHECK(found.entitlement.stated == euro(0));
}

TEST_CASE("limits: a benefit that comes to nothing is somebody's all the same") {
  const std::string monthly = a_benefit(
      R"("principal")", "10", "cash",
      R"(, "monthly": {"from": "first_entry_on", "until": "assessed_on", "counted": "completed",
          "source": "made up", "certainty": "stated"})");
  CaseFileBuilder file = a_family();
  file.with(Entry{.person_id = {1}, .on = {2012, 3, 20}});
  const Assessment found = assess(a_programme(R"("benefits": [)" + monthly + "]"), file, day);
  REQUIRE(found.entitlement.left_out.size() == 3);
  const auto why = [&](std::size_t at) {
    return found.entitlement.left_out[at].why.in(Language::en);
  };
  CHECK(why(0) == "what these rules give this person comes to nothing in this case");
  CHECK(why(1) == "no benefit of these rules is for this person");
}

TEST_CASE("limits: a monthly amount says for how many months it is") {
  const std::string monthly = a_benefit(
      R"("principal")", "10", "cash",
      R"(, "monthly": {"from": "first_entry_on", "until": "assessed_on", "counted": "begun",
          "source": "made up", "certainty": "stated"})");
  const Programme programme = a_programme(R"("benefits": [)" + monthly + "]");
  const Assessment unknown = assess(programme, a_family(), day);
  CHECK(unknown.entitlement.unknown_lines == 1);
  CHECK(unknown.entitlement.lines.front().evidence_tables == std::vector<std::string>{"entries"});
  CaseFileBuilder file = a_family();
  file.with(Entry{.person_id = {1}, .on = {2012, 1, 31}});
  const Assessment known = assess(programme, file, day); // 31 January, 29 February, 31 March, a day
  CHECK(known.entitlement.lines.front().months == 3);
  CHECK(known.entitlement.total == euro(30));
  CHECK(explain(known).find("3 months") != std::string::npos);
}

TEST_CASE("limits: the loader refuses what can change nothing, or cannot be") {
  const auto caps = [](const std::string& cap) {
    return refusal(rules(R"("caps": [)" + cap + "]"));
  };
  const auto minimums = [](const std::string& minimum) {
    return refusal(rules(R"("minimums": [)" + minimum + "]"));
  };
  const auto benefit = [](const std::string& more, const std::string& who = R"("adult")",
                          const std::string& support = "cash") {
    return refusal(R"("benefits": [)" + a_benefit(who, "10", support, more) + "]");
  };
  CHECK(caps(limit("package", "9", R"(, "when": "adult")"))
            .starts_with("caps[0].when: expected no condition in a cap of a package"));
  CHECK(caps(limit("person", "50") + "," + limit("person", "60", R"(, "when": "adult")"))
            .starts_with("caps[1]: expected a cap that takes something"));
  CHECK(caps(limit("person", "50", R"(, "when": "adult")") + "," + limit("person", "60")) ==
        "no error");
  CHECK(minimums(limit("package", "300")).starts_with("minimums[0].of: expected person or family"));
  CHECK(minimums(limit("person", "40"))
            .starts_with("minimums[0].amount: expected more than the least that somebody may get"));
  CHECK(minimums(limit("person", "41")) == "no error");
  CHECK(minimums(limit("family", "300", R"(, "benefits": ["none"])"))
            .starts_with("minimums[0].benefits: expected names of benefits"));
  CHECK(
      benefit(R"(, "per": "family")").starts_with("benefits[0].per: expected one of person, unit"));
  const auto monthly = [](const std::string& from, const std::string& counted) {
    return R"(, "monthly": {"from": ")" + from + R"(", "until": "departure_on", "counted": ")" +
           counted + R"(", "source": "made up", "certainty": "stated"})";
  };
  CHECK(benefit(monthly("application_on", "completed")) == "no error");
  CHECK(benefit(monthly("application_on", "nearly"))
            .starts_with("benefits[0].monthly.counted: expected one of completed, begun"));
  CHECK(benefit(monthly("age", "begun"))
            .starts_with("benefits[0].monthly.from: expected a fact that is a date"));
  CHECK(benefit(monthly("application_on", "begun"), R"("adult")", "service")
            .starts_with("benefits[0].monthly: expected an amount in cash or in kind"));
  CHECK(benefit(R"(, "per": "unit")" + monthly("first_entry_on", "begun"))
            .starts_with("benefits[0].monthly: expected days of the unit"));
  CHECK(benefit(monthly("departure_on", "begun"))
            .starts_with("benefits[0].monthly.until: expected another day than that of from"));
  CHECK(refusal(R"("benefits": [)" + a_benefit(R"("adult")", "0") + "]")
            .starts_with("benefits[0].amount: expected more than nothing"));
  CHECK(benefit(R"(, "per": "unit")" + monthly("application_on", "begun")) == "no error");
}

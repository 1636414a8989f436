#include <algorithm>
#include <span>

#include <doctest/doctest.h>

#include <libcase/exchange/answers.hpp>
#include <libcase/rules/assessment.hpp>
#include <libcase/rules/evaluation.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "support/printing.hpp"
#include "support/programmes.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

constexpr Verdict yes = Verdict::met;
constexpr Verdict no = Verdict::not_met;
constexpr Verdict unknown = Verdict::unknown;

/// Units of these sizes, assessed on a day of 2012.
FactColumns units_of(std::initializer_list<std::uint32_t> sizes, Date on = {2012, 6, 1}) {
  FactColumns facts;
  for (const std::uint32_t size : sizes) {
    facts.first_person.push_back(facts.first_person.back() + size);
  }
  const std::vector<std::int32_t> days(sizes.size(), on.days_since_epoch());
  facts.column(FactName::assessed_on) = DateColumn{days, days};
  facts.column(FactName::application_on) = DateColumn{days, days};
  return facts;
}

FactColumns single_persons(FactName name, const VerdictColumn& values) {
  FactColumns facts;
  for (std::size_t at = 0; at < values.size(); ++at) {
    facts.first_person.push_back(static_cast<std::uint32_t>(at) + 1);
  }
  const std::vector<std::int32_t> days(values.size(), Date{2012, 6, 1}.days_since_epoch());
  facts.column(FactName::assessed_on) = DateColumn{days, days};
  facts.column(FactName::application_on) = DateColumn{days, days};
  facts.column(name) = values;
  return facts;
}

Verdict answer(const std::string& when, const FactColumns& facts, const std::string& scope = "any",
               const std::string& extra = {}) {
  const Programme programme =
      a_programme(R"("criteria": [)" + a_criterion(when, scope) + "]", extra);
  return evaluate(programme, facts).criteria.at(1).verdicts.at(0);
}

FactColumns person_with(FactName name, FactColumn column) {
  FactColumns facts = units_of({1});
  facts.column(name) = std::move(column);
  return facts;
}

DateColumn dates(Days days) {
  return {{days.earliest}, {days.latest}};
}

} // namespace

TEST_CASE("evaluation: not, all and any follow three-valued logic") {
  const auto of = [](Verdict verdict, const std::string& when) {
    return answer(when, single_persons(FactName::dublin_claimant, {verdict}));
  };
  CHECK(of(yes, R"({"not": "dublin_claimant"})") == no);
  CHECK(of(unknown, R"({"not": "dublin_claimant"})") == unknown);
  CHECK(of(no, R"({"not": "dublin_claimant"})") == yes);
  // adult is left out of the columns, and so unknown
  CHECK(of(yes, R"({"all": ["dublin_claimant", "adult"]})") == unknown);
  CHECK(of(no, R"({"all": ["dublin_claimant", "adult"]})") == no);
  CHECK(of(yes, R"({"any": ["dublin_claimant", "adult"]})") == yes);
  CHECK(of(no, R"({"any": ["dublin_claimant", "adult"]})") == unknown);
  CHECK(of(yes, R"({"not_recorded": {"en": "whether it rained", "nl": "of het regende"}})") ==
        unknown);
}

TEST_CASE("evaluation: a date that may be any of several days lies before another if all do") {
  const auto before = [](Days days, const std::string& relation = "before") {
    return answer(R"({"fact": "first_claim_on", ")" + relation + R"(": "2006-06-15"})",
                  person_with(FactName::first_claim_on, dates(days)));
  };
  const Date day{2006, 6, 15};
  CHECK(before(Days::on(day.plus_days(-1))) == yes);
  CHECK(before(Days::on(day)) == no);
  CHECK(before(Days::on(day), "by") == yes);
  CHECK(before(Days::on(day.plus_days(1)), "by") == no);
  CHECK(before(Days::on(day), "from") == yes);
  CHECK(before(Days::on(day.plus_days(-1)), "from") == no);
  CHECK(before(Days::on(day), "after") == no);
  CHECK(before(Days::on(day.plus_days(1)), "after") == yes);
  CHECK(before(Days::unknown()) == unknown);
  CHECK(before(Days::none()) == no);
  CHECK(before(Days::none(), "after") == no);
  const std::int32_t days = day.days_since_epoch();
  CHECK(before({days - 5, days - 1}) == yes);
  CHECK(before({days - 5, days}) == unknown);
  CHECK(before({days, days + 5}) == no);
}

TEST_CASE("evaluation: narrowing a date never turns an answer") {
  const Date day{2006, 6, 15};
  const std::int32_t middle = day.days_since_epoch();
  for (const std::string relation : {"before", "by", "from", "after"}) {
    const auto told = [&](Days days) {
      return answer(R"({"fact": "first_claim_on", ")" + relation + R"(": "2006-06-15"})",
                    person_with(FactName::first_claim_on, dates(days)));
    };
    for (const bool has_first : {true, false}) {
      for (std::int32_t first = middle - 2; first <= middle + 2; ++first) {
        for (std::int32_t last = first; last <= middle + 2; ++last) {
          const Days wide{has_first ? first : Days::unknown().earliest, last};
          std::vector<Days> narrow;
          for (std::int32_t exact = has_first ? first : middle - 9; exact <= last; ++exact) {
            narrow.push_back({exact, exact});
          }
          if (!has_first) {
            narrow.push_back(Days::none());
          }
          const bool is_same = std::ranges::all_of(
              narrow, [&](Days days) { return told(days) == told(narrow.front()); });
          CAPTURE(relation);
          CAPTURE(first - middle);
          CAPTURE(last - middle);
          CHECK(told(wide) == (is_same ? told(narrow.front()) : unknown));
        }
      }
    }
  }
}

TEST_CASE("evaluation: dates are compared with dates of the unit, months later") {
  FactColumns facts = units_of({1}, Date{2012, 3, 31});
  const auto is_a_month_after = [&](Date claim) {
    facts.column(FactName::first_claim_on) = dates(Days::on(claim));
    return answer(
        R"({"fact": "application_on", "from": {"fact": "first_claim_on", "plus_months": 1}})",
        facts);
  };
  CHECK(is_a_month_after({2012, 2, 29}) == yes);
  CHECK(is_a_month_after({2012, 3, 1}) == no);
  facts.column(FactName::first_claim_on) = dates(Days::none());
  CHECK(answer(R"({"fact": "application_on", "from": {"fact": "first_claim_on", "plus_days": 1}})",
               facts) == no);
}

TEST_CASE("evaluation: codes, sets, counts and countries") {
  const auto code = [](std::uint8_t value) {
    return answer(R"({"fact": "travel_document", "any_of": ["held", "obtainable"]})",
                  person_with(FactName::travel_document, CodeColumn{value}));
  };
  CHECK(code(1) == yes);
  CHECK(code(2) == no);
  CHECK(code(unknown_code) == unknown);

  const auto set = [](std::uint64_t value) {
    return answer(R"({"fact": "convictions", "any_of": ["sex_offence", "people_smuggling"]})",
                  person_with(FactName::convictions, SetColumn{value}));
  };
  CHECK(set(0) == no);
  CHECK(set(1U << 1U) == yes);
  CHECK(set(1U << 4U) == no);
  CHECK(set(unknown_more) == unknown);
  CHECK(set(unknown_more | 1U << 3U) == yes);

  const auto count = [](CountRange value) {
    return answer(R"({"fact": "entry_ban_months", "over": 60})",
                  person_with(FactName::entry_ban_months, CountColumn{value}));
  };
  CHECK(count(60) == no);
  CHECK(count(61) == yes);
  CHECK(count(unknown_count) == unknown);
  CHECK(count({59, 60}) == no);
  CHECK(count({60, 61}) == unknown);
  CHECK(count({61, 70}) == yes);

  FactColumns facts = person_with(FactName::nationality, CountryColumn{Country{"IRQ"}.index()});
  const std::string returns_home = R"({"fact": "destination", "same_as": "nationality"})";
  CHECK(answer(R"({"fact": "nationality", "any_of": ["IRQ", "AFG"]})", facts) == yes);
  CHECK(answer(R"({"fact": "nationality", "any_of": ["AFG"]})", facts) == no);
  CHECK(answer(returns_home, facts) == unknown);
  facts.column(FactName::destination) = CountryColumn{Country{"IRQ"}.index()};
  CHECK(answer(returns_home, facts) == yes);
  facts.column(FactName::destination) = CountryColumn{Country{"TUR"}.index()};
  CHECK(answer(returns_home, facts) == no);
}

TEST_CASE("evaluation: a list that is not complete leaves other countries unknown, and has dates") {
  const auto on_list = [](std::string_view country, bool is_complete, Date on) {
    FactColumns facts = units_of({1}, on);
    facts.column(FactName::nationality) = CountryColumn{Country{country}.index()};
    const std::string extra =
        R"("lists": {"excluded": {"text": {"en": "some", "nl": "enkele"}, "is_complete": )" +
        std::string{is_complete ? "true" : "false"} +
        R"(, "source": "made up", "certainty": "stated",
        "countries": [{"country": "IRQ"}, {"country": "XKX", "from": "2012-08-01"},
                      {"country": "MNG", "until": "2012-08-01"}]}},)";
    return answer(R"({"fact": "nationality", "on_list": "excluded"})", facts, "any", extra);
  };
  const Date june{2012, 6, 1};
  const Date august{2012, 8, 1};
  CHECK(on_list("IRQ", false, june) == yes);
  CHECK(on_list("AFG", false, june) == unknown);
  CHECK(on_list("AFG", true, june) == no);
  CHECK(on_list("XKX", false, june) == no);
  CHECK(on_list("XKX", false, august) == yes);
  CHECK(on_list("MNG", true, june) == yes);
  CHECK(on_list("MNG", true, august) == no);
}

TEST_CASE("evaluation: scopes ask of some member, of all, or of each for themselves") {
  FactColumns facts = units_of({2, 0});
  facts.column(FactName::dublin_claimant) = VerdictColumn{yes, no};
  const std::string when = R"("dublin_claimant")";
  CHECK(answer(when, facts, "any") == yes);
  CHECK(answer(when, facts, "all") == no);
  CHECK(answer(when, facts, "each") == Verdict::met_by_some);

  const Programme each =
      a_programme(R"("criteria": [)" + a_criterion(when, "each") + R"(], "benefits": [)" +
                  a_benefit(R"({"not": {"not": "dublin_claimant"}})", "100") + "]");
  const Evaluation found = evaluate(each, facts);
  CHECK(found.outcome[0] == Outcome::eligible);
  CHECK(found.cash_cents[0] == 10'000);             // the one who meets it
  CHECK(found.outcome[1] == Outcome::undetermined); // nobody is known to be in the unit

  const Programme among =
      a_programme(R"("criteria": [)" + a_criterion(when, "all", R"(, "among": "principal")") + "]");
  facts.column(FactName::principal) = VerdictColumn{yes, no};
  CHECK(evaluate(among, facts).outcome[0] == Outcome::eligible);
  facts.column(FactName::principal) = VerdictColumn{no, yes};
  CHECK(evaluate(among, facts).outcome[0] == Outcome::not_eligible);
}

TEST_CASE("evaluation: what is asked of nobody applies to nobody, and takes nothing away") {
  const auto programme = [](const std::string& scope) {
    return a_programme(R"("criteria": [)" +
                       a_criterion(R"("dublin_claimant")", scope, R"(, "among": "principal")") +
                       R"(], "benefits": [)" + a_benefit(R"("adult")", "100") + "]");
  };
  FactColumns facts = units_of({2, 1, 0});
  facts.column(FactName::dublin_claimant) = VerdictColumn{no, yes, no};
  facts.column(FactName::adult) = VerdictColumn{yes, yes, yes};
  const auto asked = [&](const std::string& scope, const VerdictColumn& of) {
    facts.column(FactName::principal) = of;
    return evaluate(programme(scope), facts);
  };
  for (const std::string scope : {"all", "each"}) {
    CAPTURE(scope);
    const Evaluation nobody = asked(scope, {no, no, no});
    CHECK(nobody.criteria[1].verdicts[0] == Verdict::not_applicable);
    CHECK(nobody.criteria[1].verdicts[1] == Verdict::not_applicable);
    CHECK(nobody.criteria[1].verdicts[2] == unknown); // nobody is known to be in the unit
    CHECK(nobody.outcome[0] == Outcome::eligible);
    CHECK(nobody.cash_cents[0] == 20'000);
    const Evaluation perhaps = asked(scope, {unknown, no, yes});
    CHECK(perhaps.criteria[1].verdicts[0] == unknown); // who meets it is not asked
    CHECK(perhaps.criteria[1].verdicts[1] == no);
    CHECK(perhaps.outcome[1] == Outcome::not_eligible);
  }
  CHECK(asked("any", {no, no, no}).criteria[1].verdicts[0] == no);
}

TEST_CASE("evaluation: before a criterion is attested only a fact that would fail it counts") {
  const auto programme = [](const std::string& when, const std::string& scope,
                            const std::string& more = {}) {
    return a_programme(R"("criteria": [)" +
                       a_criterion(when, scope, R"(, "attested_from": "2012-06-01")" + more) + "]");
  };
  struct Told {
    Outcome outcome;
    Verdict verdict;
    bool operator==(const Told&) const = default;
  };
  const auto told = [](const Programme& rules, const FactColumns& facts, std::size_t unit = 0,
                       const RuleOptions& options = {}) {
    const Evaluation found = evaluate(rules, facts, options);
    const Assessment single = assess(rules, facts, unit, options);
    const Verdict verdict = // without a column where nothing could fail
        found.criteria.size() == 2 ? found.criteria[1].verdicts[unit] : Verdict::not_applicable;
    CHECK(single.outcome == found.outcome[unit]);
    CHECK(single.findings.at(1).verdict == verdict);
    return Told{found.outcome[unit], verdict};
  };
  constexpr Told not_asked{Outcome::eligible, Verdict::not_applicable};
  constexpr Told open{Outcome::undetermined, Verdict::unknown};
  FactColumns facts = units_of({2, 0}, Date{2012, 5, 31});
  const auto persons = [&](Verdict one, Verdict other) {
    facts.column(FactName::dublin_claimant) = VerdictColumn{one, other};
    return facts;
  };
  const Programme all = programme(R"("dublin_claimant")", "all");
  CHECK(told(all, persons(yes, yes)) == not_asked);
  CHECK(told(all, persons(yes, unknown)) == not_asked);
  CHECK(told(all, persons(unknown, unknown)) == not_asked);
  CHECK(told(all, persons(yes, no)) == open);
  CHECK(told(all, persons(unknown, no)) == open);
  const Programme any = programme(R"("dublin_claimant")", "any");
  CHECK(told(any, persons(yes, no)) == not_asked);
  CHECK(told(any, persons(unknown, no)) == not_asked);
  CHECK(told(any, persons(no, no)) == open);
  CHECK(told(any, persons(no, no), 1).verdict == Verdict::not_applicable); // of nobody
  const Programme each = programme(R"("dublin_claimant")", "each");
  CHECK(told(each, persons(yes, unknown)) == not_asked);
  CHECK(told(each, persons(unknown, no)) == Told{Outcome::eligible, Verdict::unknown});
  CHECK(told(each, persons(no, no)) == open);
  const Programme of_unit = programme(R"("permission")", "unit");
  for (const auto& [permission, expected] :
       {std::pair{yes, not_asked}, std::pair{unknown, not_asked}, std::pair{no, open}}) {
    facts.column(FactName::permission) = VerdictColumn{permission, permission};
    CHECK(told(of_unit, facts) == expected);
  }
  const Programme inferred = a_programme(R"("criteria": [{"name": "tested",
      "text": {"en": "a", "nl": "b"}, "scope": "all", "when": "dublin_claimant",
      "attested_from": "2012-06-01", "source": "made up", "certainty": "inferred",
      "reason": {"en": "a", "nl": "b"}}])");
  const RuleOptions stated{.stated_only = true};
  CHECK(told(inferred, persons(yes, no), 0, stated) == open);
  CHECK(told(inferred, persons(yes, unknown), 0, stated) == not_asked);

  SUBCASE("members that it is not asked of have no say") {
    facts.column(FactName::principal) = VerdictColumn{yes, no};
    const Programme among = programme(R"("dublin_claimant")", "all", R"(, "among": "principal")");
    CHECK(told(among, persons(yes, no)) == not_asked);
    CHECK(told(among, persons(no, yes)) == open);
  }
  SUBCASE("an exception that no record holds does not save whom a fact would fail") {
    const Programme exception = programme(
        R"({"any": ["dublin_claimant", {"not_recorded": {"en": "why", "nl": "waarom"}}]})", "all");
    CHECK(told(exception, persons(yes, unknown)) == not_asked);
    CHECK(told(exception, persons(yes, no)) == open);
    const Programme negated = programme(
        R"({"not": {"all": ["dublin_claimant", {"not_recorded": {"en": "why", "nl": "waarom"}}]}})",
        "all");
    CHECK(told(negated, persons(unknown, no)) == not_asked);
    CHECK(told(negated, persons(yes, no)) == open);
    const Programme nothing_but =
        programme(R"({"not_recorded": {"en": "why", "nl": "waarom"}})", "unit");
    CHECK(told(nothing_but, facts) == not_asked);
  }
}

TEST_CASE(
    "evaluation: a criterion that is attested later tells the fact, or that it is not asked") {
  const Programme programme = a_programme(
      R"("criteria": [)" +
      a_criterion(R"("dublin_claimant")", "any", R"(, "attested_from": "2012-06-01")") + "]");
  FactColumns facts = units_of({1}, Date{2012, 5, 31});
  const auto finding = [&](Verdict claimant) {
    facts.column(FactName::dublin_claimant) = VerdictColumn{claimant};
    const Assessment told = assess(programme, facts, 0);
    REQUIRE(told.findings.size() == 2);
    return told.findings[1];
  };
  CHECK(finding(unknown)
            .sentence.in(Language::en)
            .starts_with("Not applicable: not sourced before 1 June 2012: "));
  const Finding failed = finding(no);
  CHECK(failed.sentence.in(Language::en).starts_with("Unknown: "));
  CHECK(failed.sentence.in(Language::en).find(": no") != std::string::npos);
  CHECK(failed.sentence.in(Language::en)
            .ends_with(". Whether it was asked then is not known: sources show it only from 1 June "
                       "2012 on."));
  CHECK(failed.sentence.in(Language::nl)
            .ends_with(". Of dit toen al werd gevraagd is niet bekend: bronnen tonen het pas vanaf "
                       "1 juni 2012."));
  REQUIRE(failed.by_person.size() == 1);
  CHECK(failed.by_person[0].verdict == unknown);
  CHECK(failed.by_person[0].values.in(Language::en) == "Dublin claimant: no");
  CHECK(failed.evidence_tables.empty()); // no record would settle it
  CHECK(answer_to_json(assess(programme, facts, 0)).find(R"("verdict":"unknown")") !=
        std::string::npos);
}

TEST_CASE(
    "evaluation: before it is attested the fact that would fail it is told beside exceptions") {
  const Programme programme =
      a_programme(R"("criteria": [)" +
                  a_criterion(R"({"any": [{"not": "dublin_claimant"},
          {"all": ["adult", {"not_recorded": {"en": "why", "nl": "waarom"}}]}]})",
                              "each", R"(, "attested_from": "2012-06-01")") +
                  R"(], "benefits": [)" + a_benefit(R"("principal")", "100") + "]");
  FactColumns facts = units_of({1}, Date{2012, 5, 31});
  facts.column(FactName::dublin_claimant) = VerdictColumn{yes};
  facts.column(FactName::principal) = VerdictColumn{yes};
  for (const Verdict adult : {yes, unknown, no}) {
    facts.column(FactName::adult) = VerdictColumn{adult};
    const Assessment told = assess(programme, facts, 0);
    const std::string expected = adult == no ? "adult: no, Dublin claimant: yes" // both fail
                                             : "Dublin claimant: yes";
    CHECK(told.findings.at(1).by_person.at(0).values.in(Language::en) == expected);
    REQUIRE(told.entitlement.lines.size() == 1);
    CHECK(told.entitlement.lines[0].evidence_tables.empty()); // no record would settle it
  }
}

TEST_CASE("evaluation: a criterion gets a column where it is attested, or a fact may fail it") {
  const auto has_column = [](const std::string& when, const FactColumns& facts,
                             const std::string& more = {}) {
    const Programme programme =
        a_programme(R"("criteria": [)" +
                    a_criterion(when, "any", R"(, "attested_from": "2012-06-01")" + more) + "]");
    return evaluate(programme, facts).criteria.size() == 2;
  };
  const Date before{2012, 5, 31};
  const FactColumns none = units_of({1}, before);
  FactColumns some = none;
  some.column(FactName::dublin_claimant) = VerdictColumn{yes};
  CHECK_FALSE(has_column(R"("dublin_claimant")", none));
  CHECK(has_column(R"("dublin_claimant")", units_of({1})));
  CHECK(has_column(R"("dublin_claimant")", some));
  CHECK(has_column(R"({"not": "dublin_claimant"})", some));
  CHECK(has_column(R"({"all": ["dublin_claimant", "adult"]})", some));
  CHECK_FALSE(has_column(R"({"any": ["dublin_claimant", "adult"]})", some));
  CHECK(has_column(R"({"not": {"any": ["dublin_claimant", "adult"]}})", some));
  CHECK_FALSE(has_column(R"({"not": {"all": ["dublin_claimant", "adult"]}})", some));
  CHECK(has_column(R"("adult")", some, R"(, "among": "dublin_claimant")")); // perhaps of nobody
  CHECK_FALSE(has_column(R"({"fact": "age", "at_least": 18})", some));
  some.column(FactName::born_on) = dates({0, 0});
  CHECK(has_column(R"({"fact": "age", "at_least": 18})", some));
  CHECK_FALSE(has_column(R"({"fact": "born_on", "before": {"fact": "departure_on"}})", some));
  CHECK_FALSE(has_column(R"({"not_recorded": {"en": "why", "nl": "waarom"}})", some));
}

TEST_CASE("evaluation: a criterion is asked from the day on which it is attested") {
  const Programme programme = a_programme(
      R"("criteria": [)" +
      a_criterion(R"("dublin_claimant")", "any", R"(, "attested_from": "2012-06-01")") + "]");
  FactColumns facts = units_of({1, 1, 1}, Date{2012, 6, 1});
  auto& applied_on = std::get<DateColumn>(facts.column(FactName::application_on));
  for (const std::size_t unit : {std::size_t{0}, std::size_t{1}}) {
    applied_on.earliest[unit] = applied_on.latest[unit] = Date{2012, 5, 31}.days_since_epoch();
  }
  facts.column(FactName::dublin_claimant) = VerdictColumn{unknown, no, no};
  const Evaluation found = evaluate(programme, facts);
  CHECK(found.outcome ==
        LongColumn<Outcome>{Outcome::eligible, Outcome::undetermined, Outcome::not_eligible});
  CHECK(found.criteria[1].verdicts == LongColumn<Verdict>{Verdict::not_applicable, unknown, no});
}

TEST_CASE("evaluation: the last days of a version are asked whichever day chose it") {
  const auto told = [](const std::string& last_days, Days award, Days departure, Date on) {
    FactColumns facts = units_of({1}, on);
    facts.column(FactName::application_on) =
        DateColumn{{Date{2012, 1, 1}.days_since_epoch()}, {Date{2012, 1, 1}.days_since_epoch()}};
    facts.column(FactName::award_on) = DateColumn{{award.earliest}, {award.latest}};
    facts.column(FactName::departure_on) = DateColumn{{departure.earliest}, {departure.latest}};
    return evaluate(a_programme(last_days), facts).outcome[0];
  };
  const std::string known = R"("last_award": {"date": "2012-06-30", "source": "made up",
      "certainty": "stated"}, "last_departure": {"date": "2012-08-31", "source": "made up",
      "certainty": "stated"})";
  const std::string shown = R"("last_award": {"attested_until": "2012-06-30", "source": "made up",
      "certainty": "stated"}, "last_departure": {"attested_until": "2012-08-31",
      "source": "made up", "certainty": "stated"})";
  const Days in_june = Days::on({2012, 6, 30});
  const Days in_july = Days::on({2012, 7, 1});
  const Days in_august = Days::on({2012, 8, 31});
  const Days in_september = Days::on({2012, 9, 1});
  const Days not_yet{Date{2012, 8, 31}.days_since_epoch(), Days::unknown().latest};
  const Days nor_then{Date{2012, 9, 1}.days_since_epoch(), Days::unknown().latest};
  const Date august{2012, 8, 31};
  const Date september{2012, 9, 1};
  CHECK(told(known, in_june, in_august, september) == Outcome::eligible);
  CHECK(told(known, in_july, in_august, september) == Outcome::not_eligible);
  CHECK(told(known, in_june, in_september, september) == Outcome::not_eligible);
  CHECK(told(known, in_june, not_yet, august) == Outcome::eligible);
  CHECK(told(known, in_june, nor_then, september) == Outcome::not_eligible);
  CHECK(told(shown, in_june, in_august, september) == Outcome::eligible);
  CHECK(told(shown, in_july, in_august, september) == Outcome::undetermined);
  CHECK(told(shown, in_june, in_september, september) == Outcome::undetermined);
  CHECK(told(shown, in_june, not_yet, august) == Outcome::eligible);
  CHECK(told(shown, in_june, nor_then, september) == Outcome::undetermined);
  const std::string not_found = R"("last_award": {"source": "made up", "certainty": "stated"},
      "last_departure": {"source": "made up", "certainty": "stated"})";
  const Date last_of_rules{2012, 12, 31};
  const Date day_after{2013, 1, 1};
  const Days on_last = Days::on(last_of_rules);
  const Days on_next = Days::on(day_after);
  const Days not_by_then{day_after.days_since_epoch(), Days::unknown().latest};
  CHECK(told(not_found, on_last, on_last, day_after) == Outcome::eligible);
  CHECK(told(not_found, on_next, on_last, day_after) == Outcome::undetermined);
  CHECK(told(not_found, in_june, on_next, day_after) == Outcome::undetermined);
  CHECK(told(not_found, in_june, not_by_then, last_of_rules) == Outcome::eligible);
  CHECK(told(not_found, in_june, not_by_then, day_after) == Outcome::undetermined);
}

TEST_CASE("evaluation: an age is asked of each day on which somebody may have been born") {
  const Programme programme =
      a_programme(R"("criteria": [)" + a_criterion(R"({"fact": "age", "under": 16})", "any") + "]");
  const auto told = [&](Days born) {
    FactColumns facts = units_of({1}, Date{2012, 6, 1});
    facts.column(FactName::age) = CountColumn{unknown_count};
    facts.column(FactName::born_on) = DateColumn{{born.earliest}, {born.latest}};
    return evaluate(programme, facts).criteria.at(1).verdicts.at(0);
  };
  const auto between = [](Date first, Date last) {
    return Days{first.days_since_epoch(), last.days_since_epoch()};
  };
  CHECK(told(between({1996, 6, 2}, {1998, 1, 1})) == yes); // 14 or 15
  CHECK(told(between({1996, 6, 1}, {1998, 1, 1})) == unknown);
  CHECK(told(between({1994, 1, 1}, {1996, 6, 1})) == no); // 16 to 18
  CHECK(told({Days::unknown().earliest, Date{1996, 6, 2}.days_since_epoch()}) == unknown);
  CHECK(told({Days::unknown().earliest, Date{1996, 6, 1}.days_since_epoch()}) == no);
  CHECK(told({Date{1996, 6, 2}.days_since_epoch(), Days::unknown().latest}) == yes);
  CHECK(told(Days::unknown()) == unknown);
  FactColumns facts = units_of({1}, Date{2012, 6, 1});
  facts.column(FactName::age) = CountColumn{15};
  CHECK(evaluate(programme, facts).outcome[0] == Outcome::eligible); // no births are given
}

TEST_CASE("evaluation: known amounts add up, unknown ones are counted beside them") {
  const Programme programme = a_programme(R"("benefits": [)" + a_benefit(R"("adult")", "1750") +
                                          "," + a_benefit(R"("minor")", "880") + "," +
                                          a_benefit(R"("adult")", "1500", "in_kind") + "]");
  FactColumns facts = units_of({3});
  facts.column(FactName::adult) = VerdictColumn{yes, no, unknown};
  facts.column(FactName::minor) = VerdictColumn{no, yes, unknown};
  const Evaluation found = evaluate(programme, facts);
  CHECK(found.outcome[0] == Outcome::eligible);
  CHECK(found.cash_cents[0] == 263'000);
  CHECK(found.in_kind_cents[0] == 150'000);
  CHECK(found.unknown_lines[0] == 2); // cash and kind of the third
}

TEST_CASE("evaluation: a cash ceiling inside an amount splits it") {
  const Programme programme = a_programme(
      R"("benefits": [)" +
      a_benefit(
          R"("adult")", "1800", "in_kind",
          R"(, "cash_at_most": {"euro": "300", "source": "made up", "certainty": "stated"})") +
      "]");
  const Evaluation found = evaluate(programme, single_persons(FactName::adult, {yes}));
  CHECK(found.cash_cents[0] == 30'000);
  CHECK(found.in_kind_cents[0] == 150'000);
}

TEST_CASE("evaluation: caps of persons and of the family take from the last lines") {
  const auto cap = [](const std::string& of, const std::string& euro,
                      const std::string& more = {}) {
    return R"({"of": ")" + of + R"(", "amount": {"euro": ")" + euro +
           R"(", "source": "made up", "certainty": "stated"})" + more + "}";
  };
  const auto total = [&](const std::string& caps) {
    const Programme programme =
        a_programme(R"("benefits": [)" + a_benefit(R"("adult")", "1000") + "," +
                    a_benefit(R"("adult")", "500", "in_kind") + R"(], "caps": [)" + caps + "]");
    FactColumns facts = units_of({2});
    facts.column(FactName::adult) = VerdictColumn{yes, yes};
    const Evaluation found = evaluate(programme, facts);
    return std::pair{found.cash_cents[0] / 100, found.in_kind_cents[0] / 100};
  };
  CHECK(total("") == std::pair<std::int64_t, std::int64_t>{2000, 1000});
  CHECK(total(cap("person", "1200")) == std::pair<std::int64_t, std::int64_t>{2000, 400});
  CHECK(total(cap("family", "1700")) == std::pair<std::int64_t, std::int64_t>{1200, 500});
  CHECK(total(cap("family", "800", R"(, "support": "in_kind")")) ==
        std::pair<std::int64_t, std::int64_t>{2000, 800});
  // a help that is capped, and beside it one that is not
  CHECK(total(cap("family", "1700", R"(, "benefits": ["1000_cash"])")) ==
        std::pair<std::int64_t, std::int64_t>{1700, 1000});
  CHECK(total(cap("person", "400", R"(, "benefits": ["500_in_kind"])")) ==
        std::pair<std::int64_t, std::int64_t>{2000, 800});
  CHECK(total(cap("family", "1700", R"(, "benefits": ["1000_cash"])") + "," +
              cap("family", "2000")) == std::pair<std::int64_t, std::int64_t>{1500, 500});
}

TEST_CASE(
    "evaluation: readings choose among disputed amounts, stated_only leaves inferred ones out") {
  const std::string disputed =
      R"("benefits": [{"name": "child", "text": {"en": "a", "nl": "b"}, "support": "in_kind",
      "who": "adult", "source": "made up", "certainty": "stated",
      "amount": {"dispute": "child", "default": "B", "readings": [
        {"name": "A", "euro": "1000", "source": "made up", "certainty": "stated"},
        {"name": "B", "euro": "2500", "source": "made up", "certainty": "inferred",
         "reason": {"en": "later rules say so", "nl": "latere regels zeggen het"}}]}}])";
  const Programme programme = a_programme(disputed);
  const FactColumns facts = single_persons(FactName::adult, {yes});
  CHECK(evaluate(programme, facts).in_kind_cents[0] == 250'000);
  CHECK(evaluate(programme, facts, {.readings = {{"child", "A"}}}).in_kind_cents[0] == 100'000);
  const Evaluation stated = evaluate(programme, facts, {.stated_only = true});
  CHECK(stated.in_kind_cents[0] == 0);
  CHECK(stated.unknown_lines[0] == 1);
  CHECK_THROWS_AS(evaluate(programme, facts, {.readings = {{"child", "C"}}}), InvalidValue);
}

TEST_CASE(
    "evaluation: versions are picked by the day of each unit, and a day without rules has none") {
  FactColumns facts = units_of({1, 1, 1, 1});
  auto& applied = std::get<DateColumn>(facts.column(FactName::application_on));
  const std::array<Date, 4> days{Date{2011, 12, 31}, Date{2012, 1, 1}, Date{2012, 12, 31},
                                 Date{2013, 1, 1}};
  for (std::size_t at = 0; at < days.size(); ++at) {
    applied.earliest[at] = applied.latest[at] = days[at].days_since_epoch();
  }
  const Evaluation found = evaluate(a_programme(""), facts);
  CHECK(found.outcome == LongColumn<Outcome>{Outcome::not_eligible, Outcome::eligible,
                                             Outcome::eligible, Outcome::not_eligible});
}

TEST_CASE("evaluation: many units on two threads say the same as on one") {
  FactColumns facts;
  VerdictColumn claimants;
  VerdictColumn adults;
  constexpr std::size_t unit_count = 20'000;
  for (std::size_t unit = 0; unit < unit_count; ++unit) {
    const std::size_t size = unit % 1000 == 999 ? 12 : unit % 4;
    for (std::size_t person = 0; person < size; ++person) {
      claimants.push_back(static_cast<Verdict>((unit + person) % 3));
      adults.push_back(static_cast<Verdict>((unit / 3 + person) % 3));
    }
    facts.first_person.push_back(static_cast<std::uint32_t>(claimants.size()));
  }
  const std::vector<std::int32_t> days(unit_count, Date{2012, 6, 1}.days_since_epoch());
  facts.column(FactName::assessed_on) = DateColumn{days, days};
  facts.column(FactName::dublin_claimant) = claimants;
  facts.column(FactName::adult) = adults;
  const Programme programme =
      a_programme(R"("criteria": [)" + a_criterion(R"("dublin_claimant")", "each") +
                  R"(], "benefits": [)" + a_benefit(R"("adult")", "1750") + "]");
  const Evaluation one = evaluate(programme, facts, {}, 1);
  const Evaluation two = evaluate(programme, facts, {}, 2);
  CHECK(one.outcome == two.outcome);
  CHECK(one.cash_cents == two.cash_cents);
  CHECK(one.unknown_lines == two.unknown_lines);
  CHECK(one.criteria[1].verdicts == two.criteria[1].verdicts);

  for (const std::size_t unit : {0U, 1U, 2U, 3U, 5U, 999U, 1002U, 4999U}) { // as one by one
    const std::uint32_t first = facts.first_person[unit];
    const std::uint32_t end = facts.first_person[unit + 1];
    const auto of_unit = std::span{claimants}.subspan(first, end - first);
    const auto count = [&](Verdict verdict) { return std::ranges::count(of_unit, verdict); };
    const Verdict expected = of_unit.empty()                     ? unknown
                             : count(yes) == std::ssize(of_unit) ? yes
                             : count(yes) > 0                    ? Verdict::met_by_some
                             : count(unknown) > 0                ? unknown
                                                                 : no;
    CHECK(one.criteria[1].verdicts[unit] == expected);
  }
}

TEST_CASE("evaluation: columns of another length or kind are refused") {
  FactColumns facts = units_of({2});
  facts.column(FactName::adult) = VerdictColumn{yes};
  CHECK_THROWS_WITH_AS(evaluate(a_programme(""), facts),
                       doctest::Contains("expected 2 values of kind yes_no for the fact adult"),
                       InvalidValue);
  facts.column(FactName::adult) = CountColumn{1, 2};
  CHECK_THROWS_AS(evaluate(a_programme(""), facts), InvalidValue);
}

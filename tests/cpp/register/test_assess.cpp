#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/register/assess.hpp>
#include <libcase/rules/fact_words.hpp>
#include <libcase/rules/facts_arrow.hpp>

#include "support/builders.hpp"
#include "support/errors.hpp"
#include "support/generated_register.hpp"
#include "support/made_up_programmes.hpp"
#include "support/printing.hpp"
#include "support/programmes.hpp"
#include "support/raw_arrow.hpp"
#include "support/source_dir.hpp"

namespace libcase {

inline doctest::String toString(Outcome outcome) {
  return std::string{to_text(outcome)}.c_str();
}

} // namespace libcase

using namespace libcase;
using namespace libcase::testing;

namespace {

/// Every value of every column, in order.
std::vector<std::string> lines_of(const FactColumns& facts) {
  std::vector<std::string> lines;
  for (const Fact& asked : libcase::facts()) {
    const std::size_t rows = asked.of == FactOf::unit ? facts.unit_count() : facts.person_count();
    for (std::size_t row = 0; row < rows; ++row) {
      lines.push_back(std::string{to_text(asked.name)} + " " + std::to_string(row) + ": " +
                      value_in_words(facts, asked.name, row).in(Language::en));
    }
  }
  for (std::size_t unit = 0; unit < facts.cases.size(); ++unit) {
    lines.push_back("case " + std::to_string(facts.cases[unit]) + " from " +
                    std::to_string(facts.first_person[unit]));
  }
  for (const std::int64_t person : facts.persons) {
    lines.push_back("person " + std::to_string(person));
  }
  return lines;
}

/// A date as columns of texts say it.
std::string text_of(Days found) {
  const auto text = [](std::int32_t day) {
    const bool is_known = day != Days::unknown().earliest && day != Days::unknown().latest;
    return is_known ? Date::from_days_since_epoch(day).to_string() : std::string{".."};
  };
  return found.is_none()    ? "none"
         : found.is_exact() ? text(found.earliest)
                            : text(found.earliest) + "/" + text(found.latest);
}

/// The dates of facts, brought by somebody as columns of texts.
FactColumns brought_as_texts(const FactColumns& facts, const std::vector<FactName>& names) {
  std::vector<std::int64_t> unit_of_person;
  for (std::size_t unit = 0; unit < facts.unit_count(); ++unit) {
    unit_of_person.resize(facts.first_person[unit + 1], static_cast<std::int64_t>(unit));
  }
  std::vector<Raw> columns{units(unit_of_person)};
  for (const FactName name : names) {
    std::vector<std::string> values;
    for (std::size_t person = 0; person < unit_of_person.size(); ++person) {
      const bool is_of_unit = fact(name).of == FactOf::unit;
      values.push_back(text_of(facts.days(
          name, is_of_unit ? static_cast<std::size_t>(unit_of_person[person]) : person)));
    }
    columns.push_back(texts(std::string{to_text(name)}, values));
  }
  RawStream stream{.batches = {std::move(columns)}};
  ArrowArrayStream started = stream.start();
  return facts_from_arrow(&started);
}

void check_same(const Assessment& one, const Evaluation& all, std::size_t unit) {
  REQUIRE(one.outcome == all.outcome[unit]);
  REQUIRE(one.entitlement.cash.cents() == all.cash_cents[unit]);
  REQUIRE(one.entitlement.in_kind.cents() == all.in_kind_cents[unit]);
  REQUIRE(one.entitlement.unknown_lines == all.unknown_lines[unit]);
  REQUIRE(one.entitlement.uncapped_lines == all.uncapped_lines[unit]);
}

/// A case that applied to HRT, with permission, to go home to Iraq.
ACase an_applicant(Register& reg, std::string_view reference, Date on) {
  const ACase one = a_case(reg, reference);
  reg.record(Application{.case_id = one.id,
                         .programme = ProgrammeCode{"HRT"},
                         .on = on,
                         .destination = Country{"IRQ"}});
  reg.record(Permission{.case_id = one.id, .on = on, .is_granted = true});
  return one;
}

const Date applied_on{2011, 9, 1};

} // namespace

TEST_SUITE("threads") {
  TEST_CASE("assess: a whole register and each case by itself come to the same") {
    Catalogue catalogue = made_up_catalogue();
    catalogue.load(source_dir() / "tests" / "casebooks" / "wide.json");
    std::array<int, code_names<Outcome>.size()> seen{};
    std::int64_t cents = 0;
    for (int round = 0; round < 8; ++round) {
      const auto seed = static_cast<unsigned>(std::random_device{}());
      CAPTURE(seed);
      std::mt19937 random{seed};
      const RegisterFile place = a_register_file();
      Register reg = place.open();
      RegisterGrower grower{reg, place.clock, random};
      grower.grow(250);
      const CaseFiles files{reg, kinds_for(catalogue.programmes()), std::nullopt, 2};
      const Date on = Date{2009, 6, 1}.plus_days(testing::drawn(random, 1400));
      CAPTURE(on);
      for (const Programme& programme : catalogue.programmes()) {
        CAPTURE(programme.code.code());
        RuleOptions options{.readings = {}, .stated_only = round % 3 == 0};
        if (round % 2 == 0 && programme.code.code() == "HRT") {
          options.readings["adult"] = "A";
        }
        const FactColumns facts = read_facts(files, programme, on, 3);
        const Evaluation all = evaluate(programme, facts, options);
        REQUIRE(all.size() == files.size());
        for (std::size_t unit = 0; unit < all.size(); ++unit) {
          CAPTURE(files.id(unit));
          const Assessment one = assess(reg, files.id(unit), programme, on, options);
          check_same(one, all, unit);
          ++seen[static_cast<std::size_t>(one.outcome)];
          cents += one.entitlement.total.cents();
        }
      }
    }
    CHECK(std::ranges::all_of(seen, [](int count) { return count > 0; }));
    CHECK(cents > 0);
  }

  TEST_CASE("assess: facts of a cohort are those of its cases on their days, on any threads") {
    const auto seed = static_cast<unsigned>(std::random_device{}());
    CAPTURE(seed);
    std::mt19937 random{seed};
    const FixedClock clock;
    Register reg = a_register(clock);
    RegisterGrower grower{reg, clock, random};
    grower.grow(400);
    const CaseFiles files{reg};
    const Catalogue catalogue = made_up_catalogue();
    for (const CohortBy by : {CohortBy::application, CohortBy::departure}) {
      const Cohort cohort{Period::parse("2010"), by};
      for (const Programme& programme : catalogue.programmes()) {
        FactCollector collector{programme.code, facts_of(programme)};
        for (std::size_t at = 0; at < files.size(); ++at) {
          const CaseFile file = reg.file(files.id(at));
          if (const auto day = day_in(cohort, file)) {
            const auto earlier = earlier_files(reg, file);
            collector.add(file, *day, History{earlier});
          }
        }
        const auto expected = lines_of(collector.take());
        for (const int threads : {1, 2, 5, 1000}) {
          const bool is_same = lines_of(read_facts(files, programme, cohort, threads)) == expected;
          REQUIRE(is_same); // thousands of lines tell little
        }
      }
    }
  }
}

TEST_CASE("assess: a fact is found from the kinds that are read for it") {
  const auto seed = static_cast<unsigned>(std::random_device{}());
  CAPTURE(seed);
  std::mt19937 random{seed};
  const FixedClock clock;
  Register reg = a_register(clock);
  RegisterGrower grower{reg, clock, random};
  grower.grow(1200);
  const CaseFiles all{reg};
  for (const Fact& asked : facts()) {
    for (const char* code : {"HRT", "SDT"}) {
      Programme programme = programme_asking(asked.name);
      programme.code = ProgrammeCode{code};
      CAPTURE(to_text(asked.name));
      const std::vector programmes{programme};
      const CaseFiles some{reg, kinds_for(programmes)};
      for (const Date on : {Date{2010, 3, 1}, Date{2012, 6, 1}}) {
        const auto expected = lines_of(read_facts(all, programme, on, 1));
        const bool is_same = lines_of(read_facts(some, programme, on, 1)) == expected;
        REQUIRE(is_same); // thousands of lines tell little
      }
    }
  }
}

TEST_CASE("assess: where somebody stayed after coming back is unknown to a whole register too") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const Date left_on = opened_on.plus_days(30);
  reg.record(
      Stay{.person_id = one.person, .place = PlaceKind::vbl, .from = opened_on, .until = left_on});
  reg.record(a_departure(one.id, one.person, left_on));
  reg.record(Reappearance{.person_id = one.person, .on = left_on.plus_days(31)});
  const std::vector programmes{made_up(R"({
    "code": "OWN", "name": {"en": "Own", "nl": "Eigen"}, "implementer": "X",
    "target_group": {"en": "all", "nl": "allen"},
    "version_by": {"date": "application", @},
    "versions": [{"name": "1", "from": {"date": "2000-01-01", @}, "is_open": true,
      "criteria": [{"name": "stayed", "text": {"en": "stayed", "nl": "verbleef"}, "scope": "all", @,
        "when": {"not": {"fact": "places", "any_of": ["departure_centre"]}}}]}]})")};
  const Date on = left_on.plus_days(92);
  const CaseFiles files{reg, kinds_for(programmes)};
  CHECK(assess(reg, one.id, programmes.front(), on).outcome == Outcome::undetermined);
  CHECK(evaluate(programmes.front(), read_facts(files, programmes.front(), on)).outcome.front() ==
        Outcome::undetermined);
}

TEST_CASE("assess: kinds that no rule asks for are not read") {
  const std::vector programmes{programme_asking(FactName::entry_ban_months)};
  const auto kinds = kinds_for(programmes);
  const auto has = [&](const RecordKind& kind) {
    return std::ranges::find(kinds, &kind) != kinds.end();
  };
  CHECK(has(record_kind<EntryBan>()));
  CHECK(has(record_kind<UnitMember>()));
  CHECK_FALSE(has(record_kind<Stay>()));
  CHECK_FALSE(has(record_kind<AwardLine>()));
}

TEST_CASE("assess: earlier cases of the members are their history") {
  Register reg = a_register();
  const Programme programme = made_up(made_up_hrt);
  const PersonId person = reg.add_person(a_person());
  const CaseId before = reg.open_case("1", Date{2008, 1, 1});
  reg.record(UnitMember{before, person, Role::principal, Date{2008, 1, 1}});
  const CaseId now = reg.open_case("2", Date{2010, 5, 1});
  reg.record(UnitMember{now, person, Role::principal, Date{2010, 5, 1}});
  const auto first_help = [&](const Assessment& assessment) {
    return std::ranges::find(assessment.findings, "first_help", &Finding::criterion)->verdict;
  };
  const Date on{2010, 10, 1};
  CHECK(first_help(assess(reg, now, programme, on)) == Verdict::met);
  CHECK(first_help(assess(programme, reg.file(now), on)) == Verdict::unknown);
  reg.record(a_departure(before, person, Date{2008, 8, 3}));
  CHECK(first_help(assess(reg, now, programme, on)) == Verdict::not_met);
}

TEST_CASE("assess: a case is assessed as it was known") {
  const FixedClock clock;
  Register reg = a_register(clock);
  const Programme programme = made_up(made_up_hrt);
  const ACase one = an_applicant(reg, "1", applied_on);
  const Instant before = clock.now();
  clock.move_to(Date{2012, 6, 1});
  reg.record(a_departure(one.id, one.person, applied_on.plus_days(-9)));
  CHECK(assess(reg, one.id, programme, applied_on, {}, before).outcome == Outcome::eligible);
  CHECK(assess(reg, one.id, programme, applied_on).outcome == Outcome::not_eligible);
  CHECK(code_of<NotFound>([&] { assess(reg, CaseId{999}, programme, applied_on); }) ==
        "no_such_case");
  CHECK(code_of([&] { assess(reg, one.id, programme, Date{}); }) == "invalid_date");
}

TEST_CASE("assess: what a register says of dates, columns of texts can say") {
  const auto seed = static_cast<unsigned>(std::random_device{}());
  CAPTURE(seed);
  std::mt19937 random{seed};
  const FixedClock clock;
  Register reg = a_register(clock);
  RegisterGrower grower{reg, clock, random};
  grower.grow(250);
  std::vector<FactName> dates;
  for (const Fact& asked : libcase::facts()) {
    if (asked.kind == FactKind::date) {
      dates.push_back(asked.name);
    }
  }
  const CaseFiles files{reg};
  for (const Date on : {Date{2009, 9, 1}, Date{2011, 6, 1}, Date{2013, 3, 1}}) {
    FactColumns facts;
    for (std::size_t at = 0; at < files.size(); ++at) {
      FactCollector collector{ProgrammeCode{"SDT"}, dates};
      const std::vector<CaseFile> earlier = files.earlier_files(at);
      collector.add(files.file(at), on, at % 2 == 0 ? History{earlier} : History{});
      FactColumns one = collector.take();
      if (one.person_count() > 0) { // a row of the columns is a person
        append(facts, std::move(one));
      }
    }
    facts.column(FactName::role) = {}; // which is read for names alone
    FactColumns brought = brought_as_texts(facts, dates);
    brought.cases = facts.cases;
    brought.persons = facts.persons;
    const bool is_same = lines_of(brought) == lines_of(facts);
    REQUIRE(is_same); // thousands of lines tell little
    for (const FactName name : dates) {
      for (const char* relation : {"before", "by", "from", "after"}) {
        const Programme programme =
            a_programme(R"("criteria": [)" +
                        a_criterion(R"({"fact": ")" + std::string{to_text(name)} + R"(", ")" +
                                        relation + R"(": "2010-06-15"})",
                                    fact(name).of == FactOf::unit ? "unit" : "any") +
                        "]");
        CAPTURE(std::string{to_text(name)});
        CAPTURE(relation);
        const Catalogue of_2012 = [&] {
          Catalogue catalogue;
          catalogue.add(programme);
          return catalogue.frozen_at({2012, 6, 1});
        }();
        const Evaluation one = evaluate(of_2012["TEST"], facts);
        const Evaluation other = evaluate(of_2012["TEST"], brought);
        CHECK(one.outcome == other.outcome);
        CHECK(one.criteria.back().verdicts == other.criteria.back().verdicts);
      }
    }
  }
}

TEST_CASE("assess: a cohort takes the first of its days in the period") {
  Register reg = a_register();
  const ACase one = an_applicant(reg, "1", applied_on);
  reg.record(Application{
      .case_id = one.id, .programme = ProgrammeCode{"SDT"}, .on = applied_on.plus_days(-3)});
  const ACase other = a_case(reg, "2");
  reg.record(a_departure(other.id, other.person, Date{2011, 9, 30}));
  const Period september = Period::parse("2011-09");
  const auto day = [&](const ACase& in, CohortBy by, const Period& period) {
    return day_in({period, by}, reg.file(in.id));
  };
  CHECK(day(one, CohortBy::application, september) == applied_on);
  CHECK(day(one, CohortBy::application, Period::parse("2011")) == applied_on.plus_days(-3));
  CHECK(day(one, CohortBy::departure, september) == std::nullopt);
  CHECK(day(other, CohortBy::departure, september) == Date{2011, 9, 30});
  CHECK(day(other, CohortBy::departure, Period::parse("2011-10")) == std::nullopt);
  const CaseFiles files{reg};
  const Programme programme = made_up(made_up_hrt);
  const FactColumns facts = read_facts(files, programme, {september, CohortBy::departure});
  CHECK(facts.cases == std::vector{other.id.value});
  CHECK(read_facts(files, programme, {Period::parse("2020"), CohortBy::departure}).unit_count() ==
        0);
}

TEST_CASE("facts: columns that are put together keep what they say") {
  const auto unit_with = [](const char* programme, bool has_role) {
    FactColumns facts;
    facts.first_person = {0, 2};
    facts.cases = {7};
    facts.column(FactName::other_programmes) =
        SetColumn{facts.programme_set({ProgrammeCode{programme}}) | unknown_more};
    if (has_role) {
      facts.column(FactName::role) = CodeColumn{0, 1};
      facts.column(FactName::born_on) = DateColumn{.earliest = {1, 2}, .latest = {3, 4}};
    }
    return facts;
  };
  FactColumns all;
  append(all, unit_with("HRT", false));
  append(all, unit_with("SDT", true));
  append(all, unit_with("HRT", false));
  check(all);
  CHECK(all.unit_count() == 3);
  CHECK(all.first_person == std::vector<std::uint32_t>{0, 2, 4, 6});
  CHECK(all.cases == std::vector<std::int64_t>{7, 7, 7});
  const auto words = [&](FactName name, std::size_t row) {
    return value_in_words(all, name, row).in(Language::en);
  };
  CHECK(words(FactName::other_programmes, 0) == "HRT, perhaps more");
  CHECK(words(FactName::other_programmes, 1) == "SDT, perhaps more");
  CHECK(words(FactName::other_programmes, 2) == "HRT, perhaps more");
  CHECK(words(FactName::role, 0) == "unknown");
  CHECK(words(FactName::role, 3) == "partner");
  CHECK(words(FactName::role, 4) == "unknown");
  CHECK(words(FactName::born_on, 1) == "unknown");
  CHECK(words(FactName::born_on, 2) == "from 2 January 1970 to 4 January 1970");
  FactColumns taken = unit_with("HRT", false); // of an application that no record tells
  const std::int32_t day = Date{2012, 4, 1}.days_since_epoch();
  taken.column(FactName::application_on) = DateColumn{{day}, {day}};
  taken.recorded_on[static_cast<std::size_t>(FactName::application_on)] = {no_record};
  taken.recorded_on[static_cast<std::size_t>(FactName::dublin_claimant)] = {day, no_record};
  taken.column(FactName::dublin_claimant) = VerdictColumn{Verdict::met, Verdict::unknown};
  append(all, std::move(taken));
  append(all, unit_with("SDT", true));
  check(all);
  CHECK_FALSE(all.is_assumed(FactName::application_on, 0));
  CHECK(all.is_assumed(FactName::application_on, 3));
  CHECK_FALSE(all.is_assumed(FactName::application_on, 4));
  CHECK(all.record_day(FactName::dublin_claimant, 6) == Date{2012, 4, 1});
  CHECK(all.record_day(FactName::dublin_claimant, 7) == std::nullopt);
  CHECK(all.record_day(FactName::dublin_claimant, 0) == std::nullopt);
  CHECK(all.record_day(FactName::role, 0) == std::nullopt);
  constexpr std::array<std::uint32_t, 1> fourth{3};
  CHECK(take(all, fourth).is_assumed(FactName::application_on, 0));
  CHECK(take(all, fourth).record_day(FactName::dublin_claimant, 0) == Date{2012, 4, 1});
  all.recorded_on[static_cast<std::size_t>(FactName::dublin_claimant)].pop_back();
  CHECK(code_of([&] { check(all); }) == "invalid_columns");
  FactColumns unsound = unit_with("HRT", false);
  unsound.column(FactName::other_programmes) = SetColumn{2};
  CHECK(code_of([&] { check(unsound); }) == "invalid_columns");
}

TEST_CASE("assess: programmes may be as many as there are") {
  Register reg = a_register();
  constexpr std::size_t case_count = 150;
  const Programme programme = made_up(made_up_sdt); // not for who has AVR-FC
  for (std::size_t number = 0; number < case_count; ++number) {
    const ACase one = a_case(reg, std::to_string(number));
    const auto award = reg.record(Award{.case_id = one.id, .on = {2011, 9, 1}});
    for (const std::string& code : {"P" + std::to_string(number),
                                    std::string{number == case_count - 1 ? "AVR-FC" : "REAN"}}) {
      reg.record(AwardLine{.award_id = award,
                           .person_id = one.person,
                           .programme = ProgrammeCode{code},
                           .support = Support::cash});
    }
  }
  const CaseFiles files{reg};
  for (const int threads : {1, 3}) {
    const FactColumns facts = read_facts(files, programme, Date{2011, 10, 1}, threads);
    CHECK(facts.programme_sets.size() == case_count);
    CHECK(value_in_words(facts, FactName::other_programmes, 100).in(Language::en) == "P100+REAN");
    const Evaluation found = evaluate(programme, facts);
    const auto asked = std::ranges::find(found.criteria, "not_elsewhere", &CriterionColumn::name);
    REQUIRE(asked != found.criteria.end());
    CHECK(std::ranges::count(asked->verdicts, Verdict::met) == 149);
    CHECK(asked->verdicts.back() == Verdict::not_met);
  }
}

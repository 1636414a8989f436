#include <array>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/rules/assessment.hpp>
#include <libcase/rules/case_facts.hpp>
#include <libcase/rules/fact_words.hpp>

#include "support/case_file_builder.hpp"
#include "support/printing.hpp"
#include "support/programmes.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

/// Invented files: a unit of two adults under case 1, persons 1 and 2.
class Files : public CaseFileBuilder {
public:
  Files() {
    count_on_from(100).with(Case{.opened_on = {2012, 1, 1}});
    with_member(1, "1980", Role::principal, {2012, 1, 1});
    with_member(2, "1980", Role::partner, {2012, 1, 1});
  }

  Files& child(std::int64_t number, std::string_view born) {
    with_member(number, born, Role::child, {2012, 1, 1});
    return *this;
  }
  template <class R>
  Files& add(const R& record) {
    with(record);
    return *this;
  }
  Files& left(std::int64_t person, Date on, std::string_view to = "IRQ",
              DatePrecision precision = DatePrecision::day) {
    return add(Departure{.case_id = {1},
                         .person_id = {person},
                         .on = on,
                         .precision = precision,
                         .destination = Country{to},
                         .mode = DepartureMode::voluntary,
                         .assisted_by = AssistedBy::iom});
  }
  Files& applied(Date on) {
    return add(Application{.case_id = {1}, .programme = ProgrammeCode{"TEST"}, .on = on});
  }
  Files& stayed(PlaceKind place, Date from, std::optional<Date> until = std::nullopt) {
    return add(Stay{.person_id = {1}, .place = place, .from = from, .until = until});
  }

  /// The value of a fact of the unit or of person 1, in words.
  std::string value(FactName name, Date on, bool has_history = true) const {
    FactCollector collector{ProgrammeCode{"TEST"}, {name}};
    const std::vector<CaseFile> none;
    collector.add(file(), on, has_history ? History{none} : History{});
    return value_in_words(collector.take(), name, 0).in(Language::en);
  }
};

const Date spring{2012, 4, 1};

} // namespace

TEST_CASE("case facts: the longest sentence is known where all are") {
  const auto longest = [](const std::vector<Conviction>& convictions) {
    Files files;
    for (const Conviction& conviction : convictions) {
      files.add(conviction);
    }
    return files.value(FactName::longest_sentence_months, spring);
  };
  const auto theft = [](std::optional<std::int64_t> months, Date on = {2011, 5, 6}) {
    return Conviction{{1}, ConvictionKind::other, on, months};
  };
  CHECK(longest({}) == "unknown");
  CHECK(longest({{{1}, ConvictionKind::none, {2011, 5, 6}}}) == "0");
  CHECK(longest({theft(6), theft(18), theft(0)}) == "18");
  CHECK(longest({theft(18), theft({})}) == "unknown");
  CHECK(longest({theft(6), theft(18, Date{2012, 4, 2})}) == "6");
}

TEST_CASE("case facts: without an application nothing tells this departure from an earlier one") {
  const Files gone = Files{}.left(1, {2012, 3, 10});
  CHECK(gone.value(FactName::has_left_before, spring) == "unknown");
  CHECK(gone.value(FactName::last_assisted_departure_on, spring) == "before 11 March 2012");
  CHECK(gone.value(FactName::departure_on, spring) == "10 March 2012");
  CHECK(gone.value(FactName::own_departure_on, spring) == "10 March 2012");

  const Files applied = Files{gone}.applied({2012, 2, 1});
  CHECK(applied.value(FactName::has_left_before, spring) == "no");
  CHECK(applied.value(FactName::last_assisted_departure_on, spring) == "none");

  const Files back = Files{gone}.add(Reappearance{.person_id = {1}, .on = {2012, 3, 20}});
  CHECK(back.value(FactName::has_left_before, spring) == "no");
  CHECK(back.value(FactName::last_assisted_departure_on, spring) == "10 March 2012");
  CHECK(back.value(FactName::departure_on, spring) == "from 1 April 2012");
}

TEST_CASE("case facts: where members left to is no matter of the order of writing") {
  const Files one_way = Files{}.applied({2012, 2, 1}).left(1, {2012, 3, 10}, "IRQ");
  CHECK(one_way.value(FactName::destination, spring) == "Iraq");
  CHECK(Files{one_way}.left(2, {2012, 3, 20}, "IRQ").value(FactName::destination, spring) ==
        "Iraq");
  CHECK(Files{one_way}.left(2, {2012, 3, 20}, "TUR").value(FactName::destination, spring) ==
        "unknown");
  CHECK(Files{}
            .applied({2012, 2, 1})
            .left(2, {2012, 3, 20}, "TUR")
            .left(1, {2012, 3, 10}, "IRQ")
            .value(FactName::destination, spring) == "unknown");
  CHECK(Files{}
            .applied({2012, 3, 10})
            .left(1, {2012, 3, 1}, "TUR", DatePrecision::month)
            .value(FactName::destination, spring) == "Turkey");
}

TEST_CASE("case facts: a value is told with the day of its record, a day without one as taken") {
  const Programme programme = a_programme(R"("last_award": {"date": "2012-06-30",
      "source": "made up", "certainty": "stated"}, "criteria": [)" +
                                          a_criterion(R"("permission")", "unit") + "," +
                                          R"({"name": "claim", "text": {"en": "c", "nl": "c"},
      "scope": "unit", "when": {"fact": "application_on", "by": "2012-06-30"},
      "source": "made up", "certainty": "stated"}])");
  const auto told = [&](const Files& files, std::size_t at, Language language = Language::en) {
    return assess(programme, files.file(), spring).findings.at(at).values.in(language);
  };
  const Files none = Files{};
  CHECK(told(none, 1) == "permission of the immigration service: unknown");
  CHECK(told(none, 2) ==
        "application taken as 1 April 2012: no application for this programme is recorded");
  CHECK(told(none, 3) == "award taken as 1 April 2012: no award under this programme is recorded");
  CHECK(told(none, 2, Language::nl) == "aanvraag genomen als 1 april 2012: er is geen aanvraag "
                                       "voor deze regeling geregistreerd");
  CHECK(told(none, 3, Language::nl) == "toekenning genomen als 1 april 2012: er is geen toekenning "
                                       "onder deze regeling geregistreerd");

  const Files some = Files{}
                         .applied({2012, 4, 1})
                         .add(Permission{.case_id = {1}, .on = {2012, 3, 20}, .is_granted = false});
  CHECK(told(some, 1) ==
        "permission of the immigration service: no, by the record of 20 March 2012");
  CHECK(told(some, 1, Language::nl) ==
        "toestemming van de immigratiedienst: nee, volgens de registratie van 20 maart 2012");
  CHECK(told(some, 2) == "application: 1 April 2012"); // on the day of assessment itself
}

TEST_CASE("case facts: support that begins on a day of which no record tells has no end yet") {
  const Programme programme =
      a_programme(R"("benefits": [)" + a_benefit(R"("principal")", "1000", "cash", R"(, "periods": [
          {"after": "application_on", "months": 3, "source": "made up", "certainty": "stated"}])") +
                  "]");
  const auto until = [&](const Files& files) {
    return assess(programme, files.file(), spring).entitlement.lines.at(0).periods.at(0).until;
  };
  CHECK(until(Files{}) == std::nullopt);
  CHECK(until(Files{}.applied({2012, 2, 1})) == Date{2012, 5, 1});
}

TEST_CASE("case facts: months until a day of which no record tells are told with it") {
  const Programme programme = a_programme(R"("benefits": [)" +
                                          a_benefit(R"("principal")", "10", "cash",
                                                    R"(, "monthly": {"from": "first_entry_on",
          "until": "application_on", "counted": "begun", "source": "made up",
          "certainty": "stated"})") + "]");
  const Files entered =
      Files{}.add(Entry{.person_id = {1}, .on = {2012, 1, 15}, .precision = DatePrecision::day});
  const auto months = [&](const Files& files) {
    return assess(programme, files.file(), spring)
        .entitlement.lines.at(0)
        .months_text.in(Language::en);
  };
  CHECK(months(entered) ==
        "3 months, counting a begun month as a whole one (application taken as 1 April 2012: no "
        "application for this programme is recorded)");
  CHECK(months(Files{entered}.applied({2012, 2, 1})) ==
        "1 month, counting a begun month as a whole one");
}

TEST_CASE("case facts: a departure that is not known to the day gives no day of its record") {
  const auto day = [](DatePrecision precision) {
    FactCollector collector{ProgrammeCode{"TEST"}, {FactName::departure_mode}};
    collector.add(Files{}.applied({2012, 2, 1}).left(1, {2012, 3, 1}, "IRQ", precision).file(),
                  spring);
    return collector.take().record_day(FactName::departure_mode, 0);
  };
  CHECK(day(DatePrecision::day) == Date{2012, 3, 1});
  CHECK(day(DatePrecision::month) == std::nullopt);
}

TEST_CASE("case facts: a departure of who was no member is none of the unit") {
  const Files left = Files{}.applied({2012, 2, 1}).left(1, {2012, 3, 20}, "IRQ");
  const auto days_and_place = [](const Files& files) {
    return files.value(FactName::departure_on, spring) + ", " +
           files.value(FactName::destination, spring);
  };
  CHECK(days_and_place(left) == "20 March 2012, Iraq");
  CHECK(days_and_place(Files{left}.left(9, {2012, 3, 10}, "TUR")) == "20 March 2012, Iraq");
  const auto with_member_until = [&](Date until) {
    Files files = left;
    files.with_member(3, "1985", Role::other_relative, {2012, 1, 1}, until);
    return days_and_place(files.left(3, {2012, 3, 10}, "TUR"));
  };
  CHECK(with_member_until({2012, 3, 11}) == "10 March 2012, unknown");
  CHECK(with_member_until({2012, 3, 10}) == "10 March 2012, unknown"); // which ended by leaving
  CHECK(with_member_until({2012, 3, 9}) == "20 March 2012, Iraq");

  const Files before = Files{}.applied({2012, 2, 1});
  CHECK(Files{before}.left(9, {2012, 1, 15}).value(FactName::has_left_before, spring) == "no");
  CHECK(Files{before}.left(2, {2012, 1, 15}).value(FactName::has_left_before, spring) == "yes");
}

TEST_CASE("case facts: children of overlapping birth dates have no order") {
  const Files files =
      Files{}.child(3, "2005").child(4, "2005-03-01").child(5, "2007").child(6, "2007");
  FactCollector collector{ProgrammeCode{"TEST"}, {FactName::child_rank}};
  collector.add(files.file(), spring);
  const FactColumns facts = collector.take();
  CHECK(std::get<CountColumn>(facts.column(FactName::child_rank)) ==
        CountColumn{0, 0, unknown_count, unknown_count, 3, 4});
}

TEST_CASE("case facts: each member is one thing in the unit") {
  const auto categories = [](const Files& files) {
    FactCollector collector{ProgrammeCode{"TEST"}, {FactName::member_category}};
    collector.add(files.file(), spring);
    const FactColumns facts = collector.take();
    std::vector<std::string> words;
    for (std::size_t person = 0; person < facts.person_count(); ++person) {
      words.push_back(value_in_words(facts, FactName::member_category, person).in(Language::en));
    }
    return words;
  };
  using Words = std::vector<std::string>;
  Files family = Files{}.child(3, "2005").child(4, "1990-05-06").child(5, "1994");
  family.with_member(6, "1985", Role::other_relative, {2012, 1, 1});
  CHECK(categories(family) == Words{"principal", "partner", "child in a family", "adult child",
                                    "unknown", "other"}); // 17 or 18
  CHECK(categories(Files{}.child(3, "1994-04-01")).back() == "adult child");
  CHECK(categories(Files{}.child(3, "1994-04-02")).back() == "child in a family");

  const Files applied = Files{}.child(3, "2005").applied({2012, 3, 1});
  CHECK(categories(Files{applied}.left(1, {2012, 2, 1})).back() == "child in a family");
  CHECK(categories(Files{applied}.left(1, {2012, 3, 10}).left(2, {2012, 3, 10})).back() ==
        "child in a family");
  const Files left_alone = Files{applied}.left(1, {2012, 2, 1}).left(2, {2012, 2, 1});
  CHECK(categories(left_alone).back() == "unaccompanied minor");
  CHECK(left_alone.value(FactName::composition, spring) == "unaccompanied minors");
}

TEST_CASE("case facts: stays that follow each other are all places, others are not") {
  CHECK(Files{}.value(FactName::places, spring) == "unknown");
  CHECK(Files{}.stayed(PlaceKind::vbl, {2012, 1, 1}).value(FactName::places, spring) ==
        "freedom-restricting location (VBL)");
  CHECK(Files{}
            .stayed(PlaceKind::detention, {2011, 1, 1}, Date{2011, 3, 1})
            .stayed(PlaceKind::vbl, {2011, 3, 1})
            .value(FactName::places, spring) == "freedom-restricting location (VBL)+detention");
  CHECK(Files{}
            .stayed(PlaceKind::vbl, {2001, 1, 1}, Date{2001, 3, 1})
            .value(FactName::places, spring) == "freedom-restricting location (VBL), perhaps more");
  CHECK(Files{}
            .stayed(PlaceKind::vbl, {2001, 1, 1}, Date{2001, 3, 1})
            .stayed(PlaceKind::own_address, {2001, 4, 1})
            .value(FactName::places, spring) ==
        "freedom-restricting location (VBL)+own address, perhaps more");
  CHECK(Files{}
            .applied({2012, 2, 1})
            .stayed(PlaceKind::vbl, {2012, 1, 1}, Date{2012, 3, 10})
            .left(1, {2012, 3, 10})
            .value(FactName::places, spring) == "freedom-restricting location (VBL)");
}

TEST_CASE("case facts: support that has run out is no other programme") {
  const auto granted_until = [](std::optional<Date> until) {
    Files files;
    files.add(Award{.case_id = {1}, .on = {2012, 1, 10}});
    const AwardId award{files.last()};
    return files
        .add(AwardLine{.award_id = award,
                       .person_id = PersonId{1},
                       .programme = ProgrammeCode{"IN-KIND"},
                       .support = Support::in_kind,
                       .until = until})
        .value(FactName::other_programmes, spring);
  };
  CHECK(granted_until({}) == "IN-KIND");
  CHECK(granted_until(spring.plus_days(1)) == "IN-KIND");
  CHECK(granted_until(spring) == "none");
}

TEST_CASE("case facts: a project that ended before the case was opened is no other programme") {
  const auto ended_on = [](Date day) {
    Files files;
    const std::int64_t next = files.last() + 1;
    return files
        .add(Project{.organisation = "an invented one",
                     .framework = ProgrammeCode{"IN-KIND"},
                     .granted_on = {2011, 1, 1}})
        .add(Participation{.person_id = {1},
                           .project_id = {next},
                           .submitted_on = {2011, 5, 1},
                           .approved_on = Date{2011, 6, 1},
                           .ended_on = day})
        .value(FactName::other_programmes, spring);
  };
  CHECK(ended_on({2011, 12, 31}) == "none");
  CHECK(ended_on({2012, 2, 1}) == "IN-KIND");
}

TEST_CASE("assessment: which rules apply is unknown where the date that picks them is") {
  std::string rules = a_rule_file("");
  rules.replace(rules.find("application"), 11, "departure");
  const Programme by_departure = programme_from_json(rules);
  const auto outcome = [&](Date on, DatePrecision precision) {
    return assess(by_departure, Files{}.left(1, on, "IRQ", precision).file(), {2013, 6, 1}, {});
  };
  CHECK(outcome({2012, 3, 1}, DatePrecision::month).outcome == Outcome::eligible);
  CHECK(outcome({2011, 12, 1}, DatePrecision::month).outcome == Outcome::not_eligible);
  CHECK(outcome({2012, 12, 1}, DatePrecision::month).outcome == Outcome::eligible);
  CHECK(outcome({2012, 10, 1}, DatePrecision::quarter).outcome == Outcome::eligible);
  CHECK(outcome({2013, 1, 1}, DatePrecision::year).outcome == Outcome::not_eligible);

  rules.replace(rules.find("\"2013-01-01\""), 12, "\"2012-11-15\"");
  const Programme ends_in_november = programme_from_json(rules);
  const Assessment coarse =
      assess(ends_in_november, Files{}.left(1, {2012, 10, 1}, "IRQ", DatePrecision::quarter).file(),
             {2013, 6, 1}, {});
  CHECK(coarse.outcome == Outcome::undetermined);
  CHECK(coarse.findings.front().verdict == Verdict::unknown);
  CHECK(coarse.findings.front().evidence_tables == std::vector<std::string>{"departures"});

  rules.replace(rules.find("departure"), 9, "grant");
  const Programme by_grant = programme_from_json(rules);
  for (const Date on : {Date{2012, 6, 1}, Date{2015, 6, 1}}) {
    const Assessment nobody_knows = assess(by_grant, Files{}.file(), on, {});
    CHECK(nobody_knows.outcome == Outcome::undetermined);
    CHECK(nobody_knows.version == (on < Date{2013, 1, 1} ? "2012" : ""));
    CHECK(nobody_knows.findings.front().evidence_tables ==
          std::vector<std::string>{"participations"});
  }
  // whenever it was granted, it was before there were rules
  CHECK(assess(by_grant, Files{}.file(), {2012, 1, 1}, {}).outcome == Outcome::undetermined);
  CHECK(assess(by_grant, Files{}.file(), {2011, 12, 31}, {}).outcome == Outcome::not_eligible);
}

TEST_CASE("assessment: a departure that may not be is before no day") {
  const Programme programme = a_programme(
      R"("criteria": [)" +
      a_criterion(R"({"fact": "last_assisted_departure_on", "before": "2012-12-01"})") + "]");
  const Files files;
  const std::vector<CaseFile> none;
  CHECK(assess(programme, files.file(), spring, {}).outcome == Outcome::undetermined);
  CHECK(assess(programme, files.file(), spring, History{none}).outcome == Outcome::not_eligible);
}

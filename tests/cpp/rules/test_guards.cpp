#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/register/register.hpp>
#include <libcase/rules/budget_use.hpp>
#include <libcase/rules/guards.hpp>
#include <libcase/rules/judged_kinds.hpp>
#include <libcase/rules/safeguards.hpp>

#include "support/builders.hpp"
#include "support/case_file_builder.hpp"
#include "support/errors.hpp"
#include "support/generated.hpp"
#include "support/printing_records.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

const Date day{2011, 9, 1};

template <class Call>
std::string refusal(Call&& call) {
  return code_of<Refused>(call);
}

const std::string none = "no error";

Departure forced(Departure departure) {
  departure.mode = DepartureMode::forced;
  return departure;
}

Departure unsupervised(Departure departure) {
  departure.mode = DepartureMode::unsupervised;
  return departure;
}

Departure within(DatePrecision precision, Departure departure) {
  departure.precision = precision;
  return departure;
}

Id<Award> an_award(Register& reg, const ACase& one, Date on = day) {
  return reg.record(Award{.case_id = one.id, .on = on});
}

AwardLine a_line(AwardId award, Support support = Support::cash) {
  return {.award_id = award,
          .programme = ProgrammeCode{"AVR-FC"},
          .support = support,
          .amount = Money::euro_cents(1'000'000)};
}

CashPayment a_payment(AwardLineId line, PersonId person, Date on) {
  return {.award_line_id = line,
          .person_id = person,
          .amount = Money::euro_cents(50'000),
          .paid_on = on};
}

Closure a_closure(CaseId id, Date on) {
  return {id, on, ClosureReason::departed};
}

const CaseId in_case{100};
const PersonId anna{1};
const PersonId boris{2};

/// The file of a case with Anna (record 1) and Boris (record 2), Anna in the unit since its opening
/// (record 3). What is added counts on from 4, each in a recording of its own.
struct AFile : CaseFileBuilder {
  explicit AFile(const Person& person = a_person()) : CaseFileBuilder(in_case, 100) {
    with(person).with(a_person());
    with(UnitMember{in_case, anna, Role::principal, opened_on});
  }
};

/// "CODE TABLE/ID" of each violation, in order.
std::vector<std::string> told(const std::vector<Violation>& violations) {
  std::vector<std::string> outcomes;
  for (const auto& violation : violations) {
    CHECK(violation.row == violation.id);
    outcomes.push_back(violation.code + " " + violation.table + "/" + std::to_string(violation.id));
  }
  return outcomes;
}

/// A departure known as a text says: "2011-10-15", "2011-10", "2011-Q4" or "2011".
Departure left(const std::string& when) {
  const auto at = [&](DatePrecision precision, const std::string& on) {
    return within(precision, a_departure(in_case, anna, Date::parse(on)));
  };
  if (when.size() == 4) {
    return at(DatePrecision::year, when + "-01-01");
  }
  if (when.size() == 10) {
    return at(DatePrecision::day, when);
  }
  if (when[5] == 'Q') {
    constexpr std::array months{"01", "04", "07", "10"};
    return at(DatePrecision::quarter,
              when.substr(0, 5) + months.at(static_cast<std::size_t>(when[6] - '1')) + "-01");
  }
  return at(DatePrecision::month, when + "-01");
}

/// What the guard says of departures recorded in this order, each in a recording of its own.
std::vector<Violation> said_of(const std::vector<std::string>& departures,
                               const std::vector<std::string>& seen_on) {
  std::vector<Recorded<Departure>> all;
  for (const auto& when : departures) {
    const auto row = static_cast<std::int64_t>(all.size()) + 1;
    all.push_back({.id = {row}, .row = row, .recording = row, .record = left(when)});
  }
  std::vector<Recorded<Reappearance>> seen;
  for (const auto& on : seen_on) {
    const auto row = static_cast<std::int64_t>(seen.size()) + 100;
    seen.push_back({.id = {row}, .row = row, .recording = row, .record = {anna, Date::parse(on)}});
  }
  return violations_of_departures(all, seen);
}

} // namespace

TEST_CASE("guards: what is said of a case, and of which record") {
  const UnitMember also{in_case, boris, Role::partner, day};
  const UnitMember short_one{in_case, boris, Role::partner, day, Date{2011, 9, 20}};
  const auto of_boris = [](const std::string& when) {
    Departure departure = left(when);
    departure.person_id = boris;
    return departure;
  };
  const auto to = [](const char* country) {
    Departure departure = left("2011-09-05");
    departure.destination = Country{country};
    return departure;
  };
  const Award award{.case_id = in_case, .on = day};
  const auto paid_on = [](Date on) { return a_payment({5}, anna, on); };
  const Reopening reopened{in_case, Date{2011, 9, 20}, "came back"};
  struct Situation {
    const char* what;
    CaseFile file;
    std::vector<std::string> outcome;
  };
  const std::vector<Situation> casebook{
      {"a member", AFile{}, {}},
      {"born in the month", AFile{born("2011-08")}, {}},
      {"born later", AFile{born("2011-08-02")}, {"born_after_membership unit_members/3"}},
      {"two members", AFile{}.with(also), {}},
      {"twice the same", AFile{}.with(also).with(also), {"memberships_overlap unit_members/5"}},
      {"one after the other",
       AFile{}.with(short_one).with(UnitMember{in_case, boris, Role::partner, {2011, 9, 20}}),
       {}},
      {"a day shared",
       AFile{}.with(short_one).with(UnitMember{in_case, boris, Role::partner, {2011, 9, 19}}),
       {"memberships_overlap unit_members/5"}},
      {"over on its first day",
       AFile{}.with(UnitMember{in_case, boris, Role::partner, day, day}),
       {"membership_ends_first unit_members/4"}},
      {"over before its first day",
       AFile{}.with(UnitMember{in_case, boris, Role::partner, day, opened_on}),
       {"membership_ends_first unit_members/4"}},
      {"leaves", AFile{}.with(left("2011-09-05")), {}},
      {"leaves on the last day there is", AFile{}.with(left("9999-12-31")), {}},
      {"leaves in the last month there is", AFile{}.with(left("9999-12")), {}},
      {"leaves in the last quarter there is", AFile{}.with(left("9999-Q4")), {}},
      {"leaves in the last year there is", AFile{}.with(left("9999")), {}},
      {"leaves too early",
       AFile{}.with(left("2011-07-31")),
       {"departed_outside_unit departures/4"}},
      {"leaves in a month too early",
       AFile{}.with(left("2011-07")),
       {"departed_outside_unit departures/4"}},
      {"leaves in the first month", AFile{}.with(left("2011-08")), {}},
      {"no member leaves",
       AFile{}.with(of_boris("2011-09-05")),
       {"departed_outside_unit departures/4"}},
      {"a member comes later",
       AFile{}.with(of_boris("2011-08-31")).with(also),
       {"departed_outside_unit unit_members/5"}},
      {"leaves on the last day", AFile{}.with(short_one).with(of_boris("2011-09-19")), {}},
      {"leaves on the day after",
       AFile{}.with(short_one).with(of_boris("2011-09-20")),
       {"departed_outside_unit departures/5"}},
      {"leaves in a quarter, found in its first day", AFile{}.with(left("2011-Q4")), {}},
      {"leaves in a quarter, found in another day",
       AFile{}.with(within(DatePrecision::quarter, left("2011-10-15"))),
       {"date_not_first_of_period departures/4"}},
      {"leaves in a month, found in another day",
       AFile{}.with(within(DatePrecision::month, left("2011-10-02"))),
       {"date_not_first_of_period departures/4"}},
      {"leaves in a year, found in another month",
       AFile{}.with(within(DatePrecision::year, left("2011-10-01"))),
       {"date_not_first_of_period departures/4"}},
      {"leaves for a country", AFile{}.with(to("YUG")), {}},
      {"leaves for no country", AFile{}.with(to("XXA")), {"destination_no_territory departures/4"}},
      {"paid on the award's day", AFile{}.with(award).with(a_line({4})).with(paid_on(day)), {}},
      {"paid before the award",
       AFile{}.with(award).with(a_line({4})).with(paid_on(opened_on)),
       {"payment_before_award cash_payments/6"}},
      {"closed, then reopened",
       AFile{}.with(a_closure(in_case, day)).with(reopened).with(left("2011-09-20")),
       {}},
      {"on the day of the closure",
       AFile{}.with(a_closure(in_case, day)).with(left("2011-09-01")),
       {}},
      {"after the closure",
       AFile{}.with(a_closure(in_case, day)).with(left("2011-09-02")),
       {"dated_after_closure departures/5"}},
      {"closed after what came later",
       AFile{}.with(left("2011-09-02")).with(a_closure(in_case, day)),
       {"dated_after_closure closures/5"}},
      {"between closure and reopening",
       AFile{}.with(a_closure(in_case, day)).with(reopened).with(left("2011-09-19")),
       {"dated_after_closure departures/6"}},
      {"closed on the day of the opening",
       AFile{}.with(Case{opened_on}).with(a_closure(in_case, opened_on)),
       {}},
      {"closed before the opening",
       AFile{}.with(Case{opened_on}).with(a_closure(in_case, Date{2011, 7, 31})),
       {"closed_before_opening closures/5", "dated_after_closure closures/5"}},
      {"opened after the closure",
       AFile{}.with(a_closure(in_case, day)).with(Case{Date{2011, 9, 2}}),
       {"closed_before_opening cases/5"}},
      {"closed before the opening, then reopened",
       AFile{}.with(Case{day}).with(a_closure(in_case, Date{2011, 8, 31})).with(reopened),
       {"closed_before_opening closures/5"}},
      {"all at once",
       AFile{born("2011-08-02")}
           .with(award)
           .with(a_line({4}))
           .with(paid_on(opened_on))
           .with(to("XXA"))
           .with(of_boris("2011-09-05"))
           .with(a_closure(in_case, Date{2011, 9, 4}))
           .with(short_one)
           .with(also),
       {"born_after_membership unit_members/3", "memberships_overlap unit_members/11",
        "destination_no_territory departures/7", "payment_before_award cash_payments/6",
        "dated_after_closure closures/9", "dated_after_closure closures/9"}},
  };
  for (const Situation& situation : casebook) {
    CAPTURE(std::string{situation.what});
    CHECK(told(violations_in(situation.file)) == situation.outcome);
  }
}

TEST_CASE("guards: of a case that is open, without irregularity, they judge some kinds alone") {
  const auto kinds = judged_kinds();
  const auto is_judged = [&](const RecordKind& kind) {
    return std::ranges::find(kinds, &kind) != kinds.end() || &kind == &record_kind<Person>() ||
           &kind == &record_kind<Case>();
  };
  const auto seed = static_cast<unsigned>(std::random_device{}());
  CAPTURE(seed);
  std::mt19937 random{seed};
  std::size_t found = 0;
  for (int round = 0; round < 300; ++round) {
    CaseFile whole{CaseId{1}, 1};
    CaseFile judged{CaseId{1}, 1};
    std::map<std::string_view, std::vector<std::int64_t>> ids;
    const std::int64_t twice = 2 * std::ssize(record_kinds());
    for (std::int64_t id = 1; id < 400; ++id) {
      const auto index = static_cast<std::size_t>(
          id <= twice ? (id - 1) / 2 : drawn(random, static_cast<int>(record_kinds().size())));
      const RecordKind& kind = *record_kinds()[index];
      if (&kind == &record_kind<Closure>() || &kind == &record_kind<Irregularity>()) {
        continue;
      }
      AnyRecord record = generated_record(index, random);
      for (const Column& column : kind.columns) {
        const auto& targets = ids[column.links_to];
        if (column.kind == ColumnKind::link && !targets.empty()) {
          const auto target = drawn(random, static_cast<int>(targets.size()));
          column.set(data_of(record), Cell{targets[static_cast<std::size_t>(target)]});
        } else if (column.kind == ColumnKind::integer) { // of a share none is of nothing
          column.set(data_of(record), Cell{std::int64_t{1} + drawn(random, 9)});
        }
      }
      ids[kind.table].push_back(id);
      if (is_judged(kind)) {
        judged.add(id, id, id, record);
      }
      whole.add(id, id, id, std::move(record));
    }
    found += violations_in(whole).size();
    REQUIRE(told(violations_in(whole)) == told(violations_in(judged)));
    REQUIRE(told(violations_of_minors(whole, *SafeguardRules::shipped())) ==
            told(violations_of_minors(judged, *SafeguardRules::shipped())));
    REQUIRE(budget_uses(whole).size() == budget_uses(judged).size());
  }
  CHECK(found > 300);
}

TEST_CASE(
    "guards: departures and reappearances of a person take turns, as far as dates are known") {
  struct Situation {
    std::vector<std::string> left; // in order of recording
    std::vector<std::string> seen;
    std::vector<int> refused; // the first recorded is 1
  };
  const std::vector<Situation> casebook{
      {{}, {}, {}},
      {{"2011-09-01"}, {}, {}},
      {{"2011-09-01"}, {"2011-08-01", "2011-10-01"}, {}},
      {{"2011-09-01", "2011-10-01"}, {}, {2}},
      {{"2011-10-01", "2011-09-01"}, {}, {2}},
      {{"2011-09-01", "2011-10-01"}, {"2011-09-20"}, {}},
      {{"2011-09-01", "2011-10-01"}, {"2011-09-01"}, {}},
      {{"2011-09-01", "2011-10-01"}, {"2011-10-01"}, {}},
      {{"2011-09-01", "2011-10-01"}, {"2011-10-02"}, {2}},
      {{"2011-09-01", "2011-10-01", "2011-09-15"}, {"2011-09-20"}, {3}},
      {{"2011-09-01", "2011-10-01", "2011-11-01"}, {"2011-09-20"}, {3}},
      {{"2011-09-01", "2011-10-01", "2011-11-01"}, {"2011-09-20", "2011-09-21"}, {3}},
      {{"2011-09-01", "2011-09-20", "2011-11-01"}, {"2011-09-20", "2011-09-20"}, {}},
      {{"2011-09-01", "2011-09-02", "2011-09-03"}, {}, {2, 3}},
      // coarse later
      {{"2011-10-15", "2011-Q4"}, {"2011-11-01"}, {}},
      {{"2011-10-15", "2011-10"}, {"2011-11-01"}, {2}},
      // coarse first
      {{"2011-Q4", "2011-10-15"}, {"2011-11-01"}, {}},
      {{"2011-Q4", "2011-12-20"}, {"2011-11-01"}, {}},
      {{"2011-Q4", "2011-10-15"}, {"2011-10-01"}, {}},
      // true doubles
      {{"2011-10-15", "2011-Q4"}, {}, {2}},
      {{"2011-Q4", "2011-10-15"}, {}, {2}},
      {{"2011-10-15", "2011-Q4"}, {"2011-09-30"}, {2}},
      {{"2011-10-15", "2011-Q4"}, {"2012-01-01"}, {2}},
      // several
      {{"2011-10-15", "2011-12-01", "2011-Q4"}, {"2011-11-01"}, {3}},
      {{"2011-Q4", "2011-10-15", "2011-12-01"}, {"2011-11-01"}, {3}},
      {{"2011-10-15", "2011-12-01", "2011-Q4"}, {"2011-11-01", "2011-11-15"}, {}},
      {{"2011", "2011-Q4", "2011-10"}, {"2011-10-15", "2011-11-20"}, {}},
      {{"2011", "2011-Q3", "2011-10"}, {"2011-08-15", "2011-11-20"}, {}},
      {{"2011", "2011-Q4", "2011-10"}, {"2011-11-20"}, {3}},
      // the last days there are
      {{"9999", "9999-12-31"}, {"9999-12-31"}, {}},
      {{"9999-Q4", "9999-12", "9999-12-31"}, {}, {2, 3}},
  };
  for (const Situation& situation : casebook) {
    CAPTURE(situation.left);
    CAPTURE(situation.seen);
    std::vector<std::string> expected;
    for (const int row : situation.refused) {
      expected.push_back("departed_already departures/" + std::to_string(row));
    }
    CHECK(told(said_of(situation.left, situation.seen)) == expected);
  }
}

TEST_CASE("guards: a period is named as it is known") {
  const auto sentence = [](const std::vector<std::string>& departures) {
    return said_of(departures, {}).at(0).sentence;
  };
  CHECK(sentence({"2011-Q4", "2011-10-15"}) ==
        "the person left in 2011-Q4 already: a departure on 2011-10-15 needs a reappearance "
        "between the two");
  CHECK(sentence({"2011", "2011-10"}) ==
        "the person left in 2011 already: a departure in 2011-10 needs a reappearance between the "
        "two");
  const auto of_date =
      violations_in(AFile{}.with(within(DatePrecision::quarter, left("2011-11-15"))));
  REQUIRE(of_date.size() == 1);
  CHECK(of_date[0].sentence == "expected the first day of its period, 2011-10-01, as the date of a "
                               "departure known to be in 2011-Q4, found 2011-11-15");
}

TEST_CASE("guards: of departures in one recording the one that ended first stands") {
  std::vector<Recorded<Departure>> departures;
  for (const char* when : {"2011-Q4", "2011-11-01", "2011-10-15"}) {
    const auto row = static_cast<std::int64_t>(departures.size()) + 1;
    departures.push_back({.id = {row}, .row = row, .recording = 1, .record = left(when)});
  }
  CHECK(told(violations_of_departures(departures, {})) ==
        std::vector<std::string>{"departed_already departures/2", "departed_already departures/1"});
}

TEST_CASE("guards: a member is born by the start of the membership") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto joins = [&](std::string_view birth, Date from) {
    const PersonId person = reg.add_person(born(birth));
    return refusal([&] { reg.record(UnitMember{one.id, person, Role::child, from}); });
  };
  CHECK(joins("2011-09-01", day) == none);
  CHECK(joins("2011-09-02", day) == "born_after_membership");
  CHECK(joins("2011-09", day) == none);
  CHECK(joins("2011", Date{2011, 8, 1}) == none);
  CHECK(joins("2012", day) == "born_after_membership");
  const PersonId of_unknown_age = reg.add_person({});
  CHECK(refusal([&] { reg.record(UnitMember{one.id, of_unknown_age, Role::child, day}); }) == none);
}

TEST_CASE("guards: a birth date is not corrected past a membership") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  CHECK(refusal([&] { reg.replace(one.person, born("2011-08-02"), one.person.value); }) ==
        "born_after_membership");
  CHECK(refusal([&] { reg.replace(one.person, born("2011-08-01"), one.person.value); }) == none);
  UnitMember earlier{one.id, one.person, Role::principal, Date{2011, 7, 31}};
  CHECK(refusal([&] { reg.replace(one.membership, earlier, one.membership.value); }) ==
        "born_after_membership");
}

TEST_CASE("guards: a correction of a person is judged in every case of theirs") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const CaseId second = reg.open_case("second", Date{2005, 1, 1});
  const auto early = reg.record(
      UnitMember{second, one.person, Role::principal, Date{2005, 1, 1}, Date{2006, 1, 1}});
  CHECK(refusal([&] { reg.replace(one.person, born("2007"), one.person.value); }) ==
        "born_after_membership");
  reg.withdraw(early, "somebody else");
  CHECK(refusal([&] { reg.replace(one.person, born("2007"), one.person.value); }) == none);
}

TEST_CASE("guards: a membership ends after it starts") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const UnitMember until_before{one.id, one.person, Role::principal, day, day.plus_days(-1)};
  CHECK(refusal([&] { reg.replace(one.membership, until_before, one.membership.value); }) ==
        "membership_ends_first");
  const UnitMember until_same{one.id, one.person, Role::principal, day, day};
  CHECK(refusal([&] { reg.replace(one.membership, until_same, one.membership.value); }) ==
        "membership_ends_first");
  const UnitMember a_day{one.id, one.person, Role::principal, day, day.plus_days(1)};
  CHECK(refusal([&] { reg.replace(one.membership, a_day, one.membership.value); }) == none);
}

TEST_CASE("guards: one person is once in the unit on any day") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto joins = [&](CaseId id, Date from, std::optional<Date> until = {}) {
    return refusal([&] { reg.record(UnitMember{id, one.person, Role::partner, from, until}); });
  };
  CHECK(joins(one.id, day) == "memberships_overlap");
  CHECK(joins(one.id, Date{2011, 7, 1}, Date{2011, 8, 2}) == "memberships_overlap");
  CHECK(joins(one.id, Date{2011, 7, 1}, Date{2011, 8, 1}) == none);
  CHECK(joins(a_case(reg, "another").id, day) == none);
  const UnitMember shorter{one.id, one.person, Role::principal, opened_on, day};
  reg.replace(one.membership, shorter, one.membership.value);
  CHECK(joins(one.id, day.plus_days(-1)) == "memberships_overlap");
  CHECK(joins(one.id, day) == none);
  const UnitMember longer{one.id, one.person, Role::principal, opened_on, day.plus_days(1)};
  CHECK(refusal([&] { reg.replace(one.membership, longer, current_row(reg, one.membership)); }) ==
        "memberships_overlap");
}

TEST_CASE("guards: who departs is in the unit that day") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const ACase other = a_case(reg, "other");
  const auto departs = [&](CaseId id, Date on) {
    return refusal([&] { reg.record(a_departure(id, one.person, on)); });
  };
  CHECK(departs(other.id, day) == "departed_outside_unit");
  CHECK(departs(one.id, opened_on.plus_days(-1)) == "departed_outside_unit");
  CHECK(departs(one.id, opened_on) == none);
}

TEST_CASE("guards: the last day of a membership is the day before its end") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const UnitMember until{one.id, one.person, Role::principal, opened_on, day};
  reg.replace(one.membership, until, one.membership.value);
  CHECK(refusal([&] { reg.record(a_departure(one.id, one.person, day)); }) ==
        "departed_outside_unit");
  CHECK(refusal([&] { reg.record(a_departure(one.id, one.person, day.plus_days(-1))); }) == none);
}

TEST_CASE("guards: a coarse departure fits any membership within its period") {
  using enum DatePrecision;
  struct Situation {
    DatePrecision precision;
    Date on;
    std::string outcome;
  };
  const std::vector<Situation> casebook{
      {month, Date{2011, 8, 1}, none},
      {month, Date{2011, 7, 1}, "departed_outside_unit"},
      {quarter, Date{2011, 7, 1}, none},
      {quarter, Date{2011, 4, 1}, "departed_outside_unit"},
      {quarter, Date{2011, 10, 1}, "departed_outside_unit"},
      {year, Date{2011, 1, 1}, none},
      {year, Date{2010, 1, 1}, "departed_outside_unit"},
      {DatePrecision::day, Date{2011, 8, 9}, "departed_outside_unit"},
      {DatePrecision::day, Date{2011, 8, 10}, none},
      {DatePrecision::day, Date{2011, 9, 19}, none},
      {DatePrecision::day, Date{2011, 9, 20}, "departed_outside_unit"},
  };
  for (const Situation& situation : casebook) {
    CAPTURE(situation.precision);
    CAPTURE(situation.on);
    Register reg = a_register();
    const ACase one = a_case(reg);
    const UnitMember member{one.id, one.person, Role::principal, Date{2011, 8, 10},
                            Date{2011, 9, 20}};
    reg.replace(one.membership, member, one.membership.value);
    const Departure departure =
        within(situation.precision, a_departure(one.id, one.person, situation.on));
    CHECK(refusal([&] { reg.record(departure); }) == situation.outcome);
  }
}

TEST_CASE("guards: a membership that a departure needs stays") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto departure = reg.record(a_departure(one.id, one.person, day));
  CHECK(refusal([&] { reg.withdraw(one.membership, "no member"); }) == "departed_outside_unit");
  const auto from = [&](Date first, std::optional<Date> until = {}) {
    const UnitMember member{one.id, one.person, Role::principal, first, until};
    return refusal([&] { reg.replace(one.membership, member, current_row(reg, one.membership)); });
  };
  CHECK(from(day.plus_days(1)) == "departed_outside_unit");
  CHECK(from(opened_on, day) == "departed_outside_unit");
  CHECK(from(day, day.plus_days(1)) == none);
  reg.withdraw(departure, "never left");
  CHECK(refusal([&] { reg.withdraw(one.membership, "no member"); }) == none);
}

TEST_CASE("guards: a membership is not moved from under a departure") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const ACase other = a_case(reg, "other");
  reg.record(a_departure(one.id, one.person, day));
  const UnitMember elsewhere{other.id, one.person, Role::partner, opened_on};
  CHECK(refusal([&] { reg.replace(one.membership, elsewhere, one.membership.value); }) ==
        "departed_outside_unit");
  const UnitMember somebody{one.id, other.person, Role::principal, opened_on};
  CHECK(refusal([&] { reg.replace(one.membership, somebody, one.membership.value); }) ==
        "departed_outside_unit");
}

TEST_CASE("guards: a change is judged as a whole, whatever the order of its parts") {
  Register reg = a_register();
  const CaseId id = reg.open_case("1", opened_on);
  const PersonId mother = reg.add_person(a_person());
  const std::array<AnyRecord, 2> records{
      AnyRecord{a_departure(id, mother, day)},
      AnyRecord{UnitMember{id, mother, Role::principal, opened_on}}};
  CHECK(refusal([&] { reg.record_all(records); }) == none);
}

TEST_CASE("guards: a destination is a country") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  Departure departure = a_departure(one.id, one.person, day);
  for (const char* passport_code : {"XXA", "XXB", "XXC", "RNC", "GBD"}) {
    CAPTURE(passport_code);
    departure.destination = Country{passport_code};
    CHECK(refusal([&] { reg.record(departure); }) == "destination_no_territory");
  }
  departure.destination = Country{"YUG"};
  const auto id = reg.record(departure);
  departure.destination = Country{"XXA"};
  CHECK(refusal([&] { reg.replace(id, departure, id.value); }) == "destination_no_territory");
  departure.destination = std::nullopt;
  CHECK(refusal([&] { reg.replace(id, departure, id.value); }) == none);
}

TEST_CASE("guards: nobody leaves twice without having come back") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  reg.record(a_departure(one.id, one.person, day));
  const auto leaves = [&](Date on) {
    return refusal([&] { reg.record(forced(a_departure(one.id, one.person, on))); });
  };
  CHECK(leaves(day) == "departed_already");
  CHECK(leaves(Date{2011, 10, 1}) == "departed_already");
  CHECK(leaves(Date{2011, 8, 15}) == "departed_already");
  const auto seen = reg.record(Reappearance{one.person, Date{2011, 9, 20}});
  CHECK(leaves(Date{2011, 8, 15}) == "departed_already");
  CHECK(leaves(Date{2011, 9, 19}) == "departed_already");
  CHECK(leaves(Date{2011, 9, 20}) == none);
  CHECK(leaves(Date{2011, 9, 20}) == "departed_already");
  CHECK(leaves(Date{2011, 10, 1}) == "departed_already");
  CHECK(refusal([&] { reg.withdraw(seen, "somebody else"); }) == "departed_already");
  CHECK(refusal([&] {
          reg.replace(seen, Reappearance{one.person, Date{2011, 9, 21}}, seen.value);
        }) == "departed_already");
  CHECK(refusal([&] {
          reg.replace(seen, Reappearance{one.person, Date{2011, 9, 1}}, seen.value);
        }) == none);
}

TEST_CASE("guards: two departures of one person are seen across cases") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const CaseId second = reg.open_case("second", opened_on);
  reg.record(UnitMember{second, one.person, Role::principal, opened_on});
  const auto first = reg.record(a_departure(one.id, one.person, day));
  const Departure again = a_departure(second, one.person, Date{2011, 11, 1});
  CHECK(refusal([&] { reg.record(again); }) == "departed_already");
  SUBCASE("the first was withdrawn") {
    reg.withdraw(first, "another person");
    CHECK(refusal([&] { reg.record(again); }) == none);
  }
  SUBCASE("the first was somebody else's") {
    const PersonId other = a_member(reg, one.id, Role::partner, "1978");
    reg.replace(first, a_departure(one.id, other, day), first.value);
    CHECK(refusal([&] { reg.record(again); }) == none);
    CHECK(refusal([&] {
            reg.record(a_departure(one.id, other, Date{2011, 11, 1}));
          }) == "departed_already");
  }
  SUBCASE("the first turns out to have been unsupervised") {
    reg.replace(first, unsupervised(a_departure(one.id, one.person, day)), first.value);
    const auto proven = reg.record(again);
    CHECK(refusal([&] {
            reg.replace(first, a_departure(one.id, one.person, day), current_row(reg, first));
          }) == "departed_already");
    reg.withdraw(proven, "not proven");
  }
}

TEST_CASE("guards: what is not demonstrable needs no return") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  reg.record(unsupervised(a_departure(one.id, one.person, day)));
  CHECK(refusal([&] { reg.record(a_departure(one.id, one.person, Date{2011, 9, 15})); }) == none);
  CHECK(refusal([&] {
          reg.record(unsupervised(a_departure(one.id, one.person, Date{2011, 10, 1})));
        }) == none);
  Departure turned_back = a_departure(one.id, one.person, Date{2011, 10, 2});
  turned_back.mode = DepartureMode::refused_entry;
  CHECK(refusal([&] { reg.record(turned_back); }) == none);
  CHECK(refusal([&] { reg.record(forced(turned_back)); }) == "departed_already");
}

TEST_CASE("guards: a return within the period of a coarse departure lies between") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  reg.record(a_departure(one.id, one.person, Date{2011, 10, 3}));
  reg.record(Reappearance{one.person, Date{2011, 11, 10}});
  const auto leaves = [&](DatePrecision precision, Date on) {
    return refusal([&] { reg.record(within(precision, a_departure(one.id, one.person, on))); });
  };
  CHECK(leaves(DatePrecision::day, Date{2011, 11, 1}) == "departed_already");
  CHECK(leaves(DatePrecision::month, Date{2011, 11, 1}) == none);
}

TEST_CASE("guards: cash is paid from the award's day on") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto award = an_award(reg, one);
  const auto line = reg.record(a_line(award));
  CHECK(refusal([&] { reg.record(a_payment(line, one.person, day.plus_days(-1))); }) ==
        "payment_before_award");
  const auto payment = reg.record(a_payment(line, one.person, day));
  CHECK(refusal([&] {
          reg.replace(payment, a_payment(line, one.person, day.plus_days(-1)), payment.value);
        }) == "payment_before_award");
  const auto award_on = [&](Date on) {
    const Award moved{.case_id = one.id, .on = on};
    return refusal([&] { reg.replace(award, moved, current_row(reg, award)); });
  };
  CHECK(award_on(day.plus_days(1)) == "payment_before_award");
  CHECK(award_on(day.plus_days(-1)) == none);
  reg.withdraw(payment, "never paid");
  CHECK(award_on(day.plus_days(1)) == none);
}

TEST_CASE("guards: a payment is judged in the case to which its award was moved") {
  Register reg = a_register();
  const ACase one = a_case(reg, "one");
  const ACase two = a_case(reg, "two");
  const auto award = an_award(reg, one);
  const auto line = reg.record(a_line(award));
  reg.replace(award, Award{.case_id = two.id, .on = day}, award.value);
  reg.record(a_closure(two.id, Date{2011, 9, 30}));
  CHECK(refusal([&] {
          reg.record(a_payment(line, two.person, Date{2011, 10, 1}));
        }) == "dated_after_closure");
  reg.record(a_closure(one.id, Date{2011, 9, 10}));
  CHECK(refusal([&] { reg.record(a_payment(line, two.person, Date{2011, 9, 30})); }) == none);
}

TEST_CASE("guards: some records cannot be true, whatever else is recorded") {
  const auto taken = [](std::optional<Date> approved_on, std::optional<Date> ended_on = {}) {
    return Participation{.person_id = anna,
                         .project_id = {5},
                         .submitted_on = day,
                         .approved_on = approved_on,
                         .ended_on = ended_on};
  };
  const auto permit = [](std::optional<Date> until) {
    return ResidencePermit{
        .person_id = anna, .kind = PermitKind::other_temporary, .from = day, .until = until};
  };
  const auto project = [](std::optional<Date> from, std::optional<Date> until) {
    return Project{.organisation = "Invented",
                   .framework = ProgrammeCode{"SDT"},
                   .granted_on = day,
                   .runs_from = from,
                   .runs_until = until};
  };
  const Date day_before{2011, 8, 31};
  const Date day_after{2011, 9, 2};
  struct Situation {
    AnyRecord record;
    std::vector<std::string> outcome;
  };
  const std::vector<Situation> casebook{
      {taken({}), {}},
      {taken(day), {}},
      {taken(day_after), {}},
      {taken(day_before), {"participation_approved_first participations/7"}},
      {taken({}, day), {}},
      {taken({}, day_before), {"participation_ended_first participations/7"}},
      {taken(day_after, day_after), {}},
      {taken(day_after, day), {"participation_ended_first participations/7"}},
      {EntryBan{anna, day, 0}, {}},
      {EntryBan{anna, day, 60}, {}},
      {EntryBan{anna, day, -1}, {"negative_entry_ban entry_bans/7"}},
      {Conviction{anna, ConvictionKind::other, day, 0}, {}},
      {Conviction{anna, ConvictionKind::other, day, -1}, {"negative_sentence convictions/7"}},
      {Conviction{anna, ConvictionKind::none, day, 0}, {}},
      {Conviction{anna, ConvictionKind::none, day, 6},
       {"sentence_without_conviction convictions/7"}},
      {ReturnDecision{anna, day, {}}, {}},
      {ReturnDecision{anna, day, 0}, {}},
      {ReturnDecision{anna, day, -28}, {"negative_departure_term return_decisions/7"}},
      {permit({}), {}},
      {permit(day), {}},
      {permit(day_before), {"permit_ends_first residence_permits/7"}},
      {project({}, {}), {}},
      {project({}, day), {}},
      {project(day, day), {}},
      {project(day, day_before), {"project_ends_first projects/7"}},
      {Consent{.person_id = anna, .on = day, .ends_procedures = false}, {}},
      {Consent{.person_id = anna, .on = day, .allows_data_exchange = true}, {}},
      {Consent{.person_id = anna, .on = day}, {"consent_without_answer consents/7"}},
      {Permission{in_case, day, false}, {}},
  };
  for (const Situation& situation : casebook) {
    CAPTURE(kind_of(situation.record).table);
    CHECK(told(violations_of_record(situation.record, 7, 7)) == situation.outcome);
  }
  CHECK(violations_of_record(taken(day_before), 7, 7).front().sentence ==
        "a participation that was submitted on 2011-09-01 cannot have been approved on "
        "2011-08-31: expected an approval on that day or later");
  CHECK(violations_of_record(taken(day_after, day), 7, 7).front().sentence ==
        "a participation that was approved on 2011-09-02 cannot have ended on 2011-09-01: "
        "expected an end on that day or later");
}

TEST_CASE("guards: of a record that cannot be true the version counts that stands at the end") {
  Register reg = a_register();
  const PersonId in_no_case = reg.add_person(a_person());
  const EntryBan wrong{in_no_case, day, -1};
  const EntryBan right{in_no_case, day, 24};
  CHECK(refusal([&] { reg.record(wrong); }) == "negative_entry_ban");
  Recording recording = reg.recording();
  const auto id = recording.record(wrong);
  CHECK(recording.violations().size() == 1);
  recording.replace_any({id.value}, AnyRecord{right}, id.value);
  CHECK(recording.violations().empty());
  const auto other = recording.record(wrong);
  recording.withdraw_any({other.value}, "a typing error");
  recording.commit();
  CHECK(refusal([&] { reg.replace(id, wrong, current_row(reg, id)); }) == "negative_entry_ban");
}

TEST_CASE("guards: a participation is judged when it is recorded and when it is corrected") {
  Register reg = a_register();
  const PersonId in_no_case = reg.add_person(a_person());
  const auto project = reg.record(Project{"Invented", ProgrammeCode{"AVR-FC"}, opened_on});
  const Participation good{in_no_case, project, day, day};
  const Participation early{in_no_case, project, day, opened_on};
  CHECK(refusal([&] { reg.record(early); }) == "participation_approved_first");
  const auto id = reg.record(good);
  CHECK(refusal([&] { reg.replace(id, early, id.value); }) == "participation_approved_first");
  const Participation before_grant{in_no_case, project, Date{2011, 7, 1}, Date{2011, 7, 1}};
  CHECK(refusal([&] { reg.replace(id, before_grant, id.value); }) == none);
}

TEST_CASE("guards: after its closure nothing happens in a case but its reopening") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto award = an_award(reg, one);
  const auto line = reg.record(a_line(award));
  const auto plan = reg.record(ReintegrationPlan{one.id, day});
  reg.record(PlanApproval{plan, day});
  const auto item = reg.record(PlanItem{plan, reg.record(a_line(award, Support::in_kind)), day,
                                        PlanCategory::training, Money::euro_cents(100'000)});
  const auto closure = reg.record(a_closure(one.id, Date{2011, 9, 30}));
  const PersonId other = reg.add_person(a_person());
  const auto outcomes_on = [&](Date on) {
    return std::vector{
        refusal([&] {
          reg.record(Application{one.id, ProgrammeCode{"HRT"}, on});
        }),
        refusal([&] { reg.record(Award{.case_id = one.id, .on = on}); }),
        refusal([&] { reg.record(a_payment(line, one.person, on)); }),
        refusal([&] {
          reg.record(Delivery{item, on, Money::euro_cents(9'000)});
        }),
        refusal([&] {
          reg.record(UnitMember{one.id, other, Role::partner, on});
        }),
        refusal([&] { reg.record(unsupervised(a_departure(one.id, one.person, on))); }),
    };
  };
  const auto late = outcomes_on(Date{2011, 10, 1});
  CHECK(late == std::vector<std::string>(6, "dated_after_closure"));
  CHECK(refusal([&] {
          reg.record(a_closure(one.id, Date{2011, 10, 1}));
        }) == "dated_after_closure");
  CHECK(outcomes_on(Date{2011, 9, 30}) == std::vector<std::string>(6, none));

  CHECK(refusal([&] { reg.record(Reappearance{one.person, Date{2011, 12, 1}}); }) == none);
  CHECK(refusal([&] { reg.record(Stay{one.person, PlaceKind::vbl, Date{2011, 12, 1}}); }) == none);
  CHECK(refusal([&] { reg.record(Arrival{one.id, one.person, Date{2011, 12, 1}}); }) == none);
  CHECK(refusal([&] {
          reg.record(HandOver{one.id, one.person, Date{2011, 12, 1}, ReceivedBy::relative});
        }) == none);
  CHECK(refusal([&] {
          reg.record(FacilityStay{one.id, one.person, "luanda", Date{2011, 12, 1}});
        }) == none);

  const auto reopening = reg.record(Reopening{one.id, Date{2011, 11, 1}, "came back"});
  CHECK(refusal([&] {
          reg.record(a_payment(line, one.person, Date{2011, 10, 31}));
        }) == "dated_after_closure");
  Departure in_autumn = a_departure(one.id, one.person, Date{2011, 10, 1});
  CHECK(refusal([&] { reg.record(unsupervised(in_autumn)); }) == "dated_after_closure");
  in_autumn.precision = DatePrecision::quarter; // so perhaps after the reopening
  reg.withdraw(reg.record(unsupervised(in_autumn)), "another person");
  const auto paid = reg.record(a_payment(line, one.person, Date{2011, 11, 1}));
  CHECK(refusal([&] { reg.withdraw(reopening, "did not"); }) == "dated_after_closure");
  CHECK(refusal([&] {
          reg.replace(reopening, Reopening{one.id, Date{2011, 11, 2}, "later"}, reopening.value);
        }) == "dated_after_closure");
  CHECK(refusal([&] {
          reg.record(a_closure(one.id, Date{2011, 10, 15}));
        }) == "dated_after_closure");
  const auto second = reg.record(a_closure(one.id, Date{2011, 12, 1}));
  CHECK(refusal([&] {
          reg.record(a_payment(line, one.person, Date{2011, 12, 2}));
        }) == "dated_after_closure");
  reg.withdraw(second, "still open");
  CHECK(refusal([&] { reg.record(a_payment(line, one.person, Date{2011, 12, 2})); }) == none);
  reg.withdraw(paid, "never paid");
  CHECK(refusal([&] { reg.withdraw(closure, "never closed"); }) == none);
}

TEST_CASE("guards: a late report and a correction of what came before the closure are welcome") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  reg.record(a_closure(one.id, Date{2011, 9, 30}));
  const auto departure = reg.record(a_departure(one.id, one.person, Date{2011, 9, 29}));
  CHECK(
      refusal([&] {
        reg.replace(departure, a_departure(one.id, one.person, Date{2011, 9, 30}), departure.value);
      }) == none);
  CHECK(refusal([&] {
          reg.replace(departure, a_departure(one.id, one.person, Date{2011, 10, 1}),
                      current_row(reg, departure));
        }) == "dated_after_closure");
  CHECK(refusal([&] { reg.withdraw(departure, "never left"); }) == none);
}

TEST_CASE("guards: a case is not closed before what was recorded in it") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  an_award(reg, one);
  CHECK(refusal([&] { reg.record(a_closure(one.id, day.plus_days(-1))); }) ==
        "dated_after_closure");
  const auto closure = reg.record(a_closure(one.id, day));
  CHECK(refusal([&] {
          reg.replace(closure, a_closure(one.id, day.plus_days(-1)), closure.value);
        }) == "dated_after_closure");
}

TEST_CASE("guards: a case is not closed before its opening") {
  Register reg = a_register();
  const CaseId id = reg.open_case("1", opened_on);
  CHECK(refusal([&] { reg.record(a_closure(id, opened_on.plus_days(-1))); }) ==
        "closed_before_opening");
  const auto closure = reg.record(a_closure(id, opened_on));
  CHECK(refusal([&] {
          reg.replace(closure, a_closure(id, opened_on.plus_days(-1)), closure.value);
        }) == "closed_before_opening");
  CHECK(refusal([&] { reg.replace(id, Case{opened_on.plus_days(1)}, id.value); }) ==
        "closed_before_opening");
  CHECK(refusal([&] { reg.replace(id, Case{opened_on.plus_days(-1)}, id.value); }) == none);
  CHECK(refusal([&] {
          reg.replace(closure, a_closure(id, opened_on.plus_days(-1)), closure.value);
        }) == none);
}

TEST_CASE("guards: of two records that cannot both stand the later one is blamed") {
  const FixedClock clock;
  Register reg = a_register(clock);
  const ACase one = a_case(reg);
  an_award(reg, one);
  try {
    reg.record(a_closure(one.id, day.plus_days(-1)));
    FAIL("not refused");
  } catch (const Refused& error) {
    CHECK(error.place().record == "closures");
    CHECK(error.place().id == reg.info().row_count + 1);
    const std::string sentence = error.what();
    CHECK(sentence.find("2011-08-31") != std::string::npos);
    CHECK(sentence.find("2011-09-01") != std::string::npos);
  }
  reg.record(a_closure(one.id, day));
  try {
    reg.record(Application{one.id, ProgrammeCode{"HRT"}, day.plus_days(1)});
    FAIL("not refused");
  } catch (const Refused& error) {
    CHECK(error.place().record == "applications");
  }
  try {
    reg.replace(one.person, born("2011-08-30"), one.person.value);
    FAIL("not refused");
  } catch (const Refused& error) {
    CHECK(error.place().record == "persons");
    CHECK(error.place().id == one.person.value);
    CHECK(std::string{error.what()}.find("2011-08-30") == std::string::npos);
  }
}

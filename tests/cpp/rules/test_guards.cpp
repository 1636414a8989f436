#include <array>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/register/register.hpp>
#include <libcase/rules/guards.hpp>

#include "support/builders.hpp"
#include "support/errors.hpp"
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

CashPayment a_payment(Id<Award> award, PersonId person, Date on) {
  return {award, person, on, Money::euro_cents(50'000)};
}

Closure a_closure(CaseId id, Date on) {
  return {id, on, ClosureReason::departed};
}

} // namespace

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

TEST_CASE("guards: a membership does not end before it starts") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const UnitMember until_before{one.id, one.person, Role::principal, day, day.plus_days(-1)};
  CHECK(refusal([&] { reg.replace(one.membership, until_before, one.membership.value); }) ==
        "membership_ends_first");
  const UnitMember until_same{one.id, one.person, Role::principal, day, day};
  CHECK(refusal([&] { reg.replace(one.membership, until_same, one.membership.value); }) == none);
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
  const PersonId anna = reg.add_person(a_person());
  const std::array<AnyRecord, 2> records{
      AnyRecord{a_departure(id, anna, day)},
      AnyRecord{UnitMember{id, anna, Role::principal, opened_on}}};
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
    const PersonId boris = a_member(reg, one.id, Role::partner, "1978");
    reg.replace(first, a_departure(one.id, boris, day), first.value);
    CHECK(refusal([&] { reg.record(again); }) == none);
    CHECK(refusal([&] {
            reg.record(a_departure(one.id, boris, Date{2011, 11, 1}));
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
  CHECK(refusal([&] { reg.record(a_payment(award, one.person, day.plus_days(-1))); }) ==
        "payment_before_award");
  const auto payment = reg.record(a_payment(award, one.person, day));
  CHECK(refusal([&] {
          reg.replace(payment, a_payment(award, one.person, day.plus_days(-1)), payment.value);
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
  reg.replace(award, Award{.case_id = two.id, .on = day}, award.value);
  reg.record(a_closure(two.id, Date{2011, 9, 30}));
  CHECK(refusal([&] {
          reg.record(a_payment(award, two.person, Date{2011, 10, 1}));
        }) == "dated_after_closure");
  reg.record(a_closure(one.id, Date{2011, 9, 10}));
  CHECK(refusal([&] { reg.record(a_payment(award, two.person, Date{2011, 9, 30})); }) == none);
}

TEST_CASE("guards: after its closure nothing happens in a case but its reopening") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto award = an_award(reg, one);
  const auto item = reg.record(
      PlanItem{award, one.person, day, PlanCategory::training, Money::euro_cents(100'000)});
  const auto closure = reg.record(a_closure(one.id, Date{2011, 9, 30}));
  const PersonId other = reg.add_person(a_person());
  const auto outcomes_on = [&](Date on) {
    return std::vector{
        refusal([&] {
          reg.record(Application{one.id, ProgrammeCode{"HRT"}, on});
        }),
        refusal([&] { reg.record(Award{.case_id = one.id, .on = on}); }),
        refusal([&] { reg.record(a_payment(award, one.person, on)); }),
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

  const auto reopening = reg.record(Reopening{one.id, Date{2011, 11, 1}, "came back"});
  CHECK(refusal([&] {
          reg.record(a_payment(award, one.person, Date{2011, 10, 31}));
        }) == "dated_after_closure");
  const auto paid = reg.record(a_payment(award, one.person, Date{2011, 11, 1}));
  CHECK(refusal([&] { reg.withdraw(reopening, "did not"); }) == "dated_after_closure");
  CHECK(refusal([&] {
          reg.replace(reopening, Reopening{one.id, Date{2011, 11, 2}, "later"}, reopening.value);
        }) == "dated_after_closure");
  CHECK(refusal([&] {
          reg.record(a_closure(one.id, Date{2011, 10, 15}));
        }) == "dated_after_closure");
  const auto second = reg.record(a_closure(one.id, Date{2011, 12, 1}));
  CHECK(refusal([&] {
          reg.record(a_payment(award, one.person, Date{2011, 12, 2}));
        }) == "dated_after_closure");
  reg.withdraw(second, "still open");
  CHECK(refusal([&] { reg.record(a_payment(award, one.person, Date{2011, 12, 2})); }) == none);
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

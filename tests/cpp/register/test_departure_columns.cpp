#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/register/departure_columns.hpp>
#include <libcase/register/register.hpp>

#include "support/builders.hpp"
#include "support/errors.hpp"
#include "support/printing_records.hpp"
#include "support/sql.hpp"

namespace libcase {
LIBCASE_PRINTABLE_CODE(Package)
} // namespace libcase

using namespace libcase;
using namespace libcase::testing;

namespace {

const Date day{2011, 10, 15};

template <class Code>
Code code_at(const std::vector<std::uint8_t>& column, std::size_t row) {
  return static_cast<Code>(column.at(row));
}

std::string nationality_at(const DepartureColumns& columns, std::size_t row) {
  return Country::from_index(columns.nationality.at(row)).to_string();
}

std::string programmes_at(const DepartureColumns& columns, std::size_t row) {
  std::string text;
  for (const ProgrammeCode& code : columns.programmes.values.at(columns.programmes.at(row))) {
    text += (text.empty() ? "" : "+") + code.code();
  }
  return text;
}

Departure unsupervised(Departure departure) {
  departure.mode = DepartureMode::unsupervised;
  departure.established_by = EstablishedBy::address_check;
  return departure;
}

struct Granted {
  const char* programme;
  Support support;
  std::optional<Date> until{};
  Date on{2011, 9, 1};
};

void grant(Register& reg, CaseId id, PersonId person, const Granted& granted) {
  const auto members = reg.file(id).members_on(granted.on);
  if (std::ranges::find(members, person, &Member::person_id) == members.end()) {
    reg.record(UnitMember{id, person, Role::other_relative, granted.on, granted.on.plus_days(1)});
  }
  const auto award = reg.record(Award{.case_id = id, .on = granted.on});
  if (granted.until) {
    reg.record(AwardEnd{award, *granted.until, AwardEndKind::used, "all was given"});
  }
  reg.record(AwardLine{award, person, ProgrammeCode{granted.programme}, granted.support});
}

/// A mother and two children, all from Iraq but the younger child, who is from Iran.
struct AFamily {
  CaseId id;
  PersonId mother;
  PersonId son;
  PersonId daughter;
};

AFamily a_family(Register& reg) {
  const ACase one = a_case(reg);
  const PersonId son = a_member(reg, one.id, Role::child, "2003");
  Person girl = born("2006");
  girl.nationality = Country{"IRN"};
  const PersonId daughter = reg.add_person(girl);
  reg.record(UnitMember{one.id, daughter, Role::child, opened_on});
  return {one.id, one.person, son, daughter};
}

void depart(Register& reg, CaseId id, std::initializer_list<PersonId> persons, Date on) {
  for (const PersonId person : persons) {
    reg.record(a_departure(id, person, on));
  }
}

} // namespace

TEST_CASE("departure columns: a departure as it was recorded, with its person") {
  Register reg = a_register_without_safeguards();
  const ACase one = a_case(reg, "1", {.sex = Sex::male, .born = BirthDate::parse("1970-02")});
  Departure departure = a_departure(one.id, one.person, Date{2011, 10, 1});
  departure.precision = DatePrecision::quarter;
  departure.mode = DepartureMode::forced;
  departure.assisted_by = AssistedBy::dtv;
  departure.established_by = EstablishedBy::border_police_notice;
  departure.left_from = PlaceKind::detention;
  departure.destination = Country{"SOM"};
  reg.record(departure);
  const DepartureColumns columns = read_departures(reg);
  REQUIRE(columns.size() == 1);
  CHECK(columns.on[0] == Date{2011, 10, 1}.days_since_epoch());
  CHECK(code_at<DatePrecision>(columns.precision, 0) == DatePrecision::quarter);
  CHECK(code_at<DepartureMode>(columns.mode, 0) == DepartureMode::forced);
  CHECK(code_at<AssistedBy>(columns.assisted_by, 0) == AssistedBy::dtv);
  CHECK(code_at<EstablishedBy>(columns.established_by, 0) == EstablishedBy::border_police_notice);
  CHECK(code_at<PlaceKind>(columns.left_from, 0) == PlaceKind::detention);
  CHECK(code_at<Sex>(columns.sex, 0) == Sex::male);
  CHECK(columns.destination[0] == Country{"SOM"}.index());
  CHECK(columns.nationality[0] == 0);
  CHECK(columns.born.values.at(columns.born[0]).earliest() == Date{1970, 2, 1});
  CHECK(columns.born.values.at(columns.born[0]).latest() == Date{1970, 2, 28});
  CHECK_FALSE(columns.born.values.front().is_set());
  CHECK(code_at<Package>(columns.package, 0) == Package::none);
  CHECK(columns.programmes[0] == 0);
  CHECK_FALSE(columns.from_aggregates);
  CHECK(columns.known_at_recording == reg.info().recording_count);
  CHECK(columns.known_at == reg.info().last_recorded_at);
}

TEST_CASE("departure columns: what is unknown is 0, and an empty register has none") {
  Register reg = a_register_without_safeguards();
  CHECK(read_departures(reg).size() == 0);
  CHECK_FALSE(read_departures(reg).known_at.has_value());
  CHECK(read_departures(reg).known_at_recording == 0);
  const ACase one = a_case(reg, "1", {});
  Departure departure{};
  departure.case_id = one.id;
  departure.person_id = one.person;
  departure.on = day;
  departure.mode = DepartureMode::voluntary;
  reg.record(departure);
  const DepartureColumns columns = read_departures(reg);
  CHECK(columns.destination.at(0) == 0);
  CHECK(columns.nationality.at(0) == 0);
  CHECK(columns.born.at(0) == 0);
  CHECK(code_at<Sex>(columns.sex, 0) == Sex::unknown);
}

TEST_CASE("departure columns: a corrected membership keeps its turn in the unit") {
  Register reg = a_register_without_safeguards();
  const ACase one = a_case(reg);
  Person other = born("1981");
  other.nationality = Country{"IRN"};
  const PersonId second = reg.add_person(other);
  reg.record(UnitMember{one.id, second, Role::principal, opened_on});
  depart(reg, one.id, {one.person, second}, day);
  const auto nationality = [&] { return read_departures(reg).unit_departures.at(0).nationality; };
  CHECK(nationality() == Country{"IRN"}.index()); // of two principals the last one's
  reg.replace(one.membership,
              UnitMember{one.id, one.person, Role::principal, opened_on.plus_days(-1)},
              one.membership.value);
  CHECK(nationality() == Country{"IRN"}.index());
}

TEST_CASE("departure columns: days are counted right in every month of every kind of year") {
  const FixedClock clock;
  clock.move_to(Date{2101, 1, 1});
  Register reg = a_register_without_safeguards(clock);
  const CaseId id = reg.open_case("1", Date{1900, 1, 1});
  std::vector<std::int32_t> expected;
  Recording writing = reg.recording();
  for (const int year : {1900, 1969, 1970, 2000, 2011, 2012, 2100}) {
    for (int month = 1; month <= 12; ++month) {
      const Date on = Date{year, month, 1}.plus_months(1).plus_days(-1);
      const PersonId person = writing.record(Person{});
      writing.record(UnitMember{id, person, Role::principal, Date{1900, 1, 1}});
      writing.record(a_departure(id, person, on));
      expected.push_back(on.days_since_epoch());
    }
  }
  writing.commit();
  CHECK(read_departures(reg).on == expected);
}

TEST_CASE("departure columns: programmes and package are those in force that day") {
  using enum Support;
  struct Situation {
    const char* what;
    std::vector<Granted> granted;
    std::string programmes;
    Package package;
  };
  const std::vector<Situation> casebook{
      {"nothing", {}, "", Package::none},
      {"a service", {{"REAN", service}}, "REAN", Package::none},
      {"cash", {{"HRT", cash}}, "HRT", Package::cash},
      {"in kind", {{"AVR-FC", in_kind}}, "AVR-FC", Package::in_kind},
      {"both in one programme",
       {{"AVR-FC", cash}, {"AVR-FC", in_kind}},
       "AVR-FC",
       Package::combined},
      {"several, sorted", {{"REAN", service}, {"HRT", cash}}, "HRT+REAN", Package::cash},
      {"cash and kind of two", {{"HRT", cash}, {"SDT", in_kind}}, "HRT+SDT", Package::combined},
      {"ended the day before", {{"SDT", cash, day.plus_days(-1)}}, "", Package::none},
      {"no longer in force that day", {{"SDT", cash, day}}, "", Package::none},
      {"in force that day for the last time",
       {{"SDT", cash, day.plus_days(1)}},
       "SDT",
       Package::cash},
      {"granted that day", {{"HRT", cash, {}, day}}, "HRT", Package::cash},
      {"granted the day after", {{"HRT", cash, {}, day.plus_days(1)}}, "", Package::none},
      {"one ended, one in force",
       {{"SDT", in_kind, Date{2011, 10, 1}}, {"HRT", cash}},
       "HRT",
       Package::cash},
  };
  for (const Situation& situation : casebook) {
    CAPTURE(situation.what);
    Register reg = a_register_without_safeguards();
    const ACase one = a_case(reg);
    for (const Granted& granted : situation.granted) {
      grant(reg, one.id, one.person, granted);
    }
    reg.record(a_departure(one.id, one.person, day));
    const DepartureColumns columns = read_departures(reg);
    CHECK(programmes_at(columns, 0) == situation.programmes);
    CHECK(code_at<Package>(columns.package, 0) == situation.package);
  }
}

TEST_CASE(
    "departure columns: of a coarse date an award counts that is in force on any of its days") {
  struct Situation {
    DatePrecision precision;
    Granted granted;
    std::string programmes;
  };
  using enum DatePrecision;
  const Date first{2011, 10, 1};
  const auto award = [](Date on, std::optional<Date> until = {}) {
    return Granted{"HRT", Support::cash, until, on};
  };
  const std::vector<Situation> casebook{
      {DatePrecision::day, award(Date{2011, 10, 2}), ""},
      {month, award(Date{2011, 10, 2}), "HRT"},
      {month, award(Date{2011, 10, 31}), "HRT"},
      {month, award(Date{2011, 11, 1}), ""},
      {quarter, award(Date{2011, 12, 31}), "HRT"},
      {quarter, award(Date{2012, 1, 1}), ""},
      {quarter, award(Date{2011, 11, 1}, Date{2011, 11, 2}), "HRT"},
      {quarter, award(Date{2011, 9, 1}, Date{2011, 10, 2}), "HRT"},
      {quarter, award(Date{2011, 9, 1}, first), ""},
  };
  for (const Situation& situation : casebook) {
    CAPTURE(situation.granted.on.to_string());
    Register reg = a_register_without_safeguards();
    const ACase one = a_case(reg);
    grant(reg, one.id, one.person, situation.granted);
    Departure departure = a_departure(one.id, one.person, first);
    departure.precision = situation.precision;
    reg.record(departure);
    const DepartureColumns columns = read_departures(reg);
    CHECK(programmes_at(columns, 0) == situation.programmes);
    CHECK(code_at<Package>(columns.package, 0) ==
          (situation.programmes.empty() ? Package::none : Package::cash));
  }
}

TEST_CASE("departure columns: an award counts for the person of its lines, in any case") {
  Register reg = a_register_without_safeguards();
  const AFamily family = a_family(reg);
  const CaseId earlier = reg.open_case("earlier", Date{2011, 1, 1});
  grant(reg, family.id, family.mother, {"HRT", Support::cash});
  grant(reg, earlier, family.mother, {"REAN", Support::service});
  grant(reg, family.id, family.son, {"HRT", Support::cash});
  depart(reg, family.id, {family.mother, family.son, family.daughter}, day);
  const DepartureColumns columns = read_departures(reg);
  CHECK(programmes_at(columns, 0) == "HRT+REAN");
  CHECK(programmes_at(columns, 1) == "HRT");
  CHECK(programmes_at(columns, 2) == "");
  CHECK(columns.programmes.values.size() == 3);
  CHECK(columns.programmes.values.front().empty());
}

TEST_CASE("departure columns: what a closed case granted is in force no more") {
  Register reg = a_register_without_safeguards();
  const ACase one = a_case(reg);
  grant(reg, one.id, one.person, {"REAN", Support::service});
  reg.record(Closure{one.id, Date{2011, 10, 1}, ClosureReason::other});
  const CaseId later = reg.open_case("later", Date{2011, 10, 5});
  reg.record(UnitMember{later, one.person, Role::principal, Date{2011, 10, 5}});
  grant(reg, later, one.person, {"HRT", Support::cash, {}, Date{2011, 10, 10}});
  Departure leaving = a_departure(later, one.person, day);
  reg.record(leaving);
  CHECK(programmes_at(read_departures(reg), 0) == "HRT");
  reg.record(Reopening{one.id, day, "came back"});
  CHECK(programmes_at(read_departures(reg), 0) == "HRT+REAN");
}

TEST_CASE("departure columns: a case that is closed the day it was reopened grants no more") {
  Register reg = a_register_without_safeguards();
  const ACase one = a_case(reg);
  grant(reg, one.id, one.person, {"REAN", Support::service});
  reg.record(Closure{one.id, Date{2011, 10, 1}, ClosureReason::other});
  reg.record(Reopening{one.id, Date{2011, 10, 3}, "came back"});
  const auto closure = reg.record(Closure{one.id, Date{2011, 10, 3}, ClosureReason::other});
  const CaseId later = reg.open_case("later", Date{2011, 10, 5});
  reg.record(UnitMember{later, one.person, Role::principal, Date{2011, 10, 5}});
  grant(reg, later, one.person, {"HRT", Support::cash, {}, Date{2011, 10, 10}});
  reg.record(a_departure(later, one.person, day));
  CHECK(programmes_at(read_departures(reg), 0) == "HRT");
  reg.withdraw(closure, "still open");
  CHECK(programmes_at(read_departures(reg), 0) == "HRT+REAN");
}

TEST_CASE("departure columns: a case that is closed on the day of departure still grants") {
  Register reg = a_register_without_safeguards();
  const ACase one = a_case(reg);
  grant(reg, one.id, one.person, {"REAN", Support::service});
  reg.record(a_departure(one.id, one.person, day));
  reg.record(Closure{one.id, day, ClosureReason::other});
  CHECK(programmes_at(read_departures(reg), 0) == "REAN");
}

TEST_CASE("departure columns: a withdrawn award line no longer counts, a corrected one as it is") {
  const FixedClock clock;
  Register reg = a_register_without_safeguards(clock);
  const ACase one = a_case(reg);
  const auto award = reg.record(Award{.case_id = one.id, .on = opened_on});
  const auto line = reg.record(AwardLine{award, one.person, ProgrammeCode{"HRT"}, Support::cash});
  reg.record(a_departure(one.id, one.person, day));
  clock.move_to(Date{2012, 2, 1});
  reg.replace(line, AwardLine{award, one.person, ProgrammeCode{"SDT"}, Support::in_kind},
              line.value);
  CHECK(programmes_at(read_departures(reg), 0) == "SDT");
  clock.move_to(Date{2012, 3, 1});
  reg.withdraw(line, "not granted");
  CHECK(programmes_at(read_departures(reg), 0) == "");
  const DepartureColumns february = read_departures(reg, end_of(Date{2012, 2, 28}));
  CHECK(programmes_at(february, 0) == "SDT");
  CHECK(code_at<Package>(february.package, 0) == Package::in_kind);
  CHECK(programmes_at(read_departures(reg, end_of(Date{2012, 1, 31})), 0) == "HRT");
}

TEST_CASE("departure columns: the composition is that of the day before the first left") {
  Register reg = a_register_without_safeguards();
  const AFamily family = a_family(reg);
  depart(reg, family.id, {family.mother}, day);
  depart(reg, family.id, {family.son, family.daughter}, day.plus_days(30));
  const ACase alone = a_case(reg, "alone");
  const UnitMember just_arrived{alone.id, alone.person, Role::principal, day};
  reg.replace(alone.membership, just_arrived, alone.membership.value);
  depart(reg, alone.id, {alone.person}, day);
  const DepartureColumns columns = read_departures(reg);
  for (const std::size_t row : {0U, 1U, 2U}) {
    CHECK(code_at<Composition>(columns.composition, row) == Composition::family_with_children);
  }
  CHECK(code_at<Composition>(columns.composition, 3) == Composition::single_adult);
}

TEST_CASE(
    "departure columns: on the first day there is the composition is that of the day itself") {
  const Date first{1400, 1, 1};
  Register reg = a_register_without_safeguards();
  const CaseId id = reg.open_case("1", first);
  const PersonId person = reg.add_person({});
  reg.record(UnitMember{id, person, Role::principal, first});
  reg.record(a_departure(id, person, first));
  const DepartureColumns columns = read_departures(reg);
  REQUIRE(columns.unit_departures.size() == 1);
  CHECK(code_at<Composition>(columns.composition, 0) == composition_on(reg.file(id), first));
}

TEST_CASE("departure columns: a unit is as precise as those who leave with it, not as before") {
  Register reg = a_register_without_safeguards();
  const ACase one = a_case(reg);
  Departure roughly = a_departure(one.id, one.person, Date{2011, 8, 1});
  roughly.precision = DatePrecision::month;
  reg.record(roughly);
  reg.record(Reappearance{one.person, Date{2011, 9, 15}});
  reg.record(a_departure(one.id, one.person, day));
  const DepartureColumns columns = read_departures(reg);
  REQUIRE(columns.unit_departures.size() == 2);
  CHECK(columns.unit_departures[0].precision == DatePrecision::month);
  CHECK(columns.unit_departures[1].precision == DatePrecision::day);
}

TEST_CASE("departure columns: a family that leaves in two waves counts once, on the last day") {
  Register reg = a_register_without_safeguards();
  const AFamily family = a_family(reg);
  depart(reg, family.id, {family.daughter, family.mother}, day);
  CHECK(read_departures(reg).unit_departures.empty());
  depart(reg, family.id, {family.son}, day.plus_days(10));
  const DepartureColumns columns = read_departures(reg);
  REQUIRE(columns.unit_departures.size() == 1);
  const UnitDeparture& unit = columns.unit_departures.front();
  CHECK(unit.on == day.plus_days(10).days_since_epoch());
  CHECK(unit.departure == 1);
  CHECK(unit.nationality == Country{"IRQ"}.index());
  CHECK(unit.composition == Composition::family_with_children);
  CHECK(nationality_at(columns, 0) == "IRN");
  CHECK(columns.case_id ==
        std::vector<std::uint32_t>(3, static_cast<std::uint32_t>(family.id.value)));
  CHECK(columns.person_id ==
        std::vector<std::uint32_t>{static_cast<std::uint32_t>(family.daughter.value),
                                   static_cast<std::uint32_t>(family.mother.value),
                                   static_cast<std::uint32_t>(family.son.value)});
}

TEST_CASE("departure columns: who left is told by what they were in the unit, and with whom") {
  Register reg = a_register_without_safeguards();
  const AFamily family = a_family(reg); // a mother, a son and a daughter, both minors
  reg.record(Application{.case_id = family.id, .programme = ProgrammeCode{"HRT"}, .on = opened_on});
  SUBCASE("together") {
    depart(reg, family.id, {family.mother, family.son, family.daughter}, day);
    const DepartureColumns columns = read_departures(reg);
    CHECK(code_at<MemberCategory>(columns.member_category, 0) == MemberCategory::principal);
    CHECK(code_at<Accompaniment>(columns.accompaniment, 0) == Accompaniment::adult);
    CHECK(code_at<Accompaniment>(columns.accompaniment_at_application, 0) == Accompaniment::adult);
    for (const std::size_t child : {1U, 2U}) {
      CHECK(code_at<MemberCategory>(columns.member_category, child) ==
            MemberCategory::child_in_family);
      CHECK(code_at<MemberCategory>(columns.member_category_at_application, child) ==
            MemberCategory::child_in_family);
      CHECK(code_at<Accompaniment>(columns.accompaniment, child) == Accompaniment::accompanied);
      CHECK(code_at<Accompaniment>(columns.accompaniment_at_application, child) ==
            Accompaniment::accompanied);
      CHECK(code_at<Reception>(columns.reception, child) == Reception::none);
    }
  }
  SUBCASE("a child after the mother, to whom it goes") {
    reg.record(ReceptionArrangement{.person_id = family.son,
                                    .kind = ReceptionKind::family,
                                    .carer_id = family.mother,
                                    .on = day,
                                    .confirmed_on = day});
    depart(reg, family.id, {family.mother, family.daughter}, day);
    depart(reg, family.id, {family.son}, day.plus_days(10));
    const DepartureColumns columns = read_departures(reg);
    CHECK(code_at<MemberCategory>(columns.member_category, 2) ==
          MemberCategory::unaccompanied_minor);
    CHECK(code_at<MemberCategory>(columns.member_category_at_application, 2) ==
          MemberCategory::child_in_family);
    CHECK(code_at<Accompaniment>(columns.accompaniment, 2) == Accompaniment::unaccompanied);
    CHECK(code_at<Accompaniment>(columns.accompaniment_at_application, 2) ==
          Accompaniment::accompanied);
    CHECK(code_at<Reception>(columns.reception, 2) == Reception::family);
    CHECK(code_at<Reception>(columns.reception_at_application, 2) == Reception::none);
  }
  SUBCASE("a child that another state receives, which is responsible for its claim") {
    reg.record(DublinClaim{.person_id = family.son, .on = opened_on, .is_claimant = true});
    Departure transfer = a_departure(family.id, family.son, day);
    transfer.mode = DepartureMode::forced;
    transfer.is_dublin_transfer = true;
    transfer.destination = Country{"DEU"};
    reg.record_all(std::array<AnyRecord, 2>{AnyRecord{SplitReview{family.id, opened_on, true}},
                                            AnyRecord{transfer}});
    const DepartureColumns columns = read_departures(reg);
    CHECK(code_at<Reception>(columns.reception, 0) == Reception::responsible_state);
    CHECK(code_at<Reception>(columns.reception_at_application, 0) == Reception::none);
    depart(reg, family.id, {family.daughter}, day);
    CHECK(code_at<Reception>(read_departures(reg).reception, 1) == Reception::none);
  }
  SUBCASE("a child while the mother stays is of her family, and unaccompanied") {
    depart(reg, family.id, {family.son}, day);
    const DepartureColumns columns = read_departures(reg);
    CHECK(code_at<MemberCategory>(columns.member_category, 0) == MemberCategory::child_in_family);
    CHECK(code_at<Accompaniment>(columns.accompaniment, 0) == Accompaniment::unaccompanied);
  }
}

TEST_CASE("departure columns: who may have left before, by a coarse date, leaves the unit open") {
  Register reg = a_register_without_safeguards();
  const AFamily family = a_family(reg);
  Departure some_day = a_departure(family.id, family.mother, Date{2011, 10, 1});
  some_day.precision = DatePrecision::month;
  reg.record(some_day);
  depart(reg, family.id, {family.son}, day);
  depart(reg, family.id, {family.daughter}, Date{2011, 11, 1});
  const DepartureColumns columns = read_departures(reg);
  CHECK(code_at<MemberCategory>(columns.member_category, 1) == MemberCategory::unknown);
  CHECK(code_at<MemberCategory>(columns.member_category, 2) == MemberCategory::unaccompanied_minor);
  CHECK(reg.file(family.id).members_on(day).size() == 3);
  CHECK(composition_on(reg.file(family.id), day) == Composition::unknown);
}

TEST_CASE("departure columns: who may not have been born yet leaves the unit open") {
  Register reg = a_register_without_safeguards();
  const ACase one = a_case(reg);
  const PersonId child = reg.add_person(Person{.born = BirthDate::parse("2011-10")});
  reg.record(UnitMember{one.id, child, Role::child, Date{2011, 10, 1}});
  depart(reg, one.id, {one.person}, Date{2011, 10, 10});
  depart(reg, one.id, {child}, Date{2011, 11, 10});
  const DepartureColumns columns = read_departures(reg);
  CHECK(code_at<Composition>(columns.composition, 0) == Composition::unknown);
  CHECK(composition_on(reg.file(one.id), Date{2011, 10, 10}) == Composition::unknown);
}

TEST_CASE("departure columns: a child of the application is an adult child once of age") {
  Register reg = a_register_without_safeguards();
  const ACase one = a_case(reg);
  const PersonId child = a_member(reg, one.id, Role::child, "1993-10-01");
  const PersonId born_then = a_member(reg, one.id, Role::child, "1993");
  reg.record(Application{.case_id = one.id, .programme = ProgrammeCode{"HRT"}, .on = opened_on});
  depart(reg, one.id, {one.person, child, born_then}, Date{2011, 10, 2});
  const DepartureColumns columns = read_departures(reg);
  CHECK(code_at<MemberCategory>(columns.member_category, 1) == MemberCategory::adult_child);
  CHECK(code_at<Accompaniment>(columns.accompaniment, 1) == Accompaniment::adult);
  CHECK(code_at<MemberCategory>(columns.member_category_at_application, 1) ==
        MemberCategory::child_in_family);
  CHECK(code_at<Accompaniment>(columns.accompaniment_at_application, 1) ==
        Accompaniment::accompanied);
  CHECK(code_at<MemberCategory>(columns.member_category, 2) == MemberCategory::unknown);
  CHECK(code_at<Accompaniment>(columns.accompaniment, 2) == Accompaniment::unknown);
  CHECK(code_at<Accompaniment>(columns.accompaniment_at_application, 2) == Accompaniment::unknown);
}

TEST_CASE("departure columns: what is told of the application is of the last one up to departure") {
  Register reg = a_register_without_safeguards();
  const ACase one = a_case(reg, "alone", born("1996"));
  const auto applied = [&](Date on) {
    reg.record(Application{.case_id = one.id, .programme = ProgrammeCode{"HRT"}, .on = on});
  };
  const auto told = [&] {
    const DepartureColumns columns = read_departures(reg);
    return std::pair{code_at<Accompaniment>(columns.accompaniment_at_application, 0),
                     code_at<Reception>(columns.reception_at_application, 0)};
  };
  const Date second = opened_on.plus_days(20);
  reg.record(ReceptionArrangement{.person_id = one.person,
                                  .kind = ReceptionKind::family,
                                  .on = opened_on.plus_days(5),
                                  .until = second.plus_days(10),
                                  .confirmed_on = opened_on.plus_days(6)});
  depart(reg, one.id, {one.person}, day);
  CHECK(told() == std::pair{Accompaniment::unknown, Reception::unknown});
  applied(day.plus_days(1));
  CHECK(told() == std::pair{Accompaniment::unknown, Reception::unknown});
  applied(opened_on);
  CHECK(told() == std::pair{Accompaniment::unaccompanied, Reception::none});
  const PersonId mother = reg.add_person(born("1971"));
  reg.record(UnitMember{one.id, mother, Role::other_relative, second});
  reg.record(Relation{mother, RelationKind::parent_of, one.person});
  applied(second);
  CHECK(told() == std::pair{Accompaniment::accompanied, Reception::family});
  CHECK(code_at<Reception>(read_departures(reg).reception, 0) == Reception::none);
}

TEST_CASE("departure columns: with whom somebody applied is unknown of who was no member, or left "
          "open") {
  Register reg = a_register_without_safeguards();
  const AFamily family = a_family(reg);
  const Date applied_on{2011, 10, 20};
  Departure some_day = a_departure(family.id, family.mother, Date{2011, 10, 1});
  some_day.precision = DatePrecision::month;
  reg.record(some_day);
  const PersonId later = a_member(reg, family.id, Role::other_relative, "1980", Date{2011, 11, 1});
  reg.record(
      Application{.case_id = family.id, .programme = ProgrammeCode{"HRT"}, .on = applied_on});
  depart(reg, family.id, {family.son, later}, Date{2011, 11, 5});
  const DepartureColumns columns = read_departures(reg);
  CHECK(code_at<Accompaniment>(columns.accompaniment_at_application, 1) == Accompaniment::unknown);
  CHECK(code_at<Accompaniment>(columns.accompaniment_at_application, 2) == Accompaniment::unknown);
  CHECK(code_at<Accompaniment>(columns.accompaniment, 2) == Accompaniment::adult);
}

TEST_CASE("departure columns: a unit of which somebody stays has not left") {
  Register reg = a_register_without_safeguards();
  const AFamily family = a_family(reg);
  depart(reg, family.id, {family.mother, family.son}, day);
  CHECK(read_departures(reg).unit_departures.empty());
  const auto memberships = reg.file(family.id).all<UnitMember>();
  REQUIRE(memberships.back()->person_id == family.daughter);
  UnitMember until = memberships.back().record;
  SUBCASE("until they have left the unit") {
    until.until = day;
    reg.replace(memberships.back().id, until, memberships.back().row);
    CHECK(read_departures(reg).unit_departures.size() == 1);
  }
  SUBCASE("or have left it later, and then it left when the others did") {
    until.until = day.plus_days(30);
    reg.replace(memberships.back().id, until, memberships.back().row);
    const DepartureColumns columns = read_departures(reg);
    REQUIRE(columns.unit_departures.size() == 1);
    CHECK(columns.unit_departures.front().on == day.days_since_epoch());
    reg.record(UnitMember{family.id, family.daughter, Role::child, day.plus_days(60)});
    CHECK(read_departures(reg).unit_departures.empty());
  }
  SUBCASE("or have left the country in another case") {
    const CaseId own = reg.open_case("own", opened_on);
    reg.record(UnitMember{own, family.daughter, Role::principal, opened_on});
    depart(reg, own, {family.daughter}, day.plus_days(30));
    const DepartureColumns columns = read_departures(reg);
    REQUIRE(columns.unit_departures.size() == 2);
    CHECK(columns.unit_departures[0].on == day.plus_days(30).days_since_epoch());
    CHECK(columns.unit_departures[0].composition == Composition::family_with_children);
    CHECK(columns.unit_departures[1].composition == Composition::unaccompanied_minors);
    reg.record(Reappearance{family.daughter, day.plus_days(40)});
    depart(reg, own, {family.daughter}, day.plus_days(50));
    CHECK(read_departures(reg).unit_departures.size() == 3);
  }
}

TEST_CASE("departure columns: a baby born between two waves must leave too") {
  Register reg = a_register_without_safeguards();
  const AFamily family = a_family(reg);
  depart(reg, family.id, {family.mother}, day.plus_days(10));
  const PersonId baby = a_member(reg, family.id, Role::child, "2011-10-16", day.plus_days(1));
  depart(reg, family.id, {family.son, family.daughter}, day);
  CHECK(read_departures(reg).unit_departures.empty());
  depart(reg, family.id, {baby}, day.plus_days(10));
  const DepartureColumns columns = read_departures(reg);
  REQUIRE(columns.unit_departures.size() == 1);
  CHECK(columns.unit_departures.front().on == day.plus_days(10).days_since_epoch());
  CHECK(columns.unit_departures.front().departure == 0);
}

TEST_CASE("departure columns: a unit without a principal is represented by who left last") {
  Register reg = a_register_without_safeguards();
  const CaseId id = reg.open_case("1", opened_on);
  const PersonId older = a_member(reg, id, Role::other_relative, "1994");
  const PersonId younger = a_member(reg, id, Role::other_relative, "1996");
  depart(reg, id, {younger}, day.plus_days(1));
  depart(reg, id, {older}, day);
  const DepartureColumns columns = read_departures(reg);
  REQUIRE(columns.unit_departures.size() == 1);
  CHECK(columns.unit_departures.front().departure == 0);
  CHECK(columns.unit_departures.front().composition == Composition::unaccompanied_minors);
}

TEST_CASE("departure columns: the principal represents the unit after leaving it first") {
  Register reg = a_register_without_safeguards();
  const ACase one = a_case(reg);
  const PersonId partner = reg.add_person({.born = BirthDate::parse("1978")});
  reg.record(UnitMember{one.id, partner, Role::partner, opened_on});
  depart(reg, one.id, {one.person}, day);
  reg.replace(one.membership,
              UnitMember{one.id, one.person, Role::principal, opened_on, day.plus_days(1)},
              one.membership.value);
  depart(reg, one.id, {partner}, day.plus_days(20));
  const DepartureColumns columns = read_departures(reg);
  REQUIRE(columns.unit_departures.size() == 1);
  CHECK(columns.unit_departures.front().departure == 0);
  CHECK(columns.unit_departures.front().nationality == Country{"IRQ"}.index());
  CHECK(columns.unit_departures.front().on == day.plus_days(20).days_since_epoch());
}

TEST_CASE("departure columns: a unit that was found here again and left again counts twice") {
  Register reg = a_register_without_safeguards();
  const AFamily family = a_family(reg);
  depart(reg, family.id, {family.mother, family.son, family.daughter}, day);
  for (const PersonId person : {family.mother, family.son, family.daughter}) {
    reg.record(Reappearance{person, day.plus_days(40), ReappearanceCause::entered_again});
  }
  CHECK(read_departures(reg).unit_departures.size() == 1);
  depart(reg, family.id, {family.mother, family.son}, day.plus_days(60));
  CHECK(read_departures(reg).unit_departures.size() == 1);
  depart(reg, family.id, {family.daughter}, day.plus_days(61));
  const DepartureColumns columns = read_departures(reg);
  REQUIRE(columns.unit_departures.size() == 2);
  CHECK(columns.unit_departures[0].on == day.days_since_epoch());
  CHECK(columns.unit_departures[1].on == day.plus_days(61).days_since_epoch());
  std::vector<std::uint32_t> persons;
  for (const PersonId person : {family.mother, family.son, family.daughter}) {
    persons.push_back(static_cast<std::uint32_t>(person.value));
  }
  persons.insert(persons.end(), persons.begin(), persons.begin() + 3);
  CHECK(columns.person_id == persons);
}

TEST_CASE("departure columns: one who was found here again and left alone was a unit alone") {
  Register reg = a_register_without_safeguards();
  const AFamily family = a_family(reg);
  depart(reg, family.id, {family.mother, family.son, family.daughter}, day);
  reg.record(Reappearance{family.daughter, day.plus_days(40), ReappearanceCause::entered_again});
  depart(reg, family.id, {family.daughter}, day.plus_days(60));
  const DepartureColumns columns = read_departures(reg);
  REQUIRE(columns.unit_departures.size() == 2);
  CHECK(columns.unit_departures[0].composition == Composition::family_with_children);
  CHECK(columns.unit_departures[1].composition == Composition::unaccompanied_minors);
  CHECK(columns.unit_departures[1].departure == 3);
  CHECK(columns.unit_departures[1].nationality == Country{"IRN"}.index());
  CHECK(code_at<Composition>(columns.composition, 3) == Composition::unaccompanied_minors);
}

TEST_CASE("departure columns: a unit leaves with the one of whom it turned out they never left") {
  Register reg = a_register_without_safeguards();
  const AFamily family = a_family(reg);
  depart(reg, family.id, {family.mother, family.son, family.daughter}, day);
  CHECK(read_departures(reg).unit_departures.size() == 1);
  reg.record(Reappearance{family.daughter, day.plus_days(40), ReappearanceCause::never_left});
  CHECK(read_departures(reg).unit_departures.empty());
  depart(reg, family.id, {family.daughter}, day.plus_days(60));
  const DepartureColumns columns = read_departures(reg);
  REQUIRE(columns.unit_departures.size() == 1);
  CHECK(columns.unit_departures[0].on == day.plus_days(60).days_since_epoch());
  CHECK(columns.unit_departures[0].departure == 0);
  for (const std::size_t row : {0U, 1U, 2U, 3U}) {
    CHECK(code_at<Composition>(columns.composition, row) == Composition::family_with_children);
  }
}

TEST_CASE("departure columns: of a coarse date the composition is unknown where it changed") {
  Register reg = a_register_without_safeguards();
  const ACase one = a_case(reg);
  const PersonId child = a_member(reg, one.id, Role::child, "1993-11-15");
  Departure leaving = a_departure(one.id, child, Date{2011, 11, 1});
  const auto composition = [&] {
    const auto id = reg.record(leaving);
    const auto found = code_at<Composition>(read_departures(reg).composition, 0);
    reg.withdraw(id, "another try");
    return found;
  };
  CHECK(composition() == Composition::family_with_children);
  leaving.precision = DatePrecision::month;
  CHECK(composition() == Composition::unknown);
  leaving.on = Date{2011, 12, 1};
  CHECK(composition() == Composition::adults);
  leaving.on = Date{2011, 10, 1};
  CHECK(composition() == Composition::family_with_children);
  a_member(reg, one.id, Role::partner, "1980", Date{2011, 10, 10});
  CHECK(composition() == Composition::family_with_children);
  leaving.on = Date{2011, 1, 1};
  leaving.precision = DatePrecision::year;
  CHECK(composition() == Composition::unknown);
}

TEST_CASE("departure columns: who came back before the others left has to leave again") {
  Register reg = a_register_without_safeguards();
  const AFamily family = a_family(reg);
  depart(reg, family.id, {family.mother}, day);
  reg.record(Reappearance{family.mother, day.plus_days(5)});
  depart(reg, family.id, {family.son, family.daughter}, day.plus_days(10));
  CHECK(read_departures(reg).unit_departures.empty());
  depart(reg, family.id, {family.mother}, day.plus_days(20));
  const DepartureColumns columns = read_departures(reg);
  REQUIRE(columns.unit_departures.size() == 1);
  CHECK(columns.unit_departures.front().on == day.plus_days(20).days_since_epoch());
}

TEST_CASE("departure columns: who left before another came back need not leave again") {
  Register reg = a_register_without_safeguards();
  const AFamily family = a_family(reg);
  depart(reg, family.id, {family.mother}, day);
  depart(reg, family.id, {family.daughter}, day.plus_days(1));
  reg.record(Reappearance{family.mother, day.plus_days(2)});
  depart(reg, family.id, {family.son}, day.plus_days(30));
  CHECK(read_departures(reg).unit_departures.empty());
  depart(reg, family.id, {family.mother}, day.plus_days(60));
  const DepartureColumns columns = read_departures(reg);
  REQUIRE(columns.unit_departures.size() == 1);
  CHECK(columns.unit_departures.front().on == day.plus_days(60).days_since_epoch());
}

TEST_CASE("departure columns: who left in another case does not hold the unit back") {
  Register reg = a_register_without_safeguards();
  const AFamily family = a_family(reg);
  const CaseId own = reg.open_case("own", opened_on);
  reg.record(UnitMember{own, family.son, Role::principal, opened_on});
  depart(reg, own, {family.son}, day);
  CHECK(read_departures(reg).unit_departures.size() == 1);
  depart(reg, family.id, {family.mother, family.daughter}, day.plus_days(40));
  CHECK(read_departures(reg).unit_departures.size() == 2);
}

TEST_CASE("departure columns: a coarse departure of a part of the unit is not the unit's") {
  Register reg = a_register_without_safeguards();
  const ACase one = a_case(reg);
  const Date joined{2011, 11, 10};
  reg.replace(one.membership, UnitMember{one.id, one.person, Role::principal, joined},
              one.membership.value);
  const PersonId partner = a_member(reg, one.id, Role::partner, "1978", joined);
  Departure in_november = a_departure(one.id, one.person, Date{2011, 11, 1});
  in_november.precision = DatePrecision::month;
  reg.record(in_november);
  CHECK(read_departures(reg).unit_departures.empty());
  in_november.person_id = partner;
  reg.record(in_november);
  const DepartureColumns columns = read_departures(reg);
  REQUIRE(columns.unit_departures.size() == 1);
  CHECK(columns.unit_departures.front().composition == Composition::adults);
  CHECK(columns.unit_departures.front().departure == 0);
}

TEST_CASE("departure columns: a proven departure takes the place of an unsupervised one") {
  const FixedClock clock;
  Register reg = a_register_without_safeguards(clock);
  const ACase one = a_case(reg);
  const ACase other = a_case(reg, "other");
  reg.record(unsupervised(a_departure(one.id, one.person, day)));
  reg.record(unsupervised(a_departure(other.id, other.person, day)));
  CHECK(read_departures(reg).size() == 2);
  clock.move_to(Date{2012, 2, 1});
  Date left_on = day;
  SUBCASE("proven for an earlier day") {
    left_on = day.plus_days(-20);
  }
  SUBCASE("proven for the same day") {
    left_on = day;
  }
  SUBCASE("proven for a later day") {
    left_on = day.plus_days(20);
  }
  const auto proven = reg.record(a_departure(one.id, one.person, left_on));
  const DepartureColumns columns = read_departures(reg);
  REQUIRE(columns.size() == 2);
  CHECK(code_at<DepartureMode>(columns.mode, 0) == DepartureMode::unsupervised);
  CHECK(code_at<DepartureMode>(columns.mode, 1) == DepartureMode::voluntary);
  CHECK(columns.on[1] == left_on.days_since_epoch());
  REQUIRE(columns.unit_departures.size() == 2);
  CHECK(columns.unit_departures[1].on == left_on.days_since_epoch());
  CHECK(columns.unit_departures[1].departure == 1);
  CHECK(read_departures(reg, end_of(Date{2012, 1, 31})).mode == std::vector<std::uint8_t>(2, 3));
  reg.withdraw(proven, "of somebody else");
  CHECK(read_departures(reg).mode == std::vector<std::uint8_t>(2, 3));
}

TEST_CASE("departure columns: a person found here in between left twice") {
  Register reg = a_register_without_safeguards();
  const ACase one = a_case(reg);
  reg.record(unsupervised(a_departure(one.id, one.person, day)));
  reg.record(a_departure(one.id, one.person, day.plus_days(30)));
  const auto size_with_reappearance_on = [&](Date on) {
    const auto id = reg.record(Reappearance{one.person, on});
    const std::size_t size = read_departures(reg).size();
    reg.withdraw(id, "another day");
    return size;
  };
  CHECK(size_with_reappearance_on(day.plus_days(-1)) == 1);
  CHECK(size_with_reappearance_on(day) == 2);
  CHECK(size_with_reappearance_on(day.plus_days(15)) == 2);
  CHECK(size_with_reappearance_on(day.plus_days(30)) == 2);
  CHECK(size_with_reappearance_on(day.plus_days(31)) == 1);
}

TEST_CASE("departure columns: a proven departure of a coarse date can only be after being found") {
  Register reg = a_register_without_safeguards();
  const ACase one = a_case(reg);
  Departure roughly = a_departure(one.id, one.person, Date{2011, 11, 1});
  roughly.precision = DatePrecision::month;
  reg.record(unsupervised(a_departure(one.id, one.person, Date{2011, 11, 20})));
  reg.record(Reappearance{one.person, Date{2011, 11, 10}});
  reg.record(roughly);
  CHECK(read_departures(reg).size() == 2);
  reg.record(a_departure(one.id, one.person, Date{2011, 10, 1}));
  CHECK(read_departures(reg).mode == std::vector<std::uint8_t>(2, 0));
}

TEST_CASE("departure columns: a refused entry takes nobody's place") {
  Register reg = a_register_without_safeguards();
  const ACase one = a_case(reg);
  reg.record(unsupervised(a_departure(one.id, one.person, day)));
  Departure refused = a_departure(one.id, one.person, day);
  refused.mode = DepartureMode::refused_entry;
  reg.record(refused);
  CHECK(read_departures(reg).size() == 2);
}

TEST_CASE("departure columns: what was known at a moment is read, persons and all") {
  const FixedClock clock;
  Register reg = a_register_without_safeguards(clock);
  const ACase one = a_case(reg);
  const auto departure = reg.record(a_departure(one.id, one.person, day));
  const std::int64_t in_january = reg.info().recording_count;
  clock.move_to(Date{2012, 2, 1});
  Person corrected = a_person();
  corrected.nationality = Country{"SYR"};
  reg.replace(one.person, corrected, one.person.value);
  reg.replace(departure, a_departure(one.id, one.person, Date{2011, 12, 1}), departure.value);
  clock.move_to(Date{2012, 3, 1});
  reg.withdraw(departure, "never left");

  CHECK(read_departures(reg, end_of(Date{2011, 12, 31})).size() == 0);
  const DepartureColumns january = read_departures(reg, end_of(Date{2012, 1, 31}));
  REQUIRE(january.size() == 1);
  CHECK(january.on[0] == day.days_since_epoch());
  CHECK(nationality_at(january, 0) == "IRQ");
  CHECK(january.known_at_recording == in_january);
  CHECK(january.known_at == start_of(Date{2012, 1, 1}));
  CHECK(january.unit_departures.front().nationality == Country{"IRQ"}.index());
  const DepartureColumns february = read_departures(reg, end_of(Date{2012, 2, 28}));
  CHECK(february.on.at(0) == Date{2011, 12, 1}.days_since_epoch());
  CHECK(nationality_at(february, 0) == "SYR");
  CHECK(read_departures(reg).size() == 0);
}

TEST_CASE("departure columns: the file that was opened is read, wherever the process goes") {
  const RegisterFile file = a_register_file();
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(file.path.parent_path());
  Register reg = Register::open(file.path.filename(), options_with(file.clock));
  std::filesystem::current_path(before);
  const ACase one = a_case(reg);
  reg.record(a_departure(one.id, one.person, day));
  CHECK(read_departures(reg, {}, 2).size() == 1);
}

TEST_CASE("departure columns: two threads read what one reads" * doctest::test_suite("threads")) {
  const RegisterFile file = a_register_file();
  Register reg = file.open();
  Recording writing = reg.recording();
  for (int number = 0; number < 120; ++number) {
    const CaseId id = writing.record(Case{opened_on});
    const Date on = day.plus_days(number % 40);
    Person person = born(std::to_string(1960 + number % 30));
    person.sex = number % 2 == 0 ? Sex::male : Sex::unknown;
    person.nationality = Country{number % 3 == 0 ? "SOM" : "AFG"};
    const PersonId principal = writing.record(person);
    writing.record(UnitMember{id, principal, Role::principal, opened_on});
    if (number % 4 == 0) {
      writing.record(unsupervised(a_departure(id, principal, day)));
    }
    if (number % 5 != 0) {
      const auto award = writing.record(Award{.case_id = id, .on = opened_on});
      writing.record(AwardLine{award, principal, ProgrammeCode{number % 7 == 0 ? "HRT" : "REAN"},
                               Support::cash});
    }
    writing.record(a_departure(id, principal, on));
  }
  writing.commit();
  const DepartureColumns one = read_departures(reg, {}, 1);
  CHECK(one.size() == 120);
  CHECK(one.programmes.values.size() == 3);
  CHECK(one.unit_departures.size() == 120);
  for (const int threads : {2, 3, 7}) {
    CAPTURE(threads);
    const DepartureColumns several = read_departures(reg, {}, threads);
    CHECK(several.on == one.on);
    CHECK(several.precision == one.precision);
    CHECK(several.mode == one.mode);
    CHECK(several.assisted_by == one.assisted_by);
    CHECK(several.established_by == one.established_by);
    CHECK(several.left_from == one.left_from);
    CHECK(several.sex == one.sex);
    CHECK(several.composition == one.composition);
    CHECK(several.member_category == one.member_category);
    CHECK(several.member_category_at_application == one.member_category_at_application);
    CHECK(several.accompaniment == one.accompaniment);
    CHECK(several.accompaniment_at_application == one.accompaniment_at_application);
    CHECK(several.reception == one.reception);
    CHECK(several.reception_at_application == one.reception_at_application);
    CHECK(several.package == one.package);
    CHECK(several.nationality == one.nationality);
    CHECK(several.destination == one.destination);
    CHECK(several.programmes == one.programmes);
    CHECK(several.programmes.values == one.programmes.values);
    CHECK(several.born.values == one.born.values);
    CHECK(several.born == one.born);
    CHECK(several.person_id == one.person_id);
    CHECK(several.case_id == one.case_id);
    REQUIRE(several.unit_departures.size() == one.unit_departures.size());
    for (std::size_t unit = 0; unit < one.unit_departures.size(); ++unit) {
      CHECK(several.unit_departures[unit].departure == one.unit_departures[unit].departure);
      CHECK(several.unit_departures[unit].on == one.unit_departures[unit].on);
    }
  }
}

TEST_CASE("departure columns: a register expanded from a published table has no persons or units") {
  const FixedClock clock;
  Register reg = a_register_without_safeguards(clock);
  a_case(reg);
  clock.move_to(Date{2012, 2, 1});
  const std::vector<AnyRecord> group{
      AnyRecord{a_person()}, AnyRecord{Case{opened_on}},
      AnyRecord{UnitMember{CaseId{-2}, PersonId{-1}, Role::principal, opened_on}},
      AnyRecord{a_departure(CaseId{-2}, PersonId{-1}, day)}};
  Recording writing = reg.recording({.source = Digest{1}});
  writing.record_copies(group, 10);
  writing.commit();
  const DepartureColumns columns = read_departures(reg);
  CHECK(columns.from_aggregates);
  CHECK(columns.size() == 10);
  CHECK(columns.person_id.empty());
  CHECK(columns.case_id.empty());
  CHECK(columns.unit_departures.empty());
  CHECK(nationality_at(columns, 9) == "IRQ");
  CHECK_FALSE(read_departures(reg, end_of(Date{2012, 1, 31})).from_aggregates);
}

TEST_CASE("departure columns: own cases beside a published table keep their composition") {
  Register reg = a_register_without_safeguards();
  const std::vector<AnyRecord> group{
      AnyRecord{a_person()}, AnyRecord{Case{opened_on}},
      AnyRecord{UnitMember{CaseId{-2}, PersonId{-1}, Role::principal, opened_on}},
      AnyRecord{a_departure(CaseId{-2}, PersonId{-1}, day)}};
  Recording writing = reg.recording({.source = Digest{1}});
  writing.record_copies(group, 2);
  writing.commit();
  const AFamily family = a_family(reg);
  depart(reg, family.id, {family.mother}, day);
  const DepartureColumns columns = read_departures(reg);
  REQUIRE(columns.size() == 3);
  CHECK(code_at<Composition>(columns.composition, 0) == Composition::unknown);
  CHECK(code_at<Composition>(columns.composition, 1) == Composition::unknown);
  CHECK(code_at<Composition>(columns.composition, 2) == Composition::family_with_children);
  CHECK(columns.unit_departures.empty());
}

TEST_CASE("departure columns: an age was told of those alone whom a published table has") {
  Register reg = a_register_without_safeguards();
  Person person = a_person();
  person.born = BirthDate{Date{1980, 4, 2}, Date{1990, 4, 1}}; // as ages 21-30 on 1 April 2011
  const std::vector<AnyRecord> group{
      AnyRecord{person}, AnyRecord{Case{opened_on}},
      AnyRecord{UnitMember{CaseId{-2}, PersonId{-1}, Role::principal, opened_on}},
      AnyRecord{a_departure(CaseId{-2}, PersonId{-1}, day)}};
  Recording writing = reg.recording({.source = Digest{1}});
  writing.record_copies(group, 2);
  writing.commit();
  const ACase own = a_case(reg, "own", person);
  reg.record(a_departure(own.id, own.person, day));
  const auto told_in = [&] {
    const DepartureColumns columns = read_departures(reg);
    std::vector<int> months;
    for (const std::uint32_t birth : columns.born) {
      months.push_back(columns.born.values.at(birth).age_reported_in());
    }
    return months;
  };
  CHECK(told_in() == std::vector<int>{4, 4, 0});
  reg.replace(PersonId{1}, person, 1); // now the office knows it itself
  CHECK(told_in() == std::vector<int>{0, 4, 0});
}

TEST_CASE("departure columns: nothing in a code that knows the unknown is unknown") {
  const RegisterFile file = a_register_file();
  {
    Register reg = file.open();
    const ACase one = a_case(reg);
    reg.record(a_departure(one.id, one.person, day));
  }
  { // a member added since is empty in what was written before
    Sql sql{file.path};
    sql.execute("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = "
                "replace(replace(sql, '\"assisted_by\" TEXT NOT NULL', '\"assisted_by\" TEXT'), "
                "'\"mode\" TEXT NOT NULL', '\"mode\" TEXT') WHERE name = 'departures'");
  }
  Sql sql{file.path};
  sql.execute("UPDATE departures SET assisted_by = NULL");
  const DepartureColumns columns = read_departures(file.open_read_only());
  CHECK(code_at<AssistedBy>(columns.assisted_by, 0) == AssistedBy::unknown);
  sql.execute("UPDATE departures SET mode = NULL");
  CHECK(code_of<FormatError>([&] { read_departures(file.open_read_only()); }) == "damaged");
}

TEST_CASE("departure columns: not out of the middle of one's own recording") {
  Register reg = a_register_without_safeguards();
  const Recording writing = reg.recording();
  CHECK(code_of<WrongState>([&] { read_departures(reg); }) == "recording_under_way");
}

TEST_CASE("departure columns: a link that leads nowhere is said to be damage") {
  const RegisterFile file = a_register_file();
  {
    Register reg = file.open();
    const ACase one = a_case(reg);
    reg.record(a_departure(one.id, one.person, day));
  }
  const auto code_after = [&](const std::string& sql) {
    Sql{file.path}.execute(sql);
    return code_of<FormatError>([&] { read_departures(file.open_read_only()); });
  };
  CHECK(code_after("UPDATE departures SET mode = mode") == "no error");
  CHECK(code_after("UPDATE departures SET person_id = 999999") == "damaged");
  CHECK(code_after("UPDATE departures SET person_id = -1") == "damaged");
  CHECK(code_after("UPDATE departures SET person_id = 3, case_id = 999999") == "damaged");
  CHECK(code_after("UPDATE departures SET case_id = 1; UPDATE unit_members SET person_id = 0") ==
        "damaged");
}

TEST_CASE("departure columns: a programme counts until the day until which its line was granted") {
  Register reg = a_register_without_safeguards();
  const ACase one = a_case(reg);
  const auto award = reg.record(Award{.case_id = one.id, .on = Date{2011, 9, 1}});
  reg.record(AwardLine{.award_id = award,
                       .person_id = one.person,
                       .programme = ProgrammeCode{"IN-KIND"},
                       .support = Support::in_kind,
                       .is_uncapped = true,
                       .until = day});
  reg.record(AwardLine{.award_id = award,
                       .person_id = one.person,
                       .programme = ProgrammeCode{"AMV"},
                       .support = Support::cash,
                       .until = day.plus_days(1)});
  depart(reg, one.id, {one.person}, day);
  const DepartureColumns columns = read_departures(reg);
  CHECK(programmes_at(columns, 0) == "AMV");
  CHECK(code_at<Package>(columns.package, 0) == Package::cash);
}

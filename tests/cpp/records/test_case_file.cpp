#include <initializer_list>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/records/family.hpp>

#include "support/case_file_builder.hpp"
#include "support/errors.hpp"
#include "support/generated.hpp"
#include "support/printing_records.hpp"

namespace libcase::testing {

/// What a picture may show.
struct Portrait {
  std::optional<Role> role{};
  std::optional<Date> on{};
};
BOOST_DESCRIBE_STRUCT(Portrait, (), (role, on))

} // namespace libcase::testing

using namespace libcase;
using namespace libcase::testing;

namespace {

const Date day{2011, 9, 1};

struct InUnit {
  Role role;
  const char* born; // empty when unknown
  Date from{2011, 8, 1};
  std::optional<Date> until{};
};

/// The persons are 2, 4, 6, ...; their memberships 3, 5, 7, ...
CaseFile a_file(std::initializer_list<InUnit> members) {
  CaseFileBuilder file;
  std::int64_t person = 0;
  for (const InUnit& member : members) {
    person += 2;
    file.count_on_from(person).with_member(person, member.born, member.role, member.from,
                                           member.until);
  }
  return file.file();
}

struct Situation {
  const char* what;
  std::initializer_list<InUnit> members;
  Composition composition;
};

} // namespace

TEST_CASE("case_file: a member whose role nobody set is no principal") {
  CHECK_FALSE(is_set(Member{}.role));
}

TEST_CASE("case file: what the unit is follows from ages and roles") {
  using enum Role;
  using enum Composition;
  const Situation casebook[] = {
      {"nobody", {}, unknown},
      {"an adult", {{principal, "1980-03-01"}}, single_adult},
      {"an adult known by the year", {{principal, "1980"}}, single_adult},
      {"a couple", {{principal, "1980"}, {partner, "1982"}}, adults},
      {"two brothers", {{principal, "1980"}, {other_relative, "1982"}}, adults},
      {"a mother and child", {{principal, "1980"}, {child, "2005"}}, family_with_children},
      {"a couple with a nephew",
       {{principal, "1980"}, {partner, "1982"}, {other_relative, "2001"}},
       unknown},
      {"a couple with a child and a nephew",
       {{principal, "1980"}, {partner, "1982"}, {child, "2004"}, {other_relative, "2001"}},
       family_with_children},
      {"parents with a grown child only", {{principal, "1960"}, {child, "1990"}}, adults},
      {"eighteen that day", {{principal, "1993-09-01"}}, single_adult},
      {"eighteen the day after", {{principal, "1993-09-02"}}, unaccompanied_minors},
      {"eighteen some day that year", {{principal, "1993"}}, unknown},
      {"two children alone", {{principal, "1996"}, {other_relative, "1998"}}, unaccompanied_minors},
      {"a child with an adult brother", {{principal, "1996"}, {other_relative, "1985"}}, unknown},
      {"an adult and a minor partner",
       {{principal, "1985"}, {partner, "1995"}},
       minors_with_other_adults},
      {"an adult without a birth date", {{principal, ""}}, unknown},
      {"a couple, one without a birth date", {{principal, "1980"}, {partner, ""}}, unknown},
      {"a family, one without a birth date",
       {{principal, "1980"}, {partner, ""}, {child, "2005"}},
       family_with_children},
      {"a parent without a birth date and a child", {{principal, ""}, {child, "2005"}}, unknown},
      {"a child not yet in the unit",
       {{principal, "1980"}, {child, "2011-09-02", Date{2011, 9, 2}}},
       single_adult},
      {"a child who left the unit that day",
       {{principal, "1980"}, {child, "2005", Date{2011, 8, 1}, day}},
       single_adult},
      {"a child who leaves the unit the day after",
       {{principal, "1980"}, {child, "2005", Date{2011, 8, 1}, Date{2011, 9, 2}}},
       family_with_children},
  };
  for (const Situation& situation : casebook) {
    CAPTURE(situation.what);
    CHECK(composition_on(a_file(situation.members), day) == situation.composition);
  }
}

namespace {

constexpr PersonId elder{2};
constexpr PersonId younger{4};

Relation a_relation(PersonId person, RelationKind kind, PersonId relative) {
  return {.person_id = person, .kind = kind, .relative_id = relative};
}

Guardianship a_guardianship(PersonId guardian, AppointedIn where) {
  return {.person_id = younger, .guardian_id = guardian, .appointed_in = where};
}

/// An adult and a minor, and what else is recorded of them.
CaseFile a_pair(Role of_elder, Role of_younger, const auto&... records) {
  CaseFileBuilder file;
  file.with_member(elder.value, "1985", of_elder, Date{2011, 8, 1})
      .with_member(younger.value, "1998", of_younger, Date{2011, 8, 1})
      .count_on_from(100);
  (file.with(records), ...);
  return file.file();
}

/// What the younger one of a pair has: somebody in the place of a parent along, or here.
std::pair<Verdict, Verdict> carers_in(const CaseFile& file) {
  const std::vector<Member> members = file.members_on(day);
  const Family family{file, members, day, BirthReading::interval};
  const std::size_t at = members.front().person_id == younger ? 0 : 1;
  return {family.has_carer_along(at), family.has_carer_here(at)};
}

} // namespace

TEST_CASE("family: relations come before roles, and other relatives are nothing without them") {
  using enum Role;
  using enum Composition;
  const auto composition = [](Role of_elder, Role of_younger, const auto&... records) {
    return composition_on(a_pair(of_elder, of_younger, records...), day);
  };
  CHECK(composition(principal, child) == family_with_children);
  CHECK(composition(partner, child) == family_with_children);
  CHECK(composition(principal, other_relative) == unknown);
  CHECK(composition(other_relative, principal) == unknown);
  const Relation parent = a_relation(elder, RelationKind::parent_of, younger);
  CHECK(composition(principal, other_relative, parent) == family_with_children);
  CHECK(composition(other_relative, principal, parent) == family_with_children);
  for (const Relation& siblings : {a_relation(elder, RelationKind::sibling_of, younger),
                                   a_relation(younger, RelationKind::sibling_of, elder)}) {
    CHECK(composition(principal, other_relative, siblings) == minors_with_other_adults);
    CHECK(composition(other_relative, principal, siblings) == minors_with_other_adults);
    CHECK(composition(principal, child, siblings) == minors_with_other_adults);
  }
  Relation ended = parent;
  ended.until = day;
  CHECK(composition(principal, other_relative, ended) == unknown);
  ended.until = day.plus_days(1);
  CHECK(composition(principal, other_relative, ended) == family_with_children);
  ended.from = day.plus_days(1);
  ended.until.reset();
  CHECK(composition(principal, other_relative, ended) == unknown);
}

TEST_CASE("family: a guardian counts where appointed abroad, never where appointed here") {
  using enum Role;
  const Relation siblings = a_relation(elder, RelationKind::sibling_of, younger);
  const auto carers = [&](const auto&... records) {
    return carers_in(a_pair(principal, other_relative, siblings, records...));
  };
  const auto both = [](Verdict verdict) { return std::pair{verdict, verdict}; };
  CHECK(carers() == both(Verdict::not_met));
  CHECK(carers(a_guardianship(elder, AppointedIn::here)) == both(Verdict::not_met));
  CHECK(carers(a_guardianship(elder, AppointedIn::abroad)) == both(Verdict::met));
  CHECK(carers(a_guardianship(elder, AppointedIn::unknown)) == both(Verdict::unknown));
  Guardianship nidos{.person_id = younger, .organisation = GuardianOrganisation::nidos};
  CHECK(carers(nidos) == both(Verdict::not_met));
  nidos.organisation = GuardianOrganisation::other_institution;
  CHECK(carers(nidos) == std::pair{Verdict::not_met, Verdict::unknown});
}

TEST_CASE("family: a parent who is no member counts where they are in the country") {
  using enum Verdict;
  const PersonId father{50};
  const Relation parent = a_relation(father, RelationKind::parent_of, younger);
  const auto carers = [&](const char* born, const auto&... records) {
    CaseFileBuilder file;
    file.with_member(younger.value, "1998", Role::principal, Date{2011, 8, 1})
        .with(father.value, Person{.born = BirthDate::parse(born)})
        .count_on_from(100)
        .with(parent);
    (file.with(records), ...);
    return carers_in(file).second;
  };
  const Stay stay{father, PlaceKind::own_address, Date{2010, 1, 1}};
  Stay ended = stay;
  ended.until = day;
  const Departure left{.case_id = {1},
                       .person_id = father,
                       .on = Date{2011, 5, 1},
                       .mode = DepartureMode::voluntary};
  const Reappearance back{father, Date{2011, 6, 1}, ReappearanceCause::entered_again};
  CHECK(carers("1970") == unknown);
  CHECK(carers("1970", stay) == met);
  CHECK(carers("1970", ended) == unknown);
  CHECK(carers("1970", left) == not_met);
  CHECK(carers("1970", left, back) == unknown);
  CHECK(carers("1970", stay, left) == not_met); // nobody recorded the end of the stay
  CHECK(carers("1970", stay, left, back) == met);
  Stay again = stay;
  again.from = left.on.plus_days(1);
  CHECK(carers("1970", left, again) == met);
  Departure unsupervised = left;
  unsupervised.mode = DepartureMode::unsupervised;
  CHECK(carers("1970", unsupervised) == unknown);
  CHECK(carers("1970", stay, unsupervised) == unknown);
  Departure coarse = left;
  coarse.precision = DatePrecision::quarter;
  coarse.on = Date{2011, 4, 1};
  CHECK(carers("1970", coarse) == not_met);
  Stay within = stay;
  within.from = Date{2011, 5, 15};
  CHECK(carers("1970", coarse, within) == unknown);
  coarse.precision = DatePrecision::year;
  coarse.on = Date{2011, 1, 1};
  CHECK(carers("1970", coarse) == unknown);
  CHECK(carers("1993-09-01", stay) == met);
  CHECK(carers("1993-09-02", stay) == not_met);
}

TEST_CASE("family: a recognised marriage ends minority for good, others do not") {
  const auto is_minor = [](const Relation& relation) {
    const CaseFile file = a_pair(Role::principal, Role::partner, relation);
    const std::vector<Member> members = file.members_on(day);
    return Family{file, members, day, BirthReading::youngest}.is_minor(1);
  };
  Relation marriage = a_relation(younger, RelationKind::partner_of, elder);
  CHECK(is_minor(marriage) == Verdict::unknown); // in what form was not recorded
  marriage.partnership = Partnership::informal;
  CHECK(is_minor(marriage) == Verdict::met);
  marriage.partnership = Partnership::marriage;
  CHECK(is_minor(marriage) == Verdict::unknown);
  marriage.is_recognised = false;
  CHECK(is_minor(marriage) == Verdict::met);
  marriage.is_recognised = true;
  CHECK(is_minor(marriage) == Verdict::not_met);
  marriage.until = Date{2011, 8, 15};
  CHECK(is_minor(marriage) == Verdict::not_met);
  marriage.until.reset();
  marriage.from = day;
  CHECK(is_minor(marriage) == Verdict::not_met);
  marriage.from = day.plus_days(1);
  CHECK(is_minor(marriage) == Verdict::met);
}

TEST_CASE("case file: a member belongs from the first day up to, not including, the last") {
  const CaseFile file = a_file(
      {{Role::principal, "1980"}, {Role::child, "2005", Date{2011, 9, 1}, Date{2011, 9, 3}}});
  CHECK(file.members_on(Date{2011, 7, 31}).empty());
  CHECK(file.members_on(Date{2011, 8, 31}).size() == 1);
  CHECK(file.members_on(Date{2011, 9, 1}).size() == 2);
  CHECK(file.members_on(Date{2011, 9, 2}).size() == 2);
  REQUIRE(file.members_on(Date{2011, 9, 3}).size() == 1);
  CHECK(file.members_on(Date{2011, 9, 3}).front().role == Role::principal);
}

TEST_CASE("case file: a member whose person is missing has an unknown age") {
  CaseFile file{CaseId{1}, 1};
  file.add(Recorded<UnitMember>{
      .id = {3},
      .row = 3,
      .recording = 1,
      .record = {CaseId{1}, PersonId{2}, Role::principal, Date{2011, 8, 1}, {}}});
  CHECK(composition_on(file, day) == Composition::unknown);
}

TEST_CASE("case file: records of any kind are kept by their kind with what was written") {
  CaseFile file{CaseId{1}, 4};
  file.add(12, 8, 3, AnyRecord{Closure{CaseId{1}, day, ClosureReason::departed}});
  REQUIRE(file.all<Closure>().size() == 1);
  const auto& closure = file.all<Closure>().front();
  CHECK(closure.row == 12);
  CHECK(closure.id == Id<Closure>{8});
  CHECK(closure.recording == 3);
  CHECK(closure->reason == ClosureReason::departed);
  CHECK(file.all<Reopening>().empty());
  CHECK(file.id() == CaseId{1});
  CHECK(file.known_at_recording() == 4);
}

TEST_CASE("case file: a record of which a code or its date was not set is refused") {
  std::mt19937 random{20110901};
  for (std::size_t kind = 0; kind < record_kinds().size(); ++kind) {
    const AnyRecord whole = generated_record(kind, random);
    CaseFile file;
    CHECK_NOTHROW(file.add(1, 1, 1, whole));
    for (const Column& column : record_kinds()[kind]->columns) {
      const bool is_told = column.kind == ColumnKind::code || column.kind == ColumnKind::date;
      if (!is_told || !column.required || !is_empty(column.default_value())) {
        continue;
      }
      CAPTURE(column.name);
      AnyRecord record = whole;
      column.set(data_of(record), Cell{});
      CHECK(code_of([&] { file.add(2, 2, 1, record); }) == "field_missing");
    }
  }
}

TEST_CASE("case file: a code that may be empty is not set where it holds `unset`") {
  const RecordKind& kind = record_kind<Portrait>();
  CHECK(find_unset(Portrait{}) == nullptr);
  CHECK(find_unset(Portrait{.role = Role::child}) == nullptr);
  CHECK(find_unset(Portrait{.role = Role::unset}) == kind.find("role"));
}

TEST_CASE("case file: a person is found by id") {
  const CaseFile file = a_file({{Role::principal, "1980"}, {Role::child, "2005"}});
  REQUIRE(file.person(PersonId{4}) != nullptr);
  CHECK(file.person(PersonId{4})->born == BirthDate::parse("2005"));
  CHECK(file.person(PersonId{3}) == nullptr);
}

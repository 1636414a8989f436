#include <initializer_list>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/records/case_file.hpp>

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
       family_with_children},
      {"parents with a grown child only", {{principal, "1960"}, {child, "1990"}}, adults},
      {"eighteen that day", {{principal, "1993-09-01"}}, single_adult},
      {"eighteen the day after", {{principal, "1993-09-02"}}, unaccompanied_minors},
      {"eighteen some day that year", {{principal, "1993"}}, unaccompanied_minors},
      {"two children alone", {{principal, "1996"}, {other_relative, "1998"}}, unaccompanied_minors},
      {"a child with an adult brother", {{principal, "1996"}, {other_relative, "1985"}}, unknown},
      {"an adult and a minor partner", {{principal, "1985"}, {partner, "1995"}}, unknown},
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

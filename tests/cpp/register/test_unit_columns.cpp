#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/register/case_files.hpp>
#include <libcase/register/unit_columns.hpp>
#include <libcase/rules/composition.hpp>

#include "support/builders.hpp"
#include "support/generated_register.hpp"
#include "support/printing.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

struct UnitRow {
  std::int64_t case_id;
  std::string composition;
  std::string rests_on;
  std::string is_here;
  std::int64_t members;
  std::int64_t minors;

  friend bool operator==(const UnitRow&, const UnitRow&) = default;
  friend std::ostream& operator<<(std::ostream& out, const UnitRow& row) {
    return out << row.case_id << " " << row.composition << " " << row.rests_on << " " << row.is_here
               << " " << row.members << " " << row.minors;
  }
};

std::vector<UnitRow> rows_of(const UnitColumns& units) {
  std::vector<UnitRow> rows;
  for (std::size_t row = 0; row < units.size(); ++row) {
    rows.push_back({.case_id = units.case_id[row],
                    .composition = std::string{code_names<Composition>[units.composition[row]]},
                    .rests_on = std::string{code_names<CompositionBasis>[units.rests_on[row]]},
                    .is_here = std::string{code_names<Verdict>[units.is_here[row]]},
                    .members = units.members[row],
                    .minors = units.minors[row]});
  }
  return rows;
}

/// The same, by the answer about each case alone.
std::vector<UnitRow> rows_by_file(const Register& reg, const std::vector<CaseId>& cases, Date on,
                                  MinorityDefinition definition,
                                  std::optional<Instant> as_known_at) {
  std::vector<UnitRow> rows;
  for (const CaseId id : cases) {
    const CaseFile file = reg.file(id, as_known_at);
    const UnitComposition unit = composition(file, on, definition);
    const auto minors = std::ranges::count_if(unit.members, [&](const MemberInUnit& member) {
      return (definition == MinorityDefinition::national ? member.is_minor : member.is_under_18) ==
             Verdict::met;
    });
    if (!unit.members.empty()) {
      rows.push_back({.case_id = id.value,
                      .composition = std::string{to_text(unit.composition)},
                      .rests_on = std::string{to_text(unit.rests_on)},
                      .is_here = std::string{to_text(UnitReading{file, on}.is_here())},
                      .members = std::ssize(unit.members),
                      .minors = minors});
    }
  }
  return rows;
}

std::vector<CaseId> all_cases(const Register& reg, std::optional<Instant> as_known_at) {
  const CaseFiles files{reg, {}, as_known_at};
  std::vector<CaseId> cases;
  for (std::size_t at = 0; at < files.size(); ++at) {
    cases.push_back(files.id(at));
  }
  return cases;
}

} // namespace

TEST_SUITE("threads") {
  TEST_CASE("unit columns: they say what the answer about each case does") {
    for (int round = 0; round < 6; ++round) {
      const auto seed = static_cast<unsigned>(std::random_device{}());
      CAPTURE(seed);
      std::mt19937 random{seed};
      const RegisterFile place = a_register_file();
      Register reg = place.open();
      RegisterGrower grower{reg, place.clock, random};
      grower.grow(200);
      const auto moment = grower.moments()[static_cast<std::size_t>(
          testing::drawn(random, static_cast<int>(grower.moments().size())))];
      for (const auto definition : {MinorityDefinition::national, MinorityDefinition::european}) {
        for (const std::optional<Instant> known :
             {std::optional<Instant>{}, std::optional{moment}}) {
          const std::vector<CaseId> cases = all_cases(reg, known);
          for (const Date on : {Date{2009, 1, 5}, Date{2010, 8, 1}, Date{2013, 12, 31}}) {
            for (const int threads : {1, 3}) {
              CAPTURE(threads);
              REQUIRE(rows_of(read_units(reg, on, definition, known, threads)) ==
                      rows_by_file(reg, cases, on, definition, known));
            }
          }
        }
      }
    }
  }
}

TEST_CASE("unit columns: who left, who is a minor by whom, and where a case has no members") {
  Register reg = a_register_without_safeguards();
  const CaseId family = reg.open_case("1", opened_on);
  const PersonId mother = reg.add_person({.born = BirthDate::parse("1970")});
  const PersonId bride = reg.add_person({.born = BirthDate::parse("1995-05-01")});
  reg.record(UnitMember{family, mother, Role::principal, opened_on});
  reg.record(UnitMember{family, bride, Role::child, opened_on});
  reg.record(Relation{.person_id = bride,
                      .kind = RelationKind::partner_of,
                      .relative_id = reg.add_person({}),
                      .from = Date{2011, 9, 1},
                      .partnership = Partnership::marriage,
                      .is_recognised = true});
  reg.open_case("nobody", opened_on);
  reg.record(a_departure(family, mother, Date{2011, 10, 1}));
  reg.record(a_departure(family, bride, Date{2011, 11, 1}));
  const auto first = [&](Date on, MinorityDefinition definition) {
    const std::vector<UnitRow> rows = rows_of(read_units(reg, on, definition));
    REQUIRE(rows.size() == 1);
    return rows.front();
  };
  using enum MinorityDefinition;
  CHECK(first(opened_on, national) ==
        UnitRow{family.value, "family_with_children", "roles_and_ages", "met", 2, 1});
  CHECK(first(Date{2011, 9, 1}, national) ==
        UnitRow{family.value, "adults", "relations", "met", 2, 0});
  CHECK(first(Date{2011, 9, 1}, european) ==
        UnitRow{family.value, "family_with_children", "roles_and_ages", "met", 2, 1});
  CHECK(first(Date{2011, 10, 2}, european) ==
        UnitRow{family.value, "unaccompanied_minors", "roles_and_ages", "met", 1, 1});
  CHECK(first(Date{2011, 11, 2}, national) ==
        UnitRow{family.value, "adults", "relations", "not_met", 2, 0});
  CHECK(read_units(reg, Date{2011, 7, 31}).size() == 0);
  CHECK(read_units(a_register(), opened_on).known_at == std::nullopt);
}

TEST_CASE("unit columns: cases out of published tables have no units") {
  Register reg = a_register_without_safeguards();
  a_case(reg);
  const std::vector<AnyRecord> group{
      AnyRecord{a_person()}, AnyRecord{Case{opened_on}},
      AnyRecord{UnitMember{CaseId{-2}, PersonId{-1}, Role::principal, opened_on}}};
  Recording writing = reg.recording({.source = Digest{1}});
  writing.record_copies(group, 10);
  writing.commit();
  CHECK(read_units(reg, opened_on).size() == 1);
}

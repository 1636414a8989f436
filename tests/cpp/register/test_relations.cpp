// What persons are to each other, and who decides for a minor: what a register takes and refuses.
#include <array>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/register/import.hpp>
#include <libcase/register/register.hpp>
#include <libcase/rules/guards.hpp>

#include "support/builders.hpp"
#include "support/errors.hpp"
#include "support/files.hpp"
#include "support/printing_records.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

const Date day{2011, 9, 1};
const Date later{2011, 10, 1};
const std::string none = "no error";

/// The code with which a record is refused.
template <class R>
std::string refusal(Register& reg, const R& record) {
  return code_of<Refused>([&] { reg.record(record); });
}

Relation related(PersonId person, RelationKind kind, PersonId relative, OpenPeriod days = {}) {
  return {.person_id = person,
          .kind = kind,
          .relative_id = relative,
          .from = days.from,
          .until = days.until};
}

Relation parent(PersonId person, PersonId child) {
  return related(person, RelationKind::parent_of, child);
}

/// A mother, her two children and her mother, none of them in a case.
struct Family {
  Register reg = a_register();
  PersonId grandmother = reg.add_person(born("1955"));
  PersonId mother = reg.add_person(born("1980"));
  PersonId daughter = reg.add_person(born("2000-05-01"));
  PersonId son = reg.add_person(born("2002"));
};

Guardianship by_nidos(PersonId minor, OpenPeriod days = {}) {
  return {.person_id = minor,
          .organisation = GuardianOrganisation::nidos,
          .appointed_in = AppointedIn::here,
          .from = days.from,
          .until = days.until};
}

} // namespace

TEST_CASE("relations: a family is recorded, whoever of it is in a case") {
  Family of;
  CHECK(refusal(of.reg, parent(of.mother, of.daughter)) == none);
  CHECK(refusal(of.reg, parent(of.mother, of.son)) == none);
  CHECK(refusal(of.reg, parent(of.grandmother, of.mother)) == none);
  CHECK(refusal(of.reg, related(of.son, RelationKind::sibling_of, of.daughter)) == none);
  Relation partners = related(of.mother, RelationKind::partner_of, of.reg.add_person(a_person()));
  partners.partnership = Partnership::marriage;
  partners.is_recognised = false;
  partners.rests_on = RelationBasis::document;
  CHECK(refusal(of.reg, partners) == none);
}

TEST_CASE("relations: a file holds the relations of its members, and who is related to them") {
  Family of;
  of.reg.record(parent(of.mother, of.daughter));
  of.reg.record(parent(of.grandmother, of.mother));
  const CaseId id = of.reg.open_case("invented", opened_on);
  of.reg.record(UnitMember{id, of.daughter, Role::principal, opened_on});
  const CaseFile file = of.reg.file(id);
  REQUIRE(file.all<Relation>().size() == 1);
  CHECK(file.all<Relation>().front()->person_id == of.mother);
  CHECK(file.person(of.mother) != nullptr);
  CHECK(file.person(of.grandmother) == nullptr);
}

TEST_CASE("relations: nobody is their own relative") {
  Family of;
  for (const auto kind :
       {RelationKind::parent_of, RelationKind::partner_of, RelationKind::sibling_of}) {
    CHECK(refusal(of.reg, related(of.son, kind, of.son)) == "relation_to_oneself");
  }
}

TEST_CASE("relations: a relation lasts a day at least") {
  Family of;
  const auto partners = [&](OpenPeriod days) {
    return related(of.mother, RelationKind::partner_of, of.reg.add_person(a_person()), days);
  };
  CHECK(refusal(of.reg, partners({.from = day, .until = day})) == "relation_ends_first");
  CHECK(refusal(of.reg, partners({.from = day, .until = later})) == none);
  CHECK(refusal(of.reg, partners({.until = day})) == none);
}

TEST_CASE("relations: the form of a partnership is told of partners alone") {
  Family of;
  Relation relation = parent(of.mother, of.son);
  relation.is_recognised = true;
  CHECK(refusal(of.reg, relation) == "partnership_of_no_partners");
  relation.is_recognised.reset();
  relation.partnership = Partnership::informal;
  CHECK(refusal(of.reg, relation) == "partnership_of_no_partners");
}

TEST_CASE("relations: two persons are one thing to each other on a day") {
  Family of;
  const auto relation = of.reg.record(
      related(of.mother, RelationKind::partner_of, of.grandmother, {.from = day, .until = later}));
  for (const auto kind :
       {RelationKind::parent_of, RelationKind::partner_of, RelationKind::sibling_of}) {
    const auto there = related(of.grandmother, kind, of.mother, {.from = day});
    const auto back = related(of.mother, kind, of.grandmother, {.until = later});
    CHECK(refusal(of.reg, there) == "relations_overlap");
    CHECK(refusal(of.reg, back) == "relations_overlap");
  }
  CHECK(refusal(of.reg, related(of.grandmother, RelationKind::partner_of, of.mother,
                                {.from = later})) == none);
  of.reg.withdraw(relation, "an error");
  CHECK(refusal(of.reg, related(of.mother, RelationKind::sibling_of, of.grandmother,
                                {.until = day})) == none);
}

TEST_CASE("relations: a parent is born before the child, as far as both births are known") {
  Family of;
  const auto code = [&](const Person& person, std::string_view child) {
    return refusal(of.reg, parent(of.reg.add_person(person), of.reg.add_person(born(child))));
  };
  const Person unknown;
  CHECK(code(born("2000-05-01"), "2000-05-02") == none);
  CHECK(code(born("2000-05-01"), "2000-05-01") == "parent_younger_than_child");
  CHECK(code(born("2000-05-02"), "2000-05-01") == "parent_younger_than_child");
  CHECK(code(born("2000"), "2000") == none);
  CHECK(code(born("2000-06"), "2000-05") == "parent_younger_than_child");
  CHECK(code(born("2001"), "2000") == "parent_younger_than_child");
  CHECK(code(unknown, "2000") == none);
}

TEST_CASE("relations: a birth date is not corrected past a child or a parent") {
  Family of;
  of.reg.record(parent(of.mother, of.daughter));
  const auto correct = [&](PersonId person, std::string_view birth) {
    return code_of<Refused>(
        [&] { of.reg.replace(person, born(birth), current_row(of.reg, person)); });
  };
  CHECK(correct(of.mother, "2001") == "parent_younger_than_child");
  CHECK(correct(of.daughter, "1979") == "parent_younger_than_child");
  CHECK(correct(of.daughter, "1999") == none);
}

TEST_CASE("relations: one begins once both are born") {
  Family of;
  const auto siblings = [&](Date from) {
    return related(of.daughter, RelationKind::sibling_of, of.son, {.from = from});
  };
  CHECK(refusal(of.reg, siblings({2001, 12, 31})) == "born_after_relation");
  CHECK(refusal(of.reg, siblings({2002, 1, 1})) == none);
}

TEST_CASE("relations: nobody is their own ancestor") {
  Register reg = a_register();
  std::vector<PersonId> line;
  for (int at = 0; at < 5; ++at) {
    line.push_back(reg.add_person({}));
  }
  for (std::size_t at = 1; at < line.size(); ++at) {
    reg.record(parent(line[at], line[at - 1]));
  }
  CHECK(refusal(reg, parent(line[0], line[4])) == "own_ancestor");
  CHECK(refusal(reg, parent(line[2], reg.add_person({}))) == none);
  CHECK(refusal(reg, parent(line[4], line[2])) == none); // a parent and great-grandparent
  Recording recording = reg.recording();
  recording.record(parent(line[0], line[4]));
  const auto found = recording.violations();
  REQUIRE(found.size() == 1);
  CHECK(found.front().table == "relations");
  CHECK(found.front().id == found.front().row);
}

TEST_CASE("relations: of a circle in one recording the relation is named that closes it") {
  const auto recorded = [](std::int64_t row, PersonId person, PersonId child) {
    return Recorded<Relation>{
        .id = {row}, .row = row, .recording = 7, .record = parent(person, child)};
  };
  const PersonId anna{1};
  const PersonId boris{2};
  const PersonId clara{3};
  const PersonId dario{4};
  const std::vector<Recorded<Relation>> circle{recorded(12, clara, anna), recorded(10, anna, boris),
                                               recorded(11, boris, clara),
                                               recorded(13, clara, dario)};
  const auto found = violations_of_relations(circle, {});
  REQUIRE(found.size() == 1);
  CHECK(found.front().code == "own_ancestor");
  CHECK(found.front().row == 12);
}

TEST_CASE("relations: of a relation and a birth date the one recorded later is named") {
  const auto person = [](std::int64_t row, std::string_view birth) {
    return Recorded<Person>{.id = {row % 10}, .row = row, .recording = row, .record = born(birth)};
  };
  const std::vector<Recorded<Relation>> relation{
      {.id = {5}, .row = 5, .recording = 5, .record = parent({1}, {2})}};
  const auto named = [&](const std::vector<Recorded<Person>>& persons) {
    const auto found = violations_of_relations(relation, persons);
    REQUIRE(found.size() == 1);
    CHECK(found.front().sentence.find("2001") == std::string::npos);
    return found.front().table + "/" + std::to_string(found.front().row);
  };
  CHECK(named({person(1, "2001"), person(2, "2000")}) == "relations/5");
  CHECK(named({person(11, "2001"), person(2, "2000")}) == "persons/11");
  CHECK(named({person(1, "2001"), person(12, "2000")}) == "persons/12");
}

TEST_CASE("relations: a guardian is a person, an organisation or not known, and never the minor") {
  Family of;
  Guardianship guardianship{.person_id = of.son};
  CHECK(refusal(of.reg, guardianship) == none);
  guardianship.guardian_id = of.grandmother;
  CHECK(refusal(of.reg, guardianship) == none);
  guardianship.organisation = GuardianOrganisation::other_institution;
  CHECK(refusal(of.reg, guardianship) == "two_guardians");
  CHECK(refusal(of.reg, Guardianship{.person_id = of.son, .guardian_id = of.son}) ==
        "own_guardian");
  CHECK(refusal(of.reg, by_nidos(of.son, {.from = day, .until = day})) ==
        "guardianship_ends_first");
}

TEST_CASE("relations: a guardian consents within the guardianship") {
  Family of;
  const auto id = of.reg.record(by_nidos(of.son, {.from = day, .until = later}));
  const auto answered = [&](Date on) {
    return GuardianConsent{.guardianship_id = id,
                           .subject = ConsentSubject::returning,
                           .on = on,
                           .answer = ConsentAnswer::given};
  };
  CHECK(refusal(of.reg, answered(day)) == none);
  CHECK(refusal(of.reg, answered(day.plus_days(-1))) == "consent_outside_guardianship");
  CHECK(refusal(of.reg, answered(later)) == "consent_outside_guardianship");
  const auto moved = by_nidos(of.son, {.from = day.plus_days(1)});
  CHECK(code_of<Refused>([&] { of.reg.replace(id, moved, current_row(of.reg, id)); }) ==
        "consent_outside_guardianship");
}

TEST_CASE("relations: a file holds the guardianship of its minor, the consents and the view") {
  Family of;
  const CaseId id = of.reg.open_case("invented", opened_on);
  of.reg.record(UnitMember{id, of.son, Role::principal, opened_on});
  const auto guardianship = of.reg.record(
      Guardianship{.person_id = of.son, .guardian_id = of.grandmother, .from = opened_on});
  of.reg.record(
      GuardianConsent{guardianship, ConsentSubject::returning, day, ConsentAnswer::withheld});
  of.reg.record(MinorView{of.son, day, ViewOfReturn::objects, HeardBy::guardian});
  const CaseFile file = of.reg.file(id);
  CHECK(file.all<Guardianship>().size() == 1);
  CHECK(file.all<GuardianConsent>().size() == 1);
  CHECK(file.all<MinorView>().size() == 1);
  CHECK(file.person(of.grandmother) != nullptr);
}

TEST_CASE("relations: who asked for asylum is not recorded as one who never did") {
  Family of;
  CHECK(refusal(of.reg, NoAsylumClaim{of.mother, day}) == none);
  CHECK(refusal(of.reg, AsylumProcedure{.person_id = of.mother, .applied_on = later}) == none);
  CHECK(refusal(of.reg, AsylumProcedure{.person_id = of.mother, .applied_on = day}) ==
        "asylum_was_asked_for");
  CHECK(refusal(of.reg, NoAsylumClaim{of.mother, later}) == "asylum_was_asked_for");
  CHECK(refusal(of.reg, NoAsylumClaim{of.son, later}) == none);
}

TEST_CASE("relations: a vulnerability lasts a day at least") {
  Family of;
  const auto pregnancy = [&](std::optional<Date> until) {
    return Vulnerability{.person_id = of.mother,
                         .ground = VulnerabilityGround::pregnancy,
                         .from = day,
                         .until = until,
                         .found_by = VulnerabilityFinder::professional};
  };
  CHECK(refusal(of.reg, pregnancy({})) == none);
  CHECK(refusal(of.reg, pregnancy(later)) == none);
  CHECK(refusal(of.reg, pregnancy(day)) == "vulnerability_ends_first");
}

TEST_CASE("relations: what is chosen is cash or in kind") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto application =
      reg.record(Application{.case_id = one.id, .programme = ProgrammeCode{"HRT"}, .on = day});
  CHECK(refusal(reg, SupportChoice{application, one.person, day, Support::cash}) == none);
  CHECK(refusal(reg, SupportChoice{application, one.person, day, Support::service}) ==
        "choice_of_service");
  CHECK(reg.file(one.id).all<SupportChoice>().size() == 1);
}

TEST_CASE("relations: an import takes those that can be, whatever the order of rows and files") {
  Register reg = a_register();
  const Folder folder;
  folder.write("persons.csv", "reference,born\nP1,1980\nP2,2001\nP3,2003\nP4,2004\n");
  folder.write("relations.csv", "reference,person,kind,relative,partnership,rests_on\n"
                                "R1,P1,parent_of,P2,,dna\n"
                                "R2,P3,parent_of,P2,,statement\n"
                                "R3,P3,sibling_of,P3,,\n"
                                "R4,P2,parent_of,P1,,\n"
                                "R5,P2,sibling_of,P4,,document\n");
  folder.write("guardian_consents.csv", "guardianship,subject,on,answer\n"
                                        "G1,returning,2011-09-01,given\n"
                                        "G1,returning,2011-08-31,given\n");
  folder.write("guardianships.csv", "reference,person,organisation,appointed_in,from\n"
                                    "G1,P3,nidos,here,2011-09-01\n");
  const auto summary = import_records(reg, std::array{folder.path()});
  CHECK(summary.added ==
        std::map<std::string, std::int64_t>{
            {"guardian_consents", 1}, {"guardianships", 1}, {"persons", 4}, {"relations", 2}});
  CHECK(summary.rejected == std::map<std::string, std::int64_t>{{"consent_outside_guardianship", 1},
                                                                {"parent_younger_than_child", 1},
                                                                {"relation_to_oneself", 1},
                                                                {"relations_overlap", 1}});
}

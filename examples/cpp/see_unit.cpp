// A family of which the father leaves first, and the daughter turns 18 before the others leave.
//
// Shows: what the unit is on each day that matters, who is who in it, and how old somebody is by
// all that was found of it. All persons are invented.
#include <iostream>

#include <libcase/libcase.hpp>

using namespace libcase;

namespace {

void print(const UnitComposition& unit) {
  std::cout << unit.on.to_string() << ": " << to_text(unit.composition) << ", by "
            << to_text(unit.rests_on) << "\n";
  for (const MemberInUnit& member : unit.members) {
    std::cout << "  " << member.who.in(Language::en) << ": " << to_text(member.category) << "\n";
  }
  for (const LocalizedText& why : unit.why) {
    std::cout << "  " << why.in(Language::en) << "\n";
  }
}

} // namespace

int main() {
  auto reg = Register::open(":memory:", {.actor = "example"});
  const Date opened_on{2011, 8, 1};
  const CaseId family = reg.open_case("EXAMPLE-3", opened_on);
  const auto add = [&](const char* born, Role role) {
    const PersonId person = reg.add_person({.born = BirthDate::parse(born)});
    reg.record(UnitMember{family, person, role, opened_on});
    return person;
  };
  const PersonId father = add("1970", Role::principal);
  add("1972", Role::partner);
  const PersonId daughter = add("1993-10", Role::child);
  reg.record(Application{family, ProgrammeCode{"HRT"}, Date{2011, 8, 10}});
  reg.record(Departure{.case_id = family,
                       .person_id = father,
                       .on = Date{2011, 9, 10},
                       .mode = DepartureMode::voluntary});

  const CaseFile file = reg.file(family);
  for (const OccasionComposition& one : compositions(file)) {
    std::cout << to_text(one.occasion) << ", ";
    print(one.unit);
  }
  print(composition(file, Date{2011, 10, 15}));
  print(composition(file, Date{2011, 11, 1}));

  reg.record(AgeAssessment{.person_id = daughter,
                           .on = Date{2011, 11, 1},
                           .method = AgeMethod::medical,
                           .born = BirthDate::parse("1994-06-01"),
                           .margin_months = 6});
  const Age age = age_of(reg.file(family), daughter, Date{2011, 11, 1});
  std::cout << "the daughter, by all that was found: " << *age.least << " to " << *age.most
            << ", a minor to the safeguards: " << to_text(age.is_minor) << "\n";

  const UnitColumns units = read_units(reg, opened_on); // of all cases
  std::cout << units.size() << " unit that day, of " << units.members.front() << " persons\n";
}

// A family with two children: what the rules of two programmes say of it in August 2011, and why.
//
// Shows: the shipped programmes, recording what their rules ask for, and reading an answer. All
// persons are invented. What the rules say is an indication.
#include <array>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include <libcase/libcase.hpp>

using namespace libcase;

namespace {

CaseId record_family(Register& reg) {
  const auto family = reg.open_case("EXAMPLE-1", Date{2011, 8, 1});
  struct Member {
    Role role;
    const char* born;
  };
  constexpr std::array members{Member{Role::principal, "1975"}, Member{Role::partner, "1978"},
                               Member{Role::child, "2003-05-17"},
                               Member{Role::child, "2006-11-02"}};
  std::vector<PersonId> persons;
  for (const auto& [role, born] : members) {
    persons.push_back(
        reg.add_person({.born = BirthDate::parse(born), .nationality = Country{"IRQ"}}));
    reg.record(UnitMember{family, persons.back(), role, Date{2011, 8, 1}});
  }
  reg.record(AsylumProcedure{.person_id = persons[0],
                             .applied_on = Date{2009, 2, 3},
                             .first_decided_on = Date{2009, 9, 1},
                             .first_decision = AsylumDecision::refused});
  reg.record(Permission{.case_id = family, .on = Date{2011, 8, 15}, .is_granted = true});
  for (const PersonId adult : {persons[0], persons[1]}) {
    reg.record(Consent{.person_id = adult,
                       .on = Date{2011, 8, 15},
                       .ends_procedures = true,
                       .allows_data_exchange = true});
  }
  return family;
}

} // namespace

int main() {
  auto reg = Register::open(":memory:", {.actor = "example"});
  const CaseId family = record_family(reg);
  const Date august{2011, 8, 20};

  const Catalogue catalogue = Catalogue::shipped();
  const Assessment answer =
      assess(catalogue["AVR-FC"], reg.file(family), august, earlier_files(reg, family));
  std::cout << to_text(answer.outcome) << ", " << answer.entitlement.total.to_string() << '\n';
  for (const EntitlementLine& line : answer.entitlement.lines) {
    std::cout << "  " << to_text(line.support) << " for person " << line.person_id->value << ": "
              << (line.amount ? line.amount->to_string() : "not known") << " (" << line.source
              << ")\n";
  }

  // The whole explanation is a letter; here is what is not known yet, and what would settle it.
  std::istringstream letter{explain(assess(catalogue["HRT"], reg.file(family), august))};
  for (std::string line; std::getline(letter, line);) {
    if (line.starts_with("Outcome") || line.starts_with("- Unknown")) {
      std::cout << line << '\n';
    }
  }
}

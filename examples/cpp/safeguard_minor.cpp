// A boy of 15 returns alone: what must be on record first, and what is left to do afterwards.
//
// Shows: asking beforehand what is missing, a departure that the register refuses, the records that
// meet what is asked, and the work on minors. All persons are invented. What the rules ask is an
// indication.
#include <array>
#include <iostream>

#include <libcase/libcase.hpp>

using namespace libcase;

namespace {

void print(const Safeguards& asked) {
  std::cout << "a minor: " << to_text(asked.is_minor)
            << ", accompanied: " << to_text(asked.is_accompanied) << "\n";
  for (const SafeguardFinding& finding : asked.findings) {
    if (finding.verdict != Verdict::met) {
      std::cout << "  missing: " << finding.text.in(Language::en) << " (" << finding.settled_by
                << ")\n    source: " << finding.source << "\n";
    }
  }
  std::cout << "may leave on " << asked.on.to_string() << ": " << (asked.may_leave ? "yes" : "no")
            << "\n";
}

/// What is to be seen to for minors on 4 July and is due before a day.
void print_work(const Register& reg, Date until) {
  const auto work =
      due(reg, Catalogue::shipped(), Date{2011, 7, 4}, until, {.kinds = {WorkKind::minors}});
  std::cout << "to see to before " << until.to_string() << ": " << work.size() << "\n";
  for (const DueItem& row : work) {
    std::cout << "  " << row.code << ", due on " << row.on.to_string() << " (" << *row.settled_by
              << ")\n";
  }
}

} // namespace

int main() {
  auto reg = Register::open(":memory:", {.actor = "example"});
  const Date opened_on{2011, 5, 2};
  const Date heard_on{2011, 5, 20};
  const Date leaves_on{2011, 6, 27};
  const Country angola{"AGO"};
  const CaseId id = reg.open_case("EXAMPLE-4", opened_on);
  const PersonId boy = reg.add_person(
      {.sex = Sex::male, .born = BirthDate::exact({1996, 2, 10}), .nationality = angola});
  reg.record(UnitMember{id, boy, Role::principal, opened_on});
  reg.record(Application{id, ProgrammeCode{"REAN"}, opened_on, angola});
  print(safeguards(reg.file(id), boy, leaves_on));

  const Departure departure{.case_id = id,
                            .person_id = boy,
                            .on = leaves_on,
                            .destination = angola,
                            .mode = DepartureMode::voluntary};
  try {
    reg.record(departure);
  } catch (const Refused& refusal) {
    std::cout << "refused (" << refusal.code() << "): " << refusal.what() << "\n";
  }

  const GuardianshipId guardianship =
      reg.record(Guardianship{.person_id = boy,
                              .organisation = GuardianOrganisation::nidos,
                              .appointed_in = AppointedIn::here,
                              .from = Date{2009, 9, 1}});
  reg.record_all(std::array<AnyRecord, 4>{
      GuardianConsent{guardianship, ConsentSubject::returning, heard_on, ConsentAnswer::given},
      MinorView{boy, heard_on, ViewOfReturn::wants_to_return, HeardBy::guardian},
      BestInterestsDecision{boy, Date{2011, 6, 1}, BestInterestsOutcome::in_favour_of_return},
      ReceptionArrangement{.person_id = boy,
                           .kind = ReceptionKind::family,
                           .on = Date{2011, 6, 6},
                           .country = angola,
                           .carer_is_willing = true,
                           .carer_is_able = true,
                           .confirmed_on = Date{2011, 6, 14},
                           .has_address = true}});
  print(safeguards(reg.file(id), boy, leaves_on));

  reg.record(departure); // with the gate that it went through
  const CaseFile file = reg.file(id);
  const auto& gate = file.all<DepartureGate>().front();
  const bool is_ours = gate->rules_digest == SafeguardRules::shipped()->digest;
  std::cout << "left, judged by the rules of libcase: " << (is_ours ? "yes" : "no") << "\n";

  print_work(reg, Date{2011, 7, 18});
  reg.record(HandOver{id, boy, leaves_on, ReceivedBy::relative});
  print_work(reg, Date{2011, 7, 18});
  print_work(reg, Date{2011, 10, 1}); // a first visit is due after 90 days
}

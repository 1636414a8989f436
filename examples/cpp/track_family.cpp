// A family from application to departure, with a step that the register refuses.
//
// Shows: opening a register, recording a case step by step, correcting a record, reading a refusal
// and asking who is in the unit. All persons are invented.
#include <iostream>

#include <libcase/libcase.hpp>

using namespace libcase;

int main() {
  auto reg = Register::open(":memory:", {.actor = "example"});

  const auto family = reg.open_case("EXAMPLE-1", Date{2011, 8, 15});
  const auto mother = reg.add_person(
      {.sex = Sex::female, .born = BirthDate::parse("1980"), .nationality = Country{"IRQ"}});
  const auto son = reg.add_person(
      {.sex = Sex::male, .born = BirthDate::exact({2004, 2, 29}), .nationality = Country{"IRQ"}});
  reg.record(UnitMember{family, mother, Role::principal, Date{2011, 8, 15}});
  const auto membership = reg.record(UnitMember{family, son, Role::child, Date{2011, 10, 1}});

  const auto application =
      reg.record(Application{family, ProgrammeCode{"AVR-FC"}, Date{2011, 8, 20}});
  const auto award =
      reg.record(Award{.case_id = family, .application_id = application, .on = Date{2011, 9, 5}});
  reg.record(
      AwardLine{award, mother, ProgrammeCode{"AVR-FC"}, Support::cash, Money::euro_cents(175'000)});

  const auto depart = [&](PersonId person) {
    return Departure{.case_id = family,
                     .person_id = person,
                     .on = Date{2011, 9, 20},
                     .destination = Country{"IRQ"},
                     .mode = DepartureMode::voluntary,
                     .assisted_by = AssistedBy::iom,
                     .established_by = EstablishedBy::implementer_report,
                     .left_from = PlaceKind::vbl};
  };
  reg.record(depart(mother));
  try {
    reg.record(depart(son));
  } catch (const Refused& refusal) {
    std::cout << "refused (" << refusal.code() << "): " << refusal.what() << "\n";
  }

  const auto versions = reg.history(membership);
  auto corrected = std::get<UnitMember>(versions.back().record);
  corrected.from = Date{2011, 8, 15};
  reg.replace(membership, corrected, versions.back().row, "typing error in the date");
  reg.record(AwardLine{award, son, ProgrammeCode{"AVR-FC"}, Support::in_kind});
  reg.record(depart(son));
  reg.record(Closure{family, Date{2011, 9, 20}, ClosureReason::departed});

  const auto file = reg.file(family);
  std::cout << "unit on 2011-09-19: " << to_text(composition_on(file, Date{2011, 9, 19})) << "\n";
  for (const auto& departure : file.all<Departure>()) {
    std::cout << "left on " << departure->on.to_string() << " for "
              << departure->destination->name_en() << ", " << to_text(departure->mode) << "\n";
  }
  std::cout << "register is sound: " << (verify(reg).is_sound() ? "yes" : "no") << "\n";
}

#include <iostream>

#include <libcase/libcase.hpp>

int main() {
  using namespace libcase;
  auto reg = Register::open(":memory:", {.actor = "intake"});
  const auto dossier = reg.open_case("2011-0815", Date{2011, 8, 15});
  const auto person = reg.add_person({.sex = Sex::female, .born = BirthDate::parse("1980-03")});
  reg.record(UnitMember{dossier, person, Role::principal, Date{2011, 8, 15}});
  try {
    reg.record(Departure{dossier, person, Date{2011, 8, 1}, DatePrecision::day, Country{"IRQ"},
                         DepartureMode::voluntary, AssistedBy::iom});
  } catch (const Refused& refusal) {
    std::cout << refusal.code() << '\n';
  }
  std::cout << to_text(composition_on(reg.file(dossier), Date{2011, 9, 1})) << '\n';
}

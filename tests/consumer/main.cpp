#include <iostream>

#include <libcase/libcase.hpp>

int main() {
  using namespace libcase;
  auto reg = Register::open(":memory:", {.actor = "consumer"});
  const auto case_id = reg.open_case("EXAMPLE-1", Date{2011, 8, 15});
  const auto person_id = reg.add_person({.born = BirthDate::parse("1980-03")});
  reg.record(UnitMember{case_id, person_id, Role::principal, Date{2011, 8, 15}});

  const Period month = Period::parse("2011-08");
  const Date last_day = month.until().plus_days(-1);
  std::cout << month.to_string() << ' ' << to_text(composition_on(reg.file(case_id), last_day))
            << (verify(reg).is_sound() ? " sound" : " tampered with") << '\n';
}

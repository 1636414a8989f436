#include <iostream>

#include <libcase/records/case_file.hpp>
#include <libcase/vocabulary/period.hpp>

int main() {
  using namespace libcase;
  const PersonId anna{2};
  CaseFile file{CaseId{1}, 1};
  file.add(Recorded<Person>{
      .id = anna, .row = 2, .recording = 1, .record = {.born = BirthDate::parse("1980-03")}});
  file.add(Recorded<UnitMember>{.id = {3},
                                .row = 3,
                                .recording = 1,
                                .record = {CaseId{1}, anna, Role::principal, Date{2011, 8, 15}}});
  const Period month = Period::parse("2011-08");
  std::cout << month.to_string() << ' '
            << to_text(composition_on(file, month.until().plus_days(-1))) << '\n';
}

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/records/age.hpp>
#include <libcase/records/family.hpp>

#include "support/case_file_builder.hpp"
#include "support/printing_records.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

const Date day{2011, 9, 1};
constexpr PersonId somebody{2};
constexpr PersonId spouse{50};

CaseFileBuilder somebody_born(const char* born) {
  CaseFileBuilder file;
  file.count_on_from(2).with_member(somebody.value, born, Role::principal, Date{2011, 8, 1});
  return file.count_on_from(100);
}

AgeAssessment an_assessment(const char* born, Date on = Date{2011, 8, 15}) {
  return {.person_id = somebody,
          .on = on,
          .method = AgeMethod::multidisciplinary,
          .born = BirthDate::parse(born)};
}

Age age_in(const CaseFile& file) {
  return age_of(file, somebody, day);
}

} // namespace

TEST_CASE("age: it names the records that it rests on") {
  CHECK(age_in(somebody_born("")).rests_on.empty());
  CHECK(age_in(somebody_born("1993")).rests_on == std::vector<RecordId>{{2}});
  CHECK(age_in(somebody_born("1993").with(an_assessment("1990"))).rests_on ==
        std::vector<RecordId>{{2}, {101}});
  const AgeDispute dispute{somebody, Date{2011, 8, 20}, Date{2011, 8, 30},
                           BirthDate::parse("1992")};
  CHECK(age_in(somebody_born("1993").with(an_assessment("1990")).with(dispute)).rests_on ==
        std::vector<RecordId>{{102}});
  const Relation marriage{.person_id = spouse,
                          .kind = RelationKind::partner_of,
                          .relative_id = somebody,
                          .from = Date{2010, 1, 1},
                          .partnership = Partnership::marriage,
                          .is_recognised = true};
  CHECK(age_in(somebody_born("1994").with(marriage)).rests_on == std::vector<RecordId>{{2}, {101}});
  CHECK(age_in(somebody_born("1980").with(marriage)).rests_on == std::vector<RecordId>{{2}});
}

TEST_CASE("age: a margin that would leave the calendar ends with it") {
  AgeAssessment assessment = an_assessment("1990");
  assessment.margin_months = 4'000'000'000;
  const Age age = age_in(somebody_born("").with(assessment));
  CHECK(age.least == 0);
  CHECK(age.most == 611);
  CHECK(age.is_minor == Verdict::met);
}

TEST_CASE("age: a member is a minor to the safeguards as to a family by the youngest reading") {
  const CaseFile file = somebody_born("1992").with(an_assessment("1994")).file();
  const std::vector<Member> members = file.members_on(day);
  CHECK(is_minor_for_safeguards(file, somebody, day) == Verdict::met);
  CHECK(Family{file, members, day, BirthReading::youngest}.is_minor(0) == Verdict::met);
  CHECK(Family{file, members, day, BirthReading::interval}.is_minor(0) == Verdict::not_met);
}

TEST_CASE("age: of whom the file does not hold nothing is known") {
  const Age age = age_of(somebody_born("1993"), PersonId{77}, day);
  CHECK_FALSE(age.least);
  CHECK_FALSE(age.most);
  CHECK(age.is_minor == Verdict::unknown);
}

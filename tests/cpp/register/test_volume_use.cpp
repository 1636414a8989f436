#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/register/volume_use.hpp>
#include <libcase/rules/catalogue.hpp>
#include <libcase/vocabulary/errors.hpp>

#include "support/builders.hpp"
#include "support/printing.hpp"
#include "support/programmes.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

/// Rules of 2012 with these volumes.
Programme with_volumes(const std::string& volumes) {
  return a_programme(R"("volumes": [)" + volumes + "]");
}

/// Awards lines of the programme to persons: the amount of each, empty where there is none. All is
/// given by the next day.
void award(Register& reg, CaseId id, const Programme& programme, Date on,
           const std::vector<std::pair<PersonId, std::optional<Money>>>& lines) {
  Recording recording = reg.recording();
  const AwardId awarded = recording.record(Award{.case_id = id, .on = on});
  for (const auto& [person, amount] : lines) {
    recording.record(AwardLine{.award_id = awarded,
                               .person_id = person,
                               .programme = programme.code,
                               .support = Support::cash,
                               .amount = amount});
  }
  recording.record(AwardEnd{awarded, on.plus_days(1), AwardEndKind::used, "all was given"});
  recording.commit();
}

} // namespace

TEST_CASE("volumes: awards use what is planned for all, each person once") {
  const std::string source = R"({"source": "made up", "certainty": "stated"})";
  Programme programme =
      with_volumes(R"({"kind": "plan", "text": {"en": "persons"}, "count": 2, "source": )" +
                   source + R"(}, {"kind": "subsidy_ceiling", "text": {"en": "a year"},
      "is_yearly": true, "amount": {"euro": "1000", "source": "made up", "certainty": "stated"}},
      {"kind": "quota", "text": {"en": "nobody found how many"}, "source": )" +
                   source + "}");
  programme.versions.front().until->date = Date{2014, 1, 1};
  const FixedClock clock;
  clock.move_to(Date{2015, 1, 1});
  Register reg = a_register(clock);
  const CaseId id = reg.open_case("1", Date{2004, 1, 1});
  const auto a_member_of_it = [&] {
    const PersonId person = reg.add_person(Person{});
    reg.record(UnitMember{id, person, Role::other_relative, Date{2004, 1, 1}});
    return person;
  };
  const PersonId anna = a_member_of_it();
  const PersonId boris = a_member_of_it();
  const PersonId clara = a_member_of_it();

  SUBCASE("nothing is used before there are awards") {
    const std::vector<VolumeUse> uses = volume_use(reg, programme);
    REQUIRE(uses.size() == 3);
    CHECK(uses[0].persons_left() == 2);
    CHECK_FALSE(uses[0].amount_left());
    CHECK(uses[1].amount_left() == Money::euro_cents(1000'00));
    CHECK_FALSE(uses[1].year);
    CHECK_FALSE(uses[1].persons_left());
    CHECK_FALSE(uses[2].persons_left());
  }
  SUBCASE("it is told for each year in which there are some, and may be exceeded") {
    award(reg, id, programme, {2012, 3, 1},
          {{anna, Money::euro_cents(600'01)}, {anna, {}}, {boris, Money::euro_cents(400'00)}});
    award(reg, id, programme, {2013, 3, 1},
          {{anna, Money::euro_cents(1)}, {clara, Money{700, Currency{"USD"}}}});
    const std::vector<VolumeUse> uses = volume_use(reg, programme);
    REQUIRE(uses.size() == 4);
    CHECK(uses[0].persons == 3);
    CHECK(uses[0].persons_left() == -1);
    CHECK(uses[1].year == 2012);
    CHECK(uses[1].awarded == Money::euro_cents(1000'01));
    CHECK(uses[1].amount_left() == Money::euro_cents(-1));
    CHECK(uses[1].other_lines == 1);
    CHECK(uses[2].year == 2013);
    CHECK(uses[2].amount_left() == Money::euro_cents(999'99));
    CHECK(uses[2].other_lines == 1);
    CHECK(uses[3].persons == 3);
  }
  SUBCASE("awards of other days or programmes use nothing of it") {
    award(reg, id, programme, {2004, 3, 1}, {{anna, Money::euro_cents(1)}});
    Programme other = programme;
    other.code = ProgrammeCode{"OTHER"};
    award(reg, id, other, {2012, 3, 1}, {{anna, Money::euro_cents(1)}});
    CHECK(volume_use(reg, programme)[0].persons == 0);
  }
}

TEST_CASE("volumes: a figure is of persons or money, with its source") {
  const auto problem = [](const std::string& volume) -> std::string {
    try {
      with_volumes(R"({"kind": "goal", "text": {"en": "a"})" + volume + "}");
      return {};
    } catch (const InvalidValue& error) {
      return error.what();
    }
  };
  const std::string source = R"("source": {"source": "made up", "certainty": "stated"})";
  const std::string amount = R"("amount": {"euro": "1", "source": "x", "certainty": "stated"})";
  CHECK(problem(", " + amount).empty());
  CHECK(problem(", " + source).empty());
  CHECK(problem(R"(, "count": 5, )" + source).empty());
  CHECK(problem(R"(, "count": 5)").find("expected the key source beside a count") !=
        std::string::npos);
  CHECK(problem("").find("expected the key source") != std::string::npos);
  CHECK(problem(R"(, "count": 5, )" + amount).find("one of the keys amount and count") !=
        std::string::npos);
  CHECK(problem(", " + amount + ", " + source).find("the source of an amount within it") !=
        std::string::npos);
}

TEST_CASE("volumes: those of the shipped programmes are goals, plans and ceilings of subsidies") {
  const Catalogue shipped = Catalogue::shipped();
  const auto first = [&](const std::string& code, std::size_t version) {
    return shipped[code].versions.at(version).volumes.at(0);
  };
  CHECK(first("DIR", 0).kind == VolumeKind::goal);
  CHECK(first("DIR", 0).count == 30);
  CHECK(first("HRT", 1).kind == VolumeKind::plan);
  CHECK(first("HRT", 1).count == 3820);
  CHECK(first("OZV", 0).kind == VolumeKind::subsidy_ceiling);
  CHECK(first("OZV", 0).is_yearly);
  CHECK(first("BLUE-BIRDS", 0).count == 160);
  CHECK(shipped["BLUE-BIRDS"].movement == Movement::labour_migration);
}

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/exchange/json.hpp>
#include <libcase/register/case_files.hpp>

#include "support/builders.hpp"
#include "support/errors.hpp"
#include "support/generated_register.hpp"
#include "support/printing.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

template <class R>
std::string line_of(const Recorded<R>& recorded) {
  return std::string{record_kind<R>().table} + " " + std::to_string(recorded.row) + " " +
         std::to_string(recorded.id.value) + " " + std::to_string(recorded.recording) + " " +
         to_json(AnyRecord{recorded.record});
}

/// All of a file, a line each record, with what it has of other cases.
std::vector<std::string> lines_of(const CaseFile& file) {
  std::vector<std::string> lines{"case " + std::to_string(file.id().value) + " at " +
                                 std::to_string(file.known_at_recording())};
  const auto add = [&](const auto& recorded) { lines.push_back(line_of(recorded)); };
  file.for_each(add);
  lines.emplace_back("elsewhere");
  std::ranges::for_each(file.elsewhere().departures, add);
  std::ranges::for_each(file.elsewhere().reappearances, add);
  std::ranges::for_each(file.elsewhere().memberships, add);
  return lines;
}

std::vector<std::string> lines_of(const std::vector<CaseFile>& files) {
  std::vector<std::string> lines;
  for (const CaseFile& file : files) {
    const auto more = lines_of(file);
    lines.insert(lines.end(), more.begin(), more.end());
  }
  return lines;
}

std::vector<CaseId> ids_of(const std::vector<CaseFile>& files) {
  std::vector<CaseId> ids;
  std::ranges::transform(files, std::back_inserter(ids), &CaseFile::id);
  return ids;
}

void check_all_files(const Register& reg, std::optional<Instant> as_known_at, int threads) {
  const CaseFiles files{reg, {}, as_known_at, threads};
  for (std::size_t at = 0; at < files.size(); ++at) {
    const CaseId id = files.id(at);
    REQUIRE(lines_of(files.file(at)) == lines_of(reg.file(id, as_known_at)));
    REQUIRE(lines_of(files.earlier_files(at)) == lines_of(earlier_files(reg, id, as_known_at)));
  }
}

} // namespace

TEST_SUITE("threads") {
  TEST_CASE("case files: they hold what the register's own files do, now and as known before") {
    for (int round = 0; round < 12; ++round) {
      const auto seed = static_cast<unsigned>(std::random_device{}());
      CAPTURE(seed);
      std::mt19937 random{seed};
      const RegisterFile place = a_register_file();
      Register reg = place.open();
      RegisterGrower grower{reg, place.clock, random};
      grower.grow(150);
      check_all_files(reg, std::nullopt, 3);
      check_all_files(reg, std::nullopt, 1);
      for (int time = 0; time < 3; ++time) {
        const auto moment = static_cast<std::size_t>(
            testing::drawn(random, static_cast<int>(grower.moments().size())));
        check_all_files(reg, grower.moments()[moment], 2);
      }
      check_all_files(place.open_read_only(), std::nullopt, 2);
    }
  }
}

TEST_CASE("case files: a register in memory is read through its own connection") {
  const auto seed = static_cast<unsigned>(std::random_device{}());
  CAPTURE(seed);
  std::mt19937 random{seed};
  const FixedClock clock;
  Register reg = a_register(clock);
  RegisterGrower grower{reg, clock, random};
  grower.grow(300);
  check_all_files(reg, std::nullopt, 4);
  CHECK(CaseFiles{reg}.size() <= grower.cases().size());
}

TEST_CASE("case files: all kinds of records are read") {
  Register reg = a_register();
  const auto ids = record_one_of_each(reg, Fill::all_members);
  const CaseFiles files{reg};
  REQUIRE(files.size() == 1);
  CHECK(lines_of(files.file(0)) ==
        lines_of(reg.file(CaseId{ids.at(record_kind<Case>().table).value})));
}

TEST_CASE("case files: they tell of other cases where somebody was found here, or receives") {
  const FixedClock clock;
  Register reg = a_register_without_safeguards(clock);
  const ACase earlier = a_case(reg, "earlier");
  const ACase later = a_case(reg, "later");
  reg.record(UnitMember{later.id, earlier.person, Role::partner, opened_on});
  const auto left = reg.record(a_departure(earlier.id, earlier.person, Date{2011, 9, 1}));
  const auto files_say = [&](CaseId id, std::size_t departures, std::size_t reappearances,
                             std::size_t memberships) {
    const CaseFile own = reg.file(id);
    CHECK(own.elsewhere().departures.size() == departures);
    CHECK(own.elsewhere().reappearances.size() == reappearances);
    CHECK(own.elsewhere().memberships.size() == memberships);
    check_all_files(reg, std::nullopt, 1);
  };
  files_say(later.id, 0, 0, 0); // nobody was found here
  clock.move_to(Date{2012, 2, 1});
  reg.record(Reappearance{earlier.person, Date{2011, 9, 20}, ReappearanceCause::entered_again});
  files_say(later.id, 1, 0, 0);
  files_say(earlier.id, 0, 0, 0);
  CHECK(reg.file(later.id).elsewhere().departures.front().id == left);
  CHECK(reg.file(later.id, end_of(Date{2012, 1, 31})).elsewhere().departures.empty());
  const std::array<const RecordKind*, 1> stays{&record_kind<Stay>()};
  CHECK(reg.file(later.id, {}, stays).elsewhere().departures.empty());

  const ACase alone = a_case(reg, "alone", born("2000"));
  reg.record(ReceptionArrangement{.person_id = alone.person,
                                  .kind = ReceptionKind::family,
                                  .carer_id = earlier.person,
                                  .on = Date{2011, 9, 25}});
  files_say(alone.id, 1, 1, 2);
}

TEST_CASE("case files: they hold the kinds that were asked for, found through others") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto award = reg.record(Award{.case_id = one.id, .on = opened_on});
  reg.record(AwardLine{award, one.person, ProgrammeCode{"HRT"}, Support::cash});
  const auto project = reg.record(
      Project{.organisation = "X", .framework = ProgrammeCode{"SDT"}, .granted_on = opened_on});
  reg.record(
      Participation{.person_id = one.person, .project_id = project, .submitted_on = opened_on});
  reg.record(Stay{.person_id = one.person, .place = PlaceKind::detention, .from = opened_on});
  const std::array<const RecordKind*, 2> kinds{&record_kind<AwardLine>(), &record_kind<Project>()};
  const CaseFiles files{reg, kinds};
  const CaseFile file = files.file(0);
  CHECK(file.all<AwardLine>().size() == 1);
  CHECK(file.all<Project>().size() == 1);
  CHECK(file.all<Person>().size() == 1);
  CHECK(file.all<UnitMember>().size() == 1);
  CHECK(file.all<Case>().size() == 1);
  CHECK(file.all<Award>().empty());
  CHECK(file.all<Participation>().empty());
  CHECK(file.all<Stay>().empty());
}

TEST_CASE("case files: a project stands in the file of each case whose members take part in it") {
  Register reg = a_register();
  const ACase one = a_case(reg, "1");
  const ACase other = a_case(reg, "2");
  const ACase third = a_case(reg, "3");
  const auto project = reg.record(
      Project{.organisation = "X", .framework = ProgrammeCode{"SDT"}, .granted_on = opened_on});
  for (const ACase* taking_part : {&one, &other}) {
    reg.record(Participation{
        .person_id = taking_part->person, .project_id = project, .submitted_on = opened_on});
  }
  const CaseFiles files{reg};
  CHECK(files.file(0).all<Project>().size() == 1);
  CHECK(files.file(1).all<Project>().size() == 1);
  CHECK(files.file(2).all<Project>().empty());
  CHECK(files.id(2) == third.id);
}

TEST_CASE("case files: an empty register has none, and cases are in order of writing") {
  Register reg = a_register();
  CHECK(CaseFiles{reg}.size() == 0);
  const ACase first = a_case(reg, "1");
  const ACase second = a_case(reg, "2");
  reg.replace(first.id, Case{opened_on.plus_days(-1)}, current_row(reg, first.id));
  const CaseFiles files{reg};
  REQUIRE(files.size() == 2);
  CHECK(files.id(0) == first.id);
  CHECK(files.id(1) == second.id);
  CHECK(files.file(0).all<Case>().at(0)->opened_on == opened_on.plus_days(-1));
}

TEST_CASE("case files: a recording that is under way is not read") {
  Register reg = a_register();
  const Recording writing = reg.recording();
  CHECK(code_of<WrongState>([&] { CaseFiles{reg}; }) == "recording_under_way");
}

TEST_CASE("case files: earlier files are those of other cases of its members, each once") {
  Register reg = a_register();
  const ACase one = a_case(reg, "1");
  const PersonId child = a_member(reg, one.id, Role::child, "2003");
  const ACase other = a_case(reg, "2");
  const ACase unrelated = a_case(reg, "3");
  for (const PersonId person : {one.person, child}) {
    reg.record(UnitMember{.case_id = other.id,
                          .person_id = person,
                          .role = Role::other_relative,
                          .from = opened_on,
                          .until = opened_on.plus_days(5)});
  }
  CHECK(ids_of(earlier_files(reg, one.id)) == std::vector{other.id});
  CHECK(ids_of(earlier_files(reg, reg.file(other.id))) == std::vector{one.id});
  CHECK(earlier_files(reg, unrelated.id).empty());
  const CaseFiles files{reg};
  CHECK(ids_of(files.earlier_files(0)) == std::vector{other.id});
  CHECK(ids_of(files.earlier_files(1)) == std::vector{one.id});
  CHECK(files.earlier_files(2).empty());
  CHECK(code_of<NotFound>([&] { earlier_files(reg, CaseId{999}); }) == "no_such_case");
}

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/records/attachment.hpp>
#include <libcase/register/audit.hpp>
#include <libcase/register/record_scan.hpp>
#include <libcase/register/register.hpp>
#include <libcase/rules/status.hpp>

#include "register/concerned_cases.hpp"
#include "register/connection.hpp"
#include "register/register_access.hpp"
#include "support/builders.hpp"
#include "support/errors.hpp"
#include "support/printing_records.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

const Date day{2011, 9, 1};

Project a_project(std::string organisation) {
  return {.organisation = std::move(organisation),
          .framework = ProgrammeCode{"AVR-FC"},
          .granted_on = Date{2011, 6, 1}};
}

Participation a_participation(PersonId person, ProjectId project) {
  return {.person_id = person, .project_id = project, .submitted_on = day};
}

/// The organisations of the projects in a file.
std::vector<std::string> projects_in(const CaseFile& file) {
  std::vector<std::string> organisations;
  for (const auto& project : file.all<Project>()) {
    organisations.push_back(project->organisation);
  }
  return organisations;
}

Stay a_stay(PersonId person) {
  return {person, PlaceKind::vbl, day};
}

std::size_t stays_in(const Register& reg, CaseId id, std::optional<Instant> as_known_at = {}) {
  return reg.file(id, as_known_at).all<Stay>().size();
}

/// The ids of the cases that a change of a record concerns.
template <class R>
std::set<std::int64_t> cases_of(const Register& reg, const R& record, Id<R> id) {
  ConcernedCases concerned{connection_of(reg)};
  concerned.add_changed(AnyRecord{record}, id.value);
  return concerned.find();
}

/// "CODE TABLE.FIELD" of the error with which a record is refused.
std::string place_of_error(Register& reg, const AnyRecord& record) {
  try {
    reg.record_all(std::span{&record, 1});
  } catch (const InvalidValue& error) {
    return error.code() + " " + error.place().record + "." + error.place().field;
  }
  return "no error";
}

} // namespace

TEST_CASE("register: every kind of record is read back as it was written") {
  const RegisterFile file = a_register_file();
  for (const Fill fill : {Fill::all_members, Fill::required_members}) {
    std::map<std::string_view, RecordId> ids;
    {
      Register reg = file.open();
      ids = record_one_of_each(reg, fill);
    }
    const Register reg = file.open_read_only();
    const CaseFile case_file = reg.file(CaseId{ids.at("cases").value});
    std::map<std::string_view, int> counts;
    case_file.for_each([&]<class R>(const Recorded<R>&) { ++counts[record_kind<R>().table]; });
    for (std::size_t index = 0; index < record_kinds().size(); ++index) {
      const std::string_view table = record_kinds()[index]->table;
      CAPTURE(table);
      if (record_kinds()[index] == &record_kind<DepartureGate>()) {
        continue;
      }
      const auto versions = reg.history(ids.at(table));
      REQUIRE(versions.size() == 1);
      CHECK(same(versions.front().record, a_filled_record(index, ids, fill)));
      const bool is_of_no_file = attachment_of(*record_kinds()[index]).by == Attachment::none ||
                                 (table == "budget_lines" && fill == Fill::required_members);
      const int others = table == "award_lines"                      ? 2
                         : table == "persons" || table == "invoices" ? 1
                                                                     : 0;
      CHECK(counts[table] == (is_of_no_file ? 0 : 1 + others));
    }
    CHECK(reg.history(ids.at("")).front().superseded_by.has_value());
    CHECK(verify(reg).is_sound());
    CHECK(reg.integrity_problems().empty());
  }
}

TEST_CASE("register: a recording says when, by whom and why, and counts on") {
  const FixedClock clock;
  Register reg = a_register(clock);
  const PersonId anna = reg.add_person(a_person());
  clock.move_to(Date{2012, 1, 5});
  const std::array<AnyRecord, 2> records{AnyRecord{a_stay(anna)}, AnyRecord{a_stay(anna)}};
  const auto ids = reg.record_all(records, "moved");
  CHECK(ids == std::vector{RecordId{2}, RecordId{3}});
  const RecordingHeader header = reg.recording_header(2);
  CHECK(header.number == 2);
  CHECK(header.by == "a clerk");
  CHECK(header.why == "moved");
  CHECK(to_text(header.at) == "2012-01-05T00:00:00.000000Z");
  CHECK_FALSE(header.is_historical);
  CHECK_FALSE(header.source.has_value());
  CHECK(reg.info().recording_count == 2);
  CHECK(reg.info().row_count == 3);
  CHECK(reg.info().head_digest == to_hex(header.digest));
  CHECK(reg.info().last_recorded_at == clock.now());
  CHECK(code_of<NotFound>([&] { reg.recording_header(3); }) == "no_such_recording");
  CHECK(code_of<NotFound>([&] { reg.recording_header(0); }) == "no_such_recording");
}

TEST_CASE("register: of several records all are kept or none") {
  Register reg = a_register();
  const PersonId anna = reg.add_person(a_person());
  const std::string head = reg.info().head_digest;
  const std::vector<AnyRecord> records{AnyRecord{a_stay(anna)}, AnyRecord{a_stay(PersonId{99})}};
  CHECK(code_of([&] { reg.record_all(records); }) == "link_to_nothing");
  CHECK(reg.info().row_count == 1);
  CHECK(reg.info().head_digest == head);
  CHECK(reg.record(a_stay(anna)).value == 2);
  CHECK(verify(reg).is_sound());
}

TEST_CASE("register: what it is and holds is told as of the last recording, not of one under way") {
  Register reg = a_register();
  const auto is_told = [&](const RegisterInfo& before) {
    const RegisterInfo now = reg.info();
    return now.recording_count == before.recording_count && now.row_count == before.row_count &&
           now.head_digest == before.head_digest && now.rows_by_table == before.rows_by_table &&
           now.last_recorded_at == before.last_recorded_at;
  };
  for (int round = 0; round < 2; ++round) {
    const RegisterInfo before = reg.info();
    Recording writing = reg.recording();
    CHECK(is_told(before));
    writing.record(a_person());
    CHECK(is_told(before));
    writing.commit();
    CHECK_FALSE(is_told(before));
  }
}

TEST_CASE("register: nothing to write makes no recording") {
  Register reg = a_register();
  CHECK(reg.record_all({}).empty());
  CHECK(reg.recording().commit().number == 0);
  CHECK(reg.info().recording_count == 0);
}

TEST_CASE("register: a field that is not set or leads nowhere is named") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto place_of = [&](const AnyRecord& record) { return place_of_error(reg, record); };
  CHECK(place_of(Case{}) == "field_missing cases.opened_on");
  CHECK(place_of(UnitMember{{}, one.person, Role::child, day}) ==
        "field_missing unit_members.case_id");
  CHECK(place_of(UnitMember{one.id, {}, Role::child, day}) ==
        "field_missing unit_members.person_id");
  CHECK(place_of(Application{one.id, {}, day}) == "field_missing applications.programme");
  CHECK(place_of(Reopening{one.id, day, ""}) == "field_missing reopenings.why");
  CHECK(place_of(a_stay(PersonId{one.id.value})) == "link_to_nothing stays.person_id");
  CHECK(place_of(a_stay(PersonId{-1})) == "link_to_nothing stays.person_id");
  CHECK(place_of(Award{one.id, ApplicationId{99}, day}) == "link_to_nothing awards.application_id");
  CHECK(place_of(Closure{one.id, day, static_cast<ClosureReason>(6)}) ==
        "invalid_code closures.reason");
  CHECK(place_of(Person{.sex = static_cast<Sex>(200)}) == "invalid_code persons.sex");
  CHECK(code_of<NotFound>([&] { reg.record(Withdrawal{{99}, "why"}); }) == "no_such_record");
  CHECK(place_of(Withdrawal{{one.person.value}, ""}) == "field_missing withdrawals.why");
}

TEST_CASE("register: a code that nobody set is no fact") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto place_of = [&](const AnyRecord& record) { return place_of_error(reg, record); };
  Departure departure = a_departure(one.id, one.person, day);
  departure.mode = Departure{}.mode;
  CHECK(place_of(departure) == "field_missing departures.mode");
  CHECK(place_of(UnitMember{.case_id = one.id, .person_id = one.person, .from = day}) ==
        "field_missing unit_members.role");
  CHECK(place_of(Stay{.person_id = one.person, .from = day}) == "field_missing stays.place");
  CHECK(place_of(Closure{.case_id = one.id, .on = day}) == "field_missing closures.reason");
  CHECK(code_of([&] {
          reg.replace(one.membership,
                      UnitMember{.case_id = one.id, .person_id = one.person, .from = opened_on},
                      one.membership.value);
        }) == "field_missing");
  const std::array<AnyRecord, 4> group{
      Case{day}, Person{}, UnitMember{.case_id = {-1}, .person_id = {-2}, .from = day},
      Stay{.person_id = {-2}, .place = PlaceKind::vbl, .from = day}};
  Recording writing = reg.recording();
  CHECK(code_of([&] { writing.record_copies(group, 2); }) == "field_missing");
  CHECK(to_text(Departure{}.mode) == "not set");
}

TEST_CASE("register: a correction is a new version under the same id") {
  const FixedClock clock;
  Register reg = a_register(clock);
  const ACase one = a_case(reg);
  const auto stay = reg.record(a_stay(one.person));
  clock.move_to(Date{2012, 2, 1});
  Stay corrected = a_stay(one.person);
  corrected.place = PlaceKind::detention;
  reg.replace(stay, corrected, stay.value, "wrong place");

  const CaseFile file = reg.file(one.id);
  REQUIRE(file.all<Stay>().size() == 1);
  CHECK(file.all<Stay>().front().id == stay);
  CHECK(file.all<Stay>().front().row == stay.value + 1);
  CHECK(file.all<Stay>().front()->place == PlaceKind::detention);

  const auto versions = reg.history(stay);
  REQUIRE(versions.size() == 2);
  CHECK(versions[0].row == stay.value);
  CHECK(versions[0].superseded_by == versions[1].recording.number);
  CHECK(std::get<Stay>(versions[0].record).place == PlaceKind::vbl);
  CHECK(versions[1].recording.why == "wrong place");
  CHECK(versions[1].recording.at == start_of(Date{2012, 2, 1}));
  CHECK_FALSE(versions[1].superseded_by.has_value());
  CHECK(verify(reg).is_sound());
}

TEST_CASE("register: a correction of a version that is not the newest is a conflict") {
  Register reg = a_register();
  const PersonId anna = reg.add_person(a_person());
  reg.replace(anna, born("1981"), anna.value);
  const std::int64_t newest = current_row(reg, anna);
  for (const std::int64_t seen : {anna.value, std::int64_t{0}, newest + 1}) {
    CHECK(code_of<Conflict>([&] { reg.replace(anna, born("1982"), seen); }) == "newer_version");
  }
  CHECK(reg.history(anna).size() == 2);
  reg.replace(anna, born("1982"), newest);
  CHECK(std::get<Person>(reg.history(anna).back().record).born == BirthDate::parse("1982"));
}

TEST_CASE("register: of two who correct the same version the second is told") {
  const RegisterFile file = a_register_file();
  Register first = file.open();
  Register second = file.open();
  const PersonId anna = first.add_person(a_person());
  const std::int64_t seen = current_row(second, anna);
  first.replace(anna, born("1981"), seen);
  CHECK(code_of<Conflict>([&] { second.replace(anna, born("1982"), seen); }) == "newer_version");
}

TEST_CASE("register: a correction keeps the kind, and needs a record to correct") {
  Register reg = a_register();
  const PersonId anna = reg.add_person(a_person());
  CHECK(code_of([&] { reg.replace_any({anna.value}, AnyRecord{Case{day}}, anna.value); }) ==
        "other_kind");
  CHECK(code_of<NotFound>([&] { reg.replace(PersonId{99}, a_person(), 99); }) == "no_such_record");
  CHECK(code_of<NotFound>([&] { reg.replace(PersonId{-1}, a_person(), 1); }) == "no_such_record");
  reg.replace(anna, a_person(), anna.value);
  const PersonId version{current_row(reg, anna)};
  CHECK(code_of<NotFound>([&] { reg.replace(version, a_person(), version.value); }) ==
        "no_such_record");
}

TEST_CASE("register: what was withdrawn is gone from the file and stays in the history") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto stay = reg.record(a_stay(one.person));
  reg.withdraw(stay, "entered for somebody else");
  CHECK(stays_in(reg, one.id) == 0);
  REQUIRE(reg.history(stay).size() == 1);
  CHECK(reg.history(stay).front().superseded_by == reg.info().recording_count);
  CHECK(code_of<WrongState>([&] { reg.withdraw(stay, "again"); }) == "withdrawn_already");
  CHECK(code_of<WrongState>([&] { reg.replace(stay, a_stay(one.person), stay.value); }) ==
        "withdrawn_already");
  CHECK(verify(reg).is_sound());
}

TEST_CASE("register: a withdrawal can be neither withdrawn nor corrected") {
  Register reg = a_register();
  const PersonId anna = reg.add_person(a_person());
  const auto withdrawal = reg.record(Withdrawal{{anna.value}, "twice in the register"});
  CHECK(code_of<WrongState>([&] { reg.withdraw(withdrawal, "no"); }) == "withdrawal_stays");
  CHECK(code_of<WrongState>([&] {
          reg.replace(withdrawal, Withdrawal{{anna.value}, "no"}, withdrawal.value);
        }) == "withdrawal_stays");
}

TEST_CASE("register: what others rest on is withdrawn after them") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  CHECK(code_of<WrongState>([&] { reg.withdraw(one.id, "no"); }) == "still_linked");
  CHECK(code_of<WrongState>([&] { reg.withdraw(one.person, "no"); }) == "still_linked");
  reg.withdraw(one.membership, "never belonged");
  reg.withdraw(one.person, "never existed");
  reg.withdraw(one.id, "never opened");
  CHECK(code_of<NotFound>([&] { reg.file(one.id); }) == "no_such_case");
  CHECK(code_of([&] { reg.record(a_stay(one.person)); }) == "link_to_nothing");
  CHECK(verify(reg).is_sound());
}

TEST_CASE("register: every link of every kind holds back a withdrawal") {
  Register reg = a_register();
  const auto ids = record_one_of_each(reg, Fill::all_members);
  for (const RecordKind* kind : record_kinds()) {
    for (const Column& column : kind->columns) {
      const bool goes_along = kind == &record_kind<DepartureGate>();
      if (column.kind == ColumnKind::link && !column.links_to.empty() && !goes_along) {
        CAPTURE(kind->table);
        CAPTURE(column.name);
        CHECK(code_of<WrongState>([&] { reg.withdraw_any(ids.at(column.links_to), "no"); }) ==
              "still_linked");
      }
    }
  }
}

TEST_CASE("register: a link that was corrected away holds nothing back") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const PersonId other = reg.add_person(a_person());
  const auto stay = reg.record(a_stay(other));
  CHECK(code_of<WrongState>([&] { reg.withdraw(other, "no"); }) == "still_linked");
  reg.replace(stay, a_stay(one.person), stay.value);
  reg.withdraw(other, "twice in the register");
  CHECK(stays_in(reg, one.id) == 1);
}

TEST_CASE("register: a file is as it was known at any moment") {
  const FixedClock clock;
  clock.move_to(Date{2011, 8, 15});
  Register reg = a_register(clock);
  const ACase one = a_case(reg);
  clock.move_to(Date{2011, 9, 15});
  const auto stay = reg.record(a_stay(one.person));
  clock.move_to(Date{2011, 10, 15});
  Stay corrected = a_stay(one.person);
  corrected.place = PlaceKind::own_address;
  reg.replace(stay, corrected, stay.value);
  reg.replace(one.person, born("1979"), one.person.value);
  clock.move_to(Date{2011, 11, 15});
  reg.withdraw(stay, "mistaken");

  const auto known_on = [&](Date on) { return reg.file(one.id, end_of(on)); };
  CHECK(code_of<NotFound>([&] { known_on(Date{2011, 8, 14}); }) == "no_such_case");
  CHECK(known_on(Date{2011, 8, 15}).all<Stay>().empty());
  CHECK(known_on(Date{2011, 9, 14}).all<Stay>().empty());
  CHECK(known_on(Date{2011, 9, 15}).all<Stay>().front()->place == PlaceKind::vbl);
  CHECK(known_on(Date{2011, 10, 14}).person(one.person)->born == a_person().born);
  CHECK(known_on(Date{2011, 10, 15}).all<Stay>().front()->place == PlaceKind::own_address);
  CHECK(known_on(Date{2011, 10, 15}).person(one.person)->born == BirthDate::parse("1979"));
  CHECK(known_on(Date{2011, 11, 14}).all<Stay>().size() == 1);
  CHECK(known_on(Date{2011, 11, 15}).all<Stay>().empty());
  CHECK(known_on(Date{2012, 1, 1}).known_at_recording() == reg.info().recording_count);
  CHECK(reg.last_recording_at(start_of(Date{2011, 8, 15})) == 3);
  CHECK(reg.last_recording_at(start_of(Date{2011, 8, 15}) - std::chrono::microseconds{1}) == 0);
}

TEST_CASE("register: a file holds what hangs on its awards, wherever these were moved") {
  const FixedClock clock;
  Register reg = a_register(clock);
  const ACase one = a_case(reg, "one");
  const ACase two = a_case(reg, "two", born("1970"));
  const Award award{.case_id = one.id, .on = day};
  const auto id = reg.record(award);
  const ProgrammeCode programme{"AVR-FC"};
  const auto cash =
      reg.record(AwardLine{id, std::nullopt, programme, Support::cash, Money::euro_cents(1000)});
  const auto kind =
      reg.record(AwardLine{id, std::nullopt, programme, Support::in_kind, Money::euro_cents(1000)});
  reg.record(UnitMember{two.id, one.person, Role::other_relative, opened_on});
  reg.record(CashPayment{.award_line_id = cash,
                         .person_id = one.person,
                         .amount = Money::euro_cents(100),
                         .paid_on = day});
  const auto plan = reg.record(ReintegrationPlan{one.id, day});
  reg.record(PlanApproval{plan, day});
  const auto item =
      reg.record(PlanItem{plan, kind, day, PlanCategory::business, Money::euro_cents(200)});
  reg.record(Delivery{item, day, Money::euro_cents(150)});
  clock.move_to(Date{2012, 2, 1});
  Recording moving = reg.recording({.why = "of the other case"});
  moving.replace_any({id.value}, Award{.case_id = two.id, .on = day}, id.value);
  moving.replace_any({plan.value}, ReintegrationPlan{two.id, day}, plan.value);
  moving.commit();

  const auto count = [&](CaseId of, std::optional<Instant> at = {}) {
    const CaseFile file = reg.file(of, at);
    return std::array{file.all<Award>().size(), file.all<CashPayment>().size(),
                      file.all<PlanItem>().size(), file.all<Delivery>().size()};
  };
  constexpr std::array<std::size_t, 4> nothing{};
  constexpr std::array<std::size_t, 4> everything{1, 1, 1, 1};
  CHECK(count(one.id) == nothing);
  CHECK(count(two.id) == everything);
  CHECK(count(one.id, start_of(Date{2012, 1, 31})) == everything);
  CHECK(count(two.id, start_of(Date{2012, 1, 31})) == nothing);
  CHECK(code_of<Refused>([&] {
          reg.record(CashPayment{.award_line_id = cash,
                                 .person_id = one.person,
                                 .amount = Money::euro_cents(100),
                                 .paid_on = day.plus_days(-1)});
        }) == "payment_before_award");
}

TEST_CASE("register: the persons of a file are those of its members and stand in order") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const PersonId child = a_member(reg, one.id, Role::child, "2005");
  const ACase other = a_case(reg, "other");
  reg.replace(one.person, born("1979"), one.person.value);
  const CaseFile file = reg.file(one.id);
  REQUIRE(file.all<Person>().size() == 2);
  CHECK(file.all<Person>()[0].id == one.person);
  CHECK(file.all<Person>()[1].id == child);
  CHECK(file.person(other.person) == nullptr);
}

TEST_CASE("register: the records of a kind stand in the order in which they were first written") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto first = reg.record(a_stay(one.person));
  const auto second =
      reg.record(Stay{.person_id = one.person, .place = PlaceKind::detention, .from = day});
  reg.replace(first, Stay{.person_id = one.person, .place = PlaceKind::own_address, .from = day},
              first.value);
  const CaseFile file = reg.file(one.id);
  REQUIRE(file.all<Stay>().size() == 2);
  CHECK(file.all<Stay>()[0].id == first);
  CHECK(file.all<Stay>()[0]->place == PlaceKind::own_address);
  CHECK(file.all<Stay>()[1].id == second);
}

TEST_CASE("register: a person whom records of a case name stands in its file, a member or not") {
  Register reg = a_register();
  const ACase one = a_case(reg, "one");
  const ACase other = a_case(reg, "other", born("1971"));
  reg.record(a_stay(other.person));
  reg.record(Visit{.case_id = one.id,
                   .person_id = other.person,
                   .on = day,
                   .channel = VisitChannel::telephone,
                   .was_reached = true});
  const CaseFile file = reg.file(one.id);
  REQUIRE(file.person(other.person) != nullptr);
  CHECK(file.person(other.person)->born == BirthDate::parse("1971"));
  CHECK(file.all<Stay>().empty());
  CHECK(reg.file(other.id).all<Visit>().empty());
  CHECK(cases_of(reg, a_person(), other.person) == std::set{one.id.value, other.id.value});
}

TEST_CASE("register: a file holds the kinds that were asked for") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto project = reg.record(a_project("Asked"));
  reg.record(a_participation(one.person, project));
  reg.record(a_stay(one.person));
  const std::array<const RecordKind*, 1> kinds{&record_kind<Project>()};
  const CaseFile file = reg.file(one.id, {}, kinds);
  CHECK(file.all<Project>().size() == 1);
  CHECK(file.all<Participation>().empty());
  CHECK(file.all<Stay>().empty());
  CHECK(file.all<Person>().size() == 1);
  CHECK(file.all<UnitMember>().size() == 1);
}

namespace {

/// The tables that the statements of an action read, by what SQLite runs.
class StatementsRun {
public:
  explicit StatementsRun(const Register& reg) : handle_(connection_of(reg).handle()) {
    sqlite3_trace_v2(handle_, SQLITE_TRACE_STMT, &note, &run_);
  }
  StatementsRun(const StatementsRun&) = delete;
  StatementsRun& operator=(const StatementsRun&) = delete;
  ~StatementsRun() { sqlite3_trace_v2(handle_, 0, nullptr, nullptr); }

  bool any_reads(const std::string& table) const {
    return std::ranges::any_of(run_, [&](const std::string& sql) {
      return sql.find("\"" + table + "\"") != std::string::npos;
    });
  }

private:
  static int note(unsigned, void* run, void* statement, void*) {
    static_cast<std::vector<std::string>*>(run)->emplace_back(
        sqlite3_sql(static_cast<sqlite3_stmt*>(statement)));
    return 0;
  }
  sqlite3* handle_;
  std::vector<std::string> run_;
};

} // namespace

TEST_CASE("register: a kind without rows, or not asked for, costs no statement") {
  const RegisterFile place = a_register_file();
  Register reg = place.open();
  const ACase one = a_case(reg);
  reg.record(a_stay(one.person));
  reg.file(one.id); // sees once which kinds have rows
  {
    const StatementsRun run{reg};
    reg.file(one.id);
    CHECK(run.any_reads("stays"));
    CHECK_FALSE(run.any_reads("consents"));
    CHECK_FALSE(run.any_reads("award_lines"));
  }
  {
    const StatementsRun run{reg};
    const std::array<const RecordKind*, 1> kinds{&record_kind<Departure>()};
    reg.file(one.id, {}, kinds);
    CHECK_FALSE(run.any_reads("stays"));
  }
}

namespace {

/// The steps that SQLite takes for an action.
std::int64_t steps_of(const Register& reg, const auto& action) {
  std::int64_t steps = 0;
  const auto count = [](void* counted) {
    ++*static_cast<std::int64_t*>(counted);
    return 0;
  };
  sqlite3* const handle = connection_of(reg).handle();
  sqlite3_progress_handler(handle, 1, count, &steps);
  action();
  sqlite3_progress_handler(handle, 0, nullptr, nullptr);
  return steps;
}

/// The steps for the first versions of a record, and for as many later ones.
template <class R>
std::array<std::int64_t, 2> steps_for_versions(Register& reg, Id<R> id, const R& record) {
  constexpr int counted = 10;
  constexpr int between = 400;
  std::int64_t version = id.value; // the row that was written last
  const auto replace = [&](int times) {
    for (int more = 0; more < times; ++more) {
      const std::int64_t next = reg.info().row_count + 1;
      reg.replace(id, record, version);
      version = next;
    }
  };
  replace(1);
  const std::int64_t first = steps_of(reg, [&] { replace(counted); });
  replace(between);
  return {first, steps_of(reg, [&] { replace(counted); })};
}

} // namespace

TEST_CASE("register: a new version costs the same however many there were") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const Stay stay = a_stay(one.person);
  const Departure departure = a_departure(one.id, one.person, day);
  for (const auto& [first, later] : {steps_for_versions(reg, one.id, Case{opened_on}),
                                     steps_for_versions(reg, reg.record(stay), stay),
                                     steps_for_versions(reg, reg.record(departure), departure)}) {
    CHECK(first > 0);
    CHECK(later < first + first / 2);
  }
}

TEST_CASE("register: the first rows of a kind are read, whoever wrote them") {
  const RegisterFile place = a_register_file();
  Register reg = place.open();
  const ACase one = a_case(reg);
  CHECK(stays_in(reg, one.id) == 0);
  {
    Recording dropped = reg.recording();
    dropped.record(a_stay(one.person));
    CHECK(dropped.violations().empty());
  }
  place.open().record(a_stay(one.person));
  CHECK(stays_in(reg, one.id) == 1);
  CHECK(reg.file(one.id).all<Closure>().empty());
  place.open().record(Closure{one.id, day, ClosureReason::other}); // of a kind known to be empty
  CHECK(reg.file(one.id).all<Closure>().size() == 1);
  CHECK(place.open_read_only().file(one.id).all<Closure>().size() == 1);
}

TEST_CASE("register: a file holds the projects in which its persons take part") {
  Register reg = a_register();
  const ACase one = a_case(reg, "one");
  const ACase two = a_case(reg, "two", born("1970"));
  const PersonId child = a_member(reg, one.id, Role::child, "2005");
  const PersonId nobody = reg.add_person(a_person());
  const auto shared = reg.record(a_project("Shared"));
  const auto own = reg.record(a_project("Own"));
  const auto elsewhere = reg.record(a_project("Elsewhere"));
  reg.record(a_project("Nobody's"));
  reg.record(a_participation(one.person, shared));
  reg.record(a_participation(child, shared));
  reg.record(a_participation(two.person, shared));
  reg.record(a_participation(two.person, own));
  reg.record(a_participation(nobody, elsewhere));
  CHECK(projects_in(reg.file(one.id)) == std::vector<std::string>{"Shared"});
  CHECK(projects_in(reg.file(two.id)) == std::vector<std::string>{"Shared", "Own"});
  CHECK(reg.file(one.id).all<Project>().front().id == shared);
}

TEST_CASE("register: a file holds projects as they and the participations were known") {
  const FixedClock clock;
  clock.move_to(Date{2011, 8, 1});
  Register reg = a_register(clock);
  const ACase one = a_case(reg);
  const auto first = reg.record(a_project("First"));
  const auto second = reg.record(a_project("Second"));
  clock.move_to(Date{2011, 9, 1});
  const auto participation = reg.record(a_participation(one.person, first));
  clock.move_to(Date{2011, 10, 1});
  reg.replace(first, a_project("First, renamed"), first.value);
  clock.move_to(Date{2011, 11, 1});
  reg.replace(participation, a_participation(one.person, second), participation.value);
  clock.move_to(Date{2011, 12, 1});
  reg.withdraw(participation, "of somebody else");

  using Names = std::vector<std::string>;
  const auto known_on = [&](Date on) { return projects_in(reg.file(one.id, end_of(on))); };
  CHECK(known_on(Date{2011, 8, 31}) == Names{});
  CHECK(known_on(Date{2011, 9, 1}) == Names{"First"});
  CHECK(known_on(Date{2011, 10, 1}) == Names{"First, renamed"});
  CHECK(known_on(Date{2011, 11, 1}) == Names{"Second"});
  CHECK(known_on(Date{2011, 12, 1}) == Names{});
  CHECK(verify(reg).is_sound());
}

TEST_CASE("register: a membership that was corrected takes its projects along") {
  const FixedClock clock;
  Register reg = a_register(clock);
  const ACase one = a_case(reg, "one");
  const ACase two = a_case(reg, "two", born("1970"));
  reg.record(a_participation(one.person, reg.record(a_project("Moved"))));
  clock.move_to(Date{2012, 2, 1});
  reg.replace(one.membership, UnitMember{two.id, one.person, Role::partner, opened_on},
              one.membership.value);
  CHECK(projects_in(reg.file(one.id)).empty());
  CHECK(projects_in(reg.file(two.id)) == std::vector<std::string>{"Moved"});
  CHECK(projects_in(reg.file(one.id, end_of(Date{2012, 1, 31}))) ==
        std::vector<std::string>{"Moved"});
}

TEST_CASE("register: a project concerns the cases of all who take part in it now") {
  Register reg = a_register();
  const ACase one = a_case(reg, "one");
  const ACase two = a_case(reg, "two", born("1970"));
  const ACase three = a_case(reg, "three", born("1971"));
  const auto project = reg.record(a_project("Shared"));
  const auto other = reg.record(a_project("Other"));
  const auto concerned = [&](ProjectId id) { return cases_of(reg, a_project("Shared"), id); };
  CHECK(concerned(project).empty());
  reg.record(a_participation(one.person, project));
  reg.record(a_participation(one.person, project));
  const auto second = reg.record(a_participation(two.person, project));
  reg.record(a_participation(three.person, other));
  CHECK(concerned(project) == std::set{one.id.value, two.id.value});
  reg.replace(project, a_project("Renamed"), project.value);
  CHECK(concerned(project) == std::set{one.id.value, two.id.value});
  reg.replace(second, a_participation(two.person, other), second.value);
  CHECK(concerned(project) == std::set{one.id.value});
  CHECK(concerned(other) == std::set{two.id.value, three.id.value});
  reg.withdraw(second, "of somebody else");
  CHECK(concerned(other) == std::set{three.id.value});
}

TEST_CASE("register: a project in which somebody takes part stays") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto project = reg.record(a_project("Shared"));
  const auto participation = reg.record(a_participation(one.person, project));
  CHECK(code_of<WrongState>([&] { reg.withdraw(project, "no"); }) == "still_linked");
  CHECK(projects_in(reg.file(one.id)).size() == 1);
  reg.withdraw(participation, "of somebody else");
  reg.withdraw(project, "twice in the register");
  CHECK(code_of([&] { reg.record(a_participation(one.person, project)); }) == "link_to_nothing");
  CHECK(verify(reg).is_sound());
}

TEST_CASE("register: the office's own reference is found by the id") {
  Register reg = a_register();
  const CaseId id = reg.open_case("2011-0815", opened_on);
  const PersonId named = reg.add_person(a_person(), "V-1");
  const PersonId unnamed = reg.add_person(a_person());
  CHECK(reg.reference_of(id) == "2011-0815");
  CHECK(reg.reference_of(named) == "V-1");
  CHECK_FALSE(reg.reference_of(unnamed).has_value());
  CHECK_FALSE(reg.reference_of(RecordId{999}).has_value());
  Recording writing = reg.recording();
  writing.refer(record_kind<Person>(), "V-1 of old", {named.value});
  writing.commit();
  CHECK(reg.reference_of(named) == "V-1");
  reg.withdraw(named, "twice");
  CHECK(reg.reference_of(named) == "V-1");

  RecordScan scan{reg, record_kind<Person>(), start_of(Date{2012, 1, 2}), true};
  CHECK_FALSE(scan.next()->reference.has_value()); // the first was withdrawn
  CHECK_FALSE(scan.next().has_value());
  RecordScan cases{reg, record_kind<Case>(), {}, true};
  CHECK(cases.next()->reference == "2011-0815");
  RecordScan plain{reg, record_kind<Case>()};
  CHECK_FALSE(plain.next()->reference.has_value());
}

TEST_CASE("register: a reference is shown from the moment on at which it was recorded") {
  const FixedClock clock;
  Register reg = a_register(clock);
  const PersonId person = reg.add_person(a_person());
  const Instant before = clock.now();
  clock.move_to(before + std::chrono::hours{1});
  Recording writing = reg.recording();
  writing.refer(record_kind<Person>(), "V-1", {person.value});
  writing.commit();
  CHECK_FALSE(reg.reference_of(person, before).has_value());
  CHECK(reg.reference_of(person, clock.now()) == "V-1");
  CHECK(reg.reference_of(person) == "V-1");
  for (const bool is_now : {false, true}) {
    const std::optional<Instant> moment = is_now ? std::nullopt : std::optional{before};
    RecordScan scan{reg, record_kind<Person>(), moment, true};
    CHECK(scan.next()->reference.has_value() == is_now);
  }
}

TEST_CASE("register: cases and persons are found by the office's own references") {
  const RegisterFile file = a_register_file();
  Register reg = file.open();
  const CaseId id = reg.open_case("2011-0815", opened_on);
  const PersonId anna = reg.add_person(a_person(), "V-1");
  reg.add_person(a_person());
  CHECK(reg.find_case("2011-0815") == id);
  CHECK(reg.find_person("V-1") == anna);
  CHECK(reg.find_case("V-1") == std::nullopt);
  CHECK(reg.find_person("2011-0815") == std::nullopt);
  CHECK(reg.find_case("") == std::nullopt);
  CHECK(reg.find_case("2011-081") == std::nullopt);
  CHECK(file.open_read_only().find_person("V-1") == anna);
}

TEST_CASE("register: a withdrawn record keeps its reference, and is found as known earlier") {
  const FixedClock clock;
  Register reg = a_register(clock);
  const CaseId id = reg.open_case("1", opened_on);
  clock.move_to(Date{2012, 2, 1});
  reg.replace(id, Case{day}, id.value);
  clock.move_to(Date{2012, 3, 1});
  CHECK(reg.find_case("1") == id);
  reg.withdraw(id, "opened by mistake");
  CHECK(reg.find_case("1") == std::nullopt);
  CHECK(reg.find(record_kind<Case>(), "1") == std::nullopt);
  CHECK(reg.find_case("1", end_of(Date{2012, 2, 29})) == id);
  CHECK(reg.find_case("1", end_of(Date{2012, 1, 15})) == id);
  CHECK(reg.find_case("1", end_of(Date{2011, 12, 31})) == std::nullopt);
  CHECK(code_of<Conflict>([&] { reg.open_case("1", day); }) == "reference_taken");
}

TEST_CASE("register: a reference is found from the recording on that gave it") {
  const FixedClock clock;
  Register reg = a_register(clock);
  const PersonId anna = reg.add_person(a_person());
  clock.move_to(Date{2012, 2, 1});
  Recording writing = reg.recording();
  writing.refer(record_kind<Person>(), "V-1", {anna.value});
  writing.commit();
  CHECK(reg.find_person("V-1") == anna);
  CHECK(reg.find_person("V-1", end_of(Date{2012, 1, 31})) == std::nullopt);
}

TEST_CASE("register: a reference stands for one record of a kind") {
  Register reg = a_register();
  reg.open_case("1", opened_on);
  reg.add_person(a_person(), "1");
  const std::string head = reg.info().head_digest;
  CHECK(code_of<Conflict>([&] { reg.open_case("1", day); }) == "reference_taken");
  CHECK(code_of<Conflict>([&] { reg.add_person(a_person(), "1"); }) == "reference_taken");
  CHECK(code_of([&] { reg.open_case("", day); }) == "reference_missing");
  CHECK(reg.info().head_digest == head);
  Recording writing = reg.recording();
  CHECK(code_of([&] { writing.refer(record_kind<Person>(), "9", {99}); }) == "link_to_nothing");
  CHECK(code_of([&] { writing.refer(record_kind<Stay>(), "9", {1}); }) == "link_to_nothing");
}

TEST_CASE("register: no message repeats a reference or a personal value") {
  Register reg = a_register();
  reg.open_case("secret-1", opened_on);
  try {
    reg.open_case("secret-1", opened_on);
    FAIL("not refused");
  } catch (const Conflict& error) {
    CHECK(std::string{error.what()}.find("secret") == std::string::npos);
  }
}

TEST_CASE("register: a case is open from its opening to its closure, and again when reopened") {
  const FixedClock clock;
  clock.move_to(Date{2011, 8, 1});
  Register reg = a_register(clock);
  const CaseId id = reg.open_case("1", Date{2011, 8, 1});
  clock.move_to(Date{2011, 10, 1});
  const auto closure = reg.record(Closure{id, Date{2011, 9, 10}, ClosureReason::contact_lost});
  clock.move_to(Date{2011, 12, 1});
  const auto reopening = reg.record(Reopening{id, Date{2011, 11, 20}, "came back"});
  const auto is_open = [&](Date on, std::optional<Instant> at = {}) {
    return !reg.cases_open_on(on, at).empty();
  };
  CHECK_FALSE(is_open(Date{2011, 7, 31}));
  CHECK(is_open(Date{2011, 8, 1}));
  CHECK(is_open(Date{2011, 9, 9}));
  CHECK_FALSE(is_open(Date{2011, 9, 10}));
  CHECK_FALSE(is_open(Date{2011, 11, 19}));
  CHECK(is_open(Date{2011, 11, 20}));
  CHECK_FALSE(is_open(Date{2011, 9, 9}, end_of(Date{2011, 7, 31})));
  CHECK(is_open(Date{2011, 9, 10}, end_of(Date{2011, 9, 30})));
  CHECK_FALSE(is_open(Date{2011, 11, 20}, end_of(Date{2011, 11, 30})));
  reg.withdraw(reopening, "of another case");
  CHECK_FALSE(is_open(Date{2011, 11, 20}));
  CHECK(is_open(Date{2011, 11, 20}, end_of(Date{2011, 11, 30})) == false);
  reg.withdraw(closure, "of another case");
  CHECK(is_open(Date{2011, 11, 20}));
  reg.withdraw(id, "twice");
  CHECK_FALSE(is_open(Date{2011, 8, 1}));
}

TEST_CASE("register: of a closure and a reopening of one day the later record counts") {
  Register reg = a_register();
  const CaseId first = reg.open_case("1", opened_on);
  const CaseId second = reg.open_case("2", opened_on);
  for (const CaseId id : {first, second}) {
    reg.record(Closure{id, day, ClosureReason::other});
  }
  reg.record(Reopening{second, day, "too early"});
  CHECK(reg.cases_open_on(day) == std::vector{second});
  const auto again = reg.record(Closure{second, day, ClosureReason::other});
  CHECK(reg.cases_open_on(day).empty());
  CHECK(status_of(reg.file(second), day)->status == ReturnStatus::closed);
  reg.withdraw(again, "still open");
  CHECK(reg.cases_open_on(day) == std::vector{second});
  CHECK(status_of(reg.file(second), day)->status != ReturnStatus::closed);
}

TEST_CASE("register: time does not go back when the clock does") {
  const FixedClock clock;
  clock.move_to(Date{2012, 3, 1});
  Register reg = a_register(clock);
  reg.add_person(a_person());
  clock.move_to(Date{2012, 2, 1});
  reg.add_person(a_person());
  clock.move_to(Date{2012, 3, 2});
  reg.add_person(a_person());
  CHECK(day_of(reg.recording_header(1).at) == Date{2012, 3, 1});
  CHECK(day_of(reg.recording_header(2).at) == Date{2012, 3, 1});
  CHECK(day_of(reg.recording_header(3).at) == Date{2012, 3, 2});
  CHECK(reg.last_recording_at(end_of(Date{2012, 3, 1})) == 2);
}

TEST_CASE("register: a historical recording carries the day the office learned it") {
  const FixedClock clock;
  clock.move_to(Date{2012, 3, 1});
  Register reg = a_register(clock);
  const auto record_at = [&](Date on) {
    Recording writing = reg.recording({.why = "history", .at = start_of(on)});
    writing.record(a_person());
    return writing.commit();
  };
  const RecordingHeader header = record_at(Date{2011, 9, 5});
  CHECK(header.is_historical);
  CHECK(header.at == start_of(Date{2011, 9, 5}));
  CHECK(reg.recording_header(1).is_historical);
  CHECK(code_of([&] { record_at(Date{2011, 9, 4}); }) == "time_goes_back");
  CHECK(code_of([&] { record_at(Date{2012, 3, 2}); }) == "time_goes_back");
  record_at(Date{2011, 9, 5});
  reg.add_person(a_person());
  CHECK(code_of([&] { record_at(Date{2012, 2, 29}); }) == "time_goes_back");
  record_at(Date{2012, 3, 1});
  CHECK(reg.info().recording_count == 4);
  CHECK(verify(reg).is_sound());
}

TEST_CASE("register: a recording that is dropped leaves the register as before") {
  const RegisterFile file = a_register_file();
  Register reg = file.open();
  const ACase one = a_case(reg);
  const RegisterInfo before = reg.info();
  SUBCASE("by going out of scope") {
    Recording writing = reg.recording();
    writing.record(a_stay(one.person));
  }
  SUBCASE("by an exception of its user") {
    const auto write = [&] {
      Recording writing = reg.recording();
      writing.record(a_stay(one.person));
      writing.replace_any({one.person.value}, AnyRecord{born("1979")}, one.person.value);
      writing.refer(record_kind<Person>(), "V-1", {one.person.value});
      throw std::runtime_error("power");
    };
    CHECK_THROWS_AS(write(), std::runtime_error);
  }
  SUBCASE("by a guard") {
    CHECK(code_of<Refused>([&] {
            reg.record(a_departure(one.id, one.person, Date{2011, 7, 1}));
          }) == "departed_outside_unit");
  }
  SUBCASE("by a guard that judges a correction") {
    CHECK(code_of<Refused>([&] { reg.replace(one.person, born("2012"), one.person.value); }) ==
          "born_after_membership");
  }
  CHECK(reg.info().head_digest == before.head_digest);
  CHECK(reg.info().rows_by_table == before.rows_by_table);
  CHECK(reg.find_person("V-1") == std::nullopt);
  CHECK_FALSE(reg.history(one.person).front().superseded_by.has_value());
  reg.record(a_stay(one.person));
  CHECK(verify(file.open()).is_sound());
}

TEST_CASE("register: a write that is refused leaves the recording going on without it") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  Recording writing = reg.recording();
  const RecordId first = writing.record_any(AnyRecord{a_stay(one.person)});
  CHECK(code_of([&] { writing.record(a_stay(PersonId{99})); }) == "link_to_nothing");
  CHECK(code_of([&] { writing.record(a_stay({})); }) == "field_missing");
  CHECK(code_of<NotFound>([&] { writing.withdraw_any({99}, "why"); }) == "no_such_record");
  CHECK(code_of<WrongState>([&] { writing.withdraw_any({one.id.value}, "why"); }) ==
        "still_linked");
  CHECK(code_of<Conflict>([&] {
          writing.refer(record_kind<Case>(), "2011-0815", {one.id.value});
        }) == "reference_taken");
  CHECK(code_of<Conflict>([&] {
          writing.replace_any({one.person.value}, AnyRecord{a_person()}, 99);
        }) == "newer_version");
  const RecordId second = writing.record_any(AnyRecord{a_stay(one.person)});
  CHECK(second.value == first.value + 1);
  writing.commit();
  CHECK(stays_in(reg, one.id) == 2);
  CHECK(verify(reg).is_sound());
}

TEST_CASE("register: after any other failure the recording is over and nothing of it kept") {
  const RegisterFile file = a_register_file();
  Register reg = file.open();
  const ACase one = a_case(reg);
  const RegisterInfo before = reg.info();
  {
    Recording writing = reg.recording();
    writing.record(a_stay(one.person));
    connection_of(reg).execute("PRAGMA max_page_count = 1"); // as small as it is: a full disk
    Reopening much{one.id, day, std::string(100'000, 'x')};
    CHECK(code_of<StorageError>([&] { writing.record(much); }) == "disk_full");
    CHECK(code_of<WrongState>([&] { writing.record(a_stay(one.person)); }) == "recording_over");
    CHECK(code_of<WrongState>([&] { writing.commit(); }) == "recording_over");
  }
  connection_of(reg).execute("PRAGMA max_page_count = 1000000");
  CHECK(reg.info().rows_by_table == before.rows_by_table);
  reg.record(a_stay(one.person));
  CHECK(verify(reg).is_sound());
}

TEST_CASE("register: a recording that was committed takes no more") {
  Register reg = a_register();
  Recording writing = reg.recording();
  writing.record(a_person());
  writing.commit();
  CHECK(code_of<WrongState>([&] { writing.record(a_person()); }) == "recording_over");
  CHECK(code_of<WrongState>([&] { writing.commit(); }) == "recording_over");
  CHECK(code_of<WrongState>([&] { writing.violations(); }) == "recording_over");
  CHECK(code_of<WrongState>([&] { writing.refer(record_kind<Person>(), "1", {1}); }) ==
        "recording_over");
}

TEST_CASE("register: one recording at a time") {
  Register reg = a_register();
  {
    const Recording writing = reg.recording();
    CHECK(code_of<WrongState>([&] { reg.recording(); }) == "recording_under_way");
    CHECK(code_of<WrongState>([&] { reg.add_person(a_person()); }) == "recording_under_way");
    CHECK(code_of<WrongState>([&] { verify(reg); }) == "recording_under_way");
  }
  reg.add_person(a_person());
  CHECK(reg.info().row_count == 1);
}

TEST_CASE("register: the violations of a recording can be asked before it is committed") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  Recording writing = reg.recording();
  const auto departure = writing.record(a_departure(one.id, one.person, Date{2011, 7, 1}));
  const auto found = writing.violations();
  REQUIRE(found.size() == 1);
  CHECK(found.front().code == "departed_outside_unit");
  CHECK(found.front().table == "departures");
  CHECK(found.front().id == departure.value);
  writing.withdraw_any({departure.value}, "mistyped");
  CHECK(writing.violations().empty());
  writing.commit();
  CHECK(reg.file(one.id).all<Departure>().empty());
  CHECK(verify(reg).is_sound());
}

TEST_CASE("register: records of one recording may correct and withdraw each other") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  Recording writing = reg.recording();
  const auto stay = writing.record(a_stay(one.person));
  Stay corrected = a_stay(one.person);
  corrected.place = PlaceKind::detention;
  writing.replace_any({stay.value}, AnyRecord{corrected}, stay.value);
  const auto gone = writing.record(a_stay(one.person));
  writing.withdraw_any({gone.value}, "twice");
  writing.commit();
  REQUIRE(stays_in(reg, one.id) == 1);
  CHECK(reg.file(one.id).all<Stay>().front()->place == PlaceKind::detention);
  CHECK(reg.history(stay).size() == 2);
  CHECK(verify(reg).is_sound());
}

TEST_CASE("register: what is no record has no history") {
  Register reg = a_register();
  const PersonId anna = reg.add_person(a_person(), "V-1");
  reg.replace(anna, born("1979"), anna.value);
  for (const std::int64_t id : {std::int64_t{0}, std::int64_t{2}, std::int64_t{3}, INT64_MAX}) {
    CHECK(code_of<NotFound>([&] { reg.history(RecordId{id}); }) == "no_such_record");
  }
}

TEST_CASE("register: a published table is expanded once") {
  const RegisterFile file = a_register_file();
  const Digest table{1, 2, 3};
  Register reg = file.open();
  reg.recording({.why = "2011", .source = table}).commit();
  CHECK(reg.recording_header(1).source == table);
  CHECK(code_of<Conflict>([&] { file.open().recording({.source = table}); }) == "already_imported");
  reg.recording({.source = Digest{4}}).commit();
  CHECK(reg.info().recording_count == 2);
  CHECK(verify(reg).is_sound());
}

TEST_CASE("register: a scan reads one kind as known at a moment, in order of writing") {
  const FixedClock clock;
  Register reg = a_register(clock);
  const PersonId first = reg.add_person(a_person());
  const PersonId second = reg.add_person(a_person());
  const PersonId third = reg.add_person(a_person());
  clock.move_to(Date{2012, 2, 1});
  reg.replace(first, born("1979"), first.value);
  reg.withdraw(second, "twice");
  const auto rows = [&](std::optional<Instant> at) {
    std::vector<std::int64_t> found;
    RecordScan scan{reg, record_kind<Person>(), at};
    while (const auto scanned = scan.next()) {
      found.push_back(scanned->id * 10 + scanned->row);
      CHECK(std::holds_alternative<Person>(scanned->record));
    }
    CHECK_FALSE(scan.next().has_value());
    return found;
  };
  CHECK(rows({}) == std::vector{third.value * 11, first.value * 10 + 4});
  CHECK(rows(end_of(Date{2012, 1, 1})) == std::vector<std::int64_t>{11, 22, 33});
  CHECK(rows(end_of(Date{2011, 1, 1})).empty());
}

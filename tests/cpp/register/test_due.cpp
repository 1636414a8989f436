// The work list of an office. All cases are invented.
#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/exchange/answers.hpp>
#include <libcase/register/due.hpp>
#include <libcase/rules/guards.hpp>

#include "support/builders.hpp"
#include "support/errors.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

const Date on{2011, 9, 10};
const Date until{2011, 11, 1};

/// Cases at several stages.
struct Office {
  FixedClock clock;
  Register reg = a_register(clock);
  std::vector<CaseId> cases;

  Office() {
    for (const char* reference : {"one", "two", "three", "four"}) {
      const CaseId id = reg.open_case(reference, Date{2011, 8, 1});
      const PersonId person = reg.add_person(a_person());
      reg.record(UnitMember{id, person, Role::principal, Date{2011, 8, 1}});
      reg.record(ReturnDecision{person, Date{2011, 9, 1}, 28});
      cases.push_back(id);
    }
    reg.record(Application{cases[1], ProgrammeCode{"TEST"}, Date{2011, 8, 10}});
    const AwardId award = reg.record(Award{.case_id = cases[2], .on = Date{2011, 8, 20}});
    reg.record(AwardLine{.award_id = award,
                         .programme = ProgrammeCode{"HRT"},
                         .support = Support::cash,
                         .amount = Money::euro_cents(175'000)});
    const PersonId of_second = reg.file(cases[1]).all<UnitMember>().front()->person_id;
    reg.record(Departure{.case_id = cases[1],
                         .person_id = of_second,
                         .on = Date{2011, 9, 5},
                         .mode = DepartureMode::voluntary});
    reg.record(Arrival{cases[1], of_second, Date{2011, 9, 4}, Country{"IRQ"}});
    reg.record(Closure{cases[3], Date{2011, 9, 9}, ClosureReason::contact_lost});
  }
};

using Row = std::tuple<Date, std::int64_t, std::string>;

} // namespace

TEST_CASE("due: it is what each open case says of itself") {
  const Office office;
  const Catalogue catalogue = Catalogue::shipped();
  std::vector<Row> expected;
  for (const CaseId id : office.cases) {
    const CaseFile file = office.reg.file(id);
    for (const auto& items : {deadlines(file, catalogue, on), next_steps(file, on),
                              observations(file, catalogue, on)}) {
      for (const WorkItem& item : items) {
        if (item.on < until && status_of(file, on)->status != ReturnStatus::closed) {
          expected.emplace_back(item.on, id.value, item.code);
        }
      }
    }
  }
  std::vector<Row> found;
  Date last{1900, 1, 1};
  for (const DueItem& row : due(office.reg, catalogue, on, until)) {
    found.emplace_back(row.on, row.case_id->value, row.code);
    CHECK(last <= row.on);
    CHECK(row.reference == office.reg.reference_of(*row.case_id));
    CHECK(row.days_waiting == on.days_since_epoch() - row.on.days_since_epoch());
    last = row.on;
  }
  std::ranges::sort(expected);
  std::ranges::sort(found);
  CHECK(found == expected);
  CHECK(std::ranges::count(found, "arrived_before_departure",
                           [](const Row& row) { return std::get<2>(row); }) == 1);
}

TEST_CASE("due: of a closed case what is asked back stays on the list, and nothing else") {
  const FixedClock clock;
  Register reg = a_register(clock);
  const ACase one = a_case(reg);
  const AwardId award = reg.record(Award{.case_id = one.id, .on = Date{2011, 8, 20}});
  const AwardLineId line = reg.record(AwardLine{.award_id = award,
                                                .person_id = one.person,
                                                .programme = ProgrammeCode{"HRT"},
                                                .support = Support::cash,
                                                .amount = Money::euro_cents(175'000)});
  reg.record(CashPayment{.award_line_id = line,
                         .person_id = one.person,
                         .amount = Money::euro_cents(50'000),
                         .paid_on = Date{2011, 8, 25}});
  const ClaimId claim = reg.record(
      Claim{line, one.person, Date{2011, 9, 1}, Money::euro_cents(50'000), ClaimGround::came_back});
  reg.record(Closure{one.id, Date{2011, 9, 2}, ClosureReason::other});
  const auto codes = [&](const DueFilter& filter = {}) {
    std::vector<std::string> found;
    for (const DueItem& row : due(reg, Catalogue::shipped(), on, until, filter)) {
      found.push_back(row.code);
    }
    return found;
  };
  CHECK(codes() == std::vector<std::string>{"repayment"});
  CHECK(codes({.kinds = {WorkKind::deadline}}).empty());
  reg.record(Reopening{one.id, Date{2011, 9, 3}, "the money came back"});
  reg.record(Repayment{claim, Date{2011, 9, 3}, Money::euro_cents(50'000)});
  reg.record(Closure{one.id, Date{2011, 9, 4}, ClosureReason::other});
  CHECK(codes().empty());
}

TEST_CASE("due: what is to be seen to for a minor stays on the list after the closure") {
  Register reg = a_register_without_safeguards();
  const ACase alone = a_case(reg, "alone", born("1996"));
  reg.record(a_departure(alone.id, alone.person, Date{2011, 9, 1}));
  reg.record(Closure{alone.id, Date{2011, 9, 2}, ClosureReason::other});
  const ACase family = a_case(reg, "family");
  a_member(reg, family.id, Role::child, "2005");
  reg.record(a_departure(family.id, family.person, Date{2011, 9, 1}));
  reg.record(Closure{family.id, Date{2011, 9, 2}, ClosureReason::other});
  const auto codes = [&](const DueFilter& filter = {}) {
    std::vector<std::string> found;
    for (const DueItem& row : due(reg, Catalogue::shipped(), on, Date{2012, 1, 1}, filter)) {
      found.push_back(row.code);
    }
    return found;
  };
  const std::vector<std::string> all{"minor_left_behind", "hand_over_missing", "visit_missing"};
  CHECK(codes() == all);
  CHECK(codes({.kinds = {WorkKind::minors}}) == all);
  CHECK(codes({.kinds = {WorkKind::deadline}}).empty());
  reg.record(HandOver{alone.id, alone.person, Date{2011, 9, 3}, ReceivedBy::relative});
  reg.record(Visit{.case_id = alone.id,
                   .person_id = alone.person,
                   .on = Date{2011, 9, 10},
                   .channel = VisitChannel::telephone,
                   .was_reached = true});
  CHECK(codes() == std::vector<std::string>{"minor_left_behind"});
}

TEST_CASE("due: a minor who disappeared stays on the list after the closure until found") {
  Register reg = a_register_without_safeguards();
  const ACase gone = a_case(reg, "gone", born("1996"));
  Departure departure = a_departure(gone.id, gone.person, Date{2011, 9, 1});
  departure.mode = DepartureMode::unsupervised;
  reg.record(departure);
  reg.record(Closure{gone.id, Date{2011, 9, 2}, ClosureReason::contact_lost});
  const auto is_listed = [&] {
    const auto rows = due(reg, Catalogue::shipped(), on, Date{2012, 1, 1});
    return std::ranges::count(rows, "minor_disappeared", &DueItem::code) == 1;
  };
  CHECK(is_listed());
  reg.record(Reappearance{gone.person, Date{2011, 9, 5}, ReappearanceCause::never_left});
  CHECK_FALSE(is_listed());
}

TEST_CASE("due: what was not yet known is not in it") {
  Office office;
  const Catalogue catalogue = Catalogue::shipped();
  const auto before = due(office.reg, catalogue, on, until);
  const Instant moment = office.clock.now();
  office.clock.move_to(Date{2012, 1, 2});
  const CaseId later = office.reg.open_case("later", Date{2011, 8, 1});
  office.reg.record(Closure{office.cases[0], Date{2011, 9, 9}, ClosureReason::contact_lost});
  const auto known_then = due(office.reg, catalogue, on, until, {}, moment);
  CHECK(answers_to_csv(known_then) == answers_to_csv(before));
  const auto now = due(office.reg, catalogue, on, until);
  const auto has = [&](CaseId id) {
    return std::ranges::any_of(now, [&](const DueItem& row) { return row.case_id == id; });
  };
  CHECK(has(later));
  CHECK_FALSE(has(office.cases[0]));
}

TEST_CASE("due: it ends before a day, and not before it begins") {
  const Office office;
  const Catalogue catalogue = Catalogue::shipped();
  const DueFilter terms{.codes = {"departure_term"}};
  CHECK(due(office.reg, catalogue, on, Date{2011, 9, 29}, terms).empty());
  CHECK(due(office.reg, catalogue, on, Date{2011, 9, 30}, terms).size() == 2);
  CHECK(code_of<InvalidValue>([&] { due(office.reg, catalogue, until, on); }) == "invalid_period");
}

TEST_CASE("due: a code or a programme that no row can have is refused") {
  const Office office;
  const Catalogue catalogue = Catalogue::shipped();
  const auto refusal = [&](const DueFilter& filter) {
    try {
      due(office.reg, catalogue, on, until, filter);
      return std::string{"none"};
    } catch (const Error& error) {
      return error.code() + ": " + error.what();
    }
  };
  const std::string of_code = refusal({.codes = {"booking", "departure_tern"}});
  CHECK(of_code.starts_with("unknown_code: expected as codes of rows some of "));
  CHECK(of_code.ends_with("found 'departure_tern', did you mean 'departure_term'?"));
  CHECK(refusal({.codes = {"above_lime"}}).ends_with("did you mean 'above_line'?"));
  CHECK(refusal({.codes = {"Jane Doe"}}).find("Jane") == std::string::npos);
  for (const std::string_view code : work_codes()) {
    CHECK(refusal({.codes = {std::string{code}}}) == "none");
  }
  for (const std::string_view code : guard_codes()) {
    CHECK(refusal({.codes = {std::string{code}}}) == "none");
  }
  const std::string of_programme = refusal({.programmes = {ProgrammeCode{"AVR-FG"}}});
  CHECK(of_programme.starts_with("no_such_programme: expected one of the programmes "));
  CHECK(of_programme.find("TEST") != std::string::npos); // which an application names
  CHECK(of_programme.ends_with("found 'AVR-FG', did you mean 'AVR-FC'?"));
  CHECK(refusal({.programmes = {ProgrammeCode{"TEST"}, ProgrammeCode{"HRT"}}}) == "none");
}

TEST_CASE("due: a step has the source of the deadline that it rests on") {
  const Office office;
  bool has_booking = false;
  for (const DueItem& row :
       due(office.reg, Catalogue::shipped(), on, until, {.kinds = {WorkKind::step}})) {
    has_booking = has_booking || row.code == "booking";
    const bool rests = row.code == "booking" || row.code == "departure";
    CHECK(row.source.has_value() == rests);
  }
  CHECK(has_booking);
}

TEST_CASE("due: a row tells its item first, and then the case, in every form") {
  const Office office;
  const auto rows = due(office.reg, Catalogue::shipped(), on, until);
  CHECK(answers_to_csv(rows).starts_with("kind,code,on,person_id,programme,record_id,settled_by,"
                                         "source,is_in_principle,text_en,text_nl,case_id,reference,"
                                         "status,days_waiting\r\n"));
}

TEST_CASE("due: questions are told where they are asked for") {
  Office office;
  const Catalogue catalogue = Catalogue::shipped();
  office.reg.record(Application{office.cases[0], ProgrammeCode{"HRT"}, Date{2011, 9, 5}});
  const auto rows = due(office.reg, catalogue, on, until, {.kinds = {WorkKind::question}});
  CHECK_FALSE(rows.empty());
  for (const DueItem& row : rows) {
    CHECK(row.code == "open_question");
    CHECK(row.case_id == office.cases[0]);
    CHECK(find_record_kind(*row.settled_by) != nullptr);
    CHECK_FALSE(row.source->empty());
  }
  const CaseFile file = office.reg.file(office.cases[0]);
  CHECK(rows.size() == questions(file, catalogue, on).size());
}

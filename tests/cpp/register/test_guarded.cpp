// What the register asks of a change beside what one case's file tells: when it became known, who
// confirms, and what stood before. All cases are invented.
#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/register/import.hpp>
#include <libcase/register/record_award.hpp>
#include <libcase/register/register.hpp>

#include "support/builders.hpp"
#include "support/errors.hpp"
#include "support/sql.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

const Date day{2011, 9, 1};
const std::string none = "no error";

template <class Call>
std::string refusal(Call&& call) {
  return code_of<Refused>(call);
}

/// A line of 1,750 euro in cash; payments above 1,000 need a second actor.
AwardLineId a_line(Register& reg, const ACase& one) {
  const AwardId award =
      reg.record(Award{.case_id = one.id, .on = day, .confirm_above = Money::euro_cents(100'000)});
  return reg.record(AwardLine{.award_id = award,
                              .programme = ProgrammeCode{"HRT"},
                              .support = Support::cash,
                              .amount = Money::euro_cents(175'000)});
}

CashPayment an_order(AwardLineId line, PersonId person, std::int64_t cents) {
  return {.award_line_id = line,
          .person_id = person,
          .amount = Money::euro_cents(cents),
          .ordered_on = day};
}

} // namespace

TEST_CASE("guarded: nothing happens after it was known, plans may lie ahead") {
  Register reg = a_register(); // on 1 January 2012
  const ACase one = a_case(reg);
  const auto visited = [&](Date on) {
    return refusal([&] {
      reg.record(Visit{one.id, one.person, on, VisitChannel::telephone, true});
    });
  };
  CHECK(visited(Date{2012, 1, 1}) == none);
  CHECK(visited(Date{2012, 1, 2}) == none); // it may be the next day there
  CHECK(visited(Date{2012, 1, 3}) == "dated_after_recording");
  CHECK(refusal([&] {
          reg.record(a_departure(one.id, one.person, Date{2050, 1, 1}));
        }) == "dated_after_recording");
  const auto line = a_line(reg, one);
  CashPayment payment = an_order(line, one.person, 50'000);
  payment.paid_on = Date{2050, 1, 1};
  CHECK(refusal([&] { reg.record(payment); }) == "dated_after_recording");
  CHECK(refusal([&] {
          reg.record(Booking{one.id, one.person, Date{2012, 1, 1}, Date{2012, 3, 1}});
        }) == none);
  const auto id = reg.record(Visit{one.id, one.person, day, VisitChannel::telephone, true});
  CHECK(refusal([&] {
          reg.replace(id,
                      Visit{one.id, one.person, Date{2013, 1, 1}, VisitChannel::telephone, true},
                      id.value);
        }) == "dated_after_recording");
}

TEST_CASE("guarded: an import is judged by the day on which the office learned it") {
  const TempFolder folder;
  const auto write = [&](const char* name, const char* text) {
    std::ofstream{folder.path() / name} << text;
  };
  write("cases.csv", "reference,recorded_on,opened_on\nC1,2011-01-10,2011-01-10\n"
                     "C2,2011-01-10,2011-02-10\n");
  Register reg = a_register();
  const std::vector<std::filesystem::path> folders{folder.path()};
  const ImportSummary summary = import_records(reg, folders);
  CHECK(summary.rejected == std::map<std::string, std::int64_t>{{"dated_after_recording", 1}});
  CHECK(reg.find_case("C1").has_value());
}

TEST_CASE("guarded: nobody was born more than 120 years before the case") {
  Register reg = a_register();
  const auto opened_with = [&](const char* birth) {
    return refusal([&] { a_case(reg, birth, born(birth)); });
  };
  CHECK(opened_with("1891-08-01") == none); // 120 years to the day of the opening
  CHECK(opened_with("1891-07-31") == "born_too_long_ago");
  CHECK(opened_with("1891") == none); // by the youngest reading
  CHECK(opened_with("1890") == "born_too_long_ago");
}

TEST_CASE("guarded: who confirms is another actor, in a recording of their own") {
  const RegisterFile file = a_register_file();
  Register first = file.open();
  OpenOptions options = options_with(file.clock);
  options.actor = "another clerk";
  Register second = Register::open(file.path, options);
  const ACase one = a_case(first);
  const auto line = a_line(first, one);
  const auto payment = first.record(an_order(line, one.person, 175'000));
  const PaymentOutcome paid{payment, day, PaymentResult::paid};
  const Confirmation confirmed{one.id, {payment.value}, day};
  CHECK(refusal([&] { first.record(paid); }) == "not_confirmed");
  CHECK(refusal([&] { first.record(confirmed); }) == "confirmed_by_the_same");
  second.record(confirmed);
  SUBCASE("then it may be paid") {
    CHECK(refusal([&] { first.record(paid); }) == none);
  }
  SUBCASE("a correction needs a confirmation of its own") {
    first.replace(payment, an_order(line, one.person, 174'900), payment.value);
    CHECK(refusal([&] { first.record(paid); }) == "not_confirmed");
    second.record(confirmed);
    CHECK(refusal([&] { first.record(paid); }) == none);
  }
}

TEST_CASE("guarded: names of who decided and confirmed are of a day before today alone") {
  const FixedClock clock;
  Register reg = a_register(clock);
  const ACase one = a_case(reg);
  const auto line = a_line(reg, one);
  const auto payment = reg.record(an_order(line, one.person, 175'000));
  Confirmation named{.case_id = one.id,
                     .record_id = {payment.value},
                     .on = day,
                     .decided_by = "one",
                     .confirmed_by = "another"};
  CHECK(refusal([&] { reg.record(named); }) == "names_of_history");
  const auto of_today = [&] {
    Recording recording = reg.recording({.at = clock.now()});
    recording.record(named);
    recording.commit();
  };
  CHECK(refusal(of_today) == "names_of_history");
  clock.move_to(Date{2012, 1, 2});
  CHECK(refusal(of_today) == "names_of_history");
  Recording historical = reg.recording({.at = reg.info().last_recorded_at});
  historical.record(named);
  historical.commit();
  CHECK(refusal([&] { reg.record(PaymentOutcome{payment, day, PaymentResult::paid}); }) == none);
  clock.move_to(Date{2012, 1, 3});
  named.confirmed_by = "one";
  Recording again = reg.recording({.at = reg.info().last_recorded_at});
  again.record(named);
  CHECK(refusal([&] { again.commit(); }) == "confirmed_by_the_same");
}

TEST_CASE("guarded: what stood before a change locks nothing, and grows no worse") {
  const RegisterFile file = a_register_file();
  ACase one;
  AwardLineId line;
  CashPaymentId payment;
  {
    Register reg = file.open();
    one = a_case(reg);
    line = a_line(reg, one);
    payment = reg.record(an_order(line, one.person, 100'000));
  }
  Sql{file.path}.execute("UPDATE award_lines SET amount_cents = 50000"); // an old fault
  Register reg = file.open();
  CHECK(refusal([&] {
          reg.record(Visit{one.id, one.person, day, VisitChannel::telephone, true});
        }) == none);
  CHECK(refusal([&] { reg.record(an_order(line, one.person, 100)); }) == "above_line");
  CHECK(refusal([&] {
          reg.replace(payment, an_order(line, one.person, 100'001), payment.value);
        }) == "above_line");
  CHECK(refusal([&] { reg.replace(payment, an_order(line, one.person, 90'000), payment.value); }) ==
        none);
}

namespace {

/// Does one of several things to a case, some of which a guard refuses.
void act_on(Recording& recording, std::size_t at, const ACase& one, AwardId award,
            AwardLineId line) {
  const auto order = [&](std::int64_t cents) {
    recording.record(an_order(line, one.person, cents));
  };
  switch (at % 8) {
  case 0: // above the line, on which something is paid in every other case
    return order(175'000);
  case 1: // twice the same
    order(50'001);
    return order(50'001);
  case 2: // dated after the closure that some of them have
    recording.record(Visit{one.id, one.person, Date{2011, 10, 1}, VisitChannel::telephone, true});
    return;
  case 3: // less than was paid
    recording.replace_any({line.value},
                          AwardLine{.award_id = award,
                                    .programme = ProgrammeCode{"HRT"},
                                    .support = Support::cash,
                                    .amount = Money::euro_cents(40'000)},
                          line.value);
    return;
  case 4: // the only member was never one
    recording.withdraw_any({one.membership.value}, "a mistake");
    return;
  case 5: // paid to somebody who is no member yet
    recording.record(an_order(line, recording.record(a_person()), 100));
    return;
  case 6: // opened by an irregularity
    recording.record(Irregularity{one.id,
                                  {recording.record(an_order(line, one.person, 175'000)).value},
                                  "above_line",
                                  day,
                                  "shown by the bank"});
    return;
  default: // an old fault grows no worse
    recording.record(Visit{one.id, one.person, day, VisitChannel::telephone, true});
  }
}

std::vector<std::string> told(const std::vector<Violation>& violations) {
  std::vector<std::string> lines;
  for (const Violation& violation : violations) {
    lines.push_back(violation.code + " " + violation.table + ": " + violation.sentence);
  }
  return lines;
}

} // namespace

TEST_CASE("guarded: many cases in one recording are judged as each is in one of its own") {
  constexpr std::size_t many = 1'100; // more than are judged at once
  const RegisterFile file = a_register_file();
  std::vector<ACase> cases;
  std::vector<AwardId> awards;
  std::vector<AwardLineId> lines;
  {
    Register reg = file.open();
    Recording recording = reg.recording();
    for (std::size_t at = 0; at < many; ++at) {
      const CaseId id = recording.record(Case{opened_on});
      const PersonId person = recording.record(a_person());
      cases.push_back(
          {id, person, recording.record(UnitMember{id, person, Role::principal, opened_on})});
      awards.push_back(recording.record(Award{.case_id = id, .on = day}));
      lines.push_back(recording.record(AwardLine{.award_id = awards.back(),
                                                 .programme = ProgrammeCode{"HRT"},
                                                 .support = Support::cash,
                                                 .amount = Money::euro_cents(175'000)}));
      if (at % 2 == 0 || at % 8 == 3) {
        recording.record(an_order(lines.back(), person, 50'000));
      }
      if (at % 3 == 0 && at % 8 == 2) {
        recording.record(Closure{id, Date{2011, 9, 20}, ClosureReason::other});
      }
    }
    recording.commit();
  }
  Sql{file.path}.execute("UPDATE award_lines SET amount_cents = 40000 WHERE row % 7 = 0");
  Register reg = file.open();
  std::vector<std::string> apart;
  for (std::size_t at = 0; at < many; ++at) {
    Recording alone = reg.recording();
    act_on(alone, at, cases[at], awards[at], lines[at]);
    std::ranges::move(told(alone.violations()), std::back_inserter(apart));
  }
  Recording together = reg.recording();
  for (std::size_t at = 0; at < many; ++at) {
    act_on(together, at, cases[at], awards[at], lines[at]);
  }
  CHECK(told(together.violations()) == apart);
  CHECK(std::set<std::string>{apart.begin(), apart.end()}.size() > 4);
}

TEST_CASE("guarded: what comes after support has run out is shown to have happened, or refused") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const AwardId award = reg.record(Award{.case_id = one.id, .on = day});
  AwardLine line{.award_id = award,
                 .person_id = one.person,
                 .programme = ProgrammeCode{"HRT"},
                 .support = Support::service,
                 .is_uncapped = true,
                 .until = day.plus_days(10)};
  const AwardLineId id = reg.record(line);
  const auto served = [&](int days) {
    return Service{id, day.plus_days(days), ServiceKind::ticket, Money::euro_cents(100)};
  };
  CHECK(refusal([&] { reg.record(served(9)); }) == none);
  CHECK(refusal([&] { reg.record(served(10)); }) == "service_after_until");
  Recording shown = reg.recording();
  const auto late = shown.record(served(10));
  shown.record(Irregularity{one.id, {late.value}, "service_after_until", day, "an invoice"});
  CHECK(refusal([&] { shown.commit(); }) == none);
  line.until = day.plus_days(9); // of a birth date that was corrected
  CHECK(refusal([&] { reg.replace(id, line, id.value); }) == "service_after_until");
  line.until = day.plus_days(-1);
  CHECK(refusal([&] { reg.record(line); }) == "line_ends_first");
  CHECK(reg.file(one.id).all<AwardLine>().front()->until == day.plus_days(10));
}

TEST_CASE("guarded: an award answers an application of its own case") {
  Register reg = a_register();
  const ACase one = a_case(reg, "one");
  const ACase two = a_case(reg, "two");
  const auto application = reg.record(Application{one.id, ProgrammeCode{"HRT"}, opened_on});
  const auto awarded = [&](const ACase& of) {
    return refusal(
        [&] { reg.record(Award{.case_id = of.id, .application_id = application, .on = day}); });
  };
  CHECK(awarded(two) == "award_of_other_case");
  CHECK(awarded(one) == none);
  CHECK(refusal([&] {
          reg.replace(application, Application{two.id, ProgrammeCode{"HRT"}, opened_on},
                      application.value);
        }) == "award_of_other_case");
  CHECK(refusal([&] {
          reg.record(Refusal{application, day, "never asked"});
        }) == "award_on_refused_application");
  CHECK(refusal([&] { reg.record(Refusal{application, day.plus_days(1), "later"}); }) == none);
  CHECK(refusal([&] { reg.record(Award{.case_id = one.id, .on = opened_on.plus_days(-1)}); }) ==
        "award_before_opening");
}

TEST_CASE("guarded: the same is awarded once, and again only as an irregularity") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  AwardDraft draft{.award = {.case_id = one.id, .on = day},
                   .basis = {.award_id = {},
                             .programme = ProgrammeCode{"HRT"},
                             .version = "2006-07",
                             .rules_digest = "00",
                             .assessed_on = day},
                   .lines = {{.award_id = {},
                              .person_id = one.person,
                              .programme = ProgrammeCode{"HRT"},
                              .support = Support::cash,
                              .amount = Money::euro_cents(175'000)}}};
  const RecordedAward first = record_award(reg, draft);
  CHECK(refusal([&] { record_award(reg, draft); }) == "awarded_again");
  Recording shown = reg.recording();
  const RecordedAward second = record_award(shown, draft);
  shown.record(Irregularity{
      one.id, {second.line_ids.front().value}, "awarded_again", day, "decided in two offices"});
  CHECK(refusal([&] { shown.commit(); }) == none);
  const auto end = reg.record(AwardEnd{first.award_id, day, AwardEndKind::revoked, "given twice"});
  reg.record(AwardEnd{second.award_id, day, AwardEndKind::revoked, "given twice"});
  record_award(reg, draft);
  CHECK(refusal([&] { reg.withdraw(end, "it was not"); }) == "awarded_again");
}

TEST_CASE("guarded: a limit is loosened by a deviation that a second actor confirmed") {
  const RegisterFile file = a_register_file();
  Register first = file.open();
  OpenOptions options = options_with(file.clock);
  options.actor = "another clerk";
  Register second = Register::open(file.path, options);
  const ACase one = a_case(first);
  const AwardLineId line = a_line(first, one);
  Limit limit{.award_id = first.file(one.id).all<Award>().front().id,
              .person_id = {},
              .support = Support::cash,
              .at_most = Money::euro_cents(175'000)};
  const auto id = first.record(limit);
  const auto replaced = [&](const Limit& by) {
    return refusal([&] { first.replace(id, by, current_row(first, id)); });
  };
  const auto at_most = [&](std::int64_t cents) {
    Limit other = limit;
    other.at_most = Money::euro_cents(cents);
    return replaced(other);
  };
  const auto of_form = [&](std::optional<Support> support) {
    Limit other = limit;
    other.support = support;
    return replaced(other);
  };
  CHECK(at_most(175'001) == "limit_loosened");
  CHECK(of_form(Support::in_kind) == "limit_loosened");
  CHECK(refusal([&] { first.withdraw(id, "a mistake"); }) == "limit_loosened");
  CHECK(of_form(std::nullopt) == none); // kind counts in it, too
  CHECK(of_form(Support::cash) == "limit_loosened");
  limit.support.reset();
  SUBCASE("confirmed") {
    const auto deviation =
        first.record(Deviation{id, day, Money::euro_cents(200'000), "illness in the family"});
    CHECK(at_most(200'000) == "limit_loosened");
    second.record(Confirmation{one.id, {deviation.value}, day});
    CHECK(at_most(200'001) == "limit_loosened");
    CHECK(at_most(200'000) == none);
  }
  SUBCASE("another limit bounds the same") {
    Recording recording = first.recording();
    recording.withdraw_any({id.value}, "another one");
    recording.record(limit);
    CHECK(refusal([&] { recording.commit(); }) == none);
  }
  SUBCASE("nothing is left for it to bound") {
    first.withdraw(line, "never granted");
    CHECK(refusal([&] { first.withdraw(id, "never granted"); }) == none);
  }
}

TEST_CASE("guarded: an irregularity opens its guard for the version that it was recorded of") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const AwardLineId line = a_line(reg, one); // of 1,750
  CashPayment payment = an_order(line, one.person, 5'000);
  const auto id = reg.record(payment);
  reg.record(Irregularity{one.id, {id.value}, "above_line", day, "nothing is wrong yet"});
  payment.amount = Money::euro_cents(1'750'000);
  CHECK(refusal([&] { reg.replace(id, payment, current_row(reg, id)); }) == "above_line");
  Recording shown = reg.recording();
  shown.replace_any({id.value}, AnyRecord{payment}, current_row(reg, id));
  shown.record(Irregularity{one.id, {id.value}, "above_line", day, "the bank shows it"});
  CHECK(refusal([&] { shown.commit(); }) == none);
  payment.amount = Money::euro_cents(1'750'001);
  CHECK(refusal([&] { reg.replace(id, payment, current_row(reg, id)); }) == "above_line");
  payment.amount = Money::euro_cents(175'000);
  CHECK(refusal([&] { reg.replace(id, payment, current_row(reg, id)); }) == none);
}

TEST_CASE("guarded: which of the old records that exceed a bound is named makes no difference") {
  const RegisterFile file = a_register_file();
  ACase one;
  AwardLineId line;
  std::vector<CashPaymentId> payments;
  {
    Register reg = file.open();
    one = a_case(reg);
    line = a_line(reg, one);
    for (const std::int64_t cents : {40'000, 50'000}) {
      payments.push_back(reg.record(an_order(line, one.person, cents)));
    }
  }
  Sql{file.path}.execute("UPDATE award_lines SET amount_cents = 80000"); // exceeded by 100 euro
  Register reg = file.open();
  const auto corrected = [&](std::size_t at, std::int64_t cents) {
    CashPayment payment = an_order(line, one.person, cents);
    payment.ordered_on = Date{2011, 9, 2};
    return refusal(
        [&] { reg.replace(payments.at(at), payment, current_row(reg, payments.at(at))); });
  };
  CHECK(corrected(0, 40'001) == "above_line");
  CHECK(corrected(0, 40'000) == none);
  CHECK(corrected(1, 50'001) == "above_line");
  CHECK(corrected(1, 49'999) == none);
  Recording exchanged = reg.recording();
  exchanged.withdraw_any({payments[1].value}, "another one");
  exchanged.record(an_order(line, one.person, 49'998));
  CHECK(refusal([&] { exchanged.commit(); }) == "above_line");
}

TEST_CASE("guarded: an irregularity beside old faults of the same bound stays") {
  const RegisterFile file = a_register_file();
  ACase one;
  AwardLineId line;
  CashPaymentId old;
  {
    Register reg = file.open();
    one = a_case(reg);
    line = a_line(reg, one);
    reg.record(an_order(line, one.person, 81'000));
    old = reg.record(an_order(line, one.person, 9'000));
  }
  Sql{file.path}.execute("UPDATE award_lines SET amount_cents = 80000");
  Register reg = file.open();
  Recording shown = reg.recording();
  const auto beyond = shown.record(an_order(line, one.person, 1'000));
  const auto mark =
      shown.record(Irregularity{one.id, {beyond.value}, "above_line", day, "the bank shows it"});
  shown.commit();
  reg.replace(old, an_order(line, one.person, 8'000), old.value);
  CHECK(refusal([&] { reg.withdraw(mark, "it was right"); }) == "above_line");
}

TEST_CASE("guarded: what an irregularity opens covers no other record") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const AwardLineId line = a_line(reg, one); // of 1,750
  const auto sound = reg.record(an_order(line, one.person, 100'000));
  Recording shown = reg.recording();
  const auto beyond = shown.record(an_order(line, one.person, 90'000));
  const auto mark =
      shown.record(Irregularity{one.id, {beyond.value}, "above_line", day, "the bank shows it"});
  shown.commit();
  SUBCASE("another payment in the place of that one") {
    Recording reissue = reg.recording();
    reissue.record(PaymentOutcome{
        .cash_payment_id = beyond, .on = Date{2011, 9, 2}, .result = PaymentResult::failed});
    reissue.record(an_order(line, one.person, 89'999));
    CHECK(refusal([&] { reissue.commit(); }) == "above_line");
  }
  SUBCASE("another payment in the place of a sound one") {
    Recording other = reg.recording();
    other.withdraw_any({sound.value}, "another one");
    other.record(an_order(line, one.person, 100'000));
    CHECK(refusal([&] { other.commit(); }) == "above_line");
  }
  SUBCASE("the irregularity withdrawn") {
    CHECK(refusal([&] { reg.withdraw(mark, "it was right"); }) == "above_line");
  }
  SUBCASE("the payment corrected beside a new reason") {
    Recording rewritten = reg.recording();
    rewritten.replace_any({beyond.value}, an_order(line, one.person, 500'000), beyond.value);
    rewritten.replace_any(
        {mark.value},
        Irregularity{one.id, {beyond.value}, "above_line", day, "the bank shows all of it"},
        mark.value);
    CHECK(refusal([&] { rewritten.commit(); }) == "above_line");
  }
  SUBCASE("a new reason alone") {
    CHECK(refusal([&] {
            reg.replace(mark, Irregularity{one.id, {beyond.value}, "above_line", day, "two banks"},
                        mark.value);
          }) == none);
    CHECK(refusal([&] { reg.record(an_order(line, one.person, 1)); }) == "above_line");
  }
}

TEST_CASE("guarded: the first of two old awards of the same may be corrected") {
  const RegisterFile file = a_register_file();
  ACase one;
  AwardLine line;
  AwardLineId first;
  {
    Register reg = file.open();
    one = a_case(reg);
    line = {.award_id = reg.record(Award{.case_id = one.id, .on = day}),
            .person_id = one.person,
            .programme = ProgrammeCode{"HRT"},
            .support = Support::cash,
            .amount = Money::euro_cents(175'000)};
    first = reg.record(line);
    AwardLine again = line;
    again.award_id = reg.record(Award{.case_id = one.id, .on = day});
    again.programme = ProgrammeCode{"REAN"};
    reg.record(again);
  }
  Sql{file.path}.execute("UPDATE award_lines SET programme = 'HRT'"); // an old fault
  Register reg = file.open();
  line.amount = Money::euro_cents(150'000);
  CHECK(refusal([&] { reg.replace(first, line, first.value); }) == none);
}

// Lines of a budget: what awards draw, what is left, and who comes too late. All cases are
// invented.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/register/audit.hpp>
#include <libcase/register/budget.hpp>
#include <libcase/register/import.hpp>
#include <libcase/register/record_award.hpp>

#include "support/builders.hpp"
#include "support/errors.hpp"
#include "support/files.hpp"
#include "support/sql.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

const Date day{2011, 9, 1};

Money euro(std::int64_t amount) {
  return Money::euro_cents(100 * amount);
}

BudgetLine a_budget_line(std::int64_t amount) {
  return {.code = "6-2011",
          .from = Date{2011, 1, 1},
          .until = Date{2012, 1, 1},
          .amount = euro(amount),
          .source = "made up"};
}

/// What an award grants in cash from a budget line.
struct Granted {
  AwardId award;
  AwardLineId line;
};

AwardLine a_line(AwardId award, BudgetLineId budget, std::int64_t amount,
                 const char* programme = "HRT") {
  return {.award_id = award,
          .programme = ProgrammeCode{programme},
          .support = Support::cash,
          .amount = euro(amount),
          .budget_line_id = budget};
}

Granted grant(Register& reg, const ACase& one, BudgetLineId budget, std::int64_t amount,
              const char* programme = "HRT") {
  Recording recording = reg.recording();
  const AwardId award = recording.record(Award{.case_id = one.id, .on = day});
  const AwardLineId line = recording.record(a_line(award, budget, amount, programme));
  recording.commit();
  return {award, line};
}

CashPayment an_order(AwardLineId line, PersonId person, std::int64_t amount, Date on = day) {
  return {.award_line_id = line, .person_id = person, .amount = euro(amount), .ordered_on = on};
}

/// "committed/spent/free" in whole euro of the only budget line.
std::string account(const Register& reg, std::optional<Instant> at = {}) {
  const auto accounts = budget_accounts(reg, at);
  REQUIRE(accounts.size() == 1);
  const BudgetAccount& only = accounts.front();
  const auto whole = [](const Money& money) { return std::to_string(money.cents() / 100); };
  return whole(only.committed) + "/" + whole(only.spent) + "/" + whole(only.free());
}

} // namespace

TEST_CASE("budget: an award commits, a payment spends, and what was not given is free again") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto budget = reg.record(a_budget_line(5000));
  CHECK(account(reg) == "0/0/5000");
  const Granted granted = grant(reg, one, budget, 1750);
  CHECK(account(reg) == "1750/0/3250");
  const auto order = reg.record(an_order(granted.line, one.person, 1000));
  CHECK(account(reg) == "1750/0/3250");
  const auto paid = reg.record(PaymentOutcome{order, day, PaymentResult::paid});
  CHECK(account(reg) == "750/1000/3250");
  reg.record(PaymentOutcome{order, day.plus_days(1), PaymentResult::returned});
  CHECK(account(reg) == "1750/0/3250");
  reg.record(Amendment{granted.line, day, euro(1200), "half a family stays"});
  CHECK(account(reg) == "1200/0/3800");
  reg.record(an_order(granted.line, one.person, 200, day.plus_days(2)));
  reg.record(
      AwardEnd{granted.award, day.plus_days(9), AwardEndKind::lapsed, "did not leave in time"});
  CHECK(account(reg) == "200/0/4800"); // what was ordered is still to be paid
  reg.withdraw(paid, "another case");
  CHECK(verify(reg).is_sound());
}

TEST_CASE("budget: what is planned and was not delivered is free once its award has ended") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto budget = reg.record(a_budget_line(5000));
  const AwardId award = reg.record(Award{.case_id = one.id, .on = day});
  AwardLine in_kind = a_line(award, budget, 1000);
  in_kind.support = Support::in_kind;
  const AwardLineId line = reg.record(in_kind);
  const auto plan = reg.record(ReintegrationPlan{one.id, day});
  const auto item = reg.record(PlanItem{plan, line, day, PlanCategory::business, euro(1000)});
  reg.record(PlanApproval{plan, day});
  reg.record(Delivery{item, day.plus_days(1), euro(300)});
  CHECK(account(reg) == "700/300/4000");
  const auto end = reg.record(
      AwardEnd{award, day.plus_days(9), AwardEndKind::revoked, "the journey was refused"});
  CHECK(account(reg) == "0/300/4700");
  const Delivery late{item, day.plus_days(9), euro(600)};
  CHECK(code_of<Refused>([&] { reg.record(late); }) == "delivery_after_award");
  reg.record(Delivery{item, day.plus_days(8), euro(100)});
  CHECK(account(reg) == "0/400/4600");
  Recording shown = reg.recording();
  const auto delivered = shown.record(late);
  shown.record(Irregularity{one.id, {delivered.value}, "delivery_after_award", day, "a receipt"});
  shown.commit();
  CHECK(account(reg) == "0/1000/4000");
  reg.withdraw(end, "of another case");
  CHECK(account(reg) == "0/1000/4000");
  CHECK(verify(reg).is_sound());
}

TEST_CASE("budget: a repayment frees nothing") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto budget = reg.record(a_budget_line(5000));
  const Granted granted = grant(reg, one, budget, 1750);
  CashPayment payment = an_order(granted.line, one.person, 1750);
  payment.paid_on = day;
  reg.record(payment);
  const auto claim =
      reg.record(Claim{granted.line, one.person, day, euro(1750), ClaimGround::came_back});
  reg.record(Repayment{claim, day, euro(1750)});
  CHECK(account(reg) == "0/1750/3250");
}

TEST_CASE("budget: who comes too late is refused, with what is left") {
  const FixedClock clock;
  Register reg = a_register(clock);
  const ACase one = a_case(reg, "one");
  const ACase two = a_case(reg, "two");
  const auto budget = reg.record(a_budget_line(2000));
  grant(reg, one, budget, 1750);
  clock.move_to(Date{2012, 2, 1});
  try {
    grant(reg, two, budget, 251);
    FAIL("not refused");
  } catch (const Refused& error) {
    CHECK(error.code() == "above_budget");
    CHECK(error.place().record == "award_lines");
    CHECK(std::string{error.what()} ==
          "expected at most 250.00 EUR, which are left on the budget line, found 251.00 EUR");
  }
  CHECK(account(reg) == "1750/0/250");
  grant(reg, two, budget, 250);
  CHECK(account(reg) == "2000/0/0");
  CHECK(account(reg, start_of(Date{2012, 1, 15})) == "1750/0/250");
}

TEST_CASE("budget: an amendment draws on it, and so does what is ordered without ceiling") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto budget = reg.record(a_budget_line(2000));
  const Granted granted = grant(reg, one, budget, 1750);
  CHECK(code_of<Refused>([&] {
          reg.record(Amendment{granted.line, day, euro(2001), "a child was born"});
        }) == "above_budget");
  AwardLine open = a_line(granted.award, budget, 0);
  open.amount.reset();
  open.is_uncapped = true;
  const auto uncapped = reg.record(open);
  CHECK(account(reg) == "1750/0/250");
  CHECK(code_of<Refused>([&] { reg.record(an_order(uncapped, one.person, 251)); }) ==
        "above_budget");
  reg.record(an_order(uncapped, one.person, 250));
  CHECK(account(reg) == "2000/0/0");
}

TEST_CASE("budget: what has happened beyond it is recorded with an irregularity that covers it") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto budget = reg.record(a_budget_line(1000));
  const auto beyond = [&](std::int64_t covered) {
    Recording recording = reg.recording();
    const AwardId award = recording.record(Award{.case_id = one.id, .on = day});
    const AwardLineId line = recording.record(a_line(award, budget, 1750));
    recording.record(Irregularity{.case_id = one.id,
                                  .record_id = {line.value},
                                  .guard = "above_budget",
                                  .on = day,
                                  .reason = "awarded before the budget was cut",
                                  .amount = euro(covered)});
    recording.commit();
  };
  CHECK(code_of<Refused>([&] { beyond(749); }) == "above_budget");
  beyond(750);
  CHECK(account(reg) == "1750/0/-750");
  CHECK(budget_accounts(reg).front().irregular == euro(750));
  CHECK(code_of<Refused>([&] { grant(reg, one, budget, 1, "REAN"); }) == "above_budget");
  CHECK(verify(reg).is_sound());
}

TEST_CASE("budget: nobody draws on what an irregularity of another covers beyond its need") {
  Register reg = a_register();
  const ACase one = a_case(reg, "one");
  const ACase two = a_case(reg, "two");
  const auto budget = reg.record(a_budget_line(2000));
  const Granted granted = grant(reg, one, budget, 1750);
  const auto mark = reg.record(Irregularity{.case_id = one.id,
                                            .record_id = {granted.line.value},
                                            .guard = "above_budget",
                                            .on = day,
                                            .reason = "feared to exceed it",
                                            .amount = euro(1000)});
  CHECK(code_of<Refused>([&] { grant(reg, two, budget, 251); }) == "above_budget");
  grant(reg, two, budget, 250);
  reg.withdraw(mark, "it did not");
}

TEST_CASE("budget: an irregularity is not withdrawn from what it covers") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto budget = reg.record(a_budget_line(1000));
  Recording recording = reg.recording();
  const AwardId award = recording.record(Award{.case_id = one.id, .on = day});
  const AwardLineId line = recording.record(a_line(award, budget, 1750));
  const auto mark = recording.record(Irregularity{.case_id = one.id,
                                                  .record_id = {line.value},
                                                  .guard = "above_budget",
                                                  .on = day,
                                                  .reason = "an audit",
                                                  .amount = euro(750)});
  recording.commit();
  CHECK(code_of<Refused>([&] { reg.withdraw(mark, "no"); }) == "above_budget");
}

TEST_CASE("budget: it is not cut below what is committed, and may be raised") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto budget = reg.record(a_budget_line(2000));
  const auto next = reg.record([] {
    BudgetLine line = a_budget_line(100);
    line.code = "6-2012";
    return line;
  }());
  grant(reg, one, budget, 1750);
  const auto refusal = [&](const auto& record) {
    return code_of<Refused>([&] { reg.record(record); });
  };
  CHECK(refusal(BudgetChange{budget, day, euro(-251), "a cut"}) == "above_budget");
  CHECK(refusal(Expenditure{budget, day, euro(251), "an office abroad"}) == "above_budget");
  CHECK(refusal(CarryOver{budget, next, day, euro(251), "left"}) == "above_budget");
  reg.record(Expenditure{budget, day, euro(250), "an office abroad"});
  CHECK(budget_accounts(reg).front().free() == euro(0));
  const auto raised = reg.record(BudgetChange{budget, day, euro(300), "by the spring note"});
  CHECK(budget_accounts(reg).front().free() == euro(300));
  grant(reg, one, budget, 300, "REAN");
  CHECK(code_of<Refused>([&] { reg.withdraw(raised, "never decided"); }) == "above_budget");
  CHECK(code_of<Refused>([&] { reg.replace(budget, a_budget_line(1999), budget.value); }) ==
        "above_budget");
}

TEST_CASE("budget: a line that moves to another budget takes what it drew along") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto first = reg.record(a_budget_line(2000));
  const auto second = reg.record(a_budget_line(3000));
  const Granted granted = grant(reg, one, first, 1750);
  reg.replace(granted.line, a_line(granted.award, second, 1750), granted.line.value,
              "wrong budget");
  const auto accounts = budget_accounts(reg);
  CHECK(accounts[0].committed == euro(0));
  CHECK(accounts[1].committed == euro(1750));
  reg.withdraw(granted.line, "never granted");
  CHECK(budget_accounts(reg)[1].committed == euro(0));
  CHECK(verify(reg).is_sound());
}

TEST_CASE("budget: of two writers the second gets what is left") {
  const RegisterFile file = a_register_file();
  Register reg = file.open();
  const ACase one = a_case(reg, "one");
  const ACase two = a_case(reg, "two");
  const auto budget = reg.record(a_budget_line(2000));
  Register other = file.open();
  grant(reg, one, budget, 1500);
  CHECK(code_of<Refused>([&] { grant(other, two, budget, 1500); }) == "above_budget");
  grant(other, two, budget, 500);
  CHECK(account(reg) == "2000/0/0");
}

TEST_CASE("budget: an award is of the period of its budget line, and in its currency") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  BudgetLine earlier = a_budget_line(2000);
  earlier.until = day;
  const auto budget = reg.record(earlier);
  CHECK(code_of<Refused>([&] { grant(reg, one, budget, 100); }) == "award_outside_budget_period");
  BudgetLine dollars = a_budget_line(2000);
  dollars.amount = Money{200'000, Currency{"USD"}};
  const auto abroad = reg.record(dollars);
  CHECK(code_of<Refused>([&] { grant(reg, one, abroad, 100); }) == "other_currency");
}

TEST_CASE("budget: what is given without ceiling is in its currency") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto budget = reg.record(a_budget_line(2000));
  AwardLine open = a_line(grant(reg, one, budget, 100).award, budget, 0);
  open.amount.reset();
  open.is_uncapped = true;
  const auto line = reg.record(open);
  CashPayment order = an_order(line, one.person, 100);
  order.amount = Money{10'000, Currency{"USD"}};
  CHECK(code_of<Refused>([&] { reg.record(order); }) == "other_currency");
  order.amount = euro(100);
  reg.record(order);
  CHECK(account(reg) == "200/0/1800");
}

TEST_CASE("budget: all that is recorded of a budget line is in its currency") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto budget = reg.record(a_budget_line(2000));
  const auto next = reg.record(a_budget_line(2000));
  const Money dollars{10'000, Currency{"USD"}};
  const auto refusal = [&](const auto& record) {
    return code_of<Refused>([&] { reg.record(record); });
  };
  CHECK(refusal(BudgetChange{budget, day, dollars, "a gift"}) == "other_currency");
  CHECK(refusal(Expenditure{budget, day, dollars, "an office abroad"}) == "other_currency");
  CHECK(refusal(Earmark{budget, "return", dollars, "made up"}) == "other_currency");
  CHECK(refusal(CarryOver{budget, next, day, dollars, "left"}) == "other_currency");
  BudgetLine abroad = a_budget_line(2000);
  abroad.amount = Money{200'000, Currency{"USD"}};
  const auto correct = [&] {
    return code_of<Refused>([&] { reg.replace(budget, abroad, current_row(reg, budget)); });
  };
  grant(reg, one, budget, 100);
  CHECK(correct() == "other_currency");
  CHECK(refusal(BudgetChange{budget, day, euro(100), "more"}) == "no error");
  const auto other = reg.record(a_budget_line(2000));
  CHECK(code_of<Refused>([&] { reg.replace(other, abroad, other.value); }) == "no error");
  AwardLine open = a_line(grant(reg, one, next, 100, "REAN").award, other, 0);
  open.programme = ProgrammeCode{"OZV"};
  open.amount.reset();
  open.is_uncapped = true;
  reg.record(open);
  CHECK(code_of<Refused>([&] {
          reg.replace(other, a_budget_line(2000), current_row(reg, other));
        }) == "other_currency");
}

TEST_CASE("budget: an import leaves out what exceeds it, the later awards first") {
  const TempFolder folder;
  const auto write = [&](const char* name, const std::string& text) {
    std::ofstream{folder.path() / name} << text;
  };
  write("budget_lines.csv", "reference,code,from,until,amount,amount_currency,source\n"
                            "B,6-2011,2011-01-01,2012-01-01,2000.00,EUR,made up\n");
  std::string cases = "reference,opened_on\n";
  std::string persons = "reference,sex\n";
  std::string members = "case,person,role,from\n";
  std::string awards = "reference,case,on\n";
  std::string lines =
      "reference,award,person,programme,support,amount,amount_currency,budget_line\n";
  const std::vector<std::pair<const char*, const char*>> granted{{"2011-03-01", "900.00"},
                                                                 {"2011-02-01", "900.00"},
                                                                 {"2011-05-01", "200.00"},
                                                                 {"2011-04-01", "300.00"}};
  for (std::size_t at = 0; at < granted.size(); ++at) {
    const std::string name = std::to_string(at + 1);
    cases += "C" + name + ",2011-01-01\n";
    persons += "P" + name + ",female\n";
    members += "C" + name + ",P" + name + ",principal,2011-01-01\n";
    awards += "A" + name + ",C" + name + "," + granted[at].first + "\n";
    lines +=
        "L" + name + ",A" + name + ",P" + name + ",HRT,cash," + granted[at].second + ",EUR,B\n";
  }
  write("cases.csv", cases);
  write("persons.csv", persons);
  write("unit_members.csv", members);
  write("awards.csv", awards);
  write("award_lines.csv", lines);
  Register reg = a_register();
  const std::vector<std::filesystem::path> folders{folder.path()};
  const ImportSummary summary = import_records(reg, folders);
  CHECK(summary.rejected == std::map<std::string, std::int64_t>{{"above_budget", 1}});
  CHECK_FALSE(reg.find(record_kind<AwardLine>(), "L4").has_value()); // 300 of the 200 that are left
  CHECK(account(reg) == "2000/0/0");
}

TEST_CASE("budget: each total that somebody changed, removed or put in is found and named") {
  const RegisterFile file = a_register_file();
  BudgetLineId first;
  BudgetLineId second;
  std::vector<std::pair<BudgetLineId, std::int64_t>> moved;
  {
    Register reg = file.open();
    const ACase one = a_case(reg);
    const auto number = [&] { return reg.last_recording_at({}); };
    first = reg.record(a_budget_line(2000));
    second = reg.record(a_budget_line(2000));
    const Granted granted = grant(reg, one, first, 1500);
    moved.emplace_back(first, number());
    const auto order = reg.record(an_order(granted.line, one.person, 1000)); // moves nothing
    reg.record(PaymentOutcome{order, day, PaymentResult::paid});
    moved.emplace_back(first, number());
    AwardLine line = a_line(granted.award, second, 1500);
    reg.replace(granted.line, line, granted.line.value);
    moved.insert(moved.end(), {{first, number()}, {second, number()}});
    CashPayment correction = an_order(granted.line, one.person, 900);
    reg.replace(order, correction, order.value);
    moved.emplace_back(second, number());
    CHECK(verify(reg).is_sound());
  }
  const std::string original = bytes_of(file.path);
  const auto found_after = [&](const std::string& sql) {
    std::ofstream{file.path, std::ios::binary} << original;
    Sql{file.path}.execute(sql);
    std::string found;
    for (const Tampering& one : verify(file.open_read_only()).found) {
      found += one.table + " " + std::to_string(one.row) + " " + one.what + "\n";
    }
    return found;
  };
  for (const auto& [line, recording] : moved) {
    const std::string where = " WHERE budget_line = " + std::to_string(line.value) +
                              " AND recording = " + std::to_string(recording);
    const std::string named = "budget_totals " + std::to_string(line.value) + " ";
    const std::string total = ": the total at recording " + std::to_string(recording);
    for (const char* column : {"committed_cents", "spent_cents", "irregular_cents"}) {
      CHECK(found_after("UPDATE budget_totals SET " + std::string{column} + " = " + column +
                        " + 1" + where) ==
            named + "changed" + total + " is not what the records come to\n");
    }
    CHECK(found_after("DELETE FROM budget_totals" + where) == named + "removed" + total + "\n");
  }
  CHECK(found_after("INSERT INTO budget_totals VALUES (" + std::to_string(second.value) + ", " +
                    std::to_string(moved.front().second) + ", 0, 0, 0)") ==
        "budget_totals " + std::to_string(second.value) + " inserted: the total at recording " +
            std::to_string(moved.front().second) + ", which moved nothing\n");
}

TEST_CASE("budget: a line that is for one programme pays no other") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  BudgetLine for_return = a_budget_line(5000);
  for_return.programme = ProgrammeCode{"REAN"};
  const auto budget = reg.record(for_return);
  CHECK(code_of<Refused>([&] { grant(reg, one, budget, 100, "HRT"); }) ==
        "budget_of_other_programme");
  const Granted granted = grant(reg, one, budget, 100, "REAN");
  CHECK(code_of<Refused>([&] {
          reg.replace(granted.line, a_line(granted.award, budget, 100, "HRT"), granted.line.value);
        }) == "budget_of_other_programme");
  for_return.programme = ProgrammeCode{"HRT"};
  const auto moved = [&] {
    try {
      reg.replace(budget, for_return, current_row(reg, budget));
    } catch (const Refused& error) {
      return error.code() + ": " + error.what();
    }
    return std::string{};
  };
  CHECK(moved() == "budget_of_other_programme: expected the lines of awards on the budget line to "
                   "be under HRT, found 1 under others, the first of 2011-09-01");
  for_return.programme.reset();
  CHECK(moved() == "");
  for_return.programme = ProgrammeCode{"REAN"};
  CHECK(moved() == "");
}

TEST_CASE("budget: its period does not move away from the awards on it") {
  Register reg = a_register();
  const ACase one = a_case(reg, "one");
  const ACase two = a_case(reg, "two");
  const auto budget = reg.record(a_budget_line(5000));
  const auto of_other = reg.record(a_budget_line(5000));
  grant(reg, two, of_other, 100);
  const Granted granted = grant(reg, one, budget, 100);
  grant(reg, two, budget, 100, "REAN");
  const auto moved = [&](Date from, Date until) {
    BudgetLine line = a_budget_line(5000);
    line.from = from;
    line.until = until;
    try {
      reg.replace(budget, line, current_row(reg, budget));
    } catch (const Refused& error) {
      CHECK(error.place().record == "budget_lines");
      return error.code() + ": " + error.what();
    }
    return std::string{};
  };
  CHECK(moved(day.plus_days(1), Date{2012, 1, 1}) ==
        "award_outside_budget_period: expected the awards on the budget line to be of its period, "
        "from 2011-09-02 to before 2012-01-01, found 2 of other days, the first of 2011-09-01");
  CHECK_FALSE(moved(Date{2011, 1, 1}, day).empty());
  CHECK(moved(day, day.plus_days(1)) == "");
  reg.record(Irregularity{
      one.id, {granted.line.value}, "award_outside_budget_period", day, "the year was closed"});
  CHECK(moved(Date{2011, 1, 1}, day).find("found 1 of other days") != std::string::npos);
  CHECK(moved(Date{2011, 1, 1}, Date{2013, 1, 1}) == "");
}

TEST_CASE("budget: what is earmarked within it and what came back is told") {
  const FixedClock clock;
  Register reg = a_register(clock);
  const ACase one = a_case(reg);
  const auto budget = reg.record(a_budget_line(5000));
  const auto other = reg.record(a_budget_line(1000));
  const Granted granted = grant(reg, one, budget, 1750);
  CashPayment payment = an_order(granted.line, one.person, 1750);
  payment.paid_on = day;
  reg.record(payment);
  const auto claim =
      reg.record(Claim{granted.line, one.person, day, euro(1000), ClaimGround::came_back});
  reg.record(Repayment{claim, day, euro(400)});
  reg.record(Earmark{budget, "victims of trafficking", euro(2000), "made up"});
  const auto mistaken = reg.record(Repayment{claim, day, euro(1)});
  clock.move_to(Date{2012, 2, 1});
  reg.withdraw(mistaken, "of another case");
  reg.record(Repayment{claim, day, euro(100)});
  const auto accounts = budget_accounts(reg);
  CHECK(accounts[0].earmarked == euro(2000));
  CHECK(accounts[0].repaid == euro(500));
  CHECK(accounts[0].free() == euro(3250)); // of neither
  CHECK(accounts[1].budget_line_id == other);
  CHECK(accounts[1].earmarked == euro(0));
  CHECK(accounts[1].repaid == euro(0));
  CHECK(budget_accounts(reg, start_of(Date{2012, 1, 15}))[0].repaid == euro(401));
}

TEST_CASE("budget: the award of an assessment is paid from the lines of its forms of support") {
  Register reg = a_register();
  const ACase one = a_case(reg);
  const auto cash = reg.record(a_budget_line(500));
  const auto kind = reg.record(a_budget_line(5000));
  AwardDraft draft{.award = {.case_id = one.id, .on = day},
                   .basis = {.award_id = {},
                             .programme = ProgrammeCode{"AVR-FC"},
                             .version = "2011",
                             .rules_digest = "00",
                             .assessed_on = day}};
  for (const Support support : {Support::cash, Support::in_kind, Support::service}) {
    draft.lines.push_back({.award_id = {},
                           .programme = ProgrammeCode{"AVR-FC"},
                           .support = support,
                           .amount = euro(501)});
  }
  CHECK(code_of<Refused>([&] {
          record_award(reg, draft, "", {{Support::cash, cash}});
        }) == "above_budget");
  draft.lines.front().amount = euro(500);
  record_award(reg, draft, "", {{Support::cash, cash}, {Support::in_kind, kind}});
  const auto accounts = budget_accounts(reg);
  CHECK(accounts[0].committed == euro(500));
  CHECK(accounts[1].committed == euro(501));
  CHECK_FALSE(reg.file(one.id).all<AwardLine>().back()->budget_line_id.has_value());
}

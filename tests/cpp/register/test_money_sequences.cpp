// Awards, payments, plans and budgets in any order, valid and not: what must hold after each step.
// All cases are invented.
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/register/audit.hpp>
#include <libcase/register/budget.hpp>
#include <libcase/rules/award_use.hpp>

#include "support/builders.hpp"
#include "support/generated.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

const Date first_day{2011, 3, 1};

/// An office that tries one thing after the other.
class Office {
public:
  explicit Office(std::mt19937& random) : random_(random), reg_(a_register()) {
    for (const char* reference : {"one", "two", "three"}) {
      const CaseId id = reg_.open_case(reference, Date{2011, 1, 1});
      cases_.push_back(id);
      for (int at = 0; at < 2; ++at) {
        const PersonId person = reg_.add_person(a_person());
        reg_.record(UnitMember{id, person, Role::other_relative, Date{2011, 1, 1}});
        persons_.push_back(person);
      }
    }
    for (const int euro : {2000, 5000}) {
      budgets_.push_back(reg_.record(BudgetLine{.code = "B",
                                                .from = Date{2011, 1, 1},
                                                .until = Date{2012, 1, 1},
                                                .amount = Money::euro_cents(100 * euro),
                                                .source = "made up"}));
    }
  }

  /// Tries one thing. What is refused leaves everything as it was.
  void act() {
    const RegisterInfo before = reg_.info();
    try {
      take(drawn(random_, 14));
      ++done_;
    } catch (const Error& error) {
      const bool is_expected = error.category() == Category::refused ||
                               error.category() == Category::wrong_state ||
                               error.code() == "link_to_nothing"; // to what was withdrawn
      if (!is_expected) {
        throw;
      }
      ++refused_;
      const RegisterInfo after = reg_.info();
      REQUIRE(after.head_digest == before.head_digest);
      REQUIRE(after.row_count == before.row_count);
    }
    check();
  }

  const Register& reg() const { return reg_; }
  int done() const { return done_; }
  int refused() const { return refused_; }

private:
  template <class T>
  const T& any_of(const std::vector<T>& values) {
    if (values.empty()) {
      throw WrongState("nothing_yet", "there is none to choose from");
    }
    return values[static_cast<std::size_t>(drawn(random_, static_cast<int>(values.size())))];
  }
  Money an_amount(int most) { return Money::euro_cents(100 * (1 + drawn(random_, most))); }
  Date a_day() { return first_day.plus_days(drawn(random_, 250)); }

  void take(int action) {
    switch (action) {
    case 0:
    case 1:
      return award();
    case 2:
    case 3:
    case 4:
      return pay(false);
    case 5:
      return pay(true);
    case 6:
      reg_.record(PaymentOutcome{any_of(payments_), a_day(),
                                 static_cast<PaymentResult>(drawn(random_, 4))});
      return;
    case 7:
      reg_.record(Amendment{any_of(lines_), a_day(), an_amount(2500), "a reason"});
      return;
    case 8:
      return plan();
    case 9:
      reg_.record(Delivery{any_of(items_), a_day().plus_days(20), an_amount(900)});
      return;
    case 10:
      reg_.record(AwardEnd{any_of(awards_), a_day(), AwardEndKind::lapsed, "a ground"});
      return;
    case 11:
      reg_.record(BudgetChange{any_of(budgets_), first_day,
                               Money::euro_cents(100 * (drawn(random_, 1000) - 500)), "a reason"});
      return;
    case 12: {
      const CashPaymentId payment = any_of(payments_);
      CashPayment changed = std::get<CashPayment>(reg_.history(payment).back().record);
      changed.amount = an_amount(1500);
      reg_.replace(payment, changed, current_row(reg_, payment), "a correction");
      return;
    }
    default:
      reg_.withdraw_any(any_of(all_), "a mistake");
    }
  }

  void award() {
    Recording recording = reg_.recording();
    const CaseId id = any_of(cases_);
    const AwardId award = recording.record(Award{.case_id = id, .on = a_day()});
    std::vector<AwardLineId> lines;
    for (const Support support : {Support::cash, Support::in_kind}) {
      AwardLine line{.award_id = award, .programme = ProgrammeCode{"HRT"}, .support = support};
      if (drawn(random_, 8) != 0) {
        line.amount = an_amount(1500);
      } else {
        line.is_uncapped = drawn(random_, 2) == 0;
      }
      if (drawn(random_, 3) != 0) {
        line.budget_line_id = any_of(budgets_);
      }
      lines.push_back(recording.record(line));
    }
    if (drawn(random_, 2) == 0) {
      recording.record(Limit{.award_id = award, .at_most = an_amount(3000)});
    }
    recording.commit();
    awards_.push_back(award);
    lines_.insert(lines_.end(), lines.begin(), lines.end());
    all_.push_back({award.value});
    all_.push_back({lines.front().value});
  }

  void pay(bool is_irregular) {
    CashPayment payment{
        .award_line_id = any_of(lines_), .person_id = any_of(persons_), .amount = an_amount(1500)};
    (drawn(random_, 2) == 0 ? payment.paid_on : payment.ordered_on) = a_day();
    Recording recording = reg_.recording();
    const CashPaymentId id = recording.record(payment);
    if (is_irregular) {
      const AwardLine line = std::get<AwardLine>(reg_.history(payment.award_line_id).back().record);
      const Award award = std::get<Award>(reg_.history(line.award_id).back().record);
      for (const char* guard : {"above_line", "above_limit", "paid_outside_unit"}) {
        recording.record(Irregularity{award.case_id, {id.value}, guard, first_day, "an audit"});
      }
      recording.record(Irregularity{
          award.case_id, {id.value}, "above_budget", first_day, "an audit", payment.amount});
    }
    recording.commit();
    payments_.push_back(id);
    all_.push_back({id.value});
  }

  void plan() {
    Recording recording = reg_.recording();
    const AwardLineId line = any_of(lines_);
    const AwardLine granted = std::get<AwardLine>(reg_.history(line).back().record);
    const CaseId id = std::get<Award>(reg_.history(granted.award_id).back().record).case_id;
    const auto plan = recording.record(ReintegrationPlan{id, first_day});
    recording.record(PlanApproval{plan, first_day});
    const auto item =
        recording.record(PlanItem{plan, line, a_day(), PlanCategory::business, an_amount(900)});
    recording.commit();
    items_.push_back(item);
    all_.push_back({item.value});
  }

  void check() const {
    for (const CaseId id : cases_) {
      check_lines(reg_.file(id));
    }
    for (const BudgetAccount& account : budget_accounts(reg_)) {
      REQUIRE(account.free() >= Money::euro_cents(0) - account.irregular);
    }
  }

  /// Without an irregularity of its own no line gives more than was granted on it.
  static void check_lines(const CaseFile& file) {
    for (const auto& line : file.all<AwardLine>()) {
      const LineAccount account = account_of(file, line);
      const bool is_irregular =
          std::ranges::any_of(file.all<CashPayment>(), [&](const auto& payment) {
            return payment->award_line_id == line.id &&
                   std::ranges::any_of(file.all<Irregularity>(), [&](const auto& irregularity) {
                     return irregularity->record_id.value == payment.id.value &&
                            irregularity->guard == "above_line";
                   });
          });
      if (!is_irregular && account.granted) {
        REQUIRE(account.used() <= *account.granted);
      }
      REQUIRE_FALSE((account.is_open() && account.used().cents() > 0 && !is_irregular));
      REQUIRE(account.committed().cents() >= 0);
    }
  }

  std::mt19937& random_;
  Register reg_;
  std::vector<CaseId> cases_;
  std::vector<PersonId> persons_;
  std::vector<BudgetLineId> budgets_;
  std::vector<AwardId> awards_;
  std::vector<AwardLineId> lines_;
  std::vector<CashPaymentId> payments_;
  std::vector<PlanItemId> items_;
  std::vector<RecordId> all_;
  int done_ = 0;
  int refused_ = 0;
};

void run_sequences(int count, int most_acts) {
  int done = 0;
  int refused = 0;
  for (int sequence = 0; sequence < count; ++sequence) {
    const auto seed = static_cast<unsigned>(sequence);
    CAPTURE(seed);
    std::mt19937 random{seed};
    Office office{random};
    const int acts = 10 + drawn(random, most_acts - 9);
    for (int act = 0; act < acts; ++act) {
      office.act();
    }
    REQUIRE(verify(office.reg()).is_sound());
    done += office.done();
    refused += office.refused();
  }
  CHECK(done > 3 * count);
  CHECK(refused > 3 * count);
}

} // namespace

TEST_CASE("money: no order of steps overspends a line or a budget") {
  run_sequences(60, 60);
}

TEST_SUITE_BEGIN("slow");

TEST_CASE("money: no long order of steps overspends a line or a budget") {
  run_sequences(2'000, 200);
}

TEST_SUITE_END();

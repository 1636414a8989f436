// Awards, payments, plans and budgets in any order and by several actors, valid and not: what must
// hold after each step. All cases are invented.
#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <libcase/register/audit.hpp>
#include <libcase/register/budget.hpp>

#include "register/register_access.hpp"
#include "support/builders.hpp"
#include "support/generated.hpp"
#include "support/money_oracle.hpp"

using namespace libcase;
using namespace libcase::testing;

namespace {

const Date first_day{2011, 3, 1};

Money euro(std::int64_t amount) {
  return Money::euro_cents(100 * amount);
}

/// A register in a file, which several actors have open.
class Desk {
public:
  Desk() {
    for (const char* actor : {"a clerk", "another clerk", "an auditor"}) {
      Register& reg = registers_.emplace_back(Register::open(
          folder_.path() / "cases.db", {.actor = actor, .clock = clock_.function()}));
      connection_of(reg).execute("PRAGMA synchronous = OFF"); // no power fails here
    }
  }

  Register& of(std::size_t actor) { return registers_.at(actor); }
  Register& of(const std::string& actor) {
    return of(actor == "a clerk" ? 0 : actor == "another clerk" ? 1 : 2);
  }
  std::size_t size() const { return registers_.size(); }
  const FixedClock& clock() const { return clock_; }

private:
  TempFolder folder_;
  FixedClock clock_;
  std::vector<Register> registers_;
};

/// What an office took of the lines of its budgets at a moment.
struct Remembered {
  Instant at;
  std::map<BudgetLineId, Taken> taken;
};

std::map<BudgetLineId, Taken> accounts(const Register& reg, std::optional<Instant> at = {}) {
  std::map<BudgetLineId, Taken> all;
  for (const BudgetAccount& account : budget_accounts(reg, at)) {
    all[account.budget_line_id] = {.committed = account.committed.cents(),
                                   .spent = account.spent.cents(),
                                   .irregular = account.irregular.cents()};
  }
  return all;
}

/// An office that tries one thing after the other, on cases and budget lines of its own.
class Office {
public:
  Office(Desk& desk, std::vector<std::string>& actors, std::mt19937& random)
      : desk_(desk), actors_(actors), random_(random) {
    Register& reg = desk_.of(0);
    Recording recording = reg.recording();
    const int cases = 1 + drawn(random_, 3);
    for (int at = 0; at < cases; ++at) {
      const CaseId id = recording.record(Case{Date{2011, 1, 1}});
      for (const auto& until : {std::optional<Date>{}, std::optional{first_day.plus_days(180)}}) {
        const PersonId person = recording.record(a_person());
        recording.record(UnitMember{id, person, Role::other_relative, Date{2011, 1, 1}, until});
        persons_.push_back({person, id});
      }
      cases_.push_back(id);
    }
    for (const int amount : {2000, 6000}) {
      budgets_.push_back(recording.record(BudgetLine{.code = "B",
                                                     .from = Date{2011, 1, 1},
                                                     .until = Date{2012, 1, 1},
                                                     .amount = euro(amount),
                                                     .source = "made up"}));
    }
    recording.commit();
    actors_.emplace_back("a clerk");
  }

  /// Tries one thing. What is refused leaves everything as it was.
  void act() {
    desk_.clock().move_to(desk_.clock().now() + std::chrono::seconds{1});
    actor_ = static_cast<std::size_t>(drawn(random_, static_cast<int>(desk_.size())));
    const RecordingHeader before = reg().recording_header(reg().last_recording_at({}));
    touched_.clear();
    try {
      take(drawn(random_, 30));
    } catch (const Error& error) {
      const bool is_expected = error.category() == Category::refused ||
                               error.category() == Category::wrong_state ||
                               error.code() == "link_to_nothing"; // to what was withdrawn
      if (!is_expected) {
        throw;
      }
      ++refused_[error.code()];
      const RecordingHeader after = reg().recording_header(reg().last_recording_at({}));
      REQUIRE(after.number == before.number);
      REQUIRE(after.digest == before.digest);
      check_cases(drawn(random_, 8) == 0 ? cases_ : std::vector<CaseId>{});
      return;
    }
    ++done_;
    actors_.push_back(reg().recording_header(reg().last_recording_at({})).by);
    REQUIRE(static_cast<std::int64_t>(actors_.size()) == before.number + 2);
    check_cases(touched_);
    check_budgets();
  }

  void check_all() {
    taken_.clear();
    check_cases(cases_);
    check_budgets();
  }

  /// What is known of the past does not change.
  void check_past() {
    for (const Remembered& past : remembered_) {
      const auto known = accounts(reg(), past.at);
      for (const BudgetLineId budget : budgets_) {
        const auto found = past.taken.find(budget);
        REQUIRE(known.at(budget) == (found == past.taken.end() ? Taken{} : found->second));
      }
    }
  }

  int done() const { return done_; }
  const std::map<std::string, int>& refused() const { return refused_; }

private:
  template <class T>
  struct Of {
    T id;
    CaseId of;
  };

  Register& reg() { return desk_.of(actor_); }

  template <class T>
  const T& any_of(const std::vector<T>& values) {
    if (values.empty()) {
      throw WrongState("nothing_yet", "there is none to choose from");
    }
    return values[static_cast<std::size_t>(drawn(random_, static_cast<int>(values.size())))];
  }
  /// One of these, and its case is touched.
  template <class T>
  T touch(const std::vector<Of<T>>& values) {
    const Of<T>& one = any_of(values);
    touched_.push_back(one.of);
    return one.id;
  }
  template <class R>
  R standing(Id<R> id) {
    return std::get<R>(reg().history(id).back().record);
  }

  bool once_in(int times) { return drawn(random_, times) == 0; }
  /// Now and then one that nobody may pay.
  Money an_amount(int most) {
    return once_in(60)   ? Money{100, Currency{"USD"}}
           : once_in(60) ? euro(-drawn(random_, 2))
                         : euro(1 + drawn(random_, most));
  }
  Money a_good_amount(int most) { return euro(1 + drawn(random_, most)); }
  Date a_day() {
    return once_in(60) ? Date{2012, 1, 20} : first_day.plus_days(drawn(random_, 250));
  }
  /// Mostly one by which all is given.
  Date a_late_day() { return once_in(8) ? a_day() : first_day.plus_days(280); }
  std::optional<SpendingPlace> a_place() {
    switch (drawn(random_, 3)) {
    case 0:
      return SpendingPlace::host_country;
    case 1:
      return SpendingPlace::country_of_origin;
    default:
      return {};
    }
  }

  template <class R>
  Id<R> kept(const R& record) {
    const CaseId of = touched_.empty() ? CaseId{} : touched_.back();
    Recording recording = reg().recording();
    const Id<R> id = recording.record(record);
    recording.commit();
    all_.push_back({{id.value}, of});
    return id;
  }
  /// Records what is drawn to have happened, now and then with what excuses it.
  template <class R>
  Id<R> happened(const R& record) {
    const CaseId of = touched_.back();
    Recording recording = reg().recording();
    const Id<R> id = recording.record(record);
    std::vector<Of<RecordId>> marks;
    if (once_in(5)) {
      const auto excuse = [&](const char* guard, std::optional<Money> amount = {}) {
        const auto mark =
            recording.record(Irregularity{of, {id.value}, guard, first_day, "an audit", amount});
        marks.push_back({{mark.value}, of});
      };
      for (const char* guard : {"above_line", "above_limit", "line_without_amount",
                                "paid_outside_unit", "award_above_limit", "payment_again"}) {
        if (!once_in(3)) {
          excuse(guard);
        }
      }
      excuse("above_budget", a_good_amount(1500));
    }
    recording.commit();
    all_.push_back({{id.value}, of});
    all_.insert(all_.end(), marks.begin(), marks.end());
    return id;
  }

  void take(int action) {
    switch (action) {
    case 0:
    case 1:
    case 2:
      return award();
    case 3:
    case 4:
    case 5:
    case 6:
    case 7:
    case 8:
      return pay();
    case 9:
    case 10:
    case 11:
      happened(
          PaymentOutcome{touch(payments_), a_day(), static_cast<PaymentResult>(drawn(random_, 4))});
      return;
    case 12:
    case 13:
      happened(Amendment{touch(lines_), a_day(), a_good_amount(2500), "a reason"});
      return;
    case 14:
    case 15:
      return plan();
    case 16:
    case 17:
      happened(Delivery{touch(items_), a_day().plus_days(40), an_amount(900)});
      return;
    case 18:
      happened(Service{touch(lines_), a_day(), ServiceKind::ticket, an_amount(600)});
      return;
    case 19:
      kept(AwardEnd{touch(awards_), a_day(), AwardEndKind::lapsed, "a ground"});
      return;
    case 20:
      return budget();
    case 21: {
      const CashPaymentId payment = touch(payments_);
      CashPayment changed = standing(payment);
      changed.amount = an_amount(1500);
      reg().replace(payment, changed, current_row(reg(), payment), "a correction");
      return;
    }
    case 22: { // to another budget, or to none
      const AwardLineId line = touch(lines_);
      AwardLine changed = standing(line);
      changed.budget_line_id = once_in(3) ? std::optional<BudgetLineId>{} : any_of(budgets_);
      reg().replace(line, changed, current_row(reg(), line), "another budget");
      return;
    }
    case 23:
      deviations_.push_back(
          {kept(Deviation{touch(limits_), a_day(), a_good_amount(4000), "a reason"}),
           touched_.back()});
      return;
    case 24:
    case 25:
      return confirm();
    case 26:
      return recover();
    default:
      reg().withdraw_any(touch(all_), "a mistake");
    }
  }

  void award() {
    const CaseId id = any_of(cases_);
    touched_.push_back(id);
    Recording recording = reg().recording();
    Award granted{.case_id = id, .on = a_day()};
    if (once_in(2)) {
      granted.confirm_above = euro(500);
    }
    const AwardId award = recording.record(granted);
    const ProgrammeCode programme{"P" + std::to_string(drawn(random_, 20))};
    std::vector<AwardLineId> lines;
    for (const Support support : {Support::cash, Support::in_kind, Support::service}) {
      AwardLine line{.award_id = award, .programme = programme, .support = support};
      if (!once_in(8)) {
        line.amount = a_good_amount(1500);
      } else {
        line.is_uncapped = once_in(2);
      }
      if (once_in(2)) {
        line.person_id = a_person_of(id);
      }
      if (!once_in(3)) {
        line.budget_line_id = any_of(budgets_);
      }
      lines.push_back(recording.record(line));
    }
    std::vector<LimitId> limits;
    for (int count = 1 + drawn(random_, 3); count > 0; --count) {
      Limit limit{.award_id = award, .at_most = a_good_amount(3000)};
      if (once_in(2)) {
        limit.support = static_cast<Support>(drawn(random_, 3));
      }
      if (once_in(3)) {
        limit.person_id = a_person_of(id);
      }
      if (once_in(3)) {
        limit.place = SpendingPlace::host_country;
      }
      limits.push_back(recording.record(limit));
    }
    recording.commit();
    awards_.push_back({award, id});
    all_.push_back({{award.value}, id});
    for (const AwardLineId line : lines) {
      lines_.push_back({line, id});
      all_.push_back({{line.value}, id});
    }
    for (const LimitId limit : limits) {
      limits_.push_back({limit, id});
      all_.push_back({{limit.value}, id});
    }
  }

  PersonId a_person_of(CaseId id) {
    std::vector<PersonId> members;
    for (const auto& person : persons_) {
      if (person.of == id) {
        members.push_back(person.id);
      }
    }
    return any_of(members);
  }

  void pay() {
    const AwardLineId line = touch(lines_);
    const CaseId of = touched_.back();
    CashPayment payment{.award_line_id = line,
                        .person_id = once_in(10) ? any_of(persons_).id : a_person_of(of),
                        .amount = an_amount(900)};
    (once_in(2) ? payment.paid_on : payment.ordered_on) = a_day();
    if (!payments_.empty() && once_in(10)) {
      payment = standing(any_of(payments_).id); // the same again
      for (const auto& known : lines_) {
        if (known.id == payment.award_line_id) {
          touched_.push_back(known.of);
        }
      }
    }
    const CaseId paid_in = touched_.back();
    payments_.push_back({happened(payment), paid_in});
  }

  void plan() {
    const AwardLineId line = touch(lines_);
    const CaseId of = touched_.back();
    ReintegrationPlan drawn_up{of, first_day};
    for (const auto& plan : plans_) {
      if (plan.of == of && once_in(2)) {
        drawn_up.replaces_id = plan.id;
      }
    }
    Recording recording = reg().recording();
    const auto plan = recording.record(drawn_up);
    const Date agreed_on = a_day();
    recording.record(PlanApproval{plan, agreed_on.plus_days(drawn(random_, 40) - 5)});
    std::vector<PlanItemId> items;
    for (int count = 1 + drawn(random_, 3); count > 0; --count) {
      items.push_back(recording.record(
          PlanItem{plan, line, agreed_on, PlanCategory::business, an_amount(500), a_place()}));
    }
    recording.commit();
    plans_.push_back({plan, of});
    for (const PlanItemId item : items) {
      items_.push_back({item, of});
      all_.push_back({{item.value}, of});
    }
  }

  void budget() {
    const BudgetLineId line = any_of(budgets_);
    switch (drawn(random_, 3)) {
    case 0:
      kept(BudgetChange{line, first_day, euro(drawn(random_, 1000) - 500), "a reason"});
      return;
    case 1:
      kept(Expenditure{line, first_day, an_amount(300), "an office abroad"});
      return;
    default:
      kept(CarryOver{line, any_of(budgets_), first_day, an_amount(300), "left"});
    }
  }

  /// What needs a second actor; now and then the first one tries it.
  void confirm() {
    const int what = drawn(random_, 4);
    const RecordId id = what < 2    ? RecordId{touch(payments_).value}
                        : what == 2 ? RecordId{touch(deviations_).value}
                                    : RecordId{touch(write_offs_).value};
    kept(Confirmation{touched_.back(), id, first_day});
  }

  void recover() {
    if (claims_.empty() || once_in(3)) {
      const CashPayment given = standing(touch(payments_));
      const CaseId of = touched_.back();
      claims_.push_back({kept(Claim{given.award_line_id, a_person_of(of), a_late_day(),
                                    an_amount(500), ClaimGround::came_back}),
                         of});
    } else if (once_in(2)) {
      kept(Repayment{touch(claims_), a_late_day(), an_amount(400)});
    } else {
      const ClaimId claim = touch(claims_);
      write_offs_.push_back(
          {kept(WriteOff{claim, a_late_day(), an_amount(400), "a reason"}), touched_.back()});
    }
  }

  void check_cases(const std::vector<CaseId>& cases) {
    for (const CaseId id : cases) {
      if (!id.is_set()) {
        continue; // of no case
      }
      const CaseFile file = reg().file(id);
      MoneyOracle oracle{file, actors_};
      const auto broken = oracle.broken();
      REQUIRE_MESSAGE(broken.empty(), broken.front());
      taken_[id] = oracle.taken();
    }
  }

  /// Budgets are what the cases take of them, and are held.
  void check_budgets() {
    std::map<BudgetLineId, Taken> expected;
    for (const auto& [id, of_case] : taken_) {
      for (const auto& [budget, taken] : of_case) {
        expected[budget] += taken;
      }
    }
    for (const BudgetAccount& account : budget_accounts(reg())) {
      if (std::ranges::find(budgets_, account.budget_line_id) == budgets_.end()) {
        continue; // of another office
      }
      const Taken& taken = expected[account.budget_line_id];
      REQUIRE(account.committed.cents() == taken.committed);
      REQUIRE(account.spent.cents() == taken.spent);
      REQUIRE(account.irregular.cents() == taken.irregular);
      REQUIRE(account.free() + account.irregular >= euro(0));
    }
    if (once_in(16)) {
      remembered_.push_back({desk_.clock().now(), std::move(expected)});
    }
  }

  Desk& desk_;
  std::vector<std::string>& actors_; // who made the recordings of the register, by number
  std::mt19937& random_;
  std::size_t actor_ = 0;
  std::vector<CaseId> cases_;
  std::vector<Of<PersonId>> persons_;
  std::vector<BudgetLineId> budgets_;
  std::vector<Of<AwardId>> awards_;
  std::vector<Of<AwardLineId>> lines_;
  std::vector<Of<LimitId>> limits_;
  std::vector<Of<Id<Deviation>>> deviations_;
  std::vector<Of<CashPaymentId>> payments_;
  std::vector<Of<ReintegrationPlanId>> plans_;
  std::vector<Of<PlanItemId>> items_;
  std::vector<Of<ClaimId>> claims_;
  std::vector<Of<Id<WriteOff>>> write_offs_;
  std::vector<Of<RecordId>> all_;
  std::vector<CaseId> touched_; // by the step under way
  std::map<CaseId, std::map<BudgetLineId, Taken>> taken_;
  std::vector<Remembered> remembered_;
  int done_ = 0;
  std::map<std::string, int> refused_;
};

/// A version of a record, and of which.
struct Written {
  std::int64_t id;
  Version version;
};

/// All versions of all records, in the order in which they were written.
std::vector<Written> all_written(const Register& reg) {
  std::vector<Written> written;
  const std::int64_t rows = reg.info().row_count;
  for (std::int64_t id = 1; id <= rows; ++id) {
    try {
      for (Version& version : reg.history(RecordId{id})) {
        written.push_back({id, std::move(version)});
      }
    } catch (const NotFound&) { // the row of a correction
    }
  }
  REQUIRE(static_cast<std::int64_t>(written.size()) == rows);
  std::ranges::sort(written, {}, [](const Written& one) { return one.version.row; });
  return written;
}

/// Recording everything once more, in the same order, gives the same register.
void check_replay(Desk& desk) {
  const Register& original = desk.of(0);
  const auto written = all_written(original);
  Desk other;
  std::map<std::int64_t, std::int64_t> current; // the row of the last version of each record
  for (auto next = written.begin(); next != written.end();) {
    const RecordingHeader header = next->version.recording;
    other.clock().move_to(header.at);
    Recording recording = other.of(header.by).recording({.why = header.why});
    for (; next != written.end() && next->version.recording.number == header.number; ++next) {
      const auto& [id, version] = *next;
      if (version.row == id) {
        recording.record_any(version.record);
      } else {
        recording.replace_any({id}, version.record, current.at(id));
      }
      current[id] = version.row;
    }
    recording.commit();
  }
  REQUIRE(other.of(0).info().head_digest == original.info().head_digest);
  REQUIRE(accounts(other.of(0)) == accounts(original));
}

/// As many between 10 and 20 as between 100 and 200.
int a_length(std::mt19937& random) {
  const double drawn_log = std::uniform_real_distribution{std::log(10.0), std::log(201.0)}(random);
  return static_cast<int>(std::exp(drawn_log));
}

/// Sequences with the seeds from one up to another. So many at a time share a register, in which
/// each has cases and budgets of its own.
void run_sequences(unsigned from, unsigned until) {
  constexpr unsigned at_a_time = 25;
  int done = 0;
  std::map<std::string, int> refused;
  for (unsigned first = from; first < until; first += at_a_time) {
    Desk desk;
    std::vector<std::string> actors{""}; // there is no recording 0
    for (unsigned seed = first; seed < std::min(first + at_a_time, until); ++seed) {
      CAPTURE(seed);
      std::mt19937 random{seed};
      Office office{desk, actors, random};
      for (int acts = a_length(random); acts > 0; --acts) {
        office.act();
      }
      office.check_all();
      office.check_past();
      done += office.done();
      for (const auto& [code, count] : office.refused()) {
        refused[code] += count;
      }
    }
    const Verification verification = verify(desk.of(0));
    REQUIRE_MESSAGE(verification.is_sound(), verification.found.front().what);
    check_replay(desk);
  }
  const auto count = static_cast<int>(until - from);
  CHECK(done > 10 * count);
  for (const char* code :
       {"above_line", "above_limit", "above_budget", "award_above_limit", "above_claim",
        "claim_above_given", "line_without_amount", "place_not_told", "not_confirmed",
        "confirmed_by_the_same", "payment_again", "awarded_again", "limit_loosened",
        "paid_outside_unit", "payment_before_award", "amount_not_positive", "other_currency",
        "dated_after_recording"}) {
    CAPTURE(code);
    CHECK(refused[code] > 0);
  }
}

} // namespace

// 1,000 sequences in parts, which run side by side.
TEST_CASE("money: no order of steps overspends in the first part") {
  run_sequences(0, 250);
}
TEST_CASE("money: no order of steps overspends in the second part") {
  run_sequences(250, 500);
}
TEST_CASE("money: no order of steps overspends in the third part") {
  run_sequences(500, 750);
}
TEST_CASE("money: no order of steps overspends in the fourth part") {
  run_sequences(750, 1000);
}

TEST_SUITE_BEGIN("slow");

// And 20,000.
TEST_CASE("money: no order of very many overspends in the first part") {
  run_sequences(10'000, 15'000);
}
TEST_CASE("money: no order of very many overspends in the second part") {
  run_sequences(15'000, 20'000);
}
TEST_CASE("money: no order of very many overspends in the third part") {
  run_sequences(20'000, 25'000);
}
TEST_CASE("money: no order of very many overspends in the fourth part") {
  run_sequences(25'000, 30'000);
}

TEST_SUITE_END();

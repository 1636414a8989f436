// A combined package, cash and kind, from the assessment to the last invoice, with three steps that
// the register refuses.
//
// Shows: an award made from an assessment, what is given on its lines, what is left of them, where
// the case then stands and what comes next.
// All persons are invented.
#include <iostream>

#include <libcase/libcase.hpp>

using namespace libcase;

namespace {

void attempt(const char* what, const auto& step) {
  try {
    step();
  } catch (const Refused& refusal) {
    std::cout << what << ": refused (" << refusal.code() << "): " << refusal.what() << "\n";
  }
}

/// What the rules ask of each member of the family.
void record_member(Register& reg, CaseId family, PersonId person, Role role) {
  reg.record(UnitMember{family, person, role, Date{2011, 8, 15}});
  reg.record(AsylumProcedure{.person_id = person,
                             .applied_on = Date{2009, 3, 3},
                             .first_decided_on = Date{2010, 5, 1},
                             .first_decision = AsylumDecision::refused});
  reg.record(Stay{person, PlaceKind::vbl, Date{2011, 7, 20}});
  reg.record(TravelDocument{person, Date{2011, 8, 20}, DocumentStatus::held});
}

} // namespace

int main() {
  auto reg = Register::open(":memory:", {.actor = "example"});
  const auto family = reg.open_case("EXAMPLE-2", Date{2011, 8, 15});
  const auto mother = reg.add_person(
      {.sex = Sex::female, .born = BirthDate::exact({1980, 3, 1}), .nationality = Country{"IRQ"}});
  const auto son = reg.add_person(
      {.sex = Sex::male, .born = BirthDate::exact({2004, 2, 29}), .nationality = Country{"IRQ"}});
  record_member(reg, family, mother, Role::principal);
  record_member(reg, family, son, Role::child);
  const Date asked_on{2011, 8, 20};
  reg.record(Application{family, ProgrammeCode{"AVR-FC"}, asked_on, Country{"IRQ"}});
  reg.record(Permission{family, asked_on, true});
  reg.record(Means{family, asked_on, false});
  reg.record(Consent{mother, asked_on, true, true});

  const auto catalogue = Catalogue::shipped();
  const auto assessment = assess(catalogue["AVR-FC"], reg.file(family), Date{2011, 9, 1});
  std::cout << to_text(assessment.outcome) << ": " << assessment.entitlement.total.to_string()
            << "\n";
  const auto award = record_award(reg, award_from(assessment, reg.file(family), Date{2011, 9, 5}));
  const AwardLineId cash = award.line_ids.at(0); // of the mother; then those of her son
  const AwardLineId kind = award.line_ids.at(1);

  CashPayment payment{.award_line_id = cash,
                      .person_id = mother,
                      .amount = Money::euro_cents(1'750'000),
                      .ordered_on = Date{2011, 9, 12}};
  attempt("ten times the amount", [&] { reg.record(payment); });
  payment.amount = Money::euro_cents(175'000);
  const auto ordered = reg.record(payment);
  attempt("the same again", [&] { reg.record(payment); });
  reg.record(PaymentOutcome{ordered, Date{2011, 9, 20}, PaymentResult::paid});

  const auto plan = reg.record(ReintegrationPlan{family, Date{2011, 9, 6}});
  const auto item =
      reg.record(PlanItem{plan, kind, Date{2011, 9, 6}, PlanCategory::business,
                          Money::euro_cents(140'000), SpendingPlace::country_of_origin});
  const Delivery delivery{item, Date{2011, 11, 3}, Money::euro_cents(139'540)};
  attempt("before its approval", [&] { reg.record(delivery); });
  reg.record(PlanApproval{plan, Date{2011, 9, 8}});
  const auto invoice = reg.record(Invoice{.case_id = family,
                                          .delivery_id = reg.record(delivery),
                                          .on = Date{2011, 11, 10},
                                          .amount = delivery.cost});
  reg.record(InvoicePayment{invoice, Date{2011, 11, 20}, Money::euro_cents(100'000)});
  reg.record(InvoicePayment{invoice, Date{2011, 12, 20}, Money::euro_cents(39'540)});

  const CaseFile file = reg.file(family);
  for (const LineAccount& line : line_accounts(file)) {
    std::cout << "granted " << line.granted->to_string() << ", spent " << line.spent().to_string()
              << ", left " << line.left()->to_string() << "\n";
  }
  const Date on{2011, 12, 31};
  std::cout << "on " << on.to_string() << ": " << to_text(status_of(file, on)->status) << "\n";
  for (const WorkItem& step : next_steps(file, on)) {
    std::cout << "next: " << step.text.in(Language::en) << "\n";
  }
}

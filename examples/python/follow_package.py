"""A combined package, cash and kind, from the assessment to the last invoice.

Three steps on the way are refused. All persons are invented.
"""

from collections.abc import Callable
from datetime import date

import libcase


def euro(amount: str) -> libcase.Money:
    return libcase.Money(amount, "EUR")


def attempt(what: str, step: Callable[[], object]) -> None:
    try:
        step()
    except libcase.Refused as refusal:
        print(f"{what}: refused ({refusal.code}): {refusal}")


with libcase.open(":memory:", actor="example") as reg:
    case = reg.open_case("EXAMPLE-2", date(2011, 8, 15))
    mother = reg.add_person(
        libcase.Person(sex="female", born=libcase.BirthDate("1980-03-01"), nationality="IRQ")
    )
    son = reg.add_person(
        libcase.Person(sex="male", born=libcase.BirthDate("2004-02-29"), nationality="IRQ")
    )
    for person, role in ((mother, libcase.Role.principal), (son, libcase.Role.child)):
        reg.record_all(
            [
                libcase.UnitMember(
                    case_id=case, person_id=person, role=role, from_=date(2011, 8, 15)
                ),
                libcase.AsylumProcedure(
                    person_id=person,
                    applied_on=date(2009, 3, 3),
                    first_decided_on=date(2010, 5, 1),
                    first_decision="refused",
                ),
                libcase.Stay(person_id=person, place="vbl", from_=date(2011, 7, 20)),
                libcase.TravelDocument(person_id=person, on=date(2011, 8, 20), status="held"),
            ]
        )
    asked_on = date(2011, 8, 20)
    reg.record_all(
        [
            libcase.Application(case_id=case, programme="AVR-FC", on=asked_on, destination="IRQ"),
            libcase.Permission(case_id=case, on=asked_on, is_granted=True),
            libcase.Means(case_id=case, on=asked_on, can_pay_journey=False),
            libcase.Consent(
                person_id=mother, on=asked_on, ends_procedures=True, allows_data_exchange=True
            ),
        ]
    )

    rules = libcase.Catalogue.shipped()
    assessment = reg.assess(case, rules["AVR-FC"], date(2011, 9, 1))
    print(f"{assessment.outcome}: {assessment.entitlement.total}")
    award = reg.record_award(assessment, date(2011, 9, 5))
    cash, kind, *_ = award.line_ids  # of the mother; then those of her son

    payment = libcase.CashPayment(
        award_line_id=cash,
        person_id=mother,
        amount=euro("1750.00"),
        ordered_on=date(2011, 9, 12),
    )
    attempt("ten times the amount", lambda: reg.record(payment.replace(amount=euro("17500.00"))))
    ordered = reg.record(payment)
    attempt("the same again", lambda: reg.record(payment))
    reg.record(libcase.PaymentOutcome(cash_payment_id=ordered, on=date(2011, 9, 20), result="paid"))

    plan = reg.record(libcase.ReintegrationPlan(case_id=case, on=date(2011, 9, 6)))
    item = reg.record(
        libcase.PlanItem(
            reintegration_plan_id=plan,
            award_line_id=kind,
            on=date(2011, 9, 6),
            category="business",
            budgeted=euro("1400.00"),
            place="country_of_origin",
        )
    )
    delivery = libcase.Delivery(plan_item_id=item, on=date(2011, 11, 3), cost=euro("1395.40"))
    attempt("before its approval", lambda: reg.record(delivery))
    reg.record(libcase.PlanApproval(reintegration_plan_id=plan, on=date(2011, 9, 8)))
    delivered = reg.record(delivery)
    invoice = reg.record(
        libcase.Invoice(
            case_id=case, delivery_id=delivered, on=date(2011, 11, 10), amount=euro("1395.40")
        )
    )
    for day, amount in ((date(2011, 11, 20), "1000.00"), (date(2011, 12, 20), "395.40")):
        reg.record(libcase.InvoicePayment(invoice_id=invoice, on=day, amount=euro(amount)))

    file = reg.file(case)
    for line in file.line_accounts():
        print(f"granted {line.granted}, spent {line.spent}, left {line.left}")
    on = date(2011, 12, 31)
    status = file.status(on)
    print(f"on {on}: {status.status if status else 'not open yet'}")
    for step in file.next_steps(on):
        print(f"next: {step.text}")

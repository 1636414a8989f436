"""A family from application to departure, with a step that the register refuses.

All persons are invented.
"""

from datetime import date

import libcase

with libcase.open(":memory:", actor="example") as reg:
    case = reg.open_case("EXAMPLE-1", date(2011, 8, 15))
    mother = reg.add_person(
        libcase.Person(sex="female", born=libcase.BirthDate("1980"), nationality="IRQ")
    )
    son = reg.add_person(
        libcase.Person(sex="male", born=libcase.BirthDate("2004-02-29"), nationality="IRQ")
    )
    for person, role in ((mother, libcase.Role.principal), (son, libcase.Role.child)):
        reg.record(
            libcase.UnitMember(case_id=case, person_id=person, role=role, from_=date(2011, 8, 15))
        )

    award = reg.record(libcase.Award(case_id=case, on=date(2011, 9, 5)))
    line = reg.record(
        libcase.AwardLine(
            award_id=award,
            person_id=mother,
            programme="AVR-FC",
            support="cash",
            amount=libcase.Money("1750.00", "EUR"),
        )
    )
    payment = libcase.CashPayment(
        award_line_id=line,
        person_id=mother,
        amount=libcase.Money("1750.00", "EUR"),
        paid_on=date(2011, 9, 1),
    )
    try:
        reg.record(payment)
    except libcase.Refused as refusal:
        print(f"refused ({refusal.code}): {refusal}")
    reg.record(payment.replace(paid_on=date(2011, 9, 20)))

    for person in (mother, son):
        reg.record(
            libcase.Departure(
                case_id=case,
                person_id=person,
                on=date(2011, 9, 20),
                destination="IRQ",
                mode="voluntary",
                assisted_by="iom",
            )
        )

    print(f"unit on the day before: {reg.file(case).composition_on(date(2011, 9, 19))}")
    print(libcase.departures(reg, period="2011-09", by=["destination"], count="units"))

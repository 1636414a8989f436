"""A boy of 15 returns alone: what must be on record first, and what is left to do afterwards.

All persons are invented. What the rules ask is an indication.
"""

from datetime import date

import libcase

OPENED = date(2011, 5, 2)
HEARD = date(2011, 5, 20)
LEAVES = date(2011, 6, 27)


def show(asked: libcase.Safeguards) -> None:
    """Print whether somebody may leave, and what is missing."""
    print(f"a minor: {asked.is_minor}, accompanied: {asked.is_accompanied}")
    for finding in asked.findings:
        if finding.verdict != "met":
            print(f"  missing: {finding.text} ({finding.settled_by})")
            print(f"    source: {finding.source}")
    print(f"may leave on {asked.on}: {'yes' if asked.may_leave else 'no'}")


def show_work(reg: libcase.Register, until: date) -> None:
    """Print what is to be seen to for minors on 4 July and is due before a day."""
    work = reg.due(libcase.Catalogue.shipped(), date(2011, 7, 4), until, kinds="minors")
    print(f"to see to before {until}: {len(work)}")
    for row in work:
        print(f"  {row.code}, due on {row.on} ({row.settled_by})")


with libcase.open(":memory:", actor="example") as reg:
    case = reg.open_case("EXAMPLE-4", OPENED)
    boy = reg.add_person(
        libcase.Person(sex="male", born=libcase.BirthDate("1996-02-10"), nationality="AGO")
    )
    reg.record(libcase.UnitMember(case_id=case, person_id=boy, role="principal", from_=OPENED))
    reg.record(libcase.Application(case_id=case, programme="REAN", on=OPENED, destination="AGO"))
    show(reg.file(case).safeguards(boy, LEAVES))

    departure = libcase.Departure(
        case_id=case, person_id=boy, on=LEAVES, destination="AGO", mode="voluntary"
    )
    try:
        reg.record(departure)
    except libcase.Refused as refusal:
        print(f"refused ({refusal.code}): {refusal}")

    guardianship = reg.record(
        libcase.Guardianship(
            person_id=boy, organisation="nidos", appointed_in="here", from_=date(2009, 9, 1)
        )
    )
    reg.record_all(
        [
            libcase.GuardianConsent(
                guardianship_id=guardianship, subject="returning", on=HEARD, answer="given"
            ),
            libcase.MinorView(person_id=boy, on=HEARD, view="wants_to_return", heard_by="guardian"),
            libcase.BestInterestsDecision(
                person_id=boy, on=date(2011, 6, 1), outcome="in_favour_of_return"
            ),
            libcase.ReceptionArrangement(
                person_id=boy,
                kind="family",
                on=date(2011, 6, 6),
                country="AGO",
                carer_is_willing=True,
                carer_is_able=True,
                confirmed_on=date(2011, 6, 14),
                has_address=True,
            ),
        ]
    )
    show(reg.file(case).safeguards(boy, LEAVES))

    reg.record(departure)  # with the gate that it went through
    gates = reg.file(case).all(libcase.DepartureGate)
    judged = gates[0].record.rules_digest == libcase.SafeguardRules.shipped().digest
    print(f"left, judged by the rules of libcase: {'yes' if judged else 'no'}")

    show_work(reg, until=date(2011, 7, 18))
    reg.record(libcase.HandOver(case_id=case, person_id=boy, on=LEAVES, received_by="relative"))
    show_work(reg, until=date(2011, 7, 18))
    show_work(reg, until=date(2011, 10, 1))  # a first visit is due after 90 days

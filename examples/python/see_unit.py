"""A family of which the father leaves first, and the daughter turns 18 before the others leave.

All persons are invented.
"""

from datetime import date

import libcase

OPENED = date(2011, 8, 1)


def show(unit: libcase.UnitComposition) -> None:
    """Print what a unit is, and who is who in it."""
    print(f"{unit.on}: {unit.composition}, by {unit.rests_on}")
    for member in unit.members:
        print(f"  {member.who}: {member.category}")
    for sentence in unit.why:
        print(f"  {sentence}")


with libcase.open(":memory:", actor="example") as reg:
    case = reg.open_case("EXAMPLE-3", OPENED)
    persons = {}
    for role, born in (("principal", "1970"), ("partner", "1972"), ("child", "1993-10")):
        person = reg.add_person(libcase.Person(born=libcase.BirthDate(born)))
        reg.record(
            libcase.UnitMember(
                case_id=case, person_id=person, role=libcase.Role(role), from_=OPENED
            )
        )
        persons[role] = person
    reg.record(libcase.Application(case_id=case, programme="HRT", on=date(2011, 8, 10)))
    reg.record(
        libcase.Departure(
            case_id=case,
            person_id=persons["principal"],
            on=date(2011, 9, 10),
            mode="voluntary",
        )
    )

    file = reg.file(case)
    for one in file.compositions():
        print(one.occasion, end=", ")
        show(one.unit)
    show(file.composition(date(2011, 10, 15)))
    show(file.composition(date(2011, 11, 1)))

    reg.record(
        libcase.AgeAssessment(
            person_id=persons["child"],
            on=date(2011, 11, 1),
            method="medical",
            born=libcase.BirthDate("1994-06-01"),
            margin_months=6,
        )
    )
    age = reg.file(case).age(persons["child"], date(2011, 11, 1))
    print(
        f"the daughter, by all that was found: {age.least} to {age.most}, "
        f"a minor to the safeguards: {age.is_minor}"
    )

    _, _, units, members, _ = libcase.unit_stock(reg, OPENED).rows()[-1]  # of all open cases
    print(f"{units} unit that day, of {members} persons")

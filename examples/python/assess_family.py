"""A family with two children, assessed in August 2011 and in March 2012, and what they may choose.

All persons are invented. What the rules say is an indication.
"""

from datetime import date

import libcase

with libcase.open(":memory:", actor="example") as reg:
    case = reg.open_case("EXAMPLE-1", date(2011, 8, 1))
    family = []
    for role, born in (
        ("principal", "1975"),
        ("partner", "1978"),
        ("child", "2003-05-17"),
        ("child", "2006-11-02"),
    ):
        person = reg.add_person(libcase.Person(born=libcase.BirthDate(born), nationality="IRQ"))
        reg.record(
            libcase.UnitMember(
                case_id=case, person_id=person, role=libcase.Role(role), from_=date(2011, 8, 1)
            )
        )
        family.append(person)
    reg.record_all(
        [
            libcase.AsylumProcedure(
                person_id=family[0],
                applied_on=date(2009, 2, 3),
                first_decided_on=date(2009, 9, 1),
                first_decision="refused",
            ),
            libcase.Permission(case_id=case, on=date(2011, 8, 15), is_granted=True),
            *(
                libcase.Consent(
                    person_id=person,
                    on=date(2011, 8, 15),
                    ends_procedures=True,
                    allows_data_exchange=True,
                )
                for person in family[:2]
            ),
        ]
    )

    rules = libcase.Catalogue.shipped()
    august = reg.assess(case, rules["AVR-FC"], date(2011, 8, 20))
    print(f"{august.programme} in August 2011: {august.outcome}, {august.entitlement.total}")

    march = date(2012, 3, 1)
    undetermined = reg.assess(case, rules["HRT"], march)
    print(f"{undetermined.programme} in March 2012: {undetermined.outcome}")
    for finding in undetermined.findings:
        if finding.verdict is libcase.Verdict.unknown:
            print(f"  {finding.criterion} would be settled by {', '.join(finding.evidence_tables)}")

    reg.record(libcase.Application(case_id=case, programme="HRT", on=march, destination="IRQ"))
    print(reg.assess(case, rules["HRT"], march).explain())

    for offer in reg.allowed_combinations(case, rules, march):
        programmes = " + ".join(offer.programmes)
        print(f"{programmes}: {offer.outcome}, {offer.total}, {offer.unknown_lines} lines unknown")

"""Invented families of whom all is known that the rules of a programme ask for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import builders

import libcase

OPENED = date(2000, 1, 1)
ADULT_BORN = libcase.BirthDate("1970-05-01")


def a_register(path: str | Path = ":memory:", **options: Any) -> libcase.Register:
    """A register that is written to after all the days of these families."""
    clock = builders.a_clock(date(2026, 1, 1))
    return builders.a_register(path, **({"clock": clock} | options))


def a_case(reg: libcase.Register, reference: str = "F-1") -> libcase.CaseId:
    return reg.open_case(reference, OPENED)


def join(
    reg: libcase.Register,
    case: libcase.CaseId,
    role: str,
    born: libcase.BirthDate | None,
    nationality: str = "IRQ",
) -> libcase.PersonId:
    person = reg.add_person(libcase.Person(born=born, nationality=nationality))
    since = max(OPENED, born.latest) if born else OPENED
    reg.record(libcase.UnitMember(case_id=case, person_id=person, role=role, from_=since))
    return person


def what_is_known(
    case: libcase.CaseId,
    persons: Sequence[libcase.PersonId],
    on: date,
    programme: str = "HRT",
    **changes: Any,
) -> list[libcase.Record[Any]]:
    """All that rules ask for, the principal first: refused, permitted, consenting, unbanned."""
    principal = persons[0]
    asylum = {
        "applied_on": date(2000, 3, 1),
        "first_decided_on": date(2000, 9, 1),
        "first_decision": "refused",
    } | changes.get("asylum", {})
    records: list[libcase.Record[Any]] = [
        libcase.AsylumProcedure(person_id=principal, **asylum),
        libcase.Application(case_id=case, programme=programme, on=on, destination="IRQ"),
        libcase.Permission(case_id=case, on=on, is_granted=True),
        libcase.Means(case_id=case, on=on, can_pay_journey=False),
    ]
    for person in persons:
        records += [
            libcase.Consent(
                person_id=person, on=on, ends_procedures=True, allows_data_exchange=True
            ),
            libcase.TravelDocument(person_id=person, on=on, status="held"),
            libcase.EntryBan(person_id=person, from_=on, duration_months=0),
            libcase.Conviction(person_id=person, kind="none", on=on),
            libcase.DublinClaim(person_id=person, on=on, is_claimant=False),
            libcase.Stay(person_id=person, place="own_address", from_=on),
        ]
    return records


def a_family(
    reg: libcase.Register,
    reference: str = "F-1",
    *,
    on: date = date(2012, 3, 1),
    programme: str = "HRT",
    adults: int = 2,
    children: Sequence[libcase.BirthDate | None] | int = 2,
    **changes: Any,
) -> libcase.CaseId:
    if isinstance(children, int):
        years = range(on.year - 5, on.year - 5 - children, -1)
        children = [libcase.BirthDate(f"{year}-02-03") for year in years]
    case = a_case(reg, reference)
    roles = ["principal", *["partner"] * (adults - 1)]
    persons = [join(reg, case, role, ADULT_BORN) for role in roles]
    persons += [join(reg, case, "child", born) for born in children]
    reg.record_all(what_is_known(case, persons, on, programme, **changes))
    if programme == "IN-KIND":
        take_part(reg, persons, on)
    return case


def take_part(reg: libcase.Register, persons: Sequence[libcase.PersonId], on: date) -> None:
    project = reg.record(
        libcase.Project(organisation="An organisation", framework="IN-KIND", granted_on=on)
    )
    for person in persons:
        reg.record(
            libcase.Participation(
                person_id=person, project_id=project, submitted_on=on, approved_on=on
            )
        )


def a_programme(code: str = "OWN-1", **changes: Any) -> dict[str, Any]:
    """A rule file of one's own: adults get 100 in cash, children 40, families at most 250."""
    source = {"source": "a council decision", "certainty": "stated"}
    version = {
        "name": "2011",
        "from": {"date": "2011-01-01", **source},
        "until": {"date": "2013-01-01", **source},
        "criteria": [
            {
                "name": "permission",
                "text": {"en": "permission is given", "nl": "er is toestemming"},
                "when": "permission",
                **source,
            }
        ],
        "benefits": [
            {
                "name": "adult",
                "text": {"en": "money for an adult", "nl": "geld voor een volwassene"},
                "support": "cash",
                "who": "adult",
                "amount": {"euro": "100", **source},
                **source,
            },
            {
                "name": "child",
                "text": {"en": "money for a child", "nl": "geld voor een kind"},
                "support": "cash",
                "who": "child_in_family",
                "amount": {"euro": "40", **source},
                **source,
            },
        ],
        "caps": [{"of": "family", "amount": {"euro": "250", **source}}],
        "combines_with": [{"programme": "REAN", **source}],
    } | changes.pop("version", {})
    return {
        "code": code,
        "name": {"en": "A scheme of our own", "nl": "Een eigen regeling"},
        "implementer": "the town",
        "target_group": {"en": "all who leave", "nl": "wie vertrekt"},
        "version_by": {"date": "application", **source},
        "versions": [version],
    } | changes

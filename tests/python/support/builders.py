"""Registers with invented people in them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any

import libcase


def a_clock(first: datetime.date = date(2012, 1, 1)) -> Callable[[], datetime.datetime]:
    """A clock that is a day later each time it is asked, from noon of the first day."""
    now = datetime.datetime(first.year, first.month, first.day, 11, tzinfo=UTC)

    def tell() -> datetime.datetime:
        nonlocal now
        now += timedelta(days=1)
        return now - timedelta(days=1) + timedelta(hours=1)

    return tell


def a_register(path: str | Path = ":memory:", **options: Any) -> libcase.Register:
    return libcase.open(path, **({"actor": "tests", "clock": a_clock()} | options))


def a_member(
    reg: libcase.Register, case: libcase.CaseId, role: str = "principal", **person: Any
) -> libcase.PersonId:
    fields: dict[str, Any] = {"born": libcase.BirthDate("1980"), "nationality": "IRQ"} | person
    added = reg.add_person(libcase.Person(**fields))
    membership = {"case_id": case, "person_id": added, "role": role, "from_": date(2011, 1, 1)}
    reg.record(libcase.UnitMember(**membership))
    return added


def a_departure(
    case: libcase.CaseId, person: libcase.PersonId, **changes: Any
) -> libcase.Departure:
    fields: dict[str, Any] = {"on": date(2011, 9, 20), "mode": "voluntary"} | changes
    return libcase.Departure(case_id=case, person_id=person, **fields)


def a_departed_person(reg: libcase.Register, reference: str, **changes: Any) -> libcase.DepartureId:
    person_fields = {"sex", "born", "nationality"} & changes.keys()
    case = reg.open_case(reference, date(2011, 1, 1))
    person = a_member(reg, case, **{name: changes.pop(name) for name in person_fields})
    return reg.record(a_departure(case, person, **changes))


def no_safeguards() -> libcase.SafeguardRules:
    """Rules that ask nothing before a minor leaves, for tests of other things."""
    return libcase.SafeguardRules.from_json('{"name": {"en": "none"}}', "none.json")

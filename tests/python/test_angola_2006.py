"""A register of what was published of minors who returned to Angola. All persons are invented.

From January 2006 to August 2007 there were 49, and none stayed in the house in Luanda, which had ten
places (Trouw; the notes of the shipped safeguards). Who they were, when each of them left and who
received them was not published: that is made up here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from builders import a_register

import libcase

DAY = timedelta(days=1)
LEAVE_ON = [date(2006, 1, 9) + number * timedelta(days=12) for number in range(49)]
KEPT = timedelta(days=186)  # a place, should it not go well with relatives
YEARS = "2006..2007"


def a_minor(
    reg: libcase.Register, reference: str, leaves_on: date, nationality: str = "AGO"
) -> tuple[libcase.CaseId, libcase.PersonId]:
    """Return a case of a minor who is alone, with all on record but a place of reception."""
    heard_on = leaves_on - timedelta(days=30)
    case = reg.open_case(reference, leaves_on - timedelta(days=120))
    born = libcase.BirthDate(str(leaves_on.year - 15))
    minor = reg.add_person(libcase.Person(born=born, nationality=nationality))
    guardianship = reg.record(
        libcase.Guardianship(person_id=minor, organisation="nidos", appointed_in="here")
    )
    reg.record_all(
        [
            libcase.UnitMember(case_id=case, person_id=minor, role="principal", from_=heard_on),
            libcase.GuardianConsent(
                guardianship_id=guardianship, subject="returning", on=heard_on, answer="given"
            ),
            libcase.MinorView(person_id=minor, on=heard_on, view="wants_to_return"),
            libcase.BestInterestsDecision(
                person_id=minor, on=heard_on, outcome="in_favour_of_return"
            ),
        ]
    )
    return case, minor


def with_relatives(
    minor: libcase.PersonId, leaves_on: date, country: str = "AGO"
) -> libcase.ReceptionArrangement:
    arranged_on = leaves_on - timedelta(days=20)
    return libcase.ReceptionArrangement(
        person_id=minor,
        kind="family",
        on=arranged_on,
        country=country,
        carer_is_willing=True,
        carer_is_able=True,
        confirmed_on=arranged_on,
        has_address=True,
    )


def a_place(
    case: libcase.CaseId, minor: libcase.PersonId, from_: date, until: date
) -> libcase.FacilityReservation:
    return libcase.FacilityReservation(
        case_id=case,
        person_id=minor,
        facility="luanda",
        on=from_ - timedelta(days=20),
        from_=from_,
        until=until,
    )


def a_return(
    case: libcase.CaseId, minor: libcase.PersonId, on: date, destination: str = "AGO"
) -> list[libcase.Record[Any]]:
    """Return a departure, and the hand-over to relatives at its end."""
    return [
        libcase.Departure(
            case_id=case, person_id=minor, on=on, destination=destination, mode="voluntary"
        ),
        libcase.HandOver(case_id=case, person_id=minor, on=on, received_by="relative"),
    ]


def those_who_returned() -> libcase.Register:
    reg = a_register()
    for number, on in enumerate(LEAVE_ON):
        case, minor = a_minor(reg, f"ANGOLA/{number}", on)
        is_found = number % 5 < 2  # whether relatives are found beforehand
        reg.record(with_relatives(minor, on) if is_found else a_place(case, minor, on, on + KEPT))
        reg.record_all(a_return(case, minor, on))
    elsewhere = date(2006, 7, 3)
    case, minor = a_minor(reg, "CONGO/0", elsewhere, "COD")
    reg.record(with_relatives(minor, elsewhere, "COD"))
    reg.record_all(a_return(case, minor, elsewhere, "COD"))
    return reg


@pytest.fixture(scope="module")
def reg() -> libcase.Register:
    return those_who_returned()


def counts(table: libcase.Table) -> dict[tuple[Any, ...], Any]:
    return {row[:-1]: row[-1] for row in table.rows()}


def in_luanda(days: Iterable[libcase.FacilityDay]) -> list[libcase.FacilityDay]:
    return [day for day in days if day.facility == "luanda"]


@pytest.mark.parametrize("count", ["departures", "persons"])
@pytest.mark.parametrize("period", [YEARS, "2006-01..2007-08"])
def test_forty_nine_minors_returned(reg: libcase.Register, count: str, period: str) -> None:
    frequency = "year" if period == YEARS else "month"
    table = libcase.departures(
        reg,
        period=period,
        frequency=frequency,
        by="age_band",
        age_bands="0-17,18-",
        where={"destination": "AGO"},
        count=count,
    )
    found = counts(table)
    assert sum(found.values()) == 49
    assert {str(when)[:4] for when, _ in found} == {"2006", "2007"}
    assert {ages for _, ages in found} == {"0-17"}


def test_the_european_table_has_all_of_them(reg: libcase.Register) -> None:
    table = libcase.unaccompanied_minors_returned(reg, period=YEARS)
    to_angola = [row for row in table.rows() if row[4] == "AGO"]
    assert sum(int(row[-1] or 0) for row in to_angola) == 49
    assert {row[0] for row in to_angola} >= {"2006-Q1", "2007-Q3"}


def test_each_went_through_the_gate(reg: libcase.Register) -> None:
    for number, on in enumerate(LEAVE_ON):
        case = reg.find_case(f"ANGOLA/{number}")
        assert case is not None
        file = reg.file(case)
        asked = file.safeguards(file.members_on(on)[0].person_id, on)
        assert (asked.is_gated, asked.may_leave) == (True, True)
        assert len(file.all(libcase.DepartureGate)) == 1


def test_none_stayed_in_the_house(reg: libcase.Register) -> None:
    days = in_luanda(reg.facility_days(YEARS))
    assert len(days) == 730
    assert {day.places for day in days} == {10}
    assert {day.present for day in days} == {0}
    assert {day.reserved for day in days} == set(range(11))


def test_an_eleventh_place_on_one_day_is_refused() -> None:
    reg = those_who_returned()
    days = in_luanda(reg.facility_days(YEARS))
    full = next(day.day for day in days if day.reserved == day.places)
    free = next(day.day for day in days if day.day > full and day.reserved < day.places)
    case, minor = a_minor(reg, "ANGOLA/49", full)
    with pytest.raises(libcase.Refused, match=f"on {full}, 10, found 11 minors") as refused:
        reg.record(a_place(case, minor, full, full + DAY))
    assert refused.value.code == "facility_full"
    assert max(day.reserved for day in in_luanda(reg.facility_days(YEARS))) == 10

    with pytest.raises(libcase.Refused) as refused:
        reg.record_all(a_return(case, minor, full))
    assert refused.value.code == "reception_not_arranged"
    reg.record(a_place(case, minor, free, free + DAY))
    reg.record_all(a_return(case, minor, free))

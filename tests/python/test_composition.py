"""What units are and how old their members, in Python and on the command line. All invented."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from builders import a_member
from families import a_register

import libcase

OPENED = date(2011, 8, 1)
BEFORE = date(2011, 9, 30)
AFTER = date(2011, 10, 1)


def a_family(path: Path | str = ":memory:") -> tuple[libcase.Register, libcase.CaseId]:
    """A mother and a daughter who turns 18 between application and departure."""
    reg = a_register(path)
    case = reg.open_case("ONE/1", OPENED)
    mother = a_member(reg, case, role="principal", born=libcase.BirthDate("1970"))
    child = a_member(reg, case, role="child", born=libcase.BirthDate("1993-10-01"))
    reg.record(libcase.Application(case_id=case, programme="HRT", on=date(2011, 8, 10)))
    for person in (mother, child):
        reg.record(
            libcase.Departure(
                case_id=case, person_id=person, on=date(2011, 11, 1), mode="voluntary"
            )
        )
    return reg, case


def test_a_composition_tells_who_is_who() -> None:
    reg, case = a_family()
    unit = reg.file(case).composition(BEFORE)
    assert unit.composition is libcase.Composition.family_with_children
    assert unit.rests_on is libcase.CompositionBasis.roles_and_ages
    assert unit.definition is libcase.MinorityDefinition.national
    mother, child = unit.members
    assert mother.category is libcase.MemberCategory.principal
    assert child.category is libcase.MemberCategory.child_in_family
    assert (child.least_age, child.most_age) == (17, 17)
    assert child.is_minor is libcase.Verdict.met
    assert unit.why == []
    assert "family with children" in str(unit.text)
    assert "gezin met kinderen" in unit.text.in_language("nl")
    assert json.loads(unit.to_json())["members"][1]["category"] == "child_in_family"
    later = reg.file(case).composition(AFTER)
    assert later.members[1].category is libcase.MemberCategory.adult_child
    assert reg.file(case).composition_on(AFTER) is later.composition


def test_a_status_is_judged_at_each_day_that_matters() -> None:
    reg, case = a_family()
    found = reg.file(case).compositions()
    assert [(one.occasion.value, one.unit.composition.value) for one in found] == [
        ("application", "family_with_children"),
        ("departure", "adults"),
        ("departure", "adults"),
    ]


def test_european_statistics_count_everybody_under_18() -> None:
    reg = a_register()
    case = reg.open_case("A-1", OPENED)
    wife = a_member(reg, case, role="principal", born=libcase.BirthDate("1994-03-01"))
    husband = reg.add_person(libcase.Person(born=libcase.BirthDate("1980")))
    reg.record(
        libcase.Relation(
            person_id=wife,
            kind="partner_of",
            relative_id=husband,
            from_=date(2010, 6, 1),
            partnership="marriage",
            is_recognised=True,
        )
    )
    file = reg.file(case)
    by_law = file.composition(BEFORE)
    by_age = file.composition(BEFORE, "european")
    assert by_law.composition is libcase.Composition.single_adult
    assert by_age.composition is libcase.Composition.unaccompanied_minors
    assert by_age.definition is libcase.MinorityDefinition.european
    for unit in (by_law, by_age):
        assert unit.members[0].is_minor is libcase.Verdict.not_met
        assert unit.members[0].is_under_18 is libcase.Verdict.met
    with pytest.raises(ValueError, match="national"):
        file.composition(BEFORE, "dutch")  # type: ignore[arg-type]


def test_an_age_rests_on_all_that_was_found() -> None:
    reg, case = a_family()
    child = reg.file(case).members_on(BEFORE)[1].person_id
    assessment = reg.record(
        libcase.AgeAssessment(
            person_id=child,
            on=AFTER,
            method="medical",
            born=libcase.BirthDate("1995-01-01"),
            margin_months=12,
        )
    )
    age = reg.file(case).age(child, AFTER)
    assert (age.least, age.most) == (15, 18)
    assert age.is_minor is libcase.Verdict.met
    assert age.rests_on == [child, assessment]
    assert reg.file(case).age(child, BEFORE).rests_on == [child]


def test_a_birth_date_recorded_after_a_dispute_counts_again() -> None:
    reg = a_register()
    case = reg.open_case("A-1", OPENED)
    person = a_member(reg, case, role="principal", born=libcase.BirthDate("1996-05-01"))
    reg.record(
        libcase.AgeDispute(
            person_id=person,
            on=date(2011, 8, 10),
            resolved_on=date(2011, 8, 20),
            born=libcase.BirthDate("1990-01-01"),
        )
    )
    assert reg.file(case).age(person, BEFORE).is_minor is libcase.Verdict.not_met
    (stands,) = reg.file(case).all(libcase.Person)
    by_passport = stands.record.replace(born=libcase.BirthDate("1995-02-01"))
    reg.replace(person, by_passport, stands.row, why="a passport was shown")
    (dispute,) = reg.file(case).all(libcase.AgeDispute)
    reg.replace(dispute.id, dispute.record.replace(on=date(2011, 8, 11)), dispute.row)
    age = reg.file(case).age(person, BEFORE)
    assert (age.least, age.most) == (16, 21)
    assert age.is_minor is libcase.Verdict.met


def test_turning_18_stands_in_the_history() -> None:
    reg, case = a_family()
    file = reg.file(case)
    events = [event for event in file.timeline() if event.table == "persons"]
    assert [(event.on, str(event.text)) for event in events] == [(AFTER, "turns 18")]
    assert all(event.on <= BEFORE for event in file.timeline(BEFORE))
    assert "turns 18" in file.page(AFTER, libcase.Catalogue.shipped()).to_text()


def run(*arguments: str | Path, expect: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "libcase", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == expect, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_the_command_unit(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    a_family(path)[0].close()
    shown = run("unit", path, "ONE/1", "--on", BEFORE.isoformat())
    assert shown.startswith("Unit of case ONE/1, on 2011-09-30")
    assert "the unit is: family with children" in shown
    assert "child in a family" in shown
    assert "17; minor: yes; records: " in shown
    assert "2011-11-01  departure (the child)      adults" in shown
    dutch = run("unit", path, "ONE/1", "--on", AFTER.isoformat(), "--language", "nl")
    assert "meerderjarig kind" in dutch
    page = json.loads(run("unit", path, "ONE/1", "--on", "2011-08-10", "--format", "json"))
    assert page["unit"]["rests_on"] == "roles_and_ages"
    assert [age["is_minor"] for age in page["ages_for_safeguards"]] == ["not_met", "met"]
    assert [one["occasion"] for one in page["occasions"]] == [
        "application",
        "departure",
        "departure",
    ]
    nobody = run("unit", path, "ONE/1", "--on", "2010-12-31")
    assert "Nobody is a member of the unit that day." in nobody
    european = run("unit", path, "ONE/1", "--on", BEFORE.isoformat(), "--definition", "european")
    assert "European statistics" in european
    assert "no case with that reference" in run("unit", path, "NONE", expect=2)


def test_the_units_of_all_cases_are_columns() -> None:
    reg, case = a_family()
    alone = reg.open_case("TWO/1", OPENED)
    a_member(reg, alone, role="principal", born=libcase.BirthDate("1980"))
    reg.open_case("THREE/1", OPENED)  # of whom nobody is a member
    units = reg.units(BEFORE)
    assert repr(units) == "UnitColumns(2 units on 2011-09-30, national definition of minors)"
    assert units.definition is libcase.MinorityDefinition.national
    assert units.on == BEFORE
    assert units.nbytes > 0
    assert units.known_at is not None
    frame = units.to_polars()
    assert frame["case_id"].to_list() == [int(case), int(alone)]
    assert frame.select("composition", "rests_on", "is_here", "members", "minors").rows() == [
        ("family_with_children", "roles_and_ages", "met", 2, 1),
        ("single_adult", "roles_and_ages", "met", 1, 0),
    ]
    left = reg.units(date(2011, 11, 2)).to_pandas()
    assert left["is_here"].tolist() == ["not_met", "met"]
    assert len(reg.units(BEFORE, as_known_at=date(2011, 1, 1))) == 0
    assert len(reg.units(BEFORE, definition="european")) == 2


def stock(table: libcase.Table) -> dict[object, tuple[object, ...]]:
    """Units, members and minors by composition, where there are any."""
    return {row[1]: row[2:] for row in table.rows() if row[2]}


def test_units_are_counted_once_and_their_members_by_head() -> None:
    reg, _ = a_family()
    table = libcase.unit_stock(reg, BEFORE)
    assert stock(table) == {"family_with_children": (1, 2, 1), "total": (1, 2, 1)}
    assert stock(libcase.unit_stock(reg, AFTER))["adults"] == (1, 2, 0)
    assert stock(libcase.unit_stock(reg, date(2011, 11, 2))) == {}
    assert stock(libcase.unit_stock(reg, BEFORE, as_known_at=date(2011, 1, 1))) == {}
    assert "national law" in str(table.definition)
    assert "European" in str(libcase.unit_stock(reg, BEFORE, definition="european").definition)
    assert table.to_polars().height == len(table)
    assert table.to_pandas(dates=True)["units"].sum() == 2


def test_somebody_of_two_open_cases_counts_in_each() -> None:
    reg, case = a_family()
    mother = reg.file(case).composition(BEFORE).members[0].person_id
    other = reg.open_case("TWO/1", OPENED)
    reg.record(libcase.UnitMember(case_id=other, person_id=mother, role="principal", from_=OPENED))
    assert stock(libcase.unit_stock(reg, BEFORE)) == {
        "single_adult": (1, 1, 0),
        "family_with_children": (1, 2, 1),
        "total": (2, 3, 1),
    }
    # She leaves with the family, of which the other case knows nothing.
    assert stock(libcase.unit_stock(reg, date(2011, 11, 2)))["total"] == (1, 1, 0)


def test_a_coarse_date_leaves_open_whether_a_unit_is_here() -> None:
    reg = a_register()
    case = reg.open_case("ONE/1", OPENED)
    adult = a_member(reg, case, role="principal", born=libcase.BirthDate("1980"))
    reg.record(
        libcase.Departure(
            case_id=case,
            person_id=adult,
            on=date(2011, 10, 1),
            precision="month",
            mode="voluntary",
        )
    )
    seen = {day: reg.units(day).to_polars()["is_here"][0] for day in (AFTER, date(2011, 10, 9))}
    assert list(seen.values()) == ["met", "unknown"]
    assert stock(libcase.unit_stock(reg, date(2011, 10, 9)))["single_adult"] == (1, 1, 0)
    assert reg.units(date(2011, 11, 1)).to_polars()["is_here"][0] == "not_met"


def test_the_command_units(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    a_family(path)[0].close()
    shown = run("units", path, "--on", BEFORE.isoformat())
    assert "family_with_children" in shown
    assert "units of open cases" in shown
    written = tmp_path / "units.csv"
    run("units", path, "--on", BEFORE.isoformat(), "--output", written)
    assert "2011-09-30,family_with_children,1,2,1" in written.read_text(encoding="utf-8")
    rows = json.loads(run("units", path, "--on", AFTER.isoformat(), "--format", "json"))["rows"]
    assert {row["composition"]: row["units"] for row in rows}["adults"] == 1
    page = tmp_path / "units.html"
    run("units", path, "--on", BEFORE.isoformat(), "--output", page)
    assert "<svg" in page.read_text(encoding="utf-8")
    european = run("units", path, "--on", BEFORE.isoformat(), "--definition", "european")
    assert "European statistics" in european
    run("units", tmp_path / "none.db", "--on", BEFORE.isoformat(), expect=3)


@pytest.mark.parametrize("command", ["unit", "units"])
def test_help_has_an_example_and_the_exit_codes(command: str) -> None:
    shown = run(command, "--help")
    assert f"libcase {command} cases.db" in shown
    assert "Exit codes" in shown

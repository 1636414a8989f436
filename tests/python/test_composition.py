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
    assert "2011-11-01  departure (the child)      adults" in shown
    dutch = run("unit", path, "ONE/1", "--on", AFTER.isoformat(), "--language", "nl")
    assert "meerderjarig kind" in dutch
    page = json.loads(run("unit", path, "ONE/1", "--on", "2011-08-10", "--format", "json"))
    assert page["unit"]["rests_on"] == "roles_and_ages"
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


def test_help_has_an_example_and_the_exit_codes() -> None:
    shown = run("unit", "--help")
    assert "libcase unit cases.db" in shown
    assert "Exit codes" in shown

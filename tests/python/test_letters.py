"""A letter goes to one adult, and tells nothing that was found of others."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from builders import a_register
from families import a_case, a_programme, join, take_part, what_is_known

import libcase

ON = date(2012, 3, 1)
NEGATIONS = re.compile(
    r"\b(no|not|nobody|none|never|cannot|geen|niet|niemand|nooit)\b", re.IGNORECASE
)


class Text(HTMLParser):
    """The elements of a page that are not closed, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def free_of_convictions() -> libcase.Programme:
    criterion = {
        "name": "convictions",
        "text": {"en": "the person is free of such convictions"},
        "scope": "each",
        "when": {"not": {"fact": "convictions", "any_of": ["sex_offence"]}},
        "source": "made up",
        "certainty": "stated",
    }
    programme = a_programme()
    programme["versions"][0]["criteria"].append(criterion)
    return libcase.programme_from_json(json.dumps(programme))


def a_couple(reg: libcase.Register) -> tuple[libcase.CaseId, list[libcase.PersonId]]:
    """One of them was convicted."""
    case = a_case(reg, "COUPLE-1")
    persons = [
        join(reg, case, role, libcase.BirthDate("1975-01-01")) for role in ("principal", "partner")
    ]
    known = what_is_known(case, persons, ON, programme="OWN-1")
    reg.record_all(
        record
        for record in known
        if not isinstance(record, libcase.Conviction) or record.person_id != persons[1]
    )
    reg.record(libcase.Conviction(person_id=persons[1], kind="sex_offence", on=ON))
    return case, persons


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_letter_tells_its_reader_nothing_of_others(language: str) -> None:
    reg = a_register()
    case, (reader, other) = a_couple(reg)
    assessment = reg.assess(case, free_of_convictions(), ON)
    word = {"en": "sex offence", "nl": "zedendelict"}[language]
    assert word in assessment.explain(language)
    page = Text(assessment.letter([reader], language))
    assert page.open == []
    assert word not in page.text
    assert word in Text(assessment.letter([other], language)).text
    assert {"en": "You can get", "nl": "U kunt"}[language] in page.text
    assert {"en": "You cannot", "nl": "U kunt geen"}[language] in assessment.letter(
        [other], language
    )


VARIED: dict[str, Callable[[libcase.PersonId], libcase.Record[Any]]] = {
    "conviction": lambda person: libcase.Conviction(person_id=person, kind="sex_offence", on=ON),
    "ban": lambda person: libcase.EntryBan(
        person_id=person, from_=date(2004, 1, 1), duration_months=240
    ),
    "document": lambda person: libcase.TravelDocument(
        person_id=person, on=ON, status="not_obtainable"
    ),
    "Dublin": lambda person: libcase.DublinClaim(person_id=person, on=ON, is_claimant=True),
    "consent": lambda person: libcase.Consent(
        person_id=person, on=ON, ends_procedures=False, allows_data_exchange=False
    ),
    "asylum": lambda person: libcase.AsylumProcedure(
        person_id=person, applied_on=date(2003, 3, 1), first_decided_on=ON, first_decision="refused"
    ),
    "permit": lambda person: libcase.ResidencePermit(
        person_id=person, kind="permanent", from_=date(2003, 1, 1)
    ),
    "trafficking": lambda person: libcase.Vulnerability(
        person_id=person, ground="trafficking", from_=date(2003, 1, 1)
    ),
    "stay": lambda person: libcase.Stay(person_id=person, place="prison", from_=date(2003, 1, 1)),
    "departure": lambda person: libcase.Departure(
        case_id=libcase.CaseId(1), person_id=person, on=ON, mode="forced", destination="IRQ"
    ),
    "return decision": lambda person: libcase.ReturnDecision(
        person_id=person, on=date(2004, 1, 1), departure_term_days=28
    ),
}
DAYS = {
    "HRT": [date(2009, 5, 1), date(2011, 3, 1), date(2012, 3, 1), date(2016, 3, 1)],
    "IN-KIND": [date(2012, 5, 1), date(2014, 5, 1), date(2016, 5, 1)],
    "OZV": [date(2015, 5, 1)],
    "REAN": [date(2012, 3, 1), date(2016, 9, 5), date(2022, 1, 1)],
    "AVR-FC": [date(2011, 10, 1)],
    "TERUGKEER": [date(2004, 7, 1)],
    "SDT": [date(2011, 3, 1)],
    "EURP": [date(2025, 1, 1)],
    "AVRR-NL": [date(2017, 9, 1)],
}


def a_varied_family(
    code: str, on: date, varied: str | None
) -> tuple[libcase.Assessment, list[libcase.PersonId]]:
    """A couple with a child of whom one thing about the partner is as no rule likes it."""
    reg = a_register()
    case = a_case(reg)
    born = {"principal": "1970-05-01", "partner": "1975-01-01", "child": f"{on.year - 9}-02-01"}
    persons = [join(reg, case, role, libcase.BirthDate(day)) for role, day in born.items()]
    changed = None if varied is None else VARIED[varied](persons[1])
    reg.record_all(
        record
        for record in what_is_known(case, persons, on, programme=code)
        if type(record) is not type(changed) or record.person_id != persons[1]
    )
    if changed is not None:
        reg.record(changed.replace(on=on) if "on" in changed.to_dict() else changed)
    return reg.assess(case, libcase.Catalogue.shipped()[code], on), persons


@pytest.mark.parametrize("code", DAYS)
def test_no_fact_of_another_member_changes_what_is_told(code: str) -> None:
    """But the outcome of the unit, and that it rests on others."""
    for on in DAYS[code]:
        whole, persons = a_varied_family(code, on, None)
        for varied in VARIED:
            other, others = a_varied_family(code, on, varied)
            for told in ([0], [0, 2]):
                usual = whole.told_to([persons[at] for at in told])
                found = other.told_to([others[at] for at in told])
                where = f"{code} {on} {varied} {told}"
                assert found.to_dict()["findings"] == usual.to_dict()["findings"], where
                if whole.outcome == other.outcome:
                    assert found.to_json() == usual.to_json(), where
                    assert other.letter([others[at] for at in told]) == whole.letter(
                        [persons[at] for at in told]
                    ), where
                elif found.outcome != "eligible":
                    assert {finding.verdict for finding in found.findings} & {
                        "not_met",
                        "unknown",
                    } or found.rests_on_others.en, where


@pytest.mark.parametrize("code", ["TERUGKEER", "EURP", "AVRR-NL", "HRT", "IN-KIND"])
def test_nobody_reads_on_which_day_another_member_left(code: str) -> None:
    reg = a_register()
    case = a_case(reg)
    applied = DAYS[code][0]
    left, on = applied + timedelta(days=5), applied + timedelta(days=20)
    reader, other = (
        join(reg, case, role, libcase.BirthDate("1975-01-01")) for role in ("principal", "partner")
    )
    reg.record_all(what_is_known(case, [reader, other], applied, programme=code))
    if code == "IN-KIND":
        take_part(reg, [reader, other], applied)
    reg.record(
        libcase.Departure(
            case_id=case, person_id=other, on=left, mode="voluntary", destination="IRQ"
        )
    )
    assessment = reg.assess(case, libcase.Catalogue.shipped()[code], on)
    told = assessment.told_to([reader])
    for text in (told.explain(), told.to_json(), assessment.letter([reader])):
        assert left.isoformat() not in text
        assert f"{left.day} {left:%B} " not in text


def test_a_letter_prints_on_a4_and_has_the_references_that_are_given() -> None:
    reg = a_register()
    case, (reader, _) = a_couple(reg)
    assessment = reg.assess(case, free_of_convictions(), ON)
    page = assessment.letter([reader], case_reference="COUPLE-1")
    assert "size: A4" in page
    assert "COUPLE-1" in page
    assert "The principal" in page
    assert "Signature of the case worker" in page
    assert "size: A4" in assessment.explain_html()
    assert "http" not in page  # it stands alone
    with pytest.raises(libcase.InvalidValue) as caught:
        assessment.letter([])
    assert caught.value.code == "no_persons"


def test_the_command_line_writes_a_letter(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with a_register(path) as reg:
        _, (reader, _) = a_couple(reg)
        with reg.recording(why="reference") as changes:
            changes.refer("P-17", reader, libcase.Person)
    command = [sys.executable, "-P", "-m", "libcase", "assess", str(path), "COUPLE-1"]
    asked = [*command, "--programme", "HRT", "--on", "2012-03-01", "--letter"]
    done = subprocess.run(
        [*asked, "--told-to", "P-17", "--language", "nl"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "De hoofdpersoon (P-17)" in done.stdout
    refused = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "--letter beside --told-to" in refused.stderr


def test_criteria_say_what_is_so_where_they_are_met() -> None:
    """ "Not met: there is no conviction" has to be read twice."""
    folder = Path(__file__).parents[2] / "libcase" / "programmes"
    for file in sorted(folder.glob("*.json")):
        for version in json.loads(file.read_text(encoding="utf-8")).get("versions", []):
            for criterion in version.get("criteria", []):
                for text in criterion["text"].values():
                    assert not NEGATIONS.search(text), f"{file.name}: {text}"


def test_how_many_used_a_programme_is_told_of_no_case() -> None:
    hrt = libcase.Catalogue.shipped()["HRT"]
    version = hrt.on(date(2011, 6, 1))
    assert any("returned with HRT" in note["text"]["en"] for note in version["background"])
    reg = a_register()
    case, _ = a_couple(reg)
    told = reg.assess(case, hrt, date(2011, 6, 1)).explain()
    assert "returned with HRT" not in told
    assert "People had to choose between HRT" in told

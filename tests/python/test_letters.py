"""A letter goes to one adult, and tells nothing that was found of others."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from families import a_case, a_programme, a_register, join, take_part, what_is_known

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
    reg.record(libcase.SplitReview(case_id=case, on=on, allows_split=True))
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


ROOT = Path(__file__).parents[2]
SHIPPED = {
    file.name: json.loads(file.read_text(encoding="utf-8"))
    for file in sorted((ROOT / "libcase" / "programmes").glob("*.json"))
    if not file.match("*.schema.json")
}
GUIDE = ROOT / "libcase" / "doc" / "write-your-own-programme.md"
EXAMPLES = {
    file.name: json.loads(file.read_text(encoding="utf-8"))
    for file in [*(ROOT / "examples" / "programmes").glob("*.json"), *GUIDE.parent.glob("*.json")]
} | {
    f"block {number} of the guide": json.loads(block)
    for number, block in enumerate(
        re.findall(r"^```json\n(.*?)^```$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    )
}


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """All objects of a document."""
    if isinstance(value, dict):
        yield value
    for member in value.values() if isinstance(value, dict) else value:
        if isinstance(member, dict | list):
            yield from objects(member)


def test_criteria_say_what_is_so_where_they_are_met() -> None:
    """ "Not met: there is no conviction" has to be read twice."""
    for name, document in (SHIPPED | EXAMPLES).items():
        for criterion in objects(document):
            if "text" in criterion and "when" in criterion:
                for text in criterion["text"].values():
                    assert not NEGATIONS.search(text), f"{name}: {text}"


def test_a_shipped_text_writes_money_as_letters_do() -> None:
    bare = re.compile(r"\d euro\b|\beuro \d|€\d[\d,]*(?![\d,.])|€ \d[\d.]*(?![\d.,])")
    for name, document in (SHIPPED | EXAMPLES).items():
        for texts in objects(document):
            for language in ("en", "nl"):
                text = texts.get(language, "")
                assert not bare.search(text), f"{name}: {text}"
                assert ("€ " if language == "en" else "€1") not in text, f"{name}: {text}"


def test_a_note_is_of_each_case_under_the_version() -> None:
    """It is told in letters: no other country, no figure of others, no day after the version."""
    countries = {name for c in libcase.Country.all() for name in (c.name_en, c.name_nl)}
    countries -= {"Netherlands", "Nederland"}
    for name, document in SHIPPED.items():
        for version in document["versions"]:
            first, last = (
                int(version.get(f"attested_{end}", version.get(end, {"date": other}))["date"][:4])
                for end, other in (("from", "1900"), ("until", "2100"))
            )
            first = min(first, int(version.get("from", {"date": "2100"})["date"][:4]))
            last = max(last, int(version.get("until", {"date": "1900"})["date"][:4]))
            for note in version.get("notes", []):
                for text in (note["en"], note["nl"]):
                    assert "€" not in text, f"{name}: {text}"
                    found = [c for c in countries if re.search(rf"\b{re.escape(c)}\b", text)]
                    assert not found, f"{name}: {text}"
                    for year in re.findall(r"\b(?:19|20)\d\d\b", text):
                        assert first <= int(year) <= last, f"{name}: {text}"


def test_who_decides_is_said_where_a_source_says_it() -> None:
    said = {
        name: document["decision"] for name, document in SHIPPED.items() if "decision" in document
    }
    assert set(said) == {"in-kind.json", "rean.json"}
    assert len({decision["en"] for decision in said.values()}) == len(said)
    for code in ("HRT", "AMV", "IN-KIND"):
        reg = a_register()
        case, _ = a_couple(reg)
        closing = reg.assess(case, libcase.Catalogue.shipped()[code], date(2014, 6, 1)).indication
        decision = said.get(f"{code.lower()}.json", {"nl": ""})["nl"]
        assert closing.in_language("nl") == f"Dit is een indicatie. {decision}".strip()


def all_rules() -> Iterator[tuple[libcase.Programme, date]]:
    """The programmes that are shipped or examples, and a day of each of their versions."""
    catalogue = libcase.Catalogue.shipped()
    catalogue.load(ROOT / "examples" / "programmes")
    for versions in itertools.groupby(
        json.loads(catalogue.to_json()), key=lambda version: version["code"]
    ):
        code, found = versions
        for version in found:
            day = version["from"] or version["attested_from"] or version["attested_until"]
            yield catalogue[code], date.fromisoformat(day)


def test_what_is_not_known_is_asked_once_by_a_noun() -> None:
    """ "Not known: application by 3 May; application from 2 April" asks for one day twice."""
    condition = re.compile(
        r" (ten minste|ten hoogste|uiterlijk op|anders dan|op de lijst|buiten de lijst)\b| \+ |niet \("
    )
    asked = 0
    for programme, day in all_rules():
        unit = pyarrow.table({"unit": [1], "assessed_on": [day], "application_on": [day]})
        assessment = libcase.evaluate(programme, unit).assessment(0)
        criteria = {finding.text.in_language("nl") for finding in assessment.findings}
        for line in assessment.entitlement.lines:
            told = line.why_unknown.in_language("nl")
            for questions in re.findall(r"Niet bekend: (.*?)\.(?: |$)", told):
                each = questions.split("; ")
                assert len(each) == len(set(each)), questions
                for question in {*each} - criteria:
                    assert not condition.search(question) or "niet alle landen" in question, (
                        question
                    )
                asked += len(each)
            for period in line.periods:
                assert "vanaf: " not in period.text.in_language("nl")
                assert "from: " not in period.text.in_language("en")
    assert asked > 50


def test_letters_name_versions_and_readings_in_words() -> None:
    for name, document in SHIPPED.items():
        for version in document["versions"]:
            assert "text" in version or re.fullmatch(r"\d{4}(-\d\d)?", version["name"]), name
        for reading in objects(document):
            if "readings" in reading:
                assert all({"en", "nl"} <= {*one["text"]} for one in reading["readings"]), name


def test_how_many_used_a_programme_is_told_of_no_case() -> None:
    hrt = libcase.Catalogue.shipped()["HRT"]
    version = hrt.on(date(2011, 6, 1))
    assert any("returned with HRT" in note["text"]["en"] for note in version["background"])
    reg = a_register()
    case, _ = a_couple(reg)
    told = reg.assess(case, hrt, date(2011, 6, 1)).explain()
    assert "returned with HRT" not in told
    assert "People had to choose between HRT" in told

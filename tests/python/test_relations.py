"""What persons are to each other and who decides for a minor, from Python. All invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from builders import a_member
from families import a_register

import libcase

DAY = date(2011, 9, 1)


def test_a_file_holds_a_minor_with_relations_guardian_consent_and_view() -> None:
    reg = a_register()
    case = reg.open_case("A-1", date(2011, 1, 1))
    minor = a_member(reg, case, born=libcase.BirthDate("1998"))
    mother = reg.add_person(libcase.Person(born=libcase.BirthDate("1975")))
    brother = reg.add_person(libcase.Person(born=libcase.BirthDate("1990")))
    of_minor = [
        libcase.Relation(person_id=mother, kind="parent_of", relative_id=minor, rests_on="dna"),
        libcase.Relation(person_id=brother, kind="sibling_of", relative_id=minor),
    ]
    reg.record_all(of_minor)
    guardianship = reg.record(
        libcase.Guardianship(person_id=minor, organisation="nidos", appointed_in="here", from_=DAY)
    )
    reg.record_all(
        [
            libcase.GuardianConsent(
                guardianship_id=guardianship, subject="returning", on=DAY, answer="given"
            ),
            libcase.MinorView(person_id=minor, on=DAY, view="wants_to_return", heard_by="guardian"),
        ]
    )
    file = reg.file(case)
    assert [found.record for found in file.all(libcase.Relation)] == of_minor
    assert file.person(mother) is not None
    assert file.all(libcase.GuardianConsent)[0].record.answer is libcase.ConsentAnswer.given
    assert file.all(libcase.MinorView)[0].record.view is libcase.ViewOfReturn.wants_to_return


def test_relations_that_cannot_be_are_refused() -> None:
    reg = a_register()
    child = reg.add_person(libcase.Person(born=libcase.BirthDate("1998")))
    parent = reg.add_person(libcase.Person(born=libcase.BirthDate("1999")))
    relation = libcase.Relation(person_id=parent, kind="parent_of", relative_id=child)
    with pytest.raises(libcase.Refused) as refused:
        reg.record(relation)
    assert refused.value.code == "parent_younger_than_child"
    assert refused.value.record == "relations"
    assert "199" not in str(refused.value)
    reg.record(relation.replace(kind="sibling_of"))
    with pytest.raises(libcase.Refused, match="found sibling_of and partner_of"):
        reg.record(relation.replace(kind="partner_of"))


def test_relations_are_imported_by_the_references_of_persons(tmp_path: Path) -> None:
    (tmp_path / "persons.csv").write_text("reference,born\nP1,1980\nP2,2001\n", encoding="utf-8")
    (tmp_path / "relations.csv").write_text(
        "person,kind,relative,from\nP1,parent_of,P2,\nP2,partner_of,P1,2011-01-01\n",
        encoding="utf-8",
    )
    reg = a_register()
    summary = reg.import_records(tmp_path)
    assert summary.added == {"persons": 2, "relations": 1}
    assert summary.rejected == {"relations_overlap": 1}
    (row,) = reg.columns("relations").to_polars().to_dicts()
    assert row["person_id"] == reg.find_person("P1")
    assert row["kind"] == "parent_of"

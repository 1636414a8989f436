"""A small register: the cases of the invented caseload that left first, all their records, a
correction and a withdrawal."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import libcase

CASELOAD = Path(__file__).parents[3] / "examples" / "caseload-2011"
DEPARTURES = 25


def write_small_caseload(folder: Path) -> Path:
    """Of each file, the rows that name no other case than these."""
    lines = (CASELOAD / "departures.csv").read_text().splitlines()
    kept = cases_in("\n".join(lines[1 : 1 + DEPARTURES]))
    folder.mkdir()
    for file in CASELOAD.glob("*.csv"):
        header, *rows = file.read_text().splitlines()
        rows = [row for row in rows if cases_in(row) and cases_in(row) <= kept]
        if rows:
            (folder / file.name).write_text("\n".join([header, *rows]) + "\n")
    return folder


def cases_in(text: str) -> set[str]:
    return set(re.findall(r"invented-\d+", text))


def make_register(folder: Path) -> Path:
    path = folder / "cases.db"
    with libcase.open(path, actor="a clerk") as reg:
        summary = reg.import_records([write_small_caseload(folder / "caseload")])
        assert summary.rejected_count == 0, summary
        case = reg.find_case(min(cases_in((folder / "caseload" / "cases.csv").read_text())))
        assert case is not None
        (person, *_) = reg.file(case).all(libcase.Person)
        corrected = person.record.replace(born=libcase.BirthDate("1979"))
        reg.replace(person.id, corrected, expected_version=person.row, why="typing error")
        stay = libcase.Stay(person_id=person.id, place="vbl", from_=date(2009, 1, 1))
        reg.withdraw(reg.record(stay), "entered twice")
    return path

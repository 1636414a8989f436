"""The 2011 caseload: generated as committed, and counted by the library as it was published."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import libcase

CASELOAD = Path(__file__).parents[2] / "examples" / "caseload-2011"


def test_the_generator_writes_the_committed_files(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, CASELOAD / "generate.py", "--into", tmp_path], check=True, timeout=120
    )
    committed = {file.name: file.read_bytes() for file in CASELOAD.glob("*.csv")}
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == committed
    assert sum(map(len, committed.values())) < 3_500_000


def test_every_line_says_that_it_is_invented() -> None:
    for file in CASELOAD.glob("*.csv"):
        lines = file.read_text(encoding="utf-8").splitlines()[1:]
        assert lines
        assert all("invented-" in line for line in lines), file.name


@pytest.fixture(scope="module")
def reg(tmp_path_factory: pytest.TempPathFactory) -> libcase.Register:
    reg = libcase.open(tmp_path_factory.mktemp("caseload") / "2011.db", actor="tests")
    assert reg.import_records(CASELOAD).rejected == {}
    return reg


def test_a_departure_takes_little_memory(reg: libcase.Register) -> None:
    columns = reg.departures()
    assert columns.nbytes <= 51 * len(columns)  # 36, 8 for its part of a unit, 7 of birth dates


def counted(reg: libcase.Register, **query: Any) -> dict[Any, int]:
    """The figures by period, or by label where a dimension is asked for too."""
    return {row[-2]: int(row[-1]) for row in libcase.departures(reg, **query).rows()}


def hrt_persons(reg: libcase.Register) -> dict[Any, int]:
    where = {"programme": "HRT"}
    query = {"period": "2009..2011", "frequency": "year", "count": "persons"}
    return counted(reg, where=where, **query)


def avr_fc_units(reg: libcase.Register) -> dict[str, int]:
    query = {"count": "units", "where": {"programme": "AVR-FC"}}
    months = counted(reg, period="2009..2011", **query)
    before = sum(units for month, units in months.items() if month < "2011-08")
    return {"before August": before, "from August on": sum(months.values()) - before}


def rows_of(reg: libcase.Register, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (
        pytest.importorskip("pyarrow").table(reg.columns(table)).to_pylist()
    )
    return rows


def avr_fc_cases(reg: libcase.Register) -> set[int]:
    applications = rows_of(reg, "applications")
    return {row["case_id"] for row in applications if row["programme"] == "AVR-FC"}


def preparing_families(reg: libcase.Register) -> int:
    departures = rows_of(reg, "departures")
    return len(avr_fc_cases(reg) - {row["case_id"] for row in departures if row["on"].year < 2012})


def nationalities_of_families(reg: libcase.Register) -> dict[str, tuple[int, int]]:
    cases = avr_fc_cases(reg)
    nationality = {row["id"]: row["nationality"] for row in rows_of(reg, "persons")}
    held = {
        (row["case_id"], nationality[row["person_id"]])
        for row in rows_of(reg, "unit_members")
        if row["case_id"] in cases
    }
    assert len(held) == len(cases) == 89
    families = Counter(country for _, country in held)
    return {
        country: (count, round(100 * count / len(cases)))
        for country, count in families.most_common(3)
    }


def most_avr_fc_units_left_from(reg: libcase.Register) -> tuple[str, bool]:
    query = {"period": "2011", "frequency": "year", "count": "units", "by": "left_from"}
    places = counted(reg, where={"programme": "AVR-FC"}, **query)
    most = max(places, key=lambda place: places[place])
    return most, 2 * places[most] > sum(places.values())


def last_sdt_month(reg: libcase.Register) -> str:
    return max(counted(reg, period="2009..2012", where={"programme": "SDT"}))


def december_by_vintage(reg: libcase.Register) -> dict[str, int]:
    return {
        day: counted(reg, period="2011-12", as_known_at=day)["2011-12"]
        for day in ("2012-01-05", "2012-04-01")
    }


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (hrt_persons, {"2009": 1018, "2010": 1160, "2011": 1511}),
        (avr_fc_units, {"before August": 0, "from August on": 57}),
        (preparing_families, 32),
        (nationalities_of_families, {"IRQ": (34, 38), "RUS": (25, 28), "MNG": (14, 16)}),
        (most_avr_fc_units_left_from, ("vbl", True)),
        (last_sdt_month, "2011-07"),
        (december_by_vintage, {"2012-01-05": 151, "2012-04-01": 249}),
    ],
)
def test_the_library_answers_as_it_was_published(
    reg: libcase.Register, answer: Any, expected: Any
) -> None:
    assert answer(reg) == expected


def relations_of(reg: libcase.Register, kind: str) -> list[tuple[int, int]]:
    rows = rows_of(reg, "relations")
    return [(row["person_id"], row["relative_id"]) for row in rows if row["kind"] == kind]


def test_each_child_of_a_family_has_its_parents_on_record(reg: libcase.Register) -> None:
    cases = avr_fc_cases(reg)
    by_case: dict[int, dict[str, set[int]]] = {case: {} for case in cases}
    for row in rows_of(reg, "unit_members"):
        if row["case_id"] in cases:
            by_case[row["case_id"]].setdefault(row["role"], set()).add(row["person_id"])
    parents = set(relations_of(reg, "parent_of"))
    partners = set(relations_of(reg, "partner_of"))
    for members in by_case.values():
        principals, others = members["principal"], members.get("partner", set())
        assert {(one, two) for one in principals for two in others} <= partners
        for child in members["child"]:
            assert {(parent, child) for parent in principals | others} <= parents


def test_no_parent_or_partner_was_too_young(reg: libcase.Register) -> None:
    persons = [row for row in rows_of(reg, "persons") if row["born_earliest"]]
    earliest = {row["id"]: row["born_earliest"].year for row in persons}
    latest = {row["id"]: row["born_latest"].year for row in persons}
    pairs = relations_of(reg, "parent_of")
    assert len(pairs) > 200
    assert all(latest[child] - earliest[parent] >= 18 for parent, child in pairs)
    for row in rows_of(reg, "relations"):
        if row["kind"] == "partner_of":
            for person in (row["person_id"], row["relative_id"]):
                assert row["from"].year - earliest[person] >= 18
    bases = Counter(row["rests_on"] for row in rows_of(reg, "relations"))
    assert bases["document"] > 4 * bases["statement"] > 0


def departure_days(reg: libcase.Register) -> dict[int, list[date]]:
    """The days on which somebody left, by case of AVR-FC."""
    cases = avr_fc_cases(reg)
    found: dict[int, set[date]] = {}
    for row in rows_of(reg, "departures"):
        if row["case_id"] in cases:
            found.setdefault(row["case_id"], set()).add(row["on"])
    return {case: sorted(days) for case, days in found.items()}


def test_two_families_left_in_two_waves(reg: libcase.Register) -> None:
    waves = [days for days in departure_days(reg).values() if len(days) > 1]
    assert sorted(waves) == [
        [date(2011, 8, 22), date(2011, 11, 21)],
        [date(2011, 11, 24), date(2011, 12, 15)],
    ]
    query = {"count": "units", "where": {"programme": "AVR-FC"}}
    assert counted(reg, period="2011-08..2011-12", **query) == {
        "2011-08": 3,
        "2011-09": 8,
        "2011-10": 12,
        "2011-11": 14,
        "2011-12": 20,
    }


def test_one_child_is_an_adult_child_by_the_departure(reg: libcase.Register) -> None:
    grown = {}
    for case, days in departure_days(reg).items():
        file = reg.file(libcase.CaseId(case))
        before = file.composition(days[0] - timedelta(days=1))
        assert before.composition.value == "family_with_children"
        assert before.rests_on.value in ("relations", "both")
        if any(member.category.value == "adult_child" for member in before.members):
            grown[case] = file
    (file,) = grown.values()
    kinds = [
        {member.category.value for member in occasion.unit.members}
        for occasion in file.compositions()
    ]
    assert "adult_child" not in kinds[0]
    assert "adult_child" in kinds[-1]


def test_a_partner_withdrew_and_the_others_left(reg: libcase.Register) -> None:
    (ended,) = [row for row in rows_of(reg, "unit_members") if row["until"]]
    assert ended["role"] == "partner"
    departed = {
        row["person_id"] for row in rows_of(reg, "departures") if row["case_id"] == ended["case_id"]
    }
    permitted = rows_of(reg, "parental_permissions")
    assert ended["person_id"] not in departed
    assert {row["parent_id"] for row in permitted} == {ended["person_id"]}
    assert {row["person_id"] for row in permitted} < departed

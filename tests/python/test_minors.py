"""Minors who leave alone, in Python and on the command line. All persons invented."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from builders import no_safeguards
from families import a_register
from libcase.cli import app
from typer.testing import CliRunner

import libcase

ON = date(2011, 10, 1)
HEARD = date(2011, 9, 20)


def a_minor(reg: libcase.Register) -> tuple[libcase.CaseId, libcase.PersonId]:
    """Return a case of one minor, alone, with a guardian."""
    case = reg.open_case("MINOR/1", date(2011, 8, 1))
    minor = reg.add_person(libcase.Person(born=libcase.BirthDate("1996-05-01")))
    reg.record(
        libcase.UnitMember(case_id=case, person_id=minor, role="principal", from_=date(2011, 8, 1))
    )
    guardianship = reg.record(
        libcase.Guardianship(person_id=minor, organisation="nidos", appointed_in="here")
    )
    reg.record(
        libcase.GuardianConsent(
            guardianship_id=guardianship, subject="returning", on=HEARD, answer="given"
        )
    )
    reg.record(libcase.MinorView(person_id=minor, on=HEARD, view="wants_to_return"))
    return case, minor


def a_departure(case: libcase.CaseId, minor: libcase.PersonId) -> libcase.Departure:
    return libcase.Departure(
        case_id=case, person_id=minor, on=ON, destination="AGO", mode="voluntary"
    )


def test_a_minor_alone_leaves_once_all_is_on_record() -> None:
    reg = a_register()
    case, minor = a_minor(reg)
    with pytest.raises(libcase.Refused) as refused:
        reg.record(a_departure(case, minor))
    assert refused.value.code == "best_interests_not_decided"
    assert "reception_arrangements" in str(refused.value)
    reg.record(
        libcase.BestInterestsDecision(person_id=minor, on=HEARD, outcome="in_favour_of_return")
    )
    reg.record(
        libcase.FacilityReservation(
            case_id=case, person_id=minor, facility="luanda", on=HEARD, from_=ON
        )
    )
    reg.record(a_departure(case, minor))
    file = reg.file(case)
    assert file.safeguards(minor, ON).may_leave
    gate = file.all(libcase.DepartureGate)[0].record
    assert gate.rules_digest == libcase.SafeguardRules.shipped().digest
    assert [item.code for item in file.minors_to_see_to(date(2011, 10, 5))] == [
        "hand_over_missing",
        "visit_missing",
    ]


def test_facilities_by_day(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with a_register(path) as reg:
        case, minor = a_minor(reg)
        reg.record(
            libcase.FacilityReservation(
                case_id=case, person_id=minor, facility="luanda", on=HEARD, from_=ON
            )
        )
        reg.record(
            libcase.FacilityStay(
                case_id=case,
                person_id=minor,
                facility="luanda",
                from_=date(2011, 10, 2),
                until=date(2011, 10, 4),
            )
        )
        days = reg.facility_days("2011-10-01..2011-10-04")
    luanda = [(day.present, day.reserved) for day in days if day.facility == "luanda"]
    assert luanda == [(0, 1), (1, 0), (1, 0), (0, 1)]
    arguments = ["facilities", str(path), "--period", "2011-10-02"]
    run = CliRunner().invoke(app, [*arguments, "--format", "csv"])
    assert run.output.splitlines()[:2] == [
        "period,facility,present,reserved,places",
        "2011-10-02,luanda,1,0,10",
    ]
    page = tmp_path / "facilities.html"
    assert CliRunner().invoke(app, [*arguments, "--output", str(page)]).exit_code == 0
    assert "<svg" in page.read_text(encoding="utf-8")


def test_occupancy_is_a_table_by_day() -> None:
    reg = a_register()
    case, minor = a_minor(reg)
    reg.record(
        libcase.FacilityReservation(
            case_id=case, person_id=minor, facility="luanda", on=HEARD, from_=ON
        )
    )
    table = libcase.facility_occupancy(reg, period="2011-09-30..2011-10-01")
    assert [row for row in table.rows() if row[1] == "luanda"] == [
        ("2011-09-30", "luanda", 0, 0, 10),
        ("2011-10-01", "luanda", 0, 1, 10),
    ]
    assert table.definition.frequency == "day"
    assert not table.definition.rows_add
    assert len(libcase.facility_occupancy(reg, period="2011", rules=no_safeguards())) == 0


def test_unaccompanied_minors_returned_are_counted_by_quarter(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with a_register(path) as reg:
        case, minor = a_minor(reg)
        reg.record(
            libcase.BestInterestsDecision(person_id=minor, on=HEARD, outcome="in_favour_of_return")
        )
        reg.record(
            libcase.ReceptionArrangement(
                person_id=minor,
                kind="guardian_abroad",
                on=HEARD,
                country="AGO",
                carer_is_willing=True,
                carer_is_able=True,
                confirmed_on=HEARD,
                has_address=True,
            )
        )
        reg.record(a_departure(case, minor))
        by = ["member_category", "accompaniment", "reception"]
        found = libcase.departures(reg, period="2011-Q4", frequency="quarter", by=by)
        assert found.rows() == [
            ("2011-Q4", "unaccompanied_minor", "unaccompanied", "guardian_abroad", 1)
        ]
        reg.record(libcase.Application(case_id=case, programme="HRT", on=date(2011, 9, 1)))
        by = ["accompaniment_at_application", "reception_at_application"]
        found = libcase.departures(reg, period="2011", frequency="year", by=by)
        assert found.rows() == [("2011", "unaccompanied", "none", 1)]
        assert "Receptions at application" in str(found.definition)
        table = libcase.unaccompanied_minors_returned(
            reg, period="2011", age_bands=[(0, 13), (14, 15), (16, 17)]
        )
    cells = [row for row in table.rows() if "total" not in row]
    assert cells == [("2011-Q4", "voluntary", "unknown", "unknown", "AGO", "14-15", "unknown", 1)]
    assert "Dublin" in str(table.definition)
    run = CliRunner().invoke(
        app, ["returned-minors", str(path), "--period", "2011", "--format", "csv"]
    )
    assert "2011-Q4,voluntary,unknown,unknown,AGO,0-17,unknown,1" in run.output


def test_irregularities_are_counted_for_the_office_itself(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with a_register(path) as reg:
        case, minor = a_minor(reg)
        with reg.recording() as recording:
            left = recording.record(a_departure(case, minor))
            for guard in ("best_interests_not_decided", "reception_not_arranged"):
                recording.record(
                    libcase.Irregularity(
                        case_id=case, record_id=left, guard=guard, on=ON, reason="it was reported"
                    )
                )
        table = libcase.irregularities(reg)
        assert libcase.departures(reg, period="2011", frequency="year").rows() == [("2011", 1)]
        assert libcase.irregularities(reg, period="2012").rows() == [("total",) * 3 + (0,)]
        with pytest.raises(libcase.InvalidValue):
            libcase.irregularities(reg, period="2011-10")
    assert table.rows() == [
        ("2011", "best_interests_not_decided", "departures", 1),
        ("2011", "reception_not_arranged", "departures", 1),
        ("2011", "total", "total", 2),
        ("total", "total", "total", 2),
    ]
    assert "not for publication" in str(table.definition)
    arguments = ["irregularities", str(path), "--period", "2011", "--format", "csv"]
    run = CliRunner().invoke(app, arguments)
    assert run.exit_code == 0, run.output
    assert run.output.splitlines()[:2] == [
        "period,guard,kind,irregularities",
        "2011,best_interests_not_decided,departures,1",
    ]
    assert "irregularities" not in [dimension.value for dimension in libcase.Dimension]


def test_rules_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    own.write_text('{"name": {"en": "own"}, "safeguards": []}', encoding="utf-8")
    reg = libcase.open(":memory:", actor="test", safeguards=libcase.SafeguardRules.load(own))
    case, minor = a_minor(reg)
    reg.record(a_departure(case, minor))
    own.write_text('{"name": {}}', encoding="utf-8")
    with pytest.raises(libcase.InvalidValue, match=r"own\.json") as refused:
        libcase.SafeguardRules.load(own)
    assert refused.value.code == "invalid_safeguards_file"


def test_the_shipped_rules_are_answers() -> None:
    rules = libcase.SafeguardRules.shipped()
    assert {facility.code for facility in rules.facilities} == {"luanda", "kinshasa", "kabul"}
    kinshasa = next(facility for facility in rules.facilities if facility.code == "kinshasa")
    assert [kinshasa.places_on(day) for day in (date(2011, 10, 7), date(2012, 4, 18))] == [4, 12]
    assert json.loads(rules.to_json())["safeguards"][0]["source"]


def test_the_command_names_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with a_register(path) as reg:
        a_minor(reg)
    run = CliRunner().invoke(
        app, ["safeguards", str(path), "MINOR/1", "--on", "2011-10-01", "--to", "AGO"]
    )
    assert run.exit_code == 0, run.output
    assert "missing: access to a concrete place of reception is arranged" in run.output
    tables = "reception_arrangements or facility_reservations"
    assert f"a record of {tables} would meet it" in run.output
    assert "on record: the minor was heard" in run.output
    as_json = CliRunner().invoke(
        app, ["safeguards", str(path), "MINOR/1", "--on", "2011-10-01", "--format", "json"]
    )
    assert json.loads(as_json.output)[0]["may_leave"] is False
    due = CliRunner().invoke(
        app, ["due", str(path), "--on", "2011-09-01", "--kind", "minors", "--format", "json"]
    )
    assert due.exit_code == 0, due.output


def test_the_command_names_the_rule_that_decided(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with a_register(path) as reg:
        a_minor(reg)
    run = CliRunner().invoke(
        app, ["safeguards", str(path), "MINOR/1", "--on", "2011-10-01", "--to", "VNM"]
    )
    assert run.exit_code == 0, run.output
    assert "on record: the authorities of the country receive the minor" in run.output
    assert "source: Vc 2000 (C), country policies" in run.output


def test_own_rules_on_the_command_line(tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    own.write_text('{"name": {"en": "nothing is asked"}}', encoding="utf-8")
    rows = {
        "cases.csv": "reference,recorded_on,opened_on\nC1,2011-08-01,2011-08-01\n",
        "persons.csv": "reference,recorded_on,sex,born\nP1,2011-08-01,male,1996\n",
        "unit_members.csv": "recorded_on,case,person,role,from,until\n"
        "2011-08-01,C1,P1,principal,2011-08-01,\n",
        "departures.csv": "recorded_on,case,person,on,destination,mode\n"
        "2011-10-01,C1,P1,2011-10-01,AGO,voluntary\n",
    }
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in rows.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = tmp_path / "cases.db"
    arguments = ["import", str(folder), "--into", str(path)]
    assert CliRunner().invoke(app, arguments).exit_code == 1
    assert CliRunner().invoke(app, [*arguments, "--safeguards", str(own)]).exit_code == 0

    def unmet(*options: str) -> bool:
        arguments = ["due", str(path), "--on", "2011-10-02", "--kind", "minors", "--format", "csv"]
        shown = CliRunner().invoke(app, [*arguments, *options])
        assert shown.exit_code == 0, shown.output
        return "guardian_not_agreed" in shown.output

    assert unmet()
    assert not unmet("--safeguards", str(own))


def test_a_destination_may_be_a_code() -> None:
    reg = a_register()
    case, minor = a_minor(reg)
    asked = reg.file(case).safeguards(minor, ON, mode="forced", destination="AGO")
    assert asked.mode is libcase.DepartureMode.forced
    assert asked.destination == libcase.Country("AGO")
    place = asked.findings[-1]
    assert [place.settled_by, *place.also_settled_by] == [
        "reception_arrangements",
        "facility_reservations",
    ]
    with pytest.raises(libcase.InvalidValue):
        reg.file(case).safeguards(minor, ON, destination="Angola")


def test_nobody_of_a_published_table_is_to_be_seen_to(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("Month,Nationality,Age,N\nJun 2011,Angola,0-17,2\n", encoding="utf-8")
    mapping = tmp_path / "mapping.json"
    mapping.write_text(
        json.dumps(
            {
                "title": "an invented table",
                "source": "invented",
                "licence": "none",
                "notes": [],
                "count": "N",
                "person": {
                    "born": {"column": "Age", "ages": {"0-17": [0, 17]}},
                    "nationality": {"country": "Nationality"},
                },
                "departure": {
                    "on": {"column": "Month", "format": "Mon YYYY", "precision": "month"},
                    "mode": {"columns": ["Age"], "values": {"0-17": "voluntary"}},
                },
            }
        ),
        encoding="utf-8",
    )
    reg = a_register()
    reg.import_table(table, mapping)
    assert reg.info().rows_by_table["departures"] == 2
    rules = libcase.Catalogue.shipped()
    assert len(reg.due(rules, date(2012, 6, 10), date(2030, 1, 1))) == 0


def test_the_schema_holds_of_the_shipped_rules_and_refuses_what_the_loader_refuses() -> None:
    folder = Path(__file__).parents[2] / "libcase" / "safeguards"
    schema = json.loads((folder / "safeguards.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    shipped = json.loads((folder / "nl.json").read_text(encoding="utf-8"))
    assert not list(validator.iter_errors(shipped))
    for wrong in (
        shipped | {"safeguard": []},
        shipped | {"safeguards": [shipped["safeguards"][0] | {"modes": ["unsupervised"]}]},
        shipped | {"self_reliance": {"until": "2021-01-14"}},
        shipped | {"before_decision": shipped["before_decision"] | {"certainty": "inferred"}},
        shipped | {"reservation": {"source": "s", "certainty": "inferred"}},
    ):
        assert list(validator.iter_errors(wrong))
        with pytest.raises(libcase.InvalidValue):
            libcase.SafeguardRules.from_json(json.dumps(wrong), "wrong.json")


def test_a_closed_case_is_looked_at_by_what_is_known_of_ages_now() -> None:
    reg = a_register(safeguards=no_safeguards())
    case = reg.open_case("MINOR/2", date(2011, 1, 3))
    minor = reg.add_person(libcase.Person(born=libcase.BirthDate("1990-01-01")))
    reg.record(
        libcase.UnitMember(case_id=case, person_id=minor, role="principal", from_=date(2011, 1, 3))
    )
    reg.record(
        libcase.AgeAssessment(
            person_id=minor, on=HEARD, method="medical", born=libcase.BirthDate("1995-06-01")
        )
    )
    reg.record(a_departure(case, minor))
    reg.record(libcase.Closure(case_id=case, on=date(2011, 10, 10), reason="departed"))
    on = date(2011, 11, 1)
    rows = reg.due(libcase.Catalogue.shipped(), on, date(2011, 12, 1), kinds="minors")
    assert "hand_over_missing" in rows.to_csv()

"""Where cases stand and the work list, in Python and on the command line. All persons invented."""

from __future__ import annotations

import csv
import datetime
import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import icalendar
import pandas as pd
import polars
import pytest
from families import a_register

import libcase

ON = date(2011, 9, 10)
UNTIL = date(2011, 11, 1)


@pytest.fixture(scope="module")
def rules() -> libcase.Catalogue:
    return libcase.Catalogue.shipped()


def an_office(path: Path | str = ":memory:") -> libcase.Register:
    """Two cases: one that awaits a decision with a term to leave, one with a paid award."""
    reg = a_register(path)
    waiting = reg.open_case("ONE/1", date(2011, 8, 1))
    anna = reg.add_person(libcase.Person(born=libcase.BirthDate("1980")))
    reg.record(
        libcase.UnitMember(
            case_id=waiting, person_id=anna, role="principal", from_=date(2011, 8, 1)
        )
    )
    reg.record(libcase.Application(case_id=waiting, programme="TEST", on=date(2011, 8, 10)))
    reg.record(libcase.ReturnDecision(person_id=anna, on=date(2011, 9, 5), departure_term_days=28))
    awarded = reg.open_case("TWO/2", date(2011, 8, 2))
    boris = reg.add_person(libcase.Person(born=libcase.BirthDate("1981")))
    reg.record(
        libcase.UnitMember(
            case_id=awarded, person_id=boris, role="principal", from_=date(2011, 8, 2)
        )
    )
    award = reg.record(libcase.Award(case_id=awarded, on=date(2011, 9, 1)))
    line = reg.record(
        libcase.AwardLine(
            award_id=award,
            person_id=boris,
            programme="HRT",
            support="cash",
            amount=libcase.Money("1750.00", "EUR"),
        )
    )
    reg.record(libcase.Limit(award_id=award, at_most=libcase.Money("1750.00", "EUR")))
    reg.record(
        libcase.CashPayment(
            award_line_id=line,
            person_id=boris,
            amount=libcase.Money("1750.00", "EUR"),
            paid_on=date(2011, 9, 8),
        )
    )
    return reg


def test_where_cases_stand(rules: libcase.Catalogue) -> None:
    reg = an_office()
    case = reg.find_case("TWO/2")
    assert case is not None
    file = reg.file(case)
    status = file.status(ON)
    assert status is not None
    assert status.status == libcase.ReturnStatus.awarded
    assert status.since == date(2011, 9, 1)
    assert file.status(date(2011, 8, 1)) is None
    (person,) = status.persons
    assert file.status_of(person.person_id, ON) is not None
    assert [(step.code, step.source) for step in file.next_steps(ON)] == [("booking", None)]
    assert [(step.code, step.source) for step in file.next_steps(ON, rules)] == [("booking", None)]
    assert file.observations(rules, ON) == []
    assert "cash, €1,750.00" in "".join(str(event.text) for event in file.timeline())


def test_the_work_list_and_its_forms(rules: libcase.Catalogue) -> None:
    reg = an_office()
    work = reg.due(rules, ON, UNTIL)
    assert [(row.reference, row.code, row.days_waiting) for row in work] == [
        ("ONE/1", "decision", 31),
        ("TWO/2", "booking", 9),
        ("ONE/1", "departure_term", -23),
    ]
    rows = list(csv.DictReader(io.StringIO(work.to_csv())))
    assert [row["code"] for row in rows] == ["decision", "booking", "departure_term"]
    assert rows[2]["source"] == "Aliens Act 2000, article 62"
    assert rows[2]["text_nl"] == "de hoofdpersoon: de vertrektermijn loopt af"
    assert json.loads(work.to_json())[0]["status"] == "applied"
    assert "Werklijst" in work.to_html(language="nl")
    assert work.to_text().count("\n") == 4
    assert "next step" in work._repr_html_()


def test_the_work_list_as_a_frame(rules: libcase.Catalogue) -> None:
    work = an_office().due(rules, ON, UNTIL)
    frame = work.to_pandas()
    assert frame["on"].dtype.kind == "M"
    assert frame.groupby("status")["days_waiting"].max().to_dict() == {"applied": 31, "awarded": 9}
    assert work.to_polars()["code"].to_list() == list(frame["code"])
    none = work[:0].to_pandas()
    assert list(none.columns) == list(frame.columns)
    assert pd.api.types.is_datetime64_any_dtype(none["on"])
    assert work.to_polars().schema["on"] == polars.Date
    assert work[:0].to_polars().columns == work.to_polars().columns == list(frame.columns)
    assert work[:0].to_polars().is_empty()


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        ({"kinds": "deadline"}, ["departure_term"]),
        ({"codes": ["booking", "decision"]}, ["decision", "booking"]),
        ({"programmes": "TEST"}, ["decision"]),
        ({"statuses": "awarded"}, ["booking"]),
        ({"at_least_days_waiting": 10}, ["decision"]),
    ],
)
def test_only_what_is_wanted(
    rules: libcase.Catalogue, wanted: dict[str, str], codes: list[str]
) -> None:
    assert [row.code for row in an_office().due(rules, ON, UNTIL, **wanted)] == codes


def test_a_code_that_does_not_exist(rules: libcase.Catalogue) -> None:
    reg = an_office()
    with pytest.raises(libcase.InvalidValue) as error:
        reg.due(rules, ON, UNTIL, kinds="deadlin")
    assert error.value.code == "unknown_code"
    with pytest.raises(libcase.InvalidValue) as error:
        reg.due(rules, ON, UNTIL, statuses=["award"])
    assert error.value.code == "unknown_code"
    with pytest.raises(libcase.InvalidValue, match="did you mean 'departure_term'") as error:
        reg.due(rules, ON, UNTIL, codes="departure_tern")
    assert error.value.code == "unknown_code"
    with pytest.raises(libcase.NotFound, match="did you mean 'AVR-FC'") as missing:
        reg.due(rules, ON, UNTIL, programmes=["HRT", "AVR-FG"])
    assert missing.value.code == "no_such_programme"
    with pytest.raises(libcase.InvalidValue) as error:
        reg.due(rules, UNTIL, ON)
    assert error.value.code == "invalid_period"


def test_a_step_that_rests_on_a_deadline_has_its_source(rules: libcase.Catalogue) -> None:
    reg = an_office()
    case = reg.find_case("TWO/2")
    assert case is not None
    (member,) = reg.file(case).members_on(ON)
    reg.record(
        libcase.ReturnDecision(
            person_id=member.person_id, on=date(2011, 9, 5), departure_term_days=28
        )
    )
    (step,) = reg.file(case).next_steps(ON)
    assert (step.code, step.source) == ("booking", "Aliens Act 2000, article 62")
    steps = {row.code: row.source for row in reg.due(rules, ON, UNTIL, kinds="step")}
    assert steps == {"decision": None, "booking": "Aliens Act 2000, article 62"}


def test_closed_cases_are_not_in_it(rules: libcase.Catalogue) -> None:
    reg = an_office()
    case = reg.find_case("ONE/1")
    assert case is not None
    reg.record(libcase.Closure(case_id=case, on=date(2011, 9, 9), reason="contact_lost"))
    assert {row.reference for row in reg.due(rules, ON, UNTIL)} == {"TWO/2"}


def test_a_budget_whose_period_has_passed(rules: libcase.Catalogue) -> None:
    reg = an_office()
    case = reg.find_case("ONE/1")
    assert case is not None
    budget = reg.record(
        libcase.BudgetLine(
            code="6-2011",
            from_=date(2011, 1, 1),
            until=date(2011, 9, 1),
            amount=libcase.Money("4000.00", "EUR"),
            source="invented",
        )
    )
    award = reg.record(libcase.Award(case_id=case, on=date(2011, 8, 20)))
    reg.record(
        libcase.AwardLine(
            award_id=award,
            programme="TEST",
            support="cash",
            amount=libcase.Money("500.00", "EUR"),
            budget_line_id=budget,
        )
    )
    (row,) = reg.due(rules, ON, UNTIL, codes="budget_period_passed")
    assert row.case_id is None
    assert "6-2011" in str(row.text)
    assert "€500.00" in str(row.text)


def test_a_calendar_that_icalendar_reads_back(rules: libcase.Catalogue, tmp_path: Path) -> None:
    reg = an_office()
    work = reg.due(rules, ON, UNTIL)
    path = tmp_path / "deadlines.ics"
    assert work.to_ical(path) == work.to_ical()  # nothing of it is of the moment
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstart") == date(2011, 10, 3)
    assert event.decoded("dtstamp").utcoffset() == datetime.timedelta()
    case = reg.find_case("ONE/1")
    assert str(event["summary"]) == f"case {case}: a term ends"
    assert "ONE/1" not in path.read_text("utf-8")
    (named,) = icalendar.Calendar.from_ical(work.to_ical(details=True)).walk("VEVENT")
    assert str(named["summary"]) == "case ONE/1: the principal: the term to leave ends"
    assert named["uid"] == event["uid"]


def test_each_event_of_each_register_has_its_own_name(rules: libcase.Catalogue) -> None:
    names = set()
    for case in ("A", "B"):
        reg = a_register(":memory:")
        id = reg.open_case(case, date(2011, 8, 1))
        person = reg.add_person(libcase.Person(born=libcase.BirthDate("1980")))
        reg.record(
            libcase.UnitMember(
                case_id=id, person_id=person, role="principal", from_=date(2011, 8, 1)
            )
        )
        project = reg.record(
            libcase.Project(organisation="X", framework="IN-KIND", granted_on=date(2014, 1, 15))
        )
        reg.record(
            libcase.Participation(
                person_id=person,
                project_id=project,
                submitted_on=date(2014, 2, 1),
                approved_on=date(2014, 2, 10),
            )
        )
        award = reg.record(libcase.Award(case_id=id, on=date(2014, 3, 1)))
        reg.record(
            libcase.AwardLine(
                award_id=award,
                person_id=person,
                programme="IN-KIND",
                support="in_kind",
                amount=libcase.Money("1500.00", "EUR"),
            )
        )
        reg.record(
            libcase.Departure(case_id=id, person_id=person, on=date(2014, 4, 1), mode="voluntary")
        )
        work = reg.due(rules, date(2014, 4, 2), date(2016, 1, 1), kinds="deadline")
        events = icalendar.Calendar.from_ical(work.to_ical()).walk("VEVENT")
        assert len(events) == 2  # what is given here, and there
        names |= {str(event["uid"]) for event in events}
    assert len(names) == 4


def test_support_that_runs_until_a_day_ends_by_itself(rules: libcase.Catalogue) -> None:
    reg = an_office()
    case = reg.find_case("TWO/2")
    assert case is not None
    (member,) = reg.file(case).members_on(ON)
    granted = libcase.AwardLine(
        award_id=reg.record(libcase.Award(case_id=case, on=date(2011, 9, 1))),
        person_id=member.person_id,
        programme="AMV",
        support="service",
        is_uncapped=True,
        until=date(2011, 9, 5),
    )
    assert granted.until == date(2011, 9, 5)
    assert "2011-09-05" not in repr(granted)  # a birthday is personal
    line = reg.record(granted)

    def serve(on: date) -> None:
        cost = libcase.Money("10.00", "EUR")
        reg.record(libcase.Service(award_line_id=line, on=on, kind="ticket", cost=cost))

    serve(date(2011, 9, 4))
    with pytest.raises(libcase.Refused) as refused:
        serve(date(2011, 9, 5))
    assert refused.value.code == "service_after_until"
    file = reg.file(case)
    assert file.line_accounts(date(2011, 9, 5))[1].has_ended
    assert not file.line_accounts(date(2011, 9, 4))[1].has_ended
    assert "support ended" in "".join(str(event.text) for event in file.timeline(ON))
    assert file.page(ON, rules).to_html("en").count("<td>support ended") == 1  # in its history


def test_a_case_shows_itself_in_a_notebook(rules: libcase.Catalogue) -> None:
    reg = an_office()
    case = reg.find_case("TWO/2")
    assert case is not None
    file = reg.file(case)
    assert "History" in file._repr_html_()
    page = file.page(ON, rules)
    assert page.to_html("nl").startswith("<!")
    assert "Verloop" in page.to_html("nl")
    assert json.loads(page.to_json())["status"]["status"] == "awarded"
    assert "<td>cases</td><td>2</td>" in reg._repr_html_()
    reg.close()
    assert "libcase.open" in reg._repr_html_()


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


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("work") / "cases.db"
    an_office(path).close()
    return path


def test_the_command_due(register: Path, tmp_path: Path) -> None:
    asked = ("due", register, "--on", "2011-09-10", "--until", "2011-11-01")
    shown = run(*asked)
    assert "ONE/1  applied  next step  the application under TEST is to be decided" in shown
    assert "volgende stap" in run(*asked, "--language", "nl")
    assert run(*asked, "--kind", "observation").strip() == "Nothing is open."
    for name, begin in (
        ("due.csv", "kind,code,on,"),
        ("due.json", "["),
        ("due.html", "<!"),
        ("due.ics", "BEGIN:VCALENDAR"),
        ("due.txt", "day"),
    ):
        run(*asked, "--output", tmp_path / name)
        assert (tmp_path / name).read_text("utf-8").startswith(begin)
    assert "--until" in run(
        "due", register, "--on", "2011-09-10", "--until", "2011-09-01", expect=2
    )
    assert "--format" in run(*asked, "--output", tmp_path / "due.doc", expect=2)
    for form in ("csv", "ical"):
        shown = run(*asked, "--format", form)
        assert "u000d" not in shown
        assert len(shown.splitlines()) > 3
    for option, value in (("--kind", "deadlin"), ("--status", "award"), ("--waiting", "9" * 20)):
        run(*asked, option, value, expect=2)
    shown = run(*asked, "--code", "booking,departure_tern", expect=2)
    assert "did you mean 'departure_term'?" in shown
    shown = run(*asked, "--code", "booking", "--programme", "AVR-FG", expect=2)
    assert shown.startswith("libcase: --programme AVR-FG: expected one of the programmes")
    assert "did you mean 'AVR-FC'?" in shown
    run(*asked, "--code", "above_line", "--programme", "TEST")


def test_a_work_list_takes_the_place_of_no_register(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    an_office(path).close()
    (tmp_path / "link.csv").symlink_to(path)
    before = path.read_bytes()
    for output in (path, tmp_path / "link.csv", tmp_path / "cases.db-wal"):
        shown = run("due", path, "--format", "csv", "--output", output, expect=2)
        assert "would overwrite the register" in shown
    assert path.read_bytes() == before


def test_the_command_case(register: Path) -> None:
    shown = run("case", register, "TWO/2", "--on", "2011-09-10")
    assert shown.startswith("Case TWO/2, on 2011-09-10")
    assert "awarded since 2011-09-01" in shown
    assert "a journey is to be booked" in shown
    assert "2011-09-08  payment, paid: €1,750.00 (the principal)" in shown
    page = json.loads(run("case", register, "TWO/2", "--on", "2011-09-10", "--format", "json"))
    assert page["next_steps"][0]["code"] == "booking"
    before = run("case", register, "TWO/2", "--on", "2011-08-31")
    assert "award" not in before
    html = run("case", register, "TWO/2", "--on", "2011-09-10", "--format", "html")
    assert html.startswith("<!")
    assert "no case with that reference" in run("case", register, "NONE", expect=2)


def test_the_command_budget(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with a_register(path) as reg:
        assert "no budget lines" in run("budget", path)
        reg.record(
            libcase.BudgetLine(
                code="6-2011",
                from_=date(2011, 1, 1),
                until=date(2012, 1, 1),
                amount=libcase.Money("4000000.00", "EUR"),
                source="invented",
            )
        )
    assert "6-2011  €4,000,000.00" in run("budget", path)
    (account,) = json.loads(run("budget", path, "--format", "json"))
    assert account["free"] == "4000000.00"
    assert (account["earmarked"], account["repaid"]) == ("0.00", "0.00")
    assert "repaid" in run("budget", path)


@pytest.mark.parametrize("name", ["due", "case", "budget"])
def test_help_has_an_example_and_the_exit_codes(name: str) -> None:
    shown = run(name, "--help")
    assert f"libcase {name} cases.db" in shown
    assert "Exit codes" in shown


def test_a_confirmation_of_history_covers_no_later_correction() -> None:
    reg = a_register()
    with reg.recording(at=datetime.datetime(2011, 10, 1, tzinfo=datetime.UTC)) as past:
        case = past.record(libcase.Case(opened_on=date(2011, 8, 1)))
        person = past.record(libcase.Person(sex="unknown", born=libcase.BirthDate("1980")))
        past.record(
            libcase.UnitMember(
                case_id=case, person_id=person, role="principal", from_=date(2011, 8, 1)
            )
        )
        bound = libcase.Money("100.00", "EUR")
        award = past.record(libcase.Award(case_id=case, on=date(2011, 9, 1), confirm_above=bound))
        line = past.record(
            libcase.AwardLine(
                award_id=award,
                person_id=person,
                programme="HRT",
                support="cash",
                amount=libcase.Money("1750.00", "EUR"),
            )
        )
        payment = libcase.CashPayment(
            award_line_id=line,
            person_id=person,
            amount=libcase.Money("200.00", "EUR"),
            paid_on=date(2011, 9, 10),
        )
        paid = past.record(payment)
        past.record(
            libcase.Confirmation(
                case_id=case,
                record_id=paid,
                on=date(2011, 9, 10),
                decided_by="one clerk",
                confirmed_by="another",
            )
        )
    (was,) = reg.file(case).all(libcase.CashPayment)
    with pytest.raises(libcase.Refused) as refused:
        reg.replace(paid, payment.replace(amount=libcase.Money("1700.00", "EUR")), was.row)
    assert refused.value.code == "not_confirmed"

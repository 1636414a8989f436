from __future__ import annotations

import gc
import sqlite3
import threading
import time
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from builders import a_departed_person, a_departure, a_member, a_register
from hypothesis import given
from hypothesis import strategies as st

import libcase

SECRET = "Jansen-1980"


def test_what_was_recorded_is_there_when_the_register_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with a_register(path) as reg:
        departure = a_departed_person(reg, "A-1", destination="IRQ", left_from="vbl")
    with libcase.open(path, read_only=True) as reg:
        case = reg.find_case("A-1")
        assert case is not None
        (recorded,) = reg.file(case).all(libcase.Departure)
        assert recorded.id == departure
        assert type(recorded.id) is libcase.DepartureId
        assert recorded.record.destination == libcase.Country("IRQ")
        assert reg.find_case("A-2") is None


def test_a_correction_is_a_new_version() -> None:
    reg = a_register()
    case = reg.open_case("A-1", date(2011, 1, 1))
    person = a_member(reg, case)
    departure = reg.record(a_departure(case, person))
    (seen,) = reg.history(departure)
    assert isinstance(seen.record, libcase.Departure)
    corrected = seen.record.replace(on=date(2011, 9, 21))
    reg.replace(departure, corrected, expected_version=seen.row, why="typing error")
    first, second = reg.history(departure)
    assert (first.record, second.record) == (seen.record, corrected)
    assert first.superseded_by == second.recording.number
    assert second.recording.why == "typing error"
    assert second.recording.by == "tests"
    known_then = reg.file(case, as_known_at=first.recording.at)
    assert known_then.all(libcase.Departure)[0].record == seen.record
    with pytest.raises(libcase.Conflict) as caught:
        reg.replace(departure, seen.record, expected_version=seen.row)
    assert caught.value.code == "newer_version"


def test_a_mistake_is_withdrawn() -> None:
    reg = a_register()
    departure = a_departed_person(reg, "A-1")
    case = reg.find_case("A-1")
    assert case is not None
    reg.withdraw(departure, "another person was meant")
    assert reg.file(case).all(libcase.Departure) == []
    assert reg.history(departure)[0].superseded_by == reg.info().recording_count


def test_a_reference_is_found_as_known_at_a_moment() -> None:
    reg = a_register()
    case = reg.open_case("A-1", date(2011, 1, 1))
    recorded_at = reg.info().last_recorded_at
    assert recorded_at is not None
    reg.withdraw(case, "another person was meant")
    assert reg.find_case("A-1") is None
    assert reg.find_case("A-1", as_known_at=recorded_at) == case
    assert reg.find(libcase.Case, "A-1", as_known_at=recorded_at - timedelta(days=1)) is None
    assert reg.find_person("A-1", as_known_at=recorded_at) is None


def test_the_reference_to_a_record_is_found_by_its_id() -> None:
    reg = a_register()
    case = reg.open_case("A-1", date(2011, 1, 1))
    person = reg.add_person(libcase.Person(sex="female"))
    assert reg.reference_of(case) == "A-1"
    assert reg.reference_of(person) is None
    with_references = reg.columns("cases", references=True).to_polars()
    assert with_references["reference"].to_list() == ["A-1"]
    assert with_references.columns[:4] == ["id", "row", "recording", "reference"]
    assert "reference" not in reg.columns("cases").to_polars().columns
    recorded_at = reg.recording_header(1).at
    assert reg.reference_of(case, as_known_at=recorded_at) == "A-1"
    assert reg.reference_of(case, as_known_at=recorded_at - timedelta(seconds=1)) is None


def test_a_file_is_read_with_some_kinds() -> None:
    reg = a_register()
    a_departed_person(reg, "A-1")
    case = reg.find_case("A-1")
    assert case is not None
    file = reg.file(case, kinds=[libcase.Stay, "closures"])
    assert file.all(libcase.Departure) == []
    assert len(file.all(libcase.Person)) == 1
    assert len(reg.file(case, kinds=["departures"]).all(libcase.Departure)) == 1


def test_what_is_rested_on_is_not_withdrawn() -> None:
    reg = a_register()
    a_departed_person(reg, "A-1")
    case = reg.find_case("A-1")
    assert case is not None
    with pytest.raises(libcase.WrongState) as caught:
        reg.withdraw(case, "rested on")
    assert caught.value.code == "still_linked"


def test_a_case_file_tells_who_is_in_the_unit() -> None:
    reg = a_register()
    case = reg.open_case("A-1", date(2011, 1, 1))
    mother = a_member(reg, case)
    child = a_member(reg, case, "child", born=libcase.BirthDate("2005-03"))
    file = reg.file(case)
    assert (file.id, type(file.id)) == (case, libcase.CaseId)
    assert file.members_on(date(2011, 6, 1)) == [(mother, "principal"), (child, "child")]
    assert file.members_on(date(2010, 6, 1)) == []
    assert file.composition_on(date(2011, 6, 1)) is libcase.Composition.family_with_children
    found = file.person(child)
    assert found is not None
    assert found.born == libcase.BirthDate("2005-03")
    assert file.person(libcase.PersonId(99)) is None
    with pytest.raises(libcase.NotFound):
        reg.file(libcase.CaseId(99))


def test_a_recording_is_kept_as_a_whole() -> None:
    reg = a_register()
    with reg.recording(why="intake") as recording:
        case = recording.record(libcase.Case(opened_on=date(2011, 1, 1)))
        recording.refer("A-1", case, libcase.Case)
        person = recording.record(libcase.Person(sex="female"))
    assert recording.header is not None
    assert recording.header.why == "intake"
    assert reg.find_case("A-1") == case
    assert type(person) is libcase.PersonId
    assert reg.info().recording_count == 1


def test_nothing_is_kept_of_a_recording_that_fails() -> None:
    reg = a_register()
    recording = reg.recording()

    def write_and_fail() -> None:
        with recording:
            recording.record(libcase.Person())
            raise KeyError

    with pytest.raises(KeyError):
        write_and_fail()
    recording = reg.recording()
    recording.record(libcase.Person())
    nobody = libcase.Stay(person_id=libcase.PersonId(77), place="vbl", from_=date(2011, 1, 1))
    with pytest.raises(libcase.InvalidValue):
        recording.record(nobody)
    with pytest.raises(libcase.WrongState) as caught:
        recording.record(libcase.Person())
    assert caught.value.code == "recording_over"
    assert reg.info().recording_count == 0


def test_one_recording_at_a_time() -> None:
    reg = a_register()
    with reg.recording():
        with pytest.raises(libcase.WrongState) as caught:
            reg.recording()
        assert caught.value.code == "recording_under_way"
        with pytest.raises(libcase.WrongState):
            reg.add_person(libcase.Person())


def test_a_recording_that_nobody_holds_is_undone(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with a_register(path) as reg, a_register(path, busy_timeout=0) as other:
        abandoned = reg.recording()
        abandoned.record(libcase.Person())
        del abandoned
        gc.collect()
        other.open_case("A-1", date(2011, 1, 1))
        reg.open_case("A-2", date(2011, 1, 1))
        assert reg.info().rows_by_table["persons"] == 0


def test_a_recording_that_is_over_ends_no_other() -> None:
    reg = a_register()
    first = reg.recording()
    first.record(libcase.Person())
    first.commit()
    second = reg.recording()
    second.record(libcase.Person())
    del first
    gc.collect()
    second.commit()
    assert reg.info().row_count == 2


def test_closing_undoes_a_recording_under_way(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    reg = a_register(path)
    recording = reg.recording()
    recording.record(libcase.Person())
    reg.close()
    recording.roll_back()
    for use in (reg.info, recording.commit, lambda: reg.add_person(libcase.Person())):
        with pytest.raises(libcase.WrongState) as caught:
            use()
        assert caught.value.code == "register_closed"
    with libcase.open(path, read_only=True) as again:
        assert again.info().recording_count == 0


def test_several_records_or_none() -> None:
    reg = a_register()
    ids = reg.record_all([libcase.Person(), libcase.Case(opened_on=date(2011, 1, 1))])
    assert [type(id) for id in ids] == [libcase.PersonId, libcase.CaseId]
    with pytest.raises(libcase.InvalidValue):
        reg.record_all(
            [
                libcase.Person(),
                libcase.Closure(case_id=libcase.CaseId(77), on=date(2011, 1, 1), reason="other"),
            ]
        )
    assert reg.info().row_count == 2


def test_an_id_of_another_kind_is_refused() -> None:
    reg = a_register()
    person = reg.add_person(libcase.Person())
    with pytest.raises(TypeError, match="CaseId"):
        reg.file(person)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="CaseId"):
        reg.replace(person, libcase.Case(opened_on=date(2011, 1, 1)), expected_version=1)  # type: ignore[misc]


def test_open_cases_on_a_day() -> None:
    reg = a_register()
    case = reg.open_case("A-1", date(2011, 1, 1))
    other = reg.open_case("A-2", date(2011, 6, 1))
    reg.record(libcase.Closure(case_id=case, on=date(2011, 7, 1), reason="other"))
    assert reg.cases_open_on(date(2011, 2, 1)) == [case]
    assert reg.cases_open_on(date(2011, 8, 1)) == [other]
    assert reg.cases_open_on(date(2011, 8, 1), as_known_at="2012-01-02") == [case, other]


@given(st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_the_time_of_a_recording_is_kept_to_the_microsecond(moment: datetime, offset: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=offset)))
    reg = libcase.open(":memory:", actor="tests", clock=lambda: aware)
    reg.add_person(libcase.Person())
    at = reg.recording_header(1).at
    assert at == aware
    assert at.tzinfo is UTC


def test_history_may_be_entered_later() -> None:
    reg = a_register()
    with reg.recording(at=datetime(2011, 5, 1, tzinfo=UTC)) as recording:
        recording.record(libcase.Person())
    assert recording.header is not None
    assert recording.header.is_historical
    with pytest.raises(libcase.InvalidValue) as caught:
        reg.recording(at=datetime(2010, 5, 1, tzinfo=UTC))
    assert caught.value.code == "time_goes_back"
    with pytest.raises(libcase.InvalidValue) as caught:
        reg.recording(at=datetime(2011, 6, 1))
    assert caught.value.code == "naive_instant"
    reg.add_person(libcase.Person())


@pytest.mark.parametrize(
    "moment", [date(2012, 1, 1), "2012-01-01", datetime(2012, 1, 1, 23, 59, tzinfo=UTC)]
)
def test_a_date_means_through_its_end(moment: Any) -> None:
    reg = a_register()
    case = reg.open_case("A-1", date(2011, 1, 1))
    assert reg.file(case, as_known_at=moment).id == case
    with pytest.raises(libcase.NotFound):
        reg.file(case, as_known_at="2011-12-31")
    with pytest.raises(libcase.InvalidValue):
        reg.file(case, as_known_at="yesterday")


def test_a_clock_that_fails_leaves_the_register_as_it_was() -> None:
    def broken() -> datetime:
        raise RuntimeError("no battery")

    reg = libcase.open(":memory:", actor="tests", clock=broken)
    with pytest.raises(RuntimeError, match="no battery"):
        reg.add_person(libcase.Person())
    assert reg.info().recording_count == 0


@pytest.mark.parametrize(
    "misuse",
    [
        lambda reg: reg.open_case(SECRET),
        lambda reg: reg.open_case(SECRET, SECRET),
        lambda reg: reg.open_case(SECRET.encode(), date(2011, 1, 1)),
        lambda reg: reg.add_person(SECRET),
        lambda reg: reg.add_person(libcase.Case(opened_on=date(2011, 1, 1)), SECRET),
        lambda reg: reg.find_person(1980),
        lambda reg: reg.find_case(SECRET, SECRET),
        lambda reg: reg.withdraw(SECRET, SECRET),
        lambda reg: reg.record(SECRET),
        lambda reg: reg.record_all(SECRET),
        lambda reg: reg.recording(why=1980),
        lambda reg: reg.history(SECRET),
        lambda reg: reg.replace(libcase.PersonId(1), libcase.Person(), expected_version=SECRET),
        lambda reg: reg.file(libcase.CaseId(1)).all(1980),
    ],
)
def test_misuse_prints_no_value(misuse: Any) -> None:
    reg = a_register()
    reg.open_case("A-1", date(2011, 1, 1))
    with pytest.raises(TypeError) as caught:
        misuse(reg)
    assert SECRET not in str(caught.value)
    assert "1980" not in str(caught.value)


def test_a_file_that_is_not_a_register_stays_untouched(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    path.write_text("a letter", encoding="utf-8")
    with pytest.raises(libcase.FormatError) as caught:
        libcase.open(path, actor="tests")
    assert caught.value.code == "not_a_register"
    assert path.read_text(encoding="utf-8") == "a letter"
    with pytest.raises(OSError, match="does not exist"):
        libcase.open(tmp_path / "none.db", read_only=True)
    with pytest.raises(libcase.InvalidValue) as missing:
        libcase.open(tmp_path / "new.db")
    assert missing.value.code == "actor_missing"


def test_a_read_only_register_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    a_register(path).close()
    with libcase.open(path, read_only=True) as reg, pytest.raises(PermissionError):
        reg.add_person(libcase.Person())


def test_verify_names_the_row_that_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with a_register(path) as reg:
        departure = a_departed_person(reg, "A-1")
        head = reg.info().head_digest
        assert reg.verify().is_sound
        assert reg.verify(head).found == []
        assert not reg.verify("f" * 32).is_sound
        with pytest.raises(libcase.InvalidValue):
            reg.verify("no digest")
    connection = sqlite3.connect(path)
    connection.execute("UPDATE departures SET mode = 'forced'")
    connection.commit()
    connection.close()
    with libcase.open(path, read_only=True) as reg:
        verification = reg.verify()
        assert [(found.table, found.row) for found in verification.found] == [
            ("departures", int(departure))
        ]
        assert "departures" in verification.tables


def test_a_backup_is_a_register(tmp_path: Path) -> None:
    reg = a_register(tmp_path / "cases.db")
    a_departed_person(reg, "A-1")
    reg.backup(tmp_path / "copy.db")
    with libcase.open(tmp_path / "copy.db", read_only=True) as copy:
        assert copy.info().head_digest == reg.info().head_digest
        assert copy.info().rows_by_table["departures"] == 1
        assert copy.integrity_problems() == []
    with pytest.raises(libcase.StorageError) as caught:
        reg.backup(tmp_path / "copy.db")
    assert caught.value.code == "exists"


@pytest.mark.parametrize("timeout", [float("inf"), 3e6, 1e300, 0])
def test_a_busy_timeout_may_be_long(tmp_path: Path, timeout: float) -> None:
    with a_register(tmp_path / "cases.db", busy_timeout=timeout) as reg:
        reg.open_case("A-1", date(2011, 1, 1))


@pytest.mark.parametrize("timeout", [float("nan"), -0.001, float("-inf")])
def test_a_busy_timeout_is_not_negative(tmp_path: Path, timeout: float) -> None:
    with pytest.raises(libcase.InvalidValue) as caught:
        a_register(tmp_path / "cases.db", busy_timeout=timeout)
    assert caught.value.code == "invalid_timeout"
    assert list(tmp_path.iterdir()) == []


def test_a_second_writer_waits_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    first = a_register(path)
    second = a_register(path, busy_timeout=0.05)
    with first.recording() as recording:
        recording.record(libcase.Person())
        with pytest.raises(libcase.StorageError) as caught:
            second.add_person(libcase.Person())
    assert caught.value.code == "busy"


def test_python_goes_on_while_a_register_waits(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    first = a_register(path)
    second = a_register(path, busy_timeout=30)
    recording = first.recording()
    recording.record(libcase.Person())
    waiting = threading.Thread(target=lambda: second.add_person(libcase.Person()))
    waiting.start()
    in_use = None
    for _ in range(1000):
        try:
            second.info()
        except libcase.WrongState as error:
            in_use = error.code
            break
        time.sleep(0.01)
    recording.commit()
    waiting.join()
    assert in_use == "register_in_use"
    assert second.info().recording_count == 2


def test_reprs_show_no_reason_and_no_birth_date() -> None:
    reg = a_register()
    person = reg.add_person(libcase.Person(born=libcase.BirthDate("1980-06-01")))
    reg.replace(person, libcase.Person(), expected_version=int(person), why=SECRET)
    shown = repr(reg.history(person)) + repr(reg.info()) + repr(reg.recording_header(2))
    assert SECRET not in shown
    assert "1980-06" not in shown
    assert "RegisterInfo(path=':memory:'" in shown
    assert repr(reg) == "libcase.open(':memory:')"

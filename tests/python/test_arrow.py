from __future__ import annotations

import gc
import json
import threading
from datetime import date
from typing import Any

import pytest
from builders import a_departed_person, a_departure, a_member, a_register

import libcase
from libcase import _core

COLUMNS = {
    "on",
    "precision",
    "mode",
    "assisted_by",
    "established_by",
    "left_from",
    "sex",
    "composition",
    "member_category",
    "member_category_at_application",
    "accompaniment",
    "accompaniment_at_application",
    "reception",
    "reception_at_application",
    "package",
    "nationality",
    "destination",
    "programmes",
    "born_earliest",
    "born_latest",
    "person_id",
    "case_id",
}


class OnlyTheDunder:
    """What a consumer may rely on, and nothing else."""

    def __init__(self, columns: libcase.Columns) -> None:
        self.columns = columns

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.columns.__arrow_c_stream__(requested_schema)


@pytest.fixture
def reg() -> libcase.Register:
    reg = a_register()
    a_departed_person(reg, "A-1", on=date(2011, 10, 3), destination="IRQ", sex="female")
    a_departed_person(reg, "A-2", on=date(2011, 10, 9), mode="forced", nationality=None, born=None)
    return reg


def by_pyarrow(columns: Any) -> list[dict[str, Any]]:
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.table(columns)
    table.validate(full=True)
    return list(table.to_pylist())


def by_polars(columns: Any) -> list[dict[str, Any]]:
    return list(pytest.importorskip("polars").DataFrame(columns).to_dicts())


def by_duckdb(columns: Any) -> list[dict[str, Any]]:
    duckdb = pytest.importorskip("duckdb")
    relation = duckdb.sql("SELECT * FROM columns")
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


def by_pandas(columns: Any) -> list[dict[str, Any]]:
    pandas = pytest.importorskip("pandas")
    pyarrow = pytest.importorskip("pyarrow")
    frame = pyarrow.table(columns).to_pandas().astype(object)
    return list(frame.where(pandas.notna(frame), None).to_dict("records"))


every_consumer = pytest.mark.parametrize("read", [by_pyarrow, by_polars, by_duckdb, by_pandas])


@every_consumer
def test_departures_arrive_as_they_are(reg: libcase.Register, read: Any) -> None:
    first, second = read(OnlyTheDunder(reg.departures()))
    assert first.keys() >= COLUMNS
    assert first["on"] == date(2011, 10, 3)
    assert (first["mode"], second["mode"]) == ("voluntary", "forced")
    assert (first["nationality"], second["nationality"]) == ("IRQ", "unknown")
    assert (first["destination"], second["destination"]) == ("IRQ", "unknown")
    assert (first["born_earliest"], second["born_earliest"]) == (date(1980, 1, 1), None)
    assert first["sex"] == "female"
    assert first["programmes"] == "none"


@every_consumer
def test_a_table_arrives_as_it_is(reg: libcase.Register, read: Any) -> None:
    table = libcase.departures(reg, period="2011", by=["mode"], totals=True)
    assert [tuple(row.values()) for row in read(OnlyTheDunder(table))] == table.rows()


@every_consumer
def test_records_arrive_as_they_are(reg: libcase.Register, read: Any) -> None:
    first, second = read(OnlyTheDunder(reg.columns("persons")))
    assert first["sex"] == "female"
    assert first["born_latest"] == date(1980, 12, 31)
    assert second["nationality"] == "unknown"
    assert read(OnlyTheDunder(reg.columns(libcase.Award))) == []


def test_every_kind_of_record_leaves_as_its_stored_columns() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    reg = a_register()
    for kind in _core._describe_records():
        schema = pyarrow.table(reg.columns(kind["table"], sensitive=True)).schema
        assert schema.names[:3] == ["id", "row", "recording"]
        stored = " ".join(schema.names[3:])
        for field in kind["fields"]:
            assert field["name"].rstrip("_") in stored


def test_sensitive_columns_leave_where_they_are_asked_for() -> None:
    pytest.importorskip("pyarrow")
    reg = a_register()
    person = reg.add_person(libcase.Person())
    found = libcase.Vulnerability(
        person_id=person, ground="health", from_=date(2011, 9, 1), found_by="professional"
    )
    reg.record(found)
    assert "health" not in repr(found)
    assert "professional" not in repr(found)
    columns = reg.columns(libcase.Vulnerability)
    assert by_pyarrow(columns)[0].keys().isdisjoint({"ground", "found_by"})
    assert "health" not in columns._repr_html_()
    asked_for = reg.columns(libcase.Vulnerability, sensitive=True)
    assert by_pyarrow(asked_for)[0]["ground"] == "health"
    assert "health" not in asked_for._repr_html_()


def test_money_is_cents_and_currency() -> None:
    pytest.importorskip("pyarrow")
    reg = a_register()
    case = reg.open_case("A-1", date(2011, 1, 1))
    person = a_member(reg, case)
    award = reg.record(libcase.Award(case_id=case, on=date(2011, 2, 1)))
    line = libcase.AwardLine(
        award_id=award,
        person_id=person,
        programme="HRT",
        support="cash",
        amount=libcase.Money("1750.00", "EUR"),
    )
    reg.record_all([line, line.replace(support="service", amount=None)])
    first, second = by_pyarrow(reg.columns(libcase.AwardLine))
    assert (first["amount_cents"], first["amount_currency"]) == (175_000, "EUR")
    assert (second["amount_cents"], second["amount_currency"]) == (None, None)
    assert first["award_id"] == award
    assert first["programme"] == "HRT"


def test_the_schema_of_a_table_holds_its_definition(reg: libcase.Register) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = libcase.departures(reg, period="2011")
    metadata = pyarrow.table(table).schema.metadata
    assert json.loads(metadata[b"libcase.definition"]) == json.loads(table.definition.to_json())


def test_frames_are_made_without_naming_arrow(reg: libcase.Register) -> None:
    pytest.importorskip("polars")
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    columns = reg.departures()
    assert columns.to_polars().height == len(columns) == len(columns.to_pandas()) == 2
    assert str(columns.to_pandas()["mode"].dtype) == "category"


def test_unknown_country_is_a_word_in_frames(reg: libcase.Register) -> None:
    """Groups by a country lose no row, of departures, of records and of tables alike."""
    polars = pytest.importorskip("polars")
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    case = reg.find_case("A-2")
    assert case is not None
    on = date(2011, 9, 1)
    person = reg.file(case).members_on(on)[0].person_id
    reg.record(libcase.Application(case_id=case, programme="HRT", on=on))
    reg.record(libcase.Booking(case_id=case, person_id=person, on=on, departs_on=on))
    reg.record(libcase.Arrival(case_id=case, person_id=person, on=on))
    minor = reg.add_person(libcase.Person(born=libcase.BirthDate("2000"), nationality="IRQ"))
    reg.record(libcase.FoundRelative(person_id=minor, on=on, degree=2))
    reg.record(libcase.ReceptionArrangement(person_id=minor, kind="family", on=on))
    countries = [
        (kind["table"], field["name"])
        for kind in _core._describe_records()
        for field in kind["fields"]
        if "Country" in field["type"]
    ]
    frames = {table: reg.columns(table) for table, _ in countries}
    by = libcase.departures(reg, period="2011", by=["nationality", "destination"])
    places = [
        (name, of) for of in (reg.departures(), by) for name in ("nationality", "destination")
    ]
    places += [(name, frames[table]) for table, name in countries]
    assert len(places) >= 7
    for name, columns in places:
        in_pandas, in_polars = columns.to_pandas(), columns.to_polars()
        assert len(in_pandas) > 0
        assert in_pandas.groupby(name, observed=True).size().sum() == len(in_pandas)
        assert in_pandas.groupby(name, observed=True).size()["unknown"] == 1
        assert in_polars[name].null_count() == 0
        assert in_polars.filter(polars.col(name) == "unknown").height == 1


def test_departures_join_with_records(reg: libcase.Register) -> None:
    polars = pytest.importorskip("polars")
    departures = reg.departures().to_polars()
    persons = reg.columns("persons").to_polars()
    cases = reg.columns("cases").to_polars()
    joined = departures.join(persons, left_on="person_id", right_on="id").join(
        cases, left_on="case_id", right_on="id", suffix="_case"
    )
    assert joined.height == 2
    assert (joined["sex"] == joined["sex_right"]).all()
    case = reg.find_case("A-2")
    assert departures.filter(polars.col("mode") == "forced")["case_id"].to_list() == [case]


def test_a_register_that_a_row_is_of_is_told_where_there_are_several(
    reg: libcase.Register,
) -> None:
    both = libcase.concat([reg.departures(), reg.departures()])
    rows = by_pyarrow(both)
    assert [row["register"] for row in rows] == [0, 0, 1, 1]
    assert rows[0]["person_id"] == rows[2]["person_id"]
    persons = libcase.departures(both, period="2011-10", count="persons")
    assert persons.rows() == [("2011-10", 4)]
    assert "register" not in by_pyarrow(reg.departures())[0]


def test_dates_of_pandas_are_dates(reg: libcase.Register) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    for columns in (reg.departures(), reg.columns("departures")):
        assert list(columns.to_pandas()["on"].dt.month) == [10, 10]
    assert list(reg.columns("persons").to_pandas()["born_latest"].isna()) == [False, True]


def test_columns_tell_what_they_are(reg: libcase.Register) -> None:
    assert repr(reg.departures()).startswith("DepartureColumns(2 departures, known at 2012-")
    assert repr(reg.columns("persons")) == "RecordColumns(persons, 2 stored rows, known at now)"
    then = repr(reg.columns(libcase.Departure, as_known_at="2012-01-01"))
    assert then.startswith("RecordColumns(departures, 2 stored rows, known at 2012-01-0")
    persons = reg.columns("persons")
    reg.close()
    assert "not readable" in repr(persons)
    assert "<table" not in persons._repr_html_()


def test_a_notebook_shows_the_first_rows_of_columns(reg: libcase.Register) -> None:
    pytest.importorskip("pyarrow")
    for _ in range(20):
        reg.add_person(libcase.Person(sex="male"))
    shown = reg.columns("persons")._repr_html_()
    assert shown.count("<tr>") == 11
    assert "<td>IRQ</td>" in shown
    assert "born" not in shown
    assert "1980" not in shown
    assert "<td>2011-10-03</td>" in reg.departures()._repr_html_()
    assert "born" not in reg.departures()._repr_html_()
    reason = "<script>"
    case = reg.find_case("A-1")
    assert case is not None
    reg.withdraw(reg.add_person(libcase.Person()), reason)
    assert reason not in reg.columns("withdrawals")._repr_html_()


def test_columns_outlive_the_register(reg: libcase.Register) -> None:
    stream = reg.departures().__arrow_c_stream__()
    reg.close()
    del reg
    gc.collect()

    class Held:
        def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
            return stream

    assert len(by_pyarrow(Held())) == 2


def test_a_stream_that_nobody_reads_is_let_go(reg: libcase.Register) -> None:
    columns = reg.departures()
    table = libcase.departures(columns, period="2011")
    for _ in range(100):
        columns.__arrow_c_stream__()
        table.__arrow_c_stream__()
        reg.columns("persons").__arrow_c_stream__()
    gc.collect()
    assert len(columns) == 2
    reg.add_person(libcase.Person())


@pytest.mark.parametrize("what", ["departures", "table", "records"])
def test_a_stream_is_read_once(reg: libcase.Register, what: str) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    columns: libcase.Columns = {
        "departures": reg.departures(),
        "table": libcase.departures(reg, period="2011"),
        "records": reg.columns("departures"),
    }[what]
    capsule = columns.__arrow_c_stream__()
    reader = pyarrow.RecordBatchReader._import_from_c_capsule(capsule)
    assert reader.read_all().num_rows > 0
    with pytest.raises(ValueError, match="released"):
        pyarrow.RecordBatchReader._import_from_c_capsule(capsule)
    assert len(by_pyarrow(columns)) > 0


def test_records_are_scanned_as_known_at_a_day() -> None:
    reg = a_register()
    reg.add_person(libcase.Person(sex="male"))
    reg.add_person(libcase.Person(sex="female"))
    assert [row["sex"] for row in by_pyarrow(reg.columns("persons"))] == ["male", "female"]
    known_then = reg.columns("persons", as_known_at="2012-01-01")
    assert [row["sex"] for row in by_pyarrow(known_then)] == ["male"]


def test_a_table_that_is_none_is_refused_at_the_call(reg: libcase.Register) -> None:
    with pytest.raises(libcase.InvalidValue, match="applications") as caught:
        reg.columns("aplications")
    assert caught.value.code == "unknown_table"
    assert caught.value.field == "kind"
    assert str(caught.value).endswith("found 'aplications', did you mean 'applications'?")
    with pytest.raises(libcase.InvalidValue, match="departures") as caught:
        reg.columns("Jansen")
    assert "Jansen" not in str(caught.value)
    with pytest.raises(TypeError, match="kind: expected a class of records"):
        reg.columns(int)  # type: ignore[arg-type]


def test_a_scan_ends_with_its_register(reg: libcase.Register) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    reader = pyarrow.RecordBatchReader._import_from_c_capsule(
        reg.columns("persons").__arrow_c_stream__()
    )
    reg.close()
    with pytest.raises(Exception, match="closed"):
        reader.read_all()
    del reader
    gc.collect()


def test_a_register_can_be_written_while_it_is_scanned(reg: libcase.Register) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    reader = pyarrow.RecordBatchReader._import_from_c_capsule(
        reg.columns("persons").__arrow_c_stream__()
    )
    case = reg.find_case("A-1")
    assert case is not None
    reg.record(a_departure(case, a_member(reg, case)))
    assert reader.read_all().num_rows == 2


def test_a_stream_may_be_let_go_in_another_thread(reg: libcase.Register) -> None:
    streams = [reg.columns("persons").__arrow_c_stream__() for _ in range(20)]
    thread = threading.Thread(target=streams.clear)
    thread.start()
    for _ in range(20):
        reg.add_person(libcase.Person())
    thread.join()
    assert reg.verify().is_sound

from __future__ import annotations

import csv
import io
import json
import re
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from builders import (
    a_clock,
    a_departed_person,
    a_departure,
    a_member,
    a_register,
    no_safeguards,
)

import libcase


@pytest.fixture
def reg() -> libcase.Register:
    reg = a_register(safeguards=no_safeguards())
    a_departed_person(reg, "A-1", on=date(2011, 10, 3), destination="IRQ")
    a_departed_person(reg, "A-2", on=date(2011, 10, 9), mode="forced", nationality="AFG")
    a_departed_person(reg, "A-3", on=date(2011, 12, 9), born=libcase.BirthDate("2000"))
    a_departed_person(reg, "A-4", on=date(2012, 1, 9), nationality=None)
    return reg


def counts(table: libcase.Table) -> dict[tuple[Any, ...], Any]:
    return {row[:-1]: row[-1] for row in table.rows()}


def test_each_row_of_two_dimensions_has_its_own_total(reg: libcase.Register) -> None:
    found = counts(
        libcase.departures(reg, period="2011-Q4", by=["nationality", "mode"], totals=True)
    )
    assert found["2011-10", "IRQ", "total"] == 1
    assert found["2011-10", "total", "total"] == 2
    month = libcase.departures(reg, period="2011-10", by=["mode"], totals=True)
    assert [row[:2] for row in month.rows()] == [
        ("2011-10", "voluntary"),
        ("2011-10", "forced"),
        ("2011-10", "total"),
    ]


def test_departures_by_month_and_mode(reg: libcase.Register) -> None:
    table = libcase.departures(reg, period="2011-Q4", by=["mode"], totals=True)
    assert table.column_names == ["period", "mode", "departures"]
    assert counts(table) == {
        ("2011-10", "voluntary"): 1,
        ("2011-10", "forced"): 1,
        ("2011-10", "total"): 2,
        ("2011-12", "voluntary"): 1,
        ("2011-12", "total"): 1,
        ("total", "voluntary"): 2,
        ("total", "forced"): 1,
        ("total", "total"): 3,
    }
    assert len(table) == 8


def test_columns_are_read_once_for_many_tables(reg: libcase.Register) -> None:
    columns = reg.departures()
    reg.close()
    assert len(columns) == 4
    by_year = libcase.departures(columns, period="2011..2012", frequency="year")
    assert counts(by_year) == {("2011",): 3, ("2012",): 1}
    with pytest.raises(TypeError, match="vintage"):
        libcase.departures(columns, period="2011", as_known_at="2012-01-01")


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"mode": "forced"}, 1),
        ({"mode": libcase.DepartureMode.voluntary}, 3),
        ({"nationality": libcase.Country("AFG")}, 1),
        ({"nationality": ["AFG", None]}, 2),
        ({"nationality": None}, 1),
        ({"nationality": "IRQ", "mode": ["voluntary", "forced"]}, 2),
    ],
)
def test_filters(reg: libcase.Register, where: Any, expected: int) -> None:
    table = libcase.departures(reg, period="2011..2012", frequency="year", where=where)
    assert sum(row[-1] for row in table.rows()) == expected


@pytest.mark.parametrize("age_bands", ["0-17,18-", [(0, 17), (18, None)]])
def test_age_bands(reg: libcase.Register, age_bands: Any) -> None:
    table = libcase.departures(
        reg, period="2011", frequency="year", by="age_band", age_bands=age_bands, count="persons"
    )
    assert counts(table) == {("2011", "0-17"): 1, ("2011", "18-"): 2}


def test_totals_of_choice_and_zeros(reg: libcase.Register) -> None:
    table = libcase.departures(
        reg, period="2011-Q4", by=["mode"], totals=[["mode"], []], zeros=True
    )
    found = counts(table)
    assert found["2011-11", "forced"] == 0
    assert found["total", "voluntary"] == 2
    assert found["total", "total"] == 3
    assert ("2011-10", "total") not in found


def test_a_table_is_as_known_at_a_day(reg: libcase.Register) -> None:
    clock = a_clock(date(2012, 2, 1))
    late = libcase.open(":memory:", actor="tests", clock=clock)
    a_departed_person(late, "A-1", on=date(2011, 12, 1))
    a_departed_person(late, "A-2", on=date(2011, 12, 2))
    day = late.recording_header(4).at.date()
    then = libcase.departures(late, period="2011-12", as_known_at=day)
    now = libcase.departures(late, period="2011-12")
    assert (counts(then), counts(now)) == ({("2011-12",): 1}, {("2011-12",): 2})
    assert then.definition.recording < now.definition.recording
    assert then != now


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"period": "2011", "by": ["colour"]}, "unknown_dimension"),
        ({"period": "2011", "where": {"mode": "walked"}}, "unknown_label"),
        ({"period": "2011", "by": ["age_band"]}, "no_age_bands"),
        ({"period": "2011-11", "frequency": "year"}, "invalid_period"),
        ({"period": "2011", "frequency": "week"}, "unknown_code"),
        ({"period": "2011", "totals": [["mode"]]}, "unknown_total"),
    ],
)
def test_a_query_that_makes_no_sense(reg: libcase.Register, query: Any, code: str) -> None:
    with pytest.raises(libcase.InvalidValue) as caught:
        libcase.departures(reg, **query)
    assert caught.value.code == code


@pytest.mark.parametrize("labels", [[], (), iter([])])
def test_a_filter_without_labels_is_refused(reg: libcase.Register, labels: Any) -> None:
    with pytest.raises(libcase.InvalidValue, match="filter mode") as caught:
        libcase.departures(reg, period="2011", where={"mode": labels})
    assert (caught.value.code, caught.value.field) == ("invalid_filter", "where")


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("source", "Jansen.db"),
        ("source", None),
        ("period", 1848),
        ("period", date(1848, 1, 1)),
        ("by", 1848),
        ("by", [1848]),
        ("where", "Jansen"),
        ("where", ["Jansen"]),
        ("where", {1848: "forced"}),
        ("where", {"mode": 1848}),
        ("where", {"mode": [1848]}),
        ("age_bands", 1848),
        ("threads", "1848"),
        ("threads", True),
        ("totals", 1848),
        ("totals", [1848]),
        ("totals", [[1848]]),
    ],
)
def test_an_argument_of_another_type_is_named(
    reg: libcase.Register, parameter: str, value: Any
) -> None:
    query: dict[str, Any] = {"source": reg, "period": "2011"} | {parameter: value}
    with pytest.raises(TypeError, match=f"^{parameter}: expected ") as caught:
        libcase.departures(query.pop("source"), **query)
    assert "1848" not in str(caught.value)
    assert "Jansen" not in str(caught.value)


def test_a_total_is_named_by_a_word(reg: libcase.Register) -> None:
    whole = libcase.departures(reg, period="2011", by="mode", totals=[["mode"]])
    for totals in ("mode", ["mode"], [libcase.Dimension.mode]):
        assert libcase.departures(reg, period="2011", by="mode", totals=totals) == whole
    assert counts(whole)["total", "voluntary"] == 2


def test_a_frequency_finer_than_the_data_is_refused() -> None:
    reg = a_register()
    a_departed_person(reg, "A-1", on=date(2011, 10, 1), precision="quarter")
    with pytest.raises(libcase.Refused) as caught:
        libcase.departures(reg, period="2011")
    assert caught.value.code == "finer_than_data"
    assert counts(libcase.departures(reg, period="2011", frequency="quarter")) == {("2011-Q4",): 1}


def test_the_definition_goes_along(reg: libcase.Register, tmp_path: Path) -> None:
    table = libcase.departures(reg, period="2011", by=["nationality"], where={"mode": "voluntary"})
    definition = table.definition
    (measure,) = definition.measures
    assert (measure.name, measure.kind) == ("departures", libcase.MeasureKind.count)
    assert definition.period == libcase.Period("2011")
    assert [(f.dimension, f.labels) for f in definition.filters] == [("mode", ["voluntary"])]
    assert definition.rows_add
    told = json.loads(definition.to_json())
    assert told == json.loads(table.to_json())["definition"]
    assert str(definition) in table.to_text()
    assert repr(table) == table.to_text()

    table.to_csv(tmp_path / "departures.csv")
    assert json.loads((tmp_path / "departures.definition.json").read_text("utf-8")) == told


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        ("d.CSV", "d.definition.json"),
        ("d.2011.csv", "d.2011.definition.json"),
        ("d.2011", "d.2011.definition.json"),
        ("d", "d.definition.json"),
    ],
)
def test_the_definition_is_named_after_its_table(
    reg: libcase.Register, tmp_path: Path, name: str, beside: str
) -> None:
    libcase.departures(reg, period="2011").to_csv(tmp_path / name)
    assert {path.name for path in tmp_path.iterdir()} == {name, beside}


def test_no_definition_without_its_table(reg: libcase.Register, tmp_path: Path) -> None:
    (tmp_path / "d.csv").mkdir()
    with pytest.raises(OSError, match=r"d\.csv"):
        libcase.departures(reg, period="2011").to_csv(tmp_path / "d.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["d.csv"]


def test_a_file_is_replaced_whole(reg: libcase.Register, tmp_path: Path) -> None:
    table = libcase.departures(reg, period="2011")
    kept, link = tmp_path / "kept.json", tmp_path / "link.json"
    kept.write_text("before", encoding="utf-8")
    kept.chmod(0o640)
    link.symlink_to(kept)
    with kept.open(encoding="utf-8") as reader:
        table.to_json(link)
        assert reader.read() == "before"
    assert kept.read_text("utf-8") == table.to_json()
    assert kept.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_table_leaves_in_many_forms(reg: libcase.Register, tmp_path: Path) -> None:
    table = libcase.departures(reg, period="2011", by=["nationality"])
    rows = [list(map(str, row)) for row in table.rows()]
    assert list(csv.reader(io.StringIO(table.to_csv()))) == [table.column_names, *rows]
    assert [list(map(str, row.values())) for row in json.loads(table.to_json())["rows"]] == rows
    for form in ("csv", "json", "html", "text"):
        path = tmp_path / f"table.{form}"
        text = getattr(table, f"to_{form}")(path)
        assert path.read_bytes().decode() == text == getattr(table, f"to_{form}")()
    page = (tmp_path / "table.html").read_text("utf-8")
    assert "<svg" in page
    assert "http" not in page.replace("http://www.w3.org/", "")


def test_a_notebook_shows_an_html_table(reg: libcase.Register) -> None:
    table = libcase.departures(reg, period="2011", by=["mode"])
    assert table._repr_html_().startswith(
        "<table><thead><tr><th>period</th><th>mode</th><th>departures</th></tr></thead>"
        "<tbody><tr><td>2011-10</td><td>voluntary</td><td>1</td></tr>"
    )
    assert "more rows" not in table._repr_html_()
    long = libcase.departures(reg, period="2000..2011", by=["mode"], zeros=True)
    assert f"and {len(long) - 60:,} more rows" in long._repr_html_()


def test_periods_are_ordered_or_dates(reg: libcase.Register) -> None:
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    table = libcase.departures(reg, period="2011-10..2012-01", by=["mode"], totals=True)
    periods = table.to_pandas()["period"]
    assert periods.cat.ordered
    assert list(periods.cat.categories) == ["2011-10", "2011-11", "2011-12", "2012-01", "total"]
    assert not table.to_pandas()["mode"].cat.ordered
    days = table.to_pandas(dates=True)["period"]
    assert days[0] == pandas.Timestamp(2011, 10, 1)
    assert days.isna().sum() == (periods == "total").sum() > 0
    in_polars = table.to_polars()["period"]
    assert in_polars.dtype == polars.Enum(list(periods.cat.categories))
    assert in_polars.sort(descending=True).to_list() == [*reversed(periods)]
    assert in_polars.max() == "total"
    days_in_polars = table.to_polars(dates=True)["period"]
    assert days_in_polars.dtype == polars.Date
    assert days_in_polars.to_list()[0] == date(2011, 10, 1)
    assert days_in_polars.null_count() == days.isna().sum()


def test_a_table_is_drawn(reg: libcase.Register) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    from matplotlib import pyplot

    table = libcase.departures(reg, period="2011", by=["mode"], totals=True, zeros=True)
    axes = table.plot()
    assert {line.get_label() for line in axes.lines} == {"voluntary", "forced"}
    assert list(axes.lines[0].get_ydata()) == [0] * 9 + [1, 0, 1]
    plain = libcase.departures(reg, period="2011-Q4").plot(pyplot.figure().subplots())
    assert [label.get_text() for label in plain.get_xticklabels()][::2] == ["2011-10", "2011-12"]
    assert list(plain.lines[0].get_ydata()) == [2, 0, 1]
    pyplot.close("all")


def colours_of(axes: Any) -> dict[str, str]:
    """The colour of each series, by its label."""
    from matplotlib import colors

    bars = zip(axes.get_yticklabels(), axes.patches, strict=False)
    return {line.get_label(): colors.to_hex(line.get_color()) for line in axes.lines} or {
        label.get_text(): colors.to_hex(bar.get_facecolor()) for label, bar in bars
    }


@pytest.mark.parametrize("period", ["2011", "2011-10"])
def test_a_label_has_one_colour_in_figures_and_pages(
    reg: libcase.Register, period: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    from matplotlib import pyplot

    case = reg.open_case("A-5", date(2011, 1, 1))
    person = a_member(reg, case)
    award = reg.record(libcase.Award(case_id=case, on=date(2011, 2, 1)))
    for programme in ("REAN", "HRT"):
        line = {"award_id": award, "person_id": person, "programme": programme}
        reg.record(libcase.AwardLine(**line, support="service"))
    reg.record(a_departure(case, person, on=date(2011, 10, 5)))
    drawn = set()
    for by in ([], ["mode"], ["nationality"], ["programmes"], ["programmes", "mode"]):
        table = libcase.departures(reg, period=period, by=by)
        page = table.to_html()
        for name, colour in colours_of(table.plot()).items():
            label = name.partition(" · ")[0]
            drawn.add(label)
            assert re.search(f'fill="{colour}"><title>[^<]*{re.escape(label)}: ', page)
    assert drawn >= {"departures", "voluntary", "forced", "IRQ", "HRT+REAN", "none"}
    pyplot.close("all")


def test_series_of_one_colour_are_told_apart(reg: libcase.Register) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    from matplotlib import pyplot

    a_departed_person(reg, "A-6", on=date(2011, 10, 3), nationality="AFG")
    for period in ("2011", "2011-10"):
        axes = libcase.departures(reg, period=period, by=["nationality", "mode"]).plot()
        colours = colours_of(axes)
        assert colours["AFG · voluntary"] == colours["AFG · forced"] != colours["IRQ · voluntary"]
        styles = {line.get_label(): line.get_linestyle() for line in axes.lines} or {
            label.get_text(): bar.get_hatch()
            for label, bar in zip(axes.get_yticklabels(), axes.patches, strict=True)
        }
        assert styles["AFG · voluntary"] == styles["IRQ · voluntary"] != styles["AFG · forced"]
    pyplot.close("all")


def test_one_period_without_a_dimension_is_one_bar_with_its_name(reg: libcase.Register) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    from matplotlib import pyplot

    axes = libcase.departures(reg, period="2011", frequency="year").plot()
    assert [label.get_text() for label in axes.get_yticklabels()] == ["departures"]
    assert [bar.get_width() for bar in axes.patches] == [3]
    assert [text.get_text() for text in axes.texts] == ["3"]
    assert axes.patches[0].get_height() < abs(axes.get_ylim()[0] - axes.get_ylim()[1]) / 5
    assert not axes.lines
    assert not libcase.departures(reg, period="1999", frequency="year").plot().patches
    pyplot.close("all")


def test_money_is_drawn_in_its_currency_and_rates_are_not() -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    from matplotlib import pyplot

    from libcase import plot

    def table_of(kind: str, cents: int) -> Any:
        """Stands in for a table of one measure: none of Python's functions gives one of money."""
        measure = SimpleNamespace(name="granted", kind=kind, currency="EUR")
        definition = SimpleNamespace(
            measures=[measure], dimensions=["mode"], period=libcase.Period("2011"), frequency="year"
        )
        return SimpleNamespace(definition=definition, rows=lambda: [("2011", "forced", cents)])

    axes = plot.draw(table_of("cents", 175_000))
    assert [bar.get_width() for bar in axes.patches] == [1750]
    assert axes.get_xlabel() == "granted (EUR)"
    assert [text.get_text() for text in axes.texts] == ["1,750.00"]
    with pytest.raises(ValueError, match="found figures below zero"):
        plot.draw(table_of("cents", -1))
    with pytest.raises(ValueError, match="found rates: granted"):
        plot.draw(table_of("rate", 1))
    pyplot.close("all")


def test_a_label_has_one_colour_and_one_month_is_bars(reg: libcase.Register) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    from matplotlib import colors, pyplot

    year = libcase.departures(reg, period="2011", by=["mode"]).plot()
    month = libcase.departures(reg, period="2011-10", by=["mode"], totals=True).plot()
    assert not month.lines
    assert [label.get_text() for label in month.get_yticklabels()] == ["voluntary", "forced"]
    by_label = {line.get_label(): colors.to_hex(line.get_color()) for line in year.lines}
    bars = [colors.to_hex(bar.get_facecolor()) for bar in month.patches]
    assert bars == [by_label["voluntary"], by_label["forced"]]
    pyplot.close("all")


@pytest.mark.parametrize(
    ("precision", "months", "drawn"),
    [
        ("day", (10, 12), [0] * 9 + [1, 0, 1]),
        ("quarter", (10, 10), [0, 0, 0, 2]),
        ("year", (1, 1), [2]),
    ],
)
def test_columns_are_drawn_as_finely_as_they_go(
    precision: str, months: tuple[int, int], drawn: list[int]
) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    from matplotlib import pyplot

    reg = a_register()
    with pytest.raises(ValueError, match="found none"):
        reg.departures().plot()
    for reference, month in zip(("A-1", "A-2"), months, strict=True):
        a_departed_person(reg, reference, on=date(2011, month, 1), precision=precision)
    axes = reg.departures().plot()
    lines = [figure for line in axes.lines for figure in line.get_ydata()]
    assert (lines or [bar.get_width() for bar in axes.patches]) == drawn
    pyplot.close("all")


def test_many_series_are_cut_to_the_largest() -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    from matplotlib import pyplot

    reg = a_register()
    for index, country in enumerate(libcase.Country.all()[:10]):
        a_departed_person(reg, f"A-{index}", on=date(2011, 5, 1), nationality=country)
    axes = libcase.departures(reg, period="2011", by=["nationality"]).plot()
    assert len(axes.lines) == 8
    legend = axes.get_legend()
    assert legend is not None
    assert legend.get_title().get_text() == "nationality (the 8 largest of 10)"
    pyplot.close("all")


def test_offices_are_taken_together(reg: libcase.Register) -> None:
    other = a_register()
    a_departed_person(other, "B-1", on=date(2011, 10, 4))
    both = libcase.concat([reg.departures(), other.departures()])
    assert len(both) == 5
    assert counts(libcase.departures(both, period="2011-10")) == {("2011-10",): 3}


@pytest.mark.parametrize(
    ("missing", "use"),
    [
        ("polars", "to_polars"),
        ("pandas", "to_pandas"),
        ("pyarrow", "to_pandas"),
        ("matplotlib", "plot"),
    ],
)
def test_a_missing_package_is_named(
    reg: libcase.Register, missing: str, use: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = libcase.departures(reg, period="2011")
    monkeypatch.delitem(sys.modules, "libcase.plot", raising=False)
    monkeypatch.delattr(libcase, "plot", raising=False)
    for name in [name for name in sys.modules if name.partition(".")[0] == missing]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ImportError, match=rf"{missing}.*pip install 'libcase\[notebook\]'"):
        getattr(table, use)()

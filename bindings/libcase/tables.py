"""Tables of departures, counted from columns, with the definition of what they say."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from libcase import _core
from libcase.arguments import (
    Moment,
    invalid_value,
    moment_or_none,
    names,
    period_of,
    thread_count,
    wrong_type,
)
from libcase.columns import Columns, needs
from libcase.figures import DefinedFigures

if TYPE_CHECKING:
    import matplotlib.axes
    import pandas
    import polars

    from libcase.frames import DepartureColumns
    from libcase.register import Register

__all__ = [
    "Table",
    "departures",
    "facility_occupancy",
    "irregularities",
    "unaccompanied_minors_returned",
    "unit_stock",
]

Label: TypeAlias = str | _core.Country | None

TOTAL = "total"


class Table(DefinedFigures[_core.Table], Columns):
    """Figures by label, with the definition of what they say.

    Ordered by the labels, the period first; totals follow what they are the total of and are
    labelled `total`. A combination of labels without a row is nil where others have one, and was
    not asked for otherwise.
    """

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Hand the table over, with its definition in the schema's metadata; see `Columns`."""
        return _core.arrow_stream(self._core)

    def __len__(self) -> int:
        return len(self._core)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self._core == other._core

    __hash__ = None  # type: ignore[assignment]

    def _repr_html_(self) -> str:
        from libcase import report

        return report.table_fragment(self)

    @property
    def definition(self) -> _core.Definition:
        """What the figures say: population, unit, period, vintage, protection."""
        return self._core.definition

    @property
    def column_names(self) -> list[str]:
        """`period`, the dimensions, and the measures; money is whole `NAME_cents`."""
        return self._core.column_names

    def rows(self) -> list[tuple[str | int | float | None, ...]]:
        """Return the rows as tuples in the order of `column_names`: labels, then figures.

        A rate is a fraction. What is not known is None.
        """
        return self._core.rows()

    def to_pandas(self, *, dates: bool = False) -> pandas.DataFrame:
        """Return a pandas DataFrame; labels are categories, those of periods ordered.

        With `dates`, the period is its first day as `datetime64`, and NaT for totals.
        """
        frame = super().to_pandas()
        if dates:
            import pandas

            frame["period"] = pandas.to_datetime(frame["period"].astype(object).map(first_day))
        return frame

    def to_polars(self, *, dates: bool = False) -> polars.DataFrame:
        """Return a polars DataFrame; labels are categories, those of periods an ordered Enum.

        With `dates`, the period is its first day, and null for totals.
        """
        frame = super().to_polars()
        import polars

        labels = frame["period"].to_list()
        if dates:
            periods = polars.Series("period", [*map(first_day, labels)], dtype=polars.Date)
        else:
            order = [*map(str, self.definition.period.split(self.definition.frequency)), TOTAL]
            periods = polars.Series("period", labels, dtype=polars.Enum(order))
        return frame.with_columns(periods)

    def plot(self, axes: matplotlib.axes.Axes | None = None) -> matplotlib.axes.Axes:
        """Draw the figures over the periods with matplotlib, a line for each series.

        Of one period there are bars. Of many series the largest are drawn, and the figure says so.
        A label of the first dimension has the same colour in every figure; those of further ones
        have their own dashes. Raises ValueError for rates, and for figures below zero.
        """
        try:
            from libcase import plot
        except ImportError as error:
            raise needs("matplotlib", "plot") from error
        return plot.draw(self, axes)


def first_day(label: str) -> datetime.date | None:
    """Return the first day of a period by its label; None for a total."""
    return None if label == TOTAL else _core.Period(label).from_


def _label(label: Label) -> str:
    if label is None:
        return "unknown"
    if isinstance(label, _core.Country):
        return label.code
    if isinstance(label, str | Enum):
        return str(label)
    raise wrong_type("where", "labels as text, codes, countries or None", label)


def _labels(dimension: str, labels: Label | Iterable[Label]) -> list[str]:
    if labels is None or isinstance(labels, str | Enum | _core.Country):
        return [_label(labels)]
    if not isinstance(labels, Iterable):
        raise wrong_type("where", "a label or several", labels)
    found = [_label(label) for label in labels]
    if not found:
        raise invalid_value(
            "invalid_filter", f"expected a label to filter {dimension} by, found none", "where"
        )
    return found


def _filters(where: Mapping[str, Label | Iterable[Label]] | None) -> dict[str, list[str]]:
    if where is None:
        return {}
    if not isinstance(where, Mapping):
        raise wrong_type("where", "a mapping of dimensions to labels", where)
    for name in where:
        if not isinstance(name, str):
            raise wrong_type("where", "the name of a dimension", name)
    return {name: _labels(name, labels) for name, labels in where.items()}


def _totals(totals: bool | str | Iterable[str | Iterable[str]]) -> list[list[str]] | None:
    if isinstance(totals, bool):
        return None if totals else []
    if isinstance(totals, str):
        return [[totals]]
    if not isinstance(totals, Iterable):
        raise wrong_type("totals", "True, False or the names that each total is given by", totals)
    return [names("totals", "dimension", total) for total in totals]


def _bands(age_bands: str | Sequence[tuple[int, int | None]] | None) -> str:
    if age_bands is None or isinstance(age_bands, str):
        return age_bands or ""
    if not isinstance(age_bands, Iterable):
        raise wrong_type("age_bands", "text or pairs of ages", age_bands)
    return ",".join(f"{low}-{'' if high is None else high}" for low, high in age_bands)


def _expect_departures(source: Register | DepartureColumns) -> None:
    core = getattr(source, "_core", None)
    if not isinstance(core, _core.Register | _core.DepartureColumns):
        raise wrong_type("source", "a libcase.Register or its departures()", source)


def _columns_of(
    source: Register | DepartureColumns, as_known_at: Moment | None, threads: int
) -> _core.DepartureColumns:
    core = source._core
    if isinstance(core, _core.Register):
        return _core.read_departures(core, moment_or_none(as_known_at), threads)
    if as_known_at is not None:
        raise TypeError("as_known_at goes with a register: columns have their vintage already")
    return core


def departures(
    source: Register | DepartureColumns,
    *,
    period: _core.Period | str,
    frequency: _core.Frequency | str = "month",
    by: str | Iterable[_core.Dimension | str] = (),
    count: _core.Count | str = "departures",
    where: Mapping[str, Label | Iterable[Label]] | None = None,
    age_bands: str | Sequence[tuple[int, int | None]] | None = None,
    totals: bool | str | Iterable[str | Iterable[str]] = False,
    zeros: bool = False,
    as_known_at: Moment | None = None,
    threads: int = 2,
) -> Table:
    """Count departures by period and by any of their properties.

    Parameters
    ----------
    source
        A register, or its `departures()` where several tables are counted.
    period
        Whole units of the frequency: "2011", "2011-Q4", "2011-11", "2011-08..2012-03".
    frequency
        day, month, quarter or year.
    by
        Dimensions, the values of `libcase.Dimension`: nationality, mode, programme,
        programmes (the combination), and more.
    count
        departures (events), persons (distinct in each cell and in each total) or units (return
        units, on the day the last of their present members left).
    where
        For each dimension the label or labels that count, at least one; None is `unknown`.
    age_bands
        For `age_band`, ages in completed years, both ends included: "0-17,18-34,35-" or
        [(0, 17), (18, 34), (35, None)].
    totals
        True for the grand total, the total of each period, one for each label of each dimension,
        and that of each row over the last dimension; over a single period every total is that
        period's, and there is no grand total beside it. Or the names that each total is given by,
        "period" among them: ["sex"] or [["period", "sex"], []]. Totals are counted, never summed.
    zeros
        Also the cells without any departure.
    as_known_at
        What the register knew then; for a register only, since columns have their vintage.

    Raises
    ------
    InvalidValue
        For a query that makes no sense; a filter without labels is one (`invalid_filter`).
    TypeError
        For an argument of another type; it names the parameter and no value.
    Refused
        For a frequency finer than the dates of the departures (`finer_than_data`), and for
        persons or units of published tables (`rows_are_events`).

    Examples
    --------
    >>> import libcase
    >>> reg = libcase.open(":memory:", actor="example")
    >>> table = libcase.departures(reg, period="2011-Q4", by=["mode"], totals=True)
    >>> table.column_names
    ['period', 'mode', 'departures']
    """
    _expect_departures(source)
    counted = period_of(period)
    thread_count(threads)
    dimensions = names("by", "dimension", by)
    labels = _filters(where)
    wanted_totals = _totals(totals)
    bands = _bands(age_bands)
    table = _core.departures(
        _columns_of(source, as_known_at, threads),
        counted,
        frequency,
        count,
        dimensions,
        labels,
        bands,
        wanted_totals,
        bool(zeros),
        threads,
    )
    return Table(table)


def unaccompanied_minors_returned(
    source: Register | DepartureColumns,
    *,
    period: _core.Period | str,
    age_bands: str | Sequence[tuple[int, int | None]] = "0-17",
    as_known_at: Moment | None = None,
) -> Table:
    """Count unaccompanied minors who were returned, by quarter, as European statistics ask.

    Persons under 18 who left, provenly, without an adult parent or a guardian appointed abroad: by
    type of return (mode and assistance), citizenship, destination, age and sex, as Regulation (EC)
    862/2007, Article 7, asks for them. It is neither rounded nor protected for publication.

    Parameters
    ----------
    source
        A register, or its `departures()`.
    period
        Whole quarters: "2011", "2011-Q4", "2010..2011".
    age_bands
        Ages in completed years, both ends included: "0-13,14-15,16-17".
    as_known_at
        What the register knew then; for a register only, since columns have their vintage.

    Raises
    ------
    InvalidValue
        For ages that are none, or a period that is not made of quarters.
    Refused
        For departures that are known by year alone (`finer_than_data`).

    Examples
    --------
    >>> import libcase
    >>> reg = libcase.open(":memory:", actor="example")
    >>> table = libcase.unaccompanied_minors_returned(reg, period="2011")
    >>> table.column_names[:4]
    ['period', 'mode', 'assisted_by', 'nationality']
    """
    _expect_departures(source)
    columns = _columns_of(source, as_known_at, threads=2)
    return Table(_core.unaccompanied_minors_returned(columns, period_of(period), _bands(age_bands)))


def facility_occupancy(
    reg: Register,
    *,
    period: _core.Period | str,
    rules: _core.SafeguardRules | None = None,
    as_known_at: Moment | None = None,
) -> Table:
    """Return how full the facilities for minors are, by day, as a table that can be drawn.

    Its measures are `present` (who stays there), `reserved` (for whom a place is kept and who does
    not stay there) and `places`, by the rules, of libcase without any. Days are not summed.

    Parameters
    ----------
    reg
        The register.
    period
        Which days: "2011", "2011-Q4", "2011-10-07".
    rules
        Your own rules of safeguards, which name the facilities and their places.
    as_known_at
        What the register knew then.

    Examples
    --------
    >>> import libcase
    >>> reg = libcase.open(":memory:", actor="example")
    >>> libcase.facility_occupancy(reg, period="2011-10-07").rows()[0]
    ('2011-10-07', 'luanda', 0, 0, 10)
    """
    known = _core.SafeguardRules.shipped() if rules is None else rules
    return Table(
        _core.facility_occupancy(reg._core, period_of(period), known, moment_or_none(as_known_at))
    )


def irregularities(
    reg: Register, *, period: _core.Period | str | None = None, as_known_at: Moment | None = None
) -> Table:
    """Count the irregularities that stand in a register, for the office itself.

    By the year they were found, the `guard` that they open and the `kind` of record, by its table;
    with the total of each year and of all. It is internal and never published by cell. What was
    recorded with an irregularity counts in tables for publication like any other, and
    irregularities are no dimension of those.

    Parameters
    ----------
    reg
        The register.
    period
        Whole years: "2011", "2010..2012". Without one, every year in which one was found.
    as_known_at
        What the register knew then.

    Raises
    ------
    InvalidValue
        For a period that is not made of years (`invalid_period`).

    Examples
    --------
    >>> import libcase
    >>> reg = libcase.open(":memory:", actor="example")
    >>> libcase.irregularities(reg, period="2011").rows()
    [('total', 'total', 'total', 0)]
    """
    counted = None if period is None else period_of(period)
    return Table(_core.irregularities(reg._core, counted, moment_or_none(as_known_at)))


def unit_stock(
    reg: Register,
    on: datetime.date,
    *,
    definition: _core._MinorityDefinition = "national",
    as_known_at: Moment | None = None,
) -> Table:
    """Count the units of open cases that are here on a day, or may be, by composition.

    Its measures are `units`, each once; `members`, who are here in them or may be, by head, where a
    member of two open cases counts in each; and `minors`, members who are surely minors.

    Parameters
    ----------
    reg
        The register.
    on
        The day.
    definition
        Who counts as a minor: by national law, or as European statistics count.
    as_known_at
        What the register knew then.

    Examples
    --------
    >>> from datetime import date
    >>> import libcase
    >>> reg = libcase.open(":memory:", actor="example")
    >>> libcase.unit_stock(reg, date(2011, 9, 1)).rows()[-1]
    ('2011-09-01', 'total', 0, 0, 0)
    """
    return Table(_core.unit_stock(reg._core, on, definition, moment_or_none(as_known_at)))

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

__all__ = ["Table", "departures"]

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
        month, quarter or year.
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
    core = getattr(source, "_core", None)
    if not isinstance(core, _core.Register | _core.DepartureColumns):
        raise wrong_type("source", "a libcase.Register or its departures()", source)
    counted = period_of(period)
    thread_count(threads)
    dimensions = names("by", "dimension", by)
    labels = _filters(where)
    wanted_totals = _totals(totals)
    bands = _bands(age_bands)
    if isinstance(core, _core.Register):
        columns = _core.read_departures(core, moment_or_none(as_known_at), threads)
    elif as_known_at is None:
        columns = core
    else:
        raise TypeError("as_known_at goes with a register: columns have their vintage already")
    table = _core.departures(
        columns,
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

"""Columns and tables, and their way into pandas, polars and everything else that speaks Arrow.

All of them have `__arrow_c_stream__`, the Arrow PyCapsule interface, so that
`polars.DataFrame(x)`, `pyarrow.table(x)` or `duckdb.sql("from x")` read them as they are.
"""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING

from libcase import _core

if TYPE_CHECKING:
    import matplotlib.axes
    import pandas
    import polars

__all__ = ["Columns", "DepartureColumns", "RecordColumns", "concat", "needs"]


EVER = "1800..2100"


def needs(packages: str, purpose: str) -> ImportError:
    """Return the error for a package that is not installed."""
    return ImportError(f"{purpose} needs {packages}: pip install 'libcase[notebook]'")


class Columns(ABC):
    """Columns of one length that can be handed over through Arrow."""

    @abstractmethod
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Hand the columns over as an ArrowArrayStream in a PyCapsule.

        Each call makes a stream anew; a stream can be read once. A requested schema is not
        followed: the consumer converts.
        """

    def to_polars(self) -> polars.DataFrame:
        """Return a polars DataFrame; codes and countries are categories."""
        try:
            import polars
        except ImportError as error:
            raise needs("polars", "to_polars") from error
        return polars.DataFrame(self)

    def to_pandas(self) -> pandas.DataFrame:
        """Return a pandas DataFrame; codes and countries are categories.

        Dates are `datetime64`, so that `.dt` works on them; what is not known is NaT.
        """
        try:
            import pandas  # noqa: F401 - what pyarrow makes the frame with
            import pyarrow
        except ImportError as error:
            raise needs("pandas and pyarrow", "to_pandas") from error
        frame: pandas.DataFrame = pyarrow.table(self).to_pandas(date_as_object=False)
        return frame

    def _repr_html_(self) -> str:
        from libcase import report

        return report.columns_fragment(self)


class RecordColumns(Columns):
    """The records of one kind as their stored columns, behind `id`, `row` and `recording`.

    Nothing is held: each hand-over scans the register, which must be open and not at work
    elsewhere until the consumer has read it.
    """

    def __init__(
        self,
        core: _core.Register,
        kind: type[_core.Record] | str,
        as_known_at: datetime.datetime | None,
    ) -> None:
        self._core = core
        self._kind = kind
        self._as_known_at = as_known_at

    def __repr__(self) -> str:
        """Tell the kind, the stored rows (each version is one) and the vintage."""
        table = self._kind if isinstance(self._kind, str) else _table_of(self._kind)
        known = self._as_known_at or "now"
        try:
            rows = f"{self._core.info().rows_by_table[table]:,} stored rows"
        except (_core.Error, KeyError):
            rows = "not readable"
        return f"RecordColumns({table}, {rows}, known at {known})"

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Begin a scan; see `Columns`."""
        return _core.record_stream(self._core, self._kind, self._as_known_at)


class DepartureColumns(Columns):
    """The departures of a register, read once: a row each, with codes in place of text.

    Beside the columns of a departure it has what the register knew of the person and the case
    that day. `person_id` and `case_id` are the ids of the records, for joins with their columns.
    Tables are counted from it without touching the register again.

    Examples
    --------
    >>> import libcase
    >>> reg = libcase.open(":memory:", actor="example")
    >>> len(reg.departures())
    0
    """

    def __init__(self, core: _core.DepartureColumns) -> None:
        self._core = core

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Hand the columns over; see `Columns`."""
        return _core.arrow_stream(self._core)

    def __len__(self) -> int:
        return len(self._core)

    def __repr__(self) -> str:
        known = f"{self.known_at:%Y-%m-%d %H:%M} UTC" if self.known_at else "no time"
        return f"DepartureColumns({len(self):,} departures, known at {known})"

    def plot(self, axes: matplotlib.axes.Axes | None = None) -> matplotlib.axes.Axes:
        """Draw the departures by month, over the years that have any, with matplotlib.

        By quarter or year where the dates of some departures are no finer. Raises ValueError where there is none.
        """
        from libcase.tables import departures

        years = [row[0] for row in departures(self, period=EVER, frequency="year").rows()]
        if not years:
            raise ValueError("expected departures to draw, found none")
        period = f"{years[0]}..{years[-1]}"
        for frequency in ("month", "quarter"):
            try:
                table = departures(self, period=period, frequency=frequency, zeros=True)
            except _core.Refused as refusal:
                if refusal.code != "finer_than_data":
                    raise
            else:
                return table.plot(axes)
        return departures(self, period=period, frequency="year", zeros=True).plot(axes)

    @property
    def nbytes(self) -> int:
        """The bytes that the columns take in memory."""
        return self._core.nbytes

    @property
    def from_aggregates(self) -> bool:
        """Whether rows come from published tables: events, of which the persons are not known."""
        return self._core.from_aggregates

    @property
    def known_at_recording(self) -> int:
        """The vintage: the last recording that is covered."""
        return self._core.known_at_recording

    @property
    def known_at(self) -> datetime.datetime | None:
        """When that was recorded; None for an empty register."""
        return self._core.known_at


def _table_of(kind: type[_core.Record]) -> str:
    tables = {record["name"]: record["table"] for record in _core._describe_records()}
    return str(tables.get(kind.__name__, kind.__name__))


def concat(registers: Iterable[DepartureColumns]) -> DepartureColumns:
    """Put the departures of several registers together, so that offices can be compared.

    Ids are those of each register, and the column `register` says which: who is in two of them
    counts twice.
    """
    return DepartureColumns(_core.concat([columns._core for columns in registers]))

"""What a register holds as columns: the records of one kind, departures and return units."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from libcase import _core
from libcase.columns import Columns, HeldColumns

if TYPE_CHECKING:
    import matplotlib.axes

__all__ = ["DepartureColumns", "RecordColumns", "UnitColumns", "concat"]

EVER = "1800..2100"

_Read = TypeVar("_Read", _core.DepartureColumns, _core.UnitColumns)


class RecordColumns(Columns):
    """The records of one kind as their stored columns, behind `id`, `row` and `recording`.

    Nothing is held: each hand-over scans the register, which must be open and not at work
    elsewhere until the consumer has read it.
    """

    def __init__(
        self,
        core: _core.Register,
        table: str,
        as_known_at: datetime.datetime | None,
        *,
        references: bool = False,
        sensitive: bool = False,
    ) -> None:
        self._core = core
        self._table = table
        self._as_known_at = as_known_at
        self._references = references
        self._sensitive = sensitive

    def __repr__(self) -> str:
        """Name the kind, the stored rows (each version is one) and the vintage."""
        known = self._as_known_at or "now"
        try:
            rows = f"{self._core.info().rows_by_table[self._table]:,} stored rows"
        except _core.Error:
            rows = "not readable"
        return f"RecordColumns({self._table}, {rows}, known at {known})"

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Begin a scan; see `Columns`."""
        return _core.record_stream(
            self._core, self._table, self._as_known_at, self._references, self._sensitive
        )


class ReadColumns(HeldColumns[_Read]):
    """Columns that were read from a register, as it was known at a recording."""

    @property
    def nbytes(self) -> int:
        """The bytes that the columns take in memory."""
        return self._core.nbytes

    @property
    def known_at_recording(self) -> int:
        """The vintage: the last recording that is covered."""
        return self._core.known_at_recording

    @property
    def known_at(self) -> datetime.datetime | None:
        """When that was recorded; None for an empty register."""
        return self._core.known_at


class DepartureColumns(ReadColumns[_core.DepartureColumns]):
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

    def __repr__(self) -> str:
        known = f"{self.known_at:%Y-%m-%d %H:%M} UTC" if self.known_at else "no time"
        return f"DepartureColumns({len(self):,} departures, known at {known})"

    def plot(self, axes: matplotlib.axes.Axes | None = None) -> matplotlib.axes.Axes:
        """Draw the departures by month, over the years that have any, with matplotlib.

        By quarter or year where the dates of some departures are no finer. Raises ValueError where
        there are none.
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
    def from_aggregates(self) -> bool:
        """Whether rows come from published tables: events, of which the persons are not known."""
        return self._core.from_aggregates


class UnitColumns(ReadColumns[_core.UnitColumns]):
    """What the return units of a register are on a day: a row for each case with members then.

    Columns: `case_id`; `composition`; `rests_on`, what says who belongs to whom; `is_here`, which
    is not_met where all had left before that day; `members`, who are here in it that day or may
    be; and `minors`, members who are surely minors. Cases out of published tables have no units.

    Examples
    --------
    >>> from datetime import date
    >>> import libcase
    >>> reg = libcase.open(":memory:", actor="example")
    >>> reg.units(date(2011, 9, 1))
    UnitColumns(0 units on 2011-09-01, national definition of minors)
    """

    def __repr__(self) -> str:
        return (
            f"UnitColumns({len(self):,} units on {self.on}, "
            f"{self.definition.value} definition of minors)"
        )

    @property
    def on(self) -> datetime.date:
        """The day on which the units are what the rows say."""
        return self._core.on

    @property
    def definition(self) -> _core.MinorityDefinition:
        """Who counts as a minor: by national law, or as European statistics count."""
        return self._core.definition


def concat(registers: Iterable[DepartureColumns]) -> DepartureColumns:
    """Put the departures of several registers together, so that offices can be compared.

    Ids are those of each register, and the column `register` says which: who is in two of them
    counts twice.

    Raises
    ------
    InvalidValue
        Where there is none to put together (`no_registers`).
    """
    return DepartureColumns(_core.concat([columns._core for columns in registers]))

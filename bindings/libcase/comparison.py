"""What other rules would have cost, and for whom."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from libcase import _core
from libcase.arguments import (
    Moment,
    expect,
    moment_or_none,
    names,
    period_of,
    readings_of,
    thread_count,
)
from libcase.frames import needs
from libcase.register import Register
from libcase.rules import Catalogue
from libcase.tables import write_whole

if TYPE_CHECKING:
    import pandas

__all__ = ["Comparison", "compare"]

COSTS = (
    "eligible",
    "undetermined",
    "not_eligible",
    "cash_cents",
    "in_kind_cents",
    "undetermined_cents",
    "unknown_lines",
    "open_lines",
)


class Comparison:
    """Two catalogues over one cohort: the costs under each, winners and losers.

    Known and unknown amounts are kept apart, and so are cases whose outcome is undetermined.
    """

    def __init__(self, core: _core.Comparison) -> None:
        self._core = core

    def __repr__(self) -> str:
        return self.to_text()

    def _repr_html_(self) -> str:
        from libcase import report

        return report.comparison_fragment(self)

    @property
    def rows(self) -> list[_core.ComparisonRow]:
        """The groups of cases: the total first, then by composition and by nationality."""
        return self._core.rows

    @property
    def period(self) -> _core.Period:
        """The period of the cohort."""
        return self._core.period

    @property
    def by(self) -> _core.CohortBy:
        """By which of its days a case belongs to the cohort."""
        return self._core.by

    @property
    def programmes(self) -> list[str]:
        """The codes of the programmes that count; all of a catalogue's where empty."""
        return self._core.programmes

    @property
    def recording(self) -> int:
        """The vintage: the last recording that is covered."""
        return self._core.recording

    def to_text(self, path: str | os.PathLike[str] | None = None) -> str:
        """Return aligned text, in whole euro, and write it where a path is given."""
        return self._written(self._core.to_text(), path)

    def to_csv(self, path: str | os.PathLike[str] | None = None) -> str:
        """Return CSV, a row a group, in euro with cents, and write it where a path is given."""
        return self._written(self._core.to_csv(), path)

    def to_json(self, path: str | os.PathLike[str] | None = None) -> str:
        """Return an object of `definition` and `rows`, and write it where a path is given."""
        return self._written(self._core.to_json(), path)

    def to_pandas(self) -> pandas.DataFrame:
        """Return a pandas DataFrame, a row a group; figures under a catalogue begin a_ or b_."""
        try:
            import pandas
        except ImportError as error:
            raise needs("pandas", "to_pandas") from error
        return pandas.DataFrame([figures_of(row) for row in self.rows])

    @staticmethod
    def _written(text: str, path: str | os.PathLike[str] | None) -> str:
        if path is not None:
            write_whole(Path(path), text)
        return text


def figures_of(row: _core.ComparisonRow) -> dict[str, str | int]:
    """Return the figures of a group by the names of their columns."""
    figures: dict[str, str | int] = {
        name: getattr(row, name)
        for name in ("by", "label", "cases", "winners", "losers", "unchanged")
    }
    for side in ("a", "b"):
        figures |= {f"{side}_{name}": getattr(getattr(row, side), name) for name in COSTS}
    return figures


def compare(
    register: Register,
    a: Catalogue,
    b: Catalogue,
    *,
    period: _core.Period | str,
    by: _core.CohortBy | str = "departure",
    programmes: str | Iterable[str] = (),
    readings: Mapping[str, str] | None = None,
    stated_only: bool = False,
    as_known_at: Moment | None = None,
    threads: int = 2,
) -> Comparison:
    """Say what a cohort comes to under two catalogues, and who wins and loses by the second.

    Each case gets, under each catalogue, the combination of programmes that comes to most.

    Parameters
    ----------
    a, b
        The catalogues; `Catalogue.as_on` gives the rules of one day for all days.
    period
        The cohort: cases of which a member left, or that applied, in the period.
    by
        departure or application: what makes a case part of the cohort, and its day.
    programmes
        The codes that count; all of a catalogue's where empty, but those of temporary return.
    as_known_at
        What the register knew then; now without one.

    Raises
    ------
    NotFound
        For a code that neither catalogue has (`no_such_programme`).
    InvalidValue
        For a reading that a dispute does not have (`unknown_reading`).

    Examples
    --------
    What the combination of 2012 would have cost on the caseload of 2011:

    >>> from datetime import date
    >>> import libcase
    >>> reg = libcase.open(":memory:", actor="example")
    >>> rules = libcase.Catalogue.shipped()
    >>> comparison = libcase.compare(reg, rules, rules.as_on(date(2012, 1, 1)), period="2011")
    >>> comparison.rows[0].label, comparison.rows[0].cases
    ('total', 0)
    """
    expect("register", Register, register)
    expect("a", Catalogue, a)
    expect("b", Catalogue, b)
    return Comparison(
        _core.compare(
            register._core,
            a._core,
            b._core,
            period_of(period),
            by,
            names("programmes", "programme", programmes),
            readings_of(readings),
            bool(stated_only),
            moment_or_none(as_known_at),
            thread_count(threads),
        )
    )

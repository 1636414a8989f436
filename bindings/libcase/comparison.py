"""What other rules would have cost, and for whom."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from libcase import _core
from libcase.arguments import (
    Moment,
    expect,
    moment_or_none,
    names,
    options_of,
    period_of,
    thread_count,
)
from libcase.columns import needs
from libcase.register import Register
from libcase.rules import Catalogue
from libcase.tables import definition_file, is_of_a_folder, write_whole

if TYPE_CHECKING:
    import pandas

__all__ = ["Comparison", "compare"]

COSTS = (
    "eligible",
    "partly_undetermined",
    "undetermined",
    "not_eligible",
    "cash_cents",
    "in_kind_cents",
    "undetermined_cents",
    "unknown_lines",
    "uncapped_lines",
)


CHANGES = ("winners", "losers", "unchanged", "not_comparable", "comparable_difference_cents")


class Comparison:
    """Two catalogues over one cohort: the costs under each, winners and losers.

    Known and unknown amounts are kept apart, and so is what is undetermined. A case counts as
    winner, loser or unchanged only where under both catalogues all is determined that could give
    it something, and no amount is unknown; the others are `not_comparable`.
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
    def programmes_a(self) -> list[str]:
        """The codes that count under the first catalogue; all of its programmes where empty."""
        return self._core.programmes_a

    @property
    def programmes_b(self) -> list[str]:
        """The codes that count under the second one."""
        return self._core.programmes_b

    @property
    def keeps_recorded_choice(self) -> bool:
        """Whether what was chosen in a case bars other programmes."""
        return self._core.keeps_recorded_choice

    @property
    def readings(self) -> dict[str, str]:
        """The readings that were asked for, by the names of their disputes."""
        return self._core.readings

    @property
    def stated_only(self) -> bool:
        """Whether inferred values were left out."""
        return self._core.stated_only

    @property
    def rules_a(self) -> _core.ComparedRules:
        """Which rules the first catalogue stands for: their day, and programmes of one's own."""
        return self._core.rules_a

    @property
    def rules_b(self) -> _core.ComparedRules:
        """Which rules the second one stands for."""
        return self._core.rules_b

    @property
    def as_known_at(self) -> datetime.datetime | None:
        """The moment at which the register knew it; None for all that it knew."""
        return self._core.as_known_at

    @property
    def recording(self) -> int:
        """The vintage: the last recording that is covered."""
        return self._core.recording

    @property
    def library_version(self) -> str:
        """The version of the library that made it."""
        return self._core.library_version

    @property
    def definition(self) -> str:
        """What the figures say, a line for each part."""
        return self._core.definition_to_text()

    def to_text(self, path: str | os.PathLike[str] | None = None) -> str:
        """Return aligned text in whole euro with the definition below it.

        It is written where a path is given.
        """
        return self._written(self._core.to_text(), path)

    def to_csv(self, path: str | os.PathLike[str] | None = None) -> str:
        """Return CSV, a row a group, in euro with cents, and write it where a path is given.

        Its definition is written beside it: `what-if.csv` gets `what-if.definition.json`. A pipe
        or a device, such as /dev/stdout, gets none.
        """
        text = self._written(self._core.to_csv(), path)
        if path is not None and is_of_a_folder(Path(path)):
            self._written(self._core.definition_to_json(), definition_file(Path(path)))
        return text

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
        name: getattr(row, name) for name in ("by", "label", "cases", *CHANGES)
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
    programmes_a: str | Iterable[str] | None = None,
    programmes_b: str | Iterable[str] | None = None,
    options: _core.RuleOptions | None = None,
    keeps_recorded_choice: bool = False,
    as_known_at: Moment | None = None,
    threads: int = 2,
) -> Comparison:
    """Say what a cohort comes to under two catalogues, and who wins and loses by the second.

    Each case gets, under each catalogue, the combination of programmes that comes to most of those
    for which it is eligible. What the office chose under the real rules does not bind: who got
    SDT in 2011 is asked about HRT and a project in kind as if nothing had been chosen.

    Parameters
    ----------
    a, b
        The catalogues; `Catalogue.frozen_at` gives the rules of one day for all days.
    period
        The cohort: cases of which a member left, or that applied, in the period.
    by
        departure or application: what makes a case part of the cohort, and its day.
    programmes
        The codes that count; all of a catalogue's where empty, but those of temporary return. Those
        whose amounts nobody found, such as REAN, leave cases that cannot be compared.
    programmes_a, programmes_b
        The codes that count under one catalogue alone, in place of `programmes`.
    keeps_recorded_choice
        True to let awards of the case, and projects its members take part in, bar programmes that
        the rules exclude beside them, as they do on a real day. When not, those under a programme
        of either catalogue do not count as facts of `other_programmes` and `other_in_kind`; help
        in other cases still does.
    as_known_at
        What the register knew then; now without one.

    Raises
    ------
    NotFound
        For a code that neither catalogue has (`no_such_programme`).
    InvalidValue
        For a dispute that no programme of either catalogue has, and a reading that a dispute does
        not have (`unknown_reading`).

    Examples
    --------
    What the combination of 2012 would have cost on the caseload of 2011:

    >>> from datetime import date
    >>> import libcase
    >>> reg = libcase.open(":memory:", actor="example")
    >>> rules = libcase.Catalogue.shipped()
    >>> comparison = libcase.compare(reg, rules, rules.frozen_at(date(2012, 1, 1)), period="2011")
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
            names(
                "programmes_a", "programme", programmes if programmes_a is None else programmes_a
            ),
            names(
                "programmes_b", "programme", programmes if programmes_b is None else programmes_b
            ),
            options_of(options),
            bool(keeps_recorded_choice),
            moment_or_none(as_known_at),
            thread_count(threads),
        )
    )

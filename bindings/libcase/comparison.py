"""What other rules would have cost, and for whom."""

from __future__ import annotations

from collections.abc import Iterable
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
from libcase.figures import DefinedFigures
from libcase.register import Register
from libcase.rules import Catalogue

if TYPE_CHECKING:
    import pandas

__all__ = ["Comparison", "compare"]


class Comparison(DefinedFigures[_core.Comparison]):
    """Two catalogues over one cohort: the costs under each, winners and losers.

    Known and unknown amounts are kept apart, and so is what is undetermined. A case counts as
    winner, loser or unchanged only where under both catalogues all is determined that could give
    it something, and no amount is unknown; the others are `not_comparable`.
    """

    def _repr_html_(self) -> str:
        return self._core._repr_html_()

    @property
    def definition(self) -> _core.ComparisonDefinition:
        """What is compared, and what the figures rest on."""
        return self._core.definition

    @property
    def rows(self) -> list[_core.ComparisonRow]:
        """The groups of cases: the total first, then by composition and by nationality."""
        return self._core.rows

    def to_pandas(self) -> pandas.DataFrame:
        """Return a pandas DataFrame, a row a group; figures under a catalogue begin a_ or b_."""
        try:
            import pandas
        except ImportError as error:
            raise needs("pandas", "to_pandas") from error
        return pandas.json_normalize([row.to_dict() for row in self.rows], sep="_")


def compare(
    register: Register,
    a: Catalogue,
    b: Catalogue,
    *,
    period: _core.Period | str,
    by: _core.CohortBy | str = "departure",
    modes: str | Iterable[str] = (),
    programmes: str | Iterable[str] = (),
    programmes_a: str | Iterable[str] | None = None,
    programmes_b: str | Iterable[str] | None = None,
    options: _core.RuleOptions | None = None,
    keeps_recorded_choice: bool = False,
    as_known_at: Moment | None = None,
    threads: int = 2,
) -> Comparison:
    """Say what a cohort comes to under two catalogues, and who wins and loses by the second.

    Each case gets, under each catalogue, the combination of programmes that is worth most among
    those for which it is eligible. What the office chose under the real rules does not bind: who got
    SDT in 2011 is asked about HRT and a project in kind as if nothing had been chosen.

    Parameters
    ----------
    a, b
        The catalogues; `Catalogue.frozen_at` gives the rules of one day for all days.
    period
        The cohort: cases of which a member left, or that applied, in the period.
    by
        departure or application: what makes a case part of the cohort, and its day.
    modes
        The modes of departure that make a case part of a cohort by departure; all where empty.
        Most programmes are for those who leave of their own accord: "voluntary".
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
        For a code that neither catalogue has, or that is named for one side and is not of its
        catalogue (`no_such_programme`).
    InvalidValue
        For a dispute that no programme of either catalogue has, and a reading that a dispute does
        not have (`unknown_reading`); for modes of a cohort by application
        (`modes_of_applications`).

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
            names("modes", "mode of departure", modes),
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

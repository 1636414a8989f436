"""Programmes of return support as dated, sourced rules: who may get what, and why.

What the rules say is an indication. Who decides stands in the rule file, where its sources say so,
and closes the explanation. A fact that is not known makes nobody eligible or ineligible: the outcome
is then undetermined, and the assessment names the record that would settle it.

`RuleOptions` says which values count where sources differ: a reading for each named dispute (for
the others the programme's default), and whether inferred values are left out, which makes them
unknown. A dispute that none of the programmes has, and a reading that a dispute does not have,
raise InvalidValue (`unknown_reading`).
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from typing import Any, Protocol, Self

from libcase import _core
from libcase.arguments import AnyPath, expect, options_of, thread_count, wrong_type
from libcase.case_file import CaseFile
from libcase.catalogue import Catalogue
from libcase.columns import HeldColumns
from libcase.text import counted, joined

__all__ = [
    "Catalogue",
    "Evaluation",
    "allowed_combinations",
    "assess",
    "check_programmes",
    "evaluate",
    "facts",
    "programme_from_json",
]


class ArrowColumns(Protocol):
    """Columns of any library that speaks Arrow."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """Hand the columns over as an ArrowArrayStream in a PyCapsule."""


def programme_from_json(text: str, *, file: str = "") -> _core.Programme:
    """Return the programme that the text of a rule file describes.

    Parameters
    ----------
    file
        The file's name, for the message of an error.

    Raises
    ------
    InvalidValue
        Where it is no programme (`invalid_programme_file`), with the line of what is no JSON, or
        the path of what is wrong, what stands there and what was expected.
    """
    return _core.programme_from_json(text, file)


def check_programmes(path: AnyPath, others: Catalogue | None = None) -> list[_core.RuleFileFinding]:
    """Return all that is wrong or doubtful in a rule file, or in those of a folder.

    Errors keep a file from being loaded. Warnings are programmes that it names, in a combination or
    a condition, and nobody defines, and benefits whose age bands overlap.

    Parameters
    ----------
    others
        Programmes that are known beside those of the files; when not given, the shipped ones.

    Raises
    ------
    StorageError
        For a file that cannot be read (`cannot_open`).

    Examples
    --------
    >>> import libcase, pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "made-up.json")
    ...     _ = file.write_text('{"kode": "MADE-UP"}')
    ...     findings = libcase.check_programmes(folder)
    >>> findings[0].path, findings[0].sentence[-34:]
    ('$.kode', "found 'kode', did you mean 'code'?")
    """
    known = Catalogue.shipped() if others is None else others
    expect("others", Catalogue, known)
    return _core.check_programmes(os.fspath(path), known._core)


def facts() -> list[_core.Fact]:
    """Return the facts that rules may ask for: name, of whom, kind, codes, label.

    They are the columns that `evaluate` reads.

    Examples
    --------
    >>> import libcase
    >>> [fact.label.en for fact in libcase.facts() if fact.name == "entry_ban_months"]
    ['entry ban in months']
    """
    return _core.facts()


def _history(history: Iterable[CaseFile] | None) -> list[_core.CaseFile] | None:
    if history is None:
        return None
    if isinstance(history, CaseFile) or not isinstance(history, Iterable):
        raise wrong_type("history", "a list of libcase.CaseFile", history)
    files = list(history)
    for file in files:
        expect("history", CaseFile, file)
    return [file._core for file in files]


def assess(
    programme: _core.Programme,
    file: CaseFile,
    on: datetime.date,
    history: Iterable[CaseFile] | None = None,
    *,
    options: _core.RuleOptions | None = None,
) -> _core.Assessment:
    """Assess a case under a programme's rules on a day, as an indication.

    Parameters
    ----------
    history
        The other case files of the members, from `Register.earlier_files`; empty where there are
        none. None means that nobody looked, which leaves earlier help unknown.

    Raises
    ------
    InvalidValue
        For a dispute that the programme does not have, and a reading that a dispute does not have
        (`unknown_reading`).

    Examples
    --------
    >>> from datetime import date
    >>> import libcase
    >>> reg = libcase.open(":memory:", actor="example")
    >>> case = reg.open_case("EXAMPLE-1", date(2012, 3, 1))
    >>> hrt = libcase.Catalogue.shipped()["HRT"]
    >>> assessment = libcase.assess(hrt, reg.file(case), date(2012, 3, 1), history=[])
    >>> assessment.outcome.value
    'undetermined'
    >>> assessment.findings[0].verdict.value
    'met'
    """
    expect("programme", _core.Programme, programme)
    expect("file", CaseFile, file)
    files = _history(history)
    return _core.assess(programme, file._core, on, files, options_of(options))


def allowed_combinations(
    catalogue: Catalogue,
    file: CaseFile,
    on: datetime.date,
    history: Iterable[CaseFile] | None = None,
    *,
    options: _core.RuleOptions | None = None,
) -> list[_core.Offer]:
    """Return the combinations of programmes that a case may have on a day.

    First come those of programmes for which the case is eligible, as many together as may be, then
    those in which it is undetermined for one or more; each group is ordered by known total, largest
    first. Programmes for which the case is not eligible, and those of temporary return, are left
    out. At most 200 are offered, the best of them; where there are so many that the search for those
    gave up, `is_of_full_search` of each is False. The arguments are those of `assess`; readings may
    be of any programme of the catalogue.
    """
    expect("catalogue", Catalogue, catalogue)
    expect("file", CaseFile, file)
    files = _history(history)
    return _core.allowed_combinations(catalogue._core, file._core, on, files, options_of(options))


class Evaluation(HeldColumns[_core.Evaluation]):
    """What a programme's rules say of many units: a row each, handed over through Arrow.

    Columns: `case_id` where there is one, `outcome`, `version`, `version_date` (the day that picked
    the version), `cash_cents` and `in_kind_cents` (known amounts), `unknown_lines` and
    `uncapped_lines` beside them, and one for each criterion: not_met, unknown, met, not_applicable
    where it was not asked, or met_by_some of what is asked of each member. Before the day on which
    a source first shows a criterion, it is unknown where a fact would fail it, and otherwise not
    asked. Amounts of a unit that is undetermined are what it would get if it were eligible.
    """

    def __repr__(self) -> str:
        counts = joined(
            f"{count:,} {outcome.value.replace('_', ' ')}" for outcome, count in self.counts.items()
        )
        return f"Evaluation({self.programme.code}, {counted(len(self), 'unit')}: {counts})"

    @property
    def programme(self) -> _core.Programme:
        """The programme that was evaluated."""
        return self._core.programme

    @property
    def counts(self) -> dict[_core.Outcome, int]:
        """How many units have each outcome."""
        return self._core.counts

    def assessment(self, unit: int) -> _core.Assessment:
        """Return the assessment of one unit, by its row: why, and what it comes to."""
        return self._core.assessment(unit)


class Facts:
    """Columns of facts of many units, for `evaluate`: of a register, or of one's own.

    Parameters
    ----------
    columns
        Anything with `__arrow_c_stream__`: a table of pyarrow, a frame of polars or pandas. A row
        is a person: `unit` is a whole number that the persons of one unit share, whose rows stand
        together; `assessed_on` is needed; the other columns are named as in `libcase.facts()`.
        Yes and no are booleans, counts are whole numbers, codes and countries are texts, sets are
        texts joined by "+", "" for none. Dates are dates, or texts, which say more: "2013-03-01",
        "none" where there is no such day (nobody left before, the claim is pending), and
        "2013-03-01/2013-03-31" for one of the days between these two, with ".." in place of one
        that is not known. Null is unknown, and so are the text "unknown" and a column that is
        left out. Facts of the unit are read from its first row.

    Raises
    ------
    InvalidValue
        With the column and the row, for columns that are no facts (`invalid_columns`), and for a
        text that is no code, country, date or programme (`unknown_code`, `unknown_country`,
        `invalid_date`, `invalid_programme`).
    """

    def __init__(self, columns: ArrowColumns) -> None:
        if not hasattr(columns, "__arrow_c_stream__"):
            raise wrong_type("columns", "columns with __arrow_c_stream__", columns)
        self._core = _core.facts_from_arrow(columns.__arrow_c_stream__())

    @classmethod
    def _of(cls, core: _core.Facts) -> Self:
        made = cls.__new__(cls)
        made._core = core
        return made

    def __len__(self) -> int:
        """How many units there are."""
        return len(self._core)

    def __repr__(self) -> str:
        return f"Facts({counted(len(self), 'unit')}, {counted(self._core.person_count, 'person')})"


def tables_for(programme: _core.Programme) -> list[str]:
    """Return the tables whose records a programme's rules ask for."""
    expect("programme", _core.Programme, programme)
    return _core.tables_for(programme)


def evaluate(
    programme: _core.Programme,
    facts: Facts | ArrowColumns,
    *,
    options: _core.RuleOptions | None = None,
    threads: int = 2,
) -> Evaluation:
    """Evaluate a programme over the facts of many units, with or without any register.

    Parameters
    ----------
    facts
        From `Register.facts`, or columns of one's own as `Facts` takes them.

    Examples
    --------
    >>> from datetime import date
    >>> import libcase
    >>> import pyarrow
    >>> family = pyarrow.table({
    ...     "unit": [1, 1],
    ...     "assessed_on": [date(2012, 3, 1)] * 2,
    ...     "adult": [True, False],
    ...     "child_in_family": [False, True],
    ... })
    >>> evaluation = libcase.evaluate(libcase.Catalogue.shipped()["HRT"], family)
    >>> evaluation
    Evaluation(HRT, 1 unit: 0 not eligible, 1 undetermined, 0 eligible)
    """
    expect("programme", _core.Programme, programme)
    if not isinstance(facts, Facts):
        if not hasattr(facts, "__arrow_c_stream__"):
            raise wrong_type("facts", "libcase.Facts or columns with __arrow_c_stream__", facts)
        facts = Facts(facts)
    return Evaluation(
        _core.evaluate(programme, facts._core, options_of(options), thread_count(threads))
    )

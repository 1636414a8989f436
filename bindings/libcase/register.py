"""The register: all cases of an office in one file, nothing ever overwritten.

Every act of writing is a recording: one transaction with a time, an author and a digest that is
chained to the one before. A correction is a new version of a record, a mistake is withdrawn, and
the register can be read as it was known at any moment since.

A `Register` is for one thread at a time; other threads and processes open their own. Wherever a
moment is asked for (`as_known_at`), a date means through that day's end in UTC, and both may be
given as text.
"""

from __future__ import annotations

import datetime
import os
import pathlib
from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias, TypeVar

from libcase import _core
from libcase.arguments import (
    AnyPath,
    Moment,
    expect,
    moment_or_none,
    names,
    options_of,
    path_or_none,
    period_of,
    table_of,
    thread_count,
)
from libcase.case_file import CaseFile, Member, Recorded
from libcase.catalogue import Catalogue
from libcase.frames import DepartureColumns, RecordColumns, UnitColumns
from libcase.rules import Evaluation, Facts, evaluate
from libcase.work import WorkList

__all__ = [
    "CaseFile",
    "Member",
    "Moment",
    "Recorded",
    "Recording",
    "Register",
    "open",
    "write_template",
]

Progress: TypeAlias = Callable[[int, int, int], object]
ShowValue: TypeAlias = Callable[[Path, int, str, str], object]

_Id = TypeVar("_Id", bound=_core.RecordId)


class Recording:
    """Several writes that become known together; one at a time in a register.

    As a context manager it commits at the end of the block, and keeps nothing of it where the
    block raises. After an error from a write the recording is over and the register as before, and
    so it is when nobody holds the recording any more.
    """

    def __init__(self, core: _core.Recording) -> None:
        self._core = core
        self._header: _core.RecordingHeader | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is None and self._header is None:
            self.commit()
        else:
            self.roll_back()

    @property
    def header(self) -> _core.RecordingHeader | None:
        """What the recording says of itself, once it is committed."""
        return self._header

    def record(self, record: _core.Record[_Id]) -> _Id:
        """Record one fact; its id is of use in later records of the same recording."""
        return self._core.record(record)

    def replace(self, id: _Id, record: _core.Record[_Id], expected_version: int) -> None:
        """Correct a record; see `Register.replace`."""
        self._core.replace(id, record, expected_version)

    def withdraw(self, id: _core.RecordId, why: str) -> None:
        """Withdraw a record; see `Register.withdraw`."""
        self._core.withdraw(id, why)

    def refer(self, reference: str, id: _Id, kind: type[_core.Record[_Id]]) -> None:
        """Keep the office's own reference to a record, sealed.

        Raises Conflict (`reference_taken`).
        """
        self._core.refer(reference, id, kind)

    def commit(self) -> _core.RecordingHeader:
        """Let the guards judge every file that was touched, and make it durable.

        Raises Refused, with the guard's code.
        """
        self._header = self._core.commit()
        return self._header

    def roll_back(self) -> None:
        """Keep nothing of it. Does nothing where the recording is over."""
        self._core.roll_back()


class Register:
    """All cases of an office, in one file. Made by `libcase.open`; a context manager.

    Examples
    --------
    A family's case, a refused step, and the file as it stands:

    >>> from datetime import date
    >>> import libcase
    >>> reg = libcase.open(":memory:", actor="example")
    >>> case = reg.open_case("EXAMPLE-1", date(2011, 8, 15))
    >>> born = libcase.BirthDate("1980")
    >>> mother = reg.add_person(libcase.Person(sex="female", born=born, nationality="IRQ"))
    >>> departure = libcase.Departure(
    ...     case_id=case, person_id=mother, on=date(2011, 9, 20), mode="voluntary"
    ... )
    >>> try:
    ...     reg.record(departure)
    ... except libcase.Refused as refusal:
    ...     print(refusal.code)
    departed_outside_unit
    >>> membership = reg.record(libcase.UnitMember(
    ...     case_id=case, person_id=mother, role="principal", from_=date(2011, 8, 15)
    ... ))
    >>> reg.record(departure)
    DepartureId(5)
    >>> reg.file(case).composition_on(date(2011, 9, 19)).value
    'single_adult'
    >>> reg.verify().is_sound
    True
    """

    def __init__(self, core: _core.Register, path: str) -> None:
        self._core = core
        self._path = path

    def __repr__(self) -> str:
        return f"libcase.open({self._path!r})"

    def _repr_html_(self) -> str:
        """Show what the register holds."""
        about = f"<p>{escape(repr(self))}</p>"
        try:
            held = self.info()
        except _core.Error:
            return about  # it is closed, or at work elsewhere
        rows = "".join(
            f"<tr><td>{escape(table)}</td><td>{count:,}</td></tr>"
            for table, count in held.rows_by_table.items()
            if count
        )
        return (
            f"{about}<p>{held.recording_count:,} recordings</p>"
            f"<table><thead><tr><th>table</th><th>rows</th></tr></thead><tbody>{rows}</tbody></table>"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Undo a recording that is under way and close the file."""
        self._core.close()

    def open_case(self, reference: str, on: datetime.date) -> _core.CaseId:
        """Open a case under the office's own reference.

        Raises Conflict (`reference_taken`) where a record has that reference already.
        """
        return self._core.open_case(reference, on)

    def add_person(self, person: _core.Person, reference: str = "") -> _core.PersonId:
        """Add a person, under the office's own reference where it has one."""
        return self._core.add_person(person, reference)

    def record(self, record: _core.Record[_Id], *, why: str = "") -> _Id:
        """Record one fact, and return its id.

        Raises InvalidValue for a field that is empty or a link to nothing, and Refused where a
        guard says no; the register is then as before.
        """
        found: _Id = self._core.record_all([record], why)[0]
        return found

    def record_all(
        self, records: Iterable[_core.Record[Any]], *, why: str = ""
    ) -> list[_core.RecordId]:
        """Record several facts in one recording, all or none; return their ids."""
        return self._core.record_all(list(records), why)

    def replace(
        self, id: _Id, record: _core.Record[_Id], expected_version: int, *, why: str = ""
    ) -> None:
        """Correct a record: a new version under the same id.

        Parameters
        ----------
        expected_version
            The row of the version that the caller has read, from `history` or a case file.
            Raises Conflict (`newer_version`) where a newer one stands.
        """
        self._core.replace(id, record, expected_version, why)

    def withdraw(self, id: _core.RecordId, why: str) -> None:
        """Withdraw a record that was a mistake.

        Raises WrongState while other records rest on it (`still_linked`), for a withdrawal
        (`withdrawal_stays`), and for a gate of a departure (`written_by_register`).
        """
        self._core.withdraw(id, why)

    def recording(self, *, why: str = "", at: datetime.datetime | None = None) -> Recording:
        """Begin a recording of several writes, to be used as a context manager.

        Parameters
        ----------
        at
            When the office learned it, for history that is entered later. Raises InvalidValue
            (`time_goes_back`) where that is before the last recording.

        Examples
        --------
        >>> from datetime import date
        >>> import libcase
        >>> reg = libcase.open(":memory:", actor="example")
        >>> with reg.recording(why="intake") as recording:
        ...     case = recording.record(libcase.Case(opened_on=date(2011, 8, 15)))
        ...     recording.refer("EXAMPLE-1", case, libcase.Case)
        >>> reg.find_case("EXAMPLE-1")
        CaseId(1)
        """
        return Recording(self._core.recording(why, at))

    def file(
        self,
        case: _core.CaseId,
        *,
        as_known_at: Moment | None = None,
        kinds: Iterable[type[_core.Record[Any]] | str] = (),
    ) -> CaseFile:
        """Return the records of a case, as known at a moment (now without one).

        With `kinds` only records of these, persons, the case and memberships. Raises NotFound
        (`no_such_case`).
        """
        return CaseFile(self._core.file(case, moment_or_none(as_known_at), list(kinds)))

    def history(self, id: _core.RecordId) -> list[_core.Version]:
        """Return all versions of a record, oldest first. Raises NotFound."""
        return self._core.history(id)

    def find(
        self,
        kind: type[_core.Record[_Id]],
        reference: str,
        *,
        as_known_at: Moment | None = None,
    ) -> _Id | None:
        """Return the id behind an office's own reference to a record of a kind.

        As known at a moment, now without one; None where there is none. A record that was
        withdrawn is no longer found, but keeps its reference: no other record gets it.
        """
        return self._core.find(kind, reference, moment_or_none(as_known_at))

    def find_case(
        self, reference: str, *, as_known_at: Moment | None = None
    ) -> _core.CaseId | None:
        """Return the case with the office's own reference, as `find` does."""
        return self.find(_core.Case, reference, as_known_at=as_known_at)

    def find_person(
        self, reference: str, *, as_known_at: Moment | None = None
    ) -> _core.PersonId | None:
        """Return the person with the office's own reference, as `find` does."""
        return self.find(_core.Person, reference, as_known_at=as_known_at)

    def reference_of(self, id: _core.RecordId, *, as_known_at: Moment | None = None) -> str | None:
        """Return the office's own reference to a record, or None where it had none yet.

        As known at a moment, now without one. A record that was withdrawn keeps its reference. Of
        several the first is returned.
        """
        return self._core.reference_of(id, moment_or_none(as_known_at))

    def cases_open_on(
        self, day: datetime.date, *, as_known_at: Moment | None = None
    ) -> list[_core.CaseId]:
        """Return the cases that were opened by a day, and not closed without a reopening."""
        return self._core.cases_open_on(day, moment_or_none(as_known_at))

    def departures(
        self, *, as_known_at: Moment | None = None, threads: int = 2
    ) -> DepartureColumns:
        """Read all departures as columns, as known at a moment (now without one)."""
        return DepartureColumns(
            _core.read_departures(self._core, moment_or_none(as_known_at), threads)
        )

    def units(
        self,
        on: datetime.date,
        *,
        definition: _core._MinorityDefinition = "national",
        as_known_at: Moment | None = None,
        threads: int = 2,
    ) -> UnitColumns:
        """Read what the return units of all cases are on a day, as columns.

        Each is what `composition` of the file of its case says. As known at a moment, now without
        one.

        Examples
        --------
        >>> from datetime import date
        >>> import libcase
        >>> reg = libcase.open(":memory:", actor="example")
        >>> case = reg.open_case("EXAMPLE-1", date(2011, 8, 15))
        >>> for role, born in (("principal", "1978"), ("child", "2004-05-01")):
        ...     person = reg.add_person(libcase.Person(born=libcase.BirthDate(born)))
        ...     member = libcase.UnitMember(
        ...         case_id=case, person_id=person, role=role, from_=date(2011, 8, 15)
        ...     )
        ...     _ = reg.record(member)
        >>> reg.units(date(2011, 9, 1)).to_polars().select("composition", "members").rows()
        [('family_with_children', 2)]
        """
        return UnitColumns(
            _core.read_units(
                self._core, on, definition, moment_or_none(as_known_at), thread_count(threads)
            )
        )

    def earlier_files(
        self, case: _core.CaseId, *, as_known_at: Moment | None = None
    ) -> list[CaseFile]:
        """Return the files of the other cases in which members of a case are, or were.

        What `assess` takes as their history. Raises NotFound (`no_such_case`).
        """
        files = _core.earlier_files(self._core, case, moment_or_none(as_known_at))
        return [CaseFile(file) for file in files]

    def assess(
        self,
        case: _core.CaseId,
        programme: _core.Programme,
        on: datetime.date,
        *,
        options: _core.RuleOptions | None = None,
        as_known_at: Moment | None = None,
    ) -> _core.Assessment:
        """Assess a case under a programme's rules on a day, as an indication.

        As `libcase.assess` does, with the earlier cases of its members looked up. Raises NotFound
        (`no_such_case`).

        Parameters
        ----------
        as_known_at
            What the register knew then; now without one.

        Examples
        --------
        >>> from datetime import date
        >>> import libcase
        >>> reg = libcase.open(":memory:", actor="example")
        >>> case = reg.open_case("EXAMPLE-1", date(2011, 8, 15))
        >>> hrt = libcase.Catalogue.shipped()["HRT"]
        >>> reg.assess(case, hrt, date(2011, 9, 1)).outcome.value
        'undetermined'
        """
        expect("programme", _core.Programme, programme)
        return _core.assess_case(
            self._core,
            case,
            programme,
            on,
            options_of(options),
            moment_or_none(as_known_at),
        )

    def allowed_combinations(
        self,
        case: _core.CaseId,
        catalogue: Catalogue,
        on: datetime.date,
        *,
        options: _core.RuleOptions | None = None,
        as_known_at: Moment | None = None,
    ) -> list[_core.Offer]:
        """Return the combinations of programmes that a case may have on a day.

        As `libcase.allowed_combinations` does, with the earlier cases of its members looked up.
        Raises NotFound (`no_such_case`).
        """
        expect("catalogue", Catalogue, catalogue)
        return _core.allowed_combinations_of_case(
            self._core,
            case,
            catalogue._core,
            on,
            options_of(options),
            moment_or_none(as_known_at),
        )

    def budget_accounts(self, *, as_known_at: Moment | None = None) -> list[_core.BudgetAccount]:
        """Return what stands on each line of the budget: available, committed, spent, free.

        What is earmarked within it, and what cases paid back, is told and changes none of these.

        Examples
        --------
        >>> from datetime import date
        >>> import libcase
        >>> reg = libcase.open(":memory:", actor="example")
        >>> line = libcase.BudgetLine(
        ...     code="6-2011",
        ...     from_=date(2011, 1, 1),
        ...     until=date(2012, 1, 1),
        ...     amount=libcase.Money("4000000.00", "EUR"),
        ...     source="invented",
        ... )
        >>> _ = reg.record(line)
        >>> reg.budget_accounts()[0].free
        Money('4000000.00', 'EUR')
        """
        return _core.budget_accounts(self._core, moment_or_none(as_known_at))

    def due(
        self,
        rules: Catalogue,
        on: datetime.date,
        until: datetime.date,
        *,
        kinds: str | Iterable[_core.WorkKind | str] = (),
        codes: str | Iterable[str] = (),
        programmes: str | Iterable[str] = (),
        statuses: str | Iterable[_core.ReturnStatus | str] = (),
        at_least_days_waiting: int | None = None,
        tracing_silent_days: int = 30,
        hand_over_days: int = 3,
        visit_days: int = 90,
        as_known_at: Moment | None = None,
    ) -> WorkList:
        """Return the work list: what is open in all cases on a day, and falls due by another.

        Deadlines that have passed or come before `until`, next steps, questions and observations of
        the cases that are open on the day `on`, what closed ones still ask back or leave to be seen
        to for minors, and budget lines whose period has passed with something still committed. Of
        persons who stand for the counts of a published table nothing is said. Raises InvalidValue
        (`unknown_code` for a kind, a status, or a code that no row can have; `invalid_period`) and
        NotFound (`no_such_programme` for one that neither the rules nor any record names).

        Parameters
        ----------
        kinds, codes, programmes, statuses
            Only these: `deadline`, `step`, `question`, `observation`, `minors`; the codes of rows;
            the programmes that they are under; where the case stands. All where nothing is named,
            but questions, which cost an assessment of each open application. Of `minors` are the
            deadlines and observations about minors too.
        at_least_days_waiting
            Only what has waited for so many days.
        tracing_silent_days, hand_over_days, visit_days
            After how many days the search for a minor's family counts as silent, and the hand-over
            and the first visit after a departure as overdue: the office's own, no source sets them.

        Examples
        --------
        >>> from datetime import date
        >>> import libcase
        >>> reg = libcase.open(":memory:", actor="example")
        >>> _ = reg.open_case("EXAMPLE-1", date(2011, 8, 15))
        >>> rules = libcase.Catalogue.shipped()
        >>> work = reg.due(rules, date(2011, 9, 1), date(2011, 10, 1))
        >>> [(row.reference, row.code, row.days_waiting) for row in work]
        [('EXAMPLE-1', 'no_member', 17)]
        """
        expect("rules", Catalogue, rules)
        items = _core.due(
            self._core,
            rules._core,
            on,
            until,
            names("kinds", "kind", kinds),
            names("codes", "row", codes),
            names("programmes", "programme", programmes),
            names("statuses", "status", statuses),
            at_least_days_waiting,
            (tracing_silent_days, hand_over_days, visit_days),
            moment_or_none(as_known_at),
        )
        held = self.info()
        first = self.recording_header(1).digest if held.recording_count else ""
        known_at = moment_or_none(as_known_at) or held.last_recorded_at
        return WorkList(items, on, known_at, first)

    def facility_days(
        self,
        period: _core.Period | str,
        *,
        rules: _core.SafeguardRules | None = None,
        as_known_at: Moment | None = None,
    ) -> list[_core.FacilityDay]:
        """Return how full the facilities for minors are, each on each day of a period.

        The places are those of the rules, of libcase without any.

        Examples
        --------
        >>> import libcase
        >>> reg = libcase.open(":memory:", actor="example")
        >>> [(day.facility, day.places, day.present) for day in reg.facility_days("2011-10-07")]
        [('luanda', 10, 0), ('kinshasa', 4, 0), ('kabul', 0, 0)]
        """
        known = _core.SafeguardRules.shipped() if rules is None else rules
        days = _core.Period(period) if isinstance(period, str) else period
        return _core.facility_days(self._core, days, known, moment_or_none(as_known_at))

    def record_award(
        self,
        assessment: _core.Assessment,
        on: datetime.date,
        *,
        confirm_above: _core.Money | None = None,
        budget_lines: Mapping[_core.Support | str, _core.BudgetLineId] | None = None,
        why: str = "",
    ) -> _core.RecordedAward:
        """Record the award that an assessment of a case gives: lines, limits and what they rest on.

        Raises InvalidValue (`not_eligible`, `award_before_assessment`), and Refused where a guard
        says no.

        Parameters
        ----------
        assessment
            Of a case of this register, with the outcome eligible.
        on
            The day the award was granted, that of the assessment or later.
        confirm_above
            A payment of more than this needs a second actor; none does without one.
        budget_lines
            What its lines are paid from, by their form: `{"cash": ..., "in_kind": ...}`. What is not
            in it is of no budget, and no budget guards it.
        why
            The reason that the recording keeps.
        """
        expect("assessment", _core.Assessment, assessment)
        lines = dict(budget_lines or {})
        return _core.record_award(self._core, assessment, on, confirm_above, lines, why)

    def volume_use(
        self, programme: _core.Programme, *, as_known_at: Moment | None = None
    ) -> list[_core.VolumeUse]:
        """Return what the awards use of a programme's goals, plans, ceilings and quotas.

        A volume refuses nobody here: an assessment knows one case.

        Examples
        --------
        >>> import libcase
        >>> reg = libcase.open(":memory:", actor="example")
        >>> hrt = libcase.Catalogue.shipped()["HRT"]
        >>> [(use.version, use.kind.value, use.persons_left) for use in reg.volume_use(hrt)]
        [('2006-07', 'plan', 3820)]
        """
        expect("programme", _core.Programme, programme)
        return _core.volume_use(self._core, programme, moment_or_none(as_known_at))

    def facts(
        self,
        programme: _core.Programme,
        *,
        period: _core.Period | str | None = None,
        by: _core.CohortBy | str = "departure",
        on: datetime.date | None = None,
        as_known_at: Moment | None = None,
        threads: int = 2,
    ) -> Facts:
        """Read the facts that a programme's rules ask for, of a cohort or of all cases on a day.

        Parameters
        ----------
        period
            The cohort: cases of which a member left, or that applied, in the period.
        by
            departure or application: what makes a case part of the cohort, and its day.
        on
            In place of a period: the day on which all cases of the register are assessed.
        """
        expect("programme", _core.Programme, programme)
        how = (moment_or_none(as_known_at), thread_count(threads))
        if (period is None) == (on is None):
            raise TypeError("expected one of period and on")
        if on is not None:
            return Facts._of(_core.facts_on(self._core, programme, on, *how))
        assert period is not None
        cohort = period_of(period)
        return Facts._of(_core.facts_of_cohort(self._core, programme, cohort, by, *how))

    def assess_all(
        self,
        programme: _core.Programme,
        *,
        period: _core.Period | str | None = None,
        by: _core.CohortBy | str = "departure",
        on: datetime.date | None = None,
        as_known_at: Moment | None = None,
        options: _core.RuleOptions | None = None,
        threads: int = 2,
    ) -> Evaluation:
        """Assess all cases of a cohort, each on its own day, or all cases on one day.

        What comes out agrees with `assess`, case by case. The arguments are those of `facts` and
        of `libcase.evaluate`.

        Examples
        --------
        >>> import libcase
        >>> reg = libcase.open(":memory:", actor="example")
        >>> hrt = libcase.Catalogue.shipped()["HRT"]
        >>> len(reg.assess_all(hrt, period="2011"))
        0
        """
        facts = self.facts(
            programme, period=period, by=by, on=on, as_known_at=as_known_at, threads=threads
        )
        return evaluate(programme, facts, options=options, threads=threads)

    def columns(
        self,
        kind: type[_core.Record[Any]] | str,
        *,
        as_known_at: Moment | None = None,
        references: bool = False,
        sensitive: bool = False,
    ) -> RecordColumns:
        """Return the records of one kind for Arrow, as known at a moment (now without one).

        They may go to any library, DuckDB and its like among them, which must not open the file of a
        register in this process themselves.

        Parameters
        ----------
        kind
            A class of records, or its table: `Departure` or "departures".
        references
            Add the column `reference`: the office's own reference to each record, as known at that
            moment.
        sensitive
            Add the columns of sensitive members, as the ground of a vulnerability.

        Raises
        ------
        InvalidValue
            For another table (`unknown_table`); the message lists those that there are.

        Examples
        --------
        >>> import libcase
        >>> reg = libcase.open(":memory:", actor="example")
        >>> person = reg.add_person(libcase.Person(sex="female", nationality="IRQ"))
        >>> reg.columns("persons").to_polars().columns
        ['id', 'row', 'recording', 'sex', 'born_earliest', 'born_latest', 'nationality']
        """
        return RecordColumns(
            self._core,
            table_of(kind),
            moment_or_none(as_known_at),
            references=references,
            sensitive=sensitive,
        )

    def import_records(
        self,
        files_or_folders: AnyPath | Iterable[AnyPath],
        *,
        all_or_nothing: bool = False,
        as_new: bool = False,
        rejects: AnyPath | None = None,
        progress: Progress | None = None,
        show_value: ShowValue | None = None,
        max_memory: int = 4 << 30,
    ) -> _core.ImportSummary:
        """Import CSV files, one for each kind of record; the file's stem is the table's name.

        The good rows are loaded, the rejected ones are listed with line, column, code and reason.
        A second run of the same files adds nothing.

        Parameters
        ----------
        all_or_nothing
            Add nothing at all when a row is rejected.
        as_new
            Take rows without a reference as new although they are like a record: one that they
            differ from by one amount or one day, and that no row of the files says any more. They
            are rejected otherwise (`like_known`), since most likely a slip was mended in the files.
        rejects
            Where rejected rows are listed; beside the register without a path.
        progress
            Called with the rows read or written, and the bytes of work done and in all.
        show_value
            Called with file, line, column and value for each value that a row is rejected for. It
            may name somebody, and is for a terminal: the list tells its kind and length.
        max_memory
            What the rows may take in memory, in bytes, at least 1 MiB. Counted are, rather more
            than less, 2 KB a row, 512 bytes a link and four times the text; of a rejected row what
            is told of it, and 512 bytes and four times the text of its reference. A file of any
            size takes no more.

        Raises
        ------
        InvalidValue
            For a file whose name is no table (`unknown_table`), no file (`nothing_to_import`), less
            memory than 1 MiB (`invalid_max_memory`), and rows that take more than is allowed
            (`too_large_to_import`): then none of them is written.
        """
        files = (
            [files_or_folders]
            if isinstance(files_or_folders, str | os.PathLike)
            else list(files_or_folders)
        )
        return _core.import_records(
            self._core,
            [os.fspath(file) for file in files],
            all_or_nothing,
            path_or_none(rejects),
            progress,
            show_value,
            max_memory,
            as_new,
        )

    def import_table(
        self,
        table: AnyPath,
        mapping: AnyPath,
        *,
        all_or_nothing: bool = False,
        rejects: AnyPath | None = None,
        progress: Progress | None = None,
        show_value: ShowValue | None = None,
        max_memory: int = 4 << 30,
    ) -> _core.TableSummary:
        """Import a published table, whose rows say "n persons like this left in this period".

        Parameters
        ----------
        mapping
            A JSON file that says what the columns mean.
        max_memory
            What the rejected rows may take in memory, in bytes, at least 1 MiB; the others are not
            held.

        Raises
        ------
        InvalidValue
            For a mapping that is none (`invalid_mapping`) or that names a column the table does
            not have (`missing_column`), less memory than 1 MiB (`invalid_max_memory`), or rejected
            rows that take more than is allowed (`too_large_to_import`).
        Conflict
            Where this table was imported before (`already_imported`).
        """
        return _core.import_table(
            self._core,
            os.fspath(table),
            os.fspath(mapping),
            all_or_nothing,
            path_or_none(rejects),
            progress,
            show_value,
            max_memory,
        )

    def recording_header(self, number: int) -> _core.RecordingHeader:
        """Return what a recording says of itself. Raises NotFound."""
        return self._core.recording_header(number)

    def info(self) -> _core.RegisterInfo:
        """Return what the register is and holds. Its head digest is worth keeping elsewhere.

        As of the last recording that was committed, also while one is under way.
        """
        return self._core.info()

    def verify(self, head: str | None = None) -> _core.Verification:
        """Recompute the audit chain, and say what was changed, removed, inserted or moved.

        Parameters
        ----------
        head
            The head digest that was kept elsewhere, in hexadecimal. Only with it a chain shows
            that its end was cut off or that all of it was made anew.
        """
        return self._core.verify(head)

    def backup(self, copy: AnyPath) -> None:
        """Copy the register to a new file, while it may be written to.

        The copy may be opened with anything; another SQLite is for copies alone.
        """
        self._core.backup(os.fspath(copy))

    def integrity_problems(self) -> list[str]:
        """Return what SQLite finds wrong with the file and its links; empty when it is sound."""
        return self._core.integrity_problems()


def open(
    path: AnyPath,
    *,
    actor: str = "",
    read_only: bool = False,
    clock: Callable[[], datetime.datetime] | None = None,
    busy_timeout: float = 5.0,
    trusts_clock: bool = False,
    safeguards: _core.SafeguardRules | None = None,
) -> Register:
    """Open a register, create it where there is none, or migrate an older one.

    Parameters
    ----------
    path
        The file; ":memory:" keeps everything in memory.
    actor
        Who writes; every recording keeps it. Needed unless `read_only`.
    read_only
        Nothing can be written, and the file must exist.
    clock
        The time of recordings, for tests; the system's clock without one.
    busy_timeout
        How many seconds a writer waits for another one, before StorageError (`busy`). At most
        24 days; a negative one is refused.
    trusts_clock
        That the clock is right, however far it is from the last recording and the file's times.
        Without it a recording, and the opening of an older register for writing, raises WrongState
        where the clock is more than two years ahead of both (`clock_ahead`), or behind the last
        recording (`clock_behind`): a bound of the library's own.
    safeguards
        The rules by which the departures of minors are judged; those of libcase without any.

    Raises
    ------
    FormatError
        For a file that is not a register (`not_a_register`), or of a newer version
        (`newer_schema`); it stays untouched.
    StorageError
        Where it cannot be opened (`cannot_open`) or another writer holds it (`busy`). A write gets
        `moved` where the file was moved or replaced, and `lock_lost` where another library in this
        process (`sqlite3`, a database driver) has opened and closed it meanwhile, which drops
        SQLite's locks. Give these a `backup`, or what Arrow hands over.
    """
    core = _core.Register.open(
        os.fspath(path),
        actor,
        bool(read_only),
        clock,
        float(busy_timeout),
        bool(trusts_clock),
        safeguards,
    )
    return Register(core, os.fspath(path))


def write_template(folder: AnyPath) -> list[pathlib.Path]:
    """Write an empty CSV file for each kind of record, and a page that explains each column.

    The files have the columns that `Register.import_records` reads. Returns their paths, that of
    the page `COLUMNS.md` last. Raises StorageError (`exists`) where one of them is there already:
    nothing is overwritten.
    """
    return _core.write_template(os.fspath(folder))

"""The records of one case, as a value that can be read without the register."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from libcase import _core

__all__ = ["CaseFile", "Member", "Recorded"]

_Record = TypeVar("_Record", bound=_core.Record)


@dataclass(frozen=True, slots=True)
class Recorded(Generic[_Record]):
    """A record with what the register wrote in its header.

    Attributes
    ----------
    id
        What the record is about; stable across corrections.
    row
        This version of it; what `Register.replace` wants as `expected_version`.
    recording
        The number of the recording that brought this version.
    record
        The record itself.
    """

    id: _core.RecordId
    row: int
    recording: int
    record: _Record


class Member(NamedTuple):
    """A member of a return unit on a day."""

    person_id: _core.PersonId
    role: _core.Role


class CaseFile:
    """The records of one case, its persons, and what is recorded about these persons.

    What stands by itself and is linked to by one of these is in it too: the projects in which the
    persons take part. A value: it does not change when the register does.
    """

    def __init__(self, core: _core.CaseFile) -> None:
        self._core = core

    def __repr__(self) -> str:
        """Name the case, and when it was known."""
        return f"CaseFile(id={self.id!r}, known_at_recording={self.known_at_recording})"

    @property
    def id(self) -> _core.CaseId:
        """The case."""
        return self._core.id

    @property
    def known_at_recording(self) -> int:
        """The last recording that it knows of."""
        return self._core.known_at_recording

    def all(self, kind: type[_Record]) -> list[Recorded[_Record]]:
        """All records of a kind, in the order in which they were first written.

        Examples
        --------
        >>> from datetime import date
        >>> import libcase
        >>> reg = libcase.open(":memory:", actor="example")
        >>> case = reg.open_case("EXAMPLE-1", date(2011, 8, 15))
        >>> [recorded.record for recorded in reg.file(case).all(libcase.Case)]
        [Case(opened_on=datetime.date(2011, 8, 15))]
        """
        return [Recorded(*found) for found in self._core.all(kind)]

    def person(self, id: _core.PersonId) -> _core.Person | None:
        """Return the person; None where the file does not hold them."""
        return self._core.person(id)

    def members_on(self, day: datetime.date) -> list[Member]:
        """Return the members of the unit on a day, in the order of their first writing."""
        return [Member(*member) for member in self._core.members_on(day)]

    def composition_on(self, day: datetime.date) -> _core.Composition:
        """Return what the unit is on a day, by age and role alone."""
        return self._core.composition_on(day)

    def line_accounts(self, on: datetime.date | None = None) -> list[_core.LineAccount]:
        """Return what stands on each line of the case's awards: granted, committed, spent.

        Parameters
        ----------
        on
            By the end of that day; by all that is recorded without one.

        Examples
        --------
        >>> from datetime import date
        >>> import libcase
        >>> reg = libcase.open(":memory:", actor="example")
        >>> case = reg.open_case("EXAMPLE-1", date(2011, 8, 15))
        >>> award = reg.record(libcase.Award(case_id=case, on=date(2011, 9, 5)))
        >>> line = libcase.AwardLine(
        ...     award_id=award,
        ...     programme="AVR-FC",
        ...     support="cash",
        ...     amount=libcase.Money("880.00", "EUR"),
        ... )
        >>> _ = reg.record(line)
        >>> reg.file(case).line_accounts()[0].committed
        Money('880.00', 'EUR')
        """
        return self._core.line_accounts(on)

"""The records of one case, as a value that can be read without the register."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from libcase import _core
from libcase.arguments import expect
from libcase.case_page import CasePage
from libcase.catalogue import Catalogue

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
        """Return what the unit is on a day; `composition` says why, and who is who."""
        return self._core.composition_on(day)

    def composition(
        self,
        on: datetime.date,
        definition: _core._MinorityDefinition = "national",
    ) -> _core.UnitComposition:
        """Return what the unit is on a day, who its members are in it, and what that rests on.

        Birth dates count as intervals: what they, relations or dates leave open is unknown, and
        `why` says it in a sentence. Who left before that day is none of the members, unless all
        left.

        Parameters
        ----------
        definition
            Who counts as a minor: by national law, where a marriage that it recognises ends it, or
            as European statistics count, which is everybody under 18.

        Examples
        --------
        >>> from datetime import date
        >>> import libcase
        >>> reg = libcase.open(":memory:", actor="example")
        >>> case = reg.open_case("EXAMPLE-1", date(2011, 8, 15))
        >>> for role, born in (("principal", "1988-03-01"), ("other_relative", "1998-05-01")):
        ...     person = reg.add_person(libcase.Person(born=libcase.BirthDate(born)))
        ...     member = libcase.UnitMember(
        ...         case_id=case, person_id=person, role=role, from_=date(2011, 8, 15)
        ...     )
        ...     _ = reg.record(member)
        >>> unit = reg.file(case).composition(date(2011, 9, 1))
        >>> unit.composition.value, unit.rests_on.value
        ('unknown', 'roles_and_ages')
        >>> [str(sentence) for sentence in unit.why]
        ['Nothing says whether the principal is a parent of the relative.']
        """
        return _core.composition(self._core, on, definition)

    def compositions(
        self, definition: _core._MinorityDefinition = "national"
    ) -> list[_core.OccasionComposition]:
        """Return what the unit was at each application, award, refusal and departure, by day.

        What a child was at the application stays so, whatever they are at the departure.

        Examples
        --------
        >>> from datetime import date
        >>> import libcase
        >>> reg = libcase.open(":memory:", actor="example")
        >>> case = reg.open_case("EXAMPLE-1", date(2011, 8, 15))
        >>> reg.file(case).compositions()
        []
        """
        return _core.compositions(self._core, definition)

    def age(self, person: _core.PersonId, on: datetime.date) -> _core.Age:
        """Return how old a person is on a day by all that was found of it, and what it rests on.

        The birth date, the assessments of their age with their margins, and what was accepted when
        a dispute ended. `is_minor` is for the safeguards: the youngest reading decides, and unknown
        protects too.

        Examples
        --------
        >>> from datetime import date
        >>> import libcase
        >>> reg = libcase.open(":memory:", actor="example")
        >>> case = reg.open_case("EXAMPLE-1", date(2011, 8, 15))
        >>> mina = reg.add_person(libcase.Person(born=libcase.BirthDate("1992")))
        >>> member = libcase.UnitMember(
        ...     case_id=case, person_id=mina, role="principal", from_=date(2011, 8, 15)
        ... )
        >>> _ = reg.record(member)
        >>> assessment = libcase.AgeAssessment(
        ...     person_id=mina,
        ...     on=date(2011, 8, 20),
        ...     method="medical",
        ...     born=libcase.BirthDate("1994-06-01"),
        ... )
        >>> _ = reg.record(assessment)
        >>> age = reg.file(case).age(mina, date(2011, 9, 1))
        >>> age.least, age.most, age.is_minor.value
        (17, 19, 'met')
        """
        return _core.age_of(self._core, person, on)

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

    def exchange_differences(self) -> list[_core.ExchangeDifference]:
        """Return by how much what was booked differs from what was paid abroad, by its rate."""
        return self._core.exchange_differences()

    def status(self, on: datetime.date) -> _core.CaseStatus | None:
        """Return where the case stands on a day: as its least advanced member.

        None before it was opened. What makes each status stands in `libcase.status_rules()`.

        Examples
        --------
        >>> from datetime import date
        >>> import libcase
        >>> reg = libcase.open(":memory:", actor="example")
        >>> case = reg.open_case("EXAMPLE-1", date(2011, 8, 15))
        >>> reg.file(case).status(date(2011, 9, 1)).status.value
        'registered'
        """
        return _core.case_status(self._core, on)

    def status_of(self, person: _core.PersonId, on: datetime.date) -> _core.PersonStatus | None:
        """Return where a person stands on a day; None who was no member by then."""
        return _core.person_status(self._core, person, on)

    def timeline(self, until: datetime.date | None = None) -> list[_core.TimelineEvent]:
        """Return all that is recorded of the case, by day, in words of each language.

        A record stands once for each of its dates, but for what is planned. What may identify
        somebody, or is sensitive, is left out. A member who joined as a minor turns 18 in it.

        Parameters
        ----------
        until
            The last day that is told; as far as records reach without one.

        Examples
        --------
        >>> from datetime import date
        >>> import libcase
        >>> reg = libcase.open(":memory:", actor="example")
        >>> case = reg.open_case("EXAMPLE-1", date(2011, 8, 15))
        >>> [str(event.text) for event in reg.file(case).timeline()]
        ['case opened']
        """
        return _core.timeline(self._core, until)

    def deadlines(self, rules: Catalogue, on: datetime.date) -> list[_core.WorkItem]:
        """Return the deadlines that are open on a day, each with its source where it has one.

        The term to leave, twelve weeks in a freedom-restricting location (in principle), coming of
        age, how long support lasts, instalments, booked journeys, the last days of rules.
        """
        expect("rules", Catalogue, rules)
        return _core.deadlines(self._core, rules._core, on)

    def next_steps(self, on: datetime.date, rules: Catalogue | None = None) -> list[_core.WorkItem]:
        """Return what comes next on a day, and the table whose record would settle it.

        A step that rests on a deadline has the source of that: without rules, a journey and a
        departure that of the term to leave; with rules, these and decisions, plans and deliveries
        also that of a programme's last days and periods. All others have none.

        Examples
        --------
        >>> from datetime import date
        >>> import libcase
        >>> reg = libcase.open(":memory:", actor="example")
        >>> case = reg.open_case("EXAMPLE-1", date(2011, 8, 15))
        >>> [step.settled_by for step in reg.file(case).next_steps(date(2011, 9, 1))]
        ['unit_members']
        """
        if rules is not None:
            expect("rules", Catalogue, rules)
        return _core.next_steps(self._core, (Catalogue() if rules is None else rules)._core, on)

    def questions(self, rules: Catalogue, on: datetime.date) -> list[_core.WorkItem]:
        """Return what the rules of undecided applications ask and no record answers on a day.

        Each application is assessed for it, without the earlier cases of its members.
        """
        expect("rules", Catalogue, rules)
        return _core.questions(self._core, rules._core, on)

    def observations(
        self,
        rules: Catalogue,
        on: datetime.date,
        *,
        safeguards: _core.SafeguardRules | None = None,
    ) -> list[_core.WorkItem]:
        """Return what is odd in the case but possible, or stood before a guard could refuse it.

        What is wrong with departures of minors goes by these safeguards, by those of libcase
        without any.
        """
        expect("rules", Catalogue, rules)
        known = _core.SafeguardRules.shipped() if safeguards is None else safeguards
        return _core.observations(self._core, rules._core, on, known)

    def safeguards(
        self,
        person: _core.PersonId,
        on: datetime.date,
        *,
        mode: _core.DepartureMode | str | None = None,
        destination: _core.Country | str | None = None,
        rules: _core.SafeguardRules | None = None,
    ) -> _core.Safeguards:
        """Return what is asked before a person leaves on a day, and what of it is missing.

        The safeguards are asked of a minor, by the youngest reading of the birth date, who has no
        adult parent and no guardian appointed abroad on that journey. Refused entry, leaving
        without supervision and a Dublin transfer are not asked about.

        Parameters
        ----------
        mode, destination
            How and where to; without one as recorded, booked or applied for, and voluntary.
        rules
            Those of libcase without any.

        Examples
        --------
        >>> from datetime import date
        >>> import libcase
        >>> reg = libcase.open(":memory:", actor="example")
        >>> case = reg.open_case("EXAMPLE-1", date(2011, 8, 15))
        >>> minor = reg.add_person(libcase.Person(born=libcase.BirthDate("1996")))
        >>> _ = reg.record(
        ...     libcase.UnitMember(
        ...         case_id=case, person_id=minor, role="principal", from_=date(2011, 8, 15)
        ...     )
        ... )
        >>> asked = reg.file(case).safeguards(minor, date(2011, 10, 1))
        >>> [finding.settled_by for finding in asked.findings]
        ['guardian_consents', 'minor_views', 'best_interests_decisions', 'reception_arrangements']
        """
        known = _core.SafeguardRules.shipped() if rules is None else rules
        country = _core.Country(destination) if isinstance(destination, str) else destination
        return _core.safeguards(self._core, person, on, known, mode, country)

    def minors_to_see_to(
        self,
        on: datetime.date,
        *,
        tracing_silent_days: int = 30,
        hand_over_days: int = 3,
        visit_days: int = 90,
        safeguards: _core.SafeguardRules | None = None,
    ) -> list[_core.WorkItem]:
        """Return what is to be seen to for the minors of the case on a day.

        No guardian, a search for the family that is silent, a journey without reception, a
        hand-over or a first visit that is not on record. After how many days is the office's own.
        Who is asked about goes by these safeguards, by those of libcase without any.
        """
        known = _core.SafeguardRules.shipped() if safeguards is None else safeguards
        return _core.minors_to_see_to(
            self._core, on, tracing_silent_days, hand_over_days, visit_days, known
        )

    def page(self, on: datetime.date, rules: Catalogue) -> CasePage:
        """Return where the case stands on a day, as one page: text, JSON or HTML.

        What happened after that day is not in it.
        """
        until = self.timeline(on)
        granted = {event.record_id for event in until if event.table == "award_lines"}
        return CasePage(
            case_id=self.id,
            on=on,
            status=self.status(on),
            lines=[line for line in self.line_accounts(on) if line.award_line_id in granted],
            deadlines=self.deadlines(rules, on),
            next_steps=self.next_steps(on, rules),
            questions=self.questions(rules, on),
            observations=self.observations(rules, on),
            timeline=until,
        )

    def _repr_html_(self) -> str:
        """Show where the case stands today, and its history."""
        today = datetime.datetime.now(datetime.UTC).date()
        return self.page(today, Catalogue.shipped()).to_fragment()

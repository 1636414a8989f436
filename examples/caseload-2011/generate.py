"""Writes the 2011 caseload: invented persons whose totals are the published ones.

    python generate.py             writes one CSV for each kind of record beside this file
    python generate.py --check     compares instead, and fails where a file differs
    python generate.py --into DIR  writes, or compares, somewhere else

No person, case, date or amount paid in it is real. Each number below is marked: *published* with
where, *inferred* from a published one, or *chosen*, that is, made up to be plausible. REPORT is the
Dutch progress report on migration and development 2011 (Voortgangsrapportage migratie en
ontwikkeling 2011), priority 6.

The same bytes come out everywhere: chance comes from `random.Random.random()` alone, the one
method whose sequence Python promises to keep.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

SEED = 2011  # chosen

# HRT (Herintegratieregeling Terugkeer): cash for former asylum seekers, by IOM

HRT_PERSONS = {2009: 1018, 2010: 1160, 2011: 1511}  # published: REPORT
HRT_PERSONS_BY_MONTH = {  # chosen, to add up to the published years
    2009: (74, 70, 82, 80, 78, 86, 84, 76, 90, 96, 98, 104),
    2010: (84, 82, 94, 90, 92, 98, 96, 88, 102, 108, 110, 116),
    2011: (108, 104, 122, 116, 118, 128, 124, 112, 134, 142, 146, 157),
}
HRT_NATIONALITY_WEIGHTS = {  # chosen, in per cent of the units of 2009, 2010 and 2011
    "IRQ": (37, 33, 29),
    "AFG": (6, 6, 7),
    "MNG": (7, 8, 10),
    "RUS": (4, 6, 8),
    "MKD": (0, 3, 6),
    "ARM": (4, 4, 5),
    "AZE": (4, 4, 4),
    "GEO": (4, 4, 5),
    "IRN": (4, 4, 4),
    "CHN": (4, 4, 3),
    "NGA": (3, 3, 2),
    "AGO": (3, 2, 2),
    "BDI": (3, 2, 1),
    "SDN": (3, 2, 2),
    "XKX": (3, 3, 2),
    "SRB": (2, 3, 2),
    "TUR": (2, 2, 1),
    "LKA": (2, 2, 2),
    "GIN": (2, 2, 2),
    "SLE": (2, 2, 1),
    "NPL": (1, 1, 2),
}
HRT_ADULT = "1750.00"  # published for late 2011 and 2012; inferred for 2009 and 2010
HRT_CHILD = "880.00"  # published for late 2011 and 2012 (875 in 2006); inferred for 2009 and 2010
HRT_UNIT_WEIGHTS = {"single": 74, "couple": 5, "one_parent": 9, "two_parents": 12}  # chosen
HRT_PLACE_WEIGHTS = {  # chosen
    "reception_centre": 62,
    "own_address": 13,
    "vbl": 12,
    "municipal_reception": 6,
    "departure_centre": 2,
    "unknown": 5,
}
HRT_WITH_REAN = 0.92  # chosen; that most have it follows from what REAN is: the journey itself
HRT_PREPARING_AT_THE_END = 20  # chosen: applied in November or December 2011, still here

# AVR-FC (Assisted Voluntary Return of Families with Children): cash and in kind, by IOM

AVR_FC_START = date(2011, 8, 1)  # published: REPORT, August 2011; the day is chosen
AVR_FC_BY_MONTH = {8: 3, 9: 8, 10: 12, 11: 14, 12: 20}  # published: 57 in REPORT; months chosen
AVR_FC_DEPARTED = {"IRQ": 22, "RUS": 16, "MNG": 9, "AFG": 3, "ARM": 3, "AZE": 2, "GEO": 2}  # chosen
# Chosen: 32, where REPORT says "just over 30". With the 57 that makes 89 families, and of these
# 34, 25 and 14 are the published 38, 28 and 16 per cent from Iraq, Russia and Mongolia.
AVR_FC_PREPARING = {"IRQ": 12, "RUS": 9, "MNG": 5, "AFG": 2, "ARM": 1, "GEO": 2, "XKX": 1}
AVR_FC_PREPARING_AWARDED = 28  # chosen; the others still wait for the decision
AVR_FC_PREPARING_LEFT_EARLY_2012 = 14  # chosen
# Published: most families leave from a VBL, vrijheidsbeperkende locatie (REPORT). Shares chosen.
AVR_FC_PLACE_WEIGHTS = {"vbl": 75, "family_location": 16, "reception_centre": 9}
AVR_FC_UNIT_WEIGHTS = {"one_parent": 35, "two_parents": 65}  # chosen
AVR_FC_WITH_GRANDPARENT = 0.05  # chosen
AVR_FC_CASH_ADULT, AVR_FC_CASH_CHILD = HRT_ADULT, HRT_CHILD  # inferred: amounts are not published
AVR_FC_KIND_ADULT = 1500  # inferred: the ceiling of the 2012 framework
AVR_FC_KIND_CHILD = 1000  # inferred: the lower reading of that ceiling (the other one is 2,500)

# Families that do not simply leave together (chosen), by their position among those above: of the
# ones that left in 2011, and of the ones that were preparing. Each keeps its day of departure, so
# that no figure of units moves.
AVR_FC_FATHER_FIRST = 27
AVR_FC_TURNED_18 = 25
AVR_FC_PARTNER_WITHDREW = 9

# The families of AVR-FC by record; chosen

RELATION_BASES = {"document": 84, "statement": 14, "dna": 2}
PARTNERSHIPS = {"marriage": 90, "informal": 10}
STATEMENT_PROVEN_LATER = 0.4  # by a document, in a second version
PARTNER_FROM_AGE = 18
PARENT_FROM_AGE, LAST_CHILD_AT = 19, 45  # of the parents of all units; the second of grandmothers
DAYS_BETWEEN_BIRTHS = 300

# The other programmes; for none of them an amount is published, so none is given

SDT_FIRST_DAY, SDT_LAST_DAY = date(2010, 2, 1), date(2011, 7, 31)  # published: EMN; REPORT
SDT_PERSONS = {2010: 34, 2011: 26}  # chosen; in kind, never together with HRT (REPORT)
AVRR_IRAQ_PERSONS = {2010: 2, 2011: 3}  # chosen; REPORT: a handful
AVRR_AFGHANISTAN_PERSONS = {2010: 22, 2011: 28}  # chosen; REPORT: the aim of 50 was reached
UNACCOMPANIED_MINORS = {  # chosen
    2009: ("AGO", "COD"),
    2010: ("AGO", "GIN", "AFG"),
    2011: ("AGO", "AGO", "COD", "MNG"),
}
REAN_ONLY_UNITS = {2009: 30, 2010: 30, 2011: 35}  # chosen

# People without a programme (chosen, and far below the real numbers)

FORCED_UNITS = {2009: 30, 2010: 30, 2011: 30}
UNSUPERVISED_UNITS = {2009: 30, 2010: 30, 2011: 30}
REFUSED_ENTRY_UNITS = {2009: 4, 2010: 4, 2011: 5}
UNASSISTED_UNITS = {2009: 5, 2010: 5, 2011: 5}  # voluntary, on their own
OTHER_NATIONALITY_WEIGHTS = {
    "IRQ": 15,
    "CHN": 10,
    "NGA": 9,
    "SUR": 7,
    "BRA": 9,
    "MAR": 7,
    "TUR": 6,
    "GEO": 5,
    "VNM": 4,
    "UKR": 6,
    "SOM": 5,
    "DZA": 5,
    "XXA": 2,
    None: 3,
}
DESTINATION_WITHOUT_NATIONALITY = {"XXA": "SYR", None: "SOM"}  # of stateless persons and unknowns
OTHER_UNIT_WEIGHTS = {"single": 88, "couple": 4, "one_parent": 4, "two_parents": 4}
REFUSAL_GROUNDS = (  # one HRT application each, spread over the years
    "never applied for asylum",
    "returned with IOM less than five years ago",
    "takes part in SDT",
    "no permission to leave with IOM",
    "means of their own",
    "never applied for asylum",
    "sentence for trafficking",
    "returned with IOM less than five years ago",
    "takes part in SDT",
    "never applied for asylum",
)
ENDED_WITHOUT_DEPARTURE = ("application_withdrawn",) * 6 + ("residence_granted",) * 4

# What the office knew when (chosen)

LONGEST_DELAY_DAYS = 90  # between a departure and the day the office learns of it; at least 1
END_OF_FILE = date(2012, 4, 13)  # nothing is recorded later

# The form of the files

PREFIX = "invented-"  # begins every reference, so that each line of each file says what it is
# Awards from this day on have permission and consent: nearly all of those who left in 2011. The day is
# chosen; the earliest source that shows them is the Vreemdelingencirculaire 2000 (A), A4/5.2, as of
# 1 April 2011.
PERMISSION_KEPT_FROM = date(2010, 11, 1)

COLUMNS = {
    "persons": "reference recorded_on sex born nationality",
    "cases": "reference recorded_on opened_on",
    "unit_members": "reference recorded_on case person role from until",
    "relations": "reference recorded_on person kind relative from partnership is_recognised rests_on",
    "guardianships": "reference recorded_on person organisation appointed_in from",
    "guardian_consents": "recorded_on guardianship subject on answer",
    "minor_views": "recorded_on person on view heard_by",
    "best_interests_decisions": "recorded_on person on outcome decided_by",
    "parental_permissions": "recorded_on person parent on ground",
    "family_tracings": "reference recorded_on person on channel",
    "tracing_steps": "recorded_on family_tracing on status verified_by outcome",
    "reception_arrangements": "recorded_on person kind on country carer_is_willing carer_is_able confirmed_on confirmed_by has_address",
    "hand_overs": "recorded_on case person on received_by",
    "asylum_procedures": "recorded_on person applied_on first_decided_on first_decision ended_on",
    "stays": "reference recorded_on person place from until",
    "permissions": "recorded_on case on is_granted",
    "consents": "recorded_on person on ends_procedures allows_data_exchange",
    "applications": "reference recorded_on case programme on",
    "awards": "reference recorded_on case application on",
    "award_lines": "reference recorded_on award person programme support amount amount_currency",
    "award_ends": "recorded_on award on kind ground",
    "refusals": "recorded_on application on grounds",
    "cash_payments": "recorded_on award_line person amount amount_currency paid_on",
    "reintegration_plans": "reference recorded_on case on",
    "plan_approvals": "recorded_on reintegration_plan on",
    "plan_items": "reference recorded_on reintegration_plan award_line on category budgeted budgeted_currency",
    "deliveries": "recorded_on plan_item on cost cost_currency",
    "departures": "reference recorded_on case person on destination mode assisted_by established_by left_from",
    "reappearances": "recorded_on person on cause",
    "closures": "recorded_on case on reason",
    "reopenings": "recorded_on case on why",
    "withdrawals": "recorded_on record why",
}

T = TypeVar("T")


class Dice:
    """Chance, drawn from `random()` alone."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random

    def chance(self, probability: float) -> bool:
        return self._random() < probability

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random() * (high - low + 1))

    def pick(self, weights: Mapping[T, int]) -> T:
        rest = self._random() * sum(weights.values())
        for choice, weight in weights.items():  # noqa: B007 - the one it stops at is drawn
            rest -= weight
            if rest < 0:
                break
        return choice

    def shuffled(self, items: Iterable[T]) -> list[T]:
        drawn = [(self._random(), position, item) for position, item in enumerate(items)]
        return [item for _, _, item in sorted(drawn, key=lambda draw: draw[:2])]

    def day(self, first: date, last: date) -> date:
        """A day from first to last, both included."""
        return first + days(self.between(0, (last - first).days))

    def day_of_month(self, year: int, month: int) -> date:
        return self.day(date(year, month, 1), first_of_next_month(year, month) - days(1))

    def delay(self) -> timedelta:
        """How long after a departure the office learns of it: mostly soon, at times very late."""
        return days(1 + int((LONGEST_DELAY_DAYS - 3) * self._random() ** 3))


def days(count: int) -> timedelta:
    return timedelta(days=count)


def first_of_next_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)


def office_day(day: date) -> date:
    """That day, or the Monday after a weekend: offices write on working days."""
    return day + days(max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


@dataclass(eq=False)
class Person:
    sex: str
    how_known: str  # what the documents tell of the birth: its day, month or year, or an estimate
    born_on: date
    nationality: str | None
    role: str
    reference: str = ""

    @property
    def born(self) -> str:
        """As the documents tell it."""
        if self.how_known == "month":
            return f"{self.born_on:%Y-%m}"
        if self.how_known == "year":
            return f"{self.born_on:%Y}"
        if self.how_known == "estimate" and not self.is_child:
            return f"{self.born_on.year - 1}-01-01/{self.born_on.year + 1}-12-31"
        return self.born_on.isoformat()

    @property
    def is_child(self) -> bool:
        return self.role == "child"


@dataclass(eq=False)
class Case:
    opened_on: date
    persons: list[Person]
    reference: str = ""


@dataclass(frozen=True, eq=False)
class Part:
    """A reference made of that of a case or person, known once these are numbered."""

    of: Case | Person
    ending: str = ""
    table: str = ""

    @property
    def reference(self) -> str:
        return f"{self.table}{self.of.reference}{self.ending}"


@dataclass(frozen=True)
class Line:
    """What an award grants to each person: to adults and to children."""

    programme: str
    support: str
    adult: str = ""
    child: str = ""

    def amount_for(self, person: Person) -> str:
        return self.child if person.is_child else self.adult

    def reference(self, award: Part, person: Person) -> Part:
        """Of what the award grants to that person."""
        return Part(person, f"{award.ending}-{self.programme}-{self.support}")


REAN = Line("REAN", "service")
HRT = Line("HRT", "cash", HRT_ADULT, HRT_CHILD)
AVR_FC_CASH = Line("AVR-FC", "cash", AVR_FC_CASH_ADULT, AVR_FC_CASH_CHILD)
AVR_FC_KIND = Line("AVR-FC", "in_kind", f"{AVR_FC_KIND_ADULT}.00", f"{AVR_FC_KIND_CHILD}.00")
SDT = Line("SDT", "in_kind")
AVRR_IRAQ = Line("AVRR-IRAQ", "in_kind")
AVRR_AFGHANISTAN_KIND = Line("AVRR-AFGHANISTAN", "in_kind")
AVRR_AFGHANISTAN_CASH = Line("AVRR-AFGHANISTAN", "cash")
AMV = Line("AMV", "in_kind")  # alleenstaande minderjarige vreemdeling: reception until 18


# People


def a_person(dice: Dice, born_on: date, nationality: str | None, sex: str, role: str) -> Person:
    """A person whose documents mostly tell the day of birth."""
    how_known = dice.pick({"day": 82, "month": 4, "year": 11, "estimate": 3})
    return Person(sex, how_known, born_on, nationality, role)


def an_adult(
    dice: Dice,
    nationality: str | None,
    on: date,
    *,
    sex: str = "",
    role: str = "principal",
    youngest: int = 20,
    oldest: int = 55,
) -> Person:
    born_on = on - days(dice.between(youngest * 366 + 366, oldest * 365))
    sex = sex or dice.pick({"male": 76, "female": 24})
    return a_person(dice, born_on, nationality, sex, role)


def a_child(dice: Dice, nationality: str | None, on: date) -> Person:
    born_on = on - days(dice.between(20, 16 * 365))
    return a_person(dice, born_on, nationality, dice.pick({"male": 1, "female": 1}), "child")


def space_births(children: Sequence[Person], parents: Sequence[Person], on: date) -> None:
    """Moves births apart, so that no parent was too young and no two are less than a term apart."""
    in_order = sorted(children, key=lambda child: child.born_on)
    earliest = max(parent.born_on for parent in parents) + days(PARENT_FROM_AGE * 366)
    for child in in_order:
        child.born_on = max(child.born_on, earliest)
        earliest = child.born_on + days(DAYS_BETWEEN_BIRTHS)
    latest = on - days(20)
    for child in reversed(in_order):
        child.born_on = min(child.born_on, latest)
        latest = child.born_on - days(DAYS_BETWEEN_BIRTHS)


def a_unit(dice: Dice, kind: str, nationality: str | None, on: date) -> list[Person]:
    """The persons of a return unit as on the day its case is opened, the principal first."""
    if kind == "single":
        return [an_adult(dice, nationality, on)]
    if kind == "couple":
        return [
            an_adult(dice, nationality, on, sex="male", youngest=24),
            an_adult(dice, nationality, on, sex="female", role="partner", youngest=22),
        ]
    if kind == "one_parent":
        sex = dice.pick({"female": 75, "male": 25})
        parents = [an_adult(dice, nationality, on, sex=sex, youngest=22, oldest=48)]
        count = dice.pick({1: 50, 2: 33, 3: 17})
    else:
        parents = [
            an_adult(dice, nationality, on, sex="male", youngest=25, oldest=50),
            an_adult(dice, nationality, on, sex="female", role="partner", youngest=22, oldest=45),
        ]
        count = dice.pick({1: 32, 2: 40, 3: 20, 4: 8})
    children = [a_child(dice, nationality, on) for _ in range(count)]
    space_births(children, parents, on)
    return parents + children


# The records of one case, step by step


class Caseload:
    """All rows, by table. Links are objects until the cases are numbered and the files written."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.cases: list[Case] = []
        self.families: list[Case] = []  # of AVR-FC
        self.rows: dict[str, list[dict[str, object]]] = {table: [] for table in COLUMNS}

    def record(self, table: str, recorded_on: date, **members: object) -> None:
        self.rows[table].append({"recorded_on": recorded_on, **members})

    def soon(self, day: date) -> date:
        """The day the office writes down what it was told on that day."""
        return office_day(day + days(self.dice.between(0, 3)))

    def open(
        self,
        opened_on: date,
        persons: list[Person],
        *,
        known: Sequence[Person] = (),
        asylum: bool = True,
    ) -> Case:
        """Opens a case with its unit; `known` persons are in the register already."""
        case = Case(opened_on, persons)
        self.cases.append(case)
        self.record("cases", opened_on, reference=case, opened_on=opened_on)
        for person in persons:
            if person not in known:
                self.record(
                    "persons",
                    opened_on,
                    reference=person,
                    sex=person.sex,
                    born=person.born,
                    nationality=person.nationality,
                )
            self.join(case, person, opened_on, opened_on)
        if asylum:
            self.asylum_procedures(case)
        return case

    def join(self, case: Case, person: Person, on: date, recorded_on: date) -> None:
        self.record(
            "unit_members",
            recorded_on,
            reference=None,
            case=case,
            person=person,
            role=person.role,
            until=None,
            **{"from": on},
        )

    def asylum_procedures(self, case: Case) -> None:
        """The unit's procedure, over by the day the case is opened; not of children born since."""
        dice = self.dice
        ended_on = case.opened_on - days(dice.between(5, 400))
        decided_on = ended_on - days(dice.between(0, 500))
        applied_on = decided_on - days(dice.between(30, 500))
        decision = dice.pick({"refused": 93, "not_considered": 7})
        for person in case.persons:
            if person.born_on < applied_on:
                self.record(
                    "asylum_procedures",
                    case.opened_on,
                    person=person,
                    applied_on=applied_on,
                    first_decided_on=decided_on,
                    first_decision=decision,
                    ended_on=ended_on,
                )

    def apply(self, case: Case, programme: str, on: date) -> Part:
        application = Part(case)
        self.record(
            "applications",
            self.soon(on),
            reference=application,
            case=case,
            programme=programme,
            on=on,
        )
        return application

    def award(
        self,
        case: Case,
        application: Part,
        on: date,
        lines: Sequence[Line],
        *,
        persons: Sequence[Person] = (),
        ending: str = "",
    ) -> Part:
        """Grants the lines to those persons, or to all of the unit."""
        award, recorded_on = Part(case, ending), self.soon(on)
        self.record(
            "awards",
            recorded_on,
            reference=award,
            case=case,
            application=application,
            on=on,
        )
        if on >= PERMISSION_KEPT_FROM:
            self.permit(case, persons or case.persons, on, recorded_on)
        for person in persons or case.persons:
            for line in lines:
                amount = line.amount_for(person)
                self.record(
                    "award_lines",
                    recorded_on,
                    reference=line.reference(award, person),
                    award=award,
                    person=person,
                    programme=line.programme,
                    support=line.support,
                    amount=amount,
                    amount_currency="EUR" if amount else "",
                )
        return award

    def permit(self, case: Case, persons: Iterable[Person], on: date, recorded_on: date) -> None:
        """What comes before an award: the service's permission, and the consent of the adults."""
        self.record("permissions", recorded_on, case=case, on=on, is_granted="true")
        for person in persons:
            if not person.is_child:
                self.record(
                    "consents",
                    recorded_on,
                    person=person,
                    on=on,
                    ends_procedures="true",
                    allows_data_exchange="true",
                )

    def pay(
        self, award: Part, line: Line, persons: Iterable[Person], on: date, learned_on: date
    ) -> None:
        """Cash handed over at the airport, reported with the departure."""
        for person in persons:
            self.record(
                "cash_payments",
                learned_on,
                award_line=line.reference(award, person),
                person=person,
                amount=line.amount_for(person),
                amount_currency="EUR",
                paid_on=on,
            )

    def depart(
        self,
        case: Case,
        persons: Iterable[Person],
        on: date,
        learned_on: date,
        *,
        left_from: str,
        mode: str = "voluntary",
        assisted_by: str = "iom",
        established_by: str = "implementer_report",
        ending: str = "",
    ) -> None:
        """The departure of these persons; where an unsupervised one goes, nobody knows."""
        for person in persons:
            destination = DESTINATION_WITHOUT_NATIONALITY.get(
                person.nationality, person.nationality
            )
            self.record(
                "departures",
                learned_on,
                reference=Part(person, ending),
                case=case,
                person=person,
                on=on,
                mode=mode,
                destination=None if mode == "unsupervised" else destination,
                assisted_by=assisted_by,
                established_by=established_by,
                left_from=left_from,
            )

    def stay(
        self,
        person: Person,
        place: str,
        since: date,
        until: date | None,
        recorded_on: date,
        ending: str = "",
    ) -> None:
        self.record(
            "stays",
            recorded_on,
            reference=Part(person, ending),
            person=person,
            place=place,
            until=until,
            **{"from": since},
        )

    def close(self, case: Case, on: date, reason: str = "departed") -> None:
        self.record("closures", office_day(on), case=case, on=on, reason=reason)


@dataclass(frozen=True)
class Course:
    """The dates of a case that leads to a departure."""

    opened_on: date
    applied_on: date
    awarded_on: date
    departed_on: date
    learned_on: date

    @classmethod
    def to(cls, departed_on: date, dice: Dice, *, not_before: date = date.min) -> Course:
        """Counts back from the departure; the application comes not before that day."""
        awarded_on = departed_on - days(dice.between(10, 40))
        applied_on = awarded_on - days(dice.between(7, 30))
        if applied_on < not_before:  # the whole course fits between that day and the departure
            applied_on = not_before + days(dice.between(0, 4))
            awarded_on = applied_on + days(dice.between(7, 10))
        opened_on = office_day(applied_on - days(dice.between(3, 60)))
        return cls(
            opened_on, applied_on, awarded_on, departed_on, office_day(departed_on + dice.delay())
        )


# The parts of the caseload


def leave_with_a_programme(
    load: Caseload,
    course: Course,
    persons: list[Person],
    lines: Sequence[Line],
    *,
    left_from: str,
    assisted_by: str = "iom",
    closes_on: date | None = None,
    asylum: bool = True,
) -> Case:
    """Application, award, departure together, payment where an amount is known, and closure."""
    case = load.open(course.opened_on, persons, asylum=asylum)
    application = load.apply(case, lines[0].programme, course.applied_on)
    award = load.award(case, application, course.awarded_on, lines)
    load.depart(
        case,
        persons,
        course.departed_on,
        course.learned_on,
        left_from=left_from,
        assisted_by=assisted_by,
    )
    if lines[0] == HRT:
        load.pay(award, HRT, persons, course.departed_on, course.learned_on)
    if course.departed_on.year == 2011 and left_from != "unknown":
        since = course.opened_on - days(load.dice.between(30, 400))
        for person in persons:
            load.stay(
                person, left_from, max(since, person.born_on), course.departed_on, course.learned_on
            )
    if closes_on is None or closes_on < course.learned_on:
        closes_on = course.learned_on
    if closes_on <= END_OF_FILE:
        load.close(case, closes_on)
    return case


def safeguard(load: Caseload, case: Case, minor: Person, course: Course) -> None:
    """What was on record before a minor left alone: the family was found, and receives them."""
    guardianship, tracing = Part(minor, "-guardian"), Part(minor, "-tracing")
    on = course.awarded_on
    load.record(
        "guardianships",
        course.opened_on,
        reference=guardianship,
        person=minor,
        organisation="nidos",
        appointed_in="here",
        **{"from": course.opened_on},
    )
    load.record(
        "family_tracings",
        course.applied_on,
        reference=tracing,
        person=minor,
        on=course.applied_on,
        channel="iom",
    )
    load.record(
        "tracing_steps",
        on,
        family_tracing=tracing,
        on=on,
        status="verified",
        verified_by="implementer",
        outcome="successful",
    )
    load.record(
        "guardian_consents",
        on,
        guardianship=guardianship,
        subject="returning",
        on=on,
        answer="given",
    )
    load.record("minor_views", on, person=minor, on=on, view="wants_to_return", heard_by="guardian")
    load.record(
        "best_interests_decisions",
        on,
        person=minor,
        on=on,
        outcome="in_favour_of_return",
        decided_by="dtv",
    )
    load.record(
        "reception_arrangements",
        on,
        person=minor,
        kind="family",
        on=on,
        country=minor.nationality,
        carer_is_willing="true",
        carer_is_able="true",
        confirmed_on=on,
        confirmed_by="implementer",
        has_address="true",
    )
    load.record(
        "hand_overs",
        course.learned_on,
        case=case,
        person=minor,
        on=course.departed_on,
        received_by="relative",
    )


def hrt_returns(load: Caseload, told_apart: Mapping[tuple[int, int], int]) -> None:
    """HRT month by month; `told_apart` counts the persons whose stories stand elsewhere."""
    dice = load.dice
    for year, months in HRT_PERSONS_BY_MONTH.items():
        assert sum(months) == HRT_PERSONS[year]
        weights = {code: shares[year - 2009] for code, shares in HRT_NATIONALITY_WEIGHTS.items()}
        for month, persons_of_month in enumerate(months, start=1):
            left = persons_of_month - told_apart.get((year, month), 0)
            while left > 0:
                course = Course.to(dice.day_of_month(year, month), dice)
                kind = dice.pick(HRT_UNIT_WEIGHTS)
                persons = a_unit(dice, kind, dice.pick(weights), course.opened_on)
                if len(persons) > left:
                    continue
                lines = (HRT, REAN) if dice.chance(HRT_WITH_REAN) else (HRT,)
                leave_with_a_programme(
                    load, course, persons, lines, left_from=dice.pick(HRT_PLACE_WEIGHTS)
                )
                left -= len(persons)
    for _ in range(HRT_PREPARING_AT_THE_END):
        applied_on = dice.day(date(2011, 11, 1), date(2011, 12, 23))
        opened_on = office_day(applied_on - days(dice.between(3, 60)))
        case = load.open(opened_on, a_unit(dice, "single", dice.pick(weights), opened_on))
        application = load.apply(case, "HRT", applied_on)
        if dice.chance(0.6):
            load.award(case, application, applied_on + days(dice.between(7, 30)), (HRT, REAN))


def plan_items(
    load: Caseload,
    case: Case,
    award: Part,
    agreed_on: date,
    departed_on: date | None,
    persons: Sequence[Person] = (),
    *,
    staying: Sequence[Person] = (),
) -> None:
    """What each member gets in kind, and what was delivered of it by the end of the file."""
    dice = load.dice
    plan = Part(case, award.ending)
    load.record(
        "reintegration_plans", office_day(agreed_on), reference=plan, case=case, on=agreed_on
    )
    load.record("plan_approvals", office_day(agreed_on), reintegration_plan=plan, on=agreed_on)
    for person in persons or case.persons:
        categories = {"education": 80, "medical": 20}
        if not person.is_child:
            categories = {"business": 45, "training": 20, "housing": 20, "job_placement": 15}
        budgeted = AVR_FC_KIND_CHILD if person.is_child else AVR_FC_KIND_ADULT
        item, recorded_on = Part(person), load.soon(agreed_on)
        load.record(
            "plan_items",
            recorded_on,
            reference=item,
            reintegration_plan=plan,
            award_line=AVR_FC_KIND.reference(award, person),
            on=agreed_on,
            category=dice.pick(categories),
            budgeted=f"{budgeted}.00",
            budgeted_currency="EUR",
        )
        if departed_on is None:
            continue
        delivered_on = departed_on + days(dice.between(20, 150))
        learned_on = office_day(delivered_on + days(dice.between(1, 20)))
        if learned_on <= END_OF_FILE:
            cost = f"{budgeted * dice.between(70, 99) // 100}.{dice.between(0, 99):02}"
            if person in staying:
                continue
            load.record(
                "deliveries",
                learned_on,
                plan_item=item,
                on=delivered_on,
                cost=cost,
                cost_currency="EUR",
            )


def begin_avr_fc(
    load: Caseload,
    course: Course,
    nationality: str,
    place: str,
    kind: str = "",
    *,
    eldest_born_on: date | None = None,
) -> Case:
    """A family with children moves to the place it will leave from and has a case opened."""
    dice = load.dice
    kind = kind or dice.pick(AVR_FC_UNIT_WEIGHTS)
    persons = a_unit(dice, kind, nationality, course.opened_on)
    if eldest_born_on:
        eldest = eldest_child(persons)
        eldest.how_known, eldest.born_on = "day", eldest_born_on
    if dice.chance(AVR_FC_WITH_GRANDPARENT):
        persons.append(
            an_adult(
                dice,
                nationality,
                course.opened_on,
                sex="female",
                role="other_relative",
                youngest=58,
                oldest=75,
            )
        )
    case = load.open(course.opened_on, persons)
    load.families.append(case)
    moved_on = course.opened_on - days(dice.between(1, 20))
    since = moved_on - days(dice.between(60, 700))
    for person in persons:
        if place != "reception_centre" and person.born_on < moved_on:
            load.stay(
                person, "reception_centre", max(since, person.born_on), moved_on, course.opened_on
            )
        load.stay(person, place, max(moved_on, person.born_on), None, course.opened_on, "-2")
    return case


def eldest_child(persons: Iterable[Person]) -> Person:
    return min((person for person in persons if person.is_child), key=lambda person: person.born_on)


def end_avr_fc_stays(
    load: Caseload, persons: Sequence[Person], left_on: date, learned_on: date
) -> None:
    """The last stay of those who left gets its end: a second version under its reference."""
    for stay in list(load.rows["stays"]):
        if stay["person"] in persons and stay["until"] is None:
            load.rows["stays"].append({**stay, "recorded_on": learned_on, "until": left_on})


def leave_with_avr_fc(
    load: Caseload,
    case: Case,
    award: Part,
    persons: Sequence[Person],
    on: date,
    learned_on: date,
    *,
    left_from: str,
) -> None:
    load.depart(case, persons, on, learned_on, left_from=left_from)
    load.pay(award, AVR_FC_CASH, persons, on, learned_on)
    end_avr_fc_stays(load, persons, on, learned_on)


def avr_fc_family(
    load: Caseload,
    course: Course,
    nationality: str,
    *,
    leaves: bool = True,
    is_awarded: bool = True,
    father_left_on: date | None = None,
    eldest_turns_18_on: date | None = None,
    partner_withdraws_on: date | None = None,
) -> None:
    """Application, award and plan; where the family leaves, all on one day or as the last three say."""
    place = load.dice.pick(AVR_FC_PLACE_WEIGHTS)
    born_on = eldest_turns_18_on and eldest_turns_18_on.replace(year=eldest_turns_18_on.year - 18)
    case = begin_avr_fc(load, course, nationality, place, eldest_born_on=born_on)
    application = load.apply(case, "AVR-FC", course.applied_on)
    if not is_awarded:
        return
    award = load.award(case, application, course.awarded_on, (AVR_FC_CASH, AVR_FC_KIND, REAN))
    staying = partner_withdraws(load, case, partner_withdraws_on) if partner_withdraws_on else []
    plan_items(
        load,
        case,
        award,
        course.awarded_on + days(load.dice.between(6, 9)),
        course.departed_on if leaves else None,
        staying=staying,
    )
    if not leaves:
        return
    if eldest_turns_18_on:
        consent_on = office_day(eldest_turns_18_on)
        load.record(
            "consents",
            consent_on,
            person=eldest_child(case.persons),
            on=consent_on,
            ends_procedures="true",
            allows_data_exchange="true",
        )
    going = [person for person in case.persons if person not in staying]
    if father_left_on:
        father = going.pop(0)
        assert (father.sex, going[0].role) == ("male", "partner")
        learned_on = office_day(father_left_on + days(3))
        leave_with_avr_fc(load, case, award, [father], father_left_on, learned_on, left_from=place)
    leave_with_avr_fc(
        load, case, award, going, course.departed_on, course.learned_on, left_from=place
    )


def partner_withdraws(load: Caseload, case: Case, on: date) -> list[Person]:
    """The partner leaves the unit: a second version of the membership. The children may go."""
    partner = case.persons[1]
    assert partner.role == "partner"
    member = next(row for row in load.rows["unit_members"] if row["person"] is partner)
    member["reference"] = Part(partner, "-member")
    load.rows["unit_members"].append({**member, "recorded_on": on, "until": on})
    for child in case.persons:
        if child.is_child:
            load.record(
                "parental_permissions", on, person=child, parent=partner, on=on, ground="consent"
            )
    return [partner]


def avr_fc_families(load: Caseload, told_apart: Mapping[str, int]) -> None:
    """The families that left in December in stories of their own are `told_apart`."""
    dice = load.dice
    nationalities = dice.shuffled(
        code
        for code, count in AVR_FC_DEPARTED.items()
        for _ in range(count - told_apart.get(code, 0))
    )
    months = [
        month
        for month, count in AVR_FC_BY_MONTH.items()
        for _ in range(count - (sum(told_apart.values()) if month == 12 else 0))
    ]
    for position, (month, nationality) in enumerate(zip(months, nationalities, strict=True)):
        first_day = date(2011, month, 24 if month == 8 else 1)
        departed_on = dice.day(first_day, first_of_next_month(2011, month) - days(1))
        course = Course.to(departed_on, dice, not_before=AVR_FC_START)
        if position == AVR_FC_FATHER_FIRST:  # three months before the others
            course = replace(
                course,
                opened_on=date(2011, 7, 18),
                applied_on=AVR_FC_START + days(1),
                awarded_on=AVR_FC_START + days(9),
            )
            avr_fc_family(load, course, nationality, father_left_on=date(2011, 8, 22))
        elif position == AVR_FC_TURNED_18:
            turned_on = course.awarded_on + days(16)
            assert turned_on < course.departed_on
            avr_fc_family(load, course, nationality, eldest_turns_18_on=turned_on)
        else:
            avr_fc_family(load, course, nationality)

    preparing = dice.shuffled(
        code for code, count in AVR_FC_PREPARING.items() for _ in range(count)
    )
    for position, nationality in enumerate(preparing):
        leaves = position < AVR_FC_PREPARING_LEFT_EARLY_2012
        is_awarded = position < AVR_FC_PREPARING_AWARDED
        applied_on = dice.day(date(2011, 10, 10), date(2011, 12, 9))
        departed_on = dice.day(date(2012, 1, 9), date(2012, 2, 24))
        course = Course(
            opened_on=office_day(applied_on - days(dice.between(3, 60))),
            applied_on=applied_on,
            awarded_on=applied_on + days(dice.between(7, 14)),
            departed_on=departed_on,
            learned_on=office_day(departed_on + days(dice.between(1, 45))),
        )
        withdraws = position == AVR_FC_PARTNER_WITHDREW
        avr_fc_family(
            load,
            course,
            nationality,
            leaves=leaves,
            is_awarded=is_awarded,
            partner_withdraws_on=date(2011, 12, 19) if withdraws else None,
        )


def other_programmes(load: Caseload) -> None:
    dice = load.dice
    for year, count in SDT_PERSONS.items():
        first = date(year, 5 if year == 2010 else 1, 1)
        last = date(2010, 12, 31) if year == 2010 else SDT_LAST_DAY
        weights = {code: shares[1] for code, shares in HRT_NATIONALITY_WEIGHTS.items()}
        for _ in range(count):
            course = Course.to(dice.day(first, last), dice, not_before=SDT_FIRST_DAY)
            persons = a_unit(dice, "single", dice.pick(weights), course.opened_on)
            leave_with_a_programme(
                load,
                course,
                persons,
                (SDT, REAN),
                left_from=dice.pick(HRT_PLACE_WEIGHTS),
                assisted_by=dice.pick({"iom": 3, "other_organisation": 2}),
                closes_on=SDT_LAST_DAY,
            )
    projects = (
        ("IRQ", AVRR_IRAQ_PERSONS, (AVRR_IRAQ, REAN)),
        ("AFG", AVRR_AFGHANISTAN_PERSONS, (AVRR_AFGHANISTAN_KIND, AVRR_AFGHANISTAN_CASH, REAN)),
    )
    for nationality, persons_by_year, lines in projects:
        for year, count in persons_by_year.items():
            for _ in range(count):
                course = Course.to(dice.day(date(year, 3, 1), date(year, 12, 31)), dice)
                persons = a_unit(dice, "single", nationality, course.opened_on)
                leave_with_a_programme(
                    load,
                    course,
                    persons,
                    lines,
                    left_from=dice.pick(HRT_PLACE_WEIGHTS),
                    closes_on=course.departed_on + days(365),
                )
    for year, nationalities in UNACCOMPANIED_MINORS.items():
        for nationality in nationalities:
            course = Course.to(dice.day(date(year, 3, 1), date(year, 12, 31)), dice)
            born_on = course.departed_on - days(dice.between(13 * 366, 17 * 365))
            sex = dice.pick({"male": 3, "female": 1})
            minor = Person(sex, "day", born_on, nationality, "principal")
            case = leave_with_a_programme(
                load,
                course,
                [minor],
                (AMV, REAN),
                left_from="reception_centre",
                closes_on=course.departed_on + days(365),
            )
            safeguard(load, case, minor, course)
    for year, count in REAN_ONLY_UNITS.items():
        for _ in range(count):
            course = Course.to(dice.day(date(year, 1, 1), date(year, 12, 31)), dice)
            country = dice.pick(OTHER_NATIONALITY_WEIGHTS)
            persons = a_unit(dice, dice.pick(OTHER_UNIT_WEIGHTS), country, course.opened_on)
            leave_with_a_programme(
                load,
                course,
                persons,
                (REAN,),
                asylum=dice.chance(0.3),
                left_from=dice.pick({"own_address": 80, "detention": 10, "reception_centre": 10}),
            )


def without_a_programme(load: Caseload) -> None:
    """Forced, unsupervised and unassisted departures, refused entry, and cases that end here."""
    dice = load.dice
    kinds = (
        (
            FORCED_UNITS,
            "departed",
            {"mode": "forced", "assisted_by": "dtv", "established_by": "border_police_notice"},
            {"detention": 70, "departure_centre": 20, "vbl": 10},
        ),
        (
            UNSUPERVISED_UNITS,
            "contact_lost",
            {"mode": "unsupervised", "assisted_by": "nobody", "established_by": "address_check"},
            {"reception_centre": 60, "own_address": 30, "vbl": 10},
        ),
        (
            REFUSED_ENTRY_UNITS,
            "departed",
            {
                "mode": "refused_entry",
                "assisted_by": "dtv",
                "established_by": "border_police_notice",
            },
            {"detention": 60, "unknown": 40},
        ),
        (
            UNASSISTED_UNITS,
            "departed",
            {
                "mode": "voluntary",
                "assisted_by": "nobody",
                "established_by": "border_police_notice",
            },
            {"own_address": 1},
        ),
    )
    for units_by_year, reason, how, places in kinds:
        for year, count in units_by_year.items():
            for _ in range(count):
                departed_on = dice.day(date(year, 1, 1), date(year, 12, 31))
                learned_on = office_day(departed_on + dice.delay())
                refused_entry = how["mode"] == "refused_entry"
                opened_on = departed_on
                if not refused_entry:
                    opened_on = office_day(departed_on - days(dice.between(15, 200)))
                country = dice.pick(OTHER_NATIONALITY_WEIGHTS)
                kind = "single" if refused_entry else dice.pick(OTHER_UNIT_WEIGHTS)
                persons = a_unit(dice, kind, country, opened_on)
                case = load.open(opened_on, persons, asylum=not refused_entry and dice.chance(0.6))
                load.depart(
                    case, persons, departed_on, learned_on, left_from=dice.pick(places), **how
                )
                load.close(case, learned_on, reason)

    first, last = date(2009, 2, 2), date(2011, 11, 1)
    endings = [("application_refused", grounds) for grounds in REFUSAL_GROUNDS]
    endings += [(reason, "") for reason in ENDED_WITHOUT_DEPARTURE]
    for reason, grounds in endings:
        if grounds == "takes part in SDT":
            applied_on = dice.day(SDT_FIRST_DAY, SDT_LAST_DAY)
        else:
            applied_on = dice.day(first, last)
        opened_on = office_day(applied_on - days(dice.between(3, 60)))
        nationality = dice.pick({"IRQ": 3, "RUS": 2, "GEO": 2, "NGA": 2})
        case = load.open(
            opened_on,
            a_unit(dice, "single", nationality, opened_on),
            asylum=grounds != "never applied for asylum",
        )
        application = load.apply(case, "HRT", applied_on)
        ended_on = office_day(applied_on + days(dice.between(10, 50)))
        if grounds:
            load.record("refusals", ended_on, application=application, on=ended_on, grounds=grounds)
        load.close(case, ended_on, reason)


# Who is what to whom


def relations(load: Caseload, dice: Dice) -> None:
    """Partners, parents and grandmothers of the families of AVR-FC, as the office learned of them.

    These have chance of their own, so that nothing else moves with them.
    """
    known_on: dict[object, date] = {}
    for row in load.rows["persons"]:
        if isinstance(row["recorded_on"], date):
            known_on[row["reference"]] = row["recorded_on"]

    def relate(
        person: Person, kind: str, relative: Person, since: date | None, partnership: str = ""
    ) -> None:
        rests_on = dice.pick(RELATION_BASES)
        if kind == "partner_of" and rests_on == "dna":
            rests_on = "document"
        recorded_on = max(known_on[person], known_on[relative])
        row: dict[str, object] = {
            "reference": Part(relative, f"-{person.role}"),
            "person": person,
            "kind": kind,
            "relative": relative,
            "from": since,
            "partnership": partnership,
            "is_recognised": "true"
            if partnership == "marriage" and rests_on != "statement"
            else "",
            "rests_on": rests_on,
        }
        load.record("relations", recorded_on, **row)
        proven_on = office_day(recorded_on + days(dice.between(10, 30)))
        if rests_on == "statement" and dice.chance(STATEMENT_PROVEN_LATER):
            row["rests_on"] = "document"
            row["is_recognised"] = "true" if partnership == "marriage" else ""
            load.record("relations", proven_on, **row)

    for case in load.families:
        parents = [person for person in case.persons if person.role in ("principal", "partner")]
        children = [person for person in case.persons if person.is_child]
        if len(parents) == 2:
            of_age_on = max(parent.born_on for parent in parents) + days(PARTNER_FROM_AGE * 366)
            first_birth = eldest_child(children).born_on
            since = max(of_age_on, first_birth - days(dice.between(200, 1000)))
            relate(parents[0], "partner_of", parents[1], since, dice.pick(PARTNERSHIPS))
        for child in children:
            for parent in parents:
                relate(
                    parent,
                    "parent_of",
                    child,
                    child.born_on if child.how_known == "day" else None,
                )
        for grandmother in case.persons[len(parents) :]:
            if grandmother.role == "other_relative":
                relate(grandmother, "parent_of", a_child_of(grandmother, parents), None)


def a_child_of(grandmother: Person, parents: Sequence[Person]) -> Person:
    """The first of the parents whom she may have borne."""
    for parent in parents:
        age = (parent.born_on - grandmother.born_on).days // 365
        if PARENT_FROM_AGE <= age <= LAST_CHILD_AT:
            return parent
    raise AssertionError("a grandmother of nobody's age")


# Single stories

HRT_STORIES = {(2009, 3): 1, (2011, 7): 1}  # persons below who are among the published ones
AVR_FC_STORIES = {"IRQ": 1, "RUS": 1}  # families below who left in December 2011


def stories(load: Caseload) -> None:
    left_and_came_back(load)
    lost_and_found(load)
    withdrawn_departure(load)
    unsupervised_then_proven(load)
    family_leaving_on_two_days(load)
    baby_born_during_the_case(load)


def left_and_came_back(load: Caseload) -> None:
    """With HRT in March 2009, found here in September 2010, removed in April 2011.

    The award was used up in 2009: the removal is not with HRT.
    """
    person = an_adult(load.dice, "AZE", date(2009, 1, 5))
    first = Course(
        date(2009, 1, 5), date(2009, 1, 19), date(2009, 2, 9), date(2009, 3, 10), date(2009, 3, 16)
    )
    leave_with_a_programme(load, first, [person], (HRT, REAN), left_from="reception_centre")
    load.record(
        "reappearances",
        date(2010, 9, 24),
        person=person,
        on=date(2010, 9, 23),
        cause="entered_again",
    )
    load.record(
        "award_ends",
        date(2010, 9, 24),
        award=load.rows["awards"][-1]["reference"],
        on=first.departed_on + days(1),
        kind="used",
        ground="all was paid at departure",
    )
    case = load.open(date(2010, 9, 27), [person], known=[person], asylum=False)
    load.depart(
        case,
        [person],
        date(2011, 4, 12),
        date(2011, 4, 14),
        mode="forced",
        assisted_by="dtv",
        established_by="border_police_notice",
        left_from="detention",
        ending="-2",
    )
    load.close(case, date(2011, 4, 14))


def lost_and_found(load: Caseload) -> None:
    """Closed when contact was lost, reopened, and left with HRT in July 2011."""
    persons = a_unit(load.dice, "single", "MNG", date(2011, 1, 10))
    case = load.open(date(2011, 1, 10), persons)
    load.close(case, date(2011, 3, 7), "contact_lost")
    load.record(
        "reopenings",
        date(2011, 5, 2),
        case=case,
        on=date(2011, 5, 2),
        why="came back to the office and wants to leave",
    )
    application = load.apply(case, "HRT", date(2011, 5, 9))
    award = load.award(case, application, date(2011, 6, 6), (HRT, REAN))
    load.depart(case, persons, date(2011, 7, 12), date(2011, 7, 18), left_from="own_address")
    load.pay(award, HRT, persons, date(2011, 7, 12), date(2011, 7, 18))
    load.close(case, date(2011, 7, 18))


def withdrawn_departure(load: Caseload) -> None:
    """Reported to have left with HRT in December 2011, but stayed: never among the published."""
    persons = a_unit(load.dice, "single", "GEO", date(2011, 10, 3))
    case = load.open(date(2011, 10, 3), persons)
    application = load.apply(case, "HRT", date(2011, 10, 17))
    load.award(case, application, date(2011, 11, 14), (HRT, REAN))
    load.depart(case, persons, date(2011, 12, 13), date(2011, 12, 19), left_from="reception_centre")
    load.record(
        "withdrawals",
        date(2012, 2, 6),
        record=Part(persons[0], table="departures/"),
        why="did not board, the cash was not handed over",
    )


def unsupervised_then_proven(load: Caseload) -> None:
    """Not at the address in November 2011; in February 2012 the border police showed the exit."""
    persons = a_unit(load.dice, "single", "UKR", date(2011, 9, 5))
    case = load.open(date(2011, 9, 5), persons)
    load.depart(
        case,
        persons,
        date(2011, 11, 22),
        date(2011, 11, 24),
        mode="unsupervised",
        assisted_by="nobody",
        established_by="address_check",
        left_from="own_address",
    )
    load.depart(
        case,
        persons,
        date(2011, 11, 17),
        date(2012, 2, 13),
        assisted_by="nobody",
        established_by="border_police_notice",
        left_from="own_address",
    )
    load.close(case, date(2012, 2, 13))


def family_leaving_on_two_days(load: Caseload) -> None:
    """The father and a child left in November 2011, the rest of the family in December."""
    course = Course(
        date(2011, 8, 22),
        date(2011, 9, 5),
        date(2011, 9, 26),
        date(2011, 11, 24),
        date(2011, 11, 29),
    )
    last_on, last_learned_on = date(2011, 12, 15), date(2011, 12, 20)
    case = begin_avr_fc(load, course, "IRQ", "vbl", "two_parents")
    application = load.apply(case, "AVR-FC", course.applied_on)
    award = load.award(case, application, course.awarded_on, (AVR_FC_CASH, AVR_FC_KIND, REAN))
    plan_items(load, case, award, course.awarded_on + days(7), last_on)
    first = [case.persons[0], case.persons[2]]
    last = [person for person in case.persons if person not in first]
    for persons, on, learned_on in (
        (first, course.departed_on, course.learned_on),
        (last, last_on, last_learned_on),
    ):
        leave_with_avr_fc(load, case, award, persons, on, learned_on, left_from="vbl")


def baby_born_during_the_case(load: Caseload) -> None:
    """Born in October 2011, with an award of its own, and left with the family in December."""
    course = Course(
        date(2011, 8, 15),
        date(2011, 8, 29),
        date(2011, 9, 19),
        date(2011, 12, 8),
        date(2011, 12, 14),
    )
    born_on, reported_on = date(2011, 10, 14), date(2011, 10, 20)
    case = begin_avr_fc(load, course, "RUS", "vbl", "two_parents")
    application = load.apply(case, "AVR-FC", course.applied_on)
    lines = (AVR_FC_CASH, AVR_FC_KIND, REAN)
    award = load.award(case, application, course.awarded_on, lines)
    plan_items(load, case, award, course.awarded_on + days(7), course.departed_on)

    baby = Person("female", "day", born_on, "RUS", "child")
    load.record(
        "persons",
        reported_on,
        reference=baby,
        sex=baby.sex,
        born=baby.born,
        nationality=baby.nationality,
    )
    load.join(case, baby, born_on, reported_on)
    load.stay(baby, "vbl", born_on, None, reported_on)
    baby_award = load.award(
        case, application, date(2011, 10, 31), lines, persons=[baby], ending="-2"
    )
    plan_items(load, case, baby_award, date(2011, 11, 7), course.departed_on, [baby])

    load.pay(award, AVR_FC_CASH, case.persons, course.departed_on, course.learned_on)
    case.persons.append(baby)
    load.pay(baby_award, AVR_FC_CASH, [baby], course.departed_on, course.learned_on)
    load.depart(case, case.persons, course.departed_on, course.learned_on, left_from="vbl")
    end_avr_fc_stays(load, case.persons, course.departed_on, course.learned_on)


# The files


def caseload() -> Caseload:
    load = Caseload(Dice(SEED))
    hrt_returns(load, HRT_STORIES)
    avr_fc_families(load, AVR_FC_STORIES)
    other_programmes(load)
    without_a_programme(load)
    stories(load)
    relations(load, Dice(SEED + 1))
    for number, case in enumerate(sorted(load.cases, key=lambda case: case.opened_on), start=1):
        case.reference = f"{PREFIX}{number:04}"
        for position, person in enumerate(case.persons, start=1):
            person.reference = person.reference or f"{case.reference}-{position}"
    return load


def cell(value: object) -> str:
    if isinstance(value, Person | Case | Part):
        return value.reference
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def table_text(table: str, rows: Iterable[Mapping[str, object]]) -> str:
    """The rows as CSV, in the order in which the office learned them."""
    columns = COLUMNS[table].split()
    when = columns.index("recorded_on")
    lines = sorted(
        ([cell(row[column]) for column in columns] for row in rows),
        key=lambda line: (line[when], line),
    )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(lines)
    return text.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare, do not write")
    parser.add_argument(
        "--into",
        type=Path,
        default=Path(__file__).resolve().parent,
        metavar="DIR",
        help="the folder of the files (default: beside this file)",
    )
    arguments = parser.parse_args()
    differing = []
    for table, rows in caseload().rows.items():
        file = arguments.into / f"{table}.csv"
        content = table_text(table, rows).encode()
        if not arguments.check:
            file.write_bytes(content)
        elif not file.is_file() or file.read_bytes() != content:
            differing.append(file.name)
    if differing:
        print(f"not what the generator writes: {', '.join(differing)}", file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())

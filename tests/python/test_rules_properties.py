"""What must hold whatever the facts are: in money, in order, in time, in what is not known."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from builders import a_clock, no_safeguards
from families import ADULT_BORN, a_case, a_family, a_programme, join, what_is_known
from hypothesis import given, settings
from hypothesis import strategies as st

import libcase

pyarrow = pytest.importorskip("pyarrow")

CATALOGUE = libcase.Catalogue.shipped()
WIDE = "WIDE"  # what rule files can say, all in one made-up programme
CATALOGUE.load(Path(__file__).parents[1] / "casebooks" / "wide.json")
FACTS = {fact.name: fact for fact in libcase.facts()}

Row = dict[str, Any]


def days(first: date, last: date) -> st.SearchStrategy[date]:
    return st.dates(first, last)


def births(on: date) -> st.SearchStrategy[libcase.BirthDate | None]:
    """Of a child on that day: known to the day, or less well, or not at all."""
    years = st.integers(on.year - 17, on.year - 1)
    exact = years.map(lambda year: libcase.BirthDate(date(year, 3, 4)))
    around_18 = st.integers(-400, 400).map(
        lambda shift: libcase.BirthDate(date(on.year - 18, on.month, on.day) + timedelta(shift))
    )
    vague = years.map(lambda year: libcase.BirthDate(date(year - 3, 1, 1), date(year, 12, 31)))
    return exact | around_18 | vague | st.none()


PROGRAMMES = [
    ("HRT", date(2012, 3, 1)),
    ("IN-KIND", date(2014, 3, 1)),
    ("AVR-FC", date(2011, 9, 1)),
    ("TERUGKEER", date(2004, 7, 1)),
    ("AVRR-NL", date(2017, 9, 1)),
]
CEILINGS = {  # of an adult, and of a child, in euro
    "HRT": (1750, 880),
    "IN-KIND": (1500, 2500),
    "AVR-FC": (1750 + 1500, 880 + 2500),
    "TERUGKEER": (2320, 965),
    "AVRR-NL": (1800, 2800),
}


def assessed(
    code: str, on: date, adults: int, children: list[libcase.BirthDate | None]
) -> libcase.Assessment:
    reg = libcase.open(":memory:", actor="tests")
    case = a_family(
        reg,
        on=on,
        programme=code,
        adults=adults,
        children=children,
        asylum={"applied_on": date(2001, 1, 5)},
    )
    assessment = reg.assess(case, CATALOGUE[code], on)
    reg.close()
    return assessment


@pytest.mark.parametrize(("code", "on"), PROGRAMMES, ids=[code for code, _ in PROGRAMMES])
@settings(max_examples=25)
@given(data=st.data())
def test_known_amounts_never_fall_when_a_child_is_added(
    code: str, on: date, data: st.DataObject
) -> None:
    adults = data.draw(st.integers(1, 2))
    children = data.draw(st.lists(births(on), max_size=4))
    added = data.draw(births(on))
    index = data.draw(st.integers(0, len(children)))
    more = [*children[:index], added, *children[index:]]
    before = assessed(code, on, adults, children).entitlement
    after = assessed(code, on, adults, more).entitlement
    assert after.total >= before.total
    assert after.cash >= before.cash
    assert after.in_kind >= before.in_kind
    of_adult, of_child = CEILINGS[code]
    most = adults * of_adult + len(more) * max(of_adult, of_child)
    assert after.total <= libcase.Money(most, "EUR")
    for person in {line.person_id for line in after.lines}:
        amounts = [line.amount for line in after.lines if line.person_id == person]
        total = sum((amount.cents for amount in amounts if amount), 0)
        assert total <= 100 * max(of_adult, of_child)


SOURCE = {"source": "a council decision", "certainty": "stated"}


BENEFITS = [
    *a_programme()["versions"][0]["benefits"],
    {
        "name": "goods",
        "text": {"en": "goods", "nl": "goederen"},
        "support": "in_kind",
        "who": {"any": ["adult", "child_in_family"]},
        "amount": {"euro": "70", **SOURCE},
        **SOURCE,
    },
]


def capped(caps: list[dict[str, Any]], currency: str = "EUR") -> libcase.Programme:
    version = {"caps": caps, "benefits": BENEFITS, "criteria": []}
    text = json.dumps(a_programme(version=version) | {"currency": currency})
    if currency != "EUR":
        text = text.replace('"euro"', '"amount"')
    return libcase.programme_from_json(text)


def with_an_effect(caps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without those that a rule file may not have: caps that take nothing from anybody."""
    kept: list[dict[str, Any]] = []
    for cap in caps:
        try:
            capped([*kept, cap])
        except libcase.InvalidValue:
            continue
        kept.append(cap)
    return kept


caps_of_a_programme = st.lists(
    st.builds(
        lambda of, support, benefits, euro: {
            "of": of,
            **({"support": support} if support else {}),
            **({"benefits": sorted(benefits)} if benefits else {}),
            "amount": {"euro": str(euro), **SOURCE},
        },
        st.sampled_from(["person", "family"]),
        st.sampled_from(["cash", "in_kind", None]),
        st.sets(st.sampled_from([benefit["name"] for benefit in BENEFITS])),
        st.integers(0, 600),
    ),
    max_size=4,
).map(with_an_effect)


@given(
    caps=caps_of_a_programme,
    adults=st.integers(1, 3),
    children=st.lists(births(date(2012, 3, 1)), max_size=5),
    currency=st.sampled_from(["EUR", "CHF", "JPY"]),
)
def test_known_amounts_never_exceed_a_cap(
    caps: list[dict[str, Any]],
    adults: int,
    children: list[libcase.BirthDate | None],
    currency: str,
) -> None:
    on = date(2012, 3, 1)
    reg = libcase.open(":memory:", actor="tests")
    case = a_family(reg, on=on, programme="OWN-1", adults=adults, children=children)
    entitlement = reg.assess(case, capped(caps, currency), on).entitlement
    for cap in caps:
        lines = [
            line
            for line in entitlement.lines
            if line.amount is not None
            and cap.get("support", line.support) == line.support
            and line.benefit in cap.get("benefits", [line.benefit])
        ]
        groups = [lines]
        if cap["of"] == "person":
            persons = {line.person_id for line in lines}
            groups = [[line for line in lines if line.person_id == p] for p in persons]
        for group in groups:
            cents = sum(line.amount.cents for line in group if line.amount)
            assert cents <= 100 * int(cap["amount"]["euro"])
    known = [line.amount.cents for line in entitlement.lines if line.amount]
    assert entitlement.total == libcase.Money.from_cents(sum(known), currency)
    assert entitlement.total == entitlement.cash + entitlement.in_kind
    assert entitlement.total == entitlement.stated + entitlement.inferred
    with_lines = {line.person_id for line in entitlement.lines}
    assert with_lines.isdisjoint(left_out.person_id for left_out in entitlement.left_out)


def contradictions(
    case: libcase.CaseId, persons: list[libcase.PersonId], on: date
) -> st.SearchStrategy[list[libcase.Record[Any]]]:
    """Records that say something else, of other days."""
    earlier = days(date(2003, 1, 1), on - timedelta(1))
    someone = st.sampled_from(persons)
    return st.lists(
        st.one_of(
            st.builds(
                libcase.Permission, case_id=st.just(case), on=earlier, is_granted=st.booleans()
            ),
            st.builds(
                libcase.Means, case_id=st.just(case), on=earlier, can_pay_journey=st.booleans()
            ),
            st.builds(
                libcase.Consent,
                person_id=someone,
                on=earlier,
                ends_procedures=st.booleans() | st.none(),
                allows_data_exchange=st.booleans() | st.none(),
            ).filter(
                lambda consent: (
                    (consent.ends_procedures, consent.allows_data_exchange) != (None, None)
                )
            ),
            st.builds(
                libcase.Stay,
                person_id=someone,
                place=st.sampled_from(libcase.PlaceKind),
                from_=earlier,
                until=st.none() | st.just(on),
            ),
            st.builds(
                libcase.TravelDocument,
                person_id=someone,
                on=earlier,
                status=st.sampled_from(libcase.DocumentStatus),
            ),
            st.builds(
                libcase.EntryBan,
                person_id=someone,
                from_=earlier,
                duration_months=st.sampled_from([0, 12, 60, 61, 120]),
            ),
            st.builds(
                libcase.Conviction,
                person_id=someone,
                on=earlier,
                kind=st.sampled_from(libcase.ConvictionKind),
            ),
            st.builds(
                libcase.DublinClaim, person_id=someone, on=earlier, is_claimant=st.booleans()
            ),
            st.builds(
                libcase.ReturnDecision,
                person_id=someone,
                on=earlier,
                departure_term_days=st.sampled_from([0, 28, None]),
            ),
            st.builds(
                libcase.ResidencePermit,
                person_id=someone,
                from_=earlier,
                kind=st.sampled_from(libcase.PermitKind),
                accepts_withdrawal=st.booleans() | st.none(),
            ),
            st.builds(
                libcase.AsylumProcedure,
                person_id=someone,
                applied_on=earlier,
                ended_on=st.none() | st.just(on),
            ),
        ),
        max_size=6,
        unique_by=lambda record: (type(record), *same_day(record)),
    )


def same_day(record: libcase.Record[Any]) -> tuple[Any, ...]:
    """Of two records of one day and one person nobody can tell which holds."""
    fields = record.to_dict()
    dates = [fields.get(name) for name in ("on", "from", "applied_on")]
    return (fields.get("person_id"), *dates)


def in_essence(assessment: libcase.Assessment) -> dict[str, Any]:
    return {
        "outcome": assessment.outcome,
        "findings": {finding.criterion: finding.verdict for finding in assessment.findings},
        "total": assessment.entitlement.total,
        "lines": sorted(
            (line.person_id, line.benefit, line.support.value, str(line.amount))
            for line in assessment.entitlement.lines
        ),
    }


@pytest.mark.parametrize("code", ["HRT", "REAN", "IN-KIND", "AVR-FC", "OZV"])
@settings(max_examples=20)
@given(data=st.data())
def test_the_order_in_which_records_come_does_not_matter(code: str, data: st.DataObject) -> None:
    on = data.draw(st.sampled_from([date(2011, 9, 1), date(2012, 3, 1), date(2015, 6, 1)]))

    # Persons and the case are written first, so that their ids are the same in both registers.
    def start() -> tuple[libcase.Register, libcase.CaseId, list[libcase.PersonId]]:
        reg = libcase.open(":memory:", actor="tests", safeguards=no_safeguards())
        case = a_case(reg)
        born = [ADULT_BORN, ADULT_BORN, libcase.BirthDate("2006-04-05")]
        return (
            reg,
            case,
            [reg.add_person(libcase.Person(born=b, nationality="IRQ")) for b in born],
        )

    first, case, persons = start()
    second, _, _ = start()
    memberships: list[libcase.Record[Any]] = [
        libcase.UnitMember(
            case_id=case,
            person_id=person,
            role=role,
            from_=date(2008, 1, 1),
        )
        for person, role in zip(persons, ["principal", "partner", "child"], strict=True)
    ]
    more = data.draw(contradictions(case, persons, on))
    left = data.draw(
        st.lists(
            st.builds(
                libcase.Departure,
                case_id=st.just(case),
                person_id=st.sampled_from(persons),
                on=st.sampled_from([on, on - timedelta(5), on - timedelta(200)]),
                destination=st.sampled_from(["IRQ", "TUR", None]),
                mode=st.just("voluntary"),
                assisted_by=st.sampled_from(libcase.AssistedBy),
            ),
            max_size=3,
            unique_by=lambda departure: departure.person_id,
        )
    )
    records = [*memberships, *what_is_known(case, persons, on, code), *more, *left]
    shuffled = [
        *data.draw(st.permutations(memberships)),
        *data.draw(st.permutations(records[len(memberships) :])),
    ]
    first.record_all(records)
    for record in shuffled:
        second.record(record)
    found = [in_essence(reg.assess(case, CATALOGUE[code], on)) for reg in (first, second)]
    assert found[0] == found[1]


@pytest.mark.parametrize("code", ["HRT", "REAN", "OZV"])
@settings(max_examples=20)
@given(data=st.data())
def test_what_is_learned_later_changes_only_what_is_known_later(
    code: str, data: st.DataObject
) -> None:
    on = date(2015, 6, 1)
    with libcase.open(":memory:", actor="tests", clock=a_clock(date(2015, 6, 1))) as reg:
        case = a_case(reg)
        persons = [join(reg, case, "principal", ADULT_BORN), join(reg, case, "partner", ADULT_BORN)]
        known = data.draw(st.permutations(what_is_known(case, persons, on, code)))
        learned_first = data.draw(st.integers(0, len(known)))
        if learned_first:
            reg.record_all(known[:learned_first])
        last = reg.info().last_recorded_at
        before = reg.assess(case, CATALOGUE[code], on)
        later = [*known[learned_first:], *data.draw(contradictions(case, persons, on))]
        for record in later:
            reg.record(record)
        again = reg.assess(case, CATALOGUE[code], on, as_known_at=last)
        assert again.to_dict() == before.to_dict()
        assert (reg.info().last_recorded_at == last) == (not later)


COUNTRIES = ["IRQ", "IRQ", "IRQ", "AFG", "ETH", "RUS", "MNG", "XKX", "ALB", "DEU", "USA", "XXA"]


def known_value(chosen: random.Random, fact: libcase.Fact) -> Any:
    """A value of a fact, more often one that makes somebody eligible."""
    if fact.kind == "yes_no":
        return chosen.random() < 0.6
    if fact.kind == "code":
        return chosen.choice(fact.codes)
    if fact.kind in {"codes", "programmes"}:
        codes = fact.codes if fact.kind == "codes" else CATALOGUE.codes()
        return "+".join(chosen.sample(codes, chosen.choice([0, 0, 1, 2])))
    if fact.kind == "country":
        return chosen.choice(COUNTRIES)
    if fact.kind == "count":
        return chosen.choice([0, 0, 1, 2, 12, 17, 18, 60, 61, 120])
    if chosen.random() < 0.1:
        return "none"
    return date(1998, 1, 1) + timedelta(chosen.randrange(365 * 21))


ARROW_TYPES = {
    "yes_no": pyarrow.bool_(),
    "code": pyarrow.string(),
    "codes": pyarrow.string(),
    "programmes": pyarrow.string(),
    "country": pyarrow.string(),
    "count": pyarrow.int32(),
    "date": pyarrow.string(),
}


def in_a_column(value: Any) -> Any:
    """Dates are texts, which can say that there is none."""
    return value.isoformat() if isinstance(value, date) else value


def outcomes(programme: libcase.Programme, units: list[list[Row]]) -> list[Row]:
    columns: dict[str, Any] = {
        "unit": [number for number, persons in enumerate(units) for _ in persons]
    }
    for name in {libcase.FactName.assessed_on, *programme.facts}:
        values = [in_a_column(person.get(name)) for persons in units for person in persons]
        columns[name.value] = pyarrow.array(values, ARROW_TYPES[FACTS[name].kind])
    evaluation = libcase.evaluate(programme, pyarrow.table(columns), threads=1)
    return list(pyarrow.table(evaluation).to_pylist())


def a_known_unit(
    chosen: random.Random, asked: list[libcase.FactName], starts: list[date]
) -> list[Row]:
    on = chosen.choice(starts) + timedelta(chosen.randrange(-30, 600))
    same = {
        name: known_value(chosen, FACTS[name]) for name in asked if FACTS[name].of == "unit"
    } | {libcase.FactName.assessed_on: on}
    for name in same:
        if name.value in {"application_on", "award_on", "departure_on", "grant_on"}:
            same[name] = on + timedelta(chosen.choice([-40, 0, 0, 0, 40]))
    return [
        {name: known_value(chosen, FACTS[name]) for name in asked} | same
        for _ in range(chosen.choice([1, 1, 2, 3]))
    ]


def without_some(
    chosen: random.Random, unit: list[Row], may_be_unknown: list[libcase.FactName]
) -> list[Row]:
    share = chosen.choice([0.1, 0.3, 0.6])
    blanked = [dict(row) for row in unit]
    for name in may_be_unknown:
        if FACTS[name].of == "unit":
            if chosen.random() < share:
                for row in blanked:
                    row[name] = None
            continue
        for row in blanked:
            if chosen.random() < share:
                row[name] = None
    return blanked


def narrowings(
    chosen: random.Random, unit: list[Row], may_be_unknown: list[libcase.FactName]
) -> list[list[Row]]:
    """The unit with one unknown fact known, in several ways for each."""
    found = []
    for name in may_be_unknown:
        groups = [range(len(unit))] if FACTS[name].of == "unit" else [[i] for i in range(len(unit))]
        for rows in groups:
            if unit[rows[0]][name] is not None:
                continue
            for _ in range(3):
                known = [dict(row) for row in unit]
                value = known_value(chosen, FACTS[name])
                for index in rows:
                    known[index][name] = value
                found.append(known)
    return found


SETTLED = {"eligible", "not_eligible", "met", "not_met"}


@pytest.mark.parametrize("code", CATALOGUE.codes())
@settings(max_examples=2)
@given(seed=st.integers(0, 2**32 - 1))
def test_what_becomes_known_never_turns_a_known_outcome(code: str, seed: int) -> None:
    programme = CATALOGUE[code]
    chosen = random.Random(seed)
    asked = [name for name in programme.facts if name != libcase.FactName.assessed_on]
    # Where the date that picks the version is not given, the day of assessment takes its place.
    picks_version = f"{programme.version_by.value}_on"
    may_be_unknown = [name for name in asked if name != picks_version]
    starts = [
        date.fromisoformat(version["from"] or version["attested_from"])
        for version in json.loads(CATALOGUE.to_json())
        if version["code"] == code
    ]
    units = [a_known_unit(chosen, asked, starts) for _ in range(1500)]
    by_outcome: dict[str, list[int]] = {"eligible": [], "not_eligible": [], "undetermined": []}
    whole = outcomes(programme, units)
    for index, row in enumerate(whole):
        by_outcome[row["outcome"]].append(index)
    indexes = [index for found in by_outcome.values() for index in found[:60]]
    blanked = [without_some(chosen, units[index], may_be_unknown) for index in indexes]
    before = outcomes(programme, blanked)
    for row, index in zip(before, indexes, strict=True):
        agree(row, whole[index])
    later = [(at, n) for at, u in enumerate(blanked) for n in narrowings(chosen, u, may_be_unknown)]
    for (at, _), row in zip(later, outcomes(programme, [n for _, n in later]), strict=True):
        agree(before[at], row)
        if code == WIDE and row["outcome"] != "not_eligible":
            assert known_sum(row) >= known_sum(before[at]) - moved_by_minimum(blanked[at])


def moved_by_minimum(unit: list[Row]) -> int:
    """What may leave the known sum once another child of WIDE is known.

    Its minimum of 700 euro raises the last child that is known, by up to 400. Where that is then
    another one, the cap on what the members before them may get can take it.
    """
    return 40_000 if len(unit) > 1 else 0


def known_sum(row: Row) -> int:
    return int(row["cash_cents"] + row["in_kind_cents"])


def agree(less_known: Row, more_known: Row) -> None:
    """What was settled stays so; but a fact may leave open a criterion that was not asked yet."""
    leaves_open = any(
        more_known[name] == "unknown" and value in {"not_applicable", "unknown"}
        for name, value in less_known.items()
    )
    for name, value in less_known.items():
        if name == "outcome" and value == "eligible" and leaves_open:
            assert more_known[name] in {"eligible", "undetermined"}
        elif value == "met":  # of whoever it is asked, or of nobody
            assert more_known[name] in {"met", "not_applicable"}, name
        elif value in SETTLED:
            assert more_known[name] == value, name

"""The rows of the benchmark about rules: batches, facts out of a register, single assessments."""

from __future__ import annotations

import datetime
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import openfisca_rules
import pyarrow as pa

import libcase

UNITS = 1_000_000
ASSESSED_ON = datetime.date(2012, 6, 1)
CASES = 400

Fastest = Callable[[dict[str, Callable[[], Any]]], dict[str, float]]


class Units:
    """Made-up units of one to four persons, all facts known, as columns for both."""

    def __init__(self) -> None:
        draw = np.random.default_rng(2012)
        sizes = draw.integers(1, 5, UNITS)
        self.unit = np.repeat(np.arange(UNITS), sizes)
        first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        place = np.arange(len(self.unit)) - np.repeat(first, sizes)
        applied = openfisca_rules.day("2012-01-05") + draw.integers(0, 140, UNITS)
        has_child = sizes >= 3
        nationality = np.repeat(draw.integers(0, len(openfisca_rules.COUNTRIES), UNITS), sizes)
        home = nationality[first]
        away = draw.integers(0, len(openfisca_rules.COUNTRIES), UNITS)
        child = place >= 2
        # None within a month before: that this was enough is attested only later, which leaves it
        # unknown, and OpenFisca knows no unknown values.
        before = draw.integers(-20, 1950, UNITS)
        claim_on = np.repeat(applied - np.where(before < 0, before, before + 50), sizes)
        self.persons = {
            "claim_on": claim_on,
            "negative_decision_on": claim_on + draw.integers(30, 900, len(self.unit)),
            "procedure_withdrawn": draw.random(len(self.unit)) < 0.1,
            "permit": draw.integers(0, len(openfisca_rules.PERMITS), len(self.unit)),
            "accepts_permit_withdrawal": draw.random(len(self.unit)) < 0.7,
            "nationality": nationality,
            "ends_procedures": draw.random(len(self.unit)) < 0.95,
            "allows_data_exchange": draw.random(len(self.unit)) < 0.97,
            "principal": place == 0,
            "adult": ~child,
            "unaccompanied_minor": np.zeros(len(self.unit), dtype=bool),
            "child_in_family": child,
        }
        self.units = {
            "assessed_on": np.full(UNITS, openfisca_rules.day(ASSESSED_ON.isoformat())),
            "application_on": applied,
            "destination": np.where(draw.random(UNITS) < 0.9, home, away),
            "permission": draw.random(UNITS) < 0.9,
            "is_family": has_child,
            "has_hrt": draw.random(UNITS) < 0.1,
            "has_avr_fc": draw.random(UNITS) < 0.05,
            "has_in_kind": draw.random(UNITS) < 0.1,
        }

    def arrow(self) -> pa.Table:
        """A row a person, as `libcase.Facts` reads them."""

        def of_unit(name: str) -> Any:
            return self.units[name][self.unit]

        def dates(values: Any) -> pa.Array:
            return pa.array(values.astype("datetime64[D]"), pa.date32())

        def countries(values: Any) -> pa.Array:
            return pa.DictionaryArray.from_arrays(values.astype("int32"), openfisca_rules.COUNTRIES)

        programmes = ["", "HRT", "AVR-FC", "HRT+AVR-FC"]
        programmes += [(f"{code}+IN-KIND" if code else "IN-KIND") for code in programmes]
        chosen = of_unit("has_hrt") + 2 * of_unit("has_avr_fc") + 4 * of_unit("has_in_kind")
        families = np.where(of_unit("is_family"), "family_with_children", "adults")
        persons = self.persons
        return pa.table(
            {
                "unit": self.unit,
                "assessed_on": dates(of_unit("assessed_on")),
                "application_on": dates(of_unit("application_on")),
                "departure_on": dates(of_unit("assessed_on")),
                "composition": pa.array(families).dictionary_encode(),
                "permission": of_unit("permission"),
                "destination": countries(of_unit("destination")),
                "other_programmes": pa.DictionaryArray.from_arrays(
                    chosen.astype("int32"), programmes
                ),
                "first_claim_on": dates(persons["claim_on"]),
                "first_negative_decision_on": dates(persons["negative_decision_on"]),
                "first_decision_on": dates(persons["negative_decision_on"]),
                "has_permit": persons["permit"] != openfisca_rules.NO_PERMIT,
                "permit": pa.DictionaryArray.from_arrays(
                    persons["permit"].astype("int32"), openfisca_rules.PERMITS
                ),
                "nationality": countries(persons["nationality"]),
                "minor": ~persons["adult"],
                "departure_mode": pa.array(["not_left"] * len(self.unit)).dictionary_encode(),
                **{
                    name: persons[name]
                    for name in (
                        "principal",
                        "procedure_withdrawn",
                        "accepts_permit_withdrawal",
                        "adult",
                        "unaccompanied_minor",
                        "child_in_family",
                        "ends_procedures",
                        "allows_data_exchange",
                    )
                },
            }
        )


def measure_batches(fastest: Fastest, same: Callable[[Any, Any, str], None]) -> dict[str, float]:
    """Seconds for both programmes over all units, on one core, on two, and by OpenFisca."""
    units = Units()
    facts = libcase.Facts(units.arrow())
    rules = libcase.Catalogue.shipped()
    programmes = [rules["HRT"], rules.frozen_at(datetime.date(2011, 12, 1))["AVR-FC"]]
    simulation = openfisca_rules.simulation(
        openfisca_rules.system(), units.unit, units.units | units.persons
    )

    def ours(threads: int) -> list[libcase.Evaluation]:
        return [libcase.evaluate(one, facts, threads=threads) for one in programmes]

    hrt, avr_fc = (pa.table(evaluation) for evaluation in ours(2))
    theirs = openfisca_rules.compute(simulation)
    for name, found in [
        ("hrt_eligible", hrt["outcome"]),
        ("avr_fc_eligible", avr_fc["outcome"]),
    ]:
        eligible = found.cast(pa.string()).to_numpy() == "eligible"
        same(int(eligible.sum()), int(theirs[name].sum()), f"OpenFisca ({name})")
    for name, table, column in [
        ("hrt_cash", hrt, "cash_cents"),
        ("avr_fc_cash", avr_fc, "cash_cents"),
        ("avr_fc_in_kind", avr_fc, "in_kind_cents"),
    ]:
        eligible = table["outcome"].cast(pa.string()).to_numpy() == "eligible"
        known = int(table[column].to_numpy()[eligible].sum())
        same(known, 100 * int(theirs[name].sum()), f"OpenFisca ({name})")
    return fastest(
        {
            "one core": lambda: ours(1),
            "two cores": lambda: ours(2),
            "OpenFisca": lambda: openfisca_rules.compute(simulation),
        }
    )


def measure_facts(register: libcase.Register, fastest: Fastest) -> tuple[int, dict[str, float]]:
    """Cases, and seconds for the facts of HRT on a day, and for the records they need as columns."""
    hrt = libcase.Catalogue.shipped()["HRT"]
    on = datetime.date(2024, 1, 1)
    tables = libcase.tables_for(hrt)

    def columns() -> list[pa.Table]:
        return [pa.table(register.columns(table)) for table in tables]

    case_count = len(register.facts(hrt, on=on, threads=1))
    return case_count, fastest(
        {
            "facts": lambda: register.facts(hrt, on=on, threads=1),
            "columns": columns,
        }
    )


def a_family(register: libcase.Register, number: int) -> libcase.CaseId:
    """An invented family of four with what the rules of HRT ask for."""
    opened = datetime.date(2012, 1, 10)
    case = register.open_case(f"invented-{number}", opened)
    permission = libcase.Permission(case_id=case, on=opened, is_granted=True)
    means = libcase.Means(case_id=case, on=opened, can_pay_journey=False)
    application = libcase.Application(case_id=case, programme="HRT", on=opened, destination="IRQ")
    facts: list[Any] = [permission, means, application]
    for role, born in [
        ("principal", "1978-04-02"),
        ("partner", "1980"),
        ("child", "2003-05"),
        ("child", "2007-11-30"),
    ]:
        person = register.add_person(
            libcase.Person(sex="unknown", born=libcase.BirthDate(born), nationality="IRQ")
        )
        facts += [
            libcase.UnitMember(case_id=case, person_id=person, role=role, from_=opened),
            libcase.AsylumProcedure(
                person_id=person,
                applied_on=datetime.date(2008, 3, 1),
                first_decided_on=datetime.date(2009, 1, 15),
                first_decision="refused",
            ),
            libcase.Consent(
                person_id=person, on=opened, ends_procedures=True, allows_data_exchange=True
            ),
            libcase.TravelDocument(person_id=person, on=opened, status="held"),
            libcase.EntryBan(person_id=person, from_=opened, duration_months=0),
            libcase.Conviction(person_id=person, kind="none", on=opened),
        ]
    register.record_all(facts)
    return case


def measure_single(folder: Path) -> dict[str, float]:
    """Median seconds of reading a case file, and of assessing and explaining it."""
    hrt = libcase.Catalogue.shipped()["HRT"]
    on = datetime.date(2012, 6, 1)
    with libcase.open(folder / "families.db", actor="bench") as register:
        cases = [a_family(register, number) for number in range(CASES)]
        seconds: dict[str, list[float]] = {"read": [], "assess": []}
        for case in cases:
            start = time.perf_counter()
            file = register.file(case)
            middle = time.perf_counter()
            text = libcase.assess(hrt, file, on, history=[]).explain()
            end = time.perf_counter()
            assert "€5,260.00" in text
            seconds["read"].append(middle - start)
            seconds["assess"].append(end - middle)
    return {name: statistics.median(times) for name, times in seconds.items()}

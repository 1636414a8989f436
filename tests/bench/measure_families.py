"""The rows of the benchmark about families: what units are on a day, and what safeguards cost.

Cases are made up.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
from made_up_tables import Tables, write

import libcase

CASES = 50_000
UNITS = 1_000_000
ROUNDS = 3
OPENED_ON = datetime.date(2011, 1, 3)
LEFT_ON = datetime.date(2011, 6, 1)
SEEN_ON = datetime.date(2011, 7, 1)

Fastest = Callable[[dict[str, Callable[[], Any]]], dict[str, float]]


def adults(cases: int, mode: str) -> Tables:
    """By table: its columns, and its rows. Each case is one adult, who leaves."""
    every = range(cases)
    return {
        "persons": (
            ["reference", "sex", "born", "nationality"],
            ([f"p{at}", "female", f"{1950 + at % 40}-03-01", "IRQ"] for at in every),
        ),
        "cases": (["reference", "opened_on"], ([f"c{at}", OPENED_ON] for at in every)),
        "unit_members": (
            ["case", "person", "role", "from"],
            ([f"c{at}", f"p{at}", "principal", OPENED_ON] for at in every),
        ),
        "departures": (
            ["case", "person", "on", "destination", "mode"],
            ([f"c{at}", f"p{at}", LEFT_ON, "IRQ", mode] for at in every),
        ),
    }


def import_all(source: Path, path: Path) -> float:
    """Seconds of one import into a new register."""
    path.unlink(missing_ok=True)
    with libcase.open(path, actor="bench") as register:
        start = time.perf_counter()
        summary = register.import_records(source)
        seconds = time.perf_counter() - start
    if summary.rejected_count:
        raise RuntimeError(f"{summary}")
    return seconds


def measure_gate(folder: Path, cases: int = CASES) -> dict[str, float]:
    """Seconds of an import of adults who left, whom the gate looks at, and of as many who were turned
    back at the border, whom it does not."""
    sources = {
        name: write(adults(cases, mode), folder / name)
        for name, mode in (("gate", "voluntary"), ("no gate", "refused_entry"))
    }
    seconds: dict[str, list[float]] = {name: [] for name in sources}
    for _ in range(ROUNDS):
        for name, source in sources.items():
            seconds[name].append(import_all(source, folder / f"{name}.db"))
    return {name: min(found) for name, found in seconds.items()}


def families(units: int) -> Tables:
    """By table: its columns, and its rows. Every fourth unit is a mother and her child; one of the
    others in fifteen leaves."""
    every = range(units)
    with_child = range(0, units, 4)
    person = ["reference", "born", "nationality"]
    member = ["case", "person", "role", "from"]
    return {
        "persons": (
            person,
            (
                row
                for at in every
                for row in (
                    [f"p{at}", f"{1950 + at % 40}-03-01", "IRQ"],
                    *([[f"k{at}", f"{1993 + at % 17}-05", "IRQ"]] if at % 4 == 0 else []),
                )
            ),
        ),
        "cases": (["reference", "opened_on"], ([f"c{at}", OPENED_ON] for at in every)),
        "unit_members": (
            member,
            (
                row
                for at in every
                for row in (
                    [f"c{at}", f"p{at}", "principal", OPENED_ON],
                    *([[f"c{at}", f"k{at}", "child", OPENED_ON]] if at % 4 == 0 else []),
                )
            ),
        ),
        "relations": (
            ["person", "relative", "kind"],
            ([f"p{at}", f"k{at}", "parent_of"] for at in with_child),
        ),
        "age_assessments": (
            ["person", "on", "method", "born"],
            ([f"k{at}", OPENED_ON, "medical", f"{1993 + at % 17}"] for at in with_child[::4]),
        ),
        "departures": (
            ["case", "person", "on", "destination", "mode"],
            # none of them has a child
            ([f"c{at}", f"p{at}", LEFT_ON, "IRQ", "voluntary"] for at in every[1::20]),
        ),
    }


def measure_units(folder: Path, fastest: Fastest, units: int = UNITS) -> dict[str, float]:
    """Seconds for what all units are on a day, and for their records as columns: members, persons,
    relations and ages."""
    source = write(families(units), folder / "families")
    with libcase.open(folder / "families.db", actor="bench") as register:
        if register.import_records(source, max_memory=1 << 34).rejected_count:
            raise RuntimeError("rows of made-up families were rejected")

        def columns() -> list[pa.Table]:
            tables = ("unit_members", "persons", "relations", "age_assessments")
            return [pa.table(register.columns(table)) for table in tables]

        found = pa.table(register.units(SEEN_ON))["composition"].value_counts()
        if sum(one["counts"].as_py() for one in found) != units or len(found) < 2:
            raise RuntimeError(f"another number of units: {found}")
        return fastest(
            {
                "one core": lambda: register.units(SEEN_ON, threads=1),
                "two cores": lambda: register.units(SEEN_ON, threads=2),
                "columns": columns,
            }
        )

"""The row of the benchmark about the safeguards of minors: what they cost where there are none.

Cases are made up.
"""

from __future__ import annotations

import datetime
import time
from pathlib import Path

from made_up_tables import Tables, write

import libcase

CASES = 50_000
ROUNDS = 3
OPENED_ON = datetime.date(2011, 1, 3)
LEFT_ON = datetime.date(2011, 6, 1)
ASKS_NOTHING = libcase.SafeguardRules.from_json('{"name": {"en": "none"}}', "none.json")


def tables(cases: int) -> Tables:
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
            ([f"c{at}", f"p{at}", LEFT_ON, "IRQ", "voluntary"] for at in every),
        ),
    }


def import_all(source: Path, path: Path, safeguards: libcase.SafeguardRules | None) -> float:
    """Seconds of one import into a new register."""
    path.unlink(missing_ok=True)
    with libcase.open(path, actor="bench", safeguards=safeguards) as register:
        start = time.perf_counter()
        summary = register.import_records(source)
        seconds = time.perf_counter() - start
    if summary.rejected_count:
        raise RuntimeError(f"{summary}")
    return seconds


def measure(folder: Path, cases: int = CASES) -> dict[str, float]:
    """Seconds of an import of adults with the safeguards of libcase, and with none."""
    source = write(tables(cases), folder / "adults")
    rules = {"safeguards": None, "none": ASKS_NOTHING}
    seconds: dict[str, list[float]] = {name: [] for name in rules}
    for _ in range(ROUNDS):
        for name, safeguards in rules.items():
            seconds[name].append(import_all(source, folder / f"{name}.db", safeguards))
    return {name: min(found) for name, found in seconds.items()}

"""The row of the benchmark about the work list: a million open cases, made up."""

from __future__ import annotations

import csv
import datetime
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import libcase

CASES = 1_000_000
ROUNDS = 3
ON = datetime.date(2011, 10, 1)
UNTIL = datetime.date(2011, 10, 15)
OPENED_ON = datetime.date(2011, 1, 1)

Fields = list[str]


def rows_of_cases(cases: int) -> dict[str, tuple[Fields, Callable[[], Iterator[Fields]]]]:
    """By table: its columns, and its rows. All have applied, half are awarded, a tenth is booked."""

    def day(at: int) -> str:
        return (OPENED_ON + datetime.timedelta(days=at % 200)).isoformat()

    return {
        "persons": (
            ["reference", "sex", "nationality"],
            lambda: ([f"p{at}", "female", "IRQ"] for at in range(cases)),
        ),
        "cases": (["reference", "opened_on"], lambda: ([f"c{at}", day(at)] for at in range(cases))),
        "unit_members": (
            ["case", "person", "role", "from"],
            lambda: ([f"c{at}", f"p{at}", "principal", day(at)] for at in range(cases)),
        ),
        "applications": (
            ["case", "programme", "on"],
            lambda: ([f"c{at}", "HRT", day(at)] for at in range(0, cases, 2)),
        ),
        "awards": (
            ["reference", "case", "on"],
            lambda: ([f"w{at}", f"c{at}", day(at)] for at in range(1, cases, 2)),
        ),
        "award_lines": (
            ["award", "person", "programme", "support", "amount", "amount_currency"],
            lambda: (
                [f"w{at}", f"p{at}", "HRT", "cash", "1750.00", "EUR"] for at in range(1, cases, 2)
            ),
        ),
        "bookings": (
            ["case", "person", "on", "departs_on"],
            lambda: ([f"c{at}", f"p{at}", day(at), "2011-10-05"] for at in range(1, cases, 10)),
        ),
    }


def a_register(folder: Path, cases: int) -> tuple[Path, list[str]]:
    """A register of so many open cases, and its tables."""
    tables = rows_of_cases(cases)
    source = folder / "work"
    source.mkdir()
    for table, (columns, rows) in tables.items():
        with (source / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows(rows())
    path = folder / "work.db"
    with libcase.open(path, actor="bench") as register:
        summary = register.import_records(source, max_memory=12 << 30)
        if summary.rejected_count:
            raise RuntimeError(f"{summary}")
    return path, list(tables)


def measure(folder: Path, scan: Path, cases: int = CASES) -> tuple[int, dict[str, float]]:
    """Seconds of the work list of all cases, ours and of a plain scan; and how many rows it has."""
    path, tables = a_register(folder, cases)
    rules = libcase.Catalogue.shipped()
    seconds: dict[str, list[float]] = {"libcase": [], "floor": []}
    with libcase.open(path, read_only=True) as register:
        for _ in range(ROUNDS):
            start = time.perf_counter()
            found = register.due(rules, ON, UNTIL)
            seconds["libcase"].append(time.perf_counter() - start)
            floor = subprocess.run(
                [scan, path, *tables], check=True, capture_output=True, text=True
            ).stdout.split()
            seconds["floor"].append(float(floor[1]))
    return len(found), {name: min(times) for name, times in seconds.items()}

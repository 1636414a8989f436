"""The rows of the benchmark about money: many payments at once, and one after a million.

Cases and payments are made up.
"""

from __future__ import annotations

import datetime
import shutil
import statistics
import subprocess
import time
from pathlib import Path
from typing import Any

from made_up_tables import Tables, write

import libcase

CASES = 50_000
LINES_OF_A_CASE = 2
PAYMENTS_OF_A_LINE = 10
SINGLE_PAYMENTS = 200
ROUNDS = 3
OPENED_ON = datetime.date(2011, 1, 3)
AWARDED_ON = datetime.date(2011, 2, 1)
ONE_EURO = libcase.Money(1, "EUR")


def tables(cases: int) -> Tables:
    """By table: its columns, and its rows. Each case has an award of two lines of one budget."""
    every = range(cases)
    of_lines = [(at, line) for at in every for line in range(LINES_OF_A_CASE)]
    return {
        "persons": (
            ["reference", "sex", "nationality"],
            ([f"p{at}", "female", "IRQ"] for at in every),
        ),
        "cases": (["reference", "opened_on"], ([f"c{at}", OPENED_ON] for at in every)),
        "unit_members": (
            ["case", "person", "role", "from"],
            ([f"c{at}", f"p{at}", "principal", OPENED_ON] for at in every),
        ),
        "budget_lines": (
            ["reference", "code", "from", "until", "amount", "amount_currency", "source"],
            iter([["b", "6-2011", "2011-01-01", "2012-01-01", "900000000.00", "EUR", "made up"]]),
        ),
        "awards": (
            ["reference", "case", "on"],
            ([f"w{at}", f"c{at}", AWARDED_ON] for at in every),
        ),
        "award_lines": (
            [
                *("reference", "award", "person", "programme", "support"),
                *("amount", "amount_currency", "budget_line"),
            ],
            (
                [f"l{at}-{line}", f"w{at}", f"p{at}", "HRT", "cash", "1750.00", "EUR", "b"]
                for at, line in of_lines
            ),
        ),
    }


def a_register(folder: Path, name: str, cases: int) -> Path:
    """A register of so many cases with their awards, closed."""
    source = write(tables(cases), folder / name)
    path = folder / f"{name}.db"
    with libcase.open(path, actor="bench") as register:
        summary = register.import_records(source)
        if summary.rejected_count:
            raise RuntimeError(f"{summary}")
    return path


def lines_of(register: libcase.Register) -> list[tuple[libcase.AwardLineId, libcase.PersonId]]:
    """All lines of awards, each with its person."""
    found = register.columns("award_lines").to_polars().select("id", "person_id")
    return [
        (libcase.AwardLineId(line), libcase.PersonId(person)) for line, person in found.iter_rows()
    ]


def ordered_and_paid(register: libcase.Register) -> list[Any]:
    """A payment on each line, and that it was paid, as records of one recording."""
    row = register.info().row_count
    records: list[Any] = []
    for line, person in lines_of(register):
        records += [
            libcase.CashPayment(
                award_line_id=line,
                person_id=person,
                amount=libcase.Money(500, "EUR"),
                ordered_on=datetime.date(2011, 3, 1),
            ),
            libcase.PaymentOutcome(
                cash_payment_id=libcase.CashPaymentId(row + len(records) + 1),
                on=datetime.date(2011, 3, 8),
                result="paid",
            ),
        ]
    return records


def measure_many(folder: Path, floor: Path, cases: int = CASES) -> dict[str, float]:
    """Seconds in which a payment on each line of all cases is ordered and paid, ours and those of
    plain inserts of the same rows."""
    before = a_register(folder, "many", cases)
    ours, theirs = folder / "many-ours.db", folder / "many-floor.db"
    seconds: dict[str, list[float]] = {"libcase": [], "floor": []}
    for _ in range(ROUNDS):
        shutil.copy(before, ours)
        shutil.copy(before, theirs)
        with libcase.open(ours, actor="bench") as register:
            records = ordered_and_paid(register)
            start = time.perf_counter()
            register.record_all(records)
            seconds["libcase"].append(time.perf_counter() - start)
        written = subprocess.run(
            [floor, ours, theirs], check=True, capture_output=True, text=True
        ).stdout.split()
        if int(written[0]) != len(records) + 2:  # a recording, and the total of the budget line
            raise RuntimeError(f"the floor wrote {written[0]} rows")
        seconds["floor"].append(float(written[1]))
    return {name: min(times) for name, times in seconds.items()}


def pay_often(path: Path) -> None:
    """Payments on all lines but those of the last case, day by day."""
    with libcase.open(path, actor="bench") as register:
        lines = lines_of(register)[:-LINES_OF_A_CASE]
        for day in range(PAYMENTS_OF_A_LINE):
            on = AWARDED_ON + datetime.timedelta(days=day)
            register.record_all(
                libcase.CashPayment(
                    award_line_id=line, person_id=person, amount=ONE_EURO, paid_on=on
                )
                for line, person in lines
            )


def measure_single(folder: Path, cases: int = CASES) -> dict[str, float]:
    """Seconds of one payment, the median of many: in a register with a million of them before it
    on its budget line, and in one with none."""
    crowded = a_register(folder, "crowded", cases + 1)
    pay_often(crowded)
    paths = {"crowded": crowded, "empty": a_register(folder, "empty", 1)}
    seconds: dict[str, list[float]] = {name: [] for name in paths}
    registers = {name: libcase.open(path, actor="bench") for name, path in paths.items()}
    lines = {name: lines_of(register)[-1] for name, register in registers.items()}
    for at in range(SINGLE_PAYMENTS):
        on = AWARDED_ON + datetime.timedelta(days=at)
        for name, register in registers.items():
            line, person = lines[name]
            payment = libcase.CashPayment(
                award_line_id=line, person_id=person, amount=ONE_EURO, ordered_on=on
            )
            start = time.perf_counter()
            register.record(payment)
            seconds[name].append(time.perf_counter() - start)
    for register in registers.values():
        register.close()
    return {name: statistics.median(times) for name, times in seconds.items()}

"""Times libcase beside the tools its users would take otherwise, and prints ratios.

Every row is measured in one run on one machine. Peers run as their users would run them, each in
the fastest way known to us, and their answers are compared with ours before any time counts.
The rows of the UK table get synthetic days within their quarter; nothing else is changed.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import adbc_driver_sqlite.dbapi
import duckdb
import measure_families as families
import measure_money as money
import measure_rules as rules
import measure_work as work
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from rich.console import Console
from rich.table import Table

import libcase

PROJECT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("LIBCASE_REAL_DATA", PROJECT / "../shared/data"))
UK_TABLE = DATA / "uk_home_office/returns_ret_d01.csv.gz"
UK_MAPPING = PROJECT / "examples/tables/uk-home-office.json"
SMALL = 1_084_931
LARGE = 20_000_000
REPEATS = 5
PARTS = ["import", "columns", "table", "rules", "facts", "work", "money", "families"]


@dataclass
class Row:
    """One comparison. `ratio` is how many times better we are; for `<=` goals, the figure itself."""

    row: str
    ours: float
    peer: float | None
    peer_name: str
    unit: str
    ratio: float
    goal: str
    met: bool


def at_least(row: str, ours: float, peer: float, peer_name: str, unit: str, goal: float) -> Row:
    """Times: ours may take at most 1/goal of the peer's."""
    ratio = peer / ours
    return Row(row, ours, peer, peer_name, unit, ratio, f">= {goal}", ratio >= goal)


def at_most(row: str, value: float, unit: str, goal: float) -> Row:
    return Row(row, value, None, "", unit, value, f"<= {goal}", value <= goal)


def at_most_of(row: str, ours: float, peer: float, peer_name: str, unit: str, goal: float) -> Row:
    """Times: ours may take at most `goal` times the peer's."""
    ratio = ours / peer
    return Row(row, ours, peer, peer_name, unit, ratio, f"<= {goal}", ratio <= goal)


def fastest(actions: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """Seconds of the fastest of several runs of each action. They take turns, so a slow spell of
    the machine falls on all of them; the first round warms up and does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(1 + REPEATS):
        for name, action in actions.items():
            start = time.perf_counter()
            action()
            seconds[name].append(time.perf_counter() - start)
    return {name: min(times[1:]) for name, times in seconds.items()}


def same(ours: Any, theirs: Any, what: str) -> None:
    if ours != theirs:
        sys.exit(f"{what} gives another answer than libcase: nothing was measured")


def rows_with_days() -> Iterator[list[str]]:
    """The UK table with a synthetic day, within its quarter, in place of each quarter's end."""
    days = random.Random(2011)
    with gzip.open(UK_TABLE, "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        yield next(rows)
        for row in rows:
            end = datetime.date.fromisoformat(row[0])
            row[0] = (end - datetime.timedelta(days=days.randrange(90))).isoformat()
            yield row


def daily_register(folder: Path) -> Path:
    """A register of the UK returns with synthetic days."""
    table = folder / "daily.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows_with_days())
    mapping = json.loads(UK_MAPPING.read_text(encoding="utf-8"))
    mapping["departure"]["on"]["precision"] = "day"
    daily_mapping = folder / "daily.json"
    daily_mapping.write_text(json.dumps(mapping), encoding="utf-8")
    path = folder / "daily.db"
    with libcase.open(path, actor="bench") as register:
        register.import_table(table, daily_mapping)
    return path


def measure_import(folder: Path) -> Iterator[Row]:
    path = folder / "uk.db"
    with libcase.open(path, actor="bench") as register:
        start = time.perf_counter()
        register.import_table(UK_TABLE, UK_MAPPING)
        seconds = time.perf_counter() - start
        record_count = sum(register.info().rows_by_table.values())
    floor = subprocess.run(
        [PROJECT / "build/bench/import_floor", path, folder / "floor.db"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    same(record_count, int(floor[0]), "the floor")
    yield at_least(
        f"import-table of the UK file, {record_count:,} records",
        seconds,
        float(floor[1]),
        "plain SQLiteCpp",
        "s",
        0.5,
    )


def caseload() -> libcase.DepartureColumns:
    """The departures of a register of cases, which has its persons, cases and units too."""
    with libcase.open(":memory:", actor="bench") as register:
        register.import_records(PROJECT / "examples/caseload-2011")
        return register.departures()


DEPARTURES_SQL = """
SELECT d."on", d."mode", p."nationality", d."destination", p."sex", p."born_earliest",
       p."born_latest", d."left_from", a."programmes"
FROM "departures" d
JOIN "persons" p ON p."row" = d."person_id"
LEFT JOIN (SELECT l."person_id", group_concat(l."programme", '+') AS "programmes"
           FROM "award_lines" l WHERE l."superseded_by" IS NULL GROUP BY l."person_id") a
  ON a."person_id" = d."person_id"
WHERE d."superseded_by" IS NULL AND p."superseded_by" IS NULL
"""


def measure_columns(path: Path) -> Iterator[Row]:
    def with_adbc() -> pa.Table:
        with adbc_driver_sqlite.dbapi.connect(str(path)) as connection:
            cursor = connection.cursor()
            cursor.execute(DEPARTURES_SQL)
            return cursor.fetch_arrow_table()

    def with_pandas() -> pd.DataFrame:
        import sqlite3

        with sqlite3.connect(path) as connection:
            return pd.read_sql(DEPARTURES_SQL, connection)

    with libcase.open(path, read_only=True) as register:
        columns = register.departures()
        theirs = with_adbc()
        same(len(columns), theirs.num_rows, "ADBC")
        ours_by_mode = dict(columns.to_polars()["mode"].cast(pl.String).value_counts().iter_rows())
        same(ours_by_mode, dict(pl.from_arrow(theirs)["mode"].value_counts().iter_rows()), "ADBC")
        seconds = fastest(
            {
                "one core": lambda: register.departures(threads=1),
                "two cores": lambda: register.departures(threads=2),
                "ADBC": with_adbc,
                "pandas": with_pandas,
            }
        )
    for cores, peer, goal in [
        ("one core", "ADBC", 2),
        ("two cores", "ADBC", 3),
        ("two cores", "pandas", 10),
    ]:
        yield at_least(
            f"departures as columns, {cores}", seconds[cores], seconds[peer], peer, "s", goal
        )
    for name, found, goal in [("UK table", columns, 32), ("cases of 2011", caseload(), 51)]:
        yield at_most(
            f"memory of a departure in columns, {name}", found.nbytes / len(found), "bytes", goal
        )


def ours(columns: Any) -> Any:
    return libcase.departures(
        columns,
        period="2003..2024",
        frequency="month",
        by=["nationality", "mode", "sex"],
    )


def peers(arrow: pa.Table) -> dict[str, Callable[[], Any]]:
    """The same table by each peer, dictionary-coded, labels and all."""
    keys = ["nationality", "mode", "sex"]
    frame = pl.from_arrow(arrow)
    pandas_frame = arrow.to_pandas()
    database = duckdb.connect()
    database.register("departures", arrow)

    def with_polars() -> pl.DataFrame:
        return (
            frame.lazy()
            .group_by(pl.col("on").dt.truncate("1mo").alias("month"), *keys)
            .agg(pl.len())
            .collect()
        )

    def with_duckdb() -> pa.Table:
        return database.sql(
            "SELECT date_trunc('month', \"on\") AS month, nationality, mode, sex, count(*) "
            "FROM departures GROUP BY ALL"
        ).to_arrow_table()

    def with_pyarrow() -> pa.Table:
        days = arrow["on"]
        month = pc.add(pc.multiply(pc.year(days), 12), pc.month(days))
        return (
            arrow.select(keys)
            .append_column("month", month)
            .group_by(["month", *keys])
            .aggregate([([], "count_all")])
        )

    def with_pandas() -> Any:
        month = pandas_frame["on"].to_numpy().astype("datetime64[M]")
        return pandas_frame.groupby([month, *keys], observed=True, sort=False, dropna=False).size()

    return {
        "polars": with_polars,
        "DuckDB": with_duckdb,
        "pyarrow": with_pyarrow,
        "pandas": with_pandas,
    }


def measure_table(path: Path) -> Iterator[Row]:
    with libcase.open(path, read_only=True) as register:
        small = register.departures()
    copies = [small] * (LARGE // len(small) + 1)
    per_row = {}
    for size, columns in ((SMALL, small), (LARGE, libcase.concat(copies))):
        arrow = pa.table(columns).select(["on", "nationality", "mode", "sex"])
        cell_count = len(ours(columns))
        by_peer = peers(arrow)
        for name, peer in by_peer.items():
            same(cell_count, len(peer()), name)
        seconds = fastest({"libcase": lambda columns=columns: ours(columns), **by_peer})
        our_seconds = seconds["libcase"]
        per_row[size] = our_seconds / len(columns)
        best_name = min(by_peer, key=lambda name: seconds[name])
        title = f"month x nationality x mode x sex, {len(columns):,} rows"
        yield at_least(title, our_seconds, seconds[best_name], best_name, "s", 4)
        yield at_least(title, our_seconds, seconds["pandas"], "pandas", "s", 15)
    yield at_most(
        "growth: time a row at 20 M over that at 1.08 M", per_row[LARGE] / per_row[SMALL], "", 1.15
    )


def measure_rules(folder: Path) -> Iterator[Row]:
    seconds = rules.measure_batches(fastest, same)
    for cores, goal in [("one core", 5), ("two cores", 10)]:
        yield at_least(
            f"HRT 2012 and AVR-FC, {rules.UNITS:,} units, {cores}",
            seconds[cores],
            seconds["OpenFisca"],
            "OpenFisca",
            "s",
            goal,
        )
    single = rules.measure_single(folder)
    yield at_most_of(
        "assess and explain a case, to reading its file",
        single["assess"],
        single["read"],
        "reading",
        "s",
        0.5,
    )


def measure_facts(path: Path) -> Iterator[Row]:
    with libcase.open(path, read_only=True) as register:
        case_count, seconds = rules.measure_facts(register, fastest)
    yield at_most_of(
        f"facts of {case_count:,} cases, to their records as columns",
        seconds["facts"],
        seconds["columns"],
        "record columns",
        "s",
        3,
    )


def measure_work(folder: Path) -> Iterator[Row]:
    count, seconds = work.measure(folder, PROJECT / "build/bench/scan_floor")
    yield at_most_of(
        f"the work list of {work.CASES:,} open cases, {count:,} rows",
        seconds["libcase"],
        seconds["floor"],
        "plain scan of their rows",
        "s",
        3,
    )


def measure_money(folder: Path) -> Iterator[Row]:
    lines = money.CASES * money.LINES_OF_A_CASE
    seconds = money.measure_many(folder, PROJECT / "build/bench/recording_floor")
    yield at_least(
        f"{lines:,} payments of {money.CASES:,} cases ordered and paid",
        seconds["libcase"],
        seconds["floor"],
        "plain SQLiteCpp",
        "s",
        0.3,
    )
    seconds = money.measure_single(folder)
    yield at_most_of(
        f"a payment after {lines * money.PAYMENTS_OF_A_LINE:,} on its budget line",
        1000 * seconds["crowded"],
        1000 * seconds["empty"],
        "after none",
        "ms",
        1.2,
    )


def measure_families(folder: Path) -> Iterator[Row]:
    seconds = families.measure_units(folder, fastest)
    for cores in ("one core", "two cores"):
        yield at_most_of(
            f"composition of {families.UNITS:,} units on a day, {cores}",
            seconds[cores],
            seconds["columns"],
            "their records as columns",
            "s",
            2,
        )
    seconds = families.measure_gate(folder)
    yield at_most_of(
        f"import of {families.CASES:,} adults who left, through the gate of minors",
        seconds["gate"],
        seconds["no gate"],
        "not asked by it",
        "s",
        1.1,
    )


def show(rows: list[Row]) -> None:
    table = Table("what", "ours", "peer", "", "ratio", "goal", "met")
    for row in rows:
        table.add_row(
            row.row,
            f"{row.ours:.4g} {row.unit}",
            "" if row.peer is None else f"{row.peer:.4g} {row.unit}",
            row.peer_name,
            f"{row.ratio:.2f}",
            row.goal,
            "yes" if row.met else "NO",
        )
    Console(width=140).print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write the rows to this file as well")
    parser.add_argument("--only", choices=PARTS, action="append")
    options = parser.parse_args()
    if not UK_TABLE.exists():
        sys.exit(f"the UK table is not at {UK_TABLE}: set LIBCASE_REAL_DATA")
    wanted = options.only or PARTS
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(dir=PROJECT / "build/bench") as name:
        folder = Path(name)
        if "import" in wanted:
            rows += measure_import(folder)
        if "rules" in wanted:
            rows += measure_rules(folder)
        if "work" in wanted:
            rows += measure_work(folder)
        if "money" in wanted:
            rows += measure_money(folder)
        if "families" in wanted:
            rows += measure_families(folder)
        if {"columns", "table", "facts"} & set(wanted):
            daily = daily_register(folder)
            if "facts" in wanted:
                rows += measure_facts(daily)
            if "columns" in wanted:
                rows += measure_columns(daily)
            if "table" in wanted:
                rows += measure_table(daily)
    show(rows)
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=1))


if __name__ == "__main__":
    main()

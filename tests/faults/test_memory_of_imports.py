"""A file of many rows, packed or not, takes no more memory than an import may."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

IMPORT = """
import datetime, pathlib, resource, sys, libcase

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10

[file] = pathlib.Path().glob("*.csv.gz")
with libcase.open("cases.db", actor="tests") as reg:
    reg.open_case("C1", datetime.date(2011, 1, 1))
    before = peak()
    try:
        print(reg.import_records(file, max_memory=int(sys.argv[1]) << 20).rows_read)
    except libcase.InvalidValue as error:
        assert "--max-memory" in str(error)
        print(error.code, reg.info().recording_count - 1)
    print(peak() - before)
"""
BUFFERS_MB = 8  # of reading and of SQLite


class Rows(NamedTuple):
    """A file of many rows: the table they are for, their header, and the text of each."""

    table: str
    header: str
    row: Callable[[int], str]


KINDS = {
    "tiny": Rows("persons", "sex", lambda _: '""'),
    "with a reference": Rows("persons", "reference", str),
    "on a day": Rows(
        "persons",
        "reference,recorded_on",
        lambda row: f"{row},19{row % 90 + 10}-0{row % 9 + 1}-01",
    ),
    "with a long reference": Rows("persons", "reference", lambda row: f"{row:01000}"),
    "rejected": Rows("persons", "sex,born,nationality", lambda _: "x,x,x"),
    "rejected with a reference": Rows("persons", "reference,sex", lambda row: f"{row},x"),
    "too short": Rows("persons", "sex,born", lambda _: "x"),
    "with a link": Rows("applications", "case,programme,on", lambda _: "C1,HRT,2011-01-01"),
    "linked to nothing": Rows(
        "applications", "case,programme,on", lambda row: f"unknown-{row},HRT,2011-01-01"
    ),
    "refused by a guard": Rows("closures", "case,on,reason", lambda _: "C1,2011-02-01,departed"),
}


def memory_of_import(folder: Path, rows: Rows, count: int, max_mb: int) -> tuple[str, int]:
    """What an import of so many rows says, and how many MB it took."""
    path = folder / f"{rows.table}.csv.gz"
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
        file.write(rows.header + "\n")
        file.writelines(rows.row(index) + "\n" for index in range(count))
    command = [sys.executable, "-P", "-c", IMPORT, str(max_mb)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said, megabytes = done.stdout.splitlines()
    return said, int(megabytes)


@pytest.mark.parametrize("kind", KINDS)
def test_an_import_takes_no_more_memory_than_it_may(tmp_path: Path, kind: str) -> None:
    said, megabytes = memory_of_import(tmp_path, KINDS[kind], count=60_000, max_mb=16)
    assert said == "too_large_to_import 0"
    assert megabytes <= 16 + BUFFERS_MB


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_rows_that_are_taken_keep_to_it(tmp_path: Path, kind: str) -> None:
    """More rows each time, until they are refused: what is taken has stayed within."""
    count = 2_000
    taken = 0
    while True:
        said, megabytes = memory_of_import(tmp_path, KINDS[kind], count, max_mb=32)
        assert megabytes <= 32 + BUFFERS_MB
        if said == "too_large_to_import 0":
            break
        assert said == str(count)
        (tmp_path / "cases.db").unlink()
        taken, count = count, count + count // 2
    assert taken > 0

"""A file of many rows, packed or not, takes no more memory than an import may."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

IMPORT = """
import resource, sys, libcase

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10

with libcase.open("cases.db", actor="tests") as reg:
    before = peak()
    try:
        print(reg.import_records("persons.csv.gz", max_memory=int(sys.argv[1]) << 20).rows_read)
    except libcase.InvalidValue as error:
        assert "--max-memory" in str(error)
        print(error.code, reg.info().recording_count)
    print(peak() - before)
"""
BUFFERS_MB = 8  # of reading and of SQLite

ROWS: dict[str, tuple[str, Callable[[int], str]]] = {
    "tiny": ("sex", lambda _: '""'),
    "with a reference": ("reference", str),
    "on a day": (
        "reference,recorded_on",
        lambda row: f"{row},19{row % 90 + 10}-0{row % 9 + 1}-01",
    ),
    "with a long reference": ("reference", lambda row: f"{row:01000}"),
    "rejected": ("sex,born,nationality", lambda _: "x,x,x"),
    "rejected with a reference": ("reference,sex", lambda row: f"{row},x"),
    "too short": ("sex,born", lambda _: "x"),
}


def memory_of_import(folder: Path, kind: str, rows: int, max_mb: int) -> tuple[str, int]:
    """What an import of so many rows says, and how many MB it took."""
    header, row = ROWS[kind]
    with gzip.open(folder / "persons.csv.gz", "wt", encoding="utf-8", compresslevel=1) as file:
        file.write(header + "\n")
        file.writelines(row(index) + "\n" for index in range(rows))
    command = [sys.executable, "-P", "-c", IMPORT, str(max_mb)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said, megabytes = done.stdout.splitlines()
    return said, int(megabytes)


@pytest.mark.parametrize("kind", ROWS)
def test_an_import_takes_no_more_memory_than_it_may(tmp_path: Path, kind: str) -> None:
    said, megabytes = memory_of_import(tmp_path, kind, rows=60_000, max_mb=16)
    assert said == "too_large_to_import 0"
    assert megabytes <= 16 + BUFFERS_MB


@pytest.mark.slow
@pytest.mark.parametrize("kind", ROWS)
def test_rows_that_are_taken_keep_to_it(tmp_path: Path, kind: str) -> None:
    """More rows each time, until they are refused: what is taken has stayed within."""
    rows = 2_000
    taken = 0
    while True:
        said, megabytes = memory_of_import(tmp_path, kind, rows, max_mb=32)
        assert megabytes <= 32 + BUFFERS_MB
        if said == "too_large_to_import 0":
            break
        assert said == str(rows)
        (tmp_path / "cases.db").unlink()
        taken, rows = rows, rows + rows // 2
    assert taken > 0

"""Another SQLite, or any other program code, opens a register's file in our process.

Python's sqlite3 shares the system's SQLite with a module that was built here, and is another one
only beside that of a wheel, where bindings/make_wheels.py tries it; adbc's is another one always.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import adbc_driver_sqlite.dbapi as dbapi
import pytest

import libcase

ON = date(2012, 6, 1)
OTHER_WRITER = """
import sys, datetime, libcase
try:
    with libcase.open(sys.argv[1], actor="another", busy_timeout=0.05) as reg:
        reg.open_case("invented-9002", datetime.date(2012, 6, 1))
    print("done")
except libcase.Error as error:
    print(error.code)
"""


def with_sqlite3(path: Path) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM cases").fetchone()[0] > 0
    connection.close()


def with_adbc(path: Path) -> None:
    with dbapi.connect(str(path)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases")
        assert cursor.fetchone()[0] > 0


def with_open(path: Path) -> None:
    files = list(path.parent.glob(f"{path.name}*"))
    assert path in files
    for file in files:
        file.open("rb").close()


ways = pytest.mark.parametrize("open_and_close", [with_sqlite3, with_adbc, with_open])


def another_process_writes(path: Path) -> str:
    command = [sys.executable, "-P", "-c", OTHER_WRITER, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "cases.db"
    with libcase.open(path, actor="a clerk") as reg:
        reg.open_case("invented-9001", ON)
    return path


@ways
def test_no_other_process_writes_while_a_recording_is_open(
    path: Path, open_and_close: Callable[[Path], None]
) -> None:
    reg = libcase.open(path, actor="a clerk")
    recording = reg.recording()
    recording.record(libcase.Case(opened_on=ON))
    open_and_close(path)
    assert another_process_writes(path) == "busy"
    try:
        recording.commit()
        confirmed, code = 2, ""
    except libcase.StorageError as error:  # what is not confirmed is not there
        confirmed, code = 1, error.code
    assert (confirmed, code) in {(2, ""), (1, "lock_lost")}
    reg.close()
    with libcase.open(path, actor="a clerk") as reg:
        assert reg.info().recording_count == confirmed
        assert reg.verify().is_sound
        reg.open_case("invented-9003", ON)
    assert another_process_writes(path) == "done"


@ways
def test_a_copy_may_be_opened_by_anything(
    path: Path, open_and_close: Callable[[Path], None]
) -> None:
    copy = path.with_name("copy.db")
    with libcase.open(path, actor="a clerk") as reg:
        reg.backup(copy)
        with reg.recording() as recording:
            recording.record(libcase.Case(opened_on=ON))
            open_and_close(copy)
            assert another_process_writes(path) == "busy"
        assert recording.header is not None
        assert recording.header.number == 2

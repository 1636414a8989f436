"""Asks a register everything, in a process of its own: what ends that process is told, too.

An answer is a text; what the library refuses is one that begins with `error`. As a program it forks
such a process for each line it reads: it has no threads, as a process that runs tests may have.
"""

from __future__ import annotations

import json
import os
import resource
import select
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow
from libcase.cli import app
from typer.testing import CliRunner

import libcase

__all__ = ["FAULTS", "Asker"]

SECONDS = 30
MEMORY = 2 << 30
FAULTS = ("hang", "signal", "traceback")

KINDS = libcase.Record.__subclasses__()
COMMANDS = {
    "info": "info cases.db",
    "verify": "verify cases.db",
    "departures": "departures cases.db --period 2009..2012 --by mode,nationality --totals",
    "persons": "departures cases.db --period 2009 --by destination,sex --count persons",
    "units": "departures cases.db --period 2009 --by composition --count units --as-known-at "
    "2012-06-01",
    "programmes": "departures cases.db --period 2009 --by programme --format json",
    "assess": "assess cases.db {case} --on 2009-02-01 --allowed-combinations --format json",
    "what-if": "what-if cases.db --rules-b 2012-06-01 --period 2009",
    "backup": "backup cases.db copy.db",
}


class Asker:
    """Asks one register after another."""

    def __enter__(self) -> Self:
        self.program = subprocess.Popen(
            [sys.executable, "-P", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.program.communicate()

    def answers_of(self, register: Path, folder: Path, case: str) -> dict[str, str]:
        """Copy it to a folder of its own and ask. What ends by a fault has its name as key."""
        assert self.program.stdin is not None
        assert self.program.stdout is not None
        print(json.dumps([str(register), str(folder), case]), file=self.program.stdin, flush=True)
        answers: dict[str, str] = json.loads(self.program.stdout.readline())
        return answers


def answers_of(register: Path, folder: Path, case: str) -> dict[str, str]:
    folder.mkdir()
    shutil.copy(register, folder / "cases.db")
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        tell_answers(folder, case, writing)
    os.close(writing)
    told = b"".join(read_until_end(reading, process))
    os.close(reading)
    _, status = os.waitpid(process, 0)
    shutil.rmtree(folder)
    answers = dict(json.loads(line) for line in told.decode().splitlines())
    if os.WIFSIGNALED(status):
        ended_by = os.WTERMSIG(status)
        after = list(answers)[-1] if answers else "nothing"
        fault = "hang" if ended_by == signal.SIGALRM else "signal"
        answers[fault] = f"signal {ended_by} after {after}"
    return answers


def read_until_end(pipe: int, process: int) -> Iterator[bytes]:
    """Its own alarm ends the process; where that is of no use, it is killed."""
    while select.select([pipe], [], [], 2 * SECONDS)[0]:
        part = os.read(pipe, 1 << 16)
        if not part:
            return
        yield part
    os.kill(process, signal.SIGKILL)


def tell_answers(folder: Path, case: str, pipe: int) -> None:
    try:
        os.chdir(folder)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(SECONDS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with os.fdopen(pipe, "w") as out:
            for name, answer in every_answer(case):
                print(json.dumps((name, answer)), file=out, flush=True)
    finally:
        os._exit(0)


def every_answer(case: str) -> Iterator[tuple[str, str]]:
    for name, line in COMMANDS.items():
        result = CliRunner().invoke(app, line.format(case=case).split())
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            yield "traceback", f"{name}: {trace_of(result.exception)}"
        failed = f"error {result.exit_code}\n" if result.exit_code else ""
        yield name, failed + result.output
    for name, ask in QUESTIONS.items():
        try:
            with libcase.open("cases.db", read_only=True) as reg:
                yield name, ask(reg)
        except libcase.Error as error:
            yield name, f"error {error.category} {error.code} {error}"
        except (OSError, pyarrow.ArrowException) as error:  # as pyarrow tells that a stream failed
            yield name, f"error stream {error}"
        except Exception as error:
            yield "traceback", f"{name}: {trace_of(error)}"
    try:
        yield "writing", write_to("cases.db")
    except libcase.Error as error:
        yield "writing", f"error {error.category} {error.code} {error}"
    except Exception as error:
        yield "traceback", f"writing: {trace_of(error)}"


def trace_of(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))


def cases_of(reg: libcase.Register) -> list[libcase.CaseId]:
    return [libcase.CaseId(id) for id in column(reg, "cases", "id")]


def column(reg: libcase.Register, table: str, name: str) -> list[int]:
    return pyarrow.table(reg.columns(table)).column(name).to_pylist()


def files(reg: libcase.Register) -> str:
    return "\n".join(
        str((recorded.id, recorded.row, recorded.recording, recorded.record.to_dict()))
        for file in map(reg.file, cases_of(reg))
        for kind in KINDS
        for recorded in file.all(kind)
    )


def histories(reg: libcase.Register) -> str:
    return "\n".join(
        str(
            [(version.row, version.superseded_by, version.record.to_dict()) for version in versions]
        )
        for person in column(reg, "persons", "id")
        for versions in [reg.history(libcase.PersonId(person))]
    )


def columns(reg: libcase.Register) -> str:
    tables = reg.info().rows_by_table
    return "\n".join(
        str(pyarrow.table(reg.columns(table, references=True)).to_pylist()) for table in tables
    )


def references(reg: libcase.Register) -> str:
    found = [(case, reg.reference_of(case)) for case in cases_of(reg)]
    return str([(case, name, name and reg.find_case(name)) for case, name in found])


QUESTIONS: dict[str, Callable[[libcase.Register], str]] = {
    "files": files,
    "histories": histories,
    "columns": columns,
    "references": references,
    "rows of departures": lambda reg: str(pyarrow.table(reg.departures()).to_pylist()),
    "open cases": lambda reg: str(reg.cases_open_on(date(2009, 6, 1))),
    "recordings": lambda reg: str(
        [reg.recording_header(number) for number in range(1, reg.info().recording_count + 1)]
    ),
    "soundness": lambda reg: str(reg.verify().is_sound),
    "integrity": lambda reg: str(reg.integrity_problems()),
}


def write_to(path: str) -> str:
    with libcase.open(path, actor="a clerk") as reg:
        case = reg.open_case("invented-9001", date(2012, 6, 1))
        person = reg.add_person(libcase.Person(sex="female"))
        first_day = date(2012, 6, 1)
        reg.record(
            libcase.UnitMember(case_id=case, person_id=person, role="principal", from_=first_day)
        )
        reg.record(
            libcase.Departure(case_id=case, person_id=person, on=first_day, mode="voluntary")
        )
        return str(reg.verify().is_sound)


if __name__ == "__main__":
    for line in sys.stdin:
        register, folder, case = json.loads(line)
        print(json.dumps(answers_of(Path(register), Path(folder), case)), flush=True)

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import pty
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import a_departed_person, a_register

import libcase

ROOT = Path(__file__).parents[2]
CASELOAD = ROOT / "examples" / "caseload-2011"
COMMANDS = ["import", "import-table", "template", "departures", "verify", "backup", "info"]
WIDE = os.environ | {"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"}


def libcase_command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-P", "-m", "libcase", *map(str, arguments)]


def run(*arguments: str | Path, expect: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        libcase_command(*arguments), capture_output=True, text=True, check=False, env=WIDE
    )
    assert done.returncode == expect, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "cases.db"
    with a_register(path) as reg:
        a_departed_person(reg, "A-1", on=date(2011, 10, 3))
        a_departed_person(reg, "A-2", on=date(2011, 10, 9), mode="forced")
        a_departed_person(reg, "A-3", on=date(2011, 12, 9))
    return path


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_and_the_exit_codes(command: str) -> None:
    shown = run(command, "--help").stdout
    assert f"libcase {command} " in shown.partition("Example")[2]
    assert "Exit codes" in shown
    for option in {
        "import": ["--into", "--all-or-nothing", "--rejects"],
        "import-table": ["--mapping", "--into"],
        "departures": [
            "--period",
            "--frequency",
            "--by",
            "--count",
            "--where",
            "--age-bands",
            "--totals",
            "--zeros",
            "--as-known-at",
            "--format",
            "--output",
        ],
        "verify": ["--head"],
    }.get(command, []):
        assert option in shown


def test_the_command_alone_lists_its_commands() -> None:
    shown = run("--help").stdout
    assert all(command in shown for command in COMMANDS)
    assert run("--version").stdout.startswith("libcase ")


def test_an_import_closes_with_a_summary_and_can_be_run_again(tmp_path: Path) -> None:
    write(tmp_path, "persons.csv", "reference,sex,nationality\nP-1,female,IRQ\nP-2,male,AFG\n")
    into = tmp_path / "cases.db"
    first = run("import", tmp_path / "persons.csv", "--into", into)
    assert "2" in first.stdout
    assert first.stderr == ""
    with libcase.open(into, read_only=True) as reg:
        assert reg.info().rows_by_table["persons"] == 2
        head = reg.info().head_digest
    assert head in first.stdout
    again = run("import", tmp_path / "persons.csv", "--into", into)
    assert head in again.stdout
    assert f"Head digest    {head}" in run("info", into).stdout


def test_rejected_rows_are_listed_without_personal_values(tmp_path: Path) -> None:
    source = write(
        tmp_path,
        "persons.csv",
        "reference,sex,born\nP-1,female,1980\nP-2,fem,1980\nP-3,male,Jansen-1980\n",
    )
    into = tmp_path / "out" / "cases.db"
    into.parent.mkdir()
    done = run("import", source, "--into", into, "--rejects", tmp_path / "bad.csv", expect=1)
    assert "Jansen" not in done.stdout + done.stderr
    rejects = list(csv.DictReader(io.StringIO((tmp_path / "bad.csv").read_text("utf-8"))))
    assert [(row["line"], row["column"]) for row in rejects] == [("3", "sex"), ("4", "born")]
    assert "Jansen" not in (tmp_path / "bad.csv").read_text("utf-8")
    with libcase.open(into, read_only=True) as reg:
        assert reg.info().rows_by_table["persons"] == 1
    none = tmp_path / "none.db"
    run("import", source, "--into", none, "--all-or-nothing", expect=1)
    with libcase.open(none, read_only=True) as reg:
        assert reg.info().rows_by_table["persons"] == 0


DAMAGED_VALUES = (
    ("persons", "nationality", "QQQQ"),
    ("persons", "born_latest", "1980-03-1x"),
    ("departures", "on", ""),
    ("departures", "on", "2009-33-03"),
    ("departures", "mode", "by sea"),
)


@pytest.mark.parametrize(("table", "column", "value"), DAMAGED_VALUES)
def test_a_damaged_value_is_damage_to_every_command_that_reads_it(
    register: Path, tmp_path: Path, table: str, column: str, value: str
) -> None:
    with contextlib.closing(sqlite3.connect(register)) as database, database:
        database.execute("PRAGMA ignore_check_constraints = ON")
        if column == "born_latest":
            database.execute("UPDATE persons SET born_earliest = ?", [value])
        database.execute(f'UPDATE {table} SET "{column}" = ?', [value])
    for command in (
        ("departures", register, "--period", "2011", "--by", "nationality,mode,age_band"),
        ("what-if", register, "--rules-b", "2012-06-01", "--period", "2011"),
        ("assess", register, "A-1", "--programme", "HRT", "--on", "2011-10-01"),
    ):
        assert run(*command, expect=3).stderr.startswith("libcase: ")
    verified = run("verify", register, expect=1).stdout
    assert f"  {table} row " in verified


def test_a_column_that_is_not_there_is_damage_and_not_its_name(register: Path) -> None:
    with contextlib.closing(sqlite3.connect(register)) as database, database:
        views = database.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall()
        for (view,) in views:
            database.execute(f'DROP VIEW "{view}"')
        database.execute("ALTER TABLE persons RENAME COLUMN sex TO gender")
    for command in (
        ("departures", register, "--period", "2011", "--by", "sex"),
        ("what-if", register, "--rules-b", "2012-06-01", "--period", "2011"),
        ("assess", register, "A-1", "--programme", "HRT", "--on", "2011-10-01"),
    ):
        assert "the file is damaged: persons: " in run(*command, expect=3).stderr
    verified = run("verify", register, expect=1).stdout
    assert "Tampering   1 finding" in verified
    assert "  file: the file is damaged: persons: the table is not the library's" in verified


def test_a_file_that_was_only_made_is_empty_and_the_next_import_fills_it(tmp_path: Path) -> None:
    into = tmp_path / "cases.db"
    into.touch()
    for command in (
        ("info", into),
        ("verify", into),
        ("departures", into, "--period", "2011"),
        ("backup", into, tmp_path / "copy.db"),
    ):
        assert "is empty: nothing was ever written to it" in run(*command, expect=3).stderr
    run("import", write(tmp_path, "persons.csv", "sex\nmale\n"), "--into", into)
    assert "Sound" in run("verify", into).stdout


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [("people.csv", "sex\nmale\n", 2), ("persons.csv", "", 3), ("persons.csv", "sex\n?\n", 1)],
)
def test_the_register_of_a_first_import_that_brings_nothing_is_filled_by_the_next(
    tmp_path: Path, name: str, text: str, code: int
) -> None:
    into = tmp_path / "new.db"
    run("import", write(tmp_path, name, text), "--into", into, expect=code)
    (tmp_path / name).unlink()
    run("import", write(tmp_path, "persons.csv", "sex\nmale\n"), "--into", into)
    assert "Sound" in run("verify", into).stdout


DIRECTION = "\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e"
DIRECTION += "\u2066\u2067\u2068\u2069\ufeff"
CONTROLS = f"\x1b]0;owned\x07\x9b2J\x7f{DIRECTION}"


def has_controls(text: str) -> bool:
    return any(
        unicodedata.category(letter) in {"Cc", "Cf", "Zl", "Zp"} and letter not in "\t\n"
        for letter in text
    )


def test_control_characters_of_files_and_options_do_not_reach_a_terminal(
    tmp_path: Path, register: Path
) -> None:
    examples = ROOT / "examples" / "tables"
    mapping = json.loads((examples / "frontex.json").read_text("utf-8"))
    mapping["title"] = f"{CONTROLS}title"
    own = json.loads((ROOT / "libcase" / "programmes" / "hrt.json").read_text("utf-8"))
    own["name"]["en"] = f"{CONTROLS}HRT"
    rules = tmp_path / f"rules{CONTROLS}"
    rules.mkdir()
    write(rules, "hrt.json", json.dumps(own))
    odd = tmp_path / f"{CONTROLS}.json"
    write(tmp_path, odd.name, json.dumps(mapping))
    table = write(
        tmp_path, "t.csv", "ROID,DATE,DEST,N_RETURNEES\nRO-1,2011-02-03T00:00:00Z,Iraq,3\n"
    )
    into = tmp_path / f"to{CONTROLS}.db"
    period = ("departures", register, "--period", "2011")
    for expect, arguments in (
        (0, ("import-table", table, "--mapping", odd, "--into", into)),
        (0, ("info", into)),
        (0, ("programmes", "--programmes", rules)),
        (0, ("programmes", "--programmes", rules, "--format", "json")),
        (0, ("programmes", "--programmes", rules, "show", "HRT", "--on", "2011-06-01")),
        (2, (*period, "--where", f"mode={CONTROLS}")),
        (2, (*period, "--frequency", CONTROLS)),
        (2, (*period, f"--{CONTROLS}")),
        (2, (CONTROLS,)),
        (2, ("departures", register, "--period", CONTROLS)),
        (3, ("info", tmp_path / f"no{CONTROLS}.db")),
        (3, ("programmes", "check", tmp_path / f"no{CONTROLS}")),
        (3, ("import", tmp_path / f"no{CONTROLS}", "--into", register)),
    ):
        done = run(*arguments, expect=expect)
        assert not has_controls(done.stdout + done.stderr), arguments


def test_references_are_read_as_they_stand(tmp_path: Path) -> None:
    write(tmp_path, "persons.csv", "reference,sex\n'-5,male\n-5,female\n")
    into = tmp_path / "cases.db"
    run("import", tmp_path / "persons.csv", "--into", into)
    with libcase.open(into, read_only=True) as reg:
        assert reg.info().rows_by_table["persons"] == 2
        assert reg.find_person("'-5") != reg.find_person("-5")


SHIFTED = {
    "persons.csv": "reference,sex,born,nationality\nP1,1980-03-01,female,Fatima al-Invented\n",
    "departures.csv": "case,person,on,mode\nC1,P9,2011-02-01,\"=cmd|'/C calc'!A0\"\n",
    "cases.csv": "reference,recorded_on,opened_on\nC1,SECRET-77,2011-01-01\n",
}
SHIFTED_VALUES = ("1980-03-01", "Fatima", "cmd", "SECRET")


def test_of_columns_that_are_shifted_only_kind_and_length_are_told(tmp_path: Path) -> None:
    for name, text in SHIFTED.items():
        write(tmp_path, name, text)
    into = tmp_path / "cases.db"
    done = run("import", tmp_path, "--into", into, expect=1)
    rejects = (tmp_path / "cases-rejects.csv").read_text("utf-8")
    for value in SHIFTED_VALUES:
        assert value not in done.stdout + done.stderr + rejects
    assert "found a date" in rejects
    assert "found a text of 9 letters" in rejects


def test_values_are_shown_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    for name, text in SHIFTED.items():
        write(tmp_path, name, text)
    into = tmp_path / "cases.db"
    asked = ("import", tmp_path, "--into", into, "--show-values")
    refused = run(*asked, expect=2)
    assert "never to a file or a pipe" in refused.stderr
    assert not into.exists()
    terminal, end = pty.openpty()
    showing = subprocess.Popen(
        libcase_command(*asked), stdout=end, stderr=subprocess.DEVNULL, env=WIDE
    )
    os.close(end)
    shown = b""
    with contextlib.suppress(OSError):  # which is how a terminal ends once nobody writes to it
        while part := os.read(terminal, 65536):
            shown += part
    os.close(terminal)
    assert showing.wait() == 1
    on_terminal = shown.decode()
    for value in SHIFTED_VALUES:
        assert value in on_terminal
        assert value not in (tmp_path / "cases-rejects.csv").read_text("utf-8")


def test_a_mended_slip_is_not_added_beside_the_record(tmp_path: Path) -> None:
    head = "code,from,until,amount,amount_currency,source\n"
    row = "6,2011-01-01,2012-01-01,{}.00,EUR,made up\n"
    table = write(tmp_path, "budget_lines.csv", head + row.format(1000))
    into = tmp_path / "cases.db"
    run("import", table, "--into", into)
    write(tmp_path, "budget_lines.csv", head + row.format(1100))
    told = run("import", table, "--into", into, expect=1)
    assert "like_known" in told.stdout + told.stderr
    assert "--new" in (tmp_path / "cases-rejects.csv").read_text("utf-8")
    run("import", table, "--into", into, "--new")
    with libcase.open(into, actor="tests") as reg:
        assert [account.amount.cents for account in reg.budget_accounts()] == [100000, 110000]
        write(tmp_path, "budget_lines.csv", head + row.format(1200))
        assert reg.import_records(table).rejected == {"like_known": 1}
        assert reg.import_records(table, as_new=True).added == {"budget_lines": 1}


@pytest.mark.parametrize("memory", [0, -1, (1 << 20) - 1])
def test_less_memory_than_a_mib_is_refused_in_every_door(tmp_path: Path, memory: int) -> None:
    table = write(tmp_path, "persons.csv", "sex\nmale\n")
    with libcase.open(":memory:", actor="tests") as reg:
        for load in (
            lambda: reg.import_records(table, max_memory=memory),
            lambda: reg.import_table(table, table, max_memory=memory),
        ):
            with pytest.raises(libcase.InvalidValue) as caught:
                load()
            assert caught.value.code == "invalid_max_memory"
    for command in (("import",), ("import-table", "--mapping", table)):
        told = run(*command, table, "--into", tmp_path / "r.db", "--max-memory", "0", expect=2)
        assert "--max-memory" in told.stderr


@pytest.mark.parametrize("rejected", ["file", "row"])
def test_a_list_of_rejected_rows_runs_in_no_spreadsheet(tmp_path: Path, rejected: str) -> None:
    folder = tmp_path / "=cmd"
    folder.mkdir()
    write(folder, "persons.csv", "" if rejected == "file" else "sex\n=cmd\n")
    with libcase.open(":memory:", actor="tests") as reg, contextlib.chdir(tmp_path):
        reg.import_records("=cmd", rejects="bad.csv")
    cells = [
        cell
        for row in csv.reader(io.StringIO((tmp_path / "bad.csv").read_text("utf-8")))
        for cell in row
    ]
    assert "'=cmd/persons.csv" in cells  # of the row no value is repeated
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("persons.csv", b"", 3),
        ("persons.csv", b"colour\nred\n", 3),
        ("persons.csv.gz", b"\x1f\x8b\x08\x00", 3),
        ("people.csv", b"sex\nmale\n", 2),
    ],
)
def test_a_file_that_cannot_be_read_gets_its_sentence(
    tmp_path: Path, name: str, content: bytes, code: int
) -> None:
    (tmp_path / name).write_bytes(content)
    done = run("import", tmp_path / name, "--into", tmp_path / "cases.db", expect=code)
    assert name in done.stdout + done.stderr


def test_a_name_that_is_no_utf8_is_used_and_can_be_printed(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/na\xefve"))
    folder.mkdir()
    into = folder / "cases.db"
    write(folder, "persons.csv", "sex\nmale\nmale?\n")
    write(folder, "cases.csv", "")
    done = run("import", folder, "--into", into, expect=3)
    assert "not read:" in done.stdout
    assert "na\\xefve" in done.stdout
    assert (folder / "cases-rejects.csv").exists()
    assert "na\\udcefve" in run("info", into).stdout
    run("backup", into, folder / "copy.db")
    with libcase.open(into, actor="tests") as reg:
        assert reg.info().path == str(into)
        summary = reg.import_records(folder)
        assert summary.unreadable[0].file == folder / "cases.csv"
        assert "na\\xefve" in str(summary)


def test_a_file_name_that_is_no_utf8_and_no_table_gets_its_sentence(tmp_path: Path) -> None:
    name = os.fsdecode(b"pers\xffns.csv")
    write(tmp_path, name, "sex\nmale\n")
    for given in (tmp_path, tmp_path / name):
        done = run("import", given, "--into", tmp_path / "cases.db", expect=2)
        assert "pers\\xffns.csv" in done.stderr
    assert run("info", tmp_path / name, expect=3).stderr.startswith("libcase: ")


def test_a_published_table_is_expanded_once(tmp_path: Path) -> None:
    mapping = ROOT / "examples" / "tables" / "us-ice.json"
    table = write(tmp_path, "broken.csv", "Fiscal Year\n2024\n")
    into = tmp_path / "cases.db"
    done = run("import-table", table, "--mapping", mapping, "--into", into, expect=3)
    assert "missing" in done.stderr or "column" in done.stderr
    run("import-table", table, "--mapping", tmp_path / "none.json", "--into", into, expect=3)


def test_a_table_of_no_persons_is_done(tmp_path: Path) -> None:
    mapping = {
        "title": "returns",
        "source": "invented",
        "licence": "none",
        "count": "n",
        "departure": {
            "on": {"column": "date", "format": "YYYY-MM-DD", "precision": "quarter"},
            "mode": {"value": "forced"},
        },
    }
    table = write(tmp_path, "table.csv", "date,n\n2023-03-31,0\n")
    told = write(tmp_path, "map.json", json.dumps(mapping))
    done = run("import-table", table, "--mapping", told, "--into", tmp_path / "cases.db")
    assert "every row says 0 persons" in done.stdout


@pytest.mark.parametrize("name", ["persons.csv", "cases.db", "cases.db-journal"])
def test_a_list_of_rejected_rows_takes_no_place_of_another_file(
    register: Path, tmp_path: Path, name: str
) -> None:
    source = write(tmp_path, "persons.csv", "sex\nmale\n")
    done = run("import", source, "--into", register, "--rejects", tmp_path / name, expect=2)
    assert "overwrites neither" in done.stderr


def test_a_register_whose_recordings_were_altered_is_unreadable(register: Path) -> None:
    connection = sqlite3.connect(register)
    connection.execute("UPDATE recordings SET at = 'yesterday'")
    connection.commit()
    connection.close()
    assert "damaged" in run("info", register, expect=3).stderr
    run("verify", register, expect=1)


def test_departures_on_stdout(register: Path) -> None:
    asked = ("departures", register, "--period", "2011-Q4", "--by", "mode")
    text = run(*asked).stdout
    assert "2011-10" in text
    assert "not protected for publication" in text
    rows = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").stdout)))
    assert rows[0] == {"period": "2011-10", "mode": "voluntary", "departures": "1"}
    told = json.loads(run(*asked, "--format", "json").stdout)
    assert told["rows"][0] == {"period": "2011-10", "mode": "voluntary", "departures": 1}
    assert run(*asked, "--format", "html").stdout.startswith("<!")


def test_departures_with_every_option(register: Path) -> None:
    done = run(
        "departures",
        register,
        *("--period", "2011", "--frequency", "quarter", "--by", "mode,age_band", "--by", "sex"),
        *("--count", "persons", "--where", "mode=voluntary,forced", "--where", "sex=unknown"),
        *("--age-bands", "0-17,18-", "--totals", "--zeros", "--as-known-at", "2012-01-04"),
        *("--format", "csv"),
    )
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert list(rows[0]) == ["period", "mode", "age_band", "sex", "persons"]
    grand = [row for row in rows if {*row.values()} - {row["persons"]} == {"total"}]
    assert [row["persons"] for row in grand] == ["1"]
    assert any(row["persons"] == "0" for row in rows)


def test_departures_into_files(register: Path, tmp_path: Path) -> None:
    asked = ("departures", register, "--period", "2011", "--output")
    for name in ("d.csv", "d.json", "d.html", "d.txt"):
        done = run(*asked, tmp_path / name)
        assert done.stdout == ""
    assert (tmp_path / "d.csv").read_text("utf-8").startswith("period,departures\n")
    definition = json.loads((tmp_path / "d.definition.json").read_text("utf-8"))
    assert json.loads((tmp_path / "d.json").read_text("utf-8"))["definition"] == definition
    assert "<svg" in (tmp_path / "d.html").read_text("utf-8")
    missing = tmp_path / "no" / "folder.csv"
    assert str(missing) in run(*asked, missing, expect=3).stderr


@pytest.mark.parametrize("option", ["--frequency", "--count"])
def test_an_option_of_few_words_lists_them(register: Path, option: str) -> None:
    told = run("departures", register, "--period", "2011", option, "zzz", expect=2).stderr
    assert f"Invalid value for '{option}': 'zzz' is not one of " in told


@pytest.mark.parametrize(
    ("options", "beginning", "end"),
    [
        (("--period", "2011-13"), "--period 2011-13: ", "found a text of 7 letters"),
        (("--period", "2011", "--as-known-at", "soon"), "--as-known-at soon: ", "of 4 letters"),
        (
            ("--period", "2011", "--where", "sex=femal"),
            "--where sex=femal: ",
            "found a text of 5 letters, did you mean 'female'?",
        ),
        (
            ("--period", "2011", "--by", "sex,natoinality"),
            "--by sex,natoinality: ",
            "found 'natoinality', did you mean 'nationality'?",
        ),
        (("--period", "2011", "--age-bands", "old"), "--age-bands old: ", "of 3 letters"),
        (("--period", "2011", "--where", "mode"), "--where mode: ", "such as mode=forced"),
    ],
)
def test_what_was_typed_stands_beside_what_was_expected(
    register: Path, options: tuple[str, ...], beginning: str, end: str
) -> None:
    told = run("departures", register, *options, expect=2).stderr
    assert told.startswith(f"libcase: {beginning}expected ")
    assert told.endswith(f"{end}\n")


def test_a_head_digest_that_is_none_is_told_as_it_was_typed(register: Path) -> None:
    told = run("verify", register, "--head", "zz\x1bz", expect=2).stderr
    assert told.startswith("libcase: --head zz\\u001bz: expected a digest of 32 ")
    assert told.endswith("found a text of 4 letters\n")


@pytest.mark.parametrize(
    "name",
    ["cases.db", "./cases.db", "link.db", "hard.db", "cases.db-wal", "cases.db-shm", "side.csv"],
)
def test_a_table_never_takes_the_place_of_its_register(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link.db").symlink_to(register)
    (tmp_path / "hard.db").hardlink_to(register)
    (tmp_path / "side.definition.json").symlink_to(register)
    before = register.read_bytes()
    asked = ("departures", "cases.db", "--period", "2011", "--format", "csv")
    done = run(*asked, "--output", name, expect=2)
    assert "overwrite the register" in done.stderr
    assert register.read_bytes() == before
    assert "Sound" in run("verify", register).stdout


def test_an_output_tells_its_form_by_its_name(register: Path, tmp_path: Path) -> None:
    asked = ("departures", register, "--period", "2011", "--output")
    run(*asked, tmp_path / "d.HTM")
    assert "<svg" in (tmp_path / "d.HTM").read_text("utf-8")
    for name in ("d.xlsx", "d.csv.gz", "d"):
        done = run(*asked, tmp_path / name, expect=2)
        assert ".csv, .json, .html, .htm, .txt" in done.stderr
        assert not (tmp_path / name).exists()
    run(*asked, tmp_path / "d", "--format", "csv")
    assert (tmp_path / "d").read_text("utf-8").startswith("period,departures\n")


def test_a_standard_stream_gets_no_definition_beside_it(register: Path, tmp_path: Path) -> None:
    asked = ("departures", register, "--period", "2011", "--format", "csv")
    assert run(*asked, "--output", "/dev/stdout").stdout.startswith("period,departures\n")
    with (tmp_path / "d.csv").open("w") as stdout:
        subprocess.run(
            libcase_command(*asked, "--output", "/dev/stdout"), stdout=stdout, check=True
        )
    assert (tmp_path / "d.csv").read_text("utf-8").startswith("period,departures\n")
    assert not Path("/dev/stdout.definition.json").exists()
    assert list(tmp_path.glob("*.definition.json")) == []


def test_a_filter_without_labels_is_no_filter(register: Path) -> None:
    for text in ("mode=,", "mode= ", "mode="):
        done = run("departures", register, "--period", "2011", "--where", text, expect=2)
        assert "mode=forced" in done.stderr


def test_a_mistyped_input_leaves_no_register_behind(register: Path, tmp_path: Path) -> None:
    into = tmp_path / "new.db"
    mapping = ROOT / "examples" / "tables" / "us-ice.json"
    here, none = write(tmp_path, "table.csv", "Fiscal Year\n2024\n"), tmp_path / "none.csv"
    for arguments in (
        ["import", here, none],
        ["import-table", none, "--mapping", mapping],
        ["import-table", here, "--mapping", none],
    ):
        done = run(*arguments, "--into", into, expect=3)
        assert "none.csv" in done.stderr
        assert not into.exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_help_fits_a_terminal_and_its_example_can_be_pasted(command: str) -> None:
    done = subprocess.run(
        libcase_command(command, "--help"),
        capture_output=True,
        text=True,
        check=True,
        env=WIDE | {"COLUMNS": "80"},
    )
    shown = [line.strip() for line in done.stdout.splitlines()]
    assert "<bool>" not in done.stdout
    prose = shown[shown.index("Exit codes") + 2 :]
    ends = prose[: prose.index("")]
    assert all(len(line) > 60 for line in ends[:-1])
    example = shown[shown.index("Example") + 2 : shown.index("Exit codes") - 1]
    assert all(line.endswith("\\") for line in example[:-1])
    assert shlex.split("\n".join(example))[:2] == ["libcase", command]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["departures", "REGISTER"], 2),
        (["departures", "REGISTER", "--period", "2011-13"], 2),
        (["departures", "REGISTER", "--period", "2011", "--by", "colour"], 2),
        (["departures", "REGISTER", "--period", "2011", "--where", "mode"], 2),
        (["departures", "REGISTER", "--period", "2011", "--frequency", "week"], 2),
        (["departures", "REGISTER", "--period", "2011", "--as-known-at", "soon"], 2),
        (["departures", "none.db", "--period", "2011"], 3),
        (["verify", "REGISTER", "--head", "abc"], 2),
        (["verify", "none.db"], 3),
        (["info", "LETTER"], 3),
        (["info", "FOLDER"], 3),
        (["backup", "REGISTER", "REGISTER"], 2),
        (["backup", "REGISTER", "no/folder/copy.db"], 3),
        (["import", "none", "--into", "new.db"], 3),
        (["template", "REGISTER"], 3),
        (["import", "--into", "new.db"], 2),
        (["import", "LETTER", "--into", "LETTER"], 3),
        (["destroy"], 2),
    ],
)
def test_failures_are_a_sentence_and_a_code(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: Any, code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    letter = write(tmp_path, "letter.db", "Dear madam")
    known = {"REGISTER": register, "LETTER": letter, "FOLDER": tmp_path}
    done = run(*[known.get(argument, argument) for argument in arguments], expect=code)
    assert len(done.stderr) > 20 or len(done.stdout) > 20
    assert letter.read_text(encoding="utf-8") == "Dear madam"


def test_a_figure_finer_than_its_data_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with a_register(path) as reg:
        a_departed_person(reg, "A-1", on=date(2011, 1, 1), precision="year")
    done = run("departures", path, "--period", "2011", expect=2)
    assert "finer" in done.stderr


def test_verify_finds_tampering_and_a_cut_end(register: Path) -> None:
    sound = run("verify", register).stdout
    assert "Sound" in sound
    head = sound.partition("Head digest ")[2].split()[0]
    run("verify", register, "--head", head)
    run("verify", register, "--head", head[::-1], expect=1)
    connection = sqlite3.connect(register)
    connection.execute("UPDATE departures SET left_from = 'vbl' WHERE mode = 'forced'")
    connection.commit()
    connection.close()
    done = run("verify", register, expect=1)
    assert "departures row" in done.stdout


def test_verify_names_a_view_that_was_removed(register: Path) -> None:
    connection = sqlite3.connect(register)
    connection.execute("DROP VIEW current_stays")
    connection.commit()
    connection.close()
    done = run("verify", register, expect=1)
    assert "Tampering   1 finding\n" in done.stdout
    assert "  current_stays: removed: the view is missing" in done.stdout


def test_verify_answers_where_the_list_of_tables_cannot_be_read(register: Path) -> None:
    content = register.read_bytes()
    register.write_bytes(content.replace(b'CREATE TABLE "persons"', b'CREATE TABLE "per\x1b[2J"'))
    done = run("verify", register, expect=1)
    assert "Tampering   1 finding" in done.stdout
    assert "  file: the file is damaged: " in done.stdout
    assert not has_controls(done.stdout + done.stderr)


def test_verify_tells_of_references_that_were_erased(register: Path) -> None:
    assert "erased" not in run("verify", register).stdout
    connection = sqlite3.connect(register)
    connection.execute("UPDATE external_references SET reference = NULL, salt = NULL")
    connection.commit()
    connection.close()
    assert "3 references erased" in run("verify", register).stdout


def test_a_backup_can_be_read(register: Path, tmp_path: Path) -> None:
    run("backup", register, tmp_path / "copy.db")
    heads = {
        run("info", path).stdout.partition("Head digest")[2].split()[0]
        for path in (register, tmp_path / "copy.db")
    }
    assert len(heads) == 1


def test_another_writer_is_told_with_code_4(register: Path, tmp_path: Path) -> None:
    source = write(tmp_path, "persons.csv", "sex\nmale\n")
    with libcase.open(register, actor="tests") as reg, reg.recording() as recording:
        recording.record(libcase.Person())
        done = run("import", source, "--into", register, expect=4)
    assert done.stderr.startswith("libcase: ")


def many_persons(tmp_path: Path, count: int) -> Path:
    rows = "".join(f"P-{number},male\n" for number in range(count))
    return write(tmp_path, "persons.csv", f"reference,sex\n{rows}")


def test_a_terminal_gets_a_progress_bar(tmp_path: Path) -> None:
    source = many_persons(tmp_path, 30_000)
    shown, terminal = pty.openpty()
    with subprocess.Popen(
        libcase_command("import", source, "--into", tmp_path / "cases.db"),
        stdout=subprocess.PIPE,
        stderr=terminal,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "120"},
    ) as process:
        os.close(terminal)
        seen = b""
        while True:
            try:
                chunk = os.read(shown, 4096)
            except OSError:
                break
            if not chunk:
                break
            seen += chunk
        process.wait(timeout=60)
        assert process.stdout is not None
        answered = process.stdout.read()
    os.close(shown)
    assert process.returncode == 0
    assert b"rows/s" in seen
    assert b"digest" in answered
    assert b"digest" not in seen


def test_ctrl_c_is_a_sentence_and_keeps_the_register_sound(tmp_path: Path) -> None:
    source = many_persons(tmp_path, 400_000)
    into = tmp_path / "cases.db"
    libcase.open(into, actor="tests").close()
    with subprocess.Popen(
        libcase_command("import", source, "--into", into),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        while not into.with_name("cases.db-lock").exists() and process.poll() is None:
            time.sleep(0.02)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in complaint
    assert "interrupted" in complaint
    assert "Sound" in run("verify", into).stdout


@pytest.mark.skipif(not CASELOAD.exists(), reason="the caseload is not in this tree")
def test_the_caseload_is_loaded_and_counted(tmp_path: Path) -> None:
    into = tmp_path / "2011.db"
    run("import", CASELOAD, "--into", into)
    done = run(
        *("departures", into, "--period", "2011", "--frequency", "year", "--by", "programme"),
        *("--count", "persons", "--where", "programme=HRT", "--format", "csv"),
    )
    assert list(csv.reader(io.StringIO(done.stdout))) == [
        ["period", "programme", "persons"],
        ["2011", "HRT", "1511"],
    ]

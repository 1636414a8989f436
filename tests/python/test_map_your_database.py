"""The guide to mapping a database of one's own does what it says."""

from __future__ import annotations

import itertools
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import libcase

GUIDE = Path(__file__).parents[2] / "libcase" / "doc" / "map-your-database.md"


def steps() -> list[tuple[str, str]]:
    """The scripts of the guide in their order, those of one language as one."""
    text = GUIDE.read_text(encoding="utf-8")
    blocks = re.findall(r"^```(sh|python)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [
        (language, "".join(script for _, script in group))
        for language, group in itertools.groupby(blocks, key=lambda block: block[0])
    ]


def test_the_commands_of_the_guide_run(tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    shown = ""
    interpreters = {"sh": ["bash", "-euo", "pipefail"], "python": [sys.executable, "-P"]}
    for language, script in steps():
        shown += subprocess.run(
            [*interpreters[language], "-c", script],
            cwd=tmp_path,
            env=os.environ | {"PATH": path},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    assert re.search(r"^rejected +0$", shown, re.MULTILINE)
    assert "D31" in shown
    assert shown.rstrip().endswith("31")
    view = sqlite3.connect(tmp_path / "cases.db")
    try:
        assert view.execute("SELECT count(*) FROM current_departures").fetchone() == (2,)
    finally:
        view.close()


def test_a_template_is_what_an_import_reads(tmp_path: Path) -> None:
    *files, page = libcase.write_template(tmp_path / "mine")
    assert {file.stem for file in files} == {kind["table"] for kind in _kinds()}
    told = page.read_text(encoding="utf-8")
    for kind in _kinds():
        assert f"## {kind['table']}.csv" in told
    assert "the first day it no longer holds" in told
    assert "one of voluntary, forced, refused_entry, unsupervised" in told
    assert "unset" not in told
    with libcase.open(":memory:", actor="test") as register:
        summary = register.import_records(tmp_path / "mine")
    assert summary.rows_read == 0
    assert not summary.unreadable


def test_a_template_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "stays.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(libcase.StorageError) as refused:
        libcase.write_template(tmp_path)
    assert refused.value.code == "exists"
    assert [file.name for file in tmp_path.iterdir()] == ["stays.csv"]


def test_a_template_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    page = tmp_path / "COLUMNS.md"
    page.symlink_to(tmp_path / "nowhere" / "COLUMNS.md")  # seems not there, and cannot be written
    with pytest.raises(libcase.StorageError) as refused:
        libcase.write_template(tmp_path)
    assert refused.value.code == "cannot_open"
    assert list(tmp_path.iterdir()) == [page]


def test_a_template_needs_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(libcase.StorageError, match="the folder cannot be made"):
        libcase.write_template(tmp_path / "file")


def _kinds() -> list[dict[str, str]]:
    return libcase._core._describe_records()

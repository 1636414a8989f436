"""The 2011 caseload: generated as committed, and counted by the library as it was published."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CASELOAD = Path(__file__).parents[2] / "examples" / "caseload-2011"


def test_the_generator_writes_the_committed_files(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, CASELOAD / "generate.py", "--into", tmp_path], check=True, timeout=120
    )
    committed = {file.name: file.read_bytes() for file in CASELOAD.glob("*.csv")}
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == committed
    assert sum(map(len, committed.values())) < 3_000_000


def test_every_line_says_that_it_is_invented() -> None:
    for file in CASELOAD.glob("*.csv"):
        lines = file.read_text(encoding="utf-8").splitlines()[1:]
        assert lines
        assert all("invented-" in line for line in lines), file.name

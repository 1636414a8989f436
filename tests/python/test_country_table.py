"""The generated table of countries follows from the committed CSV files."""

import subprocess
import sys
from pathlib import Path

GENERATOR = Path(__file__).parents[2] / "libcase/src/vocabulary/make_country_table.py"


def test_the_committed_table_is_what_the_generator_writes():
    result = subprocess.run(
        [sys.executable, str(GENERATOR), "--check"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr


def test_a_changed_csv_makes_the_check_fail(tmp_path):
    for file in GENERATOR.parent.glob("*country_*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    names = tmp_path / "country_names.csv"
    names.write_text(names.read_text(encoding="utf-8") + "Ruritania,AFG,,own\n", encoding="utf-8")
    result = subprocess.run(
        [sys.executable, str(tmp_path / GENERATOR.name), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "out of date" in result.stderr

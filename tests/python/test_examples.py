from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import libcase

EXAMPLES = Path(__file__).parents[2] / "examples"
NOTEBOOKS = sorted((EXAMPLES / "notebooks").glob("*.ipynb"))


def run(name: str, *arguments: Path) -> str:
    command = [sys.executable, "-P", str(EXAMPLES / "python" / name), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_family_is_tracked() -> None:
    shown = run("track_family.py")
    assert shown.startswith("refused (payment_before_award): ")
    assert "family_with_children" in shown
    assert "IRQ" in shown


def test_a_package_is_followed_to_its_last_invoice() -> None:
    shown = run("follow_package.py")
    assert shown.startswith("eligible: 6630.00 EUR")
    assert [line.partition(")")[0].partition("(")[2] for line in shown.splitlines()[1:4]] == [
        "above_line",
        "above_line",
        "delivery_before_approval",
    ]
    assert "granted 1500.00 EUR, spent 1395.40 EUR, left 100.00 EUR" in shown


def test_a_unit_is_seen_on_the_days_that_matter() -> None:
    expected = EXAMPLES / "cpp" / "see_unit.txt"
    assert run("see_unit.py") == expected.read_text(encoding="utf-8")


def test_a_minor_leaves_once_all_is_on_record() -> None:
    expected = EXAMPLES / "cpp" / "safeguard_minor.txt"
    assert run("safeguard_minor.py") == expected.read_text(encoding="utf-8")


def test_a_family_is_assessed() -> None:
    shown = run("assess_family.py")
    assert "AVR-FC in August 2011: eligible, 13260.00 EUR" in shown
    assert "HRT in March 2012: undetermined" in shown
    assert "returns_home would be settled by applications" in shown
    assert "Outcome: eligible" in shown
    assert "This is an indication." in shown
    assert any(
        line.startswith("HRT") and "IN-KIND" in line.partition(":")[0]
        for line in shown.splitlines()
    )


def test_the_types_of_the_examples_hold() -> None:
    pytest.importorskip("mypy")
    programs = sorted(map(str, (EXAMPLES / "python").glob("*.py")))
    assert programs
    done = subprocess.run(
        [sys.executable, "-P", "-m", "mypy", "--strict", *programs],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def caseload(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("caseload") / "2011.db"
    with libcase.open(path, actor="tests") as reg:
        assert reg.import_records(EXAMPLES / "caseload-2011").rejected == {}
    return path


def test_vintages_are_compared(caseload: Path) -> None:
    january, april = run("compare_vintages.py", caseload).splitlines()
    known = [int(line.split(": ")[1].split()[0]) for line in (january, april)]
    assert 0 < known[0] < known[1]


def test_what_the_combination_would_have_cost_is_known_of_most_cases(caseload: Path) -> None:
    rules = libcase.Catalogue.shipped()
    with libcase.open(caseload, read_only=True) as reg:
        comparison = libcase.compare(
            reg,
            rules,
            rules.frozen_at(date(2012, 6, 1)),
            period="2011",
            programmes=["HRT", "IN-KIND"],
        )
    total = comparison.rows[0]
    assert total.a.known_cents < total.b.known_cents
    assert (total.cases, total.losers) == (1179, 0)
    assert total.winners > 1000
    assert total.not_comparable < 110


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_keeps_no_output(path: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    for cell in nbformat.read(path, as_version=4).cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.parametrize("with_real_data", [False, True])
def test_a_notebook_runs(path: Path, with_real_data: bool, tmp_path: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    real_data = Path(
        os.environ.get("LIBCASE_REAL_DATA", EXAMPLES.parent.parent / "shared" / "data")
    ).resolve()
    if with_real_data and not real_data.exists():
        pytest.skip("the published tables are not here")
    environment = os.environ | {
        "LIBCASE_REAL_DATA": str(real_data if with_real_data else tmp_path),
        "TMPDIR": str(tmp_path),
        "MPLBACKEND": "agg",
    }
    notebook = nbformat.read(path, as_version=4)
    client = nbclient.NotebookClient(
        notebook, timeout=600, resources={"metadata": {"path": str(path.parent)}}
    )
    client.execute(env=environment)
    text = str(notebook.cells)
    if "LIBCASE_REAL_DATA" in text:
        assert ("is not here" in text) != with_real_data or "finer_than_data" in text

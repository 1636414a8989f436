"""The schema of rule files and their guide list the facts that the library has."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

MADE = runpy.run_path(str(Path(__file__).parents[2] / "libcase" / "doc" / "make_facts.py"))


@pytest.mark.parametrize(("path", "made"), [("SCHEMA", "schema"), ("GUIDE", "guide")])
def test_the_file_lists_the_facts_of_the_library(path: str, made: str) -> None:
    text = MADE[path].read_text(encoding="utf-8")
    assert MADE[made](text) == text, "run python libcase/doc/make_facts.py"

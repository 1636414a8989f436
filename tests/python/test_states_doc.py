from __future__ import annotations

import runpy
from pathlib import Path

DOC = Path(__file__).parents[2] / "libcase" / "doc"


def test_the_document_shows_the_rules_of_the_library() -> None:
    made = runpy.run_path(str(DOC / "make_states.py"))["states"]()
    assert made == (DOC / "states.md").read_text(encoding="utf-8")

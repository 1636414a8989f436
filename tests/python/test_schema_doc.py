from __future__ import annotations

import runpy
from pathlib import Path

DOC = Path(__file__).parents[2] / "libcase" / "doc"


def test_the_document_shows_the_tables_of_the_library() -> None:
    made = runpy.run_path(str(DOC / "make_schema.py"))["schema"]()
    assert made == (DOC / "schema.md").read_text(encoding="utf-8")

"""Writes schema.md: the tables of a register, from the library itself.

Usage: python libcase/doc/make_schema.py > libcase/doc/schema.md
"""

from __future__ import annotations

import inspect
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import libcase
from libcase import _core

INTRODUCTION = """\
# The tables of a register

Made by `libcase/doc/make_schema.py`; a test compares it with the library. A register is one SQLite
file. Dates are ISO text, moments are UTC, amounts are whole cents beside their currency, codes are
text. A link holds the `row` of the first version of what it links to, which is its `id` for ever.

What is known at a recording: the rows with `recording` not after it, and with `superseded_by` empty
or after it. Only `superseded_by` is ever updated; a row's `digest` covers everything else. The views
`current_...` hold what is known now, a row for each record.
"""


def tables() -> dict[str, list[str]]:
    """The statements that make each table of a new register and its indexes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        libcase.open(path, actor="schema").close()
        connection = sqlite3.connect(path)
        try:
            found = connection.execute(
                "SELECT tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"
            ).fetchall()
        finally:
            connection.close()
    made: dict[str, list[str]] = {}
    for table, sql in found:
        made.setdefault(table, []).append(f"{sql};")
    return made


def documented(record: type) -> Iterator[str]:
    """What the docs of a record say of it and of its members."""
    summary, _, attributes = inspect.getdoc(record).partition("\n\nAttributes\n----------\n")
    yield from (summary, "")
    for name, told in re.findall(r"^(\w+) : .*\n((?: {4}.*\n?)*)", attributes, re.MULTILINE):
        if text := " ".join(told.split()):
            yield f"- `{name.rstrip('_')}`: {text.rstrip('.')}."


def schema() -> str:
    made = tables()
    lines = [INTRODUCTION]
    for kind in _core._describe_records():
        lines += [f"## {kind['table']}", "", *documented(getattr(libcase, kind["name"])), ""]
        own = [*made.pop(kind["table"]), *made.pop(f"current_{kind['table']}")]
        lines += ["```sql", *own, "```", ""]
    lines += ["## Tables of the register's own", ""]
    for statements in made.values():
        lines += ["```sql", *statements, "```", ""]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


if __name__ == "__main__":
    print(schema(), end="")

"""Tables and columns as HTML inside a notebook. A page of a table is `Table.to_html`."""

from __future__ import annotations

from html import escape
from itertools import islice
from typing import TYPE_CHECKING

from libcase import _core

if TYPE_CHECKING:
    from libcase.columns import Columns
    from libcase.tables import Table

__all__ = ["columns_fragment", "table_fragment"]

MOST_ROWS = 60
FIRST_ROWS = 10


def table_fragment(table: Table) -> str:
    """Return the first rows as an HTML table, with the definition folded away below it."""
    header = "".join(f"<th>{escape(name)}</th>" for name in table.column_names)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(_shown(value))}</td>" for value in row) + "</tr>"
        for row in table.rows()[:MOST_ROWS]
    )
    left_out = len(table) - MOST_ROWS
    more = f"<p>and {left_out:,} more rows</p>" if left_out > 0 else ""
    definition = escape(str(table.definition))
    return (
        f"<table><thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table>{more}"
        f"<details><summary>What this table says</summary><pre>{definition}</pre></details>"
    )


def columns_fragment(columns: Columns) -> str:
    """Return what the columns are, and their first rows where pyarrow is there to read them.

    Personal columns stay out, since notebooks keep what they have shown.
    """
    about = f"<p>{escape(repr(columns))}</p>"
    try:
        import pyarrow
    except ImportError:
        return about
    try:
        reader = pyarrow.RecordBatchReader.from_stream(columns)
        names = [name for name in reader.schema.names if not is_personal(name)]
        rows = list(
            islice(
                (row for batch in reader for row in batch.slice(0, FIRST_ROWS).to_pylist()),
                FIRST_ROWS,
            )
        )
    except (_core.Error, OSError, ValueError):
        return about  # the register is closed, or at work elsewhere
    header = "".join(f"<th>{escape(name)}</th>" for name in names)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_cell(row[name]))}</td>" for name in names) + "</tr>"
        for row in rows
    )
    note = "<p>The first rows, without personal columns.</p>"
    return f"{about}<table><thead><tr>{header}</tr></thead><tbody>{body}</tbody></table>{note}"


def is_personal(column: str) -> bool:
    """Whether a stored column belongs to a personal field of any kind of record."""
    fields = (field for record in _core._describe_records() for field in record["fields"])
    names = {field["name"] for field in fields if field["is_personal"]}
    return any(column == name or column.startswith(f"{name}_") for name in names)


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _shown(value: str | int | float | None) -> str:
    if value is None:
        return "?"
    return value if isinstance(value, str) else f"{value:,}"

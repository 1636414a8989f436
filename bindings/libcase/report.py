"""Tables as HTML inside a notebook. A page of its own is `DepartureTable.to_html`."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from libcase.tables import DepartureTable

__all__ = ["table_fragment"]

MOST_ROWS = 60


def table_fragment(table: DepartureTable) -> str:
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


def _shown(value: str | int) -> str:
    return value if isinstance(value, str) else f"{value:,}"

"""Tables of made-up records, written as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Fields = list[Any]
Tables = Mapping[str, tuple[Fields, Iterator[Fields]]]
"""By table: its columns, and its rows."""


def write(tables: Tables, folder: Path) -> Path:
    """Write each table to a file of its own in a new folder, which is returned."""
    folder.mkdir()
    for table, (columns, rows) in tables.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows(rows)
    return folder

"""How commands write tables: the forms, and the options that choose one."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import libcase
from libcase.cli_base import expect_no_register, form_of, write
from libcase.figures import definition_file

__all__ = ["Form", "Format", "Output", "form_for", "write_table"]


class Form(StrEnum):
    """The formats of a table."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    HTML = "html"


FORMS = {
    ".csv": Form.CSV,
    ".json": Form.JSON,
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".txt": Form.TABLE,
}

Format = Annotated[
    Form | None,
    typer.Option(
        help="By default that of the output's name: .csv, .json, .html or .htm, .txt; a "
        "table without output."
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Where to write it; the definition of a CSV goes beside it."),
]


def form_for(register: Path, asked: Form | None, output: Path | None) -> Form:
    """Return the form to write; no register is written over."""
    form = form_of(asked, output, FORMS, Form.TABLE)
    if output is not None:
        beside = [definition_file(output)] if form is Form.CSV else []
        expect_no_register(register, output, *beside)
    return form


def write_table(table: libcase.Table, form: Form, output: Path | None) -> None:
    """Write a table to a file or stdout in the form that is asked for."""
    if form is Form.CSV:
        text = table.to_csv(output)
    elif form is Form.JSON:
        text = table.to_json(output)
    elif form is Form.HTML:
        text = table.to_html(output)
    else:
        text = table.to_text(output)
    if output is None:
        write(text)

"""Writes what the `///` comments of the headers say as a table for the Python module.

Usage: record_docs.py OUTPUT HEADER...

A doc is written once, in the header; Python classes and their attributes repeat it from here.
Keys are `Struct`, `Struct.member`, `Enum` and `Enum.value`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

TYPE = re.compile(r"^(?:struct|class|enum class) (\w+)[^;]*\{(.*)$")
MEMBER = re.compile(r"^\s*[\w:<>, ]+?[ &*](\w+)(?:\s*=\s*[^;]+|\{[^;]*\})?;")
BROKEN = re.compile(r"(?<=[=>])\n\s+(?=\w)")  # a member that the formatter put on two lines
VALUE = re.compile(r"^\s*(\w+)(?:\s*=\s*\w+)?,?\s*(?=//|$)")


def docs_of(text: str) -> dict[str, str]:
    """The docs of one header, by key, in the order of the header."""
    docs: dict[str, str] = {}
    pending: list[str] = []
    owner = last = ""
    is_enum = False
    for line in BROKEN.sub(" ", text).splitlines():
        stripped = line.strip()
        if stripped.startswith("///<"):
            docs[last] = f"{docs[last]} {stripped[4:].strip()}"
            continue
        if stripped.startswith("///"):
            pending.append(stripped[3:].strip())
            continue
        key = ""
        if found := TYPE.match(line):
            is_enum = line.startswith("enum")
            key = found[1]
            owner = "" if "}" in found[2] else found[1]
        elif line.startswith("}"):
            owner = ""
        elif owner and (found := (VALUE if is_enum else MEMBER).match(line)):
            key = f"{owner}.{found[1]}"
        if key:
            trailing = line.partition("///<")[2].strip()
            doc = "\n".join(pending) or trailing
            if doc:
                docs[key] = doc
            last = key
        pending = []
    return docs


def main(output: str, *headers: str) -> None:
    """Write the table, sorted by key."""
    docs: dict[str, str] = {}
    for header in headers:
        docs.update(docs_of(Path(header).read_text(encoding="utf-8")))
    lines = [f'{{"{key}", R"doc({doc})doc"}},\n' for key, doc in sorted(docs.items())]
    Path(output).write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

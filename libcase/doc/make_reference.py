"""Writes the reference to build/reference: the C++ headers in cpp/, the Python package in python/.

Usage: make_reference.py, in the root of the tree, with the built package on the path and Doxygen
installed. Ends with 1 where a public name has no sentence, or Doxygen finds anything to say.
"""

from __future__ import annotations

import ast
import enum
import inspect
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from types import MemberDescriptorType
from typing import NamedTuple

import libcase

OUTPUT = Path("build/reference")
STYLE = (
    "body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 60em; }\n"
    "pre { white-space: pre-wrap; margin: .3em 0 1em 2em; } code { font-weight: bold; }\n"
    "h2 { border-top: 1px solid #ddd; padding-top: 1em; } nav a { margin-right: .8em; }\n"
)


class Entry(NamedTuple):
    """A public name: how it is called, and what it says of itself."""

    name: str
    call: str
    doc: str


def stub_calls() -> dict[str, str]:
    """The calls of the compiled module, by name, as its stub tells them."""
    stub = Path(libcase.__file__).with_name("_core.pyi").read_text(encoding="utf-8")
    calls = {}
    for node in ast.parse(stub).body:
        inner = [(node, "")]
        if isinstance(node, ast.ClassDef):
            inner = [(part, f"{node.name}.") for part in node.body]
        for part, owner in inner:
            if isinstance(part, ast.FunctionDef):
                result = f" -> {ast.unparse(part.returns)}" if part.returns else ""
                is_property = any(ast.unparse(d) == "property" for d in part.decorator_list)
                given = "" if is_property else f"({ast.unparse(part.args)})"
                calls[f"{owner}{part.name}"] = f"{given}{result}"
    return calls


def call_of(name: str, value: object, stubs: dict[str, str]) -> str:
    """How a function or a class is called; what an attribute is."""
    if isinstance(value, property) and name not in stubs:
        value = value.fget
        return f" -> {inspect.signature(value).return_annotation}" if value else ""
    try:
        return stubs.get(name) or str(inspect.signature(value))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return ""


def entries() -> Iterator[Entry]:
    """Every public name of the package, and those in its classes."""
    stubs = stub_calls()
    for name in sorted(libcase.__all__):
        value = getattr(libcase, name)
        is_enum = inspect.isclass(value) and issubclass(value, enum.Enum)
        is_error = inspect.isclass(value) and issubclass(value, Exception)
        call = "" if is_enum or is_error else call_of(name, value, stubs)
        yield Entry(name, call, inspect.getdoc(value) or "")
        if not inspect.isclass(value) or is_enum or is_error:
            continue
        for part, inside in sorted(vars(value).items()):
            if not part.startswith("_") and not isinstance(inside, MemberDescriptorType):
                found = (
                    inside.__func__ if isinstance(inside, staticmethod | classmethod) else inside
                )
                full = f"{name}.{part}"
                doc = inspect.getdoc(found) or inspect.getdoc(getattr(value, part)) or ""
                yield Entry(full, call_of(full, found, stubs), doc)


def page(all_entries: list[Entry]) -> str:
    """A page that stands alone."""
    top = [entry for entry in all_entries if "." not in entry.name]
    links = "".join(f'<a href="#{entry.name}">{entry.name}</a>' for entry in top)
    body = "".join(
        f'<h{2 if entry in top else 3} id="{entry.name}">{entry.name}</h{2 if entry in top else 3}>\n'
        f"<p><code>{escape(entry.name + entry.call)}</code></p>\n<pre>{escape(entry.doc)}</pre>\n"
        for entry in all_entries
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>libcase</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>libcase</h1>\n"
        f"<pre>{escape(inspect.getdoc(libcase) or '')}</pre>\n<nav>{links}</nav>\n{body}"
        "</body>\n</html>\n"
    )


def main() -> int:
    """Write both."""
    all_entries = list(entries())
    without = [entry.name for entry in all_entries if not entry.doc.strip()]
    for name in without:
        print(f"{name}: expected a docstring, found none", file=sys.stderr)
    python = OUTPUT / "python" / "index.html"
    python.parent.mkdir(parents=True, exist_ok=True)
    python.write_text(page(all_entries), encoding="utf-8")
    done = subprocess.run(
        ["doxygen", "libcase/doc/Doxyfile"], capture_output=True, text=True, check=False
    )
    print(done.stderr, end="", file=sys.stderr)
    return 1 if without or done.returncode or done.stderr.strip() else 0


if __name__ == "__main__":
    sys.exit(main())

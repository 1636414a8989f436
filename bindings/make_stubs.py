"""Writes libcase/_core.pyi from the module's descriptions and the hand-written part.

Usage: python -P make_stubs.py OUTPUT, with the built package on the path.
"""

from __future__ import annotations

import argparse
import enum
import subprocess
import sys
from pathlib import Path
from typing import Any

from libcase import _core

IGNORED = "  # type: ignore[assignment]"  # a code such as `count`, which a str has as a method
HAND_WRITTEN = Path(__file__).parent / "core_by_hand.pyi.in"


def codes() -> list[type[enum.StrEnum]]:
    """The code classes, in the order in which the module made them."""
    return [
        value
        for value in vars(_core).values()
        if isinstance(value, type) and issubclass(value, enum.StrEnum)
    ]


def code_stub(code: type[enum.StrEnum]) -> str:
    """A code class, and an alias for what is accepted in its place."""
    values = [member.value for member in code]
    literals = ", ".join(f'"{value}"' for value in values)
    members = "".join(
        f'    {value} = "{value}"{IGNORED if hasattr(str, value) else ""}\n' for value in values
    )
    return (
        f"class {code.__name__}(enum.StrEnum):\n{members}\n"
        f"_{code.__name__}: TypeAlias = {code.__name__} | Literal[{literals}]\n"
    )


def accepted(type_name: str) -> str:
    """What a constructor takes for a field: a code or a country also as its text."""
    if type_name in {code.__name__ for code in codes()}:
        return f"_{type_name}"
    return {"Country": "Country | str"}.get(type_name, type_name)


def record_stub(kind: dict[str, Any]) -> str:
    """A record class with its fields as read-only properties."""

    def parameter(field: dict[str, Any], *, is_needed: bool) -> str:
        none = " | None" if field["is_optional"] else ""
        default = "" if is_needed else " = ..."
        return f"{field['name']}: {accepted(field['type'])}{none}{default}"

    fields = kind["fields"]
    needed_first = sorted(fields, key=lambda field: not field["is_needed"])
    create = ", ".join(parameter(f, is_needed=f["is_needed"]) for f in needed_first)
    change = ", ".join(parameter(f, is_needed=False) for f in fields)
    name = kind["name"]
    properties = "".join(
        f"    @property\n"
        f"    def {f['name']}(self) -> {f['type']}{' | None' if f['is_optional'] else ''}: ...\n"
        for f in fields
    )
    return (
        f"@final\nclass {name}(Record[{name}Id]):\n"
        f"    def __init__(self, *, {create}) -> None: ...\n"
        f"{properties}"
        f"    def replace(self, *, {change}) -> {name}: ...\n"
        f"    @staticmethod\n"
        f"    def from_json(json: str) -> {name}: ...\n"
    )


def answer_fields(answer: dict[str, Any]) -> str:
    """What is derived of the class of an answer: its fields, and how they leave it."""
    properties = "".join(
        f"    @property\n"
        f"    def {f['name']}(self) -> {f['type']}{' | None' if f['is_optional'] else ''}: ...\n"
        for f in answer["fields"]
    )
    return (
        f"class {answer['name']}:\n{properties}"
        f"    def to_json(self) -> str: ...\n"
        f"    def to_dict(self) -> dict[str, Any]: ...\n"
    )


def with_answers(by_hand: str) -> str:
    """The hand-written part, with a class for each answer.

    What stands there of a class that is described comes behind its fields.
    """
    for answer in _core._describe_answers():
        head = f"class {answer['name']}:\n"
        fields = answer_fields(answer)
        by_hand = by_hand.replace(head, fields) if head in by_hand else f"{by_hand}\n{fields}"
    return by_hand


def stub() -> str:
    """The whole file, not formatted."""
    kinds = _core._describe_records()
    ids = "".join(f"class {kind['name']}Id(RecordId): ...\n" for kind in kinds)
    shown = ", ".join(f'"{name}"' for name in sorted(_core.__all__))
    parts = [
        with_answers(HAND_WRITTEN.read_text(encoding="utf-8")),
        f"__all__ = [{shown}]\n",
        *map(code_stub, codes()),
        ids,
        *map(record_stub, kinds),
    ]
    return "\n".join(parts)


def main(output: str) -> None:
    """Write the file, formatted."""
    Path(output).write_text(stub(), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--quiet", "--line-length", "100", output],
        check=True,
    )


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("output", help="the stub that is written")
    main(arguments.parse_args().output)

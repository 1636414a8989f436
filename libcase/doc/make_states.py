"""Writes states.md: where a case can stand, from the rules by which the library tells it.

Usage: python libcase/doc/make_states.py > libcase/doc/states.md
"""

from __future__ import annotations

import json

import libcase

INTRODUCTION = """\
# Where a case stands

Made by `libcase/doc/make_states.py`; a test compares it with the library. The status of a person on
a day is worked out from what is recorded until then, and is stored nowhere. The rules are asked in
this order, and the first that holds tells the status. A case stands where its least advanced member
does: the fifth column counts from there.

Who was found here again after a departure begins anew, unless they never left: what came before it
counts no longer. A departure that is known by month, quarter or year counts from the first day of
that period.
"""


def states() -> str:
    """Return the page."""
    advanced = [status.value for status in libcase.ReturnStatus]
    dutch = json.loads(libcase.words("nl"))["codes"]["ReturnStatus"]
    lines = [
        INTRODUCTION,
        "| asked | status | in Dutch | where | advanced | records that make it |",
        "|---|---|---|---|---|---|",
    ]
    for asked, rule in enumerate(libcase.status_rules(), start=1):
        tables = ", ".join(f"`{table}`" for table in rule.tables)
        place = advanced.index(rule.status.value) + 1
        name = rule.status.value
        lines.append(f"| {asked} | `{name}` | {dutch[name]} | {rule.when} | {place} | {tables} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(states(), end="")

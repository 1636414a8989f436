"""Text for a terminal: columns that are aligned, and lists in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

__all__ = ["aligned", "counted", "did_you_mean", "joined", "printable"]

# C0 but for tab and line feed, DEL, C1, and what changes the direction or the lines of text around it.
CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


def printable(text: str) -> str:
    """Return a text that moves no cursor: each control character as JSON escapes it."""
    return CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def counted(number: int, noun: str) -> str:
    """Return a number and what it counts: "1 error", "2 errors"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def joined(texts: Iterable[object]) -> str:
    """Return a list as it stands in a sentence: "HRT, REAN"."""
    return ", ".join(map(str, texts))


def aligned(rows: Sequence[Sequence[str]], *, labels: int | None = None) -> str:
    """Return rows of columns, each as wide as it has to be.

    Parameters
    ----------
    labels
        How many columns begin on the left; the others are figures, which end on the right. All
        are labels without it.
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    left = len(widths) if labels is None else labels
    return "\n".join(
        "  ".join(
            text.ljust(width) if at < left else text.rjust(width)
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """Return the question after a name that is not known, empty where none is like it."""
    close = get_close_matches(found, list(known), n=1)
    return f", did you mean '{close[0]}'?" if close else ""

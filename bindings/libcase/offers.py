"""Offers laid side by side, in the language of the reader, as text and as a page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from libcase import _core
from libcase.text import aligned

__all__ = ["offers_json", "offers_page", "offers_text"]


# What is told of each offer.
ROWS = (
    "programmes",
    "outcome",
    "package",
    "cash",
    "in_kind",
    "total",
    "stated",
    "inferred",
    "unknown_lines",
    "uncapped_lines",
)


def columns_of(offers: Sequence[_core.Offer], language: str) -> list[tuple[str, ...]]:
    """Return what stands in each column: the labels, then an offer each."""
    return [
        tuple(_core.say("offers", row, language) for row in ROWS),
        *(
            (
                " + ".join(offer.programmes),
                _core.say("outcomes_in_short", offer.outcome, language),
                _core.say("packages", offer.package, language),
                _core.in_words(offer.cash, language),
                _core.in_words(offer.in_kind, language),
                _core.in_words(offer.total, language),
                _core.in_words(offer.stated, language),
                _core.in_words(offer.inferred, language),
                str(offer.unknown_lines),
                str(offer.uncapped_lines),
            )
            for offer in offers
        ),
    ]


def closing(offers: Sequence[_core.Offer], language: str) -> str:
    """Return that it is an indication, and who decides, once for each way in which that is said."""
    found = {
        assessment.indication.in_language(language): None
        for offer in offers
        for assessment in offer.assessments
    }
    return " ".join(found) or _core.say("explanation", "indication", language)


def offers_json(offers: Sequence[_core.Offer]) -> str:
    """Return an array with an object for each offer."""
    return f"[{','.join(offer.to_json() for offer in offers)}]"


def offers_text(offers: Sequence[_core.Offer], language: str) -> str:
    """Return aligned text, an offer in each column."""
    if not offers:
        return _core.say("offers", "nothing", language) + "\n"
    rows = list(zip(*columns_of(offers, language), strict=True))
    return f"{aligned(rows, labels=1)}\n\n{closing(offers, language)}\n"


def offers_page(offers: Sequence[_core.Offer], language: str) -> str:
    """Return a page that stands alone: the offers, and why, programme by programme."""
    title = _core.say("offers", "title", language)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>\n"
        for row in zip(*columns_of(offers, language), strict=True)
    )
    explanations = {  # what a cap of one package takes from a programme, that of another may not
        assessment.explain(language): None for offer in offers for assessment in offer.assessments
    }
    reasons = "".join(f"<pre>{escape(text)}</pre>\n" for text in explanations)
    nothing = _core.say("offers", "nothing", language)
    body = f"<table>\n{rows}</table>\n{reasons}" if offers else f"<p>{nothing}</p>\n"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>\n"
        "body { font: 15px/1.4 system-ui, sans-serif; margin: 2em auto; max-width: 60em; }\n"
        "td { padding: .2em .8em; border-bottom: 1px solid #ddd; }\n"
        "td + td { text-align: right; } pre { white-space: pre-wrap; }\n</style>\n</head>\n"
        f"<body>\n<h1>{title}</h1>\n{body}<p><em>{closing(offers, language)}</em></p>\n"
        "</body>\n</html>\n"
    )

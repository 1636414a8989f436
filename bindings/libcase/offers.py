"""Offers laid side by side, in English or Dutch, as text and as a page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from libcase import _core
from libcase.text import aligned

__all__ = ["offers_json", "offers_page", "offers_text"]


class Labels(NamedTuple):
    """The words of a language."""

    title: str
    nothing: str
    rows: tuple[str, ...]
    outcomes: dict[_core.Outcome, str]
    packages: dict[_core.Package, str]


LABELS = {
    _core.Language.en: Labels(
        title="What may be had together",
        nothing="No programme is open to this case on that day.",
        rows=(
            "programmes",
            "outcome",
            "package",
            "cash",
            "in kind",
            "known total",
            "stated",
            "inferred",
            "lines of an unknown amount",
            "lines without ceiling",
        ),
        outcomes={
            _core.Outcome.eligible: "eligible",
            _core.Outcome.undetermined: "undetermined",
            _core.Outcome.not_eligible: "not eligible",
        },
        packages={
            _core.Package.none: "none",
            _core.Package.cash: "cash",
            _core.Package.in_kind: "in kind",
            _core.Package.combined: "combined",
        },
    ),
    _core.Language.nl: Labels(
        title="Wat samen kan worden verkregen",
        nothing="Voor dit dossier staat op die dag geen regeling open.",
        rows=(
            "regelingen",
            "uitkomst",
            "pakket",
            "in geld",
            "in natura",
            "bekend totaal",
            "volgens bronnen",
            "afgeleid",
            "regels met een onbekend bedrag",
            "regels zonder maximum",
        ),
        outcomes={
            _core.Outcome.eligible: "komt in aanmerking",
            _core.Outcome.undetermined: "onbepaald",
            _core.Outcome.not_eligible: "komt niet in aanmerking",
        },
        packages={
            _core.Package.none: "geen",
            _core.Package.cash: "in geld",
            _core.Package.in_kind: "in natura",
            _core.Package.combined: "gecombineerd",
        },
    ),
}


def columns_of(offers: Sequence[_core.Offer], language: _core.Language) -> list[tuple[str, ...]]:
    """Return what stands in each column: the labels, then an offer each."""
    labels = LABELS[language]
    return [
        labels.rows,
        *(
            (
                " + ".join(offer.programmes),
                labels.outcomes[offer.outcome],
                labels.packages[offer.package],
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


def offers_json(offers: Sequence[_core.Offer]) -> str:
    """Return an array with an object for each offer."""
    return f"[{','.join(offer.to_json() for offer in offers)}]"


def offers_text(offers: Sequence[_core.Offer], language: _core.Language) -> str:
    """Return aligned text, an offer in each column."""
    labels = LABELS[language]
    if not offers:
        return labels.nothing + "\n"
    rows = list(zip(*columns_of(offers, language), strict=True))
    return f"{aligned(rows, labels=1)}\n\n{_core.indication(language)}\n"


def offers_page(offers: Sequence[_core.Offer], language: _core.Language) -> str:
    """Return a page that stands alone: the offers, and why, programme by programme."""
    labels = LABELS[language]
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>\n"
        for row in zip(*columns_of(offers, language), strict=True)
    )
    explanations = {  # what a cap of one package takes from a programme, that of another may not
        assessment.explain(language): None for offer in offers for assessment in offer.assessments
    }
    reasons = "".join(f"<pre>{escape(text)}</pre>\n" for text in explanations)
    body = f"<table>\n{rows}</table>\n{reasons}" if offers else f"<p>{labels.nothing}</p>\n"
    return (
        f'<!DOCTYPE html>\n<html lang="{language.value}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{labels.title}</title>\n<style>\n"
        "body { font: 15px/1.4 system-ui, sans-serif; margin: 2em auto; max-width: 60em; }\n"
        "td { padding: .2em .8em; border-bottom: 1px solid #ddd; }\n"
        "td + td { text-align: right; } pre { white-space: pre-wrap; }\n</style>\n</head>\n"
        f"<body>\n<h1>{labels.title}</h1>\n{body}<p><em>{_core.indication(language)}</em></p>\n"
        "</body>\n</html>\n"
    )

"""Offers laid side by side, in the language of the reader, as text and as a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from libcase import _core
from libcase.text import aligned

__all__ = ["offers_json", "offers_page", "offers_text"]


# What is told of each offer.
ROWS = (
    "programmes",
    "outcome",
    "provided",
    "persons",
    "package",
    "cash",
    "in_kind",
    "total",
    "stated",
    "inferred",
    "unknown_lines",
    "uncapped_lines",
)


def once(texts: Iterable[str], between: str) -> str:
    """Return the texts that say something, each once."""
    return between.join(text for text in dict.fromkeys(texts) if text)


def provided(offer: _core.Offer, language: str) -> str:
    """Return what the outcome takes to be so."""
    return once(
        (
            text.in_language(language)
            for assessment in offer.assessments
            for text in assessment.provided
        ),
        _core.say("lists", "and", language),
    )


def others(offer: _core.Offer, language: str) -> str:
    """Return the outcomes of persons that are others than those of their unit."""
    sentence = _core.say("offers", "of_person", language)
    return once(
        (
            sentence.format(
                programme=assessment.programme,
                person=person.who.in_language(language),
                outcome=_core.say("outcomes_in_short", person.outcome, language),
            )
            for assessment in offer.assessments
            for person in assessment.persons
            if person.outcome != assessment.outcome
        ),
        _core.say("lists", "semicolon", language),
    )


def columns_of(offers: Sequence[_core.Offer], language: str) -> list[tuple[str, ...]]:
    """Return what stands in each column: the labels, then an offer each."""
    return [
        tuple(_core.say("offers", row, language) for row in ROWS),
        *(
            (
                " + ".join(offer.programmes),
                _core.say("outcomes_in_short", offer.outcome, language),
                provided(offer, language),
                others(offer, language),
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
    """Return what the search left out, that it is an indication, and who decides, each once."""
    is_part = not all(offer.is_of_full_search for offer in offers)
    searched = _core.say("offers", "part_searched", language) if is_part else ""
    indication = _core.say("explanation", "indication", language)
    decisions = (
        assessment.indication.in_language(language).removeprefix(indication).strip()
        for offer in offers
        for assessment in offer.assessments
    )
    return once((searched, indication, *decisions), " ")


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
    nothing = escape(_core.say("offers", "nothing", language))
    told = f"<table>\n{rows}</table>\n{reasons}" if offers else f"<p>{nothing}</p>\n"
    end = f"<p><em>{escape(closing(offers, language))}</em></p>\n"
    return _core.page(language, title, f"<h1>{escape(title)}</h1>\n{told}{end}")

"""A case as text and as HTML: where it stands, its lines, what there is to do, its history."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from libcase import _core
from libcase.text import aligned
from libcase.work import code_in_words, item_text

__all__ = ["CasePage"]


class CasePage(NamedTuple):
    """What is shown of a case on a day."""

    case_id: _core.CaseId
    on: datetime.date
    status: _core.CaseStatus | None
    lines: Sequence[_core.LineAccount]
    deadlines: Sequence[_core.WorkItem]
    next_steps: Sequence[_core.WorkItem]
    questions: Sequence[_core.WorkItem]
    observations: Sequence[_core.WorkItem]
    timeline: Sequence[_core.TimelineEvent]

    def to_json(self) -> str:
        """Return an object of what is shown."""

        def parts(
            answers: Sequence[_core.LineAccount | _core.WorkItem | _core.TimelineEvent],
        ) -> str:
            return f"[{','.join(answer.to_json() for answer in answers)}]"

        fields = {
            "case_id": str(self.case_id),
            "on": json.dumps(self.on.isoformat()),
            "status": "null" if self.status is None else self.status.to_json(),
            "lines": parts(self.lines),
            "deadlines": parts(self.deadlines),
            "next_steps": parts(self.next_steps),
            "questions": parts(self.questions),
            "observations": parts(self.observations),
            "timeline": parts(self.timeline),
        }
        return "{" + ",".join(f'"{key}":{value}' for key, value in fields.items()) + "}"

    def sections(self, language: str) -> list[tuple[str, list[tuple[str, ...]]]]:
        """Return the titles of what is shown, each with its rows."""
        found = [
            ("status", self._status(language)),
            ("lines", self._lines(language)),
            ("deadlines", self._items(self.deadlines, language)),
            ("next_steps", self._items(self.next_steps, language)),
            ("questions", self._items(self.questions, language)),
            ("observations", self._items(self.observations, language)),
            ("timeline", self._events(language)),
        ]
        return [(_core.say("case", title, language), rows) for title, rows in found if rows]

    def heading(self, language: str, reference: str | None = None) -> str:
        """Return which case it is, by the office's own reference where that is given."""
        heading = _core.say("case", "heading", language)
        return heading.format(case=reference or self.case_id, day=self.on.isoformat())

    def to_text(self, language: str = "en", reference: str | None = None) -> str:
        """Return aligned text, a part below the other."""
        parts = [self.heading(language, reference)]
        parts += [f"{title}\n{indented(aligned(rows))}" for title, rows in self.sections(language)]
        return "\n\n".join(parts) + "\n"

    def to_fragment(self, language: str = "en") -> str:
        """Return tables of HTML, a part below the other."""
        return "".join(
            f"<h2>{escape(title)}</h2>\n<table>{table_rows(rows)}</table>\n"
            for title, rows in self.sections(language)
        )

    def to_html(self, language: str = "en", reference: str | None = None) -> str:
        """Return a page that stands alone."""
        title = self.heading(language, reference)
        body = f"<h1>{escape(title)}</h1>\n"
        return _core.page(language, title, body + self.to_fragment(language))

    def _status(self, language: str) -> list[tuple[str, ...]]:
        if self.status is None:
            return [(self.on.isoformat(), _core.say("case", "not_open", language))]
        since = _core.say("case", "since", language)

        def told(status: _core.CaseStatus | _core.PersonStatus) -> str:
            words = code_in_words(status.status, language)
            return since.format(status=words, day=status.since.isoformat())

        who = {event.person_id: event.who for event in self.timeline if event.person_id}
        persons = [
            (who[one.person_id].in_language(language), told(one))
            for one in self.status.persons
            if one.person_id in who
        ]
        return [(_core.say("case", "title", language), told(self.status)), *persons]

    def _lines(self, language: str) -> list[tuple[str, ...]]:
        if not self.lines:
            return []
        events = reversed(self.timeline)  # the first of a line: what it grants, not that it ended
        texts = {event.record_id: event for event in events if event.table == "award_lines"}
        heads = ("granted", "committed", "spent", "left")
        rows: list[tuple[str, ...]] = [("", *(_core.say("case", head, language) for head in heads))]
        for line in self.lines:
            event = texts.get(_core.RecordId(line.award_line_id))
            what = "" if event is None else event.text.in_language(language)
            who = "" if event is None else event.who.in_language(language)
            rows.append(
                (
                    f"{what} ({who})" if who else what,
                    granted(line, language),
                    _core.in_words(line.committed, language),
                    _core.in_words(line.spent, language),
                    "" if line.left is None else _core.in_words(line.left, language),
                )
            )
        return rows

    def _items(self, items: Sequence[_core.WorkItem], language: str) -> list[tuple[str, ...]]:
        return [(item.on.isoformat(), item_text(item, language)) for item in items]

    def _events(self, language: str) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = []
        for event in self.timeline:
            who = event.who.in_language(language)
            text = event.text.in_language(language)
            rows.append((event.on.isoformat(), f"{text} ({who})" if who else text))
        return rows


def granted(line: _core.LineAccount, language: str) -> str:
    """Return what a line grants, or that it has no ceiling, or no amount yet."""
    if line.granted is not None:
        return _core.in_words(line.granted, language)
    return _core.say("case", "no_ceiling" if line.is_uncapped else "no_amount", language)


def indented(text: str) -> str:
    """Return lines that begin a little to the right."""
    return "\n".join(f"  {line}" for line in text.split("\n"))


def table_rows(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of an HTML table."""
    return "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n" for row in rows
    )

"""The work list of an office: rows, and the forms in which they leave."""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, overload

from libcase import _core
from libcase.arguments import AnyPath
from libcase.columns import needs
from libcase.figures import written
from libcase.text import aligned

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["WorkList", "item_text", "status_rules"]

COLUMNS = ("day", "waiting", "case", "status", "kind", "what")
MOST_ROWS = 200


def status_rules() -> list[_core.StatusRule]:
    """Return the rules that tell where a case stands: the first that holds does.

    Examples
    --------
    >>> import libcase
    >>> [rule.status.value for rule in libcase.status_rules()][:3]
    ['closed', 'completed', 'reintegrating']
    """
    return _core.status_rules()


def item_text(item: _core.WorkItem | _core.DueItem, language: str) -> str:
    """Return what an item is, and that it is in principle where it may be passed."""
    text = item.text.in_language(language)
    if not item.is_in_principle:
        return text
    return _core.say("work_list", "in_principle", language).format(what=text)


def code_in_words(code: _core.WorkKind | _core.ReturnStatus | None, language: str) -> str:
    """Return a code in words; nothing where there is none."""
    return "" if code is None else _core.say(f"codes.{type(code).__name__}", code, language)


class WorkList(Sequence[_core.DueItem]):
    """What is open in the cases of an office on a day, and what falls due by another.

    A sequence of `DueItem`, by day. Each form is returned as text, and written where a path is
    given.
    """

    def __init__(
        self,
        items: Sequence[_core.DueItem],
        on: datetime.date,
        known_at: datetime.datetime | None,
        register: str,
    ) -> None:
        self._items = tuple(items)
        self._on = on
        self._known_at = known_at or datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
        self._register = register

    @overload
    def __getitem__(self, at: int) -> _core.DueItem: ...
    @overload
    def __getitem__(self, at: slice) -> WorkList: ...
    def __getitem__(self, at: int | slice) -> _core.DueItem | WorkList:
        """Return a row, or the list of some of the rows."""
        if isinstance(at, slice):
            return WorkList(self._items[at], self._on, self._known_at, self._register)
        return self._items[at]

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return self.to_text()

    def _repr_html_(self) -> str:
        return self._table("en", MOST_ROWS)

    def _cells(self, item: _core.DueItem, language: str) -> tuple[str, ...]:
        return (
            item.on.isoformat(),
            str(item.days_waiting),
            item.reference or ("" if item.case_id is None else str(item.case_id)),
            code_in_words(item.status, language),
            code_in_words(item.kind, language),
            item_text(item, language),
        )

    def _heads(self, language: str) -> tuple[str, ...]:
        return tuple(_core.say("work_list", column, language) for column in COLUMNS)

    def to_text(self, path: AnyPath | None = None, *, language: str = "en") -> str:
        """Return aligned text, a row a line."""
        if not self._items:
            return written(_core.say("work_list", "nothing", language) + "\n", path)
        rows = [self._heads(language), *(self._cells(item, language) for item in self._items)]
        return written(aligned(rows) + "\n", path)

    def to_csv(self, path: AnyPath | None = None) -> str:
        """Return CSV (UTF-8), a row a line; the text in each language has a column of its own."""
        return written(_core.due_csv(self._items), path)

    def to_json(self, path: AnyPath | None = None) -> str:
        """Return an array with an object for each row."""
        return written(_core.due_json(self._items), path)

    def to_html(self, path: AnyPath | None = None, *, language: str = "en") -> str:
        """Return a page that stands alone and needs no network."""
        title = _core.say("work_list", "title", language)
        head = f"<h1>{escape(title)}</h1>\n<p>{self._on.isoformat()}</p>\n"
        page = _core.page(language, title, head + self._table(language, len(self._items)))
        return written(page, path)

    def _table(self, language: str, most: int) -> str:
        if not self._items:
            return f"<p>{escape(_core.say('work_list', 'nothing', language))}</p>\n"
        heads = "".join(f"<th>{escape(head)}</th>" for head in self._heads(language))
        rows = "".join(
            "<tr>"
            + "".join(f"<td>{escape(cell)}</td>" for cell in self._cells(item, language))
            + "</tr>\n"
            for item in self._items[:most]
        )
        left_out = len(self._items) - most
        more = f"<p>and {left_out:,} more rows</p>" if left_out > 0 else ""
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{more}\n"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return a dictionary for each row; the text in each language has a key of its own."""
        rows = []
        for item in self._items:
            row = item.to_dict()
            texts = row.pop("text")
            rows.append({**row, **{f"text_{code}": text for code, text in texts.items()}})
        return rows

    def to_pandas(self) -> pandas.DataFrame:
        """Return a pandas DataFrame, a row an item; days are `datetime64`."""
        try:
            import pandas
        except ImportError as error:
            raise needs("pandas", "to_pandas") from error
        frame = pandas.DataFrame(self.to_dicts(), columns=column_names())
        frame["on"] = pandas.to_datetime(frame["on"])
        return frame

    def to_polars(self) -> polars.DataFrame:
        """Return a polars DataFrame, a row an item."""
        try:
            import polars
        except ImportError as error:
            raise needs("polars", "to_polars") from error
        columns = [polars.col(name) for name in column_names()]
        rows = self.to_dicts() or [dict.fromkeys(column_names())]
        frame = polars.DataFrame(rows, infer_schema_length=None).select(columns)
        return frame.with_columns(polars.col("on").cast(polars.String).str.to_date()).head(
            len(self)
        )

    def to_ical(
        self, path: AnyPath | None = None, *, language: str = "en", details: bool = False
    ) -> str:
        """Return the deadlines as an iCalendar file (RFC 5545), each as an event of a whole day.

        A calendar is copied to places that nothing can be erased from. So cases stand in it by
        their number in the register, and what falls due in a word or two; only with `details` by
        the office's own reference and in the words of the work list.
        Needs the package icalendar: pip install 'libcase[calendar]'.
        """
        try:
            import icalendar
        except ImportError as error:
            raise ImportError("to_ical needs icalendar: pip install 'libcase[calendar]'") from error
        summary = _core.say("calendar", "summary", language)
        calendar = icalendar.Calendar()
        calendar.add("prodid", "-//libcase//work list//EN")
        calendar.add("version", "2.0")
        for key, item in self._deadlines():
            if details:
                case, what = item.reference or item.case_id, item_text(item, language)
            else:
                case, what = item.case_id, _core.say("calendar", item.code, language)
            event = icalendar.Event()
            event.add("uid", f"{uuid.uuid5(uuid.NAMESPACE_OID, f'{self._register}/{key}')}")
            event.add("dtstamp", self._known_at)
            event.add("dtstart", item.on)
            event.add("summary", summary.format(case=case, what=what))
            calendar.add_component(event)
        return written(calendar.to_ical().decode("utf-8"), path)

    def _deadlines(self) -> Iterator[tuple[str, _core.DueItem]]:
        """Go through the deadlines, each with a key that stays the same in later lists."""
        seen: Counter[str] = Counter()
        for item in self._items:
            if item.kind == _core.WorkKind.deadline:
                about = (item.case_id, item.code, item.record_id, item.person_id, item.programme)
                key = "/".join(map(str, about))
                seen[key] += 1
                yield f"{key}/{seen[key]}", item


def column_names() -> list[str]:
    """Return the names of the columns of a work list."""
    return _core.due_csv([]).strip().split(",")

"""What the functions of the package take, and errors about it that print no value."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from typing import Any, TypeAlias

from libcase import _core
from libcase.text import did_you_mean, joined

__all__ = [
    "AnyPath",
    "Moment",
    "expect",
    "invalid_value",
    "moment_or_none",
    "names",
    "options_of",
    "path_or_none",
    "period_of",
    "table_of",
    "thread_count",
    "wrong_type",
]

Moment: TypeAlias = datetime.datetime | datetime.date | str
AnyPath: TypeAlias = str | os.PathLike[str]


def wrong_type(parameter: str, expected: str, found: object) -> TypeError:
    """Return the error for an argument of another type; it names the parameter and no value."""
    return TypeError(f"{parameter}: expected {expected}, found {type(found).__name__}")


def expect(parameter: str, expected: type, found: object) -> None:
    """Raise TypeError unless an argument is of a class of the package."""
    if not isinstance(found, expected):
        raise wrong_type(parameter, f"a libcase.{expected.__name__}", found)


def invalid_value(code: str, message: str, field: str) -> _core.InvalidValue:
    """Return the error for an argument whose value makes no sense."""
    error = _core.InvalidValue(message)
    error.code = code
    error.field = field
    return error


def table_of(kind: type[_core.Record[Any]] | str) -> str:
    """Return the table of a class of records, or of its own name."""
    tables: dict[str, str] = {
        record["name"]: record["table"] for record in _core._describe_records()
    }
    if isinstance(kind, str):
        if kind in tables.values():
            return kind
        known = f"expected one of the tables {joined(tables.values())}"
        question = did_you_mean(kind, tables.values())
        raise invalid_value(
            "unknown_table", f"{known}; found '{kind}'{question}" if question else known, "kind"
        )
    for name, table in tables.items():
        if getattr(_core, name) is kind:
            return table
    raise wrong_type("kind", "a class of records such as libcase.Departure, or its table", kind)


def moment_or_none(moment: Moment | None) -> datetime.datetime | None:
    """Return the moment that is meant: a date is that day's end in UTC."""
    return None if moment is None else _core.moment(moment)


def path_or_none(path: AnyPath | None) -> str | None:
    """Return a path as text."""
    return None if path is None else os.fspath(path)


def period_of(period: _core.Period | str) -> _core.Period:
    """Return a period that may be given as text."""
    if isinstance(period, str):
        return _core.Period(period)
    if not isinstance(period, _core.Period):
        raise wrong_type("period", "a libcase.Period or text such as 2011-Q4", period)
    return period


def names(parameter: str, what: str, given: str | Iterable[str]) -> list[str]:
    """Return names of which there may be one; `what` is what they name."""
    if isinstance(given, str):
        return [given]
    if not isinstance(given, Iterable):
        raise wrong_type(parameter, f"the names of {what}s", given)
    found = list(given)
    for name in found:
        if not isinstance(name, str):
            raise wrong_type(parameter, f"the name of a {what}", name)
    return found


def options_of(options: _core.RuleOptions | None) -> _core.RuleOptions:
    """Return which values count where sources differ; the usual ones without any."""
    if options is None:
        return _core.RuleOptions()
    expect("options", _core.RuleOptions, options)
    return options


def thread_count(threads: int) -> int:
    """Return how many threads may work."""
    if not isinstance(threads, int) or isinstance(threads, bool):
        raise wrong_type("threads", "a whole number", threads)
    return threads

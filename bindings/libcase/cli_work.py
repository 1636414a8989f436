"""The commands of `libcase` about the work on cases: `due`, `case`, `budget` and `irregularities`."""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import libcase
from libcase import ReturnStatus, WorkKind
from libcase._core import in_words
from libcase.cli_base import (
    Command,
    Exit,
    RegisterFile,
    SafeguardsFile,
    command,
    expect_no_register,
    form_of,
    listed,
    safeguards_of,
    stop,
    write,
)
from libcase.cli_rules import AnswerFormat, AsKnownAt, OwnFiles, RulesFormat, catalogue_with, day_of
from libcase.cli_tables import Format, Output, form_for, write_table
from libcase.languages import language_of
from libcase.text import aligned

__all__ = ["add_commands"]


class DueFormat(StrEnum):
    """The formats of a work list."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    HTML = "html"
    ICAL = "ical"


FORMS = {
    ".txt": DueFormat.TABLE,
    ".csv": DueFormat.CSV,
    ".json": DueFormat.JSON,
    ".html": DueFormat.HTML,
    ".ics": DueFormat.ICAL,
}
FORTNIGHT = datetime.timedelta(days=14)

Spoken = Annotated[
    str,
    typer.Option(
        metavar="CODE-OR-FILE",
        help="en, nl, or a file of words of another one, such as fr.json.",
    ),
]
On = Annotated[
    str | None, typer.Option(metavar="DATE", help="The day that is asked about. By default today.")
]


def day_or_today(option: str, text: str | None) -> datetime.date:
    """Read a date from an option; today, in UTC, without one."""
    return datetime.datetime.now(datetime.UTC).date() if text is None else day_of(option, text)


@command
def due(
    register: RegisterFile,
    on: On = None,
    until: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Deadlines before this day. By default those of the next fortnight.",
        ),
    ] = None,
    kind: Annotated[
        list[WorkKind] | None, typer.Option(help="Of what. By default of all but questions.")
    ] = None,
    codes: Annotated[
        list[str] | None,
        typer.Option("--code", metavar="CODE", help="Only these: departure_term, booking."),
    ] = None,
    programme: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Only what is under these.")
    ] = None,
    status: Annotated[
        list[ReturnStatus] | None, typer.Option(help="Only cases that stand here.")
    ] = None,
    waiting: Annotated[
        int | None,
        typer.Option(metavar="DAYS", min=0, max=100_000, help="Only what is open so long."),
    ] = None,
    tracing_silent: Annotated[
        int,
        typer.Option(
            metavar="DAYS",
            min=0,
            max=100_000,
            help="After which the search for a minor's family is silent.",
        ),
    ] = 30,
    hand_over_within: Annotated[
        int,
        typer.Option(
            metavar="DAYS",
            min=0,
            max=100_000,
            help="After which the hand-over of a minor is overdue.",
        ),
    ] = 3,
    visit_within: Annotated[
        int,
        typer.Option(
            metavar="DAYS",
            min=0,
            max=100_000,
            help="After which the first visit to a minor is overdue.",
        ),
    ] = 90,
    programmes: OwnFiles = None,
    safeguards: SafeguardsFile = None,
    as_known_at: AsKnownAt = None,
    language: Spoken = "en",
    details: Annotated[
        bool,
        typer.Option(
            "--details",
            metavar="",
            help="In a calendar the office's own references and all words; nothing can be erased "
            "from the copies of a calendar.",
        ),
    ] = False,
    format: Annotated[DueFormat | None, typer.Option(help="By default a table.")] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where it goes; its ending tells the format."),
    ] = None,
) -> None:
    r"""List what is open in all cases, and what falls due.

    Deadlines with their sources, what comes next in each case and which record would settle it,
    and what is odd. Days open are below zero where the day lies ahead. A calendar holds the
    deadlines alone, and needs the package icalendar.

    [bold]Example[/bold]

    libcase due cases.db --on 2011-10-01 --until 2011-11-01 \
      --kind deadline --output deadlines.ics

    [bold]Exit codes[/bold]

    0 done · 2 usage · 3 the register is unreadable or not ours, or a rule file is wrong · 4 another
    program is writing
    """
    day = day_or_today("--on", on)
    end = day + FORTNIGHT if until is None else day_of("--until", until)
    if end < day:
        stop(Exit.USAGE, f"--until {end}: expected {day} or a later day")
    form = form_of(format, output, FORMS, DueFormat.TABLE)
    if output is not None:
        expect_no_register(register, output)
    spoken = language_of(language)
    rules = catalogue_with(programmes)
    asked = safeguards_of(safeguards)
    with libcase.open(register, read_only=True, safeguards=asked) as reg:
        found = reg.due(
            rules,
            day,
            end,
            kinds=kind or (),
            codes=listed(codes),
            programmes=listed(programme),
            statuses=status or (),
            at_least_days_waiting=waiting,
            tracing_silent_days=tracing_silent,
            hand_over_days=hand_over_within,
            visit_days=visit_within,
            as_known_at=as_known_at,
        )
    if form is DueFormat.CSV:
        text = found.to_csv(output)
    elif form is DueFormat.JSON:
        text = found.to_json(output)
    elif form is DueFormat.HTML:
        text = found.to_html(output, language=spoken)
    elif form is DueFormat.ICAL:
        try:
            text = found.to_ical(output, language=spoken, details=details)
        except ImportError as error:
            stop(Exit.USAGE, str(error))
    else:
        text = found.to_text(output, language=spoken)
    if output is None:
        write(text.replace("\r\n", "\n"))


@command
def case(
    register: RegisterFile,
    reference: Annotated[
        str, typer.Argument(metavar="CASE-REFERENCE", help="The office's own reference.")
    ],
    on: On = None,
    programmes: OwnFiles = None,
    as_known_at: AsKnownAt = None,
    language: Spoken = "en",
    format: Annotated[AnswerFormat | None, typer.Option(help="By default a table.")] = None,
) -> None:
    """Show where a case stands, what was granted and spent, what comes next, and its history.

    [bold]Example[/bold]

    libcase case cases.db CASE-2011-17 --on 2011-10-01

    [bold]Exit codes[/bold]

    0 done · 2 usage, or no such case · 3 the register is unreadable or not ours, or a rule file is
    wrong · 4 another program is writing
    """
    day = day_or_today("--on", on)
    spoken = language_of(language)
    rules = catalogue_with(programmes)
    with libcase.open(register, read_only=True) as reg:
        found = reg.find_case(reference, as_known_at=as_known_at)
        if found is None:
            stop(Exit.USAGE, "the register has no case with that reference")
        page = reg.file(found, as_known_at=as_known_at).page(day, rules)
    if format is AnswerFormat.JSON:
        write(page.to_json())
    elif format is AnswerFormat.HTML:
        write(page.to_html(spoken, reference))
    else:
        write(page.to_text(spoken, reference))


@command
def budget(
    register: RegisterFile,
    as_known_at: AsKnownAt = None,
    format: Annotated[RulesFormat | None, typer.Option(help="By default a table.")] = None,
) -> None:
    """Show what stands on each line of the budget.

    [bold]Example[/bold]

    libcase budget cases.db --as-known-at 2011-12-31

    [bold]Exit codes[/bold]

    0 done · 2 usage · 3 the register is unreadable or not ours · 4 another program is writing
    """
    with libcase.open(register, read_only=True) as reg:
        accounts = reg.budget_accounts(as_known_at=as_known_at)
    if format is RulesFormat.JSON:
        write(f"[{','.join(account.to_json() for account in accounts)}]")
        return
    heads = (
        *("code", "available", "expenses", "committed", "spent", "irregular", "free"),
        *("earmarked", "repaid"),
    )
    rows = [
        (account.code, *(in_words(getattr(account, head), "en") for head in heads[1:]))
        for account in accounts
    ]
    write(aligned([heads, *rows], labels=1) if rows else "The register has no budget lines.")


@command
def irregularities(
    register: RegisterFile,
    period: Annotated[
        str | None,
        typer.Option(metavar="PERIOD", help="Whole years: 2011, 2010..2012. All by default."),
    ] = None,
    as_known_at: AsKnownAt = None,
    format: Format = None,
    output: Output = None,
) -> None:
    """Count what was recorded although a guard would refuse it, for the office itself.

    By the year it was found, the guard and the kind of record. It is internal and never published
    by cell; tables for publication count what was recorded so like anything else.

    [bold]Example[/bold]

    libcase irregularities cases.db --period 2010..2012 --format csv

    [bold]Exit codes[/bold]

    0 done · 2 usage · 3 the register is unreadable or not ours · 4 another program is writing
    """
    form = form_for(register, format, output)
    with libcase.open(register, read_only=True) as reg:
        table = libcase.irregularities(reg, period=period, as_known_at=as_known_at)
    write_table(table, form, output)


def add_commands(app: typer.Typer) -> None:
    """Add these commands to `libcase`."""
    for add in (due, case, budget, irregularities):
        app.command(cls=Command)(add)

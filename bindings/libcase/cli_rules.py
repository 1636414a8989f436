"""The commands about programmes: what their rules are, what they say, what others would cost."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

import libcase
from libcase import CohortBy, Language
from libcase.cli_base import Command, Exit, Group, RegisterFile, command, listed, stop, write
from libcase.offers import offers_json, offers_page, offers_text

__all__ = ["add_commands"]


class Format(StrEnum):
    """The forms that rules are shown in."""

    TABLE = "table"
    JSON = "json"


class Page(StrEnum):
    """The forms that an assessment leaves in."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


OwnFiles = Annotated[
    Path | None,
    typer.Option(
        "--programmes",
        metavar="FOLDER",
        help="Rule files of one's own, beside the shipped ones or in their place.",
    ),
]
Form = Annotated[Format | None, typer.Option("--format", help="A table when not given.")]
StatedOnly = Annotated[
    bool,
    typer.Option(
        "--stated-only", metavar="", help="Leave out inferred values, which makes them unknown."
    ),
]
Readings = Annotated[
    list[str] | None,
    typer.Option(
        "--reading",
        metavar="DISPUTE=NAME",
        help="Another reading of a disputed amount; may be given several times.",
    ),
]
AsKnownAt = Annotated[
    str | None, typer.Option(metavar="DATE", help="As the office knew it at this day's end.")
]


def catalogue_with(own: Path | None) -> libcase.Catalogue:
    """Return the shipped programmes, with those of a folder added."""
    catalogue = libcase.Catalogue.shipped()
    if own is not None:
        try:
            catalogue.load(own)
        except libcase.InvalidValue as error:
            stop(Exit.UNREADABLE, str(error))
    return catalogue


def day_of(option: str, text: str) -> datetime.date:
    """Read a date from an option."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        stop(Exit.USAGE, f"expected a date such as 2011-06-01 after {option}")


def readings_of(texts: list[str] | None) -> dict[str, str]:
    """Read `hrt_child=875`, a dispute and the reading of it that is asked for."""
    readings = {}
    for text in texts or []:
        dispute, _, name = text.partition("=")
        if not (dispute.strip() and name.strip()):
            stop(Exit.USAGE, "expected DISPUTE=NAME after --reading")
        readings[dispute.strip()] = name.strip()
    return readings


programmes_app = typer.Typer(cls=Group, rich_markup_mode="rich")


class Asked(NamedTuple):
    """The options that stand before `show`."""

    own: Path | None
    form: Format | None


@programmes_app.callback(invoke_without_command=True)
@command
def list_programmes(context: typer.Context, programmes: OwnFiles = None, form: Form = None) -> None:
    """List the programmes and the versions of their rules, by date.

    Where nobody found the day on which a version began or ended, the table has the first or the
    last day on which a source shows it in force, in parentheses; JSON has null.

    [bold]Example[/bold]

    libcase programmes --format json

    [bold]Exit codes[/bold]

    0 done · 2 usage · 3 a rule file is unreadable, or wrong
    """
    if context.invoked_subcommand is not None:
        context.obj = Asked(programmes, form)
        return
    catalogue = catalogue_with(programmes)
    if form is Format.JSON:
        write(catalogue.to_json())
        return
    versions = json.loads(catalogue.to_json())
    rows = [("code", "version", "from", "until", "name")]
    rows += [
        (v["code"], v["version"], first_day(v), last_day(v), in_english(v["name"]))
        for v in versions
    ]
    write(aligned(rows))


def first_day(version: dict[str, Any]) -> str:
    """Tell when a version begins, or when it is first seen."""
    seen = version.get("seen_from")
    return version["from"] or (f"({seen})" if seen else "")


def last_day(version: dict[str, Any]) -> str:
    """Tell when a version ends, or when it is last seen."""
    seen = version.get("seen_until")
    open_or_seen = "open" if version.get("is_open") else (f"({seen})" if seen else "")
    return version["until"] or open_or_seen


def in_english(text: Any) -> str:
    """Return a text that may stand in both languages."""
    return str(text["en"] if isinstance(text, dict) else text)


def aligned(rows: Sequence[tuple[str, ...]]) -> str:
    """Return columns of text, each as wide as it has to be."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


@programmes_app.command(cls=Command)
@command
def show(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="The programme: HRT, AVR-FC.")],
    on: Annotated[str, typer.Option(metavar="DATE", help="The day whose rules are shown.")],
    programmes: OwnFiles = None,
    form: Form = None,
) -> None:
    """Show the rules of a programme that are in force on a day, each with its source.

    [bold]Example[/bold]

    libcase programmes show HRT --on 2011-06-01

    [bold]Exit codes[/bold]

    0 done · 2 usage, no such programme, or none of its rules in force that day · 3 a rule file is
    unreadable, or wrong
    """
    before: Asked = context.obj
    programme = catalogue_with(programmes or before.own)[code]
    version = programme.on(day_of("--on", on))
    if (form or before.form) is Format.JSON:
        write(json.dumps(version, ensure_ascii=False, indent=2))
    else:
        write(version_text(version))


def source_text(value: dict[str, Any]) -> str:
    """Return where a value comes from, and why where it is inferred."""
    reason = f" ({value['reason']['en']})" if value.get("reason") else ""
    inferred = f"; inferred{reason}" if value.get("certainty") == "inferred" else ""
    return f"[{value['source']}{inferred}]"


def amount_text(amount: dict[str, Any]) -> str:
    """Return what an amount is, for whom, and in which reading."""
    age = amount.get("no_ceiling_until_age")
    euro = f"EUR {amount['amount']}" if amount["amount"] else "amount not found"
    if age is not None:
        euro = f"no ceiling until {age}"
    elif amount["support"] == "service" and not amount["amount"]:
        euro = "service"
    reading = ""
    if "reading" in amount:
        usual = ", the usual one" if amount["is_default"] else ""
        reading = f", reading {amount['reading']} of {amount['dispute']}{usual}"
    support = {"cash": ", in cash", "in_kind": ", in kind", "service": ""}[amount["support"]]
    return f"{euro}{support}: {in_english(amount['who'])}{reading}"


def version_text(version: dict[str, Any]) -> str:
    """Return a version as text for a terminal."""
    lines = [f"{version['name']} ({version['code']}), rules {version['version']}"]
    lines.append(f"in force      {version['from'] or 'not found'} until {until_text(version)}")
    lines.append(f"implementer   {version['implementer']}")
    lines.append(f"target group  {in_english(version['target_group'])}")
    lines.append(f"picked by     the date of {version['version_by']['date']}")
    lines += ["", "Criteria"]
    lines += listed_with_sources(version["criteria"], lambda c: in_english(c["text"]))
    lines += ["", "Amounts"]
    lines += listed_with_sources(version["amounts"], amount_text)
    for title, key in (("Combines with", "combines_with"), ("Excludes", "excludes")):
        if version.get(key):
            lines += ["", title]
            lines += listed_with_sources(version[key], lambda c: str(c["programme"]))
    if version.get("notes"):
        lines += ["", "Notes"]
        lines += listed_with_sources(version["notes"], lambda note: in_english(note["text"]))
    return "\n".join(lines)


def until_text(version: dict[str, Any]) -> str:
    """Tell when a version ends."""
    return version["until"] or "its end, which was not found or is to come"


def listed_with_sources(values: Iterable[dict[str, Any]], text: Any) -> list[str]:
    """Return a line for each value, and one for its source."""
    lines = []
    for value in values:
        lines += [f"- {text(value)}", f"  {source_text(value)}"]
    return lines or ["- none"]


@command
def assess(
    register: RegisterFile,
    reference: Annotated[
        str, typer.Argument(metavar="CASE-REFERENCE", help="The office's own reference.")
    ],
    on: Annotated[str, typer.Option(metavar="DATE", help="The day of assessment.")],
    programme: Annotated[
        str | None, typer.Option(metavar="CODE", help="The programme: HRT, AVR-FC.")
    ] = None,
    best: Annotated[
        bool,
        typer.Option("--best", metavar="", help="Lay the allowed combinations side by side."),
    ] = False,
    programmes: OwnFiles = None,
    reading: Readings = None,
    stated_only: StatedOnly = False,
    as_known_at: AsKnownAt = None,
    language: Annotated[Language, typer.Option(help="Of a table or a page.")] = Language.en,
    format: Annotated[Page | None, typer.Option(help="A table when not given.")] = None,
) -> None:
    """Say what the rules of a programme make of a case on a day, and why.

    It is an indication: the implementer decides, with the permission of the immigration service.
    Where a fact is unknown, the outcome may be undetermined; the record that would settle it is
    named. Earlier cases of the members are taken into account.

    [bold]Example[/bold]

    libcase assess cases.db CASE-2011-17 --programme AVR-FC --on 2011-09-01

    [bold]Exit codes[/bold]

    0 done, whatever the outcome · 2 usage, no such case or no such programme · 3 the register is
    unreadable or not ours, or a rule file is wrong · 4 another program is writing
    """
    if (programme is None) != best:
        stop(Exit.USAGE, "expected one of --programme CODE and --best")
    day = day_of("--on", on)
    readings = readings_of(reading)
    catalogue = catalogue_with(programmes)
    rules = None if programme is None else catalogue[programme]
    with libcase.open(register, read_only=True) as reg:
        case = reg.find_case(reference, as_known_at=as_known_at)
        if case is None:
            stop(Exit.USAGE, "the register has no case with that reference")
        if rules is None:
            offers = reg.best_offer(
                case,
                catalogue,
                day,
                readings=readings,
                stated_only=stated_only,
                as_known_at=as_known_at,
            )
        else:
            assessment = reg.assess(
                case,
                rules,
                day,
                readings=readings,
                stated_only=stated_only,
                as_known_at=as_known_at,
            )
    if rules is None:
        write_offers(offers, language, format)
    elif format is Page.JSON:
        write(assessment.to_json())
    elif format is Page.HTML:
        write(assessment.explain_html(language))
    else:
        write(assessment.explain(language))


def write_offers(offers: list[libcase.Offer], language: Language, form: Page | None) -> None:
    """Write offers in the form that is asked for."""
    if form is Page.JSON:
        write(offers_json(offers))
    elif form is Page.HTML:
        write(offers_page(offers, language))
    else:
        write(offers_text(offers, language))


@command
def what_if(
    register: RegisterFile,
    period: Annotated[
        str, typer.Option(metavar="PERIOD", help="Of the cohort: 2011, 2011-Q4, 2010..2011.")
    ],
    rules_a: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The rules of this day. As they were, when not given."),
    ] = None,
    rules_b: Annotated[
        str | None, typer.Option(metavar="DATE", help="The rules that they are compared with.")
    ] = None,
    by: Annotated[
        CohortBy, typer.Option(help="What makes a case part of the cohort, and its day.")
    ] = CohortBy.departure,
    programme: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Only these; all but temporary return, if not given."),
    ] = None,
    programmes: OwnFiles = None,
    reading: Readings = None,
    stated_only: StatedOnly = False,
    as_known_at: AsKnownAt = None,
    format: Annotated[Format | None, typer.Option(help="A table when not given.")] = None,
) -> None:
    r"""Say what a cohort comes to under the rules of two days, and who wins and loses.

    Each case gets the combination of programmes that comes to most. Known and unknown amounts
    are kept apart, and so are cases whose outcome is undetermined.

    [bold]Example[/bold]

    libcase what-if cases.db --rules-b 2012-01-01 --period 2011 \
      --programme HRT,IN-KIND

    [bold]Exit codes[/bold]

    0 done · 2 usage, or no such programme · 3 the register is unreadable or not ours, or a rule
    file is wrong · 4 another program is writing
    """
    if rules_a is None and rules_b is None:
        stop(Exit.USAGE, "expected --rules-a DATE or --rules-b DATE: rules to compare with")
    catalogue = catalogue_with(programmes)
    a, b = (
        catalogue if day is None else catalogue.as_on(day_of(option, day))
        for option, day in (("--rules-a", rules_a), ("--rules-b", rules_b))
    )
    with libcase.open(register, read_only=True) as reg:
        comparison = libcase.compare(
            reg,
            a,
            b,
            period=period,
            by=by,
            programmes=listed(programme),
            readings=readings_of(reading),
            stated_only=stated_only,
            as_known_at=as_known_at,
        )
    write(comparison.to_json() if format is Format.JSON else comparison.to_text())


def add_commands(app: typer.Typer) -> None:
    """Add these commands to `libcase`."""
    app.add_typer(programmes_app, name="programmes")
    app.command(cls=Command)(assess)
    app.command("what-if", cls=Command)(what_if)

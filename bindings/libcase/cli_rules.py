"""The commands about programmes: their rules, assessments by them, and what others would cost."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

import libcase
from libcase import CohortBy
from libcase.cli_base import (
    Command,
    Exit,
    Group,
    RegisterFile,
    command,
    listed,
    stop,
    warn,
    write,
)
from libcase.languages import language_of
from libcase.offers import offers_json, offers_page, offers_text
from libcase.programme_text import ProgrammeText
from libcase.text import counted, joined

__all__ = ["add_commands"]


class RulesFormat(StrEnum):
    """The formats that rules and comparisons are shown in."""

    TABLE = "table"
    JSON = "json"


class AnswerFormat(StrEnum):
    """The formats of an assessment, which may be a page."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


OwnFiles = Annotated[
    Path | None,
    typer.Option(
        "--programmes",
        metavar="FOLDER",
        help="Your own rule files; they replace shipped ones of the same code.",
        readable=False,  # the library says so, which ends with another exit code than usage
    ),
]
Form = Annotated[RulesFormat | None, typer.Option("--format", help="By default a table.")]
StatedOnly = Annotated[
    bool,
    typer.Option(
        "--stated-only", metavar="", help="Leave out inferred values: they count as unknown."
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
TableLanguage = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="CODE-OR-FILE",
        help="Of a table: en, nl, or a file of words of another one, such as fr.json.",
    ),
]
AsKnownAt = Annotated[
    str | None, typer.Option(metavar="DATE", help="As the office knew it at this day's end.")
]


def catalogue_with(*own: Path | None) -> libcase.Catalogue:
    """Return the shipped programmes, with those of folders added."""
    catalogue = libcase.Catalogue.shipped()
    for path in own:
        if path is not None:
            try:
                catalogue.load(path)
            except libcase.InvalidValue as error:
                stop(Exit.UNREADABLE, str(error))
    return catalogue


def day_of(option: str, text: str) -> datetime.date:
    """Read a date from an option."""
    try:
        if re.fullmatch(r"(1[4-9]|[2-9][0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}", text) is None:
            raise ValueError
        return datetime.date.fromisoformat(text)
    except ValueError:
        stop(Exit.USAGE, f"{option} {text}: expected a date such as 2011-06-01, in 1400 or later")


def options_of(texts: list[str] | None, stated_only: bool) -> libcase.RuleOptions:
    """Read `hrt_child=875`, a dispute and the reading of it that is asked for."""
    readings = {}
    for text in texts or []:
        dispute, _, name = text.partition("=")
        if not (dispute.strip() and name.strip()):
            stop(Exit.USAGE, f"--reading {text}: expected DISPUTE=NAME")
        readings[dispute.strip()] = name.strip()
    return libcase.RuleOptions(readings=readings, stated_only=stated_only)


programmes_app = typer.Typer(cls=Group, rich_markup_mode="rich")


class Asked(NamedTuple):
    """The options that stand before `show`."""

    own: Path | None
    form: RulesFormat | None
    language: str | None


@programmes_app.callback(invoke_without_command=True)
@command
def list_programmes(
    context: typer.Context,
    programmes: OwnFiles = None,
    language: TableLanguage = None,
    form: Form = None,
) -> None:
    """List the programmes and the versions of their rules, by date.

    Where nobody found the day on which a version began or ended, the table has the first or the
    last day on which a source shows it in force, in parentheses; JSON has null.

    [bold]Example[/bold]

    libcase programmes --format json

    [bold]Exit codes[/bold]

    0 done · 2 usage · 3 a rule file is unreadable, or wrong
    """
    if context.invoked_subcommand is not None:
        context.obj = Asked(programmes, form, language)
        return
    told = ProgrammeText(language_of(language or "en"))
    catalogue = catalogue_with(programmes)
    if form is RulesFormat.JSON:
        write(catalogue.to_json())
        return
    write(told.listing(json.loads(catalogue.to_json())))


@programmes_app.command(cls=Command)
@command
def show(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="The programme: HRT, AVR-FC.")],
    on: Annotated[str, typer.Option(metavar="DATE", help="The day whose rules are shown.")],
    used_in: Annotated[
        Path | None,
        typer.Option(
            metavar="CASES.db",
            help="Tell also what its awards use of goals, plans, ceilings and quotas.",
            readable=False,
        ),
    ] = None,
    programmes: OwnFiles = None,
    language: TableLanguage = None,
    form: Form = None,
) -> None:
    """Show the rules of a programme that are in force on a day, each with its source.

    The names of sources stay as the rule file has them.

    [bold]Example[/bold]

    libcase programmes show HRT --on 2011-06-01 --language nl

    [bold]Exit codes[/bold]

    0 done · 2 usage, no such programme, or none of its rules in force that day · 3 a rule file is
    unreadable, or wrong, or the register is
    """
    before: Asked = context.obj
    told = ProgrammeText(language_of(language or before.language or "en"))
    programme = catalogue_with(programmes or before.own)[code]
    version = programme.on(day_of("--on", on))
    uses: list[libcase.VolumeUse] = []
    if used_in is not None:
        with libcase.open(used_in, read_only=True) as reg:
            uses = [use for use in reg.volume_use(programme) if use.version == version["version"]]
        version["volume_use"] = [use.to_dict() for use in uses]
    if (form or before.form) is RulesFormat.JSON:
        write(json.dumps(version, ensure_ascii=False, indent=2))
    else:
        write(told.version(version, uses))


@programmes_app.command(cls=Command)
@command
def check(
    context: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", help="A folder of rule files, or one file.", readable=False
        ),
    ],
    form: Form = None,
) -> None:
    """List all that is wrong or doubtful in your own rule files.

    Errors keep a file from being loaded. Each names the place in the file, what was expected, what
    stands there and, where a word is misspelt, the one that was probably meant. Warnings are
    programmes that a file names, in a combination or a condition, and nobody defines, and benefits
    of one version whose age bands overlap.

    [bold]Example[/bold]

    libcase programmes check my-programmes

    [bold]Exit codes[/bold]

    0 no errors · 2 usage · 3 a rule file is unreadable, or wrong
    """
    before: Asked = context.obj
    findings = libcase.check_programmes(folder, others=catalogue_with(before.own))
    errors = [finding for finding in findings if finding.severity == "error"]
    if (form or before.form) is RulesFormat.JSON:
        write(json.dumps([finding.to_dict() for finding in findings], ensure_ascii=False))
    else:
        warnings = len(findings) - len(errors)
        lines = [f"{finding.severity}: {finding}" for finding in findings]
        counts = f"{counted(len(errors), 'error')}, {counted(warnings, 'warning')}"
        write("\n".join([*lines, counts]))
    if errors:
        raise typer.Exit(Exit.UNREADABLE)


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
    allowed_combinations: Annotated[
        bool,
        typer.Option(
            "--allowed-combinations",
            metavar="",
            help="Compare the allowed combinations side by side.",
        ),
    ] = False,
    programmes: OwnFiles = None,
    reading: Readings = None,
    stated_only: StatedOnly = False,
    as_known_at: AsKnownAt = None,
    told_to: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PERSON-REFERENCE",
            help="Only what this member may read: for a letter. May be given again, for a child.",
        ),
    ] = None,
    letter: Annotated[
        bool,
        typer.Option(
            "--letter",
            metavar="",
            help="A letter, as an HTML page that prints on A4, to the first member of --told-to.",
        ),
    ] = False,
    language: Annotated[
        str,
        typer.Option(
            metavar="CODE-OR-FILE",
            help="Of a table or a page: en, nl, or a file of words of another one, such as fr.json.",
        ),
    ] = "en",
    format: Annotated[AnswerFormat | None, typer.Option(help="By default a table.")] = None,
) -> None:
    """Assess a case under the rules of a programme on a day, and say why.

    It is an indication: the programme says who decides.
    Where a fact is unknown, the outcome may be undetermined; the record that would settle it is
    named. Earlier cases of the members are taken into account.

    [bold]Example[/bold]

    libcase assess cases.db CASE-2011-17 --programme AVR-FC --on 2011-09-01

    [bold]Exit codes[/bold]

    0 done, whatever the outcome · 2 usage, no such case or no such programme · 3 the register is
    unreadable or not ours, or a rule file is wrong · 4 another program is writing
    """
    if (programme is None) != allowed_combinations:
        stop(Exit.USAGE, "expected one of --programme CODE and --allowed-combinations")
    if letter and (not told_to or format is not None):
        stop(Exit.USAGE, "expected --letter beside --told-to, without --format")
    if told_to and allowed_combinations:
        stop(Exit.USAGE, "expected --told-to beside --programme CODE alone")
    day = day_of("--on", on)
    options = options_of(reading, stated_only)
    spoken = language_of(language)
    catalogue = catalogue_with(programmes)
    rules = None if programme is None else catalogue[programme]
    with libcase.open(register, read_only=True) as reg:
        case = reg.find_case(reference, as_known_at=as_known_at)
        if case is None:
            stop(Exit.USAGE, "the register has no case with that reference")
        if rules is None:
            offers = reg.allowed_combinations(
                case,
                catalogue,
                day,
                options=options,
                as_known_at=as_known_at,
            )
        else:
            assessment = reg.assess(
                case,
                rules,
                day,
                options=options,
                as_known_at=as_known_at,
            )
            readers = members(reg, told_to or (), assessment, as_known_at)
            if told_to and not letter:
                assessment = assessment.told_to(readers)
    if rules is None:
        write_offers(offers, spoken, format)
    elif letter:
        write(assessment.letter(readers, spoken, reference))
    elif format is AnswerFormat.JSON:
        write(assessment.to_json())
    elif format is AnswerFormat.HTML:
        write(assessment.explain_html(spoken))
    else:
        write(assessment.explain(spoken))


def members(
    reg: libcase.Register,
    references: Sequence[str],
    assessment: libcase.Assessment,
    as_known_at: str | None,
) -> list[libcase.PersonId]:
    """Return the members of an assessment who have these references."""
    all_members = {member.person_id for member in assessment.persons}
    found = []
    for reference in references:
        person = reg.find_person(reference, as_known_at=as_known_at)
        if person is None or person not in all_members:
            stop(Exit.USAGE, "--told-to: the case has no member with that reference")
        found.append(person)
    return found


def write_offers(offers: list[libcase.Offer], language: str, form: AnswerFormat | None) -> None:
    """Write offers in the form that is asked for."""
    if form is AnswerFormat.JSON:
        write(offers_json(offers))
    elif form is AnswerFormat.HTML:
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
        typer.Option(
            metavar="DATE", help="The rules of this day. By default those in force at the time."
        ),
    ] = None,
    rules_b: Annotated[
        str | None, typer.Option(metavar="DATE", help="The rules that they are compared with.")
    ] = None,
    by: Annotated[
        CohortBy, typer.Option(help="What makes a case part of the cohort, and its day.")
    ] = CohortBy.departure,
    mode: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Only departures of these modes: voluntary, forced."),
    ] = None,
    programme: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Only these. By default all but temporary return."),
    ] = None,
    programme_a: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Only these under the first rules."),
    ] = None,
    programme_b: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Only these under the second rules."),
    ] = None,
    programmes: OwnFiles = None,
    programmes_b: Annotated[
        Path | None,
        typer.Option(
            "--programmes-b",
            metavar="FOLDER",
            help="Your own rule files for the second side only: to compare them with the others.",
            readable=False,
        ),
    ] = None,
    keeps_recorded_choice: Annotated[
        bool,
        typer.Option(
            "--keeps-recorded-choice",
            metavar="",
            help="Let what was chosen in a case rule out what the rules exclude beside it.",
        ),
    ] = False,
    reading: Readings = None,
    stated_only: StatedOnly = False,
    as_known_at: AsKnownAt = None,
    format: Annotated[RulesFormat | None, typer.Option(help="By default a table.")] = None,
) -> None:
    r"""Compare what two sets of rules grant a cohort, and who wins and loses.

    Each case gets the combination of programmes that is worth most among those for which it is
    eligible. What the office chose under the real rules rules nothing out, unless
    --keeps-recorded-choice is given: a case with an award under SDT is assessed for HRT and in kind
    as if nothing had been chosen. Winners, losers and unchanged are cases of which all is known on
    both sides; the others are not comparable. Programmes whose amounts nobody found, such as REAN,
    make them so: --programme names those that count.

    The two sides differ by day (--rules-a, --rules-b), by rule files of your own (--programmes-b),
    or by the programmes that count (--programme-a, --programme-b).

    [bold]Example[/bold]

    libcase what-if cases.db --rules-b 2012-01-01 --period 2011 \
      --programme HRT,IN-KIND

    libcase what-if cases.db --period 2011 --programme-a HRT --programme-b OZV

    [bold]Exit codes[/bold]

    0 done · 2 usage, or no such programme · 3 the register is unreadable or not ours, or a rule
    file is wrong · 4 another program is writing
    """
    both = listed(programme)
    codes_a = listed(programme_a) or both
    codes_b = listed(programme_b) or both
    if rules_a is None and rules_b is None and programmes_b is None and codes_a == codes_b:
        stop(
            Exit.USAGE,
            "expected --rules-a DATE, --rules-b DATE, --programmes-b FOLDER, --programme-a CODE or "
            "--programme-b CODE: rules to compare with",
        )
    catalogue_a = catalogue_with(programmes)
    catalogue_b = catalogue_with(programmes, programmes_b)
    a = rules_of_side("--rules-a", rules_a, catalogue_a, codes_a)
    b = rules_of_side("--rules-b", rules_b, catalogue_b, codes_b)
    with libcase.open(register, read_only=True) as reg:
        comparison = libcase.compare(
            reg,
            a,
            b,
            period=period,
            by=by,
            modes=listed(mode),
            programmes_a=codes_a,
            programmes_b=codes_b,
            options=options_of(reading, stated_only),
            keeps_recorded_choice=keeps_recorded_choice,
            as_known_at=as_known_at,
        )
    write(comparison.to_json() if format is RulesFormat.JSON else comparison.to_text())


def rules_of_side(
    option: str, day: str | None, catalogue: libcase.Catalogue, codes: Sequence[str]
) -> libcase.Catalogue:
    """Return the rules of a day, or all; warn of programmes that have none on that day."""
    if day is None:
        return catalogue
    rules = catalogue.frozen_at(day_of(option, day))
    without = [code for code in codes if code in catalogue and code not in rules]
    if without:
        warn(f"no rules on {day}, the day of {option}: {joined(without)}")
    return rules


def add_commands(app: typer.Typer) -> None:
    """Add these commands to `libcase`."""
    app.add_typer(programmes_app, name="programmes")
    app.command(cls=Command)(assess)
    app.command("what-if", cls=Command)(what_if)

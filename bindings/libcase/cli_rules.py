"""The commands about programmes: their rules, assessments by them, and what others would cost."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

import libcase
from libcase import CohortBy
from libcase._core import in_words
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
from libcase.text import aligned, counted, joined

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
    if form is RulesFormat.JSON:
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
    """Return when a version begins, or the first day a source shows it."""
    seen = version.get("attested_from")
    return version["from"] or (f"({seen})" if seen else "")


def last_day(version: dict[str, Any]) -> str:
    """Return when a version ends, or the last day a source shows it."""
    seen = version.get("attested_until")
    open_or_seen = "open" if version.get("is_open") else (f"({seen})" if seen else "")
    return version["until"] or open_or_seen


def in_english(text: dict[str, str]) -> str:
    """Return a text in English, or in the language in which its file has it."""
    return str(text["en"])


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
    form: Form = None,
) -> None:
    """Show the rules of a programme that are in force on a day, each with its source.

    [bold]Example[/bold]

    libcase programmes show HRT --on 2011-06-01

    [bold]Exit codes[/bold]

    0 done · 2 usage, no such programme, or none of its rules in force that day · 3 a rule file is
    unreadable, or wrong, or the register is
    """
    before: Asked = context.obj
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
        used = ["", "Used and left", *(f"- {use_text(use)}" for use in uses)] if uses else []
        write("\n".join([version_text(version), *used]))


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


def source_text(value: dict[str, Any]) -> str:
    """Return where a value comes from, and why where it is inferred."""
    reason = f" ({value['reason']['en']})" if value.get("reason") else ""
    inferred = f"; inferred{reason}" if value.get("certainty") == "inferred" else ""
    return f"[{value['source']}{inferred}]"


def money_text(amount: str, currency: str) -> str:
    """Return an amount as English writes it."""
    return in_words(libcase.Money(amount, currency), "en")


def amount_text(amount: dict[str, Any]) -> str:
    """Return what an amount is, for whom, and in which reading."""
    age = amount.get("uncapped_until_age")
    currency = amount["currency"]
    money = money_text(amount["amount"], currency) if amount["amount"] else "amount not found"
    if age is not None:
        money = f"no ceiling until {age}"
    elif amount["support"] == "service" and not amount["amount"]:
        money = "service"
    reading = ""
    if "reading" in amount:
        usual = ", the usual one" if amount["is_default"] else ""
        text = amount["reading_text"]
        says = f" ({in_english(text)})" if text else ""
        reading = f", reading {amount['reading']} of {amount['dispute']}{says}{usual}"
    cash = amount.get("cash_at_most")
    in_cash = f", at most {money_text(cash, currency)} of it in cash" if cash else ""
    support = {"cash": ", in cash", "in_kind": ", in kind", "service": ""}[amount["support"]]
    per = " for the unit as a whole" if amount["per"] == "unit" else ""
    return (
        f"{money}{support}{in_cash}{monthly_text(amount.get('monthly'))}{per}: "
        f"{in_english(amount['text'])}{reading}"
    )


def monthly_text(monthly: dict[str, Any] | None) -> str:
    """Return for which months an amount is given, where it is monthly."""
    if monthly is None:
        return ""
    most = f", {monthly['at_most']} at most" if monthly["at_most"] is not None else ""
    return (
        f" for each month {monthly['counted']} from {in_english(monthly['from'])} "
        f"to {in_english(monthly['until'])}{most}"
    )


def amount_lines(amount: dict[str, Any]) -> list[str]:
    """Return an amount with its source, and how it is spent, paid and for how long."""
    lines = [
        f"- {amount_text(amount)}",
        f"  for: {in_english(amount['who'])}",
        f"  {source_text(amount)}",
    ]
    for title, key, text in (
        ("spent", "spending", spending_text),
        ("lasts", "periods", lambda period: in_english(period["text"])),
        ("paid", "instalments", lambda part: f"{part['share']} {in_english(part['when'])}"),
    ):
        for rule in amount.get(key, []):
            lines += [f"  {title}: {text(rule)}", f"    {source_text(rule)}"]
    return lines


def spending_text(rule: dict[str, Any]) -> str:
    """Return how much of an amount is spent in a place."""
    shares = [
        f"{words} {rule[key]}"
        for words, key in (("at least", "at_least"), ("at most", "at_most"))
        if rule[key]
    ]
    return f"{' and '.join(shares)} in the {rule['place'].replace('_', ' ')}"


def criterion_text(criterion: dict[str, Any]) -> str:
    """Return what is asked, and since when where its start was not found."""
    seen = criterion.get("attested_from")
    since = f" (asked from {seen} on, the first day on which a source shows it)" if seen else ""
    return f"{in_english(criterion['text'])}{since}"


def cap_text(cap: dict[str, Any], bound: str = "at most") -> str:
    """Return a cap or a minimum, of whom, of what and when."""
    support = {"cash": " in cash", "in_kind": " in kind"}.get(cap["support"] or "", "")
    whose = {
        "person": "for a person",
        "family": "for a family",
        "package": "together with the programmes it is combined with",
    }[cap["of"]]
    of = f" for {' and '.join(cap['benefits'])}" if cap["benefits"] else ""
    when = f", where: {in_english(cap['when'])}" if cap["when"] else ""
    money = money_text(cap["amount"], cap["currency"])
    return f"{bound} {money}{support} {whose}{of}{when}"


def volume_text(volume: dict[str, Any]) -> str:
    """Return a figure for all together."""
    kind = volume["kind"].replace("_", " ")
    figure = f"{volume['count']:,}" if "count" in volume else "a number that was not found"
    if "amount" in volume:
        figure = money_text(volume["amount"], volume["currency"])
    return f"{kind}: {in_english(volume['text'])}: {figure}"


def use_text(use: libcase.VolumeUse) -> str:
    """Return what is used of a volume, and what is left."""
    year = f" in {use.year}" if use.year is not None else ""
    money = use.amount is not None
    if money:
        used = in_words(use.awarded, "en")
        left = None if use.amount_left is None else in_words(use.amount_left, "en")
    else:
        used = counted(use.persons, "person")
        left = None if use.persons_left is None else f"{use.persons_left:,}"
    rest = "" if left is None else f", left {left}"
    lines = counted(use.other_lines, "line")
    beside = f"; {lines} without an amount in its currency" if money and use.other_lines else ""
    return f"{use.kind.value.replace('_', ' ')}: {use.text}{year}: awarded {used}{rest}{beside}"


def combination_text(combination: dict[str, Any]) -> str:
    """Return a programme, and between which days where these are given."""
    days = "".join(
        f" {word} {combination[word]}" for word in ("from", "until") if combination.get(word)
    )
    return f"{combination['programme']}{days}"


def in_force_text(version: dict[str, Any]) -> str:
    """Return whether a version is in force on the day that was asked."""
    if version["is_in_force"] != "unknown":
        return f"in force on {version['on']}: yes"
    first, last = version["attested_from"], version["attested_until"]
    seen = f"last seen {last}" if last and last < version["on"] else f"first seen {first}"
    return f"in force on {version['on']}: not known, {seen}"


def version_text(version: dict[str, Any]) -> str:
    """Return a version as text for a terminal."""
    facts = [
        ("in force", f"{from_text(version)} until {until_text(version)}"),
        ("implementer", version["implementer"]),
        *([("funder", version["funder"])] if version["funder"] else []),
        *([("decision", in_english(version["decision"]["text"]))] if version["decision"] else []),
        ("target group", in_english(version["target_group"])),
        ("picked by", f"the date of {version['version_by']['date']}"),
        *(
            [("movement", version["movement"].replace("_", " "))]
            if version["movement"] != "lasting_return"
            else []
        ),
    ]
    lines = [
        f"{in_english(version['name'])} ({version['code']}), rules {version['version']}",
        in_force_text(version),
        aligned(facts),
    ]
    lines += ["", "Criteria", *(listed_with_sources(version["criteria"], criterion_text))]
    amounts = [line for amount in version["amounts"] for line in amount_lines(amount)]
    lines += ["", "Amounts", *(amounts or ["- none"])]
    texts: tuple[tuple[str, str, Callable[[dict[str, Any]], str]], ...] = (
        ("Minimums", "minimums", lambda minimum: cap_text(minimum, "at least")),
        ("Caps", "caps", cap_text),
        ("Combines with", "combines_with", combination_text),
        ("Excludes", "excludes", combination_text),
        ("For all together", "volumes", volume_text),
        ("Goals", "goals", lambda goal: in_english(goal["text"])),
        ("Notes", "notes", lambda note: in_english(note["text"])),
        ("Background", "background", lambda note: in_english(note["text"])),
    )
    for title, key, text in texts:
        if version.get(key):
            lines += ["", title, *listed_with_sources(version[key], text)]
    return "\n".join(lines)


def from_text(version: dict[str, Any]) -> str:
    """Return when a version begins."""
    seen = f" (first seen {version['attested_from']})" if version["attested_from"] else ""
    return version["from"] or f"a day that was not found{seen}"


def until_text(version: dict[str, Any]) -> str:
    """Return when a version ends."""
    seen = f" (last seen {version['attested_until']})" if version["attested_until"] else ""
    open_or_not = "now" if version["is_open"] else f"a day that was not found{seen}"
    return version["until"] or open_or_not


def listed_with_sources(
    values: Iterable[dict[str, Any]], text: Callable[[dict[str, Any]], str]
) -> list[str]:
    """Return a line for each value, and one for its source."""
    lines = []
    for value in values:
        source = [f"  {source_text(value)}"] if "source" in value else []
        lines += [f"- {text(value)}", *source]
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

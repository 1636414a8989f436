"""The commands of `libcase` about minors: `safeguards`, `facilities` and `returned-minors`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import libcase
from libcase import DepartureMode
from libcase._core import say
from libcase.cli_base import Command, Exit, RegisterFile, command, safeguards_of, stop, write
from libcase.cli_rules import AsKnownAt, RulesFormat
from libcase.cli_tables import Format, Output, form_for, write_table
from libcase.cli_work import On, Spoken, day_or_today
from libcase.languages import language_of
from libcase.unit_page import VALUES

__all__ = ["add_commands"]


Rules = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Your own rules of safeguards.", readable=False)
]


@command
def safeguards(
    register: RegisterFile,
    reference: Annotated[
        str, typer.Argument(metavar="CASE-REFERENCE", help="The office's own reference.")
    ],
    on: On = None,
    mode: Annotated[
        DepartureMode | None, typer.Option(help="How they are to leave. As recorded by default.")
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(metavar="COUNTRY", help="Where to, by three letters. As recorded by default."),
    ] = None,
    rules: Rules = None,
    as_known_at: AsKnownAt = None,
    language: Spoken = "en",
    format: Annotated[RulesFormat | None, typer.Option(help="By default a table.")] = None,
) -> None:
    """Show what is asked before the minors of a case leave alone, and what of it is missing.

    Of each member of the unit on that day: whether they are a minor by the youngest reading, whether
    who cares for them goes along, and each safeguard with its source and the records that would
    meet it.

    [bold]Example[/bold]

    libcase safeguards cases.db CASE-2011-17 --on 2011-10-01 --mode forced

    [bold]Exit codes[/bold]

    0 done · 2 usage, or no such case · 3 the register is unreadable or not ours, or the rules are
    wrong · 4 another program is writing
    """
    day = day_or_today("--on", on)
    spoken = language_of(language)
    known = safeguards_of(rules)
    destination = None if to is None else libcase.Country(to)
    with libcase.open(register, read_only=True) as reg:
        found = reg.find_case(reference, as_known_at=as_known_at)
        if found is None:
            stop(Exit.USAGE, "the register has no case with that reference")
        file = reg.file(found, as_known_at=as_known_at)
        members = [(member.person_id, member.role) for member in file.members_on(day)]
        answers = [
            file.safeguards(person, day, mode=mode, destination=destination, rules=known)
            for person, _ in members
        ]
    if format is RulesFormat.JSON:
        write(f"[{','.join(answer.to_json() for answer in answers)}]")
        return
    if not members:
        write(say("safeguards", "no_member", spoken))
    for (person, role), answer in zip(members, answers, strict=True):
        name = say("codes.Role", role, spoken)
        write("\n".join([f"{name} {person}", *lines_of(answer, spoken)]))


@command
def facilities(
    register: RegisterFile,
    period: Annotated[
        str, typer.Option(metavar="PERIOD", help="Which days: 2011, 2011-Q4, 2010..2011.")
    ],
    rules: Rules = None,
    as_known_at: AsKnownAt = None,
    format: Format = None,
    output: Output = None,
) -> None:
    """Show how full the facilities for minors are, by day.

    The places are those of the rules. Reserved are those for whom a place is kept and who do not
    stay there. As a page, who is present is drawn by day.

    [bold]Example[/bold]

    libcase facilities cases.db --period 2011-10 --output facilities.html

    [bold]Exit codes[/bold]

    0 done · 2 usage · 3 the register is unreadable or not ours, or the rules are wrong · 4 another
    program is writing
    """
    form = form_for(register, format, output)
    with libcase.open(register, read_only=True) as reg:
        table = libcase.facility_occupancy(
            reg, period=period, rules=safeguards_of(rules), as_known_at=as_known_at
        )
    write_table(table, form, output)


@command
def returned_minors(
    register: RegisterFile,
    period: Annotated[
        str, typer.Option(metavar="PERIOD", help="Whole quarters: 2011, 2011-Q4, 2010..2011.")
    ],
    age_bands: Annotated[
        str, typer.Option(metavar="BANDS", help="Ages in completed years: 0-13,14-15,16-17.")
    ] = "0-17",
    as_known_at: AsKnownAt = None,
    format: Format = None,
    output: Output = None,
) -> None:
    """Count unaccompanied minors who were returned, by quarter, as European statistics ask.

    By type of return, citizenship, destination, age and sex. It is internal: neither rounded nor
    protected for publication.

    [bold]Example[/bold]

    libcase returned-minors cases.db --period 2011 --age-bands 0-13,14-15,16-17

    [bold]Exit codes[/bold]

    0 done · 2 usage, or a question that the data cannot answer · 3 the register is unreadable or
    not ours · 4 another program is writing
    """
    form = form_for(register, format, output)
    with libcase.open(register, read_only=True) as reg:
        table = libcase.unaccompanied_minors_returned(
            reg, period=period, age_bands=age_bands, as_known_at=as_known_at
        )
    write_table(table, form, output)


def lines_of(answer: libcase.Safeguards, language: str) -> list[str]:
    """Return what is said of one member, a line each."""

    def said(key: str) -> str:
        return say("safeguards", key, language)

    def value(verdict: libcase.Verdict) -> str:
        return say("values", VALUES[verdict.value], language)

    lines = [
        f"  {said('minor').format(value=value(answer.is_minor))}",
        f"  {said('accompanied').format(value=value(answer.is_accompanied))}",
    ]
    if not answer.is_gated:
        return [*lines, f"  {said('not_asked')}"]
    lines.append(f"  {said('may_leave' if answer.may_leave else 'may_not_leave')}")
    for finding in answer.findings:
        is_met = finding.verdict is libcase.Verdict.met
        lines.append(
            f"  {said('met' if is_met else 'missing')}: {finding.text.in_language(language)}"
        )
        if finding.detail is not None:
            lines.append(f"    {finding.detail.in_language(language)}")
        if not is_met:
            tables = [finding.settled_by, *finding.also_settled_by]
            records = say("lists", "or", language).join(tables)
            lines.append(f"    {said('settled_by').format(records=records)}")
        lines.append(f"    {said('source').format(source=finding.source)}")
        if finding.reason is not None:
            lines.append(
                f"    {said('inferred').format(reason=finding.reason.in_language(language))}"
            )
    return lines


def add_commands(app: typer.Typer) -> None:
    """Add these commands to `libcase`."""
    for add in (safeguards, facilities, returned_minors):
        app.command(cls=Command)(add)

"""The commands of `libcase` about families: `unit` and `units`."""

from __future__ import annotations

from typing import Annotated

import typer

import libcase
from libcase import MinorityDefinition
from libcase.cli_base import Command, Exit, RegisterFile, command, stop, write
from libcase.cli_rules import AsKnownAt, RulesFormat
from libcase.cli_tables import Format, Output, form_for, write_table
from libcase.cli_work import On, Spoken, day_or_today
from libcase.languages import language_of
from libcase.unit_page import UnitPage

__all__ = ["add_commands"]


MinorityBy = Annotated[
    MinorityDefinition,
    typer.Option(help="Who is a minor: by national law, or as European statistics count."),
]


@command
def unit(
    register: RegisterFile,
    reference: Annotated[
        str, typer.Argument(metavar="CASE-REFERENCE", help="The office's own reference.")
    ],
    on: On = None,
    definition: MinorityBy = MinorityDefinition.national,
    as_known_at: AsKnownAt = None,
    language: Spoken = "en",
    format: Annotated[RulesFormat | None, typer.Option(help="By default a table.")] = None,
) -> None:
    """Show what the unit of a case is on a day, who is in it, and what that rests on.

    Each member with category, age, and whether they are a minor by national law and to European
    statistics; their age as the safeguards read it, by all that was found of it, with the numbers of
    the records that say so; why something is unknown; and what the unit was at each application,
    decision and departure.

    [bold]Example[/bold]

    libcase unit cases.db CASE-2011-17 --on 2011-10-01

    [bold]Exit codes[/bold]

    0 done · 2 usage, or no such case · 3 the register is unreadable or not ours · 4 another program
    is writing
    """
    day = day_or_today("--on", on)
    spoken = language_of(language)
    with libcase.open(register, read_only=True) as reg:
        found = reg.find_case(reference, as_known_at=as_known_at)
        if found is None:
            stop(Exit.USAGE, "the register has no case with that reference")
        file = reg.file(found, as_known_at=as_known_at)
        unit_then = file.composition(day, definition)
        ages = [file.age(member.person_id, day) for member in unit_then.members]
        page = UnitPage(unit_then, file.compositions(definition), ages)
    if format is RulesFormat.JSON:
        write(page.to_json())
    else:
        write(page.to_text(spoken, reference))


@command
def units(
    register: RegisterFile,
    on: On = None,
    definition: MinorityBy = MinorityDefinition.national,
    as_known_at: AsKnownAt = None,
    format: Format = None,
    output: Output = None,
) -> None:
    """Count the units of open cases that are here on a day, by what they are together.

    Each unit once, its members by head, and the members who are surely minors.

    [bold]Example[/bold]

    libcase units cases.db --on 2011-10-01 --output units.csv

    [bold]Exit codes[/bold]

    0 done · 2 usage · 3 the register is unreadable or not ours · 4 another program is writing
    """
    day = day_or_today("--on", on)
    form = form_for(register, format, output)
    with libcase.open(register, read_only=True) as reg:
        table = libcase.unit_stock(reg, day, definition=definition, as_known_at=as_known_at)
    write_table(table, form, output)


def add_commands(app: typer.Typer) -> None:
    """Add these commands to `libcase`."""
    for add in (unit, units):
        app.command(cls=Command)(add)

"""The command `libcase`.

Exit codes of every command: 0 done, 1 rows were rejected or tampering was found, 2 usage,
3 unreadable or not ours, 4 another program is writing. Failures are a sentence on stderr.
"""

from __future__ import annotations

import getpass
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

import libcase
from libcase import Count, Frequency, cli_families, cli_minors, cli_rules, cli_work
from libcase.cli_base import (
    Command,
    Exit,
    RegisterFile,
    SafeguardsFile,
    app,
    command,
    listed,
    safeguards_of,
    stop,
    write,
)
from libcase.cli_tables import Format, Output, form_for, write_table
from libcase.register import Progress as Report
from libcase.register import ShowValue
from libcase.text import counted, joined

__all__ = ["main"]

MOST_FINDINGS = 200


Into = Annotated[
    Path,
    typer.Option(
        "--into", metavar="R.db", help="The register; made if it is missing.", readable=False
    ),
]
AllOrNothing = Annotated[
    bool,
    typer.Option("--all-or-nothing", metavar="", help="Add nothing at all when a row is rejected."),
]
AsNew = Annotated[
    bool,
    typer.Option(
        "--new",
        metavar="",
        help="Add rows without a reference although a known record, of which no row is left, says "
        "the same but for one amount or one day.",
    ),
]
Rejects = Annotated[
    Path | None,
    typer.Option(
        "--rejects",
        metavar="FILE",
        help="Where rejected rows are listed. By default beside the register.",
    ),
]
ShowValues = Annotated[
    bool,
    typer.Option(
        "--show-values",
        metavar="",
        help="Show the values that were rejected, on a terminal only: they may name somebody.",
    ),
]


def max_memory_option(help: str) -> Any:
    """Return the option for what an import may hold in memory."""
    return typer.Option("--max-memory", metavar="GB", min=1, max=1024, help=help)


MaxMemory = Annotated[
    int,
    max_memory_option(
        "What the rows may take in memory, counted rather too high than too low; files that need "
        "more are refused as a whole."
    ),
]
MaxRejectedMemory = Annotated[
    int,
    max_memory_option(
        "What the rejected rows may take in memory; the others are not held. A table that needs "
        "more is refused as a whole."
    ),
]
TrustsClock = Annotated[
    bool,
    typer.Option(
        "--trusts-clock",
        metavar="",
        help="The clock is right, though it is years from the last recording.",
    ),
]


@contextmanager
def progress_bar(what: str) -> Iterator[Report | None]:
    """A bar with rows a second and the time left on a terminal; nothing in a pipe."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[rows]:,} rows"),
        TextColumn("{task.fields[speed]:,.0f} rows/s"),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as bars:
        bar = bars.add_task(what, total=None, rows=0, speed=0.0)

        def report(rows: int, bytes_done: int, bytes_total: int) -> None:
            speed = rows / max(bars.tasks[0].elapsed or 0.0, 0.001)
            bars.update(bar, completed=bytes_done, total=bytes_total, rows=rows, speed=speed)

        yield report


def actor() -> str:
    """Who writes: the name of the user who runs the command."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "libcase"


def close_import(summary: libcase.ImportSummary | libcase.TableSummary) -> None:
    """Print a summary and end with the exit code that it asks for."""
    write(str(summary).rstrip())
    if isinstance(summary, libcase.ImportSummary) and summary.unreadable:
        raise typer.Exit(Exit.UNREADABLE)
    if summary.rejected_count or not summary.is_kept:
        raise typer.Exit(Exit.REJECTED)


@contextmanager
def reading_input() -> Iterator[None]:
    """Where a value is invalid, a file is unreadable; the command line itself is fine."""
    try:
        yield
    except libcase.InvalidValue as error:
        is_usage = error.code in {"unknown_table", "nothing_to_import", "rejects_over_input"}
        stop(Exit.USAGE if is_usage else Exit.UNREADABLE, str(error))


def shown_values(is_asked: bool) -> ShowValue | None:
    """Return what prints rejected values, where that is asked for and nothing would keep them."""
    if not is_asked:
        return None
    if not sys.stdout.isatty():
        stop(Exit.USAGE, "--show-values writes to a terminal, and never to a file or a pipe")

    def show(file: Path, line: int, column: str, value: str) -> None:
        write(f"{file}, line {line}, {column}: {value!r}")

    return show


def expect_input(*paths: Path) -> None:
    """Stop at a mistyped path, before a register is made for it."""
    for path in paths:
        if not path.exists():
            stop(Exit.UNREADABLE, f"there is no file or folder {path}")


@app.command("import", cls=Command)
@command
def import_records(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FOLDER|FILE...", help="CSV files, or folders of them.", readable=False
        ),
    ],
    into: Into,
    all_or_nothing: AllOrNothing = False,
    as_new: AsNew = False,
    rejects: Rejects = None,
    show_values: ShowValues = False,
    max_memory: MaxMemory = 4,
    safeguards: SafeguardsFile = None,
    trusts_clock: TrustsClock = False,
) -> None:
    """Load case records from CSV files, one for each kind of record.

    A file is named after its table: departures.csv, unit_members.csv.gz. The good rows are
    loaded; rejected rows are listed with file, line, column, code and reason, and of what stands
    there only its kind and length. A second run of the same files adds nothing. The summary closes
    with the head digest: keep it elsewhere, for [bold]libcase verify --head[/bold].

    [bold]Example[/bold]

    libcase import examples/caseload-2011 --into cases.db

    [bold]Exit codes[/bold]

    0 all rows are in · 1 rows were rejected · 2 usage, or the clock is years off · 3 a file is
    unreadable, the rows take too much memory, or the register is not ours · 4 another program is
    writing
    """
    expect_input(*files)
    show_value = shown_values(show_values)
    asked = safeguards_of(safeguards)
    with (
        libcase.open(into, actor=actor(), trusts_clock=trusts_clock, safeguards=asked) as reg,
        progress_bar("Importing") as progress,
        reading_input(),
    ):
        summary = reg.import_records(
            files,
            all_or_nothing=all_or_nothing,
            as_new=as_new,
            rejects=rejects,
            progress=progress,
            show_value=show_value,
            max_memory=max_memory << 30,
        )
    close_import(summary)


@app.command(cls=Command)
@command
def template(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to write; made if it is missing.")
    ],
) -> None:
    """Write empty CSV files for data of your own, and a page that explains each column.

    There is a file for each kind of record, with the columns that [bold]libcase import[/bold]
    reads; COLUMNS.md says what each takes. Fill in those you have data for and remove the others.
    Nothing is overwritten.

    [bold]Example[/bold]

    libcase template my-cases

    [bold]Exit codes[/bold]

    0 done · 2 usage, or a file is there already · 3 the files cannot be written
    """
    *files, page = libcase.write_template(folder)
    write(f"Wrote {len(files)} empty files, and {page}, which explains their columns")


@app.command("import-table", cls=Command)
@command
def import_table(
    table: Annotated[
        Path,
        typer.Argument(metavar="TABLE.csv", help="The published table.", readable=False),
    ],
    mapping: Annotated[
        Path,
        typer.Option(
            "--mapping", metavar="MAP.json", help="What its columns mean.", readable=False
        ),
    ],
    into: Into,
    all_or_nothing: AllOrNothing = False,
    rejects: Rejects = None,
    show_values: ShowValues = False,
    max_memory: MaxRejectedMemory = 4,
    trusts_clock: TrustsClock = False,
) -> None:
    r"""Load a published table, where a row says "n persons like this left in this period".

    Each becomes n persons, cases, memberships and departures. Such rows are events: persons and
    units cannot be counted from them. The same table a second time is refused.

    [bold]Example[/bold]

    libcase import-table returns.csv.gz \
      --mapping examples/tables/uk-home-office.json --into uk.db

    [bold]Exit codes[/bold]

    0 all rows are in · 1 rows were rejected, or the table was there already · 2 usage, or the clock
    is years off · 3 a file is unreadable, the rejected rows take too much memory, or the register
    is not ours · 4 another program is writing
    """
    expect_input(table, mapping)
    show_value = shown_values(show_values)
    with (
        libcase.open(into, actor=actor(), trusts_clock=trusts_clock) as reg,
        progress_bar("Importing") as progress,
        reading_input(),
    ):
        summary = reg.import_table(
            table,
            mapping,
            all_or_nothing=all_or_nothing,
            rejects=rejects,
            progress=progress,
            show_value=show_value,
            max_memory=max_memory << 30,
        )
    close_import(summary)


def filters(texts: list[str] | None) -> dict[str, list[str]]:
    """Read `mode=voluntary,forced`; what is given for a dimension twice is taken together."""
    found: dict[str, list[str]] = {}
    for text in texts or []:
        name, _, after = text.partition("=")
        labels = listed([after])
        if not labels:
            stop(Exit.USAGE, f"--where {text}: expected a filter such as mode=forced")
        found.setdefault(name.strip(), []).extend(labels)
    return found


@app.command(cls=Command)
@command
def departures(
    register: RegisterFile,
    period: Annotated[
        str, typer.Option(metavar="PERIOD", help="2011, 2011-Q4, 2011-11 or 2004..2023.")
    ],
    frequency: Annotated[
        Frequency, typer.Option(help="How long each period of the table is.")
    ] = Frequency.month,
    by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DIMENSIONS",
            help=f"{', '.join(libcase.Dimension)}; several with commas.",
        ),
    ] = None,
    count: Annotated[Count, typer.Option(help="What is counted.")] = Count.departures,
    where: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=LABEL", help="Only these: mode=forced, sex=female,unknown."),
    ] = None,
    age_bands: Annotated[
        str | None, typer.Option(metavar="BANDS", help="For the dimension age_band: 0-17,18-34,35-")
    ] = None,
    totals: Annotated[
        bool, typer.Option("--totals", metavar="", help="With totals: counted, never summed.")
    ] = False,
    zeros: Annotated[
        bool, typer.Option("--zeros", metavar="", help="With the cells that have no departures.")
    ] = False,
    as_known_at: Annotated[
        str | None, typer.Option(metavar="DATE", help="As the office knew it at this day's end.")
    ] = None,
    format: Format = None,
    output: Output = None,
) -> None:
    r"""Count departures by day, month, quarter or year, and by any of their properties.

    The table carries its definition: what is counted, of which population, known when. It is
    internal, and not protected for publication.

    [bold]Example[/bold]

    libcase departures cases.db --period 2011 --by mode,nationality \
      --where mode=voluntary --totals --as-known-at 2012-01-05 \
      --output departures-2011.csv

    [bold]Exit codes[/bold]

    0 done · 2 usage, or a question that the data cannot answer · 3 the register is unreadable or
    not ours · 4 another program is writing
    """
    form = form_for(register, format, output)
    with libcase.open(register, read_only=True) as reg:
        table = libcase.departures(
            reg,
            period=period,
            frequency=frequency,
            by=listed(by),
            count=count,
            where=filters(where),
            age_bands=age_bands,
            totals=totals,
            zeros=zeros,
            as_known_at=as_known_at,
        )
    write_table(table, form, output)


@app.command(cls=Command)
@command
def verify(
    register: RegisterFile,
    head: Annotated[
        str | None,
        typer.Option(metavar="DIGEST", help="The head digest that was kept elsewhere."),
    ] = None,
) -> None:
    """Check that nothing was changed, removed, inserted or moved behind the register's back.

    Recomputes the audit chain and names the rows that do not fit. Only with the head digest of
    an earlier import or [bold]libcase info[/bold] it also sees that the end was cut off, or that
    all of it was made anew.

    [bold]Example[/bold]

    libcase verify cases.db --head 6f1ed002ab5595859014ebf0951522d9

    [bold]Exit codes[/bold]

    0 sound · 1 tampering was found, or damage that keeps the rest from being read · 2 usage · 3 the
    file is unreadable or no register · 4 another program is writing
    """
    try:
        with libcase.open(register, read_only=True) as reg:
            found = reg.verify(head)
    except libcase.FormatError as error:
        if error.code != "damaged":
            raise
        write(f"Tampering   1 finding, which keeps the rest from being read\n  file: {error}")
        raise typer.Exit(Exit.REJECTED) from None
    write(f"Rows        {found.row_count:,} in {found.recording_count:,} recordings")
    write(f"Tables      {joined(found.tables)}")
    write(f"Head digest {found.head_digest}")
    if found.erased_reference_count:
        write(f"Erased      {found.erased_reference_count:,} references erased")
    if found.is_sound:
        write("Sound: nothing was changed, removed, inserted or moved.")
        return
    write(f"Tampering   {counted(len(found.found), 'finding')}")
    for finding in found.found[:MOST_FINDINGS]:
        where = f"{finding.table} row {finding.row}" if finding.row else finding.table
        write(f"  {where.strip()}: {finding.what}")
    if len(found.found) > MOST_FINDINGS:
        write(f"  and {len(found.found) - MOST_FINDINGS:,} more")
    raise typer.Exit(Exit.REJECTED)


@app.command(cls=Command)
@command
def backup(
    register: RegisterFile,
    copy: Annotated[Path, typer.Argument(metavar="COPY.db", help="A file that is not there yet.")],
) -> None:
    """Copy a register to another file, while it may be written to.

    [bold]Example[/bold]

    libcase backup cases.db cases-2012-01-05.db

    [bold]Exit codes[/bold]

    0 done · 2 usage, or the copy exists already · 3 the register is unreadable or not ours, or
    the copy cannot be written · 4 another program is writing
    """
    with libcase.open(register, read_only=True) as reg:
        reg.backup(copy)
        write(f"Copied {reg.info().row_count:,} rows to {copy}")


@app.command(cls=Command)
@command
def info(register: RegisterFile) -> None:
    """Show what a register is and holds.

    Its head digest is worth keeping elsewhere, for [bold]libcase verify --head[/bold].

    [bold]Example[/bold]

    libcase info cases.db

    [bold]Exit codes[/bold]

    0 done · 2 usage · 3 the register is unreadable or not ours · 4 another program is writing
    """
    with libcase.open(register, read_only=True) as reg:
        found = reg.info()
    recorded = found.last_recorded_at
    write(f"Register       {found.path}")
    write(f"Schema version {found.schema_version}")
    write(f"Recordings     {found.recording_count:,}")
    write(f"Last recorded  {recorded.isoformat() if recorded else 'never'}")
    write(f"Head digest    {found.head_digest}")
    write(f"Rows           {found.row_count:,}")
    width = max(map(len, found.rows_by_table))
    for table, rows in found.rows_by_table.items():
        write(f"  {table:{width}} {rows:>12,}")


cli_rules.add_commands(app)
cli_work.add_commands(app)
cli_families.add_commands(app)
cli_minors.add_commands(app)


def main() -> None:
    """Run the command."""
    if sys.stdout is None:  # a file that is opened next would take its place
        print("libcase: there is nowhere to write: standard output is closed", file=sys.stderr)
        sys.exit(Exit.UNREADABLE)
    if isinstance(sys.stdout, io.TextIOWrapper):  # a file's name may be one that cannot be printed
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(Exit.INTERRUPTED)

"""What the commands of `libcase` share: the application, exit codes, and sentences on stderr."""

from __future__ import annotations

import functools
import inspect
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import IntEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, NoReturn, ParamSpec, TypeVar

import typer
import typer.core

import libcase
from libcase.text import joined, printable

__all__ = [
    "Command",
    "Exit",
    "Group",
    "RegisterFile",
    "SafeguardsFile",
    "app",
    "command",
    "expect_no_register",
    "form_of",
    "listed",
    "safeguards_of",
    "stop",
    "warn",
    "write",
]


@contextmanager
def printable_errors() -> Iterator[None]:
    """Tell what is wrong with a command line without its control characters and typer's preface."""
    try:
        yield
    except Exception as error:  # whose class has another home in each version of typer
        if isinstance(message := getattr(error, "message", None), str):
            vars(error)["message"] = printable(message.removeprefix("Value error, "))
        raise


class Group(typer.core.TyperGroup):
    """The command itself; its `--help` takes no value, and shows none."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that is named."""
        with printable_errors():
            return super().resolve_command(ctx, args)

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Read the command line."""
        with printable_errors():
            return super().make_context(*args, **kwargs)

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option `--help`."""
        return without_value(super().get_help_option(ctx))


class Command(typer.core.TyperCommand):
    """A command of it, likewise."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Read the command line."""
        with printable_errors():
            return super().make_context(*args, **kwargs)

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option `--help`."""
        return without_value(super().get_help_option(ctx))


def without_value(option: Any) -> Any:
    """Take the type of a flag's value from its help."""
    if option is not None:
        option.metavar = ""
    return option


app = typer.Typer(
    name="libcase",
    cls=Group,
    help="Files of people who return to their country with help: load them, count departures, "
    "apply the rules of programmes.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

P = ParamSpec("P")
R = TypeVar("R")
Form = TypeVar("Form")

# Whose values an error is about: it tells their kind and length, and whoever typed them sees them.
TYPED: dict[str, tuple[str, ...]] = {
    "invalid_age_bands": ("age_bands",),
    "invalid_date": ("as_known_at",),
    "invalid_digest": ("head",),
    "invalid_instant": ("as_known_at",),
    "invalid_period": ("period",),
    "no_such_programme": ("code", "programme", "programme_a", "programme_b"),
    "unknown_code": ("mode",),
    "unknown_dimension": ("by", "where"),
    "unknown_label": ("where",),
    "unknown_reading": ("reading",),
}

USAGE_CODES = {"exists", "no_such_programme", "no_version"}

# Whether it can be read is for the library to say, which ends with another exit code than usage.
RegisterFile = Annotated[Path, typer.Argument(metavar="R.db", help="The register.", readable=False)]
SafeguardsFile = Annotated[
    Path | None,
    typer.Option(
        "--safeguards",
        metavar="FILE",
        help="Your own rules of what is asked before a minor leaves alone.",
        readable=False,
    ),
]


class Exit(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    REJECTED = 1
    USAGE = 2
    UNREADABLE = 3
    BUSY = 4
    INTERRUPTED = 130


def warn(message: str) -> None:
    """Write a sentence to stderr, and go on."""
    print(printable(f"libcase: {message}"), file=sys.stderr)


def stop(code: Exit, message: str) -> NoReturn:
    """End the command with a sentence on stderr."""
    warn(message)
    raise typer.Exit(code)


def typed(error: libcase.Error, arguments: Mapping[str, object]) -> str:
    """Return the options that an error is about as they were typed: "--period 2011-13: "."""
    options = []
    for name in TYPED.get(error.code, ()):
        option = "" if name == "code" else f"--{name.replace('_', '-')} "
        value = arguments.get(name)
        texts = value if isinstance(value, list) else [value] if value else []
        options += [f"{option}{text}" for text in texts]
    return f"{', '.join(options)}: " if options else ""


def exit_code_of(error: libcase.Error) -> Exit:
    """What a failure means for whoever called the command."""
    if error.code == "busy":
        return Exit.BUSY
    if isinstance(error, libcase.StorageError | libcase.FormatError | libcase.NotFound):
        return Exit.USAGE if error.code in USAGE_CODES else Exit.UNREADABLE
    if isinstance(error, libcase.Conflict):
        return Exit.REJECTED
    return Exit.USAGE


def command(function: Callable[P, R]) -> Callable[P, R]:
    """Turn what a command raises into a sentence and an exit code."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except libcase.Error as error:
            stop(exit_code_of(error), typed(error, kwargs) + str(error))
        except KeyboardInterrupt:
            stop(Exit.INTERRUPTED, "interrupted; what was not yet recorded is not kept")
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(Exit.DONE) from None
        except OSError as error:
            stop(Exit.UNREADABLE, f"{error.strerror or 'failed'}: {error.filename or 'a file'}")
        except MemoryError:
            stop(Exit.UNREADABLE, "there is not enough memory")

    run.__doc__ = help_text(function.__doc__ or "")
    return run


def help_text(docstring: str) -> str:
    """Join the lines of each paragraph, for a terminal of any width; keep lines that go on."""
    paragraphs = inspect.cleandoc(docstring).split("\n\n")
    return "\n\n".join(
        paragraph if "\\\n" in paragraph else paragraph.replace("\n", " ")
        for paragraph in paragraphs
    )


def listed(texts: list[str] | None) -> list[str]:
    """Take options that are given several times, or once with commas."""
    return [part.strip() for text in texts or [] for part in text.split(",") if part.strip()]


def safeguards_of(file: Path | None) -> libcase.SafeguardRules:
    """Return the rules of safeguards of a file, or those of libcase."""
    return libcase.SafeguardRules.shipped() if file is None else libcase.SafeguardRules.load(file)


def write(text: str) -> None:
    """Write a text to stdout, with a line end behind it. All that is answered goes here."""
    text = printable(text)
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
    sys.stdout.flush()


def form_of(
    asked: Form | None, output: Path | None, forms: Mapping[str, Form], default: Form
) -> Form:
    """Return the format that is asked for, or that the output's name implies."""
    if asked is not None or output is None:
        return default if asked is None else asked
    form = forms.get(output.suffix.lower())
    if form is None:
        names = joined(forms)
        stop(Exit.USAGE, f"expected an output that ends in {names}; or give its --format")
    return form


def expect_no_register(register: Path, *outputs: Path) -> None:
    """Stop before an output takes the place of the register, or of a file SQLite keeps by it."""
    kept = [
        named.with_name(named.name + ending)
        for named in (register, register.resolve())
        for ending in ("", "-wal", "-shm", "-journal")
    ]
    for written in outputs:
        for file in kept:
            is_there = written.exists() and file.exists()
            if written.resolve() == file.resolve() or (is_there and written.samefile(file)):
                stop(Exit.USAGE, f"the output would overwrite the register: {written}")


def show_version(is_asked: bool) -> None:
    """Print the version and end."""
    if is_asked:
        write(f"libcase {version('libcase')}")
        raise typer.Exit


@app.callback()
def options(
    _version: Annotated[
        bool,
        typer.Option(
            "--version",
            metavar="",
            callback=show_version,
            is_eager=True,
            help="Show the version.",
        ),
    ] = False,
) -> None:
    """Files of people who return with help: load them, count departures, apply rules.

    The exit codes of every command: 0 done · 1 rows were rejected, or tampering was found · 2
    usage · 3 unreadable or not ours · 4 another program is writing.
    """

"""Figures that carry their definition, and the forms in which both leave."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Generic, TypeVar

from libcase import _core
from libcase.arguments import AnyPath

__all__ = ["DefinedFigures", "definition_file"]

Core = TypeVar("Core", bound=_core.Table | _core.Comparison)


class DefinedFigures(Generic[Core]):
    """Figures with the definition of what they say.

    Each form is returned as text, and written where a path is given.
    """

    def __init__(self, core: Core) -> None:
        self._core = core

    def __repr__(self) -> str:
        return self.to_text()

    def to_text(self, path: AnyPath | None = None) -> str:
        """Return aligned text with the definition below it."""
        return written(self._core.to_text(), path)

    def to_csv(self, path: AnyPath | None = None) -> str:
        """Return CSV (UTF-8), a row a line; money is whole cents.

        The definition is written beside it: `departures.csv` gets `departures.definition.json`.
        A pipe or a device, such as /dev/stdout, gets none.
        """
        text = written(self._core.to_csv(), path)
        if path is not None and is_of_a_folder(Path(path)):
            written(self._core.definition.to_json(), definition_file(Path(path)))
        return text

    def to_json(self, path: AnyPath | None = None) -> str:
        """Return an object of `definition` and `rows`."""
        return written(self._core.to_json(), path)

    def to_html(self, path: AnyPath | None = None) -> str:
        """Return a page of the figures and their definition.

        The page stands alone and needs no network.
        """
        return written(self._core.to_html(), path)


def written(text: str, path: AnyPath | None) -> str:
    """Return the text, which is written where a path is given."""
    if path is not None:
        write_whole(Path(path), text)
    return text


def definition_file(table: Path) -> Path:
    """Return where the definition of a CSV goes."""
    stem = table.name[:-4] if table.suffix.lower() == ".csv" else table.name
    return table.with_name(f"{stem}.definition.json")


def is_of_a_folder(path: Path) -> bool:
    """Whether a path is, or would be, a regular file that can have files beside it."""
    folder = path.parent.resolve()
    if folder == Path("/dev") or folder.is_relative_to("/proc"):
        return False  # a standard stream may well lead to a regular file
    return path.is_file() or not path.exists()


def write_whole(path: Path, text: str) -> None:
    """Write a file by renaming a finished one, so that nobody ever reads half of it."""
    if not is_of_a_folder(path):
        path.write_text(text, encoding="utf-8", newline="")
        return
    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    except OSError as error:  # which names the part, a file that nobody asked for
        raise OSError(error.errno, error.strerror, str(path)) from None
    finally:
        part.unlink(missing_ok=True)

"""The programmes that are known, by their codes."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from typing import Self

from libcase import _core
from libcase.arguments import AnyPath, expect
from libcase.text import joined

__all__ = ["Catalogue"]


class Catalogue:
    """Programmes by their codes: none at first, the shipped ones, or those of your own files.

    Examples
    --------
    >>> import libcase
    >>> catalogue = libcase.Catalogue.shipped()
    >>> "HRT" in catalogue
    True
    >>> from datetime import date
    >>> amounts = catalogue["HRT"].on(date(2012, 3, 1))["amounts"]
    >>> [amount["amount"] for amount in amounts if amount["benefit"] == "adult"]
    ['1750.00']
    """

    def __init__(self) -> None:
        self._core = _core.Catalogue.empty()

    @classmethod
    def _of(cls, core: _core.Catalogue) -> Self:
        catalogue = cls()
        catalogue._core = core
        return catalogue

    @classmethod
    def shipped(cls) -> Self:
        """Return the programmes that come with the library."""
        return cls._of(_core.Catalogue.shipped())

    def load(self, path: AnyPath) -> None:
        """Add the programme of a rule file, or those of all `.json` files of a folder.

        A programme takes the place of the one with its code.

        Raises
        ------
        InvalidValue
            For a file that is no programme (`invalid_programme_file`): the message names the
            file, the place in it, what stands there and what was expected. For two files of one
            code (`repeated_programme`). The catalogue is then as before.
        StorageError
            For a file that cannot be read (`cannot_open`).
        """
        self._core.load(os.fspath(path))

    def add(self, programme: _core.Programme) -> None:
        """Add a programme; it takes the place of the one with its code."""
        expect("programme", _core.Programme, programme)
        self._core.add(programme)

    def __getitem__(self, code: str) -> _core.Programme:
        """Return the programme with a code; raises NotFound with the codes there are."""
        return self._core.get(code)

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and self._core.find(code) is not None

    def __iter__(self) -> Iterator[_core.Programme]:
        """Go through the programmes, by code."""
        return (self[code] for code in self.codes())

    def __len__(self) -> int:
        return len(self._core.codes())

    def __repr__(self) -> str:
        return f"Catalogue({joined(self.codes())})"

    def codes(self) -> list[str]:
        """Return the codes of the programmes, in order."""
        return self._core.codes()

    def frozen_at(self, date: datetime.date) -> Self:
        """Return the rules of one day, applied to all days: what they would have meant then.

        A programme without a version in force on that day is left out.
        """
        return self._of(self._core.frozen_at(date))

    def to_json(self) -> str:
        """Return an array with an object for each version: code, name, version, from, until.

        A date is null where it was not found, and `until` also where the version is open.
        """
        return self._core.to_json()

"""The languages in which the library tells what it found.

English and Dutch come with it. Another one is data: translate what `words("en")` returns, write it
to a file named after the language (`fr.json`, two or three letters of ISO 639), and add that.
"""

from __future__ import annotations

import os
from pathlib import Path

from libcase import _core
from libcase.arguments import AnyPath

__all__ = ["add_language", "languages", "words"]


def languages() -> list[str]:
    """Return the codes of the languages that there are words for.

    Examples
    --------
    >>> import libcase
    >>> libcase.languages()[:2]
    ['en', 'nl']
    """
    return _core.languages()


def words(language: str) -> str:
    """Return the file of words of a language, in JSON: what a translator starts from.

    `notation.direction` is `ltr`, or `rtl` of a language that is written from right to left.

    Examples
    --------
    >>> import json, libcase
    >>> json.loads(libcase.words("en"))["outcomes"]["eligible"]
    'eligible'
    """
    return _core.words(language)


def add_language(file: AnyPath) -> str:
    """Add a language by its file of words, or replace its words, and return its code.

    Sentences are `{"group": {"key": "text with a {placeholder}"}}`; the keys are those of
    `words("en")`. A placeholder with a capital begins a sentence. Names of countries may stand in
    the group `countries`, by their codes of three letters; those that do not are told in English.

    Raises InvalidValue (`invalid_words`) with the file and the key where its keys or placeholders are
    not those of `words("en")`.
    """
    return _core.add_language(os.fspath(Path(file)))


def language_of(code_or_file: str) -> str:
    """Return the code of a language, or add the file of words that is named instead."""
    return add_language(code_or_file) if code_or_file.endswith(".json") else code_or_file

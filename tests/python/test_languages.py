"""A language is a file of words: everything that is told is told in it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from families import a_family, a_register

import libcase

MARCH_2012 = date(2012, 3, 1)

WORDS = Path(__file__).parents[2] / "libcase" / "words"
PLACEHOLDER = re.compile(r"(\{[^}]*\})")
LETTERS = re.compile(r"[A-Za-z]")


def invented(text: str) -> str:
    """Put a sign that no language has in place of each letter; placeholders stay."""
    return "".join(
        part if PLACEHOLDER.fullmatch(part) else LETTERS.sub("ʘ", part)
        for part in PLACEHOLDER.split(text)
    )


def each_text(value: Any, change: Callable[[str], str]) -> Any:
    """Change each text of a file of words."""
    if isinstance(value, dict):
        return {key: each_text(member, change) for key, member in value.items()}
    return change(value)


def in_invented(value: Any) -> Any:
    """Give each text of a rule file in the invented language alone."""
    if isinstance(value, dict):
        kept = {key: in_invented(v) for key, v in value.items() if key not in {"en", "nl"}}
        return kept | ({"qq": invented(value["en"])} if "en" in value else {})
    if isinstance(value, list):
        return [in_invented(element) for element in value]
    return value


@pytest.fixture
def words(tmp_path: Path) -> Path:
    english = json.loads((WORDS / "en.json").read_text(encoding="utf-8"))
    english["countries"] = {country.code: "ʘʘʘ" for country in libcase.Country.all()}
    told = each_text(english, invented)
    told["notation"]["direction"] = "rtl"
    file = tmp_path / "qq.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    return file


def explained_in_invented(words: Path) -> None:
    """Check what is told of a family; in a process of its own, since a language stays."""
    assert libcase.add_language(words) == "qq"
    assert "qq" in libcase.languages()
    reg = a_register()
    case = a_family(reg)
    hrt = (WORDS.parent / "programmes" / "hrt.json").read_text(encoding="utf-8")
    hrt = re.sub(r'"source": "(?:[^"\\]|\\.)*"', '"source": "0"', hrt)
    programme = libcase.programme_from_json(json.dumps(in_invented(json.loads(hrt))))
    assessment = reg.assess(case, programme, MARCH_2012)
    of_one = assessment.told_to([assessment.persons[0].person_id])
    for told in (assessment.explain("qq"), of_one.explain("qq")):
        left = set(re.findall(r"[A-Za-z-]{2,}", told))
        assert left <= set(libcase.Catalogue.shipped().codes()), left
    assert "ʘʘʘʘ" in assessment.findings[0].sentence.in_language("qq")
    assert assessment.to_dict()["indication"]["qq"].startswith("ʘ")
    assert 'lang="qq" dir="rtl"' in assessment.explain_html("qq")


def test_an_assessment_is_told_in_a_language_of_which_there_are_words(words: Path) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as process:
        process.submit(explained_in_invented, words).result()


@pytest.mark.parametrize(
    ("group", "key", "text"),
    [
        ("outcomes", "eligible", None),
        ("outcomes", "elligible", "ʘ"),
        ("notation", "money", "{sgn}{amount}"),
        ("notation", "money", "{sign}"),
        ("notation", "direction", "left"),
        ("persons", "with_reference", "{person}"),
        ("explanation", "total", "{total} {total} {day}"),
        ("values", "yes", 1),
    ],
)
def test_a_file_that_says_other_things_is_refused_by_the_key(
    words: Path, group: str, key: str, text: str | int | None
) -> None:
    changed = json.loads(words.read_text(encoding="utf-8"))
    if text is None:
        del changed[group][key]
    else:
        changed[group][key] = text
    file = words.with_name("qp.json")
    file.write_text(json.dumps(changed), encoding="utf-8")
    with pytest.raises(libcase.InvalidValue, match=rf"qp\.json: .*{group}\.{key}") as caught:
        libcase.add_language(file)
    assert caught.value.code == "invalid_words"
    assert "qp" not in libcase.languages()


def test_a_translator_starts_from_the_words_that_are_shipped() -> None:
    for language in ("en", "nl"):
        text = (WORDS / f"{language}.json").read_text(encoding="utf-8")
        assert libcase.words(language) == text


@pytest.mark.parametrize(("language", "articles"), [("en", ("the ",)), ("nl", ("de ", "het "))])
def test_what_would_settle_it_is_a_noun(language: str, articles: tuple[str, ...]) -> None:
    """ "A record of {records} would settle it"."""
    for key, text in json.loads(libcase.words(language))["records"].items():
        assert text.startswith(articles), key


def test_the_command_line_takes_a_file_of_words(words: Path, tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with a_register(path) as register:
        a_family(register, "FAMILY/7")
    command = [sys.executable, "-P", "-m", "libcase", "assess", str(path), "FAMILY/7"]
    for asked in (["--programme", "HRT"], ["--allowed-combinations"]):
        done = subprocess.run(
            [*command, *asked, "--on", "2012-03-01", "--language", str(words)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "ʘʘʘʘ" in done.stdout
        assert "indication" not in done.stdout


def test_the_rules_of_a_programme_are_told_in_the_language_that_is_asked_for(
    words: Path, tmp_path: Path
) -> None:
    text = (WORDS.parent / "doc" / "every-key.json").read_text(encoding="utf-8")
    text = re.sub(r'"(source|implementer|funder)": "(?:[^"\\]|\\.)*"', r'"\1": "0"', text)
    file = tmp_path / "rules.json"
    file.write_text(json.dumps(in_invented(json.loads(text))), encoding="utf-8")
    names = {"HARBOUR-ALL", "HRT", "REAN", "harbour-adult", "rules", "leaflet", "goods", "pilot"}
    command = [sys.executable, "-P", "-m", "libcase", "programmes", "--programmes", str(file)]
    for asked in ([], ["show", "HARBOUR-ALL", "--on", "2020-06-02"]):
        done = subprocess.run(
            [*command, "--language", str(words), *asked],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        told = "\n".join(line for line in done.stdout.splitlines() if "HARBOUR" in line or asked)
        assert "ʘʘʘʘ" in told
        assert set(re.findall(r"[A-Za-z-]{2,}", told)) <= names

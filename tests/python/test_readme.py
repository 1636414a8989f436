"""What the README shows is what is built, and what it names exists."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    found = re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert found, language
    return found


def test_the_program_is_the_one_that_the_consumer_test_builds() -> None:
    assert blocks("cpp") == [(ROOT / "tests/consumer/main.cpp").read_text(encoding="utf-8")]


def test_the_cmake_lines_are_those_of_the_consumer_test() -> None:
    consumer = (ROOT / "tests/consumer/CMakeLists.txt").read_text(encoding="utf-8")
    for line in "".join(blocks("cmake")).splitlines():
        assert line in consumer


def test_every_file_that_is_named_exists() -> None:
    linked = re.findall(r"\]\((?!https?:)([^)]+)\)", README)
    folders = re.findall(r"^\| `([^`]+)`", README, re.MULTILINE)
    commands = re.findall(r"^    (\./\S+)", README, re.MULTILINE)
    assert linked
    assert folders
    assert commands
    for name in [*linked, *folders, *commands]:
        assert (ROOT / name).exists(), name

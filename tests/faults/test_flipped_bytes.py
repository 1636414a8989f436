"""A register with one byte that is not as it was written, anywhere in its file."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from every_answer import FAULTS, Asker

CASE = "invented-0019"


@pytest.fixture(scope="module")
def asker() -> Iterator[Asker]:
    with Asker() as asker:
        yield asker


@pytest.fixture(scope="module")
def sound_answers(asker: Asker, sound_register: Path) -> dict[str, str]:
    answers = asker.answers_of(sound_register, sound_register.with_name("asked"), CASE)
    assert not [answer for answer in answers.values() if answer.startswith("error")]
    assert not answers.keys() & set(FAULTS)
    return answers


def wrong_with(answers: dict[str, str], sound: dict[str, str]) -> str:
    """What must not be: a fault, or "Sound" beside an answer that is not the sound register's."""
    for fault in FAULTS:
        if fault in answers:
            return f"{fault}: {answers[fault]}"
    if answers["soundness"] == "True":
        for name, answer in sound.items():
            if answers[name] != answer and name != "writing":
                return f"sound, but {name} is\n{answers[name]}\nand not\n{answer}"
    if answers["writing"] == "False" and answers["soundness"] == "True":
        return "sound, and no longer after it was written to"
    return ""


def flip(register: Path, damaged: Path, draw: random.Random) -> str:
    """Most of them where there is something: most of a small register is empty."""
    data = bytearray(register.read_bytes())
    written = [at for at, byte in enumerate(data) if byte]
    at = draw.choice(written) if draw.random() < 0.8 else draw.randrange(len(data))
    by = draw.randrange(1, 256)
    data[at] ^= by
    damaged.write_bytes(data)
    return f"byte {at} ({at // 4096 + 1}. page, {at % 4096} in it), flipped by {by:#x}"


def flip_bytes(
    copies: int, asker: Asker, sound: Path, sound_answers: dict[str, str], draw: random.Random
) -> None:
    found = []
    damaged = sound.with_name("damaged.db")
    for _ in range(copies):
        place = flip(sound, damaged, draw)
        answers = asker.answers_of(damaged, sound.with_name("asked"), CASE)
        if wrong := wrong_with(answers, sound_answers):
            found.append(f"{place}: {wrong}")
    assert not found, "\n".join(found)


def test_a_flipped_byte_is_told_or_changes_no_answer(
    asker: Asker, sound_register: Path, sound_answers: dict[str, str], draw: random.Random
) -> None:
    flip_bytes(10, asker, sound_register, sound_answers, draw)


@pytest.mark.slow
def test_many_flipped_bytes(
    request: pytest.FixtureRequest,
    asker: Asker,
    sound_register: Path,
    sound_answers: dict[str, str],
    draw: random.Random,
) -> None:
    copies = request.config.getoption("--copies")
    flip_bytes(copies, asker, sound_register, sound_answers, draw)

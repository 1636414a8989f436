from __future__ import annotations

import random
import secrets
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent / "support"))

from invented_register import make_register


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--seed", type=int, help="Draws the same faults as a run that printed it.")
    parser.addoption(
        "--copies", type=int, default=200, help="How many copies get a flipped byte; slow tests."
    )


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """Shown by pytest with the arguments of a test that fails; `pytest --seed N` draws the same."""
    given = request.config.getoption("--seed")
    return secrets.randbelow(2**32) if given is None else given


@pytest.fixture
def draw(seed: int) -> random.Random:
    print(f"--seed {seed}")
    return random.Random(seed)


@pytest.fixture(scope="session")
def sound_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_register(tmp_path_factory.mktemp("sound"))

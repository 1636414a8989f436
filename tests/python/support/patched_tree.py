"""A copy of the tree with additions, built once: each is what CONTRIBUTING says it takes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Addition:
    """New files, changed lines, and a program that uses them and prints "used" at its end."""

    use: str
    before: str = ""
    """A program that the tree without additions runs first, in the same folder."""
    files: dict[str, str] = field(default_factory=dict)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    """The path of a file, a text that it holds once, and what takes its place."""


def copy_tree(tree: Path) -> None:
    """Copy all files that git knows, as they are now."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, check=True, capture_output=True, text=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        source = PROJECT / name
        if source.is_file():
            target = tree / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())


def add(addition: Addition, tree: Path) -> None:
    """Write its files and change its lines."""
    for name, text in addition.files.items():
        (tree / name).write_text(text, encoding="utf-8")
    for name, before, after in addition.changes:
        text = (tree / name).read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{name} does not hold this once: {before}"
        (tree / name).write_text(text.replace(before, after), encoding="utf-8")


def build(additions: Iterable[Addition], folder: Path) -> Path:
    """Return the folder that a copy of the package with all additions is installed in."""
    tree, site = folder / "tree", folder / "site"
    copy_tree(tree)
    for addition in additions:
        add(addition, tree)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-build-isolation", "--no-deps"]
    subprocess.run(
        [*pip, "--config-settings=cmake.build-type=Debug", "--target", str(site), str(tree)],
        check=True,
    )
    return site


def use(addition: Addition, site: Path, folder: Path) -> None:
    """Run its programs, with a folder to write to."""
    subprocess.run([sys.executable, "-c", addition.before, str(folder)], check=True)
    used = subprocess.run(
        [sys.executable, "-c", addition.use, str(folder)],
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert used.stdout == "used\n", used.stderr

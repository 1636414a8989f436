from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
DOC = ROOT / "libcase" / "doc"
HEADERS = sorted((ROOT / "libcase" / "include" / "libcase").glob("*/*.hpp"))


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, DOC / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_public_name_of_python_has_its_sentence() -> None:
    entries = list(script("make_reference").entries())
    assert len(entries) > 500
    assert [entry.name for entry in entries if not entry.doc.strip()] == []
    page = script("make_reference").page(entries)
    assert '<h3 id="Assessment.explain">' in page


def test_a_member_without_a_comment_has_the_sentence_of_its_name() -> None:
    header = (
        "/// A thing.\nstruct Thing {\n  PersonId person_id;\n  Date on; ///< the day\n"
        "  /// Told above.\n  int count;\n  bool is_set() const;\n};\n"
    )
    docs = script("header_docs")
    told = docs.docs_of(docs.with_words(header, {"person_id": "Who.", "Thing.is_set": "Whether."}))
    assert told == {
        "Thing": "A thing.",
        "Thing.person_id": "Who.",
        "Thing.on": "the day",
        "Thing.count": "Told above.",
        "Thing.is_set": "Whether.",
    }


def test_a_struct_has_the_sentences_of_its_base() -> None:
    docs = {"Base": "A base.", "Base.on": "the day", "Longer": "More.", "Longer.more": "more"}
    told = script("header_docs").with_bases(docs, {"Longer": "Base"})
    assert told == docs | {"Longer.on": "the day"}


def test_every_word_is_of_a_member() -> None:
    docs = script("header_docs")
    code = "\n".join(re.sub("//.*", "", header.read_text(encoding="utf-8")) for header in HEADERS)
    bodies = dict(re.findall(r"^(?:struct|class) (\w+)[^;{]*\{(.*?)^\}", code, re.M | re.S))

    def is_told(word: str) -> bool:
        owner, _, member = word.rpartition(".")
        said_in = bodies.get(owner, "") if owner else code
        return re.search(rf"(?<!\w){re.escape(member)}(?!\w)", said_in) is not None

    told = {word for word in docs.words() if word not in {"member", "move"}}
    assert {word for word in told if not is_told(word)} == set()


@pytest.mark.slow
def test_the_reference_is_built_without_warnings() -> None:
    if shutil.which("doxygen") is None:
        pytest.skip("needs doxygen")
    done = subprocess.run(
        [sys.executable, "-P", DOC / "make_reference.py"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert (done.returncode, done.stderr) == (0, "")

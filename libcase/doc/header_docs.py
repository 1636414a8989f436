"""What the `///` comments of the public headers say, for Python and for the reference.

Usage: header_docs.py OUTPUT HEADER...   writes a table for the Python module
       header_docs.py HEADER             writes the header for Doxygen

A doc is written once, in the header; Python classes and their attributes repeat it from there.
Keys are `Struct`, `Struct.member`, `Enum` and `Enum.value`. A member without a comment has the
sentence of its name in `member_words.csv`, where one word means the same everywhere.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

WORDS = Path(__file__).with_name("member_words.csv")

TYPE = re.compile(r"^(?:struct|class|enum class) (\w+)[^;]*\{(.*)$")
BASE = re.compile(r"^struct (\w+) : (\w+) \{", re.MULTILINE)
MEMBER = re.compile(r"^\s*[\w:<>, ]+?[ &*]+(\w+)(?:\s*=\s*[^;]+|\{[^;]*\})?;")
FUNCTION = re.compile(r"^\s+(?:static )?[\w:<>, ]+?[ &*](\w+)\(\)(?: const)?(?: noexcept)?\s*[{;]")
CALL = re.compile(r"^  (?=\S)(?:[\w:<>,&* ]+[ &*])?(operator\S+?|\w+)\(|^  \S.*?\(\*(\w+)\)\(")
DECLARED = re.compile(r"^ *(?:enum class|using) (\w+)\b[^;]*")
HASH = re.compile(r"^template <[^>]*>\nstruct std::hash<.*?^\};\n", re.MULTILINE | re.DOTALL)
MOVE = re.compile(r"^  (\w+)(?:& operator=)?\(\1&&(?: other)?\)(?: noexcept)?")
BROKEN = re.compile(r"(?<=[=>])\n\s+(?=\w)")  # a member that the formatter put on two lines
VALUE = re.compile(r"^\s*(\w+)(?:\s*=\s*\w+)?,?\s*(?=//|$)")


def words() -> dict[str, str]:
    """What a member's name means, or `Struct.member` where it means something of its own."""
    with WORDS.open(encoding="utf-8", newline="") as file:
        return dict(row for row in csv.reader(file))


def member_in(line: str) -> re.Match[str] | None:
    """A member of a struct, or a function of it without arguments."""
    return MEMBER.match(line) or FUNCTION.match(line)


def with_words(text: str, known: dict[str, str]) -> str:
    """A header in which members without a comment have the sentence of their name."""
    lines = BROKEN.sub(" ", text).splitlines()
    owner = ""
    shown: list[str] = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if found := TYPE.match(line):
            owner = "" if "}" in found[2] else found[1]
        elif line.startswith("}"):
            owner = ""
        before = shown[-1].strip() if shown else ""
        is_told = "//" in line or after.strip().startswith("///<") or before.startswith("///")
        if not is_told and (word := word_of(line, owner, known)):
            at = len(shown) - (before.startswith("template") and before.endswith(">"))
            shown.insert(at, f"{line[: len(line) - len(line.lstrip())]}/// {word}")
        shown.append(line)
    return "\n".join(shown) + "\n"


def word_of(line: str, owner: str, known: dict[str, str]) -> str:
    """The sentence of the name that a line declares, empty without any."""
    name = ""
    is_inside = owner and re.match(r"  \S", line)
    if is_inside and MOVE.match(line):
        name = "move"
    elif is_inside and (found := CALL.match(line) or member_in(line)):
        name = next(filter(None, found.groups()))
    elif found := DECLARED.match(line):
        name = found[1]
    return known.get(f"{owner}.{name}") or known.get(name, "")


def docs_of(text: str) -> dict[str, str]:
    """The docs of one header, by key, in the order of the header."""
    docs: dict[str, str] = {}
    pending: list[str] = []
    owner = last = ""
    is_enum = False
    for line in BROKEN.sub(" ", text).splitlines():
        stripped = line.strip()
        if stripped.startswith("///<"):
            if last in docs:
                docs[last] = f"{docs[last]} {stripped[4:].strip()}"
            continue
        if stripped.startswith("///"):
            pending.append(stripped[3:].strip())
            continue
        key = ""
        if found := TYPE.match(line):
            is_enum = line.startswith("enum")
            key = found[1]
            owner = "" if "}" in found[2] else found[1]
        elif line.startswith("}"):
            owner = ""
        elif owner and (found := VALUE.match(line) if is_enum else member_in(line)):
            key = f"{owner}.{found[1]}"
        if key:
            trailing = line.partition("///<")[2].strip()
            doc = "\n".join(pending) or trailing
            if doc:
                docs[key] = doc
        last = key
        pending = []
    return docs


def with_bases(docs: dict[str, str], bases: dict[str, str]) -> dict[str, str]:
    """Docs in which a struct has those of the members of its base, too."""
    inherited = {
        f"{struct}.{key.partition('.')[2]}": doc
        for struct, base in bases.items()
        for key, doc in docs.items()
        if key.startswith(f"{base}.")
    }
    return inherited | docs


def write_table(output: str, *headers: str) -> None:
    """Write the table, sorted by key."""
    docs: dict[str, str] = {}
    bases: dict[str, str] = {}
    known = words()
    for header in headers:
        text = Path(header).read_text(encoding="utf-8")
        docs.update(docs_of(with_words(text, known)))
        bases.update(BASE.findall(text))
    docs = with_bases(docs, bases)
    lines = [f'{{"{key}", R"doc({doc})doc"}},\n' for key, doc in sorted(docs.items())]
    Path(output).write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) == 2:
        header = HASH.sub("", Path(sys.argv[1]).read_text(encoding="utf-8"))
        sys.stdout.write(with_words(header, words()))
    else:
        write_table(*sys.argv[1:])

"""Writes the facts that rule files may ask for into their schema and their guide, from the library.

Usage: python libcase/doc/make_facts.py

Rewrites the lists of facts, of their codes and of the names of results in
`programmes/programme.schema.json`, and the table of facts in `write-your-own-programme.md`.
"""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import Any

import libcase
from libcase import _core

GUIDE = Path(__file__).parent / "write-your-own-programme.md"
SCHEMA = Path(__file__).parents[1] / "programmes" / "programme.schema.json"
WIDTH = 100

# What the schema and the guide say of each kind of facts.
DESCRIPTIONS = {
    "yes_no": "A fact that is yes or no.",
    "date": "A fact that is a day.",
    "count": "A fact that is a number.",
    "country": "A fact that is a country.",
    "programmes": "A fact that is a set of programmes.",
    "code": "A fact whose value is a word, or a set of words.",
}
COMPARED_WITH = {
    "yes_no": "yes/no",
    "date": "a day",
    "count": "a number",
    "country": "a country",
    "programmes": "codes of programmes",
}
FACTS = list(libcase.facts())


def example(fact: _core.Fact) -> str:
    """A condition that asks for the fact."""
    asked = {
        "yes_no": None,
        "date": {"by": "2021-06-30"},
        "count": {"at_least": 2},
        "country": {"any_of": ["IRQ"]},
        "programmes": {"any_of": ["HRT"]},
        "code": {"is": next(iter(fact.askable_codes), "")},
        "codes": {"any_of": fact.askable_codes[:1]},
    }[str(fact.kind)]
    return json.dumps(fact.name if asked is None else {"fact": str(fact.name)} | asked)


def list_of(fact: _core.Fact) -> str:
    """The list that a fact is on: words and sets of words share one."""
    return "code" if fact.codes else str(fact.kind)


def name_of_codes(fact: _core.Fact) -> str:
    """The definition that holds the codes of a fact: that of the first one which has them."""
    return next(f"{one.name}_code" for one in FACTS if one.askable_codes == fact.askable_codes)


def code_form(fact: _core.Fact) -> dict[str, Any]:
    """What may be asked of a fact whose value is a word, or a set of words."""
    code = {"$ref": f"#/$defs/{name_of_codes(fact)}"}
    any_of = {"type": "array", "items": code, "minItems": 1}
    if fact.kind == "codes":
        return {
            "title": str(fact.name),
            "type": "object",
            "required": ["fact", "any_of"],
            "properties": {"fact": {"const": str(fact.name)}, "any_of": any_of},
            "additionalProperties": False,
        }
    return {
        "title": str(fact.name),
        "type": "object",
        "required": ["fact"],
        "properties": {"fact": {"const": str(fact.name)}, "is": code, "any_of": any_of},
        "additionalProperties": False,
        "minProperties": 2,
        "maxProperties": 2,
    }


def json_text(value: Any, indent: int = 0, used: int = 0) -> str:
    """A value on one line where that fits, otherwise each member on its own."""
    flat = json.dumps(value, ensure_ascii=False)
    if used + len(flat) <= WIDTH or not isinstance(value, dict | list) or not value:
        return flat
    begin = " " * (indent + 2)
    heads = (
        [f"{json.dumps(key)}: " for key in value] if isinstance(value, dict) else [""] * len(value)
    )
    members = value.values() if isinstance(value, dict) else value
    lines = [
        f"{begin}{head}{json_text(member, indent + 2, len(begin) + len(head) + 1)}"
        for head, member in zip(heads, members, strict=True)
    ]
    brackets = "{}" if isinstance(value, dict) else "[]"
    return f"{brackets[0]}\n" + ",\n".join(lines) + f"\n{' ' * indent}{brackets[1]}"


def schema(text: str) -> str:
    """The schema with the lists that the library has."""
    document = json.loads(text)
    made: dict[str, Any] = {}
    for kind, description in DESCRIPTIONS.items():
        names = [str(fact.name) for fact in FACTS if list_of(fact) == kind]
        made[f"{kind}_fact"] = {"description": description, "enum": names}
    made["fact_name"] = {"anyOf": [{"$ref": f"#/$defs/{kind}_fact"} for kind in DESCRIPTIONS]}
    coded = [fact for fact in FACTS if fact.codes]
    made["code_condition"] = {
        "title": "A code is one of these, or a set has any of these",
        "anyOf": [code_form(fact) for fact in coded],
    }
    made |= {name_of_codes(fact): {"enum": fact.askable_codes} for fact in coded}
    definitions = document["$defs"]
    of_codes = [name for name in definitions if re.fullmatch(r"(?!programme_)\w+_code", name)]
    for name in of_codes:
        if name not in made:
            del definitions[name]
    definitions |= made
    refused = definitions["criterion"]["properties"]["name"]["not"]["anyOf"]
    refused[-1] = {"enum": _core._names_of_results()}
    return json_text(document) + "\n"


def guide(text: str) -> str:
    """The guide with the table of the facts that the library has."""
    meaning = dict(
        re.findall(r"^(\w+)\n {4}(.*)$", inspect.getdoc(libcase.FactName) or "", re.MULTILINE)
    )
    rows = [
        "| fact | about | what it means | compared with | for instance |",
        "| --- | --- | --- | --- | --- |",
    ]
    last: list[str] = []
    for fact in FACTS:
        codes = [f"`{code}`" for code in fact.askable_codes]
        words = "the same words" if codes and codes == last else ", ".join(codes)
        compared = words or COMPARED_WITH[str(fact.kind)]
        cells = (f"`{fact.name}`", fact.of, meaning[str(fact.name)], compared, f"`{example(fact)}`")
        rows.append(f"| {' | '.join(map(str, cells))} |")
        last = codes
    by_hand = text[: text.index("| fact | ")]
    return by_hand + "\n".join(rows) + "\n"


def main() -> None:
    for path, made in ((SCHEMA, schema), (GUIDE, guide)):
        path.write_text(made(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()

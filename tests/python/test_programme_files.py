"""The rule files, their schema, and what the guide to writing them shows."""

from __future__ import annotations

import copy
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from builders import a_clock, a_register

import libcase

LIBRARY = Path(__file__).parents[2] / "libcase"
GUIDE = (LIBRARY / "doc" / "write-your-own-programme.md").read_text(encoding="utf-8")
SCHEMA = json.loads((LIBRARY / "programmes" / "programme.schema.json").read_text(encoding="utf-8"))
SHIPPED = sorted(
    path for path in (LIBRARY / "programmes").glob("*.json") if not path.match("*.schema.json")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

EVERY_KEY = json.loads((LIBRARY / "doc" / "every-key.json").read_text(encoding="utf-8"))
EXAMPLE, *MORE_BLOCKS = re.findall(r"^```json\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
FORMS = MORE_BLOCKS[-1]
CRITERIA = MORE_BLOCKS[:-1]
MORE = [
    *(LIBRARY.parent / "examples" / "programmes").glob("*.json"),
    LIBRARY / "doc" / "every-key.json",
    LIBRARY.parent / "tests" / "casebooks" / "wide.json",
]


def with_forms() -> str:
    """The example of the guide with the forms that it shows for other countries."""
    document = json.loads(EXAMPLE)
    document["versions"][0] |= json.loads(FORMS)
    return json.dumps(document)


TEXTS = {path.name: path.read_text(encoding="utf-8") for path in [*SHIPPED, *MORE]} | {
    "the guide": EXAMPLE,
    "the guide on other countries": with_forms(),
}


def section(title: str) -> str:
    """What stands under a title of the guide."""
    (found,) = re.findall(rf"^## {title}\n(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    return found


def cells(title: str) -> list[list[str]]:
    """The rows of the table under that title, without its head."""
    rows = re.findall(r"^\|(.*)\|$", section(title), re.MULTILINE)[2:]
    return [[cell.strip() for cell in row.split(" | ")] for row in rows]


def refusal(document: Any) -> str | None:
    """What the loader says against it."""
    text = document if isinstance(document, str) else json.dumps(document)
    try:
        libcase.programme_from_json(text)
    except libcase.InvalidValue as error:
        return str(error)
    return None


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_is_what_the_schema_describes(name: str) -> None:
    found = [
        f"{error.json_path}: {error.message}"
        for error in VALIDATOR.iter_errors(json.loads(TEXTS[name]))
    ]
    assert found == []


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_is_read(name: str) -> None:
    assert libcase.programme_from_json(TEXTS[name]).code == json.loads(TEXTS[name])["code"]


@pytest.mark.parametrize("criterion", CRITERIA)
def test_a_criterion_that_the_guide_shows_may_stand_in_its_example(criterion: str) -> None:
    document = json.loads(EXAMPLE)
    document["versions"][0]["criteria"].append(json.loads(criterion))
    assert list(VALIDATOR.iter_errors(document)) == []
    assert refusal(document) is None


def test_the_conditions_that_the_guide_shows_are_read() -> None:
    for asked, condition in cells("Other countries"):
        document = json.loads(EXAMPLE)
        criterion = document["versions"][0]["criteria"][1]
        criterion["when"] = json.loads(condition.strip("`"))
        assert refusal(document) is None, asked


def test_the_guide_asks_for_each_fact_as_a_condition_does() -> None:
    rows = cells("Facts you can ask for")
    assert [row[0].strip("`") for row in rows] == [fact.name for fact in libcase.facts()]
    for row in rows:
        document = json.loads(EXAMPLE)
        document["versions"][0]["benefits"][0]["who"] = json.loads(row[-1].strip("`"))
        assert list(VALIDATOR.iter_errors(document)) == []
        assert refusal(document) is None, row
        assert row[0].strip("`") in libcase.programme_from_json(json.dumps(document)).facts


def keys(value: Any, *, of_schema: bool) -> Iterator[str]:
    """The keys of a document, or those that a schema describes."""
    for key, member in value.items() if isinstance(value, dict) else ():
        if not of_schema:
            yield key
        elif key == "properties":
            yield from member
    for member in value.values() if isinstance(value, dict) else value:
        if isinstance(member, dict | list):
            yield from keys(member, of_schema=of_schema)


def test_one_file_uses_each_key_of_the_schema() -> None:
    assert {*keys(SCHEMA, of_schema=True)} <= {*keys(EVERY_KEY, of_schema=False)}
    assert "every-key.json" in GUIDE


def test_the_catalogue_holds_the_shipped_files() -> None:
    assert SHIPPED
    catalogue = libcase.Catalogue.shipped()
    for path in SHIPPED:
        code = json.loads(TEXTS[path.name])["code"]
        assert catalogue[code].code == code


# What the schema refuses, the loader refuses


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all values below."""
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield (*path, key)
        if isinstance(value[key], dict | list):
            yield from places(value[key], (*path, key))


def at(document: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        document = document[key]
    return document


def mutations(document: Any) -> Iterator[tuple[str, tuple[str | int, ...], Any]]:
    """What is done to it, where, and the value: to remove, to add, to put in place of another."""
    yield "add", (), None
    for path in places(document):
        yield "remove", path, None
        if isinstance(at(document, path), dict):
            yield "add", path, None
        for other in (None, True, 7, 2.5, "x", [], {}, [7], {"x": 7}):
            yield "change", path, other


def mutated(document: Any, kind: str, path: tuple[str | int, ...], value: Any) -> Any:
    made = copy.deepcopy(document)
    if kind == "add":
        at(made, path)["no_such_key"] = value
    elif kind == "remove":
        del at(made, path[:-1])[path[-1]]
    else:
        at(made, path[:-1])[path[-1]] = value
    return made


@pytest.mark.parametrize("name", TEXTS)
def test_what_the_schema_refuses_the_loader_refuses(name: str) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chosen = random.Random(seed)
    document = json.loads(TEXTS[name])
    document["versions"] = [chosen.choice(document["versions"])]  # jsonschema is slow
    refused = 0
    for kind, path, value in chosen.sample(list(mutations(document)), 40):
        changed = mutated(document, kind, path, value)
        if VALIDATOR.is_valid(changed):
            assert kind != "add", path
        else:
            assert refusal(changed), (kind, path, value)
            refused += 1
    assert refused


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("versions", 0, "is_open"), True),
        (("versions", 0, "benefits", 0, "cash_at_most"), {"euro": "1"}),
        (("versions", 0, "benefits", 0, "uncapped_until_age"), 18),
        (("versions", 0, "benefits", 0, "amount", "euro"), "1,200"),
        (("versions", 0, "benefits", 0, "amount", "euro"), "-1"),
        (("versions", 0, "benefits", 0, "amount", "name"), "rules"),
        (("versions", 0, "benefits", 1, "amount", "readings"), []),
        (("versions", 0, "criteria", 0, "certainty"), "inferred"),
        (("versions", 0, "criteria", 0, "when"), {"all": []}),
        (("versions", 0, "criteria", 0, "when"), {"fact": "permission", "is": "yes"}),
        (("versions", 0, "criteria", 0, "when"), {"all": ["adult"], "any": ["adult"]}),
        (("versions", 0, "criteria", 1, "when"), {"fact": "age"}),
        (("versions", 0, "criteria", 1, "when"), {"fact": "role", "is": "pilot"}),
        (("versions", 0, "criteria", 1, "when"), {"fact": "places", "is": "vbl"}),
        (("versions", 0, "criteria", 1, "when"), {"fact": "born_on", "by": "2012-13-01"}),
        (("versions", 0, "criteria", 1, "when"), {"fact": "born_on", "by": {"fact": "age"}}),
        (("lists", "neighbours", "countries", 0, "country"), "Belgium"),
        (("code",), "harbour"),
        (("versions",), []),
    ],
    ids=str,
)
def test_both_refuse(where: tuple[str | int, ...], value: Any) -> None:
    changed = mutated(json.loads(EXAMPLE), "change", where, value)
    assert not VALIDATOR.is_valid(changed)
    assert refusal(changed)


# The guide


@pytest.mark.parametrize("row", cells("Conditions"), ids=lambda row: row[0])
def test_a_condition_of_the_guide_is_one(row: list[str]) -> None:
    condition = json.loads(row[0].strip("`"))
    changed = mutated(
        json.loads(EXAMPLE), "change", ("versions", 0, "criteria", 2, "when"), condition
    )
    assert VALIDATOR.is_valid(changed)
    assert refusal(changed) is None


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the example's file, and a register with the family that the guide tells of."""
    folder = tmp_path / "my-programmes"
    folder.mkdir()
    (folder / "harbour.json").write_text(EXAMPLE, encoding="utf-8")
    (folder / "programme.schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    with a_register(tmp_path / "cases.db", clock=a_clock(date(2020, 6, 9))) as reg:
        case = reg.open_case("2020-0602", date(2019, 11, 1))
        for role, born in [
            ("principal", "1980"),
            ("partner", "1982"),
            ("child", "2010"),
            ("child", "2014"),
        ]:
            person = reg.add_person(libcase.Person(born=libcase.BirthDate(born), nationality="IRQ"))
            membership = {"case_id": case, "person_id": person, "role": role}
            reg.record(libcase.UnitMember(**membership, from_=date(2019, 11, 1)))
            reg.record(libcase.AsylumProcedure(person_id=person, applied_on=date(2019, 11, 4)))
        reg.record(libcase.Application(case_id=case, programme="HARBOUR", on=date(2020, 6, 2)))
        reg.record(libcase.Permission(case_id=case, on=date(2020, 6, 8), is_granted=True))
    return tmp_path


def run(place: Path, *command: str) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command,
        cwd=place,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_the_example_comes_to_what_the_guide_says(place: Path) -> None:
    told = section("An example")
    outcome, total, by_leaflet, without = re.findall(r"\*\*(.*?)\*\*", told)
    programme = libcase.programme_from_json(EXAMPLE)
    with libcase.open(place / "cases.db", read_only=True) as reg:
        file = reg.file(reg.find_case("2020-0602"))
    assessed = libcase.assess(programme, file, date(2020, 6, 10))
    assert str(assessed.outcome) == outcome
    assert str(assessed.entitlement.total) == f"{total} EUR"
    cut = [line.cap for line in assessed.entitlement.lines]
    assert [str(cap) for cap in cut if cap] == ["family"]
    (asked,) = re.findall(r"--reading (\S+)=(\w+)", GUIDE)
    other = libcase.assess(
        programme, file, date(2020, 6, 10), options=libcase.RuleOptions(readings=dict([asked]))
    )
    assert str(other.entitlement.total) == f"{by_leaflet} EUR"
    before = libcase.assess(programme, file, date(2020, 6, 7))
    assert str(before.outcome) == without
    unknown = [finding for finding in before.findings if str(finding.verdict) == "unknown"]
    assert [list(finding.evidence_tables) for finding in unknown] == [["permissions"]]
    assert "`permissions`" in told


def test_the_commands_of_the_guide_do_what_it_says(place: Path) -> None:
    (script,) = re.findall(r"^```sh\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    shown = run(place, "bash", "-euo", "pipefail", "-c", script)
    assert "Harbour start" in shown
    assert "HRT" in shown
    assess = script.splitlines()[-1].split()
    assessed = json.loads(run(place, *assess, "--format", "json"))
    assert assessed["outcome"] == "eligible"
    assert assessed["entitlement"]["total"] == "3500.00"


def mistakes() -> list[tuple[str, str, str]]:
    """What the guide's mistakes take away, what they put there, and the message."""
    items = section("Three common mistakes").split("\n- ")[1:]
    found = []
    for item in items:
        right, *wrong = re.findall(r"`([^`\n]+)`", item.split("```")[0])
        (message,) = re.findall(r"```text\n\s*(.*)\n\s*```", item)
        found.append((right, wrong[0] if wrong else "", message))
    return found


@pytest.mark.parametrize(("right", "wrong", "message"), mistakes())
def test_a_mistake_gives_the_message_that_the_guide_shows(
    right: str, wrong: str, message: str, tmp_path: Path
) -> None:
    assert right in EXAMPLE
    file = tmp_path / "harbour.json"
    file.write_text(EXAMPLE.replace(right, wrong, 1), encoding="utf-8")
    assert f"harbour.json: {refusal(file.read_text(encoding='utf-8'))}" == message
    with pytest.raises(libcase.InvalidValue) as refused:
        libcase.Catalogue().load(file)
    assert refused.value.code == "invalid_programme_file"
    assert str(refused.value).endswith(message)


def test_the_guide_shows_as_many_mistakes_as_it_says() -> None:
    assert len(mistakes()) == 3

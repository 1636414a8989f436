from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import pkgutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import libcase
from libcase import _core

ROOT = Path(__file__).parents[2]
SECRET = "Jansen-1980"
MODULES = sorted(module.name for module in pkgutil.iter_modules(libcase.__path__))


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", *map(str, command)], capture_output=True, text=True, check=False
    )


def test_the_package_is_ours() -> None:
    assert libcase.__file__ is not None
    assert Path(libcase.__file__).name == "__init__.py"
    assert _core.__file__.endswith(".so")


def test_every_public_name_is_documented() -> None:
    for name in libcase.__all__:
        value = getattr(libcase, name)
        assert inspect.getdoc(value), name
        if inspect.isclass(value):
            assert value.__module__.startswith("libcase"), name
            assert "_core" not in value.__module__, name


def type_error_of(call: Callable[[], Any]) -> str:
    """The message of the TypeError of a call; nothing where the call fits, or is wrong otherwise."""
    try:
        call()
    except Exception as error:
        return str(error) if isinstance(error, TypeError) else ""
    return ""


def bound_functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every function, class and method of the module; methods as they stand in their class."""
    for name, value in vars(_core).items():
        if isinstance(value, type(_core.Record)):
            yield name, value
            for method in vars(value):
                found = getattr(value, method)
                if callable(found) and method not in {"__new__", "__class__"}:
                    yield f"{name}.{method}", found
        elif callable(value) and not isinstance(value, type):
            yield name, value


@pytest.mark.parametrize(("name", "function"), list(bound_functions()))
def test_a_call_that_does_not_fit_prints_no_value(name: str, function: Callable[..., Any]) -> None:
    calls: list[Callable[[], Any]] = [
        lambda: function(SECRET, SECRET),
        lambda: function([SECRET], {SECRET: SECRET}, SECRET),
        lambda: function(*[SECRET] * 12),
        lambda: function(SECRET, born=SECRET),
        lambda: function(born=[SECRET]),
        lambda: function(date(1980, 3, 1)),
        lambda: function(date(1980, 3, 1), [1980], 1980, 1980.0),
        lambda: function(_core.Money("1980.00", "EUR")),
        lambda: function(_core.BirthDate("1980-03-01")),
    ]
    for call in calls:
        told = type_error_of(call)
        assert SECRET not in told
        assert "1980" not in told
        assert "Invoked with" not in told


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (
            lambda any: any.age_on(date(1980, 3, 1)),
            "age_on() does not take what it was given: date",
        ),
        (lambda any: any.Person.from_json("{}", True), "from_json() does not take"),
        (lambda any: any.Money.from_cents(cents=5), "from_cents() does not take"),
        (lambda any: any.Register.open(), "open() does not take what it was given: nothing"),
    ],
)
def test_a_call_that_does_not_fit_tells_types(call: Callable[[Any], Any], told: str) -> None:
    assert told in type_error_of(lambda: call(_core))
    assert (libcase.age_on.__doc__ or "").startswith("The completed years")


@pytest.mark.parametrize("name", ["", *MODULES])
def test_the_examples_of_the_docstrings_run(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    module = importlib.import_module(f"libcase.{name}" if name else "libcase")
    failed, _ = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert failed == 0


def test_the_stubs_match_the_columns(tmp_path: Path) -> None:
    pytest.importorskip("ruff")
    made = tmp_path / "_core.pyi"
    done = run(ROOT / "bindings" / "make_stubs.py", made)
    assert done.returncode == 0, done.stderr
    committed = ROOT / "bindings" / "libcase" / "_core.pyi"
    assert made.read_text(encoding="utf-8") == committed.read_text(encoding="utf-8")


def test_an_option_is_no_file_for_the_stubs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for option in ("--help", "--other"):
        assert "usage" in str(run(ROOT / "bindings" / "make_stubs.py", option)).lower()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_stubs_match_the_module(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    allowed = tmp_path / "allowed"  # pybind11's classes have a metaclass, and always an __init__
    allowed.write_text(
        "".join(f"libcase._core.{n}(.__init__)?\n" for n in dir(_core) if is_bound(n)),
        encoding="utf-8",
    )
    options = ("--ignore-unused-allowlist", "--allowlist", allowed)
    done = run("-m", "mypy.stubtest", "libcase._core", *options)
    assert done.returncode == 0, done.stdout


def is_bound(name: str) -> bool:
    return type(getattr(_core, name)).__name__ == "pybind11_type"


@pytest.mark.slow
def test_the_types_hold() -> None:
    pytest.importorskip("mypy")
    done = run("-m", "mypy", "--strict", "-p", "libcase")
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_a_misspelt_field_is_found_by_the_types(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    program = tmp_path / "program.py"
    program.write_text(
        "import libcase\n"
        "person = libcase.Person(nationalty='IRQ')\n"
        "person.sex = libcase.Sex.male\n"
        "libcase.Person(sex='lady')\n"
        "libcase.Stay(person_id=libcase.CaseId(1))\n",
        encoding="utf-8",
    )
    done = run("-m", "mypy", "--strict", program)
    for line, message in [
        (2, 'Unexpected keyword argument "nationalty"'),
        (3, "read-only"),
        (4, "incompatible type \"Literal['lady']\""),
        (5, 'Missing named argument "place"'),
    ]:
        assert any(
            f":{line}: error" in found and message in found for found in done.stdout.splitlines()
        )


def imports_of(module: ast.Module) -> set[str]:
    """Return the modules of the package that a module needs when it runs, wherever it says so."""
    found = set()
    nodes: list[ast.AST] = [module]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.ImportFrom) and node.module == "libcase":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("libcase."):
            found.add((node.module or "").removeprefix("libcase."))
        nodes += ast.iter_child_nodes(node)
    return found


def circle_in(needs: dict[str, set[str]]) -> list[str]:
    """Return modules that need each other in a circle; none where there is no circle."""
    left = dict(needs)
    while free := [name for name, needed in left.items() if not needed & left.keys()]:
        for name in free:
            del left[name]
    return sorted(left)


def test_no_modules_of_the_package_need_each_other_in_a_circle() -> None:
    assert circle_in({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["a", "b", "c"]
    folder = Path(libcase.__file__).parent
    needs = {
        file.stem: imports_of(ast.parse(file.read_text(encoding="utf-8")))
        for file in folder.glob("*.py")
        if not file.stem.startswith("__")
    }
    assert "_core" in needs["rules"]
    assert circle_in(needs) == []

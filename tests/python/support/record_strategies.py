"""Records of every kind, generated from the description that the module gives of itself."""

from __future__ import annotations

import datetime
import enum
from typing import Any

from hypothesis import strategies as st

import libcase
from libcase import _core

KINDS: list[dict[str, Any]] = _core._describe_records()

days = st.dates(datetime.date(1400, 1, 1))
birth_dates = st.tuples(days, days).map(lambda pair: libcase.BirthDate(min(pair), max(pair)))
amounts = st.builds(
    libcase.Money.from_cents, st.integers(-(2**63), 2**63 - 1), st.sampled_from(["EUR", "USD"])
)
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
programmes = st.from_regex(r"[A-Z][A-Z0-9-]{0,23}", fullmatch=True)


def values(field: dict[str, Any]) -> st.SearchStrategy[Any]:
    type_name = field["type"]
    if type_name == "str":
        found = programmes if field["name"] in ("programme", "framework") else texts
    elif type_name == "datetime.date":
        found = days
    elif type_name == "bool":
        found = st.booleans()
    elif type_name == "int":
        found = st.integers(-(2**63), 2**63 - 1)
    elif type_name == "Country":
        found = st.sampled_from(libcase.Country.all())
    elif type_name == "Money":
        found = amounts
    elif type_name == "BirthDate":
        found = birth_dates
    else:
        python_type = getattr(libcase, type_name)
        if issubclass(python_type, enum.StrEnum):
            found = st.sampled_from(list(python_type))
        else:
            found = st.integers(1, 2**63 - 1).map(python_type)
    return st.none() | found if field["is_optional"] else found


def fields_of(kind: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({field["name"]: values(field) for field in kind["fields"]})


any_kind_and_fields = st.sampled_from(KINDS).flatmap(
    lambda kind: st.tuples(st.just(kind), fields_of(kind))
)

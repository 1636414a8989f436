from __future__ import annotations

import copy
import json
import pickle
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from record_strategies import KINDS, any_kind_and_fields

import libcase

SECRET = "Jansen-1980"


def a_departure(**changes: Any) -> libcase.Departure:
    return libcase.Departure(
        **{
            "case_id": libcase.CaseId(1),
            "person_id": libcase.PersonId(2),
            "on": date(2011, 9, 1),
            "mode": "voluntary",
        }
        | changes
    )


@given(any_kind_and_fields)
def test_a_record_keeps_what_it_was_given(kind_and_fields: tuple[Any, Any]) -> None:
    kind, fields = kind_and_fields
    record_class = getattr(libcase, kind["name"])
    record = record_class(**fields)
    assert {name: getattr(record, name) for name in fields} == fields
    assert {name.rstrip("_"): value for name, value in fields.items()} == record.to_dict()
    for twin in (
        record_class(**record.to_dict()),
        record.replace(**fields),
        record_class.from_json(record.to_json()),
        pickle.loads(pickle.dumps(record)),
        copy.deepcopy(record),
    ):
        assert twin == record
        assert hash(twin) == hash(record)
        assert type(twin) is record_class


@given(any_kind_and_fields)
def test_a_repr_shows_no_personal_field(kind_and_fields: tuple[Any, Any]) -> None:
    kind, fields = kind_and_fields
    shown = repr(getattr(libcase, kind["name"])(**fields))
    for field in kind["fields"]:
        is_shown = fields[field["name"]] is not None and not field["is_personal"]
        assert (f"{field['name']}=" in shown) == is_shown or field["is_personal"]
        if field["is_personal"]:
            assert f", {field['name']}=" not in shown


def test_a_repr_reads_back() -> None:
    import datetime as datetime_module

    departure = a_departure(destination="IRQ")
    names = vars(libcase) | {"datetime": datetime_module}
    assert eval(repr(departure), names) == departure


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind["name"])
def test_every_kind_has_a_documented_class_and_an_id_class(kind: dict[str, Any]) -> None:
    record_class = getattr(libcase, kind["name"])
    assert issubclass(record_class, libcase.Record)
    assert record_class.__module__ == "libcase"
    assert issubclass(getattr(libcase, kind["name"] + "Id"), libcase.RecordId)
    summary = (record_class.__doc__ or "").partition("\n\n")[0]
    assert summary.endswith(".")
    for field in kind["fields"]:
        assert f"\n{field['name']} : {field['type']}" in record_class.__doc__


def test_docs_come_from_the_headers() -> None:
    assert "the period where the precision is coarser." in (libcase.Departure.__doc__ or "")
    assert libcase.Departure.destination.__doc__ == "empty when unknown"
    assert "vrijheidsbeperkende locatie" in (libcase.PlaceKind.__doc__ or "")


def test_what_is_not_said_is_unknown() -> None:
    departure = a_departure()
    assert departure.precision is libcase.DatePrecision.day
    assert departure.assisted_by is libcase.AssistedBy.unknown
    assert departure.destination is None


def test_records_of_two_kinds_or_values_differ() -> None:
    assert a_departure() != a_departure(mode="forced")
    assert a_departure() != "a departure"
    assert libcase.Closure(
        case_id=libcase.CaseId(1), on=date(2011, 9, 1), reason="other"
    ) != libcase.Application(case_id=libcase.CaseId(1), on=date(2011, 9, 1), programme="HRT")


@pytest.mark.parametrize(
    ("misuse", "field"),
    [
        (lambda: libcase.Person(SECRET), "Person"),
        (lambda: libcase.Person(born=SECRET), "born"),
        (lambda: libcase.Person(sex=SECRET), "sex"),
        (lambda: libcase.Person(nationality=SECRET.encode()), "nationality"),
        (lambda: libcase.Person().replace(SECRET), "replace"),
        (lambda: libcase.Person().replace(born=[SECRET]), "born"),
        (lambda: a_departure(case_id=libcase.PersonId(1980)), "case_id"),
        (lambda: a_departure(case_id=1980), "case_id"),
        (lambda: a_departure(on=datetime(1980, 1, 1)), "on"),
        (lambda: a_departure(on=None), "on"),
        (lambda: libcase.Departure(case_id=libcase.CaseId(1980)), "person_id"),
        (lambda: libcase.Person(nme=SECRET), "nme"),
    ],
)
def test_misuse_names_the_field_and_no_value(misuse: Any, field: str) -> None:
    with pytest.raises((TypeError, libcase.InvalidValue)) as caught:
        misuse()
    named = caught.value.field if isinstance(caught.value, libcase.Error) else str(caught.value)
    assert field in named
    assert SECRET not in str(caught.value)
    assert "1980" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("natoinality", "found 'natoinality', did you mean 'nationality'?"),
        ("colour", "found 'colour'"),
        (SECRET.replace(" ", "-"), f"found a text of {len(SECRET)} letters"),
        ("1980-06-01", "found a date"),
    ],
)
def test_a_name_that_is_no_field_is_told_alike_in_every_door(name: str, shown: str) -> None:
    for give in (
        lambda: libcase.Person(**{name: "1"}),
        lambda: libcase.Person().replace(**{name: "1"}),
        lambda: libcase.Person.from_json(json.dumps({name: "1"})),
    ):
        with pytest.raises((TypeError, libcase.InvalidValue)) as caught:
            give()
        assert str(caught.value).endswith(f"of Person, {shown}")


def test_a_value_that_does_not_fit_says_where() -> None:
    with pytest.raises(libcase.InvalidValue) as caught:
        a_departure(on=date(1, 1, 1))
    assert caught.value.code == "invalid_date"
    assert (caught.value.record, caught.value.field) == ("departures", "on")
    with pytest.raises(libcase.InvalidValue) as caught:
        a_departure(mode="walked")
    assert caught.value.code == "unknown_code"
    assert "voluntary, forced, refused_entry, unsupervised" in str(caught.value)
    assert str(caught.value).endswith("found a text of 6 letters")


def test_json_that_does_not_fit_says_where() -> None:
    with pytest.raises(libcase.InvalidValue, match="on") as caught:
        libcase.Departure.from_json('{"case_id": 1, "person_id": 2, "on": "2011-02-30"}')
    assert caught.value.code == "invalid_date"
    with pytest.raises(libcase.InvalidValue) as caught:
        libcase.Person.from_json(f'{{"sex": "{SECRET}')
    assert caught.value.code == "invalid_json"
    assert SECRET not in str(caught.value)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(libcase.InvalidValue) as caught:
        libcase.Refusal(
            application_id=libcase.ApplicationId(1), on=date(2011, 1, 1), grounds="\ud800"
        )
    assert caught.value.field == "grounds"


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        a_departure().on = date(2012, 1, 1)  # type: ignore[misc]


def test_a_field_named_as_a_keyword_ends_with_an_underscore() -> None:
    stay = libcase.Stay(person_id=libcase.PersonId(1), place="vbl", from_=date(2011, 1, 1))
    assert stay.from_ == date(2011, 1, 1)
    assert stay.to_dict()["from"] == stay.from_
    assert stay.replace(from_=date(2012, 1, 1)).from_ == date(2012, 1, 1)

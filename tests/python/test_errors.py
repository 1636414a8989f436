from __future__ import annotations

import pickle

import pytest

import libcase


@pytest.mark.parametrize(
    ("error", "second_base", "category"),
    [
        (libcase.InvalidValue, ValueError, "invalid_value"),
        (libcase.NotFound, LookupError, "not_found"),
        (libcase.Conflict, Exception, "conflict"),
        (libcase.WrongState, Exception, "wrong_state"),
        (libcase.Refused, Exception, "refused"),
        (libcase.NotPermitted, PermissionError, "not_permitted"),
        (libcase.StorageError, OSError, "storage"),
        (libcase.FormatError, Exception, "format"),
    ],
)
def test_each_category_has_a_class(
    error: type[libcase.Error], second_base: type[Exception], category: str
) -> None:
    assert issubclass(error, libcase.Error)
    assert issubclass(error, second_base)
    assert error.category == category
    assert error.__doc__


def test_an_error_says_where_it_stands() -> None:
    with pytest.raises(libcase.Error) as caught:
        libcase.Person(nationality="ZZZ")
    error = caught.value
    assert isinstance(error, libcase.InvalidValue)
    assert (error.category, error.code) == ("invalid_value", "unknown_country")
    assert (error.record, error.field, error.id) == ("persons", "nationality", None)


def test_an_error_can_be_pickled() -> None:
    with pytest.raises(libcase.Error) as caught:
        libcase.Country("ZZZ")
    twin = pickle.loads(pickle.dumps(caught.value))
    assert (type(twin), str(twin), twin.code) == (
        libcase.InvalidValue,
        str(caught.value),
        "unknown_country",
    )

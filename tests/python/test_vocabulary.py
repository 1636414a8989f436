from __future__ import annotations

import enum
import json
import pickle
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_strategies import amounts, birth_dates

import libcase
from libcase import BirthDate, Country, Frequency, Money, Period, age_on


@given(amounts)
def test_money_keeps_its_cents(money: Money) -> None:
    assert Money(money.amount, money.currency) == money
    assert Money.from_cents(money.cents, money.currency) == money
    assert money.amount * 100 == money.cents
    assert pickle.loads(pickle.dumps(money)) == money
    assert hash(eval(repr(money), {"Money": Money})) == hash(money)


@given(st.integers(-(10**15), 10**15), st.integers(-(10**15), 10**15))
def test_money_counts_as_cents_do(left: int, right: int) -> None:
    euros = [Money.from_cents(cents, "EUR") for cents in (left, right)]
    assert (euros[0] + euros[1]).cents == left + right
    assert (euros[0] - euros[1]).cents == left - right
    assert (euros[0] * 3).cents == (3 * euros[0]).cents == 3 * left
    assert (euros[0] < euros[1]) == (left < right)
    assert (euros[0] >= euros[1]) == (left >= right)


@pytest.mark.parametrize("amount", ["1750", "1750.00", Decimal("1750"), Decimal("1.75E3"), 1750])
def test_money_is_made_from_exact_numbers(amount: Any) -> None:
    assert Money(amount, "EUR").cents == 175_000
    assert str(Money(amount, "EUR")) == "1750.00 EUR"


@pytest.mark.parametrize("amount", [1750.0, True, None, b"1750"])
def test_money_refuses_what_is_not_exact(amount: Any) -> None:
    with pytest.raises(TypeError, match="decimal"):
        Money(amount, "EUR")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (lambda: Money("1.005", "EUR"), "invalid_amount"),
        (lambda: Money(Decimal("NaN"), "EUR"), "invalid_amount"),
        (lambda: Money("1", "euro"), "invalid_currency"),
        (lambda: Money("1", "EUR") + Money("1", "USD"), "mixed_currencies"),
        (lambda: Money("1", "EUR") < Money("1", "USD"), "mixed_currencies"),
        (lambda: Money.from_cents(2**63 - 1, "EUR") * 2, "money_overflow"),
        (lambda: BirthDate("1995-13"), "invalid_birth_date"),
        (lambda: BirthDate("aged 34-18 on 2011-08-01"), "invalid_birth_date"),
        (lambda: BirthDate("aged 17 on 2011-02-30"), "invalid_birth_date"),
        (lambda: BirthDate(date(1995, 2, 1), date(1995, 1, 1)), "invalid_birth_date"),
        (lambda: BirthDate(date(1, 1, 1)), "invalid_date"),
        (lambda: Country("ZZZ"), "unknown_country"),
        (lambda: Period("2011-13"), "invalid_period"),
        (lambda: Period("2011-11").split(Frequency.year), "invalid_period"),
        (lambda: Period("2011").split("week"), "unknown_code"),
        (lambda: libcase.CaseId(0), "invalid_id"),
        (lambda: libcase.CaseId(2**63), "invalid_integer"),
    ],
)
def test_an_invalid_value_has_a_code(wrong: Any, code: str) -> None:
    with pytest.raises(libcase.InvalidValue) as caught:
        wrong()
    assert caught.value.code == code


@pytest.mark.parametrize(
    "refuse",
    [
        BirthDate,
        Country,
        Period,
        libcase._core.moment,
        lambda text: Money(text, "EUR"),
        lambda text: Money("1", text),
    ],
)
@pytest.mark.parametrize("text", ["Anna É. Invented", 60 * "é"])
def test_a_text_that_does_not_fit_is_told_by_kind_and_length(refuse: Any, text: str) -> None:
    with pytest.raises(libcase.InvalidValue, match=f"found a text of {len(text)} letters"):
        refuse(text)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Money("1", "EUR") + 1,
        lambda: Money("1", "EUR") * 1.5,
        lambda: BirthDate(1980),
        lambda: BirthDate(datetime(1980, 1, 1)),
        lambda: BirthDate("1980", "1981", "1982"),
        lambda: BirthDate("1980", last="1981"),
        lambda: BirthDate("1980", earliest="1981"),
        lambda: BirthDate(),
        lambda: libcase.CaseId("1980"),
        lambda: libcase.CaseId(1980, 1980),
        lambda: Country(1980),
    ],
)
def test_a_wrong_type_is_told_without_the_value(wrong: Any) -> None:
    with pytest.raises(TypeError) as caught:
        wrong()
    assert "198" not in str(caught.value)


@given(birth_dates)
def test_a_birth_date_reads_back(born: BirthDate) -> None:
    assert BirthDate(str(born)) == born
    assert BirthDate(born.earliest, born.latest) == born
    assert pickle.loads(pickle.dumps(born)) == born


def test_a_birth_date_is_an_interval() -> None:
    born = BirthDate("1993-06")
    assert (born.earliest, born.latest) == (date(1993, 6, 1), date(1993, 6, 30))
    assert born.is_under_18(date(2011, 6, 29))
    assert not born.is_under_18(date(2011, 6, 30))
    assert BirthDate(date(1993, 6, 1)) == BirthDate("1993-06-01")


def test_a_birth_date_is_told_by_an_age_as_of_a_day() -> None:
    band = BirthDate("aged 18-34 on 2011-08-01")
    assert (band.earliest, band.latest) == (date(1976, 8, 2), date(1993, 8, 1))
    assert str(BirthDate("aged 17 on 2011-08-01")) == "1993-08-02/1994-08-01"
    assert BirthDate("aged 35- on 2011-08-01").earliest == date(1890, 8, 2)
    person = libcase.Person.from_json('{"born": "aged 17 on 2011-08-01"}')
    assert json.loads(person.to_json())["born"] == "1993-08-02/1994-08-01"


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 120), st.integers(0, 120))
def test_a_band_ends_where_its_ages_do(on: date, one: int, other: int) -> None:
    youngest, eldest = sorted((one, other))
    born = BirthDate(f"aged {youngest}-{eldest} on {on}")
    assert age_on(born.earliest, on) == eldest
    assert age_on(born.earliest - timedelta(1), on) == eldest + 1
    assert age_on(born.latest, on) == youngest
    assert age_on(born.latest + timedelta(1), on) == youngest - 1


def test_an_age_is_in_completed_years() -> None:
    assert age_on(date(1992, 2, 29), date(2010, 2, 28)) == 17
    assert age_on(born=date(1992, 2, 29), on=date(2010, 3, 1)) == 18


@given(st.sampled_from(Country.all()))
def test_a_country_reads_back(country: Country) -> None:
    assert Country(country.code) == country == pickle.loads(pickle.dumps(country))
    assert eval(repr(country)) == country
    assert hash(Country(country.code)) == hash(country)
    assert country.name_en
    assert country.name_nl


def test_countries_are_found_as_offices_write_them() -> None:
    assert Country.from_name("Irak") == Country("IRQ")
    assert Country.from_name("Yugoslavia", date(1995, 1, 1)) == Country("YUG")
    assert Country.from_name("nowhere at all") is None
    assert Country.is_unknown_name("Onbekend")
    assert Country.is_group_name("Total")
    assert not Country("XXA").is_territory()
    assert Country("IRQ").is_territory(date(2011, 1, 1))
    assert Country("YUG").valid_until is not None
    assert Country("XXA").alpha2 is None
    assert sorted([Country("IRQ"), Country("AFG")])[0].code == "AFG"


def test_countries_are_found_by_their_codes() -> None:
    assert Country.find("IRQ") == Country("IRQ")
    assert Country.find("QQQ") is None
    assert Country.from_alpha2("IQ") == Country("IRQ")
    assert Country.from_alpha2("CS", on=date(1990, 1, 1)) == Country("CSK")
    assert Country.from_alpha2("CS") == Country("SCG")
    assert Country.from_alpha2("QQ") is None


def test_a_period_is_found_by_a_day_in_it() -> None:
    assert Period.of("quarter", date(2011, 11, 30)) == Period("2011-Q4")
    assert Period.of(frequency=libcase.Frequency.year, day=date(2011, 11, 30)) == Period("2011")


def test_a_period_is_cut_into_months() -> None:
    period = Period("2011-Q4")
    assert (period.from_, period.until) == (date(2011, 10, 1), date(2012, 1, 1))
    assert [str(month) for month in period.split("month")] == ["2011-10", "2011-11", "2011-12"]
    assert date(2011, 12, 31) in period
    assert date(2012, 1, 1) not in period
    assert Period(period.from_, period.until) == period == pickle.loads(pickle.dumps(period))
    assert repr(period) == "Period('2011-Q4')"


def test_codes_are_real_enums() -> None:
    assert issubclass(libcase.DepartureMode, enum.StrEnum)
    assert libcase.DepartureMode("voluntary") is libcase.DepartureMode.voluntary
    assert libcase.DepartureMode.voluntary == "voluntary"
    assert pickle.loads(pickle.dumps(libcase.Sex.female)) is libcase.Sex.female
    assert [sex.value for sex in libcase.Sex] == ["female", "male", "unknown"]


def test_a_code_of_another_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="sex"):
        libcase.Person(sex=libcase.PlaceKind.unknown)  # type: ignore[arg-type]


def test_ids_are_ints_of_distinct_types() -> None:
    case_id = libcase.CaseId(17)
    assert case_id == 17
    assert repr(case_id) == "CaseId(17)"
    assert f"{case_id}" == "17"
    assert isinstance(case_id, libcase.RecordId)
    assert not isinstance(case_id, libcase.PersonId)
    assert type(pickle.loads(pickle.dumps(case_id))) is libcase.CaseId

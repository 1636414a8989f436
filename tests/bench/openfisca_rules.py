"""HRT of 2012 and AVR-FC as OpenFisca rules, for the benchmark: same criteria, same amounts.

OpenFisca knows no unknown values, so each fact is taken as known; the columns of the benchmark hold
no unknown ones. The formulas follow the shipped rule files, as one would write them for OpenFisca.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD = "2012-06-01"
COUNTRIES = ["AFG", "IRQ", "RUS", "MNG", "XKX", "SRB", "ALB", "BIH", "MKD", "MNE", "IRN", "GIN"]
KOSOVO = COUNTRIES.index("XKX")
MONGOLIA = COUNTRIES.index("MNG")
PERMITS = ["none", "other_temporary", "permanent"]
NO_PERMIT = PERMITS.index("none")
TEMPORARY = PERMITS.index("other_temporary")
BALKAN = [COUNTRIES.index(code) for code in ("ALB", "BIH", "XKX", "MKD", "MNE", "SRB")]


def day(text: str) -> int:
    """Days since 1970-01-01."""
    return int(np.datetime64(text).astype(int))


APRIL_2015 = day("2015-04-02")
AUGUST_2015 = day("2015-08-01")
SEPTEMBER_2016 = day("2016-09-01")
JULY_2017 = day("2017-07-01")

Unit = build_entity(
    key="unit",
    plural="units",
    label="Return unit",
    roles=[{"key": "member", "plural": "members", "label": "Member"}],
)
Person = build_entity(key="person", plural="persons", label="Person", is_person=True)


def fact(name: str, kind: type, entity: Any) -> type[Variable]:
    """A variable that is given."""
    return type(
        name,
        (Variable,),
        {
            "value_type": kind,
            "entity": entity,
            "definition_period": DateUnit.DAY,
            "label": name,
        },
    )


def formula(name: str, kind: type, entity: Any, compute: Any) -> type[Variable]:
    """A variable that is computed."""
    return type(
        name,
        (Variable,),
        {
            "value_type": kind,
            "entity": entity,
            "definition_period": DateUnit.DAY,
            "label": name,
            "formula": compute,
        },
    )


def hrt_eligible(unit: Any, period: Any) -> Any:
    """A former asylum seeker, back home, permission, consent of the adults, and no nationality left out."""
    person = unit.members
    applied_on = person.unit("application_on", period)
    asylum = unit.any(person("principal", period) * (person("claim_on", period) <= applied_on))
    permit = person("permit", period)
    decided = person("negative_decision_on", period) <= person.unit("assessed_on", period)
    waited = (applied_on >= APRIL_2015) * (person("claim_on", period) <= applied_on)
    over = decided + person("procedure_withdrawn", period) + waited
    former = over * (permit == NO_PERMIT)
    former += (permit == TEMPORARY) * person("accepts_permit_withdrawal", period)
    former = unit.any(person("principal", period) * former)
    home = unit.any(person("nationality", period) == person.unit("destination", period))
    child = np.logical_not(person("adult", period))
    consents = unit.all(child + person("ends_procedures", period))
    consents = consents * unit.all(child + person("allows_data_exchange", period))
    nationality = person("nationality", period)
    kosovo = (nationality == KOSOVO) * (applied_on >= AUGUST_2015)
    mongolia = (nationality == MONGOLIA) * (applied_on >= AUGUST_2015)
    balkan = np.isin(nationality, BALKAN) * (applied_on >= SEPTEMBER_2016)
    included = unit.any(np.logical_not(kosovo + mongolia + balkan))
    transition = (unit("assessed_on", period) < JULY_2017) + (
        unit("application_on", period) >= JULY_2017
    )
    return (
        asylum
        * former
        * home
        * unit("permission", period)
        * consents
        * included
        * transition
        * np.logical_not(unit("has_avr_fc", period))
    )


def hrt_cash(unit: Any, period: Any) -> Any:
    """EUR 1,750 an adult or unaccompanied minor, 880 a child in a family."""
    person = unit.members
    full = person("adult", period) + person("unaccompanied_minor", period)
    amount = np.where(full, 1750, np.where(person("child_in_family", period), 880, 0))
    return unit.sum(amount) * unit("hrt_eligible", period)


def avr_fc_eligible(unit: Any, period: Any) -> Any:
    """Families with children, permission and consent, without HRT or a project in kind."""
    person = unit.members
    child = np.logical_not(person("adult", period))
    consents = unit.all(child + person("ends_procedures", period))
    consents = consents * unit.all(child + person("allows_data_exchange", period))
    return (
        unit("is_family", period)
        * unit("permission", period)
        * consents
        * np.logical_not(unit("has_hrt", period))
        * np.logical_not(unit("has_in_kind", period))
    )


def avr_fc_cash(unit: Any, period: Any) -> Any:
    """The rates of HRT."""
    person = unit.members
    amount = np.where(
        person("adult", period), 1750, np.where(person("child_in_family", period), 880, 0)
    )
    return unit.sum(amount) * unit("avr_fc_eligible", period)


def avr_fc_in_kind(unit: Any, period: Any) -> Any:
    """EUR 1,500 an adult, 2,500 a child."""
    person = unit.members
    amount = np.where(
        person("adult", period), 1500, np.where(person("child_in_family", period), 2500, 0)
    )
    return unit.sum(amount) * unit("avr_fc_eligible", period)


PERSON_FACTS = {
    "claim_on": int,
    "negative_decision_on": int,
    "procedure_withdrawn": bool,
    "permit": int,
    "accepts_permit_withdrawal": bool,
    "nationality": int,
    "ends_procedures": bool,
    "allows_data_exchange": bool,
    "principal": bool,
    "adult": bool,
    "unaccompanied_minor": bool,
    "child_in_family": bool,
}
UNIT_FACTS = {
    "assessed_on": int,
    "application_on": int,
    "destination": int,
    "permission": bool,
    "is_family": bool,
    "has_hrt": bool,
    "has_avr_fc": bool,
    "has_in_kind": bool,
}


def system() -> TaxBenefitSystem:
    """The rules."""
    made = TaxBenefitSystem([Person, Unit])
    for name, kind in PERSON_FACTS.items():
        made.add_variable(fact(name, kind, Person))
    for name, kind in UNIT_FACTS.items():
        made.add_variable(fact(name, kind, Unit))
    for name, kind, compute in [
        ("hrt_eligible", bool, hrt_eligible),
        ("hrt_cash", int, hrt_cash),
        ("avr_fc_eligible", bool, avr_fc_eligible),
        ("avr_fc_cash", int, avr_fc_cash),
        ("avr_fc_in_kind", int, avr_fc_in_kind),
    ]:
        made.add_variable(formula(name, kind, Unit, compute))
    return made


def simulation(rules: TaxBenefitSystem, unit: Any, columns: dict[str, Any]) -> Simulation:
    """The columns of a benchmark in OpenFisca; `unit` is the unit of each person."""
    builder = SimulationBuilder()
    builder.create_entities(rules)
    builder.declare_person_entity("person", np.arange(len(unit)))
    units = builder.declare_entity("unit", np.unique(unit))
    builder.join_with_persons(units, unit, np.repeat("member", len(unit)))
    made = builder.build(rules)
    for name, values in columns.items():
        made.set_input(name, PERIOD, values)
    return made


def compute(made: Simulation) -> dict[str, Any]:
    """All five answers, without those of a computation before."""
    answers = {}
    for name in ("hrt_eligible", "hrt_cash", "avr_fc_eligible", "avr_fc_cash", "avr_fc_in_kind"):
        made.delete_arrays(name, PERIOD)
        answers[name] = made.calculate(name, PERIOD)
    return answers

"""The unit of a case as text and JSON: what it is on a day, who is in it, and the days that matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from libcase import _core
from libcase.case_page import indented
from libcase.text import aligned

__all__ = ["UnitPage"]

VALUES = {"met": "yes", "not_met": "no", "unknown": "unknown"}


class UnitPage(NamedTuple):
    """What is shown of a unit on a day."""

    unit: _core.UnitComposition
    occasions: Sequence[_core.OccasionComposition]
    ages: Sequence[_core.Age]  # of each member, as the safeguards read them

    def to_json(self) -> str:
        """Return an object of all."""
        occasions = ",".join(one.to_json() for one in self.occasions)
        ages = ",".join(age.to_json() for age in self.ages)
        unit = self.unit.to_json()
        return f'{{"unit":{unit},"occasions":[{occasions}],"ages_for_safeguards":[{ages}]}}'

    def to_text(self, language: str = "en", reference: str | None = None) -> str:
        """Return aligned text, a part below the other."""

        def say(key: str) -> str:
            return _core.say("composition", key, language)

        case = reference or str(self.unit.case_id)
        parts = [
            say("heading").format(case=case, day=self.unit.on.isoformat()),
            self.unit.text.in_language(language),
        ]
        if self.unit.members:
            heads = ("member", "category", "age", "minor", "under_18", "for_safeguards")
            members = zip(self.unit.members, self.ages, strict=True)
            rows = [tuple(map(say, heads)), *(member_row(*it, language) for it in members)]
            parts.append(aligned(rows))
        if self.unit.why:
            why = "\n".join(sentence.in_language(language) for sentence in self.unit.why)
            parts.append(f"{say('why')}\n{indented(why)}")
        if self.occasions:
            rows = [occasion_row(one, language) for one in self.occasions]
            parts.append(f"{say('occasions')}\n{indented(aligned(rows))}")
        return "\n\n".join(parts) + "\n"


def in_words(code: str, language: str) -> str:
    """Return a code in words."""
    return _core.say(f"codes.{type(code).__name__}", code, language)


def member_row(member: _core.MemberInUnit, age: _core.Age, language: str) -> tuple[str, ...]:
    """Return who a member is, their category and age, and whether they are a minor by whom."""

    def value(verdict: _core.Verdict) -> str:
        return _core.say("values", VALUES[verdict.value], language)

    return (
        member.who.in_language(language),
        in_words(member.category, language),
        years_in_words(member.least_age, member.most_age, language),
        value(member.is_minor),
        value(member.is_under_18),
        _core.say("composition", "read_as", language).format(
            years=years_in_words(age.least, age.most, language),
            minor=value(age.is_minor),
            records=", ".join(map(str, age.rests_on)) or _core.say("values", "none", language),
        ),
    )


def years_in_words(least: int | None, most: int | None, language: str) -> str:
    """Return an age, or the least and the most that it may be."""
    if least is None or most is None:
        return _core.say("values", "unknown", language)
    if least == most:
        return str(least)
    return _core.say("composition", "years", language).format(least=least, most=most)


def occasion_row(one: _core.OccasionComposition, language: str) -> tuple[str, ...]:
    """Return a day that matters, why, and what the unit was."""
    who = [it.who.in_language(language) for it in one.unit.members if it.person_id == one.person_id]
    what = in_words(one.occasion, language)
    return (
        one.on.isoformat(),
        f"{what} ({who[0]})" if who else what,
        in_words(one.unit.composition, language),
    )

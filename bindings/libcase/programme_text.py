"""The rules of a programme, as Catalogue answers them in JSON, as text in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from libcase import _core
from libcase.text import aligned

__all__ = ["ProgrammeText"]


class ProgrammeText:
    """Tells of programmes in one language; a text that has it not is told as its file has it."""

    def __init__(self, language: str) -> None:
        self.language = language

    def listing(self, versions: Iterable[dict[str, Any]]) -> str:
        """Return a line for each version of each programme."""
        heads = tuple(self._say(key) for key in ("code", "version", "from", "until", "name"))
        rows = [
            (
                version["code"],
                version["version"],
                first_day(version),
                self._last_day(version),
                self._in(version["name"]),
            )
            for version in versions
        ]
        return aligned([heads, *rows])

    def version(self, version: dict[str, Any], uses: Sequence[_core.VolumeUse] = ()) -> str:
        """Return the rules of a version, each with its source, and what is used of its volumes."""
        title = self._say(
            "title",
            name=self._in(version["name"]),
            code=version["code"],
            version=version["version"],
        )
        lines = [title, self._in_force(version), aligned(self._facts(version))]
        lines += ["", self._say("criteria")]
        lines += self._with_sources(version["criteria"], self._criterion)
        amounts = [line for amount in version["amounts"] for line in self._amount_lines(amount)]
        lines += ["", self._say("amounts"), *(amounts or [f"- {self._say('none')}"])]
        texts: tuple[tuple[str, Callable[[dict[str, Any]], str]], ...] = (
            ("minimums", lambda minimum: self._limit(minimum, "minimum")),
            ("caps", lambda cap: self._limit(cap, "cap")),
            ("combines_with", self._combination),
            ("excludes", self._combination),
            ("volumes", self._volume),
            ("goals", lambda goal: self._in(goal["text"])),
            ("notes", lambda note: self._in(note["text"])),
            ("background", lambda note: self._in(note["text"])),
        )
        for key, text in texts:
            if version.get(key):
                lines += ["", self._say(key), *self._with_sources(version[key], text)]
        if uses:
            lines += ["", self._say("used_and_left"), *(f"- {self._use(use)}" for use in uses)]
        return "\n".join(lines)

    def _say(self, key: str, group: str = "programme", /, **values: object) -> str:
        return _core.say(group, key, self.language).format(**values)

    def _in(self, text: dict[str, str]) -> str:
        return text.get(self.language, text["en"])

    def _money(self, amount: str, currency: str) -> str:
        return _core.in_words(_core.Money(amount, currency), self.language)

    def _counted(self, count: int, group: str) -> str:
        return self._say("one" if count == 1 else "more", group, count=self._number(count))

    def _number(self, count: int) -> str:
        return f"{count:,}".replace(",", self._say("thousands", "notation"))

    def _and(self, parts: Iterable[str]) -> str:
        return self._say("and", "lists").join(parts)

    def _with_sources(
        self, values: Iterable[dict[str, Any]], text: Callable[[dict[str, Any]], str]
    ) -> list[str]:
        lines = []
        for value in values:
            source = [f"  {self._source(value)}"] if "source" in value else []
            lines += [f"- {text(value)}", *source]
        return lines or [f"- {self._say('none')}"]

    def _source(self, value: dict[str, Any]) -> str:
        if value.get("certainty") != "inferred":
            return self._say("source", source=value["source"])
        if not value.get("reason"):
            return self._say("source_inferred", source=value["source"])
        reason = self._in(value["reason"])
        return self._say("source_inferred_since", source=value["source"], reason=reason)

    def _in_force(self, version: dict[str, Any]) -> str:
        day = version["on"]
        if version["is_in_force"] != "unknown":
            return self._say("in_force_on", day=day)
        first, last = version["attested_from"], version["attested_until"]
        if last and last < day:
            return self._say("not_known_last_seen", day=day, seen=last)
        return self._say("not_known_first_seen", day=day, seen=first)

    def _facts(self, version: dict[str, Any]) -> list[tuple[str, str]]:
        days = self._say("from_until", first=self._from(version), end=self._until(version))
        decision = self._in(version["decision"]["text"]) if version["decision"] else None
        moves = version["movement"]
        movement = None if moves == "lasting_return" else self._say(moves, "movements")
        facts = [
            ("in_force", days),
            ("implementer", version["implementer"]),
            ("funder", version["funder"]),
            ("decision", decision),
            ("target_group", self._in(version["target_group"])),
            ("picked_by", self._say(version["version_by"]["date"], "picked_by_day")),
            ("movement", movement),
        ]
        return [(self._say(key), text) for key, text in facts if text]

    def _from(self, version: dict[str, Any]) -> str:
        if version["from"]:
            return str(version["from"])
        seen = version["attested_from"]
        return self._say("first_seen", seen=seen) if seen else self._say("day_not_found")

    def _until(self, version: dict[str, Any]) -> str:
        if version["until"] or version["is_open"]:
            return str(version["until"] or self._say("now"))
        seen = version["attested_until"]
        return self._say("last_seen", seen=seen) if seen else self._say("day_not_found")

    def _last_day(self, version: dict[str, Any]) -> str:
        seen = version.get("attested_until")
        open_or_seen = self._say("open") if version.get("is_open") else f"({seen})" if seen else ""
        return version["until"] or open_or_seen

    def _criterion(self, criterion: dict[str, Any]) -> str:
        what, seen = self._in(criterion["text"]), criterion.get("attested_from")
        return self._say("asked_from", what=what, day=seen) if seen else what

    def _amount_lines(self, amount: dict[str, Any]) -> list[str]:
        lines = [
            f"- {self._amount(amount)}",
            f"  {self._say('for', whom=self._in(amount['who']))}",
            f"  {self._source(amount)}",
        ]
        texts: tuple[tuple[str, str, Callable[[dict[str, Any]], str]], ...] = (
            ("spent", "spending", self._spending),
            ("lasts", "periods", lambda period: self._in(period["text"])),
            ("paid", "instalments", lambda part: f"{part['share']} {self._in(part['when'])}"),
        )
        for title, key, text in texts:
            for rule in amount.get(key, []):
                lines += [
                    f"  {self._say(title, what=text(rule))}",
                    f"    {self._source(rule)}",
                ]
        return lines

    def _amount(self, amount: dict[str, Any]) -> str:
        """Return what an amount is, for whom, and in which reading."""
        told = self._how_much(amount)
        if amount["support"] != "service":
            told = self._say(amount["support"], "amounts_in", amount=told)
        if cash := amount.get("cash_at_most"):
            told = self._say("cash_part", amount=told, cash=self._money(cash, amount["currency"]))
        if monthly := amount.get("monthly"):
            told = self._monthly(told, monthly)
        if amount["per"] == "unit":
            told = self._say("of_unit", amount=told)
        told = self._say("amount_of", amount=told, what=self._in(amount["text"]))
        return self._reading(told, amount) if "reading" in amount else told

    def _how_much(self, amount: dict[str, Any]) -> str:
        age = amount.get("uncapped_until_age")
        if age is not None:
            return self._say("no_ceiling_until", age=age)
        if amount["amount"]:
            return self._money(amount["amount"], amount["currency"])
        is_service = amount["support"] == "service"
        return self._say("service", "supports") if is_service else self._say("amount_not_found")

    def _reading(self, told: str, amount: dict[str, Any]) -> str:
        says = amount["reading_text"]
        told = self._say(
            "reading_says" if says else "reading",
            amount=told,
            reading=amount["reading"],
            dispute=amount["dispute"],
            **({"says": self._in(says)} if says else {}),
        )
        return self._say("usual_reading", amount=told) if amount["is_default"] else told

    def _monthly(self, told: str, monthly: dict[str, Any]) -> str:
        told = self._say(
            monthly["counted"],
            "amounts_monthly",
            amount=told,
            first=self._in(monthly["from"]),
            end=self._in(monthly["until"]),
        )
        most = monthly["at_most"]
        return told if most is None else self._say("months_at_most", amount=told, most=most)

    def _spending(self, rule: dict[str, Any]) -> str:
        place = self._say(rule["place"], "places")
        least, most = rule["at_least"], rule["at_most"]
        if least and most:
            return self._say("share_between", least=least, most=most, place=place)
        bound = "at_least" if least else "at_most"
        return self._say(bound, "explanation", amount=least or most, place=place)

    def _limit(self, cap: dict[str, Any], bound: str) -> str:
        """Return a cap or a minimum, of whom, of what and when."""
        money = self._money(cap["amount"], cap["currency"])
        if cap["support"]:
            money = self._say(cap["support"], "limits_in", amount=money)
        limit = self._say(bound, amount=money, whose=self._say(cap["of"], "limits_of"))
        if cap["benefits"]:
            limit = self._say("of_benefits", limit=limit, benefits=self._and(cap["benefits"]))
        return self._say("where", limit=limit, when=self._in(cap["when"])) if cap["when"] else limit

    def _volume(self, volume: dict[str, Any]) -> str:
        """Return a figure for all together."""
        figure = self._say("number_not_found")
        if "amount" in volume:
            figure = self._money(volume["amount"], volume["currency"])
        elif "count" in volume:
            figure = self._number(volume["count"])
        kind = self._say(volume["kind"], "volumes")
        return self._say("volume", kind=kind, what=self._in(volume["text"]), figure=figure)

    def _use(self, use: _core.VolumeUse) -> str:
        """Return what is used of a volume, and what is left."""
        what = use.text.in_language(self.language)
        if use.year is not None:
            what = self._say("in_year", what=what, year=use.year)
        told = self._say(
            "awarded",
            kind=self._say(use.kind.value, "volumes"),
            what=what,
            used=self._counted(use.persons, "persons_counted")
            if use.amount is None
            else _core.in_words(use.awarded, self.language),
        )
        left = self._left(use)
        told = told if left is None else self._say("left", told=told, left=left)
        if use.amount is None or not use.other_lines:
            return told
        lines = self._counted(use.other_lines, "lines_counted")
        return self._say("lines_beside", told=told, lines=lines)

    def _left(self, use: _core.VolumeUse) -> str | None:
        if use.amount is not None:
            left = use.amount_left
            return None if left is None else _core.in_words(left, self.language)
        return None if use.persons_left is None else self._number(use.persons_left)

    def _combination(self, combination: dict[str, Any]) -> str:
        """Return a programme, and between which days where these are given."""
        told = str(combination["programme"])
        for key in ("from", "until"):
            if combination.get(key):
                told = self._say(f"{key}_day", told=told, day=combination[key])
        return told


def first_day(version: dict[str, Any]) -> str:
    """Return when a version begins, or the first day a source shows it, in parentheses."""
    seen = version.get("attested_from")
    return version["from"] or (f"({seen})" if seen else "")

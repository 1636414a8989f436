#!/usr/bin/env python3
"""Write country_table.inc from country_table.csv and country_names.csv.

country_table.csv holds the codes:
  code, alpha2, numeric   ISO 3166-1; withdrawn codes from ISO 3166-3; XKX (XK) is the
                          user-assigned code in use for Kosovo; the British codes and XXA, XXB,
                          XXC are those of ICAO Doc 9303 part 3; RNC is Eurostat's code.
  name_en, name_nl        shown to people. From Unicode CLDR (Unicode License v3) for current
                          codes, our own wording for the others.
  from                    first day of the code; empty where it is as old as ISO 3166 (1974).
  until                   first day without it; empty where it is in force. From ISO 3166-3.
  kind                    territory, or no_territory (a passport or a status, never a destination).

Days of `from`: the day on which the Dutch table of nationalities (BRP, table 32) begins to use a
nationality, where that is before the entry into ISO 3166-1; else the year of that entry. By way
of exception: Bonaire, Curaçao and Sint Maarten, 10 October 2010, when the Netherlands Antilles
were dissolved; Kosovo, 10 June 1999, resolution 1244 of the Security Council of the United
Nations. A source that states a year alone stays a year here: `from` then means its first day,
`until` the first day of the next year, so the code holds on each day on which it may have held.

country_names.csv holds further names by which offices write them: name, code, from (the first
day of this use of the name, where that is later than the code), source. A code `unknown` stands
for labels that say the country is not known, `group` for labels of several countries. Sources:
iso-codes (Debian iso-codes, LGPL-2.1-or-later: the names alone), brp (BRP table 32), uninflected
(the same adjectives as Statistics Netherlands writes them), uk-home-office, us-ice, frontex,
eurostat (labels in their published tables), own.

Choices where a label could mean several things:
  Refugee              XXB, since travel documents are issued under the 1951 Convention
  Northern Cyprus      CYP, Congo without more COG, as in the BRP; "Congolese" is not understood
  Noord-Jemenitische   YEM, the code that the Yemen Arab Republic had
  Brits onderdaan      GBS; the BRP's other British nationalities likewise have their own codes
  Behandeld als Nederlander, Vastgesteld niet-Nederlander   unknown: neither says which
  Serbia and Montenegro before 4 February 2003              YUG, which then consisted of them

Usage: make_country_table.py           writes country_table.inc beside this file
       make_country_table.py --check   fails when country_table.inc is not up to date
"""

import csv
import datetime
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE / "country_table.inc"
KINDS = ("territory", "no_territory")
NO_COUNTRY = {"unknown": "unknown_name", "group": "group_name"}


def rows(name):
    with open(HERE / name, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, strict=True)


def days(text, *, open_end, is_until):
    """Days since 1970-01-01 of a day or a year; the name of a constant where empty."""
    if not text:
        return open_end
    if len(text) == 4:
        day = datetime.date(int(text) + is_until, 1, 1)
    else:
        day = datetime.date.fromisoformat(text)
    return str((day - datetime.date(1970, 1, 1)).days)


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def generated():
    countries = list(rows("country_table.csv"))
    codes = [row["code"] for row in countries]
    if codes != sorted(set(codes)):
        raise SystemExit("country_table.csv: codes must be in order, each once")
    index = {code: number for number, code in enumerate(codes, start=1)} | NO_COUNTRY

    lines = [
        "// Written by make_country_table.py from country_table.csv and country_names.csv, where",
        "// sources and licences are stated. Change those, not this file.",
        "constexpr KnownCountry countries[] = {",
        '    {"", "", "", "", 0, open_from, open_until, false}, // not set',
    ]
    for row in countries:
        if row["kind"] not in KINDS:
            raise SystemExit(f"country_table.csv: {row['code']} has no known kind")
        is_territory = "true" if row["kind"] == "territory" else "false"
        from_day = days(row["from"], open_end="open_from", is_until=False)
        until_day = days(row["until"], open_end="open_until", is_until=True)
        texts = [quoted(row[name]) for name in ("code", "alpha2", "name_en", "name_nl")]
        lines.append(
            "    {"
            + ", ".join([*texts, str(int(row["numeric"] or 0)), from_day, until_day, is_territory])
            + "},"
        )
    lines += ["};", "", "constexpr Name further_names[] = {"]
    for row in rows("country_names.csv"):
        if row["code"] not in index:
            raise SystemExit(f"country_names.csv: {row['name']} has the code {row['code']}")
        from_day = days(row["from"], open_end="open_from", is_until=False)
        cells = [quoted(row["name"]), str(index[row["code"]]), from_day]
        lines.append("    {" + ", ".join(cells) + "},")
    lines += ["};", ""]
    return "\n".join(lines)


def main(arguments):
    if arguments == ["--check"]:
        if TARGET.read_text(encoding="utf-8") != generated():
            raise SystemExit("country_table.inc is out of date: run make_country_table.py")
    elif arguments:
        raise SystemExit(__doc__)
    else:
        TARGET.write_text(generated(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

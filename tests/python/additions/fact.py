"""A new fact is a name, a function with its row, and a line of words a language."""

from __future__ import annotations

from patched_tree import Addition

READER = """\
inline Verdict was_found_again(const MemberOnDay& member) {
  return verdict_of(latest(member, &Reappearance::on) != nullptr);
}

"""

USE = """
import json, pathlib, sys
from datetime import date
import libcase

sourced = {"source": "invented", "certainty": "stated"}
programme = libcase.programme_from_json(json.dumps({
    "code": "AGAIN",
    "name": {"en": "Again", "nl": "Opnieuw"},
    "implementer": "invented",
    "target_group": {"en": "anybody", "nl": "iedereen"},
    "version_by": {"date": "application", **sourced},
    "versions": [{
        "name": "all",
        "from": {"date": "2000-01-01", **sourced},
        "is_open": True,
        "criteria": [{
            "name": "found_again",
            "text": {"en": "was found again", "nl": "werd opnieuw gezien"},
            "scope": "all",
            "when": "was_found_again",
            **sourced,
        }],
    }],
}))
fact = next(fact for fact in libcase.facts() if fact.name == "was_found_again")
assert (fact.of, fact.kind, fact.evidence_table) == ("person", "yes_no", "reappearances")
assert "\\nwas_found_again\\n    was found here again after leaving" in libcase.FactName.__doc__
with libcase.open(pathlib.Path(sys.argv[1]) / "r.db", actor="test") as register:
    case = register.open_case("invented-case", date(2011, 8, 1))
    person = register.add_person(libcase.Person(born=libcase.BirthDate("1980")))
    register.record(libcase.UnitMember(case_id=case, person_id=person, role="principal",
                                       from_=date(2011, 8, 1)))
    register.record(libcase.Reappearance(person_id=person, on=date(2011, 8, 5)))
    before = register.assess(case, programme, date(2011, 8, 4))
    after = register.assess(case, programme, date(2011, 8, 6))
assert [answer.outcome for answer in (before, after)] == ["not_eligible", "eligible"]
assert "found again after leaving: yes" in after.explain()
assert "opnieuw gezien na vertrek: ja" in after.explain(language="nl")
print("used")
"""

ADDITION = Addition(
    changes=[
        (
            "libcase/include/libcase/rules/facts.hpp",
            "  born_on, ",
            "  was_found_again, ///< was found here again after leaving\n  born_on, ",
        ),
        (
            "libcase/src/rules/facts/departures.hpp",
            "inline constexpr std::array departure_facts{\n",
            READER + "inline constexpr std::array departure_facts{\n"
            "    fact_row<was_found_again>(FactName::was_found_again, evidence<Reappearance>),\n",
        ),
        (
            "libcase/words/en.json",
            '    "born_on": "born",',
            '    "was_found_again": "found again after leaving",\n    "born_on": "born",',
        ),
        (
            "libcase/words/en.json",
            '    "born_on": "the day of birth",',
            '    "was_found_again": "whether they were found again after leaving",\n'
            '    "born_on": "the day of birth",',
        ),
        (
            "libcase/words/nl.json",
            '    "born_on": "geboren",',
            '    "was_found_again": "opnieuw gezien na vertrek",\n    "born_on": "geboren",',
        ),
        (
            "libcase/words/nl.json",
            '    "born_on": "de dag van geboorte",',
            '    "was_found_again": "of men na vertrek opnieuw gezien is",\n'
            '    "born_on": "de dag van geboorte",',
        ),
    ],
    use=USE,
)

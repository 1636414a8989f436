"""A new form of condition is its struct, its answer, its words and how it is read."""

from __future__ import annotations

from patched_tree import Addition

FORM = """\
/// A count is a multiple of a number.
struct CountMultiple {
  FactName fact;
  std::int64_t multiple_of = 1;
};
BOOST_DESCRIBE_STRUCT(CountMultiple, (), (fact, multiple_of))

"""

ANSWER = """\
template <>
void Answers::answer_form(const CountMultiple& asked, FactOf, Verdict* out) {
  answer_each<CountColumn>(asked.fact, out, [&](CountRange count) {
    return count.is_exact() ? verdict_of(count.least % asked.multiple_of == 0) : Verdict::unknown;
  });
}

"""

WORDS = """\
          [](const CountMultiple& asked) {
            return said("conditions", "multiple",
                        {{"fact", label(asked.fact)}, {"count", asked.multiple_of}});
          },
"""

READ = """\
    if (node.has("multiple_of")) {
      node.allow_only({"fact", "multiple_of"});
      return CountMultiple{name, small_number_at(node.at("multiple_of"))};
    }
"""

USE = """
import json
from datetime import date
import libcase, pyarrow

sourced = {"source": "invented", "certainty": "stated"}
programme = libcase.programme_from_json(json.dumps({
    "code": "WHOLE-YEARS",
    "name": {"en": "Whole years", "nl": "Hele jaren"},
    "implementer": "invented",
    "target_group": {"en": "anybody", "nl": "iedereen"},
    "version_by": {"date": "application", **sourced},
    "versions": [{
        "name": "all",
        "from": {"date": "2000-01-01", **sourced},
        "is_open": True,
        "criteria": [{
            "name": "whole_years",
            "text": {"en": "banned for whole years", "nl": "verbod van hele jaren"},
            "scope": "all",
            "when": {"not": {"fact": "entry_ban_months", "multiple_of": 12}},
            **sourced,
        }],
    }],
}))
assert "entry_bans" in libcase.tables_for(programme)
facts = pyarrow.table({
    "unit": [1, 2, 3],
    "assessed_on": [date(2012, 3, 1)] * 3,
    "application_on": [date(2012, 3, 1)] * 3,
    "entry_ban_months": [24, 25, None],
})
evaluation = libcase.evaluate(programme, facts)
found = pyarrow.table(evaluation)["whole_years"].to_pylist()
assert found == ["not_met", "met", "unknown"], found
print("used")
"""

ADDITION = Addition(
    changes=[
        (
            "libcase/include/libcase/rules/condition.hpp",
            "/// Something that no kind of record holds",
            FORM + "/// Something that no kind of record holds",
        ),
        (
            "libcase/include/libcase/rules/condition.hpp",
            "DateCompared, NotRecorded>",
            "DateCompared, NotRecorded, CountMultiple>",
        ),
        (
            "libcase/src/rules/answers.cpp",
            "template <>\nvoid Answers::answer_form(const NotRecorded&",
            ANSWER + "template <>\nvoid Answers::answer_form(const NotRecorded&",
        ),
        (
            "libcase/src/rules/words.cpp",
            "          [](const NotRecorded& asked)",
            WORDS + "          [](const NotRecorded& asked)",
        ),
        (
            "libcase/src/rules/condition_reader.cpp",
            "    return count_between(node, name);\n",
            READ + "    return count_between(node, name);\n",
        ),
        (
            "libcase/words/en.json",
            '    "always": ',
            '    "multiple": "{fact} a multiple of {count}",\n    "always": ',
        ),
        (
            "libcase/words/nl.json",
            '    "always": ',
            '    "multiple": "{fact} een veelvoud van {count}",\n    "always": ',
        ),
        (
            "libcase/programmes/programme.schema.json",
            '        "under": {"$ref": "#/$defs/number", "minimum": 1}\n',
            '        "under": {"$ref": "#/$defs/number", "minimum": 1},\n'
            '        "multiple_of": {"$ref": "#/$defs/number"}\n',
        ),
    ],
    use=USE,
)

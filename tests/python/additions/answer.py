"""A new answer: its struct with its description, and the line that makes its class."""

from patched_tree import Addition

STRUCT = """/// How much an office has to do on a day.
struct Workload {
  Date on;                     ///< the day it is told for
  std::int64_t open_cases = 0; ///< cases that are not closed
  std::optional<Money> advanced{};
  std::vector<LocalizedText> remarks{};
  /// Whether no case is open.
  bool is_idle() const { return open_cases == 0; }
};
BOOST_DESCRIBE_STRUCT(Workload, (), (on, open_cases, advanced, remarks, is_idle))
template <>
inline constexpr MemberNames shown_members<Workload>{"on", "open_cases"};

"""

CLASS = """  add_answer<Workload>(module).def_static("of_an_example", [] {
    return Workload{.on = Date{2011, 8, 15},
                    .open_cases = 3,
                    .advanced = Money::euro_cents(175'000),
                    .remarks = {LocalizedText::of_texts({{"en", "busy"}, {"nl", "druk"}})}};
  });
"""

USE = """
import datetime
import libcase

workload = libcase.Workload.of_an_example()
assert workload.on == datetime.date(2011, 8, 15)
assert workload.advanced == libcase.Money("1750.00", "EUR")
assert [remark.nl for remark in workload.remarks] == ["druk"]
assert not workload.is_idle
assert repr(workload) == "Workload(on=datetime.date(2011, 8, 15), open_cases=3)"
assert workload.to_dict() == {
    "on": "2011-08-15",
    "open_cases": 3,
    "advanced": "1750.00",
    "remarks": [{"en": "busy", "nl": "druk"}],
    "is_idle": False,
}
assert "open_cases : int\\n    cases that are not closed" in libcase.Workload.__doc__
(described,) = [
    kind for kind in libcase._core._describe_answers() if kind["name"] == "Workload"
]
assert [field["type"] for field in described["fields"]] == [
    "datetime.date", "int", "Money", "list[LocalizedText]", "bool",
]
print("used")
"""

ADDITION = Addition(
    use=USE,
    changes=[
        (
            "libcase/include/libcase/rules/assessment.hpp",
            "/// Assesses a case on a day, with",
            f"{STRUCT}/// Assesses a case on a day, with",
        ),
        (
            "bindings/src/register_rule_answers.cpp",
            "  add_answer<Offer>(module);\n",
            f"  add_answer<Offer>(module);\n{CLASS}",
        ),
    ],
)

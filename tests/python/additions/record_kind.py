"""A new kind of record is one struct and its line in the list."""

from __future__ import annotations

from patched_tree import Addition

COURSE = """\
// A course that a person takes before leaving.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <libcase/records/case.hpp>
#include <libcase/records/person.hpp>

namespace libcase {

/// What is taught.
enum class CourseSubject : std::uint8_t { bookkeeping, carpentry };
BOOST_DESCRIBE_ENUM(CourseSubject, bookkeeping, carpentry)

/// A course taken by a person.
struct Course {
  CaseId case_id;
  PersonId person_id;
  Date on;
  CourseSubject subject;
  std::optional<Money> fee{}; ///< what the course cost
  std::optional<std::string> remark{};
};
BOOST_DESCRIBE_STRUCT(Course, (), (case_id, person_id, on, subject, fee, remark))

template <>
inline constexpr ColumnOptions column_options<&Course::remark>{.personal = true};

} // namespace libcase
"""

USE = """
import csv, pathlib, sys
from datetime import date
import libcase

folder = pathlib.Path(sys.argv[1])
assert "A course taken by a person." in libcase.Course.__doc__
with libcase.open(folder / "r.db", actor="test") as register:
    case = register.open_case("invented-case", date(2011, 8, 1))
    person = register.add_person(libcase.Person(sex="female"), "invented-person")
    register.record(libcase.UnitMember(case_id=case, person_id=person, role="principal",
                                       from_=date(2011, 8, 1)))
    course = libcase.Course(case_id=case, person_id=person, on=date(2011, 8, 2),
                            subject="carpentry", fee=libcase.Money("12.50", "EUR"),
                            remark="kept out of reprs")
    assert "kept out" not in repr(course)
    assert course == course.replace(subject="carpentry")
    id = register.record(course)
    register.replace(id, course.replace(subject="bookkeeping"), register.history(id)[-1].row)
    assert register.file(case).all(libcase.Course)[0].record.subject == "bookkeeping"
    assert len(register.history(id)) == 2

    table = folder / "courses.csv"
    with table.open("w", newline="") as file:
        csv.writer(file).writerows([
            ["reference", "case", "person", "on", "subject", "fee", "fee_currency"],
            ["invented-1", "invented-case", "invented-person", "2011-08-03", "carpentry", "9", "EUR"],
            ["invented-2", "invented-case", "invented-person", "2011-08-04", "cooking", "9", "EUR"],
        ])
    summary = register.import_records([table], rejects=folder / "rejects.csv")
    assert summary.added == {"courses": 1}, summary
    assert dict(summary.rejected) == {"unknown_code": 1}, summary

    import pyarrow
    columns = pyarrow.table(register.columns("courses"))
    assert columns["fee_cents"].to_pylist() == [1250, 900]
    assert register.verify().is_sound
    try:
        register.record(libcase.Closure(case_id=case, on=date(2011, 8, 1), reason="other"))
    except libcase.Refused as refusal:
        assert refusal.code == "dated_after_closure"
    else:
        raise AssertionError("the guards do not see the new kind")
print("used")
"""


ADDITION = Addition(
    files={"libcase/include/libcase/records/course.hpp": COURSE},
    changes=[
        (
            "libcase/include/libcase/records/all.hpp",
            "#include <libcase/records/delivery.hpp>",
            "#include <libcase/records/course.hpp>\n#include <libcase/records/delivery.hpp>",
        ),
        (
            "libcase/include/libcase/records/all.hpp",
            "Reopening, Withdrawal>",
            "Reopening, Withdrawal, Course>",
        ),
    ],
    use=USE,
)

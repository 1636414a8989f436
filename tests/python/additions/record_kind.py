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
enum class CourseSubject : std::uint8_t { bookkeeping, carpentry, unset = 255 };
BOOST_DESCRIBE_ENUM(CourseSubject, bookkeeping, carpentry)

/// A course taken by a person.
struct Course {
  CaseId case_id;
  PersonId person_id;
  Date on;
  CourseSubject subject = CourseSubject::unset;
  std::optional<Money> fee{}; ///< what the course cost
  std::optional<std::string> remark{};
  std::optional<PersonId> teacher_id{};
  std::optional<Id<Course>> follows_id{}; ///< the course that it goes on from
};
BOOST_DESCRIBE_STRUCT(Course, (),
                      (case_id, person_id, on, subject, fee, remark, teacher_id, follows_id))

template <>
inline constexpr ColumnOptions column_options<&Course::remark>{.personal = true};

/// What two persons are to each other.
struct Kinship {
  PersonId person_id;
  PersonId relative_id;
};
BOOST_DESCRIBE_STRUCT(Kinship, (), (person_id, relative_id))

/// What proves a kinship.
struct KinshipProof {
  Id<Kinship> kinship_id;
  std::string document;
};
BOOST_DESCRIBE_STRUCT(KinshipProof, (), (kinship_id, document))

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

    follow = [["reference", "case", "person", "on", "subject", "follows"]]
    chain = [(f"chain-{n}", f"chain-{n - 1}" if n else "") for n in range(5)]
    for reference, follows in [chain[3], chain[0], chain[4], chain[2], chain[1],
                               ("towards-1", "round-1"), ("round-1", "round-2"),
                               ("round-2", "round-1"), ("towards-2", "towards-1")]:
        follow.append([reference, "invented-case", "invented-person", "2011-08-05", "carpentry",
                       follows])
    with table.open("w", newline="") as file:
        csv.writer(file).writerows(follow)
    summary = register.import_records([table], rejects=folder / "rejects.csv")
    assert summary.added == {"courses": 5}, summary
    assert dict(summary.rejected) == {"circular_link": 2, "rests_on_rejected": 2}, summary
    last = register.find(libcase.Course, "chain-4")
    undo = folder / "withdrawals.csv"
    with undo.open("w", newline="") as file:
        csv.writer(file).writerows([["record", "why"]] + [
            [f"courses/{reference}", "made up"] for reference, _ in chain])
    summary = register.import_records([undo])
    assert summary.added == {"withdrawals": 5}, summary
    assert register.recording_header(register.info().recording_count).number > 0
    assert register.reference_of(last) == "chain-4"

    teacher = register.add_person(libcase.Person(sex="male"), "invented-teacher")
    register.record(course.replace(teacher_id=teacher))
    assert register.file(case).person(teacher).sex == "male"
    other_case = register.open_case("invented-other", date(2011, 8, 1))
    register.record(libcase.UnitMember(case_id=other_case, person_id=teacher, role="principal",
                                       from_=date(2011, 8, 1)))
    kinship = register.record(libcase.Kinship(person_id=person, relative_id=teacher))
    register.record(libcase.KinshipProof(kinship_id=kinship, document="birth certificate"))
    for either in (case, other_case):
        assert len(register.file(either).all(libcase.Kinship)) == 1
        assert len(register.file(either).all(libcase.KinshipProof)) == 1
        assert register.file(either).person(person) and register.file(either).person(teacher)

    import pyarrow
    columns = pyarrow.table(register.columns("courses"))
    assert columns["fee_cents"].to_pylist() == [1250, 900, 1250]
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
            "Reopening, Withdrawal, Course, Kinship, KinshipProof>",
        ),
    ],
    use=USE,
)

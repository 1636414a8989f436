"""A dimension that is a field of a departure is its column, and its name in the description."""

from __future__ import annotations

from patched_tree import Addition

RECORD = "libcase/include/libcase/records/departure.hpp"
COLUMNS = "libcase/include/libcase/register/departure_columns.hpp"

TRANSPORT = """\
/// What somebody left by.
enum class Transport : std::uint8_t { scheduled_flight, charter, land, unknown };
BOOST_DESCRIBE_ENUM(Transport, scheduled_flight, charter, land, unknown)

"""

BEFORE = """
import pathlib, sys
from datetime import date
import libcase

with libcase.open(pathlib.Path(sys.argv[1]) / "r.db", actor="test") as register:
    case = register.open_case("invented-before", date(2011, 8, 1))
    person = register.add_person(libcase.Person(sex="female"))
    register.record(libcase.UnitMember(case_id=case, person_id=person, role="principal",
                                       from_=date(2011, 8, 1)))
    register.record(libcase.Departure(case_id=case, person_id=person, on=date(2011, 9, 1),
                                      mode="voluntary"))
"""

USE = """
import pathlib, subprocess, sys
from datetime import date
import libcase

path = pathlib.Path(sys.argv[1]) / "r.db"
with libcase.open(path, actor="test") as register:
    for number, transport in enumerate(["charter", "land", "charter", None]):
        case = register.open_case(f"invented-{number}", date(2011, 8, 1))
        person = register.add_person(libcase.Person(sex="female"))
        register.record(libcase.UnitMember(case_id=case, person_id=person, role="principal",
                                           from_=date(2011, 8, 1)))
        told = {} if transport is None else {"transport": transport}
        register.record(libcase.Departure(case_id=case, person_id=person, on=date(2011, 9, 1),
                                          mode="voluntary", **told))
    columns = register.departures()
assert "transport" in list(libcase.Dimension)
year = {"period": "2011", "frequency": "year"}
rows = libcase.departures(columns, by=["transport"], totals=[[]], **year).rows()
assert rows == [("2011", "charter", 2), ("2011", "land", 1), ("2011", "unknown", 2),
                ("total", "total", 5)], rows
both = libcase.concat([columns, columns])
land = libcase.departures(both, where={"transport": "land"}, count="persons", **year)
assert land.rows() == [("2011", 2)], land.rows()

import pyarrow
assert pyarrow.table(columns)["transport"].to_pylist() == [
    "unknown", "charter", "land", "charter", "unknown"]
told = subprocess.run(
    [sys.executable, "-m", "libcase", "departures", path, "--period", "2011", "--frequency", "year",
     "--by", "transport", "--where", "transport=charter,unknown", "--format", "csv"],
    check=True, capture_output=True, text=True).stdout
assert told == "period,transport,departures\\n2011,charter,2\\n2011,unknown,2\\n", told
print("used")
"""

ADDITION = Addition(
    changes=[
        (RECORD, "/// One person leaving", TRANSPORT + "/// One person leaving"),
        (
            RECORD,
            "  PlaceKind left_from = PlaceKind::unknown;\n",
            "  PlaceKind left_from = PlaceKind::unknown;\n"
            "  std::optional<Transport> transport{};\n",
        ),
        (RECORD, "left_from, is_dublin_transfer))", "left_from, is_dublin_transfer, transport))"),
        (
            COLUMNS,
            "  columns::Codes<PlaceKind> left_from;\n",
            "  columns::Codes<PlaceKind> left_from;\n  columns::Codes<Transport> transport;\n",
        ),
        (COLUMNS, "established_by, left_from, sex,", "established_by, left_from, transport, sex,"),
    ],
    use=USE,
    before=BEFORE,
)

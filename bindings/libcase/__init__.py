"""Files of people who return to their country with help: the register, its rules, its figures.

The same library as in C++, under the same names. Dates are `datetime.date`, moments are
`datetime.datetime` with a time zone, amounts are `Money`, codes are Python enums whose values are
the stored texts. A record cannot be changed; `replace` makes another one.

Errors are `libcase.Error`, with a class for what can be done about them; `code` is the stable
reason. No message holds a name, a document number or an office's own reference.

Examples
--------
>>> import libcase
>>> from datetime import date
>>> person = libcase.Person(sex="female", nationality="IRQ")
>>> person.replace(nationality="AFG")
Person(sex='female', nationality='AFG')
>>> libcase.Money("1750.00", "EUR") + libcase.Money("250.00", "EUR")
Money('2000.00', 'EUR')
>>> libcase.Country.from_name("Irak").name_en
'Iraq'
>>> libcase.UnitMember(case_id=1)
Traceback (most recent call last):
    ...
TypeError: UnitMember.case_id: expected a libcase.CaseId, found int
"""

from libcase import _core
from libcase._core import *  # noqa: F403 - the stub lists them
from libcase._core import age_on
from libcase.case_file import CaseFile, Member, Recorded
from libcase.case_page import CasePage
from libcase.catalogue import Catalogue
from libcase.columns import Columns
from libcase.comparison import Comparison, compare
from libcase.frames import DepartureColumns, RecordColumns, UnitColumns, concat
from libcase.languages import add_language, languages, words
from libcase.register import Recording, Register, open, write_template
from libcase.rules import (
    Evaluation,
    Facts,
    allowed_combinations,
    assess,
    check_programmes,
    evaluate,
    facts,
    programme_from_json,
    tables_for,
)
from libcase.tables import (
    Table,
    departures,
    facility_occupancy,
    irregularities,
    unaccompanied_minors_returned,
    unit_stock,
)
from libcase.unit_page import UnitPage
from libcase.work import WorkList, status_rules

__all__ = [
    *_core.__all__,
    "CaseFile",
    "CasePage",
    "Catalogue",
    "Columns",
    "Comparison",
    "DepartureColumns",
    "Table",
    "Evaluation",
    "Facts",
    "Member",
    "RecordColumns",
    "Recorded",
    "Recording",
    "Register",
    "UnitColumns",
    "UnitPage",
    "WorkList",
    "add_language",
    "age_on",
    "assess",
    "allowed_combinations",
    "check_programmes",
    "compare",
    "concat",
    "departures",
    "evaluate",
    "facility_occupancy",
    "facts",
    "irregularities",
    "languages",
    "open",
    "programme_from_json",
    "status_rules",
    "tables_for",
    "unaccompanied_minors_returned",
    "unit_stock",
    "words",
    "write_template",
]

for _name in _core.__all__:
    getattr(_core, _name).__module__ = "libcase"

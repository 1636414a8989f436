# Made by bindings/make_stubs.py from descriptions and bindings/core_by_hand.pyi.in.
import datetime
import decimal
import enum
import os
import pathlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Generic, Literal, Self, TypeAlias, final

from typing_extensions import TypeVar

_Id = TypeVar("_Id", bound=RecordId, covariant=True, default=RecordId)
_AnyId = TypeVar("_AnyId", bound=RecordId)
_Record = TypeVar("_Record", bound=Record[Any])

class Error(Exception):
    category: str
    code: str
    record: str | None
    field: str | None
    id: int | None

class InvalidValue(Error, ValueError): ...
class NotFound(Error, LookupError): ...
class Conflict(Error): ...
class WrongState(Error): ...
class Refused(Error): ...
class NotPermitted(Error, PermissionError): ...
class StorageError(Error, OSError): ...
class FormatError(Error): ...

class Money:
    def __init__(self, amount: str | decimal.Decimal | int, currency: str) -> None: ...
    @staticmethod
    def from_cents(cents: int, currency: str) -> Money: ...
    @property
    def amount(self) -> decimal.Decimal: ...
    @property
    def cents(self) -> int: ...
    @property
    def currency(self) -> str: ...
    def __add__(self, other: Money) -> Money: ...
    def __sub__(self, other: Money) -> Money: ...
    def __mul__(self, times: int) -> Money: ...
    def __rmul__(self, times: int) -> Money: ...
    def __lt__(self, other: Money) -> bool: ...
    def __le__(self, other: Money) -> bool: ...
    def __gt__(self, other: Money) -> bool: ...
    def __ge__(self, other: Money) -> bool: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...

class BirthDate:
    def __init__(
        self, earliest: str | datetime.date, latest: datetime.date | None = None
    ) -> None: ...
    @property
    def earliest(self) -> datetime.date: ...
    @property
    def latest(self) -> datetime.date: ...
    def is_under_18(self, on: datetime.date) -> bool: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...

class Country:
    def __init__(self, code: str | Country) -> None: ...
    @staticmethod
    def find(alpha3: str) -> Country | None: ...
    @staticmethod
    def from_alpha2(alpha2: str, on: datetime.date | None = None) -> Country | None: ...
    @staticmethod
    def from_name(name: str, on: datetime.date | None = None) -> Country | None: ...
    @staticmethod
    def is_unknown_name(name: str) -> bool: ...
    @staticmethod
    def is_group_name(name: str) -> bool: ...
    @staticmethod
    def all() -> list[Country]: ...
    @property
    def code(self) -> str: ...
    @property
    def alpha2(self) -> str | None: ...
    @property
    def numeric(self) -> int | None: ...
    @property
    def name_en(self) -> str: ...
    @property
    def name_nl(self) -> str: ...
    @property
    def valid_from(self) -> datetime.date | None: ...
    @property
    def valid_until(self) -> datetime.date | None: ...
    def is_territory(self, on: datetime.date | None = None) -> bool: ...
    def __lt__(self, other: Country) -> bool: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...

class Period:
    def __init__(self, from_: str | datetime.date, until: datetime.date | None = None) -> None: ...
    @staticmethod
    def of(frequency: _Frequency, day: datetime.date) -> Period: ...
    @property
    def from_(self) -> datetime.date: ...
    @property
    def until(self) -> datetime.date: ...
    def split(self, frequency: _Frequency) -> list[Period]: ...
    def __contains__(self, day: datetime.date) -> bool: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...

class RecordId(int):
    def __new__(cls, id: int) -> Self: ...

class Record(Generic[_Id]):
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def replace(self, *args: Any, **kwargs: Any) -> Self: ...
    def to_dict(self) -> dict[str, Any]: ...
    def to_json(self) -> str: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...

class Version:
    @property
    def row(self) -> int: ...
    @property
    def recording(self) -> RecordingHeader: ...
    @property
    def superseded_by(self) -> int | None: ...
    @property
    def record(self) -> Record[Any]: ...

def age_on(born: datetime.date, on: datetime.date) -> int: ...
def moment(moment: datetime.datetime | datetime.date | str) -> datetime.datetime: ...

class Recording:
    def record(self, record: Record[_AnyId]) -> _AnyId: ...
    def replace(self, id: _AnyId, record: Record[_AnyId], expected_version: int) -> None: ...
    def withdraw(self, id: RecordId, why: str) -> None: ...
    def refer(self, reference: str, id: _AnyId, kind: type[Record[_AnyId]]) -> None: ...
    def commit(self) -> RecordingHeader: ...
    def roll_back(self) -> None: ...

class CaseFile:
    @property
    def id(self) -> CaseId: ...
    @property
    def known_at_recording(self) -> int: ...
    def all(self, kind: type[_Record]) -> list[tuple[RecordId, int, int, _Record]]: ...
    def person(self, id: PersonId) -> Person | None: ...
    def members_on(self, day: datetime.date) -> list[tuple[PersonId, Role]]: ...
    def composition_on(self, day: datetime.date) -> Composition: ...
    def line_accounts(self, on: datetime.date | None) -> list[LineAccount]: ...
    def exchange_differences(self) -> list[ExchangeDifference]: ...

class Register:
    @staticmethod
    def open(
        path: str,
        actor: str,
        read_only: bool,
        clock: Callable[[], datetime.datetime] | None,
        busy_timeout: float,
        trusts_clock: bool,
        safeguards: SafeguardRules | None,
    ) -> Register: ...
    def close(self) -> None: ...
    def open_case(self, reference: str, on: datetime.date) -> CaseId: ...
    def add_person(self, person: Person, reference: str) -> PersonId: ...
    def record_all(self, records: Sequence[Record[Any]], why: str) -> list[Any]: ...
    def replace(
        self, id: _AnyId, record: Record[_AnyId], expected_version: int, why: str
    ) -> None: ...
    def withdraw(self, id: RecordId, why: str) -> None: ...
    def recording(self, why: str, at: datetime.datetime | None) -> Recording: ...
    def file(
        self,
        id: CaseId,
        as_known_at: datetime.datetime | None,
        kinds: Sequence[type[Record[Any]] | str],
    ) -> CaseFile: ...
    def history(self, id: RecordId) -> list[Version]: ...
    def find(
        self,
        kind: type[Record[_AnyId]],
        reference: str,
        as_known_at: datetime.datetime | None,
    ) -> _AnyId | None: ...
    def reference_of(self, id: RecordId, as_known_at: datetime.datetime | None) -> str | None: ...
    def cases_open_on(
        self, day: datetime.date, as_known_at: datetime.datetime | None
    ) -> list[CaseId]: ...
    def recording_header(self, number: int) -> RecordingHeader: ...
    def info(self) -> RegisterInfo: ...
    def backup(self, copy: str) -> None: ...
    def integrity_problems(self) -> list[str]: ...
    def verify(self, head: str | None) -> Verification: ...

class Definition:
    @property
    def measures(self) -> list[Measure]: ...
    @property
    def population(self) -> str: ...
    @property
    def period(self) -> Period: ...
    @property
    def frequency(self) -> Frequency: ...
    @property
    def dimensions(self) -> list[str]: ...
    @property
    def filters(self) -> list[DefinedFilter]: ...
    @property
    def modes(self) -> list[str]: ...
    @property
    def recording(self) -> int: ...
    @property
    def known_at(self) -> datetime.datetime | None: ...
    @property
    def library_version(self) -> str: ...
    @property
    def protection(self) -> str: ...
    @property
    def notes(self) -> list[str]: ...
    @property
    def rows_add(self) -> bool: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...
    def __eq__(self, other: object) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]

class Fact:
    @property
    def name(self) -> FactName: ...
    @property
    def of(self) -> FactOf: ...
    @property
    def kind(self) -> FactKind: ...
    @property
    def evidence_table(self) -> str: ...
    @property
    def also_from(self) -> list[str]: ...
    @property
    def settled_after(self) -> FactName | None: ...
    @property
    def codes(self) -> list[str]: ...
    @property
    def code_type(self) -> str: ...
    @property
    def is_shown(self) -> bool: ...
    @property
    def is_sensitive(self) -> bool: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...
    @property
    def askable_codes(self) -> list[str]: ...
    @property
    def label(self) -> LocalizedText: ...

class Programme:
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> LocalizedText: ...
    @property
    def implementer(self) -> str: ...
    @property
    def funder(self) -> str | None: ...
    @property
    def target_group(self) -> LocalizedText: ...
    @property
    def currency(self) -> str: ...
    @property
    def movement(self) -> Movement: ...
    @property
    def frozen_on(self) -> datetime.date | None: ...
    @property
    def is_shipped(self) -> bool: ...
    @property
    def file(self) -> str: ...
    @property
    def versions(self) -> list[str]: ...
    @property
    def version_by(self) -> VersionDate: ...
    @property
    def facts(self) -> list[FactName]: ...
    def on(self, day: datetime.date) -> dict[str, Any]: ...

class LocalizedText:
    def in_language(self, language: str) -> str: ...
    @property
    def en(self) -> str: ...
    @property
    def nl(self) -> str: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, str]: ...

class RuleOptions:
    @property
    def readings(self) -> dict[str, str]: ...
    @property
    def stated_only(self) -> bool: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...
    def __init__(
        self, *, readings: Mapping[str, str] | None = None, stated_only: bool = False
    ) -> None: ...
    def __eq__(self, other: object) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]

class Assessment:
    @property
    def programme(self) -> str: ...
    @property
    def name(self) -> LocalizedText: ...
    @property
    def version(self) -> str: ...
    @property
    def version_text(self) -> LocalizedText: ...
    @property
    def rules_digest(self) -> str: ...
    @property
    def case_id(self) -> CaseId | None: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def version_by(self) -> VersionDate: ...
    @property
    def version_date(self) -> datetime.date | None: ...
    @property
    def outcome(self) -> Outcome: ...
    @property
    def persons(self) -> list[PersonOutcome]: ...
    @property
    def findings(self) -> list[Finding]: ...
    @property
    def entitlement(self) -> Entitlement: ...
    @property
    def rests_on_others(self) -> LocalizedText: ...
    @property
    def provided(self) -> list[LocalizedText]: ...
    @property
    def notes(self) -> list[LocalizedText]: ...
    @property
    def indication(self) -> LocalizedText: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...
    def explain(self, language: str = ...) -> str: ...
    def explain_html(self, language: str = ...) -> str: ...
    def letter(
        self, persons: Sequence[PersonId], language: str = ..., case_reference: str = ...
    ) -> str: ...
    def told_to(self, persons: Sequence[PersonId]) -> Assessment: ...
    def _repr_html_(self) -> str: ...

class DepartureColumns:
    def __len__(self) -> int: ...
    @property
    def nbytes(self) -> int: ...
    @property
    def from_aggregates(self) -> bool: ...
    @property
    def known_at_recording(self) -> int: ...
    @property
    def known_at(self) -> datetime.datetime | None: ...

class UnitColumns:
    def __len__(self) -> int: ...
    @property
    def nbytes(self) -> int: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def definition(self) -> MinorityDefinition: ...
    @property
    def known_at_recording(self) -> int: ...
    @property
    def known_at(self) -> datetime.datetime | None: ...

class Table:
    def __len__(self) -> int: ...
    @property
    def definition(self) -> Definition: ...
    @property
    def column_names(self) -> list[str]: ...
    def rows(self) -> list[tuple[str | int | float | None, ...]]: ...
    def is_total(self, row: int) -> bool: ...
    def to_text(self) -> str: ...
    def to_csv(self) -> str: ...
    def to_json(self) -> str: ...
    def to_html(self) -> str: ...
    def __eq__(self, other: object) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]

def read_departures(
    reg: Register, as_known_at: datetime.datetime | None, threads: int
) -> DepartureColumns: ...
def read_units(
    reg: Register,
    on: datetime.date,
    definition: _MinorityDefinition,
    as_known_at: datetime.datetime | None,
    threads: int,
) -> UnitColumns: ...
def unit_stock(
    reg: Register,
    on: datetime.date,
    definition: _MinorityDefinition,
    as_known_at: datetime.datetime | None,
) -> Table: ...
def concat(registers: Sequence[DepartureColumns]) -> DepartureColumns: ...
def departures(
    columns: DepartureColumns,
    period: Period,
    frequency: Frequency | str,
    count: Count | str,
    by: list[Dimension | str],
    where: dict[str, list[str]],
    age_bands: str,
    totals: list[list[str]] | None,
    zeros: bool,
    threads: int,
) -> Table: ...
def colour_of(label: str) -> str: ...
def _describe_records() -> list[dict[str, Any]]: ...
def _describe_answers() -> list[dict[str, Any]]: ...
def arrow_stream(source: DepartureColumns | UnitColumns | Table | Evaluation) -> object: ...
def record_stream(
    reg: Register,
    kind: type[Record[Any]] | str,
    as_known_at: datetime.datetime | None,
    references: bool,
    sensitive: bool,
) -> object: ...
def write_template(folder: str) -> list[pathlib.Path]: ...
def import_records(
    reg: Register,
    files_or_folders: Sequence[str],
    all_or_nothing: bool,
    rejects: str | None,
    progress: Callable[[int, int, int], object] | None,
    show_value: Callable[[pathlib.Path, int, str, str], object] | None,
    max_memory: int,
    as_new: bool,
) -> ImportSummary: ...
def import_table(
    reg: Register,
    table: str,
    mapping: str,
    all_or_nothing: bool,
    rejects: str | None,
    progress: Callable[[int, int, int], object] | None,
    show_value: Callable[[pathlib.Path, int, str, str], object] | None,
    max_memory: int,
) -> TableSummary: ...

class Facility:
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> LocalizedText: ...
    @property
    def country(self) -> Country: ...
    @property
    def places(self) -> list[FacilityPlaces]: ...
    @property
    def note(self) -> SourcedText | None: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...
    def places_on(self, day: datetime.date) -> int: ...

class SafeguardRules:
    @property
    def name(self) -> LocalizedText: ...
    @property
    def safeguards(self) -> list[SafeguardRule]: ...
    @property
    def self_reliance(self) -> SelfRelianceRule | None: ...
    @property
    def before_decision(self) -> BeforeDecisionRule | None: ...
    @property
    def countries(self) -> list[CountryReception]: ...
    @property
    def always_a_place(self) -> list[AlwaysAPlace]: ...
    @property
    def reservation(self) -> ReservationRule | None: ...
    @property
    def facilities(self) -> list[Facility]: ...
    @property
    def notes(self) -> list[SourcedText]: ...
    @property
    def digest(self) -> str: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...
    @staticmethod
    def shipped() -> SafeguardRules: ...
    @staticmethod
    def load(file: str | os.PathLike[str]) -> SafeguardRules: ...
    @staticmethod
    def from_json(text: str, file: str) -> SafeguardRules: ...

class Catalogue:
    @staticmethod
    def empty() -> Catalogue: ...
    @staticmethod
    def shipped() -> Catalogue: ...
    def add(self, programme: Programme) -> None: ...
    def load(self, file_or_folder: str) -> None: ...
    def get(self, code: str) -> Programme: ...
    def find(self, code: str) -> Programme | None: ...
    def codes(self) -> list[str]: ...
    def frozen_at(self, day: datetime.date) -> Catalogue: ...
    def to_json(self) -> str: ...

def programme_from_json(json: str, file: str) -> Programme: ...
def check_programmes(file_or_folder: str, others: Catalogue) -> list[RuleFileFinding]: ...
def assess(
    programme: Programme,
    file: CaseFile,
    on: datetime.date,
    history: Sequence[CaseFile] | None,
    options: RuleOptions,
) -> Assessment: ...
def assess_case(
    reg: Register,
    id: CaseId,
    programme: Programme,
    on: datetime.date,
    options: RuleOptions,
    as_known_at: datetime.datetime | None,
) -> Assessment: ...
def allowed_combinations(
    catalogue: Catalogue,
    file: CaseFile,
    on: datetime.date,
    history: Sequence[CaseFile] | None,
    options: RuleOptions,
) -> list[Offer]: ...
def allowed_combinations_of_case(
    reg: Register,
    id: CaseId,
    catalogue: Catalogue,
    on: datetime.date,
    options: RuleOptions,
    as_known_at: datetime.datetime | None,
) -> list[Offer]: ...
def status_rules() -> list[StatusRule]: ...
def case_status(file: CaseFile, on: datetime.date) -> CaseStatus | None: ...
def person_status(file: CaseFile, person: PersonId, on: datetime.date) -> PersonStatus | None: ...
def timeline(file: CaseFile, until: datetime.date | None) -> list[TimelineEvent]: ...
def age_of(file: CaseFile, person: PersonId, on: datetime.date) -> Age: ...
def composition(
    file: CaseFile, on: datetime.date, definition: _MinorityDefinition
) -> UnitComposition: ...
def compositions(file: CaseFile, definition: _MinorityDefinition) -> list[OccasionComposition]: ...
def deadlines(file: CaseFile, catalogue: Catalogue, on: datetime.date) -> list[WorkItem]: ...
def next_steps(file: CaseFile, catalogue: Catalogue, on: datetime.date) -> list[WorkItem]: ...
def questions(file: CaseFile, catalogue: Catalogue, on: datetime.date) -> list[WorkItem]: ...
def observations(
    file: CaseFile, catalogue: Catalogue, on: datetime.date, safeguards: SafeguardRules
) -> list[WorkItem]: ...
def safeguards(
    file: CaseFile,
    person: PersonId,
    on: datetime.date,
    rules: SafeguardRules,
    mode: DepartureMode | str | None,
    destination: Country | str | None,
) -> Safeguards: ...
def facility_days(
    register: Register,
    period: Period,
    rules: SafeguardRules,
    as_known_at: datetime.datetime | None,
) -> list[FacilityDay]: ...
def facility_occupancy(
    register: Register,
    period: Period,
    rules: SafeguardRules,
    as_known_at: datetime.datetime | None,
) -> Table: ...
def irregularities(
    register: Register, period: Period | None, as_known_at: datetime.datetime | None
) -> Table: ...
def unaccompanied_minors_returned(
    columns: DepartureColumns, period: Period, age_bands: str
) -> Table: ...
def minors_to_see_to(
    file: CaseFile,
    on: datetime.date,
    tracing_silent_days: int,
    hand_over_days: int,
    visit_days: int,
    rules: SafeguardRules,
) -> list[WorkItem]: ...
def due(
    register: Register,
    catalogue: Catalogue,
    from_: datetime.date,
    until: datetime.date,
    kinds: Sequence[str],
    codes: Sequence[str],
    programmes: Sequence[str],
    statuses: Sequence[str],
    at_least_days_waiting: int | None,
    minor_terms: tuple[int, int, int],
    as_known_at: datetime.datetime | None,
) -> list[DueItem]: ...
def due_csv(items: Sequence[DueItem]) -> str: ...
def due_json(items: Sequence[DueItem]) -> str: ...
def budget_accounts(
    register: Register, as_known_at: datetime.datetime | None
) -> list[BudgetAccount]: ...
def record_award(
    register: Register,
    assessment: Assessment,
    on: datetime.date,
    confirm_above: Money | None,
    budget_lines: Mapping[Support | str, BudgetLineId],
    why: str,
) -> RecordedAward: ...
def volume_use(
    register: Register, programme: Programme, as_known_at: datetime.datetime | None
) -> list[VolumeUse]: ...
def earlier_files(
    reg: Register, id: CaseId, as_known_at: datetime.datetime | None
) -> list[CaseFile]: ...

class Comparison:
    @property
    def definition(self) -> ComparisonDefinition: ...
    @property
    def rows(self) -> list[ComparisonRow]: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...
    def to_text(self) -> str: ...
    def to_csv(self) -> str: ...
    def to_html(self) -> str: ...
    def _repr_html_(self) -> str: ...

def compare(
    reg: Register,
    a: Catalogue,
    b: Catalogue,
    period: Period,
    by: CohortBy | str,
    modes: Sequence[str],
    programmes_a: Sequence[str],
    programmes_b: Sequence[str],
    options: RuleOptions,
    keeps_recorded_choice: bool,
    as_known_at: datetime.datetime | None,
    threads: int,
) -> Comparison: ...
def facts() -> list[Fact]: ...
def _names_of_results() -> list[str]: ...
def languages() -> list[str]: ...
def add_language(file: str) -> str: ...
def words(language: str) -> str: ...
def say(group: str, key: str, language: str) -> str: ...
def page(language: str, title: str, body: str) -> str: ...
def in_words(money: Money, language: str) -> str: ...

class Evaluation:
    def __len__(self) -> int: ...
    @property
    def programme(self) -> Programme: ...
    @property
    def counts(self) -> dict[Outcome, int]: ...
    def assessment(self, unit: int) -> Assessment: ...

def evaluate(
    programme: Programme,
    facts: Facts,
    options: RuleOptions,
    threads: int,
) -> Evaluation: ...

class Facts:
    def __len__(self) -> int: ...
    @property
    def person_count(self) -> int: ...

def facts_from_arrow(stream: object) -> Facts: ...
def facts_of_cohort(
    register: Register,
    programme: Programme,
    period: Period,
    by: CohortBy | str,
    as_known_at: datetime.datetime | None,
    threads: int,
) -> Facts: ...
def facts_on(
    register: Register,
    programme: Programme,
    on: datetime.date,
    as_known_at: datetime.datetime | None,
    threads: int,
) -> Facts: ...
def tables_for(programme: Programme) -> list[str]: ...

class RecordingHeader:
    @property
    def number(self) -> int: ...
    @property
    def at(self) -> datetime.datetime: ...
    @property
    def by(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def is_historical(self) -> bool: ...
    @property
    def source(self) -> str | None: ...
    @property
    def digest(self) -> str: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class RegisterInfo:
    @property
    def path(self) -> str: ...
    @property
    def schema_version(self) -> int: ...
    @property
    def recording_count(self) -> int: ...
    @property
    def row_count(self) -> int: ...
    @property
    def head_digest(self) -> str: ...
    @property
    def last_recorded_at(self) -> datetime.datetime | None: ...
    @property
    def rows_by_table(self) -> dict[str, int]: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class Tampering:
    @property
    def table(self) -> str: ...
    @property
    def row(self) -> int: ...
    @property
    def what(self) -> str: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class Verification:
    @property
    def found(self) -> list[Tampering]: ...
    @property
    def tables(self) -> list[str]: ...
    @property
    def row_count(self) -> int: ...
    @property
    def recording_count(self) -> int: ...
    @property
    def erased_reference_count(self) -> int: ...
    @property
    def head_digest(self) -> str: ...
    @property
    def is_sound(self) -> bool: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class DefinedFilter:
    @property
    def dimension(self) -> str: ...
    @property
    def labels(self) -> list[str]: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class Measure:
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> MeasureKind: ...
    @property
    def meaning(self) -> str: ...
    @property
    def currency(self) -> str: ...
    @property
    def numerator(self) -> str: ...
    @property
    def denominator(self) -> str: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class UnreadableFile:
    @property
    def file(self) -> pathlib.Path: ...
    @property
    def code(self) -> str: ...
    @property
    def reason(self) -> str: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class ImportSummary:
    @property
    def rows_read(self) -> int: ...
    @property
    def added(self) -> dict[str, int]: ...
    @property
    def new_versions(self) -> int: ...
    @property
    def skipped(self) -> int: ...
    @property
    def rejected(self) -> dict[str, int]: ...
    @property
    def recorded_later(self) -> int: ...
    @property
    def recordings(self) -> int: ...
    @property
    def unreadable(self) -> list[UnreadableFile]: ...
    @property
    def is_kept(self) -> bool: ...
    @property
    def rejects_file(self) -> pathlib.Path | None: ...
    @property
    def head_digest(self) -> str: ...
    @property
    def added_count(self) -> int: ...
    @property
    def rejected_count(self) -> int: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class TableSummary:
    @property
    def title(self) -> str: ...
    @property
    def rows_read(self) -> int: ...
    @property
    def rows_expanded(self) -> int: ...
    @property
    def zero_rows(self) -> int: ...
    @property
    def persons(self) -> int: ...
    @property
    def rejected(self) -> dict[str, int]: ...
    @property
    def rejected_persons(self) -> int: ...
    @property
    def is_kept(self) -> bool: ...
    @property
    def rejects_file(self) -> pathlib.Path | None: ...
    @property
    def head_digest(self) -> str: ...
    @property
    def rejected_count(self) -> int: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class RuleFileFinding:
    @property
    def severity(self) -> RuleFileSeverity: ...
    @property
    def file(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def line(self) -> int | None: ...
    @property
    def column(self) -> int | None: ...
    @property
    def sentence(self) -> str: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class PersonFinding:
    @property
    def person_id(self) -> PersonId: ...
    @property
    def verdict(self) -> Verdict: ...
    @property
    def is_asked(self) -> bool: ...
    @property
    def values(self) -> LocalizedText: ...
    @property
    def of_unit(self) -> LocalizedText: ...
    @property
    def evidence_tables(self) -> list[str]: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class Finding:
    @property
    def criterion(self) -> str: ...
    @property
    def scope(self) -> Scope: ...
    @property
    def verdict(self) -> Verdict: ...
    @property
    def sentence(self) -> LocalizedText: ...
    @property
    def source(self) -> str: ...
    @property
    def certainty(self) -> Certainty: ...
    @property
    def reason(self) -> LocalizedText | None: ...
    @property
    def text(self) -> LocalizedText: ...
    @property
    def values(self) -> LocalizedText: ...
    @property
    def remark(self) -> LocalizedText: ...
    @property
    def attested_from(self) -> datetime.date | None: ...
    @property
    def provided(self) -> LocalizedText | None: ...
    @property
    def provided_by_reader(self) -> LocalizedText | None: ...
    @property
    def by_person(self) -> list[PersonFinding]: ...
    @property
    def evidence_tables(self) -> list[str]: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class SpendingLimit:
    @property
    def place(self) -> SpendingPlace: ...
    @property
    def at_least(self) -> Money | None: ...
    @property
    def at_most(self) -> Money | None: ...
    @property
    def source(self) -> str: ...
    @property
    def certainty(self) -> Certainty: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class SupportPeriod:
    @property
    def place(self) -> SpendingPlace | None: ...
    @property
    def from_(self) -> datetime.date | None: ...
    @property
    def until(self) -> datetime.date | None: ...
    @property
    def text(self) -> LocalizedText: ...
    @property
    def source(self) -> str: ...
    @property
    def certainty(self) -> Certainty: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class InstalmentPart:
    @property
    def amount(self) -> Money: ...
    @property
    def when(self) -> LocalizedText: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class LineLimit:
    @property
    def of(self) -> CapOf: ...
    @property
    def is_minimum(self) -> bool: ...
    @property
    def before(self) -> Money: ...
    @property
    def after(self) -> Money: ...
    @property
    def is_open(self) -> bool: ...
    @property
    def source(self) -> str: ...
    @property
    def certainty(self) -> Certainty: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class EntitlementLine:
    @property
    def person_id(self) -> PersonId | None: ...
    @property
    def through(self) -> list[PersonId]: ...
    @property
    def is_sensitive(self) -> bool: ...
    @property
    def benefit(self) -> str: ...
    @property
    def text(self) -> LocalizedText: ...
    @property
    def support(self) -> Support: ...
    @property
    def amount(self) -> Money | None: ...
    @property
    def is_uncapped(self) -> bool: ...
    @property
    def uncapped_until(self) -> datetime.date | None: ...
    @property
    def uncapped_until_age(self) -> int | None: ...
    @property
    def limits(self) -> list[LineLimit]: ...
    @property
    def months(self) -> int | None: ...
    @property
    def months_text(self) -> LocalizedText: ...
    @property
    def spending(self) -> list[SpendingLimit]: ...
    @property
    def periods(self) -> list[SupportPeriod]: ...
    @property
    def instalments(self) -> list[InstalmentPart]: ...
    @property
    def source(self) -> str: ...
    @property
    def certainty(self) -> Certainty: ...
    @property
    def reason(self) -> LocalizedText | None: ...
    @property
    def reading(self) -> str: ...
    @property
    def reading_text(self) -> LocalizedText: ...
    @property
    def conditional_amount(self) -> Money | None: ...
    @property
    def condition(self) -> LocalizedText: ...
    @property
    def why_unknown(self) -> LocalizedText: ...
    @property
    def evidence_tables(self) -> list[str]: ...
    @property
    def before_cap(self) -> Money | None: ...
    @property
    def cap(self) -> CapOf | None: ...
    @property
    def cap_certainty(self) -> Certainty: ...
    @property
    def is_unknown(self) -> bool: ...
    @property
    def is_open(self) -> bool: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class LeftOut:
    @property
    def person_id(self) -> PersonId: ...
    @property
    def criteria(self) -> list[str]: ...
    @property
    def why(self) -> LocalizedText: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class OtherReading:
    @property
    def dispute(self) -> str: ...
    @property
    def reading(self) -> str: ...
    @property
    def text(self) -> LocalizedText: ...
    @property
    def cash(self) -> Money: ...
    @property
    def in_kind(self) -> Money: ...
    @property
    def total(self) -> Money: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class Ceiling:
    @property
    def person_id(self) -> PersonId | None: ...
    @property
    def support(self) -> Support | None: ...
    @property
    def at_most(self) -> Money: ...
    @property
    def source(self) -> str: ...
    @property
    def certainty(self) -> Certainty: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class Entitlement:
    @property
    def lines(self) -> list[EntitlementLine]: ...
    @property
    def cash(self) -> Money: ...
    @property
    def in_kind(self) -> Money: ...
    @property
    def total(self) -> Money: ...
    @property
    def stated(self) -> Money: ...
    @property
    def inferred(self) -> Money: ...
    @property
    def unknown_lines(self) -> int: ...
    @property
    def uncapped_lines(self) -> int: ...
    @property
    def package(self) -> Package: ...
    @property
    def other_readings(self) -> list[OtherReading]: ...
    @property
    def left_out(self) -> list[LeftOut]: ...
    @property
    def ceilings(self) -> list[Ceiling]: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class PersonOutcome:
    @property
    def person_id(self) -> PersonId: ...
    @property
    def outcome(self) -> Outcome: ...
    @property
    def who(self) -> LocalizedText: ...
    @property
    def departed_on(self) -> datetime.date | None: ...
    @property
    def minor(self) -> Verdict: ...
    @property
    def unaccompanied_minor(self) -> Verdict: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class Offer:
    @property
    def assessments(self) -> list[Assessment]: ...
    @property
    def outcome(self) -> Outcome: ...
    @property
    def cash(self) -> Money: ...
    @property
    def in_kind(self) -> Money: ...
    @property
    def total(self) -> Money: ...
    @property
    def stated(self) -> Money: ...
    @property
    def inferred(self) -> Money: ...
    @property
    def unknown_lines(self) -> int: ...
    @property
    def uncapped_lines(self) -> int: ...
    @property
    def package(self) -> Package: ...
    @property
    def is_of_full_search(self) -> bool: ...
    @property
    def programmes(self) -> list[str]: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class VolumeUse:
    @property
    def programme(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def kind(self) -> VolumeKind: ...
    @property
    def text(self) -> LocalizedText: ...
    @property
    def year(self) -> int | None: ...
    @property
    def count(self) -> int | None: ...
    @property
    def persons(self) -> int: ...
    @property
    def amount(self) -> Money | None: ...
    @property
    def awarded(self) -> Money: ...
    @property
    def other_lines(self) -> int: ...
    @property
    def persons_left(self) -> int | None: ...
    @property
    def amount_left(self) -> Money | None: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class BudgetAccount:
    @property
    def budget_line_id(self) -> BudgetLineId: ...
    @property
    def code(self) -> str: ...
    @property
    def amount(self) -> Money: ...
    @property
    def changes(self) -> Money: ...
    @property
    def expenses(self) -> Money: ...
    @property
    def committed(self) -> Money: ...
    @property
    def spent(self) -> Money: ...
    @property
    def irregular(self) -> Money: ...
    @property
    def earmarked(self) -> Money: ...
    @property
    def repaid(self) -> Money: ...
    @property
    def available(self) -> Money: ...
    @property
    def free(self) -> Money: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class LineAccount:
    @property
    def award_line_id(self) -> AwardLineId: ...
    @property
    def granted(self) -> Money | None: ...
    @property
    def is_uncapped(self) -> bool: ...
    @property
    def has_ended(self) -> bool: ...
    @property
    def ordered(self) -> Money: ...
    @property
    def paid(self) -> Money: ...
    @property
    def planned(self) -> Money: ...
    @property
    def delivered(self) -> Money: ...
    @property
    def services(self) -> Money: ...
    @property
    def is_open(self) -> bool: ...
    @property
    def spent(self) -> Money: ...
    @property
    def used(self) -> Money: ...
    @property
    def committed(self) -> Money: ...
    @property
    def left(self) -> Money | None: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class ExchangeDifference:
    @property
    def exchange_id(self) -> ExchangeId: ...
    @property
    def record_id(self) -> RecordId: ...
    @property
    def paid(self) -> Money: ...
    @property
    def booked(self) -> Money: ...
    @property
    def at_rate(self) -> Money: ...
    @property
    def difference(self) -> Money: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class RecordedAward:
    @property
    def award_id(self) -> AwardId: ...
    @property
    def line_ids(self) -> list[AwardLineId]: ...
    @property
    def limit_ids(self) -> list[LimitId]: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class RuleCosts:
    @property
    def eligible(self) -> int: ...
    @property
    def partly_undetermined(self) -> int: ...
    @property
    def undetermined(self) -> int: ...
    @property
    def not_eligible(self) -> int: ...
    @property
    def cash_cents(self) -> int: ...
    @property
    def in_kind_cents(self) -> int: ...
    @property
    def undetermined_cents(self) -> int: ...
    @property
    def unknown_lines(self) -> int: ...
    @property
    def uncapped_lines(self) -> int: ...
    @property
    def known_cents(self) -> int: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class ComparisonRow:
    @property
    def by(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def cases(self) -> int: ...
    @property
    def a(self) -> RuleCosts: ...
    @property
    def b(self) -> RuleCosts: ...
    @property
    def winners(self) -> int: ...
    @property
    def losers(self) -> int: ...
    @property
    def unchanged(self) -> int: ...
    @property
    def not_comparable(self) -> int: ...
    @property
    def comparable_difference_cents(self) -> int: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class OwnProgramme:
    @property
    def code(self) -> str: ...
    @property
    def file(self) -> str: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class ComparedRules:
    @property
    def frozen_on(self) -> datetime.date | None: ...
    @property
    def own(self) -> list[OwnProgramme]: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class ComparisonDefinition:
    @property
    def period(self) -> Period: ...
    @property
    def by(self) -> CohortBy: ...
    @property
    def modes(self) -> list[DepartureMode]: ...
    @property
    def programmes_a(self) -> list[str]: ...
    @property
    def programmes_b(self) -> list[str]: ...
    @property
    def rules_a(self) -> ComparedRules: ...
    @property
    def rules_b(self) -> ComparedRules: ...
    @property
    def keeps_recorded_choice(self) -> bool: ...
    @property
    def options(self) -> RuleOptions: ...
    @property
    def currency(self) -> str: ...
    @property
    def recording(self) -> int: ...
    @property
    def as_known_at(self) -> datetime.datetime | None: ...
    @property
    def library_version(self) -> str: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class PersonStatus:
    @property
    def person_id(self) -> PersonId: ...
    @property
    def status(self) -> ReturnStatus: ...
    @property
    def since(self) -> datetime.date: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class CaseStatus:
    @property
    def case_id(self) -> CaseId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def status(self) -> ReturnStatus: ...
    @property
    def since(self) -> datetime.date: ...
    @property
    def persons(self) -> list[PersonStatus]: ...
    @property
    def differing(self) -> int: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class StatusRule:
    @property
    def status(self) -> ReturnStatus: ...
    @property
    def tables(self) -> list[str]: ...
    @property
    def when(self) -> str: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class TimelineEvent:
    @property
    def on(self) -> datetime.date: ...
    @property
    def table(self) -> str: ...
    @property
    def record_id(self) -> RecordId: ...
    @property
    def person_id(self) -> PersonId | None: ...
    @property
    def who(self) -> LocalizedText: ...
    @property
    def text(self) -> LocalizedText: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class Age:
    @property
    def least(self) -> int | None: ...
    @property
    def most(self) -> int | None: ...
    @property
    def is_minor(self) -> Verdict: ...
    @property
    def rests_on(self) -> list[RecordId]: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class MemberInUnit:
    @property
    def person_id(self) -> PersonId: ...
    @property
    def role(self) -> Role | None: ...
    @property
    def category(self) -> MemberCategory: ...
    @property
    def least_age(self) -> int | None: ...
    @property
    def most_age(self) -> int | None: ...
    @property
    def is_minor(self) -> Verdict: ...
    @property
    def is_under_18(self) -> Verdict: ...
    @property
    def is_present(self) -> Verdict: ...
    @property
    def who(self) -> LocalizedText: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class UnitComposition:
    @property
    def case_id(self) -> CaseId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def definition(self) -> MinorityDefinition: ...
    @property
    def composition(self) -> Composition: ...
    @property
    def rests_on(self) -> CompositionBasis: ...
    @property
    def members(self) -> list[MemberInUnit]: ...
    @property
    def text(self) -> LocalizedText: ...
    @property
    def why(self) -> list[LocalizedText]: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class OccasionComposition:
    @property
    def occasion(self) -> UnitOccasion: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def record_id(self) -> RecordId: ...
    @property
    def person_id(self) -> PersonId | None: ...
    @property
    def unit(self) -> UnitComposition: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class WorkItem:
    @property
    def kind(self) -> WorkKind: ...
    @property
    def code(self) -> str: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def person_id(self) -> PersonId | None: ...
    @property
    def programme(self) -> str | None: ...
    @property
    def record_id(self) -> RecordId | None: ...
    @property
    def settled_by(self) -> str | None: ...
    @property
    def source(self) -> str | None: ...
    @property
    def is_in_principle(self) -> bool | None: ...
    @property
    def text(self) -> LocalizedText: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class DueItem:
    @property
    def kind(self) -> WorkKind: ...
    @property
    def code(self) -> str: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def person_id(self) -> PersonId | None: ...
    @property
    def programme(self) -> str | None: ...
    @property
    def record_id(self) -> RecordId | None: ...
    @property
    def settled_by(self) -> str | None: ...
    @property
    def source(self) -> str | None: ...
    @property
    def is_in_principle(self) -> bool | None: ...
    @property
    def text(self) -> LocalizedText: ...
    @property
    def case_id(self) -> CaseId | None: ...
    @property
    def reference(self) -> str | None: ...
    @property
    def status(self) -> ReturnStatus | None: ...
    @property
    def days_waiting(self) -> int: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class SourcedText:
    @property
    def source(self) -> str: ...
    @property
    def certainty(self) -> Certainty: ...
    @property
    def reason(self) -> LocalizedText | None: ...
    @property
    def text(self) -> LocalizedText: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class SafeguardRule:
    @property
    def source(self) -> str: ...
    @property
    def certainty(self) -> Certainty: ...
    @property
    def reason(self) -> LocalizedText | None: ...
    @property
    def safeguard(self) -> Safeguard: ...
    @property
    def text(self) -> LocalizedText: ...
    @property
    def modes(self) -> list[DepartureMode]: ...
    @property
    def from_(self) -> datetime.date | None: ...
    @property
    def until(self) -> datetime.date | None: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class SelfRelianceRule:
    @property
    def source(self) -> str: ...
    @property
    def certainty(self) -> Certainty: ...
    @property
    def reason(self) -> LocalizedText | None: ...
    @property
    def least_age(self) -> int: ...
    @property
    def from_(self) -> datetime.date | None: ...
    @property
    def until(self) -> datetime.date | None: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class BeforeDecisionRule:
    @property
    def source(self) -> str: ...
    @property
    def certainty(self) -> Certainty: ...
    @property
    def reason(self) -> LocalizedText | None: ...
    @property
    def from_(self) -> datetime.date: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class CountryReception:
    @property
    def source(self) -> str: ...
    @property
    def certainty(self) -> Certainty: ...
    @property
    def reason(self) -> LocalizedText | None: ...
    @property
    def reception(self) -> ReceptionClass: ...
    @property
    def countries(self) -> list[Country]: ...
    @property
    def from_(self) -> datetime.date | None: ...
    @property
    def until(self) -> datetime.date | None: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class AlwaysAPlace:
    @property
    def source(self) -> str: ...
    @property
    def certainty(self) -> Certainty: ...
    @property
    def reason(self) -> LocalizedText | None: ...
    @property
    def country(self) -> Country: ...
    @property
    def from_(self) -> datetime.date | None: ...
    @property
    def until(self) -> datetime.date | None: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class ReservationRule:
    @property
    def source(self) -> str: ...
    @property
    def certainty(self) -> Certainty: ...
    @property
    def reason(self) -> LocalizedText | None: ...
    @property
    def from_(self) -> datetime.date | None: ...
    @property
    def until(self) -> datetime.date | None: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class FacilityPlaces:
    @property
    def source(self) -> str: ...
    @property
    def certainty(self) -> Certainty: ...
    @property
    def reason(self) -> LocalizedText | None: ...
    @property
    def from_(self) -> datetime.date: ...
    @property
    def places(self) -> int: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class SafeguardFinding:
    @property
    def safeguard(self) -> Safeguard: ...
    @property
    def code(self) -> str: ...
    @property
    def verdict(self) -> Verdict: ...
    @property
    def text(self) -> LocalizedText: ...
    @property
    def detail(self) -> LocalizedText | None: ...
    @property
    def settled_by(self) -> str: ...
    @property
    def also_settled_by(self) -> list[str]: ...
    @property
    def source(self) -> str: ...
    @property
    def certainty(self) -> Certainty: ...
    @property
    def reason(self) -> LocalizedText | None: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class Safeguards:
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def is_minor(self) -> Verdict: ...
    @property
    def is_accompanied(self) -> Verdict: ...
    @property
    def mode(self) -> DepartureMode: ...
    @property
    def destination(self) -> Country | None: ...
    @property
    def is_gated(self) -> bool: ...
    @property
    def may_leave(self) -> bool: ...
    @property
    def findings(self) -> list[SafeguardFinding]: ...
    @property
    def rules_digest(self) -> str: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

class FacilityDay:
    @property
    def facility(self) -> str: ...
    @property
    def day(self) -> datetime.date: ...
    @property
    def places(self) -> int: ...
    @property
    def present(self) -> int: ...
    @property
    def reserved(self) -> int: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...

__all__ = [
    "Accompaniment",
    "ActedBy",
    "Age",
    "AgeAssessment",
    "AgeAssessmentId",
    "AgeDispute",
    "AgeDisputeId",
    "AgeMethod",
    "AlwaysAPlace",
    "Amendment",
    "AmendmentId",
    "Application",
    "ApplicationId",
    "AppointedIn",
    "Arrival",
    "ArrivalId",
    "Assessment",
    "AssistedBy",
    "AsylumDecision",
    "AsylumProcedure",
    "AsylumProcedureId",
    "Award",
    "AwardBasis",
    "AwardBasisId",
    "AwardEnd",
    "AwardEndId",
    "AwardEndKind",
    "AwardId",
    "AwardLine",
    "AwardLineId",
    "BeforeDecisionRule",
    "BestInterestsDecision",
    "BestInterestsDecisionId",
    "BestInterestsOutcome",
    "BirthDate",
    "Booking",
    "BookingId",
    "BookingOutcome",
    "BookingOutcomeId",
    "BookingResult",
    "BudgetAccount",
    "BudgetChange",
    "BudgetChangeId",
    "BudgetLine",
    "BudgetLineId",
    "CapOf",
    "CarryOver",
    "CarryOverId",
    "Case",
    "CaseId",
    "CaseStatus",
    "CashPayment",
    "CashPaymentId",
    "Ceiling",
    "Certainty",
    "Claim",
    "ClaimGround",
    "ClaimId",
    "ClaimInstalment",
    "ClaimInstalmentId",
    "Closure",
    "ClosureId",
    "ClosureReason",
    "CohortBy",
    "ComparedRules",
    "ComparisonDefinition",
    "ComparisonRow",
    "Composition",
    "CompositionBasis",
    "Confirmation",
    "ConfirmationId",
    "Conflict",
    "Consent",
    "ConsentAnswer",
    "ConsentId",
    "ConsentSubject",
    "Conviction",
    "ConvictionId",
    "ConvictionKind",
    "Count",
    "Country",
    "CountryReception",
    "DatePrecision",
    "DefinedFilter",
    "Definition",
    "Delivery",
    "DeliveryId",
    "Departure",
    "DepartureGate",
    "DepartureGateId",
    "DepartureId",
    "DepartureMode",
    "Deviation",
    "DeviationId",
    "Dimension",
    "DocumentStatus",
    "DublinClaim",
    "DublinClaimId",
    "DueItem",
    "Earmark",
    "EarmarkId",
    "Entitlement",
    "EntitlementLine",
    "Entry",
    "EntryBan",
    "EntryBanId",
    "EntryId",
    "Error",
    "Escort",
    "EscortBy",
    "EscortId",
    "EstablishedBy",
    "Exchange",
    "ExchangeDifference",
    "ExchangeId",
    "Expenditure",
    "ExpenditureId",
    "Facility",
    "FacilityDay",
    "FacilityPlaces",
    "FacilityReservation",
    "FacilityReservationId",
    "FacilityStay",
    "FacilityStayId",
    "Fact",
    "FactKind",
    "FactName",
    "FactOf",
    "FamilyTracing",
    "FamilyTracingId",
    "Finding",
    "FormatError",
    "FoundRelative",
    "FoundRelativeId",
    "Frequency",
    "GuardianConsent",
    "GuardianConsentId",
    "GuardianNotice",
    "GuardianNoticeId",
    "GuardianOrganisation",
    "Guardianship",
    "GuardianshipId",
    "HandOver",
    "HandOverId",
    "HeardBy",
    "ImportSummary",
    "Instalment",
    "InstalmentDue",
    "InstalmentId",
    "InstalmentPart",
    "InvalidValue",
    "Invoice",
    "InvoiceId",
    "InvoicePayment",
    "InvoicePaymentId",
    "Irregularity",
    "IrregularityId",
    "LeftOut",
    "Limit",
    "LimitId",
    "LineAccount",
    "LineLimit",
    "LocalizedText",
    "Means",
    "MeansId",
    "Measure",
    "MeasureKind",
    "MemberCategory",
    "MemberInUnit",
    "MinorView",
    "MinorViewId",
    "MinorityDefinition",
    "Money",
    "Movement",
    "NoAsylumClaim",
    "NoAsylumClaimId",
    "NotFound",
    "NotPermitted",
    "OccasionComposition",
    "Offer",
    "OtherReading",
    "Outcome",
    "OwnProgramme",
    "Package",
    "ParentalPermission",
    "ParentalPermissionId",
    "Participation",
    "ParticipationId",
    "Partnership",
    "PaymentOutcome",
    "PaymentOutcomeId",
    "PaymentResult",
    "Period",
    "Permission",
    "PermissionGround",
    "PermissionId",
    "PermitKind",
    "Person",
    "PersonFinding",
    "PersonId",
    "PersonOutcome",
    "PersonStatus",
    "PlaceKind",
    "PlanApproval",
    "PlanApprovalId",
    "PlanCategory",
    "PlanCompletion",
    "PlanCompletionId",
    "PlanItem",
    "PlanItemId",
    "Programme",
    "Project",
    "ProjectId",
    "Reappearance",
    "ReappearanceCause",
    "ReappearanceId",
    "ReceivedBy",
    "Reception",
    "ReceptionArrangement",
    "ReceptionArrangementId",
    "ReceptionClass",
    "ReceptionKind",
    "Record",
    "RecordId",
    "RecordedAward",
    "RecordingHeader",
    "Refusal",
    "RefusalId",
    "Refused",
    "RegisterInfo",
    "ReintegrationPlan",
    "ReintegrationPlanId",
    "Relation",
    "RelationBasis",
    "RelationId",
    "RelationKind",
    "Reopening",
    "ReopeningId",
    "Repayment",
    "RepaymentId",
    "ReservationRule",
    "ResidencePermit",
    "ResidencePermitId",
    "ReturnDecision",
    "ReturnDecisionId",
    "ReturnStatus",
    "Role",
    "RuleCosts",
    "RuleFileFinding",
    "RuleFileSeverity",
    "RuleOptions",
    "Safeguard",
    "SafeguardFinding",
    "SafeguardRule",
    "SafeguardRules",
    "Safeguards",
    "Scope",
    "SelfRelianceDecision",
    "SelfRelianceDecisionId",
    "SelfRelianceRule",
    "Service",
    "ServiceId",
    "ServiceKind",
    "Sex",
    "SourcedText",
    "SpendingLimit",
    "SpendingPlace",
    "SplitReview",
    "SplitReviewId",
    "StatusRule",
    "Stay",
    "StayId",
    "StorageError",
    "Support",
    "SupportChoice",
    "SupportChoiceId",
    "SupportPeriod",
    "SuspensionGround",
    "TableSummary",
    "Tampering",
    "TermSuspension",
    "TermSuspensionId",
    "TimelineEvent",
    "TracingChannel",
    "TracingOutcome",
    "TracingStatus",
    "TracingStep",
    "TracingStepId",
    "TraffickingCheck",
    "TraffickingCheckId",
    "TravelDocument",
    "TravelDocumentId",
    "UnitComposition",
    "UnitMember",
    "UnitMemberId",
    "UnitOccasion",
    "UnreadableFile",
    "Verdict",
    "Verification",
    "Version",
    "VersionDate",
    "ViewOfReturn",
    "Visit",
    "VisitChannel",
    "VisitId",
    "VolumeKind",
    "VolumeUse",
    "Vulnerability",
    "VulnerabilityFinder",
    "VulnerabilityGround",
    "VulnerabilityId",
    "Withdrawal",
    "WithdrawalId",
    "WorkItem",
    "WorkKind",
    "WriteOff",
    "WriteOffId",
    "WrongState",
]

class Sex(enum.StrEnum):
    female = "female"
    male = "male"
    unknown = "unknown"

_Sex: TypeAlias = Sex | Literal["female", "male", "unknown"]

class Role(enum.StrEnum):
    principal = "principal"
    partner = "partner"
    child = "child"
    other_relative = "other_relative"

_Role: TypeAlias = Role | Literal["principal", "partner", "child", "other_relative"]

class RelationKind(enum.StrEnum):
    parent_of = "parent_of"
    partner_of = "partner_of"
    sibling_of = "sibling_of"

_RelationKind: TypeAlias = RelationKind | Literal["parent_of", "partner_of", "sibling_of"]

class Partnership(enum.StrEnum):
    marriage = "marriage"
    registered = "registered"
    informal = "informal"

_Partnership: TypeAlias = Partnership | Literal["marriage", "registered", "informal"]

class RelationBasis(enum.StrEnum):
    statement = "statement"
    document = "document"
    dna = "dna"
    court = "court"
    unknown = "unknown"

_RelationBasis: TypeAlias = (
    RelationBasis | Literal["statement", "document", "dna", "court", "unknown"]
)

class PermissionGround(enum.StrEnum):
    consent = "consent"
    sole_custody = "sole_custody"
    court = "court"

_PermissionGround: TypeAlias = PermissionGround | Literal["consent", "sole_custody", "court"]

class GuardianOrganisation(enum.StrEnum):
    nidos = "nidos"
    other_institution = "other_institution"
    public_authority = "public_authority"

_GuardianOrganisation: TypeAlias = (
    GuardianOrganisation | Literal["nidos", "other_institution", "public_authority"]
)

class AppointedIn(enum.StrEnum):
    here = "here"
    abroad = "abroad"
    unknown = "unknown"

_AppointedIn: TypeAlias = AppointedIn | Literal["here", "abroad", "unknown"]

class ConsentSubject(enum.StrEnum):
    returning = "returning"
    end_of_procedures = "end_of_procedures"
    data_exchange = "data_exchange"

_ConsentSubject: TypeAlias = (
    ConsentSubject | Literal["returning", "end_of_procedures", "data_exchange"]
)

class ConsentAnswer(enum.StrEnum):
    given = "given"
    withheld = "withheld"
    withdrawn = "withdrawn"

_ConsentAnswer: TypeAlias = ConsentAnswer | Literal["given", "withheld", "withdrawn"]

class ViewOfReturn(enum.StrEnum):
    wants_to_return = "wants_to_return"
    objects = "objects"
    not_able_to_say = "not_able_to_say"

_ViewOfReturn: TypeAlias = ViewOfReturn | Literal["wants_to_return", "objects", "not_able_to_say"]

class HeardBy(enum.StrEnum):
    guardian = "guardian"
    implementer = "implementer"
    dtv = "dtv"
    immigration_service = "immigration_service"
    court = "court"
    other = "other"
    unknown = "unknown"

_HeardBy: TypeAlias = (
    HeardBy
    | Literal["guardian", "implementer", "dtv", "immigration_service", "court", "other", "unknown"]
)

class AgeMethod(enum.StrEnum):
    statement = "statement"
    document = "document"
    register_abroad = "register_abroad"
    observation = "observation"
    medical = "medical"
    multidisciplinary = "multidisciplinary"
    estimate = "estimate"

_AgeMethod: TypeAlias = (
    AgeMethod
    | Literal[
        "statement",
        "document",
        "register_abroad",
        "observation",
        "medical",
        "multidisciplinary",
        "estimate",
    ]
)

class BestInterestsOutcome(enum.StrEnum):
    in_favour_of_return = "in_favour_of_return"
    against_return = "against_return"
    undecided = "undecided"

_BestInterestsOutcome: TypeAlias = (
    BestInterestsOutcome | Literal["in_favour_of_return", "against_return", "undecided"]
)

class ActedBy(enum.StrEnum):
    guardian = "guardian"
    implementer = "implementer"
    dtv = "dtv"
    immigration_service = "immigration_service"
    embassy = "embassy"
    authority_abroad = "authority_abroad"
    court = "court"
    other = "other"
    unknown = "unknown"

_ActedBy: TypeAlias = (
    ActedBy
    | Literal[
        "guardian",
        "implementer",
        "dtv",
        "immigration_service",
        "embassy",
        "authority_abroad",
        "court",
        "other",
        "unknown",
    ]
)

class TracingChannel(enum.StrEnum):
    red_cross = "red_cross"
    social_service = "social_service"
    iom = "iom"
    embassy = "embassy"
    authority = "authority"
    guardian = "guardian"
    other = "other"

_TracingChannel: TypeAlias = (
    TracingChannel
    | Literal["red_cross", "social_service", "iom", "embassy", "authority", "guardian", "other"]
)

class TracingStatus(enum.StrEnum):
    open = "open"
    in_progress = "in_progress"
    verified = "verified"
    reunified = "reunified"
    closed = "closed"

_TracingStatus: TypeAlias = (
    TracingStatus | Literal["open", "in_progress", "verified", "reunified", "closed"]
)

class TracingOutcome(enum.StrEnum):
    pending = "pending"
    successful = "successful"
    unsuccessful = "unsuccessful"

_TracingOutcome: TypeAlias = TracingOutcome | Literal["pending", "successful", "unsuccessful"]

class ReceptionKind(enum.StrEnum):
    family = "family"
    guardian_abroad = "guardian_abroad"
    facility = "facility"

_ReceptionKind: TypeAlias = ReceptionKind | Literal["family", "guardian_abroad", "facility"]

class VulnerabilityGround(enum.StrEnum):
    none = "none"
    trafficking = "trafficking"
    health = "health"
    disability = "disability"
    pregnancy = "pregnancy"

_VulnerabilityGround: TypeAlias = (
    VulnerabilityGround | Literal["none", "trafficking", "health", "disability", "pregnancy"]
)

class VulnerabilityFinder(enum.StrEnum):
    person = "person"
    professional = "professional"
    authority = "authority"
    organisation = "organisation"
    court = "court"
    unknown = "unknown"

_VulnerabilityFinder: TypeAlias = (
    VulnerabilityFinder
    | Literal["person", "professional", "authority", "organisation", "court", "unknown"]
)

class DatePrecision(enum.StrEnum):
    year = "year"
    quarter = "quarter"
    month = "month"
    day = "day"

_DatePrecision: TypeAlias = DatePrecision | Literal["year", "quarter", "month", "day"]

class AsylumDecision(enum.StrEnum):
    granted = "granted"
    refused = "refused"
    not_considered = "not_considered"

_AsylumDecision: TypeAlias = AsylumDecision | Literal["granted", "refused", "not_considered"]

class SuspensionGround(enum.StrEnum):
    appeal = "appeal"
    health = "health"
    other = "other"

_SuspensionGround: TypeAlias = SuspensionGround | Literal["appeal", "health", "other"]

class ConvictionKind(enum.StrEnum):
    none = "none"
    sex_offence = "sex_offence"
    human_trafficking = "human_trafficking"
    people_smuggling = "people_smuggling"
    other = "other"

_ConvictionKind: TypeAlias = (
    ConvictionKind
    | Literal["none", "sex_offence", "human_trafficking", "people_smuggling", "other"]
)

class PermitKind(enum.StrEnum):
    none = "none"
    categorical_protection = "categorical_protection"
    unaccompanied_minor = "unaccompanied_minor"
    other_temporary = "other_temporary"
    permanent = "permanent"

_PermitKind: TypeAlias = (
    PermitKind
    | Literal[
        "none", "categorical_protection", "unaccompanied_minor", "other_temporary", "permanent"
    ]
)

class DocumentStatus(enum.StrEnum):
    held = "held"
    obtainable = "obtainable"
    not_obtainable = "not_obtainable"

_DocumentStatus: TypeAlias = DocumentStatus | Literal["held", "obtainable", "not_obtainable"]

class PlaceKind(enum.StrEnum):
    reception_centre = "reception_centre"
    municipal_reception = "municipal_reception"
    family_location = "family_location"
    vbl = "vbl"
    departure_centre = "departure_centre"
    detention = "detention"
    own_address = "own_address"
    arrival_centre = "arrival_centre"
    shelter = "shelter"
    prison = "prison"
    unknown = "unknown"

_PlaceKind: TypeAlias = (
    PlaceKind
    | Literal[
        "reception_centre",
        "municipal_reception",
        "family_location",
        "vbl",
        "departure_centre",
        "detention",
        "own_address",
        "arrival_centre",
        "shelter",
        "prison",
        "unknown",
    ]
)

class Support(enum.StrEnum):
    cash = "cash"
    in_kind = "in_kind"
    service = "service"

_Support: TypeAlias = Support | Literal["cash", "in_kind", "service"]

class SpendingPlace(enum.StrEnum):
    host_country = "host_country"
    country_of_origin = "country_of_origin"

_SpendingPlace: TypeAlias = SpendingPlace | Literal["host_country", "country_of_origin"]

class AwardEndKind(enum.StrEnum):
    used = "used"
    revoked = "revoked"
    lapsed = "lapsed"

_AwardEndKind: TypeAlias = AwardEndKind | Literal["used", "revoked", "lapsed"]

class InstalmentDue(enum.StrEnum):
    day = "day"
    departure = "departure"
    arrival = "arrival"
    after_departure = "after_departure"

_InstalmentDue: TypeAlias = (
    InstalmentDue | Literal["day", "departure", "arrival", "after_departure"]
)

class PaymentResult(enum.StrEnum):
    paid = "paid"
    failed = "failed"
    returned = "returned"
    cancelled = "cancelled"

_PaymentResult: TypeAlias = PaymentResult | Literal["paid", "failed", "returned", "cancelled"]

class PlanCategory(enum.StrEnum):
    business = "business"
    job_placement = "job_placement"
    training = "training"
    education = "education"
    housing = "housing"
    medical = "medical"
    other = "other"

_PlanCategory: TypeAlias = (
    PlanCategory
    | Literal["business", "job_placement", "training", "education", "housing", "medical", "other"]
)

class ServiceKind(enum.StrEnum):
    ticket = "ticket"
    document_fee = "document_fee"
    onward_travel = "onward_travel"
    medical_escort = "medical_escort"
    fit_to_fly = "fit_to_fly"
    baggage = "baggage"
    other = "other"

_ServiceKind: TypeAlias = (
    ServiceKind
    | Literal[
        "ticket",
        "document_fee",
        "onward_travel",
        "medical_escort",
        "fit_to_fly",
        "baggage",
        "other",
    ]
)

class ClaimGround(enum.StrEnum):
    came_back = "came_back"
    wrongly_given = "wrongly_given"
    other = "other"

_ClaimGround: TypeAlias = ClaimGround | Literal["came_back", "wrongly_given", "other"]

class BookingResult(enum.StrEnum):
    boarded = "boarded"
    no_show = "no_show"
    cancelled = "cancelled"
    carriage_refused = "carriage_refused"

_BookingResult: TypeAlias = (
    BookingResult | Literal["boarded", "no_show", "cancelled", "carriage_refused"]
)

class DepartureMode(enum.StrEnum):
    voluntary = "voluntary"
    forced = "forced"
    refused_entry = "refused_entry"
    unsupervised = "unsupervised"

_DepartureMode: TypeAlias = (
    DepartureMode | Literal["voluntary", "forced", "refused_entry", "unsupervised"]
)

class AssistedBy(enum.StrEnum):
    iom = "iom"
    dtv = "dtv"
    other_organisation = "other_organisation"
    nobody = "nobody"
    unknown = "unknown"

_AssistedBy: TypeAlias = (
    AssistedBy | Literal["iom", "dtv", "other_organisation", "nobody", "unknown"]
)

class EstablishedBy(enum.StrEnum):
    implementer_report = "implementer_report"
    border_police_notice = "border_police_notice"
    other_proof = "other_proof"
    address_check = "address_check"
    unknown = "unknown"

_EstablishedBy: TypeAlias = (
    EstablishedBy
    | Literal[
        "implementer_report", "border_police_notice", "other_proof", "address_check", "unknown"
    ]
)

class EscortBy(enum.StrEnum):
    dtv = "dtv"
    border_police = "border_police"
    guardian = "guardian"
    implementer = "implementer"
    relative = "relative"
    other = "other"

_EscortBy: TypeAlias = (
    EscortBy | Literal["dtv", "border_police", "guardian", "implementer", "relative", "other"]
)

class ReceivedBy(enum.StrEnum):
    parent = "parent"
    relative = "relative"
    guardian = "guardian"
    facility = "facility"
    authority = "authority"
    nobody = "nobody"

_ReceivedBy: TypeAlias = (
    ReceivedBy | Literal["parent", "relative", "guardian", "facility", "authority", "nobody"]
)

class ReappearanceCause(enum.StrEnum):
    entered_again = "entered_again"
    never_left = "never_left"
    unknown = "unknown"

_ReappearanceCause: TypeAlias = (
    ReappearanceCause | Literal["entered_again", "never_left", "unknown"]
)

class VisitChannel(enum.StrEnum):
    in_person = "in_person"
    telephone = "telephone"
    video = "video"
    written = "written"
    other = "other"

_VisitChannel: TypeAlias = (
    VisitChannel | Literal["in_person", "telephone", "video", "written", "other"]
)

class ClosureReason(enum.StrEnum):
    departed = "departed"
    application_withdrawn = "application_withdrawn"
    application_refused = "application_refused"
    residence_granted = "residence_granted"
    contact_lost = "contact_lost"
    other = "other"

_ClosureReason: TypeAlias = (
    ClosureReason
    | Literal[
        "departed",
        "application_withdrawn",
        "application_refused",
        "residence_granted",
        "contact_lost",
        "other",
    ]
)

class Composition(enum.StrEnum):
    single_adult = "single_adult"
    adults = "adults"
    family_with_children = "family_with_children"
    unaccompanied_minors = "unaccompanied_minors"
    minors_with_other_adults = "minors_with_other_adults"
    unknown = "unknown"

_Composition: TypeAlias = (
    Composition
    | Literal[
        "single_adult",
        "adults",
        "family_with_children",
        "unaccompanied_minors",
        "minors_with_other_adults",
        "unknown",
    ]
)

class Package(enum.StrEnum):
    none = "none"
    cash = "cash"
    in_kind = "in_kind"
    combined = "combined"

_Package: TypeAlias = Package | Literal["none", "cash", "in_kind", "combined"]

class Accompaniment(enum.StrEnum):
    accompanied = "accompanied"
    unaccompanied = "unaccompanied"
    adult = "adult"
    unknown = "unknown"

_Accompaniment: TypeAlias = (
    Accompaniment | Literal["accompanied", "unaccompanied", "adult", "unknown"]
)

class Reception(enum.StrEnum):
    family = "family"
    guardian_abroad = "guardian_abroad"
    facility = "facility"
    responsible_state = "responsible_state"
    none = "none"
    unknown = "unknown"

_Reception: TypeAlias = (
    Reception
    | Literal["family", "guardian_abroad", "facility", "responsible_state", "none", "unknown"]
)

class Frequency(enum.StrEnum):
    day = "day"
    month = "month"
    quarter = "quarter"
    year = "year"

_Frequency: TypeAlias = Frequency | Literal["day", "month", "quarter", "year"]

class Dimension(enum.StrEnum):
    mode = "mode"
    assisted_by = "assisted_by"
    established_by = "established_by"
    left_from = "left_from"
    sex = "sex"
    composition = "composition"
    member_category = "member_category"
    member_category_at_application = "member_category_at_application"
    accompaniment = "accompaniment"
    accompaniment_at_application = "accompaniment_at_application"
    reception = "reception"
    reception_at_application = "reception_at_application"
    package = "package"
    nationality = "nationality"
    destination = "destination"
    programme = "programme"
    programmes = "programmes"
    age_band = "age_band"

_Dimension: TypeAlias = (
    Dimension
    | Literal[
        "mode",
        "assisted_by",
        "established_by",
        "left_from",
        "sex",
        "composition",
        "member_category",
        "member_category_at_application",
        "accompaniment",
        "accompaniment_at_application",
        "reception",
        "reception_at_application",
        "package",
        "nationality",
        "destination",
        "programme",
        "programmes",
        "age_band",
    ]
)

class Count(enum.StrEnum):
    departures = "departures"
    persons = "persons"
    units = "units"

_Count: TypeAlias = Count | Literal["departures", "persons", "units"]

class MeasureKind(enum.StrEnum):
    count = "count"  # type: ignore[assignment]
    distinct_count = "distinct_count"
    cents = "cents"
    rate = "rate"

_MeasureKind: TypeAlias = MeasureKind | Literal["count", "distinct_count", "cents", "rate"]

class FactName(enum.StrEnum):
    assessed_on = "assessed_on"
    application_on = "application_on"
    award_on = "award_on"
    departure_on = "departure_on"
    grant_on = "grant_on"
    composition = "composition"
    household_size = "household_size"
    child_count = "child_count"
    single_parent = "single_parent"
    permission = "permission"
    can_pay_journey = "can_pay_journey"
    destination = "destination"
    other_programmes = "other_programmes"
    has_left_before = "has_left_before"
    role = "role"
    principal = "principal"
    adult = "adult"
    minor = "minor"
    further_adult = "further_adult"
    child_in_family = "child_in_family"
    unaccompanied_minor = "unaccompanied_minor"
    member_category = "member_category"
    age = "age"
    age_at_application = "age_at_application"
    age_at_award = "age_at_award"
    age_at_departure = "age_at_departure"
    child_rank = "child_rank"
    adult_rank = "adult_rank"
    born_on = "born_on"
    nationality = "nationality"
    sex = "sex"
    vulnerabilities = "vulnerabilities"
    first_entry_on = "first_entry_on"
    never_claimed = "never_claimed"
    claim_count = "claim_count"
    first_claim_on = "first_claim_on"
    first_decision = "first_decision"
    first_decision_on = "first_decision_on"
    decision_notified_on = "decision_notified_on"
    first_negative_decision_on = "first_negative_decision_on"
    procedure_withdrawn = "procedure_withdrawn"
    claim_withdrawn_on = "claim_withdrawn_on"
    final_decision_on = "final_decision_on"
    return_decision_on = "return_decision_on"
    departure_due_on = "departure_due_on"
    permit = "permit"
    has_permit = "has_permit"
    accepts_permit_withdrawal = "accepts_permit_withdrawal"
    entry_ban_months = "entry_ban_months"
    convictions = "convictions"
    longest_sentence_months = "longest_sentence_months"
    dublin_claimant = "dublin_claimant"
    travel_document = "travel_document"
    ends_procedures = "ends_procedures"
    allows_data_exchange = "allows_data_exchange"
    guardian_agrees_to_return = "guardian_agrees_to_return"
    guardian_ends_procedures = "guardian_ends_procedures"
    guardian_allows_data_exchange = "guardian_allows_data_exchange"
    view_of_return = "view_of_return"
    self_reliant = "self_reliant"
    age_at_self_reliance = "age_at_self_reliance"
    reception_arranged = "reception_arranged"
    place = "place"
    places = "places"
    departure_mode = "departure_mode"
    own_departure_on = "own_departure_on"
    last_assisted_departure_on = "last_assisted_departure_on"
    chosen_support = "chosen_support"
    other_in_kind = "other_in_kind"
    participation_on = "participation_on"
    participation_approved = "participation_approved"
    participation_approved_on = "participation_approved_on"

_FactName: TypeAlias = (
    FactName
    | Literal[
        "assessed_on",
        "application_on",
        "award_on",
        "departure_on",
        "grant_on",
        "composition",
        "household_size",
        "child_count",
        "single_parent",
        "permission",
        "can_pay_journey",
        "destination",
        "other_programmes",
        "has_left_before",
        "role",
        "principal",
        "adult",
        "minor",
        "further_adult",
        "child_in_family",
        "unaccompanied_minor",
        "member_category",
        "age",
        "age_at_application",
        "age_at_award",
        "age_at_departure",
        "child_rank",
        "adult_rank",
        "born_on",
        "nationality",
        "sex",
        "vulnerabilities",
        "first_entry_on",
        "never_claimed",
        "claim_count",
        "first_claim_on",
        "first_decision",
        "first_decision_on",
        "decision_notified_on",
        "first_negative_decision_on",
        "procedure_withdrawn",
        "claim_withdrawn_on",
        "final_decision_on",
        "return_decision_on",
        "departure_due_on",
        "permit",
        "has_permit",
        "accepts_permit_withdrawal",
        "entry_ban_months",
        "convictions",
        "longest_sentence_months",
        "dublin_claimant",
        "travel_document",
        "ends_procedures",
        "allows_data_exchange",
        "guardian_agrees_to_return",
        "guardian_ends_procedures",
        "guardian_allows_data_exchange",
        "view_of_return",
        "self_reliant",
        "age_at_self_reliance",
        "reception_arranged",
        "place",
        "places",
        "departure_mode",
        "own_departure_on",
        "last_assisted_departure_on",
        "chosen_support",
        "other_in_kind",
        "participation_on",
        "participation_approved",
        "participation_approved_on",
    ]
)

class FactKind(enum.StrEnum):
    yes_no = "yes_no"
    code = "code"
    codes = "codes"
    programmes = "programmes"
    country = "country"
    count = "count"  # type: ignore[assignment]
    date = "date"

_FactKind: TypeAlias = (
    FactKind | Literal["yes_no", "code", "codes", "programmes", "country", "count", "date"]
)

class FactOf(enum.StrEnum):
    unit = "unit"
    person = "person"

_FactOf: TypeAlias = FactOf | Literal["unit", "person"]

class Certainty(enum.StrEnum):
    stated = "stated"
    inferred = "inferred"

_Certainty: TypeAlias = Certainty | Literal["stated", "inferred"]

class Scope(enum.StrEnum):
    unit = "unit"
    any = "any"
    all = "all"
    each = "each"

_Scope: TypeAlias = Scope | Literal["unit", "any", "all", "each"]

class VersionDate(enum.StrEnum):
    application = "application"
    award = "award"
    departure = "departure"
    grant = "grant"

_VersionDate: TypeAlias = VersionDate | Literal["application", "award", "departure", "grant"]

class CapOf(enum.StrEnum):
    person = "person"
    family = "family"
    package = "package"

_CapOf: TypeAlias = CapOf | Literal["person", "family", "package"]

class VolumeKind(enum.StrEnum):
    goal = "goal"
    plan = "plan"
    subsidy_ceiling = "subsidy_ceiling"
    quota = "quota"

_VolumeKind: TypeAlias = VolumeKind | Literal["goal", "plan", "subsidy_ceiling", "quota"]

class Movement(enum.StrEnum):
    lasting_return = "lasting_return"
    temporary_return = "temporary_return"
    labour_migration = "labour_migration"

_Movement: TypeAlias = Movement | Literal["lasting_return", "temporary_return", "labour_migration"]

class Verdict(enum.StrEnum):
    not_met = "not_met"
    unknown = "unknown"
    met = "met"
    not_applicable = "not_applicable"
    met_by_some = "met_by_some"

_Verdict: TypeAlias = (
    Verdict | Literal["not_met", "unknown", "met", "not_applicable", "met_by_some"]
)

class Outcome(enum.StrEnum):
    not_eligible = "not_eligible"
    undetermined = "undetermined"
    eligible = "eligible"

_Outcome: TypeAlias = Outcome | Literal["not_eligible", "undetermined", "eligible"]

class CohortBy(enum.StrEnum):
    application = "application"
    departure = "departure"

_CohortBy: TypeAlias = CohortBy | Literal["application", "departure"]

class RuleFileSeverity(enum.StrEnum):
    error = "error"
    warning = "warning"

_RuleFileSeverity: TypeAlias = RuleFileSeverity | Literal["error", "warning"]

class ReturnStatus(enum.StrEnum):
    registered = "registered"
    applied = "applied"
    awarded = "awarded"
    refused = "refused"
    preparing = "preparing"
    booked = "booked"
    departed = "departed"
    reintegrating = "reintegrating"
    completed = "completed"
    lapsed = "lapsed"
    closed = "closed"

_ReturnStatus: TypeAlias = (
    ReturnStatus
    | Literal[
        "registered",
        "applied",
        "awarded",
        "refused",
        "preparing",
        "booked",
        "departed",
        "reintegrating",
        "completed",
        "lapsed",
        "closed",
    ]
)

class WorkKind(enum.StrEnum):
    deadline = "deadline"
    step = "step"
    question = "question"
    observation = "observation"
    minors = "minors"

_WorkKind: TypeAlias = WorkKind | Literal["deadline", "step", "question", "observation", "minors"]

class Safeguard(enum.StrEnum):
    guardian_informed = "guardian_informed"
    guardian_consent = "guardian_consent"
    minor_view = "minor_view"
    best_interests = "best_interests"
    reception = "reception"

_Safeguard: TypeAlias = (
    Safeguard
    | Literal["guardian_informed", "guardian_consent", "minor_view", "best_interests", "reception"]
)

class ReceptionClass(enum.StrEnum):
    place_to_be_arranged = "place_to_be_arranged"
    authorities_receive = "authorities_receive"
    assessed_individually = "assessed_individually"

_ReceptionClass: TypeAlias = (
    ReceptionClass | Literal["place_to_be_arranged", "authorities_receive", "assessed_individually"]
)

class MinorityDefinition(enum.StrEnum):
    national = "national"
    european = "european"

_MinorityDefinition: TypeAlias = MinorityDefinition | Literal["national", "european"]

class MemberCategory(enum.StrEnum):
    principal = "principal"
    partner = "partner"
    child_in_family = "child_in_family"
    adult_child = "adult_child"
    unaccompanied_minor = "unaccompanied_minor"
    minor_with_relatives = "minor_with_relatives"
    other = "other"
    unknown = "unknown"

_MemberCategory: TypeAlias = (
    MemberCategory
    | Literal[
        "principal",
        "partner",
        "child_in_family",
        "adult_child",
        "unaccompanied_minor",
        "minor_with_relatives",
        "other",
        "unknown",
    ]
)

class CompositionBasis(enum.StrEnum):
    relations = "relations"
    roles_and_ages = "roles_and_ages"
    both = "both"
    nothing = "nothing"

_CompositionBasis: TypeAlias = (
    CompositionBasis | Literal["relations", "roles_and_ages", "both", "nothing"]
)

class UnitOccasion(enum.StrEnum):
    application = "application"
    award = "award"
    refusal = "refusal"
    departure = "departure"

_UnitOccasion: TypeAlias = UnitOccasion | Literal["application", "award", "refusal", "departure"]

class PersonId(RecordId): ...
class CaseId(RecordId): ...
class UnitMemberId(RecordId): ...
class RelationId(RecordId): ...
class ParentalPermissionId(RecordId): ...
class GuardianshipId(RecordId): ...
class GuardianConsentId(RecordId): ...
class GuardianNoticeId(RecordId): ...
class MinorViewId(RecordId): ...
class AgeAssessmentId(RecordId): ...
class AgeDisputeId(RecordId): ...
class BestInterestsDecisionId(RecordId): ...
class FamilyTracingId(RecordId): ...
class TracingStepId(RecordId): ...
class FoundRelativeId(RecordId): ...
class ReceptionArrangementId(RecordId): ...
class SelfRelianceDecisionId(RecordId): ...
class TraffickingCheckId(RecordId): ...
class VulnerabilityId(RecordId): ...
class EntryId(RecordId): ...
class AsylumProcedureId(RecordId): ...
class NoAsylumClaimId(RecordId): ...
class ReturnDecisionId(RecordId): ...
class TermSuspensionId(RecordId): ...
class EntryBanId(RecordId): ...
class ConvictionId(RecordId): ...
class ResidencePermitId(RecordId): ...
class DublinClaimId(RecordId): ...
class TravelDocumentId(RecordId): ...
class ConsentId(RecordId): ...
class PermissionId(RecordId): ...
class MeansId(RecordId): ...
class StayId(RecordId): ...
class ProjectId(RecordId): ...
class ParticipationId(RecordId): ...
class ApplicationId(RecordId): ...
class SupportChoiceId(RecordId): ...
class BudgetLineId(RecordId): ...
class BudgetChangeId(RecordId): ...
class CarryOverId(RecordId): ...
class EarmarkId(RecordId): ...
class ExpenditureId(RecordId): ...
class AwardId(RecordId): ...
class AwardBasisId(RecordId): ...
class AwardLineId(RecordId): ...
class LimitId(RecordId): ...
class DeviationId(RecordId): ...
class AmendmentId(RecordId): ...
class AwardEndId(RecordId): ...
class RefusalId(RecordId): ...
class InstalmentId(RecordId): ...
class CashPaymentId(RecordId): ...
class PaymentOutcomeId(RecordId): ...
class ReintegrationPlanId(RecordId): ...
class PlanApprovalId(RecordId): ...
class PlanItemId(RecordId): ...
class DeliveryId(RecordId): ...
class PlanCompletionId(RecordId): ...
class ServiceId(RecordId): ...
class InvoiceId(RecordId): ...
class InvoicePaymentId(RecordId): ...
class ClaimId(RecordId): ...
class ClaimInstalmentId(RecordId): ...
class RepaymentId(RecordId): ...
class WriteOffId(RecordId): ...
class BookingId(RecordId): ...
class BookingOutcomeId(RecordId): ...
class FacilityReservationId(RecordId): ...
class SplitReviewId(RecordId): ...
class DepartureId(RecordId): ...
class DepartureGateId(RecordId): ...
class EscortId(RecordId): ...
class ArrivalId(RecordId): ...
class HandOverId(RecordId): ...
class FacilityStayId(RecordId): ...
class ReappearanceId(RecordId): ...
class VisitId(RecordId): ...
class ExchangeId(RecordId): ...
class IrregularityId(RecordId): ...
class ConfirmationId(RecordId): ...
class ClosureId(RecordId): ...
class ReopeningId(RecordId): ...
class WithdrawalId(RecordId): ...

@final
class Person(Record[PersonId]):
    def __init__(
        self,
        *,
        sex: _Sex = ...,
        born: BirthDate | None = ...,
        nationality: Country | str | None = ...,
    ) -> None: ...
    @property
    def sex(self) -> Sex: ...
    @property
    def born(self) -> BirthDate | None: ...
    @property
    def nationality(self) -> Country | None: ...
    def replace(
        self,
        *,
        sex: _Sex = ...,
        born: BirthDate | None = ...,
        nationality: Country | str | None = ...,
    ) -> Person: ...
    @staticmethod
    def from_json(json: str) -> Person: ...

@final
class Case(Record[CaseId]):
    def __init__(self, *, opened_on: datetime.date) -> None: ...
    @property
    def opened_on(self) -> datetime.date: ...
    def replace(self, *, opened_on: datetime.date = ...) -> Case: ...
    @staticmethod
    def from_json(json: str) -> Case: ...

@final
class UnitMember(Record[UnitMemberId]):
    def __init__(
        self,
        *,
        case_id: CaseId,
        person_id: PersonId,
        role: _Role,
        from_: datetime.date,
        until: datetime.date | None = ...,
    ) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def role(self) -> Role: ...
    @property
    def from_(self) -> datetime.date: ...
    @property
    def until(self) -> datetime.date | None: ...
    def replace(
        self,
        *,
        case_id: CaseId = ...,
        person_id: PersonId = ...,
        role: _Role = ...,
        from_: datetime.date = ...,
        until: datetime.date | None = ...,
    ) -> UnitMember: ...
    @staticmethod
    def from_json(json: str) -> UnitMember: ...

@final
class Relation(Record[RelationId]):
    def __init__(
        self,
        *,
        person_id: PersonId,
        kind: _RelationKind,
        relative_id: PersonId,
        from_: datetime.date | None = ...,
        until: datetime.date | None = ...,
        partnership: _Partnership | None = ...,
        is_recognised: bool | None = ...,
        rests_on: _RelationBasis = ...,
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def kind(self) -> RelationKind: ...
    @property
    def relative_id(self) -> PersonId: ...
    @property
    def from_(self) -> datetime.date | None: ...
    @property
    def until(self) -> datetime.date | None: ...
    @property
    def partnership(self) -> Partnership | None: ...
    @property
    def is_recognised(self) -> bool | None: ...
    @property
    def rests_on(self) -> RelationBasis: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        kind: _RelationKind = ...,
        relative_id: PersonId = ...,
        from_: datetime.date | None = ...,
        until: datetime.date | None = ...,
        partnership: _Partnership | None = ...,
        is_recognised: bool | None = ...,
        rests_on: _RelationBasis = ...,
    ) -> Relation: ...
    @staticmethod
    def from_json(json: str) -> Relation: ...

@final
class ParentalPermission(Record[ParentalPermissionId]):
    def __init__(
        self,
        *,
        person_id: PersonId,
        on: datetime.date,
        ground: _PermissionGround,
        parent_id: PersonId | None = ...,
        until: datetime.date | None = ...,
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def parent_id(self) -> PersonId | None: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def ground(self) -> PermissionGround: ...
    @property
    def until(self) -> datetime.date | None: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        parent_id: PersonId | None = ...,
        on: datetime.date = ...,
        ground: _PermissionGround = ...,
        until: datetime.date | None = ...,
    ) -> ParentalPermission: ...
    @staticmethod
    def from_json(json: str) -> ParentalPermission: ...

@final
class Guardianship(Record[GuardianshipId]):
    def __init__(
        self,
        *,
        person_id: PersonId,
        guardian_id: PersonId | None = ...,
        organisation: _GuardianOrganisation | None = ...,
        appointed_in: _AppointedIn = ...,
        from_: datetime.date | None = ...,
        until: datetime.date | None = ...,
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def guardian_id(self) -> PersonId | None: ...
    @property
    def organisation(self) -> GuardianOrganisation | None: ...
    @property
    def appointed_in(self) -> AppointedIn: ...
    @property
    def from_(self) -> datetime.date | None: ...
    @property
    def until(self) -> datetime.date | None: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        guardian_id: PersonId | None = ...,
        organisation: _GuardianOrganisation | None = ...,
        appointed_in: _AppointedIn = ...,
        from_: datetime.date | None = ...,
        until: datetime.date | None = ...,
    ) -> Guardianship: ...
    @staticmethod
    def from_json(json: str) -> Guardianship: ...

@final
class GuardianConsent(Record[GuardianConsentId]):
    def __init__(
        self,
        *,
        guardianship_id: GuardianshipId,
        subject: _ConsentSubject,
        on: datetime.date,
        answer: _ConsentAnswer,
    ) -> None: ...
    @property
    def guardianship_id(self) -> GuardianshipId: ...
    @property
    def subject(self) -> ConsentSubject: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def answer(self) -> ConsentAnswer: ...
    def replace(
        self,
        *,
        guardianship_id: GuardianshipId = ...,
        subject: _ConsentSubject = ...,
        on: datetime.date = ...,
        answer: _ConsentAnswer = ...,
    ) -> GuardianConsent: ...
    @staticmethod
    def from_json(json: str) -> GuardianConsent: ...

@final
class GuardianNotice(Record[GuardianNoticeId]):
    def __init__(
        self,
        *,
        guardianship_id: GuardianshipId,
        on: datetime.date,
        tells_decision: bool,
        tells_manner: bool,
    ) -> None: ...
    @property
    def guardianship_id(self) -> GuardianshipId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def tells_decision(self) -> bool: ...
    @property
    def tells_manner(self) -> bool: ...
    def replace(
        self,
        *,
        guardianship_id: GuardianshipId = ...,
        on: datetime.date = ...,
        tells_decision: bool = ...,
        tells_manner: bool = ...,
    ) -> GuardianNotice: ...
    @staticmethod
    def from_json(json: str) -> GuardianNotice: ...

@final
class MinorView(Record[MinorViewId]):
    def __init__(
        self,
        *,
        person_id: PersonId,
        on: datetime.date,
        view: _ViewOfReturn,
        heard_by: _HeardBy = ...,
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def view(self) -> ViewOfReturn: ...
    @property
    def heard_by(self) -> HeardBy: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        on: datetime.date = ...,
        view: _ViewOfReturn = ...,
        heard_by: _HeardBy = ...,
    ) -> MinorView: ...
    @staticmethod
    def from_json(json: str) -> MinorView: ...

@final
class AgeAssessment(Record[AgeAssessmentId]):
    def __init__(
        self,
        *,
        person_id: PersonId,
        on: datetime.date,
        method: _AgeMethod,
        born: BirthDate,
        margin_months: int | None = ...,
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def method(self) -> AgeMethod: ...
    @property
    def born(self) -> BirthDate: ...
    @property
    def margin_months(self) -> int | None: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        on: datetime.date = ...,
        method: _AgeMethod = ...,
        born: BirthDate = ...,
        margin_months: int | None = ...,
    ) -> AgeAssessment: ...
    @staticmethod
    def from_json(json: str) -> AgeAssessment: ...

@final
class AgeDispute(Record[AgeDisputeId]):
    def __init__(
        self,
        *,
        person_id: PersonId,
        on: datetime.date,
        resolved_on: datetime.date | None = ...,
        born: BirthDate | None = ...,
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def resolved_on(self) -> datetime.date | None: ...
    @property
    def born(self) -> BirthDate | None: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        on: datetime.date = ...,
        resolved_on: datetime.date | None = ...,
        born: BirthDate | None = ...,
    ) -> AgeDispute: ...
    @staticmethod
    def from_json(json: str) -> AgeDispute: ...

@final
class BestInterestsDecision(Record[BestInterestsDecisionId]):
    def __init__(
        self,
        *,
        person_id: PersonId,
        on: datetime.date,
        outcome: _BestInterestsOutcome,
        decided_by: _ActedBy = ...,
        grounds: str | None = ...,
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def outcome(self) -> BestInterestsOutcome: ...
    @property
    def decided_by(self) -> ActedBy: ...
    @property
    def grounds(self) -> str | None: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        on: datetime.date = ...,
        outcome: _BestInterestsOutcome = ...,
        decided_by: _ActedBy = ...,
        grounds: str | None = ...,
    ) -> BestInterestsDecision: ...
    @staticmethod
    def from_json(json: str) -> BestInterestsDecision: ...

@final
class FamilyTracing(Record[FamilyTracingId]):
    def __init__(
        self, *, person_id: PersonId, on: datetime.date, channel: _TracingChannel
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def channel(self) -> TracingChannel: ...
    def replace(
        self, *, person_id: PersonId = ..., on: datetime.date = ..., channel: _TracingChannel = ...
    ) -> FamilyTracing: ...
    @staticmethod
    def from_json(json: str) -> FamilyTracing: ...

@final
class TracingStep(Record[TracingStepId]):
    def __init__(
        self,
        *,
        family_tracing_id: FamilyTracingId,
        on: datetime.date,
        status: _TracingStatus,
        verified_by: _ActedBy | None = ...,
        outcome: _TracingOutcome | None = ...,
    ) -> None: ...
    @property
    def family_tracing_id(self) -> FamilyTracingId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def status(self) -> TracingStatus: ...
    @property
    def verified_by(self) -> ActedBy | None: ...
    @property
    def outcome(self) -> TracingOutcome | None: ...
    def replace(
        self,
        *,
        family_tracing_id: FamilyTracingId = ...,
        on: datetime.date = ...,
        status: _TracingStatus = ...,
        verified_by: _ActedBy | None = ...,
        outcome: _TracingOutcome | None = ...,
    ) -> TracingStep: ...
    @staticmethod
    def from_json(json: str) -> TracingStep: ...

@final
class FoundRelative(Record[FoundRelativeId]):
    def __init__(
        self,
        *,
        person_id: PersonId,
        on: datetime.date,
        degree: int,
        family_tracing_id: FamilyTracingId | None = ...,
        country: Country | str | None = ...,
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def family_tracing_id(self) -> FamilyTracingId | None: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def degree(self) -> int: ...
    @property
    def country(self) -> Country | None: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        family_tracing_id: FamilyTracingId | None = ...,
        on: datetime.date = ...,
        degree: int = ...,
        country: Country | str | None = ...,
    ) -> FoundRelative: ...
    @staticmethod
    def from_json(json: str) -> FoundRelative: ...

@final
class ReceptionArrangement(Record[ReceptionArrangementId]):
    def __init__(
        self,
        *,
        person_id: PersonId,
        kind: _ReceptionKind,
        on: datetime.date,
        carer_id: PersonId | None = ...,
        until: datetime.date | None = ...,
        country: Country | str | None = ...,
        carer_is_willing: bool | None = ...,
        carer_is_able: bool | None = ...,
        confirmed_on: datetime.date | None = ...,
        confirmed_by: _ActedBy | None = ...,
        has_address: bool | None = ...,
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def kind(self) -> ReceptionKind: ...
    @property
    def carer_id(self) -> PersonId | None: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def until(self) -> datetime.date | None: ...
    @property
    def country(self) -> Country | None: ...
    @property
    def carer_is_willing(self) -> bool | None: ...
    @property
    def carer_is_able(self) -> bool | None: ...
    @property
    def confirmed_on(self) -> datetime.date | None: ...
    @property
    def confirmed_by(self) -> ActedBy | None: ...
    @property
    def has_address(self) -> bool | None: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        kind: _ReceptionKind = ...,
        carer_id: PersonId | None = ...,
        on: datetime.date = ...,
        until: datetime.date | None = ...,
        country: Country | str | None = ...,
        carer_is_willing: bool | None = ...,
        carer_is_able: bool | None = ...,
        confirmed_on: datetime.date | None = ...,
        confirmed_by: _ActedBy | None = ...,
        has_address: bool | None = ...,
    ) -> ReceptionArrangement: ...
    @staticmethod
    def from_json(json: str) -> ReceptionArrangement: ...

@final
class SelfRelianceDecision(Record[SelfRelianceDecisionId]):
    def __init__(
        self,
        *,
        person_id: PersonId,
        on: datetime.date,
        is_self_reliant: bool,
        evidence: str,
        age: int | None = ...,
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def is_self_reliant(self) -> bool: ...
    @property
    def evidence(self) -> str: ...
    @property
    def age(self) -> int | None: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        on: datetime.date = ...,
        is_self_reliant: bool = ...,
        evidence: str = ...,
        age: int | None = ...,
    ) -> SelfRelianceDecision: ...
    @staticmethod
    def from_json(json: str) -> SelfRelianceDecision: ...

@final
class TraffickingCheck(Record[TraffickingCheckId]):
    def __init__(
        self,
        *,
        person_id: PersonId,
        on: datetime.date,
        has_signals: bool,
        checked_by: _ActedBy = ...,
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def has_signals(self) -> bool: ...
    @property
    def checked_by(self) -> ActedBy: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        on: datetime.date = ...,
        has_signals: bool = ...,
        checked_by: _ActedBy = ...,
    ) -> TraffickingCheck: ...
    @staticmethod
    def from_json(json: str) -> TraffickingCheck: ...

@final
class Vulnerability(Record[VulnerabilityId]):
    def __init__(
        self,
        *,
        person_id: PersonId,
        ground: _VulnerabilityGround,
        from_: datetime.date,
        until: datetime.date | None = ...,
        found_by: _VulnerabilityFinder = ...,
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def ground(self) -> VulnerabilityGround: ...
    @property
    def from_(self) -> datetime.date: ...
    @property
    def until(self) -> datetime.date | None: ...
    @property
    def found_by(self) -> VulnerabilityFinder: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        ground: _VulnerabilityGround = ...,
        from_: datetime.date = ...,
        until: datetime.date | None = ...,
        found_by: _VulnerabilityFinder = ...,
    ) -> Vulnerability: ...
    @staticmethod
    def from_json(json: str) -> Vulnerability: ...

@final
class Entry(Record[EntryId]):
    def __init__(
        self, *, person_id: PersonId, on: datetime.date, precision: _DatePrecision = ...
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def precision(self) -> DatePrecision: ...
    def replace(
        self, *, person_id: PersonId = ..., on: datetime.date = ..., precision: _DatePrecision = ...
    ) -> Entry: ...
    @staticmethod
    def from_json(json: str) -> Entry: ...

@final
class AsylumProcedure(Record[AsylumProcedureId]):
    def __init__(
        self,
        *,
        person_id: PersonId,
        applied_on: datetime.date,
        first_decided_on: datetime.date | None = ...,
        first_decision: _AsylumDecision | None = ...,
        ended_on: datetime.date | None = ...,
        notified_on: datetime.date | None = ...,
        withdrawn_on: datetime.date | None = ...,
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def applied_on(self) -> datetime.date: ...
    @property
    def first_decided_on(self) -> datetime.date | None: ...
    @property
    def first_decision(self) -> AsylumDecision | None: ...
    @property
    def ended_on(self) -> datetime.date | None: ...
    @property
    def notified_on(self) -> datetime.date | None: ...
    @property
    def withdrawn_on(self) -> datetime.date | None: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        applied_on: datetime.date = ...,
        first_decided_on: datetime.date | None = ...,
        first_decision: _AsylumDecision | None = ...,
        ended_on: datetime.date | None = ...,
        notified_on: datetime.date | None = ...,
        withdrawn_on: datetime.date | None = ...,
    ) -> AsylumProcedure: ...
    @staticmethod
    def from_json(json: str) -> AsylumProcedure: ...

@final
class NoAsylumClaim(Record[NoAsylumClaimId]):
    def __init__(self, *, person_id: PersonId, on: datetime.date) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    def replace(self, *, person_id: PersonId = ..., on: datetime.date = ...) -> NoAsylumClaim: ...
    @staticmethod
    def from_json(json: str) -> NoAsylumClaim: ...

@final
class ReturnDecision(Record[ReturnDecisionId]):
    def __init__(
        self, *, person_id: PersonId, on: datetime.date, departure_term_days: int | None = ...
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def departure_term_days(self) -> int | None: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        on: datetime.date = ...,
        departure_term_days: int | None = ...,
    ) -> ReturnDecision: ...
    @staticmethod
    def from_json(json: str) -> ReturnDecision: ...

@final
class TermSuspension(Record[TermSuspensionId]):
    def __init__(
        self,
        *,
        person_id: PersonId,
        ground: _SuspensionGround,
        from_: datetime.date,
        until: datetime.date | None = ...,
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def ground(self) -> SuspensionGround: ...
    @property
    def from_(self) -> datetime.date: ...
    @property
    def until(self) -> datetime.date | None: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        ground: _SuspensionGround = ...,
        from_: datetime.date = ...,
        until: datetime.date | None = ...,
    ) -> TermSuspension: ...
    @staticmethod
    def from_json(json: str) -> TermSuspension: ...

@final
class EntryBan(Record[EntryBanId]):
    def __init__(
        self, *, person_id: PersonId, from_: datetime.date, duration_months: int
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def from_(self) -> datetime.date: ...
    @property
    def duration_months(self) -> int: ...
    def replace(
        self, *, person_id: PersonId = ..., from_: datetime.date = ..., duration_months: int = ...
    ) -> EntryBan: ...
    @staticmethod
    def from_json(json: str) -> EntryBan: ...

@final
class Conviction(Record[ConvictionId]):
    def __init__(
        self,
        *,
        person_id: PersonId,
        kind: _ConvictionKind,
        on: datetime.date,
        sentence_months: int | None = ...,
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def kind(self) -> ConvictionKind: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def sentence_months(self) -> int | None: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        kind: _ConvictionKind = ...,
        on: datetime.date = ...,
        sentence_months: int | None = ...,
    ) -> Conviction: ...
    @staticmethod
    def from_json(json: str) -> Conviction: ...

@final
class ResidencePermit(Record[ResidencePermitId]):
    def __init__(
        self,
        *,
        person_id: PersonId,
        kind: _PermitKind,
        from_: datetime.date,
        until: datetime.date | None = ...,
        accepts_withdrawal: bool | None = ...,
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def kind(self) -> PermitKind: ...
    @property
    def from_(self) -> datetime.date: ...
    @property
    def until(self) -> datetime.date | None: ...
    @property
    def accepts_withdrawal(self) -> bool | None: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        kind: _PermitKind = ...,
        from_: datetime.date = ...,
        until: datetime.date | None = ...,
        accepts_withdrawal: bool | None = ...,
    ) -> ResidencePermit: ...
    @staticmethod
    def from_json(json: str) -> ResidencePermit: ...

@final
class DublinClaim(Record[DublinClaimId]):
    def __init__(self, *, person_id: PersonId, on: datetime.date, is_claimant: bool) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def is_claimant(self) -> bool: ...
    def replace(
        self, *, person_id: PersonId = ..., on: datetime.date = ..., is_claimant: bool = ...
    ) -> DublinClaim: ...
    @staticmethod
    def from_json(json: str) -> DublinClaim: ...

@final
class TravelDocument(Record[TravelDocumentId]):
    def __init__(
        self, *, person_id: PersonId, on: datetime.date, status: _DocumentStatus
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def status(self) -> DocumentStatus: ...
    def replace(
        self, *, person_id: PersonId = ..., on: datetime.date = ..., status: _DocumentStatus = ...
    ) -> TravelDocument: ...
    @staticmethod
    def from_json(json: str) -> TravelDocument: ...

@final
class Consent(Record[ConsentId]):
    def __init__(
        self,
        *,
        person_id: PersonId,
        on: datetime.date,
        ends_procedures: bool | None = ...,
        allows_data_exchange: bool | None = ...,
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def ends_procedures(self) -> bool | None: ...
    @property
    def allows_data_exchange(self) -> bool | None: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        on: datetime.date = ...,
        ends_procedures: bool | None = ...,
        allows_data_exchange: bool | None = ...,
    ) -> Consent: ...
    @staticmethod
    def from_json(json: str) -> Consent: ...

@final
class Permission(Record[PermissionId]):
    def __init__(self, *, case_id: CaseId, on: datetime.date, is_granted: bool) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def is_granted(self) -> bool: ...
    def replace(
        self, *, case_id: CaseId = ..., on: datetime.date = ..., is_granted: bool = ...
    ) -> Permission: ...
    @staticmethod
    def from_json(json: str) -> Permission: ...

@final
class Means(Record[MeansId]):
    def __init__(self, *, case_id: CaseId, on: datetime.date, can_pay_journey: bool) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def can_pay_journey(self) -> bool: ...
    def replace(
        self, *, case_id: CaseId = ..., on: datetime.date = ..., can_pay_journey: bool = ...
    ) -> Means: ...
    @staticmethod
    def from_json(json: str) -> Means: ...

@final
class Stay(Record[StayId]):
    def __init__(
        self,
        *,
        person_id: PersonId,
        place: _PlaceKind,
        from_: datetime.date,
        until: datetime.date | None = ...,
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def place(self) -> PlaceKind: ...
    @property
    def from_(self) -> datetime.date: ...
    @property
    def until(self) -> datetime.date | None: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        place: _PlaceKind = ...,
        from_: datetime.date = ...,
        until: datetime.date | None = ...,
    ) -> Stay: ...
    @staticmethod
    def from_json(json: str) -> Stay: ...

@final
class Project(Record[ProjectId]):
    def __init__(
        self,
        *,
        organisation: str,
        framework: str,
        granted_on: datetime.date,
        runs_from: datetime.date | None = ...,
        runs_until: datetime.date | None = ...,
    ) -> None: ...
    @property
    def organisation(self) -> str: ...
    @property
    def framework(self) -> str: ...
    @property
    def granted_on(self) -> datetime.date: ...
    @property
    def runs_from(self) -> datetime.date | None: ...
    @property
    def runs_until(self) -> datetime.date | None: ...
    def replace(
        self,
        *,
        organisation: str = ...,
        framework: str = ...,
        granted_on: datetime.date = ...,
        runs_from: datetime.date | None = ...,
        runs_until: datetime.date | None = ...,
    ) -> Project: ...
    @staticmethod
    def from_json(json: str) -> Project: ...

@final
class Participation(Record[ParticipationId]):
    def __init__(
        self,
        *,
        person_id: PersonId,
        project_id: ProjectId,
        submitted_on: datetime.date,
        approved_on: datetime.date | None = ...,
        ended_on: datetime.date | None = ...,
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def project_id(self) -> ProjectId: ...
    @property
    def submitted_on(self) -> datetime.date: ...
    @property
    def approved_on(self) -> datetime.date | None: ...
    @property
    def ended_on(self) -> datetime.date | None: ...
    def replace(
        self,
        *,
        person_id: PersonId = ...,
        project_id: ProjectId = ...,
        submitted_on: datetime.date = ...,
        approved_on: datetime.date | None = ...,
        ended_on: datetime.date | None = ...,
    ) -> Participation: ...
    @staticmethod
    def from_json(json: str) -> Participation: ...

@final
class Application(Record[ApplicationId]):
    def __init__(
        self,
        *,
        case_id: CaseId,
        programme: str,
        on: datetime.date,
        destination: Country | str | None = ...,
    ) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def programme(self) -> str: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def destination(self) -> Country | None: ...
    def replace(
        self,
        *,
        case_id: CaseId = ...,
        programme: str = ...,
        on: datetime.date = ...,
        destination: Country | str | None = ...,
    ) -> Application: ...
    @staticmethod
    def from_json(json: str) -> Application: ...

@final
class SupportChoice(Record[SupportChoiceId]):
    def __init__(
        self,
        *,
        application_id: ApplicationId,
        person_id: PersonId,
        on: datetime.date,
        support: _Support,
    ) -> None: ...
    @property
    def application_id(self) -> ApplicationId: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def support(self) -> Support: ...
    def replace(
        self,
        *,
        application_id: ApplicationId = ...,
        person_id: PersonId = ...,
        on: datetime.date = ...,
        support: _Support = ...,
    ) -> SupportChoice: ...
    @staticmethod
    def from_json(json: str) -> SupportChoice: ...

@final
class BudgetLine(Record[BudgetLineId]):
    def __init__(
        self,
        *,
        code: str,
        from_: datetime.date,
        until: datetime.date,
        amount: Money,
        source: str,
        priority: str | None = ...,
        programme: str | None = ...,
    ) -> None: ...
    @property
    def code(self) -> str: ...
    @property
    def priority(self) -> str | None: ...
    @property
    def programme(self) -> str | None: ...
    @property
    def from_(self) -> datetime.date: ...
    @property
    def until(self) -> datetime.date: ...
    @property
    def amount(self) -> Money: ...
    @property
    def source(self) -> str: ...
    def replace(
        self,
        *,
        code: str = ...,
        priority: str | None = ...,
        programme: str | None = ...,
        from_: datetime.date = ...,
        until: datetime.date = ...,
        amount: Money = ...,
        source: str = ...,
    ) -> BudgetLine: ...
    @staticmethod
    def from_json(json: str) -> BudgetLine: ...

@final
class BudgetChange(Record[BudgetChangeId]):
    def __init__(
        self, *, budget_line_id: BudgetLineId, on: datetime.date, amount: Money, reason: str
    ) -> None: ...
    @property
    def budget_line_id(self) -> BudgetLineId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def amount(self) -> Money: ...
    @property
    def reason(self) -> str: ...
    def replace(
        self,
        *,
        budget_line_id: BudgetLineId = ...,
        on: datetime.date = ...,
        amount: Money = ...,
        reason: str = ...,
    ) -> BudgetChange: ...
    @staticmethod
    def from_json(json: str) -> BudgetChange: ...

@final
class CarryOver(Record[CarryOverId]):
    def __init__(
        self,
        *,
        from_line_id: BudgetLineId,
        to_line_id: BudgetLineId,
        on: datetime.date,
        amount: Money,
        reason: str,
    ) -> None: ...
    @property
    def from_line_id(self) -> BudgetLineId: ...
    @property
    def to_line_id(self) -> BudgetLineId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def amount(self) -> Money: ...
    @property
    def reason(self) -> str: ...
    def replace(
        self,
        *,
        from_line_id: BudgetLineId = ...,
        to_line_id: BudgetLineId = ...,
        on: datetime.date = ...,
        amount: Money = ...,
        reason: str = ...,
    ) -> CarryOver: ...
    @staticmethod
    def from_json(json: str) -> CarryOver: ...

@final
class Earmark(Record[EarmarkId]):
    def __init__(
        self, *, budget_line_id: BudgetLineId, purpose: str, amount: Money, source: str
    ) -> None: ...
    @property
    def budget_line_id(self) -> BudgetLineId: ...
    @property
    def purpose(self) -> str: ...
    @property
    def amount(self) -> Money: ...
    @property
    def source(self) -> str: ...
    def replace(
        self,
        *,
        budget_line_id: BudgetLineId = ...,
        purpose: str = ...,
        amount: Money = ...,
        source: str = ...,
    ) -> Earmark: ...
    @staticmethod
    def from_json(json: str) -> Earmark: ...

@final
class Expenditure(Record[ExpenditureId]):
    def __init__(
        self, *, budget_line_id: BudgetLineId, on: datetime.date, amount: Money, purpose: str
    ) -> None: ...
    @property
    def budget_line_id(self) -> BudgetLineId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def amount(self) -> Money: ...
    @property
    def purpose(self) -> str: ...
    def replace(
        self,
        *,
        budget_line_id: BudgetLineId = ...,
        on: datetime.date = ...,
        amount: Money = ...,
        purpose: str = ...,
    ) -> Expenditure: ...
    @staticmethod
    def from_json(json: str) -> Expenditure: ...

@final
class Award(Record[AwardId]):
    def __init__(
        self,
        *,
        case_id: CaseId,
        on: datetime.date,
        application_id: ApplicationId | None = ...,
        confirm_above: Money | None = ...,
    ) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def application_id(self) -> ApplicationId | None: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def confirm_above(self) -> Money | None: ...
    def replace(
        self,
        *,
        case_id: CaseId = ...,
        application_id: ApplicationId | None = ...,
        on: datetime.date = ...,
        confirm_above: Money | None = ...,
    ) -> Award: ...
    @staticmethod
    def from_json(json: str) -> Award: ...

@final
class AwardBasis(Record[AwardBasisId]):
    def __init__(
        self,
        *,
        award_id: AwardId,
        programme: str,
        version: str,
        rules_digest: str,
        assessed_on: datetime.date,
        readings: str | None = ...,
    ) -> None: ...
    @property
    def award_id(self) -> AwardId: ...
    @property
    def programme(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def rules_digest(self) -> str: ...
    @property
    def readings(self) -> str | None: ...
    @property
    def assessed_on(self) -> datetime.date: ...
    def replace(
        self,
        *,
        award_id: AwardId = ...,
        programme: str = ...,
        version: str = ...,
        rules_digest: str = ...,
        readings: str | None = ...,
        assessed_on: datetime.date = ...,
    ) -> AwardBasis: ...
    @staticmethod
    def from_json(json: str) -> AwardBasis: ...

@final
class AwardLine(Record[AwardLineId]):
    def __init__(
        self,
        *,
        award_id: AwardId,
        programme: str,
        support: _Support,
        person_id: PersonId | None = ...,
        amount: Money | None = ...,
        is_uncapped: bool | None = ...,
        budget_line_id: BudgetLineId | None = ...,
        until: datetime.date | None = ...,
    ) -> None: ...
    @property
    def award_id(self) -> AwardId: ...
    @property
    def person_id(self) -> PersonId | None: ...
    @property
    def programme(self) -> str: ...
    @property
    def support(self) -> Support: ...
    @property
    def amount(self) -> Money | None: ...
    @property
    def is_uncapped(self) -> bool | None: ...
    @property
    def budget_line_id(self) -> BudgetLineId | None: ...
    @property
    def until(self) -> datetime.date | None: ...
    def replace(
        self,
        *,
        award_id: AwardId = ...,
        person_id: PersonId | None = ...,
        programme: str = ...,
        support: _Support = ...,
        amount: Money | None = ...,
        is_uncapped: bool | None = ...,
        budget_line_id: BudgetLineId | None = ...,
        until: datetime.date | None = ...,
    ) -> AwardLine: ...
    @staticmethod
    def from_json(json: str) -> AwardLine: ...

@final
class Limit(Record[LimitId]):
    def __init__(
        self,
        *,
        award_id: AwardId,
        at_most: Money,
        programme: str | None = ...,
        person_id: PersonId | None = ...,
        support: _Support | None = ...,
        place: _SpendingPlace | None = ...,
    ) -> None: ...
    @property
    def award_id(self) -> AwardId: ...
    @property
    def programme(self) -> str | None: ...
    @property
    def person_id(self) -> PersonId | None: ...
    @property
    def support(self) -> Support | None: ...
    @property
    def place(self) -> SpendingPlace | None: ...
    @property
    def at_most(self) -> Money: ...
    def replace(
        self,
        *,
        award_id: AwardId = ...,
        programme: str | None = ...,
        person_id: PersonId | None = ...,
        support: _Support | None = ...,
        place: _SpendingPlace | None = ...,
        at_most: Money = ...,
    ) -> Limit: ...
    @staticmethod
    def from_json(json: str) -> Limit: ...

@final
class Deviation(Record[DeviationId]):
    def __init__(
        self, *, limit_id: LimitId, on: datetime.date, at_most: Money, reason: str
    ) -> None: ...
    @property
    def limit_id(self) -> LimitId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def at_most(self) -> Money: ...
    @property
    def reason(self) -> str: ...
    def replace(
        self,
        *,
        limit_id: LimitId = ...,
        on: datetime.date = ...,
        at_most: Money = ...,
        reason: str = ...,
    ) -> Deviation: ...
    @staticmethod
    def from_json(json: str) -> Deviation: ...

@final
class Amendment(Record[AmendmentId]):
    def __init__(
        self, *, award_line_id: AwardLineId, on: datetime.date, amount: Money, reason: str
    ) -> None: ...
    @property
    def award_line_id(self) -> AwardLineId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def amount(self) -> Money: ...
    @property
    def reason(self) -> str: ...
    def replace(
        self,
        *,
        award_line_id: AwardLineId = ...,
        on: datetime.date = ...,
        amount: Money = ...,
        reason: str = ...,
    ) -> Amendment: ...
    @staticmethod
    def from_json(json: str) -> Amendment: ...

@final
class AwardEnd(Record[AwardEndId]):
    def __init__(
        self, *, award_id: AwardId, on: datetime.date, kind: _AwardEndKind, ground: str
    ) -> None: ...
    @property
    def award_id(self) -> AwardId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def kind(self) -> AwardEndKind: ...
    @property
    def ground(self) -> str: ...
    def replace(
        self,
        *,
        award_id: AwardId = ...,
        on: datetime.date = ...,
        kind: _AwardEndKind = ...,
        ground: str = ...,
    ) -> AwardEnd: ...
    @staticmethod
    def from_json(json: str) -> AwardEnd: ...

@final
class Refusal(Record[RefusalId]):
    def __init__(
        self, *, application_id: ApplicationId, on: datetime.date, grounds: str
    ) -> None: ...
    @property
    def application_id(self) -> ApplicationId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def grounds(self) -> str: ...
    def replace(
        self, *, application_id: ApplicationId = ..., on: datetime.date = ..., grounds: str = ...
    ) -> Refusal: ...
    @staticmethod
    def from_json(json: str) -> Refusal: ...

@final
class Instalment(Record[InstalmentId]):
    def __init__(
        self,
        *,
        award_line_id: AwardLineId,
        due: _InstalmentDue,
        due_on: datetime.date | None = ...,
        due_months: int | None = ...,
        amount: Money | None = ...,
        share: int | None = ...,
        share_of: int | None = ...,
    ) -> None: ...
    @property
    def award_line_id(self) -> AwardLineId: ...
    @property
    def due(self) -> InstalmentDue: ...
    @property
    def due_on(self) -> datetime.date | None: ...
    @property
    def due_months(self) -> int | None: ...
    @property
    def amount(self) -> Money | None: ...
    @property
    def share(self) -> int | None: ...
    @property
    def share_of(self) -> int | None: ...
    def replace(
        self,
        *,
        award_line_id: AwardLineId = ...,
        due: _InstalmentDue = ...,
        due_on: datetime.date | None = ...,
        due_months: int | None = ...,
        amount: Money | None = ...,
        share: int | None = ...,
        share_of: int | None = ...,
    ) -> Instalment: ...
    @staticmethod
    def from_json(json: str) -> Instalment: ...

@final
class CashPayment(Record[CashPaymentId]):
    def __init__(
        self,
        *,
        award_line_id: AwardLineId,
        person_id: PersonId,
        amount: Money,
        ordered_on: datetime.date | None = ...,
        paid_on: datetime.date | None = ...,
        instalment_id: InstalmentId | None = ...,
        reissue_of_id: CashPaymentId | None = ...,
    ) -> None: ...
    @property
    def award_line_id(self) -> AwardLineId: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def amount(self) -> Money: ...
    @property
    def ordered_on(self) -> datetime.date | None: ...
    @property
    def paid_on(self) -> datetime.date | None: ...
    @property
    def instalment_id(self) -> InstalmentId | None: ...
    @property
    def reissue_of_id(self) -> CashPaymentId | None: ...
    def replace(
        self,
        *,
        award_line_id: AwardLineId = ...,
        person_id: PersonId = ...,
        amount: Money = ...,
        ordered_on: datetime.date | None = ...,
        paid_on: datetime.date | None = ...,
        instalment_id: InstalmentId | None = ...,
        reissue_of_id: CashPaymentId | None = ...,
    ) -> CashPayment: ...
    @staticmethod
    def from_json(json: str) -> CashPayment: ...

@final
class PaymentOutcome(Record[PaymentOutcomeId]):
    def __init__(
        self,
        *,
        cash_payment_id: CashPaymentId,
        on: datetime.date,
        result: _PaymentResult,
        ground: str | None = ...,
        provider_reference: str | None = ...,
    ) -> None: ...
    @property
    def cash_payment_id(self) -> CashPaymentId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def result(self) -> PaymentResult: ...
    @property
    def ground(self) -> str | None: ...
    @property
    def provider_reference(self) -> str | None: ...
    def replace(
        self,
        *,
        cash_payment_id: CashPaymentId = ...,
        on: datetime.date = ...,
        result: _PaymentResult = ...,
        ground: str | None = ...,
        provider_reference: str | None = ...,
    ) -> PaymentOutcome: ...
    @staticmethod
    def from_json(json: str) -> PaymentOutcome: ...

@final
class ReintegrationPlan(Record[ReintegrationPlanId]):
    def __init__(
        self, *, case_id: CaseId, on: datetime.date, replaces_id: ReintegrationPlanId | None = ...
    ) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def replaces_id(self) -> ReintegrationPlanId | None: ...
    def replace(
        self,
        *,
        case_id: CaseId = ...,
        on: datetime.date = ...,
        replaces_id: ReintegrationPlanId | None = ...,
    ) -> ReintegrationPlan: ...
    @staticmethod
    def from_json(json: str) -> ReintegrationPlan: ...

@final
class PlanApproval(Record[PlanApprovalId]):
    def __init__(
        self,
        *,
        reintegration_plan_id: ReintegrationPlanId,
        on: datetime.date,
        approved_by: str | None = ...,
    ) -> None: ...
    @property
    def reintegration_plan_id(self) -> ReintegrationPlanId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def approved_by(self) -> str | None: ...
    def replace(
        self,
        *,
        reintegration_plan_id: ReintegrationPlanId = ...,
        on: datetime.date = ...,
        approved_by: str | None = ...,
    ) -> PlanApproval: ...
    @staticmethod
    def from_json(json: str) -> PlanApproval: ...

@final
class PlanItem(Record[PlanItemId]):
    def __init__(
        self,
        *,
        reintegration_plan_id: ReintegrationPlanId,
        award_line_id: AwardLineId,
        on: datetime.date,
        category: _PlanCategory,
        budgeted: Money,
        place: _SpendingPlace | None = ...,
    ) -> None: ...
    @property
    def reintegration_plan_id(self) -> ReintegrationPlanId: ...
    @property
    def award_line_id(self) -> AwardLineId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def category(self) -> PlanCategory: ...
    @property
    def budgeted(self) -> Money: ...
    @property
    def place(self) -> SpendingPlace | None: ...
    def replace(
        self,
        *,
        reintegration_plan_id: ReintegrationPlanId = ...,
        award_line_id: AwardLineId = ...,
        on: datetime.date = ...,
        category: _PlanCategory = ...,
        budgeted: Money = ...,
        place: _SpendingPlace | None = ...,
    ) -> PlanItem: ...
    @staticmethod
    def from_json(json: str) -> PlanItem: ...

@final
class Delivery(Record[DeliveryId]):
    def __init__(
        self,
        *,
        plan_item_id: PlanItemId,
        on: datetime.date,
        cost: Money,
        proof: str | None = ...,
        provider: str | None = ...,
    ) -> None: ...
    @property
    def plan_item_id(self) -> PlanItemId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def cost(self) -> Money: ...
    @property
    def proof(self) -> str | None: ...
    @property
    def provider(self) -> str | None: ...
    def replace(
        self,
        *,
        plan_item_id: PlanItemId = ...,
        on: datetime.date = ...,
        cost: Money = ...,
        proof: str | None = ...,
        provider: str | None = ...,
    ) -> Delivery: ...
    @staticmethod
    def from_json(json: str) -> Delivery: ...

@final
class PlanCompletion(Record[PlanCompletionId]):
    def __init__(
        self, *, reintegration_plan_id: ReintegrationPlanId, on: datetime.date
    ) -> None: ...
    @property
    def reintegration_plan_id(self) -> ReintegrationPlanId: ...
    @property
    def on(self) -> datetime.date: ...
    def replace(
        self, *, reintegration_plan_id: ReintegrationPlanId = ..., on: datetime.date = ...
    ) -> PlanCompletion: ...
    @staticmethod
    def from_json(json: str) -> PlanCompletion: ...

@final
class Service(Record[ServiceId]):
    def __init__(
        self,
        *,
        award_line_id: AwardLineId,
        on: datetime.date,
        kind: _ServiceKind,
        cost: Money,
        proof: str | None = ...,
        provider: str | None = ...,
    ) -> None: ...
    @property
    def award_line_id(self) -> AwardLineId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def kind(self) -> ServiceKind: ...
    @property
    def cost(self) -> Money: ...
    @property
    def proof(self) -> str | None: ...
    @property
    def provider(self) -> str | None: ...
    def replace(
        self,
        *,
        award_line_id: AwardLineId = ...,
        on: datetime.date = ...,
        kind: _ServiceKind = ...,
        cost: Money = ...,
        proof: str | None = ...,
        provider: str | None = ...,
    ) -> Service: ...
    @staticmethod
    def from_json(json: str) -> Service: ...

@final
class Invoice(Record[InvoiceId]):
    def __init__(
        self,
        *,
        case_id: CaseId,
        on: datetime.date,
        amount: Money,
        delivery_id: DeliveryId | None = ...,
        service_id: ServiceId | None = ...,
        is_credit_note: bool | None = ...,
        number: str | None = ...,
    ) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def delivery_id(self) -> DeliveryId | None: ...
    @property
    def service_id(self) -> ServiceId | None: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def amount(self) -> Money: ...
    @property
    def is_credit_note(self) -> bool | None: ...
    @property
    def number(self) -> str | None: ...
    def replace(
        self,
        *,
        case_id: CaseId = ...,
        delivery_id: DeliveryId | None = ...,
        service_id: ServiceId | None = ...,
        on: datetime.date = ...,
        amount: Money = ...,
        is_credit_note: bool | None = ...,
        number: str | None = ...,
    ) -> Invoice: ...
    @staticmethod
    def from_json(json: str) -> Invoice: ...

@final
class InvoicePayment(Record[InvoicePaymentId]):
    def __init__(self, *, invoice_id: InvoiceId, on: datetime.date, amount: Money) -> None: ...
    @property
    def invoice_id(self) -> InvoiceId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def amount(self) -> Money: ...
    def replace(
        self, *, invoice_id: InvoiceId = ..., on: datetime.date = ..., amount: Money = ...
    ) -> InvoicePayment: ...
    @staticmethod
    def from_json(json: str) -> InvoicePayment: ...

@final
class Claim(Record[ClaimId]):
    def __init__(
        self,
        *,
        award_line_id: AwardLineId,
        person_id: PersonId,
        on: datetime.date,
        amount: Money,
        ground: _ClaimGround,
    ) -> None: ...
    @property
    def award_line_id(self) -> AwardLineId: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def amount(self) -> Money: ...
    @property
    def ground(self) -> ClaimGround: ...
    def replace(
        self,
        *,
        award_line_id: AwardLineId = ...,
        person_id: PersonId = ...,
        on: datetime.date = ...,
        amount: Money = ...,
        ground: _ClaimGround = ...,
    ) -> Claim: ...
    @staticmethod
    def from_json(json: str) -> Claim: ...

@final
class ClaimInstalment(Record[ClaimInstalmentId]):
    def __init__(self, *, claim_id: ClaimId, due_on: datetime.date, amount: Money) -> None: ...
    @property
    def claim_id(self) -> ClaimId: ...
    @property
    def due_on(self) -> datetime.date: ...
    @property
    def amount(self) -> Money: ...
    def replace(
        self, *, claim_id: ClaimId = ..., due_on: datetime.date = ..., amount: Money = ...
    ) -> ClaimInstalment: ...
    @staticmethod
    def from_json(json: str) -> ClaimInstalment: ...

@final
class Repayment(Record[RepaymentId]):
    def __init__(self, *, claim_id: ClaimId, on: datetime.date, amount: Money) -> None: ...
    @property
    def claim_id(self) -> ClaimId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def amount(self) -> Money: ...
    def replace(
        self, *, claim_id: ClaimId = ..., on: datetime.date = ..., amount: Money = ...
    ) -> Repayment: ...
    @staticmethod
    def from_json(json: str) -> Repayment: ...

@final
class WriteOff(Record[WriteOffId]):
    def __init__(
        self, *, claim_id: ClaimId, on: datetime.date, amount: Money, reason: str
    ) -> None: ...
    @property
    def claim_id(self) -> ClaimId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def amount(self) -> Money: ...
    @property
    def reason(self) -> str: ...
    def replace(
        self,
        *,
        claim_id: ClaimId = ...,
        on: datetime.date = ...,
        amount: Money = ...,
        reason: str = ...,
    ) -> WriteOff: ...
    @staticmethod
    def from_json(json: str) -> WriteOff: ...

@final
class Booking(Record[BookingId]):
    def __init__(
        self,
        *,
        case_id: CaseId,
        person_id: PersonId,
        on: datetime.date,
        departs_on: datetime.date,
        destination: Country | str | None = ...,
        is_escorted: bool | None = ...,
    ) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def departs_on(self) -> datetime.date: ...
    @property
    def destination(self) -> Country | None: ...
    @property
    def is_escorted(self) -> bool | None: ...
    def replace(
        self,
        *,
        case_id: CaseId = ...,
        person_id: PersonId = ...,
        on: datetime.date = ...,
        departs_on: datetime.date = ...,
        destination: Country | str | None = ...,
        is_escorted: bool | None = ...,
    ) -> Booking: ...
    @staticmethod
    def from_json(json: str) -> Booking: ...

@final
class BookingOutcome(Record[BookingOutcomeId]):
    def __init__(
        self, *, booking_id: BookingId, on: datetime.date, result: _BookingResult
    ) -> None: ...
    @property
    def booking_id(self) -> BookingId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def result(self) -> BookingResult: ...
    def replace(
        self, *, booking_id: BookingId = ..., on: datetime.date = ..., result: _BookingResult = ...
    ) -> BookingOutcome: ...
    @staticmethod
    def from_json(json: str) -> BookingOutcome: ...

@final
class FacilityReservation(Record[FacilityReservationId]):
    def __init__(
        self,
        *,
        case_id: CaseId,
        person_id: PersonId,
        facility: str,
        on: datetime.date,
        from_: datetime.date,
        until: datetime.date | None = ...,
    ) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def facility(self) -> str: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def from_(self) -> datetime.date: ...
    @property
    def until(self) -> datetime.date | None: ...
    def replace(
        self,
        *,
        case_id: CaseId = ...,
        person_id: PersonId = ...,
        facility: str = ...,
        on: datetime.date = ...,
        from_: datetime.date = ...,
        until: datetime.date | None = ...,
    ) -> FacilityReservation: ...
    @staticmethod
    def from_json(json: str) -> FacilityReservation: ...

@final
class SplitReview(Record[SplitReviewId]):
    def __init__(self, *, case_id: CaseId, on: datetime.date, allows_split: bool) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def allows_split(self) -> bool: ...
    def replace(
        self, *, case_id: CaseId = ..., on: datetime.date = ..., allows_split: bool = ...
    ) -> SplitReview: ...
    @staticmethod
    def from_json(json: str) -> SplitReview: ...

@final
class Departure(Record[DepartureId]):
    def __init__(
        self,
        *,
        case_id: CaseId,
        person_id: PersonId,
        on: datetime.date,
        mode: _DepartureMode,
        precision: _DatePrecision = ...,
        destination: Country | str | None = ...,
        assisted_by: _AssistedBy = ...,
        established_by: _EstablishedBy = ...,
        left_from: _PlaceKind = ...,
        is_dublin_transfer: bool | None = ...,
    ) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def precision(self) -> DatePrecision: ...
    @property
    def destination(self) -> Country | None: ...
    @property
    def mode(self) -> DepartureMode: ...
    @property
    def assisted_by(self) -> AssistedBy: ...
    @property
    def established_by(self) -> EstablishedBy: ...
    @property
    def left_from(self) -> PlaceKind: ...
    @property
    def is_dublin_transfer(self) -> bool | None: ...
    def replace(
        self,
        *,
        case_id: CaseId = ...,
        person_id: PersonId = ...,
        on: datetime.date = ...,
        precision: _DatePrecision = ...,
        destination: Country | str | None = ...,
        mode: _DepartureMode = ...,
        assisted_by: _AssistedBy = ...,
        established_by: _EstablishedBy = ...,
        left_from: _PlaceKind = ...,
        is_dublin_transfer: bool | None = ...,
    ) -> Departure: ...
    @staticmethod
    def from_json(json: str) -> Departure: ...

@final
class DepartureGate(Record[DepartureGateId]):
    def __init__(self, *, departure_id: DepartureId, rules_digest: str) -> None: ...
    @property
    def departure_id(self) -> DepartureId: ...
    @property
    def rules_digest(self) -> str: ...
    def replace(
        self, *, departure_id: DepartureId = ..., rules_digest: str = ...
    ) -> DepartureGate: ...
    @staticmethod
    def from_json(json: str) -> DepartureGate: ...

@final
class Escort(Record[EscortId]):
    def __init__(
        self, *, case_id: CaseId, person_id: PersonId, on: datetime.date, escorted_by: _EscortBy
    ) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def escorted_by(self) -> EscortBy: ...
    def replace(
        self,
        *,
        case_id: CaseId = ...,
        person_id: PersonId = ...,
        on: datetime.date = ...,
        escorted_by: _EscortBy = ...,
    ) -> Escort: ...
    @staticmethod
    def from_json(json: str) -> Escort: ...

@final
class Arrival(Record[ArrivalId]):
    def __init__(
        self,
        *,
        case_id: CaseId,
        person_id: PersonId,
        on: datetime.date,
        country: Country | str | None = ...,
    ) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def country(self) -> Country | None: ...
    def replace(
        self,
        *,
        case_id: CaseId = ...,
        person_id: PersonId = ...,
        on: datetime.date = ...,
        country: Country | str | None = ...,
    ) -> Arrival: ...
    @staticmethod
    def from_json(json: str) -> Arrival: ...

@final
class HandOver(Record[HandOverId]):
    def __init__(
        self, *, case_id: CaseId, person_id: PersonId, on: datetime.date, received_by: _ReceivedBy
    ) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def received_by(self) -> ReceivedBy: ...
    def replace(
        self,
        *,
        case_id: CaseId = ...,
        person_id: PersonId = ...,
        on: datetime.date = ...,
        received_by: _ReceivedBy = ...,
    ) -> HandOver: ...
    @staticmethod
    def from_json(json: str) -> HandOver: ...

@final
class FacilityStay(Record[FacilityStayId]):
    def __init__(
        self,
        *,
        case_id: CaseId,
        person_id: PersonId,
        facility: str,
        from_: datetime.date,
        until: datetime.date | None = ...,
    ) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def facility(self) -> str: ...
    @property
    def from_(self) -> datetime.date: ...
    @property
    def until(self) -> datetime.date | None: ...
    def replace(
        self,
        *,
        case_id: CaseId = ...,
        person_id: PersonId = ...,
        facility: str = ...,
        from_: datetime.date = ...,
        until: datetime.date | None = ...,
    ) -> FacilityStay: ...
    @staticmethod
    def from_json(json: str) -> FacilityStay: ...

@final
class Reappearance(Record[ReappearanceId]):
    def __init__(
        self, *, person_id: PersonId, on: datetime.date, cause: _ReappearanceCause = ...
    ) -> None: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def cause(self) -> ReappearanceCause: ...
    def replace(
        self, *, person_id: PersonId = ..., on: datetime.date = ..., cause: _ReappearanceCause = ...
    ) -> Reappearance: ...
    @staticmethod
    def from_json(json: str) -> Reappearance: ...

@final
class Visit(Record[VisitId]):
    def __init__(
        self,
        *,
        case_id: CaseId,
        person_id: PersonId,
        on: datetime.date,
        channel: _VisitChannel,
        was_reached: bool,
        visited_by: str | None = ...,
    ) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def person_id(self) -> PersonId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def channel(self) -> VisitChannel: ...
    @property
    def was_reached(self) -> bool: ...
    @property
    def visited_by(self) -> str | None: ...
    def replace(
        self,
        *,
        case_id: CaseId = ...,
        person_id: PersonId = ...,
        on: datetime.date = ...,
        channel: _VisitChannel = ...,
        was_reached: bool = ...,
        visited_by: str | None = ...,
    ) -> Visit: ...
    @staticmethod
    def from_json(json: str) -> Visit: ...

@final
class Exchange(Record[ExchangeId]):
    def __init__(
        self,
        *,
        case_id: CaseId,
        record_id: RecordId,
        paid: Money,
        rate_millionths: int,
        rate_on: datetime.date,
        rate_source: str,
    ) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def record_id(self) -> RecordId: ...
    @property
    def paid(self) -> Money: ...
    @property
    def rate_millionths(self) -> int: ...
    @property
    def rate_on(self) -> datetime.date: ...
    @property
    def rate_source(self) -> str: ...
    def replace(
        self,
        *,
        case_id: CaseId = ...,
        record_id: RecordId = ...,
        paid: Money = ...,
        rate_millionths: int = ...,
        rate_on: datetime.date = ...,
        rate_source: str = ...,
    ) -> Exchange: ...
    @staticmethod
    def from_json(json: str) -> Exchange: ...

@final
class Irregularity(Record[IrregularityId]):
    def __init__(
        self,
        *,
        case_id: CaseId,
        record_id: RecordId,
        guard: str,
        on: datetime.date,
        reason: str,
        amount: Money | None = ...,
    ) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def record_id(self) -> RecordId: ...
    @property
    def guard(self) -> str: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def reason(self) -> str: ...
    @property
    def amount(self) -> Money | None: ...
    def replace(
        self,
        *,
        case_id: CaseId = ...,
        record_id: RecordId = ...,
        guard: str = ...,
        on: datetime.date = ...,
        reason: str = ...,
        amount: Money | None = ...,
    ) -> Irregularity: ...
    @staticmethod
    def from_json(json: str) -> Irregularity: ...

@final
class Confirmation(Record[ConfirmationId]):
    def __init__(
        self,
        *,
        case_id: CaseId,
        record_id: RecordId,
        on: datetime.date,
        decided_by: str | None = ...,
        confirmed_by: str | None = ...,
    ) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def record_id(self) -> RecordId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def decided_by(self) -> str | None: ...
    @property
    def confirmed_by(self) -> str | None: ...
    def replace(
        self,
        *,
        case_id: CaseId = ...,
        record_id: RecordId = ...,
        on: datetime.date = ...,
        decided_by: str | None = ...,
        confirmed_by: str | None = ...,
    ) -> Confirmation: ...
    @staticmethod
    def from_json(json: str) -> Confirmation: ...

@final
class Closure(Record[ClosureId]):
    def __init__(self, *, case_id: CaseId, on: datetime.date, reason: _ClosureReason) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def reason(self) -> ClosureReason: ...
    def replace(
        self, *, case_id: CaseId = ..., on: datetime.date = ..., reason: _ClosureReason = ...
    ) -> Closure: ...
    @staticmethod
    def from_json(json: str) -> Closure: ...

@final
class Reopening(Record[ReopeningId]):
    def __init__(self, *, case_id: CaseId, on: datetime.date, why: str) -> None: ...
    @property
    def case_id(self) -> CaseId: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def why(self) -> str: ...
    def replace(
        self, *, case_id: CaseId = ..., on: datetime.date = ..., why: str = ...
    ) -> Reopening: ...
    @staticmethod
    def from_json(json: str) -> Reopening: ...

@final
class Withdrawal(Record[WithdrawalId]):
    def __init__(self, *, record_id: RecordId, why: str) -> None: ...
    @property
    def record_id(self) -> RecordId: ...
    @property
    def why(self) -> str: ...
    def replace(self, *, record_id: RecordId = ..., why: str = ...) -> Withdrawal: ...
    @staticmethod
    def from_json(json: str) -> Withdrawal: ...

from __future__ import annotations

import csv
import importlib.metadata
import io
import json
import threading
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from builders import a_departure
from families import (
    ADULT_BORN,
    a_case,
    a_family,
    a_programme,
    a_register,
    join,
    what_is_known,
)

import libcase
from libcase import offers as side_by_side

MARCH_2012 = date(2012, 3, 1)


@pytest.fixture(scope="module")
def catalogue() -> libcase.Catalogue:
    return libcase.Catalogue.shipped()


@pytest.fixture
def reg() -> libcase.Register:
    return a_register()


def euro(amount: int) -> libcase.Money:
    return libcase.Money(amount, "EUR")


def own(**changes: Any) -> libcase.Programme:
    return libcase.programme_from_json(json.dumps(a_programme(**changes)))


def test_the_catalogue_holds_the_shipped_programmes(catalogue: libcase.Catalogue) -> None:
    assert {"HRT", "REAN", "AVR-FC", "AVRR-IRAQ", "AVRR-AFGHANISTAN", "IN-KIND"} <= {
        *catalogue.codes()
    }
    assert [programme.code for programme in catalogue] == catalogue.codes()
    assert len(catalogue) == len(catalogue.codes())
    assert "HRT" in catalogue
    assert "NONE" not in catalogue
    assert 5 not in catalogue
    hrt = catalogue["HRT"]
    assert hrt.name.nl == "Herintegratieregeling Terugkeer"
    assert "2012-17" in hrt.versions
    assert hrt.version_by is libcase.VersionDate.application
    assert libcase.FactName.first_claim_on in hrt.facts
    assert repr(hrt).startswith("Programme(code='HRT'")
    with pytest.raises(libcase.NotFound) as caught:
        catalogue["NONE"]
    assert caught.value.code == "no_such_programme"
    assert "HRT" in str(caught.value)


def test_versions_are_told_as_json(catalogue: libcase.Catalogue) -> None:
    versions = json.loads(catalogue.to_json())
    assert {"code", "name", "from", "until"} <= versions[0].keys()
    (last,) = [v for v in versions if v["code"] == "HRT" and v["version"] == "2012-17"]
    assert (last["from"], last["until"]) == ("2012-01-01", "2017-07-01")
    assert last["name"] == {"en": catalogue["HRT"].name.en, "nl": catalogue["HRT"].name.nl}


def test_the_version_in_force_is_told_with_its_sources(catalogue: libcase.Catalogue) -> None:
    version = catalogue["HRT"].on(MARCH_2012)
    (adult,) = [amount for amount in version["amounts"] if amount["benefit"] == "adult"]
    assert adult["amount"] == "1750.00"
    assert adult["source"]
    assert adult["certainty"] == "stated"
    assert version["criteria"]
    with pytest.raises(libcase.NotFound) as caught:
        catalogue["HRT"].on(date(2020, 1, 1))
    assert caught.value.code == "no_version"
    with pytest.raises(TypeError, match=r"expected a datetime\.date, found str"):
        catalogue["HRT"].on("2012-03-01")  # type: ignore[arg-type]


def test_rules_of_a_day_hold_on_all_days(catalogue: libcase.Catalogue) -> None:
    frozen = catalogue.frozen_at(MARCH_2012)
    assert frozen["HRT"].frozen_on == MARCH_2012
    assert "SDT" not in frozen
    assert frozen["HRT"].on(date(2011, 6, 1))["version"] == "2012-17"
    assert "SDT" in catalogue


def test_own_files_come_beside_the_shipped_ones_or_in_their_place(tmp_path: Path) -> None:
    catalogue = libcase.Catalogue.shipped()
    before = len(catalogue)
    (tmp_path / "own.json").write_text(json.dumps(a_programme()), encoding="utf-8")
    catalogue.load(tmp_path)
    assert len(catalogue) == before + 1
    assert catalogue["OWN-1"].name.en == "A scheme of our own"
    (tmp_path / "hrt.json").write_text(json.dumps(a_programme(code="HRT")), encoding="utf-8")
    catalogue.load(tmp_path / "hrt.json")
    assert catalogue["HRT"].name.en == "A scheme of our own"
    assert len(catalogue) == before + 1
    (tmp_path / "twin.json").write_text(json.dumps(a_programme()), encoding="utf-8")
    with pytest.raises(libcase.InvalidValue) as caught:
        catalogue.load(tmp_path)
    assert caught.value.code == "repeated_programme"
    with pytest.raises(libcase.StorageError) as missing:
        catalogue.load(tmp_path / "none")
    assert missing.value.code == "cannot_open"
    empty = libcase.Catalogue()
    assert len(empty) == 0
    empty.add(own())
    assert empty.codes() == ["OWN-1"]
    assert repr(empty) == "Catalogue(OWN-1)"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{\n  nonsense\n}", "2"),
        (json.dumps(a_programme(implementer=5)), "implementer"),
        (json.dumps(a_programme(colour="red")), "colour"),
        (json.dumps(a_programme(version={"name": ""})), "versions"),
    ],
)
def test_a_wrong_file_gets_its_message(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(libcase.InvalidValue) as caught:
        libcase.programme_from_json(text, file="mine.json")
    assert caught.value.code == "invalid_programme_file"
    assert "mine.json" in str(caught.value)
    assert told in str(caught.value)
    (tmp_path / "wrong.json").write_text(text, encoding="utf-8")
    catalogue = libcase.Catalogue()
    with pytest.raises(libcase.InvalidValue, match=r"wrong\.json"):
        catalogue.load(tmp_path)
    assert len(catalogue) == 0


def test_the_facts_are_listed() -> None:
    by_name = {fact.name: fact for fact in libcase.facts()}
    assert list(by_name) == list(libcase.FactName)
    composition = by_name[libcase.FactName.composition]
    assert composition.of is libcase.FactOf.unit
    assert composition.kind is libcase.FactKind.code
    assert composition.codes == [code.value for code in libcase.Composition]
    assert composition.label.nl == "samenstelling van de eenheid"
    assert str(composition.label) == composition.label.en
    category = by_name[libcase.FactName.member_category]
    assert category.codes == [code.value for code in libcase.MemberCategory]
    assert category.label.nl == "categorie in de eenheid"
    assert by_name[libcase.FactName.nationality].of is libcase.FactOf.person
    assert by_name[libcase.FactName.nationality].evidence_table == "persons"


@pytest.mark.parametrize(
    ("programme", "on", "readings", "total"),
    [
        ("HRT", date(2012, 3, 1), {}, 5260),
        ("HRT", date(2007, 3, 1), {}, 5250),
        ("IN-KIND", date(2012, 3, 1), {}, 8000),
        ("IN-KIND", date(2012, 3, 1), {"in-kind-child-2012": "A"}, 5000),
        ("IN-KIND", date(2014, 3, 1), {}, 8000),
        ("AVR-FC", date(2011, 9, 1), {}, 13_260),
    ],
)
def test_a_family_of_four_gets_what_the_sources_say(
    catalogue: libcase.Catalogue,
    reg: libcase.Register,
    programme: str,
    on: date,
    readings: dict[str, str],
    total: int,
) -> None:
    case = a_family(reg, on=on, programme=programme)
    options = libcase.RuleOptions(readings=readings)
    assessment = reg.assess(case, catalogue[programme], on, options=options)
    assert assessment.outcome is libcase.Outcome.eligible, assessment.explain()
    assert assessment.entitlement.total == euro(total)
    assert len({line.person_id for line in assessment.entitlement.lines}) == 4


def test_an_assessment_says_why(catalogue: libcase.Catalogue, reg: libcase.Register) -> None:
    case = a_family(reg)
    assessment = reg.assess(case, catalogue["HRT"], MARCH_2012)
    assert (assessment.programme, assessment.version) == ("HRT", "2012-17")
    assert (assessment.case_id, assessment.on) == (case, MARCH_2012)
    assert assessment.version_date == MARCH_2012
    assert {
        finding.verdict: finding.criterion
        for finding in assessment.findings
        if finding.verdict is not libcase.Verdict.met
    } == {libcase.Verdict.not_applicable: "own_accord"}
    assert assessment.findings[0].criterion == "in_force"
    entitlement = assessment.entitlement
    assert entitlement.cash == entitlement.total == euro(5260)
    assert entitlement.package is libcase.Package.cash
    assert entitlement.unknown_lines == entitlement.uncapped_lines == 0
    line = entitlement.lines[0]
    assert (line.benefit, line.support, line.amount) == ("adult", "cash", euro(1750))
    assert line.certainty is libcase.Certainty.stated
    assert line.source
    assert not line.is_unknown
    assert "uncapped_until" not in repr(line)
    assert "findings" not in repr(assessment)
    with pytest.raises(AttributeError):
        assessment.version = "other"  # type: ignore[misc]


def test_cases_may_have_support_under_any_number_of_programmes(
    catalogue: libcase.Catalogue, reg: libcase.Register
) -> None:
    for number in range(70):
        case = a_case(reg, f"C-{number}")
        person = join(reg, case, "principal", libcase.BirthDate("1980-01-01"))
        award = reg.record(libcase.Award(case_id=case, on=date(2012, 2, 1)))
        reg.record(
            libcase.AwardLine(
                award_id=award, person_id=person, programme=f"P{number}", support="cash"
            )
        )
    rows = rows_of(reg.assess_all(catalogue["HRT"], on=MARCH_2012))
    assert len(rows) == 70
    assert {row["not_with_AVR-FC"] for row in rows} == {"met"}


def test_before_a_criterion_is_attested_a_fact_that_fails_it_is_told(
    catalogue: libcase.Catalogue, reg: libcase.Register
) -> None:
    march = date(2011, 3, 15)
    case = a_family(reg, on=march)
    assert reg.assess(case, catalogue["HRT"], march).outcome is libcase.Outcome.eligible
    reg.record(libcase.Permission(case_id=case, on=date(2011, 3, 20), is_granted=False))
    on = date(2011, 5, 1)
    assessment = reg.assess(case, catalogue["HRT"], on)
    assert assessment.outcome is libcase.Outcome.undetermined
    (permission,) = [f for f in assessment.findings if f.criterion == "permission"]
    assert permission.verdict is libcase.Verdict.unknown
    assert permission.sentence.en.startswith("Unknown: the immigration service permits")
    assert "service: no, by the record of 20 March 2011)" in permission.sentence.en
    assert "dienst: nee, volgens de registratie van 20 maart 2011)" in permission.sentence.nl
    assert "sources show it only from 1 April 2011 on" in permission.sentence.en
    assert "bronnen tonen het pas vanaf 1 april 2011" in permission.sentence.nl
    (row,) = rows_of(reg.assess_all(catalogue["HRT"], on=on))
    assert (row["outcome"], row["permission"]) == ("undetermined", "unknown")
    assert row["dublin"] == "not_applicable"


def test_what_is_unknown_names_the_record_that_would_settle_it(
    catalogue: libcase.Catalogue, reg: libcase.Register
) -> None:
    case = a_case(reg)
    join(reg, case, "principal", libcase.BirthDate("1970"))
    file = reg.file(case)
    assessment = libcase.assess(catalogue["HRT"], file, MARCH_2012, [])
    assert assessment.outcome is libcase.Outcome.undetermined
    unknown = {
        finding.criterion: finding.evidence_tables
        for finding in assessment.findings
        if finding.verdict is libcase.Verdict.unknown
    }
    assert unknown["permission"] == ["permissions"]
    assert unknown["asylum_past"] == ["asylum_procedures"]
    assert assessment.entitlement.total == euro(1750)


def test_it_is_told_in_both_languages(catalogue: libcase.Catalogue, reg: libcase.Register) -> None:
    case = a_family(reg)
    assessment = reg.assess(case, catalogue["HRT"], MARCH_2012)
    english = assessment.explain()
    assert english == assessment.explain("en")
    assert "eligible" in english
    assert "indication" in english
    assert "Known total: €5,260.00" in english
    dutch = assessment.explain("nl")
    assert "komt in aanmerking" in dutch
    assert "Bekend totaal: € 5.260,00" in dutch
    assert "op 1 maart 2012" in dutch
    assert "indicatie" in dutch
    page = assessment.explain_html("nl")
    assert page.startswith("<!DOCTYPE html>")
    assert 'lang="nl"' in page
    fragment = assessment._repr_html_()
    assert "<body" not in fragment
    assert "<style" not in fragment
    assert "eligible" in fragment
    with pytest.raises(libcase.InvalidValue) as caught:
        assessment.explain("xx")
    assert caught.value.code == "unknown_language"


def test_inferred_values_are_marked_and_can_be_left_out(
    catalogue: libcase.Catalogue, reg: libcase.Register
) -> None:
    on = date(2011, 9, 1)
    case = a_family(reg, on=on)
    assessment = reg.assess(case, catalogue["HRT"], on)
    assert assessment.outcome is libcase.Outcome.eligible
    assert "inferred" in assessment.explain()
    assert "afgeleid" in assessment.explain("nl")
    inferred = [
        line
        for line in assessment.entitlement.lines
        if line.certainty is libcase.Certainty.inferred
    ]
    assert inferred
    assert all(line.reason for line in inferred)
    stated_only = libcase.RuleOptions(stated_only=True)
    stated = reg.assess(case, catalogue["HRT"], on, options=stated_only)
    assert stated.entitlement.total == euro(0)
    assert stated.entitlement.unknown_lines == 4
    assert stated.outcome is libcase.Outcome.eligible
    assert {line.why_unknown.en for line in stated.entitlement.lines} != {""}


def read(dispute: str, reading: str) -> libcase.RuleOptions:
    """Return options that ask for a reading."""
    return libcase.RuleOptions(readings={dispute: reading})


def test_options_are_compared_by_value() -> None:
    options = read("in-kind-child-2012", "A")
    assert options == read("in-kind-child-2012", "A") != libcase.RuleOptions()
    assert options.readings == {"in-kind-child-2012": "A"}
    assert not options.stated_only
    assert repr(options) == "RuleOptions(readings={'in-kind-child-2012': 'A'}, stated_only=False)"
    assert options.to_dict() == {"readings": options.readings, "stated_only": False}
    with pytest.raises(AttributeError):
        options.stated_only = True  # type: ignore[misc]


def test_an_unknown_reading_is_refused(catalogue: libcase.Catalogue, reg: libcase.Register) -> None:
    case = a_family(reg, programme="IN-KIND")
    with pytest.raises(libcase.InvalidValue) as caught:
        reg.assess(case, catalogue["IN-KIND"], MARCH_2012, options=read("in-kind-child-2012", "Z"))
    assert caught.value.code == "unknown_reading"
    for code, dispute in (("HRT", "hrt-child-2008"), ("SDT", "hrt-child-2008-11")):
        with pytest.raises(libcase.InvalidValue) as caught:
            reg.assess(case, catalogue[code], MARCH_2012, options=read(dispute, "875"))
        assert caught.value.code == "unknown_reading"
        assert f"found a text of {len(dispute)} letters" in str(caught.value)
        assert str(caught.value).startswith("expected ")
    with pytest.raises(libcase.InvalidValue, match="in-kind-child-2012"):
        reg.allowed_combinations(case, catalogue, MARCH_2012, options=read("foo", "875"))
    assert reg.allowed_combinations(
        case, catalogue, MARCH_2012, options=read("hrt-child-2008-11", "875")
    )


def test_json_of_an_assessment(catalogue: libcase.Catalogue, reg: libcase.Register) -> None:
    case = a_family(reg)
    assessment = reg.assess(case, catalogue["HRT"], MARCH_2012)
    told = json.loads(assessment.to_json())
    assert told == assessment.to_dict()
    assert told["outcome"] == "eligible"
    assert told["entitlement"]["total"] == "5260.00"
    assert len(told["entitlement"]["lines"]) == 4
    assert {"criterion", "verdict", "sentence", "source", "evidence_tables"} <= told["findings"][
        0
    ].keys()
    assert told["findings"][0]["verdict"] == "met"


def test_an_answer_is_told_by_the_names_of_its_attributes(
    catalogue: libcase.Catalogue, reg: libcase.Register
) -> None:
    case = a_family(reg)
    assessment = reg.assess(case, catalogue["HRT"], MARCH_2012)
    (offer, *_) = reg.allowed_combinations(case, catalogue, MARCH_2012)
    kinds = {kind["name"]: kind for kind in libcase._core._describe_answers()}
    for answer in (assessment, assessment.findings[0], assessment.entitlement, offer, reg.verify()):
        names = [field["name"] for field in kinds[type(answer).__name__]["fields"]]
        assert list(answer.to_dict()) == names
        for name in names:
            assert name in (type(answer).__doc__ or "")
            getattr(answer, name)
    line = assessment.entitlement.lines[0]
    assert line.to_dict()["person_id"] == line.person_id
    assert line.to_dict()["cap"] is None
    assert assessment.to_dict()["name"] == assessment.name.to_dict()
    assert assessment.to_dict()["indication"]["en"] in assessment.explain()
    assert offer.to_dict()["assessments"][0] == offer.assessments[0].to_dict()


def test_markup_in_a_rule_file_stays_text(reg: libcase.Register) -> None:
    evil = "<script>alert(1)</script>"
    programme = a_programme(name={"en": evil, "nl": evil})
    programme["versions"][0]["criteria"][0]["text"] = {"en": evil, "nl": evil}
    programme["versions"][0]["benefits"][0]["name"] = evil
    rules = libcase.programme_from_json(json.dumps(programme))
    case = a_family(reg, programme="OWN-1")
    assessment = reg.assess(case, rules, MARCH_2012)
    for html in (
        assessment.explain_html(),
        assessment.explain_html("nl"),
        assessment._repr_html_(),
    ):
        assert "<script" not in html
        assert "&lt;script&gt;" in html
    assert evil in assessment.explain()


def test_a_cap_says_that_it_bit(reg: libcase.Register) -> None:
    case = a_family(reg, programme="OWN-1", children=3)
    entitlement = reg.assess(case, own(), MARCH_2012).entitlement
    assert entitlement.total == euro(250)
    capped = [line for line in entitlement.lines if line.cap is libcase.CapOf.family]
    assert capped
    for line in capped:
        assert line.before_cap is not None
        assert line.amount is not None
        assert line.amount < line.before_cap


def left_with_iom(reg: libcase.Register, person: libcase.PersonId, on: date) -> libcase.CaseId:
    """Record an earlier case with which somebody left."""
    case = a_case(reg, "OLD")
    reg.record(
        libcase.UnitMember(
            case_id=case,
            person_id=person,
            role="principal",
            from_=date(2010, 1, 1),
            until=on + timedelta(days=1),
        )
    )
    reg.record(a_departure(case, person, on=on, assisted_by="iom", mode="voluntary"))
    return case


def test_history_counts_only_where_somebody_looked(
    catalogue: libcase.Catalogue, reg: libcase.Register
) -> None:
    on = date(2016, 3, 1)
    case = a_case(reg, "NEW")
    person = join(reg, case, "principal", libcase.BirthDate("1970"))
    earlier = left_with_iom(reg, person, date(2013, 5, 2))

    def five_years(assessment: libcase.Assessment) -> libcase.Verdict:
        (finding,) = [f for f in assessment.findings if f.criterion == "five_years"]
        return finding.verdict

    rean = catalogue["REAN"]
    history = reg.earlier_files(case)
    assert [file.id for file in history] == [earlier]
    file = reg.file(case)
    assert five_years(libcase.assess(rean, file, on)) is libcase.Verdict.unknown
    assert five_years(libcase.assess(rean, file, on, history)) is libcase.Verdict.not_met
    assert five_years(libcase.assess(rean, file, on, [])) is libcase.Verdict.met
    assert five_years(reg.assess(case, rean, on)) is libcase.Verdict.not_met


def test_a_day_is_taken_for_another_only_where_none_is_recorded(
    catalogue: libcase.Catalogue, reg: libcase.Register
) -> None:
    def has_note(assessment: libcase.Assessment) -> bool:
        return "taken as the day of" in assessment.explain()

    on = date(2012, 3, 1)
    case = a_family(reg, on=on)
    assert not has_note(reg.assess(case, catalogue["HRT"], on))  # applied for that day
    assert has_note(reg.assess(case, catalogue["REAN"], on))
    after_its_end = reg.assess(case, catalogue["SDT"], date(2013, 8, 20))
    assert after_its_end.version == ""
    assert not has_note(after_its_end)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            "award taken as 10 September 2011: no award under this programme is recorded",
        ),
        (
            "nl",
            "toekenning genomen als 10 september 2011: "
            "er is geen toekenning onder deze regeling geregistreerd",
        ),
    ],
)
def test_a_day_that_is_taken_for_an_award_is_told_as_that(
    catalogue: libcase.Catalogue, reg: libcase.Register, language: str, told: str
) -> None:
    on = date(2011, 9, 10)
    case = a_family(reg, on=on)
    assessment = reg.assess(case, catalogue["AVR-FC"], on)
    of_columns = reg.assess_all(catalogue["AVR-FC"], on=on).assessment(0)
    for text in (
        assessment.explain(language),
        assessment.explain_html(language),
        assessment.letter([assessment.persons[0].person_id], language),
        assessment.to_json(),
        of_columns.explain(language),
    ):
        assert told in text


def test_who_is_left_out_is_said(catalogue: libcase.Catalogue, reg: libcase.Register) -> None:
    on = date(2014, 6, 10)
    case = a_family(reg, on=on, children=0)
    anna, omar = (member.person_id for member in reg.file(case).members_on(on))
    left_with_iom(reg, omar, date(2012, 6, 10))
    assessment = reg.assess(case, catalogue["HRT"], on)
    (finding,) = [f for f in assessment.findings if f.criterion == "five_years"]
    assert finding.scope is libcase.Scope.each
    assert finding.verdict is libcase.Verdict.met_by_some
    assert {of.person_id: of.verdict for of in finding.by_person} == {anna: "met", omar: "not_met"}
    assert "Met by the principal. Not met by the partner (" in finding.sentence.en
    assert "Niet voldaan door de partner (" in finding.sentence.nl
    outcomes = {member.person_id: member.outcome for member in assessment.persons}
    assert outcomes[anna] is assessment.outcome
    assert outcomes[omar] is libcase.Outcome.not_eligible
    (left_out,) = assessment.entitlement.left_out
    assert (left_out.person_id, left_out.criteria) == (omar, ["five_years"])
    assert assessment.entitlement.total == euro(1750)
    assert "the partner, nothing: " in assessment.explain()
    evaluation = reg.assess_all(catalogue["HRT"], on=on)
    rows = {row["case_id"]: row for row in rows_of(evaluation)}
    assert rows[int(case)]["five_years"] == "met_by_some"


def test_persons_are_called_by_their_role_and_reference(
    catalogue: libcase.Catalogue, reg: libcase.Register
) -> None:
    on = date(2012, 3, 1)
    case = reg.open_case("A-1", on)
    for role, reference in (("principal", "P-17"), ("child", "P-18"), ("child", "")):
        named = [reference] if reference else []
        person = reg.add_person(libcase.Person(sex="female"), *named)
        reg.record(libcase.UnitMember(case_id=case, person_id=person, role=role, from_=on))
    assessment = reg.assess(case, catalogue["HRT"], on)
    assert [person.who.en for person in assessment.persons] == [
        "the principal (P-17)",
        "child 1 (P-18)",
        "child 2",
    ]
    assert assessment.persons[2].who.nl == "kind 2"
    assert "\n- the principal (P-17), " in assessment.explain()
    assert ", kind 2" in assessment.explain("nl") or "\n- kind 2" in assessment.explain("nl")
    (offer, *_) = reg.allowed_combinations(case, catalogue, on)
    assert offer.assessments[0].persons[0].who.en == "the principal (P-17)"
    of_file = libcase.assess(catalogue["HRT"], reg.file(case), on)
    assert of_file.persons[0].who.en == "the principal"


def test_one_member_reads_nothing_of_another(reg: libcase.Register) -> None:
    each = {
        "name": "no_offence",
        "text": {"en": "there is no such conviction", "nl": "er is geen zulke veroordeling"},
        "scope": "each",
        "when": {"not": {"fact": "convictions", "any_of": ["people_smuggling"]}},
        "source": "a council decision",
        "certainty": "stated",
    }
    rules = own(version={"criteria": [each]})
    case = a_family(reg, programme="OWN-1", children=1)
    anna, omar, child = (member.person_id for member in reg.file(case).members_on(MARCH_2012))
    reg.record(libcase.Conviction(person_id=omar, kind="people_smuggling", on=date(2012, 2, 1)))
    whole = reg.assess(case, rules, MARCH_2012)
    assert whole.findings[1].verdict is libcase.Verdict.met_by_some
    assert "smuggling" in whole.explain()
    told = whole.told_to([anna, child])
    assert [member.person_id for member in told.persons] == [anna, child]
    for text in (told.explain(), told.explain_html("nl"), told.to_json()):
        assert "smuggling" not in text
        assert "smokkel" not in text
        assert "the partner" not in text
        assert "de partner" not in text
    assert {line.person_id for line in told.entitlement.lines} <= {anna, child}
    assert told.to_dict() != whole.to_dict() == whole.told_to([anna, omar, child]).to_dict()
    with pytest.raises(libcase.InvalidValue) as caught:
        whole.told_to([])
    assert caught.value.code == "no_persons"
    with pytest.raises(libcase.NotFound) as missing:
        whole.told_to([libcase.PersonId(999)])
    assert missing.value.code == "no_such_person"
    with pytest.raises(TypeError) as refused:
        whole.told_to(["Jansen"])  # type: ignore[list-item]
    assert "Jansen" not in str(refused.value)


def test_a_total_says_what_it_rests_on(catalogue: libcase.Catalogue, reg: libcase.Register) -> None:
    on = date(2011, 9, 1)
    case = a_family(reg, on=on, programme="AVR-FC")
    entitlement = reg.assess(case, catalogue["AVR-FC"], on).entitlement
    assert entitlement.total == euro(13_260) == entitlement.inferred
    assert entitlement.stated == euro(0)
    others = {(other.dispute, other.reading): other for other in entitlement.other_readings}
    narrow = others["in-kind-child-2012", "A"]
    assert narrow.total == euro(10_260) == narrow.cash + narrow.in_kind
    options = read("in-kind-child-2012", "A")
    assert reg.assess(case, catalogue["AVR-FC"], on, options=options).entitlement.total == (
        narrow.total
    )
    text = reg.assess(case, catalogue["AVR-FC"], on).explain()
    assert "Known total: €13,260.00, all of it inferred\n" in text
    assert "Known total if a child gets €1,000.00: €10,260.00\n" in text


def test_offers_lie_side_by_side(catalogue: libcase.Catalogue, reg: libcase.Register) -> None:
    case = a_family(reg)
    offers = reg.allowed_combinations(case, catalogue, MARCH_2012)
    again = libcase.allowed_combinations(
        catalogue, reg.file(case), MARCH_2012, reg.earlier_files(case)
    )
    assert [offer.to_dict() for offer in offers] == [offer.to_dict() for offer in again]
    assert any({"HRT", "IN-KIND", "REAN"} <= {*offer.programmes} for offer in offers)
    for offer in offers:
        assert offer.outcome is not libcase.Outcome.not_eligible
        assert [a.programme for a in offer.assessments] == offer.programmes
        assert offer.total == offer.cash + offer.in_kind == offer.stated + offer.inferred
        assert offer.to_dict()["programmes"] == offer.programmes
        assert repr(offer).startswith(f"Offer(programmes={offer.programmes!r}")


class OfPartSearch:
    """An offer of a search that gave up."""

    is_of_full_search = False

    def __init__(self, offer: libcase.Offer) -> None:
        self.offer = offer

    def __getattr__(self, name: str) -> Any:
        return getattr(self.offer, name)


def test_offers_of_a_search_that_gave_up_say_so(
    catalogue: libcase.Catalogue, reg: libcase.Register
) -> None:
    offers = reg.allowed_combinations(a_family(reg), catalogue, MARCH_2012)
    assert all(offer.is_of_full_search for offer in offers)
    assert '"is_of_full_search":true' in side_by_side.offers_json(offers)
    parts: Any = [OfPartSearch(offer) for offer in offers]
    for language, sentence in (("en", "too many combinations"), ("nl", "te veel combinaties")):
        for told in (side_by_side.offers_text, side_by_side.offers_page):
            assert sentence not in told(offers, language)
            assert sentence in told(parts, language)


def test_no_offer_is_told_as_such(reg: libcase.Register) -> None:
    offers = reg.allowed_combinations(a_family(reg), libcase.Catalogue(), MARCH_2012)
    assert offers == []
    assert side_by_side.offers_json(offers) == "[]"
    assert side_by_side.offers_text(offers, "en").startswith("No programme is open")
    assert "geen regeling" in side_by_side.offers_text(offers, "nl")
    assert "geen regeling" in side_by_side.offers_page(offers, "nl")


def test_no_argument_is_printed(catalogue: libcase.Catalogue, reg: libcase.Register) -> None:
    case = a_family(reg)
    file = reg.file(case)
    hrt = catalogue["HRT"]
    secret: Any = "Jansen"
    for call in (
        lambda: libcase.assess(secret, file, MARCH_2012),
        lambda: libcase.assess(hrt, secret, MARCH_2012),
        lambda: libcase.assess(hrt, file, secret),
        lambda: libcase.assess(hrt, file, MARCH_2012, secret),
        lambda: libcase.assess(hrt, file, MARCH_2012, options=secret),
        lambda: libcase.RuleOptions(readings=secret),
        lambda: libcase.RuleOptions(readings={"d": 5}),  # type: ignore[dict-item]
        lambda: libcase.RuleOptions(stated_only=secret),
        lambda: libcase.allowed_combinations(secret, file, MARCH_2012),
        lambda: reg.assess(secret, hrt, MARCH_2012),
        lambda: reg.assess(case, secret, MARCH_2012),
        lambda: reg.allowed_combinations(case, secret, MARCH_2012),
        lambda: reg.assess_all(secret, period="2011"),
        lambda: reg.assess_all(hrt),
        lambda: reg.assess_all(hrt, period="2011", on=MARCH_2012),
        lambda: reg.assess_all(hrt, period="2011", threads=secret),
        lambda: libcase.evaluate(hrt, secret),
        lambda: libcase.compare(secret, catalogue, catalogue, period="2011"),
        lambda: libcase.compare(reg, secret, catalogue, period="2011"),
        lambda: libcase.compare(reg, catalogue, catalogue, period=5),  # type: ignore[arg-type]
        lambda: catalogue.add(secret),
    ):
        with pytest.raises(TypeError) as caught:
            call()
        assert "Jansen" not in str(caught.value)
    with pytest.raises(libcase.NotFound) as missing:
        reg.assess(libcase.CaseId(999), hrt, MARCH_2012)
    assert missing.value.code == "no_such_case"
    with pytest.raises(libcase.NotFound):
        reg.earlier_files(libcase.CaseId(999))


@pytest.fixture
def caseload() -> libcase.Register:
    """Families of all sizes, of whom more or less is known, who left in March 2012 or did not."""
    reg = a_register()
    for number in range(12):
        case = a_case(reg, f"C-{number}")
        adult = join(reg, case, "principal", libcase.BirthDate("1970"), ["IRQ", "AFG"][number % 2])
        persons = [adult]
        for year in range(number % 4):
            persons.append(join(reg, case, "child", libcase.BirthDate(str(2003 + year))))
        on = date(2012, 2, 1 + number)
        if number % 3 != 0:
            reg.record(libcase.AsylumProcedure(person_id=adult, applied_on=date(2010, 1, 1)))
            reg.record(
                libcase.Application(
                    case_id=case, programme="HRT", on=on, destination=["IRQ", "AFG"][number % 2]
                )
            )
        if number % 4 != 3:
            reg.record(libcase.Permission(case_id=case, on=on, is_granted=number % 5 != 0))
            reg.record(
                libcase.Consent(
                    person_id=adult, on=on, ends_procedures=True, allows_data_exchange=True
                )
            )
        if number != 7:
            for person in persons:
                reg.record(
                    a_departure(case, person, on=date(2012, 3, 1 + number), destination="IRQ")
                )
    return reg


def rows_of(evaluation: libcase.Evaluation) -> list[dict[str, Any]]:
    return list(pytest.importorskip("pyarrow").table(evaluation).to_pylist())


def agrees(row: dict[str, Any], assessment: libcase.Assessment) -> None:
    assert row["outcome"] == assessment.outcome
    assert (row["version"] or "") == assessment.version
    assert row["version_date"] == assessment.version_date
    assert row["cash_cents"] == assessment.entitlement.cash.cents
    assert row["in_kind_cents"] == assessment.entitlement.in_kind.cents
    assert row["unknown_lines"] == assessment.entitlement.unknown_lines
    assert row["uncapped_lines"] == assessment.entitlement.uncapped_lines
    for finding in assessment.findings:
        assert row[finding.criterion] == finding.verdict


def what_columns_hold(assessment: libcase.Assessment) -> dict[str, Any]:
    """But for what no rule asks for."""
    told = assessment.to_dict()
    for person in told["persons"]:
        for name in ("departed_on", "minor", "unaccompanied_minor"):
            del person[name]
    return told


@pytest.mark.parametrize("code", ["HRT", "REAN", "IN-KIND", "AVR-FC", "AVRR-NL", "OZV"])
@pytest.mark.parametrize("stated_only", [False, True])
def test_a_caseload_is_assessed_as_its_cases_are(
    catalogue: libcase.Catalogue, caseload: libcase.Register, code: str, stated_only: bool
) -> None:
    programme = catalogue[code]
    options = libcase.RuleOptions(stated_only=stated_only)
    cohort = caseload.assess_all(programme, period="2012-03", options=options)
    assert len(cohort) == 11
    departures = {cohort_case(caseload, number): date(2012, 3, 1 + number) for number in range(12)}
    for index, row in enumerate(rows_of(cohort)):
        case = libcase.CaseId(row["case_id"])
        single = caseload.assess(case, programme, departures[case], options=options)
        agrees(row, single)
        of_columns = cohort.assessment(index)
        assert what_columns_hold(of_columns) == what_columns_hold(single)
    day = date(2012, 6, 1)
    everybody = caseload.assess_all(programme, on=day, options=options)
    assert len(everybody) == 12
    for row in rows_of(everybody):
        case = libcase.CaseId(row["case_id"])
        agrees(row, caseload.assess(case, programme, day, options=options))


def cohort_case(reg: libcase.Register, number: int) -> libcase.CaseId:
    case = reg.find_case(f"C-{number}")
    assert case is not None
    return case


def test_a_cohort_may_be_of_applications_and_of_a_vintage(
    catalogue: libcase.Catalogue, caseload: libcase.Register
) -> None:
    hrt = catalogue["HRT"]
    applied = caseload.assess_all(hrt, period="2012-02", by="application")
    assert len(applied) == 8
    assert len(caseload.assess_all(hrt, period="2012-02")) == 0
    assert len(caseload.assess_all(hrt, period="2012", as_known_at="2011-12-31")) == 0
    assert len(caseload.assess_all(hrt, period=libcase.Period("2012"), threads=1)) == 11


def test_an_evaluation_leaves_through_arrow(
    catalogue: libcase.Catalogue, caseload: libcase.Register
) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    evaluation = caseload.assess_all(catalogue["HRT"], period="2012-03")
    table = pyarrow.table(evaluation)
    table.validate(full=True)
    assert {"case_id", "outcome", "version", "version_date", "cash_cents", "in_kind_cents"} <= {
        *table.schema.names
    }
    assert {"in_force", "asylum_past", "permission"} <= {*table.schema.names}
    assert "HRT" in str(table.schema.metadata)
    assert table.schema.metadata[b"libcase.currency"] == b"EUR"
    assert repr(evaluation).startswith("Evaluation(HRT, 11 units: ")
    assert sum(evaluation.counts.values()) == len(evaluation)
    assert evaluation.programme.code == "HRT"
    polars = pytest.importorskip("polars")
    assert polars.DataFrame(evaluation).height == evaluation.to_polars().height == 11
    assert evaluation.to_pandas()["cash_cents"].sum() == sum(table["cash_cents"].to_pylist())
    assert "<table" in evaluation._repr_html_()
    with pytest.raises(IndexError):
        evaluation.assessment(11)
    assert evaluation.assessment(-1).case_id == libcase.CaseId(table["case_id"][10].as_py())


COLUMNS = {
    "unit": [1, 1, 2, 3, 3],
    "assessed_on": [MARCH_2012] * 5,
    "application_on": [MARCH_2012] * 5,
    "permission": [True, True, False, None, None],
    "destination": ["IRQ"] * 5,
    "nationality": ["IRQ", "IRQ", "AFG", "IRQ", None],
    "principal": [True, False, True, True, False],
    "adult": [True, False, True, True, False],
    "child_in_family": [False, True, False, False, True],
    "unaccompanied_minor": [False] * 5,
    "minor": [False, True, False, False, True],
    "first_claim_on": [date(2010, 1, 1)] * 5,
    "first_decision_on": [date(2011, 1, 1)] * 5,
    "permit": ["none"] * 5,
    "ends_procedures": [True] * 5,
    "allows_data_exchange": [True] * 5,
    "role": ["principal", "child", "principal", "principal", "child"],
    "convictions": ["none", "none", "none+other", None, ""],
    "other_programmes": ["", "", "REAN", None, None],
    "entry_ban_months": [0, 0, 0, None, None],
    "departure_mode": ["not_left"] * 5,
}
OUTCOMES = ["eligible", "not_eligible", "undetermined"]


def from_pyarrow() -> Any:
    return pytest.importorskip("pyarrow").table(COLUMNS)


def from_pyarrow_dictionaries() -> Any:
    pyarrow = pytest.importorskip("pyarrow")
    coded = {
        name: pyarrow.array(values).dictionary_encode()
        if isinstance(values[0], str)
        else pyarrow.array(values)
        for name, values in COLUMNS.items()
    }
    return pyarrow.table(coded)


def from_pyarrow_batches() -> Any:
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.table(COLUMNS)
    return pyarrow.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=2))


def from_polars() -> Any:
    return pytest.importorskip("polars").DataFrame(COLUMNS)


def from_polars_categories() -> Any:
    polars = pytest.importorskip("polars")
    text = polars.selectors.string()
    return polars.DataFrame(COLUMNS).with_columns(text.cast(polars.Categorical))


def from_pandas() -> Any:
    pytest.importorskip("pyarrow")
    frame = pytest.importorskip("pandas").DataFrame(COLUMNS)
    return frame.astype({"entry_ban_months": "Int64"})  # with None pandas makes it a float


@pytest.mark.parametrize(
    "columns",
    [
        from_pyarrow,
        from_pyarrow_dictionaries,
        from_pyarrow_batches,
        from_polars,
        from_polars_categories,
        from_pandas,
    ],
)
def test_facts_come_in_from_every_library(catalogue: libcase.Catalogue, columns: Any) -> None:
    evaluation = libcase.evaluate(catalogue["HRT"], columns())
    rows = rows_of(evaluation)
    assert [row["outcome"] for row in rows] == OUTCOMES
    assert [row["cash_cents"] for row in rows] == [263_000, 0, 175_000]
    assert [row["unknown_lines"] for row in rows] == [0, 0, 1]  # a child of unknown nationality
    assert rows[1]["permission"] == "not_met"
    assert rows[2]["permission"] == "unknown"
    assert rows[0]["country_list"] == "not_applicable"
    assert "case_id" not in rows[0]
    single = evaluation.assessment(0)
    assert single.entitlement.total == euro(2630)
    assert single.case_id is None


def test_what_a_member_is_in_the_unit_is_asked_alike_everywhere(reg: libcase.Register) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    source = {"source": "a council decision", "certainty": "stated"}
    grown = {
        "name": "grown",
        "text": {"en": "money for an adult child", "nl": "geld voor een meerderjarig kind"},
        "support": "cash",
        "who": {"fact": "member_category", "is": "adult_child"},
        "amount": {"euro": "70", **source},
        **source,
    }
    programme = own(version={"benefits": [grown]})
    case = a_case(reg)
    births = {"1985-02-03": "adult_child", "2005": "child_in_family", "1994": "unknown"}
    persons = [join(reg, case, "principal", ADULT_BORN)]
    persons += [join(reg, case, "child", libcase.BirthDate(born)) for born in births]
    reg.record_all(what_is_known(case, persons, MARCH_2012, "OWN-1"))

    assessment = reg.assess(case, programme, MARCH_2012)
    assert assessment.entitlement.total == euro(70)
    assert assessment.entitlement.unknown_lines == 1  # of whom is 17 or 18
    (row,) = rows_of(reg.assess_all(programme, on=MARCH_2012))
    agrees(row, assessment)
    columns = {
        "unit": [1] * 4,
        "assessed_on": [MARCH_2012] * 4,
        "application_on": [MARCH_2012] * 4,
        "permission": [True] * 4,
        "member_category": ["principal", *births.values()],
    }
    (told,) = rows_of(libcase.evaluate(programme, pyarrow.table(columns)))
    assert (told["cash_cents"], told["unknown_lines"]) == (7_000, 1)


@pytest.mark.parametrize("library", ["pyarrow", "pandas", "polars"])
def test_columns_can_say_that_there_is_no_such_day(
    catalogue: libcase.Catalogue, library: str
) -> None:
    frames = pytest.importorskip(library)
    pytest.importorskip("pyarrow")
    june = date(2014, 6, 15)
    verdicts = {
        None: "unknown",
        "none": "met",
        "2012-03-01": "not_met",
        "2008-01-01/2008-12-31": "met",
        "2009-01-01/2009-12-31": "unknown",
        "../2009-06-15": "met",
    }
    columns = {
        "unit": list(range(len(verdicts))),
        "assessed_on": [june] * len(verdicts),
        "application_on": [june] * len(verdicts),
        "last_assisted_departure_on": list(verdicts),
    }
    made = frames.table(columns) if library == "pyarrow" else frames.DataFrame(columns)
    rows = rows_of(libcase.evaluate(catalogue["HRT"], made))
    assert [row["five_years"] for row in rows] == list(verdicts.values())


@pytest.mark.parametrize(
    ("changes", "code", "told"),
    [
        ({"role": ["boss"] * 5}, "unknown_code", "role"),
        ({"nationality": ["ZZZ"] * 5}, "unknown_country", "nationality"),
        ({"permission": ["yes"] * 5}, "invalid_columns", "permission"),
        ({"colour": ["red"] * 5}, "invalid_columns", "colour"),
        ({"unit": [1, 2, 1, 3, 3]}, "invalid_columns", "unit"),
        ({"unit": None}, "invalid_columns", "unit"),
        ({"assessed_on": None}, "invalid_columns", "assessed_on"),
    ],
)
def test_columns_that_are_no_facts_are_refused(
    catalogue: libcase.Catalogue, changes: dict[str, Any], code: str, told: str
) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    columns = {name: v for name, v in (COLUMNS | changes).items() if v is not None}
    with pytest.raises(libcase.InvalidValue) as caught:
        libcase.evaluate(catalogue["HRT"], pyarrow.table(columns))
    assert caught.value.code == code
    assert told in str(caught.value)


def test_a_comparison_says_who_wins(
    catalogue: libcase.Catalogue, caseload: libcase.Register, tmp_path: Path
) -> None:
    frozen = catalogue.frozen_at(date(2011, 6, 1))
    comparison = libcase.compare(
        caseload, frozen, catalogue, period="2012-03", programmes=["HRT", "IN-KIND"]
    )
    total, *groups = comparison.rows
    assert (total.by, total.label, total.cases) == ("total", "total", 11)
    for row in comparison.rows:
        counts = (row.winners, row.losers, row.unchanged, row.not_comparable)
        assert sum(counts) == row.cases
        for costs in (row.a, row.b):
            assert costs.partly_undetermined <= costs.eligible
    for side in (total.a, total.b):
        assert side.eligible + side.undetermined + side.not_eligible == total.cases
        assert side.known_cents == side.cash_cents + side.in_kind_cents
    for by in ("composition", "nationality"):
        assert sum(row.cases for row in groups if row.by == by) == total.cases
        assert sum(row.a.known_cents for row in groups if row.by == by) == total.a.known_cents
    definition = comparison.definition
    assert definition.by is libcase.CohortBy.departure
    assert definition.period == libcase.Period("2012-03")
    assert definition.programmes_a == definition.programmes_b == ["HRT", "IN-KIND"]
    assert definition.recording > 0
    assert definition.library_version == importlib.metadata.version("libcase")
    assert definition.rules_a.frozen_on == date(2011, 6, 1)
    assert (definition.rules_b.frozen_on, definition.rules_b.own) == (None, [])
    assert definition.options == libcase.RuleOptions()
    assert definition.as_known_at is None
    assert not definition.keeps_recorded_choice
    assert comparison.to_text().endswith(str(definition))
    told = json.loads(comparison.to_json(tmp_path / "c.json"))
    assert {"definition", "rows"} <= told.keys()
    assert len(told["rows"]) == len(comparison.rows)
    assert json.loads((tmp_path / "c.json").read_text("utf-8")) == told
    rows = list(csv.DictReader(io.StringIO(comparison.to_csv(tmp_path / "c.csv"))))
    assert len(rows) == len(comparison.rows)
    assert (tmp_path / "c.csv").read_bytes().decode() == comparison.to_csv()
    beside = json.loads((tmp_path / "c.definition.json").read_text("utf-8"))
    assert beside == told["definition"]
    assert beside["rules_a"]["frozen_on"] == "2011-06-01"
    assert "total" in comparison.to_text()
    assert repr(comparison) == comparison.to_text()
    html = comparison._repr_html_()
    assert html.count("<tr") == len(comparison.rows) + 1
    assert "<dt>rules a</dt><dd>those of 2011-06-01" in html
    assert html in comparison.to_html(tmp_path / "c.html")
    frame = comparison.to_pandas()
    assert list(frame["label"]) == [row.label for row in comparison.rows]
    assert frame["a_cash_cents"][0] == total.a.cash_cents
    assert set(frame.columns) == set(rows[0])
    with pytest.raises(libcase.InvalidValue) as unread:
        libcase.compare(caseload, frozen, catalogue, period="2012", options=read("hrt-child", "1"))
    assert unread.value.code == "unknown_reading"
    with pytest.raises(libcase.NotFound) as caught:
        libcase.compare(caseload, frozen, catalogue, period="2012", programmes="NONE")
    assert caught.value.code == "no_such_programme"


def test_a_comparison_may_be_of_other_programmes_a_side(
    catalogue: libcase.Catalogue, caseload: libcase.Register
) -> None:
    def compared(**programmes: Any) -> libcase.Comparison:
        return libcase.compare(caseload, catalogue, catalogue, period="2012-03", **programmes)

    hrt = compared(programmes="HRT").rows[0]
    in_kind = compared(programmes="IN-KIND").rows[0]
    sides = compared(programmes_a="HRT", programmes_b=["IN-KIND"])
    assert (sides.definition.programmes_a, sides.definition.programmes_b) == (["HRT"], ["IN-KIND"])
    assert sides.rows[0].a.known_cents == hrt.a.known_cents
    assert sides.rows[0].b.known_cents == in_kind.b.known_cents
    assert compared(programmes="HRT", programmes_b="IN-KIND").rows[0].b.known_cents == (
        in_kind.b.known_cents
    )
    assert "programmes b  IN-KIND" in str(sides.definition)


def test_rule_files_are_checked(tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    file.write_text(json.dumps(a_programme() | {"kode": 1}), encoding="utf-8")
    (finding,) = libcase.check_programmes(tmp_path)
    assert finding.severity is libcase.RuleFileSeverity.error
    assert (finding.file, finding.path) == (str(file), "$.kode")
    assert (finding.line, finding.column) == (None, None)
    assert finding.sentence.endswith("found 'kode', did you mean 'code'?")
    assert str(finding) == f"{file}: $.kode: {finding.sentence}"
    document = a_programme()
    document["versions"][0]["excludes"] = [
        {"programme": "HRT", "source": "x", "certainty": "stated"}
    ]
    file.write_text(json.dumps(document), encoding="utf-8")
    assert libcase.check_programmes(file) == []
    warnings = libcase.check_programmes(file, libcase.Catalogue())
    assert {warning.severity for warning in warnings} == {libcase.RuleFileSeverity.warning}
    assert any(warning.path == "$.versions[0].excludes[0].programme" for warning in warnings)
    with pytest.raises(libcase.StorageError):
        libcase.check_programmes(tmp_path / "none")
    with pytest.raises(TypeError):
        libcase.check_programmes(file, "HRT")  # type: ignore[arg-type]


def test_work_on_rules_leaves_other_threads_alone(catalogue: libcase.Catalogue) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    count = 300_000
    columns = pyarrow.table(
        {
            "unit": range(count),
            "assessed_on": pyarrow.array([MARCH_2012] * count, pyarrow.date32()),
            "adult": [True] * count,
        }
    )
    hrt = catalogue["HRT"]
    is_done = threading.Event()
    beats = 0

    def work() -> None:
        for _ in range(3):
            libcase.evaluate(hrt, columns, threads=1)
        is_done.set()

    worker = threading.Thread(target=work)
    worker.start()
    while not is_done.is_set():
        beats += 1
        time.sleep(0.001)
    worker.join()
    assert beats > 10


def test_an_award_is_paid_from_budget_lines_by_form(
    catalogue: libcase.Catalogue, reg: libcase.Register
) -> None:
    march = date(2011, 3, 15)
    case = a_family(reg, on=march)
    assessment = reg.assess(case, catalogue["HRT"], march)
    total = assessment.entitlement.total
    budget = reg.record(
        libcase.BudgetLine(
            code="6-2011",
            from_=date(2011, 1, 1),
            until=date(2012, 1, 1),
            amount=total,
            source="invented",
        )
    )
    with pytest.raises(libcase.InvalidValue):
        reg.record_award(assessment, march, budget_lines={"gold": budget})
    reg.record_award(assessment, march, budget_lines={"cash": budget})
    (account,) = reg.budget_accounts()
    assert (account.committed, account.free.cents) == (total, 0)
    with pytest.raises(libcase.Refused) as refused:
        reg.record_award(assessment, march)
    assert refused.value.code == "awarded_again"

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from builders import a_departure
from families import a_case, a_family, a_programme, a_register, join
from libcase.cli import app
from typer.testing import CliRunner

import libcase

ROOT = Path(__file__).parents[2]
WIDE = os.environ | {"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"}
COMMANDS = [
    ("programmes",),
    ("programmes", "show"),
    ("programmes", "check"),
    ("assess",),
    ("what-if",),
]


def run(*arguments: str | Path, expect: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "libcase", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=WIDE)
    assert done.returncode == expect, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


def told(*arguments: str | Path) -> Any:
    return json.loads(run(*arguments, "--format", "json").stdout)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rules") / "cases.db"
    with a_register(path) as reg:
        a_family(reg, "FAMILY/7", on=date(2012, 3, 1))
        case = a_family(reg, "LEFT-1", on=date(2011, 9, 1))
        members = reg.file(case).members_on(date(2011, 9, 1))
        reg.record_all(
            [a_departure(case, member.person_id, on=date(2011, 10, 3)) for member in members]
        )
        little_known = a_case(reg, "LITTLE-1")
        join(reg, little_known, "principal", libcase.BirthDate("1970"))
    return path


@pytest.fixture
def own_rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "own.json").write_text(json.dumps(a_programme()), encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_and_the_exit_codes(command: tuple[str, ...]) -> None:
    shown = run(*command, "--help").stdout
    assert f"libcase {' '.join(command)} " in shown.partition("Example")[2]
    assert "Exit codes" in shown
    for option in {
        "programmes": ["--programmes", "--format"],
        "check": ["--format"],
        "show": ["--on", "--programmes", "--format"],
        "assess": [
            *(
                "--programme",
                "--on",
                "--allowed-combinations",
                "--programmes",
                "--reading",
                "--stated-only",
            ),
            *("--as-known-at", "--told-to", "--language", "--format"),
        ],
        "what-if": [
            *("--rules-a", "--rules-b", "--period", "--by", "--mode", "--programme"),
            *(
                "--programmes",
                "--programmes-b",
                "--programme-a",
                "--programme-b",
                "--keeps-recorded-choice",
            ),
            *("--reading", "--stated-only", "--as-known-at", "--format"),
        ],
    }[command[-1]]:
        assert option in shown


def test_the_command_alone_lists_these_too() -> None:
    shown = run("--help").stdout
    assert all(command[0] in shown for command in COMMANDS)


def test_programmes_are_listed() -> None:
    versions = told("programmes")
    assert {"HRT", "REAN", "AVR-FC"} <= {version["code"] for version in versions}
    for version in versions:
        assert {"code", "name", "from", "until"} <= version.keys()
        assert version["name"].keys() == {"en", "nl"}
    text = run("programmes").stdout
    (line,) = [line for line in text.splitlines() if line.startswith("HRT") and "2012-17" in line]
    assert "2012-01-01" in line
    assert "2017-07-01" in line


def test_a_programme_is_shown_as_it_was_on_a_day() -> None:
    version = told("programmes", "show", "HRT", "--on", "2012-06-01")
    assert version["version"] == "2012-17"
    (adult,) = [amount for amount in version["amounts"] if amount["benefit"] == "adult"]
    assert {"amount", "who", "source", "certainty"} <= adult.keys()
    assert adult["amount"] == "1750.00"
    assert version["criteria"]
    text = run("programmes", "show", "HRT", "--on", "2011-06-01").stdout
    assert "€1,750.00" in text
    assert "inferred" in text
    assert "Criteria" in text


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("show", "HRT", "--on", "2020-01-01"), 2, "in force"),
        (("show", "NONE", "--on", "2012-01-01"), 2, "HRT"),
        (
            ("show", "HRT", "--on", "yesterday"),
            2,
            "--on yesterday: expected a date such as 2011-06-01",
        ),
        (("show", "HRT", "--on", "1399-12-31"), 2, "--on 1399-12-31: expected a date such as"),
        (("show", "HRT", "--on", "20110601"), 2, "2011-06-01"),
        (("show", "HRT", "--on", "2011-W01-1"), 2, "2011-06-01"),
        (("show", "HRT", "--on", "2011-02-30"), 2, "2011-06-01"),
        (("show", "HRT"), 2, "--on"),
        (("--programmes", "no/such/folder"), 3, "no/such/folder"),
    ],
)
def test_what_cannot_be_shown_gets_its_sentence(
    arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    done = run("programmes", *arguments, expect=code)
    assert sentence in done.stderr
    assert done.stdout == ""


def test_what_awards_use_of_a_plan_is_told_with_the_rules(tmp_path: Path) -> None:
    cases = tmp_path / "cases.db"
    on = date(2007, 3, 1)
    with a_register(cases) as reg:
        case = a_family(reg, "FAMILY/8", on=on)
        award = reg.record(libcase.Award(case_id=case, on=on))
        for member in reg.file(case).members_on(on):
            reg.record(
                libcase.AwardLine(
                    award_id=award,
                    person_id=member.person_id,
                    programme="HRT",
                    support="cash",
                    amount=libcase.Money("1750.00", "EUR"),
                )
            )
        persons = len(reg.file(case).members_on(on))
    asked = ("programmes", "show", "HRT", "--on", "2007-01-01")
    text = run(*asked, "--used-in", cases).stdout
    assert "- plan: persons until the end of 2007: 3,820" in text
    assert f"awarded {persons} persons, left {3820 - persons:,}" in text
    assert "Used and left" not in run(*asked).stdout
    (use,) = told(*asked, "--used-in", cases)["volume_use"]
    assert (use["kind"], use["count"], use["persons"]) == ("plan", 3820, persons)
    assert use["persons_left"] == 3820 - persons
    assert use["awarded"] == f"{1750 * persons}.00"
    assert "volume_use" not in told(*asked)
    missing = run(*asked, "--used-in", tmp_path / "none.db", expect=3)
    assert "none.db" in missing.stderr
    assert missing.stdout == ""


def test_what_awards_use_of_money_is_told_in_money(tmp_path: Path) -> None:
    cases = tmp_path / "cases.db"
    on = date(2020, 6, 2)
    with a_register(cases) as reg:
        case = a_family(reg, "FAMILY/9", on=on)
        reg.record(libcase.Application(case_id=case, programme="HARBOUR-ALL", on=on))
        reg.record(
            libcase.AwardLine(
                award_id=reg.record(libcase.Award(case_id=case, on=on)),
                person_id=reg.file(case).members_on(on)[0].person_id,
                programme="HARBOUR-ALL",
                support="cash",
                amount=libcase.Money("1200.00", "EUR"),
            )
        )
    shown = run(
        *("programmes", "show", "HARBOUR-ALL", "--on", "2020-06-02", "--used-in", cases),
        *("--programmes", ROOT / "libcase" / "doc" / "every-key.json"),
    ).stdout
    assert (
        "subsidy ceiling: subsidies of the city in 2020: awarded €1,200.00, left €88,800.00"
        in shown
    )


def test_a_file_with_every_key_is_shown_as_it_was_before() -> None:
    file = ROOT / "libcase" / "doc" / "every-key.json"
    shown = run("programmes", "show", "HARBOUR-ALL", "--on", "2020-06-02", "--programmes", file)
    assert shown.stdout == (ROOT / "tests" / "data" / "every-key.txt").read_text("utf-8")
    for code, movement in (("TRQN", "temporary return"), ("BLUE-BIRDS", "labour migration")):
        assert movement in run("programmes", "show", code, "--on", "2010-09-01").stdout


def test_all_that_a_rule_file_tells_is_shown(tmp_path: Path) -> None:
    sourced = {"source": "Our rules", "certainty": "stated"}
    programme = a_programme(
        funder="The fund",
        goals=[{"en": "fifty in two years", "nl": "vijftig in twee jaar", **sourced}],
    )
    (version,) = programme["versions"]
    version.pop("until", None)
    version["is_open"] = False
    version["attested_until"] = {"date": "2013-05-04", **sourced}
    version["criteria"][0]["attested_from"] = "2012-02-03"
    version["caps"] = [
        {"of": "package", "support": "cash", "amount": {"euro": "999.00", **sourced}}
    ]
    version["volumes"] = [
        {
            "kind": "subsidy_ceiling",
            "text": {"en": "budget of 2012", "nl": "budget van 2012"},
            "amount": {"euro": "70000.00", **sourced},
        },
        {
            "kind": "plan",
            "text": {"en": "returnees", "nl": "terugkeerders"},
            "count": 1200,
            "source": sourced,
        },
    ]
    version["benefits"] = [
        {
            "name": "adult",
            "text": {"en": "for an adult", "nl": "voor een volwassene"},
            "support": "in_kind",
            "who": "adult",
            "amount": {"euro": "1800.00", **sourced},
            "cash_at_most": {"euro": "300.00", **sourced},
            "spending": [{"place": "country_of_origin", "at_least": "1/2", **sourced}],
            "periods": [{"after": "application_on", "weeks": 16, **sourced}],
            "instalments": [
                {"share": "1/2", "when": {"en": "at once", "nl": "meteen"}, **sourced},
                {"share": "1/2", "when": {"en": "a year later", "nl": "na een jaar"}, **sourced},
            ],
            **sourced,
        }
    ]
    (tmp_path / "own.json").write_text(json.dumps(programme), encoding="utf-8")
    asked = ("programmes", "show", "OWN-1", "--programmes", tmp_path, "--on")
    text = run(*asked, "2012-06-01").stdout
    for told_in_text in (
        "in force on 2012-06-01: yes",
        "(last seen 2013-05-04)",
        "The fund",
        "fifty in two years",
        "asked from 2012-02-03 on",
        "at most €999.00 in cash together with",
        "budget of 2012: €70,000.00",
        "returnees: 1,200",
        "€1,800.00, in kind, at most €300.00 of it in cash",
        "spent: at least 1/2 in the country of origin",
        "lasts: ",
        "16 weeks",
        "paid: 1/2 at once",
    ):
        assert told_in_text in text, text
    later = run(*asked, "2015-06-01").stdout
    assert "in force on 2015-06-01: not known, last seen 2013-05-04" in later.splitlines()


def test_a_name_is_in_both_languages_in_every_json(register: Path) -> None:
    asked = ("--programme", "HRT", "--on", "2012-03-01")
    for found in (
        told("programmes")[0],
        told("programmes", "show", "HRT", "--on", "2012-03-01"),
        told("assess", register, "FAMILY/7", *asked),
        told("assess", register, "FAMILY/7", "--allowed-combinations", "--on", "2012-03-01")[0][
            "assessments"
        ][0],
    ):
        assert found["name"].keys() == {"en", "nl"}


def test_a_pipe_is_no_folder_of_rules(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    done = run("programmes", "--programmes", pipe, expect=3)
    assert str(pipe) in done.stderr


def test_a_closed_output_gets_a_sentence(register: Path) -> None:
    for arguments in ("programmes", f"info '{register}'"):
        done = subprocess.run(
            ["bash", "-c", f"'{sys.executable}' -P -m libcase {arguments} >&-"],
            capture_output=True,
            text=True,
            check=False,
            env=WIDE,
        )
        assert done.returncode == 3
        assert done.stderr == ("libcase: there is nowhere to write: standard output is closed\n")


def test_whether_a_file_can_be_read_is_for_the_library_to_say(
    register: Path, own_rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would end with 2 else, for usage. The tests may run as root, who can read every file."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    for arguments in (
        ["programmes", "--programmes", str(own_rules)],
        ["info", str(register)],
        ["what-if", str(register), "--period", "2011", "--programmes-b", str(own_rules)],
    ):
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 0, done.output


def test_own_files_are_added(own_rules: Path, register: Path) -> None:
    assert "OWN-1" in {v["code"] for v in told("programmes", "--programmes", own_rules)}
    for order in (
        ("programmes", "show", "OWN-1", "--on", "2012-01-01", "--programmes", own_rules),
        ("programmes", "--programmes", own_rules, "show", "OWN-1", "--on", "2012-01-01"),
    ):
        assert "A scheme of our own" in run(*order).stdout
    before = ("programmes", "--format", "json", "--programmes", own_rules)
    assert json.loads(run(*before, "show", "OWN-1", "--on", "2012-01-01").stdout)["code"] == "OWN-1"
    asked = ("--programme", "OWN-1", "--on", "2012-03-01", "--programmes", own_rules)
    assert told("assess", register, "FAMILY/7", *asked)["entitlement"]["total"] == "250.00"
    wrong = own_rules / "wrong.json"
    wrong.write_text("{}", encoding="utf-8")
    done = run("programmes", "--programmes", own_rules, expect=3)
    assert "wrong.json" in done.stderr


def test_a_case_is_assessed(register: Path) -> None:
    asked = ("assess", register, "FAMILY/7", "--programme", "HRT", "--on", "2012-03-01")
    found = told(*asked)
    assert found["outcome"] == "eligible"
    assert found["findings"][0]["verdict"] == "met"
    assert found["entitlement"]["total"] == "5260.00"
    assert len(found["entitlement"]["lines"]) == 4
    assert "indication" in run(*asked).stdout
    assert "indicatie" in run(*asked, "--language", "nl").stdout
    page = run(*asked, "--language", "nl", "--format", "html").stdout
    assert page.startswith("<!DOCTYPE html>")
    assert 'lang="nl"' in page


@pytest.mark.parametrize(
    ("reference", "on", "outcome"),
    [
        ("FAMILY/7", "2012-03-01", "eligible"),
        ("LITTLE-1", "2012-03-01", "undetermined"),
        ("FAMILY/7", "1999-03-01", "not_eligible"),
    ],
)
def test_the_exit_code_says_nothing_of_the_outcome(
    register: Path, reference: str, on: str, outcome: str
) -> None:
    asked = ("assess", register, reference, "--programme", "HRT", "--on", on)
    assert told(*asked)["outcome"] == outcome


def test_options_of_the_rules_reach_them(register: Path) -> None:
    asked = ("assess", register, "LEFT-1", "--programme", "AVR-FC", "--on", "2011-09-01")
    assert told(*asked)["entitlement"]["total"] == "13260.00"
    narrow = told(*asked, "--reading", "in-kind-child-2012=A", "--reading", "hrt-child-2008-11=875")
    assert narrow["entitlement"]["total"] == "10250.00"
    stated = told(*asked, "--stated-only")["entitlement"]
    assert stated["unknown_lines"] > 0
    with libcase.open(register, read_only=True) as reg:
        case = reg.find_case("LEFT-1")
        assert case is not None
        (permission,) = reg.file(case).all(libcase.Permission)
        learned = reg.recording_header(permission.recording).at.date()
    assert told(*asked, "--as-known-at", str(learned))["outcome"] == "eligible"
    early = told(*asked, "--as-known-at", str(learned - timedelta(days=1)))
    assert early["outcome"] == "undetermined"
    for reading, code in [("in-kind-child-2012=Z", 2), ("in-kind-child-2012", 2), ("=A", 2)]:
        run(*asked, "--reading", reading, expect=code)
    unpaired = run(*asked, "--reading", "in-kind", expect=2).stderr
    assert unpaired == "libcase: --reading in-kind: expected DISPUTE=NAME\n"
    done = run(*asked, "--reading", "hrt-child-2008=875", expect=2)
    assert "hrt-child-2008-11" in done.stderr


def test_an_assessment_is_told_to_one_member(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with a_register(path) as reg:
        case = a_case(reg, "COUPLE-1")
        for role, reference in (("principal", "ANNA-1"), ("partner", "OMAR-1")):
            person = reg.add_person(
                libcase.Person(born=libcase.BirthDate("1980"), nationality="IRQ"), reference
            )
            reg.record(
                libcase.UnitMember(
                    case_id=case, person_id=person, role=role, from_=date(2011, 1, 1)
                )
            )
        reg.add_person(libcase.Person(), "STRANGER-1")
    asked = ("assess", path, "COUPLE-1", "--programme", "HRT", "--on", "2012-03-01")
    assert len(told(*asked)["persons"]) == 2
    hers = told(*asked, "--told-to", "ANNA-1")
    assert len(hers["persons"]) == 1
    assert {line["person_id"] for line in hers["entitlement"]["lines"]} == {
        hers["persons"][0]["person_id"]
    }
    both = ("--told-to", "ANNA-1", "--told-to", "OMAR-1")
    assert told(*asked, *both) == told(*asked)
    for stranger in ("STRANGER-1", "NOBODY-1"):
        done = run(*asked, "--told-to", stranger, expect=2)
        assert "no member with that reference" in done.stderr
        assert stranger not in done.stderr
    run(
        *("assess", path, "COUPLE-1", "--on", "2012-03-01"),
        *("--allowed-combinations", "--told-to", "ANNA-1"),
        expect=2,
    )


def test_offers_are_laid_side_by_side(register: Path) -> None:
    asked = ("assess", register, "FAMILY/7", "--allowed-combinations", "--on", "2012-03-01")
    offers = told(*asked)
    assert any({"HRT", "IN-KIND"} <= {*offer["programmes"]} for offer in offers)
    text = run(*asked).stdout
    first = text.splitlines()[0]
    for offer in offers:
        assert " + ".join(offer["programmes"]) in first
    assert "indication" in text
    dutch = run(*asked, "--language", "nl").stdout
    assert "regelingen" in dutch
    assert "indicatie" in dutch
    page = run(*asked, "--format", "html").stdout
    assert page.startswith("<!DOCTYPE html>")
    assert "<pre>" in page


def test_an_offer_says_what_it_takes_to_be_so_and_who_may_be_left_out(
    own_rules: Path, tmp_path: Path
) -> None:
    programme = a_programme(
        decision={
            "en": "R&D <b>decides",
            "nl": "R&D <b>beslist",
            "source": "Our rules",
            "certainty": "stated",
        }
    )
    (version,) = programme["versions"]
    version["criteria"] += [
        {
            "name": "own_accord",
            "text": {"en": "who has left did so of their own accord"},
            "scope": "each",
            "among": {"not": {"fact": "departure_mode", "is": "not_left"}},
            "when": {"fact": "departure_mode", "is": "voluntary"},
            "provided": {
                "en": "they leave of their own accord",
                "nl": "zij zelfstandig vertrekken",
            },
            "source": "Our rules",
            "certainty": "stated",
        },
        {
            "name": "of_age",
            "text": {"en": "the person is of age"},
            "scope": "each",
            "when": "adult",
            "source": "Our rules",
            "certainty": "stated",
        },
    ]
    (own_rules / "own.json").write_text(json.dumps(programme), encoding="utf-8")
    path = tmp_path / "cases.db"
    with a_register(path) as reg:
        a_family(reg, "FAMILY/7", on=date(2012, 3, 1))
    asked = (
        *("assess", path, "FAMILY/7", "--allowed-combinations", "--on", "2012-03-01"),
        *("--programmes", own_rules),
    )
    text = run(*asked).stdout
    assert "they leave of their own accord" in text
    assert "OWN-1, child 1: not eligible; OWN-1, child 2: not eligible" in text
    assert text.count("This is an indication.") == 1
    page = run(*asked, "--format", "html").stdout
    assert "size: A4" in page
    assert "R&amp;D &lt;b&gt;decides" in page
    assert "<b>" not in page


def test_html_escapes_what_a_rule_file_says(own_rules: Path, register: Path) -> None:
    evil = "<script>alert(1)</script>"
    programme = a_programme(name={"en": evil, "nl": evil})
    programme["versions"][0]["criteria"][0]["text"] = {"en": evil, "nl": evil}
    (own_rules / "own.json").write_text(json.dumps(programme), encoding="utf-8")
    for asked in (("--programme", "OWN-1"), ("--allowed-combinations",)):
        page = run(
            *("assess", register, "FAMILY/7", *asked, "--on", "2012-03-01"),
            *("--programmes", own_rules, "--format", "html"),
        ).stdout
        assert "&lt;script&gt;" in page
        assert "<script" not in page


def test_an_unknown_case_is_not_repeated(register: Path) -> None:
    done = run(
        *("assess", register, "Jansen-1980", "--programme", "HRT", "--on", "2012-03-01"), expect=2
    )
    assert "Jansen" not in done.stdout + done.stderr
    assert "no case with that reference" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("FAMILY/7", "--on", "2012-03-01"), 2),
        (("FAMILY/7", "--on", "2012-03-01", "--allowed-combinations", "--programme", "HRT"), 2),
        (("FAMILY/7", "--programme", "HRT"), 2),
        (("FAMILY/7", "--programme", "HRT", "--on", "2012-13-01"), 2),
        (("FAMILY/7", "--programme", "NONE", "--on", "2012-03-01"), 2),
        (("FAMILY/7", "--programme", "HRT", "--on", "2012-03-01", "--language", "fr"), 2),
        (("FAMILY/7", "--programme", "HRT", "--on", "2012-03-01", "--as-known-at", "x"), 2),
    ],
)
def test_a_wrong_question_is_a_matter_of_usage(
    register: Path, arguments: tuple[str, ...], code: int
) -> None:
    run("assess", register, *arguments, expect=code)


def test_a_file_that_is_no_register_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.db").write_text("nothing", encoding="utf-8")
    question = ("--programme", "HRT", "--on", "2012-03-01")
    run("assess", tmp_path / "no.db", "A", *question, expect=3)
    run("assess", tmp_path / "none.db", "A", *question, expect=3)
    cohort = ("--rules-b", "2012-01-01", "--period", "2011")
    run("what-if", tmp_path / "no.db", *cohort, expect=3)
    assert not (tmp_path / "none.db").exists()


def test_what_if_compares_the_rules_of_two_days(register: Path) -> None:
    asked = ("what-if", register, "--rules-a", "2011-06-01", "--rules-b", "2012-01-01")
    narrowed = (*asked, "--period", "2011", "--programme", "HRT,IN-KIND", "--by", "departure")
    found = told(*narrowed)
    assert {"definition", "rows"} <= found.keys()
    text = run(*narrowed).stdout
    assert "total" in text
    applied = told(*asked, "--period", "2012-03", "--by", "application", "--programme", "HRT")
    assert applied["rows"] != found["rows"]
    as_it_was = ("what-if", register, "--rules-b", "2012-01-01", "--period", "2011")
    assert told(*as_it_was, "--stated-only", "--as-known-at", "2012-01-01")["rows"]
    told(*as_it_was, "--reading", "in-kind-child-2012=A")
    run(*as_it_was, "--reading", "foo=875", expect=2)
    of_forced = told(*as_it_was, "--mode", "forced,refused_entry")
    assert of_forced["definition"]["modes"] == ["forced", "refused_entry"]
    assert of_forced["rows"][0]["cases"] == 0 < found["rows"][0]["cases"]
    assert "--mode forced" in run(*as_it_was, "--mode", "forced,none", expect=2).stderr
    run(*as_it_was, "--mode", "forced", "--by", "application", expect=2)
    kept = told(*as_it_was, "--keeps-recorded-choice")["definition"]
    assert kept["keeps_recorded_choice"] is True
    assert kept["rules_a"] == {"frozen_on": None, "own": []}
    assert kept["rules_b"]["frozen_on"] == "2012-01-01"


def test_rule_files_are_checked(own_rules: Path, tmp_path: Path) -> None:
    assert run("programmes", "check", own_rules).stdout == "0 errors, 0 warnings\n"
    document = a_programme()
    document["versions"][0]["combines_with"] = [
        {"programme": "HRTT", "source": "x", "certainty": "stated"}
    ]
    (own_rules / "own.json").write_text(json.dumps(document), encoding="utf-8")
    doubtful = run("programmes", "check", own_rules).stdout
    assert doubtful.startswith(f"warning: {own_rules / 'own.json'}: $.versions[0].combines_with[0]")
    assert doubtful.endswith("found 'HRTT', did you mean 'HRT'?\n0 errors, 1 warning\n")
    others = tmp_path / "others"
    others.mkdir()
    (others / "other.json").write_text(json.dumps(a_programme() | {"code": "HRTT"}), "utf-8")
    known = run("programmes", "--programmes", others, "check", own_rules).stdout
    assert known == "0 errors, 0 warnings\n"
    (own_rules / "broken.json").write_text('{\n  "code" "A"\n}', encoding="utf-8")
    wrong = run("programmes", "check", own_rules, expect=3).stdout.splitlines()
    assert wrong[0] == (
        f"error: {own_rules / 'broken.json'}: line 2, column 10: expected JSON, found: syntax error"
    )
    assert wrong[-1] == "1 error, 1 warning"
    done = run("programmes", "check", own_rules, "--format", "json", expect=3)
    assert [(found["severity"], found["line"]) for found in json.loads(done.stdout)] == [
        ("error", 2),
        ("warning", None),
    ]
    run("programmes", "check", tmp_path / "none", expect=3)
    run("programmes", "check", expect=2)


def test_rule_files_may_be_in_a_folder_whose_name_is_no_utf8(
    register: Path, tmp_path: Path
) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/na\xefve"))
    folder.mkdir()
    (folder / "own.json").write_text(json.dumps(a_programme()), encoding="utf-8")
    assert run("programmes", "check", folder).stdout == "0 errors, 0 warnings\n"
    assert "OWN-1" in run("programmes", "--programmes", folder).stdout
    asked = ("what-if", register, "--period", "2011", "--programmes-b", folder)
    assert r"na\xefve" in run(*asked).stdout
    (own,) = told(*asked)["definition"]["rules_b"]["own"]
    assert own["file"].endswith(r"na\xefve/own.json")
    (folder / "broken.json").write_text("{", encoding="utf-8")
    assert r"na\xefve" in run("programmes", "check", folder, expect=3).stdout


def test_what_if_compares_own_rules_with_those_shipped(register: Path, own_rules: Path) -> None:
    asked = ("what-if", register, "--period", "2011", "--programmes-b", own_rules)
    found = told(*asked, "--programme", "OWN-1")
    assert found["rows"][0]["a"]["not_eligible"] == 1
    assert found["rows"][0]["b"]["eligible"] == 1
    assert found["definition"]["rules_a"]["own"] == []
    assert found["definition"]["rules_b"] == {
        "frozen_on": None,
        "own": [{"code": "OWN-1", "file": str(own_rules / "own.json")}],
    }
    assert "own.json" in run(*asked).stdout


def test_what_if_compares_other_programmes_a_side(register: Path, own_rules: Path) -> None:
    asked = ("what-if", register, "--period", "2011", "--programmes", own_rules)
    found = told(*asked, "--programme-a", "HRT", "--programme-b", "OWN-1")
    assert found["definition"]["programmes_a"] == ["HRT"]
    assert found["definition"]["programmes_b"] == ["OWN-1"]
    assert found["rows"][0]["b"]["eligible"] == 1
    alone = told(*asked, "--programme", "OWN-1", "--rules-b", "2012-01-01")
    assert found["rows"][0]["b"]["cash_cents"] == alone["rows"][0]["a"]["cash_cents"]
    only_b = ("what-if", register, "--period", "2011", "--programmes-b", own_rules)
    told(*only_b, "--programme-b", "OWN-1")
    assert "OWN-1" in run(*only_b, "--programme-a", "OWN-1", expect=2).stderr


def test_what_if_tells_of_programmes_without_rules_that_day(register: Path) -> None:
    asked = ("what-if", register, "--period", "2011", "--rules-b", "2012-06-01")
    done = run(*asked, "--programme", "HRT,SDT")
    assert done.stderr == "libcase: no rules on 2012-06-01, the day of --rules-b: SDT\n"
    assert "total" in done.stdout
    alone = run(*asked, "--programme-a", "HRT", "--programme-b", "SDT", expect=2).stderr
    assert "found 'SDT'" in alone
    assert run(*asked, "--programme", "HRT").stderr == ""
    assert run(*asked).stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("--period", "2011"),
        ("--period", "2011", "--programme", "HRT"),
        ("--period", "2011", "--programme-a", "HRT", "--programme-b", "HRT"),
        ("--period", "2011", "--programme-a", "HRT", "--programme-b", "NONE"),
        ("--rules-b", "soon", "--period", "2011"),
        ("--rules-b", "20120101", "--period", "2011"),
        ("--rules-b", "2012-01-01"),
        ("--rules-b", "2012-01-01", "--period", "last year"),
        ("--rules-b", "2012-01-01", "--period", "2011", "--programme", "NONE"),
        ("--rules-b", "2012-01-01", "--period", "2011", "--by", "birth"),
    ],
)
def test_a_wrong_comparison_is_a_matter_of_usage(
    register: Path, arguments: tuple[str, ...]
) -> None:
    run("what-if", register, *arguments, expect=2)

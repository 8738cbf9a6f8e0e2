"""`hamroh mechanism check`: what the mechanism leaves open, for a person and for a machine."""

import json
import shutil
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from hamroh.conf.cli import main
from hamroh.mechanism.editions.pack import Finding, Severity, check_pack, read_pack, write_pack
from tests.mechanism.invented import invented

PACKS = Path(__file__).parents[2] / "mechanisms"
SHIPPED = PACKS / "tajikistan"
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    return check_pack(SHIPPED, TODAY)[1]


def test_the_vacant_seat_is_told_at_its_role(findings: list[Finding]) -> None:
    vacant = [finding for finding in findings if finding.field == "roles.national-coordinator"]
    assert [(finding.file, finding.severity) for finding in vacant] == [("roles.yaml", Severity.WARNING)]
    line = (SHIPPED / "roles.yaml").read_text(encoding="utf-8").split("\n")[vacant[0].line - 1]
    assert "national-coordinator" in line


def test_every_assumed_limit_is_a_notice_on_its_own_line(findings: list[Finding]) -> None:
    pack = read_pack(SHIPPED)[0]
    notices = [finding for finding in findings if finding.severity is Severity.NOTICE]
    assert len(notices) == len([limit for _, limit in pack.limits if limit.basis == "assumed"])
    assert len({(finding.file, finding.line) for finding in notices}) == len(notices)


def test_a_check_succeeds_with_findings_and_fails_on_them_when_strict(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mechanism", "check", str(SHIPPED)]) == 0
    assert "roles.national-coordinator" in capsys.readouterr().out
    assert main(["mechanism", "check", str(SHIPPED), "--strict"]) == 1


def test_a_machine_reads_the_same_findings(findings: list[Finding], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mechanism", "check", str(SHIPPED), "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert len(read["findings"]) == len(findings)
    assert set(read["findings"][0]) == {"severity", "file", "line", "field", "sentence", "remedy"}


def test_an_error_fails_the_check_and_is_told_to_the_machine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = Path(shutil.copytree(SHIPPED, tmp_path / "pack"))
    text = (copy / "stages.yaml").read_text(encoding="utf-8")
    (copy / "stages.yaml").write_text(text.replace("clock: feedback, time: 7d", "clock: feedback, time: soon"))
    assert main(["mechanism", "check", str(copy), "--json"]) == 1
    read = json.loads(capsys.readouterr().out)
    assert [finding["field"] for finding in read["findings"] if finding["severity"] == "error"] == [
        "stages.referral.limits.feedback.time"
    ]


@pytest.mark.parametrize(
    ("until", "today", "says"),
    [
        ("2028-12-31", date(2026, 11, 24), ""),
        ("2028-12-31", date(2027, 1, 2), "ends next year"),
        ("2028-12-31", date(2028, 6, 1), "ends this year"),
        ("2028-12-31", date(2029, 1, 1), "ended on 2028-12-31"),
    ],
)
def test_a_list_of_holidays_that_runs_out_is_told_in_time(until: str, today: date, says: str) -> None:
    told = [finding for finding in check_pack(SHIPPED, today)[1] if finding.field == "mechanism.calendar.valid_until"]
    assert [says in finding.sentence for finding in told] == ([True] if says else [])
    assert all(finding.severity is Severity.WARNING and finding.line for finding in told)


def test_a_limit_that_the_law_shortens_is_told_with_the_clause(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(SHIPPED, tmp_path / "pack"))
    text = (copy / "documents.yaml").read_text(encoding="utf-8")
    law = "        basis: sourced_national\n        source: [T01]\n"
    (copy / "documents.yaml").write_text(text.replace(law, f"        limits: [{{clock: answer, time: 48h}}]\n{law}", 1))
    told = [finding for finding in check_pack(copy, TODAY)[1] if "The law sets a stricter time" in finding.sentence]
    assert [finding.field for finding in told] == ["stages.referral.limits.answer.routine"]
    assert "law-1096/art-30" in told[0].sentence


def test_a_nation_of_five_hundred_members_is_read_and_checked_from_its_files(tmp_path: Path) -> None:
    write_pack(invented(organisations=500, steps=200, territories=50, stages=12), tmp_path / "large")
    began = perf_counter()
    pack, findings = check_pack(tmp_path / "large", TODAY)
    took = perf_counter() - began
    assert (len(pack.organisations), len(pack.steps), len(pack.territories)) == (500, 200, 50)
    assert findings
    assert took < 2, f"{took:.2f} s"

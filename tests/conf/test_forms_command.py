"""`hamroh forms check` says by cell what a workbook holds that is not supported; `convert` writes the same form anew."""

import json
from pathlib import Path

import pytest

from hamroh.conf.cli import main
from hamroh.foundation.forms.definition.files import workbook_from_markdown, workbook_from_xlsx, xlsx_of
from hamroh.foundation.reference.standards import htcds_xlsform

FORM = "## survey\n| type | name | label |\n|---|---|---|\n| text | work | Work |\n"
WRONG = "## survey\n| type | name | label |\n|---|---|---|\n| text | work | Work |\n| geopoint | where | Where |\n"


def file(folder: Path, text: str, name: str = "trial.md") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_what_is_not_supported_is_said_by_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "check", str(file(tmp_path, WRONG))]) == 1
    said = capsys.readouterr().out
    assert "survey!A3: error: The type geopoint records a place on the map." in said
    assert "1 error" in said


def test_a_machine_is_told_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "check", "--json", str(file(tmp_path, WRONG))]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["counts"]["error"] == 1
    assert [f["cell"] for f in told["findings"] if f["severity"] == "error"] == ["survey!A3"]


def test_the_published_form_of_the_case_data_standard_is_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "htcds.xlsx").write_bytes(htcds_xlsform())
    assert main(["forms", "check", str(tmp_path / "htcds.xlsx")]) == 0
    assert "survey!C1: notice: The column has no language; English (en) is assumed." in capsys.readouterr().out


def test_a_form_goes_to_excel_and_back(tmp_path: Path) -> None:
    source, excel, again = file(tmp_path, FORM), tmp_path / "trial.xlsx", tmp_path / "again.md"
    assert main(["forms", "convert", str(source), "--to", "xlsx", "--output", str(excel)]) == 0
    assert main(["forms", "convert", str(excel), "--to", "md", "--output", str(again)]) == 0
    workbook = workbook_from_markdown(FORM)[0]
    assert workbook_from_xlsx(excel.read_bytes())[0] == workbook
    assert workbook_from_markdown(again.read_text(encoding="utf-8"))[0] == workbook


def test_a_form_becomes_what_phones_take(tmp_path: Path) -> None:
    xform = tmp_path / "trial.xml"
    assert main(["forms", "convert", str(file(tmp_path, FORM)), "--to", "xform", "--output", str(xform)]) == 0
    assert 'id="trial"' in xform.read_text(encoding="utf-8")


def test_a_wrong_form_is_not_converted_for_phones_and_no_file_is_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = file(tmp_path, "mine", "there.xml")
    assert main(["forms", "convert", str(file(tmp_path, WRONG)), "--to", "xform", "--output", str(tmp_path / "x")]) == 1
    assert not (tmp_path / "x").exists() and "survey!A3" in capsys.readouterr().out
    assert main(["forms", "convert", str(file(tmp_path, FORM)), "--to", "md", "--output", str(there)]) == 1
    assert there.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"x", "neither an Excel workbook"),
        ("a.md", b"\xff\xfe", "is not written in UTF-8"),
        ("a.xlsx", b"x", "is no Excel workbook"),
    ],
)
def test_a_file_that_is_no_workbook_gets_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert main(["forms", "check", str(tmp_path / name)]) == 1
    told = capsys.readouterr()
    assert words in told.out + told.err


def test_a_file_that_is_not_there_gets_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "check", str(tmp_path / "none.md")]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_a_workbook_of_excel_keeps_its_cells(tmp_path: Path) -> None:
    book = xlsx_of({"survey": [{"type": "text", "name": "a", "label": "=1+1"}]})
    (tmp_path / "a.xlsx").write_bytes(book)
    assert main(["forms", "check", str(tmp_path / "a.xlsx")]) == 1

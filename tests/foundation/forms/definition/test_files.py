"""A workbook goes into a file and comes back as it was; a file that could harm is not opened."""

import zipfile
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamroh.foundation.forms.definition import Workbook, limits
from hamroh.foundation.forms.definition.files import (
    clean,
    markdown_of,
    workbook_from_markdown,
    workbook_from_xlsx,
    xlsx_of,
)
from hamroh.foundation.forms.definition.read import read_workbook

FORM: Workbook = {
    "survey": [{"type": "text", "name": "a", "label": "What\nhappened | where?"}, {}, {"type": "note", "name": "b"}],
    "settings": [{"form_title": "A form"}],
}


def excel(*rows: list[Any], sheet: str = "survey") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def the_error(content: bytes) -> tuple[str, str]:
    _, findings = workbook_from_xlsx(content)
    (finding,) = [f for f in findings if f.is_error]
    return finding.cell, finding.sentence()


_texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n|\\<br>"), max_size=12)
_marks = st.text(st.sampled_from("\\|<br>\n a"), max_size=10)
_cells = st.one_of(_texts, _marks)
_rows = st.lists(st.dictionaries(_cells, _cells, max_size=4), max_size=4)
_books = st.dictionaries(st.one_of(st.sampled_from(["survey", "Choices", "settings"]), _texts), _rows, max_size=4)


@settings(max_examples=2_000, deadline=None)
@given(_books)
def test_markdown_gives_back_exactly_what_went_into_it(book: Workbook) -> None:
    written = markdown_of(book)
    again, findings = workbook_from_markdown(written)
    assert not findings
    assert again == clean(book)
    assert markdown_of(again) == written


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["survey", "choices", "settings", "towns"]),
        st.lists(st.dictionaries(st.sampled_from(["type", "name", "label::tg", "x"]), _cells, max_size=4), max_size=4),
    )
)
def test_excel_gives_back_exactly_what_went_into_it(book: Workbook) -> None:
    again, findings = workbook_from_xlsx(xlsx_of(book)) if clean(book) else ({}, [])
    assert not findings
    assert again == clean(book)


@settings(max_examples=2_000, deadline=None)
@given(st.text(st.sampled_from("#|-\\ \nabsurvey<r>:"), max_size=60))
def test_reading_markdown_never_breaks(text: str) -> None:
    book, _ = workbook_from_markdown(text)
    read_workbook(book, "trial")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 4_000))
def test_reading_a_damaged_file_never_breaks(noise: bytes, place: int) -> None:
    good = _GOOD
    book, findings = workbook_from_xlsx(good[:place] + noise + good[place + len(noise) :])
    assert book or findings
    assert workbook_from_xlsx(noise)[1]


_GOOD = xlsx_of(FORM)


def test_headings_and_sheets_are_found_however_they_are_written() -> None:
    book, findings = workbook_from_xlsx(excel(["type", "name"], ["text", " a\xa0"], sheet="Survey"))
    assert book == {"survey": [{"type": "text", "name": "a"}]} and not findings


def test_numbers_dates_and_yes_and_no_become_the_text_that_a_form_needs() -> None:
    from datetime import date

    book, _ = workbook_from_xlsx(excel(["a", "b", "c", "d"], [18.0, 1.5, True, date(2026, 3, 21)]))
    assert book["survey"] == [{"a": "18", "b": "1.5", "c": "TRUE", "d": "2026-03-21"}]


def test_a_cell_keeps_its_place_behind_an_empty_row_and_column() -> None:
    book, _ = workbook_from_xlsx(excel(["type", None, "name", "label"], [None], ["tekst", None, "a", "A"]))
    _, findings = read_workbook(book, "trial")
    assert [f.cell for f in findings if f.is_error] == ["survey!A3"]
    book, _ = workbook_from_xlsx(excel(["type", None, "name", "label"], [None], ["text", None, "1", "A"]))
    assert read_workbook(book, "trial")[1][-1].cell == "survey!C3"


def test_a_formula_is_refused_with_its_cell() -> None:
    assert the_error(excel(["type", "name"], ["text", "=A1&B1"])) == (
        "survey!B2",
        "The cell holds a formula. Replace it by its value.",
    )


def test_a_value_without_a_heading_is_refused_with_its_cell() -> None:
    assert the_error(excel(["type", "name"], ["text", "a", "lost"]))[0] == "survey!C2"


def test_merged_cells_are_said() -> None:
    book = openpyxl.Workbook()
    book.active.title = "survey"
    book.active.append(["type", "name"])
    book.active.merge_cells("A2:A3")
    _, findings = workbook_from_xlsx(saved(book))
    assert [(f.cell, str(f.severity)) for f in findings] == [("survey!A2:A3", "notice")]


def test_two_sheets_of_one_name_are_refused() -> None:
    book = openpyxl.Workbook()
    book.active.title = "survey"
    book.create_sheet("settings")
    book.create_sheet("Choices")
    book.create_sheet("choices ")
    assert "Two sheets are named choices" in the_error(saved(book))[1]


def _with_part(name: str, content: bytes) -> bytes:
    output = BytesIO(excel(["type", "name"], ["text", "a"]))
    with zipfile.ZipFile(output, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return output.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Excel workbook"),
        (b"PK\x03\x04 and then nothing", "is no Excel workbook"),
        (b"type,name\n", "is no Excel workbook"),
        (b"", "is no Excel workbook"),
        (b"PK\x03\x04" + b"0" * limits.FILE_BYTES, "larger than 5 MB"),
        (_with_part("xl/vbaProject.bin", b"Sub"), "macros"),
        (_with_part("xl/worksheets/bomb.xml", b"0" * 70_000_000), "unpacks to far too much"),
        (_with_part("xl/evil.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "macros or unpacks"),
    ],
)
def test_a_file_that_could_harm_is_not_opened(content: bytes, words: str) -> None:
    cell, sentence = the_error(content)
    assert cell == "" and words in sentence


@pytest.mark.parametrize(
    ("text", "cell", "words"),
    [
        ("| type |\n| --- |\n", "", "before the first heading"),
        ("## survey\n| a |\n| --- |\n| b |\n\n| c |\n", "survey", "two tables"),
        ("## survey\n| a |\n| --- |\n| b | c |\n", "survey!B2", "no heading"),
        ("## survey\n| a |\n| b |\n\n## Survey\n| a |\n", "survey", "Two sheets are named survey"),
    ],
)
def test_a_table_that_is_not_clear_is_said(text: str, cell: str, words: str) -> None:
    _, (finding,) = workbook_from_markdown(text)
    assert finding.cell == cell and words in finding.sentence()


def test_words_between_the_tables_are_for_readers() -> None:
    text = "# Safety plan\n\nWritten with the person.\n\n## survey\n\nFirst.\n\n| type | name |\n|------|------|\n| text | a |\n"
    assert workbook_from_markdown(text) == ({"survey": [{"type": "text", "name": "a"}]}, [])

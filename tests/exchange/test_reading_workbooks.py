"""What only a workbook can hold: real dates and numbers, formulas, sheets, and ways to harm who opens it."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.formula import ArrayFormula

from hamroh.exchange.htcds.reading import Limits

from .test_reading import one_fault, preview, workbook

HEAD = ["cas_Status", "prs_Birthdate", "con_Consent", "prs_NumberOfChildren", "prs_MobilePhone", "prs_IdentityNumber"]
GOOD = ["Active", datetime(1990, 5, 31), True, 2, 992001234567, 12345]


def test_dates_yes_no_and_numbers_of_a_spreadsheet_are_taken_as_they_are() -> None:
    row = preview(workbook(HEAD, GOOD)).rows[0]
    assert row.identity["prs_Birthdate"] == date(1990, 5, 31)
    assert row.case["con_Consent"] is True
    assert row.profile["prs_NumberOfChildren"] == 2
    assert (row.identity["prs_MobilePhone"], row.identity["prs_IdentityNumber"]) == ("992001234567", "12345")


@pytest.mark.parametrize(
    ("at", "cell", "kind"),
    [
        (1, 33000, "not_a_date"),
        (1, time(12, 0), "not_a_date"),
        (2, 2, "not_a_checkbox"),
        (3, 2.5, "not_a_number"),
        (3, True, "not_a_number"),
        (5, 1234567890123456, "not_text"),
        (5, datetime(2024, 3, 5), "not_text"),
        (5, "=A1", "formula"),
        (5, ArrayFormula("F2", "=A1:A2"), "formula"),
        (0, datetime(2024, 3, 5), "unknown_code"),
    ],
)
def test_a_cell_of_the_wrong_nature_is_refused(at: int, cell: object, kind: str) -> None:
    fault = one_fault(workbook(HEAD, [cell if n == at else value for n, value in enumerate(GOOD)]))
    assert (fault.kind, fault.cell) == (kind, f"{'ABCDEF'[at]}2")


def test_rows_keep_their_numbers_across_empty_ones() -> None:
    file = workbook(HEAD, [None], GOOD, [None], [None], ["Closed", *GOOD[1:]])
    assert [r.row for r in preview(file).rows] == [3, 6]


def test_other_sheets_are_not_read_and_said_not_to_be() -> None:
    book = openpyxl.load_workbook(workbook(HEAD, GOOD))
    book.create_sheet("notes")
    file = io.BytesIO()
    book.save(file)
    result = preview(file)
    assert ([f.kind for f in result.faults], len(result.rows), result.refused) == (["other_sheets"], 1, False)


def repacked(file: io.BytesIO, change: Callable[[str, bytes], bytes], **added: bytes) -> io.BytesIO:
    """The same workbook with its parts changed, and parts added (`__` in a name stands for a slash)."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in added.items():
            new.writestr(name.replace("__", "/"), content)
    return out


def in_sheet(change: Callable[[bytes], bytes]) -> Callable[[str, bytes], bytes]:
    return lambda name, content: change(content) if name == "xl/worksheets/sheet1.xml" else content


def untouched(_name: str, content: bytes) -> bytes:
    return content


def test_a_sheet_that_understates_its_size_is_read_whole() -> None:
    file = repacked(
        workbook(HEAD, GOOD, ["Closed", *GOOD[1:]]),
        in_sheet(lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:A2"', xml)),
    )
    assert [r.case["cas_Status"] for r in preview(file).rows] == ["Active", "Closed"]


def test_a_sheet_that_claims_a_row_beyond_the_last_ends_there() -> None:
    file = repacked(
        workbook(HEAD, GOOD, ["Closed", *GOOD[1:]]),
        in_sheet(lambda xml: re.sub(rb'<row r="3"', b'<row r="1048577"', xml)),
    )
    assert [r.row for r in preview(file).rows] == [2]


def test_a_workbook_that_unpacks_to_far_more_than_it_holds_is_not_unpacked() -> None:
    bomb = repacked(workbook(HEAD, GOOD), untouched, xl__media__zeros=bytes(30 * 1024 * 1024))
    assert len(bomb.getvalue()) < 100_000
    assert one_fault(bomb).kind == "unsafe"


def test_a_workbook_over_the_unpacked_limit_is_refused() -> None:
    assert one_fault(workbook(HEAD, GOOD), Limits(unpacked=1_000)).kind == "unsafe"


def as_excel_saves(*lines: list[object]) -> io.BytesIO:
    """With its texts in a list of shared strings, as Excel does; the other workbooks here hold them in their cells."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for at, line in enumerate(lines):
            sheet.write_row(at, 0, line)
    return file


def test_shared_strings_are_read_up_to_their_limit() -> None:
    file = as_excel_saves(["cas_Status", "prs_FirstName"], ["Active", "Ғайрат"])
    assert preview(file).rows[0].identity["prs_FirstName"] == "Ғайрат"
    assert one_fault(file, Limits(shared_strings=10)).kind == "unsafe"


def test_shared_strings_under_another_name_keep_to_the_limit_too() -> None:
    listed = b'<?xml version="1.0"?><x:sst count="1">' + b"a" * 100
    file = repacked(workbook(HEAD, GOOD), untouched, **{"xl__worksheets__sheet9.xml": listed})
    assert one_fault(file, Limits(shared_strings=50)).kind == "unsafe"
    assert preview(file).faults == []


def test_a_workbook_with_macros_is_refused() -> None:
    assert one_fault(repacked(workbook(HEAD, GOOD), untouched, **{"xl__vbaProject.bin": b"x"})).kind == "unsafe"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_xml_that_defines_entities_is_refused_in_every_encoding(encoding: str) -> None:
    doctype = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    file = repacked(workbook(HEAD, GOOD), in_sheet(lambda xml: (doctype + xml.decode()).encode(encoding)))
    assert one_fault(file).kind == "unsafe"


def test_a_damaged_sheet_is_refused_with_the_row_until_which_it_was_read() -> None:
    file = repacked(workbook(HEAD, GOOD, GOOD), in_sheet(lambda xml: xml[: xml.rindex(b"<row")] + b"<row><c"))
    result = preview(file)
    assert result.refused
    assert (result.faults[-1].kind, "row 2" in result.faults[-1].sentence) == ("broken", True)


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("letter.txt", "hello")
    assert one_fault(file).kind == "not_a_table"

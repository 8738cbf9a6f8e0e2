"""From the bytes of an Excel file to a workbook. What cannot be taken is said with its cell; nothing is calculated."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from hamroh.foundation.forms.definition import Workbook, limits
from hamroh.foundation.forms.definition.files.clean import clean, clean_text, sheet_name
from hamroh.foundation.forms.definition.finding import Findings, FormFinding
from hamroh.foundation.forms.definition.sheets import Sheet, column_letters
from hamroh.kernel.spreadsheets import OLD_EXCEL, OPEN_XML, Danger, danger_in
from hamroh.kernel.words import N_

_NO_WORKBOOK = N_("The file is no Excel workbook (.xlsx). Save the form as .xlsx, and choose that file.")
_MERGED = re.compile(rb'<(?:\w{1,20}:)?mergeCell\s[^<>]{0,80}?ref="([A-Z0-9:]{1,40})"')


def workbook_from_xlsx(content: bytes) -> tuple[Workbook, list[FormFinding]]:
    """The sheets as rows, and what was found. An empty workbook when the file cannot be opened: an error says why."""
    found = Findings()
    if reason := _refusal(content):
        found.error("", reason, limit=limits.FILE_BYTES // 1024 // 1024)
        return {}, found
    # openpyxl raises whatever its parsers raise on a damaged part: the reason is always the file.
    try:
        book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        try:
            return clean(_sheets(book, content, found)), found
        finally:
            book.close()
    except Exception:
        found.error("", N_("The workbook is damaged. Open it in Excel, save it again, and choose that file."))
        return {}, found


def _refusal(content: bytes) -> str:
    if len(content) > limits.FILE_BYTES:
        return N_("The file is larger than %(limit)s MB. A form needs far less: remove pictures and other sheets.")
    if content.startswith(OLD_EXCEL):
        return N_("The file is an old Excel workbook (.xls), or has a password. Save it as .xlsx without a password.")
    if not content.startswith(OPEN_XML):
        return _NO_WORKBOOK
    danger = danger_in(BytesIO(content), unpacked=limits.UNPACKED_BYTES, shared_strings=limits.UNPACKED_BYTES // 2)
    if danger is Danger.UNSAFE:
        return N_("The workbook holds macros or unpacks to far too much. Copy its cells into a new workbook.")
    return _NO_WORKBOOK if danger else ""


def _sheets(book: Any, content: bytes, found: Findings) -> Workbook:
    workbook: Workbook = {}
    if len(book.worksheets) > limits.SHEETS:
        found.error("", N_("The workbook has more than %(limit)s sheets."), limit=limits.SHEETS)
        return {}
    for sheet in book.worksheets:
        name = sheet_name(sheet.title)
        if name in workbook:
            found.error(name, N_("Two sheets are named %(sheet)s. Rename one."), sheet=name)
            continue
        # The written dimension of a sheet may be too small, and rows would be left out without a word.
        sheet.reset_dimensions()
        workbook[name] = _rows(name, sheet.iter_rows(), found)
        for merged in _merged(sheet, content):
            found.notice(
                f"{name}!{merged}",
                N_("These cells are merged: only the first of them counts. Unmerge them and fill in each."),
            )
    return workbook


def _merged(sheet: Any, content: bytes) -> Iterator[str]:
    """openpyxl leaves merged cells out when it reads row by row."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        yield from (ref.decode() for ref in _MERGED.findall(archive.read(sheet._worksheet_path.lstrip("/"))))


def _rows(sheet: str, rows: Iterator[Any], found: Findings) -> Sheet:
    read = Sheet()
    for number, cells in enumerate(rows, 1):
        if number > limits.ROWS:
            found.error(f"{sheet}!A{number}", N_("The sheet has more than %(limit)s rows."), limit=limits.ROWS)
            break
        if number == 1:
            read.headings = _headings(sheet, cells, found)
        else:
            read.append(_row(sheet, number, cells, read.headings, found))
    return read


def _headings(sheet: str, cells: Any, found: Findings) -> tuple[str, ...]:
    headings = [clean_text(_text(f"{sheet}!{column_letters(i)}1", cell, found)) for i, cell in enumerate(cells)]
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > limits.COLUMNS:
        found.error(sheet, N_("The sheet has more than %(limit)s columns."), limit=limits.COLUMNS)
    return tuple(headings[: limits.COLUMNS])


def _row(sheet: str, number: int, cells: Any, headings: tuple[str, ...], found: Findings) -> dict[str, str]:
    row: dict[str, str] = {}
    for index, cell in enumerate(cells):
        if cell.value is None:
            continue
        place = f"{sheet}!{column_letters(index)}{number}"
        text = clean_text(_text(place, cell, found))
        if not text:
            continue
        if index < len(headings) and headings[index]:
            row.setdefault(headings[index], text)
        else:
            found.error(
                place, N_("The column has no heading. Write one in its first row, or empty the column.")
            )  # fmt: skip
    return row


def _text(place: str, cell: Any, found: Findings) -> str:
    """The cell as XLSForm reads it. A formula is refused: what it shows would change with the file."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f" or not isinstance(value, str | bool | int | float | datetime | date | time | timedelta):
        found.error(place, N_("The cell holds a formula. Replace it by its value."))
        return ""
    if cell.data_type == "e":
        found.error(place, N_("The cell shows an error of Excel. Write its value."))
        return ""
    return _written(value)


def _written(value: Any) -> str:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(timespec="seconds")
        case date() | time():
            return value.isoformat()
    return str(value)

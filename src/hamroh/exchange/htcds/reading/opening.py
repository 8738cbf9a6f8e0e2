"""From the bytes of a file to rows of raw cells, one at a time. What a file is, its bytes say, never its name."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, TypeAlias

from openpyxl import load_workbook

from hamroh.exchange.htcds.reading.preview import CannotRead, Fault, Limits
from hamroh.exchange.htcds.terms import FaultKind
from hamroh.kernel.spreadsheets import OLD_EXCEL, OPEN_XML, Danger, danger_in

RawRow: TypeAlias = Sequence[Any]

_CHUNK = 1024 * 1024
_EXCEL_ROWS = 1_048_576


def sheet_names(file: BinaryIO, limits: Limits) -> list[str]:
    """The sheets of a workbook, in their order; one without a name for a CSV table. Raises `CannotRead`."""
    if not _is_workbook(file, limits):
        return [""]
    _refuse_unsafe(file, limits)
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, keep_links=False)
        names = [sheet.title for sheet in book.worksheets]
        book.close()
    except Exception as error:
        raise CannotRead(FaultKind.NOT_A_TABLE) from error
    return names


def open_rows(file: BinaryIO, limits: Limits, *, sheet: int | None = None) -> Iterator[RawRow | Fault]:
    """Every row of the table, blank ones too, so that counting gives the row number. Faults on the way ask, not block.

    `sheet` is the number of a sheet somebody chose; else it is the first, and that there are more is told. Raises
    `CannotRead` when the file cannot be read, or not any further.
    """
    return _workbook_rows(file, limits, sheet) if _is_workbook(file, limits) else _csv_rows(file, limits)


def _is_workbook(file: BinaryIO, limits: Limits) -> bool:
    if file.seek(0, io.SEEK_END) > limits.file:
        raise CannotRead(FaultKind.TOO_LARGE, limit=limits.file // _CHUNK)
    file.seek(0)
    head = file.read(8)
    if head.startswith(OLD_EXCEL):
        raise CannotRead(FaultKind.OLD_EXCEL)
    return head.startswith(OPEN_XML)


def _csv_rows(file: BinaryIO, limits: Limits) -> Iterator[RawRow | Fault]:
    encoding = _encoding(file)
    if encoding == "cp1251":
        yield Fault(FaultKind.READ_AS_CP1251)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        first = text.readline(_CHUNK)
        text.seek(0)
        yield from _records(text, ";" if first.count(";") > first.count(",") else ",")
    finally:
        text.detach()


def _records(text: io.TextIOWrapper, delimiter: str) -> Iterator[RawRow]:
    row = 0
    try:
        for record in csv.reader(text, delimiter=delimiter, strict=True):
            row += 1
            yield record
    except csv.Error as error:
        raise CannotRead(FaultKind.QUOTES, row + 1) from error


def _encoding(file: BinaryIO) -> str:
    """UTF-8 if the whole file is, else Windows-1251 if it can be; a guess beyond these two would spoil names."""
    file.seek(0)
    if (start := file.read(_CHUNK)).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise CannotRead(FaultKind.UTF16)
    if b"\x00" in start:
        raise CannotRead(FaultKind.NOT_A_TABLE)
    for encoding in ("utf-8-sig", "cp1251"):
        if _decodes(file, encoding):
            return encoding
    raise CannotRead(FaultKind.UNKNOWN_LETTERS)


def _decodes(file: BinaryIO, encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _workbook_rows(file: BinaryIO, limits: Limits, chosen: int | None) -> Iterator[RawRow | Fault]:
    _refuse_unsafe(file, limits)
    file.seek(0)
    row = 0
    # openpyxl raises whatever its parsers raise on a damaged part: the reason is always the file.
    try:
        book = load_workbook(file, read_only=True, keep_links=False)
        sheet = book.worksheets[chosen or 0]
    except Exception as error:
        raise CannotRead(FaultKind.NOT_A_TABLE) from error
    if chosen is None and (more := len(book.worksheets) - 1):
        yield Fault(FaultKind.OTHER_SHEETS, params={"count": more})
    # The written dimension of a sheet may be too small, and rows would be left out without a word.
    sheet.reset_dimensions()
    rows = iter(sheet.iter_rows(values_only=True))
    try:
        while row < _EXCEL_ROWS:
            try:
                cells = next(rows)
            except StopIteration:
                return
            except Exception as error:
                raise CannotRead(FaultKind.BROKEN, row) from error
            row += 1
            yield cells
    finally:
        book.close()


def _refuse_unsafe(file: BinaryIO, limits: Limits) -> None:
    match danger_in(file, unpacked=limits.unpacked, shared_strings=limits.shared_strings):
        case Danger.NOT_A_WORKBOOK:
            raise CannotRead(FaultKind.NOT_A_TABLE)
        case Danger.UNSAFE:
            raise CannotRead(FaultKind.UNSAFE)

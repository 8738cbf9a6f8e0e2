"""Headings to columns, rows to cases: one pass over the file, in memory no more than what is asked to be kept."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from hamroh.exchange.htcds import terms
from hamroh.exchange.htcds.reading.cells import Reader, Wrong, closest, plain, reader_for
from hamroh.exchange.htcds.reading.opening import RawRow, open_rows
from hamroh.exchange.htcds.reading.preview import CannotRead, CaseRow, Fault, Limits, Preview, Value
from hamroh.exchange.htcds.terms import FaultKind, Group
from hamroh.foundation.reference.standards import htcds_codes, htcds_fields

_DEFAULT = Limits()


@dataclass(frozen=True, slots=True)
class _Column:
    index: int
    letters: str
    name: str
    group: Group
    read: Reader


@dataclass(slots=True)
class _Table:
    """The columns of this file, and what has been seen in it so far."""

    columns: list[_Column]
    width: int
    status: _Column | None
    seen: dict[bytes, int] = field(default_factory=dict)


def read(file: BinaryIO, *, today: date, limits: Limits = _DEFAULT) -> Preview:
    """The whole file: rows that may be imported, and every fault with its cell and remedy."""
    preview = Preview()
    faulty: set[int] = set()
    for item in stream(file, today=today, limits=limits):
        if isinstance(item, CaseRow):
            preview.rows.append(item)
            continue
        if item.blocks and item.row > 1:
            faulty.add(item.row)
        preview.keep(item, limits)
    preview.faulty_rows = len(faulty)
    return preview


def stream(file: BinaryIO, *, today: date, limits: Limits = _DEFAULT) -> Iterator[CaseRow | Fault]:
    """Rows and faults as they are met. A fault of the whole file may come last: act only after the end.

    `file` is seekable and stays open. `today` bounds dates and ages.
    """
    try:
        yield from _read_table(open_rows(file, limits), today, limits)
    except CannotRead as stop:
        yield stop.fault


def _read_table(raw: Iterator[RawRow | Fault], today: date, limits: Limits) -> Iterator[CaseRow | Fault]:
    table: _Table | None = None
    number = taken = 0
    for item in raw:
        if isinstance(item, Fault):
            yield item
            continue
        number += 1
        if table is None:
            table, faults = _read_headings(item, today, limits)
            yield from faults
        elif not all(cell is None or cell == "" for cell in item):
            taken += 1
            if taken > limits.rows:
                raise CannotRead(FaultKind.TOO_MANY_ROWS, limit=limits.rows)
            yield from _read_row(table, number, item, today)
    if table is None:
        raise CannotRead(FaultKind.EMPTY)


def _read_headings(cells: RawRow, today: date, limits: Limits) -> tuple[_Table, list[Fault]]:
    headings = ["" if c is None else str(c).strip().removeprefix("\ufeff") for c in cells]
    while headings and not headings[-1]:
        headings.pop()
    if not headings:
        raise CannotRead(FaultKind.EMPTY)
    if len(headings) > limits.columns:
        raise CannotRead(FaultKind.TOO_MANY_COLUMNS, limit=limits.columns)
    columns: dict[str, _Column] = {}
    faults = []
    for index, heading in enumerate(headings):
        letters = column_letters(index)
        if heading in columns:
            faults.append(Fault(FaultKind.COLUMN_TWICE, 1, heading, f"{letters}1"))
        elif heading in htcds_fields():
            reader = reader_for(htcds_fields()[heading], today, limits)
            columns[heading] = _Column(index, letters, heading, terms.group_of(heading), reader)
        else:
            faults.append(_unknown_heading(heading, f"{letters}1"))
    if terms.STATUS not in columns:
        faults.append(Fault(FaultKind.STATUS_COLUMN_MISSING, 1, terms.STATUS, params={"codes": _statuses()}))
    return _Table(list(columns.values()), len(headings), columns.get(terms.STATUS)), faults


def _unknown_heading(heading: str, cell: str) -> Fault:
    """The XLSForm toolkit writes prs_First_Name for prs_FirstName: said, not assumed. A heading that is no field name
    may be a person's data (a file without headings), and is not repeated."""
    fields = {_squeezed(name): name for name in htcds_fields()}
    near = closest(_squeezed(heading), tuple(fields)) if re.fullmatch(r"[A-Za-z]{3}_\w{1,60}", heading) else None
    if near is None:
        return Fault(FaultKind.UNKNOWN_COLUMN, 1, "", cell)
    return Fault(FaultKind.COLUMN_CLOSE, 1, "", cell, {"value": heading, "closest": fields[near]})


def _squeezed(name: str) -> str:
    return name.replace("_", "").casefold()


def _read_row(table: _Table, number: int, cells: RawRow, today: date) -> Iterator[CaseRow | Fault]:
    groups: dict[Group, dict[str, Value]] = {group: {} for group in Group}
    faults = []
    filled = False
    for column in table.columns:
        try:
            raw = plain(cells[column.index]) if column.index < len(cells) else None
            if raw is None:
                continue
            filled = True
            value = column.read(raw)
            if value is not None:
                groups[column.group][column.name] = value
        except Wrong as wrong:
            filled = True
            faults.append(Fault(wrong.kind, number, column.name, f"{column.letters}{number}", wrong.params))
    if any(c is not None and str(c).strip() for c in cells[table.width :]):
        faults.append(Fault(FaultKind.BEYOND_HEADER, number))
    elif not filled:
        return
    faults += _across_cells(table, number, groups, {f.column for f in faults}, today)
    if not faults:
        faults += _seen_before(table, number, groups)
    yield from faults
    if not any(f.blocks for f in faults):
        yield CaseRow(number, *(groups[group] for group in Group))


def _across_cells(
    table: _Table, number: int, groups: dict[Group, dict[str, Value]], faulty: set[str], today: date
) -> Iterator[Fault]:
    if table.status and terms.STATUS not in groups[Group.CASE] and terms.STATUS not in faulty:
        cell = f"{table.status.letters}{number}"
        yield Fault(FaultKind.STATUS_MISSING, number, terms.STATUS, cell, {"codes": _statuses()})
    born, age = groups[Group.IDENTITY].get(terms.BIRTHDATE), groups[Group.FACTS].get(terms.AGE_WHEN_TRAFFICKED)
    if isinstance(born, date) and isinstance(age, int) and age > _age(born, today):
        letters = next(c.letters for c in table.columns if c.name == terms.AGE_WHEN_TRAFFICKED)
        yield Fault(FaultKind.AGE_CONTRADICTS, number, terms.AGE_WHEN_TRAFFICKED, f"{letters}{number}")


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _seen_before(table: _Table, number: int, groups: dict[Group, dict[str, Value]]) -> Iterator[Fault]:
    """The same row twice is a slip when it names somebody; without identity it may be two persons, so it only asks."""
    content: list[Any] = [sorted(values.items()) for values in groups.values()]
    digest = hashlib.blake2b(repr(content).encode(), digest_size=16).digest()
    if first := table.seen.get(digest):
        kind = FaultKind.DUPLICATE if groups[Group.IDENTITY] else FaultKind.SAME_FACTS
        yield Fault(kind, number, params={"first": first})
    else:
        table.seen[digest] = number


def _statuses() -> str:
    return ", ".join(c.code for c in htcds_codes(terms.STATUS))


def column_letters(index: int) -> str:
    """A for the first column, AA for the twenty-seventh, as spreadsheets name them."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

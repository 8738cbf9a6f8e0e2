"""Rows of a register as cases to bring over, and every fault with its cell, before anything is written."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hamroh.casework.identification.actions.import_cases import Incoming
from hamroh.casework.people.rules import CHILD_UNTIL, Names, age_on
from hamroh.casework.people.terms import ADULT
from hamroh.exchange.htcds.reading.rows import column_letters
from hamroh.exchange.registers import cells
from hamroh.exchange.registers.cells import Wrong
from hamroh.exchange.registers.headings import folded
from hamroh.exchange.registers.terms import CODED, LEAVE_EMPTY, SEVERAL, Fault, FaultKind, Field

_APART = re.compile(r"[;,/\n]+|\s+(?:и|ва)\s+")
FAULTS = 500  # that are shown; all are counted


@dataclass(frozen=True)
class Choices:
    """What somebody said of a file: which sheet, which row has the headings, what each column is, what each word means."""

    sheet: int = 0
    heading: int = 1
    columns: Mapping[int, Field] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """A row without a fault. `cells`: all that stands in it, for its mark."""

    number: int
    cells: str = field(repr=False)
    incoming: Incoming = field(repr=False)


@dataclass
class Judged:
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    faulty_rows: int = 0
    more_faults: int = 0

    def keep(self, faults: Sequence[Fault]) -> None:
        self.faulty_rows += 1
        room = max(0, FAULTS - len(self.faults))
        self.faults += faults[:room]
        self.more_faults += len(faults[room:])


def words_of(rows: Sequence[Sequence[Any]], choices: Choices, which: Field) -> list[str]:
    """Every different word of a coded column, in the order of the file."""
    columns = [index for index, kind in choices.columns.items() if kind == which]
    found: dict[str, str] = {}
    for row in rows[choices.heading :]:
        for index in columns:
            for word in _words(row[index] if index < len(row) else None, which):
                found.setdefault(folded(word), word)
    return list(found.values())


def judge(rows: Sequence[Sequence[Any]], choices: Choices, *, today: date) -> Judged:
    """Every row below the headings; an empty one says nothing. Equal rows are a fault: one person would have two cases."""
    judged, seen = Judged(), dict[str, int]()
    for number, raw in enumerate(rows[choices.heading :], choices.heading + 1):
        if not raw:
            continue
        read = _Read(number)
        read.all(raw, choices, today)
        mark = _all_cells(raw)
        if mark in seen:
            read.faults.append(Fault(FaultKind.TWICE, number, params={"first": seen[mark]}))
        seen.setdefault(mark, number)
        if read.faults:
            judged.keep(read.faults)
        else:
            judged.rows.append(Row(number, mark, _incoming(read.values, today)))
    return judged


@dataclass
class _Read:
    """One row while it is read: values by field, the cell of each, and what is wrong."""

    number: int
    values: dict[Field, Any] = field(default_factory=dict)
    places: dict[Field, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def all(self, raw: Sequence[Any], choices: Choices, today: date) -> None:
        for index, kind in sorted(choices.columns.items()):
            cell = f"{column_letters(index)}{self.number}"
            try:
                value = cells.content(raw[index]) if index < len(raw) else None
                if value is not None:
                    self._take(kind, _read(kind, value, choices.values.get(kind, {}), today), cell)
            except Wrong as wrong:
                self.faults.append(Fault(wrong.kind, self.number, cell, wrong.params))
        self.faults += self._across()

    def _take(self, kind: Field, value: Any, cell: str) -> None:
        if kind == Field.NOTES and kind in self.values:
            value = f"{self.values[kind]}\n\n{value}"
        if value not in (None, "", []):
            self.values[kind] = value
            self.places[kind] = cell

    def _across(self) -> Iterator[Fault]:
        known = self.values
        opened, closed, born = known.get(Field.OPENED_ON), known.get(Field.CLOSED_ON), known.get(Field.BIRTH)
        if born and opened and (born > opened if isinstance(born, date) else born > opened.year):
            yield Fault(FaultKind.BIRTH_AFTER_OPENING, self.number, self.places[Field.BIRTH])
        if opened and closed and closed < opened:
            yield Fault(FaultKind.CLOSED_BEFORE_OPENED, self.number, self.places[Field.CLOSED_ON])
        if closed and known.get(Field.STATUS, "Closed") != "Closed":
            yield Fault(FaultKind.CLOSED_BUT_OPEN, self.number, self.places[Field.CLOSED_ON])
        named = (Field.REFERENCE, Field.NAME, Field.SURNAME, Field.GIVEN, Field.OPENED_ON)
        if not self.faults and not any(kind in known for kind in named):
            yield Fault(FaultKind.NOBODY, self.number)


def _read(kind: Field, value: Any, meanings: Mapping[str, str], today: date) -> Any:
    match kind:
        case Field.OPENED_ON | Field.CLOSED_ON:
            return cells.day(value, today)
        case Field.BIRTH:
            return cells.birth(value, today)
        case Field.PHONE:
            return cells.telephone(value)
        case Field.NOTES:
            return cells.text(value, cells.LONG)
        case kind if kind in CODED:
            codes = [_meaning(word, meanings) for word in _words(value, kind)]
            codes = list(dict.fromkeys(code for code in codes if code != LEAVE_EMPTY))
            return codes if kind in SEVERAL else (codes[0] if codes else "")
    return cells.text(value)


def _meaning(word: str, meanings: Mapping[str, str]) -> str:
    code = meanings.get(folded(word), "")
    if not code:
        raise Wrong(FaultKind.UNKNOWN_WORD)
    return code


def _words(cell: Any, kind: Field) -> list[str]:
    try:
        cell = cells.content(cell)
        written = "" if cell is None else cells.text(cell)
    except Wrong:
        return []
    parts = _APART.split(written) if kind in SEVERAL else [written]
    return [part.strip() for part in parts if part.strip()]


def _all_cells(raw: Sequence[Any]) -> str:
    """A row in one text, whatever its columns are taken for: the same row is known again under another reading."""
    plain = json.dumps([None if cell is None else str(cell).strip() for cell in raw], ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def _incoming(known: Mapping[Field, Any], today: date) -> Incoming:
    opened, closed = known.get(Field.OPENED_ON), known.get(Field.CLOSED_ON)
    born = known.get(Field.BIRTH)
    then = opened or today
    child = (
        age_on(then, born) < CHILD_UNTIL
        if isinstance(born, date)
        else born is not None and then.year - born < CHILD_UNTIL
    )
    facts: dict[str, Any] = {"source": "register"}
    if kinds := known.get(Field.EXPLOITATION):
        facts["vic_TypeOfExploitation"] = kinds
    if services := known.get(Field.SERVICES):
        facts["services"] = services
    texts = {str(kind): known[kind] for kind in (Field.REFERENCE, Field.NOTES) if kind in known}
    return Incoming(
        status=known.get(Field.STATUS) or ("Closed" if closed else "Active"),
        opened_on=opened,
        closed_on=closed,
        child=child,
        names=_names(known, born),
        profile=_profile(known, born, child),
        facts=facts,
        texts=texts,
    )


def _names(known: Mapping[Field, Any], born: date | int | None) -> Names:
    """A whole name in one column is surname, given name, father's name, as registers have it; else it stays as it is."""
    parts = str(known.get(Field.NAME, "")).split()
    apart = (
        dict(zip((Field.SURNAME, Field.GIVEN, Field.PATRONYMIC), parts, strict=False)) if len(parts) in (2, 3) else {}
    )
    said = {**apart, **known}
    return Names(
        given=str(said.get(Field.GIVEN, "")),
        patronymic=str(said.get(Field.PATRONYMIC, "")),
        surname=str(said.get(Field.SURNAME, "")),
        on_document="" if apart else " ".join(parts),
        birth_date=born if isinstance(born, date) else None,
        birth_year=born if isinstance(born, int) else None,
        phone=str(known.get(Field.PHONE, "")),
    )


def _profile(known: Mapping[Field, Any], born: date | int | None, child: bool) -> dict[str, Any]:
    profile = {
        "age_band": ("child" if child else ADULT) if born is not None else "",
        "sex": known.get(Field.SEX, ""),
        "citizenship": known.get(Field.CITIZENSHIP, []),
    }
    return profile if any(profile.values()) else {}

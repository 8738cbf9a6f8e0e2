"""What a raw cell of a register says: text, a day, a year, a telephone; or what is wrong with it."""

import re
from datetime import date, datetime
from typing import Any

from hamroh.casework.people.rules.folding import phone as last_digits
from hamroh.exchange.htcds.reading.cells import Wrong as Unfit
from hamroh.exchange.htcds.reading.cells import plain, text_reader
from hamroh.exchange.registers.terms import FaultKind

SHORT, LONG = 200, 32_767
OLDEST = date(1900, 1, 1)
_DAY = re.compile(r"(\d{1,2})\s*[./\-\s]\s*(\d{1,2})\s*[./\-\s]\s*(\d{4})\s*(?:г\.?|с\.?|года|сол)?\.?", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_WORDS = re.compile(r"(\d{1,2})[-\s]?(?:уми|юми|ум)?\s+([^\W\d_]+)\s+(?:соли\s+)?(\d{4})\s*(?:г\.?|года|сол)?\.?")
_YEAR = re.compile(r"(\d{4})\s*(?:г\.?\s*р\.?|г\.?|года|сол|соли)?\.?", re.IGNORECASE)
_MONTHS = (  # how each begins
    ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"),
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
)


class Wrong(Exception):
    """The cell does not hold what its column is said to hold."""

    def __init__(self, kind: FaultKind, **params: Any) -> None:
        self.kind, self.params = kind, params
        super().__init__(kind)


def content(cell: Any) -> Any:
    """The cell without space around it; None when empty. Refuses formulas and errors of the spreadsheet."""
    try:
        return plain(cell)
    except Unfit as unfit:
        raise Wrong(FaultKind(unfit.kind.value)) from None


def text(cell: Any, longest: int = SHORT) -> str:
    """What somebody wrote; a whole number as its figures, a day as it is written here."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    try:
        return str(text_reader(longest)(cell))
    except Unfit as unfit:
        raise Wrong(FaultKind(unfit.kind.value), **unfit.params) from None


def day(cell: Any, today: date) -> date:
    """A day of the calendar, as a spreadsheet keeps it or as it is written in Tajikistan; not after today."""
    found = _as_day(cell)
    if found > today:
        raise Wrong(FaultKind.DATE_AHEAD)
    if found < OLDEST:
        raise Wrong(FaultKind.DATE_TOO_OLD)
    return found


def birth(cell: Any, today: date) -> date | int:
    """A day, or where only that is known the year."""
    written = str(int(cell)) if isinstance(cell, int | float) and not isinstance(cell, bool) else str(cell)
    only_year = None if isinstance(cell, date) else _YEAR.fullmatch(written)
    if only_year is None:
        return day(cell, today)
    year = int(only_year[1])
    if year > today.year:
        raise Wrong(FaultKind.DATE_AHEAD)
    if year < OLDEST.year:
        raise Wrong(FaultKind.DATE_TOO_OLD)
    return year


def telephone(cell: Any) -> str:
    number = text(cell)
    if not last_digits(number):
        raise Wrong(FaultKind.NOT_A_PHONE)
    return number


def _as_day(cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    written = cell if isinstance(cell, str) else ""
    try:
        if found := _DAY.fullmatch(written):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _ISO.fullmatch(written):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _WORDS.fullmatch(written):
            return date(int(found[3]), _month(found[2]), int(found[1]))
    except ValueError:
        pass
    raise Wrong(FaultKind.NOT_A_DATE)


def _month(word: str) -> int:
    """марта, март, марти, March: by how it begins. Май and мая have no other beginning than март: asked last."""
    said = word.casefold()
    for names in _MONTHS:
        order = sorted(range(12), key=lambda at: -len(names[at]))
        for at in order:
            if said.startswith(names[at]):
                return at + 1
    raise ValueError

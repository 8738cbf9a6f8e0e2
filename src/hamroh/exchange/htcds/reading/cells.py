"""What one cell of a column means: each reader takes the raw cell and gives its value, or says what is wrong."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, TypeAlias

from hamroh.exchange.htcds import terms
from hamroh.exchange.htcds.reading.preview import Limits, Value
from hamroh.exchange.htcds.terms import FaultKind
from hamroh.foundation.reference.standards import HtcdsField, countries, htcds_codes, languages
from hamroh.kernel import typed
from hamroh.kernel.typed import figures

Reader: TypeAlias = Callable[[Any], Value | None]

# E.164 as the standard quotes it.
_PHONE = re.compile(r"\+?[1-9]\d{1,14}", re.ASCII)
_PHONE_PUNCTUATION = re.compile(r"[\s().\-–]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,9}([.,]\d{1,12})?", re.ASCII)
# A Russian-language spreadsheet writes its yes and no so.
_CHECKBOX = {"TRUE": True, "FALSE": False, "1": True, "0": False, "ИСТИНА": True, "ЛОЖЬ": False}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ERRORS = frozenset({"#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
_OLDEST = date(1900, 1, 1)
_LIFE = timedelta(days=366 * 120)
# A spreadsheet keeps fifteen digits of a number; what is longer has lost its end.
_EXACT = 10**15


class Wrong(Exception):
    """The cell does not hold what its column needs."""

    def __init__(self, kind: FaultKind, **params: Any) -> None:
        self.kind, self.params = kind, params
        super().__init__(kind)


def reader_for(field: HtcdsField, today: date, limits: Limits) -> Reader:  # noqa: PLR0911  (a line per kind of column)
    """The reader of a column, chosen once for all its cells."""
    name = field.name
    if name in terms.COUNTRY_FIELDS:
        return _several(_country) if field.multiple else _one(_country)
    if name in terms.LANGUAGE_FIELDS:
        return _one(_language)
    if codes := tuple(c.code for c in htcds_codes(name)):
        known = _code_of(codes)
        return _several(known) if field.multiple else _one(known)
    if name in terms.RANGES:
        return _number(name)
    if name in terms.PHONE_FIELDS:
        return _phone
    if field.type == "Date":
        return _date(name, today)
    if field.type == "Checkbox":
        return _checkbox
    text = text_reader(limits.long_text if field.type == "Long Text" else limits.text)
    return _email(text) if name in terms.EMAIL_FIELDS else text


def plain(cell: Any) -> Any:
    """The raw cell without the space around it; None when it is empty. Refuses formulas and errors in any column."""
    if cell is None:
        return None
    if isinstance(cell, str):
        cell = _visible(cell)
        if cell.startswith("="):
            raise Wrong(FaultKind.FORMULA)
        if cell in _ERRORS:
            raise Wrong(FaultKind.ERROR_VALUE)
        return cell or None
    if not isinstance(cell, bool | int | float | date | timedelta) and not hasattr(cell, "hour"):
        raise Wrong(FaultKind.FORMULA)  # array formulas and data tables come as objects
    return cell


def _visible(cell: str) -> str:
    """Without the signs that nobody sees; controls stay, so that whoever brought them is told of them."""
    return typed.plain(cell).strip() if _CONTROL.search(cell) is None else cell.strip().removeprefix("\ufeff")


def text_reader(longest: int) -> Reader:
    """Reads what somebody wrote, no longer than this."""

    def read(cell: Any) -> str:
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        if isinstance(cell, bool) or not isinstance(cell, str | int | float):
            raise Wrong(FaultKind.NOT_TEXT)
        if not isinstance(cell, str) and abs(cell) >= _EXACT:
            raise Wrong(FaultKind.NOT_TEXT)
        text = unicodedata.normalize("NFC", str(cell))
        if len(text) > longest:
            raise Wrong(FaultKind.TOO_LONG, limit=longest)
        if not text.isprintable() and any(
            unicodedata.category(c) in ("Cc", "Cs", "Co") and c not in "\r\n\t" for c in text
        ):
            raise Wrong(FaultKind.UNPRINTABLE)
        return text

    return read


def _email(text: Reader) -> Reader:
    def read(cell: Any) -> str:
        written = str(text(cell))
        if not _EMAIL.fullmatch(written):
            raise Wrong(FaultKind.NOT_AN_EMAIL)
        return written

    return read


def _phone(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    number = _PHONE_PUNCTUATION.sub("", figures(str(cell)))
    if isinstance(cell, bool) or not _PHONE.fullmatch(number):
        raise Wrong(FaultKind.NOT_A_PHONE)
    return number


def _checkbox(cell: Any) -> bool:
    value = _CHECKBOX.get(str(cell).upper())
    if value is None:
        raise Wrong(FaultKind.NOT_A_CHECKBOX)
    return value


def _date(name: str, today: date) -> Reader:
    oldest = today - _LIFE if name == terms.BIRTHDATE else _OLDEST

    def read(cell: Any) -> date:
        day = _as_date(cell)
        if day < oldest:
            raise Wrong(FaultKind.DATE_TOO_OLD)
        if day > today and name not in terms.MAY_BE_AHEAD:
            raise Wrong(FaultKind.DATE_AHEAD)
        return day

    return read


def _as_date(cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, str) and _ISO_DATE.fullmatch(figures(cell)):
        try:
            return date.fromisoformat(figures(cell))
        except ValueError:
            pass
    raise Wrong(FaultKind.NOT_A_DATE)


def _number(name: str) -> Reader:
    low, high = terms.RANGES[name]
    whole = name in terms.WHOLE_NUMBERS

    def read(cell: Any) -> int | float:
        if isinstance(cell, bool) or not _NUMBER.fullmatch(_written(cell)):
            raise Wrong(FaultKind.NOT_A_NUMBER)
        value = float(_written(cell).replace(",", "."))
        if whole and not value.is_integer():
            raise Wrong(FaultKind.NOT_A_NUMBER)
        if not low <= value <= high:
            raise Wrong(FaultKind.OUT_OF_RANGE, low=low, high=high)
        return int(value) if whole else value

    return read


def _written(cell: Any) -> str:
    """A number as digits: a spreadsheet's float keeps at most what a coordinate needs."""
    return f"{cell:.12f}".rstrip("0").rstrip(".") if isinstance(cell, float) else figures(str(cell))


def _one(known: Callable[[str], str]) -> Reader:
    return lambda cell: known(_written(cell))


def _several(known: Callable[[str], str]) -> Reader:
    """Several codes with ; between them, each once, in the order of the file."""

    def read(cell: Any) -> tuple[str, ...] | None:
        codes = (part.strip() for part in _written(cell).split(";"))
        return tuple(dict.fromkeys(known(code) for code in codes if code)) or None

    return read


def _code_of(codes: tuple[str, ...]) -> Callable[[str], str]:
    allowed = {code: code for code in codes}
    listed = ", ".join(codes)
    # Kept for this file only: a column of one wrong word repeated is compared once.
    near: dict[str, str | None] = {}

    def known(value: str) -> str:
        if code := allowed.get(value):
            return code
        if value not in near:
            near[value] = closest(value, codes)
        if near[value]:
            raise Wrong(FaultKind.CODE_CLOSE, codes=listed, value=value, closest=near[value])
        raise Wrong(FaultKind.UNKNOWN_CODE, codes=listed)

    return known


def closest(value: str, known: tuple[str, ...]) -> str | None:
    """A known word so near that the value is certainly a misspelling of it, and may be repeated without telling of
    a person: a name in the wrong column resembles no code."""
    near = difflib.get_close_matches(value, known, n=1, cutoff=0.8) if len(value) <= 80 else []
    return near[0] if near else None


@cache
def _country_letters() -> Mapping[str, str]:
    return {letters: key for key, c in countries().items() for letters in (c.alpha2, c.alpha3)}


@cache
def _language_letters() -> Mapping[str, str]:
    return {letters: key for key, lang in languages().items() for letters in (lang.alpha2, lang.alpha3) if letters}


def _country(value: str) -> str:
    try:
        return _country_letters()[value.upper()]
    except KeyError:
        raise Wrong(FaultKind.UNKNOWN_COUNTRY) from None


def _language(value: str) -> str:
    try:
        return _language_letters()[value.lower()]
    except KeyError:
        raise Wrong(FaultKind.UNKNOWN_LANGUAGE, codes=", ".join(languages())) from None

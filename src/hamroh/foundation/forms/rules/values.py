"""One answer by itself: what people type becomes what a form keeps, or a sentence that says what to write instead."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from hamroh.foundation.forms.definition import Text
from hamroh.foundation.forms.terms import Kind
from hamroh.kernel.words import N_

MOST_LETTERS = 10_000
_LONGEST_NAME = 200  # of a file

UNKNOWN = N_("This question is not in the form: reload the page.")
REQUIRED = N_("Answer this question.")
NOT_POSSIBLE = N_("This answer is not possible here: check it.")
NOT_WHOLE = N_("Write a whole number in digits, for example 3.")
NOT_A_NUMBER = N_("Write a number in digits, for example 2.5.")
NOT_A_DAY = N_("Write a day that exists: day, month and year.")
NOT_A_MOMENT = N_("Write a day and an hour that exist.")
NOT_AN_HOUR = N_("Write an hour of the day, for example 14:30.")
NOT_ON_LIST = N_("Choose an answer of this list.")
NOT_CONFIRMED = N_("Confirm with a tick, or leave it empty.")
TOO_LONG = N_("Shorten this to %(most)s letters.")
NOT_A_FILE = N_("Choose the file again.")
TOO_MANY = N_("Not more than %(most)s of these can be added.")


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be so, and where. `message`: the author's, by language; else `message_id` with `params` is ours."""

    path: str
    message_id: str = ""
    params: Mapping[str, Any] = field(default_factory=dict, hash=False)
    message: Text | None = field(default=None, hash=False)


class Unfit(ValueError):
    """This text is no answer of this kind."""

    def __init__(self, message_id: str, **params: Any) -> None:
        self.message_id, self.params = message_id, params
        super().__init__(message_id)


def fitted(kind: Kind, typed: str) -> str:
    """The answer as it is kept; "" stays "". Raises Unfit. Fitting it again changes nothing."""
    text = _CONTROL.sub("", typed).strip()
    if not text:
        return ""
    return _FIT.get(kind, _text)(text)


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"\s")
_WHOLE = re.compile(r"[+-]?\d{1,15}")
_DECIMAL = re.compile(r"[+-]?(\d{1,15}([.,]\d{0,12})?|[.,]\d{1,12})")


def _text(text: str) -> str:
    if len(text) > MOST_LETTERS:
        raise Unfit(TOO_LONG, most=MOST_LETTERS)
    return text


def _integer(text: str) -> str:
    digits = _BLANKS.sub("", text)
    if not _WHOLE.fullmatch(digits):
        raise Unfit(NOT_WHOLE)
    return str(int(digits))


def _decimal(text: str) -> str:
    """With comma or point, as people write; never both, which could be read in two ways."""
    digits = _BLANKS.sub("", text)
    if not _DECIMAL.fullmatch(digits):
        raise Unfit(NOT_A_NUMBER)
    sign = "-" if digits.startswith("-") else ""
    whole, _, part = digits.lstrip("+-").replace(",", ".").partition(".")
    part = _latin(part).rstrip("0")
    number = f"{int(whole or '0')}{'.' if part else ''}{part}"
    return number if number == "0" else sign + number


def _latin(digits: str) -> str:
    """Digits of any script, as those that programs read."""
    return "".join(str(int(digit)) for digit in digits)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text[:10] if re.fullmatch(r"\d{4}-\d\d-\d\dT.+", text) else text).isoformat()
    except ValueError:
        raise Unfit(NOT_A_DAY) from None


def _moment(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise Unfit(NOT_A_MOMENT) from None
    if "T" not in text:
        raise Unfit(NOT_A_MOMENT)
    return text


def _hour(text: str) -> str:
    try:
        time.fromisoformat(text)
    except ValueError:
        raise Unfit(NOT_AN_HOUR) from None
    return text


def _confirmed(text: str) -> str:
    if text != "OK":
        raise Unfit(NOT_CONFIRMED)
    return text


def _file(text: str) -> str:
    if len(text) > _LONGEST_NAME or "/" in text or "\\" in text or text.startswith("."):
        raise Unfit(NOT_A_FILE)
    return text


def _codes(text: str) -> str:
    return " ".join(dict.fromkeys(text.split()))


_FIT: Mapping[Kind, Callable[[str], str]] = {
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.DATE: _day,
    Kind.DATE_TIME: _moment,
    Kind.TIME: _hour,
    Kind.ACKNOWLEDGE: _confirmed,
    Kind.IMAGE: _file,
    Kind.FILE: _file,
    Kind.SELECT_MULTIPLE: _codes,
}

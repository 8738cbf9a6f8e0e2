"""Values, and how one kind becomes another: XPath 1.0, with dates as numbers of days, as the ODK XForms specification has it.

A value is a text, a number, a truth, or a node-set (a tuple of texts, one for each instance of a repeat). The answer
to one question is its text; an unanswered one is the empty text, which is no truth and no number.

A day is a whole number, counted from 1 January 1970; a moment is a day and the part of it that has passed, by the clock
of the place where the form is filled in. So a moment of today is never before today, and days subtract without remainder.
"""

import math
import re
from datetime import date
from decimal import Decimal

Nodes = tuple[str, ...]
Value = str | float | bool | Nodes

NUMBER = re.compile(r"[ \t\r\n]*(-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))[ \t\r\n]*")
MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:T([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.([0-9]{1,9}))?)?(?:(Z)|([+-])(0[0-9]|1[0-4]):?([0-5][0-9])?)?)?"
)
EPOCH = date(1970, 1, 1).toordinal()
DAY = 86_400_000  # milliseconds
FIRST, LAST = 1 - EPOCH, date(9999, 12, 31).toordinal() - EPOCH
NAN = math.nan


def truth(value: Value) -> bool:
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _written(value)
    return value[0] if value else ""


def _written(value: float) -> str:
    """As XPath writes a number: no exponent, no point without need, zero without a sign."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    shortest = repr(value)
    return (format(Decimal(shortest), "f") if "e" in shortest else shortest).removesuffix(".0")


def number(value: Value, minutes: int = 0) -> float:
    """`minutes` is how far the clock of the place is ahead of UTC: for moments that name another offset."""
    if isinstance(value, float):
        return value
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if not isinstance(value, str):
        value = value[0] if value else ""
    if found := NUMBER.fullmatch(value):
        return float(found[1])
    return days(value, minutes) if "-" in value else NAN


def days(value: str, minutes: int) -> float:
    found = MOMENT.fullmatch(value)
    if not found:
        return NAN
    try:
        whole = date.fromisoformat(found[1]).toordinal() - EPOCH
    except ValueError:
        return NAN
    _, hour, minute, second, part, utc, sign, far, near = found.groups()
    if hour is None:
        return float(whole)
    passed = int(hour) * 60 + int(minute)
    if utc or sign:
        own = 0 if utc else (int(far) * 60 + int(near or 0)) * (-1 if sign == "-" else 1)
        passed += minutes - own
    thousandths = (passed * 60 + int(second or 0)) * 1000 + int(((part or "") + "000")[:3])
    return (whole * DAY + thousandths) / DAY


def day_text(day: float) -> str:
    """`2026-03-09` for a number of days; nothing for what is no day of the calendar."""
    if not FIRST <= day < LAST + 1:
        return ""
    return date.fromordinal(math.floor(day) + EPOCH).isoformat()


def rounded(value: float) -> float:
    """To the nearest whole number, halves upwards, as XPath has it; -0.4 becomes minus nought."""
    if not math.isfinite(value):
        return value
    floor = math.floor(value)
    return math.copysign(float(floor + (value - floor >= 0.5)), value)

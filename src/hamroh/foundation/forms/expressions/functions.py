"""The functions that forms call: XPath 1.0's, and those of the ODK XForms specification.

Where the specification leaves a choice, ODK Collect's engine (JavaRosa) is followed: `sum`, `min` and `max` pass over what
is no number, `concat` takes whole node-sets, `selected(x, '')` asks whether nothing was chosen. Signs are counted as
Unicode characters.
"""

import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from .arithmetic import power, rounded_to
from .values import DAY, FIRST, LAST, NAN, Value, day_text, number, rounded, text, truth

if TYPE_CHECKING:
    from .evaluation import Context

SPACE = " \t\r\n"
SPACES = re.compile(r"[ \t\r\n]+")
DIRECTIVE = re.compile(r"%(.?)", re.DOTALL)
DATE_SIGNS = "YymnbdeaHhMS3%"


def items(value: Value) -> list[str]:
    return [item for item in SPACES.split(text(value)) if item]


def texts(values: tuple[Value, ...]) -> list[str]:
    """Every text of the arguments, node-sets one by one."""
    return [each for value in values for each in (value if isinstance(value, tuple) else (text(value),))]


def whole(value: float) -> int:
    """A number as a count of signs or places: cut off, and never beyond what a text can hold."""
    return 0 if math.isnan(value) else int(max(-2e9, min(2e9, value)))


def truncated(value: float) -> float:
    return math.copysign(float(math.trunc(value)), value) if math.isfinite(value) else value


def ceiling(value: float) -> float:
    return math.copysign(float(math.ceil(value)), value) if math.isfinite(value) else value


def floor(value: float) -> float:
    return math.copysign(float(math.floor(value)), value) if math.isfinite(value) else value


def round_(context: "Context", value: Value, places: Value | None = None) -> Value:
    exact = number(value, context.minutes)
    if places is None:
        return rounded(exact)
    return rounded_to(text(exact), exact, whole(number(places, context.minutes)))


def substring(context: "Context", value: Value, start: Value, length: Value | None = None) -> Value:
    signs = text(value)
    low = rounded(number(start, context.minutes))
    high = math.inf if length is None else low + rounded(number(length, context.minutes))
    if math.isnan(low) or math.isnan(high):
        return ""
    first, beyond = max(1.0, low), min(len(signs) + 1.0, high)
    return signs[int(first) - 1 : int(beyond) - 1] if first < beyond else ""


def substr(context: "Context", value: Value, start: Value, end: Value | None = None) -> Value:
    signs = text(value)
    low = whole(number(start, context.minutes))
    high = len(signs) if end is None else whole(number(end, context.minutes))
    low, high = (at + len(signs) if at < 0 else at for at in (low, high))
    return signs[max(0, low) : max(0, high)]


def translate(_: "Context", value: Value, old: Value, new: Value) -> Value:
    places: dict[str, str] = {}
    fresh = text(new)
    for at, sign in enumerate(text(old)):
        places.setdefault(sign, fresh[at : at + 1])
    return "".join(places.get(sign, sign) for sign in text(value))


def selected(_: "Context", value: Value, code: Value) -> Value:
    wanted, chosen = text(code).strip(SPACE), items(value)
    return wanted in chosen if wanted else not chosen


def selected_at(context: "Context", value: Value, at: Value) -> Value:
    place, chosen = truncated(number(at, context.minutes)), items(value)
    return chosen[int(place)] if 0 <= place < len(chosen) else ""


def extreme(choose: Callable[[list[float]], float]) -> Callable[..., Value]:
    def found(context: "Context", *values: Value) -> Value:
        flat = [each for value in values for each in (value if isinstance(value, tuple) else (value,))]
        numbers = [exact for each in flat if not math.isnan(exact := number(each, context.minutes))]
        return choose(numbers) + 0.0 if numbers else NAN

    return found


def sum_(context: "Context", value: Value) -> Value:
    total = 0.0
    for each in value if isinstance(value, tuple) else (value,):
        exact = number(each, context.minutes)
        if not math.isnan(exact):
            total += exact
    return total


def moment(context: "Context", value: Value) -> int | None:
    """The milliseconds of a day or moment, by the clock of the place."""
    day = number(value, context.minutes)
    at = math.floor(day * DAY + 0.5) if FIRST <= day <= LAST + 1 else FIRST * DAY - 1
    return at if FIRST * DAY <= at < (LAST + 1) * DAY else None


def moment_text(milliseconds: int, minutes: int) -> str:
    day, rest = divmod(milliseconds, DAY)
    seconds, thousandths = divmod(rest, 1000)
    ahead = abs(minutes)
    return (
        f"{day_text(day)}T{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}"
        f"{'-' if minutes < 0 else '+'}{ahead // 60:02}:{ahead % 60:02}"
    )


def decimal_time(context: "Context", value: Value) -> Value:
    """The part of the day that has passed at a time, or at the time of a moment."""
    at = number(value, context.minutes)
    if math.isnan(at):
        at = number("1970-01-01T" + text(value), context.minutes)
    return at - floor(at) if math.isfinite(at) else NAN


def date_time(context: "Context", value: Value) -> Value:
    at = moment(context, value)
    return "" if at is None else moment_text(at, context.minutes)


def format_date(context: "Context", value: Value, form: Value) -> Value:
    at = moment(context, value)
    if at is None:
        return ""
    written = moment_text(at, 0)
    year, month, day = written[:4], written[5:7], written[8:10]
    signs = {
        "Y": year, "y": year[2:], "m": month, "n": month.lstrip("0"), "b": context.months[int(month) - 1],
        "d": day, "e": day.lstrip("0"), "a": context.weekdays[(at // DAY + 4) % 7],
        "H": written[11:13], "h": str(int(written[11:13])), "M": written[14:16], "S": written[17:19],
        "3": written[20:23], "%": "%",
    }  # fmt: skip
    return DIRECTIVE.sub(lambda found: signs[found[1]], text(form))


def date_formats_unknown(form: str) -> str:
    """The first directive of a format that is not known; nothing when all are."""
    return next((found[0] for found in DIRECTIVE.finditer(form) if not found[1] or found[1] not in DATE_SIGNS), "")


def numeric(act: Callable[..., float]) -> Callable[..., Value]:
    return lambda context, *values: act(*(number(value, context.minutes) for value in values))


def textual(act: Callable[..., Value]) -> Callable[..., Value]:
    return lambda context, *values: act(*(text(value) for value in values))


def or_own(act: Callable[[str], Value]) -> Callable[..., Value]:
    return lambda context, *values: act(text(values[0]) if values else context.own)


MANY = 10_000
# name → the fewest and the most values it takes, and what it does.
FUNCTIONS: dict[str, tuple[int, int, Callable[..., Value]]] = {
    "string": (1, 1, lambda _, value: text(value)),
    "concat": (1, MANY, lambda _, *values: "".join(texts(values))),
    "join": (1, MANY, lambda _, mark, *values: text(mark).join(texts(values))),
    "contains": (2, 2, textual(lambda value, part: part in value)),
    "starts-with": (2, 2, textual(str.startswith)),
    "ends-with": (2, 2, textual(str.endswith)),
    "substring": (2, 3, substring),
    "substr": (2, 3, substr),
    "substring-before": (2, 2, textual(lambda value, mark: value.partition(mark)[0] if mark and mark in value else "")),
    "substring-after": (2, 2, textual(lambda value, mark: value.partition(mark)[2] if mark else value)),
    "string-length": (0, 1, or_own(lambda value: float(len(value)))),
    "normalize-space": (0, 1, or_own(lambda value: " ".join(items(value)))),
    "translate": (3, 3, translate),
    "boolean": (1, 1, lambda _, value: truth(value)),
    "not": (1, 1, lambda _, value: not truth(value)),
    "true": (0, 0, lambda _: True),
    "false": (0, 0, lambda _: False),
    "boolean-from-string": (1, 1, textual(lambda value: value in ("true", "1"))),
    "number": (1, 1, numeric(lambda value: value)),
    "int": (1, 1, numeric(truncated)),
    "floor": (1, 1, numeric(floor)),
    "ceiling": (1, 1, numeric(ceiling)),
    "round": (1, 2, round_),
    "abs": (1, 1, numeric(abs)),
    "pow": (2, 2, numeric(power)),
    "sum": (1, 1, sum_),
    "min": (1, MANY, extreme(min)),
    "max": (1, MANY, extreme(max)),
    "count": (1, 1, lambda _, value: float(len(value)) if isinstance(value, tuple) else 1.0),
    "count-non-empty": (1, 1, lambda _, value: float(sum(1 for each in texts((value,)) if each))),
    "selected": (2, 2, selected),
    "selected-at": (2, 2, selected_at),
    "count-selected": (1, 1, lambda _, value: float(len(items(value)))),
    "today": (0, 0, lambda context: context.today.isoformat()),
    "now": (0, 0, lambda context: context.moment),
    "date": (1, 1, lambda context, value: day_text(number(value, context.minutes))),
    "date-time": (1, 1, date_time),
    "decimal-date-time": (1, 1, numeric(lambda value: value)),
    "decimal-time": (1, 1, decimal_time),
    "format-date": (2, 2, format_date),
    "format-date-time": (2, 2, format_date),
}
# These look at their parts themselves: `evaluation.py` holds them.
OF_PARTS: dict[str, tuple[int, int]] = {
    "if": (3, 3), "coalesce": (2, 2), "once": (1, 1), "indexed-repeat": (3, 3), "position": (1, 1),
    "regex": (2, 2), "jr:choice-name": (2, 2),
}  # fmt: skip
OF_NAMES = frozenset({"sum", "count", "count-non-empty", "indexed-repeat"})  # their first value is a question's name

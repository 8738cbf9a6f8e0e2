"""What an expression comes to, given the answers. It never fails: what cannot be known is NaN, an empty text, or false."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from math import isnan
from typing import Any

from .arithmetic import divided, remainder
from .functions import FUNCTIONS, moment_text
from .nodes import All, Call, Chain, Column, Label, Matches, Negative, Node, Number, Own, Ref, Some, Text
from .patterns import matches
from .values import DAY, EPOCH, Value, number, text, truth

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")


def no_label(_field: str, _code: str) -> str:
    return ""


@dataclass(frozen=True)
class Context:
    """What an expression sees, from where it stands.

    `answers`: by the question's name, a text (several codes with spaces between, dates as ISO writes them, "" when not
    answered), or a sequence of texts, one for each instance of the repeat, when the expression stands outside of it. The name
    of a repeat itself is a sequence with an entry for each instance. A name that is missing is an empty text.
    `position`: of the instance of the repeat in which the expression stands, from 1. `now` carries the offset of the place;
    without one it is taken for UTC's.
    `instances`: all instances of a repeated question, whose own instance is in `answers`: for `indexed-repeat`.
    `columns`: of the choice that a choice filter looks at.
    """

    answers: Mapping[str, str | Sequence[str]]
    own: str = ""
    position: int = 1
    today: date = date(1970, 1, 1)
    now: datetime = datetime(1970, 1, 1)
    choice_label: Callable[[str, str], str] = no_label
    instances: Mapping[str, Sequence[str]] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    months: Sequence[str] = MONTHS
    weekdays: Sequence[str] = WEEKDAYS

    @cached_property
    def minutes(self) -> int:
        """How far the clock of the place is ahead of UTC."""
        offset = self.now.utcoffset()
        return int(offset.total_seconds() // 60) if offset else 0

    @cached_property
    def moment(self) -> str:
        now = self.now
        thousandths = ((now.hour * 60 + now.minute) * 60 + now.second) * 1000 + now.microsecond // 1000
        return moment_text((now.toordinal() - EPOCH) * DAY + thousandths, self.minutes)


def evaluate(node: Node, context: Context) -> Value:
    return BY_KIND[type(node)](node, context)


def _answer(node: Ref, context: Context) -> Value:
    found = context.answers.get(node.name, "")
    return found if isinstance(found, str) else tuple(found)


def _negative(node: Negative, context: Context) -> Value:
    return -number(evaluate(node.of, context), context.minutes)


def _all(node: All, context: Context) -> Value:
    return all(truth(evaluate(part, context)) for part in node.parts)


def _some(node: Some, context: Context) -> Value:
    return any(truth(evaluate(part, context)) for part in node.parts)


def _chain(node: Chain, context: Context) -> Value:
    minutes = context.minutes
    found = evaluate(node.parts[0], context)
    for sign, part in zip(node.signs, node.parts[1:], strict=True):
        right = evaluate(part, context)
        if arithmetic := ARITHMETIC.get(sign):
            found = arithmetic(number(found, minutes), number(right, minutes))
        else:
            found = compare(sign, found, right, minutes)
    return found


ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "div": divided,
    "mod": remainder,
}


def compare(sign: str, left: Value, right: Value, minutes: int) -> bool:
    """A node-set compares when one of its texts does; with a truth, by whether it has any."""
    if isinstance(left, tuple) or isinstance(right, tuple):
        if not isinstance(left, bool) and not isinstance(right, bool):
            return any(
                compare_two(sign, one, other, minutes)
                for one in (left if isinstance(left, tuple) else (left,))
                for other in (right if isinstance(right, tuple) else (right,))
            )
        left, right = truth(left), truth(right)
    return compare_two(sign, left, right, minutes)


def compare_two(sign: str, left: Value, right: Value, minutes: int) -> bool:
    if sign in ("=", "!="):
        if isinstance(left, bool) or isinstance(right, bool):
            same = truth(left) == truth(right)
        elif isinstance(left, float) or isinstance(right, float):
            same = number(left, minutes) == number(right, minutes)
        else:
            same = left == right
        return same == (sign == "=")
    one, other = number(left, minutes), number(right, minutes)
    match sign:
        case "<":
            return one < other
        case "<=":
            return one <= other
        case ">":
            return one > other
    return one >= other


def _call(node: Call, context: Context) -> Value:
    if special := OF_PARTS_ACTS.get(node.function):
        return special(node.parts, context)
    return FUNCTIONS[node.function][2](context, *(evaluate(part, context) for part in node.parts))


def _if(parts: tuple[Node, ...], context: Context) -> Value:
    return evaluate(parts[1] if truth(evaluate(parts[0], context)) else parts[2], context)


def _coalesce(parts: tuple[Node, ...], context: Context) -> Value:
    first = evaluate(parts[0], context)
    return evaluate(parts[1], context) if text(first) == "" or (isinstance(first, float) and isnan(first)) else first


def _once(parts: tuple[Node, ...], context: Context) -> Value:
    return context.own or evaluate(parts[0], context)


def _indexed(parts: tuple[Node, ...], context: Context) -> Value:
    name = parts[0].name if isinstance(parts[0], Ref) else ""
    found = context.instances.get(name, context.answers.get(name, ""))
    instances = (found,) if isinstance(found, str) else found
    place = number(evaluate(parts[2], context), context.minutes)
    return instances[int(place) - 1] if 1 <= place < len(instances) + 1 else ""


def _position(_parts: tuple[Node, ...], context: Context) -> Value:
    return float(context.position)


def _label(node: Label, context: Context) -> Value:
    return context.choice_label(node.field, text(evaluate(node.value, context)))


def _matches(node: Matches, context: Context) -> Value:
    return matches(node.pattern, text(evaluate(node.value, context)))


OF_PARTS_ACTS: dict[str, Callable[[tuple[Node, ...], Context], Value]] = {
    "if": _if, "coalesce": _coalesce, "once": _once, "indexed-repeat": _indexed, "position": _position,
}  # fmt: skip
BY_KIND: dict[type, Callable[[Any, Context], Value]] = {
    Text: lambda node, _: node.value,
    Number: lambda node, _: node.value,
    Ref: _answer,
    Column: lambda node, context: context.columns.get(node.name, ""),
    Own: lambda _, context: context.own,
    Negative: _negative,
    Chain: _chain,
    All: _all,
    Some: _some,
    Call: _call,
    Matches: _matches,
    Label: _label,
}

"""When a question is asked and what may be answered, in words: for whoever fills a sheet and has no program beside it.

Only what stays clear in words is put so: comparisons of answers with fixed values, joined by *and*, *or* and *not*. Of
everything else the sheet says that it depends, and the page of whoever types it in decides.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from hamroh.foundation.forms.definition import Definition, Question
from hamroh.foundation.forms.definition.numbers import numbers_of
from hamroh.foundation.forms.expressions import Node, NotUnderstood, parse
from hamroh.foundation.forms.expressions.nodes import All, Call, Chain, Negative, Number, Own, Ref, Some, Text
from hamroh.foundation.forms.terms import CHOSEN, Kind
from hamroh.kernel.text import say
from hamroh.kernel.words import N_

_COMPARED: Final[dict[str, str]] = {
    "=": N_("%(question)s = %(answer)s"),
    "!=": N_("%(question)s is not %(answer)s"),
    "<": N_("%(question)s is less than %(answer)s"),
    "<=": N_("%(question)s is %(answer)s or less"),
    ">": N_("%(question)s is more than %(answer)s"),
    ">=": N_("%(question)s is %(answer)s or more"),
}
_MARKED: Final = N_("%(answer)s is marked in %(question)s")
_NOT_MARKED: Final = N_("%(answer)s is not marked in %(question)s")
_ANSWERED: Final = N_("%(question)s is answered")
_EMPTY: Final = N_("%(question)s is left empty")
_OPPOSITE: Final = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_TURNED: Final = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


class _TooLong(Exception):
    """It cannot be said in a few words."""


def condition_in_words(expression: str, definition: Definition, language: str) -> str:
    """`Only if 4 = “yes”`; nothing where there is no condition; a hint where the condition is not simple."""
    if expression.strip() in ("", "true()"):
        return ""
    with translation.override(language):
        try:
            said = _Sayer(definition, language).say(parse(expression))
        except (_TooLong, NotUnderstood):
            return _("Only if it applies")
        return _("Only if %(condition)s") % {"condition": said}


@dataclass(frozen=True)
class _Said:
    """A comparison as it stands in a sentence, kept apart so that two about one question can become one."""

    pattern: str
    question: str
    answer: str


class _Sayer:
    def __init__(self, definition: Definition, language: str) -> None:
        self.definition, self.language = definition, language
        self.numbers = numbers_of(definition)
        self.questions = {question.name: question for question in definition.questions()}

    def say(self, node: Node) -> str:
        return self._of(node, positive=True, inside=False)

    def _of(self, node: Node, *, positive: bool, inside: bool) -> str:
        """A part of the condition. `positive`: not under a *not*, which is drawn down to the comparisons."""
        match node:
            case All(parts):
                return self._joined(parts, positive, all_of=positive, inside=inside)
            case Some(parts):
                return self._joined(parts, positive, all_of=not positive, inside=inside)
            case Call("not", (part,)):
                return self._of(part, positive=not positive, inside=inside)
            case Call("boolean", (part,)):
                return self._of(part, positive=positive, inside=inside)
        return self._sentence(self._one(node, positive))

    def _joined(self, parts: tuple[Node, ...], positive: bool, *, all_of: bool, inside: bool) -> str:
        said = self._merged(parts, positive, all_of=all_of)
        words = f" {_('and') if all_of else _('or')} ".join(said)
        return f"({words})" if inside and len(said) > 1 else words

    def _merged(self, parts: tuple[Node, ...], positive: bool, *, all_of: bool) -> list[str]:
        """`4 = a or 4 = b` as `4 = a or b`; nothing else is drawn together."""
        found: list[_Said | str] = []
        for part in parts:
            if isinstance(part, All | Some) or (isinstance(part, Call) and part.function in ("not", "boolean")):
                found.append(self._of(part, positive=positive, inside=True))
                continue
            one, before = self._one(part, positive), found[-1] if found else None
            if not all_of and isinstance(before, _Said) and _alike(before, one):
                found[-1] = _Said(one.pattern, one.question, f"{before.answer} {_('or')} {one.answer}")
            else:
                found.append(one)
        return [self._sentence(one) if isinstance(one, _Said) else one for one in found]

    def _sentence(self, said: _Said) -> str:
        return _(said.pattern) % {"question": said.question, "answer": said.answer}

    def _one(self, node: Node, positive: bool) -> _Said:
        match node:
            case Call("selected", (Ref(name), Text(value))):
                many = self._question(name).kind is Kind.SELECT_MULTIPLE
                pattern = (_MARKED if positive else _NOT_MARKED) if many else _COMPARED["=" if positive else "!="]
                return _Said(pattern, self._number(name), self._answer(name, value))
            case Chain((sign,), (left, right)) if sign in _COMPARED:
                return self._compared(left, sign if positive else _OPPOSITE[sign], right)
        raise _TooLong

    def _compared(self, left: Node, sign: str, right: Node) -> _Said:
        match left, right:
            case (Text() | Number() | Negative(), _):
                return self._compared(right, _TURNED[sign], left)
            case (Ref(name), Text("")) if sign in ("=", "!="):
                return _Said(_EMPTY if sign == "=" else _ANSWERED, self._number(name), "")
            case (Call("string-length", (Ref(name),)), Number(0.0)) if sign in ("=", ">", "!="):
                return _Said(_EMPTY if sign == "=" else _ANSWERED, self._number(name), "")
            case (Call("count-selected", (Ref(name),)), Number(value)) if (sign, value) in ((">", 0.0), (">=", 1.0)):
                return _Said(_ANSWERED, self._number(name), "")
            case (Ref(name), Text(value)) if sign in ("=", "!="):
                return _Said(_COMPARED[sign], self._number(name), self._answer(name, value))
            case (Ref(name), _):
                return _Said(_COMPARED[sign], self._number(name), self._figure(name, right))
        raise _TooLong

    def _figure(self, name: str, node: Node) -> str:
        if self._question(name).kind in CHOSEN:  # codes that happen to be figures
            return self._answer(name, _plain(node))
        return _plain(node)

    def _question(self, name: str) -> Question:
        if name not in self.questions or name not in self.numbers:
            raise _TooLong  # what is calculated or hidden stands on no sheet
        return self.questions[name]

    def _number(self, name: str) -> str:
        return self.numbers[self._question(name).name]

    def _answer(self, name: str, value: str) -> str:
        question = self._question(name)
        if question.kind is Kind.ACKNOWLEDGE:
            return _("“%(answer)s”") % {"answer": _("yes")}
        if question.kind not in CHOSEN:
            return value
        chosen = next((c for c in self.definition.choices.get(question.choices, ()) if c.name == value), None)
        if chosen is None:
            raise _TooLong
        return _("“%(answer)s”") % {"answer": say(chosen.label, self.language)}


def _alike(before: _Said, one: _Said) -> bool:
    return before.question == one.question and before.pattern == one.pattern in (_COMPARED["="], _MARKED)


def _plain(node: Node) -> str:
    match node:
        case Number(value):
            return f"{value:g}"
        case Negative(Number(value)):
            return f"−{value:g}"
        case Text(value) if value.replace(".", "", 1).isdigit():
            return value
    raise _TooLong


_BOUNDS: Final[dict[str, str]] = {
    "<": N_("less than %(limit)s"),
    "<=": N_("%(limit)s at most"),
    ">": N_("more than %(limit)s"),
    ">=": N_("%(limit)s at least"),
}
_DAYS: Final[dict[str, str]] = {
    "<": N_("before today"),
    "<=": N_("not after today"),
    ">": N_("after today"),
    ">=": N_("not before today"),
}


def limits_in_words(constraint: str, language: str) -> str:
    """`from 0 to 120`, `not after today`; nothing where it takes more words than a sheet has room for."""
    bounds = _bounds(constraint)
    with translation.override(language):
        if bounds.keys() == {">=", "<="} and isinstance(bounds[">="], Number) and isinstance(bounds["<="], Number):
            return _("from %(least)s to %(most)s") % {"least": _plain(bounds[">="]), "most": _plain(bounds["<="])}
        said = [_bound_in_words(sign, value, _) for sign, value in bounds.items()]
    return ", ".join(said) if all(said) else ""


def _bound_in_words(sign: str, value: Node, translate: Callable[[str], str]) -> str:
    if isinstance(value, Number):
        return translate(_BOUNDS[sign]) % {"limit": _plain(value)}
    return translate(_DAYS[sign]) if value == Call("today", ()) else ""


def highest(constraint: str) -> float | None:
    """The largest number that may be answered, where the constraint says one plainly."""
    value = _bounds(constraint).get("<=", _bounds(constraint).get("<"))
    return value.value if isinstance(value, Number) else None


def _bounds(constraint: str) -> Mapping[str, Node]:
    """The bounds that a constraint sets, by sign; none where it says anything else as well."""
    if not constraint.strip():
        return {}
    try:
        node = parse(constraint)
    except NotUnderstood:
        return {}
    found: dict[str, Node] = {}
    for part in node.parts if isinstance(node, All) else (node,):
        match part:
            case Chain((sign,), (Own(), value)) if sign in _BOUNDS and sign not in found:
                found[sign] = value
            case Chain((sign,), (value, Own())) if sign in _BOUNDS and _TURNED[sign] not in found:
                found[_TURNED[sign]] = value
            case _:
                return {}
    return found

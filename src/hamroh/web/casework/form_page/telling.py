"""Texts of a form, with the answers they speak of; and answers in words."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hamroh.foundation.forms.definition import Question
from hamroh.foundation.forms.rules import Compiled
from hamroh.foundation.forms.terms import FILES, Kind
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.text import say

_ANSWER = re.compile(r"\$\{\s*([^{}]+?)\s*\}")

Find = Callable[[str], str]
"""From the name of a question to its answer in words, as seen from where a text stands."""


def text_of(words: Mapping[str, str], language: str, find: Find) -> str:
    """A label in this language, with the answers it speaks of."""
    return _ANSWER.sub(lambda found: find(found[1]), say(words, language))


def live_text(words: Mapping[str, str], language: str, find: Find) -> SafeString:
    """The same for a page: each answer in an element of its own, which the script keeps up to date."""
    parts = _ANSWER.split(say(words, language))
    return format_html_join(
        "",
        "{}",
        ((_shown(part, find(part)) if at % 2 else part,) for at, part in enumerate(parts)),
    )


UNSAID = "…"  # a name, in a text: nobody asked for it


def _shown(name: str, words: str) -> str:
    return words if words == UNSAID else format_html('<output data-ref="{}">{}</output>', name, words)


def answer_words(form: Compiled, question: Question, value: str, language: str) -> str:
    """An answer as a reader of this language says it."""
    if not value:
        return ""
    if question.kind in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE):
        labels = {choice.name: say(choice.label, language) or choice.name for choice in form.choices(question)}
        codes = value.split() if question.kind is Kind.SELECT_MULTIPLE else [value]
        return "; ".join(labels.get(code, code) for code in codes)
    if question.kind is Kind.ACKNOWLEDGE:
        return _("Confirmed")
    if question.kind in FILES:
        return _("A file")
    return _day(question.kind, value)


def _day(kind: Kind, value: str) -> str:
    try:
        if kind is Kind.DATE:
            return date_format(date.fromisoformat(value), "DATE_FORMAT")
        if kind is Kind.DATE_TIME:
            return date_format(datetime.fromisoformat(value), "DATETIME_FORMAT")
    except ValueError:
        pass
    return value


def finder(form: Compiled, answers: Mapping[str, Any], shown: frozenset[str], language: str, row: str = "") -> Find:
    """Answers as texts of this row see them: the row's own first, then those around it; hidden ones say nothing."""

    def find(name: str) -> str:
        item = form.items.get(name)
        if item is None or item.question is None:
            return ""
        path, value = _from(row, name, answers)
        if item.question.field_group == FieldGroup.IDENTITY:
            return UNSAID
        return answer_words(form, item.question, value, language) if path in shown else ""

    return find


def _from(row: str, name: str, answers: Mapping[str, Any]) -> tuple[str, str]:
    steps = row.split("/")[:-1]
    for end in range(len(steps), -1, -2):
        here: Any = answers
        for repeat, at in zip(steps[:end:2], steps[1:end:2], strict=True):
            rows = here.get(repeat, [])
            here = rows[int(at)] if isinstance(rows, list) and int(at) < len(rows) else {}
        if isinstance(here, Mapping) and isinstance(here.get(name), str):
            return "/".join([*steps[:end], name]), here[name]
    return name, ""

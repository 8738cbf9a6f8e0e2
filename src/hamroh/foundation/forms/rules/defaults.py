"""What a form says before anybody answered: defaults, once, when it begins or when a row is added."""

import re
from datetime import datetime
from typing import Any

from hamroh.foundation.forms.definition import Definition
from hamroh.foundation.forms.expressions import Context, evaluate, parse, text
from hamroh.foundation.forms.rules.compiled import compiled
from hamroh.foundation.forms.rules.values import Unfit, fitted

_DYNAMIC = re.compile(r"\$\{|^[a-zA-Z][\w:.-]*\(.*\)$", re.DOTALL)  # else the value stands as it is written


def begun(definition: Definition, *, now: datetime, repeat: str = "") -> dict[str, Any]:
    """The answers a new form, or a new row of this repeat, begins with. An expression sees no other answers."""
    found: dict[str, Any] = {}
    context = Context(answers={}, today=now.date(), now=now)
    for item in compiled(definition).items.values():
        question = item.question
        if question is None or not question.default or "".join(item.home[-1:]) != repeat:
            continue
        value = question.default
        if _DYNAMIC.search(value):
            value = text(evaluate(parse(value), context))
        try:
            found[question.name] = fitted(question.kind, value)
        except Unfit:
            continue
    return found

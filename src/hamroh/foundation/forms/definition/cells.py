"""Single cells of a row of the survey: texts by language, expressions, yes and no, parameters."""

import re

from hamroh.foundation.forms.definition import limits
from hamroh.foundation.forms.definition.draft import Draft
from hamroh.foundation.forms.definition.sheets import Row
from hamroh.foundation.forms.definition.values import expression_value, plain_value
from hamroh.kernel.words import N_

YES = frozenset({"yes", "true", "true()"})
NO = frozenset({"", "no", "false", "false()"})
_PAIR = re.compile(r"([A-Za-z][\w-]*)\s*=\s*(\"[^\"]*\"|'[^']*'|\$\{[^}]*\}|[^\s,;]+)")
_TOO_LONG = N_("The text is longer than %(limit)s signs.")


def texts(row: Row, base: str, draft: Draft, limit: int) -> dict[str, str]:
    """A text in each of its languages. A language that the rest of the form has and this one lacks is said."""
    found = row.text(base)
    for tag, text in found.items():
        cell = row.cell(base, tag)
        plain_value(cell, text, draft.found)
        if len(text) > limit:
            draft.found.error(cell, _TOO_LONG, limit=limit)
    if found:
        for tag in draft.languages.all:
            if tag not in found:
                draft.found.warning(
                    row.cell(base, tag), N_("The text is missing in the language %(language)s."), language=tag
                )
    return found


def expression(row: Row, base: str, draft: Draft) -> str:
    """What is authored as an expression. Whether it is understood is asked when all names are known."""
    written = row[base]
    if len(written) > limits.EXPRESSION:
        draft.found.error(row.cell(base), _TOO_LONG, limit=limits.EXPRESSION)
        return ""
    before = draft.expressions
    draft.expressions += len(written)
    if draft.expressions > limits.EXPRESSIONS:
        if before <= limits.EXPRESSIONS:
            draft.found.error(
                row.cell(base), N_("All conditions and calculations together are too long. Split the form.")
            )
        return ""
    return written if expression_value(row.cell(base), written, draft.found) else ""


def condition(row: Row, base: str, draft: Draft) -> str:
    """yes, no, or an expression: as an expression."""
    written = row[base].lower()
    if written in YES:
        return "true()"
    return "" if written in NO else expression(row, base, draft)


def word(row: Row, base: str, draft: Draft) -> str:
    """A short word of ours or of XLSForm."""
    written = row[base]
    plain_value(row.cell(base), written, draft.found)
    if len(written) > limits.NAME * 2:
        draft.found.error(row.cell(base), _TOO_LONG, limit=limits.NAME * 2)
        return ""
    return written


def parameters(row: Row, draft: Draft) -> dict[str, str]:
    """`rows=5 randomize=true` as a mapping."""
    written = word(row, "parameters", draft)
    pairs = {m.group(1): m.group(2).strip("\"'") for m in _PAIR.finditer(written)}
    if written and _PAIR.sub("", written).strip(" ,;"):
        draft.found.error(
            row.cell("parameters"), N_("The parameters are not understood. Write them as name=value, a blank between.")
        )
    return pairs

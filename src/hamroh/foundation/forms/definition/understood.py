"""What an expression asks of other questions, and what is wrong with it."""

import re
from collections.abc import Collection

from hamroh.foundation.forms.definition import limits
from hamroh.foundation.forms.definition.finding import Findings
from hamroh.foundation.forms.expressions import NotUnderstood, names_in, parse
from hamroh.kernel.words import N_

_SHOWN = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_.-]*)\}")


def names_of(expression: str) -> frozenset[str]:
    """The questions whose answers it reads; none, where it is not understood."""
    if not expression:
        return frozenset()
    try:
        return names_in(parse(expression))
    except NotUnderstood:
        return frozenset()


def understood(cell: str, expression: str, names: Collection[str], columns: Collection[str], found: Findings) -> None:
    """Say what is not understood in an expression. `columns`: what a `choice_filter` may name of its list."""
    try:
        parse(expression, names=names, columns=columns)
    except NotUnderstood as refused:
        found.error(cell, refused.message_id, **refused.params)


def shown(cell: str, text: str, names: Collection[str], found: Findings) -> None:
    """A text may show an answer, as `${name}`: the question must be there, and the brackets closed."""
    for name in _SHOWN.findall(text):
        if name not in names:
            unknown = N_("There is no question %(name)s. Check the name between ${ and }.")
            found.error(cell, unknown, name=name[: limits.NAME])
    if "${" in _SHOWN.sub("", text):
        found.error(cell, N_("${ in a text shows an answer. Write it as ${name}, or leave the sign out."))

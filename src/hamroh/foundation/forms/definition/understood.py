"""What an expression asks of other questions, and what is wrong with it."""

from collections.abc import Collection

from hamroh.foundation.forms.definition.finding import Findings
from hamroh.foundation.forms.expressions import NotUnderstood, names_in, parse


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

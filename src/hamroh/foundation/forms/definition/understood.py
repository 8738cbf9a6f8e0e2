"""What an expression asks of other questions. Stands alone, so that reading does not know how expressions are parsed."""

import re
from collections.abc import Collection

from hamroh.foundation.forms.definition import limits
from hamroh.foundation.forms.definition.finding import Findings
from hamroh.kernel.words import N_

_NAME = re.compile(r"\$\{\s*([^{}]*?)\s*\}")


def names_of(expression: str) -> frozenset[str]:
    """The questions whose answers it reads. Of an expression that is not understood: those that can be made out."""
    return frozenset(_NAME.findall(expression))


def understood(cell: str, expression: str, names: Collection[str], columns: Collection[str], found: Findings) -> None:
    """Say what is not understood in an expression. `columns`: what a `choice_filter` may name of its list."""
    for name in sorted(names_of(expression)):
        if name not in names:
            found.error(
                cell, N_("There is no question %(name)s. Check the name between ${ and }."), name=name[: limits.NAME]
            )

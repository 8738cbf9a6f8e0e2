"""What a cell may hold. A spreadsheet opens a file of ours one day: nothing in it may begin to calculate there."""

import re

from hamroh.foundation.forms.definition.finding import Findings
from hamroh.kernel.words import N_

# Digits with a sign before them: a number, or a telephone number of an example.
_NUMBER = re.compile(r"[+-]?[\d\s().,–-]*\d[\d\s().,–-]*")
_LONGEST_NUMBER = 40
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")

FORMULA = N_("The text begins like a formula (with %(sign)s). Begin it with a letter.")


def plain_value(cell: str, value: str, found: Findings) -> bool:
    """Whether the text is safe to keep and to hand out again; said where it is not."""
    if value.startswith(_BEGINS_A_FORMULA) and not (len(value) <= _LONGEST_NUMBER and _NUMBER.fullmatch(value)):
        found.error(cell, FORMULA, sign=repr(value[0])[1:-1])
        return False
    return printable(cell, value, found)


def expression_value(cell: str, value: str, found: Findings) -> bool:
    """As above, for what is authored as an expression: it may begin with a minus."""
    if value.startswith(("=", "+", "@", "\t", "\r")):
        found.error(cell, FORMULA, sign=repr(value[0])[1:-1])
        return False
    return printable(cell, value, found)


def printable(cell: str, value: str, found: Findings) -> bool:
    if _UNPRINTABLE.search(value):
        found.error(cell, N_("The cell holds signs that cannot be shown. Type its text again."))
        return False
    return True

"""What a form makes of answers: which questions are asked, what is calculated, what cannot be so. Pure.

`judge` is total: whatever is sent to it, it answers. It never changes what it was given, and judging its own answers
again changes nothing.
"""

from hamroh.foundation.forms.rules.compiled import OTHER, Compiled, compiled, without
from hamroh.foundation.forms.rules.defaults import begun
from hamroh.foundation.forms.rules.judging import Judged, choices_for, judge
from hamroh.foundation.forms.rules.paths import MOST_ROWS, Answers, Flat, flat, name_of, nested, row_of
from hamroh.foundation.forms.rules.rows import row_at, row_put_back, row_taken_out
from hamroh.foundation.forms.rules.values import MOST_LETTERS, Fault

__all__ = [
    "MOST_LETTERS",
    "MOST_ROWS",
    "OTHER",
    "Answers",
    "Compiled",
    "Fault",
    "Flat",
    "Judged",
    "begun",
    "choices_for",
    "compiled",
    "flat",
    "judge",
    "name_of",
    "nested",
    "row_at",
    "row_of",
    "row_put_back",
    "row_taken_out",
    "without",
]

"""The mechanism's own things in words: the same for all audiences, so the words stand in the shell."""

from hamroh.web.shell.wording import (
    BASIS_WORDS,
    KIND_WORDS,
    Names,
    limit_in_words,
    limits_in_words,
    reads_from_the_right,
    short_limits,
)

__all__ = [
    "BASIS_WORDS",
    "KIND_WORDS",
    "Names",
    "limit_in_words",
    "limits_in_words",
    "reads_from_the_right",
    "short_limits",
]

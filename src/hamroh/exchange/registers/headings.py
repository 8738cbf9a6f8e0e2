"""What a column probably is, by its heading; what a word of it probably means. Proposals: a person decides."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from hamroh.casework.people.rules.folding import fold
from hamroh.exchange.registers.terms import HEADINGS, MAY_REPEAT, WORDS, Field

LOOKED_AT = 20  # rows among which the heading row is looked for


def folded(text: Any) -> str:
    """A heading or a word as it is compared: without case, script habits and signs that nobody sees."""
    written = " ".join(str(text).replace(".", " ").replace("№", " ").split())
    return fold(written) or written.casefold()


def heading_row(rows: Sequence[Sequence[Any]], known: Mapping[str, str]) -> int:
    """The number (from 1) of the row that looks most like headings: most of its cells are words known for a column."""
    best, found = 1, 0.0
    for number, row in enumerate(rows[:LOOKED_AT], 1):
        cells = [cell for cell in row if isinstance(cell, str)]
        score = sum(field_of(cell, known) is not None for cell in cells) + len(cells) / 1000
        if score > found:
            best, found = number, score
    return best


def propose(headings: Sequence[Any], known: Mapping[str, str]) -> dict[int, Field]:
    """Column → field. What this organisation said before counts most; no field is proposed twice."""
    given: dict[int, Field] = {}
    for index, heading in enumerate(headings):
        field = field_of(heading, known) if heading is not None else None
        if field and (field in MAY_REPEAT or field not in given.values()):
            given[index] = field
    return given


def field_of(heading: Any, known: Mapping[str, str]) -> Field | None:
    words = folded(heading)
    if words in known:
        return Field(known[words]) if known[words] in set(Field) else None
    said = set(words.split())
    fitting = [(len(asked), field) for asked, field in _headings() if asked <= said]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


@cache
def _headings() -> tuple[tuple[frozenset[str], Field], ...]:
    return tuple(
        (frozenset(folded(name).split()), field) for field, names in HEADINGS.items() for name in names if folded(name)
    )


def code_of(field: Field, word: str, words: Mapping[str, Mapping[str, str]], known: Mapping[str, str]) -> str:
    """The code that a word of a coded column probably means; empty when nothing is near. `words`: the list's own names."""
    asked = folded(word)
    if asked in known:
        return known[asked]
    for written, code in WORDS.get(field, {}).items():
        if folded(written) == asked and code in words:
            return code
    for code, names in words.items():
        if word.strip().casefold() == code.casefold() or asked in {folded(name) for name in names.values()}:
            return code
    return ""

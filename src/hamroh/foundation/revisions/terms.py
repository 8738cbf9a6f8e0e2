"""What a section asks, as a table: one row per field. Its rule, its form and its words on a page are all made from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What may be written into a field. WORDS and TEXT are sealed; the others stand open in the group's own table."""

    WORDS = "words"
    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"
    CODE = "code"
    CODES = "codes"
    CHOICE = "choice"
    TICK = "tick"
    NUMBER = "number"
    MONEY = "money"


SEALED = frozenset({Kind.WORDS, Kind.TEXT})
LONGEST = {Kind.WORDS: 300, Kind.TEXT: 4000}
MOST_MONEY = 10**12


@dataclass(frozen=True, slots=True)
class Asked:
    """A field: its name, its wording (message ids), what may stand in it.

    `of`: the edition's list from which it is chosen; `choices`: the platform's own, with their words. `happened`: no day
    after today. `after`: the field before whose day this one cannot lie.
    """

    name: str
    label: str
    kind: Kind
    of: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""
    required: bool = False
    happened: bool = False
    after: str = ""


Fields = tuple[Asked, ...]


def open_columns(fields: Fields, said: Mapping[str, object]) -> dict[str, object]:
    """What of this stands open: codes, days and numbers."""
    return {asked.name: said.get(asked.name) for asked in fields if asked.kind not in SEALED and asked.name in said}


def sealed_words(fields: Fields, said: Mapping[str, object]) -> dict[str, object]:
    """What of this tells a story."""
    words = {asked.name: said.get(asked.name) for asked in fields if asked.kind in SEALED}
    return {name: value.strip() if isinstance(value, str) else value for name, value in words.items() if value}

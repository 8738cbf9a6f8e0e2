"""Whether a text that others will read tells who somebody is. A reason to ask the writer, never to change the text."""

import re
from collections.abc import Collection
from enum import StrEnum

from hamroh.casework.people.rules import Names
from hamroh.casework.people.rules.folding import phone
from hamroh.casework.people.rules.matching import phones_in
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.text import fold
from hamroh.kernel.typed import figures, one_line
from hamroh.kernel.words import N_

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_DAY = re.compile(r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}:\d{2}\b")
# One or two letters and seven to nine figures, as on the passports of the region; ten figures in a row are another's.
_PASSPORT = re.compile(r"\b[^\W\d_]{1,2}\s?[№#-]?\s?\d{7,9}\b|\b\d{9,12}\b")


class Telling(StrEnum):
    NAME = "name"
    NUMBER = "number"


SENTENCES = {
    Telling.NAME: N_("This text seems to contain the person's name: write “she”, “he” or the code instead."),
    Telling.NUMBER: N_("This text seems to contain a telephone or passport number: leave it out."),
}


def telling(text: str, names: Names | None) -> frozenset[Telling]:
    """What the text seems to tell: one of the person's names in any spelling or script, or a number of some person."""
    found = set()
    if names and names_in(text, all_names(names)):
        found.add(Telling.NAME)
    if numbers_in(text) or (names and _own_number(text, names)):
        found.add(Telling.NUMBER)
    return frozenset(found)


def obstacles_to_telling(field: str, text: str, names: Names | None) -> list[Obstacle]:
    """The same as sentences at the field. They say that there is something, not what: the writer may not know the name."""
    return [Obstacle(SENTENCES[one], field) for one in sorted(telling(text, names))]


def all_names(names: Names) -> list[str]:
    """All that the person is called."""
    return [n for n in (names.given, names.patronymic, names.surname, names.on_document, *names.aliases) if n]


def names_in(text: str, names: Collection[str]) -> list[str]:
    """Capitalised words of the text, or such of a script without capitals, that are in any spelling part of these names."""
    known = {folded for name in names for word in _WORD.findall(name) if len(folded := fold(word)) > 1}
    words = dict.fromkeys(word for word in _WORD.findall(text) if not word[0].islower())
    return [word for word in words if fold(word) in known]


def numbers_in(text: str) -> bool:
    """Whether there is what looks like a telephone or a passport number. Days and hours are none."""
    plain = _DAY.sub(" ", figures(one_line(text)))
    return bool(phones_in(plain) or _PASSPORT.search(plain))


def _own_number(text: str, names: Names) -> bool:
    """The person's own, however short and however it is spaced."""
    said = re.sub(r"[\W_]", "", figures(text)).casefold()
    own = (re.sub(r"[\W_]", "", number).casefold() for number in (names.document_number, phone(names.phone) or ""))
    return any(len(number) > 4 and number in said for number in own)

"""Whether what somebody typed may mean the person of a file: which marks to look for, and how well the names fit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from hamroh.casework.people.rules import Names
from hamroh.casework.people.rules.folding import fold, forms, phone, skeleton, words
from hamroh.casework.people.terms import Why

MOST_WORDS = 6
MOST_PAIRS = 40
LIKENESS = 0.7  # of two folded words: less is another name
_PHONE_SIGNS = frozenset("+()-–. /\u00a0\u202f")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for: words of a name, or the last digits of a telephone. Never kept, never recorded."""

    names: tuple[str, ...] = ()
    phone: str = ""

    @property
    def pairs(self) -> list[str]:
        """The compound values whose marks may lead to the file; none for a single word."""
        spans = [(at, at, form) for at, word in enumerate(self.names) for form in forms(word)]
        neighbours = enumerate(zip(self.names, self.names[1:], strict=False))
        spans += [(at, at + 1, fold(first + second)) for at, (first, second) in neighbours]
        apart = ((a, b) for a, b in combinations(spans, 2) if a[1] < b[0] or b[1] < a[0])
        return _first(_pair(a[2], b[2]) for a, b in apart)


@dataclass(frozen=True, slots=True)
class Fit:
    """Why a file is shown, and how high: more words found, and nearer ones, stand first."""

    why: Why
    found: int = 0
    likeness: float = 1.0

    @property
    def rank(self) -> tuple[float, float]:
        return (-self.found, -self.likeness)


def asked(typed: str) -> Asked:
    """A number if it is written like one, else the words of a name."""
    plain = "".join(sign for sign in typed if sign.isprintable()).strip()
    number = phone(plain)
    if number and all(sign.isdigit() or sign in _PHONE_SIGNS for sign in plain):
        return Asked(phone=number)
    return Asked(names=tuple(word for word in words(plain) if fold(word))[:MOST_WORDS])


def name_parts(names: Names) -> list[str]:
    """The parts by which somebody may be called; what stands on a document is as many parts as it has words."""
    parts = [names.given, names.patronymic, names.surname, *words(names.on_document), *names.aliases]
    return list(dict.fromkeys(part for part in parts if part))


def pairs_of(names: Names) -> list[str]:
    """The compound values of a file: of any two parts of the name the skeletons, sorted. A single one is never marked."""
    parts = name_parts(names)
    across = ((a, b) for one, other in combinations(parts, 2) for a, b in product(forms(one), forms(other)))
    within = ((fold(a), fold(b)) for part in parts for a, b in combinations(words(part), 2))
    return _first(_pair(a, b) for a, b in (*across, *within))


def phones_in(text: str) -> list[str]:
    """The telephone numbers that stand in a text somebody wrote freely, as their last nine digits."""
    runs, run = [], ""
    for sign in (*text, "x"):
        if sign.isdigit() or (run and sign in _PHONE_SIGNS):
            run += sign
        else:
            runs.append(run)
            run = ""
    return _first(number for number in map(phone, runs))


def fits(asked: Asked, names: Names, numbers: Iterable[str] = ()) -> Fit | None:
    """How well the names and numbers of a file answer what was asked; None when they do not."""
    if asked.phone:
        return Fit(Why.PHONE) if asked.phone in {phone(names.phone), *numbers} else None
    return _fits_names(asked.names, names)


def _fits_names(typed: tuple[str, ...], names: Names) -> Fit | None:
    """Each typed word takes the likest part that no other took. Of several words at least two must be found."""
    groups = [forms(part) for part in name_parts(names)]
    found = []
    for word in _joined_where_it_helps(typed, groups):
        likes = [(_likeness(word, group), at) for at, group in enumerate(groups)]
        likeness, at = max(likes, default=(0.0, 0))
        if likeness >= LIKENESS:
            found.append(likeness)
            groups[at] = []
    if not found or len(found) < min(2, len(typed)):
        return None
    mean = sum(found) / len(found)
    return Fit(Why.SAME_NAME if mean == 1.0 and len(found) == len(typed) else Why.SOUNDS_ALIKE, len(found), mean)


def _joined_where_it_helps(typed: tuple[str, ...], groups: list[list[str]]) -> list[str]:
    """Абдул Рахим, typed apart, is one word where the file has it as one."""
    known, left, words_ = {form for group in groups for form in group}, list(typed), []
    while left:
        if len(left) > 1 and fold(left[0]) not in known and (joined := fold(left[0] + left[1])) in known:
            words_.append(joined)
            left = left[2:]
        else:
            words_.append(fold(left.pop(0)))
    return words_


def _likeness(word: str, group: list[str]) -> float:
    return max((1 - distance(word, form) / max(len(word), len(form)) for form in group), default=0.0)


def distance(one: str, other: str) -> int:
    """How many letters must be put in, left out, changed or swapped with their neighbour."""
    before, last = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, sign in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != sign))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == sign:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


def _pair(one: str, other: str) -> str:
    """Nothing for one name written twice, in two scripts: its mark would be that of a single name."""
    first, second = sorted((skeleton(one), skeleton(other)))
    return f"{first}|{second}" if first and first != second else ""


def _first(values: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))[:MOST_PAIRS]

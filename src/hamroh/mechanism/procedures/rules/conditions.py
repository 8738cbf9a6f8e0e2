"""For whom a step or a duty holds: `child and not (foreigner or in NORTH)`.

A closed language of five words about the person, `in` with a territory, `and`, `or`, `not` and brackets. It is parsed
once, when a pack is read; nothing in it can call, compute or look anything up.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

#: Words about the person. Each pair is one fact and its opposite.
WORDS: Final = ("adult", "child", "national", "foreigner")
LONGEST: Final = 300
DEEPEST: Final = 20
TOKEN: Final = re.compile(r"\s*(?:([()])|([A-Za-z0-9][A-Za-z0-9_:-]*))")


@dataclass(frozen=True, slots=True)
class Among:
    """The person is an `adult`, a `child`, a `national` of this country, or a `foreigner` (also without a nationality)."""

    word: str


@dataclass(frozen=True, slots=True)
class InTerritory:
    """It happens in this territory, or in one that lies in it."""

    territory: str


@dataclass(frozen=True, slots=True)
class Negation:
    inner: "Condition"


@dataclass(frozen=True, slots=True)
class AndAlso:
    left: "Condition"
    right: "Condition"


@dataclass(frozen=True, slots=True)
class OrElse:
    left: "Condition"
    right: "Condition"


Condition = Among | InTerritory | Negation | AndAlso | OrElse


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known. `None`: not known. `places`: the territory and all those it lies in; None: not known."""

    child: bool | None = None
    foreigner: bool | None = None
    places: frozenset[str] | None = None


class Misread(Exception):
    """The text is no condition. Says what is wrong with it, and what to write."""

    def __init__(self, sentence: str, remedy: str) -> None:
        self.sentence, self.remedy = sentence, remedy
        super().__init__(f"{sentence} {remedy}")


LANGUAGE: Final = f"Use {', '.join(WORDS)}, “in” with a territory, and, or, not, and brackets."


def parse_condition(text: str) -> Condition:
    """The condition that `text` writes. Raises Misread."""
    if len(text) > LONGEST:
        raise Misread(f"The condition is longer than {LONGEST} signs.", "Divide it: one entry for each case.")
    reader = _Reader(list(_tokens(text)))
    found = reader.either(0)
    if reader.rest:
        raise Misread(f"“{reader.rest[0]}” stands where the condition should end.", LANGUAGE)
    return found


def _tokens(text: str) -> Iterator[str]:
    place = 0
    end = len(text.rstrip())
    while place < end:
        found = TOKEN.match(text, place)
        if found is None:
            raise Misread(f"“{text[place:end].strip()[0]}” is not understood in a condition.", LANGUAGE)
        yield found[1] or found[2]
        place = found.end()


@dataclass
class _Reader:
    """Reads from the left; `and` binds more closely than `or`, `not` more closely than both."""

    rest: list[str]

    def either(self, depth: int) -> Condition:
        left = self.both(depth)
        while self._next("or"):
            left = OrElse(left, self.both(depth))
        return left

    def both(self, depth: int) -> Condition:
        left = self.one(depth)
        while self._next("and"):
            left = AndAlso(left, self.one(depth))
        return left

    def one(self, depth: int) -> Condition:
        if depth > DEEPEST:
            raise Misread(f"The condition is nested more than {DEEPEST} levels deep.", "Write it more plainly.")
        if self._next("not"):
            return Negation(self.one(depth + 1))
        if self._next("("):
            inner = self.either(depth + 1)
            if not self._next(")"):
                raise Misread("A bracket is never closed.", "Add “)”.")
            return inner
        word = self.rest.pop(0) if self.rest else ""
        if word in WORDS:
            return Among(word)
        if word == "in" and self.rest and self.rest[0] not in ("(", ")"):
            return InTerritory(self.rest.pop(0))
        if not word or word == "in":
            raise Misread("The condition ends too early.", LANGUAGE)
        raise Misread(f"“{word}” is not understood in a condition.", LANGUAGE)

    def _next(self, word: str) -> bool:
        if self.rest and self.rest[0] == word:
            self.rest.pop(0)
            return True
        return False


def holds(condition: Condition | None, facts: Facts) -> bool | None:
    """Whether it holds; None where what is known does not tell. No condition always holds."""
    match condition:
        case None:
            return True
        case Among(word):
            fact = facts.child if word in ("child", "adult") else facts.foreigner
            return None if fact is None else fact is (word in ("child", "foreigner"))
        case InTerritory(territory):
            return None if facts.places is None else territory in facts.places
        case Negation(inner):
            found = holds(inner, facts)
            return None if found is None else not found
        case AndAlso(left, right):
            both = (holds(left, facts), holds(right, facts))
            return False if False in both else None if None in both else True
        case OrElse(left, right):
            either = (holds(left, facts), holds(right, facts))
            return True if True in either else None if None in either else False


def territories_named(condition: Condition | None) -> frozenset[str]:
    match condition:
        case InTerritory(territory):
            return frozenset({territory})
        case Negation(inner):
            return territories_named(inner)
        case AndAlso(left, right) | OrElse(left, right):
            return territories_named(left) | territories_named(right)
        case _:
            return frozenset()


def says(condition: Condition | None, *words: str) -> bool:
    """Whether it asks for any of these words."""
    match condition:
        case Among(word):
            return word in words
        case Negation(inner):
            return says(inner, *words)
        case AndAlso(left, right) | OrElse(left, right):
            return says(left, *words) or says(right, *words)
        case _:
            return False


def written(condition: Condition) -> str:
    """The condition as text that is read back as the same condition."""
    match condition:
        case Among(word):
            return word
        case InTerritory(territory):
            return f"in {territory}"
        case Negation(inner):
            return f"not {_bracketed(inner, AndAlso, OrElse)}"
        case AndAlso(left, right):
            return f"{_bracketed(left, OrElse)} and {_bracketed(right, AndAlso, OrElse)}"
        case OrElse(left, right):
            return f"{written(left)} or {_bracketed(right, OrElse)}"


def _bracketed(condition: Condition, *looser: type) -> str:
    return f"({written(condition)})" if isinstance(condition, looser) else written(condition)

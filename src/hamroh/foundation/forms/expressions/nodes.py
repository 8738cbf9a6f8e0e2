"""The tree of an expression, and its shape in JSON, which the script of the page reads.

Every node is frozen and comparable. In JSON a node is a list: its kind, then its parts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Text:
    value: str


@dataclass(frozen=True)
class Number:
    value: float


@dataclass(frozen=True)
class Ref:
    """The answer to a question: `${name}`, `../name`, `/data/group/name`."""

    name: str


@dataclass(frozen=True)
class Column:
    """A column of the choice that is looked at: a bare name in a choice filter."""

    name: str


@dataclass(frozen=True)
class Own:
    """The value of the question that holds the expression: `.`."""


@dataclass(frozen=True)
class Negative:
    of: "Node"


@dataclass(frozen=True)
class Chain:
    """Operators of one rank, from left to right: `a + b - c`. Flat, so that a long sum is not a deep tree."""

    signs: tuple[str, ...]
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class All:
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Some:
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Call:
    function: str
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Pattern:
    """A regular expression as an automaton without empty steps; see `patterns.py`."""

    sets: tuple[tuple[int, ...], ...]  # the signs of a set: from, end, from, end, …
    of: tuple[int, ...]  # position → its set
    first: tuple[int, ...]
    follow: tuple[tuple[int, ...], ...]
    last: tuple[int, ...]
    empty: bool  # whether the empty text matches


@dataclass(frozen=True)
class Matches:
    value: "Node"
    pattern: Pattern


@dataclass(frozen=True)
class Label:
    """The label of a code among the choices of a question, in the language of the page."""

    value: "Node"
    field: str


Node = Text | Number | Ref | Column | Own | Negative | Chain | All | Some | Call | Matches | Label


def parts_of(node: Node) -> tuple[Node, ...]:
    match node:
        case Chain(parts=parts) | All(parts=parts) | Some(parts=parts) | Call(parts=parts):
            return parts
        case Negative(of=part) | Matches(value=part) | Label(value=part):
            return (part,)
    return ()


def every(node: Node) -> Iterator[Node]:
    yield node
    for part in parts_of(node):
        yield from every(part)


def names_in(node: Node) -> frozenset[str]:
    """The questions whose answers the expression reads."""
    return frozenset(found.name for found in every(node) if isinstance(found, Ref))


def as_json(node: Node) -> list[Any]:  # noqa: PLR0911 — a kind, a line
    match node:
        case Text(value):
            return ["text", value]
        case Number(value):
            return ["number", value]
        case Ref(name):
            return ["ref", name]
        case Column(name):
            return ["column", name]
        case Own():
            return ["own"]
        case Negative(of):
            return ["negative", as_json(of)]
        case Chain(signs, parts):
            return ["chain", list(signs), *map(as_json, parts)]
        case All(parts):
            return ["and", *map(as_json, parts)]
        case Some(parts):
            return ["or", *map(as_json, parts)]
        case Call(function, parts):
            return ["call", function, *map(as_json, parts)]
        case Matches(value, pattern):
            return ["matches", as_json(value), _pattern_as_json(pattern)]
        case Label(value, field):
            return ["label", as_json(value), field]


def from_json(data: list[Any]) -> Node:  # noqa: PLR0911 — a kind, a line
    """The way back, for a definition that was stored. Only for what `as_json` wrote."""
    kind, *rest = data
    match kind:
        case "text":
            return Text(rest[0])
        case "number":
            return Number(float(rest[0]))
        case "ref":
            return Ref(rest[0])
        case "column":
            return Column(rest[0])
        case "own":
            return Own()
        case "negative":
            return Negative(from_json(rest[0]))
        case "chain":
            return Chain(tuple(rest[0]), tuple(map(from_json, rest[1:])))
        case "and":
            return All(tuple(map(from_json, rest)))
        case "or":
            return Some(tuple(map(from_json, rest)))
        case "call":
            return Call(rest[0], tuple(map(from_json, rest[1:])))
        case "matches":
            return Matches(from_json(rest[0]), _pattern_from_json(rest[1]))
        case "label":
            return Label(from_json(rest[0]), rest[1])
    raise ValueError(kind)


def _pattern_as_json(pattern: Pattern) -> list[Any]:
    return [
        [list(signs) for signs in pattern.sets], list(pattern.of), list(pattern.first),
        [list(next_ones) for next_ones in pattern.follow], list(pattern.last), pattern.empty,
    ]  # fmt: skip


def _pattern_from_json(data: list[Any]) -> Pattern:
    sets, of, first, follow, last, empty = data
    return Pattern(tuple(map(tuple, sets)), tuple(of), tuple(first), tuple(map(tuple, follow)), tuple(last), empty)

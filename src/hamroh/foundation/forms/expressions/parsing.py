"""From the text of an expression to its tree: the part of XPath 1.0 that XLSForm uses."""

import math
import re
from collections.abc import Collection
from typing import NamedTuple

from . import refusals as say
from .functions import FUNCTIONS, MANY, OF_NAMES, OF_PARTS, date_formats_unknown
from .nodes import All, Call, Chain, Column, Label, Matches, Negative, Node, Number, Own, Ref, Some, Text, parts_of
from .patterns import read_pattern
from .refusals import NotUnderstood

LONGEST, DEEPEST = 10_000, 100
NAME = r"[^\W\d][\w.\-]*"
TOKEN = re.compile(
    r"(?P<space>[ \t\r\n\u00a0]+)"
    r"|(?P<ref>\$\{[^{}]*\})"
    r"|(?P<text>\"[^\"]*\"|'[^']*')"
    r"|(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
    rf"|(?P<name>{NAME}(?::{NAME})?)"
    r"|(?P<sign>\.\.|!=|<=|>=|//|[-+*/=<>(),.|\[\]@])"
)
INSIDE = re.compile(rf"\s*({NAME})\s*")
FIELD = re.compile(rf"\s*(?:\$\{{\s*({NAME})\s*\}}|\S*/({NAME}))\s*")
RANKS = {
    "or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "div": 6, "mod": 6,
}  # fmt: skip
UNSAYABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Token(NamedTuple):
    kind: str
    text: str
    at: int


def parse(text: str, *, names: Collection[str] | None = None, columns: Collection[str] = ()) -> Node:
    """The tree of an expression; `NotUnderstood` for everything else.

    `names`: the questions of the form; when given, a name that is not among them is refused. `columns`: those of the choices'
    sheet, for a choice filter, where a bare name is the column of the choice.
    """
    if len(text) > LONGEST:
        raise NotUnderstood(say.TOO_LONG, LONGEST, {"limit": LONGEST})
    reader = Reader(_tokens(text), names, columns)
    node = reader.expression(1)
    if reader.now.kind != "end":
        raise reader.unexpected()
    if _depth(node) > DEEPEST:
        raise NotUnderstood(say.TOO_DEEP, 0, {"limit": DEEPEST})
    return node


def _tokens(text: str) -> list[Token]:
    found, at = [], 0
    if unsayable := UNSAYABLE.search(text):
        raise NotUnderstood(say.UNEXPECTED, unsayable.start(), {"found": f"U+{ord(unsayable[0]):04X}"})
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise _unreadable(text[at], at)
        if match.lastgroup != "space":
            found.append(Token(str(match.lastgroup), match[0], at))
        at = match.end()
    return [*found, Token("end", "", len(text))]


def _unreadable(sign: str, at: int) -> NotUnderstood:
    if sign in "‘’‚“”„«»":
        return NotUnderstood(say.CURLY_QUOTES, at, {"found": sign})
    if sign in "'\"":
        return NotUnderstood(say.OPEN_TEXT, at)
    return NotUnderstood(say.UNEXPECTED, at, {"found": sign})


def _depth(node: Node) -> int:
    return 1 + max(map(_depth, parts_of(node)), default=0)


class Reader:
    def __init__(self, tokens: list[Token], names: Collection[str] | None, columns: Collection[str]) -> None:
        self.tokens, self.i, self.names, self.columns, self.depth = tokens, 0, names, columns, 0

    @property
    def now(self) -> Token:
        return self.tokens[self.i]

    def take(self) -> Token:
        token = self.now
        self.i += 1
        return token

    def sees(self, *signs: str) -> bool:
        return self.now.kind == "sign" and self.now.text in signs

    def expect(self, sign: str) -> None:
        if not self.sees(sign):
            raise self.unexpected()
        self.i += 1

    def unexpected(self) -> NotUnderstood:
        if self.now.kind == "end":
            return NotUnderstood(say.UNFINISHED, self.now.at)
        if self.sees("["):
            return NotUnderstood(say.NO_PREDICATES, self.now.at)
        return NotUnderstood(say.UNEXPECTED, self.now.at, {"found": self.now.text})

    def rank(self) -> int:
        """Of the operator that comes next; 0 when none does. After a value, `div` is no name and `*` no wildcard."""
        return RANKS.get(self.now.text, 0) if self.now.kind in ("sign", "name") else 0

    def expression(self, least: int) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotUnderstood(say.TOO_DEEP, self.now.at, {"limit": DEEPEST})
        left = self.signed()
        while (rank := self.rank()) >= least:
            left = self.chain(left, rank)
        self.depth -= 1
        return left

    def chain(self, left: Node, rank: int) -> Node:
        signs, parts = [], [left]
        while self.rank() == rank:
            signs.append(self.take().text)
            parts.append(self.expression(rank + 1))
        if rank <= 2:
            return (Some if rank == 1 else All)(tuple(parts))
        return Chain(tuple(signs), tuple(parts))

    def signed(self) -> Node:
        count = 0
        while self.sees("-"):
            self.i += 1
            count += 1
        node = self.value()
        if count:
            node = Negative(node) if count % 2 else Negative(Negative(node))
        if self.sees("["):
            raise self.unexpected()
        return node

    def value(self) -> Node:
        token = self.now
        if token.kind == "text":
            self.i += 1
            return Text(token.text[1:-1])
        if token.kind == "number":
            self.i += 1
            if not math.isfinite(float(token.text)):
                raise NotUnderstood(say.UNEXPECTED, token.at, {"found": token.text[:20] + "…"})
            return Number(float(token.text))
        if token.kind == "ref":
            self.i += 1
            return self.ref(self.inside(token), token.at)
        if token.kind == "name" and self.tokens[self.i + 1].text == "(":
            return self.call()
        if self.sees("("):
            self.i += 1
            node = self.expression(1)
            self.expect(")")
            return node
        return self.path()

    def inside(self, token: Token) -> str:
        name = token.text[2:-1]
        if "#" in name:
            raise NotUnderstood(say.LAST_SAVED, token.at, {"name": name.strip()})
        if found := INSIDE.fullmatch(name):
            return found[1]
        raise NotUnderstood(say.UNEXPECTED, token.at, {"found": token.text})

    def ref(self, name: str, at: int) -> Ref:
        if self.names is not None and name not in self.names:
            raise NotUnderstood(say.UNKNOWN_NAME, at, {"name": name})
        return Ref(name)

    def path(self) -> Node:
        """`.`, `../name`, `/data/group/name`: the last name counts. A bare name is a column of the choices."""
        start = self.now
        steps = self.steps()
        written = "".join(steps)
        last = steps[-1]
        if written == ".":
            return Own()
        if last in (".", "..") or "//" in steps:
            raise NotUnderstood(say.PATH_UNSUPPORTED, start.at, {"found": written})
        if len(steps) > 1:
            return self.ref(last, start.at)
        if last not in self.columns:
            raise NotUnderstood(say.BARE_NAME, start.at, {"name": last})
        return Column(last)

    def steps(self) -> list[str]:
        steps = []
        if self.sees("/", "//"):
            steps.append(self.take().text)
        while True:
            if not (self.now.kind == "name" or self.sees(".", "..")):
                raise self.unexpected()
            steps.append(self.take().text)
            if not self.sees("/", "//"):
                return steps
            steps.append(self.take().text)

    def call(self) -> Node:
        name = self.take()
        self.i += 1
        if name.text == "current":
            return self.current()
        if name.text == "position":
            return self.position()
        if name.text not in FUNCTIONS and name.text not in OF_PARTS:
            raise NotUnderstood(say.UNSUPPORTED, name.at, {"function": name.text + "()"})
        starts = [self.now]
        parts: list[Node] = []
        while not (self.sees(")") and not parts):
            parts.append(self.expression(1))
            if not self.sees(","):
                break
            self.i += 1
            starts.append(self.now)
        self.expect(")")
        _check_count(name, len(parts))
        return self.called(name, tuple(parts), starts)

    def called(self, name: Token, parts: tuple[Node, ...], starts: list[Token]) -> Node:
        function = {"function": name.text + "()"}
        if name.text in OF_NAMES and not isinstance(parts[0], Ref):
            raise NotUnderstood(say.NEEDS_NAME, starts[0].at, function)
        if name.text == "indexed-repeat" and not isinstance(parts[1], Ref):
            raise NotUnderstood(say.NEEDS_NAME, starts[1].at, function)
        if name.text not in ("regex", "jr:choice-name", "format-date", "format-date-time"):
            return Call(name.text, parts)
        if not isinstance(parts[1], Text):
            raise NotUnderstood(say.NEEDS_TEXT, starts[1].at, function)
        literal, at = parts[1].value, starts[1].at + 1
        if name.text == "regex":
            return Matches(parts[0], read_pattern(literal, at))
        if name.text == "jr:choice-name":
            field = FIELD.fullmatch(literal)
            if not field:
                raise NotUnderstood(say.NEEDS_NAME, at, function)
            return Label(parts[0], self.ref(field[1] or field[2], at).name)
        if unknown := date_formats_unknown(literal):
            raise NotUnderstood(say.DATE_FORMAT, at, {"found": unknown})
        return Call(name.text, parts)

    def current(self) -> Node:
        """`current()/../name`: what a filter writes for an answer; alone it is the question's own value."""
        self.expect(")")
        if not self.sees("/"):
            return Own()
        self.i += 1
        if not self.sees(".", ".."):
            raise self.unexpected()
        return self.path()

    def position(self) -> Node:
        """Only `position(..)`: which instance of the repeat this is."""
        at = self.now.at
        steps = self.steps()
        self.expect(")")
        if steps != [".."]:
            raise NotUnderstood(say.PATH_UNSUPPORTED, at, {"found": "".join(steps)})
        return Call("position", ())


def _check_count(name: Token, given: int) -> None:
    least, most = OF_PARTS.get(name.text) or FUNCTIONS[name.text][:2]
    if least <= given <= most:
        return
    said = {"function": name.text + "()", "given": given, "wanted": least, "least": least, "most": most}
    if least == most:
        raise NotUnderstood(say.WRONG_COUNT, name.at, said)
    raise NotUnderstood(say.TOO_FEW if most == MANY else say.WRONG_RANGE, name.at, said)

"""Regular expressions without surprises: the part that Java, Python and JavaScript read alike, as an automaton.

A pattern is turned once, when the form is read, into the automaton of Glushkov: a position for each sign of the pattern,
and for each position those that may follow. Matching walks all possibilities at once, so its time is bounded by the length
of the text times the size of the pattern, whatever the pattern is: nothing explodes. The script of the page walks
the same automaton. As in ODK the whole text must match.
"""

from bisect import bisect_right

from . import refusals as say
from .nodes import Pattern
from .refusals import NotUnderstood

POSITIONS, EDGES, DEPTH = 1000, 20_000, 20
WORK = 2_000_000  # signs × positions; a longer text does not match
END = 0x110000
SHORT = {
    "d": (48, 58),
    "w": (48, 58, 65, 91, 95, 96, 97, 123),
    "s": (9, 14, 32, 33),
}
DOT = (10, 11, 13, 14, 0x85, 0x86, 0x2028, 0x202A)  # what a point does not stand for
NAMED = {"t": 9, "n": 10, "r": 13, "f": 12}
MEANT = set("\\^$.|?*+()[]{}")

Tree = tuple  # ("set", signs) | ("row", [Tree]) | ("either", [Tree]) | ("times", Tree, least, most | None)


def negated(signs: tuple[int, ...]) -> tuple[int, ...]:
    inner = signs[1:] if signs and signs[0] == 0 else (0, *signs)
    return inner[:-1] if inner and inner[-1] == END else (*inner, END)


def united(pieces: list[tuple[int, int]]) -> tuple[int, ...]:
    found: list[int] = []
    for start, end in sorted(pieces):
        if found and start <= found[-1]:
            found[-1] = max(found[-1], end)
        else:
            found += [start, end]
    return tuple(found)


class Reader:
    """Reads the text of a pattern into a tree."""

    def __init__(self, text: str, at: int) -> None:
        self.text, self.at, self.i = text, at, 0

    def refuse(self, sentence: str, found: str = "") -> NotUnderstood:
        return NotUnderstood(sentence, self.at + self.i, {"found": found} if found else {})

    def unfinished(self) -> NotUnderstood:
        return self.refuse(say.PATTERN_UNFINISHED)

    def peek(self) -> str:
        return self.text[self.i : self.i + 1]

    def take(self) -> str:
        sign = self.peek()
        if not sign:
            raise self.unfinished()
        self.i += 1
        return sign

    def whole(self) -> Tree:
        tree = self.either(0)
        if self.peek():
            raise self.refuse(say.PATTERN_UNSUPPORTED, self.peek())
        return tree

    def either(self, depth: int) -> Tree:
        if depth > DEPTH:
            raise self.refuse(say.PATTERN_TOO_LARGE)
        rows = [self.row(depth)]
        while self.peek() == "|":
            self.i += 1
            rows.append(self.row(depth))
        return ("either", rows)

    def row(self, depth: int) -> Tree:
        if depth == 0 and self.peek() == "^":  # the whole text is matched anyway
            self.i += 1
        pieces = []
        while (sign := self.peek()) and sign not in "|)":
            if sign == "$" and depth == 0 and self.text[self.i + 1 : self.i + 2] in ("", "|"):
                self.i += 1
                break
            pieces.append(self.repeated(self.piece(depth)))
        if not pieces:
            raise self.unfinished()
        return ("row", pieces)

    def piece(self, depth: int) -> Tree:
        sign = self.take()
        if sign == "(":
            if self.peek() == "?":
                if self.text[self.i : self.i + 2] != "?:":
                    raise self.refuse(say.PATTERN_UNSUPPORTED, "(" + self.text[self.i : self.i + 2])
                self.i += 2
            inner = self.either(depth + 1)
            if self.take() != ")":
                raise self.unfinished()
            return inner
        if sign == "[":
            return ("set", self.signs())
        if sign == ".":
            return ("set", negated(DOT))
        if sign == "\\":
            return ("set", self.escaped())
        if sign in MEANT:
            self.i -= 1
            raise self.refuse(say.PATTERN_UNSUPPORTED, sign)
        return ("set", (ord(sign), ord(sign) + 1))

    def escaped(self) -> tuple[int, ...]:
        sign = self.take()
        if sign.lower() in SHORT:
            return SHORT[sign] if sign in SHORT else negated(SHORT[sign.lower()])
        if sign in NAMED:
            return (NAMED[sign], NAMED[sign] + 1)
        digits = self.text[self.i : self.i + 4]
        if sign == "u" and len(digits) == 4 and all(digit in "0123456789abcdefABCDEF" for digit in digits):
            self.i += 4
            return (int(digits, 16), int(digits, 16) + 1)
        if sign.isascii() and not sign.isalnum():
            return (ord(sign), ord(sign) + 1)
        raise self.refuse(say.PATTERN_UNSUPPORTED, "\\" + sign)

    def signs(self) -> tuple[int, ...]:
        no = self.peek() == "^"
        self.i += no
        pieces: list[tuple[int, int]] = []
        while self.peek() != "]":
            pieces += self.span()
        self.i += 1
        if not pieces:
            raise self.unfinished()
        found = united(pieces)
        return negated(found) if no else found

    def span(self) -> list[tuple[int, int]]:
        """One sign, one short name, or a range of signs, inside square brackets."""
        low = self.one()
        if (
            len(low) > 2
            or low[1] - low[0] != 1
            or self.peek() != "-"
            or self.text[self.i + 1 : self.i + 2] in ("", "]")
        ):
            return list(zip(low[::2], low[1::2], strict=True))
        self.i += 1
        high = self.one()
        if len(high) != 2 or high[1] - high[0] != 1 or high[0] < low[0]:
            raise self.refuse(say.PATTERN_UNSUPPORTED, "-")
        return [(low[0], high[1])]

    def one(self) -> tuple[int, ...]:
        sign = self.take()
        if sign == "\\":
            return self.escaped()
        if sign == "[" or (sign == "&" and self.peek() == "&"):  # Java reads these as sets of sets
            raise self.refuse(say.PATTERN_UNSUPPORTED, sign)
        return (ord(sign), ord(sign) + 1)

    def repeated(self, piece: Tree) -> Tree:
        sign = self.peek()
        if sign not in ("*", "+", "?", "{"):
            return piece
        self.i += 1
        least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(sign) or self.counts()
        if self.peek() == "?":  # lazy or not is the same when the whole text must match
            self.i += 1
        if (after := self.peek()) in ("*", "+", "?", "{") and after:
            raise self.refuse(say.PATTERN_UNSUPPORTED, after)
        return ("times", piece, least, most)

    def counts(self) -> tuple[int, int | None]:
        end = self.text.find("}", self.i)
        inside = self.text[self.i : end] if end > 0 else ""
        low, comma, high = inside.partition(",")
        if not _digits(low) or (high and not _digits(high)):
            raise self.refuse(say.PATTERN_UNSUPPORTED, "{")
        least = int(low)
        most = (int(high) if high else None) if comma else least
        if most is not None and (most < least or most == 0):
            raise self.refuse(say.PATTERN_UNSUPPORTED, "{" + inside + "}")
        self.i = end + 1
        return least, most


def _digits(text: str) -> bool:
    return 0 < len(text) <= 4 and text.isascii() and text.isdigit()


Piece = tuple[bool, list[int], list[int]]  # may be empty, positions it begins with, positions it ends with


class Builder:
    """Makes the positions and their followers. A repeated piece is built as often as it is counted."""

    def __init__(self, at: int) -> None:
        self.at, self.edges = at, 0
        self.sets: dict[tuple[int, ...], int] = {}
        self.of: list[int] = []
        self.follow: list[set[int]] = []

    def build(self, tree: Tree) -> Piece:
        match tree:
            case ("set", signs):
                return self.position(signs)
            case ("row", pieces):
                found: Piece = (True, [], [])
                for piece in pieces:
                    found = self.joined(found, self.build(piece))
                return found
            case ("either", rows):
                built = [self.build(row) for row in rows]
                return (
                    any(empty for empty, _, _ in built),
                    [position for _, first, _ in built for position in first],
                    [position for _, _, last in built for position in last],
                )
            case ("times", piece, least, most):
                return self.times(piece, least, most)
        raise ValueError(tree)

    def position(self, signs: tuple[int, ...]) -> Piece:
        if len(self.of) >= POSITIONS:
            raise NotUnderstood(say.PATTERN_TOO_LARGE, self.at)
        self.of.append(self.sets.setdefault(signs, len(self.sets)))
        self.follow.append(set())
        return (False, [len(self.of) - 1], [len(self.of) - 1])

    def joined(self, left: Piece, right: Piece) -> Piece:
        self.link(left[2], right[1])
        return (
            left[0] and right[0],
            left[1] + right[1] if left[0] else left[1],
            left[2] + right[2] if right[0] else right[2],
        )

    def link(self, lasts: list[int], firsts: list[int]) -> None:
        self.edges += len(lasts) * len(firsts)
        if self.edges > EDGES:
            raise NotUnderstood(say.PATTERN_TOO_LARGE, self.at)
        for last in lasts:
            self.follow[last].update(firsts)

    def times(self, piece: Tree, least: int, most: int | None) -> Piece:
        found: Piece = (True, [], [])
        for _ in range(least if most is not None else least - 1):
            found = self.joined(found, self.build(piece))
        if most is None:
            empty, first, last = self.build(piece)
            self.link(last, first)
            return self.joined(found, (empty or least == 0, first, last))
        more: Piece = (True, [], [])
        for _ in range(most - least):  # a{0,3} as (a(a(a)?)?)?: each has one follower
            _, first, last = self.joined(self.build(piece), more)
            more = (True, first, last)
        return self.joined(found, more)


def read_pattern(text: str, at: int = 0) -> Pattern:
    """The automaton of a pattern. Refuses what the three languages do not read alike, and what grows too large."""
    tree = Reader(text, at).whole()
    builder = Builder(at)
    empty, first, last = builder.build(tree)
    return Pattern(
        tuple(builder.sets), tuple(builder.of), tuple(sorted(set(first))),
        tuple(tuple(sorted(after)) for after in builder.follow), tuple(sorted(set(last))), empty,
    )  # fmt: skip


def matches(pattern: Pattern, text: str) -> bool:
    if not text:
        return pattern.empty
    if len(text) * len(pattern.of) > WORK:
        return False
    sets, of, follow = pattern.sets, pattern.of, pattern.follow
    ready: set[int] = set(pattern.first)
    for sign in text:
        code = ord(sign)
        fits = [bisect_right(signs, code) % 2 == 1 for signs in sets]
        reached = [position for position in ready if fits[of[position]]]
        if not reached:
            return False
        ready = set(follow[reached[0]]) if len(reached) == 1 else set().union(*(follow[each] for each in reached))
    return not set(pattern.last).isdisjoint(reached)

"""Where everything stands. Boxes of one step each stack in the cell of their lane and stage; nothing overlaps."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from .text import fitted

LABEL: Final = 132  # width of the lanes' names
COLUMN: Final = 128
GUTTER: Final = 10  # free on both sides of a box: arrows run there
PAD: Final = 7  # inside a box
GAP: Final = 12  # between boxes of one stack, and above the first
LINE: Final = 15
TITLE, SMALL, LEAST = 13.0, 11.5, 9.5
FOOT: Final = 17  # the line with the time and the counts
ROAD: Final = 62  # above the names of stages: ways that skip or go back


@dataclass(frozen=True, slots=True)
class Lane:
    """Who acts. `note` stands under the name; `vacant`: nobody holds it."""

    id: str
    label: str
    note: str = ""
    vacant: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A stage. `leads_to` and `returns_to` are ids of stages; `decision` is what is decided at its end."""

    id: str
    label: str
    decision: str = ""
    leads_to: tuple[str, ...] = ()
    returns_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A step. `who` is shown where the lane does not say it. `share`: of all late work, in five steps from 0."""

    id: str
    column: str
    lane: str
    title: str
    who: str = ""
    limit: str = ""
    count: str = ""
    late: str = ""
    share: int = 0
    after: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    title: str
    description: str
    lanes: tuple[Lane, ...]
    columns: tuple[Column, ...]
    boxes: tuple[Box, ...]
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A rectangle with its words, from the top left corner as it is read."""

    x: float
    y: float
    width: float
    height: float
    size: float
    lines: tuple[str, ...]
    who: tuple[str, ...] = ()
    who_size: float = SMALL
    box: Box | None = None

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole sheet. Lanes: top and height by id."""

    width: float
    height: float
    heads: Mapping[str, Placed]
    decisions: Mapping[str, Placed]
    lanes: Mapping[str, tuple[float, float]]
    boxes: Mapping[str, Placed]
    top: float = field(default=0)


def plan(picture: Picture) -> Plan:
    """Place every lane, stage and step. A lane is as high as its highest stack."""
    left = {column.id: LABEL + place * COLUMN for place, column in enumerate(picture.columns)}
    heads = {column.id: _head(column, left[column.id]) for column in picture.columns}
    foot = max((head.y + head.height for head in heads.values()), default=0)
    decisions = {c.id: _decision(c, left[c.id], foot) for c in picture.columns if c.decision}
    top = max((placed.y + placed.height for placed in decisions.values()), default=foot) + GAP
    lanes: dict[str, tuple[float, float]] = {}
    boxes: dict[str, Placed] = {}
    y = top
    for lane in picture.lanes:
        stacks: dict[str, float] = defaultdict(lambda: float(GAP))
        for box in (box for box in picture.boxes if box.lane == lane.id):
            placed = _box(box, left[box.column], y + stacks[box.column])
            boxes[box.id] = placed
            stacks[box.column] += placed.height + GAP
        height = max([*stacks.values(), 4.5 * LINE])
        lanes[lane.id] = (y, height)
        y += height
    return Plan(LABEL + COLUMN * len(picture.columns), y + 1, heads, decisions, lanes, boxes, top)


def _head(column: Column, left: float) -> Placed:
    size, lines = fitted(column.label, COLUMN - 12, size=TITLE, least=LEAST, lines=3, bold=True)
    return Placed(left + 3, ROAD, COLUMN - 6, 3 * LINE + 8, size, tuple(lines))


def _decision(column: Column, left: float, top: float) -> Placed:
    size, lines = fitted(column.decision, COLUMN - 34, size=SMALL, least=LEAST, lines=3)
    return Placed(left + 20, top + 7, COLUMN - 26, len(lines) * (LINE - 1) + 4, size, tuple(lines))


def _box(box: Box, left: float, top: float) -> Placed:
    width = COLUMN - 2 * GUTTER
    room = width - 2 * PAD
    size, lines = fitted(box.title, room, size=TITLE, least=LEAST, lines=4)
    who_size, who = fitted(box.who, room, size=SMALL, least=LEAST, lines=2) if box.who else (SMALL, [])
    height = (
        PAD + len(lines) * LINE + len(who) * (LINE - 1) + FOOT * sum(map(bool, (box.limit, box.count, box.late))) + 4
    )
    return Placed(left + GUTTER, top, width, height, size, tuple(lines), tuple(who), who_size, box)

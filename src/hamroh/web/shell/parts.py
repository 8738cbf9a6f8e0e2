"""The values that the parts take: plain, already shaped for the page, every word already in the reader's language.

A page may give mappings with the same names instead; these classes say what there is and fill in the rest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Link:
    """An address and its words."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class NavItem:
    """A section of the navigation. `count` is what waits there, `late` how many of it are late (or that some are).

    `key`: the letter that leads there after g, on a keyboard.
    """

    url: str
    label: str
    current: bool = False
    count: int = 0
    late: int | bool = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at the head of a page. `kind`: "" | late | today. `icon`: a name of the set, else as the kind."""

    number: Any
    label: str
    kind: str = ""
    icon: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """The one verb of a row. `post` makes it a form with a button; `about` is heard after the label (the code)."""

    label: str
    url: str
    primary: bool = False
    post: bool = False
    about: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tag:
    """A small state beside a code: see the tag `tag` for the kinds."""

    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of work: its clock, its code or title, what it asks, further cells, one verb.

    `due`, `kind`, `start`, `left` and `note` are those of the tag `clock`; a late clock puts the edge on the row.
    """

    due: date | None = None
    kind: str = ""
    start: datetime | None = None
    left: int | None = None
    note: str = ""
    code: str = ""
    title: str = ""
    url: str = ""
    tags: Sequence[Tag] = ()
    what: str = ""
    cells: Sequence[Any] = ()
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading: late, today, later, paused. Without a title the rows stand alone."""

    rows: Sequence[Row]
    title: str = ""


@dataclass(frozen=True, slots=True)
class WorkTable:
    """Rows of work. `heads` has one word for each column; `quiet` leaves them to screen readers."""

    caption: str
    heads: Sequence[str]
    groups: Sequence[Group]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class SafeContact:
    """How the person may be reached: the one sentence to obey, then the rest. Empty `rule` says so in words.

    `warning`: it is not the hour for it.
    """

    rule: str = ""
    more: str = ""
    notes: Sequence[str] = ()
    change: Link | None = None
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the road. `state`: done | now | "" (still to come)."""

    label: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a file and its state. `look`: ok | now | late | "" | locked. Without an address it is no link."""

    label: str
    state: str
    url: str = ""
    look: str = ""
    why: Link | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the timeline. `person`: her own decision or wish (apricot); else what an organisation did."""

    at: date
    text: str
    who: str = ""
    person: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that goes, or does not; `note` says why or how much."""

    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """What the recipient will see: `goes`, `stays`, the ground as pairs, and what ends it."""

    title: str
    to: str
    goes: Sequence[Item]
    stays: Sequence[Item]
    ground: Sequence[tuple[str, str]] = ()
    until: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """You see this because: one or more sentences, and the way to who else looked."""

    sentences: Sequence[str]
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Pages:
    """Newer and older of a long list, by key and not by number."""

    newer: str = ""
    older: str = ""

"""What is known: the duties that the mechanism names, and the dated facts of who holds which seat and offers what."""

from dataclasses import dataclass
from datetime import date

from hamroh.mechanism.procedures.rules import Condition


@dataclass(frozen=True, slots=True)
class Place:
    id: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A member. `group` stands for several and does nothing itself; without a territory it works everywhere."""

    id: str
    territory: str | None = None
    parent: str | None = None
    group: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """A role. It can be held at `bodies` and all under them; at any member when it names none."""

    role: str
    bodies: tuple[str, ...] = ()
    every_organisation: bool = False
    deputy_required: bool = False
    vacant: bool = False
    vacant_since: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a step's duties: roles or bodies by share, where and for whom it holds."""

    responsible: tuple[str, ...] = ()
    accountable: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class StepDuties:
    stage: str
    step: str
    lines: tuple[Line, ...] = ()
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A service of one type; without a territory it is given everywhere."""

    type: str
    territory: str | None
    accepts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Timing:
    """A limit of the mechanism or, with `clause`, one that a text sets. `hours` may be a fair conversion."""

    clock: str
    hours: float
    kind: str = "within"
    urgency: str | None = None
    stage: str = ""
    basis: str = ""
    clause: str = ""
    is_law: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody holds, or held, a role at a member. `holder` is any key by which two holders differ."""

    role: str
    body: str
    holder: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it. `posts` is None where it is not known who holds the seats: a pack alone does not say."""

    places: tuple[Place, ...] = ()
    bodies: tuple[Body, ...] = ()
    seats: tuple[Seat, ...] = ()
    steps: tuple[StepDuties, ...] = ()
    service_types: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    limits: tuple[Timing, ...] = ()
    clause_limits: tuple[Timing, ...] = ()
    posts: tuple[Post, ...] | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap or overlap. `territories` is empty where it is so everywhere; `groups` where it is so for everybody."""

    kind: str
    stage: str = ""
    step: str = ""
    role: str = ""
    body: str = ""
    service_type: str = ""
    clock: str = ""
    urgency: str = ""
    clause: str = ""
    parties: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    since: date | None = None

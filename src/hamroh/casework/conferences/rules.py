"""Who may sit in a conference, and what may be said before them. Values in, every obstacle out."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hamroh.casework.conferences.terms import CONFERENCE, PART_FIELDS, Part, Who
from hamroh.casework.grounds.rules import obstacles_to_sharing
from hamroh.foundation.permissions.terms import SHAREABLE, FieldGroup
from hamroh.foundation.revisions.rules import obstacles_to_fields
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_

CLOSED = Obstacle(N_("The case is closed: nothing more is written into it."))
NO_GROUND = Obstacle(
    N_("Nobody of another organisation sits without a ground: ask the person, or record that there is danger."),
    "ground",
)


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground as it stood when the conference was held."""

    kind: str
    purpose: str
    recipient_id: UUID
    groups: frozenset[str]
    recorded_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None
    to_uniformed: bool


@dataclass(frozen=True, slots=True)
class Sat:
    """Somebody who sat: `key` of the participant; from outside with their organisation and the ground it rests on."""

    key: UUID
    who: str
    user_id: UUID | None = None
    organisation_id: UUID | None = None
    ground: Ground | None = None


@dataclass(frozen=True, slots=True)
class Discussed:
    """An item: which parts of the file it touched, and who left the room for it."""

    groups: frozenset[str]
    left: frozenset[UUID]


def heard_by(key: UUID, items: Iterable[Discussed]) -> frozenset[str]:
    """The parts of the file that somebody heard of, over all items for which they stayed."""
    return frozenset(group for item in items if key not in item.left for group in item.groups)


def obstacles_to_hearing(sat: Sat, groups: Collection[str], held_at: datetime) -> list[Obstacle]:
    """Why somebody of another organisation may not hear of these parts of the file. One ground must carry all of them."""
    if sat.who != Who.OUTSIDE:
        return []
    if sat.ground is None or sat.organisation_id is None:
        return [NO_GROUND]
    if not set(groups) <= set(SHAREABLE):
        return [Obstacle(N_("A story in the person’s own words stays with the team that heard it."), "groups")]
    ground = sat.ground
    found = obstacles_to_sharing(
        kind=ground.kind,
        purpose=ground.purpose,
        recipient_id=ground.recipient_id,
        groups=ground.groups,
        expires_at=ground.expires_at,
        withdrawn_at=ground.withdrawn_at if ground.withdrawn_at and ground.withdrawn_at <= held_at else None,
        to=sat.organisation_id,
        wanted=groups,
        now=held_at,
        to_uniformed=ground.to_uniformed,
    )
    if ground.recorded_at.date() > held_at.date():
        found.append(Obstacle(N_("The ground was recorded after the conference: it carries nothing before."), "ground"))
    return found


def obstacles_to_holding(
    said: Mapping[str, Any], *, codes: Mapping[str, Collection[str]], today: date, now: datetime, closed: bool
) -> tuple[Obstacle, ...]:
    """Why a conference cannot be written down like this."""
    if closed:
        return (CLOSED,)
    found = obstacles_to_fields(CONFERENCE, said, codes=codes, today=today)
    if not said.get("nobody_involved"):
        found = [obstacle for obstacle in found if obstacle.field != "nobody_involved"]
        found.append(
            Obstacle(
                N_("Make sure of it first: nobody who may have done harm sits in a conference about the person."),
                "nobody_involved",
            )
        )
    held_at = said.get("held_at")
    if held_at and held_at.date() == today and held_at > now:
        found.append(Obstacle(N_("This day has not come yet: write down what has happened."), "held_at"))
    if str(said.get("told") or "").strip() and not said.get("told_on"):
        found.append(Obstacle(N_("Say on which day the person was told."), "told_on"))
    return tuple(found)


def obstacles_to_sitting(
    sat: Sat,
    said: Mapping[str, Any],
    *,
    items: Collection[Discussed],
    others: Collection[Sat],
    colleagues: Collection[UUID],
    barred: Collection[UUID],
    guardian_suspected: bool,
    own_organisation: UUID,
    held_at: datetime,
    closed: bool,
) -> tuple[Obstacle, ...]:
    """Why somebody cannot have a place at the table, or not with what is on it."""
    if closed:
        return (CLOSED,)
    found = obstacles_to_fields(PART_FIELDS[Part.PARTICIPANT], said, codes={}, today=held_at.date())
    found += _as_colleague(sat, colleagues, barred) if sat.who == Who.COLLEAGUE else []
    if sat.who == Who.GUARDIAN and guardian_suspected:
        found.append(Obstacle(N_("A guardian who may be involved does not sit in a conference."), "who"))
    if sat.who == Who.OUTSIDE:
        found += _from_outside(sat, said, own_organisation)
        found += obstacles_to_hearing(sat, heard_by(sat.key, items), held_at)
    if any(_same(sat, other) for other in others if other.key != sat.key):
        found.append(Obstacle(N_("They stand among those who sat already.")))
    return tuple(found)


def _as_colleague(sat: Sat, colleagues: Collection[UUID], barred: Collection[UUID]) -> list[Obstacle]:
    if sat.user_id is None or sat.user_id not in colleagues:
        return [Obstacle(N_("Choose which colleague."), "user_id")]
    if sat.user_id in barred:
        return [Obstacle(N_("This colleague cannot work on this case: choose another."), "user_id")]
    return []


def _from_outside(sat: Sat, said: Mapping[str, Any], own: UUID) -> list[Obstacle]:
    found = []
    if sat.organisation_id is None:
        found.append(Obstacle(N_("Choose of which organisation they are."), "organisation"))
    elif sat.organisation_id == own:
        found.append(Obstacle(N_("This is your own organisation: choose them as a colleague."), "organisation"))
    if not str(said.get("role") or "").strip():
        found.append(Obstacle(N_("Say in which role they sat."), "role"))
    return found


def _same(sat: Sat, other: Sat) -> bool:
    if sat.who == Who.COLLEAGUE:
        return other.who == sat.who and sat.user_id is not None and other.user_id == sat.user_id
    return sat.who == other.who == Who.PERSON


def obstacles_to_item(
    said: Mapping[str, Any],
    *,
    left: frozenset[UUID],
    was: Discussed | None,
    table: Collection[Sat],
    me: UUID,
    codes: Mapping[str, Collection[str]],
    held_at: datetime,
    closed: bool,
) -> tuple[Obstacle, ...]:
    """Why an item cannot be written like this. Before everybody who stayed only that may be said which their ground covers.

    Who left the room stands as it was first written: else an earlier state of the item would tell them what a later hides.
    """
    if closed:
        return (CLOSED,)
    found = obstacles_to_fields(PART_FIELDS[Part.ITEM], said, codes=codes, today=held_at.date())
    groups = frozenset(said.get("groups") or ())
    found += _against_left(left, was, table, me)
    if was is not None and FieldGroup.JUSTICE in groups ^ was.groups:
        found.append(Obstacle(N_("What is kept apart is an item of its own: write a new one."), "groups"))
    stayed = (sat for sat in table if sat.key not in left)
    found += _unique(obstacle for sat in stayed for obstacle in obstacles_to_hearing(sat, groups, held_at))
    return tuple(found)


def _against_left(left: frozenset[UUID], was: Discussed | None, table: Collection[Sat], me: UUID) -> list[Obstacle]:
    if not left <= {sat.key for sat in table}:
        return [Obstacle(N_("Choose from those who sat."), "left")]
    found = []
    if was is not None and left != was.left:
        found.append(Obstacle(N_("Who left the room stands as it was first written: write a new item."), "left"))
    if any(sat.key in left and sat.user_id == me for sat in table):
        found.append(Obstacle(N_("You left the room for it: somebody who stayed writes it down."), "left"))
    return found


def _unique(obstacles: Iterable[Obstacle]) -> list[Obstacle]:
    return list({(o.sentence, str(o.params)): _at_groups(o) for o in obstacles}.values())


def _at_groups(obstacle: Obstacle) -> Obstacle:
    """On the form of an item the remedy is there: leave a part out, or say who left the room."""
    return Obstacle(obstacle.sentence, "groups", obstacle.params, obstacle.translate)


def obstacles_to_action(
    said: Mapping[str, Any],
    *,
    responsible: UUID | None,
    table: Collection[Sat],
    held_at: datetime,
    today: date,
    closed: bool,
) -> tuple[Obstacle, ...]:
    """An action has one responsible person, of those who sat, and a day that is not before the conference."""
    if closed:
        return (CLOSED,)
    return tuple(_against_action(said, responsible, table, held_at, today))


def _against_action(
    said: Mapping[str, Any], responsible: UUID | None, table: Collection[Sat], held_at: datetime, today: date
) -> Iterator[Obstacle]:
    yield from obstacles_to_fields(PART_FIELDS[Part.ACTION], said, codes={}, today=today)
    if responsible not in {sat.key for sat in table}:
        yield Obstacle(N_("Choose who does it, of those who sat."), "responsible")
    for name in ("due_on", "done_on"):
        if said.get(name) and said[name] < held_at.date():
            yield Obstacle(N_("This day lies before the conference: check both days."), name)

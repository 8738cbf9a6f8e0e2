"""Acting in somebody's place: an absence with an end, a vacant seat until somebody is found."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_
from hamroh.mechanism.membership.terms import LONGEST_STAND_IN


@dataclass(frozen=True, slots=True)
class Held:
    """A post that is to be delegated. `own`: held by appointment, not in somebody's place."""

    holder: UUID
    role: str
    own: bool


def obstacles_to_delegating(
    held: Held,
    *,
    to: UUID | None,
    colleagues: Collection[UUID],
    roles_of_delegate: Collection[str],
    since: datetime | None,
    until: datetime | None,
    now: datetime,
) -> tuple[Obstacle, ...]:
    """Why this post cannot be delegated to this colleague for this time."""
    obstacles = []
    if not held.own:
        obstacles.append(Obstacle(N_("Who stands in for somebody hands this on to nobody: ask the holder.")))
    if to == held.holder:
        obstacles.append(Obstacle(N_("Nobody delegates to the holder: choose a colleague."), "to"))
    obstacles += _named(to, colleagues, roles_of_delegate, held.role)
    obstacles += obstacles_to_time(since=since, until=until, now=now)
    return tuple(obstacles)


def _named(to: UUID | None, colleagues: Collection[UUID], roles: Collection[str], role: str) -> list[Obstacle]:
    if to is None or to not in colleagues:
        return [Obstacle(N_("Choose somebody who acts for the same organisation."), "to")]
    if role in roles:
        return [Obstacle(N_("This colleague holds the role already: choose another."), "to")]
    return []


def obstacles_to_contact(*, phone: str, hours: str) -> tuple[Obstacle, ...]:
    """Why a telephone out of hours cannot be written down."""
    obstacles = []
    signs = phone.strip().removeprefix("+")
    if not 3 <= sum(c.isdigit() for c in signs) <= 20 or any(not c.isdigit() and c not in " -()," for c in signs):
        obstacles.append(Obstacle(N_("Write a telephone number: figures, with the code of the country."), "phone"))
    if not hours.strip():
        obstacles.append(Obstacle(N_("Write when it answers."), "hours"))
    return tuple(obstacles)


def obstacles_to_time(*, since: datetime | None, until: datetime | None, now: datetime) -> list[Obstacle]:
    """An absence begins today or later, ends after it began, and does not last for ever."""
    if since is None:
        return [Obstacle(N_("Write the first day."), "since")]
    if until is None:
        return [Obstacle(N_("Write the last day: nobody stands in without an end."), "until")]
    if since < now:
        return [Obstacle(N_("The first day is past: write today or a later day."), "since")]
    if until <= since:
        return [Obstacle(N_("The last day lies before the first: check both."), "until")]
    if until - since > LONGEST_STAND_IN:
        return [Obstacle(N_("At most %(days)s days: choose an earlier day."), "until", {"days": LONGEST_STAND_IN.days})]
    return []


def obstacles_to_standing_in(
    *,
    own: bool,
    held_already: bool,
    here: bool,
    missing: Collection[str],
    to: UUID | None,
    colleagues: Collection[UUID],
    since: datetime | None,
    until: datetime | None,
    now: datetime,
) -> tuple[Obstacle, ...]:
    """Why a vacant seat cannot be held by this person in the meantime. `here`: the edition lets it be held there;
    `missing`: permissions of the seat that whoever gives it does not hold.
    """
    obstacles = []
    if own:
        obstacles.append(Obstacle(N_("Nobody changes their own rights: ask another focal point or the secretariat.")))
    if held_already:
        obstacles.append(Obstacle(N_("Somebody holds this seat: its holder delegates it.")))
    if not here:
        obstacles.append(Obstacle(N_("This seat cannot be held at this organisation: choose another."), "to"))
    if missing:
        obstacles.append(Obstacle(N_("Nobody gives more than they hold: find a holder by nomination instead.")))
    if to is None or to not in colleagues:
        obstacles.append(Obstacle(N_("Choose somebody from the list."), "to"))
    return (*obstacles, *obstacles_to_time(since=since, until=until, now=now))

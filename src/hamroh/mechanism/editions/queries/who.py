"""Who somebody is under the edition in force: roles, what they ask for, what they give; and the seats of the mechanism."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from hamroh.foundation.permissions.terms import OF_THE_MECHANISM
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.mechanism.conduct.queries import done_by
from hamroh.mechanism.conduct.rules import Demands, ready_until
from hamroh.mechanism.editions.models import Edition
from hamroh.mechanism.editions.pack import Pack, Role, text_version
from hamroh.mechanism.editions.queries.in_force import InForce, current, edition, look_again, zone
from hamroh.mechanism.membership.queries import holding, nobody_holds, open_posts, organisation_names

MOST_REMEMBERED = 20_000
_ready: dict[tuple[UUID, Demands], datetime] = {}  # until when somebody's conduct is enough for what a role asks


def forget() -> None:
    """Look again at once: after publishing, and between tests."""
    look_again()
    _ready.clear()


def actor_of(user_id: UUID, preferred: str | None = None) -> Actor | None:
    """Who this account is now: the organisation chosen (or the first) and the permissions of the roles held there.

    None when no post is open: then the account opens nothing.
    """
    posts = open_posts(user_id, clock.now())
    if not posts:
        return None
    organisation = next((p.organisation for p in posts if str(p.organisation_id) == preferred), posts[0].organisation)
    here = [p for p in posts if p.organisation_id == organisation.pk]
    held = tuple(dict.fromkeys(p.role for p in here))
    roles, waiting = {role.id: role for role in current().pack.roles}, waiting_roles(user_id, held, clock.now())
    held = tuple(role for role in held if role not in waiting)
    own = tuple(p.role for p in here if p.role in held and not p.delegated_for_id and not p.interim)
    return Actor(
        user_id=user_id,
        organisation_id=organisation.pk,
        permissions=frozenset(p for role in held if role in roles for p in roles[role].permissions)
        - current().switched_off,
        roles=held,
        waiting=waiting,
        own_roles=own,
        stands_in=tuple((p.role, p.until) for p in here if p.until and (p.delegated_for_id or p.interim)),
        uniformed=organisation.uniformed,
        organisation_name=organisation.names,
    )


def waiting_roles(user_id: UUID, held: Iterable[str], now: datetime) -> tuple[str, ...]:
    """Which of these roles are not this person's yet. Asks the database only where a role asks for something.

    A yes is remembered until it runs out: acknowledgements, declarations and trainings are never taken back, and a new text
    of the code is another question. A no is asked again at each request.
    """
    asking = {role: asked for role in held if (asked := demands(role)) and _ready.get((user_id, asked), now) <= now}
    if not asking:
        return ()
    done = done_by(user_id)
    until = {role: ready_until(asked, done) for role, asked in asking.items()}
    if len(_ready) > MOST_REMEMBERED:
        _ready.clear()
    _ready.update({(user_id, asked): until[role] for role, asked in asking.items() if until[role] > now})
    return tuple(role for role in asking if until[role] <= now)


def roles_with(permission: str) -> frozenset[str]:
    """The roles of the edition in force that hold this permission."""
    return frozenset(role.id for role in current().pack.roles if permission in role.permissions)


def authorities(permission: str, now: datetime) -> dict[UUID, dict[str, str]]:
    """Members for which somebody holds this permission today, with their names: whom one may turn to for it."""
    return organisation_names(holding(roles_with(permission), now))


def demands(role_id: str) -> Demands | None:
    """What a role of the edition in force asks of whoever takes it; None when nothing."""
    pack = current().pack
    requires = next((role.requires for role in pack.roles if role.id == role_id), None)
    if requires is None:
        return None
    version = code_version()
    return Demands(
        code=requires.code,
        declaration=requires.declaration,
        training=requires.training,
        version=version,
        version_since=_code_since(version, current().id),
        grace=timedelta(days=pack.conduct.grace_days),
    )


def code_version(edition: InForce | None = None) -> str:
    """The fingerprint of the code of conduct, in force or of this edition; empty when there is none."""
    return _code_version((edition or current()).id)


@lru_cache(maxsize=32)
def _code_version(edition_id: UUID) -> str:
    code = edition(edition_id).pack.code_of_conduct
    return text_version(code) if code else ""


@lru_cache(maxsize=32)
def _code_since(version: str, edition_id: UUID) -> datetime:
    """When this text came into force: with the first of the editions, counted back from this one, that all have it."""
    since = edition(edition_id).published_at
    earlier = Edition.objects.filter(number__lt=edition(edition_id).number).order_by("-number")
    for key in earlier.values_list("pk", flat=True):
        if _code_version(key) != version:
            break
        since = edition(key).published_at
    return since


def roles_given_by_members(keys: Iterable[str]) -> dict[str, dict[str, str]]:
    """Roles that a member with these keys (its own, and of all above it) may give its own people; names by language.

    A seat that nobody holds yet and a duty of the whole mechanism are given elsewhere.
    """
    line = set(keys)
    return {
        role.id: dict(role.name)
        for role in current().pack.roles
        if may_be_held_at(role, line) and not of_the_mechanism(role)
    }


def of_the_mechanism(role: Role) -> bool:
    """Whether this is a seat of the mechanism as a whole: filled by nomination and appointment, not by a member."""
    return role.state == "vacant" or bool(OF_THE_MECHANISM & set(role.permissions))


def may_be_held_at(role: Role, keys: Iterable[str]) -> bool:
    """Whether the edition lets an organisation with these keys (its own, and of all above it) hold this role."""
    return not role.organisations or bool(set(keys) & set(role.organisations))


def seats_of_the_mechanism() -> dict[str, Role]:
    return {role.id: role for role in current().pack.roles if of_the_mechanism(role)}


def vacant_seats(now: datetime) -> dict[str, datetime | None]:
    """Seats of the mechanism that nobody holds, and since when. Who was appointed counts, whatever the edition says."""
    seats = seats_of_the_mechanism()
    since = nobody_holds(list(seats), now)
    return {id: at or _midnight(seats[id].vacant_since) for id, at in since.items()}


def _midnight(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone())) if day else None


def why_not(pack: Pack, role_id: str, organisation_key: str) -> str:
    """Why this role cannot be held at this organisation, as a sentence; empty when it can."""
    role = next((r for r in pack.roles if r.id == role_id), None)
    organisation = next((o for o in pack.organisations if o.id == organisation_key), None)
    if role is None:
        return f"There is no role “{role_id}” in the mechanism."
    if organisation and organisation.group:
        return f"“{organisation_key}” stands for several organisations: nobody acts for it."
    if (
        organisation
        and role.organisations
        and organisation_key not in set().union(*map(pack.under, role.organisations))
    ):
        return f"The role “{role_id}” cannot be held at “{organisation_key}”."
    return ""

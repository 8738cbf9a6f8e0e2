"""Who holds which seat, who held it, and where nobody does."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from hamroh.kernel.errors import NotFound
from hamroh.mechanism.membership.models import MembershipStatus, Organisation, Post
from hamroh.mechanism.membership.queries.people import held_at
from hamroh.mechanism.membership.terms import FOCAL_POINT, How, Standing


@dataclass(frozen=True, slots=True)
class Holding:
    """A post in a seat, now or once. `name` is for the own organisation and whoever admits members only."""

    post_id: UUID
    role: str
    organisation_id: UUID
    organisation: dict[str, str]
    user_id: UUID
    name: str
    how: How
    since: datetime
    until: datetime | None
    holder: UUID | None


@dataclass(frozen=True, slots=True)
class Spread:
    """At how many organisations a role is held, and by how many people."""

    organisations: int
    people: int


def holdings(roles: Collection[str], now: datetime, *, organisation_id: UUID | None = None) -> list[Holding]:
    """Who holds these seats now, holders first, and delegations that are still to begin. One query."""
    to_come = Q(since__gt=now, delegated_for__isnull=False, until__gt=now)
    posts = Post.objects.filter(Q(pk__in=held_at(now)) | to_come, role__in=roles, user__is_active=True)
    posts = posts.filter(organisation__status=Standing.ADMITTED)
    if organisation_id:
        posts = posts.filter(organisation_id=organisation_id)
    return sorted(_shaped(posts.order_by("since", "id")), key=lambda h: list(How).index(h.how))


def post_held(post_id: UUID, now: datetime) -> Holding:
    """One post that is held now."""
    found = _shaped(Post.objects.filter(pk__in=held_at(now).filter(pk=post_id)))
    if not found:
        raise NotFound("post", post_id)
    return found[0]


def role_of(post_id: UUID) -> str:
    role = Post.objects.filter(pk=post_id).values_list("role", flat=True).first()
    if role is None:
        raise NotFound("post", post_id)
    return role


def delegated_by(user_id: UUID, now: datetime) -> list[Holding]:
    """What a colleague holds in this person's place, or will."""
    return _shaped(Post.objects.filter(holder=user_id, until__gt=now).order_by("since", "id"))


def people_of(organisation_id: UUID, now: datetime) -> dict[UUID, str]:
    """Who acts for an organisation now, by the name colleagues know."""
    held = held_at(now).filter(organisation_id=organisation_id, user__is_active=True)
    return dict(held.order_by("user__short_name").values_list("user_id", "user__short_name"))


def people_by_organisation(ids: Collection[UUID], now: datetime) -> dict[UUID, dict[UUID, str]]:
    """The same for several organisations, in one query."""
    held = held_at(now).filter(organisation_id__in=ids, user__is_active=True).order_by("user__short_name")
    found: dict[UUID, dict[UUID, str]] = {id: {} for id in ids}
    for organisation_id, user_id, name in held.values_list("organisation_id", "user_id", "user__short_name"):
        found[organisation_id][user_id] = name
    return found


def seat_history(role: str, most: int = 100) -> list[Holding]:
    """Everybody who held this seat, the newest first."""
    return _shaped(Post.objects.filter(role=role).order_by("-since", "-id")[:most])


def _shaped(posts: QuerySet[Post]) -> list[Holding]:
    return [
        Holding(
            p.pk,
            p.role,
            p.organisation_id,
            p.organisation.names,
            p.user_id,
            p.user.short_name,
            _how(p),
            p.since,
            p.until,
            p.holder,
        )
        for p in posts.select_related("organisation", "user")
    ]


def _how(post: Post) -> How:
    if post.delegated_for_id:
        return How.DELEGATED
    if post.interim:
        return How.INTERIM
    return How.DEPUTY if post.deputy else How.HOLDER


@dataclass(frozen=True, slots=True)
class Lack:
    """A member without a holder of a seat that every member has, or without a deputy."""

    organisation_id: UUID
    key: str
    names: dict[str, str]
    deputy: bool
    since: datetime | None


def lacking(role: str, now: datetime, *, deputy_required: bool) -> list[Lack]:
    """Members that lack this seat; groups have none, and who is suspended needs none now. Three queries."""
    acting = Organisation.objects.filter(status=Standing.ADMITTED, group=False).order_by("key")
    ids = list(acting.values_list("pk", "key", "names"))
    admitted = dict(MembershipStatus.objects.order_by("since", "id").values_list("organisation_id", "since"))
    held = held_at(now).filter(role=role, user__is_active=True, delegated_for__isnull=True, interim=False)
    has = set(held.order_by().values_list("organisation_id", "deputy").distinct())
    ended = Post.objects.filter(role=role, until__lte=now, delegated_for__isnull=True).order_by("until")
    left = {(org, deputy): until for org, deputy, until in ended.values_list("organisation_id", "deputy", "until")}
    return [
        Lack(id, key, names, deputy, left.get((id, deputy), admitted.get(id)))
        for id, key, names in ids
        for deputy in ((False, True) if deputy_required else (False,))
        if (id, deputy) not in has
    ]


def vacancies(now: datetime) -> list[Lack]:
    """Members without a focal point, or without a deputy."""
    return lacking(FOCAL_POINT, now, deputy_required=True)


def spread(now: datetime) -> dict[str, Spread]:
    """How widely each role is held. One query, however many people."""
    held = held_at(now).filter(user__is_active=True, organisation__status=Standing.ADMITTED, delegated_for__isnull=True)
    counted = held.values("role").annotate(
        at=Count("organisation_id", distinct=True), by=Count("user_id", distinct=True)
    )
    return {row["role"]: Spread(row["at"], row["by"]) for row in counted.order_by()}


def nobody_holds(roles: Collection[str], now: datetime) -> dict[str, datetime | None]:
    """Those of these seats that nobody holds of their own right, with the time when the last holder left."""
    held = held_at(now).filter(role__in=roles, user__is_active=True, organisation__status=Standing.ADMITTED)
    held = held.filter(delegated_for__isnull=True, interim=False)
    vacant = set(roles) - set(held.order_by().values_list("role", flat=True).distinct())
    ended = Post.objects.filter(role__in=vacant, until__lte=now, delegated_for__isnull=True, interim=False)
    left = dict(ended.order_by().values("role").annotate(last=Max("until")).values_list("role", "last"))
    return {role: left.get(role) for role in roles if role in vacant}

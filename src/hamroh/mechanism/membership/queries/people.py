"""Who acts for whom, and what organisations are called."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from hamroh.foundation.accounts.models import User
from hamroh.kernel.actor import Actor
from hamroh.mechanism.membership.models import Organisation, Post
from hamroh.mechanism.membership.terms import FOCAL_POINT, Standing


def open_posts(user_id: UUID, now: datetime) -> list[Post]:
    """The posts somebody holds now at members, oldest first, each with its organisation.

    Read at every request: rights end at once, with the post and with a suspension.
    """
    held = held_at(now).filter(user_id=user_id, organisation__status=Standing.ADMITTED)
    return list(held.select_related("organisation").order_by("since", "id"))


@dataclass(frozen=True, slots=True)
class HeldPost:
    """Who holds or held a role where, for whoever counts seats. `holder` is an account's key, to tell two apart."""

    role: str
    organisation: str
    holder: UUID
    since: datetime
    until: datetime | None


def posts_of_all() -> list[HeldPost]:
    """Every post of accounts in use, past ones too; organisations by their keys. One query.

    An absence that is delegated makes no second holder.
    """
    rows = Post.objects.filter(user__is_active=True, delegated_for__isnull=True).order_by("since", "id")
    return [HeldPost(*row) for row in rows.values_list("role", "organisation__key", "user_id", "since", "until")]


def held_at(now: datetime) -> QuerySet[Post]:
    """Posts that give rights at this moment. What is delegated ends with the post it stands for."""
    held = Post.objects.filter(Q(until__isnull=True) | Q(until__gt=now), since__lte=now)
    original_ended = Q(delegated_for__isnull=False, delegated_for__until__lte=now)
    return held.exclude(original_ended)


def organisation_names(ids: Iterable[UUID]) -> dict[UUID, dict[str, str]]:
    """Names by language of these organisations."""
    return dict(Organisation.objects.filter(pk__in=set(ids)).order_by().values_list("pk", "names"))


def colleagues(organisation_id: UUID, now: datetime) -> list[Post]:
    """Who acts for an organisation now, each with the account."""
    held = held_at(now).filter(organisation_id=organisation_id, user__is_active=True)
    return list(held.select_related("user").order_by("user__short_name", "role"))


@dataclass(frozen=True)
class Colleague:
    """Somebody at an organisation with all roles held there now."""

    user_id: UUID
    name: str
    organisation_id: UUID
    organisation: dict[str, str]
    roles: tuple[str, ...]


def managed_by(actor: Actor, now: datetime) -> list[Colleague]:
    """Whose rights this actor answers for: the people of its own organisation, and for whoever admits also focal points."""
    mine = Q(organisation_id=actor.organisation_id) if actor.may("members:manage") else Q(pk__in=())
    theirs = (
        Q(role=FOCAL_POINT) | Q(organisation_id=actor.organisation_id) if actor.may("members:admit") else Q(pk__in=())
    )
    held = held_at(now).filter(mine | theirs, user__is_active=True).select_related("user", "organisation")
    found: dict[tuple[UUID, UUID], list[Post]] = {}
    for post in held.order_by("organisation__key", "user__short_name", "role"):
        found.setdefault((post.user_id, post.organisation_id), []).append(post)
    return [
        Colleague(user_id, posts[0].user.short_name, id, posts[0].organisation.names, tuple(p.role for p in posts))
        for (user_id, id), posts in found.items()
    ]


def organisation_by_key(key: str) -> Organisation | None:
    """The organisation the pack calls so."""
    return Organisation.objects.filter(key=key).first()


def region_of(organisation_id: UUID) -> UUID | None:
    """The part of the country (level 1) in which an organisation works; None when it works everywhere."""
    organisation = Organisation.objects.filter(pk=organisation_id).select_related("territory").first()
    territory = organisation.territory if organisation else None
    while territory is not None and territory.level > 1:
        territory = territory.parent
    return territory.pk if territory else None


def colleague_names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """How colleagues are known, by account; also those who act no longer."""
    return dict(User.objects.filter(pk__in=set(ids)).order_by().values_list("pk", "short_name"))


def all_organisations() -> dict[UUID, dict[str, str]]:
    """Names by language of every member; not of who is suspended, or left."""
    rows = Organisation.objects.filter(status=Standing.ADMITTED).order_by("key")
    return dict(rows.values_list("pk", "names"))


def family_of(organisation_id: UUID) -> frozenset[UUID]:
    """An organisation, all above it and all under it: whoever might shield it, or be shielded by it."""
    parents = dict(Organisation.objects.order_by().values_list("pk", "parent_id"))
    found, above = {organisation_id}, parents.get(organisation_id)
    while above and above not in found:
        found.add(above)
        above = parents.get(above)
    under = {organisation_id}
    while more := {id for id, parent in parents.items() if parent in under} - under:
        under |= more
    return frozenset(found | under)


def holding(roles: Iterable[str], now: datetime) -> frozenset[UUID]:
    """The organisations for which somebody holds one of these roles now."""
    held = held_at(now).filter(role__in=list(roles), user__is_active=True)
    held = held.filter(organisation__status=Standing.ADMITTED)
    return frozenset(held.order_by().values_list("organisation_id", flat=True))


def people_holding(roles: Iterable[str], now: datetime) -> dict[UUID, str]:
    """How those are known who hold one of these roles now, by account."""
    held = held_at(now).filter(role__in=list(roles), user__is_active=True)
    held = held.filter(organisation__status=Standing.ADMITTED)
    return dict(held.order_by("user__short_name").values_list("user_id", "user__short_name"))


def also_acting_for(organisation_ids: Iterable[UUID], now: datetime) -> frozenset[UUID]:
    """People who act for one of these organisations and for another one as well."""
    ids = list(organisation_ids)
    held = held_at(now).order_by()
    there = held.filter(organisation_id__in=ids).values_list("user_id", flat=True)
    elsewhere = held.exclude(organisation_id__in=ids).filter(user_id__in=there)
    return frozenset(elsewhere.values_list("user_id", flat=True))


def complained_about_openly() -> dict[UUID, dict[str, str]]:
    """Members whom the public page may name: not who stands for several, nor who runs a place where people live."""
    rows = Organisation.objects.filter(status__in=OPEN_STANDINGS, group=False, houses_people=False).order_by("key")
    return dict(rows.values_list("pk", "names"))


OPEN_STANDINGS = (Standing.ADMITTED, Standing.SUSPENDED)

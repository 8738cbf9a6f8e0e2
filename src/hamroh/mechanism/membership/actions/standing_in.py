"""Delegating a role for an absence, ending it early, holding a vacant seat in the meantime, naming a deputy."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.words import N_
from hamroh.mechanism.membership import rules
from hamroh.mechanism.membership.actions.life import ADMIT
from hamroh.mechanism.membership.actions.pack import give_post
from hamroh.mechanism.membership.actions.people import MANAGE
from hamroh.mechanism.membership.models import Post
from hamroh.mechanism.membership.queries.people import held_at
from hamroh.mechanism.membership.terms import FOCAL_POINT, Standing


def delegate_post(
    actor: Actor,
    *,
    id: UUID,
    post_id: UUID,
    to: UUID | None,
    since: datetime | None,
    until: datetime | None,
    seats: Collection[str],
    now: datetime,
) -> None:
    """Let a colleague act in this role while its holder is away; at `until` it is over by itself.

    The holder does this, or whoever manages the organisation's people; for `seats` of the mechanism whoever admits
    members. The delegate gets exactly this role and hands it on to nobody. A second click makes no second one.
    """
    post = _post(post_id, now)
    if not may_delegate(actor, post, seats):
        raise NotFound("post", post_id)
    if Post.objects.filter(pk=id).exists():
        return
    there = list(held_at(now).filter(organisation=post.organisation, user__is_active=True))
    planned = Post.objects.filter(delegated_for=post, user_id=to, until__gt=now) if to else Post.objects.none()
    roles = {p.role for p in (*there, *planned) if p.user_id == to}
    obstacles = rules.obstacles_to_delegating(
        rules.Held(post.user_id, post.role, own=not post.delegated_for_id and not post.interim),
        to=to,
        colleagues={p.user_id for p in there},
        roles_of_delegate=roles,
        since=since,
        until=until,
        now=now,
    )
    if to == actor.user_id:
        obstacles = (*obstacles, NOT_ONESELF)
    if obstacles or to is None or since is None:
        raise Refused(*obstacles)
    with transaction.atomic():
        Post(
            id=id,
            user_id=to,
            organisation=post.organisation,
            role=post.role,
            since=since,
            until=until,
            given_by=actor.user_id,
            delegated_for=post,
            holder=post.user_id,
        ).save(force_insert=True)
        record(actor, "post.delegated", resource="post", resource_id=id, at=now, role=post.role, for_post=str(post.pk))


NOT_ONESELF = Obstacle(N_("Nobody changes their own rights: ask another focal point or the secretariat."))


def may_delegate(actor: Actor, post: Post, seats: Collection[str]) -> bool:
    """Whether this person decides about an absence from this post."""
    return may_delegate_from(actor, post.user_id, post.organisation_id, post.role, seats)


def may_delegate_from(actor: Actor, holder: UUID, organisation_id: UUID, role: str, seats: Collection[str]) -> bool:
    here = organisation_id == actor.organisation_id
    if here and holder == actor.user_id:
        return True
    if role in seats or role == FOCAL_POINT:
        return actor.may(ADMIT)
    return here and actor.may(MANAGE)


def revoke_delegation(actor: Actor, *, post_id: UUID, now: datetime) -> None:
    """End it early; who ends it is its holder, who manages the organisation's people, or who admits members."""
    post = Post.objects.filter(pk=post_id, until__gt=now).first()
    if post is None or not (post.delegated_for_id or post.interim) or not _may_revoke(actor, post):
        raise NotFound("post", post_id)
    if post.user_id == actor.user_id:
        raise Refused(NOT_ONESELF)
    with transaction.atomic():
        Post.objects.filter(pk=post_id).update(until=max(now, post.since))
        record(actor, "post.delegation_ended", resource="post", resource_id=post_id, at=now, role=post.role)


def _may_revoke(actor: Actor, post: Post) -> bool:
    here = post.organisation_id == actor.organisation_id
    return actor.may(ADMIT) or (here and (post.holder == actor.user_id or actor.may(MANAGE)))


def hold_in_the_meantime(
    actor: Actor,
    *,
    id: UUID,
    role: str,
    needs: Collection[str],
    to: UUID | None,
    organisation_id: UUID,
    here: bool,
    until: datetime | None,
    now: datetime,
) -> None:
    """A vacant seat is held by a named person until somebody is found, at the longest for the time anybody stands in.

    `needs`: what the seat may do; whoever gives it holds all of that. `here`: the edition lets it be held there.
    """
    require(actor, ADMIT, "post")
    if Post.objects.filter(pk=id).exists():
        return
    held = held_at(now).filter(role=role, delegated_for__isnull=True)
    there = held_at(now).filter(organisation_id=organisation_id, organisation__status=Standing.ADMITTED)
    obstacles = rules.obstacles_to_standing_in(
        own=to == actor.user_id,
        held_already=held.exists(),
        here=here,
        missing=[p for p in needs if not actor.may(p)],
        to=to,
        colleagues=set(there.filter(user__is_active=True).values_list("user_id", flat=True)),
        since=now,
        until=until,
        now=now,
    )
    if obstacles or to is None:
        raise Refused(*obstacles)
    with transaction.atomic():
        Post(
            id=id,
            user_id=to,
            organisation_id=organisation_id,
            role=role,
            since=now,
            until=until,
            given_by=actor.user_id,
            interim=True,
        ).save(force_insert=True)
        record(actor, "post.held_in_the_meantime", resource="post", resource_id=id, at=now, role=role)


def name_deputy(actor: Actor, *, post_id: UUID, to: UUID | None, needs: Collection[str], now: datetime) -> None:
    """Whoever holds a seat names a colleague who stands in at any time; whoever admits members, for what they hold too."""
    post = _post(post_id, now)
    here = post.organisation_id == actor.organisation_id
    own = here and post.user_id == actor.user_id and post.role in actor.own_roles
    if not own and not (actor.may(ADMIT) and all(actor.may(p) for p in needs)):
        raise NotFound("post", post_id)
    there = list(held_at(now).filter(organisation=post.organisation, user__is_active=True))
    obstacles = []
    if to == actor.user_id:
        obstacles.append(NOT_ONESELF)
    if post.deputy or post.delegated_for_id or post.interim:
        obstacles.append(Obstacle(N_("Who stands in for somebody names no deputy: the holder does.")))
    if to not in {p.user_id for p in there}:
        obstacles.append(Obstacle(N_("Choose somebody who acts for the same organisation."), "to"))
    if any(p.user_id == to and p.role == post.role for p in there):
        obstacles.append(Obstacle(N_("This colleague holds the role already: choose another."), "to"))
    if obstacles or to is None:
        raise Refused(*obstacles)
    give_post(actor, user_id=to, organisation_id=post.organisation_id, role=post.role, deputy=True, now=now)


def _post(post_id: UUID, now: datetime) -> Post:
    post = held_at(now).filter(pk=post_id).select_related("organisation").first()
    if post is None:
        raise NotFound("post", post_id)
    return post

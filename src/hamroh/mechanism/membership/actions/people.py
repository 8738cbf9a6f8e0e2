"""A member's people: its focal point adds them and ends their roles, by an allow-list; nobody touches their own rights."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from hamroh.foundation.accounts.actions import create_account
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.words import N_
from hamroh.mechanism.membership import rules
from hamroh.mechanism.membership.actions.life import ADMIT
from hamroh.mechanism.membership.actions.pack import give_post
from hamroh.mechanism.membership.models import Organisation, Post
from hamroh.mechanism.membership.queries.people import held_at
from hamroh.mechanism.membership.terms import FOCAL_POINT, Standing

MANAGE = "members:manage"


def add_person(
    actor: Actor,
    *,
    id: UUID,
    username: str,
    short_name: str,
    password: str,
    role: str,
    offered: Collection[str],
    now: datetime,
) -> None:
    """Make an account and give it one role at the actor's own organisation. A second click makes no second one.

    `offered`: the roles that the edition lets a member give its own people. A focal point names deputies, not its like.
    """
    require(actor, MANAGE, "post")
    _make(
        actor,
        organisation_id=actor.organisation_id,
        id=id,
        username=username,
        short_name=short_name,
        password=password,
        role=role,
        obstacles=rules.obstacles_to_post(own=id == actor.user_id, role=role, offered=offered, admitted=True),
        deputy=role == FOCAL_POINT,
        now=now,
    )


def give_role(actor: Actor, *, user_id: UUID | None, role: str, offered: Collection[str], now: datetime) -> None:
    """A further role for somebody who acts for the own organisation already, by the same allow-list."""
    require(actor, MANAGE, "post")
    here = held_at(now).filter(organisation_id=actor.organisation_id, user__is_active=True)
    obstacles = list(rules.obstacles_to_post(own=user_id == actor.user_id, role=role, offered=offered, admitted=True))
    if user_id is None or not here.filter(user_id=user_id).exists():
        obstacles.append(Obstacle(N_("Choose somebody who acts for the same organisation."), "user_id"))
    elif here.filter(user_id=user_id, role=role).exists():
        obstacles.append(Obstacle(N_("This colleague holds the role already: choose another."), "role"))
    if role == FOCAL_POINT and FOCAL_POINT not in actor.own_roles:
        obstacles.append(Obstacle(N_("Who stands in for somebody hands this on to nobody: ask the holder."), "role"))
    if obstacles or user_id is None:
        raise Refused(*obstacles)
    deputy = role == FOCAL_POINT
    give_post(actor, user_id=user_id, organisation_id=actor.organisation_id, role=role, deputy=deputy, now=now)


def name_focal_point(
    actor: Actor, *, organisation_id: UUID, id: UUID, username: str, short_name: str, password: str, now: datetime
) -> None:
    """Whoever admits members names who manages a member's people: the first account of an organisation."""
    require(actor, ADMIT, "organisation", organisation_id)
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None:
        raise NotFound("organisation", organisation_id)
    own = organisation_id == actor.organisation_id
    admitted = organisation.status == Standing.ADMITTED and not organisation.group
    _make(
        actor,
        organisation_id=organisation_id,
        id=id,
        username=username,
        short_name=short_name,
        password=password,
        role=FOCAL_POINT,
        obstacles=rules.obstacles_to_post(own=own, role=FOCAL_POINT, offered=[FOCAL_POINT], admitted=admitted),
        deputy=False,
        now=now,
    )


def _make(
    actor: Actor,
    *,
    organisation_id: UUID,
    id: UUID,
    username: str,
    short_name: str,
    password: str,
    role: str,
    obstacles: tuple[Obstacle, ...],
    deputy: bool,
    now: datetime,
) -> None:
    if Post.objects.filter(user_id=id, organisation_id=organisation_id).exists():  # a second click
        return
    if not short_name.strip():
        obstacles = (*obstacles, Obstacle(N_("Write how colleagues know them."), "short_name"))
    with transaction.atomic():
        try:
            create_account(actor, username=username, short_name=short_name, password=password, now=now, id=id)
        except Refused as refused:
            obstacles = (*obstacles, *refused.obstacles)
        if obstacles:
            raise Refused(*obstacles)
        give_post(actor, user_id=id, organisation_id=organisation_id, role=role, deputy=deputy, now=now)


def end_post(actor: Actor, *, post_id: UUID, now: datetime) -> None:
    """End somebody's role at the actor's own organisation, or, for whoever admits members, at any. Said twice, once counts."""
    if not actor.may(ADMIT):
        require(actor, MANAGE, "post", post_id)
    posts = Post.objects.filter(pk=post_id)
    if not actor.may(ADMIT):
        posts = posts.filter(organisation_id=actor.organisation_id)
    post = posts.first()
    if post is None:
        raise NotFound("post", post_id)
    obstacles = rules.obstacles_to_ending(
        own=post.user_id == actor.user_id,
        principal=post.role == FOCAL_POINT and not post.deputy,
        admits=actor.may(ADMIT),
    )
    if obstacles:
        raise Refused(*obstacles)
    with transaction.atomic():
        going_on = Q(until__isnull=True) | Q(until__gt=now)
        if Post.objects.filter(going_on, pk=post_id).update(until=max(now, post.since)):
            record(actor, "post.ended", resource="post", resource_id=post_id, at=now, role=post.role)

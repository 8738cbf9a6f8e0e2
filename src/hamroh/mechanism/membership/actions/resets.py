"""A colleague lost the telephone: one person asks that the second factor be forgotten, another grants it, or not."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.foundation.accounts.access import open_account
from hamroh.foundation.accounts.actions import forget_second_factor
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.words import N_
from hamroh.mechanism.membership.actions.life import ADMIT
from hamroh.mechanism.membership.actions.people import MANAGE
from hamroh.mechanism.membership.models import ResetRequest
from hamroh.mechanism.membership.queries.people import held_at


def ask_reset(actor: Actor, *, id: UUID, user_id: UUID, now: datetime) -> None:
    """Ask for a colleague of the own organisation, having seen them. Asked once, however often it is clicked."""
    require(actor, MANAGE, "account", user_id)
    if not held_at(now).filter(user_id=user_id, organisation_id=actor.organisation_id).exists():
        raise NotFound("account", user_id)
    if user_id == actor.user_id:
        raise Refused(Obstacle(N_("Nobody asks for themselves: your deputy or the secretariat does.")))
    if ResetRequest.objects.filter(user_id=user_id, decided_at__isnull=True).exists():
        return
    with transaction.atomic():
        ResetRequest(
            id=id, user_id=user_id, organisation_id=actor.organisation_id, asked_by=actor.user_id, asked_at=now
        ).save(force_insert=True)
        record(actor, "reset.asked", resource="account", resource_id=user_id, at=now)


def decide_reset(actor: Actor, *, request_id: UUID, granted: bool, now: datetime) -> None:
    """A second person decides. Granted, every session ends and the next sign-in sets up a new second factor."""
    asked = ResetRequest.objects.filter(pk=request_id, decided_at__isnull=True).first()
    here = asked is not None and asked.organisation_id == actor.organisation_id
    if asked is None or not (actor.may(ADMIT) or (here and (actor.may(MANAGE) or actor.may("case:supervise")))):
        raise NotFound("reset", request_id)
    if asked.asked_by == actor.user_id:
        raise Refused(Obstacle(N_("Whoever asked does not decide: a second person does.")))
    if asked.user_id == actor.user_id:
        raise Refused(Obstacle(N_("Nobody decides about their own sign-in.")))
    with transaction.atomic():
        waiting = ResetRequest.objects.filter(pk=request_id, decided_at__isnull=True)
        if not waiting.update(decided_by=actor.user_id, decided_at=now, granted=granted):
            return
        verb = "reset.granted" if granted else "reset.refused"
        record(actor, verb, resource="account", resource_id=asked.user_id, at=now)
        if granted:
            open_account(asked.user_id)
            forget_second_factor(actor, user_id=asked.user_id, now=now)

"""A second person looks at an act in danger."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.models import Task
from hamroh.casework.referrals.actions.answer import MOVED
from hamroh.casework.referrals.actions.moving import move
from hamroh.casework.referrals.models import Referral
from hamroh.casework.referrals.rules import is_open
from hamroh.casework.referrals.terms import REVIEW_TASK, EndedBy, ReviewOutcome, Side, Status
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.words import N_


def review_emergency(actor: Actor, *, task_id: UUID, outcome: str, now: datetime) -> None:
    """Say whether it was right to hand over without agreement. If not, an open hand-over ends, and the sharing with it.

    Nobody reviews what they did themselves. Said twice by one person it stays; a second person is told.
    """
    require(actor, "emergency:review", "review", task_id)
    with transaction.atomic():
        task = Task.objects.select_for_update(of=("self",)).filter(pk=task_id, key=REVIEW_TASK).first()
        referral = _referral_of(task)
        if task is None or referral is None:
            raise NotFound("review", task_id)
        if task.done_at:
            if task.done_by == actor.user_id:
                return
            raise Refused(Obstacle(N_("Nothing was changed: somebody else has just reviewed this.")))
        if obstacles := _obstacles(actor, referral, outcome):
            raise Refused(*obstacles)
        _finish(actor, task, referral, ReviewOutcome(outcome), now)


def _referral_of(task: Task | None) -> Referral | None:
    if task is None or task.referral_id is None:
        return None
    return Referral.objects.select_for_update(of=("self",)).filter(pk=task.referral_id).first()


def _obstacles(actor: Actor, referral: Referral, outcome: str) -> list[Obstacle]:
    found = []
    if outcome not in set(ReviewOutcome):
        found.append(Obstacle(N_("Say whether it was right."), "outcome"))
    if referral.sender_user_id == actor.user_id:
        found.append(Obstacle(N_("You acted yourself: somebody else must review it.")))
    return found


def _finish(actor: Actor, task: Task, referral: Referral, outcome: ReviewOutcome, now: datetime) -> None:
    task.done_at, task.done_by = now, actor.user_id
    task.detail = {**task.detail, "outcome": outcome}
    task.save(update_fields=["done_at", "done_by", "detail"])
    referral.reviewed_at = now
    if (
        outcome == ReviewOutcome.NOT_RIGHT
        and is_open(Status(referral.status))
        and move(actor, referral, Status.CANCELLED, Side.REQUESTER, now=now, reason=EndedBy.NOT_JUSTIFIED)
    ):
        referral.save(update_fields=MOVED)
    referral.save(update_fields=["reviewed_at"])
    record(actor, "emergency.reviewed", resource="referral", resource_id=referral.pk, at=now, outcome=outcome)

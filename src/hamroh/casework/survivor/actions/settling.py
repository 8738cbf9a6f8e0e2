"""The team answers what came through the page."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.actions import finish_task, note
from hamroh.casework.cases.models import Case, Task
from hamroh.casework.survivor import rules
from hamroh.casework.survivor.access import open_door_of
from hamroh.casework.survivor.models import Correction
from hamroh.casework.survivor.queries import ANSWER_PLACE
from hamroh.casework.survivor.terms import CORRECT_TASK, SETTLED_BY_HAND, Settled
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.words import N_


def answer_correction(actor: Actor, *, case_id: UUID, correction_id: UUID, text: str, now: datetime) -> None:
    """What was changed, or why not. The person reads it on their page. Answered twice, the first answer stands."""
    require(actor, "case:open", "case", case_id)
    case = open_door_of(actor, case_id)
    correction = Correction.objects.select_for_update(of=("self",)).filter(pk=correction_id, case=case).first()
    if correction is None:
        raise NotFound("correction", correction_id)
    if correction.answered_at:
        return
    if obstacles := rules.obstacles_to_answering(text=text):
        raise Refused(*obstacles)
    correction.answered_at, correction.answered_by = now, actor.user_id
    correction.answer_sealed = seal(case.person_id, text.strip(), place=ANSWER_PLACE.format(correction.pk))
    with transaction.atomic():
        correction.save(update_fields=["answered_at", "answered_by", "answer_sealed"])
        if not Correction.objects.filter(case=case, duress=False, answered_at__isnull=True).exists():
            finish_task(actor, case, CORRECT_TASK, now=now)
        note(actor, case, "card.answered", now=now)
        record(actor, "card.answered", resource="case", resource_id=case.pk, case_id=case.pk, at=now)


def settle_sign(actor: Actor, *, case_id: UUID, key: str, how: str, now: datetime) -> None:
    """A sign of danger, a withdrawal or a locked card was looked after: how, as a code. Twice is once."""
    require(actor, "case:open", "case", case_id)
    case = open_door_of(actor, case_id)
    if key not in SETTLED_BY_HAND:
        raise NotFound("task", key)
    if how not in set(Settled):
        raise Refused(Obstacle(N_("Choose from the list what became of it."), "how"))
    with transaction.atomic():
        if _waits(case, key):
            finish_task(actor, case, key, now=now)
            record(
                actor, "card.settled", resource="case", resource_id=case.pk, case_id=case.pk, at=now, task=key, how=how
            )


def _waits(case: Case, key: str) -> bool:
    return Task.objects.filter(case=case, key=key, done_at__isnull=True).exists()

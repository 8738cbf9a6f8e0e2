"""Steps done in conversation, or in a room of the platform that does not stand yet: somebody of the team says so."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases import rules, terms
from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions.clocks import begin_again
from hamroh.casework.cases.actions.dated import DONE_IN_A_ROOM
from hamroh.casework.cases.actions.timeline import note
from hamroh.casework.cases.models import Case, NewStep, Task
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.editions import queries as editions


def mark_done(actor: Actor, *, case_id: UUID, key: str, now: datetime) -> None:
    """Say that a step done in conversation is done. A second time changes nothing; other steps end by their own acts."""
    require(actor, "case:open", "case", case_id)
    if finish := DONE_IN_A_ROOM.get(key.partition(":")[0]):
        finish(actor, case_id, key, now)
        return
    case = open_case(actor, case_id)
    event = editions.edition(case.edition_id).done_by_hand(key)
    if not event:
        raise NotFound("task", key)
    if not Task.objects.filter(case=case, key=key, done_at__isnull=True).exists():
        return
    _write(actor, case, event, now)


def record_by_hand(actor: Actor, *, case_id: UUID, event: str, now: datetime) -> None:
    """Write down that something happened for which the platform has no act; the procedure's clocks follow it.

    Only what a step of the case's own edition waits for. Said twice within the same moment it is written once.
    """
    require(actor, "case:open", "case", case_id)
    case = open_case(actor, case_id)
    edition = editions.edition(case.edition_id)
    known = event in edition.by_hand and bool(edition.steps_about(event))
    if obstacles := rules.obstacles_to_writing(known=known, closed=case.closed_at is not None):
        raise Refused(*obstacles)
    _write(actor, case, event, now)


def settle_step(actor: Actor, *, case_id: UUID, new_step_id: UUID, answer: str, why: str = "", now: datetime) -> None:
    """A step that a new edition put behind this case is done now, its clock starting now; or it is not needed, and why.

    Said twice, the first time counts.
    """
    require(actor, "case:open", "case", case_id)
    case = open_case(actor, case_id)
    step = NewStep.objects.filter(pk=new_step_id, case=case).first()
    if step is None:
        raise NotFound("step", new_step_id)
    if step.settled_at:
        return
    if obstacles := rules.obstacles_to_settling(answer=answer, why=why):
        raise Refused(*obstacles)
    step.answer, step.settled_at, step.settled_by = answer, now, actor.user_id
    if why.strip():
        step.why_sealed = seal(case.person_id, why.strip(), place=terms.STEP_PLACE.format(step.pk))
    with transaction.atomic():
        step.save(update_fields=["answer", "why_sealed", "settled_at", "settled_by"])
        event = "step.taken_up" if answer == terms.DO_NOW else "step.not_needed"
        note(actor, case, event, now=now, step=step.step)
        if answer == terms.DO_NOW and step.clock:
            begin_again(actor, case, step.clock, now=now)
        record(actor, event, resource="case", resource_id=case.pk, case_id=case.pk, at=now, step=step.step)


def _write(actor: Actor, case: Case, event: str, now: datetime) -> None:
    with transaction.atomic():
        note(actor, case, event, now=now)
        record(actor, event, resource="case", resource_id=case.pk, case_id=case.pk, at=now)

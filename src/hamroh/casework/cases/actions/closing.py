"""Closing a case, with the closing decision of its edition."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases import rules, terms
from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions.stages import keep_move
from hamroh.casework.cases.actions.timeline import note
from hamroh.casework.cases.models import Case, Task
from hamroh.casework.cases.queries import closing_asks_why, closing_reasons
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Obstacle, Refused
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.procedures.terms import CASE_CLOSED

# What higher rooms still wait for in a case: each says why it cannot be closed yet, or nothing.
STILL_OPEN: list[Callable[[Case], Obstacle | None]] = []
# What ends with a case, told by the rooms that keep it: an act each, in the same transaction.
ON_CLOSING: list[Callable[[Actor, Case, datetime], None]] = []


def close_case(actor: Actor, *, case_id: UUID, reason: str, why: str = "", now: datetime) -> None:
    """The supervisor closes a case, with an outcome of the edition's closing decision and why; its clocks stop.

    Refuses while something of it is still open elsewhere. Closed twice, the first time counts.
    """
    require(actor, "case:supervise", "case", case_id)
    case = open_case(actor, case_id)
    if case.closed_at:
        return
    waiting = [obstacle for ask in STILL_OPEN if (obstacle := ask(case))]
    pack = editions.edition(case.edition_id).pack
    asked = closing_asks_why(case)
    against = rules.obstacles_to_closing(reason=reason, known=closing_reasons(case), why=why, why_required=asked)
    if obstacles := (*against, *waiting):
        raise Refused(*obstacles)
    last = pack.last_stage.id
    with transaction.atomic():
        Task.objects.filter(case=case, done_at__isnull=True).update(done_at=now, done_by=actor.user_id)
        keep_move(actor, case, to=last, decision=CASE_CLOSED, outcome=reason, why=why, now=now)
        case.status = terms.CLOSED_REFERRED if reason == terms.TRANSFERRED else terms.CLOSED
        case.stage, case.closed_at, case.next_due_at = last, now, None
        case.save(update_fields=["status", "stage", "closed_at", "next_due_at"])
        for end in ON_CLOSING:
            end(actor, case, now)
        note(actor, case, "case.closed", now=now, reason=reason)
        record(actor, "case.closed", resource="case", resource_id=case.pk, case_id=case.pk, at=now, reason=reason)

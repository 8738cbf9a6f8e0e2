"""A case goes on through the stages of its procedure, and back where the procedure allows it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases import rules, terms
from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions.clocks import run_clocks
from hamroh.casework.cases.actions.timeline import note
from hamroh.casework.cases.models import Case, StageMove
from hamroh.casework.cases.queries import deciding_here, last_events
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions import queries as editions


def move_case(
    actor: Actor, *, case_id: UUID, to: str, outcome: str = "", why: str = "", now: datetime, id: UUID | None = None
) -> None:
    """Go on to a stage to which the procedure leads, with the decision that ends the present one; or back, where it allows it.

    Refuses every other move by a sentence. No help waits for it or ends by it. A second click (the same `id`) finds it done.
    """
    if not actor.may("case:open"):
        require(actor, "case:supervise", "case", case_id)
    case = open_case(actor, case_id)
    if id and StageMove.objects.filter(pk=id, case=case).exists():
        return
    pack = editions.edition(case.edition_id).pack
    forward = [stage.id for stage in pack.ways_on(case.stage)]
    back = [stage.id for stage in pack.ways_back(case.stage)]
    decision = deciding_here(case)
    if obstacles := rules.obstacles_to_moving(
        to=to,
        forward=forward,
        back=back,
        closed=case.closed_at is not None,
        screened="screening.decided" in last_events(case) or not pack.decides_screening(case.stage),
        outcomes=[o.id for o in decision.outcomes] if decision else [],
        reason_required=bool(decision and decision.reason_required),
        outcome=outcome,
        why=why,
    ):
        raise Refused(*obstacles)
    decided = decision.id if decision and outcome and to in forward else ""
    with transaction.atomic():
        keep_move(actor, case, to=to, decision=decided, outcome=outcome if decided else "", why=why, now=now, id=id)
        if to in back:
            case.returned_at = now
            case.save(update_fields=["returned_at"])
        enter_stage(actor, case, to, now=now, decision=decided, outcome=outcome if decided else "")
        record(actor, "stage.moved", resource="case", resource_id=case.pk, case_id=case.pk, at=now, stage=to)
        if to == pack.last_stage.id:
            note(actor, case, "case.close_asked", now=now)


def enter_stage(actor: Actor, case: Case, stage: str, *, now: datetime, decision: str = "", outcome: str = "") -> None:
    """The case stands in this stage from now on; steps that begin with their stage begin. The case must be open."""
    case.stage = stage
    case.save(update_fields=["stage"])
    note(actor, case, "stage.moved", now=now, stage=stage, decision=decision, decided=outcome)
    run_clocks(actor, case, terms.STAGE_ENTERED, now=now, stage=stage)


def keep_move(
    actor: Actor,
    case: Case,
    *,
    to: str,
    decision: str,
    outcome: str,
    why: str,
    now: datetime,
    id: UUID | None = None,
) -> None:
    """What was decided, by whom, and why (sealed)."""
    key = id or uuid7()
    StageMove(
        id=key,
        case=case,
        at=now,
        by=actor.user_id,
        left=case.stage,
        entered=to,
        decision=decision,
        outcome=outcome,
        why_sealed=seal(case.person_id, why.strip(), place=terms.WHY_PLACE.format(key)) if why.strip() else None,
    ).save(force_insert=True)

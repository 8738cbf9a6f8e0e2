"""A person decides after the screening. The rule's view is kept beside it, in codes; it decides nothing."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.actions import begin_again, enter_stage, note
from hamroh.casework.cases.models import Case
from hamroh.casework.identification import queries
from hamroh.casework.identification.access import open_screening
from hamroh.casework.identification.models import Decision, Screening
from hamroh.casework.identification.terms import HumanDecision
from hamroh.foundation.audit.actions import record
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Obstacle, Refused
from hamroh.kernel.ids import uuid7
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.procedures.terms import PRESUMED_VICTIM


def decide(actor: Actor, *, case_id: UUID, outcome: str, reason: str, now: datetime) -> Decision:
    """Write down what this person decides, and why (sealed). Help never waits for it and never ends by it.

    *Presumed* moves the case on to the next stage; *insufficient* opens the screening again, under its clock.
    When two people decide, the first decision stands and the second is told.
    """
    case = open_screening(actor, case_id, "screening:decide")
    screening = (
        Screening.objects.select_for_update(of=("self",)).filter(case=case).order_by("-started_at", "-pk").first()
    )
    if screening and (made := queries.decision_on(screening)):
        return _said_before(made, actor, outcome)
    if obstacles := _obstacles(screening, outcome, reason):
        raise Refused(*obstacles)
    assert screening is not None and actor.user_id
    decision = Decision(
        id=uuid7(),
        case=case,
        screening=screening,
        outcome=outcome,
        shown=_in_codes(screening),
        decided_at=now,
        decided_by=actor.user_id,
    )
    decision.reason_sealed = seal(case.person_id, reason.strip(), place=queries.reason_place(decision.pk))
    with transaction.atomic():
        decision.save(force_insert=True)
        note(actor, case, "screening.decided", now=now, outcome=outcome)
        _go_on(actor, case, outcome, now)
        record(actor, "screening.decided", resource="screening", resource_id=screening.pk, case_id=case.pk, at=now)
    return decision


def _said_before(made: Decision, actor: Actor, outcome: str) -> Decision:
    if (made.decided_by, made.outcome) == (actor.user_id, outcome):
        return made
    raise Refused(Obstacle(N_("This screening was decided already. To decide anew, begin another screening.")))


def _obstacles(screening: Screening | None, outcome: str, reason: str) -> list[Obstacle]:
    found = []
    if screening is None or screening.finished_at is None:
        found.append(Obstacle(N_("Finish the screening first: then it is clear on which answers you decide.")))
    if outcome not in set(HumanDecision):
        found.append(Obstacle(N_("Choose what you decide."), "outcome"))
    if not reason.strip():
        found.append(Obstacle(N_("Write why. Whoever goes on with the case will read it."), "reason"))
    return found


def _in_codes(screening: Screening) -> dict[str, Any]:
    """What the rule showed at that moment: for a review that asks on what it rested."""
    view = queries.suggested_by(screening)
    return {
        "finding": view.finding,
        "basis": view.basis,
        "because": list(view.because),
        "reinforced_by": list(view.reinforced_by),
        "missing": view.missing,
        "unsettled": view.unsettled,
        "dimensions": {
            d.dimension: {"positive": d.positive, "because": list(d.because)} for d in queries.shown_by(screening)
        },
    }


def _go_on(actor: Actor, case: Case, outcome: str, now: datetime) -> None:
    if outcome == HumanDecision.PRESUMED:
        if stage := _stage_after(case):
            enter_stage(actor, case, stage, now=now)
    elif outcome == HumanDecision.INSUFFICIENT:
        begin_again(actor, case, "screening", now=now)


def _stage_after(case: Case) -> str | None:
    """Where the case's own edition leads from the stage at whose end this is decided; None when it is further already."""
    pack = editions.edition(case.edition_id).pack
    deciding = pack.stage_deciding(PRESUMED_VICTIM)
    if deciding is None or case.stage != deciding.id:
        return None
    following = pack.leads_to(deciding.id)
    return following[0].id if following else None

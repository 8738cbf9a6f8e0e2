"""The risk of the door itself is weighed before it is offered to anybody."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.actions import note
from hamroh.casework.grounds.queries import guardian_suspected
from hamroh.casework.kinship.access import trusted_with_card
from hamroh.casework.survivor import rules
from hamroh.casework.survivor.access import ISSUE, open_door_of
from hamroh.casework.survivor.models import DoorAssessment
from hamroh.casework.survivor.terms import RISKS, Decision, Holder
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.revisions.actions import revise
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Refused
from hamroh.mechanism.editions.queries import day_of


def assess_door(
    actor: Actor,
    *,
    case_id: UUID,
    seen: int,
    answers: Mapping[str, str],
    decision: str,
    holder: str = "",
    why: str = "",
    team_decided: bool = False,
    now: datetime,
) -> DoorAssessment:
    """Write down who may find or force a card, and whether it is offered. A revision; raises Changed.

    For a child only where the team decided so, and never to a guardian who may be involved.
    """
    require(actor, ISSUE, "case", case_id)
    case = open_door_of(actor, case_id)
    holder = holder if case.child else Holder.SELF
    obstacles = rules.obstacles_to_assessing(
        answers=answers,
        decision=decision,
        holder=holder,
        why=why,
        child=case.child,
        team_decided=team_decided,
        trusted=trusted_with_card(actor, case, day_of(now)) if case.child else (),
        guardian_suspected=guardian_suspected(case),
        closed=case.closed_at is not None,
    )
    if obstacles:
        raise Refused(*obstacles)
    with transaction.atomic():
        row = revise(
            actor,
            DoorAssessment,
            thing=case.pk,
            seen=seen,
            subject_id=case.person_id,
            words={"why": why.strip()},
            now=now,
            case=case,
            decision=decision,
            holder=holder if decision == Decision.OFFER else "",
            team_decided=bool(case.child and team_decided),
            **{risk: answers[risk] for risk in RISKS},
        )
        note(actor, case, "door.assessed", now=now, decision=decision)
        record(actor, "door.assessed", resource="case", resource_id=case.pk, case_id=case.pk, at=now, decision=decision)
    return row

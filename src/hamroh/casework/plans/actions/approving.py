"""A second pair of eyes on the plan."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.models import Case
from hamroh.casework.plans import rules
from hamroh.casework.plans.actions.agreeing import nothing_agreed
from hamroh.casework.plans.actions.moving import APPROVE, move, take
from hamroh.casework.plans.actions.tasks import set_step_tasks
from hamroh.casework.plans.models import Plan
from hamroh.casework.plans.queries import plan_of
from hamroh.casework.plans.terms import Act, State
from hamroh.foundation.revisions.queries import newest
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Refused
from hamroh.mechanism.editions.queries import day_of


def decide_plan(
    actor: Actor, *, case_id: UUID, plan_id: UUID, seen: int, approves: bool | None, reasons: str = "", now: datetime
) -> None:
    """Approve a version that was agreed, or send it back and say why. Never by somebody who wrote on it.

    Approved, it is in force from today, the one before is replaced, and its steps wait in the list of tasks.
    """
    case, plan = take(actor, case_id, plan_id, APPROVE)
    act = Act.SEND_BACK if approves is False else Act.APPROVE
    obstacles = (
        *rules.obstacles_to(act, State(plan.state), closed=case.closed_at is not None),
        *rules.obstacles_to_deciding(approves=approves, reasons=reasons, by=actor.user_id, authors=plan.authors),
    )
    if obstacles:
        raise Refused(*obstacles)
    words = {"reasons": reasons.strip()}
    if act is Act.SEND_BACK:
        move(actor, case, plan, act, seen=seen, now=now, event="plan.returned", words=words, **nothing_agreed())
        return
    with transaction.atomic():
        _replace_what_is_in_force(actor, case, plan, now)
        move(
            actor,
            case,
            plan,
            act,
            seen=seen,
            now=now,
            event="plan.approved",
            words=words,
            approvers=[actor.user_id],
            in_force_on=day_of(now),
        )
        set_step_tasks(actor, case, plan_of(case, plan_id), now=now)


def _replace_what_is_in_force(actor: Actor, case: Case, plan: Plan, now: datetime) -> None:
    for other in newest(Plan, case=case):
        if other.state == State.IN_FORCE and other.thing != plan.thing:
            move(actor, case, other, Act.REPLACE, now=now, ended_on=day_of(now))

"""How far goals are, and steps that are done: here, or in the list of tasks."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases import actions as cases
from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.models import Case
from hamroh.casework.plans import rules
from hamroh.casework.plans.actions.moving import WRITE, told
from hamroh.casework.plans.actions.tasks import step_task
from hamroh.casework.plans.models import Progress
from hamroh.casework.plans.queries import PlanShown, plan_in_force, plans_of
from hamroh.casework.plans.terms import Done, Reached
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.revisions.actions import revise
from hamroh.foundation.revisions.queries import newest_one
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.editions.queries import day_of


def tell_progress(
    actor: Actor,
    *,
    case_id: UUID,
    goal_id: UUID,
    seen: int,
    reached: str,
    on: date | None,
    words: str = "",
    now: datetime,
) -> None:
    """Say how far a goal of the plan in force is. Given up or changed is the person's own word."""
    case, plan = _in_force(actor, case_id)
    if goal_id not in {goal.id for goal in plan.goals}:
        raise NotFound("goal", goal_id)
    obstacles = rules.obstacles_to_progress(
        reached=reached, on=on, words=words, today=day_of(now), opened_on=day_of(case.opened_at)
    )
    if obstacles := (*_closed(case), *obstacles):
        raise Refused(*obstacles)
    with transaction.atomic():
        _say(actor, case, goal_id, seen, reached, on, words, now)
        own = reached in (Reached.GIVEN_UP, Reached.CHANGED)
        told(actor, case, "goal.progressed", now, by_person=own, reached=reached)


def finish_step(
    actor: Actor,
    *,
    case_id: UUID,
    step_id: UUID,
    done: str,
    on: date | None,
    words: str = "",
    now: datetime,
) -> None:
    """A step of the plan in force is done, or no longer needed: its task ends. Said twice, the first time counts."""
    case, plan = _in_force(actor, case_id)
    if step_id not in {step.id for goal in plan.goals for step in goal.steps}:
        raise NotFound("step", step_id)
    if newest_one(Progress, step_id) is not None:
        return
    obstacles = rules.obstacles_to_finishing(
        done=done, on=on, words=words, today=day_of(now), opened_on=day_of(case.opened_at)
    )
    if obstacles := (*_closed(case), *obstacles):
        raise Refused(*obstacles)
    with transaction.atomic():
        _say(actor, case, step_id, 0, done, on, words, now)
        cases.finish_task(actor, case, step_task(step_id), now=now)
        told(actor, case, "plan.step_done", now, done=done)


def step_done(actor: Actor, case_id: UUID, key: str, now: datetime) -> None:
    """One press in the list of tasks: the step with this task's key is done today."""
    try:
        step_id = UUID(key.partition(":")[2])
    except ValueError:
        raise NotFound("task", key[:60]) from None
    finish_step(actor, case_id=case_id, step_id=step_id, done=Done.DONE, on=day_of(now), now=now)


def _in_force(actor: Actor, case_id: UUID) -> tuple[Case, PlanShown]:
    require(actor, WRITE, "case", case_id)
    case = open_case(actor, case_id, FieldGroup.PLAN)
    plan = plan_in_force(plans_of(case))
    if plan is None:
        raise NotFound("plan", case_id)
    return case, plan


def _closed(case: Case) -> tuple[rules.Obstacle, ...]:
    return (rules.CLOSED,) if case.closed_at else ()


def _say(
    actor: Actor, case: Case, thing: UUID, seen: int, reached: str, on: date | None, words: str, now: datetime
) -> None:
    revise(
        actor,
        Progress,
        thing=thing,
        seen=seen,
        subject_id=case.person_id,
        words={"words": words.strip()},
        now=now,
        case=case,
        reached=reached,
        on=on,
    )

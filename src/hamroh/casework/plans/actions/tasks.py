"""Steps of the plan in force, in the one list of tasks."""

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from hamroh.casework.cases import actions as cases
from hamroh.casework.cases.models import Case
from hamroh.casework.plans.queries import PlanShown
from hamroh.casework.plans.terms import STEP_TASK
from hamroh.kernel.actor import Actor
from hamroh.mechanism.editions.queries import zone

DAY_ENDS = time(23, 59)


def step_task(step_id: UUID) -> str:
    return f"{STEP_TASK}:{step_id}"


def set_step_tasks(actor: Actor, case: Case, plan: PlanShown, *, now: datetime) -> None:
    """Each step that is not done waits until the end of its day; what a version before had waiting and this one has not, ends."""
    steps = {step_task(step.id): (step, goal) for goal in plan.goals for step in goal.steps if step.done is None}
    cases.drop_dated_tasks(actor, case, STEP_TASK, keep=steps, now=now)
    for key, (step, goal) in steps.items():
        detail = {"plan": str(plan.id), "need": goal.need, **({"user": str(step.user_id)} if step.user_id else {})}
        cases.set_dated_task(actor, case, key, due_at=end_of(step.due), now=now, detail=detail)


def end_of(day: date) -> datetime:
    """The end of a day in the mechanism's own place."""
    return datetime.combine(day, DAY_ENDS, ZoneInfo(zone()))

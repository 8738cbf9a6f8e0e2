"""The person's yes to exactly this version, and the way back from it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from hamroh.casework.plans import rules
from hamroh.casework.plans.actions.moving import move, take
from hamroh.casework.plans.models import Goal, Plan, Step
from hamroh.casework.plans.queries import plan_of
from hamroh.casework.plans.terms import Act, State
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Refused
from hamroh.mechanism.editions.queries import day_of, edition


def agree_plan(
    actor: Actor,
    *,
    case_id: UUID,
    plan_id: UUID,
    seen: int,
    by: str,
    how: str,
    on: date | None,
    language: str,
    who: str = "",
    assent: str = "",
    now: datetime,
) -> None:
    """Write down that the person agreed to the draft as it stands, and how. From now on nobody changes it."""
    case, plan = take(actor, case_id, plan_id)
    said = rules.Agreement(by=by, how=how, on=on, language=language, who=who, assent=assent)
    opened_on = day_of(case.opened_at)
    shown = plan_of(case, plan_id)
    whole = rules.Whole(
        goals=[None if goal.erased else goal.words for goal in shown.goals],
        steps_of_goals=[len(goal.steps) for goal in shown.goals],
        dues=[step.due for goal in shown.goals for step in goal.steps if step.done is None],
    )
    obstacles = (
        *rules.obstacles_to(Act.AGREE, State(plan.state), closed=case.closed_at is not None),
        *rules.obstacles_to_agreeing(
            whole,
            said,
            today=day_of(now),
            opened_on=opened_on,
            child=case.child,
            languages=edition(case.edition_id).words("language"),
            uniformed=actor.uniformed,
        ),
    )
    if obstacles:
        raise Refused(*obstacles)
    move(
        actor,
        case,
        plan,
        Act.AGREE,
        seen=seen,
        now=now,
        event="plan.agreed",
        by_person=True,
        words={"who": who.strip()},
        by=by,
        how=how,
        agreed_on=on,
        language=language,
        assent=assent if case.child else "",
        authors=sorted(_authors(actor, plan)),
        approvers=[],
    )


def take_back_plan(actor: Actor, *, case_id: UUID, plan_id: UUID, seen: int, now: datetime) -> None:
    """The person thought again before it was approved: the version is a draft once more, and is agreed on anew."""
    case, plan = take(actor, case_id, plan_id)
    if obstacles := rules.obstacles_to(Act.TAKE_BACK, State(plan.state), closed=case.closed_at is not None):
        raise Refused(*obstacles)
    move(
        actor,
        case,
        plan,
        Act.TAKE_BACK,
        seen=seen,
        now=now,
        event="plan.taken_back",
        by_person=True,
        **nothing_agreed(),
    )


def nothing_agreed() -> dict[str, Any]:
    return {"by": "", "how": "", "agreed_on": None, "language": "", "assent": ""}


def _authors(actor: Actor, plan: Plan) -> set[UUID]:
    """Whoever wrote anything of this version, and whoever writes the agreement down."""
    written = [model.objects.filter(plan=plan.thing).order_by() for model in (Goal, Step)]
    keys = {key for rows in written for key in rows.values_list("written_by", flat=True) if key}
    framed = Plan.objects.filter(thing=plan.thing, act=Act.WRITE).order_by().values_list("written_by", flat=True)
    assert actor.user_id
    return keys | {key for key in framed if key} | {actor.user_id}

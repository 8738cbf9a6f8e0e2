"""Writing a draft: its frame, its goals, their steps. What was agreed is written no more."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.models import Case
from hamroh.casework.cases.queries import team_of
from hamroh.casework.plans import rules
from hamroh.casework.plans.actions.moving import WRITE, key_of_ours, move, refuse_unless, take, told
from hamroh.casework.plans.models import Goal, Plan, Step
from hamroh.casework.plans.queries import need_words
from hamroh.casework.plans.terms import Act, State, Who
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.revisions.actions import revise
from hamroh.foundation.revisions.queries import newest, newest_one
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.editions.queries import day_of, edition
from hamroh.mechanism.membership.queries import all_organisations


def frame_plan(
    actor: Actor,
    *,
    case_id: UUID,
    plan_id: UUID,
    seen: int,
    starts_on: date | None,
    review_on: date | None,
    ends_on: date | None = None,
    now: datetime,
) -> None:
    """Begin a plan, or write anew from when until when its draft runs and when it is looked at again."""
    require(actor, WRITE, "case", case_id)
    case = open_case(actor, case_id, FieldGroup.PLAN)
    plan = newest_one(Plan, plan_id)
    if plan is not None and plan.case_id != case.pk:
        raise NotFound("plan", plan_id)
    frame = rules.Frame(starts_on, review_on, ends_on)
    obstacles = rules.obstacles_to_frame(frame, today=day_of(now))
    if plan is None:
        _begin(actor, case, plan_id, seen, frame, obstacles, now)
        return
    obstacles = (*rules.obstacles_to(Act.WRITE, State(plan.state), closed=case.closed_at is not None), *obstacles)
    if obstacles:
        raise Refused(*obstacles)
    move(actor, case, plan, Act.WRITE, seen=seen, now=now, starts_on=starts_on, review_on=review_on, ends_on=ends_on)


def _begin(
    actor: Actor, case: Case, plan_id: UUID, seen: int, frame: rules.Frame, obstacles: Any, now: datetime
) -> None:
    with key_of_ours(plan_id), transaction.atomic():
        versions = newest(Plan, case=lock(case))
        states = [State(plan.state) for plan in versions]
        obstacles = (*rules.obstacles_to_beginning(states, closed=case.closed_at is not None), *obstacles)
        if obstacles:
            raise Refused(*obstacles)
        revise(
            actor,
            Plan,
            thing=plan_id,
            seen=seen,
            subject_id=case.person_id,
            now=now,
            case=case,
            version=next_version(versions),
            state=str(State.DRAFT),
            act=str(Act.WRITE),
            starts_on=frame.starts_on,
            review_on=frame.review_on,
            ends_on=frame.ends_on,
        )
        told(actor, case, "plan.drafted", now)


def lock(case: Case) -> Case:
    """Two people begin one draft, not two: the second waits for the first."""
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def next_version(versions: list[Plan]) -> int:
    return max((plan.version for plan in versions), default=0) + 1


def write_goal(
    actor: Actor, *, case_id: UUID, plan_id: UUID, goal_id: UUID, seen: int, words: str, need: str, now: datetime
) -> None:
    """A goal of the person, in their words, on a draft."""
    case, plan = take(actor, case_id, plan_id)
    refuse_unless(Act.WRITE, case, plan)
    _of_this_plan(Goal, goal_id, case, plan, seen)
    known = need_words(edition(case.edition_id))
    if obstacles := rules.obstacles_to_goal(words=words, need=need, needs=known):
        raise Refused(*obstacles)
    _write(actor, Goal, case, plan, goal_id, seen, {"words": words.strip()}, now, need=need)


def drop_goal(actor: Actor, *, case_id: UUID, plan_id: UUID, goal_id: UUID, seen: int, now: datetime) -> None:
    """Take a goal, and its steps with it, off a draft. In the versions before it stays."""
    case, plan = take(actor, case_id, plan_id)
    refuse_unless(Act.WRITE, case, plan)
    goal = _of_this_plan(Goal, goal_id, case, plan, seen)
    if goal is None:
        raise NotFound("goal", goal_id)
    with transaction.atomic():
        _write(actor, Goal, case, plan, goal_id, seen, None, now, need=goal.need, dropped=True)
        for step in newest(Step, plan=plan.thing, case=case, goal=goal_id):
            if not step.dropped:
                _write(actor, Step, case, plan, step.thing, step.number, None, now, dropped=True, **_columns(step))


def write_step(
    actor: Actor,
    *,
    case_id: UUID,
    plan_id: UUID,
    goal_id: UUID,
    step_id: UUID,
    seen: int,
    what: str,
    who: str,
    due: date | None,
    user_id: UUID | None = None,
    by_organisation: UUID | None = None,
    now: datetime,
) -> None:
    """A step to a goal: what is done, who takes it, until which day."""
    case, plan = take(actor, case_id, plan_id)
    refuse_unless(Act.WRITE, case, plan)
    goal = newest_one(Goal, goal_id)
    if goal is None or goal.plan != plan.thing or goal.case_id != case.pk or goal.dropped:
        raise NotFound("goal", goal_id)
    _of_this_plan(Step, step_id, case, plan, seen)
    user_id = user_id if who == Who.COLLEAGUE else None
    by_organisation = by_organisation if who == Who.ORGANISATION else None
    step = rules.Step(what=what, who=who, due=due, user_id=user_id, organisation_id=by_organisation)
    obstacles = rules.obstacles_to_step(
        step,
        today=day_of(now),
        team=[member.user_id for member in team_of(case)],
        organisations=all_organisations() if by_organisation else (),
        starts_on=plan.starts_on,
    )
    if obstacles:
        raise Refused(*obstacles)
    columns = {"goal": goal_id, "who": who, "user_id": user_id, "by_organisation": by_organisation, "due": due}
    _write(actor, Step, case, plan, step_id, seen, {"what": what.strip()}, now, **columns)


def drop_step(actor: Actor, *, case_id: UUID, plan_id: UUID, step_id: UUID, seen: int, now: datetime) -> None:
    """Take a step off a draft. In the versions before it stays."""
    case, plan = take(actor, case_id, plan_id)
    refuse_unless(Act.WRITE, case, plan)
    step = _of_this_plan(Step, step_id, case, plan, seen)
    if step is None:
        raise NotFound("step", step_id)
    _write(actor, Step, case, plan, step_id, seen, None, now, dropped=True, **_columns(step))


def drop_plan(actor: Actor, *, case_id: UUID, plan_id: UUID, now: datetime) -> None:
    """Give a draft up. Done twice, the first time counts."""
    case, plan = take(actor, case_id, plan_id)
    if plan.state == State.DROPPED:
        return
    refuse_unless(Act.DROP, case, plan)
    move(actor, case, plan, Act.DROP, now=now, event="plan.dropped")


def _columns(step: Step) -> dict[str, Any]:
    return {name: getattr(step, name) for name in ("goal", "who", "user_id", "by_organisation", "due")}


def _of_this_plan(model: Any, thing: UUID, case: Case, plan: Plan, seen: int) -> Any:
    """How it stands in this version, None where it is new; a key of another case or version is not here."""
    row = newest_one(model, thing)
    if row is not None and (row.case_id != case.pk or row.plan != plan.thing):
        raise NotFound("goal", thing)
    if row is None and seen:
        raise NotFound("goal", thing)
    return row


def _write(
    actor: Actor, model: Any, case: Case, plan: Plan, thing: UUID, seen: int, words: Any, now: datetime, **columns: Any
) -> None:
    with key_of_ours(thing), transaction.atomic():
        revise(
            actor,
            model,
            thing=thing,
            seen=seen,
            subject_id=case.person_id,
            words=words,
            now=now,
            case=case,
            plan=plan.thing,
            **columns,
        )

"""A plan in force: reviewed, changed by a new version, ended."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases import actions as cases
from hamroh.casework.cases.models import Case
from hamroh.casework.plans import rules
from hamroh.casework.plans.actions.drafting import lock, next_version
from hamroh.casework.plans.actions.moving import move, refuse_unless, take, told
from hamroh.casework.plans.models import Goal, Plan, Step
from hamroh.casework.plans.queries import plan_of
from hamroh.casework.plans.terms import OPEN, STEP_TASK, Act, Reached, State
from hamroh.foundation.revisions.actions import revise
from hamroh.foundation.revisions.queries import newest, newest_number, newest_one
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.editions.queries import day_of


def review_plan(
    actor: Actor,
    *,
    case_id: UUID,
    plan_id: UUID,
    seen: int,
    on: date | None,
    next_on: date | None,
    words: str,
    now: datetime,
) -> None:
    """Write down what a review of the plan in force found, together with the person, and when the next one is."""
    case, plan = take(actor, case_id, plan_id)
    obstacles = (
        *rules.obstacles_to(Act.REVIEW, State(plan.state), closed=case.closed_at is not None),
        *rules.obstacles_to_reviewing(on=on, next_on=next_on, words=words, today=day_of(now), since=plan.in_force_on),
    )
    if obstacles:
        raise Refused(*obstacles)
    assert on
    said = {"words": words.strip(), "on": on.isoformat()}
    move(actor, case, plan, Act.REVIEW, seen=seen, now=now, event="plan.reviewed", words=said, review_on=next_on)


def change_plan(actor: Actor, *, case_id: UUID, plan_id: UUID, new_id: UUID, now: datetime) -> None:
    """Begin the next version: a draft with what is still to be done of this one, which stays in force until it is approved.

    A second click (the same `new_id`) finds it begun.
    """
    case, plan = take(actor, case_id, plan_id)
    begun = newest_one(Plan, new_id)
    if begun is not None:
        if begun.case_id != case.pk:
            raise NotFound("plan", new_id)
        return
    refuse_unless(Act.CHANGE, case, plan)
    with transaction.atomic():
        versions = newest(Plan, case=lock(case))
        if any(State(version.state) in OPEN for version in versions):
            raise Refused(*rules.obstacles_to_beginning([State.DRAFT], closed=False))
        revise(
            actor,
            Plan,
            thing=new_id,
            seen=0,
            subject_id=case.person_id,
            now=now,
            case=case,
            version=next_version(versions),
            state=str(State.DRAFT),
            act=str(Act.CHANGE),
            starts_on=day_of(now),
            review_on=max(plan.review_on, day_of(now)),
            ends_on=plan.ends_on if plan.ends_on and plan.ends_on >= day_of(now) else None,
        )
        _carry_on(actor, case, plan_id, new_id, now)
        told(actor, case, "plan.change_begun", now)


def _carry_on(actor: Actor, case: Case, plan_id: UUID, new_id: UUID, now: datetime) -> None:
    """Goals that are still wanted, and steps that are still to be done, in the words in which they were agreed."""
    for goal in plan_of(case, plan_id).goals:
        if goal.reached in (Reached.REACHED, Reached.GIVEN_UP):
            continue
        revise(
            actor,
            Goal,
            thing=goal.id,
            seen=newest_number(Goal, goal.id),  # a version that was given up may have written on it
            subject_id=case.person_id,
            words={"words": goal.words},
            now=now,
            case=case,
            plan=new_id,
            need=goal.need,
        )
        for step in goal.steps:
            if step.done is None:
                revise(
                    actor,
                    Step,
                    thing=step.id,
                    seen=newest_number(Step, step.id),
                    subject_id=case.person_id,
                    words={"what": step.what},
                    now=now,
                    case=case,
                    plan=new_id,
                    goal=goal.id,
                    who=step.who,
                    user_id=step.user_id,
                    by_organisation=step.by_organisation,
                    due=step.due,
                )


def end_plan(
    actor: Actor,
    *,
    case_id: UUID,
    plan_id: UUID,
    seen: int,
    reason: str,
    on: date | None,
    words: str = "",
    now: datetime,
) -> None:
    """The plan in force ends, with a reason; what still waited of its steps ends with it."""
    case, plan = take(actor, case_id, plan_id)
    obstacles = (
        *rules.obstacles_to(Act.END, State(plan.state), closed=case.closed_at is not None),
        *rules.obstacles_to_ending(reason=reason, on=on, words=words, today=day_of(now), since=plan.in_force_on),
    )
    if obstacles:
        raise Refused(*obstacles)
    with transaction.atomic():
        cases.drop_dated_tasks(actor, case, STEP_TASK, keep=(), now=now)
        move(
            actor,
            case,
            plan,
            Act.END,
            seen=seen,
            now=now,
            event="plan.ended",
            words={"words": words.strip()},
            ended_on=on,
            reason=reason,
        )

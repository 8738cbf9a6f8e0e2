"""What tests of the plan begin with: a draft of Nigora's with a goal and a step, agreed, in force."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from hamroh.casework.cases.access import open_case
from hamroh.casework.plans import actions
from hamroh.casework.plans.queries import PlanShown, plan_of, plans_of
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.casework.referrals import given
from tests.cast import NOW, acting

case = given.case
GOAL = "Мехоҳам бо духтарам дар хонаи худам зиндагӣ кунам."
STEP = "Рӯйхати хонаҳоро меёбем."


def draft(case_id: UUID, now: datetime = NOW, by: cast.Member = cast.nigora) -> UUID:
    key, today = uuid7(), day_of(now)
    with acting(by) as actor:
        actions.frame_plan(
            actor,
            case_id=case_id,
            plan_id=key,
            seen=0,
            starts_on=today,
            review_on=today + timedelta(days=60),
            ends_on=today + timedelta(days=180),
            now=now,
        )
    return key


def goal(case_id: UUID, plan_id: UUID, now: datetime = NOW, by: cast.Member = cast.nigora, **changes: Any) -> UUID:
    said = {"goal_id": uuid7(), "seen": 0, "words": GOAL, "need": "housing"} | changes
    with acting(by) as actor:
        actions.write_goal(actor, case_id=case_id, plan_id=plan_id, now=now, **said)
    return said["goal_id"]


def step(
    case_id: UUID, plan_id: UUID, goal_id: UUID, now: datetime = NOW, by: cast.Member = cast.nigora, **changes: Any
) -> UUID:
    said: dict[str, Any] = {
        "step_id": uuid7(),
        "seen": 0,
        "what": STEP,
        "who": "person",
        "due": day_of(now) + timedelta(days=10),
    } | changes
    with acting(by) as actor:
        actions.write_step(actor, case_id=case_id, plan_id=plan_id, goal_id=goal_id, now=now, **said)
    return said["step_id"]


def drafted(case_id: UUID, now: datetime = NOW) -> UUID:
    """A draft with one goal and one step."""
    key = draft(case_id, now)
    step(case_id, key, goal(case_id, key, now), now)
    return key


def agree(case_id: UUID, plan_id: UUID, now: datetime = NOW, by: cast.Member = cast.nigora, **changes: Any) -> None:
    said: dict[str, Any] = {
        "by": "person",
        "how": "signature",
        "on": day_of(now),
        "language": "tg",
        "who": "",
        "assent": "",
        "seen": plan(case_id, plan_id).number,
    } | changes
    with acting(by) as actor:
        actions.agree_plan(actor, case_id=case_id, plan_id=plan_id, now=now, **said)


def agreed(case_id: UUID, now: datetime = NOW) -> UUID:
    key = drafted(case_id, now)
    agree(case_id, key, now)
    return key


def decide(
    case_id: UUID,
    plan_id: UUID,
    approves: bool | None = True,
    now: datetime = NOW,
    by: cast.Member = cast.malika,
    reasons: str = "",
    seen: int | None = None,
) -> None:
    seen = plan(case_id, plan_id).number if seen is None else seen
    with acting(by) as actor:
        actions.decide_plan(
            actor, case_id=case_id, plan_id=plan_id, seen=seen, approves=approves, reasons=reasons, now=now
        )


def in_force(case_id: UUID, now: datetime = NOW) -> UUID:
    key = agreed(case_id, now)
    decide(case_id, key, now=now)
    return key


def plan(case_id: UUID, plan_id: UUID) -> PlanShown:
    with acting(cast.nigora) as actor:
        return plan_of(open_case(actor, case_id, "plan"), plan_id)


def plans(case_id: UUID) -> list[PlanShown]:
    with acting(cast.nigora) as actor:
        return plans_of(open_case(actor, case_id, "plan"))


def first_goal(case_id: UUID, plan_id: UUID) -> Any:
    return plan(case_id, plan_id).goals[0]


def days(now: datetime, n: int) -> date:
    return day_of(now) + timedelta(days=n)

"""What tests of follow-up begin with: attempts, a visit, a closing that was asked for."""

from datetime import datetime
from typing import Any
from uuid import UUID

from hamroh.casework.cases.access import open_case
from hamroh.casework.follow_up import actions
from hamroh.casework.follow_up.queries import closings_of, visits_of
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.casework.referrals import given
from tests.cast import NOW, acting

case = given.case
AREAS = ("housing", "work_or_school", "health", "people", "money", "safety")
OWN = "Ҳоло оромам, дар дӯзандагӣ кор мекунам."


def attempt(case_id: UUID, now: datetime = NOW, by: cast.Member = cast.nigora, **changes: Any) -> UUID:
    said = {"id": uuid7(), "way": "call", "result": "no_answer", "on": day_of(now), "words": ""} | changes
    with acting(by) as actor:
        actions.record_attempt(actor, case_id=case_id, now=now, **said)
    return said["id"]


def visit(case_id: UUID, now: datetime = NOW, by: cast.Member = cast.nigora, **changes: Any) -> UUID:
    said: dict[str, Any] = {
        "visit_id": uuid7(),
        "seen": 0,
        "met": "in_person",
        "on": day_of(now),
        "areas": dict.fromkeys(AREAS, "well"),
        "satisfaction": 4,
        "own": OWN,
        "next_on": None,
        "no_next": True,
    } | changes
    with acting(by) as actor:
        actions.record_visit(actor, case_id=case_id, now=now, **said)
    return said["visit_id"]


def ask(case_id: UUID, now: datetime = NOW, by: cast.Member = cast.nigora, **changes: Any) -> UUID:
    said = {"id": uuid7(), "reason": "goals_met", "why": "Everything agreed was done."} | changes
    with acting(by) as actor:
        actions.ask_closing(actor, case_id=case_id, now=now, **said)
    return said["id"]


def decide(
    case_id: UUID,
    closing_id: UUID,
    approves: bool | None = True,
    now: datetime = NOW,
    by: cast.Member = cast.malika,
    reasons: str = "",
    seen: int = 1,
) -> None:
    with acting(by) as actor:
        said = {"approves": approves, "reasons": reasons, "seen": seen}
        actions.decide_closing(actor, case_id=case_id, closing_id=closing_id, now=now, **said)


def closed(case_id: UUID, now: datetime = NOW, **changes: Any) -> UUID:
    key = ask(case_id, now, **changes)
    decide(case_id, key, now=now)
    return key


def visits(case_id: UUID) -> list[Any]:
    with acting(cast.nigora) as actor:
        return visits_of(open_case(actor, case_id, "plan"))


def closings(case_id: UUID) -> list[Any]:
    with acting(cast.nigora) as actor:
        return closings_of(open_case(actor, case_id, "plan"))

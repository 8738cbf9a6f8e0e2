"""What is kept apart, in the demonstration: in one case, so that it can be seen."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import join_team
from hamroh.casework.justice.actions import keep_justice
from hamroh.jobs.demonstration import words
from hamroh.jobs.demonstration.people import PEOPLE
from hamroh.jobs.demonstration.stage import Stage
from hamroh.jobs.demonstration.story import Story
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7

LAWYER, HOME = "mehri", "shelter-sughd"


def keep_apart(stage: Stage, hosts: list[Story]) -> list[Refused]:
    """In one case of one shelter a lawyer keeps a statement, proceedings and a claim."""
    at = stage.until - timedelta(days=5, hours=12)
    own = [s for s in hosts if s.case and s.stage.people[s.team].organisation == HOME]
    ready = [s for s in own if not s.child and s.ready and s.ready < at - timedelta(days=2)]
    refused: list[Refused] = []
    for tell, story in zip((_justice,), ready[-1:], strict=False):
        _try(tell, story, at, refused)
    return refused


def _try(tell: Callable[[Story, UUID, datetime], None], story: Story, at: datetime, refused: list[Refused]) -> None:
    assert story.case
    try:
        tell(story, story.case, at)
    except Refused as no:
        refused.append(no)


def _justice(story: Story, case_id: UUID, at: datetime) -> None:
    lawyer = next(person for person in PEOPLE if person.username == LAWYER)
    with story.stage.acting(story.team, at) as actor:
        case = open_case(actor, case_id)
        join_team(actor, case=case, user_id=lawyer.id, role="lawyer", capacity="lawyer", now=at)
    with story.stage.acting(LAWYER, at + timedelta(hours=3)) as actor:
        now, day = at + timedelta(hours=3), at.date()
        keep: dict[str, Any] = {"case_id": case_id, "seen": 0, "now": now}
        statement: dict[str, Any] = {
            "given_on": day,
            "body": "investigator",
            "asked_by": "prosecutor",
            "language": story.language,
        }
        conditions = {"lawyer_present": True, "interpreter": False, "minutes": 80, "breaks": 2, "where": words.ROOM}
        keep_justice(actor, kind="statement", thing=uuid7(), said=statement | conditions, **keep)
        trial: dict[str, Any] = {
            "body": "court",
            "stage": "trial",
            "role": "injured",
            "began_on": day,
            "ended_on": None,
        }
        hearing = {"next_at": story.stage.until + timedelta(days=9, hours=-14), "reference": words.NUMBER}
        keep_justice(actor, kind="proceeding", thing=uuid7(), said=trial | hearing, **keep)
        claim: dict[str, Any] = {"body": "court", "claimed_on": day, "claimed": Decimal(14500), "currency": "TJS"}
        keep_justice(
            actor, kind="compensation", thing=uuid7(), said=claim | {"decided_on": None, "awarded": None}, **keep
        )

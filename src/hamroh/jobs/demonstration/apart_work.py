"""One case in which nearly everything stands, so that it can be seen: a conference, a return that is prepared, justice."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import join_team
from hamroh.casework.conferences import actions as conferences
from hamroh.casework.justice.actions import keep_justice
from hamroh.casework.kinship.actions import write_relative
from hamroh.casework.returns import actions as returns
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.jobs.demonstration import plan_work, support_work, words
from hamroh.jobs.demonstration.people import PEOPLE
from hamroh.jobs.demonstration.plan_work import supervisor_of
from hamroh.jobs.demonstration.stage import Stage
from hamroh.jobs.demonstration.story import Story
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of

SEATED = {"who": "colleague", "role": ""}
LAWYER, HOME, FIRST = "mehri", "shelter-sughd", "nigora"  # whom a visitor signs in as


def keep_apart(stage: Stage, hosts: list[Story]) -> list[Refused]:
    """In the fullest case of one shelter a return is prepared, a conference was held, and a lawyer keeps justice apart."""
    at = stage.until - timedelta(days=5, hours=12)
    own = [s for s in hosts if s.case and s.stage.people[s.team].organisation == HOME]
    ready = [s for s in own if not s.child and s.ready and s.ready < at - timedelta(days=15)]
    refused: list[Refused] = []
    if ready:
        fullest = max(ready, key=_fullness)
        _try(_care, fullest, at - timedelta(days=14), refused)
        _try(_return, fullest, at - timedelta(days=8), refused)
        _try(_conference, fullest, at - timedelta(days=2), refused)
        _try(_justice, fullest, at, refused)
    return refused


def _fullness(story: Story) -> tuple[object, ...]:
    """A plan, an assessed risk, notes on health; then what a visitor finds first; then how much was asked for."""
    noted = FieldGroup.HEALTH in story.known
    return (
        story.plan is not None,
        story.review is not None,
        noted,
        story.team == FIRST,
        len(story.asked),
        str(story.case),
    )


def _try(tell: Callable[[Story, UUID, datetime], None], story: Story, at: datetime, refused: list[Refused]) -> None:
    assert story.case
    try:
        tell(story, story.case, at)
    except Refused as no:
        refused.append(no)


def _care(story: Story, case_id: UUID, at: datetime) -> None:
    """Risk and safety looked at again, something given, goals nearer, a visit; and whom the person thinks of."""
    story.at = at
    support_work.assess(story, case_id)
    support_work.help_along(story, case_id)
    plan_work.go_on(story)
    plan_work.look_after(story)
    with story.stage.acting(story.team, at) as actor:
        dear: dict[str, Any] = {"relation": "sibling", "name": words.SISTER, "note": words.OF_HER, "seen": 0, "now": at}
        write_relative(actor, case_id=case_id, relative_id=uuid7(), **dear)


def _return(story: Story, case_id: UUID, at: datetime) -> None:
    """Her wish, a house abroad that meets her, her agreement, a risk that the supervisor accepts: ready for the road."""
    journey, partner, assessment, day = uuid7(), uuid7(), uuid7(), day_of(at)
    with story.stage.acting(story.team, at) as actor:
        said: dict[str, Any] = {"case_id": case_id, "seen": 0, "now": at}
        wish = dict(words.WISH) | {"best_interests_on": None, "represented": False, "country": "UZ"}
        days = {"wished_on": day, "alternatives_on": day, "planned_on": day + timedelta(days=24)}
        returns.wish_return(actor, thing=journey, said=wish | days, **said)
        beside: dict[str, Any] = said | {"journey": journey}
        abroad = dict(words.PARTNER) | {"country": "UZ"}
        returns.write_beside(actor, part="partner", thing=partner, said=abroad, **beside)
        agreed = {"language": story.language, "mode": "written", "proof": "paper_kept", "given_by": "self"}
        until = {"agreed_on": day, "until_on": day + timedelta(days=120), "taken_back_on": None}
        told = {"partner": partner, "groups": ["profile", "needs"]}
        returns.write_beside(actor, part="agreement", thing=uuid7(), said=agreed | until | told, **beside)
        danger = dict(words.ROAD) | {"assessed_on": day, "dangers": ["debt", "family"], "level": "medium"}
        returns.write_beside(actor, part="assessment", thing=assessment, said=danger, **beside)
    later = at + timedelta(days=1)
    with story.stage.acting(supervisor_of(story), later) as actor:
        decided: dict[str, Any] = {"case_id": case_id, "journey": journey, "now": later}
        returns.decide_risk(actor, thing=assessment, verdict="acceptable", **decided)
    later = at + timedelta(days=4)
    with story.stage.acting(story.team, later) as actor:
        returns.move_return(actor, case_id=case_id, journey=journey, to="prepared", on=day_of(later), now=later)


def _conference(story: Story, case_id: UUID, at: datetime) -> None:
    """Two colleagues sat with the person; while health was spoken of, one left the room."""
    conference, manager, supervisor, day = uuid7(), uuid7(), uuid7(), day_of(at)
    boss = next(person for person in PEOPLE if person.username == supervisor_of(story))
    written = at + timedelta(hours=2)
    with story.stage.acting(story.team, written) as actor:
        said: dict[str, Any] = {"case_id": case_id, "seen": 0, "now": written}
        held = {"held_at": at, "purpose": "first", "person_part": "present", "told_on": None, "told": ""}
        conferences.hold_conference(actor, thing=conference, said=held | {"nobody_involved": True}, **said)
        said["conference"] = conference
        for key, user_id in ((manager, actor.user_id), (supervisor, boss.id)):
            conferences.seat_participant(actor, thing=key, said=SEATED, user_id=user_id, **said)
        for (title, told, decided), group, left in zip(
            words.SPOKEN_OF, ("needs", "health"), (frozenset(), frozenset({supervisor})), strict=True
        ):
            item = {"title": title, "groups": [group], "said": told, "decided": decided}
            conferences.write_item(actor, thing=uuid7(), said=item, left=left, **said)
        agreed = {"what": words.UNDERTAKEN, "due_on": day + timedelta(days=14), "done_on": None}
        conferences.agree_action(actor, thing=uuid7(), said=agreed, responsible=manager, **said)


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

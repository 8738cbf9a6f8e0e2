"""Two invented people and a page of their own: one uses it, for the other it would not be safe."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from hamroh.casework.survivor import actions
from hamroh.casework.survivor.access import enter, open_door_of
from hamroh.casework.survivor.queries import to_be_named
from hamroh.foundation.permissions.access import act_as
from hamroh.jobs.demonstration import words
from hamroh.jobs.demonstration.stage import Stage
from hamroh.jobs.demonstration.story import Story
from hamroh.kernel import clock
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7

PIN, SECOND = "5824", "7193"
CALM = {"device_shared": "no", "card_found": "no", "pin_forced": "no"}


def give_cards(stage: Stage, hosts: list[Story]) -> list[Refused]:
    """The first two adults whose cases are open and with whom something was agreed."""
    fitting = [s for s in hosts if not s.child and s.asked and stage.actor(s.team).may("survivor:card")]
    try:
        for story in fitting[:1]:
            _uses_it(stage, story, _given(stage, story, stage.until - timedelta(hours=30)))
        for story in fitting[1:2]:
            _weigh(stage, story, stage.until - timedelta(hours=50), CALM | {"pin_forced": "yes"}, "not_now")
    except Refused as refused:
        return [refused]
    return []


def _weigh(stage: Stage, story: Story, at: datetime, answers: dict[str, str], decision: str) -> None:
    assert story.case
    said: dict[str, Any] = {"answers": answers, "decision": decision, "why": words.WHY_A_PAGE[decision]}
    with stage.acting(story.team, at) as actor:
        actions.assess_door(actor, case_id=story.case, seen=0, now=at, **said)


def _given(stage: Stage, story: Story, at: datetime) -> str:
    _weigh(stage, story, at, CALM, "offer")
    assert story.case
    with stage.acting(story.team, at) as actor:
        known = [str(key) for key in to_be_named(open_door_of(actor, story.case))]
        own = dict(zip(known, words.OWN_NAMES, strict=False))
        actions.name_organisations(actor, case_id=story.case, seen=0, own=own, harmless=known[:1], now=at)
        return actions.issue_card(
            actor,
            case_id=story.case,
            id=uuid7(),
            seed=uuid7().hex,
            language="tg",
            until=(at + timedelta(days=180)).date(),
            chosen_now=True,
            pins={"pin": PIN, "again": PIN, "second": SECOND, "second_again": SECOND},
            now=at,
        )


def _uses_it(stage: Stage, story: Story, code: str) -> None:
    """Opened in the evening; something is not right, and the help so far was good."""
    at = stage.until - timedelta(hours=6)
    with clock.standing_at(at), transaction.atomic():
        act_as(None)
        visit = actions.come_in(typed=code, pin=PIN, now=at)
        assert visit
        door = enter(visit.card_id, visit.case_id, duress=False, now=at)
        actions.ask_correction(door, id=uuid7(), text=words.NOT_RIGHT, now=at)
        actions.rate(door, id=uuid7(), scale=4, text="", now=at)

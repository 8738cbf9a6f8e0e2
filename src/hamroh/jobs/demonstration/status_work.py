"""Formal status in the demonstration: a few applications, at the person's wish, and time to reflect that runs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from hamroh.casework.grounds.actions import record_ground
from hamroh.casework.status.actions import (
    ask_review,
    begin_application,
    begin_reflection,
    decide_status,
    list_evidence,
    send_application,
)
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.jobs.demonstration import words
from hamroh.jobs.demonstration.case_work import case_of
from hamroh.jobs.demonstration.stage import Dice, NotYet, Stage
from hamroh.jobs.demonstration.story import Story
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.membership.queries import organisation_by_key

AUTHORITY = "imc"
GROUPS = (FieldGroup.PROFILE, FieldGroup.SCREENING)
REFLECTING = 6
RECENT = timedelta(days=28)  # in which the time to reflect still runs


def fill_the_panel(stage: Stage, dice: Dice, hosts: list[Story]) -> list[Refused]:
    """Some adults whose screening was decided apply: one waits, one waits too long, one is asked for more, one asks again."""
    refused: list[Refused] = []
    able = [s for s in hosts if not s.child and set(GROUPS) <= s.known and s.ready and s.ready < stage.until - OLDEST]
    for story, (days, tell) in zip(able, TOLD, strict=False):
        story.dice = dice
        story.at = stage.until - timedelta(days=days, hours=-10)
        _try(tell, story, refused)
    recent = [s for s in hosts if s.ready and stage.until - RECENT < s.ready < stage.until - timedelta(days=1)]
    for story in recent[:REFLECTING]:
        story.dice = dice
        story.at = _after(story.ready)
        _try(_reflect, story, refused)
    return refused


def _try(tell: Callable[[Story], object], story: Story, refused: list[Refused]) -> None:
    try:
        tell(story)
    except NotYet:
        pass
    except Refused as no:
        refused.append(no)


def _after(ready: datetime | None) -> datetime:
    assert ready
    return ready + timedelta(hours=3)


def _reflect(story: Story) -> None:
    with story.stage.acting(story.team, story.now()) as actor:
        begin_reflection(
            actor,
            id=uuid7(),
            case_id=case_of(story),
            because="presumed",
            language=story.language,
            mode="aloud",
            now=story.at,
        )


def _apply(story: Story) -> UUID:
    """The person agrees, the team lists what there is and sends it."""
    case, authority = case_of(story), organisation_by_key(AUTHORITY)
    assert authority
    with story.stage.acting(story.team, story.now()) as actor:
        ground, application = uuid7(), uuid7()  # keys tell the invented time
        record_ground(
            actor,
            id=ground,
            case_id=case,
            kind="consent",
            purpose="status",
            recipient_organisation_id=authority.pk,
            groups=sorted(GROUPS),
            language=story.language,
            mode="oral_witness",
            proof="witness_noted",
            given_by="self",
            expires_at=story.at + timedelta(days=300),
            now=story.at,
        )
        begin_application(actor, id=application, case_id=case, ground_id=ground, now=story.at)
        _list(story, actor, application, words.EVIDENCE)
    story.later(1, 3)
    _send(story, application)
    return application


def _list(story: Story, actor: object, application: UUID, rows: tuple[tuple[str, str, str], ...]) -> None:
    for kind, shows, note in rows:
        list_evidence(
            actor,  # type: ignore[arg-type]
            id=uuid7(),
            case_id=case_of(story),
            application_id=application,
            kind=kind,
            shows=[shows],
            held_by="team",
            attached=True,
            note=note,
            now=story.at,
        )


def _send(story: Story, application: UUID) -> None:
    with story.stage.acting(story.team, story.now()) as actor:
        send_application(actor, case_id=case_of(story), application_id=application, wished=True, now=story.at)


def _decide(story: Story, application: UUID, outcome: str, reasons: str, shows: tuple[str, ...] = ()) -> None:
    first, *others = story.stage.with_permission(AUTHORITY, "status:decide")
    with story.stage.acting(first, story.now()) as actor:
        decide_status(
            actor,
            id=uuid7(),
            application_id=application,
            outcome=outcome,
            reasons=reasons,
            shows=shows,
            panel=[story.stage.people[name].id for name in others[:1]],
            now=story.at,
        )


def _asked_for_more(story: Story) -> None:
    application = _apply(story)
    story.later(48, 72, office=True)
    _decide(story, application, "more_evidence", words.EVIDENCE_ASKED)


def _granted(story: Story) -> None:
    application = _apply(story)
    story.later(72, 96, office=True)
    _decide(story, application, "granted", words.STATUS_GRANTED, ("act", "means", "purpose"))


def _asked_again(story: Story) -> None:
    application = _apply(story)
    story.later(72, 96, office=True)
    _decide(story, application, "refused", words.STATUS_REFUSED, ("act",))
    story.later(48, 72, office=True)
    with story.stage.acting(story.team, story.now()) as actor:
        ask_review(actor, case_id=case_of(story), application_id=application, wished=True, now=story.at)


# How many days ago it began, and what became of it since.
TOLD: tuple[tuple[int, Callable[[Story], object]], ...] = (
    (3, _apply),
    (25, _apply),
    (9, _asked_for_more),
    (12, _asked_again),
    (20, _granted),
)
OLDEST = timedelta(days=26)

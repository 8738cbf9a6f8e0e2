"""A service is asked for somebody: the agreement, the referral, the answer, what came of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from hamroh.casework.grounds.actions import record_ground, review_danger
from hamroh.casework.referrals.access import open_received
from hamroh.casework.referrals.actions import (
    accept_referral,
    complete_referral,
    confirm_outcome,
    decline_referral,
    record_arrival,
    record_service,
    send_referral,
    withdraw_ground,
)
from hamroh.casework.referrals.queries.reviews import reviews
from hamroh.casework.referrals.terms import ReasonOf
from hamroh.jobs.demonstration import words
from hamroh.jobs.demonstration.case_work import case_of
from hamroh.jobs.demonstration.story import Story
from hamroh.kernel.ids import uuid7

CLINIC_NEAR = {
    "shelter-sughd-stay": "clinic-sughd-care",
    "shelter-children-stay": "clinic-sughd-care",
    "shelter-khatlon-stay": "clinic-khatlon-care",
    "shelter-state-stay": "clinic-dushanbe-care",
}
AT_FIRST = ("psych-counselling", "legal-advice", "legal-documents", "psych-support-remote", "hotline-advice")
LATER = ("training-sughd", "social-isfara", "iom-reintegration", "iom-business-grant", "iom-return", "legal-documents")
RESULTS = ("given", "given", "given", "given", "given_in_part", "stopped_by_person", "other_service_needed")


@dataclass(frozen=True, slots=True)
class Asked:
    """A referral on its way."""

    id: UUID
    ground: UUID
    organisation: UUID
    answers: str


def fits(story: Story, service: str) -> bool:
    """Whether this service takes such a person, and nothing was asked of it before."""
    asked = story.stage.services[service]
    kind = "children" if story.child else "adults"
    return (
        kind in asked.accepts
        and asked.pk not in story.asked
        and asked.organisation_id != story.stage.organisation_of(story.home)
        and bool(story.known & set(asked.needs_groups))
    )


def ask(story: Story, service: str, *, urgency: str = "routine") -> Asked:
    """The person agrees to what this service needs to know, and the team sends exactly that."""
    wanted = story.stage.services[service]
    groups = sorted(story.known & set(wanted.needs_groups))
    with story.stage.acting(story.team, story.now()) as actor:
        ground, key = uuid7(), uuid7()
        agreed = _in_danger(story) if story.danger and story.child and not story.asked else _agreement(story)
        if agreed["kind"] != "consent":
            groups = [group for group in groups if group != "screening"]
        record_ground(
            actor,
            id=ground,
            case_id=case_of(story),
            purpose="services",
            recipient_organisation_id=wanted.organisation_id,
            groups=groups,
            expires_at=story.at + timedelta(days=story.one((60, 90, 180))),
            now=story.at,
            **agreed,
        )
        send_referral(
            actor,
            id=key,
            case_id=case_of(story),
            service_id=wanted.pk,
            ground_id=ground,
            groups=groups,
            urgency=urgency,
            meeting=story.meeting(),
            note=story.one(words.SENDING),
            now=story.at,
        )
    story.asked.add(wanted.pk)
    if agreed["kind"] != "consent":
        _review(story, ground)
    return Asked(key, ground, wanted.organisation_id, story.stage.answering[wanted.organisation_id])


def _agreement(story: Story) -> dict[str, Any]:
    how: dict[str, Any] = {
        "kind": "consent",
        "language": story.language,
        "mode": story.one(("written", "oral_witness", "thumb")),
        "proof": story.one(("paper_kept", "witness_noted")),
        "given_by": "self",
    }
    if story.child:
        best = story.one(words.BEST_INTERESTS)
        how |= {"given_by": "representative", "assent": "agreed", "best_interests": best}
    return how


def _in_danger(story: Story) -> dict[str, Any]:
    return {"kind": "child_in_danger", "why": story.one(words.WHY_IN_DANGER)}


def _review(story: Story, ground: UUID) -> None:
    at = story.at + timedelta(hours=story.dice.random.uniform(2, 20))
    if at >= story.stage.until:
        return
    with story.stage.acting(story.one(story.stage.reviewers), at) as actor:
        for row in reviews(actor):
            if row.ground_id == ground:
                review_danger(actor, task_id=row.id, right=True, now=at)


def accept(story: Story, asked: Asked, least: float, most: float) -> None:
    story.later(least, most, office=True)
    with story.stage.acting(asked.answers, story.at) as actor:
        open_received(actor, asked.id, story.at)
        accept_referral(actor, referral_id=asked.id, note=story.one(words.ANSWERING), now=story.at)


def decline(story: Story, asked: Asked, least: float, most: float) -> None:
    """For the provider's reason or for the person's."""
    story.later(least, most, office=True)
    side = ReasonOf(story.one(ReasonOf))
    reason = story.one(code.id for code in story.stage.edition.codes("decline_reason") if code.side == side)
    with story.stage.acting(asked.answers, story.at) as actor:
        open_received(actor, asked.id, story.at)
        decline_referral(actor, referral_id=asked.id, reason_of=side, reason=reason, now=story.at)
    _confirm(story, asked)


def arrive(story: Story, asked: Asked, least: float, most: float) -> None:
    story.later(least, most, office=True)
    worker = story.stage.serving.get(asked.organisation, asked.answers)
    with story.stage.acting(worker, story.at) as actor:
        record_arrival(actor, referral_id=asked.id, now=story.at)
        if asked.organisation in story.stage.serving:
            record_service(
                actor,
                id=uuid7(),
                referral_id=asked.id,
                given_on=story.at.date(),
                note=story.one(words.GIVEN),
                now=story.at,
            )


def tell_outcome(story: Story, asked: Asked) -> None:
    story.later(10, 60, office=True)
    with story.stage.acting(asked.answers, story.at) as actor:
        complete_referral(
            actor,
            referral_id=asked.id,
            result=story.one(RESULTS),
            on=story.at.date(),
            note=story.one(words.OUTCOMES),
            now=story.at,
        )
    _confirm(story, asked)


def _confirm(story: Story, asked: Asked) -> None:
    story.later(6, 90, office=True)
    with story.stage.acting(story.team, story.at) as actor:
        confirm_outcome(actor, referral_id=asked.id, now=story.at)


def take_back(story: Story, asked: Asked) -> None:
    """The person withdraws the agreement: the sharing ends there and then."""
    story.later(6, 60)
    how = story.one(story.stage.edition.words("withdrawal_reason"))
    with story.stage.acting(story.team, story.at) as actor:
        withdraw_ground(actor, case_id=case_of(story), ground_id=asked.ground, how=how, caretakers={}, now=story.at)


def whole_referral(story: Story, service: str, *, late: bool = False, withdrawn: bool = False) -> None:
    """From asking to the confirmed outcome, with what may come between."""
    asked = ask(story, service, urgency=story.one(("routine", "routine", "urgent")))
    hours = (90.0, 220.0) if late else (2.0, 18.0)
    if not withdrawn and story.dice.happens(0.14):
        decline(story, asked, *hours)
        return
    accept(story, asked, *hours)
    if withdrawn:
        take_back(story, asked)
        return
    arrive(story, asked, 12, 60)
    tell_outcome(story, asked)

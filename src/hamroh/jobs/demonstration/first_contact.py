"""The first line: a sheet, a hand-over, an answer, an arrival; and those who did not agree."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from hamroh.casework.referrals.access import open_received
from hamroh.casework.referrals.actions import (
    accept_referral,
    decline_referral,
    fill_sheet,
    record_arrival,
    record_no_show,
    review_emergency,
)
from hamroh.casework.referrals.queries.reviews import reviews
from hamroh.casework.referrals.rules import Meeting
from hamroh.casework.referrals.terms import Agreement, ReasonOf, ReviewOutcome, SafetyAnswer
from hamroh.jobs.demonstration import words
from hamroh.jobs.demonstration.story import Story
from hamroh.kernel.ids import uuid7

# Who meets people, and where they send women, men and children. Two names for one: as often as they stand here.
ROUTES = (
    ("rustam", "shelter-sughd-stay", "shelter-state-stay", "shelter-children-stay"),
    ("rustam", "shelter-sughd-stay", "shelter-state-stay", "shelter-sughd-stay"),
    ("jamshed", "shelter-sughd-stay", "shelter-state-stay", "shelter-children-stay"),
    ("sherzod", "shelter-state-stay", "shelter-state-stay", "shelter-children-stay"),
    ("khurshed", "shelter-khatlon-stay", "shelter-khatlon-stay", "shelter-sughd-stay"),
    ("orzu", "shelter-state-stay", "shelter-state-stay", "shelter-sughd-stay"),
    ("behruz", "shelter-khatlon-stay", "shelter-state-stay", "shelter-children-stay"),
    ("sabohat", "shelter-sughd-stay", "shelter-khatlon-stay", "shelter-children-stay"),
    ("latofat", "shelter-khatlon-stay", "shelter-khatlon-stay", "shelter-sughd-stay"),
    ("nozim", "shelter-khatlon-stay", "shelter-khatlon-stay", "shelter-children-stay"),
    ("gulbahor", "shelter-state-stay", "shelter-state-stay", "shelter-children-stay"),
)


def offer(story: Story, *, to: str = "") -> str:
    """Fill the sheet, and hand over to a place where the person can stay. Returns who did."""
    fitting = [route for route in ROUTES if not to or to in _homes(story, route)]
    route = story.one(fitting or ROUTES)
    sender = route[0]
    homes = _homes(story, route)
    story.home = to or homes[0]
    actor = story.stage.actor(sender)
    story.held = actor.uniformed and not story.child and story.dice.happens(0.15)
    with story.stage.acting(sender, story.now()) as actor:
        story.handover = uuid7()
        fill_sheet(
            actor,
            id=story.handover,
            **_sheet(story),
            agreement=_agreement(story),
            service_id=story.stage.services[story.home].pk,
            urgency=story.one(("urgent", "urgent", "routine")),
            meeting=story.meeting(),
            now=story.at,
        )
    return str(sender)


def _homes(story: Story, route: tuple[str, ...]) -> tuple[str, ...]:
    if story.child:
        return ("shelter-sughd-stay", "shelter-children-stay") if story.dice.happens(0.2) else (route[3],)
    return (route[1],) if story.female else (route[2],)


def _sheet(story: Story) -> dict[str, Any]:
    edition, dice = story.stage.edition, story.dice
    signs = [code.id for code in edition.codes("observation") if code.only != "adults"]
    adult_signs = [code.id for code in edition.codes("observation") if code.only is None]
    script = list(edition.words("script"))
    unsaid = [script[-1]] if dice.happens(0.1) else []
    return {
        "observations": story.some(signs if story.child else adult_signs, 2, 5),
        "safety": _safety(story),
        "told": [line for line in script if line not in unsaid],
        "unsaid": unsaid,
        "held": story.held,
        "child": story.child,
    }


def _safety(story: Story) -> dict[str, str]:
    """Nothing means danger, or the first question does."""
    answers = {}
    for number, question in enumerate(story.stage.edition.codes("safety_question")):
        safe = SafetyAnswer.NO if question.danger_if == SafetyAnswer.YES else SafetyAnswer.YES
        answers[question.id] = str(question.danger_if if story.danger and number == 0 else safe)
    return answers


def _agreement(story: Story) -> Agreement:
    if story.child or story.danger:
        return Agreement(story.one((Agreement.AGREED, Agreement.AGREED, Agreement.NOT_ASKED)))
    return Agreement.AGREED


def receive(story: Story, *, hours: tuple[float, float] = (0.4, 3.0)) -> None:
    """The shelter opens what it was told, and says yes; the person arrives."""
    accept(story, hours=hours)
    focal = story.stage.answering[story.stage.organisation_of(story.home)]
    story.later(1, 9)
    with story.stage.acting(focal, story.at) as actor:
        record_arrival(actor, referral_id=_offered(story), now=story.at)


def accept(story: Story, *, hours: tuple[float, float] = (0.4, 3.0)) -> None:
    focal = story.stage.answering[story.stage.organisation_of(story.home)]
    story.at += timedelta(hours=story.dice.random.uniform(*hours))  # a shelter answers at night as well
    with story.stage.acting(focal, story.now()) as actor:
        open_received(actor, _offered(story), story.at)
        accept_referral(actor, referral_id=_offered(story), note=story.one(words.ANSWERING), now=story.at)


def come_to_nothing(story: Story) -> None:
    """Declined for want of a place, or accepted and nobody came."""
    focal = story.stage.answering[story.stage.organisation_of(story.home)]
    story.later(1, 20)
    with story.stage.acting(focal, story.at) as actor:
        if story.dice.happens(0.45):
            reason = story.one(("no_capacity", "no_staff", "not_safe_here"))
            decline_referral(
                actor, referral_id=_offered(story), reason_of=ReasonOf.PROVIDER, reason=reason, now=story.at
            )
            return
        accept_referral(actor, referral_id=_offered(story), now=story.at)
    story.later(20, 50)
    with story.stage.acting(focal, story.at) as actor:
        reason = story.one(story.stage.edition.words("not_arrived_reason"))
        record_no_show(actor, referral_id=_offered(story), reason=reason, now=story.at)


def review(story: Story, *, outcome: ReviewOutcome = ReviewOutcome.RIGHT) -> None:
    """A second person looks at what was done in danger, beside all that goes on meanwhile."""
    at = story.at + timedelta(hours=story.dice.random.uniform(3, 22))
    if at >= story.stage.until:
        return  # it waits for somebody
    with story.stage.acting(story.one(story.stage.reviewers), at) as actor:
        for row in reviews(actor):
            if row.referral_id == story.handover:
                review_emergency(actor, task_id=row.id, outcome=outcome, now=at)


def count_only(story: Story) -> None:
    """An adult who is not in danger and does not agree: one more in a month and a region, and nothing else."""
    story.child = story.danger = False
    with story.stage.acting(story.one(ROUTES)[0], story.now()) as actor:
        fill_sheet(
            actor,
            id=uuid7(),
            **_sheet(story),
            agreement=Agreement.NOT_AGREED,
            service_id=None,
            urgency="",
            meeting=Meeting(),
            now=story.at,
        )


def _offered(story: Story) -> UUID:
    assert story.handover
    return story.handover

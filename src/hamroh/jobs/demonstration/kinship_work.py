"""Who stands by an invented child; and a group of five from one field, entered at once."""

from datetime import timedelta
from typing import Any

from hamroh.casework.kinship import actions
from hamroh.casework.kinship.rules.families import Line
from hamroh.jobs.demonstration import words
from hamroh.jobs.demonstration.stage import Dice, Stage
from hamroh.jobs.demonstration.story import Story
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7

FEARED, WEIGHED = 0.25, 0.5
GROUP_HOME = "shelter-state-stay"


def stand_by(story: Story) -> None:
    """A child gets a representative; now and then a guardian is barred, and what is best is weighed."""
    if not story.child:
        return
    assert story.case
    feared = story.dice.happens(FEARED)
    with story.stage.acting(story.team, story.at) as actor:
        since = story.at.date()
        plain: dict[str, Any] = {"case_id": story.case, "seen": 0, "since": since, "now": story.at}
        actions.write_guardian(
            actor,
            guardian_id=uuid7(),
            role="guardian",
            tie=story.one(("father", "step_parent", "aunt_uncle") if feared else ("mother", "grandparent")),
            name=f"{story.one(words.GIVEN_MALE)} {story.one(words.ROOTS)}ов",
            appointed_by="birth",
            paper="birth_certificate",
            suspected=feared,
            suspected_why=story.one(words.WHY_FEARED) if feared else "",
            **plain,
        )
        actions.write_guardian(
            actor,
            guardian_id=uuid7(),
            role="representative",
            tie="official",
            name=f"{story.one(words.GIVEN_FEMALE)} {story.one(words.ROOTS)}ова",
            contact=story.one(words.HOURS),
            appointed_by="guardianship_body",
            paper="decision",
            **plain,
        )
        actions.state_age(
            actor,
            case_id=story.case,
            seen=0,
            told_by="person",
            told_on=since,
            years=story.one(range(9, 17)),
            now=story.at,
        )
        if story.dice.happens(WEIGHED):
            actions.weigh_best_interests(
                actor,
                case_id=story.case,
                assessment_id=uuid7(),
                seen=0,
                about="care",
                options=words.OPTIONS,
                views=story.one(words.CHILDS_WORDS),
                conclusion=story.one(words.BEST_INTERESTS),
                assent="agreed",
                took_part=["child", "representative", "case_manager"],
                decided_by=actor.user_id,
                decided_on=since,
                review_on=since + timedelta(days=90),
                now=story.at,
            )


def enter_five(stage: Stage, dice: Dice) -> list[Refused]:
    """Five workers of one field, met on one day: a case each, what holds for all written once."""
    organisation = stage.services[GROUP_HOME].organisation.key
    at = stage.until - timedelta(days=9, hours=dice.random.randint(1, 4))
    ages = ("adult", "adult", "adult", "unsure", "child")
    lines = [
        (
            uuid7(),
            Line(age, dice.random.choice(("female", "male")), dice.random.choice(("tg", "uz")), danger=number == 4),
        )
        for number, age in enumerate(ages)
    ]
    field = at.date() - timedelta(days=200)
    facts = {
        "name": words.GROUP,
        "work": "farm",
        "place": words.FIELD,
        "recruiter": words.RECRUITER,
        "note": words.FOR_ALL,
        "since": field,
        "until": at.date() - timedelta(days=2),
    }
    try:
        with stage.acting(stage.with_permission(organisation, "case:open")[0], at) as actor:
            actions.enter_group(actor, id=uuid7(), facts=facts, lines=lines, now=at)
    except Refused as refused:
        return [refused]
    return []

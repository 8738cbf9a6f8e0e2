"""A team looks after somebody: how dangerous it is, what is done for safety, what is needed, what was given."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from hamroh.casework.cases.access import open_case
from hamroh.casework.support import actions, queries
from hamroh.casework.support.rules import Received, highest
from hamroh.casework.support.terms import BY_US, HIGH, LOW, MEDIUM, MET, NONE_SEEN, NOT_KNOWN, PARTLY, RANK, YES
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.jobs.demonstration import words
from hamroh.jobs.demonstration.stage import in_office
from hamroh.jobs.demonstration.story import Story
from hamroh.kernel.ids import uuid7

FORGOTTEN = 0.06
GIVEN = {"shelter": ("night", "35.00"), "medical": ("visit", "60.00"), "psychological": ("hour", "45.00")}


def assess(story: Story, case_id: UUID) -> None:
    """The risk, dimension by dimension, and in most cases a plan with it, the first time."""
    days = story.one((7, 14, 28))
    story.review = story.at + timedelta(days=days)
    with story.stage.acting(story.team, story.at) as actor:
        case = open_case(actor, case_id, FieldGroup.RISK)
        chance = story.dice.random.random
        levels = {
            code: HIGH if story.danger and chance() < 0.3 else story.one((NONE_SEEN, LOW, LOW, MEDIUM, NOT_KNOWN))
            for code in queries.risk_words(case.edition_id)
        }
        reasons = {code: story.one(words.DANGERS) for code, level in levels.items() if RANK.get(level, 0) > 1}
        worst, before = highest(levels), queries.risk_of(case.pk, case.person_id)
        actions.assess_risk(
            actor,
            case=case,
            levels=levels,
            reasons=reasons,
            overall=worst if worst != NOT_KNOWN else LOW,
            why=story.one(words.JUDGED),
            review_on=queries.today(story.at) + timedelta(days=days),
            seen=before.number if before else 0,
            now=story.at,
        )
        if before is None and chance() < 0.7:
            sign, go, call, word = story.one(words.SAFETY)
            measures = [
                dict(zip(("what", "who", "when"), row, strict=True)) for row in story.some(words.MEASURES, 1, 3)
            ]
            plan = {"warning_signs": sign, "where_to_go": go, "whom_to_call": call, "code_word": word}
            actions.plan_safety(actor, case=case, measures=measures, seen=0, now=story.at, **plan)


def look_again(story: Story, until: datetime) -> None:
    """While days pass: after the contacts so far, then on each day that was set. Now and then somebody forgets it."""
    while story.case and story.review and not story.dice.happens(FORGOTTEN):
        story.now()
        assess(story, story.case)
        if story.review >= until:
            break
        story.at = in_office(story.review)
    story.at = max(story.at, until)


def help_along(story: Story, case_id: UUID) -> None:
    """Some needs are met by and by, and what was given at home stands in the list of services."""
    story.later(24, 96, office=True)
    with story.stage.acting(story.team, story.at) as actor:
        case = open_case(actor, case_id, FieldGroup.NEEDS, FieldGroup.SERVICES)
        day = queries.today(story.at)
        for view in list(queries.needs_one_by_one(case.pk, case.person_id).values())[:2]:
            known = replace(view.known, state=story.one((MET, PARTLY)), by=BY_US, since=day, urgent=False)
            actions.write_need(
                actor,
                case=case,
                need=known.need,
                present=YES,
                wanted=known.wanted,
                state=known.state,
                by=known.by,
                since=known.since,
                services=known.services,
                seen=view.number,
                now=story.at,
            )
        for kind in story.some(GIVEN, 1, 2):
            unit, cost = GIVEN[kind]
            received = Received(
                service_type=kind,
                provider=case.organisation_id,
                since=day - timedelta(days=2),
                until=day,
                quantity=Decimal(story.dice.random.randint(1, 4)),
                unit=unit,
                funding=story.one(queries.words_of(case.edition_id, "funding_source")),
                unit_cost=Decimal(cost),
                currency="TJS",
                outcome=story.one(("helped_much", "helped_some", "not_asked")),
            )
            actions.write_service(actor, case=case, thing=uuid7(), received=received, seen=0, now=story.at)

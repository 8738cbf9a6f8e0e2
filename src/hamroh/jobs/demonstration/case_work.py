"""A team's work on a case: opened, screened, decided, looked after, closed."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import close_case, enter_stage, open_new_case
from hamroh.casework.identification import rules as identification
from hamroh.casework.identification import sets
from hamroh.casework.identification.actions.decision import decide
from hamroh.casework.identification.actions.in_need import offer_neighbour
from hamroh.casework.identification.actions.screening import finish_screening, save_answers, start_screening
from hamroh.casework.identification.terms import ACCEPTED, Answer, HumanDecision, Population
from hamroh.casework.people.actions import agree_safe_contact, write_identity, write_profile
from hamroh.casework.referrals.actions.open_case_from_handover import open_case_from_handover
from hamroh.casework.support.actions import end_stay, start_stay, write_health_note, write_needs
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.jobs.demonstration import plan_work, support_work, words
from hamroh.jobs.demonstration.kinship_work import stand_by
from hamroh.jobs.demonstration.story import Story
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import current

FILE = (FieldGroup.IDENTITY, FieldGroup.PROFILE, FieldGroup.CONTACT, FieldGroup.NEEDS, FieldGroup.HEALTH)


def open_the_case(story: Story) -> None:
    """From the hand-over, or for somebody who came by themselves; then what must be known to help."""
    organisation = story.stage.services[story.home].organisation.key
    story.team = story.one(story.stage.with_permission(organisation, "screening:fill"))
    story.later(0.5, 12)
    with story.stage.acting(story.team, story.at) as actor:
        plain: dict[str, Any] = {"child": story.child, "code_only": story.code_only, "now": story.at}
        region = story.one(story.stage.regions.values())
        story.case = uuid7()
        if story.handover:
            open_case_from_handover(actor, id=story.case, referral_id=story.handover, territory_id=region, **plain)
        else:
            open_new_case(actor, id=story.case, territory_id=region, **plain)
            case = open_case(actor, story.case, FieldGroup.RESIDENCE)
            start_stay(actor, case=case, service_id=story.stage.services[story.home].pk, now=story.at)
    story.later(0.3, 3)
    _write_file(story)
    stand_by(story)


def _write_file(story: Story) -> None:
    kinds = story.stage.edition.service_words()
    with story.stage.acting(story.team, story.at) as actor:
        case = open_case(actor, case_of(story), *FILE)
        if not story.code_only:
            names = story.names()
            write_identity(
                actor,
                case=case,
                given=names.given,
                patronymic=names.patronymic,
                surname=names.surname,
                birth_year=names.birth_year,
                now=story.at,
            )
        write_profile(
            actor,
            case=case,
            age_band="child" if story.child else "adult",
            sex="female" if story.female else "male",
            languages=[story.language],
            interpreter=story.language not in ("tg", "ru"),
            citizenship=["TJ"] if story.dice.happens(0.9) else ["UZ"],
            children_along=story.one((0, 0, 0, 1, 2)) if story.female and not story.child else 0,
            now=story.at,
        )
        how, say, hidden = story.one(words.SAFE_WAYS)
        agree_safe_contact(
            actor, case=case, how=how, hours=story.one(words.HOURS), say=say, must_not_know=hidden, now=story.at
        )
        write_needs(
            actor,
            case=case,
            services=story.some(kinds, 2, 4),
            urgent=story.danger,
            note=story.one(words.NEEDS),
            now=story.at,
        )
        if story.dice.happens(0.5):
            write_health_note(actor, case=case, note=story.one(words.HEALTH), now=story.at)
            story.known.add(FieldGroup.HEALTH)
    story.known |= {FieldGroup.PROFILE, FieldGroup.CONTACT, FieldGroup.NEEDS}
    if not story.code_only:
        story.known.add(FieldGroup.IDENTITY)


def begin_screening(story: Story, outcome: HumanDecision) -> None:
    """The checklist, then answers, saved on the way."""
    population = Population.CHILD if story.child else Population.ADULT
    answers = _answers(story, population, outcome)
    half = dict(list(answers.items())[: len(answers) // 2])
    story.later(4, 36)
    with story.stage.acting(story.team, story.at) as actor:
        start_screening(
            actor,
            id=uuid7(),
            case_id=case_of(story),
            confirmed=[item.id for item in identification.pre_interview_checklist()],
            language=story.language,
            interpreter=story.language not in ("tg", "ru"),
            now=story.at,
        )
        save_answers(actor, case_id=case_of(story), answers=half, now=story.at)
    story.rest_of_answers = answers


def finish_and_decide(story: Story, outcome: HumanDecision) -> None:
    finish(story)
    story.later(0.5, 16)
    with story.stage.acting(story.team, story.at) as actor:
        decide(actor, case_id=case_of(story), outcome=outcome, reason=story.one(words.REASONS[outcome]), now=story.at)
        if outcome == HumanDecision.NOT_INDICATED:  # no signs, and still in need
            offer_neighbour(actor, case_id=case_of(story), neighbour="labour", answer=ACCEPTED, now=story.at)
    story.ready = story.at
    if outcome == HumanDecision.PRESUMED:
        story.later(1, 16)
        support_work.assess(story, case_of(story))
        support_work.help_along(story, case_of(story))


def finish(story: Story) -> None:
    story.later(0.6, 2)
    with story.stage.acting(story.team, story.at) as actor:
        save_answers(actor, case_id=case_of(story), answers=story.rest_of_answers, now=story.at)
        finish_screening(actor, case_id=case_of(story), now=story.at)
    story.known.add(FieldGroup.SCREENING)


def _answers(story: Story, population: Population, outcome: HumanDecision) -> dict[str, str]:
    """More is answered *yes* where somebody will be presumed; much stays unsaid where not enough is known."""
    yes = {HumanDecision.PRESUMED: 0.34, HumanDecision.NOT_INDICATED: 0.03, HumanDecision.INSUFFICIENT: 0.1}[outcome]
    silent = 0.35 if outcome == HumanDecision.INSUFFICIENT else 0.12
    given = {}
    for id in sets.items_of([sets.default_set(sets.known_sets(current().pack), population)]):
        chance = story.dice.random.random()
        if chance < yes:
            given[id] = Answer.YES
        elif chance < yes + silent:
            given[id] = story.one((Answer.UNKNOWN, Answer.NOT_SAID))
        elif chance < 0.93:
            given[id] = Answer.NO
    return {id: str(answer) for id, answer in given.items()}


def move_on(story: Story, stage: str) -> None:
    with story.stage.acting(story.team, story.now()) as actor:
        enter_stage(actor, open_case(actor, case_of(story)), stage, now=story.now())


def close(story: Story, reason: str) -> None:
    """The person moves out, and some days later the supervisor closes the case."""
    story.later(4, 60, office=True)
    with story.stage.acting(story.team, story.at) as actor:
        end_stay(actor, case=open_case(actor, case_of(story), FieldGroup.RESIDENCE), now=story.at)
    story.later(20, 120, office=True)
    if story.plan and reason == "goals_met":
        plan_work.close(story)
        return
    organisation = story.stage.services[story.home].organisation.key
    with story.stage.acting(story.stage.with_permission(organisation, "case:supervise")[0], story.at) as actor:
        close_case(actor, case_id=case_of(story), reason=reason, why=words.CLOSED, now=story.at)
    story.closed = True


def pass_days(story: Story, least: float, most: float) -> None:
    support_work.look_again(story, story.at + timedelta(days=story.dice.random.uniform(least, most)))
    story.later(0, 2, office=True)


def case_of(story: Story) -> UUID:
    assert story.case
    return story.case

"""All invented cases, one after another."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from multiprocessing import get_context
from signal import SIG_IGN, SIGINT, signal

from django.db import connections

from hamroh.casework.identification.terms import HumanDecision
from hamroh.casework.referrals.terms import ReviewOutcome
from hamroh.jobs.demonstration import case_work, first_contact, plan_work, referral_work
from hamroh.jobs.demonstration.apart_work import keep_apart
from hamroh.jobs.demonstration.contacts import fill_logs
from hamroh.jobs.demonstration.kinship_work import enter_five
from hamroh.jobs.demonstration.own_page_work import give_cards
from hamroh.jobs.demonstration.present import fill_inboxes
from hamroh.jobs.demonstration.stage import Dice, NotYet, Stage
from hamroh.jobs.demonstration.status_work import fill_the_panel
from hamroh.jobs.demonstration.story import Story
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import drawn_from

YEARS = timedelta(days=3 * 365 - 10)
LIVELY = timedelta(days=75)  # in which a sixth of all cases began
TELL_EVERY = 20
PLANNED = 0.4
DIRECT, CHILD, DANGER, CODE_ONLY, WITHDRAWN, LATE = 0.12, 0.18, 0.1, 0.25, 0.09, 0.12
LANGUAGES = ("tg", "tg", "tg", "tg", "ru", "uz", "sgh")
ENDINGS = ("goals_met", "goals_met", "goals_met", "relocated", "transferred", "withdrew", "not_contactable")


@dataclass
class Invented:
    """What came of it. `refused`: where a rule said no to a story, which ends there."""

    cases: int = 0
    refused: list[Refused] = field(default_factory=list)


def _quietly(sentence: str) -> None:
    """For who does not want to be told."""


def invent(
    until: datetime, *, cases: int, seed: int, tell: Callable[[str], None] = _quietly, workers: int = 1
) -> Invented:
    """Let the invented people work through so many cases in the three years before `until`.

    What would happen later than that has not happened yet: so the last days are as lively as any. Stories do not touch
    each other, so several processes may share them; the inboxes are looked at when all have come to their end.
    """
    told = Invented()
    parts = [(until, range(first, cases, workers), cases, seed) for first in range(workers)]
    if workers == 1:
        done = [_part(*parts[0], tell)]
    else:
        connections.close_all()  # a connection belongs to one process
        with get_context("fork").Pool(workers, signal, (SIGINT, SIG_IGN)) as pool:
            done = pool.starmap(partial(_part, tell=tell), parts)
    stage, dice = Stage(until), Dice(seed, "present", 2 * cases)
    hosts: list[Story] = []
    for part, begun in done:
        told.cases += part.cases
        told.refused += part.refused
        hosts += [replace(story, stage=stage) for story in begun if story.case and not story.closed]
    with drawn_from(dice.bytes):
        hosts.sort(key=lambda story: str(story.case))
        told.refused += fill_inboxes(stage, dice, hosts)
        told.refused += fill_the_panel(stage, dice, hosts)
    apart = Dice(seed, "apart", 2 * cases + 8)
    with drawn_from(apart.bytes):
        told.refused += keep_apart(stage, hosts)
    pages = Dice(seed, "pages", 2 * cases + 6)
    with drawn_from(pages.bytes):
        told.refused += give_cards(stage, hosts)
    calls = Dice(seed, "contacts", 2 * cases + 2)
    with drawn_from(calls.bytes):
        fill_logs(stage, calls)
    group = Dice(seed, "group", 2 * cases + 4)
    with drawn_from(group.bytes):
        told.refused += enter_five(stage, group)
    return told


def _part(
    until: datetime, numbers: range, cases: int, seed: int, tell: Callable[[str], None]
) -> tuple[Invented, list[Story]]:
    """The stories with these numbers. The first part tells how far all have come."""
    stage, told, begun = Stage(until), Invented(), []
    for number in numbers:
        if numbers.start == 0 and number % TELL_EVERY == 0:
            tell(f"Inventing {cases} cases… {number}")
        story = _story(stage, Dice(seed, "case", 2 * number), number, cases)
        _play(story, _passage, told)
        told.cases += story.case is not None
        begun.append(story)
        if number % 6 == 0:
            _play(_story(stage, Dice(seed, "beside", 2 * number + 1), number, cases), _beside, told)
    return told, [replace(story, stage=None) for story in begun]  # type: ignore[arg-type]


def _story(stage: Stage, dice: Dice, number: int, cases: int) -> Story:
    """Five of six spread over the years, the last sixth over the last weeks, closer and closer."""
    early = cases * 5 // 6
    if number < early:
        begun = stage.until - YEARS + (YEARS - LIVELY) * ((number + dice.random.random()) / early)
    else:
        begun = stage.until - LIVELY * (1 - (number - early + dice.random.random()) / (cases - early)) ** 1.7
    child = dice.happens(CHILD)
    return Story(
        stage,
        dice,
        begun.replace(second=0, microsecond=0),
        child=child,
        female=dice.happens(0.68),
        danger=dice.happens(DANGER),
        code_only=dice.happens(CODE_ONLY),
        language=dice.random.choice(LANGUAGES),
    )


def _play(story: Story, told: Callable[[Story], None], result: Invented) -> None:
    with drawn_from(story.dice.bytes):
        try:
            told(story)
        except NotYet:
            pass
        except Refused as refused:
            result.refused.append(refused)


def _passage(story: Story) -> None:
    if story.dice.happens(DIRECT):
        story.home = "shelter-children-stay" if story.child else "shelter-state-stay"
    else:
        first_contact.offer(story)
        if story.danger:
            first_contact.review(story)
        first_contact.receive(story)
    case_work.open_the_case(story)
    if _screened(story):
        _helped(story)
        case_work.close(story, story.one(ENDINGS))


def _screened(story: Story) -> bool:
    """Presumed in most cases. Some screenings of the last weeks are never finished, some never decided."""
    recent = timedelta(days=6) < story.stage.until - story.at < timedelta(days=60)
    outcome = HumanDecision.NOT_INDICATED if story.dice.happens(0.08) else HumanDecision.PRESUMED
    if story.dice.happens(0.06):
        case_work.begin_screening(story, HumanDecision.INSUFFICIENT)
        case_work.finish_and_decide(story, HumanDecision.INSUFFICIENT)
        case_work.pass_days(story, 1, 2)
    case_work.begin_screening(story, outcome)
    if recent and story.dice.happens(0.1):
        if story.dice.happens(0.4):
            case_work.finish(story)
        return False
    case_work.finish_and_decide(story, outcome)
    return True


def _helped(story: Story) -> None:
    """A doctor and who else is needed at first; weeks later what helps to live on."""
    old = story.stage.until - story.at > timedelta(days=40)
    late, withdrawn = old and story.dice.happens(LATE), story.dice.happens(WITHDRAWN)
    _ask(story, [referral_work.CLINIC_NEAR[story.home]], late=late)
    if withdrawn or story.dice.happens(0.6):
        _ask(story, [story.one(referral_work.AT_FIRST)], withdrawn=withdrawn)
    if story.dice.happens(PLANNED):
        plan_work.make_plan(story)
    case_work.move_on(story, "services")
    case_work.pass_days(story, 8, 40)
    _ask(story, story.some(referral_work.LATER, 0, 1))
    case_work.pass_days(story, 10, 120)
    plan_work.go_on(story)
    case_work.move_on(story, "follow-up")
    case_work.pass_days(story, 14, 90)
    plan_work.look_after(story)


def _ask(story: Story, services: list[str], *, late: bool = False, withdrawn: bool = False) -> None:
    for service in services:
        if referral_work.fits(story, service):
            story.later(2, 30, office=True)
            referral_work.whole_referral(story, service, late=late, withdrawn=withdrawn)


def _beside(story: Story) -> None:
    """What never becomes a case: no agreement, no place, nobody came, not right to act."""
    if story.dice.happens(0.6):
        first_contact.count_only(story)
        return
    story.at = min(story.at, story.stage.until - timedelta(days=7))
    first_contact.offer(story)
    if story.danger:
        first_contact.review(story, outcome=ReviewOutcome.NOT_RIGHT)
    else:
        first_contact.come_to_nothing(story)

"""The last days: what waits in each inbox now, some of it late, and some of it forgotten."""

from collections.abc import Callable
from datetime import datetime, timedelta

from hamroh.casework.referrals.actions import ask_question, hold_referral
from hamroh.casework.referrals.queries.inbox import count_inbox
from hamroh.jobs.demonstration import case_work, first_contact, referral_work, words
from hamroh.jobs.demonstration.stage import Dice, NotYet, Stage
from hamroh.jobs.demonstration.story import Story
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.directory.actions import confirm_capacity

LEAST, MOST = 4, 9
IN_THE_MIDDLE_OF_THE_DAY = timedelta(hours=13)  # when somebody looks at all this
Waiting = Callable[[Story, str], None]


def fill_inboxes(stage: Stage, dice: Dice, hosts: list[Story]) -> list[Refused]:
    """Bring every inbox to a handful that waits, one or two of them late. `hosts`: cases that are open."""
    refused = []
    for key, id in sorted(stage.organisations.items()):
        with stage.acting(stage.answering[id], stage.until) as actor:
            counted = count_inbox(actor, stage.until + IN_THE_MIDDLE_OF_THE_DAY, stage.until)
        wanted = dice.random.randint(LEAST, MOST)
        late = max(0, dice.random.randint(1, 2) - counted.late)
        soon = max(0, wanted - late - counted.late - counted.later - counted.paused)
        services = [s.key for s in stage.services.values() if s.organisation.key == key]
        stays = [service for service in services if stage.services[service].residential]
        kinds = (HANDED_LATE, HANDED) if stays else (LATE, WAITING)
        chosen = [dice.random.choice(kinds[number >= late]) for number in range(late + soon)]
        for hours, wait in [*chosen, *JUST_MOVED_IN[: len(stays)]]:
            at = stage.until - timedelta(hours=dice.random.uniform(*hours))
            try:
                if stays:
                    wait(_newcomer(stage, dice, at, stays[0]), stays[0])
                elif found := _host(dice, at, services, hosts):
                    wait(*found)
            except NotYet:
                pass
            except Refused as no:
                refused.append(no)
    _confirm_places(stage, dice)
    return refused


def _newcomer(stage: Stage, dice: Dice, at: datetime, home: str) -> Story:
    children = "adults" not in stage.services[home].accepts
    return Story(stage, dice, at, child=children, female=True)


def _host(dice: Dice, at: datetime, services: list[str], hosts: list[Story]) -> tuple[Story, str] | None:
    """Somebody whose case was open at that moment and who was never referred there."""
    open_then = [story for story in hosts if story.ready and story.ready < at]
    fitting = [(s, service) for s in open_then for service in services if referral_work.fits(s, service)]
    if not fitting:
        return None
    story, service = dice.random.choice(fitting)
    story.at, story.dice = at, dice
    return story, service


def _confirm_places(stage: Stage, dice: Dice) -> None:
    for service in sorted(stage.services.values(), key=lambda s: s.key):
        if service.capacity is not None:
            at = stage.until - timedelta(hours=dice.random.randint(5, 70))
            with stage.acting(stage.answering[service.organisation_id], at) as actor:
                free = dice.random.randint(0, service.capacity // 3)
                confirm_capacity(actor, service_id=service.pk, free=free, now=at)


def _handed(story: Story, home: str) -> None:
    first_contact.offer(story, to=home)


def _handed_in_danger(story: Story, home: str) -> None:
    """Accepted at once; a second person has not looked at it yet."""
    story.danger = True
    _handed_and_accepted(story, home)


def _handed_and_accepted(story: Story, home: str) -> None:
    first_contact.offer(story, to=home)
    first_contact.accept(story, hours=(0.2, 1.0))


def _moved_in(story: Story, home: str) -> None:
    """Arrived last night or the day before: the screening is still to come."""
    first_contact.offer(story, to=home)
    first_contact.receive(story)
    case_work.open_the_case(story)


def _unanswered(story: Story, service: str) -> None:
    referral_work.ask(story, service)


def _asked_back(story: Story, service: str) -> None:
    asked = referral_work.ask(story, service)
    story.at += timedelta(hours=1)
    with story.stage.acting(asked.answers, story.now()) as actor:
        ask_question(actor, id=uuid7(), referral_id=asked.id, question=story.one(words.ASKING), now=story.at)


def _accepted(story: Story, service: str) -> None:
    referral_work.accept(story, referral_work.ask(story, service), 1, 4)


def _under_way(story: Story, service: str) -> None:
    asked = referral_work.ask(story, service)
    referral_work.accept(story, asked, 1, 4)
    referral_work.arrive(story, asked, 8, 20)


def _paused(story: Story, service: str) -> None:
    asked = referral_work.ask(story, service)
    referral_work.accept(story, asked, 1, 4)
    referral_work.arrive(story, asked, 8, 20)
    story.later(4, 10, office=True)
    with story.stage.acting(asked.answers, story.at) as actor:
        hold_referral(actor, referral_id=asked.id, now=story.at)


# How many hours ago it was sent, and what became of it since.
WAITING: tuple[tuple[tuple[float, float], Waiting], ...] = (
    ((2, 20), _unanswered),
    ((3, 40), _unanswered),
    ((6, 30), _asked_back),
    ((60, 90), _accepted),
    ((80, 110), _under_way),
    ((100, 130), _under_way),
    ((130, 160), _paused),
)
LATE: tuple[tuple[tuple[float, float], Waiting], ...] = (
    ((80, 130), _unanswered),
    ((15 * 24, 40 * 24), _unanswered),
    ((10 * 24, 13 * 24), _under_way),
)
HANDED: tuple[tuple[tuple[float, float], Waiting], ...] = (
    ((0.5, 4), _handed),
    ((1, 7), _handed),
    ((2, 8), _handed_and_accepted),
    ((1, 4), _handed_in_danger),
)
HANDED_LATE: tuple[tuple[tuple[float, float], Waiting], ...] = (
    ((30, 60), _handed),
    ((30, 50), _handed_and_accepted),
    ((15 * 24, 30 * 24), _handed),
)
JUST_MOVED_IN: tuple[tuple[tuple[float, float], Waiting], ...] = (((28, 40), _moved_in),)

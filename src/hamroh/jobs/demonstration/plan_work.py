"""A plan with the person's own goals, agreed and approved; how they are afterwards; and a closing that two people decide."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from hamroh.casework.cases.access import open_case
from hamroh.casework.follow_up.actions import ask_closing, decide_closing, record_attempt, record_visit
from hamroh.casework.follow_up.queries import area_words
from hamroh.casework.plans import actions
from hamroh.casework.plans.queries import plan_of
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.jobs.demonstration.story import Story
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of

# A goal in somebody's words, the need that it answers, and a step to it.
GOALS = (
    ("Мехоҳам касби дӯзандагиро омӯзам ва худам пул кор кунам.", "work", "Ба курси дӯзандагӣ номнавис мешавем."),
    ("Хочу, чтобы у дочки были документы.", "documents", "Собрать справки и подать заявление вместе."),
    ("Мехоҳам бе тарс хоб равам.", "psychological", "Ҳар ҳафта бо равоншинос сӯҳбат мекунад."),
    ("Хочу снять комнату и жить отдельно.", "housing", "Посмотреть комнаты и посчитать деньги."),
    ("Мехоҳам хонданро давом диҳам.", "education", "Бо мактаби шабона гап мезанем."),
)
OWN = (
    "Ҳоло оромтар шудам, кор мекунам.",
    "Стало спокойнее. Дочка ходит в школу.",
    "Касб омӯхтам, ташаккур.",
    "Пока трудно с деньгами, но живём.",
)
WHY = "Мақсадҳои нақша иҷро шуданд, шахс медонад ба кӣ муроҷиат кунад."


def make_plan(story: Story) -> None:
    """Drafted with the person, agreed the same day, approved some days later by somebody who did not write it."""
    story.later(20, 70, office=True)
    key, today = uuid7(), day_of(story.at)
    with story.stage.acting(story.team, story.at) as actor:
        said: dict[str, Any] = {"case_id": story.case, "plan_id": key, "now": story.at}
        end = today + timedelta(days=180)
        actions.frame_plan(actor, seen=0, starts_on=today, review_on=today + timedelta(days=60), ends_on=end, **said)
        for words, need, step in story.some(GOALS, 1, 3):
            goal, due = uuid7(), today + timedelta(days=story.dice.random.randint(7, 50))
            actions.write_goal(actor, goal_id=goal, seen=0, words=words, need=need, **said)
            who: dict[str, Any] = (
                {"who": "person"} if story.dice.happens(0.4) else {"who": "colleague", "user_id": actor.user_id}
            )
            actions.write_step(actor, goal_id=goal, step_id=uuid7(), seen=0, what=step, due=due, **who, **said)
        child: dict[str, Any] = (
            {"by": "representative", "who": "Намоянда", "assent": "agreed"} if story.child else {"by": "person"}
        )
        actions.agree_plan(actor, seen=1, how="signature", on=today, language=story.language, **child, **said)
    story.later(10, 80, office=True)
    with story.stage.acting(supervisor_of(story), story.at) as actor:
        actions.decide_plan(actor, case_id=_case(story), plan_id=key, seen=2, approves=True, now=story.at)
    story.plan = key


def go_on(story: Story) -> None:
    """Steps are done, goals come nearer."""
    if story.plan is None:
        return
    with story.stage.acting(story.team, story.now()) as actor:
        case = open_case(actor, _case(story), FieldGroup.PLAN)
        today = day_of(story.at)
        for goal in plan_of(case, story.plan).goals:
            told: dict[str, Any] = {"case_id": _case(story), "on": today, "now": story.at}
            reached = story.one(("under_way", "reached", "reached"))
            seen = goal.progress.number if goal.progress else 0
            actions.tell_progress(actor, goal_id=goal.id, seen=seen, reached=reached, **told)
            for step in goal.steps:
                actions.finish_step(actor, step_id=step.id, done="done", **told)


def look_after(story: Story) -> None:
    """Somebody tried in vain, then they spoke; the next time is agreed."""
    if story.plan is None:
        return
    with story.stage.acting(story.team, story.now()) as actor:
        today = day_of(story.at)
        said: dict[str, Any] = {"case_id": _case(story), "now": story.at}
        record_attempt(actor, id=uuid7(), way="call", result="no_answer", on=today, **said)
        areas = {code: story.one(("well", "well", "partly", "not_said")) for code in area_words(story.stage.edition)}
        record_visit(
            actor,
            visit_id=uuid7(),
            seen=0,
            met=story.one(("in_person", "call")),
            on=today,
            areas=areas,
            satisfaction=story.one((3, 4, 5)),
            own=story.one(OWN),
            next_on=today + timedelta(days=90),
            **said,
        )


def close(story: Story) -> None:
    """The case manager asks for the closing, the supervisor approves it; the person agreed to be asked later."""
    key = uuid7()
    with story.stage.acting(story.team, story.now()) as actor:
        handed: dict[str, Any] = {"handed_to": "representative"} if story.child else {}
        said: dict[str, Any] = {"case_id": _case(story), "now": story.at, "reason": "goals_met", "why": WHY}
        ask_closing(actor, id=key, monitor=True, **said, **handed)
    story.later(10, 60, office=True)
    with story.stage.acting(supervisor_of(story), story.now()) as actor:
        decide_closing(actor, case_id=_case(story), closing_id=key, seen=1, approves=True, now=story.at)
    story.closed = True


def supervisor_of(story: Story) -> str:
    organisation = story.stage.services[story.home].organisation.key
    able = story.stage.with_permission(organisation, "case:supervise")
    return next(username for username in able if username != story.team)


def _case(story: Story) -> UUID:
    assert story.case
    return story.case

"""Attempts to reach the person, and visits."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases import actions as cases
from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.models import Case
from hamroh.casework.follow_up import rules
from hamroh.casework.follow_up.models import Attempt, Closing, Visit
from hamroh.casework.follow_up.queries import area_words
from hamroh.casework.follow_up.terms import SAFETY, VISIT_TASK, HowIsIt, State
from hamroh.casework.plans.actions.moving import key_of_ours
from hamroh.casework.plans.actions.tasks import end_of
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.revisions.actions import revise
from hamroh.foundation.revisions.queries import newest, newest_one
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.mechanism.editions.queries import day_of, edition

WRITE = "case:open"


def record_attempt(
    actor: Actor,
    *,
    id: UUID,
    case_id: UUID,
    way: str,
    result: str,
    on: date | None,
    words: str = "",
    now: datetime,
) -> None:
    """Write down that somebody tried to reach the person. A second click (the same `id`) finds it written."""
    require(actor, WRITE, "case", case_id)
    case = open_case(actor, case_id, FieldGroup.PLAN)
    if first := newest_one(Attempt, id):
        _must_be_of(first, case)
        return
    obstacles = rules.obstacles_to_attempt(
        way=way,
        result=result,
        on=on,
        words=words,
        today=day_of(now),
        opened_on=day_of(case.opened_at),
    )
    if obstacles := (*_afterwards(case), *obstacles):
        raise Refused(*obstacles)
    said = {"words": words.strip()}
    with key_of_ours(id), transaction.atomic():
        revise(
            actor,
            Attempt,
            thing=id,
            seen=0,
            subject_id=case.person_id,
            words=said,
            now=now,
            case=case,
            on=on,
            way=way,
            result=result,
        )
        told(actor, case, "contact.attempted", now, result=result)


def record_visit(
    actor: Actor,
    *,
    case_id: UUID,
    visit_id: UUID,
    seen: int,
    met: str,
    on: date | None,
    areas: Mapping[str, str],
    satisfaction: int | None = None,
    own: str = "",
    note: str = "",
    next_on: date | None = None,
    no_next: bool = False,
    now: datetime,
) -> None:
    """Write down a visit, or write it anew. The next date waits in the list of tasks, after a closing as well."""
    require(actor, WRITE, "case", case_id)
    case = open_case(actor, case_id, FieldGroup.PLAN)
    before = newest_one(Visit, visit_id)
    if before is None and seen:
        raise NotFound("visit", visit_id)
    if before is not None:
        _must_be_of(before, case)
    known = area_words(edition(case.edition_id))
    obstacles = rules.obstacles_to_visit(
        met=met,
        on=on,
        next_on=next_on,
        no_next=no_next,
        areas=areas,
        known=known,
        satisfaction=satisfaction,
        words={"own": own, "note": note},
        today=day_of(now),
        opened_on=day_of(case.opened_at),
    )
    if obstacles := (*_afterwards(case), *obstacles):
        raise Refused(*obstacles)
    with key_of_ours(visit_id), transaction.atomic():
        revise(
            actor,
            Visit,
            thing=visit_id,
            seen=seen,
            subject_id=case.person_id,
            words={"own": own.strip(), "note": note.strip()},
            now=now,
            case=case,
            on=on,
            met=met,
            areas={area: areas[area] for area in known},
            satisfaction=satisfaction,
            next_on=next_on,
            after_closing=before.after_closing if before else case.closed_at is not None,
        )
        if _is_the_last(case, visit_id, on):
            wait_for_next(actor, case, next_on, now)
        if before is None:
            again = areas.get(SAFETY) == HowIsIt.NOT_WELL
            told(actor, case, "visit.made", now, by_person=True, **({"danger": True} if again else {}))


def wait_for_next(actor: Actor, case: Case, next_on: date | None, now: datetime) -> None:
    """The next visit waits until the end of its day; none, and nothing waits."""
    key = f"{VISIT_TASK}:{case.pk}"
    cases.drop_dated_tasks(actor, case, VISIT_TASK, keep=[key] if next_on else [], now=now)
    if next_on:
        cases.set_dated_task(actor, case, key, due_at=end_of(next_on), now=now, detail={})


def _afterwards(case: Case) -> tuple[Obstacle, ...]:
    agreed = any(closing.state == State.APPROVED and closing.monitor for closing in newest(Closing, case=case))
    return rules.obstacles_afterwards(closed=case.closed_at is not None, agreed=agreed)


def _is_the_last(case: Case, visit_id: UUID, on: date | None) -> bool:
    """An older visit that is written anew sets no date."""
    return all(on is not None and on >= visit.on for visit in newest(Visit, case=case) if visit.thing != visit_id)


def _must_be_of(row: Attempt | Visit, case: Case) -> None:
    if row.case_id != case.pk:
        raise NotFound("visit", row.thing)


def told(actor: Actor, case: Case, event: str, now: datetime, *, by_person: bool = False, **codes: object) -> None:
    cases.note(actor, case, event, now=now, by_person=by_person, **codes)
    record(actor, event, resource="case", resource_id=case.pk, case_id=case.pk, at=now, **codes)

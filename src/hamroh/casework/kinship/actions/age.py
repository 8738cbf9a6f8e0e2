"""How old somebody is: told, assessed, decided. The case follows the child's path until shown otherwise."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.actions import finish_task, follow_path
from hamroh.casework.cases.models import Case
from hamroh.casework.kinship.access import eighteenth_of, open_family
from hamroh.casework.kinship.actions.guardians import end_all
from hamroh.casework.kinship.actions.writing import before, open_to_write, second_click, told
from hamroh.casework.kinship.models import Age, AgeAssessment
from hamroh.casework.kinship.queries.children import assessments_of
from hamroh.casework.kinship.queries.written import shaped
from hamroh.casework.kinship.rules import age as rules
from hamroh.casework.kinship.terms import TURNED_EIGHTEEN, TURNING_TASK
from hamroh.foundation.revisions.actions import revise
from hamroh.foundation.revisions.queries import history, newest_number
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.editions.queries import day_of

SUPERVISE = "case:supervise"

# What was agreed in a child's place ends on the day on which the person is of age. Higher rooms that keep such agreements
# add an act: called with that day whenever it becomes known or changes (None: not known any more).
PATH_ENDS: list[Callable[[Actor, Case, date | None, datetime], None]] = []


def state_age(
    actor: Actor,
    *,
    case_id: UUID,
    seen: int,
    told_by: str,
    told_on: date | None,
    birth_date: date | None = None,
    birth_year: int | None = None,
    years: int | None = None,
    now: datetime,
) -> None:
    """Write how old somebody is, as it was told. Under eighteen, the case takes the child's path at once.

    Told as adult it changes no path: a child's path ends only by an assessed age that a supervisor decides on, or with the
    eighteenth birthday. The day of that birthday is kept sealed; openly stands only its month.
    """
    case = open_to_write(actor, case_id)
    if second_click(actor, before(Age, case, case.pk), seen):
        return
    stated = rules.Stated(told_by, told_on, birth_date, birth_year, years)
    if obstacles := rules.obstacles_to_stating(stated, closed=case.closed_at is not None, today=day_of(now)):
        raise Refused(*obstacles)
    with transaction.atomic():
        _state(actor, case, stated, seen=seen, now=now)


def learn_birth(actor: Actor, case: Case, born: date, now: datetime) -> None:
    """A date of birth was written into the vault: the day on which the person turns eighteen follows from it."""
    open_family(actor, case)
    stated = rules.Stated("document", day_of(now), birth_date=born)
    if eighteenth_of(case) != rules.eighteen_on(stated):
        _state(actor, case, stated, seen=newest_number(Age, case.pk), now=now)


def _state(actor: Actor, case: Case, stated: rules.Stated, *, seen: int, now: datetime) -> None:
    day, today = rules.eighteen_on(stated), day_of(now)
    words = {
        "birth_date": stated.birth_date.isoformat() if stated.birth_date else "",
        "birth_year": stated.birth_year,
        "years": stated.years,
        "eighteen_on": day.isoformat() if day else "",
    }
    revise(
        actor,
        Age,
        thing=case.pk,
        seen=seen,
        subject_id=case.person_id,
        words=words,
        now=now,
        case=case,
        told_by=stated.told_by,
        told_on=stated.told_on,
        turns_eighteen_in=rules.month_of(day),
    )
    told(actor, case, "age.stated", now=now)
    if rules.says_child(stated, today):
        follow_path(actor, case, child=True, now=now)
        finish_task(actor, case, TURNING_TASK, now=now)
    if case.child:
        _end_with(actor, case, day, now)


def assess_age(
    actor: Actor,
    *,
    case_id: UUID,
    assessment_id: UUID,
    seen: int,
    method: str,
    assessor: str,
    by_whom: str,
    assessed_on: date | None,
    low: int | None,
    high: int | None,
    agreed: bool,
    reasons: str,
    now: datetime,
) -> None:
    """Write an assessment of somebody's age. It moves no path by itself: where it says adult, a supervisor decides."""
    case = open_to_write(actor, case_id)
    row = before(AgeAssessment, case, assessment_id)
    if second_click(actor, row, seen):
        return
    assessed = rules.Assessed(method, assessor, assessed_on, low, high, agreed, by_whom, reasons)
    if obstacles := rules.obstacles_to_assessing(assessed, closed=case.closed_at is not None, today=day_of(now)):
        raise Refused(*obstacles)
    assert low is not None and high is not None
    with transaction.atomic():
        revise(
            actor,
            AgeAssessment,
            thing=assessment_id,
            seen=seen,
            subject_id=case.person_id,
            words={"by_whom": by_whom.strip(), "reasons": reasons.strip()},
            now=now,
            case=case,
            method=method,
            assessor=assessor,
            assessed_on=assessed_on,
            low=low,
            high=high,
            result=rules.result(low, high),
        )
        told(actor, case, "age.assessed", now=now)
        if rules.result(low, high) == rules.Result.CHILD:
            follow_path(actor, case, child=True, now=now)


def decide_adult(actor: Actor, *, case_id: UUID, assessment_id: UUID, seen: int, why: str, now: datetime) -> None:
    """The supervisor decides, on an assessment that says adult and on reasons, that the case leaves the child's path.

    What others agreed to in the child's place is asked afresh from now on; nobody speaks for the person any more.
    """
    case = open_to_write(actor, case_id, SUPERVISE)
    row = before(AgeAssessment, case, assessment_id)
    if row is None:
        raise NotFound("assessment", assessment_id)
    latest = assessments_of(case.pk, case.person_id)[0]
    if obstacles := rules.obstacles_to_adult_path(
        child=case.child,
        closed=case.closed_at is not None,
        found=row.result,
        newest=latest.key == assessment_id,
        own=any(revision.written_by == actor.user_id for revision in history(AgeAssessment, assessment_id)),
        why=why,
    ):
        raise Refused(*obstacles)
    was = shaped(row, case.person_id)
    with transaction.atomic():
        revise(
            actor,
            AgeAssessment,
            thing=assessment_id,
            seen=seen,
            subject_id=case.person_id,
            words={"by_whom": was["by_whom"], "reasons": was["reasons"], "decided_why": why.strip()},
            now=now,
            case=case,
            **{name: was[name] for name in ("method", "assessor", "assessed_on", "low", "high", "result")},
            decided_at=now,
            decided_by=actor.user_id,
        )
        told(actor, case, "age.decided", now=now)
        _leave_the_childs_path(actor, case, because="other", now=now)


def come_of_age(actor: Actor, *, case_id: UUID, now: datetime) -> None:
    """The supervisor confirms that the person has turned eighteen: the path changes, and everything is asked afresh."""
    case = open_to_write(actor, case_id, SUPERVISE)
    day = eighteenth_of(case)
    if obstacles := rules.obstacles_to_coming_of_age(
        child=case.child, closed=case.closed_at is not None, day=day, today=day_of(now)
    ):
        raise Refused(*obstacles)
    with transaction.atomic():
        told(actor, case, "child.came_of_age", now=now)
        _leave_the_childs_path(actor, case, because=TURNED_EIGHTEEN, now=now)


def _leave_the_childs_path(actor: Actor, case: Case, *, because: str, now: datetime) -> None:
    end_all(actor, case, because=because, now=now)
    _end_with(actor, case, day_of(now), now)
    finish_task(actor, case, TURNING_TASK, now=now)
    follow_path(actor, case, child=False, now=now)


def _end_with(actor: Actor, case: Case, day: date | None, now: datetime) -> None:
    for end in PATH_ENDS:
        end(actor, case, day, now)

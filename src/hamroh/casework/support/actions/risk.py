"""Assessing the risk, and agreeing a safety plan. Group *risk* must be open."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from hamroh.casework.cases import actions as cases
from hamroh.casework.cases.models import Case
from hamroh.casework.support import events, rules, terms
from hamroh.casework.support.actions.writing import writes, written
from hamroh.casework.support.models import RiskAssessment, SafetyPlan
from hamroh.casework.support.queries import latest_review, risk_of, risk_words, safety_plan_of, today
from hamroh.foundation.revisions.actions import revise
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Refused
from hamroh.mechanism.editions import queries as editions


def assess_risk(
    actor: Actor,
    *,
    case: Case,
    levels: Mapping[str, str],
    reasons: Mapping[str, str],
    overall: str,
    review_on: date | None,
    why: str = "",
    seen: int,
    now: datetime,
) -> None:
    """Write down how dangerous it is, by each dimension of the mechanism's list and over all, as a person judges it.

    Ends what asked for it. It is asked for again on the day of the review, and at each new contact, as the procedure says.
    Raises Changed when somebody wrote meanwhile.
    """
    known = risk_words(case.edition_id)
    told = {code: text.strip() for code, text in reasons.items() if text.strip()}
    assessed = rules.Assessed(dict(levels), told, overall, why.strip(), review_on)
    before = risk_of(case.pk, case.person_id)
    obstacles = writes(actor, case, erased=bool(before and before.erased)) + rules.obstacles_to_assessing(
        assessed, dimensions=known, today=today(now), latest=latest_review(case, now)
    )
    if obstacles or review_on is None:
        raise Refused(*obstacles)
    with transaction.atomic():
        revise(
            actor,
            RiskAssessment,
            thing=case.pk,
            seen=seen,
            subject_id=case.person_id,
            words={"reasons": told, "why": assessed.why},
            now=now,
            case=case,
            levels=dict(assessed.levels),
            overall=overall,
            review_on=review_on,
        )
        cases.mark(case, risk=overall, risk_review_at=end_of(review_on))
        written(actor, case, events.RISK_ASSESSED, now, by={terms.REVIEW_CLOCK: end_of(review_on)})


def end_of(day: date) -> datetime:
    """The last moment of a day where the mechanism works."""
    return datetime.combine(day, time(23, 59), ZoneInfo(editions.zone()))


def plan_safety(
    actor: Actor,
    *,
    case: Case,
    measures: Sequence[Mapping[str, str]],
    warning_signs: str = "",
    where_to_go: str = "",
    whom_to_call: str = "",
    code_word: str = "",
    seen: int,
    now: datetime,
) -> None:
    """Write down what was agreed with the person for their safety. All of it is sealed. Raises Changed as above."""
    plan = rules.Planned(
        rules.measures_of(measures), warning_signs.strip(), where_to_go.strip(), whom_to_call.strip(), code_word.strip()
    )
    before = safety_plan_of(case.pk, case.person_id)
    obstacles = writes(actor, case, erased=bool(before and before.erased)) + rules.obstacles_to_planning(plan)
    if obstacles:
        raise Refused(*obstacles)
    words = {part: getattr(plan, part) for part in terms.PLAN_WORDS}
    rows = [{part: getattr(measure, part) for part in terms.MEASURE_WORDS} for measure in plan.measures]
    with transaction.atomic():
        revise(
            actor,
            SafetyPlan,
            thing=case.pk,
            seen=seen,
            subject_id=case.person_id,
            words={"measures": rows, **words},
            now=now,
            case=case,
        )
        written(actor, case, events.SAFETY_PLANNED, now, by_person=True)

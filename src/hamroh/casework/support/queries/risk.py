"""How dangerous it is, and what was agreed for safety. The group *risk* must be open, but for what lists are told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hamroh.casework.cases.models import Case
from hamroh.casework.support import terms
from hamroh.casework.support.models import RiskAssessment, SafetyPlan
from hamroh.casework.support.queries.lists import edition_of, risk_words, today
from hamroh.casework.support.rules import Assessed, Measure, Planned
from hamroh.foundation.revisions.queries import history, newest_one, words_of
from hamroh.kernel import clock


@dataclass(frozen=True)
class RiskView:
    """An assessment as it was written. `number`: its revision; `erased`: the reasons are gone for good."""

    level: str
    review_on: date
    written_at: datetime
    overdue: bool
    number: int = 0
    assessed: Assessed = field(default_factory=Assessed)
    written_by: UUID | None = None
    erased: bool = False


@dataclass(frozen=True)
class PlanView:
    """The safety plan as it was written."""

    plan: Planned
    number: int
    written_at: datetime
    written_by: UUID | None = None
    erased: bool = False


@dataclass(frozen=True)
class RiskLevel:
    """What a list tells of a case: the level, the day of the review, and whether that day has passed."""

    level: str
    review_on: date
    overdue: bool


def risk_of(case_id: UUID, person_id: UUID, *, on: date | None = None) -> RiskView | None:
    """The newest assessment; None while there is none. `on`: the day for which it is asked, else today."""
    row = newest_one(RiskAssessment, case_id)
    return _risk(row, person_id, on or today(clock.now()), risk_words(edition_of(case_id))) if row else None


def risk_history(case_id: UUID, person_id: UUID) -> list[RiskView]:
    """Every assessment of the case, the newest first."""
    day, order = today(clock.now()), risk_words(edition_of(case_id))
    return [_risk(row, person_id, day, order) for row in history(RiskAssessment, case_id)]


def _risk(row: RiskAssessment, person_id: UUID, day: date, order: Iterable[str]) -> RiskView:
    told = words_of(row, person_id)
    words = told or {}
    return RiskView(
        level=row.overall,
        review_on=row.review_on,
        written_at=row.written_at,
        overdue=row.review_on < day,
        number=row.number,
        assessed=Assessed(
            _in_order(row.levels, order), words.get("reasons", {}), row.overall, words.get("why", ""), row.review_on
        ),
        written_by=row.written_by,
        erased=told is None,
    )


def _in_order(levels: Mapping[str, str], order: Iterable[str]) -> dict[str, str]:
    """Levels in the order of the list; what the list no longer has comes last."""
    listed = [code for code in order if code in levels]
    return {code: levels[code] for code in (*listed, *(code for code in levels if code not in listed))}


def risk_levels(case_ids: Iterable[UUID], *, on: date | None = None) -> dict[UUID, RiskLevel]:
    """Of each of these cases that the reader finds in lists, how it stands: its own row says so. One query, no file opened."""
    day = on or today(clock.now())
    rows = Case.objects.filter(pk__in=list(case_ids), risk_review_at__isnull=False).order_by("pk")
    told = rows.values_list("pk", "risk", "risk_review_at")
    found = {case_id: (level, today(at)) for case_id, level, at in told if at}
    return {case_id: RiskLevel(level, review_on, review_on < day) for case_id, (level, review_on) in found.items()}


def safety_plan_of(case_id: UUID, person_id: UUID) -> PlanView | None:
    """The plan that holds now; None while there is none."""
    row = newest_one(SafetyPlan, case_id)
    return _plan(row, person_id) if row else None


def safety_history(case_id: UUID, person_id: UUID) -> list[PlanView]:
    """Every state of the plan, the newest first."""
    return [_plan(row, person_id) for row in history(SafetyPlan, case_id)]


def _plan(row: SafetyPlan, person_id: UUID) -> PlanView:
    told = words_of(row, person_id)
    words = dict(told or {})
    measures = tuple(Measure(**measure) for measure in words.pop("measures", ()))
    return PlanView(Planned(measures, **words), row.number, row.written_at, row.written_by, told is None)


def risk_values(case_id: UUID, person_id: UUID) -> list[tuple[Any, Any]]:
    """Label and value of what is known of danger and safety, for whoever it is shared with, and for paper."""
    return [*_assessment_values(case_id, person_id), *_plan_values(case_id, person_id)]


def _assessment_values(case_id: UUID, person_id: UUID) -> list[tuple[Any, Any]]:
    risk = risk_of(case_id, person_id)
    if risk is None:
        return []
    words = risk_words(edition_of(case_id))
    lines = [
        (words.get(code, code), _level(level, risk.assessed.reasons.get(code, "")))
        for code, level in risk.assessed.levels.items()
        if level != terms.NONE_SEEN
    ]
    return [
        (_("Risk over all"), _level(risk.level, risk.assessed.why)),
        *lines,
        (_("Risk assessed on"), risk.written_at),
        (_("Looked at again on"), risk.review_on),
        *([(_("Reasons"), ERASED)] if risk.erased else []),
    ]


def _level(level: str, reason: str) -> str:
    word = str(_(terms.LEVEL_WORDS.get(level, level)))
    return f"{word}: {reason}" if reason else word


def _plan_values(case_id: UUID, person_id: UUID) -> list[tuple[Any, Any]]:
    view = safety_plan_of(case_id, person_id)
    if view is None:
        return []
    if view.erased:
        return [(_("Safety plan"), ERASED)]
    measures = [", ".join(filter(None, (m.what, m.who, m.when))) for m in view.plan.measures]
    parts = [(_(label), getattr(view.plan, part)) for part, label in terms.PLAN_WORDS.items()]
    return [
        *([(_("Measures of safety"), "; ".join(measures))] if measures else []),
        *((label, value) for label, value in parts if value),
    ]


ERASED = _("Erased: nobody can read this any more.")

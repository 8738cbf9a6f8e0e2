"""Follow-up and closing, shaped for pages and for sharing. The case must have been opened with the group *plan*."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, gettext, gettext_lazy

from hamroh.casework.cases.models import Case, Task
from hamroh.casework.follow_up import rules
from hamroh.casework.follow_up.models import Attempt, Closing, Visit
from hamroh.casework.follow_up.terms import (
    AREA_LIST,
    HOW_WORDS,
    SATISFACTION,
    SETTLED_FIRST,
    USUAL_AREAS,
    USUAL_ATTEMPTS,
    USUAL_WAIT_DAYS,
    WAIT_CLOCK,
    HowIsIt,
    State,
)
from hamroh.foundation.revisions import queries as revisions
from hamroh.kernel.text import say
from hamroh.mechanism.editions.queries import InForce, current, day_of, edition
from hamroh.mechanism.procedures.rules import due


@dataclass(frozen=True)
class AttemptShown:
    id: UUID
    on: date
    way: str
    result: str
    words: str
    erased: bool
    written_by: UUID | None
    written_at: datetime


@dataclass(frozen=True)
class VisitShown:
    """`number` is what a form says it has seen."""

    id: UUID
    number: int
    on: date
    met: str
    areas: Mapping[str, str]
    satisfaction: int | None
    next_on: date | None
    own: str
    note: str
    erased: bool
    after_closing: bool
    written_by: UUID | None
    written_at: datetime


@dataclass(frozen=True)
class ClosingShown:
    id: UUID
    number: int
    state: State
    reason: str
    asked_by: UUID
    decided_by: UUID | None
    monitor: bool
    handed_to: str
    handed_organisation: UUID | None
    why: str
    reasons: str
    erased: bool
    written_at: datetime


@dataclass(frozen=True)
class Wait:
    """How long, and how often, somebody is looked for before a case is closed as *not reached*; and how that is known."""

    days: int
    attempts: int
    basis: str


def attempts_of(case: Case) -> list[AttemptShown]:
    """All attempts, the newest first."""
    rows = revisions.newest(Attempt, case=case)
    return sorted((_attempt(row, case.person_id) for row in rows), key=lambda a: (a.on, a.written_at), reverse=True)


def visits_of(case: Case) -> list[VisitShown]:
    """All visits, the newest first."""
    rows = revisions.newest(Visit, case=case)
    return sorted((_visit(row, case.person_id) for row in rows), key=lambda v: (v.on, v.written_at), reverse=True)


def visit_history(case: Case, visit_id: UUID) -> list[VisitShown]:
    """How one visit was written and written anew, newest first."""
    return [_visit(row, case.person_id) for row in revisions.history(Visit, visit_id) if row.case_id == case.pk]


def closings_of(case: Case) -> list[ClosingShown]:
    """All that was asked about closing this case, newest first."""
    rows = revisions.newest(Closing, case=case)
    return [_closing(row, case.person_id) for row in reversed(rows)]


def closing_waits(closings: list[ClosingShown]) -> ClosingShown | None:
    return next((closing for closing in closings if closing.state is State.ASKED), None)


def wait_of(case: Case) -> Wait:
    """What the case's edition sets before *not reached*: its own clock, else the usual, marked as assumed."""
    rules_of = edition(case.edition_id)
    if not rules_of.has_clock(WAIT_CLOCK):
        return Wait(USUAL_WAIT_DAYS, USUAL_ATTEMPTS, "assumed")
    limit = rules_of.limit(WAIT_CLOCK)
    start = case.opened_at
    days = (due(start, limit.time, rules_of.calendar) - start) // timedelta(days=1)
    basis = str(limit.basis) if limit.attempts else "assumed"
    return Wait(days, limit.attempts or USUAL_ATTEMPTS, basis)


def silence_of(case: Case) -> rules.Silence:
    tried = [rules.Tried(a.on, a.result) for a in attempts_of(case)]
    return rules.silence(tried, [visit.on for visit in visits_of(case)])


def waiting_of(case: Case) -> int:
    """How much of what somebody was asked to do still waits."""
    keys = Task.objects.filter(case=case, done_at__isnull=True).order_by().values_list("key", flat=True)
    return sum(key.partition(":")[0] in SETTLED_FIRST for key in keys)


def area_words(rules_of: InForce) -> dict[str, Any]:
    """What a visit asks about, by code, in the words of the edition; else the usual areas."""
    if any(code_list.id == AREA_LIST for code_list in rules_of.pack.lists):
        return dict(rules_of.words(AREA_LIST))
    return {code: gettext_lazy(words) for code, words in USUAL_AREAS.items()}


def next_suggested(case: Case, now: datetime) -> date | None:
    """The day of the next visit by the edition's intervals: steps that end with a visit, counted from the first of them.

    From the closing on, where the case is closed. None when every interval has passed, or the edition has none.
    """
    rules_of, today = edition(case.edition_id), day_of(now)
    clocks = [step.clock for step in rules_of.measured_steps if "visit.made" in step.stops]
    started = case.closed_at or _follow_up_began(case, clocks) or now
    days = [due(started, rules_of.limit(clock).time, rules_of.calendar) for clock in clocks]
    return min((day for at in days if (day := day_of(at)) > today), default=None)


def _follow_up_began(case: Case, clocks: list[str]) -> datetime | None:
    begun = Task.objects.filter(case=case, key__in=clocks).order_by("started_at")
    return begun.values_list("started_at", flat=True).first()


def values(case_id: UUID, person_id: UUID) -> list[tuple[Any, Any]]:
    """What follow-up tells whoever may read it: the last visit, by area, and when the next one is."""
    rows = revisions.newest(Visit, case_id=case_id)
    if not rows:
        return []
    visit = max((_visit(row, person_id) for row in rows), key=lambda v: (v.on, v.written_at))
    words = area_words(current())
    told: list[tuple[Any, Any]] = [(gettext_lazy("Last follow-up"), visit.on)]
    told += [
        (say_or(words.get(code, code)), gettext(HOW_WORDS[HowIsIt(answer)])) for code, answer in visit.areas.items()
    ]
    if visit.satisfaction:
        told.append((gettext_lazy("How the person found the help"), gettext(SATISFACTION[visit.satisfaction])))
    if visit.next_on:
        told.append((gettext_lazy("Next follow-up"), visit.next_on))
    return told


def say_or(words: Any) -> str:
    """Words by language, or words of the platform, in the active language."""
    return say(words, get_language() or "") if isinstance(words, dict) else str(words)


def _attempt(row: Attempt, person_id: UUID) -> AttemptShown:
    words = revisions.words_of(row, person_id)
    said = (words or {}).get("words", "")
    return AttemptShown(row.thing, row.on, row.way, row.result, said, words is None, row.written_by, row.written_at)


def _visit(row: Visit, person_id: UUID) -> VisitShown:
    words = revisions.words_of(row, person_id)
    return VisitShown(
        id=row.thing,
        number=row.number,
        on=row.on,
        met=row.met,
        areas=row.areas,
        satisfaction=row.satisfaction,
        next_on=row.next_on,
        own=(words or {}).get("own", ""),
        note=(words or {}).get("note", ""),
        erased=words is None,
        after_closing=row.after_closing,
        written_by=row.written_by,
        written_at=row.written_at,
    )


def _closing(row: Closing, person_id: UUID) -> ClosingShown:
    words = revisions.words_of(row, person_id)
    return ClosingShown(
        id=row.thing,
        number=row.number,
        state=State(row.state),
        reason=row.reason,
        asked_by=row.asked_by,
        decided_by=row.decided_by,
        monitor=row.monitor,
        handed_to=row.handed_to,
        handed_organisation=row.handed_organisation,
        why=(words or {}).get("why", ""),
        reasons=(words or {}).get("reasons", ""),
        erased=words is None,
        written_at=row.written_at,
    )
